"""Who vouches for a figure or an act: the voice whose report covers it, or the one whose list goes on; None is the outlet itself."""

from __future__ import annotations

from testigo.language.reporting import VOUCHING
from testigo.language.voicing import kind_of_voice
from testigo.model.analysis import Passage, Quotation, Sentence
from testigo.model.claim import Attribution, VoiceKind
from testigo.model.text import Span

_ADDITIVE = {
    "en": {"also", "besides", "additionally", "moreover", "further", "among", "them", "another", "others", "it", "he", "she", "they", "most"},
    "es": {"también", "además", "asimismo", "igualmente", "entre", "ellos", "otros", "otras", "otro", "otra", "ellas"},
}


def attribute(statement_span: Span, passage: Passage, language: str) -> Attribution | None:
    """The voice that vouches for what stands at a span of the passage; None means the outlet in its own voice.

    In this order: the innermost report that covers the span; a report of the same sentence whose list goes on; a report of the
    sentences before that this sentence continues.
    """
    vouching = [q for q in passage.quotations if q.voice and q.force in VOUCHING and _can_speak(q, language)]
    covering = [q for q in vouching if q.content.overlaps(statement_span) and not _presupposed(q, statement_span, passage)]
    if covering:
        return _attribution(min(covering, key=lambda q: (q.content.stop - q.content.start, q.cue)), passage, language)
    sentence = passage.sentence_at(statement_span.start)
    if sentence is None:
        return None
    found = _same_sentence(sentence, statement_span, vouching, passage) or _carried(sentence, statement_span, vouching, passage, language)
    return _attribution(found, passage, language) if found is not None else None


def _presupposed(quotation: Quotation, span: Span, passage: Passage) -> bool:
    """An accusation vouches for its own verb, not for the relative clause that only recalls: "blamed them for the attack that killed 30"."""
    if quotation.force not in {"accuse", "cite"} or quotation.is_direct:
        return False
    sentence = passage.sentence_at(span.start)
    inside = sentence.between(span) if sentence is not None else ()
    if sentence is None or not inside:
        return False
    return any(sentence.tokens[k].dep == "acl:relcl" for k in (inside[0], *sentence.ancestors(inside[0])) if sentence.tokens[k].start > quotation.cue.start)


_LOOSE = {"reports", "rumors", "rumours", "rumores", "versiones", "figures", "data", "datos", "cifras", "poll", "polls", "some", "many", "others", "algunos"}


def _can_speak(quotation: Quotation, language: str) -> bool:
    """A source that the voices know, or a name: "the revolution concluded" vouches for nothing."""
    voice = quotation.voice or ""
    kind = kind_of_voice(voice, language)
    if kind is VoiceKind.UNNAMED and set(voice.lower().split()) & _LOOSE and not any(w[:1].isupper() for w in voice.split()[1:]):
        return False
    if kind is not VoiceKind.UNKNOWN:
        return True
    return any(word[:1].isupper() or word.startswith("@") for word in voice.split())


def _attribution(quotation: Quotation, passage: Passage, language: str) -> Attribution:
    voice = quotation.voice or ""
    kind = VoiceKind(quotation.voice_kind) if quotation.voice_kind != "unknown" else kind_of_voice(voice, language)
    return Attribution(voice, kind, quotation.cue.of(passage.text), quotation.source)


def _same_sentence(sentence: Sentence, span: Span, vouching: list[Quotation], passage: Passage) -> Quotation | None:
    """A report in the same sentence: the figure stands after its matter, or before a cue that closes the sentence."""
    here = [q for q in vouching if q.cue.overlaps(sentence.span)]
    after = [q for q in here if q.cue.stop <= span.start and q.content.start > q.cue.start]
    before = [q for q in here if q.cue.start >= span.stop and q.content.stop <= q.cue.start]
    for quotation in sorted(after, key=lambda q: -q.cue.start):
        between = passage.text[max(quotation.content.stop, quotation.cue.stop) : span.start]
        if ";" not in between:
            return quotation
    for quotation in sorted(before, key=lambda q: q.cue.start):
        if ";" not in passage.text[span.stop : quotation.cue.start]:
            return quotation
    return None


def _carried(
    sentence: Sentence, span: Span, vouching: list[Quotation], passage: Passage, language: str
) -> Quotation | None:
    """The last report of the sentence before, in the same paragraph, where this sentence goes on with an additive word."""
    words = {t.lower for t in sentence.tokens[:4]}
    if not words & _ADDITIVE[language]:
        return None
    earlier = [q for q in vouching if q.cue.stop <= sentence.span.start]
    if not earlier:
        return None
    last = max(earlier, key=lambda q: q.cue.start)
    there = passage.sentence_at(last.cue.start)
    if there is None or sentence.index - there.index > 1 or sentence.paragraph != there.paragraph:
        return None
    return last
