"""Numbers in words and digits: «mil 113», "two dozen", "20 000", «cientos de miles»; the bare number, without its hedge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from testigo.language.lexicon import lexicon
from testigo.model.analysis import Token
from testigo.model.toll import Hedge

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_PLAIN = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_PAIR = re.compile(r"(\d[\d.,]*)[-–—](\d[\d.,]*)")
_OPEN = re.compile(r"(\d[\d.,]*)\+")
_JOINED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_ARTICLES = {"en": frozenset({"a", "an"}), "es": frozenset({"un", "una"})}
_OF = {"en": "of", "es": "de"}


@dataclass(frozen=True, slots=True)
class Core:
    start: int
    stop: int
    low: float
    high: float | None = None
    sort: str = "exact"  # exact, collective, vague
    is_word: bool = False
    hedge: Hedge | None = None


@cache
def number_words(language: str) -> Mapping[str, tuple[str, float]]:
    """Word -> (how it builds a number, its value), from `numbers.yml`."""
    table: dict[str, tuple[str, float]] = {}
    for entry in lexicon(language, "numbers"):
        for cue, value in zip(entry.cues, entry.attributes["values"], strict=True):
            table[cue] = (entry.meaning, float(value))
    return table


_DEEPEST = 6  # scales in one number: "two million three hundred thousand four hundred"


def parse_digits(text: str) -> float | None:
    """A number in digits, either language's separators; None where it is none.

    >>> parse_digits("1.554"), parse_digits("5,000"), parse_digits("1,3"), parse_digits("12th")
    (1554.0, 5000.0, 1.3, None)
    """
    if len(text) > 15 or not text.isascii():
        return None
    if _PLAIN.fullmatch(text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(text.replace(".", "").replace(",", ""))
    if _DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    return None


def core_at(tokens: tuple[Token, ...], i: int, language: str) -> Core | None:
    """The number that starts at token `i`, or None."""
    lower = tokens[i].lower
    if lower[:1].isdigit():
        return _from_digits(tokens, i, language)
    words = number_words(language)
    if "-" in lower and _JOINED.fullmatch(lower):
        return _joined(lower, i, words)
    if language == "es" and lower in ("un", "una") and not _counts(tokens, i, words):
        return None
    if lower in ("half", "medio", "media"):
        return _half(tokens, i, words, language)
    return _from_words(tokens, i, language)


def _counts(tokens: tuple[Token, ...], i: int, words: Mapping[str, tuple[str, float]]) -> bool:
    """«un», «una» count only before a collective or a scale: «un centenar», «un millón», «una docena»."""
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return words.get(following, ("", 0))[0] in ("collective", "scale", "dozen")


def _joined(lower: str, i: int, words: Mapping[str, tuple[str, float]]) -> Core | None:
    """As in "twenty-five" in one token."""
    left, _, right = lower.partition("-")
    if words.get(left, ("", 0))[0] == "ten" and words.get(right, ("", 0))[0] == "digit":
        return Core(i, i + 1, words[left][1] + words[right][1], is_word=True)
    return None


def _half(
    tokens: tuple[Token, ...], i: int, words: Mapping[str, tuple[str, float]], language: str
) -> Core | None:
    """As in "half a dozen", «medio centenar», «media docena», "half a million"."""
    j = i + 1
    if j < len(tokens) and language == "en" and tokens[j].lower in ("a", "an"):
        j += 1
    sort, value = words.get(tokens[j].lower, ("", 0.0)) if j < len(tokens) else ("", 0.0)
    if sort in ("dozen", "collective", "hundred", "scale"):
        return Core(i, j + 1, value / 2, sort="collective", is_word=True)
    return None


def _from_digits(tokens: tuple[Token, ...], i: int, language: str) -> Core | None:
    text = tokens[i].text
    if pair := _PAIR.fullmatch(text):
        low, high = parse_digits(pair[1]), parse_digits(pair[2])
        if low is not None and high is not None and low < high:
            return Core(i, i + 1, low, high, hedge=Hedge.BETWEEN)
        return None
    if opened := _OPEN.fullmatch(text):
        value = parse_digits(opened[1])
        return None if value is None else Core(i, i + 1, value, hedge=Hedge.AT_LEAST)
    value = parse_digits(text)
    if value is None:
        return None
    stop = i + 1
    # "20 000": digits in threes after one space
    while (
        value >= 1
        and stop < len(tokens)
        and len(tokens[stop].text) == 3
        and tokens[stop].text.isdigit()
        and tokens[stop].start == tokens[stop - 1].stop + 1
        and len(tokens[stop - 1].text) <= 3
        and (tokens[stop].text == "000" or value < 100)
        and (tokens[stop].text[0] == "0" or tokens[stop].text == "000")
    ):
        value = value * 1000 + int(tokens[stop].text)
        stop += 1
    return _scaled(tokens, i, stop, value, language)


def _scaled(
    tokens: tuple[Token, ...], start: int, stop: int, value: float, language: str, depth: int = 0
) -> Core:
    """«11 mil 612», "25 thousand", «1,3 millones»: a scale after a number, and what follows the scale."""
    words = number_words(language)
    sort = "exact"
    while stop < len(tokens):
        kind, factor = words.get(tokens[stop].lower, ("", 0.0))
        if kind == "dozen" and value < 20:
            value, stop = value * factor, stop + 1
        elif kind == "collective" and language == "es" and value == 1:
            value, stop, sort = factor, stop + 1, "collective"
        elif kind == "scale" or (kind == "hundred" and value < 100):
            value, stop = value * factor, stop + 1
            value, stop = _tail(tokens, stop, value, factor, language, depth)
        else:
            break
    return Core(start, stop, value, sort=sort)


def _tail(
    tokens: tuple[Token, ...], stop: int, value: float, factor: float, language: str, depth: int
) -> tuple[float, int]:
    """What follows a scale: «tres mil 315», "two thousand five hundred"."""
    if stop >= len(tokens) or depth > _DEEPEST:
        return value, stop
    text = tokens[stop].text
    if text.isdigit() and len(text) == 3 and factor >= 1000:
        return value + int(text), stop + 1
    if (
        text.isdigit() and len(text) == 4 and factor == 1000
    ):  # «tres mil 3284», a slip of the press: the digits are whole
        return float(text), stop + 1
    start = stop + 1 if tokens[stop].lower in ("and", "y") else stop
    if start < len(tokens) and number_words(language).get(tokens[start].lower, ("", 0.0))[0] in (
        "digit",
        "ten",
    ):
        rest = _from_words(tokens, start, language, depth + 1)
        if (
            rest is not None
            and rest.sort == "exact"
            and rest.low < factor
            and not (start > stop and rest.low >= 100)
        ):
            follows = tokens[rest.stop].lower if rest.stop < len(tokens) else ""
            if start == stop or language == "es" or rest.low >= 1:
                if start == stop or factor == 100 or not follows.isalpha() or factor >= 1000:
                    return value + rest.low, rest.stop
    return value, stop


def _from_words(tokens: tuple[Token, ...], i: int, language: str, depth: int = 0) -> Core | None:
    """Number words from token `i` on; the sum of tens and digits, multiplied by the scales."""
    words = number_words(language)
    sort, value = words.get(tokens[i].lower, ("", 0.0))
    if sort == "vague":
        if _is_plain_number(tokens, i):
            return None
        return _vague(tokens, i, value, language)
    if sort in ("dozen", "hundred", "scale", "collective"):
        has_article = i > 0 and tokens[i - 1].lower in _ARTICLES[language] | {"el", "la", "the"}
        if language == "es" and sort == "scale":
            core = _scaled(tokens, i, i, 1, language, depth) if tokens[i].lower == "mil" else None
            return None if core is None else Core(i, core.stop, core.low, sort="exact", is_word=True)
        if not has_article:
            return None
        if sort in ("hundred", "scale"):
            core = _scaled(tokens, i, i, 1, language, depth)
            return Core(
                i, core.stop, core.low, sort="exact" if core.stop - i > 1 else "collective", is_word=True
            )
        return Core(i, i + 1, value, sort="collective", is_word=True)
    if sort not in ("digit", "ten"):
        return None
    total, stop, last = value, i + 1, sort
    while stop < len(tokens):
        step = stop + 1 if tokens[stop].lower in ("y", "-", "and") and stop + 1 < len(tokens) else stop
        kind, more = words.get(tokens[step].lower, ("", 0.0))
        is_linked = step > stop
        if is_linked and tokens[stop].lower == "and":
            break
        if kind == "digit" and last == "ten" and 0 < more < 10 and (total % 100 >= 20 or total % 100 == 0):
            if is_linked and total % 100 == 0:
                break
            total, stop, last = total + more, step + 1, "digit"
        elif (
            kind in ("ten", "digit")
            and last == "ten"
            and total >= 100
            and total % 100 == 0
            and 0 < more < 100
            and not is_linked
        ):
            total, stop, last = total + more, step + 1, kind
        else:
            break
    core = _scaled(tokens, i, stop, total, language, depth)
    is_collective = core.sort == "collective" or (
        language == "es" and tokens[core.stop - 1].lower == "docena"
    )
    return Core(i, core.stop, core.low, sort="collective" if is_collective else "exact", is_word=True)


def _is_plain_number(tokens: tuple[Token, ...], i: int) -> bool:
    """As in "number" and "few" are vague counts only in "a number of", "a large number of", "a few"."""
    lower = tokens[i].lower
    if lower == "few":
        return i == 0 or tokens[i - 1].lower != "a"
    if lower != "number":
        return False
    has_article = "a" in (tokens[i - 1].lower if i else "", tokens[i - 2].lower if i > 1 else "")
    return not (has_article and i + 1 < len(tokens) and tokens[i + 1].lower == "of")


def _vague(tokens: tuple[Token, ...], i: int, value: float, language: str) -> Core:
    """As in "dozens", "tens of thousands", "several hundred", «cientos de miles», «varias decenas»."""
    words = number_words(language)
    stop = i + 1
    if tokens[i].lower in ("a", "handful", "puñado"):
        return Core(i, stop, value, sort="vague", is_word=True)
    joins = stop < len(tokens) and tokens[stop].lower == _OF[language]
    step = stop + 1 if joins else stop
    if step < len(tokens):
        kind, more = words.get(tokens[step].lower, ("", 0.0))
        small = value < 10  # several, varios
        if small and not joins and kind in ("hundred", "scale", "dozen", "vague", "collective"):
            base = {200.0: 100.0, 2000.0: 1000.0, 20.0: 10.0, 24.0: 12.0, 40.0: 20.0}.get(more, more)
            return Core(i, step + 1, value * base, sort="vague", is_word=True)
        if joins and not small and kind == "vague" and more >= 2000:
            floor = {20.0: 20000.0, 24.0: 24000.0, 40.0: 40000.0, 200.0: 200000.0, 2000.0: 2000000.0}
            return Core(
                i, step + 1, floor.get(value, value * 1000) * (more / 2000), sort="vague", is_word=True
            )
        if joins and not small and kind == "scale":
            return Core(i, step + 1, value * more, sort="vague", is_word=True)
    return Core(i, stop, value, sort="vague", is_word=True)
