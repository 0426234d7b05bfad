"""Days of trials, charges and arrests are not the days of the deeds that they are about."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.moment import Interval
from testigo.model.toll import Measure

WRITTEN = "2015-11-10"  # a Tuesday

# The text, and the first day of its dead or hurt; None where the text does not tell it.
CASES = [
    ("Pedro Lima, held for killing Ana Sosa and hurting five shoppers, ended his trial Monday afternoon and pleaded guilty.", None),
    ("Pedro Lima was sentenced Monday to 40 years for killing two men in San Telmo.", None),
    ("Pedro Lima appeared in court on Monday for the murder of a shopkeeper in San Telmo.", None),
    ("A mother held over the death of a boy who was shot in San Telmo made her first court appearance Monday.", None),
    ("A man was arrested on Monday for shooting four people in San Telmo.", None),
    ("Un hombre fue detenido el lunes por matar a cuatro personas en San Telmo.", None),
    ("El lunes comenzó en San Telmo el juicio por la matanza de 15 campesinos.", None),
    ("A judge on Monday sentenced a policeman to 10 years for killing a student on March 3.", "2015-03-03"),
    ("Un juez imputó el lunes a un policía por matar a dos manifestantes el 3 de noviembre en San Telmo.", "2015-11-03"),
    # what happens where courts and mourners are, and beside arrests, keeps its day
    ("Three people were shot dead outside a court in San Telmo on Monday.", "2015-11-09"),
    ("Seven people were killed at a funeral in San Telmo on Monday.", "2015-11-09"),
    ("Police charged the crowd on Monday, killing two people.", "2015-11-09"),
    ("Police arrested ten people on Monday after killing three protesters in San Telmo.", "2015-11-09"),
    ("La policía mató a tres personas y detuvo a diez el lunes en San Telmo.", "2015-11-09"),
    ("Hombres armados mataron el lunes a tres jueces antes de la audiencia en San Telmo.", "2015-11-09"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first"), CASES)
def test_the_day_of_justice_is_not_the_day_of_the_deed(text: str, first: str | None) -> None:
    hurt = [
        claim
        for claim in read(text, published=WRITTEN)
        if claim.figure is not None and claim.figure.measure in (Measure.KILLED, Measure.INJURED)
    ]
    assert hurt
    for claim in hurt:
        days = claim.when.interval
        assert (days.first.isoformat() if isinstance(days, Interval) else None) == first


def test_what_happened_is_not_dated_ahead_of_its_report() -> None:
    text = "Three people were killed in San Telmo. The inquiry is to end on February 4, 2016."
    for claim in read(text, published=WRITTEN):
        days = claim.when.interval
        assert not isinstance(days, Interval) or days.first.isoformat() <= WRITTEN
