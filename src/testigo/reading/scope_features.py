"""What a reader looks at to tell over what stretch a figure counts, as named features: cues, tense, size, place and time words.

No feature knows a name: places and days enter only as kinds ("a weekday", "a site", "several places").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind
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
    "en": {"in", "over", "during", "for", "past", "last", "after", "within", "the", "previous", "recent", "of", "this"},
    "es": {"en", "durante", "tras", "por", "últimos", "últimas", "último", "última", "los", "las", "de", "sólo", "solo", "esta", "este", "pasados", "pasadas"},
}
_NOT_SPANNING = {"ago", "later", "earlier", "old", "before", "hace", "después", "antes", "edad", "atrás"}
_RANGE = {"en": (("between", "and"), ("from", "to"), ("from", "through")), "es": (("entre", "y"), ("del", "al"), ("desde", "hasta"), ("de", "a"))}
_PERFECT = {"has", "have", "ha", "han"}
_PLUPERFECT = {"had", "había", "habían"}


def words_in(text: str) -> list[str]:
    """Lower-case words and numbers of a raw text, stops kept."""
    return _WORD.findall(text.lower().replace("’", "'"))


def _is_time(word: str, language: str) -> bool:
    rows = marker_table(language, "scope").get(word, ())
    return word[:1].isdigit() or word in _UNITS[language] or any(entry.meaning in {"weekday", "month", "onset", "this_day"} for _, entry in rows) or word in {
        "then", "entonces", "late", "early", "beginning", "start", "protests", "ayer", "pasado", "pasada", "uno", "que"
    }


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
            if entry.attributes.get("needs") == "time" and not any(_is_time(w, language) for w in words[i + size : i + size + 5]):
                continue
            yield i, entry.meaning


def _stretches(words: Sequence[str], language: str) -> Iterator[str]:
    """Durations and ranges: long (over a day), short (within one), range, bare month, dated day, year."""
    units = _UNITS[language]
    table = marker_table(language, "scope")
    for i, word in enumerate(words):
        unit = units.get(word)
        if unit is not None and i > 0:
            around = words[max(0, i - 4) : i]
            if not _NOT_SPANNING & {*around[-3:], *words[i + 1 : i + 2]} and any(w in _SPANNING[language] for w in around):
                count = next((float(_COUNTS[w]) if w in _COUNTS else float(w) for w in reversed(around) if w in _COUNTS or w.isdigit()), 0.0)
                if count:
                    days = count * unit
                    yield "long" if days > 1.01 else "short"
                    if days >= 28:
                        yield "very_long"
        elif _YEAR.match(word):
            yield "year"
        else:
            rows = table.get(word, ())
            if any(entry.meaning == "month" for _, entry in rows):
                near = words[max(0, i - 2) : i + 2]
                yield "dated" if any(w.isdigit() and len(w) <= 2 for w in near) else "bare_month"
    for opening, closing in _RANGE[language]:
        if opening in words:
            i = list(words).index(opening)
            rest = words[i + 1 : i + 9]
            if closing in rest:
                j = rest.index(closing)
                if _dated(rest[:j], language) and _dated(rest[j + 1 : j + 5], language):
                    yield "range"


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


def _tense(words: Sequence[str], morphs: Sequence[str]) -> str:
    if any(w in _PLUPERFECT for w in words):
        return "pluperfect"
    if any(w in _PERFECT for w in words):
        return "perfect"
    if any("Tense=Pres" in m and "VerbForm=Fin" in m for m in morphs):
        return "present"
    return "past"


def features(figure: Figure | None, trigger: Span, kind: Kind, passage: Passage, document: Document, language: str) -> dict[str, float]:
    """The features that hold for a figure, 1.0 each but for counts. Prefixes: c clause, s sentence, b sentence before, e echo, d document.

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
        largest = max(numbers, default=value)
        if value > 9:
            found["largest"] = float(value >= largest)
            found["ratio"] = min(3.0, math.log10(max(1.0, largest / value)))
    sentence = passage.sentence_at(span.start)
    if sentence is None:
        return found
    i = sentence.between(span)
    focus = _focus(sentence, i or (0,))
    clause = _clause(sentence, focus)
    words = [sentence.tokens[k].lower for k in clause]
    everything = [t.lower for t in sentence.tokens]
    _mark(found, "c", words, language)
    _mark(found, "s", everything, language)
    found[f"tense={_tense(words, [sentence.tokens[k].morph for k in clause])}"] = 1.0
    places = sum(1 for t in sentence.tokens if t.entity == "LOC" and (t.i == 0 or sentence.tokens[t.i - 1].entity != "LOC"))
    found["places"] = min(4.0, float(places))
    if places >= 3:
        found["places>=3"] = 1.0
    if sentence.index == 0 and passage.part is Part.BODY:
        found["first"] = 1.0
    if sentence.index > 0 and passage.part is Part.BODY:
        before = passage.sentences[sentence.index - 1]
        _mark(found, "b", [t.lower for t in before.tokens], language)
        opening = set(everything[:3])
        if opening & {"also", "of", "them", "además", "también", "ellos", "ellas", "entre", "among", "other", "otros", "another", "otras"}:
            for name in ("since", "total", "tally", "long", "range", "this_day", "toll", "so_far"):
                if f"b:{name}" in found:
                    found[f"goes_on:{name}"] = 1.0
    echo = _echo(document, passage, span, value)
    if echo:
        _mark(found, "e", echo, language)
    years = sorted({int(w) for w in everything if _YEAR.match(w)})
    if years and document.published is not None:
        found["s:old_year"] = float(min(years) < document.published.year)
        found["c:old_year"] = float(any(int(w) < document.published.year for w in words if _YEAR.match(w)))
    return found


def _focus(sentence: Sentence, indexes: Sequence[int]) -> int:
    """Of a figure's tokens the one that the others hang from."""
    inside = set(indexes)
    return next((k for k in indexes if sentence.tokens[k].head not in inside or sentence.tokens[k].head == k), indexes[0])


def _mark(found: dict[str, float], zone: str, words: Sequence[str], language: str) -> None:
    for _, meaning in cue_meanings(words, language):
        found[f"{zone}:{meaning}"] = 1.0
    for name in _stretches(words, language):
        found[f"{zone}:{name}"] = 1.0
