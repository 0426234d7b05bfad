"""Numerals: «una docena», "some 200", "between 27 and 47", «mil 113» become bounds with their hedge.

Only the number and its hedge are read here, never what is counted; a year, an age or a price is a numeral too. Number words and
hedges are data (`lexicons/LANGUAGE/numbers.yml`, `hedges.yml`). Both thousands separators are read in both languages, because
the press mixes them ("1.554", "1,554", "20 000"); a comma or point before one or two digits is a decimal sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from testigo.language.lexicon import lexicon
from testigo.model.analysis import Sentence, Token
from testigo.model.text import Span
from testigo.model.toll import Bounds, Hedge

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_PLAIN = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_PAIR = re.compile(r"(\d[\d.,]*)[-–—](\d[\d.,]*)")
_OPEN = re.compile(r"(\d[\d.,]*)\+")
_JOINED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_LARGEST = 10**10
# Words that may stand between a hedge and its number: "at least another three", «al menos otros tres», «al menos a 35».
_BETWEEN = {
    "en": frozenset({"a", "an", "the", "another", "other", "\"", "total", "of", "these", "those", "further", "additional", "confirmed"}),
    "es": frozenset({"a", "de", "los", "las", "la", "el", "otros", "otras", "otro", "otra", "un", "una", "total", "unos", "unas", "\"", "«", "»"}),
}
_JOINERS = {"en": frozenset({"and", "to", "or"}), "es": frozenset({"y", "e", "a", "o", "u", "hasta"})}
_ARTICLES = {"en": frozenset({"a", "an"}), "es": frozenset({"un", "una"})}
_OF = {"en": "of", "es": "de"}
_LONGEST_HEDGE = 6


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is printed. `span` covers hedge and number (code points of the passage), `tokens` the number alone
    (indexes into the sentence); `value` is the bare number, a floor when `is_vague`; `is_word` tells words from digits."""

    span: Span
    tokens: tuple[int, ...]
    bounds: Bounds
    value: int
    is_vague: bool = False
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class _Core:
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


@cache
def hedge_phrases(language: str, side: str) -> Mapping[tuple[str, ...], Hedge]:
    """Hedges of one side as tuples of lower-case words."""
    return {
        tuple(cue.split()): Hedge(entry.meaning)
        for entry in lexicon(language, "hedges")
        if entry.attributes["side"] == side
        for cue in entry.cues
    }


def bounds(value: int, hedge: Hedge) -> Bounds:
    """The people counted, as far as the words commit their source (rule R1).

    >>> bounds(40, Hedge.MORE_THAN)
    Bounds(low=40, high=None, hedge=<Hedge.MORE_THAN: 'more_than'>)
    """
    if hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.VAGUE):
        return Bounds(value, None, hedge)
    if hedge in (Hedge.AT_MOST, Hedge.UP_TO, Hedge.ALMOST):
        return Bounds(None, value, hedge)
    return Bounds(value, value, hedge)


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


def find_numerals(sentence: Sentence, language: str) -> tuple[Numeral, ...]:
    """Every numeral of a sentence, hedges included, from left to right; none overlap.

    Articles alone ("a man", «un hombre») are no numerals; «uno», "one" are.
    """
    tokens = sentence.tokens
    words = number_words(language)
    found: list[Numeral] = []
    i = 0
    while i < len(tokens):
        lower = tokens[i].lower
        if not lower[:1].isdigit() and lower not in words and "-" not in lower:
            i += 1
            continue
        core = _core(tokens, i, language)
        if core is None:
            i += 1
            continue
        pair = _range(tokens, core, language)
        numeral = _finish(tokens, pair or core, language, found[-1].tokens[-1] + 1 if found else 0)
        if numeral is None:
            i = core.stop
            continue
        found.append(numeral)
        i = numeral.tokens[-1] + 1
    return tuple(found)


def _core(tokens: tuple[Token, ...], i: int, language: str) -> _Core | None:
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


def _joined(lower: str, i: int, words: Mapping[str, tuple[str, float]]) -> _Core | None:
    """"twenty-five" in one token."""
    left, _, right = lower.partition("-")
    if words.get(left, ("", 0))[0] == "ten" and words.get(right, ("", 0))[0] == "digit":
        return _Core(i, i + 1, words[left][1] + words[right][1], is_word=True)
    return None


def _half(tokens: tuple[Token, ...], i: int, words: Mapping[str, tuple[str, float]], language: str) -> _Core | None:
    """"half a dozen", «medio centenar», «media docena», "half a million"."""
    j = i + 1
    if j < len(tokens) and language == "en" and tokens[j].lower in ("a", "an"):
        j += 1
    sort, value = words.get(tokens[j].lower, ("", 0.0)) if j < len(tokens) else ("", 0.0)
    if sort in ("dozen", "collective", "hundred", "scale"):
        return _Core(i, j + 1, value / 2, sort="collective", is_word=True)
    return None


def _from_digits(tokens: tuple[Token, ...], i: int, language: str) -> _Core | None:
    text = tokens[i].text
    if pair := _PAIR.fullmatch(text):
        low, high = parse_digits(pair[1]), parse_digits(pair[2])
        if low is not None and high is not None and low < high:
            return _Core(i, i + 1, low, high, hedge=Hedge.BETWEEN)
        return None
    if opened := _OPEN.fullmatch(text):
        value = parse_digits(opened[1])
        return None if value is None else _Core(i, i + 1, value, hedge=Hedge.AT_LEAST)
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


def _scaled(tokens: tuple[Token, ...], start: int, stop: int, value: float, language: str) -> _Core:
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
            value, stop = _tail(tokens, stop, value, factor, language)
        else:
            break
    return _Core(start, stop, value, sort=sort)


def _tail(
    tokens: tuple[Token, ...], stop: int, value: float, factor: float, language: str
) -> tuple[float, int]:
    """What follows a scale: «tres mil 315», "two thousand five hundred"."""
    if stop >= len(tokens):
        return value, stop
    text = tokens[stop].text
    if text.isdigit() and len(text) == 3 and factor >= 1000:
        return value + int(text), stop + 1
    if text.isdigit() and len(text) == 4 and factor == 1000:  # «tres mil 3284», a slip of the press: the digits are whole
        return float(text), stop + 1
    start = stop + 1 if tokens[stop].lower in ("and", "y") else stop
    if start < len(tokens) and number_words(language).get(tokens[start].lower, ("", 0.0))[0] in ("digit", "ten"):
        rest = _from_words(tokens, start, language)
        if rest is not None and rest.sort == "exact" and rest.low < factor and not (start > stop and rest.low >= 100):
            follows = tokens[rest.stop].lower if rest.stop < len(tokens) else ""
            if start == stop or language == "es" or rest.low >= 1:
                if start == stop or factor == 100 or not follows.isalpha() or factor >= 1000:
                    return value + rest.low, rest.stop
    return value, stop


def _from_words(tokens: tuple[Token, ...], i: int, language: str) -> _Core | None:
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
            core = _scaled(tokens, i, i, 1, language) if tokens[i].lower == "mil" else None
            return None if core is None else _Core(i, core.stop, core.low, sort="exact", is_word=True)
        if not has_article:
            return None
        if sort in ("hundred", "scale"):
            core = _scaled(tokens, i, i, 1, language)
            return _Core(i, core.stop, core.low, sort="exact" if core.stop - i > 1 else "collective", is_word=True)
        return _Core(i, i + 1, value, sort="collective", is_word=True)
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
        elif kind in ("ten", "digit") and last == "ten" and total >= 100 and total % 100 == 0 and 0 < more < 100 and not is_linked:
            total, stop, last = total + more, step + 1, kind
        else:
            break
    core = _scaled(tokens, i, stop, total, language)
    is_collective = core.sort == "collective" or (language == "es" and tokens[core.stop - 1].lower == "docena")
    return _Core(i, core.stop, core.low, sort="collective" if is_collective else "exact", is_word=True)


def _is_plain_number(tokens: tuple[Token, ...], i: int) -> bool:
    """"number" and "few" are vague counts only in "a number of", "a large number of", "a few"."""
    lower = tokens[i].lower
    if lower == "few":
        return i == 0 or tokens[i - 1].lower != "a"
    if lower != "number":
        return False
    has_article = "a" in (tokens[i - 1].lower if i else "", tokens[i - 2].lower if i > 1 else "")
    return not (has_article and i + 1 < len(tokens) and tokens[i + 1].lower == "of")


def _vague(tokens: tuple[Token, ...], i: int, value: float, language: str) -> _Core:
    """"dozens", "tens of thousands", "several hundred", «cientos de miles», «varias decenas»."""
    words = number_words(language)
    stop = i + 1
    if tokens[i].lower in ("a", "handful", "puñado"):
        return _Core(i, stop, value, sort="vague", is_word=True)
    joins = stop < len(tokens) and tokens[stop].lower == _OF[language]
    step = stop + 1 if joins else stop
    if step < len(tokens):
        kind, more = words.get(tokens[step].lower, ("", 0.0))
        small = value < 10  # several, varios
        if small and not joins and kind in ("hundred", "scale", "dozen", "vague", "collective"):
            base = {200.0: 100.0, 2000.0: 1000.0, 20.0: 10.0, 24.0: 12.0, 40.0: 20.0}.get(more, more)
            return _Core(i, step + 1, value * base, sort="vague", is_word=True)
        if joins and not small and kind == "vague" and more >= 2000:
            floor = {20.0: 20000.0, 24.0: 24000.0, 40.0: 40000.0, 200.0: 200000.0, 2000.0: 2000000.0}
            return _Core(i, step + 1, floor.get(value, value * 1000) * (more / 2000), sort="vague", is_word=True)
        if joins and not small and kind == "scale":
            return _Core(i, step + 1, value * more, sort="vague", is_word=True)
    return _Core(i, stop, value, sort="vague", is_word=True)


def _range(tokens: tuple[Token, ...], first: _Core, language: str) -> _Core | None:
    """"between 27 and 47", «entre 10 y 12», "20,000-30,000", "10 to 12", «de 10 a 12»."""
    joint = first.stop
    if joint + 1 >= len(tokens) or first.sort == "vague":
        return None
    before = tokens[first.start - 1].lower if first.start else ""
    before2 = tokens[first.start - 2].lower if first.start > 1 else ""
    word = tokens[joint].lower
    is_dash = word in ("-", "–", "—") and tokens[joint].start - tokens[joint - 1].stop <= 1
    opener = before in ("between", "entre") or (before == "from" and word in ("to", "and")) or (before == "de" and word == "a")
    if not (is_dash or (word in _JOINERS[language] and (opener or word in ("to", "or", "o", "u", "a")))):
        return None
    second = _core(tokens, joint + 1, language)
    if second is None or second.sort == "vague" or second.high is not None:
        return None
    low, high = first.low, second.low
    if low < 100 <= high and high % 1000 == 0 and word in ("to", "and", "y", "a", "-", "–") and high / 1000 > low:
        low = low * 1000 if not _has_scale(tokens, first, language) and _has_scale(tokens, second, language) else low
    if before in ("from", "de") and before2 not in ("of", "total"):
        return None  # a rise or a series: the reader of tolls decides
    if not 0 < low < high or (word in ("o", "u", "or", "a", "to", "-", "–", "—") and high > 20 * low):
        return None
    if word in ("or", "o", "u") and high > 3 * low:
        return None
    start = first.start - 1 if opener and before in ("between", "entre") else first.start
    return _Core(start, second.stop, low, high, is_word=first.is_word, hedge=Hedge.BETWEEN)


def _has_scale(tokens: tuple[Token, ...], core: _Core, language: str) -> bool:
    words = number_words(language)
    return any(words.get(tokens[i].lower, ("", 0))[0] == "scale" for i in range(core.start, core.stop))


def _finish(tokens: tuple[Token, ...], core: _Core, language: str, floor: int) -> Numeral | None:
    """Puts the hedges on; None for what is no whole number of people ("3.5")."""
    if core.low > _LARGEST or (core.low != int(core.low) and core.low < 1000):
        return None
    low, start, stop = round(core.low), core.start, core.stop
    hedge = core.hedge
    start, told = _hedge_before(tokens, start, language, floor)
    after, later = _hedge_after(tokens, stop, language)
    if hedge is None:
        hedge = told or later
    if core.sort == "vague":
        made = Bounds(low, None, Hedge.VAGUE)
    elif core.high is not None:
        made = Bounds(low, round(core.high), Hedge.BETWEEN)
    elif hedge is None:
        made = bounds(low, Hedge.ABOUT if core.sort == "collective" else Hedge.EXACT)
    elif hedge is Hedge.ABOUT and told is not None and later in (Hedge.AT_LEAST, Hedge.MORE_THAN):
        made = bounds(low, later)
    else:
        made = bounds(low, hedge)
    stop = after if later is not None else stop
    return Numeral(
        span=Span(tokens[start].start, tokens[stop - 1].stop),
        tokens=tuple(range(core.start, core.stop)),
        bounds=made,
        value=low,
        is_vague=core.sort == "vague",
        is_word=core.is_word,
    )


def _hedge_before(tokens: tuple[Token, ...], start: int, language: str, floor: int) -> tuple[int, Hedge | None]:
    """Walks left over articles and "another" to the longest hedge that ends there; the token where it starts, and the hedge."""
    phrases = hedge_phrases(language, "before")
    edge = start
    for _ in range(3):
        for size in range(min(_LONGEST_HEDGE, edge - floor), 0, -1):
            words = tuple(t.lower for t in tokens[edge - size : edge])
            hedge = phrases.get(words)
            if hedge is not None and _is_hedge(tokens, edge - size, edge, language, words):
                if hedge is Hedge.ABOUT:  # «al menos unos 20»: the firmer word outside rules
                    outer, told = _hedge_before(tokens, edge - size, language, floor)
                    if told is not None:
                        return outer, told
                return edge - size, hedge
        if edge > floor and tokens[edge - 1].lower in _BETWEEN[language]:
            edge -= 1
        else:
            break
    return start, None


def _is_hedge(tokens: tuple[Token, ...], start: int, stop: int, language: str, words: tuple[str, ...]) -> bool:
    """Keeps out look-alikes: "from about town", «sobre el» of a topic, «como» of a comparison."""
    if language == "es" and words in (("sobre",), ("como",)):
        return stop < len(tokens) and tokens[stop].lower[:1].isdigit() and (start == 0 or tokens[start - 1].pos == "VERB")
    if words == ("under",) or words == ("below",) or words == ("above",) or words == ("beyond",):
        return start == 0 or tokens[start - 1].pos != "VERB"
    if words in (("passed",), ("say",)):
        return words == ("passed",) or (start > 0 and tokens[start - 1].text in (",", "—"))
    return True


def _hedge_after(tokens: tuple[Token, ...], stop: int, language: str) -> tuple[int, Hedge | None]:
    phrases = hedge_phrases(language, "after")
    for size in range(min(4, len(tokens) - stop), 0, -1):
        hedge = phrases.get(tuple(t.lower for t in tokens[stop : stop + size]))
        if hedge is not None:
            if hedge is Hedge.AT_LEAST and size == 2 and tokens[stop + size - 1].lower in ("least", "menos"):
                # "and 12 at least three of them": the phrase belongs to the next number
                following = tokens[stop + size] if stop + size < len(tokens) else None
                if following is not None and (following.lower[:1].isdigit() or following.lower in number_words(language)):
                    continue
            return stop + size, hedge
    return stop, None
