"""The gate lets through what may matter, in a few microseconds, and its version says by which words."""

from __future__ import annotations

import time

import pytest

from testigo.language.gate import is_relevant, version
from testigo.language.lexicon import Entry, lexicon


def entries() -> list[object]:
    return [
        pytest.param(lang, e, id=f"{lang}-{e.meaning}-{e.cues[0]}")
        for lang in ("en", "es")
        for e in lexicon(lang, "acts")
    ]


@pytest.mark.parametrize(("language", "entry"), entries())
def test_what_an_entry_tells_passes(language: str, entry: Entry) -> None:
    assert entry.holds
    assert is_relevant(entry.holds, language)
    assert is_relevant(entry.holds.upper(), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bakery opens at seven and sells bread."),
        ("en", "Shares closed higher in quiet trading, helped by oil."),
        ("es", "La panadería abre a las siete y vende pan."),
        ("es", "El tiempo será soleado, con vientos leves del norte."),
        ("en", ""),
        ("es", " \n "),
    ],
)
def test_bread_and_weather_stay_outside(language: str, text: str) -> None:
    assert not is_relevant(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Four bodies were recovered from the river."),
        ("en", "The toll rose to 14."),
        ("en", "Three youths disappeared on Monday."),
        ("en", "Dozens were hurt."),
        ("en", "A mass grave was found."),
        ("en", "Twelve casualties were brought to the clinic."),
        ("es", "Hallaron cuatro cuerpos junto al río."),
        ("es", "Suman 14 las víctimas."),
        ("es", "Una joven dejó de existir."),
        ("es", "El dirigente fue ahorcado."),
        ("es", "Hallaron una fosa común."),
        ("es", "Una bala alcanzó a un niño."),
    ],
)
def test_a_sentence_that_tells_of_harm_is_enough(language: str, text: str) -> None:
    assert is_relevant(text, language)


def test_a_language_without_a_list_opens_the_gate() -> None:
    assert is_relevant("Qualquer texto.", "pt")


def test_letters_that_grow_when_lowered_hide_nothing() -> None:
    assert is_relevant("İİİ bakery\n\nPolice shot two men.", "en")


def test_the_version_is_stable_and_differs_by_language() -> None:
    assert version("en") == version("en")
    assert version("en") != version("es")


def test_a_page_takes_less_than_the_budget() -> None:
    page = "The council met on Monday to discuss the budget of the library. " * 40
    is_relevant(page, "en")
    before = time.perf_counter()
    for _ in range(50):
        is_relevant(page, "en")
    assert (time.perf_counter() - before) / 50 < 0.0015
