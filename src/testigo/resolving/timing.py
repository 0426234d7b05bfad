"""When a statement says it happened: the days of the expression that governs it, by syntax and discourse.

From the near to the far: an expression in the statement's own clause, in its sentence, in the sentences before it in the paragraph,
then the day of narration: the last day told before it, else the first that the report tells. A figure that counts since a beginning gets
the stretch from that beginning, where the text tells it, to the day it was counted on. The publication day never stands in for the day of
an event; for a running total it is the day of counting where the text names no other, and the evidence says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from testigo.gathering.dateline import find_dateline
from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Factuality, Scope, Statement
from testigo.model.moment import Granularity, Interval, Timex, Unresolved, When
from testigo.model.text import Document, Part, Span
from testigo.resolving.calendars import add_days
from testigo.resolving.moments import value_timexes

_REPORTING = {
    "en": frozenset(
        "say tell report announce add state confirm explain note declare inform describe claim write publish acknowledge reveal estimate "
        "condemn deplore meet visit issue release call urge demand denounce warn".split()
    ),
    "es": frozenset(
        "decir informar anunciar añadir señalar confirmar explicar declarar asegurar afirmar indicar precisar denunciar publicar "
        "reconocer manifestar agregar comunicar detallar cifrar elevar calcular condenar advertir reportar apuntar alertar pedir exigir".split()
    ),
}
_REPORTS = frozenset("statement report conference interview communiqué release comunicado informe rueda conferencia entrevista nota declaración".split())
_SINCE = re.compile(
    r"(?:\bsince(?:\s+(?:the|they|it|protests|demonstrations|unrest|violence)\b[\w\s]{0,40})?|\bstarted|\bbegan|\bbegun|\berupted|\bbroke out"
    r"|\bstarting|\bdesde(?:\s+que\b[\w\s]{0,60})?|\ba partir|\bcomenz\w+|\biniciad\w+|\binici\w+|\bempez\w+|\bestall\w+|\barranc\w+)"
    r"(?:\s+(?:on|in|the|last|early|late|mid|el|la|los|las|del|de|en|pasado|día|a|principios|finales|mediados|the night of))*\s*$"
    r"|\bsince\b[^.;:]{0,90}\b(?:began|started|launched|took|broke|came|seized)\b[^.;:,]{0,40}$|\bdesde que\b[^.;:]{0,80}$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\bas of|\bby|\buntil|\bup to|\bthrough|\btill|\bhasta|\ba fecha de|\bal cierre de)(?:\s+(?:el|la|este|late|early|mismo|the|night of|on))*\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\bafter|\bfollowing|\bbefore|\btras|\bdespués de(?:l| que)?|\bluego de(?:l)?|\bantes de(?:l)?|\bahead of)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(r"\b(?:anniversary|aniversario)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:()«»“”\"—–]|\b(?:and|but|while|when|after|before|which|who|y|pero|mientras|cuando|que|tras)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that may date the statement. `cost` is its distance from the trigger in the units of `_distance`."""

    timex: Timex
    cost: float
    same_sentence: bool
    is_reporting: bool
    relation: str  # since, until, after or empty: what the words before it make of it


def time_statement(statement: Statement, passage: Passage, document: Document, language: str) -> When:
    """The days of a statement, with the words that tell them; Unresolved with the reason where no words do.

    `passage` must carry its time expressions (`value_timexes`). For a cumulative figure the interval is the covered stretch: its
    first day is the beginning that the text states, and where it states none, the day of counting alone is given.
    """
    language = "es" if language == "es" else "en"
    trigger = statement.figure.span if statement.figure is not None else statement.trigger
    anchor = Span(min(trigger.start, statement.trigger.start), max(trigger.stop, statement.trigger.stop))
    if anchor.stop - anchor.start > 200:
        anchor = statement.trigger
    planned = statement.stance.factuality in (Factuality.PLANNED, Factuality.HYPOTHETICAL)
    candidates = sorted(_candidates(anchor, passage, document, language, is_planned=planned), key=lambda c: c.cost)
    if statement.scope is Scope.CUMULATIVE:
        return _covered(candidates, anchor, passage, document, language)
    found = _governing(candidates, statement.scope)
    if found is not None:
        return _when(found.timex, passage, "its own clause or sentence" if found.same_sentence else "the sentences round it", candidates)
    return _narrated(anchor, passage, document, language, statement.scope)


def _names_days(timex: Timex) -> bool:
    """True for expressions that a calendar can hold, resolved or not."""
    if timex.type == "SET" or timex.value.endswith("_REF") or timex.interval is None:
        return False
    if isinstance(timex.interval, Unresolved):
        return bool(re.match(r"(?:XXXX|\d{4})-", timex.value) or timex.value.startswith("T"))
    return True


def _is_fine(timex: Timex) -> bool:
    """Days and short stretches."""
    if isinstance(timex.interval, Interval):
        return timex.interval.days <= 10
    return bool(re.match(r"XXXX-(?:\d\d|XX|WXX)-", timex.value))


def _candidates(anchor: Span, passage: Passage, document: Document, language: str, *, is_planned: bool) -> Iterable[Candidate]:
    home = passage.sentence_at(anchor.start)
    filed = find_dateline(passage.text, language) if passage.part is Part.BODY else None
    told = _lemmas(home, anchor) if home is not None else frozenset()
    for timex in passage.timexes:
        if not _names_days(timex) or (filed is not None and filed.span.covers(timex.span)) or _dates_the_page(timex, passage.text):
            continue
        sentence = passage.sentence_at(timex.span.start)
        same = home is not None and sentence is home
        reporting = sentence is not None and _is_reporting(timex.span, sentence, anchor if same else None, language)
        before = passage.text[max(0, timex.span.start - 90) : timex.span.start]
        relation = "since" if _SINCE.search(before) or _is_since(timex.span, sentence) else "until" if _UNTIL.search(before) else "after" if _AFTER.search(before) and same else ""
        cost = _distance(anchor, timex, home, sentence, passage, reporting=reporting, relation=relation)
        if not is_planned and _is_ahead(timex, document):
            cost += 15.0
        if _heads(timex, anchor, passage):
            cost, relation, reporting = min(cost, 9.0), "heading", False
        if sentence is not None and not same and not reporting and told & _lemmas(sentence, None):
            cost -= 6.0  # the same happening told again, with its day
        yield Candidate(timex, cost, same, reporting, relation)


_PAGE = re.compile(r"(?:\bstory is from|\bpublished:?|\bupdated:?|\bposted:?|\bpublicado:?|\bactualizado:?)\s*(?:on|el|at)?\s*(?:\w+,\s*)?$", re.IGNORECASE)


def _dates_the_page(timex: Timex, text: str) -> bool:
    """True for "Published: 3 May": a day of the page, not of its news."""
    return _PAGE.search(text[max(0, timex.span.start - 40) : timex.span.start]) is not None


_HEADING = re.compile(r"\s*(?:[:–—]|\.\s?[-–—]|\.?\s*\n|\.?\s*$)")
_WEEKDAY_BEFORE = re.compile(r"(?:\w+,\s*)?(?:el\s+|on\s+)?$", re.IGNORECASE)


def _heads(timex: Timex, anchor: Span, passage: Passage) -> bool:
    """True for a day that heads an entry or a section ("May 1: …", «Miércoles, 26 de enero» on a line) which holds the anchor."""
    if timex.span.start >= anchor.start or not _is_fine(timex):
        return False
    text = passage.text
    line = text.rfind("\n", 0, timex.span.start) + 1
    if not _WEEKDAY_BEFORE.fullmatch(text[line : timex.span.start]) or not _HEADING.match(text, timex.span.stop):
        return False
    end = text.find("\n", timex.span.stop)
    if end < 0 or anchor.start < end:
        return True
    if text[timex.span.stop : end].strip(" .:-–—"):
        return False  # an entry ends with its line
    later = (t for t in passage.timexes if timex.span.stop <= t.span.start < anchor.start)
    return not any(
        (begin := text.rfind("\n", 0, t.span.start) + 1) > end and _WEEKDAY_BEFORE.fullmatch(text[begin : t.span.start]) and _HEADING.match(text, t.span.stop)
        for t in later
    )


_LIGHT = frozenset("be have do say tell get make take go ser estar haber tener hacer decir ir poder dejar resultar".split())


def _lemmas(sentence: Sentence, anchor: Span | None) -> frozenset[str]:
    """Lemmas of the verbs of a sentence, or of the words in a span and of the verb over them."""
    if anchor is None:
        return frozenset(t.lemma.lower() for t in sentence.tokens if t.pos == "VERB") - _LIGHT
    found = {sentence.tokens[i].lemma.lower() for i in sentence.between(anchor) if sentence.tokens[i].pos in ("VERB", "NOUN")}
    inside = sentence.between(anchor)
    if inside:
        for j in sentence.ancestors(inside[0]):
            if sentence.tokens[j].pos == "VERB":
                found.add(sentence.tokens[j].lemma.lower())
                break
    return frozenset(found) - _LIGHT


def _is_since(span: Span, sentence: Sentence | None) -> bool:
    """True when "since" or «desde» opens the clause that holds an expression, as the tree has it."""
    i = sentence.at(span.start) if sentence is not None else None
    if sentence is None or i is None:
        return False
    for j in (i, *sentence.ancestors(i)[:4]):
        for k in sentence.children[j]:
            child = sentence.tokens[k]
            if child.lower in ("since", "desde") and child.start < span.start:
                return True
    return False


def _is_island(sentence: Sentence, one: int, other: int) -> bool:
    """True when an expression stands in a clause that only describes something, and the trigger does not stand in it."""
    a, b = sentence.at(one), sentence.at(other)
    if a is None or b is None:
        return False
    over = {a, *sentence.ancestors(a)}
    return any(
        j not in over and sentence.tokens[j].dep.startswith(("acl", "appos", "parataxis", "advcl")) and sentence.tokens[j].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ")
        for j in (b, *sentence.ancestors(b))
    )


def _distance(anchor: Span, timex: Timex, home: Sentence | None, sentence: Sentence | None, passage: Passage, *, reporting: bool, relation: str) -> float:
    """How far an expression stands from a trigger: words and clause marks between, the tree's path, sentences, paragraphs."""
    text = passage.text
    low, high = (anchor.stop, timex.span.start) if timex.span.start >= anchor.stop else (timex.span.stop, anchor.start)
    between = text[low:high] if low < high else ""
    cost = 0.0
    if home is not None and sentence is home:
        cost += 0.25 * between.count(" ") + 1.2 * len(_CLAUSE.findall(between))
        path = _path(home, anchor.start, timex.span.start)
        cost += 1.2 * path if path is not None else 5.0
        cost += 13.0 if reporting else 0.0
        cost += 7.0 if _is_island(home, anchor.start, timex.span.start) else 0.0
        cost += 4.0 if relation == "after" else 6.0 if relation == "since" else 0.0
    elif home is not None and sentence is not None:
        gap = home.index - sentence.index
        cost += 14.0 + (2.5 * (gap - 1) if gap > 0 else 9.0 + 3.0 * (-gap - 1))
        if home.paragraph != sentence.paragraph:
            cost += 6.0 + 2.0 * abs(home.paragraph - sentence.paragraph)
        cost += 7.0 if reporting else 0.0
        cost += 5.0 if relation == "after" else 8.0 if relation in ("since", "until") else 0.0
    else:
        cost += 20.0 + 0.02 * len(between)
    if not _is_fine(timex):
        cost += 4.0 if home is not None and sentence is home else 14.0
    if timex.type == "DURATION":
        cost += 12.0
    if _ANNIVERSARY.search(text[max(0, timex.span.start - 30) : timex.span.stop + 30]):
        cost += 8.0
    return cost


def _path(sentence: Sentence, one: int, other: int) -> int | None:
    """Steps in the tree from one offset's token to another's, or None."""
    a, b = sentence.at(one), sentence.at(other)
    if a is None or b is None:
        return None
    up_a = (a, *sentence.ancestors(a))
    up_b = (b, *sentence.ancestors(b))
    for i, token in enumerate(up_a):
        if token in up_b:
            return i + up_b.index(token)
    return None


def _is_reporting(span: Span, sentence: Sentence, anchor: Span | None, language: str) -> bool:
    """True when an expression dates the telling ("said on Monday"), not what is told."""
    i = sentence.at(span.start)
    if i is None:
        return False
    for j in sentence.ancestors(i):
        token = sentence.tokens[j]
        if token.pos == "NOUN" and not span.start <= token.start < span.stop and token.lemma.lower() not in _REPORTS:
            return False  # it dates a thing, not the telling
        if token.pos in ("VERB", "AUX"):
            if token.lemma.lower() not in _REPORTING[language]:
                return False
            if anchor is None:
                return True
            own = sentence.at(anchor.start)
            return own is None or own != j
    return False


def _governing(candidates: list[Candidate], scope: Scope) -> Candidate | None:
    """The nearest expression that may date an event, if it is near enough to govern."""
    limit = 26.0
    for candidate in candidates:
        if candidate.cost > limit:
            return None
        if candidate.timex.type == "DURATION" and scope is not Scope.BACKGROUND:
            continue
        return candidate
    return None


_JOIN = re.compile(r"\s*,?\s*(?:to|until|till|through|and|hasta|al?|y|e|-|–)\s+(?:(?:el|la|the|on|in|del?|early|late|hasta|día|the morning of|part of)\s+)*$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:from|between|since|desde|entre|del?)\s+(?:(?:el|la|los|the|on|in|days?|días?|night of|noche del)\s+)*$", re.IGNORECASE)


def _stretch(timex: Timex, passage: Passage) -> Interval | None:
    """The stretch of two expressions joined: "from Thursday to Saturday", «entre los días 17 y 18», "Monday night and this morning"."""
    for a, b in zip(passage.timexes, passage.timexes[1:], strict=False):
        if timex not in (a, b):
            continue
        one, other = a.interval, b.interval
        if not (isinstance(one, Interval) and isinstance(other, Interval)) or one.first >= other.first or "DURATION" in (a.type, b.type):
            continue
        if a.span.stop >= b.span.start or b.span.start - a.span.stop > 25 or not _JOIN.match(passage.text[a.span.stop : b.span.start]):
            continue
        opened = _OPEN.search(passage.text[max(0, a.span.start - 30) : a.span.start]) or _OPEN.search(a.span.of(passage.text)[:4] + " ")
        if opened or other.first - one.last <= timedelta(days=1):
            return Interval(one.first, other.last, Granularity.RANGE)
    return None


def _when(timex: Timex, passage: Passage, evidence: str, candidates: list[Candidate] | None = None) -> When:
    interval = timex.interval
    assert interval is not None, "candidates name days"
    stretch = _stretch(timex, passage)
    if stretch is not None:
        return When(stretch, timex.span.of(passage.text), timex.span, passage.part, evidence)
    if isinstance(interval, Interval) and re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value) and interval.days > 1:
        interval = Interval(interval.last, interval.last)  # "a fifth day": the statement is of that day
    return When(interval, timex.span.of(passage.text), timex.span, passage.part, evidence)


def _is_ahead(timex: Timex, document: Document) -> bool:
    """True for a day after the publication."""
    return document.published is not None and isinstance(timex.interval, Interval) and timex.interval.first > document.published


def _first_day(timexes: Iterable[Timex]) -> Timex | None:
    return next((t for t in timexes if _names_days(t) and _is_fine(t) and t.type != "DURATION" and isinstance(t.interval, Interval)), None)


def _narrated(anchor: Span, passage: Passage, document: Document, language: str, scope: Scope) -> When:
    """The day of narration: the last day told before the statement, else the first told in the report."""
    if scope is Scope.BACKGROUND or scope is Scope.GENERAL:
        return When(Unresolved("no time expression governs this mention of the past"), part=passage.part)
    earlier = [
        t
        for t in passage.timexes
        if t.span.stop <= anchor.start and _names_days(t) and _is_fine(t) and t.type != "DURATION" and not _is_ahead(t, document)
    ]
    if earlier:
        return _when(earlier[-1], passage, "the day of narration: the last told before")
    first = _first_day(passage.timexes)
    if first is not None:
        return _when(first, passage, "the day of narration: the first told in the report")
    if passage.part is Part.TITLE and document.text:
        body = Passage(Part.BODY, document.text, ())
        first = _first_day(value_timexes(body, language, document.published))
        if first is not None and first.span.start < 1500:
            return _when(first, body, "the day of narration: the first told in the report's body")
    if document.published is not None and _is_news(anchor, passage):
        days = Interval(add_days(document.published, -1) or document.published, document.published, Granularity.RANGE)
        return When(days, part=passage.part, evidence="no words date it: told as news, so of the day of publication or the day before")
    unresolved = next((t for t in passage.timexes if _names_days(t)), None)
    if unresolved is not None and isinstance(unresolved.interval, Unresolved):
        return _when(unresolved, passage, "the only time told")
    return When(Unresolved("no time expression governs it"), part=passage.part)


def _is_news(anchor: Span, passage: Passage) -> bool:
    """True for what a report opens with: its title and its first four sentences."""
    sentence = passage.sentence_at(anchor.start)
    return passage.part is Part.TITLE or (sentence is not None and sentence.index < 4)


# --- running totals


def _covered(candidates: list[Candidate], anchor: Span, passage: Passage, document: Document, language: str) -> When:
    """The stretch that a running total covers: from its stated beginning to the day of counting."""
    closed = next(
        (
            c
            for c in candidates
            if c.same_sentence
            and c.cost < 18
            and not c.relation
            and not c.is_reporting
            and not _is_since(c.timex.span, passage.sentence_at(c.timex.span.start))
            and isinstance(c.timex.interval, Interval)
            and c.timex.type != "DURATION"
            and c.timex.interval.days > 3
            and (document.published is None or (document.published - c.timex.interval.last).days > 2)
        ),
        None,
    )
    if closed is not None:
        return _when(closed.timex, passage, "a closed stretch, told in its sentence")
    for c in candidates:
        stretch = _stretch(c.timex, passage) if c.cost < 22 and c.timex.span.start < anchor.stop + 150 else None
        if stretch is not None and stretch.days > 1:
            return When(stretch, c.timex.span.of(passage.text), c.timex.span, passage.part, "a stretch told from end to end")
    counted, evidence, source = _counted_on(candidates, document)
    start = _beginning(candidates, anchor, counted)
    lasted = _lasted(anchor, passage, counted) if counted is not None else None
    if lasted is not None and (start is None or _gap(anchor, lasted[1].span) < _gap(anchor, start.span)):
        first, timex = lasted
        return When(Interval(first, counted or first, Granularity.RANGE), timex.span.of(passage.text), timex.span, passage.part, f"so long up to {evidence}")
    if counted is None:
        if start is not None and isinstance(start.interval, Unresolved):
            return When(start.interval, start.span.of(passage.text), start.span, passage.part, "the beginning of the count")
        reason = "the day of counting is not told and the report has no publication date"
        return When(Unresolved(reason), part=passage.part)
    if start is not None and isinstance(start.interval, Interval) and start.interval.first <= counted:
        interval = Interval(start.interval.first, counted, Granularity.RANGE if start.interval.first < counted else Granularity.DAY)
        return When(interval, start.span.of(passage.text), start.span, passage.part, f"from the beginning told to {evidence}")
    phrase = source.span.of(passage.text) if source is not None else None
    return When(Interval(counted, counted), phrase, source.span if source else None, passage.part, f"{evidence}; the beginning is not told")


def _gap(one: Span, other: Span) -> int:
    """Code points between two spans, 0 where they touch or overlap."""
    return max(0, other.start - one.stop, one.start - other.stop)


_LASTED = re.compile(r"\b(?:in|over|after|during|for|en|tras|durante|llevan?|estos|these|sólo|solo|just|only)\s+(?:(?:just|only|sólo|solo|apenas|unos|los|las|the|estos)\s+)*$", re.IGNORECASE)
_PLAIN_LENGTH = re.compile(r"P(\d{1,3})([DWM])$")


def _lasted(anchor: Span, passage: Passage, counted: date | None) -> tuple[date, Timex] | None:
    """The first day of a count that tells its length: "500 killed in seven days", «tras nueve días de protestas»."""
    home = passage.sentence_at(anchor.start)
    if home is None or counted is None:
        return None
    for timex in passage.timexes:
        told = _PLAIN_LENGTH.match(timex.value)
        if timex.type != "DURATION" or told is None or not home.span.covers(timex.span) or timex.interval is not None:
            continue
        before = _LASTED.search(passage.text[max(0, timex.span.start - 30) : timex.span.start])
        if before is None:
            continue
        if before[0].split()[0].lower() in ("after", "tras") and not re.match(r"\s+(?:of|de)\b", passage.text[timex.span.stop :][:5]):
            continue
        days = int(told[1]) * {"D": 1, "W": 7, "M": 30}[told[2]]
        return add_days(counted, -max(0, days - 1)) or counted, timex
    return None


def _counted_on(candidates: list[Candidate], document: Document) -> tuple[date | None, str, Timex | None]:
    """The day up to which a running total counts."""
    for wanted in ("until", "reporting", "near"):
        for c in candidates:
            interval = c.timex.interval
            if not isinstance(interval, Interval) or not _is_fine(c.timex) or c.timex.type == "DURATION":
                continue
            if document.published is not None and interval.last > document.published:
                continue
            if wanted == "until" and c.relation == "heading":
                return interval.last, "the day that heads its entry", c.timex
            if wanted == "until" and c.relation == "until" and c.same_sentence and ":" not in c.timex.value:
                return interval.last, "the day told for the count", c.timex
            if wanted == "reporting" and c.is_reporting and c.same_sentence:
                return interval.last, "the day the count was told", c.timex
            if wanted == "near" and document.published is None and c.relation not in ("since", "after"):
                return interval.last, "the nearest day told", c.timex
        if wanted == "reporting" and document.published is not None:
            return document.published, "the day of publication", None
    return None, "", None


def _beginning(candidates: list[Candidate], anchor: Span, counted: date | None) -> Timex | None:
    """The expression that tells since when a total counts: "since 9 January", «en los últimos diez días», «tercer día»."""
    best: tuple[float, Timex] | None = None
    for c in candidates:
        timex, interval = c.timex, c.timex.interval
        if c.relation == "since":
            cost = c.cost - 8
        elif timex.type == "DURATION" and isinstance(interval, Interval) and (c.same_sentence or (timex.span.stop <= anchor.start and c.cost < 34)):
            cost = c.cost
        elif isinstance(interval, Interval) and interval.precision is Granularity.RANGE and timex.value == interval.last.isoformat():
            cost = c.cost + 4  # the nth day of it
        else:
            continue
        if counted is not None and isinstance(interval, Interval) and interval.first > counted:
            continue
        if best is None or cost < best[0]:
            best = (cost, timex)
    return best[1] if best else None
