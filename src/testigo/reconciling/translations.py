"""Translations: which texts are one text in two languages.

A translation keeps the numbers, the names and the days of a text, and nearly their order; two reports that were written apart tell some of
them, in an order of their own. What is compared is the longest common run of marks with gaps, as a share of both texts' marks.

Source: D. Gale and K. Church, "A program for aligning sentences in bilingual corpora", 1993 (lengths); I. D. Melamed, "Bitext maps and
alignment via pattern recognition", 1999 (numbers and cognates as points in common order). The limits were set on 44 news texts in English
and their Spanish translations against pairs of independent reports of one happening, in one language and in two.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from testigo.model.source import Source
from testigo.reconciling.marks import is_number

ALIKE = 0.6
"""The share of both texts' marks that stand in one order in both, from which the texts are one."""

FEWEST_MARKS = 6
"""Texts that share fewer marks prove nothing."""

FEWEST_NUMBERS = 2
NUMBERS_ALIKE = 0.5
"""A translation whose figures were changed keeps half of them at least."""

SHORTEST = 0.6
"""The shorter text has at least this share of the marks of the longer: less is an excerpt or another text."""

SKETCH = 8
"""By so many pairs of neighbouring marks texts find each other."""


_DAY_BITS = 22


def meetings(source: Source, days: int = 0) -> list[int]:
    """Where texts find each other: numbers under 2**54 of which those of a text and its translation have one in common, all but surely.

    Each is one of some pairs of neighbouring marks (the same choice in every text) on one day: that of the text, or with `days` so
    many before and after it too. A text with too few marks, or of no known day, has none.
    """
    if len(source.marks) < FEWEST_MARKS or source.published is None:
        return []
    pairs = {zlib.crc32(f"{min(a, b)} {max(a, b)}".encode()) for a, b in pairwise(source.marks)}
    day = source.published.toordinal()
    near = range(max(0, day - days), day + days + 1)
    return [held << _DAY_BITS | then for held in sorted(pairs)[:SKETCH] for then in near]


def is_translation(a: Source, b: Source, days: int) -> bool:
    """True where two texts in two languages, published at most `days` days apart, are one; texts of an unknown day or language never are."""
    if not a.language or not b.language or a.language == b.language:
        return False
    if a.published is None or b.published is None or abs((a.published - b.published).days) > days:
        return False
    return _alike(a.marks, b.marks) and _numbers_alike(a.marks, b.marks)


def _alike(a: Sequence[int], b: Sequence[int]) -> bool:
    if min(len(a), len(b)) < SHORTEST * max(len(a), len(b)):
        return False
    needed = max(FEWEST_MARKS, ALIKE * (len(a) + len(b)) / 2)
    return (Counter(a) & Counter(b)).total() >= needed and common_in_order(a, b) >= needed


def _numbers_alike(a: Sequence[int], b: Sequence[int]) -> bool:
    ours, theirs = [m for m in a if is_number(m)], [m for m in b if is_number(m)]
    common = common_in_order(ours, theirs)
    return common >= FEWEST_NUMBERS and common >= NUMBERS_ALIKE * (len(ours) + len(theirs)) / 2


def common_in_order(a: Sequence[int], b: Sequence[int]) -> int:
    """The length of the longest sequence that stands in both, with gaps.

    >>> common_in_order([1, 2, 3, 4], [3, 1, 2, 4])
    3
    """
    above = [0] * (len(b) + 1)
    for x in a:
        row = [0]
        for j, y in enumerate(b):
            row.append(above[j] + 1 if x == y else max(above[j + 1], row[j]))
        above = row
    return above[-1]


def translations(sources: Iterable[Source], days: int) -> Iterator[tuple[Source, Source]]:
    """The pairs of sources that are one text in two languages."""
    told = [s for s in sources if s.marks]
    if len({s.language for s in told}) < 2:
        return
    holders: dict[int, list[Source]] = defaultdict(list)
    for source in told:
        met = {o.document: o for place in meetings(source, days) for o in holders.get(place, ())}
        yield from ((other, source) for other in met.values() if is_translation(other, source, days))
        for place in meetings(source):
            holders[place].append(source)
