"""Lineage: which texts are one text printed more than once, so that copies count once (rule R11).

Two texts are one where their words are alike, numbers aside (`fingerprints`), or where one is the other in another language (`translations`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testigo.model.source import Source
from testigo.reconciling.fingerprints import band_hashes, is_whole, matrix_of
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.translations import translations


def earliest(source: Source) -> tuple[Any, ...]:
    """The order in which texts of one lineage are taken for the original: first published, then the best documented, then by id."""
    return (
        source.published is None,
        source.published or date.max,
        source.published_at.isoformat() if source.published_at is not None else "~",
        not source.outlet,
        not source.url,
        source.document,
    )


class Likeness:
    """Which texts are alike, found by comparing each text with those that share a band of its fingerprint.

    Locality-sensitive hashing with 32 bands of 4.
    """

    def __init__(
        self, sources: Iterable[Source], threshold: float, copy_days: int, translation_days: int
    ) -> None:
        self._threshold = threshold
        self._copy_days = copy_days
        self._sources = sorted(sources, key=earliest)
        self._parent = list(range(len(self._sources)))
        self._rows = [i for i, s in enumerate(self._sources) if is_whole(s.signature)]
        by_sha: dict[str, list[int]] = defaultdict(list)
        for i, source in enumerate(self._sources):
            if source.text_sha256:
                for other in by_sha[source.text_sha256]:
                    self._join(i, other)
                by_sha[source.text_sha256].append(i)
        if self._rows:
            self._matrix = matrix_of(self._sources[i].signature for i in self._rows)
            self._compare(band_hashes(self._matrix))
        place = {source.document: i for i, source in enumerate(self._sources)}
        for one, two in translations(self._sources, translation_days):
            self._join(place[one.document], place[two.document])

    def originals(self) -> dict[str, str]:
        """Each copy's original, by document id: the earliest of its group. Documents that are no copy are left out."""
        members: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._sources)):
            members[self._find(i)].append(i)
        found: dict[str, str] = {}
        for group in members.values():
            if len(group) > 1:
                first = min((self._sources[i] for i in group), key=earliest).document
                found.update(
                    (self._sources[i].document, first) for i in group if self._sources[i].document != first
                )
        return found

    def _compare(self, bands: NDArray[np.uint64]) -> None:
        """Join the texts that share a band and are alike."""
        pairs: list[NDArray[np.int64]] = []
        for column in bands.T:
            order = np.argsort(column)
            ranked = column[order]
            starts = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
            sizes = np.diff(np.append(starts, len(ranked)))
            firsts = starts[sizes == 2]
            pairs.append(np.sort(np.stack((order[firsts], order[firsts + 1]), axis=1), axis=1))
            crowded = sizes > 2
            for first, size in zip(starts[crowded].tolist(), sizes[crowded].tolist(), strict=True):
                self._join_bucket(order[first : first + size])
        met = np.unique(np.concatenate(pairs), axis=0)
        alike = (self._matrix[met[:, 0]] == self._matrix[met[:, 1]]).mean(axis=1) >= self._threshold
        for one, other in met[alike].tolist():
            self._join(self._rows[one], self._rows[other])

    def _join_bucket(self, bucket: NDArray[np.int64]) -> None:
        """Join what is alike in one bucket: every text is compared unless it already belongs with all the rest."""
        rows = bucket.tolist()
        left = rows
        while left:
            row = left[0]
            i = self._rows[row]
            if any(self._find(self._rows[other]) != self._find(i) for other in rows):
                alike = (self._matrix[bucket] == self._matrix[row]).mean(axis=1) >= self._threshold
                for other in bucket[alike].tolist():
                    self._join(i, self._rows[other])
            root = self._find(i)
            left = [other for other in left[1:] if self._find(self._rows[other]) != root]

    def _join(self, i: int, j: int) -> None:
        if i != j and _near_in_time(self._sources[i], self._sources[j], self._copy_days):
            a, b = self._find(i), self._find(j)
            self._parent[max(a, b)] = min(a, b)

    def _find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i


def _near_in_time(a: Source, b: Source, copy_days: int) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= copy_days


def trace(sources: Iterable[Source], settings: ReconcileSettings) -> dict[str, str]:
    """Each copy's original, by document id; documents that are no copy are left out.

    Two texts are one where their bytes are equal or their fingerprints agree, and they were published not too far apart (a day that is
    not known forbids nothing), or where one translates the other. Copies of copies belong to the first of them all. The order of sources
    does not matter.
    """
    return Likeness(
        {s.document: s for s in sources}.values(),
        settings.copy_similarity,
        settings.copy_days,
        settings.translation_days,
    ).originals()
