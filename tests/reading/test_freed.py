"""People let go are counted by nobody; an arrest that is told before their release is."""

from __future__ import annotations

from functools import cache

import pytest

from testigo.language.syntax import SpacyParser
from testigo.model.text import Part
from testigo.reading.tolls import read_figures


@cache
def parser() -> SpacyParser:
    return SpacyParser("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The government announced the release of hundreds of people detained in the protests.", []),
        ("Gunmen released three of the six kidnapped workers.", []),
        ("Five workers kidnapped on Monday have been freed.", [("missing", 5)]),
        ("Police released 20 detained protesters.", []),
        ("Police arrested 20 people and later released five.", [("arrested", 20)]),
        ("Twenty people were arrested and later released.", [("arrested", 20)]),
        ("Their families demanded the release of the 30 detained students.", [("arrested", 30)]),
    ],
)
def test_who_is_let_go_is_held_no_longer(text: str, expected: list[tuple[str, int]]) -> None:
    passage = parser().parse([(Part.BODY, text)])[0]
    assert [
        (row.figure.measure.value, row.figure.bounds.low) for row in read_figures(passage, "en")
    ] == expected
