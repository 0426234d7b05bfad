"""Analysis: the layers laid over one document, from sentences and tokens to quotations, time and places."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from testigo.model.moment import Timex
from testigo.model.place import Toponym
from testigo.model.text import Document, Part, Span


class Token(NamedTuple):
    """One word or mark of a sentence. Offsets are into the passage's text; `head` and `i` index into `Sentence.tokens`.

    `pos` and `dep` are Universal Dependencies labels; `entity` is PER, ORG, LOC, MISC or empty. A root is its own head.
    """

    i: int
    start: int
    stop: int
    text: str
    lower: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str
    entity: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


@dataclass(frozen=True)
class Sentence:
    """Tokens in order, with the tree over them. `span` is into the passage's text; `paragraph` numbers from 0."""

    index: int
    paragraph: int
    span: Span
    tokens: tuple[Token, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indexes of its dependents, in order of position."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                found[token.head].append(token.i)
        return tuple(tuple(row) for row in found)

    def subtree(self, i: int) -> tuple[int, ...]:
        """The token and all that hangs below it, in order of position."""
        seen = {i}
        stack = [i]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return tuple(sorted(seen))

    def ancestors(self, i: int) -> tuple[int, ...]:
        """From the head of `i` up to the root."""
        found: list[int] = []
        while self.tokens[i].head != i and self.tokens[i].head not in found:
            i = self.tokens[i].head
            found.append(i)
        return tuple(found)

    def at(self, offset: int) -> int | None:
        """The index of the token that covers a code point of the passage, or None."""
        for token in self.tokens:
            if token.start <= offset < token.stop:
                return token.i
        return None

    def between(self, span: Span) -> tuple[int, ...]:
        """Indexes of the tokens that overlap a span of the passage."""
        return tuple(t.i for t in self.tokens if t.start < span.stop and span.start < t.stop)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Who says what: spans into the passage. `source` is None where nobody is named.

    `voice` is the source resolved to its full name in the document ("he" -> "Rubén Apaza"); `voice_kind` is a `VoiceKind` value.
    `force` is the cue's evidential force as `report_verbs.yml` names it: say, record, confirm, claim, deny, believe, attitude …
    """

    content: Span
    cue: Span
    source: Span | None = None
    voice: str | None = None
    voice_kind: str = "unknown"
    is_direct: bool = False
    force: str = "say"


@dataclass(frozen=True)
class Passage:
    """The title or the body of a document with what was found in it. All offsets are into `text`."""

    part: Part
    text: str
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    timexes: tuple[Timex, ...] = ()
    toponyms: tuple[Toponym, ...] = ()

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers a code point, or None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.stop <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= offset:
            return self.sentences[low]
        return None


@dataclass(frozen=True)
class Analysis:
    """A document and its passages: the title first where there is one, then the body."""

    document: Document
    language: str
    passages: tuple[Passage, ...] = field(default=())

    def passage(self, part: Part) -> Passage | None:
        """The passage of a part, or None."""
        return next((p for p in self.passages if p.part is part), None)
