"""Sentences, tokens and trees: the parser protocol and its adapter to the shipped spaCy pipelines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol

from testigo.language.cleaning import even
from testigo.language.joining import joined
from testigo.language.loading import load_pipeline
from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.text import Part, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

_BREAK = re.compile(r"\n\s*")
_BLANK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]{3,}\S)")
_WRAPPED_LINES = 5
_NARROW, _WIDE = 40, 110  # code points of a line
_CALLS_PER_ZONE = 64
_LONGEST_PARAGRAPH = 20_000  # code points; a longer run without a line break is cut at a space


class Parser(Protocol):
    """Anything that lays sentences over texts, several at a time."""

    def parse(self, texts: Sequence[tuple[Part, str]]) -> list[Passage]:
        """One passage for each text, in order; paragraphs never share a sentence."""
        ...


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Stretches between line breaks, blank ones left out; a run of more than 20,000 code points is cut at a space.

    In text that is wrapped at a fixed width only blank lines and indents part paragraphs.

    >>> paragraphs("Uno.\n\nDos.")
    (Span(start=0, stop=4), Span(start=6, stop=10))
    """
    breaks = _BLANK if is_wrapped(text) else _BREAK
    found: list[Span] = []
    start = 0
    for stop in [m.start() for m in breaks.finditer(text)] + [len(text)]:
        found.extend(_pieces(text, start, stop))
        start = stop
    return tuple(found)


def is_wrapped(text: str) -> bool:
    """Whether lines end where the width ended: most are nearly as long as the longest, and few end a sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < _WRAPPED_LINES:
        return False
    longest = sorted(len(line) for line in lines)[int(0.95 * (len(lines) - 1))]
    if not _NARROW <= longest <= _WIDE:
        return False
    full = sum(len(line) >= 0.7 * longest for line in lines)
    ending = sum(line.rstrip().endswith((".", "!", "?", ":", '"', "”", "»")) for line in lines)
    return full > 0.6 * len(lines) and ending < 0.45 * len(lines)


def _pieces(text: str, start: int, stop: int) -> Iterable[Span]:
    while start < stop:
        while start < stop and text[start].isspace():
            start += 1
        end = stop
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return
        if end - start <= _LONGEST_PARAGRAPH:
            yield Span(start, end)
            return
        cut = text.rfind(" ", start, start + _LONGEST_PARAGRAPH)
        cut = cut if cut > start else start + _LONGEST_PARAGRAPH
        yield Span(start, cut)
        start = cut


class SpacyParser:
    """The pipelines that ship with the package, one language each. Not safe to share between threads."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._nlp = load_pipeline(language)
        self._zone = ExitStack()
        self._left = 0

    def parse(self, texts: Sequence[tuple[Part, str]]) -> list[Passage]:
        """Paragraph by paragraph, in batches; nothing of spaCy's is handed on."""
        jobs: list[tuple[int, int, Span]] = []
        evened = [even(text) for _, text in texts]
        for number, text in enumerate(evened):
            jobs.extend((number, order, span) for order, span in enumerate(paragraphs(text)))
        found: list[list[Sentence]] = [[] for _ in texts]
        self._renew()
        pieces = (span.of(evened[number]).replace("\n", " ") for number, _, span in jobs)
        for (number, order, span), doc in zip(jobs, self._nlp.pipe(pieces, batch_size=32), strict=True):
            for sentence in _sentences(doc, order, span.start, len(found[number])):
                found[number].append(sentence)
        spans: list[list[Span]] = [[] for _ in texts]
        for number, _, span in jobs:
            spans[number].append(span)
        return [
            Passage(part, text, tuple(found[number]), tuple(spans[number]))
            for number, (part, text) in enumerate(texts)
        ]

    def _renew(self) -> None:
        """Every so many calls, let go of the words that spaCy has learned: memory stays flat, and most words are still known."""
        if self._left == 0:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._left = _CALLS_PER_ZONE
        self._left -= 1


def _sentences(doc: Doc, paragraph: int, offset: int, first: int) -> Iterable[Sentence]:
    for index, tokens in enumerate(joined(_tokens(sent, offset) for sent in doc.sents), first):
        yield Sentence(index, paragraph, Span(tokens[0].start, tokens[-1].stop), tokens)


def _tokens(sent: SpacySpan, offset: int) -> tuple[Token, ...]:
    """The sentence's tokens without white space; heads are renumbered, a head that is white space gives way to its own."""
    kept = [t for t in sent if not t.is_space]
    number = {t.i: i for i, t in enumerate(kept)}
    tokens: list[Token] = []
    for i, t in enumerate(kept):
        head = t.head
        while head.i not in number and head.head.i != head.i:
            head = head.head
        dep = t.dep_
        start = offset + t.idx
        tokens.append(
            Token(
                i,
                start,
                start + len(t.text),
                t.text,
                t.lower_,
                t.lemma_ or t.lower_,
                t.pos_,
                "root" if dep == "ROOT" else dep,
                number.get(head.i, i),
                str(t.morph),
                t.ent_type_,
            )
        )
    return tuple(tokens)
