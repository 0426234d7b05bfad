"""Who vouches for a figure or an act: the voice whose report covers it, or the one whose list goes on; None is the outlet itself."""

from __future__ import annotations

from testigo.language.reporting import VOUCHING
from testigo.language.voicing import kind_of_voice
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
        "asimismo",
    },
}


def attribute(statement_span: Span, passage: Passage, language: str) -> Attribution | None:
    """The voice that vouches for what stands at a span of the passage; None means the outlet in its own voice.

    The innermost report that covers the span decides; else a figure that goes on with a source's own list keeps that source.
    """
    covering = [q for q in passage.quotations if q.content.overlaps(statement_span) and q.force in VOUCHING]
    named = [q for q in covering if q.voice]
    if named:
        return _attribution(
            min(named, key=lambda q: (q.content.stop - q.content.start, q.cue)), passage, language
        )
    if covering:
        return None
    sentence = passage.sentence_at(statement_span.start)
    if sentence is None:
        return None
    before = _carried(sentence, statement_span, passage, language)
    return _attribution(before, passage, language) if before is not None else None


def _attribution(quotation: Quotation, passage: Passage, language: str) -> Attribution:
    voice = quotation.voice or ""
    kind = (
        VoiceKind(quotation.voice_kind)
        if quotation.voice_kind != "unknown"
        else kind_of_voice(voice, language)
    )
    return Attribution(voice, kind, quotation.cue.of(passage.text), quotation.source)


def _carried(sentence: Sentence, span: Span, passage: Passage, language: str) -> Quotation | None:
    """The last report of the sentence before, in the same paragraph, where this sentence goes on with an additive word."""
    words = {t.lower for t in sentence.tokens[:4]}
    if not words & _ADDITIVE[language]:
        return None
    earlier = [
        q for q in passage.quotations if q.voice and q.force in VOUCHING and q.cue.stop <= sentence.span.start
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda q: q.cue.start)
    there = passage.sentence_at(last.cue.start)
    if there is None or sentence.index - there.index > 1 or sentence.paragraph != there.paragraph:
        return None
    return last
