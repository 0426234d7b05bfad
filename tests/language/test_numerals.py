"""Numerals in marked sentences: `[words](low..high)`, `~` for "about"; what is not marked is no numeral."""

from __future__ import annotations

import re

import pytest

from testigo.language.lexicon import lexicon
from testigo.language.numerals import Numeral, find_numerals, parse_digits
from testigo.model.analysis import Sentence, Token
from testigo.model.text import Span
from testigo.model.toll import Hedge

_MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]")


def plain(text: str) -> Sentence:
    """A sentence without a tree: numerals need words alone."""
    tokens = tuple(
        Token(i, m.start(), m.end(), m[0], m[0].lower(), m[0].lower(), "X", "dep", 0, "", "")
        for i, m in enumerate(_WORD.finditer(text))
    )
    return Sentence(0, 0, Span(0, max(1, len(text))), tokens)


def told(numeral: Numeral) -> str:
    low = "" if numeral.bounds.low is None else numeral.bounds.low
    high = "" if numeral.bounds.high is None else numeral.bounds.high
    return f"{low}..{high}{'~' if numeral.bounds.hedge is Hedge.ABOUT else ''}"


def check(report: str, language: str) -> None:
    text = _MARK.sub(lambda m: m[1], report)
    found = find_numerals(plain(text), language)
    assert [told(n) for n in found] == [m[2] for m in _MARK.finditer(report)]


def _lexicon_sentences() -> list[object]:
    return [
        pytest.param(getattr(entry, side), language, id=f"{language}-{name}-{entry.cues[0]}-{side}")
        for language in ("en", "es")
        for name in ("numbers", "hedges")
        for entry in lexicon(language, name)
        for side in ("holds", "fails")
    ]


@pytest.mark.parametrize(("report", "language"), _lexicon_sentences())
def test_every_lexicon_entry_holds_and_fails_as_it_says(report: str, language: str) -> None:
    check(report, language)


@pytest.mark.parametrize(
    "report",
    [
        "[Between 27 and 47](27..47) weavers, [20,000-30,000](20000..30000) marchers",
        "[more than a dozen](12..) smiths, [half a dozen](6..6~) clerks, [three dozen](36..36) guards",
        "[At least another three](3..) and [several hundred](300..) more",
        "[hundreds of thousands](200000..) came, [25 thousand](25000..25000) stayed",
        "[two or three](2..3) boys and [10 to 12](10..12) girls",
        "[One hundred and five](105..105) men and [two thousand five hundred](2500..2500) women",
        "[as many as 20 000](..20000) people, [1.5 million](1500000..1500000) in all",
        "[No fewer than seven](7..) and [close to 40](..40)",
        "[Twenty-one](21..21) of the [forty](40..40)",
        "a man and a woman",
    ],
)
def test_english_numerals(report: str) -> None:
    check(report, "en")


@pytest.mark.parametrize(
    "report",
    [
        "[más de 1.554](1554..) heridos y [1,3 millones](1300000..1300000) de vecinos",
        "[11 mil 612](11612..11612) socios, [mil 113](1113..1113) socias, [dos mil](2000..2000) hijos",
        "[una veintena](20..20~), [medio centenar](50..50~), [cerca de medio millar](500..500~)",
        "[al menos otros tres](3..) y [por lo menos a 35](35..)",
        "[entre 10 y 12](10..12) obreros y [dos o tres](2..3) guardias",
        "[decenas de miles](20000..) y [cientos de miles](200000..)",
        "[varias decenas](30..) de obreros, [unas cinco mil](5000..5000~) personas",
        "[doscientos cincuenta](250..250) y [treinta y cinco](35..35)",
        "[casi 60](..60), [hasta 5,000](..5000), [62 o más](62..)",
        "un hombre y una mujer",
    ],
)
def test_spanish_numerals(report: str) -> None:
    check(report, "es")


def test_a_rise_gives_both_numbers_apart() -> None:
    # which of the two is the figure is for the reader of tolls to say
    assert [n.value for n in find_numerals(plain("rose from 12 to 17"), "en")] == [12, 17]
    assert [n.value for n in find_numerals(plain("pasó de 12 a 17"), "es")] == [12, 17]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.554", 1554),
        ("1,554", 1554),
        ("1.234.567", 1234567),
        ("1,3", 1.3),
        ("12", 12),
        ("12th", None),
        ("1,55,000", None),
        ("٣", None),
        ("9" * 40, None),
        ("", None),
    ],
)
def test_digits_of_both_languages(text: str, value: float | None) -> None:
    assert parse_digits(text) == value


@pytest.mark.parametrize(
    "text", ["", "...", "half", "medio", "a", "de de de", "hundred hundred hundred", "mil mil mil", "- - 5 -"]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_broken_text_does_no_harm(text: str, language: str) -> None:
    for numeral in find_numerals(plain(text), language):
        assert numeral.value >= 0
        assert numeral.span.stop <= len(text)
