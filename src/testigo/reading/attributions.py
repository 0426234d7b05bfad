"""Who vouches for a figure or an act: the voice whose report covers it, or the one whose list goes on; None is the outlet itself."""

from __future__ import annotations

import re

from testigo.language.matter import contrasts
from testigo.language.reporting import VOUCHING
from testigo.language.voicing import is_voice_like, kind_of_voice
from testigo.model.analysis import Passage, Quotation, Sentence
from testigo.model.claim import Attribution, VoiceKind
from testigo.model.text import Span

_ADDITIVE = {
    "en": {
        "also",
        "besides",
        "additionally",
        "moreover",
        "further",
        "among",
        "them",
        "another",
        "others",
        "it",
        "he",
        "she",
        "they",
        "most",
    },
    "es": {
        "también",
        "además",
        "asimismo",
        "igualmente",
        "entre",
        "ellos",
        "otros",
        "otras",
        "otro",
        "otra",
        "ellas",
    },
}

_COUNTING = {
    VoiceKind.OMBUDSMAN,
    VoiceKind.UN,
    VoiceKind.RIGHTS_BODY,
    VoiceKind.REGISTRY,
    VoiceKind.FORENSIC,
    VoiceKind.HEALTH,
}
_PART = {
    "en": re.compile(
        r"(?:\w+ )?of (?:them|those|these|the)\b|among (?:them|the|those)\b|in addition\b|another\b|the others?\b|these \w+ (?:people|persons)\b"
    ),
    "es": re.compile(
        r"(?:\w+ )?de (?:ellos|ellas|los|las|estos|estas)\b|entre (?:ellos|las|los|ellas)\b|dentro de\b|l[oa]s otr[oa]s\b|otr[oa]s?\b"
    ),
}
_OWN_DAY = {
    "en": re.compile(
        r"\b(?:on|in) (?:\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)\b"
        r"|^(?:in|over|during|for) (?:the |these )?(?:past|last|recent) "
    ),
    "es": re.compile(
        r"^en (?:\d{4}|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)\b|\bel (?:\d+|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|^(?:en|durante) l[oa]s (?:últim[oa]s|pasad[oa]s) "
    ),
}


def attribute(statement_span: Span, passage: Passage, language: str) -> Attribution | None:
    """The voice that vouches for what stands at a span of the passage; None means the outlet in its own voice.

    In this order: the innermost report that covers the span; a report of the same sentence whose list goes on; a report of the
    sentences before that this sentence continues.
    """
    vouching = [
        q
        for q in passage.quotations
        if q.voice
        and q.force in VOUCHING
        and _can_speak(q, language)
        and not _presupposed(q, statement_span, passage)
        and not _is_of_another(q, statement_span, passage)
    ]
    covering = [q for q in vouching if q.content.overlaps(statement_span)]
    if covering:
        return _attribution(
            min(covering, key=lambda q: (q.content.stop - q.content.start, q.cue)), passage, language
        )
    sentence = passage.sentence_at(statement_span.start)
    if sentence is None:
        return None
    found = _same_sentence(sentence, statement_span, vouching, passage) or _carried(
        sentence, vouching, passage, language
    )
    return _attribution(found, passage, language) if found is not None else None


_KIN = re.compile(
    r"(?:his|her|their|the (?:boy|girl|man|woman|victim)['’]s|su|sus) (?:\w+ )?(?:mother|father|parents|brother|sister|wife|husband|widow|son|daughter|uncle|aunt|cousin|"
    r"grandmother|grandfather|family|relatives|lawyer|employer|teacher|neighbou?rs?|madre|padre|padres|hermano|hermana|esposa|esposo|viuda|hijo|hija|tío|tía|primo|prima|"
    r"abuela|abuelo|familia|familiares|abogado|abogada)\b",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[,;] (?:and|while|y|e|mientras)\b", re.IGNORECASE)


def _is_of_another(quotation: Quotation, span: Span, passage: Passage) -> bool:
    """Whether a person's kin speaks in a clause of that person's own: "two men were shot, and a boy died, his mother said"."""
    source = quotation.source
    return (
        source is not None
        and not quotation.is_direct
        and span.stop <= source.start
        and _KIN.match(source.of(passage.text)) is not None
        and _NEXT_CLAUSE.search(passage.text, span.stop, source.start) is not None
    )


def _presupposed(quotation: Quotation, span: Span, passage: Passage) -> bool:
    """What a report only recalls, and does not vouch for.

    An accusation vouches for its own verb, not for a relative clause ("blamed them for the attack that killed 30"); nobody who asks
    why or how a thing happened says that it did.
    """
    sentence = passage.sentence_at(span.start)
    inside = sentence.between(span) if sentence is not None else ()
    if sentence is None or not inside or quotation.is_direct or not quotation.cue.overlaps(sentence.span):
        return False
    tokens = sentence.tokens
    above = [k for k in (inside[0], *sentence.ancestors(inside[0])) if tokens[k].start > quotation.cue.start]
    if any(
        tokens[k].lower in _ASKING
        or any(
            tokens[c].lower in _ASKING and tokens[c].dep in {"advmod", "mark"} for c in sentence.children[k]
        )
        for k in above
    ):
        return True
    if quotation.force not in {"accuse", "cite"}:
        return False
    between = tokens[sentence.at(quotation.cue.start) or 0 : inside[0]]
    return any(tokens[k].dep == "acl:relcl" for k in above) or any(
        t.pos == "PRON"
        and t.lower in _RELATIVE
        and t.start > quotation.cue.stop
        and tokens[t.i - 1].pos in _BEFORE
        for t in between
    )


_ASKING = frozenset(("why", "cómo", "how"))
_RELATIVE = frozenset(("que", "which", "that", "who", "cual", "cuales"))
_BEFORE = frozenset(("NOUN", "PROPN", "DET", "ADP"))

_LOOSE = {
    "reports",
    "rumors",
    "rumours",
    "rumores",
    "versiones",
    "figures",
    "data",
    "datos",
    "cifras",
    "poll",
    "polls",
    "some",
    "many",
    "others",
    "algunos",
}


_SET_APART = frozenset(
    ("other", "some", "various", "several", "media", "press", "news", "independent", "unofficial", "rival")
)
"""Words that set reports or figures apart from the outlet's own: "other reports", "press reports"."""


def _can_speak(quotation: Quotation, language: str) -> bool:
    """A source that the voices know, or a name: "the revolution concluded" vouches for nothing."""
    voice = quotation.voice or ""
    kind = kind_of_voice(voice, language)
    if (
        kind is VoiceKind.UNNAMED
        and set(voice.lower().split()) & _LOOSE
        and not (len(voice.split()) > 1 and set(voice.lower().split()) & _SET_APART)
        and not any(w[:1].isupper() for w in voice.split()[1:])
    ):
        return False
    if kind is not VoiceKind.UNKNOWN or is_voice_like(voice, language):
        return True
    return any(word[:1].isupper() or word.startswith("@") for word in voice.split())


def _attribution(quotation: Quotation, passage: Passage, language: str) -> Attribution:
    voice = quotation.voice or ""
    kind = (
        VoiceKind(quotation.voice_kind)
        if quotation.voice_kind != "unknown"
        else kind_of_voice(voice, language)
    )
    return Attribution(voice, kind, quotation.cue.of(passage.text), quotation.source)


def _same_sentence(
    sentence: Sentence, span: Span, vouching: list[Quotation], passage: Passage
) -> Quotation | None:
    """A report in the same sentence: the figure stands after its matter, or before a cue that closes the sentence."""
    here = [q for q in vouching if q.cue.overlaps(sentence.span)]
    after = [q for q in here if q.cue.stop <= span.start and q.content.start > q.cue.start]
    before = [q for q in here if q.cue.start >= span.stop and q.content.stop <= q.cue.start]
    lists = [
        q
        for q in here
        if q.cue.stop <= span.start
        and ":" in passage.text[max(q.cue.stop, q.source.stop if q.source else 0) : span.start]
    ]
    if lists and not after:
        return max(lists, key=lambda q: q.cue.start)
    for quotation in sorted(after, key=lambda q: -q.cue.start):
        cue, own = sentence.at(quotation.cue.start), sentence.at(span.start)
        if cue is not None and own is not None and contrasts(sentence, cue, own):
            continue
        between = passage.text[max(quotation.content.stop, quotation.cue.stop) : span.start]
        if ";" not in between:
            return quotation
    for quotation in sorted(before, key=lambda q: q.cue.start):
        if ";" not in passage.text[span.stop : quotation.cue.start]:
            return quotation
    return None


def _carried(
    sentence: Sentence, vouching: list[Quotation], passage: Passage, language: str
) -> Quotation | None:
    """The last report before this sentence where its list goes on.

    Either the sentence opens with a word that adds or takes a part ("of them", «también») right after the report; or the source
    is a body that publishes counts, its report held one, and at most four sentences lie between. A sentence with a day of its own
    starts a story of its own.
    """
    earlier = [q for q in vouching if q.cue.stop <= sentence.span.start]
    if not earlier:
        return None
    last = max(earlier, key=lambda q: (max(q.cue.start, q.content.start), q.content.stop))
    ends = passage.sentence_at(max(last.cue.start, last.content.stop - 1)) or passage.sentence_at(
        last.cue.start
    )
    if ends is None or _OWN_DAY[language].search(sentence.span.of(passage.text).lower()):
        return None
    apart = sentence.index - ends.index
    opening = {t.lower for t in sentence.tokens[:4]}
    if apart <= 1 and (
        opening & _ADDITIVE[language] or _PART[language].match(sentence.span.of(passage.text).lower())
    ):
        return last
    counts = any(t.pos == "NUM" for t in ends.tokens)
    return last if VoiceKind(last.voice_kind) in _COUNTING and counts and apart <= 4 else None
