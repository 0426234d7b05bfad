"""Past or future: the tense that governs a stretch of text, from the parse where there is one, else from light cues.

A weekday or a month without a year looks back or ahead by the tense of its clause: "died on Monday", "will meet on Monday".
"""

from __future__ import annotations

import re
from enum import StrEnum

from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.text import Span


class Tense(StrEnum):
    """Which way a clause looks."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = ""


# "could not be reached Monday" tells of the past.
_FOUND_OUT = (
    r"(?: not|n['’]t)?(?: \w+ly)? be (?:reached|located|found|confirmed|verified|determined|seen|heard)\b"
)
_FUTURE_EN = re.compile(
    r"(?:\b(?:will|shall|won['’]t|would|should|could(?!"
    + _FOUND_OUT
    + r")|may(?!\s+\d)|might|can)\b|['’]ll\b)(?:\s+(?:not|also|still|now|then|again|\w+ly|be|have|been)\b)*(?:\s+[a-z]+)?"
    r"|\b(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?(?:expected|due|scheduled|set|slated|going|likely|planned|planning|supposed|about|to)\b"
    r"|\b(?:decid|agre|vow|pledg|promis|threaten)(?:e|es|s|ed|ing) to [a-z]+"
    r"|\b(?<!the )(?<!a )(?<!its )(?<!this )(?<!their )plans?\b|\b(?:planned (?:to|a|an|for)|planning|expects?|intends?|hopes?|scheduled|slated|set for|called for|urged|calls for)\b"
    r"|\bby the end of\b|\bupcoming\b|\bdue\b|\bpayable\b"
)
_MODAL = frozenset({"would", "could", "may", "might", "can", "should"})
# What stands right before an expression and tells its side by itself.
_AHEAD_EN = re.compile(
    r"\b(?:by|until|till|ahead of|as soon as|as early as|starting|beginning|effective|set to \w+|to be \w+"
    r"|(?:pushed|put|moved|postponed|delayed|rescheduled|adjourned)(?: back| off)? (?:to|until|for))\s+(?:(?:on|in|at|the|early|late|mid)[\s-]+)*$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\W+(?:\w+\W+)*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:hasta|until|till)\W+(?:\w+\W+)*$", re.IGNORECASE)
_JUST_PAST = re.compile(
    r"(?<!\bbe )(?<!\bto )\b(?!(?:expect|schedul|plann|extend|delay|postpon|need|propos)ed)[a-z]{3,}ed\s+(?:on\s+|late\s+|early\s+)?$"
)
_BACK_EN = re.compile(
    r"\b(?:since|ended|said|told reporters|announced|reported|added)\s+(?:(?:on|in|at|the|early|late|mid)[\s-]+)*$",
    re.IGNORECASE,
)
_AHEAD_ES = re.compile(
    r"\b(?:para|hasta|antes de|previst[oa]s? para)\s+(?:(?:el|la|los|las|este|esta|principios|finales|mediados|de|del)\s+)*$",
    re.IGNORECASE,
)
_BACK_ES = re.compile(
    r"\b(?:desde|dijo|informó|anunció|ocurrid[oa]s?|celebrad[oa]s?)\s+(?:(?:el|la|los|las|este|esta|principios|finales|mediados|de|del)\s+)*$",
    re.IGNORECASE,
)
_PAST_EN = re.compile(
    r"\bcould"
    + _FOUND_OUT
    + r"|\b(?:was|were|had|did|has|have|said|told|(?!united\b)\w{2,}ed|went|came|began|took|made|gave|fell|rose|met|held|shot|fought|broke|left"
    r"|became|saw|found|lost|won|sent|brought|died|killed|grew|led|ran|spoke|hit|put|set|fled|sold|bought|paid|wrote|knew|thought)\b"
)
_FUTURE_ES = re.compile(
    r"\b\w+(?:ará|erá|irá|arán|erán|irán|aremos|eremos|iremos|drá|drán|brá|brán)\b|\b(?:va|van|iba|iban)\s+a\s+\w+r\b"
    r"|\b(?:previst[oa]s?|programad[oa]s?|próxim[oa]s?|prevén?|planea\w*)\b|(?<!\bla )(?<!\buna )(?<!\bde )(?<!\ben )(?<!\bsu )\b(?!maría\b|secretaría|comisaría|penitenciaría)\w+(?:aría|ería|iría|arían|erían|irían)\b"
)
_PAST_ES = re.compile(
    r"\b\w+(?:ó|aron|ieron|yeron|jeron|aba|aban|ían?)\b|\b(?:fue|fueron|hubo|ha|han|había|habían|hizo|dio|dijo|vino|pudo|puso|tuvo|era|eran|estuvo)\b"
)
_REPORTING = frozenset({"said", "told", "dijo", "added", "reported"})
_STOP = re.compile(r"[.!?;][\"”’»)]*(?=\s|$)|\n")


def _clause(text: str, span: Span) -> tuple[int, int]:
    """The sentence-like stretch round a span: up to 400 characters each way."""
    left = max(0, span.start - 400)
    start = left
    for found in _STOP.finditer(text, left, span.start):
        if not re.search(
            r"\b(?:[A-Z]|Mr|Mrs|Dr|Jan|Feb|Aug|Sept|Oct|Nov|Dec|St|Gen|Col|Sen|Gov|a\.m|p\.m)$",
            text[left : found.start()],
        ):
            start = found.end()
    end = _STOP.search(text, span.stop, min(len(text), span.stop + 400))
    return start, end.start() if end else min(len(text), span.stop + 400)


_OTHER_CLAUSE = re.compile(
    r"\b(?:as|when|because|that|which|who|if|while|although|cuando|porque|que|mientras|aunque)\b"
)
_COUNTED = re.compile(  # what was counted "until Sunday" was counted before
    r"\b(?:counted|recorded|documented|tallied|registered|contabiliz(?:ó|aron|aba|aban|ado)|registr(?:ó|aron|aba|aban|ado)"
    r"|document(?:ó|aron|ado)|contó|contaron|contaba|sumó|sumaron|sumaban)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no|nunca|ni|nobody|nadie)\b|n['’]t\b", re.IGNORECASE)


def _by_cues(text: str, span: Span, language: str) -> Tense:
    start, stop = _clause(text, span)
    lower = text[start:stop].lower()
    if len(lower) != stop - start:
        return Tense.UNKNOWN
    here, end = span.start - start, span.stop - start
    future, past = (_FUTURE_ES, _PAST_ES) if language == "es" else (_FUTURE_EN, _PAST_EN)
    best: tuple[int, Tense] | None = None
    taken: list[tuple[int, int]] = []
    for pattern, tense in ((future, Tense.FUTURE), (past, Tense.PAST)):
        for found in pattern.finditer(lower):
            if any(a <= found.start() < b for a, b in taken) or (found.start() < end and found.end() > here):
                continue
            taken.append(found.span())
            gap = here - found.end() if found.end() <= here else found.start() - end + 15
            between = lower[found.end() : here] if found.end() <= here else lower[end : found.start()]
            gap += 40 * (between.count(",") + len(_OTHER_CLAUSE.findall(between))) + (
                30 if found[0] in _REPORTING else 12 if found[0].split()[0] in _MODAL else 0
            )
            if best is None or gap < best[0]:
                best = (gap, tense)
    return best[1] if best else Tense.UNKNOWN


_AHEAD_VERBS = frozenset(
    [
        "expect",
        "plan",
        "schedule",
        "intend",
        "hope",
        "slate",
        "set",
        "due",
        "go",
        "urge",
        "call",
        "prever",
        "programar",
        "convocar",
        "planear",
        "anunciar",
        "esperar",
    ]
)


def _verb_tense(sentence: Sentence, verb: Token, language: str) -> Tense:
    helpers = [
        sentence.tokens[i]
        for i in sentence.children[verb.i]
        if sentence.tokens[i].dep.startswith(("aux", "cop"))
    ]
    words = {t.lower for t in helpers} | {verb.lower}
    morphs = [t.morph for t in (*helpers, verb)]
    if any("Tense=Fut" in m for m in morphs):
        return Tense.FUTURE
    if language == "en" and words & {"will", "’ll", "'ll", "shall", "wo", "going"}:
        return Tense.FUTURE
    if "VerbForm=Inf" in verb.morph and not helpers:
        head = sentence.tokens[verb.head]
        if (
            head.i != verb.i
            and head.lemma.lower() in _AHEAD_VERBS
            and verb.dep in ("xcomp", "ccomp", "advcl")
        ):
            return Tense.FUTURE
        if head.i != verb.i and head.pos in ("VERB", "AUX"):
            return _verb_tense(sentence, head, language)
    if any("Tense=Past" in m or "Tense=Imp" in m for m in morphs) or words & {
        "has",
        "have",
        "ha",
        "han",
        "had",
    }:
        return Tense.PAST
    if any("Tense=Pres" in m for m in morphs):
        return Tense.PRESENT
    return Tense.UNKNOWN


def tense_at(passage: Passage, span: Span, language: str) -> Tense:
    """The tense of the clause that holds a span of the passage.

    What stands right before decides first ("until", "since"), then a future verb over it in the tree, then the nearest cue, then the tree.
    On TimeBank, AQUAINT and MEANTIME the cues were right in 40 of the 45 cases where the tree's past or present spoke against them.
    """
    before = passage.text[max(0, span.start - 40) : span.start]
    ahead, back = (_AHEAD_ES, _BACK_ES) if language == "es" else (_AHEAD_EN, _BACK_EN)
    if back.search(before) or (language == "en" and _JUST_PAST.search(before)):
        return Tense.PAST
    if ahead.search(before):
        start, _ = _clause(passage.text, span)
        if _BY.search(before):
            aim = re.search(
                r"\b(?:to|will|would|must|should)\s+[a-z]+[^.;]{0,60}$", passage.text[start : span.start]
            )
            return (
                Tense.PAST
                if aim is None and _by_cues(passage.text, span, language) is Tense.PAST
                else Tense.FUTURE
            )
        if _UNTIL.search(before) is None:
            return Tense.FUTURE
        told = passage.text[start : span.start]
        return Tense.PAST if _NEGATED.search(told) or _COUNTED.search(told) else Tense.FUTURE
    by_tree = _by_tree(passage, span, language)
    if by_tree is Tense.FUTURE:
        return by_tree
    by_cues = _by_cues(passage.text, span, language)
    return by_tree if by_cues is Tense.UNKNOWN else by_cues


def _by_tree(passage: Passage, span: Span, language: str) -> Tense:
    """The tense of the verb that an expression hangs on; UNKNOWN without a tree."""
    sentence = passage.sentence_at(span.start) if passage.sentences else None
    i = sentence.at(span.start) if sentence is not None else None
    if sentence is None or i is None:
        return Tense.UNKNOWN
    for j in (i, *sentence.ancestors(i)):
        token = sentence.tokens[j]
        if token.pos in ("VERB", "AUX"):
            tense = _verb_tense(sentence, token, language)
            if tense is not Tense.UNKNOWN:
                return tense
    return Tense.UNKNOWN
