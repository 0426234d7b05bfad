"""Which earlier day a story goes on at: what happened goes before when it was said, and where a count begins narrates nothing."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.moment import Interval


@pytest.mark.parametrize(
    ("language", "text", "low", "day"),
    [
        (
            "en",
            (
                "Ten people were killed across Aurelia on Tuesday when police opened fire, a doctors' association said on Wednesday. "
                "In Lares, two protesters were shot dead near the town hall."
            ),
            2,
            "2023-01-24",
        ),
    ],
)
def test_the_day_that_the_story_goes_on_at(language: str, text: str, low: int, day: str) -> None:
    (claim,) = [
        c
        for c in read(text, language=language, published="2023-01-25")
        if c.figure and c.figure.bounds.low == low
    ]
    assert isinstance(claim.when.interval, Interval)
    assert (claim.when.interval.first.isoformat(), claim.when.interval.last.isoformat()) == (day, day)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Friday, protesters torched a bank in Lares. Shops have been shut since Monday.\nSoldiers fired tear gas near the bridge by 7 p.m."),
        ("es", "El viernes, manifestantes quemaron un banco en Lares. Los comercios están cerrados desde el lunes.\nLos soldados lanzaron gases lacrimógenos cerca del puente."),
    ],
)  # fmt: skip
def test_where_a_count_begins_narrates_nothing(language: str, text: str) -> None:
    claims = [c for c in read(text, language=language, published="2023-01-25") if c.kind == "use_of_force"]
    assert claims
    for claim in claims:
        assert isinstance(claim.when.interval, Interval)
        assert claim.when.interval.first.isoformat() == "2023-01-20"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "Two cooks have been arrested for the murder of three farmers near Lares, the mayor said on Tuesday. "
                "Both cooks were arrested on Monday. The farmers were shot dead on Sunday."
            ),
        ),
        (
            "es",
            (
                "Dos hombres fueron detenidos por el asesinato de tres campesinos en Lares, dijo la policía el martes. "
                "Los hombres fueron detenidos el lunes. Los campesinos murieron baleados el domingo."
            ),
        ),
    ],
)
def test_the_day_of_an_arrest_is_not_that_of_the_murder(language: str, text: str) -> None:
    (claim,) = [
        c
        for c in read(text, language=language, published="2023-01-25")
        if c.figure and c.figure.bounds.low == 3
    ]
    assert isinstance(claim.when.interval, Interval)
    assert claim.when.interval.first.isoformat() == "2023-01-22"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At least 482 people have been killed. It is the worst violence since the armed conflict in the north began in March 2011."),
        ("es", "Han muerto al menos 482 personas. Es la lucha más grave entre los rebeldes desde que comenzó el conflicto armado en el norte en marzo de 2011."),
    ],
)  # fmt: skip
def test_the_worst_since_begins_no_count(language: str, text: str) -> None:
    claims = [c for c in read(text, language=language, published="2023-01-25") if c.figure]
    assert claims
    for claim in claims:
        assert not isinstance(claim.when.interval, Interval) or claim.when.interval.first.year == 2023
