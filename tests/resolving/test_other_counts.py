"""Where one count lies is not where another does: parts, running totals, and deaths that set off more."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.claim import Claim
from testigo.model.moment import Interval
from testigo.model.place import Place


def figure(text: str, language: str, low: int) -> Claim:
    (claim,) = [
        c
        for c in read(text, language=language, published="2023-01-24")
        if c.figure and c.figure.bounds.low == low
    ]
    return claim


def where(claim: Claim) -> str | None:
    return claim.where.place.name if isinstance(claim.where.place, Place) else None


@pytest.mark.parametrize(
    ("text", "language", "low", "place"),
    [
        ("A rights group said that 22 people had died in Kenya, 19 of them in Nairobi.", "en", 22, "Kenya"),
        ("A rights group said that 22 people had died in Kenya, 19 of them in Nairobi.", "en", 19, "Nairobi"),
        (
            "Soldiers have killed 133 people in Iran in the protests, including 41 in Zahedan.",
            "en",
            133,
            "Iran",
        ),
        (
            "La fiscalía de Venezuela confirmó la muerte de un joven en Barquisimeto, con lo que suman 80 los fallecidos en tres meses de protestas.",
            "es",
            80,
            "Venezuela",
        ),
        (
            "La fiscalía de Venezuela confirmó la muerte de un joven en Barquisimeto, con lo que suman 80 los fallecidos en tres meses de protestas.",
            "es",
            1,
            "Barquisimeto",
        ),
        (
            "Two students died in Nairobi, bringing to 39 the number of people killed in Kenya since the protests began.",
            "en",
            39,
            "Kenya",
        ),
    ],
)
def test_each_count_lies_in_its_own_place(text: str, language: str, low: int, place: str) -> None:
    assert where(figure(text, language, low)) == place


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            (
                "Soldiers have killed 133 people in Iran in the protests sparked by the death in custody of Ana Ruiz. "
                "On Friday, 41 people died in Zahedan."
            ),
            "en",
        ),
        (
            (
                "Los soldados han matado a 133 personas en Irán en las protestas desatadas por la muerte bajo custodia de Ana Ruiz. "
                "El viernes murieron 41 personas en Zahedán."
            ),
            "es",
        ),
    ],
)
def test_a_death_that_set_off_more_is_older_and_elsewhere(text: str, language: str) -> None:
    first = figure(text, language, 1)
    assert not isinstance(first.when.interval, Interval)
    assert where(first) != "Zahedan"
    later = figure(text, language, 41)
    assert isinstance(later.when.interval, Interval)
    assert later.when.interval.last.isoformat() == "2023-01-20"


@pytest.mark.parametrize(
    ("text", "language", "kind", "place"),
    [
        ("Kenya imposed a nationwide curfew on Friday after 52 people were killed in Nairobi.", "en", "curfew", "Kenya"),
        ("El gobierno del Perú decretó un toque de queda nacional tras la muerte de tres personas en Puno.", "es", "curfew", "Peru"),
        ("Kenya imposed a curfew in Nairobi on Friday.", "en", "curfew", "Nairobi"),
    ],
)  # fmt: skip
def test_what_is_national_is_of_the_country(text: str, language: str, kind: str, place: str) -> None:
    (act,) = [c for c in read(text, language=language, published="2023-01-24") if c.kind == kind]
    assert where(act) == place
