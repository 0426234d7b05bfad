"""What a reader looks at to tell over what stretch a figure counts, as named features: cues, tense, size, place and time words.

No feature knows a name: places and days enter only as kinds ("a weekday", "a site", "several places").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from testigo.language.lexicon import Entry
from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Figure
from testigo.reading.markers import marker_table

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|[;.]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_UNITS = {
    "en": {"hours": 0.04, "days": 1.0, "weeks": 7.0, "months": 30.0, "years": 365.0, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0, "decade": 3650.0},
    "es": {"horas": 0.04, "días": 1.0, "semanas": 7.0, "meses": 30.0, "años": 365.0, "día": 1.0, "semana": 7.0, "mes": 30.0, "año": 365.0, "década": 3650.0},
}
_COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "several": 3, "few": 3, "many": 5, "dos": 2,
    "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "varios": 3, "varias": 3, "pocos": 3, "one": 1, "a": 1,
    "un": 1, "una": 1, "past": 1, "last": 1, "último": 1, "última": 1, "últimos": 2, "últimas": 2, "recent": 3, "esta": 1, "este": 1, "this": 1,
    "pasados": 2, "pasadas": 2, "próximos": 0,
}
_SPANNING = {
    "en": {"in", "over", "during", "for", "past", "last", "after", "within", "previous", "recent", "this"},
    "es": {"en", "durante", "tras", "últimos", "últimas", "último", "última", "sólo", "solo", "esta", "este", "pasados", "pasadas"},
}
_NOT_SPANNING = {"ago", "later", "earlier", "old", "before", "hace", "después", "antes", "edad", "atrás"}
_RANGE = {"en": (("between", "and"), ("from", "to"), ("from", "through")), "es": (("entre", "y"), ("del", "al"), ("desde", "hasta"), ("de", "a"))}
_NOT_RATE = {"after", "later", "before", "earlier", "ago", "of", "into", "when", "that"}
_PERFECT = {"has", "have", "ha", "han"}
_PLUPERFECT = {"had", "había", "habían"}


def words_in(text: str) -> list[str]:
    """Lower-case words and numbers of a raw text, stops kept."""
    return _WORD.findall(text.lower().replace("’", "'"))


def _is_time(words: Sequence[str], language: str) -> bool:
    """A month, a weekday, a year or a beginning among a few words: what a "since" needs to be one of time."""
    table = marker_table(language, "scope")
    for word in words:
        if _YEAR.match(word) or word in _UNITS[language] or word in _SINCE_WHAT:
            return True
        if any(entry.meaning in {"weekday", "month", "onset", "this_day"} for _, entry in table.get(word, ())):
            return True
    return False


_SINCE_WHAT = {"then", "entonces", "late", "early", "beginning", "start", "protests", "ayer", "pasado", "pasada", "que", "noon", "midnight"}


def cue_meanings(words: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    """Position and meaning of each scope cue in a list of words; a cue that needs a time is given only where one follows."""
    table = marker_table(language, "scope")
    for i, word in enumerate(words):
        rows = table.get(word)
        if rows is None:
            continue
        for phrase, entry in rows:
            size = len(phrase)
            if size > 1 and tuple(words[i : i + size]) != phrase:
                continue
            if entry.attributes.get("needs") == "time" and not _is_time(words[i + size : i + size + 5], language):
                continue
            if entry.meaning == "rate" and words[i + size : i + size + 1] and words[i + size] in _NOT_RATE:
                continue
            yield i, entry.meaning


def _stretches(words: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    """Durations and ranges: long (over a day), short (within one), range, bare month, dated day, year.

    "Two weeks of protests" and «ocho meses de represión» are stretches whatever stands before them; "15 years" alone is an age.
    """
    units = _UNITS[language]
    table = marker_table(language, "scope")
    for i, word in enumerate(words):
        unit = units.get(word)
        if unit is not None and i > 0:
            around = words[max(0, i - 4) : i]
            after = words[i + 1 : i + 4]
            if _NOT_SPANNING & {*around[-3:], *after[:1]}:
                continue
            count = next((float(_COUNTS[w]) if w in _COUNTS else float(w) for w in reversed(around) if w in _COUNTS or w.isdigit()), 0.0)
            if around[-1] in {"last", "past"} and word in _ONE and not {"the", "in"} & {*around[-3:-1]}:
                continue  # "last year" is a time past, "in the last year" a stretch
            spans = any(w in _SPANNING[language] for w in around)
            filled = after[:1] in (["of"], ["de"], ["into"]) and any(_eventful(w, table) for w in after[1:])
            if count and (spans or filled):
                days = count * unit
                yield i, "long" if days > 1.01 else "short"
                if days >= 28:
                    yield i, "very_long"
        elif _YEAR.match(word):
            yield i, "year"
        else:
            rows = table.get(word, ())
            if any(entry.meaning == "month" for _, entry in rows) and _is_month(words, i):
                near = words[max(0, i - 2) : i + 2]
                yield i, "dated" if any(w.isdigit() and len(w) <= 2 for w in near) else "bare_month"
    for opening, closing in _RANGE[language]:
        if opening in words:
            i = list(words).index(opening)
            rest = words[i + 1 : i + 9]
            if closing in rest:
                j = rest.index(closing)
                if _dated(rest[:j], language) and _dated(rest[j + 1 : j + 5], language):
                    yield i, "range"


_ONE = {"day", "week", "month", "year", "decade"}


def _eventful(word: str, table: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]) -> bool:
    return any(entry.meaning in {"wave", "many_events", "one_event"} for _, entry in table.get(word, ()))


def _dated(words: Sequence[str], language: str) -> bool:
    table = marker_table(language, "scope")
    return any(any(entry.meaning in {"month", "weekday"} for _, entry in table.get(w, ())) for w in words) or any(w.isdigit() and len(w) <= 2 for w in words) and len(words) <= 2


def _clause(sentence: Sentence, i: int) -> list[int]:
    """The clause round a token: below its nearest verb, less the clauses that hang there."""
    tokens = sentence.tokens
    here = i
    for _ in range(10):
        if tokens[here].pos in {"VERB", "AUX"} and here != i or tokens[here].head == here:
            break
        here = tokens[here].head
    kept: list[int] = []
    stack = [here]
    while stack:
        node = stack.pop()
        kept.append(node)
        for child in sentence.children[node]:
            dep = tokens[child].dep
            if dep in {"advcl", "acl:relcl", "ccomp", "parataxis", "csubj"} or (dep == "conj" and tokens[child].pos in {"VERB", "AUX"}):
                continue
            stack.append(child)
    return sorted(kept)


def _list_head(sentence: Sentence, i: int) -> int:
    """The first number of the list that a figure stands in: «cientos de heridos, decenas de desaparecidos y 20 muertes»."""
    tokens = sentence.tokens
    while True:
        k = i
        while k > 0 and tokens[k].text not in {",", ";", ":"} and tokens[k].pos not in {"CCONJ", "VERB", "AUX", "SCONJ"} and i - k < 6:
            k -= 1
        if k <= 0 or tokens[k].text not in {",", ":"} and tokens[k].pos != "CCONJ":
            return i
        if any(tokens[t].lower in {"including", "incluidos", "incluidas", "incluido", "entre", "among"} for t in range(k, i)):
            pass
        j = k - 1
        while j >= 0 and k - j < 8 and tokens[j].pos not in {"VERB", "AUX", "SCONJ"} and tokens[j].text not in {";"}:
            if tokens[j].pos == "NUM" or tokens[j].lower in _COUNTS or tokens[j].lower in _VAGUE:
                break
            j -= 1
        else:
            return i
        if j < 0:
            return i
        i = j


_VAGUE = {"decenas", "cientos", "miles", "docenas", "dozens", "hundreds", "scores", "thousands", "centenares"}


@cache
def _numbers(text: str) -> tuple[int, ...]:
    """The larger whole numbers of a text that are no year and no clock time."""
    found: list[int] = []
    for match in re.finditer(r"(?<![\d:/$€.])\d{1,3}(?:[.,]\d{3})+(?!\d)|(?<![\d:/$€.,])\d+(?![\d:/%])", text):
        value = int(re.sub(r"[.,]", "", match.group()))
        if not 1900 <= value <= 2099:
            found.append(value)
    return tuple(found)


def _size(value: int) -> str:
    if value <= 1:
        return "1"
    return next(name for limit, name in ((4, "2-4"), (9, "5-9"), (24, "10-24"), (99, "25-99"), (499, "100-499"), (10**12, "500+")) if value <= limit)


def _echo(document: Document, passage: Passage, span: Span, value: int) -> list[str]:
    """The words of the first other sentence of the document that prints the same number."""
    if value < 3:
        return []
    shown = {str(value), f"{value:,}", f"{value:,}".replace(",", ".")}
    text = document.text
    for number in sorted(shown):
        for match in re.finditer(rf"(?<![\d.,]){re.escape(number)}(?![\d])", text):
            if passage.part is Part.BODY and match.start() < span.stop + 5 and span.start - 5 < match.end():
                continue
            start = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            ends = [k for k in (text.find(". ", match.end()), text.find("\n", match.end())) if k >= 0]
            return words_in(text[start : min([*ends, match.end() + 300])])
    return []


def _tense(sentence: Sentence, clause: Sequence[int], i: int) -> str:
    """The tense of the verb that governs a token: perfect, pluperfect, present, past, or none."""
    tokens = sentence.tokens
    verb = next((k for k in (i, *sentence.ancestors(i)) if k in clause and tokens[k].pos in {"VERB", "AUX"}), None)
    if verb is None:
        return "none"
    group = {tokens[verb].lower, *(tokens[k].lower for k in sentence.children[verb] if tokens[k].dep in {"aux", "aux:pass", "cop"})}
    if group & _PLUPERFECT:
        return "pluperfect"
    if group & _PERFECT:
        return "perfect"
    return "present" if "Tense=Pres" in tokens[verb].morph and "VerbForm=Fin" in tokens[verb].morph else "past"


_PERIOD = {"since", "so_far", "range", "long", "very_long", "rate", "recent"}
_DAY = {"this_day", "weekday", "dated", "short"}
_ZONES = ("clause", "segment", "sentence", "before", "echo", "lead")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What one zone of the text says of time, of the event and of its spread."""

    cues: frozenset[str]

    @property
    def time(self) -> str | None:
        """The kind of time told: period, day, past, or None."""
        if "short" in self.cues and not self.cues & {"since", "range", "long"}:
            return "day"
        if self.cues & _PERIOD:
            return "period"
        if self.cues & {"past", "old_year"}:
            return "past"
        if self.cues & _DAY:
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


_SUPERLATIVE = {"worst", "deadliest", "biggest", "bloodiest", "largest", "most", "first", "peor", "mayor", "primer", "primera", "sangriento", "sangrienta", "mortífero", "mortífera", "graves", "grave", "violento", "violenta", "highest", "longest"}
_BEFORE_MONTH = {"in", "of", "since", "last", "until", "by", "late", "early", "mid", "this", "en", "de", "desde", "hasta", "pasado", "del"}
_SHORT_MONTHS = {"may", "march"}


def _superlative(words: Sequence[str], i: int) -> bool:
    """"The deadliest day since …": the "since" bounds a comparison, not a count."""
    return bool(_SUPERLATIVE & {*words[max(0, i - 5) : i]})


def _is_month(words: Sequence[str], i: int) -> bool:
    """"May" and "march" are months only beside a day or behind a preposition."""
    if words[i] not in _SHORT_MONTHS:
        return True
    beside = [*words[max(0, i - 1) : i], *words[i + 1 : i + 2]]
    return any(w.isdigit() for w in beside) or (i > 0 and words[i - 1] in _BEFORE_MONTH)


def _evidence(words: Sequence[str], language: str, year: int | None) -> _Evidence:
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
        elif meaning == "month" and not _is_month(words, i):
            continue
        elif meaning in {"weekday", "month", "this_day", "past"} and i in taken:
            continue
        else:
            cues.add(meaning)
    for i, name in _stretches(words, language):
        if i not in taken:
            cues.add(name)
    if year is not None and any(int(w) < year for i, w in enumerate(words) if _YEAR.match(w) and i not in taken):
        cues.add("old_year")
    return _Evidence(frozenset(cues))


def _segment(sentence: Sentence, passage: Passage, span: Span) -> list[str]:
    """The words between the semicolons round a figure, within the report that covers it: what the reporter's own day is, stays out."""
    start, stop = sentence.span.start, sentence.span.stop
    covering = [q.content for q in passage.quotations if q.content.covers(span) and q.content.overlaps(sentence.span)]
    if covering:
        narrow = min(covering, key=lambda c: c.stop - c.start)
        start, stop = max(start, narrow.start), min(stop, narrow.stop)
    for token in sentence.tokens:
        if token.text == ";":
            if token.stop <= span.start:
                start = max(start, token.stop)
            elif token.start >= span.stop:
                stop = min(stop, token.start)
    matter = set(_matter(sentence, passage))
    return [t.lower for t in sentence.tokens if start <= t.start and t.stop <= stop and t.i in matter]


def features(
    figure: Figure | None, trigger: Span, kind: Kind, passage: Passage, document: Document, language: str
) -> dict[str, float]:
    """The features that hold for a figure, 1.0 each but for counts: the nearest word of time, of event and of spread, and how near.

    >>> features(None, Span(0, 1), Kind.KILLING, Passage(Part.BODY, "x", ()), Document("d", "x"), "en")["kind=killing"]
    1.0
    """
    found: dict[str, float] = {"bias": 1.0, f"kind={kind.value}": 1.0}
    if passage.part is Part.TITLE:
        found["title"] = 1.0
    span = figure.span if figure is not None else trigger
    value = 1
    if figure is not None:
        value = figure.bounds.low if figure.bounds.low is not None else figure.bounds.high or 1
        found[f"size={_size(value)}"] = 1.0
        found[f"hedge={figure.bounds.hedge.value}"] = 1.0
        numbers = _numbers(document.text)
        if value > 9 and value >= max(numbers, default=value):
            found["largest"] = 1.0
    sentence = passage.sentence_at(span.start)
    if sentence is None:
        return found
    year = document.published.year if document.published is not None else None
    zones = _zones(sentence, passage, document, span, value, language)
    evidence = {name: _evidence(words, language, year) for name, words in zones.items()}
    clause = evidence["clause"]
    focus = _list_head(sentence, _focus(sentence, sentence.between(span) or (0,)))
    inside = _clause(sentence, focus)
    tense = _tense(sentence, inside, focus)
    grammar = _grammar(sentence, span, language)
    time = event = spread = "none"
    time_zone = event_zone = "none"
    for name in _ZONES:
        seen = evidence.get(name)
        if seen is None:
            continue
        if time == "none" and seen.time is not None:
            time, time_zone = seen.time, name
            found[f"time={time}@{name}"] = 1.0
            for cue in seen.cues & (_PERIOD | _DAY | {"past", "old_year"}):
                found[f"time:{cue}"] = 1.0
        if event == "none" and seen.event is not None:
            event, event_zone = seen.event, name
            found[f"event={event}@{name}"] = 1.0
        if spread == "none" and name != "lead" and "many_places" in seen.cues:
            spread = "many"
    done = next((name for role in ("agent", "within") for name in ("wave", "one_event", "many_events") if f"{role}:{name}" in grammar), None)
    if done is not None:
        found[f"event={event}@{event_zone}"] = 0.0
        event = {"wave": "wave", "one_event": "one", "many_events": "many"}[done]
        found[f"event={event}@grammar"] = 1.0
    if "site" in clause.cues or "site" in evidence["segment"].cues:
        found["site"] = 1.0
    places = sum(1 for t in sentence.tokens if t.entity == "LOC" and (t.i == 0 or sentence.tokens[t.i - 1].entity != "LOC"))
    if spread == "none" and places >= 3:
        spread = "some"
    found[f"tense={tense}"] = 1.0
    found[f"spread={spread}"] = 1.0
    found[f"time={time}"] = 1.0
    found[f"event={event}"] = 1.0
    found[f"time={time}&event={event}"] = 1.0
    found[f"time={time}&spread={spread}"] = 1.0
    found[f"time={time}&tense={tense}"] = 1.0
    found[f"event={event}&spread={spread}"] = 1.0
    if figure is not None:
        found[f"time={time}&large"] = float(value >= 25)
        found[f"event={event}&large"] = float(value >= 25)
    for name in ("clause", "segment", "sentence"):
        for cue in evidence[name].cues & {"toll", "total", "rise", "tally", "part", "left", "now", "superlative", "so_far", "since"}:
            found[f"{cue}@{name}"] = 1.0
    for name, letter in (("clause", "c"), ("segment", "g"), ("sentence", "s"), ("before", "b"), ("echo", "e")):
        seen = evidence.get(name)
        for cue in seen.cues if seen is not None else ():
            found[f"{letter}:{cue}"] = 1.0
    found.update(grammar)
    fine = _places(found, sentence, span, inside, passage)
    found[f"place={fine}&event={event}"] = 1.0
    found[f"place={fine}&time={time}"] = 1.0
    if _counts_events(zones["segment"], language):
        found["events:counted"] = 1.0
    _days(found, sentence, span, inside, passage, document)
    if "part" in clause.cues and time_zone != "clause":
        found["part&elsewhere"] = 1.0
    if sentence.index == 0 and passage.part is Part.BODY:
        found["first"] = 1.0
    if "echo" in evidence:
        found["echo"] = 1.0
    _document(found, document, language, year)
    return found


def _near(sentence: Sentence, inside: Sequence[int], spans: Sequence[Span], own: Span) -> tuple[str, list[int]]:
    """Which of some spans lie nearest: in the clause, else in the sentence; indexes into `spans`, nearest to the figure first."""
    words = [sentence.tokens[k].span for k in inside]
    here = [n for n, span in enumerate(spans) if any(span.overlaps(word) for word in words)]
    zone = "clause"
    if not here:
        zone, here = "sentence", [n for n, span in enumerate(spans) if span.overlaps(sentence.span)]
    return zone, sorted(here, key=lambda n: max(spans[n].start - own.stop, (own.start - spans[n].stop) * 2, 0))


def _places(found: dict[str, float], sentence: Sentence, span: Span, inside: Sequence[int], passage: Passage) -> str:
    """How fine the place is that stands nearest: country, region, town or site; and how many places the sentence names."""
    resolved = [t for t in passage.toponyms if isinstance(t.place, Place)]
    zone, near = _near(sentence, inside, [t.span for t in resolved], span)
    fine = "none"
    if near:
        place = resolved[near[0]].place
        if isinstance(place, Place):
            fine = {"district": "town"}.get(place.precision.value, place.precision.value)
            found[f"place={fine}@{zone}"] = 1.0
        if len({resolved[n].name for n in near if isinstance(resolved[n].place, Place)}) >= 3:
            found["place:three"] = 1.0
    found[f"place={fine}"] = 1.0
    return fine


def _counts_events(words: Sequence[str], language: str) -> bool:
    """"Two attacks", "separate clashes", «cinco ataques»: several events are counted."""
    table = marker_table(language, "scope")
    for i, word in enumerate(words):
        if any(entry.meaning == "many_events" for _, entry in table.get(word, ())):
            if any(w in _COUNTS or w.isdigit() or w in _SEVERAL for w in words[max(0, i - 3) : i]):
                return True
    return False


_SEVERAL = {"separate", "different", "various", "simultaneous", "coordinated", "distintos", "distintas", "diferentes", "diversos", "sendos", "sendas", "twin"}


def _days(
    found: dict[str, float], sentence: Sentence, span: Span, inside: Sequence[int], passage: Passage, document: Document
) -> None:
    """How long the nearest time is, and how long before the report: day, stretch, past."""
    matter = {sentence.tokens[k].start for k in _matter(sentence, passage)}
    timed = [t for t in passage.timexes if isinstance(t.interval, Interval) and (t.span.start in matter or not t.span.overlaps(sentence.span))]
    zone, near = _near(sentence, inside, [t.span for t in timed], span)
    interval = timed[near[0]].interval if near else None
    if not isinstance(interval, Interval):
        found["when=none"] = 1.0
        return
    length = "day" if interval.days == 1 else "two" if interval.days == 2 else "week" if interval.days <= 8 else "long"
    found[f"when={length}@{zone}"] = 1.0
    found[f"when={length}"] = 1.0
    if document.published is not None:
        gap = (document.published - interval.last).days
        found[f"ago={'old' if gap > 60 else 'weeks' if gap > 8 else 'days' if gap > 1 else 'now'}"] = 1.0


def _grammar(sentence: Sentence, span: Span, language: str) -> dict[str, float]:
    """The noun that did it, the event it happened in, and how the figure is introduced: "the", "another"."""
    found: dict[str, float] = {}
    tokens = sentence.tokens
    inside = sentence.between(span) or (0,)
    focus = _focus(sentence, inside)
    chain = (focus, *sentence.ancestors(focus))
    table = marker_table(language, "scope")
    verb = next((k for k in chain if tokens[k].pos == "VERB"), None)
    if verb is not None:
        for child in sentence.children[verb]:
            if child in inside:
                continue
            dep = tokens[child].dep
            role = "agent" if dep in {"nsubj", "nsubj:pass", "obl:agent"} else "within" if dep.startswith(("obl", "nmod")) else None
            if role is None:
                continue
            for _, entry in table.get(tokens[child].lower, ()):
                if entry.meaning in {"one_event", "many_events", "wave", "site", "this_day", "weekday", "month"}:
                    found[f"{role}:{entry.meaning}"] = 1.0
        if tokens[verb].dep == "acl:relcl":
            for _, entry in table.get(tokens[tokens[verb].head].lower, ()):
                if entry.meaning in {"one_event", "many_events", "wave"}:
                    found[f"agent:{entry.meaning}"] = 1.0
            found["relative"] = 1.0
    first = tokens[inside[0]].lower
    before = tokens[inside[0] - 1].lower if inside[0] > 0 else ""
    if {first, before} & {"the", "los", "las", "these", "estos", "estas", "those"}:
        found["definite"] = 1.0
    if {t.lower for t in tokens[inside[0] : inside[-1] + 1]} & {"more", "another", "other", "others", "otros", "otras", "otro", "otra", "más"} - ({"más", "more"} if first in {"más", "more"} else set()):
        found["another"] = 1.0
    return found


def _matter(sentence: Sentence, passage: Passage) -> list[int]:
    """The tokens of a sentence less the words of its reports («informó hoy a la agencia el portavoz»): their day is the report's."""
    tokens = sentence.tokens
    reports = [q for q in passage.quotations if q.cue.overlaps(sentence.span) and q.content.stop - q.content.start > 12]
    dropped: set[int] = set()
    for report in reports:
        run = [t.i for t in tokens if t.span.overlaps(report.cue)]
        for step in (-1, 1):
            k = (run[0] if step < 0 else run[-1]) + step if run else -1
            while 0 <= k < len(tokens) and tokens[k].text not in {",", ";", "\"", "“", "”", "«", "»"} and not report.content.overlaps(tokens[k].span):
                dropped.add(k)
                k += step
        dropped.update(run)
        if report.source is not None and run:
            said = [t.i for t in tokens if t.span.overlaps(report.source)]
            if said:
                low, high = min(said[0], run[0]), max(said[-1], run[-1])
                dropped.update(k for k in range(low, high + 1) if not report.content.overlaps(tokens[k].span))
    return [t.i for t in tokens if t.i not in dropped]


def _zones(
    sentence: Sentence, passage: Passage, document: Document, span: Span, value: int, language: str
) -> dict[str, list[str]]:
    """The zones of text round a figure, the nearest first."""
    matter = _matter(sentence, passage)
    inside = set(_clause(sentence, _list_head(sentence, _focus(sentence, sentence.between(span) or (0,)))))
    zones = {
        "clause": [sentence.tokens[k].lower for k in matter if k in inside],
        "segment": _segment(sentence, passage, span),
        "sentence": [sentence.tokens[k].lower for k in matter],
    }
    if sentence.index > 0:
        earlier = passage.sentences[sentence.index - 1]
        zones["before"] = [earlier.tokens[k].lower for k in _matter(earlier, passage)]
    echo = _echo(document, passage, span, value)
    if echo:
        zones["echo"] = echo
    zones["lead"] = list(_lead(document.text)) if sentence.index > 0 or passage.part is Part.TITLE else []
    return zones


@cache
def _lead(text: str) -> tuple[str, ...]:
    """The words of a text's first 300 characters, to a sentence's end."""
    cut = text.find(". ", 60)
    return tuple(words_in(text[: cut if 0 < cut < 300 else 300]))


@cache
def _document_cues(text: str, language: str, year: int | None) -> frozenset[str]:
    return _evidence(words_in(text), language, year).cues


def _document(found: dict[str, float], document: Document, language: str, year: int | None) -> None:
    """What the whole document has: a wave's words, a toll, one event."""
    cues = _document_cues(document.text, language, year)
    for cue in ("since", "so_far", "toll", "one_event", "long", "wave", "this_day"):
        if cue in cues:
            found[f"document:{cue}"] = 1.0


def _focus(sentence: Sentence, indexes: Sequence[int]) -> int:
    """Of a figure's tokens the one that the others hang from."""
    inside = set(indexes)
    return next((k for k in indexes if sentence.tokens[k].head not in inside or sentence.tokens[k].head == k), indexes[0])
