"""Acts that last: through counted days since the first of them, or still when the report was published; what merely happens is of its own day."""

from __future__ import annotations

from datetime import date

import pytest

import testigo
from testigo.model.claim import Kind
from testigo.model.moment import Interval

PUBLISHED = date(2023, 1, 24)  # a Tuesday


def test_what_is_told_as_going_on_is_of_the_day_of_publication() -> None:
    for language, text in (
        (
            "en",
            "On Thursday one person died in Lares. The most persistent roadblocks are taking place in Arenal.",
        ),
        ("es", "El jueves murió una persona en Lares. Los bloqueos más persistentes continúan en Arenal."),
    ):
        assert days(language, text, Kind.ROADBLOCK) == [("2023-01-23", "2023-01-24")]
        assert days(language, text, Kind.KILLING) == [("2023-01-19", "2023-01-19")]


def test_what_was_going_on_is_not() -> None:
    text = "On Thursday one person died in Lares. Roadblocks were taking place in Arenal."
    assert days("en", text, Kind.ROADBLOCK) == [("2023-01-19", "2023-01-19")]


def days(language: str, text: str, kind: Kind) -> list[tuple[str, str]]:
    claims = testigo.read(text, published=PUBLISHED.isoformat(), language=language)
    return [
        (c.when.interval.first.isoformat(), c.when.interval.last.isoformat())
        for c in claims
        if c.kind is kind and isinstance(c.when.interval, Interval)
    ]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        (
            "en",
            "Protests in Aurelia’s capital continued into a fifth day on Monday.",
            "2023-01-19",
            "2023-01-23",
        ),
        ("en", "The strike entered its fourth day on Thursday in San Telmo.", "2023-01-16", "2023-01-19"),
        ("en", "On Friday, the third day of protests, police fired tear gas.", "2023-01-18", "2023-01-20"),
        ("es", "Las protestas entraron el lunes en su quinto día en San Telmo.", "2023-01-19", "2023-01-23"),
        (
            "es",
            "El paro cumple este jueves su cuarto día consecutivo en San Telmo.",
            "2023-01-16",
            "2023-01-19",
        ),
        ("es", "El viernes, tercer día de protestas, la policía lanzó gases.", "2023-01-18", "2023-01-20"),
    ],
)
def test_what_lasts_began_on_the_first_day(language: str, text: str, first: str, last: str) -> None:
    kind = Kind.STRIKE if ("strike" in text or "paro" in text) else Kind.DEMONSTRATION
    assert days(language, text, kind) == [(first, last)]


@pytest.mark.parametrize(
    ("language", "text", "kind", "day"),
    [
        ("en", "Protests in Aurelia continued into a fifth day on Monday as 30 people were arrested.", Kind.ARREST, "2023-01-23"),
        ("en", "Two people died on the third day of protests in San Telmo on Friday.", Kind.KILLING, "2023-01-20"),
        ("en", "On Friday, the third day of protests, police fired tear gas.", Kind.USE_OF_FORCE, "2023-01-20"),
        ("es", "Dos personas murieron en el tercer día de protestas en San Telmo el viernes.", Kind.KILLING, "2023-01-20"),
    ],
)  # fmt: skip
def test_what_happens_on_a_counted_day_is_of_that_day(language: str, text: str, kind: Kind, day: str) -> None:
    found = days(language, text, kind)
    assert found
    assert set(found) == {(day, day)}
