"""The words that tell over what stretch something counts: cues, durations, ranges, months, and what they add up to.

Works on plain lists of lower-case words, so that it also reads stretches of a text that nobody parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from testigo.reading.markers import marker_table

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|[;.]")


_YEAR = re.compile(r"(?:19|20)\d\d$")
_NUMERIC_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d$")


_UNITS = {
    "en": {
        "hours": 0.04,
        "days": 1.0,
        "weeks": 7.0,
        "months": 30.0,
        "years": 365.0,
        "day": 1.0,
        "week": 7.0,
        "month": 30.0,
        "year": 365.0,
        "decade": 3650.0,
    },
    "es": {
        "horas": 0.04,
        "días": 1.0,
        "semanas": 7.0,
        "meses": 30.0,
        "años": 365.0,
        "día": 1.0,
        "semana": 7.0,
        "mes": 30.0,
        "año": 365.0,
        "década": 3650.0,
    },
}


COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "several": 3,
    "few": 3,
    "many": 5,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "varios": 3,
    "varias": 3,
    "pocos": 3,
    "one": 1,
    "a": 1,
    "un": 1,
    "una": 1,
    "past": 1,
    "last": 1,
    "último": 1,
    "última": 1,
    "últimos": 2,
    "últimas": 2,
    "recent": 3,
    "esta": 1,
    "este": 1,
    "this": 1,
    "pasados": 2,
    "pasadas": 2,
    "próximos": 0,
}


_SPANNING = {
    "en": {"in", "over", "during", "for", "past", "last", "after", "within", "previous", "recent", "this"},
    "es": {
        "en",
        "durante",
        "tras",
        "últimos",
        "últimas",
        "último",
        "última",
        "sólo",
        "solo",
        "esta",
        "este",
        "pasados",
        "pasadas",
    },
}


_NOT_SPANNING = {"ago", "later", "earlier", "old", "before", "hace", "después", "antes", "edad", "atrás"}


_RANGE = {
    "en": (("between", "and"), ("from", "to"), ("from", "through")),
    "es": (("entre", "y"), ("del", "al"), ("desde", "hasta"), ("de", "a")),
}


_NOT_RATE = {"after", "later", "before", "earlier", "ago", "of", "into", "when", "that"}


class _Cue(NamedTuple):
    """A phrase of the lexicon with what it means and whether a time must follow."""

    phrase: tuple[str, ...]
    meaning: str
    needs_time: bool


@cache
def _cues(language: str) -> dict[str, tuple[_Cue, ...]]:
    """First word -> its cues, longest first."""
    return {
        first: tuple(
            _Cue(phrase, entry.meaning, entry.attributes.get("needs") == "time") for phrase, entry in rows
        )
        for first, rows in marker_table(language, "scope").items()
    }


@cache
def single_meanings(language: str) -> dict[str, frozenset[str]]:
    """Word -> what it means by itself: phrases that it only begins do not count."""
    return {
        first: frozenset(cue.meaning for cue in cues if len(cue.phrase) == 1)
        for first, cues in _cues(language).items()
    }


_NOTHING: frozenset[str] = frozenset()


def _meanings(word: str, language: str) -> frozenset[str]:
    return single_meanings(language).get(word, _NOTHING)


def words_in(text: str) -> list[str]:
    """Lower-case words and numbers of a raw text, stops kept."""
    return _WORD.findall(text.lower().replace("’", "'"))


def _is_time(words: Sequence[str], language: str) -> bool:
    """A month, a weekday, a year or a beginning among a few words: what a "since" needs to be one of time."""
    for word in words:
        if _YEAR.match(word) or word in _UNITS[language] or word in _SINCE_WHAT:
            return True
        if not {"weekday", "month", "onset", "this_day"}.isdisjoint(_meanings(word, language)):
            return True
    return False


_SINCE_WHAT = {
    "then",
    "entonces",
    "late",
    "early",
    "beginning",
    "start",
    "protests",
    "ayer",
    "pasado",
    "pasada",
    "que",
    "noon",
    "midnight",
}


def cue_meanings(words: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    """Position and meaning of each scope cue in a list of words; a cue that needs a time is given only where one follows."""
    table = _cues(language)
    for i, word in enumerate(words):
        if word not in table:
            continue
        for phrase, meaning, needs_time in table[word]:
            size = len(phrase)
            if size > 1 and tuple(words[i : i + size]) != phrase:
                continue
            if needs_time and not _is_time(words[i + size : i + size + 5], language):
                continue
            if meaning == "rate" and words[i + size : i + size + 1] and words[i + size] in _NOT_RATE:
                continue
            yield i, meaning


def _stretches(words: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    """Durations and ranges: long (over a day), short (within one), range, bare month, dated day, year.

    "Two weeks of protests" and «ocho meses de represión» are stretches whatever stands before them; "15 years" alone is an age.
    """
    units, months = _UNITS[language], _months(language)
    for i, word in enumerate(words):
        if word in units:
            if i == 0:
                continue
            unit = units[word]
            around = words[max(0, i - 4) : i]
            after = words[i + 1 : i + 4]
            if _NOT_SPANNING & {*around[-3:], *after[:1]}:
                continue
            count = next(
                (
                    float(COUNTS[w]) if w in COUNTS else float(w)
                    for w in reversed(around)
                    if w in COUNTS or w.isdecimal()
                ),
                0.0,
            )
            if around[-1] in {"last", "past"} and word in _ONE and not {"the", "in"} & {*around[-3:-1]}:
                continue  # "last year" is a time past, "in the last year" a stretch
            spans = any(w in _SPANNING[language] for w in around)
            filled = bool(after) and after[0] in _FILLED and any(_eventful(w, language) for w in after[1:])
            if count and (spans or filled):
                days = count * unit
                yield i, "long" if days > 1.01 else "short"
                if days >= 28:
                    yield i, "very_long"
        elif word[0] in "12" and _YEAR.match(word):
            yield i, "year"
        elif word[0].isdecimal() and _NUMERIC_DATE.match(word):
            yield i, "dated"
        elif word in months and _is_month(words, i):
            near = words[max(0, i - 2) : i + 2]
            yield i, "dated" if any(w.isdigit() and len(w) <= 2 for w in near) else "bare_month"
    present = set(words)
    for opening, closing in _RANGE[language]:
        if opening in present and closing in present:
            i = words.index(opening)
            rest = words[i + 1 : i + 11]
            if closing in rest:
                j = rest.index(closing)
                if _dated(rest[:j], language) and _dated(rest[j + 1 : j + 6], language):
                    yield i, "range"


_FILLED = {"of", "de", "into"}


_ONE = {"day", "week", "month", "year", "decade"}


@cache
def _months(language: str) -> frozenset[str]:
    return frozenset(word for word, found in single_meanings(language).items() if "month" in found)


def _eventful(word: str, language: str) -> bool:
    return not {"wave", "many_events", "one_event"}.isdisjoint(_meanings(word, language))


def _dated(words: Sequence[str], language: str) -> bool:
    return any(not {"month", "weekday"}.isdisjoint(_meanings(w, language)) for w in words) or (
        any(w.isdigit() and len(w) <= 2 for w in words) and len(words) <= 2
    )


PERIOD = {"since", "so_far", "range", "long", "very_long", "rate", "recent"}


DAY = {"this_day", "weekday", "dated", "short"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one zone of the text says of time, of the event and of its spread."""

    cues: frozenset[str]

    @property
    def time(self) -> str | None:
        """The kind of time told: period, day, past, or None."""
        if "short" in self.cues and not self.cues & {"since", "range", "long"}:
            return "day"
        if self.cues & PERIOD:
            return "period"
        if self.cues & {"past", "old_year"}:
            return "past"
        if "weekend" in self.cues:
            return "weekend"
        if self.cues & DAY:
            return "day"
        return "month" if "bare_month" in self.cues else None

    @property
    def event(self) -> str | None:
        """What the figure is a figure of: a wave, several events, one event, or None."""
        if "wave" in self.cues or "onset" in self.cues:
            return "wave"
        if "one_event" in self.cues:
            return "one"
        if "many_events" in self.cues:
            return "many"
        return "one" if "site" in self.cues else None


_SUPERLATIVE = {
    "worst",
    "deadliest",
    "biggest",
    "bloodiest",
    "largest",
    "most",
    "first",
    "peor",
    "mayor",
    "primer",
    "primera",
    "sangriento",
    "sangrienta",
    "mortífero",
    "mortífera",
    "graves",
    "grave",
    "violento",
    "violenta",
    "highest",
    "longest",
}


_BEFORE_MONTH = {
    "in",
    "of",
    "since",
    "last",
    "until",
    "by",
    "late",
    "early",
    "mid",
    "this",
    "en",
    "de",
    "desde",
    "hasta",
    "pasado",
    "del",
}


_SHORT_MONTHS = {"may", "march"}


_SEPARATE = {
    "separate",
    "different",
    "various",
    "distintos",
    "distintas",
    "diferentes",
    "diversos",
    "diversas",
    "sendos",
    "sendas",
}


def _counted(words: Sequence[str]) -> bool:
    """A number above one or "separate" before a word for events: «386 choques», "four separate attacks"."""
    return any(COUNTS.get(w, 0) > 1 or (w.isdecimal() and 1 < int(w) < 1900) or w in _SEPARATE for w in words)


def _superlative(words: Sequence[str], i: int) -> bool:
    """In "the deadliest day since …": the "since" bounds a comparison, not a count."""
    return bool(_SUPERLATIVE & {*words[max(0, i - 5) : i]})


def _is_month(words: Sequence[str], i: int) -> bool:
    """The words "may" and "march" are months only beside a day or behind a preposition."""
    if words[i] not in _SHORT_MONTHS:
        return True
    beside = [*words[max(0, i - 1) : i], *words[i + 1 : i + 2]]
    return any(w.isdigit() for w in beside) or (i > 0 and words[i - 1] in _BEFORE_MONTH)


def evidence_in(words: Sequence[str], language: str, year: int | None) -> Evidence:
    """The cues of a stretch of words; days that a "since" takes, and a "since" that a superlative takes, do not count."""
    cues: set[str] = set()
    taken: set[int] = set()
    found = list(cue_meanings(words, language))
    for i, meaning in found:
        if meaning == "since":
            if _superlative(words, i):
                continue
            taken.update(range(i, i + 6))
    for i, meaning in found:
        if meaning == "since" and _superlative(words, i):
            cues.add("superlative")
        elif (meaning == "month" and not _is_month(words, i)) or (
            meaning in {"weekday", "month", "this_day", "past"} and i in taken
        ):
            continue
        else:
            cues.add(meaning)
    for i, name in _stretches(words, language):
        if i not in taken:
            cues.add(name)
    if any(meaning == "many_events" and _counted(words[max(0, i - 3) : i]) for i, meaning in found):
        cues.add("counted_events")
    if year is not None and any(
        int(w) < year for i, w in enumerate(words) if w[0] in "12" and _YEAR.match(w) and i not in taken
    ):
        cues.add("old_year")
    return Evidence(frozenset(cues))
