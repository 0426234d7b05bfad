"""The language of a text, also of a short one that is full of names."""

from __future__ import annotations

import pytest

from testigo.gathering.languages import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La policía dispersó la marcha con gases, según los vecinos.", "es"),
        ("Police dispersed the march with tear gas, neighbours said.", "en"),
        ("Gunmen killed two farmers in Shigra wa Shelan district, Wardak province, yesterday.", "en"),
        ("DOS MUERTOS EN SAN TELMO", "es"),
        ("O presidente disse que não vai renunciar, segundo os seus ministros.", "pt"),
        ("El xiquet va a l'escola amb la seua mare i els seus germans.", "ca"),
        ("Der Präsident sagte, dass er nicht zurücktreten werde.", "de"),
        ("", None),
        ("12 345 — !", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert identify_language(text) == language
