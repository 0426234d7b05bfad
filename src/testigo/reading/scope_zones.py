"""The stretches of text round a figure that may say over what it counts: its clause, its segment, its sentence, the one before, the lead.

Pure look-ups over a parsed sentence: which words belong to the figure's own clause, and which only tell when somebody spoke.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Document, Part, Span
from testigo.reading.scope_words import COUNTS, words_in

_APART = {"advcl", "acl:relcl", "ccomp", "parataxis", "csubj"}
_VERBS = {"VERB", "AUX"}
_VAGUE = {"decenas", "cientos", "miles", "docenas", "dozens", "hundreds", "scores", "thousands", "centenares"}
_CUTS = {",", ";", '"', "“", "”", "«", "»"}


def focus_of(sentence: Sentence, indexes: Sequence[int]) -> int:
    """Of a figure's tokens the one that the others hang from."""
    inside = set(indexes)
    return next(
        (k for k in indexes if sentence.tokens[k].head not in inside or sentence.tokens[k].head == k),
        indexes[0],
    )


def clause_root(sentence: Sentence, i: int) -> int:
    """The nearest verb above a token, or what the token hangs from in the end."""
    tokens = sentence.tokens
    here = i
    for _ in range(10):
        if (tokens[here].pos in _VERBS and here != i) or tokens[here].head == here:
            break
        here = tokens[here].head
    return here


def clause_below(sentence: Sentence, root: int) -> list[int]:
    """The tokens of the clause of a verb, less the clauses that hang there."""
    tokens = sentence.tokens
    kept: list[int] = []
    stack = [root]
    while stack:
        node = stack.pop()
        kept.append(node)
        for child in sentence.children[node]:
            dep = tokens[child].dep
            if dep in _APART or (dep == "conj" and tokens[child].pos in _VERBS):
                continue
            stack.append(child)
    return sorted(kept)


def list_head(sentence: Sentence, i: int) -> int:
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


def matter_of(sentence: Sentence, passage: Passage) -> list[int]:
    """The tokens of a sentence less the words of its reports («informó hoy a la agencia el portavoz»): their day is the report's."""
    tokens = sentence.tokens
    dropped: set[int] = set()
    for report in passage.quotations:
        content, cue = report.content, report.cue
        if not cue.overlaps(sentence.span) or content.stop - content.start <= 12:
            continue
        run = [t.i for t in tokens if t.start < cue.stop and cue.start < t.stop]
        if not run:
            continue
        for step in (-1, 1):
            k = (run[0] if step < 0 else run[-1]) + step
            while (
                0 <= k < len(tokens) and tokens[k].text not in _CUTS and not content.overlaps(tokens[k].span)
            ):
                dropped.add(k)
                k += step
        dropped.update(run)
        if report.source is not None:
            source = report.source
            said = [t.i for t in tokens if t.start < source.stop and source.start < t.stop]
            if said:
                low, high = min(said[0], run[0]), max(said[-1], run[-1])
                dropped.update(k for k in range(low, high + 1) if not content.overlaps(tokens[k].span))
    return [t.i for t in tokens if t.i not in dropped]


def segment_bounds(sentence: Sentence, passage: Passage, span: Span) -> tuple[int, int]:
    """The stretch between the semicolons round a figure, within the report that covers it: what the reporter's own day is, stays out."""
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
    return start, stop


def echo_of(document: Document, passage: Passage, span: Span, value: int) -> list[str]:
    """The words of the first other sentence of the document's text that prints the same number."""
    if value < 3:
        return []
    text = document.text
    for number in sorted({str(value), f"{value:,}", f"{value:,}".replace(",", ".")}):
        at = text.find(number)
        while at >= 0:
            end = at + len(number)
            before, after = text[at - 1 : at] if at else "", text[end : end + 1]
            is_own = passage.part is Part.BODY and at < span.stop + 5 and span.start - 5 < end
            if not (before in {".", ","} or before.isdecimal() or after.isdecimal() or is_own):
                start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
                ends = [k for k in (text.find(". ", end), text.find("\n", end)) if k >= 0]
                return words_in(text[start : min([*ends, end + 300])])
            at = text.find(number, end)
    return []


@lru_cache(maxsize=32)
def lead_of(text: str) -> tuple[str, ...]:
    """The words of a text's first 300 characters, to a sentence's end."""
    cut = text.find(". ", 60)
    return tuple(words_in(text[: cut if 0 < cut < 300 else 300]))
