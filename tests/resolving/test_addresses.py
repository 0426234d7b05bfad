"""Addresses: which names are told one inside the other, and which stand in a list."""

from __future__ import annotations

import pytest

from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Span
from testigo.resolving.addresses import addresses, holders, kind_told, span_of

PUNO = Place("Puno", "PE", -15.0, -70.0, PlacePrecision.REGION, 150.0, "Puno")
JULIACA = Place("Juliaca", "PE", -15.5, -70.1, PlacePrecision.TOWN, 10.0, "Puno")
ILAVE = Place("Ilave", "PE", -16.1, -69.6, PlacePrecision.TOWN, 5.0, "Puno")
CUSCO = Place("Cusco", "PE", -13.5, -72.0, PlacePrecision.REGION, 150.0, "Cusco")
PERU = Place("Peru", "PE", -10.0, -76.0, PlacePrecision.COUNTRY, 900.0)
KNOWN = {"Puno": PUNO, "Juliaca": JULIACA, "Ilave": ILAVE, "Cusco": CUSCO, "Peru": PERU, "Perú": PERU}


def toponyms(marked: str) -> tuple[str, list[Toponym]]:
    """A text with its names in brackets, as toponyms; names that are not in KNOWN have no place."""
    text, found = "", []
    for piece in marked.replace("]", "[").split("["):
        if marked.count("[" + piece + "]") and piece:
            span = Span(len(text), len(text) + len(piece))
            place = next((p for name, p in KNOWN.items() if piece.endswith(name)), None)
            found.append(Toponym(span, piece, place or Unresolved("unknown"), 1))
        text += piece
    return text, found


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("en", "in [Juliaca], [Puno] on Monday", ["Juliaca, Puno"]),
        ("es", "en [Juliaca] ([Puno]) ayer", ["Juliaca (Puno"]),
        ("es", "en [Juliaca], en [Puno], y en [Ilave]", ["Juliaca, en Puno", "Ilave"]),
        ("es", "en [Ilave], [Juliaca] y [Cusco]", ["Ilave", "Juliaca", "Cusco"]),
        ("es", "en [Ilave], [Juliaca], [Puno] y [Cusco]", ["Ilave", "Juliaca", "Puno", "Cusco"]),
        (
            "es",
            "en la [calle Arenal], entre [Ayo] y [Cruces], en la [colonia Reforma], [municipio de San Telmo]",
            ["calle Arenal, entre Ayo y Cruces, en la colonia Reforma, municipio de San Telmo"],
        ),
        ("es", "en la [calle Arenal] y 26 de la [colonia Reforma]", ["calle Arenal y 26 de la colonia Reforma"]),
        ("es", "las [calles Arenal] y [Ayo]", ["calles Arenal", "Ayo"]),
        ("es", "el [puente Arenal] en [Juliaca]", ["puente Arenal en Juliaca"]),
        ("es", "entre [Perú] y [Juliaca]", ["Perú", "Juliaca"]),
        ("en", "[Juliaca] and [Puno]", ["Juliaca", "Puno"]),
        ("en", "marches in [Cusco] in [Peru]", ["Cusco", "Peru"]),
    ],
)  # fmt: skip
def test_names_of_one_address_are_one_run(language: str, marked: str, expected: list[str]) -> None:
    text, found = toponyms(marked)
    assert [span_of(run, found).of(text) for run in addresses(found, text, language)] == expected


def test_what_an_address_lies_in() -> None:
    text, found = toponyms(
        "en la [calle Cusco], entre [Ilave] y Ayo, en la [colonia Reforma], [Juliaca], [Puno]"
    )
    names = [one.name for one in found]
    assert {names[a]: names[b] for a, b in holders(found, text, "es").items()} == {
        "calle Cusco": "Juliaca", "Ilave": "Juliaca", "colonia Reforma": "Juliaca", "Juliaca": "Puno",
    }  # fmt: skip
    text, found = toponyms("en la [calle Arenal], en [Juliaca]")
    assert holders(found, text, "es") == {0: 1}


def test_no_names_make_no_address() -> None:
    assert addresses((), "", "en") == ()
    assert kind_told("", "en") == ""
