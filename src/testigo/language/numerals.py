"""Numerals: «una docena», "some 200", "between 27 and 47", «mil 113» become bounds with their hedge.

Only the number and its hedge are read here, never what is counted; a year, an age or a price is a numeral too. Number words and
hedges are data (`lexicons/LANGUAGE/numbers.yml`, `hedges.yml`). Both thousands separators are read in both languages, because
the press mixes them ("1.554", "1,554", "20 000"); a comma or point before one or two digits is a decimal sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from testigo.language.lexicon import lexicon
from testigo.language.number_words import Core, core_at, number_words, parse_digits
from testigo.model.analysis import Sentence, Token
from testigo.model.text import Span
from testigo.model.toll import Bounds, Hedge

__all__ = ["Numeral", "bounds", "find_numerals", "hedge_before", "parse_digits"]

_LARGEST = 10**10
_BETWEEN = {
    "en": frozenset(
        {
            "a",
            "an",
            "the",
            "another",
            "other",
            '"',
            "total",
            "of",
            "these",
            "those",
            "further",
            "additional",
            "confirmed",
        }
    ),
    "es": frozenset(
        {
            "a",
            "de",
            "los",
            "las",
            "la",
            "el",
            "otros",
            "otras",
            "otro",
            "otra",
            "un",
            "una",
            "total",
            "unos",
            "unas",
            '"',
            "«",
            "»",
        }
    ),
}
_JOINERS = {"en": frozenset({"and", "to", "or"}), "es": frozenset({"y", "e", "a", "o", "u", "hasta"})}
_LONGEST_HEDGE = 6


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is printed. `span` covers hedge and number (code points of the passage), `tokens` the number alone
    (indexes into the sentence); `value` is the bare number, a floor when `is_vague`; `is_word` tells words from digits.
    """

    span: Span
    tokens: tuple[int, ...]
    bounds: Bounds
    value: int
    is_vague: bool = False
    is_word: bool = False


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
        core = core_at(tokens, i, language)
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


def _range(tokens: tuple[Token, ...], first: Core, language: str) -> Core | None:
    """As in "between 27 and 47", «entre 10 y 12», "20,000-30,000", "10 to 12", «de 10 a 12»."""
    joint = first.stop
    if joint + 1 >= len(tokens) or first.sort == "vague":
        return None
    before = tokens[first.start - 1].lower if first.start else ""
    before2 = tokens[first.start - 2].lower if first.start > 1 else ""
    word = tokens[joint].lower
    is_dash = word in ("-", "–", "—") and tokens[joint].start - tokens[joint - 1].stop <= 1
    opener = (
        before in ("between", "entre")
        or (before == "from" and word in ("to", "and"))
        or (before == "de" and word == "a")
    )
    if not (is_dash or (word in _JOINERS[language] and (opener or word in ("to", "or", "o", "u", "a")))):
        return None
    second = core_at(tokens, joint + 1, language)
    if second is None or second.sort == "vague" or second.high is not None:
        return None
    low, high = first.low, second.low
    if (
        low < 100 <= high
        and high % 1000 == 0
        and word in ("to", "and", "y", "a", "-", "–")
        and high / 1000 > low
    ):
        low = (
            low * 1000
            if not _has_scale(tokens, first, language) and _has_scale(tokens, second, language)
            else low
        )
    if before in ("from", "de") and before2 not in ("of", "total"):
        return None  # a rise or a series: the reader of tolls decides
    if not 0 < low < high or (word in ("o", "u", "or", "a", "to", "-", "–", "—") and high > 20 * low):
        return None
    if word in ("or", "o", "u") and high > 3 * low:
        return None
    start = first.start - 1 if opener and before in ("between", "entre") else first.start
    return Core(start, second.stop, low, high, is_word=first.is_word, hedge=Hedge.BETWEEN)


def _has_scale(tokens: tuple[Token, ...], core: Core, language: str) -> bool:
    words = number_words(language)
    return any(words.get(tokens[i].lower, ("", 0))[0] == "scale" for i in range(core.start, core.stop))


def _finish(tokens: tuple[Token, ...], core: Core, language: str, floor: int) -> Numeral | None:
    """Puts the hedges on; None for what is no whole number of people ("3.5")."""
    if core.low > _LARGEST or (core.low != int(core.low) and core.low < 1000):
        return None
    low, start, stop = round(core.low), core.start, core.stop
    hedge = core.hedge
    start, told = hedge_before(tokens, start, language, floor)
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


def hedge_before(
    tokens: tuple[Token, ...], start: int, language: str, floor: int
) -> tuple[int, Hedge | None]:
    """Walks left over articles and "another" to the longest hedge that ends there; the token where it starts, and the hedge."""
    phrases = hedge_phrases(language, "before")
    edge = start
    for _ in range(3):
        for size in range(min(_LONGEST_HEDGE, edge - floor), 0, -1):
            words = tuple(t.lower for t in tokens[edge - size : edge])
            hedge = phrases.get(words)
            if hedge is not None and _is_hedge(tokens, edge - size, edge, language, words):
                if hedge is Hedge.ABOUT:  # «al menos unos 20»: the firmer word outside rules
                    outer, told = hedge_before(tokens, edge - size, language, floor)
                    if told is not None:
                        return outer, told
                return edge - size, hedge
        if edge > floor and tokens[edge - 1].lower in _BETWEEN[language]:
            edge -= 1
        else:
            break
    return start, None


def _is_hedge(
    tokens: tuple[Token, ...], start: int, stop: int, language: str, words: tuple[str, ...]
) -> bool:
    """Keeps out look-alikes: "from about town", «sobre el» of a topic, «como» of a comparison."""
    if language == "es" and words in (("sobre",), ("como",)):
        return (
            stop < len(tokens)
            and tokens[stop].lower[:1].isdigit()
            and (start == 0 or tokens[start - 1].pos == "VERB")
        )
    if words in (("under",), ("below",), ("above",), ("beyond",)):
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
                if following is not None and (
                    following.lower[:1].isdigit() or following.lower in number_words(language)
                ):
                    continue
            return stop + size, hedge
    return stop, None
