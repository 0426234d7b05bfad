"""Stretches between quotation marks, in both languages' marks, also where a quote runs over paragraphs."""

from __future__ import annotations

import re

from testigo.model.text import Span

_PAIRS = {"“": "”", "«": "»", "„": "“", "``": "''"}
_MARKS = re.compile("[“”„«»\"\n]|''|``")
_NEXT = re.compile(r"\s*(\S)")
_LIMIT = 3000


def _closed(
    text: str, opening: re.Match[str], marks: list[re.Match[str]], index: int
) -> tuple[int, int] | None:
    """Where the quote that `opening` begins ends and the index of the mark after; None where it is never closed.

    A quote that is open at the end of a paragraph goes on only where the next paragraph opens with a mark again.
    """
    start = opening.start()
    closing = _PAIRS.get(opening.group(), opening.group())
    for later in range(index + 1, len(marks)):
        mark = marks[later]
        if mark.start() - start > _LIMIT:
            return None
        if mark.group() == "\n":
            following = _NEXT.match(text, mark.end())
            if following is None or following[1] != text[start]:
                return None
            return mark.start(), later + 1
        if mark.group() == closing:
            return mark.end(), later + 1
    return None


def quoted_stretches(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, marks included, in order, never overlapping.

    A paragraph that opens with a mark and is not closed ends its stretch at its end: the next one goes on with its own.

    >>> [span.of(t) for t in ['Dijo: «No hay heridos», y se fue.'] for span in quoted_stretches(t)]
    ['«No hay heridos»']
    """
    marks = list(_MARKS.finditer(text))
    found: list[Span] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        if mark.group() in _PAIRS or mark.group() in {'"', "''"}:
            end = _closed(text, mark, marks, index)
            if end is not None and end[0] > mark.start() + 2:
                found.append(Span(mark.start(), end[0]))
                index = end[1]
                continue
        index += 1
    return tuple(found)
