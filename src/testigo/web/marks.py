"""A text with its claims, voices, places and times marked, and the signs in it that the eye does not see.

The marked text, joined, is the stored text: nothing is added, dropped or evened out (SAFETY 13).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from testigo.model.claim import Claim
from testigo.model.text import Part, Span

_LAYERS = ("sentence", "actor", "place", "time", "voice", "trigger", "figure")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with its layer and the claim that it belongs to."""

    span: Span
    layer: str
    claim: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which nothing changes. `starts` are claims whose own span begins here; `code` names an unseen character."""

    text: str
    layers: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    code: str = ""

    @property
    def leads(self) -> str | None:
        """The claim that a click on this stretch leads to: only figures and the words that tell of a happening are links."""
        return (
            self.claims[0] if self.claims and ("figure" in self.layers or "trigger" in self.layers) else None
        )


def marks_of(claims: Iterable[Claim], part: Part) -> tuple[Mark, ...]:
    """What the claims mark in the title or the body."""
    found: list[Mark] = []
    for claim in claims:
        if claim.in_title == (part is Part.TITLE):
            found.append(Mark(claim.sentence, "sentence", claim.id))
            if claim.figure:
                found.append(Mark(claim.figure.span, "figure", claim.id))
            else:
                found.append(Mark(claim.span, "trigger", claim.id))
            if claim.attribution and claim.attribution.span:
                found.append(Mark(claim.attribution.span, "voice", claim.id))
            found += [Mark(actor.span, "actor", claim.id) for actor in claim.actors]
        if claim.when.span and claim.when.part is part:
            found.append(Mark(claim.when.span, "time", claim.id))
        if claim.where.span and claim.where.part is part:
            found.append(Mark(claim.where.span, "place", claim.id))
    return tuple(found)


def segments(
    text: str, marks: Sequence[Mark], start: int = 0, stop: int | None = None
) -> tuple[Segment, ...]:
    """The text from `start` to `stop` cut wherever a mark begins or ends, and around each unseen character."""
    stop = len(text) if stop is None else stop
    inside = [m for m in marks if m.span.start < stop and m.span.stop > start and m.span.stop <= len(text)]
    unseen = [i for i in range(start, stop) if is_unseen(text[i])]
    cuts = {start, stop}
    for mark in inside:
        cuts.update((max(mark.span.start, start), min(mark.span.stop, stop)))
    for i in unseen:
        cuts.update((i, i + 1))
    edges = sorted(cuts)
    opening = sorted(inside, key=lambda m: m.span.start)
    hidden = set(unseen)
    active: list[Mark] = []
    position = 0
    found: list[Segment] = []
    for left, right in pairwise(edges):
        while position < len(opening) and opening[position].span.start <= left:
            active.append(opening[position])
            position += 1
        active = [m for m in active if m.span.stop > left]
        found.append(_segment(text[left:right], active, left, code_of(text[left]) if left in hidden else ""))
    return tuple(found)


def _segment(text: str, active: Sequence[Mark], at: int, code: str) -> Segment:
    layers = tuple(layer for layer in _LAYERS if any(m.layer == layer for m in active))
    telling = [m.claim for m in active if m.layer in {"figure", "trigger"}]
    claims = tuple(dict.fromkeys(telling))
    starts = tuple(
        dict.fromkeys(m.claim for m in active if m.layer in {"figure", "trigger"} and m.span.start == at)
    )
    return Segment(text, layers, claims, starts, code)


def paragraph_around(text: str, span: Span, most: int = 1600) -> tuple[int, int]:
    """Where the paragraph of a span begins and ends: between line breaks, cut at spaces when it is very long."""
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.stop)
    stop = len(text) if stop < 0 else stop
    if stop - start > most:
        side = max((most - (span.stop - span.start)) // 2, 200)
        if span.start - start > side:
            start = text.rfind(" ", start, span.start - side) + 1 or span.start - side
        if stop - span.stop > side:
            cut = text.find(" ", span.stop + side)
            stop = cut if 0 < cut < stop else min(stop, span.stop + side)
    return start, stop


def is_unseen(char: str) -> bool:
    r"""True for zero-width, direction-changing and control characters, line breaks and tabs aside.

    >>> is_unseen("\u202e"), is_unseen("\u200b"), is_unseen("\n"), is_unseen("á")
    (True, True, False, False)
    """
    if char in "\n\r\t":
        return False
    return unicodedata.category(char) in {"Cf", "Cc", "Cs", "Co"} or char in "\u034f\u115f\u1160\u3164"


def code_of(char: str) -> str:
    r"""A character's number and name.

    >>> code_of("\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    return f"U+{ord(char):04X} {unicodedata.name(char, 'CONTROL CHARACTER')}"


def unseen_in(text: str) -> tuple[tuple[str, int], ...]:
    """The unseen characters of a text with how often each stands there."""
    counted: dict[str, int] = {}
    for char in text:
        if is_unseen(char):
            counted[char] = counted.get(char, 0) + 1
    return tuple((code_of(char), n) for char, n in sorted(counted.items()))


def lookalikes_in(text: str) -> tuple[str, ...]:
    r"""Words that mix letters of two scripts, as look-alike names do.

    >>> lookalikes_in("J\u0443liaca and Juliaca")
    ('J\u0443liaca',)
    """
    return tuple(
        dict.fromkeys(word for word in _WORD.findall(text) if not word.isascii() and len(_scripts(word)) > 1)
    )


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(char, "") for char in word)
    return {script for name in names for script in _SCRIPTS if name.startswith(script)}
