"""Lineage: which texts are one text printed more than once, so that copies count once (rule R11).

Numbers are masked before texts are compared: a copy with another number in it is still a copy, and is flagged, never a second voice.
Source: A. Broder, "On the resemblance and containment of documents", 1997 (shingles, min-wise hashing).
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testigo.model.source import Source

PERMUTATIONS = 128
SHINGLE_WORDS = 3
SHORTEST_WORDS = 12
LONGEST_WORDS = 5000
_BANDS = 32

_WORD = re.compile(r"\w+", re.UNICODE)
_NUMBER_WORDS = frozenset(
    [
        "zero",
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "dozen",
        "dozens",
        "cero",
        "un",
        "uno",
        "una",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintiún",
        "veintiuna",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
        "treinta",
        "cuarenta",
        "cincuenta",
        "sesenta",
        "setenta",
        "ochenta",
        "noventa",
        "cien",
        "ciento",
        "cientos",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "mil",
        "miles",
        "docena",
        "docenas",
        "decena",
        "decenas",
        "veintena",
        "centenar",
        "centenares",
    ]
)

Array = NDArray[np.uint64]


def _constants(count: int, seed: int) -> Array:
    """Odd 64-bit multipliers from a fixed sequence (SplitMix64), the same on every machine."""
    state, found = seed, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        found.append((z ^ (z >> 31)) | 1)
    return np.array(found, dtype=np.uint64)


_TIMES = _constants(PERMUTATIONS, 1)[:, None]
_PLUS = _constants(PERMUTATIONS, 2)[:, None]
_WORD_TIMES = _constants(SHINGLE_WORDS, 3)


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    if any(c.isdigit() for c in word) or word in _NUMBER_WORDS:
        return 1
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) + 2


def _mixed(values: Array) -> Array:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def fingerprint(text: str) -> tuple[int, ...]:
    """A MinHash over shingles of three words with numbers masked; empty for a text under 12 words, which proves nothing.

    128 numbers under 2**32; the share of equal ones estimates the similarity (standard error 0.035 at 0.8).

    >>> fingerprint("too short to say")
    ()
    """
    words = [_word_hash(word) for word in _WORD.findall(text.casefold())[:LONGEST_WORDS]]
    if len(words) < SHORTEST_WORDS:
        return ()
    hashes = np.array(words, dtype=np.uint64)
    count = len(words) - SHINGLE_WORDS + 1
    shingles = hashes[:count] * _WORD_TIMES[0]
    for place in range(1, SHINGLE_WORDS):
        shingles = shingles + hashes[place : place + count] * _WORD_TIMES[place]
    shingles = np.unique(_mixed(shingles))
    permuted = (_TIMES * shingles[None, :] + _PLUS) >> np.uint64(32)
    return tuple(permuted.min(axis=1).tolist())


def similarity(a: Sequence[int], b: Sequence[int]) -> float:
    """The estimated shingle similarity of two texts by their fingerprints, 0 to 1; 0 where one is missing."""
    if not a or len(a) != len(b):
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


_AGENCY_NAMES: dict[str, tuple[str, ...]] = {
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Reuters": ("Reuters", "REUTERS"),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "EFE": ("EFE", "Agencia EFE", "Efe"),
    "DPA": ("DPA", "dpa"),
    "ANSA": ("ANSA",),
    "UPI": ("UPI",),
    "Xinhua": ("Xinhua",),
    "TASS": ("TASS",),
    "Europa Press": ("Europa Press", "EUROPA PRESS"),
    "Andina": ("Andina", "ANDINA"),
    "Télam": ("Télam", "Telam", "TELAM"),
    "Prensa Latina": ("Prensa Latina",),
    "Notimex": ("Notimex", "NOTIMEX"),
    "Anadolu": ("Anadolu", "Anadolu Agency"),
    "Sputnik": ("Sputnik",),
    "PTI": ("PTI",),
    "ANI": ("ANI",),
    "IANS": ("IANS",),
    "Kyodo": ("Kyodo",),
    "Colprensa": ("Colprensa", "COLPRENSA"),
    "ABI": ("ABI",),
    "Agencia Brasil": ("Agência Brasil", "Agencia Brasil"),
    "Inter Press Service": ("IPS", "Inter Press Service"),
}
_NAME = "|".join(
    sorted((re.escape(n) for names in _AGENCY_NAMES.values() for n in names), key=lambda n: (-len(n), n))
)
_AGENCY_OF = {name: agency for agency, names in _AGENCY_NAMES.items() for name in names}
_CREDITS = (
    rf"\((?:[^()\n]{{0,30}}[/,] ?)?({_NAME})(?:[/,][^()\n]{{0,40}})?\)",  # (AFP), (EFE/ATV), (Xinhua, Lima)
    rf"(?:^|[.,\n] ?|\d )(?:\(?)({_NAME}) ?\.?[–—-] ",  # "Lima, 15 dic. EFE.- "
    rf"[–—-] ?({_NAME})(?=\s*(?:\n|$))",  # a signature at a line's end
    rf"^\s*({_NAME})\s*$",  # a line of its own
    rf"(?:[Cc]on (?:información|datos|reportes?) de(?: (?:la|las) agencias?)?|[Ff]uentes?:|[Aa]gencias?:?|[Vv]ía)\s+({_NAME})\b",
    rf"(?:[Ww]ith (?:information|reporting|material|files) from|[Rr]eporting by|[Ss]ource:|[Cc]ourtesy of|[Vv]ia)\s+(?:the )?({_NAME})\b",
    rf"\b({_NAME}) contributed to this (?:report|story)",
    rf"(?:©|\(c\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:the )?({_NAME})\b",
)
_CREDIT = re.compile("|".join(_CREDITS), re.MULTILINE)


def agencies(text: str) -> tuple[str, ...]:
    """News agencies credited with the text, in order of appearance.

    A credit is a form ("(AFP)", «con información de EFE», "LIMA (Reuters) -", a line of its own), not a mention: what someone
    "told Reuters" is not the agency's text.

    >>> agencies("PUERTO AURELIO, 3 May (Reuters) - Police said"), agencies("a witness told Reuters that")
    (('Reuters',), ())
    """
    found: dict[str, None] = {}
    for match in _CREDIT.finditer(text):
        name = next(group for group in match.groups() if group)
        found.setdefault(_AGENCY_OF[name])
    return tuple(found)


_PROPER = re.compile(
    r"\b[A-ZÁÉÍÓÚÑÜ][\w'’-]+(?:\s+(?:(?:de|del|la|los|las|y|van|von|of|al|el)\s+)?[A-ZÁÉÍÓÚÑÜ][\w'’-]+)+",
    re.UNICODE,
)
_INNER = re.compile(r"(?<=[a-záéíóúñü,] )[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü][\w'’-]{2,}", re.UNICODE)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december".split()
)


def name_keys(text: str) -> tuple[int, ...]:
    """Hashes of the proper names in a text, sorted, without repeats: pairs of neighbouring name words, and single ones inside a sentence.

    They let two reports of one incident find each other by its people and streets when neither gives the day; a hash, so that the
    record of a source names nobody.
    """
    found: set[str] = set()
    for match in _PROPER.finditer(text):
        found.update(f"{first} {second}" for first, second in pairwise(match.group().casefold().split()))
    found.update(match.group().casefold() for match in _INNER.finditer(text))
    return tuple(sorted(zlib.crc32(name.encode("utf-8", "surrogatepass")) for name in found - _CALENDAR))


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

    def __init__(self, sources: Iterable[Source], threshold: float, copy_days: int) -> None:
        self._threshold = threshold
        self._copy_days = copy_days
        self._sources = sorted(sources, key=earliest)
        self._parent = list(range(len(self._sources)))
        self._rows = [i for i, s in enumerate(self._sources) if len(s.signature) == PERMUTATIONS]
        by_sha: dict[str, list[int]] = defaultdict(list)
        for i, source in enumerate(self._sources):
            if source.text_sha256:
                for other in by_sha[source.text_sha256]:
                    self._join(i, other)
                by_sha[source.text_sha256].append(i)
        if self._rows:
            self._matrix = np.array([self._sources[i].signature for i in self._rows], dtype=np.uint64)
            self._bands = band_hashes(self._matrix)
            self._compare()

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

    def _compare(self) -> None:
        """Join the texts that share a band and are alike."""
        for band in range(_BANDS):
            column = self._bands[:, band]
            rows = np.arange(len(column))
            order = rows[np.argsort(column[rows], kind="stable")]
            ranked = column[order]
            starts = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
            ends = np.concatenate((starts[1:], [len(ranked)]))
            shared = ends - starts > 1
            for first, last in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
                self._join_bucket(order[first:last])

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


def band_hashes(matrix: Array) -> Array:
    """One hash for each band of each fingerprint; texts that are alike share one at least, all but surely."""
    rows_a_band = PERMUTATIONS // _BANDS
    times = _constants(rows_a_band, 4)
    bands = matrix.reshape(len(matrix), _BANDS, rows_a_band)
    return _mixed((bands * times).sum(axis=2, dtype=np.uint64))


def _near_in_time(a: Source, b: Source, copy_days: int) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= copy_days


def trace(sources: Iterable[Source], *, threshold: float, copy_days: int) -> dict[str, str]:
    """Each copy's original, by document id; documents that are no copy are left out.

    Two texts are one where their bytes are equal or their fingerprints agree from `threshold` on, and they were published at most
    `copy_days` days apart (a day that is not known forbids nothing). Copies of copies belong to the first of them all. The order of
    sources does not matter.
    """
    return Likeness({s.document: s for s in sources}.values(), threshold, copy_days).originals()
