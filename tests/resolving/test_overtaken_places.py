"""A town told before an unknown one is not the place of what is told behind the unknown one."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.place import Place


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Syrian troops hold Aleppo since Monday. Jets attacked the village of Jan Sejun on Tuesday. Two farmers were killed.", "en"),
        ("Las tropas sirias tomaron Alepo el lunes. El martes hubo un ataque sobre la localidad de Jan Sejún. Murieron dos campesinos.", "es"),
    ],
)  # fmt: skip
def test_an_unknown_town_takes_no_other_towns_place(text: str, language: str) -> None:
    (claim,) = [c for c in read(text, language=language, published="2017-04-05") if c.figure]
    assert not (isinstance(claim.where.place, Place) and claim.where.place.name == "Aleppo")


def test_a_town_told_again_is_the_place() -> None:
    text = "Jets attacked the village of Jan Sejun. On Tuesday a bomb went off in Aleppo. Two farmers were killed."
    (claim,) = [c for c in read(text, language="en", published="2017-04-05") if c.figure]
    assert isinstance(claim.where.place, Place)
    assert claim.where.place.name == "Aleppo"
