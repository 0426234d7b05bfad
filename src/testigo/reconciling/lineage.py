"""Lineage: which texts are one text printed more than once, so that copies count once (rule R11).

Numbers are masked before texts are compared: a copy with another number in it is still a copy, and is flagged, never a second voice.
Source: A. Broder, "On the resemblance and containment of documents", 1997 (shingles, min-wise hashing).
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


_SENTENCE_START = re.compile(r"(?:^|[.!?:;»”\"\n]\s*)$")
_PROPER = re.compile(
    r"\b[A-ZÁÉÍÓÚÑÜ][\w'’-]+(?:\s+(?:de|del|la|los|las|y|van|von|of|al|el)?\s*[A-ZÁÉÍÓÚÑÜ][\w'’-]+)+",
    re.UNICODE,
)


def name_keys(text: str) -> tuple[int, ...]:
    """Hashes of the proper names of two words or more in a text, sorted, without repeats.

    They let two reports of one incident find each other by its people and streets when neither gives the day; a hash, so that the
    record of a source names nobody.
    """
    found = set()
    for match in _PROPER.finditer(text):
        words = match.group().casefold().split()
        for first, second in pairwise(words):
            found.add(zlib.crc32(f"{first} {second}".encode("utf-8", "surrogatepass")))
    return tuple(sorted(found))


class _Groups:
    """Disjoint sets of positions, joined as copies are found."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = self.find(i), self.find(j)
        self._parent[max(a, b)] = min(a, b)


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


def trace(sources: Iterable[Source], *, threshold: float, copy_days: int) -> dict[str, str]:
    """Each copy's original, by document id; documents that are no copy are left out. The order of sources does not matter.

    Two texts are one where their bytes are equal or their fingerprints agree from `threshold` on, and they were published at most
    `copy_days` days apart (a day that is not known forbids nothing). Copies of copies belong to the first of them all.
    """
    ordered = sorted(sources, key=earliest)
    groups = _Groups(len(ordered))
    signatures: dict[tuple[int, ...], list[int]] = defaultdict(list)
    shas: dict[str, list[int]] = defaultdict(list)
    for i, source in enumerate(ordered):
        if source.signature:
            signatures[source.signature].append(i)
        if source.text_sha256:
            shas[source.text_sha256].append(i)
    for same in (*signatures.values(), *shas.values()):
        for i, j in pairwise(same):
            if _near_in_time(ordered[i], ordered[j], copy_days):
                groups.join(i, j)
    _join_similar(ordered, signatures, groups, threshold, copy_days)
    return {
        source.document: ordered[groups.find(i)].document
        for i, source in enumerate(ordered)
        if groups.find(i) != i
    }


def _near_in_time(a: Source, b: Source, copy_days: int) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= copy_days


def _join_similar(
    ordered: Sequence[Source],
    signatures: Mapping[tuple[int, ...], Sequence[int]],
    groups: _Groups,
    threshold: float,
    copy_days: int,
) -> None:
    """Compare the texts that share a band of their fingerprints (locality-sensitive hashing, 32 bands of 4)."""
    length = max((len(signature) for signature in signatures), default=0)
    usable = sorted(
        (members[0], signature) for signature, members in signatures.items() if len(signature) == length
    )
    if len(usable) < 2:
        return
    members = [signatures[signature] for _, signature in usable]
    matrix = np.array([signature for _, signature in usable], dtype=np.uint64)
    rows_a_band = max(1, length // _BANDS)
    times = _constants(rows_a_band, 4)
    for start in range(0, length - rows_a_band + 1, rows_a_band):
        band = _mixed((matrix[:, start : start + rows_a_band] * times).sum(axis=1, dtype=np.uint64))
        order = np.argsort(band, kind="stable")
        ranked = band[order]
        starts = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
        ends = np.concatenate((starts[1:], [len(ranked)]))
        for first, last in zip(
            starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True
        ):
            _join_bucket(order[first:last], matrix, members, ordered, groups, threshold, copy_days)


def _join_bucket(
    bucket: NDArray[np.int64],
    matrix: Array,
    members: Sequence[Sequence[int]],
    ordered: Sequence[Source],
    groups: _Groups,
    threshold: float,
    copy_days: int,
) -> None:
    """Join what is alike in one bucket: every text is compared unless it already belongs with all the rest."""
    left = bucket.tolist()
    while left:
        row = left[0]
        root = groups.find(members[row][0])
        if any(groups.find(members[other][0]) != root for other in bucket.tolist()):
            alike = (matrix[bucket] == matrix[row]).mean(axis=1) >= threshold
            for other in bucket[alike].tolist():
                if other != row:
                    _join_members(members[row], members[other], ordered, groups, copy_days)
        root = groups.find(members[row][0])
        left = [other for other in left[1:] if groups.find(members[other][0]) != root]


def _join_members(
    a: Sequence[int], b: Sequence[int], ordered: Sequence[Source], groups: _Groups, copy_days: int
) -> None:
    for i in a:
        for j in b:
            if groups.find(i) != groups.find(j) and _near_in_time(ordered[i], ordered[j], copy_days):
                groups.join(i, j)
