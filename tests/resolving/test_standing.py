"""Where the words leave no choice between places: right behind the figure, joined towns, datelines, lists, names one inside the other."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.claim import Claim, Kind
from testigo.model.moment import Unresolved
from testigo.model.place import Place
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.running import stages


def claims(language: str, text: str) -> tuple[Claim, ...]:
    return stages.read(Document("d", text, published=date(2023, 1, 24), language=language)).claims


def killed(language: str, text: str) -> Claim:
    (found,) = [c for c in claims(language, text) if c.figure and c.figure.measure is Measure.KILLED]
    return found


def name(claim: Claim) -> str:
    return claim.where.place.name if isinstance(claim.where.place, Place) else "?"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        (
            "en",
            "Police moved against marchers in Lima and elsewhere in Peru, with at least one death that day in Arequipa.",
            "Arequipa",
        ),
        (
            "en",
            "LIMA, Jan 23 (Radio Uno) - Two people were killed on Monday in clashes in Juliaca, in Peru's Puno region.",
            "Juliaca",
        ),
        (
            "en",
            "From our desk.\n\nLIMA, Jan 23 (Radio Uno) - Two people were killed on Monday in clashes in Juliaca.",
            "Juliaca",
        ),
        (
            "en",
            "Two people were killed on Monday in a clash in Macusani, in Peru's Puno region, the hospital said.",
            "Macusani",
        ),
        (
            "es",
            "Dos personas murieron el lunes en Macusani, región Puno, según el hospital. En Lima hubo una marcha.",
            "Macusani",
        ),
    ],
    ids=["right behind", "dateline", "dateline below a line", "inside a region", "inside a region, es"],
)
def test_the_place_of_a_death(language: str, text: str, place: str) -> None:
    assert name(killed(language, text)) == place


def test_a_figure_of_two_towns_is_put_in_neither() -> None:
    found = killed(
        "es", "Tres personas murieron el lunes en Juliaca y Cusco, según la Defensoría del Pueblo."
    )
    assert isinstance(found.where.place, Unresolved)
    assert set(found.where.alternatives) == {"Juliaca", "Cusco"}


def test_an_act_of_a_list_is_one_claim_a_place() -> None:
    text = "On Monday there were roadblocks in Arequipa, Juliaca, Cusco and Tacna, in the south of Peru."
    found = [c for c in claims("en", text) if c.kind is Kind.ROADBLOCK]
    assert sorted(name(c) for c in found) == ["Arequipa", "Cusco", "Juliaca", "Tacna"]
    assert len({c.id for c in found}) == 4


def test_that_day_points_past_the_day_at_hand() -> None:
    text = "A woman wounded in Juliaca on January 9 died on Monday, bringing to 18 the number of people killed that day."
    eighteen = next(c for c in claims("en", text) if c.figure and c.figure.bounds.low == 18)
    assert getattr(eighteen.when.interval, "first", None) == date(2023, 1, 9)
