"""Marks: what a text is known by whatever words it is told in: its names, and with its numbers and days in their order, its renderings.

Everything is kept as hashes, so that the record of a source names nobody.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache
from itertools import pairwise

from testigo.language.number_words import core_at, number_words
from testigo.model.analysis import Token
from testigo.model.calendar_names import MONTHS, WEEKDAYS

_PROPER = re.compile(
    r"\b[A-ZÁÉÍÓÚÑÜ][\w'’-]+(?:\s+(?:(?:de|del|la|los|las|y|van|von|of|al|el)\s+)?[A-ZÁÉÍÓÚÑÜ][\w'’-]+)+",
    re.UNICODE,
)
_INNER = re.compile(r"(?<=[a-záéíóúñü,] )[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü][\w'’-]{2,}", re.UNICODE)
_CALENDAR = frozenset((*WEEKDAYS["en"], *MONTHS["en"])) - {"may"}


def name_keys(text: str) -> tuple[int, ...]:
    """Hashes of the proper names in a text, sorted, without repeats: pairs of neighbouring name words, and single ones inside a sentence.

    They let two reports of one incident find each other by its people and streets when neither gives the day; a hash, so that the
    record of a source names nobody.
    """
    found: set[str] = set()
    for match in _PROPER.finditer(text):
        found.update(f"{first} {second}" for first, second in pairwise(match.group().casefold().split()))
    found.update(match.group().casefold() for match in _INNER.finditer(text))
    return tuple(sorted(zlib.crc32(name.encode("utf-8", "surrogatepass")) for name in found - _CALENDAR))


MOST_MARKS = 200
"""Longer texts are known by their first so many marks."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_OPENS = frozenset(".!?:…\n\r")
_BETWEEN = " \t\"'“”«»‘([¿¡-–—"
_DAYS = {
    word: day
    for day, other in zip((*WEEKDAYS["en"], *MONTHS["en"]), (*WEEKDAYS["es"], *MONTHS["es"]), strict=True)
    for word in (day, other)
} | {"setiembre": "september"}
_AROUND = 9  # words that may belong to one number, on either side


def marks(text: str, language: str) -> tuple[int, ...]:
    """Hashes of the numbers, the names, the weekdays and the months of a text, in its order; the odd ones are numbers.

    They survive translation: a number in words or digits is its value, a name is compared without accents, a day of a month stands
    before its month. A word is a name where it is capitalised inside a sentence somewhere in the text; the number one is left out,
    as the article that it is in Spanish.

    >>> marks("On May 3 twelve people marched in Puerto Aurelio.", "en") == marks("El 3 de mayo 12 personas marcharon en Puerto Aurelio.", "es")
    True
    """
    words = list(_TOKEN.finditer(text))
    inner = _inner_names(text, words)
    numbers = number_words(language)
    found: list[str] = []
    at = number_stop = 0
    month_stop = -1  # where an English month ends that no day stands before
    while at < len(words) and len(found) < MOST_MARKS:
        word = words[at].group()
        lower = word.lower()
        if word[0].isdigit() or lower in numbers or ("-" in lower and lower.partition("-")[0] in numbers):
            number, stop = _number(words, at, language)
            if number:
                found.append(number)
                if at == month_stop and len(number) <= 2:
                    found[-2:] = found[:-3:-1]
                at = number_stop = stop
                continue
        day = _DAYS.get(lower)
        at += 1
        if day is not None and (language != "en" or word[0].isupper()):
            if language == "en" and day in MONTHS["en"] and at - 1 > number_stop:
                month_stop = at
            found.append(day)
        elif word[0].isupper() and _folded(word) in inner:
            found.append(_folded(word))
    return tuple(_hashed(mark) for mark in found)


def is_number(mark: int) -> bool:
    """True for the mark of a number."""
    return bool(mark & 1)


@lru_cache(maxsize=1 << 15)
def _hashed(mark: str) -> int:
    return zlib.crc32(mark.encode("utf-8", "surrogatepass")) & ~1 | mark[0].isdigit()


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s").removesuffix("’s")


def _inner_names(text: str, words: list[re.Match[str]]) -> set[str]:
    """The words of three letters and more that stand capitalised inside a sentence."""
    found: set[str] = set()
    for match in words:
        if match.group()[0].isupper() and match.end() - match.start() > 2:
            before = match.start() - 1
            while before >= 0 and text[before] in _BETWEEN:
                before -= 1
            if before >= 0 and text[before] not in _SENTENCE_OPENS:
                found.add(_folded(match.group()))
    return found


def _number(words: list[re.Match[str]], at: int, language: str) -> tuple[str, int]:
    """The value of the number that starts at a word, and where it ends; an empty text where there is none but "one" or a vague word."""
    first, last = max(0, at - 2), min(len(words), at + _AROUND)
    window = tuple(
        Token(i, m.start(), m.end(), m.group(), m.group().lower(), "", "", "", i, "", "")
        for i, m in enumerate(words[first:last])
    )
    core = core_at(window, at - first, language)
    if core is None or core.sort == "vague" or (core.is_word and core.low < 2):
        return "", at
    return f"{core.low:.10g}", first + core.stop
