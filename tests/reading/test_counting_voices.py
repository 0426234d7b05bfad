"""Who counts is the voice of the count: "the ombudsman's office now counts 60 deaths"."""

from __future__ import annotations

import pytest

from testigo.api import read


@pytest.mark.parametrize(
    ("text", "language", "phrase", "voice"),
    [
        ("The ombudsman's office now counts 60 deaths in the country since the protests began.", "en", "60 deaths", "ombudsman's office"),
        ("The ombudsman's office now counts 60 deaths: 48 in clashes, 11 at roadblocks.", "en", "48", "ombudsman's office"),
        ("The health ministry lists 12 dead and puts the injured at 60.", "en", "12 dead", "health ministry"),
        ("The health ministry lists 12 dead and puts the injured at 60.", "en", "60", "health ministry"),
        ("The Network of Mothers has documented 31 deaths since May.", "en", "31 deaths", "Network of Mothers"),
        ("A local rights group has tallied at least 31 deaths since May.", "en", "at least 31 deaths", "local rights group"),
        ("El hospital registra 12 muertos y el ministerio suma ya 60 heridos.", "es", "12 muertos", "hospital"),
        ("El hospital registra 12 muertos y el ministerio suma ya 60 heridos.", "es", "60 heridos", "ministerio"),
        ("La Red de Madres ha documentado 31 muertes desde mayo.", "es", "31 muertes", "Red de Madres"),
        ("La Defensoría eleva a 31 los muertos desde mayo.", "es", "31", "Defensoría"),
    ],
)  # fmt: skip
def test_who_counts_vouches(text: str, language: str, phrase: str, voice: str) -> None:
    (claim,) = [
        c
        for c in read(text, language=language, published="2023-02-10")
        if c.figure and c.figure.phrase == phrase
    ]
    assert claim.attribution is not None
    assert claim.attribution.voice.removeprefix("The ").removeprefix("the ") == voice
