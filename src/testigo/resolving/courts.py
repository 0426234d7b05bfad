"""Days of courts and arrests: what was done about a deed later is not its day.

"He ended his trial on Tuesday": the day is that of the trial. "Arrested on Monday for shooting a man": Monday is the arrest's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind, Statement
from testigo.model.moment import Interval, Timex
from testigo.model.text import Span
from testigo.resolving.lately import lately

_DEEDS = frozenset(
    {Kind.KILLING, Kind.INJURY, Kind.ATTACK, Kind.BOMBING, Kind.ARSON, Kind.KIDNAPPING, Kind.DISAPPEARANCE}
)

_VERBS = frozenset(
    "sentence convict arraign indict plead testify acquit prosecute extradite exhume"
    " condenar sentenciar imputar procesar absolver juzgar enjuiciar comparecer extraditar exhumar".split()
)
_NOUNS = frozenset(
    "trial retrial hearing arraignment sentencing autopsy inquest verdict juicio audiencia autopsia necropsia veredicto".split()
)  # no funerals and no courts: people are shot there
_CHARGED = re.compile(
    r"\b(?:was|were|been|is|are|being) (?:\w+ ){0,2}charged\b"
    r"|\bcharged (?:\w+ ){0,6}with (?:[\w-]+ ){0,4}(?:murder|manslaughter|homicide|assault|killings?|shootings?|counts?|felony|abuse|neglect|endangerment)\b",
    re.IGNORECASE,
)
_RIGHT_BEFORE = re.compile(
    r"\b(?:(?:re)?trial|hearing|arraignment|in court|court appearance|(?:before|ante) (?:a|the|un|una|el|la) (?:judge|magistrate|jury|juez|jueza|tribunal)"
    r"|juicio|audiencia)\s+(?:on\s+|el\s+|este\s+)?$",
    re.IGNORECASE,
)
_HELD = frozenset(
    "arrest detain apprehend jail imprison detener arrestar capturar apresar encarcelar".split()
)
_FOR = frozenset({"for", "in", "of", "over", "with", "por", "de", "tras"})
_BARE = re.compile(
    r"\b(?:on trial|trial (?:of|for|in|began|opened)|hearings?|arraigned|sentenced|convicted|indicted|ple(?:ade)?d (?:not )?guilty|testified"
    r"|autopsy|juicio|audiencia|sentenciad[oa]s?|condenad[oa]s? a|imputad[oa]s?|autopsia)\b",
    re.IGNORECASE,
)


def is_deed(statement: Statement) -> bool:
    """True for what courts speak of later: people killed, hurt, attacked or taken."""
    return statement.kind in _DEEDS


@dataclass(frozen=True, slots=True)
class CourtDays:
    """The expressions of a passage that date what a court did, or a doctor for it, and their days."""

    spans: frozenset[Span] = frozenset()
    days: frozenset[Interval] = frozenset()
    is_of_arrest: bool = False  # the statement's own sentence tells the arrest for it

    def hold(self, timex: Timex, *, same_sentence: bool = False) -> bool:
        """True for such an expression, and for the same day told again in a sentence that is not the deed's own."""
        return timex.span in self.spans or (not same_sentence and timex.interval in self.days)


NO_COURT = CourtDays()


@lately
def court_days(passage: Passage) -> CourtDays:
    """What of a passage dates what a court did."""
    found = set()
    for timex in passage.timexes:
        sentence = passage.sentence_at(timex.span.start)
        if sentence is None:
            start = passage.text.rfind(".", 0, timex.span.start) + 1
            stop = passage.text.find(".", timex.span.stop)
            around = passage.text[
                max(start, timex.span.start - 120) : stop if stop >= 0 else timex.span.stop + 80
            ]
            if _BARE.search(around):
                found.add(timex.span)
        elif _is_of_court(timex.span, sentence, passage.text):
            found.add(timex.span)
    days = (t.interval for t in passage.timexes if t.span in found)
    return CourtDays(frozenset(found), frozenset(d for d in days if isinstance(d, Interval) and d.days == 1))


def _is_of_court(span: Span, sentence: Sentence, text: str) -> bool:
    i = sentence.at(span.start)
    if i is None:
        return False
    if _RIGHT_BEFORE.search(text, max(sentence.span.start, span.start - 60), span.start):
        return True
    tokens = sentence.tokens
    if _dates_what_is_judged(span, sentence, text):
        return False
    for j in sentence.ancestors(i):
        token = tokens[j]
        lemma = token.lemma.lower()
        if token.pos in ("NOUN", "PROPN") and lemma in _NOUNS:
            return True
        if token.pos in ("VERB", "AUX"):
            if lemma in _VERBS:
                return True
            if lemma == "charge":
                return (
                    _CHARGED.search(text[max(sentence.span.start, token.start - 30) : token.stop + 80])
                    is not None
                )
            return any(
                tokens[k].lemma.lower() in _NOUNS
                and tokens[k].dep.startswith(("obj", "obl", "nsubj", "dobj", "pobj"))
                for k in sentence.children[j]
            )
    return False


_JUDGED = re.compile(
    r"\b(?:for|over|in|of|por|de)\s+(?:the\s+|an?\s+|el\s+|la\s+|los\s+|las\s+|una?\s+)?(?:\w+\s+)?(?:killings?|murders?|deaths?|shootings?|massacre|attacks?|bombings?|killing|murdering"
    r"|asesinatos?|muertes?|homicidios?|masacre|matanza|ataques?|atentados?)\b[^,;:.()]*$",
    re.IGNORECASE,
)
_FULL = re.compile(r"\b(?:1[89]|20)\d\d\b")


def _dates_what_is_judged(span: Span, sentence: Sentence, text: str) -> bool:
    """As in "sentenced on Wednesday for the killing of two in San Telmo on May 9, 2022": a day with its year behind the deed is the deed's."""
    return (
        _FULL.search(span.of(text)) is not None
        and _JUDGED.search(text, max(sentence.span.start, span.start - 120), span.start) is not None
    )


def days_of_arrest(
    timexes: Iterable[Timex], anchor: Span, home: Sentence, passage: Passage
) -> frozenset[Span]:
    """The expressions that date an arrest for what the anchor tells: "arrested on Monday for shooting a man", «detenido el lunes por matar a dos».

    Where the anchor's sentence tells the arrest, so do the arrests of the sentences after it: "held for the murder of two. They were arrested on Monday".
    """
    own = home.at(anchor.start)
    holder = _held_for(own, home) if own is not None else None
    if holder is None:
        return frozenset()
    found = set()
    for timex in timexes:
        sentence = passage.sentence_at(timex.span.start)
        verb = _verb_over(timex.span, sentence) if sentence is not None else None
        if sentence is None or verb is None:
            continue
        if verb == holder if sentence is home else sentence.tokens[verb].lemma.lower() in _HELD:
            found.add(timex.span)
    return frozenset(found)


def _verb_over(span: Span, sentence: Sentence) -> int | None:
    i = sentence.at(span.start)
    return (
        None
        if i is None
        else next((j for j in sentence.ancestors(i) if sentence.tokens[j].pos == "VERB"), None)
    )


def _held_for(own: int, sentence: Sentence) -> int | None:
    """The verb of arrest that has what a token tells for its ground, or None."""
    tokens = sentence.tokens
    over = (own, *sentence.ancestors(own))
    verb = next((j for j in over[1:] if tokens[j].pos == "VERB" and tokens[j].lemma.lower() in _HELD), None)
    if verb is None:
        return None
    below = over[: over.index(verb)]
    if any(tokens[j].dep.startswith("conj") for j in below):
        return None
    marks = {
        tokens[k].lower
        for j in below
        for k in sentence.children[j]
        if tokens[k].dep.startswith(("case", "mark"))
    }
    return verb if marks & _FOR and not marks & _BESIDE else None


_BESIDE = frozenset("after when while during before cuando mientras durante".split())


def speaks_of_court(sentence: Sentence, text: str) -> bool:
    """True for a sentence that tells what a court did."""
    start, stop = sentence.span.start, sentence.span.stop
    return _BARE.search(text, start, stop) is not None or _CHARGED.search(text, start, stop) is not None
