"""What a reader looks at to tell over what stretch a figure counts, as named features: cues, tense, size, place and time words.

No feature knows a name: places and days enter only as kinds ("a weekday", "a site", "several places").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Figure
from testigo.reading.markers import marker_table
from testigo.reading.scope_words import COUNTS, DAY, PERIOD, evidence_in, words_in

_PERFECT = {"has", "have", "ha", "han"}


_PLUPERFECT = {"had", "había", "habían"}


def _clause(sentence: Sentence, i: int) -> list[int]:
    """The clause round a token: below its nearest verb, less the clauses that hang there."""
    tokens = sentence.tokens
    here = i
    for _ in range(10):
        if (tokens[here].pos in {"VERB", "AUX"} and here != i) or tokens[here].head == here:
            break
        here = tokens[here].head
    kept: list[int] = []
    stack = [here]
    while stack:
        node = stack.pop()
        kept.append(node)
        for child in sentence.children[node]:
            dep = tokens[child].dep
            if dep in {"advcl", "acl:relcl", "ccomp", "parataxis", "csubj"} or (
                dep == "conj" and tokens[child].pos in {"VERB", "AUX"}
            ):
                continue
            stack.append(child)
    return sorted(kept)


def _list_head(sentence: Sentence, i: int) -> int:
    """The first number of the list that a figure stands in: «cientos de heridos, decenas de desaparecidos y 20 muertes»."""
    tokens = sentence.tokens
    while True:
        k = i
        while (
            k > 0
            and tokens[k].text not in {",", ";", ":"}
            and tokens[k].pos not in {"CCONJ", "VERB", "AUX", "SCONJ"}
            and i - k < 6
        ):
            k -= 1
        if k <= 0 or (tokens[k].text not in {",", ":"} and tokens[k].pos != "CCONJ"):
            return i
        if any(
            tokens[t].lower in {"including", "incluidos", "incluidas", "incluido", "entre", "among"}
            for t in range(k, i)
        ):
            pass
        j = k - 1
        while (
            j >= 0 and k - j < 8 and tokens[j].pos not in {"VERB", "AUX", "SCONJ"} and tokens[j].text != ";"
        ):
            if tokens[j].pos == "NUM" or tokens[j].lower in COUNTS or tokens[j].lower in _VAGUE:
                break
            j -= 1
        else:
            return i
        if j < 0:
            return i
        i = j


_VAGUE = {"decenas", "cientos", "miles", "docenas", "dozens", "hundreds", "scores", "thousands", "centenares"}


@lru_cache(maxsize=32)
def _numbers(text: str) -> tuple[int, ...]:
    """The larger whole numbers of a text that are no year and no clock time."""
    found: list[int] = []
    for match in re.finditer(
        r"(?<![\d:/$€.])\d{1,3}(?:[.,]\d{3})+(?!\d)|(?<![\d:/$€.,])\d+(?![\d:/%])", text
    ):
        value = int(re.sub(r"[.,]", "", match.group()))
        if not 1900 <= value <= 2099:
            found.append(value)
    return tuple(found)


def _size(value: int) -> str:
    if value <= 1:
        return "1"
    return next(
        name
        for limit, name in (
            (4, "2-4"),
            (9, "5-9"),
            (24, "10-24"),
            (99, "25-99"),
            (499, "100-499"),
            (10**12, "500+"),
        )
        if value <= limit
    )


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
    verb = next(
        (k for k in (i, *sentence.ancestors(i)) if k in clause and tokens[k].pos in {"VERB", "AUX"}), None
    )
    if verb is None:
        return "none"
    group = {
        tokens[verb].lower,
        *(tokens[k].lower for k in sentence.children[verb] if tokens[k].dep in {"aux", "aux:pass", "cop"}),
    }
    if group & _PLUPERFECT:
        return "pluperfect"
    if group & _PERFECT:
        return "perfect"
    return (
        "present" if "Tense=Pres" in tokens[verb].morph and "VerbForm=Fin" in tokens[verb].morph else "past"
    )


_ZONES = ("clause", "segment", "sentence", "before", "echo", "lead")


def _segment(sentence: Sentence, passage: Passage, span: Span, kept: Sequence[int]) -> list[str]:
    """The words between the semicolons round a figure, within the report that covers it: what the reporter's own day is, stays out."""
    start, stop = sentence.span.start, sentence.span.stop
    covering = [
        q.content for q in passage.quotations if q.content.covers(span) and q.content.overlaps(sentence.span)
    ]
    if covering:
        narrow = min(covering, key=lambda c: c.stop - c.start)
        start, stop = max(start, narrow.start), min(stop, narrow.stop)
    for token in sentence.tokens:
        if token.text == ";":
            if token.stop <= span.start:
                start = max(start, token.stop)
            elif token.start >= span.stop:
                stop = min(stop, token.start)
    return [t.lower for t in (sentence.tokens[k] for k in kept) if start <= t.start and t.stop <= stop]


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
    zones = _zones(sentence, passage, document, span, value)
    evidence = {name: evidence_in(words, language, year) for name, words in zones.items()}
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
            for cue in seen.cues & (PERIOD | DAY | {"past", "old_year"}):
                found[f"time:{cue}"] = 1.0
        if event == "none" and seen.event is not None:
            event, event_zone = seen.event, name
            found[f"event={event}@{name}"] = 1.0
        if spread == "none" and name != "lead" and "many_places" in seen.cues:
            spread = "many"
    done = next(
        (
            name
            for role in ("agent", "within")
            for name in ("wave", "one_event", "many_events")
            if f"{role}:{name}" in grammar
        ),
        None,
    )
    if done is not None:
        found[f"event={event}@{event_zone}"] = 0.0
        event = {"wave": "wave", "one_event": "one", "many_events": "many"}[done]
        found[f"event={event}@grammar"] = 1.0
    if "site" in clause.cues or "site" in evidence["segment"].cues:
        found["site"] = 1.0
    places = sum(
        1
        for t in sentence.tokens
        if t.entity == "LOC" and (t.i == 0 or sentence.tokens[t.i - 1].entity != "LOC")
    )
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
        for cue in evidence[name].cues & {
            "toll",
            "total",
            "rise",
            "tally",
            "part",
            "left",
            "now",
            "superlative",
            "so_far",
            "since",
        }:
            found[f"{cue}@{name}"] = 1.0
    for name, letter in (
        ("clause", "c"),
        ("segment", "g"),
        ("sentence", "s"),
        ("before", "b"),
        ("echo", "e"),
    ):
        seen = evidence.get(name)
        for cue in seen.cues if seen is not None else ():
            found[f"{letter}:{cue}"] = 1.0
    found.update(grammar)
    if "part" in clause.cues and time_zone != "clause":
        found["part&elsewhere"] = 1.0
    if sentence.index == 0 and passage.part is Part.BODY:
        found["first"] = 1.0
    if "echo" in evidence:
        found["echo"] = 1.0
    _document(found, document, language, year)
    return found


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
            role = (
                "agent"
                if dep in {"nsubj", "nsubj:pass", "obl:agent"}
                else "within"
                if dep.startswith(("obl", "nmod"))
                else None
            )
            if role is None:
                continue
            for phrase, entry in table.get(tokens[child].lower, ()):
                if len(phrase) == 1 and entry.meaning in {
                    "one_event",
                    "many_events",
                    "wave",
                    "site",
                    "this_day",
                    "weekday",
                    "month",
                }:
                    found[f"{role}:{entry.meaning}"] = 1.0
        if tokens[verb].dep == "acl:relcl":
            for phrase, entry in table.get(tokens[tokens[verb].head].lower, ()):
                if len(phrase) == 1 and entry.meaning in {"one_event", "many_events", "wave"}:
                    found[f"agent:{entry.meaning}"] = 1.0
            found["relative"] = 1.0
    first = tokens[inside[0]].lower
    before = tokens[inside[0] - 1].lower if inside[0] > 0 else ""
    if {first, before} & {"the", "los", "las", "these", "estos", "estas", "those"}:
        found["definite"] = 1.0
    if {t.lower for t in tokens[inside[0] : inside[-1] + 1]} & {
        "more",
        "another",
        "other",
        "others",
        "otros",
        "otras",
        "otro",
        "otra",
        "más",
    } - ({"más", "more"} if first in {"más", "more"} else set()):
        found["another"] = 1.0
    return found


def _matter(sentence: Sentence, passage: Passage) -> list[int]:
    """The tokens of a sentence less the words of its reports («informó hoy a la agencia el portavoz»): their day is the report's."""
    tokens = sentence.tokens
    reports = [
        q
        for q in passage.quotations
        if q.cue.overlaps(sentence.span) and q.content.stop - q.content.start > 12
    ]
    dropped: set[int] = set()
    for report in reports:
        run = [t.i for t in tokens if t.span.overlaps(report.cue)]
        for step in (-1, 1):
            k = (run[0] if step < 0 else run[-1]) + step if run else -1
            while (
                0 <= k < len(tokens)
                and tokens[k].text not in {",", ";", '"', "“", "”", "«", "»"}
                and not report.content.overlaps(tokens[k].span)
            ):
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
    sentence: Sentence, passage: Passage, document: Document, span: Span, value: int
) -> dict[str, list[str]]:
    """The zones of text round a figure, the nearest first."""
    matter = _matter(sentence, passage)
    inside = set(_clause(sentence, _list_head(sentence, _focus(sentence, sentence.between(span) or (0,)))))
    zones = {
        "clause": [sentence.tokens[k].lower for k in matter if k in inside],
        "segment": _segment(sentence, passage, span, matter),
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


@lru_cache(maxsize=32)
def _lead(text: str) -> tuple[str, ...]:
    """The words of a text's first 300 characters, to a sentence's end."""
    cut = text.find(". ", 60)
    return tuple(words_in(text[: cut if 0 < cut < 300 else 300]))


@lru_cache(maxsize=32)
def _document_cues(text: str, language: str, year: int | None) -> frozenset[str]:
    return evidence_in(words_in(text), language, year).cues


def _document(found: dict[str, float], document: Document, language: str, year: int | None) -> None:
    """What the whole document has: a wave's words, a toll, one event."""
    cues = _document_cues(document.text, language, year)
    for cue in ("since", "so_far", "toll", "one_event", "long", "wave", "this_day"):
        if cue in cues:
            found[f"document:{cue}"] = 1.0


def _focus(sentence: Sentence, indexes: Sequence[int]) -> int:
    """Of a figure's tokens the one that the others hang from."""
    inside = set(indexes)
    return next(
        (k for k in indexes if sentence.tokens[k].head not in inside or sentence.tokens[k].head == k),
        indexes[0],
    )
