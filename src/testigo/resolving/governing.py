"""Time expressions as candidates to date a statement, each with its distance from it.

The distance adds up words and clause marks between, steps in the syntactic tree, sentences and paragraphs; what dates the telling
("police said on Monday"), stands in a describing clause, opens a count ("since January") or lies ahead is put farther off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from testigo.gathering.dateline import find_dateline
from testigo.model.analysis import Passage, Sentence
from testigo.model.moment import Interval, Timex, Unresolved
from testigo.model.text import Document, Part, Span
from testigo.resolving.lately import lately

_REPORTING = {
    "en": frozenset(
        [
            "say",
            "tell",
            "report",
            "announce",
            "add",
            "state",
            "confirm",
            "explain",
            "note",
            "declare",
            "inform",
            "describe",
            "claim",
            "write",
            "publish",
            "acknowledge",
            "reveal",
            "estimate",
            "condemn",
            "deplore",
            "meet",
            "visit",
            "issue",
            "release",
            "call",
            "urge",
            "demand",
            "denounce",
            "warn",
        ]
    ),
    "es": frozenset(
        [
            "decir",
            "informar",
            "anunciar",
            "añadir",
            "señalar",
            "confirmar",
            "explicar",
            "declarar",
            "asegurar",
            "afirmar",
            "indicar",
            "precisar",
            "denunciar",
            "publicar",
            "reconocer",
            "manifestar",
            "agregar",
            "comunicar",
            "detallar",
            "cifrar",
            "elevar",
            "calcular",
            "condenar",
            "advertir",
            "reportar",
            "apuntar",
            "alertar",
            "pedir",
            "exigir",
        ]
    ),
}


_REPORTS = frozenset(
    [
        "statement",
        "report",
        "conference",
        "interview",
        "communiqué",
        "release",
        "comunicado",
        "informe",
        "rueda",
        "conferencia",
        "entrevista",
        "nota",
        "declaración",
    ]
)


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


_AL_DAY = re.compile(r"al\s+\d{1,2}\s+de\s+\w+", re.IGNORECASE)  # «al 6 de marzo, 67 muertos»


_RECORD = re.compile(  # "the worst attack since 2015" begins no count
    r"\b(?:worst|deadliest|highest|largest|biggest|bloodiest|lowest|first|most|mayor|peor|primer[oa]?|más \w+)\b[^.;:]{0,70}\b(?:since|desde)\b[^.;:,]{0,60}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\bafter|\bfollowing|\bbefore|\btras|\bdespués de(?:l| que)?|\bluego de(?:l)?|\bantes de(?:l)?|\bahead of)\b[^.;]{0,50}$",
    re.IGNORECASE,
)


_ANNIVERSARY = re.compile(r"\b(?:anniversary|aniversario)\b", re.IGNORECASE)


_CLAUSE = re.compile(
    r"[,;:()«»“”\"—–]|\b(?:and|but|while|when|after|before|which|who|y|pero|mientras|cuando|que|tras)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that may date the statement. `cost` is its distance from the trigger in the units of `_distance`."""

    timex: Timex
    cost: float
    same_sentence: bool
    is_reporting: bool
    relation: str  # since, until, after or empty: what the words before it make of it


def names_days(timex: Timex) -> bool:
    """True for expressions that a calendar can hold, resolved or not."""
    if timex.type == "SET" or timex.value.endswith("_REF") or timex.interval is None:
        return False
    if isinstance(timex.interval, Unresolved):
        return bool(re.match(r"(?:XXXX|\d{4})-", timex.value) or timex.value.startswith("T"))
    return True


def is_fine(timex: Timex) -> bool:
    """Days and short stretches."""
    if isinstance(timex.interval, Interval):
        return timex.interval.days <= 10
    return bool(re.match(r"XXXX-(?:\d\d|XX|WXX)-", timex.value))


def is_ahead(timex: Timex, document: Document) -> bool:
    """True for a day after the publication."""
    return (
        document.published is not None
        and isinstance(timex.interval, Interval)
        and timex.interval.first > document.published
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A time expression with what the words before it make of it, whatever statement asks."""

    timex: Timex
    sentence: Sentence | None
    relation: str
    is_after: bool
    is_reporting: bool  # as seen from another sentence
    lemmas: frozenset[str]


@lately
def _told(passage: Passage, language: str) -> tuple[_Told, ...]:
    """The expressions of a passage that may date a statement: not the dateline's, nor the page's own."""
    filed = find_dateline(passage.text, language) if passage.part is Part.BODY else None
    found = []
    for timex in passage.timexes:
        if (
            not names_days(timex)
            or (filed is not None and filed.span.covers(timex.span))
            or dates_the_page(timex, passage.text)
        ):
            continue
        sentence = passage.sentence_at(timex.span.start)
        before = passage.text[max(0, timex.span.start - 90) : timex.span.start]
        relation = (
            "record"
            if _RECORD.search(passage.text, max(0, timex.span.start - 160), timex.span.start)
            else "since"
            if _SINCE.search(before) or is_since(timex.span, sentence)
            else "until"
            if _UNTIL.search(before) or _AL_DAY.match(timex.span.of(passage.text))
            else ""
        )
        found.append(
            _Told(
                timex,
                sentence,
                relation,
                _AFTER.search(before) is not None,
                sentence is not None and _is_reporting(timex.span, sentence, None, language),
                _lemmas(sentence, None) if sentence is not None else frozenset(),
            )
        )
    return tuple(found)


def candidates_for(
    anchor: Span, passage: Passage, document: Document, language: str, *, is_planned: bool
) -> Iterable[Candidate]:
    """Every expression of the passage that may date what stands at the anchor, each with its distance."""
    home = passage.sentence_at(anchor.start)
    told = _lemmas(home, anchor) if home is not None else frozenset()
    for one in _told(passage, language):
        timex, sentence = one.timex, one.sentence
        same = home is not None and sentence is home
        reporting = one.is_reporting
        if same and sentence is not None:
            reporting = _is_reporting(timex.span, sentence, anchor, language)
        relation = one.relation or ("after" if one.is_after and same else "")
        cost = _distance(anchor, timex, home, sentence, passage, reporting=reporting, relation=relation)
        if not is_planned and is_ahead(timex, document):
            cost += 15.0
        if _heads(timex, anchor, passage):
            cost, relation, reporting = min(cost, 9.0), "heading", False
        if sentence is not None and not same and not reporting and told & one.lemmas:
            cost -= 6.0  # the same happening told again, with its day
        yield Candidate(timex, cost, same, reporting, relation)


_PAGE = re.compile(
    r"(?:\bstory is from|\bpublished:?|\bupdated:?|\bposted:?|\bpublicado:?|\bactualizado:?)\s*(?:on|el|at)?\s*(?:\w+,\s*)?$",
    re.IGNORECASE,
)


def dates_the_page(timex: Timex, text: str) -> bool:
    """True for "Published: 3 May": a day of the page, not of its news."""
    return _PAGE.search(text[max(0, timex.span.start - 40) : timex.span.start]) is not None


_HEADING = re.compile(r"\s*(?:[:–—]|\.\s?[-–—]|\.?\s*\n|\.?\s*$)")


_WEEKDAY_BEFORE = re.compile(r"(?:\w+,\s*)?(?:el\s+|on\s+)?$", re.IGNORECASE)


def _heads(timex: Timex, anchor: Span, passage: Passage) -> bool:
    """True for a day that heads an entry or a section ("May 1: …", «Miércoles, 26 de enero» on a line) which holds the anchor."""
    if timex.span.start >= anchor.start or not is_fine(timex):
        return False
    text = passage.text
    line = text.rfind("\n", 0, timex.span.start) + 1
    if not _WEEKDAY_BEFORE.fullmatch(text[line : timex.span.start]) or not _HEADING.match(
        text, timex.span.stop
    ):
        return False
    end = text.find("\n", timex.span.stop)
    if end < 0 or anchor.start < end:
        return True
    if text[timex.span.stop : end].strip(" .:-–—"):
        return False  # an entry ends with its line
    later = (t for t in passage.timexes if timex.span.stop <= t.span.start < anchor.start)
    return not any(
        (begin := text.rfind("\n", 0, t.span.start) + 1) > end
        and _WEEKDAY_BEFORE.fullmatch(text[begin : t.span.start])
        and _HEADING.match(text, t.span.stop)
        for t in later
    )


_LIGHT = frozenset(
    [
        "be",
        "have",
        "do",
        "say",
        "tell",
        "get",
        "make",
        "take",
        "go",
        "ser",
        "estar",
        "haber",
        "tener",
        "hacer",
        "decir",
        "ir",
        "poder",
        "dejar",
        "resultar",
    ]
)


def _lemmas(sentence: Sentence, anchor: Span | None) -> frozenset[str]:
    """Lemmas of the verbs of a sentence, or of the words in a span and of the verb over them."""
    if anchor is None:
        return frozenset(t.lemma.lower() for t in sentence.tokens if t.pos == "VERB") - _LIGHT
    found = {
        sentence.tokens[i].lemma.lower()
        for i in sentence.between(anchor)
        if sentence.tokens[i].pos in ("VERB", "NOUN")
    }
    inside = sentence.between(anchor)
    if inside:
        for j in sentence.ancestors(inside[0]):
            if sentence.tokens[j].pos == "VERB":
                found.add(sentence.tokens[j].lemma.lower())
                break
    return frozenset(found) - _LIGHT


def is_since(span: Span, sentence: Sentence | None) -> bool:
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
        j not in over
        and sentence.tokens[j].dep.startswith(("acl", "appos", "parataxis", "advcl"))
        and sentence.tokens[j].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ")
        for j in (b, *sentence.ancestors(b))
    )


def _distance(
    anchor: Span,
    timex: Timex,
    home: Sentence | None,
    sentence: Sentence | None,
    passage: Passage,
    *,
    reporting: bool,
    relation: str,
) -> float:
    """How far an expression stands from a trigger: words and clause marks between, the tree's path, sentences, paragraphs."""
    text = passage.text
    low, high = (
        (anchor.stop, timex.span.start)
        if timex.span.start >= anchor.stop
        else (timex.span.stop, anchor.start)
    )
    between = text[low:high] if low < high else ""
    cost = 0.0
    if home is not None and sentence is home:
        cost += 0.25 * between.count(" ") + 1.2 * len(_CLAUSE.findall(between))
        path = _path(home, anchor.start, timex.span.start)
        cost += 1.2 * path if path is not None else 5.0
        cost += 13.0 if reporting else 0.0
        cost += (7.0 if is_fine(timex) else 18.0) if _is_island(home, anchor.start, timex.span.start) else 0.0
        cost += 4.0 if relation == "after" else 6.0 if relation in ("since", "record") else 0.0
    elif home is not None and sentence is not None:
        gap = home.index - sentence.index
        cost += 14.0 + (2.5 * (gap - 1) if gap > 0 else 9.0 + 3.0 * (-gap - 1))
        if home.paragraph != sentence.paragraph:
            cost += 6.0 + 2.0 * abs(home.paragraph - sentence.paragraph)
        cost += 7.0 if reporting else 0.0
        cost += 5.0 if relation == "after" else 8.0 if relation in ("since", "until", "record") else 0.0
    else:
        cost += 20.0 + 0.02 * len(between)
    if not is_fine(timex):
        cost += 4.0 if home is not None and sentence is home else 14.0
    if timex.type == "DURATION":
        cost += 12.0
    if text.startswith(("'s ", "’s "), timex.span.stop) and sentence is not home:
        cost += 8.0  # "Tuesday's attack" dates that attack, not what the next sentence tells
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


def _beside(sentence: Sentence, span: Span) -> int | None:
    """The verb of telling that a bare day touches: "today confirmed", "confirmed today"; of a longer expression none."""
    inside = sentence.between(span)
    if len(inside) != 1:
        return None
    for j in (inside[0] - 1, inside[0] + 1):
        if (
            0 <= j < len(sentence.tokens)
            and sentence.tokens[j].pos == "VERB"
            and sentence.tokens[j].lower.endswith(_TOLD)
        ):
            return j
    return None


_TOLD = (
    "confirmed",
    "announced",
    "reported",
    "said",
    "confirmó",
    "anunció",
    "informó",
    "dijo",
    "confirmaron",
    "informaron",
)


_RECOUNTING = frozenset("raise revise update lower elevar actualizar rectificar".split())
_TOLLS = frozenset("toll tally count figure number saldo balance cifra número".split())


def _has_a_toll(sentence: Sentence, verb: int) -> bool:
    """As in "raised the toll on Wednesday": the day of the count, not of the deaths."""
    return any(sentence.tokens[k].lemma.lower() in _TOLLS for k in sentence.children[verb])


def _is_reporting(span: Span, sentence: Sentence, anchor: Span | None, language: str) -> bool:
    """True when an expression dates the telling ("said on Monday"), not what is told."""
    i = sentence.at(span.start)
    if i is None:
        return False
    beside = _beside(sentence, span)
    if beside is not None and sentence.tokens[beside].lemma.lower() in _REPORTING[language]:
        # "confirmed today the arrest", "forces today confirmed": the tree often hangs the day on the noun
        return anchor is None or sentence.at(anchor.start) != beside
    for j in sentence.ancestors(i):
        token = sentence.tokens[j]
        if token.lemma.lower() in _TOLLS and sentence.tokens[token.head].lemma.lower() in _RECOUNTING:
            return True
        if (
            token.pos == "NOUN"
            and not span.start <= token.start < span.stop
            and token.lemma.lower() not in _REPORTS
        ):
            return False  # it dates a thing, not the telling
        if token.pos in ("VERB", "AUX"):
            if token.lemma.lower() not in _REPORTING[language]:
                return token.lemma.lower() in _RECOUNTING and _has_a_toll(sentence, j)
            if anchor is None:
                return True
            own = sentence.at(anchor.start)
            return own is None or own != j
    return False
