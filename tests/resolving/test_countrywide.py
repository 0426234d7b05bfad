"""Where "in the country" stands, and whose capital is meant: the report's town is not lost to its country."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.place import Place

STORY = "Thousands marched in Lima on Saturday. "


@pytest.mark.parametrize(
    ("text", "phrase", "place"),
    [
        (
            STORY
            + "At the campus of the oldest university in the country, police arrested more than 200 students.",
            "more than 200 students",
            "Lima",
        ),
        (STORY + "The count now stands at 60 deaths in the country since May.", "60 deaths", "Peru"),
        (STORY + "Two men were killed in Peru’s capital on Sunday.", "Two men", "Lima"),
        (STORY + "Two men were killed in Peru's capital on Sunday.", "Two men", "Lima"),
    ],
)
def test_place(text: str, phrase: str, place: str) -> None:
    (claim,) = [c for c in read(text, published="2023-01-24") if c.figure and c.figure.phrase == phrase]
    assert isinstance(claim.where.place, Place)
    assert claim.where.place.name == place
