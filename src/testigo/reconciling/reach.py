"""Reach: which documents a change can touch, so that the others need not be worked out again.

Each document holds keys: the places, days and regions of its accounts, the people that it names, its day totals. Two documents that no
chain of shared or neighbouring keys, of shared rare names, of one text or of rulings joins cannot bear on each other's incidents: what is
reachable from the changed documents, worked out by itself, is as it would be in a run over everything. By the bands of fingerprints and the
meetings of marks a changed document finds the texts that may be its own; which of the others are one text the last run has found out.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testigo.model.claim import Claim
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.source import Source
from testigo.reconciling.blocking import Cell, blocks_of, cell_of, cells_near
from testigo.reconciling.comparing import FEW_NAMES
from testigo.reconciling.fingerprints import band_hashes, is_whole, matrix_of
from testigo.reconciling.keeping import Told
from testigo.reconciling.linking import RARE_NAME_DOCUMENTS
from testigo.reconciling.nearness import Relation, is_fine, place_key, relate
from testigo.reconciling.translations import meetings
from testigo.reconciling.voices import fold
from testigo.reconciling.years import month_and_day

Keys = NDArray[np.int64]
_NOTHING: Keys = np.empty(0, dtype=np.int64)
_NO_BANDS = np.empty(0, dtype=np.uint32)
_SPOT, _ANCHORED, _LOOSE, _SAME, _REGION_HELD, _REGION_ASKED = range(1, 7)
_TAG_BITS = 60
_DAY_BITS = 22


@dataclass(frozen=True, slots=True)
class Reach:
    """What one document holds. `names` are those that are weighed (none of a copy); `countries` those of its claims.

    `bands` and `meetings` are what texts find each other by. `places` are those that its keys stand for, by number (none where the reach was read back: they are kept once for all documents).
    `is_yearless`: a claim lacks its year alone, and takes it from reports of its country.
    """

    keys: Keys = field(default_factory=lambda: _NOTHING)
    names: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, dtype=np.uint32))
    countries: frozenset[str] = frozenset()
    is_yearless: bool = False
    places: Mapping[int, Place] = field(default_factory=dict)
    bands: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, dtype=np.uint32))
    meetings: Keys = field(default_factory=lambda: _NOTHING)


Packed = tuple[str, bytes, bytes, str, int, bytes, bytes]
"""A document with its reach as bytes and words: its id, keys, names, countries, whether it is yearless, bands and meetings."""


def packed(document: str, reach: Reach) -> Packed:
    """The reach in the form in which it is kept; its places are kept apart."""
    return (
        document,
        reach.keys.astype("<i8").tobytes(),
        reach.names.astype("<u4").tobytes(),
        " ".join(sorted(reach.countries)),
        int(reach.is_yearless),
        reach.bands.astype("<u4").tobytes(),
        reach.meetings.astype("<i8").tobytes(),
    )


def _unpacked(row: Packed) -> Reach:
    keys, names = np.frombuffer(row[1], dtype="<i8"), np.frombuffer(row[2], dtype="<u4")
    bands, meetings = np.frombuffer(row[5], dtype="<u4"), np.frombuffer(row[6], dtype="<i8")
    return Reach(keys, names, frozenset(row[3].split()), bool(row[4]), {}, bands, meetings)


def reaches(
    sources: Mapping[str, Source],
    told: Mapping[str, Told],
    claims: Mapping[str, Sequence[Claim]],
    copies: Iterable[str] = (),
) -> dict[str, Reach]:
    """The reach of each source's document. `claims` are those read, by document; `told` is what they tell after rulings."""
    copied = set(copies)
    bands = _bands(sources.values())
    found = {}
    for document, source in sources.items():
        tells = told.get(document)
        places: dict[int, Place] = {}
        keys = _keys(tells, places) if tells is not None else set()
        if source.text_sha256:
            keys.add(_named("text", source.text_sha256))
        mine = np.fromiter(keys, dtype=np.int64, count=len(keys))
        names = () if document in copied else source.names
        read = claims.get(document, ())
        found[document] = Reach(
            mine,
            np.array(names, dtype=np.uint32),
            frozenset(c.where.place.country for c in read if isinstance(c.where.place, Place)),
            any(month_and_day(c) is not None for c in read),
            places,
            bands.get(document, _NO_BANDS),
            np.array(meetings(source), dtype=np.int64),
        )
    return found


def _keys(told: Told, places: dict[int, Place]) -> set[int]:
    found: set[int] = set()
    for account in told.accounts:
        found.update(_named("person", person) for person in account.persons)
        place = account.place
        if place is None:
            continue
        number = place_number(place)
        if is_fine(place):
            places[number] = place
        if account.is_anchored:
            found.update(_spot(number, day) for _, _, day in blocks_of(account))
            found.add(_ANCHORED << _TAG_BITS | number)
            if place.admin1:
                found.add(_tagged(_REGION_HELD, f"{place.country}/{fold(place.admin1)}"))
            continue
        if is_fine(place):
            found.add(_LOOSE << _TAG_BITS | number)
        else:
            found.update(
                _tagged(_REGION_ASKED, f"{place.country}/{fold(name)}")
                for name in (place.name, place.admin1)
                if name
            )
        found.add(_named("loose", place.country, fold(place.name), account.days))
    for claim in told.totals:
        where, interval = claim.where.place, claim.when.interval
        if isinstance(where, Place) and isinstance(interval, Interval):
            found.add(_named("total", place_key(where), (interval.first, interval.last)))
    return found


@lru_cache(maxsize=1 << 16)
def place_number(place: Place) -> int:
    """A number for a place, the same on every machine; it takes 38 bits."""
    told = f"{place_key(place)}/{place.precision}/{place.lat}/{place.lon}/{place.radius_km}/{place.admin1}/{fold(place.name)}"
    return _digest(told) >> _DAY_BITS


def _spot(number: int, day: int) -> int:
    return _SPOT << _TAG_BITS | number << _DAY_BITS | day


def _named(*parts: object) -> int:
    return _tagged(_SAME, "/".join(map(str, parts)))


@lru_cache(maxsize=1 << 16)
def _tagged(tag: int, text: str) -> int:
    return tag << _TAG_BITS | _digest(text)


def _digest(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _TAG_BITS)


def _bands(sources: Iterable[Source]) -> dict[str, NDArray[np.uint32]]:
    """The bands of each text's fingerprint: texts that are alike share one."""
    signed = [s for s in sources if is_whole(s.signature)]
    if not signed:
        return {}
    hashes = band_hashes(matrix_of(s.signature for s in signed))
    number = np.arange(hashes.shape[1], dtype=np.uint64)[None, :]
    mixed = ((hashes + number * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)).astype(np.uint32)
    return {source.document: row for source, row in zip(signed, mixed, strict=True)}


class _Places:
    """Which places may be one with a place: those that no link between reports is forbidden for."""

    def __init__(self, places: Mapping[int, Place]) -> None:
        self._places: dict[int, Place] = {}
        self._cells: dict[Cell, list[int]] = defaultdict(list)
        self._near: dict[int, list[int]] = {}
        self.add(places)

    def add(self, places: Mapping[int, Place]) -> None:
        for number, place in places.items():
            if number not in self._places:
                self._places[number] = place
                self._cells[cell_of(place)].append(number)
                self._near.clear()

    def near(self, number: int) -> list[int]:
        if number not in self._near:
            here = self._places[number]
            self._near[number] = [
                other
                for cell in cells_near(cell_of(here))
                for other in self._cells.get(cell, ())
                if relate(here, self._places[other]) is not Relation.DIFFERENT
            ]
        return self._near[number]


class Neighbourhood:
    """The reach of all documents as a run has left it, and what a change touches."""

    def __init__(self, rows: Sequence[Packed], places: Mapping[int, Place]) -> None:
        self._rows = {row[0]: row for row in rows}
        self._places = _Places(places)
        self._documents = list(self._rows)
        self._keys, self._owners = _inverted([row[1] for row in rows], "<i8")
        self._names, self._namers = _inverted([row[2] for row in rows], "<u4")
        self._bands = _Finder([row[5] for row in rows], "<u4")
        self._meetings = _Finder([row[6] for row in rows], "<i8")

    @property
    def documents(self) -> AbstractSet[str]:
        """The documents that the last run knew."""
        return self._rows.keys()

    def reach_of(self, document: str) -> Reach | None:
        """What a document held, None for one that is new."""
        row = self._rows.get(document)
        return _unpacked(row) if row is not None else None

    def yearless(self) -> dict[str, Reach]:
        """The documents that lack a year."""
        return {document: _unpacked(row) for document, row in self._rows.items() if row[4]}

    def touched(self, changed: Mapping[str, Reach], joined: Mapping[str, set[str]]) -> set[str]:
        """The documents that a change of some bears on, these among them; `joined` are documents that rulings join.

        `changed` gives the reach that the changed documents have now; that which they had counts too.
        """
        for reach in changed.values():
            self._places.add(reach.places)
        counts = self.name_counts(changed)
        found = set(changed)
        left = list(found)
        left.extend(self._named_anew(counts, found))
        while left:
            keys: set[int] = set()
            near: set[str] = set()
            for document in left:
                near |= joined.get(document, set())
                for reach in self._both(document, changed):
                    keys.update(look for key in reach.keys.tolist() for look in self._looks(key))
                    near |= self._sharing(reach, counts)
            near |= self._holding(keys)
            left = [d for d in near if d not in found and d in self._rows]
            found.update(left)
        return found

    def _looks(self, key: int) -> Iterator[int]:
        """The keys by which another document touches one that holds `key`."""
        tag, rest = key >> _TAG_BITS, key & (1 << _TAG_BITS) - 1
        if tag == _SPOT:
            day = rest & (1 << _DAY_BITS) - 1
            for near in self._places.near(rest >> _DAY_BITS):
                yield from (_spot(near, then) for then in (day - 1, day, day + 1))
        elif tag in {_ANCHORED, _LOOSE}:
            other = _LOOSE if tag == _ANCHORED else _ANCHORED
            yield from (other << _TAG_BITS | near for near in self._places.near(rest))
        elif tag in {_REGION_HELD, _REGION_ASKED}:
            other = _REGION_ASKED if tag == _REGION_HELD else _REGION_HELD
            yield other << _TAG_BITS | rest
        else:
            yield key

    def alike(self, changed: Iterable[Reach]) -> list[set[str]]:
        """For each of some documents those that may hold its text, in the words of the same language."""
        return self._at(self._bands.rows_of([reach.bands for reach in changed]))

    def met(self, sources: Iterable[Source], days: int) -> list[set[str]]:
        """For each of some sources the documents that may be its text in another language, published at most so many days apart."""
        return self._at(
            self._meetings.rows_of([np.array(meetings(s, days), dtype=np.int64) for s in sources])
        )

    def _at(self, rows: Iterable[set[int]]) -> list[set[str]]:
        return [{self._documents[row] for row in some} for some in rows]

    def name_counts(self, changed: Mapping[str, Reach]) -> dict[int, tuple[int, int]]:
        """How many documents hold each name of the changed ones, before and after."""
        before: Counter[int] = Counter()
        for document in changed:
            held = self.reach_of(document)
            if held is not None:
                before.update(held.names.tolist())
        after = Counter(name for reach in changed.values() for name in reach.names.tolist())
        found = {}
        for name in before.keys() | after.keys():
            holders = len(self._namers_of(name))
            found[name] = (holders, holders - before[name] + after[name])
        return found

    def common(self, reach: Reach, counts: Mapping[int, tuple[int, int]]) -> set[int]:
        """The names of a document that too many hold, after the change, to say anything."""
        return {
            name
            for name in reach.names.tolist()
            if (counts[name][1] if name in counts else len(self._namers_of(name))) > RARE_NAME_DOCUMENTS
        }

    def _both(self, document: str, changed: Mapping[str, Reach]) -> Iterator[Reach]:
        held = self.reach_of(document)
        if held is not None:
            yield held
        if document in changed:
            yield changed[document]

    def _named_anew(self, counts: Mapping[int, tuple[int, int]], found: set[str]) -> list[str]:
        """Documents that hold a name which the change makes common, or rare: pairs of them count otherwise now."""
        turned = {
            self._documents[owner]
            for name, (before, after) in counts.items()
            if (before <= RARE_NAME_DOCUMENTS) is not (after <= RARE_NAME_DOCUMENTS)
            for owner in self._namers_of(name)
        } - found
        found |= turned
        return sorted(turned)

    def _sharing(self, reach: Reach, counts: Mapping[int, tuple[int, int]]) -> set[str]:
        """Documents that share some names with one, each rare before or after the change."""
        met: Counter[int] = Counter()
        for name in reach.names.tolist():
            holders = self._namers_of(name)
            fewest = min(counts[name]) if name in counts else len(holders)
            if fewest <= RARE_NAME_DOCUMENTS:
                met.update(holders)
        return {self._documents[owner] for owner, count in met.items() if count >= FEW_NAMES}

    def _namers_of(self, name: int) -> list[int]:
        first, last = np.searchsorted(self._names, (name, name + 1))
        return [int(owner) for owner in self._namers[first:last]]

    def _holding(self, keys: set[int]) -> set[str]:
        if not keys:
            return set()
        asked = np.sort(np.fromiter(keys, dtype=np.int64, count=len(keys)))
        firsts = np.searchsorted(self._keys, asked, side="left")
        lasts = np.searchsorted(self._keys, asked, side="right")
        owners: set[int] = set()
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
            owners.update(self._owners[first:last].tolist())
        return {self._documents[owner] for owner in owners}


class _Finder:
    """Rows of many numbers, of which a few are looked for: a sieve lets few of the others through to be compared."""

    def __init__(self, rows: Sequence[bytes], kind: str) -> None:
        self._numbers: NDArray[Any] = np.frombuffer(b"".join(rows), dtype=kind)
        width = self._numbers.itemsize
        self._ends = np.cumsum(np.array([len(row) // width for row in rows], dtype=np.int64))

    def rows_of(self, asked: Sequence[NDArray[Any]]) -> list[set[int]]:
        """For each of some sets of numbers the rows that hold one of them."""
        every = np.concatenate([*asked, self._numbers[:0]])
        sieve = np.zeros(1 << _SIEVE_BITS, dtype=bool)
        sieve[_cut(every)] = True
        places = np.flatnonzero(sieve[_cut(self._numbers)])
        places = places[np.isin(self._numbers[places], every)]
        owners = np.searchsorted(self._ends, places, "right")
        holders: dict[int, set[int]] = defaultdict(set)
        for number, owner in zip(self._numbers[places].tolist(), owners.tolist(), strict=True):
            holders[number].add(owner)
        return [set().union(*(holders[n] for n in mine.tolist() if n in holders)) for mine in asked]


_SIEVE_BITS = 20


def _cut(numbers: NDArray[Any]) -> NDArray[np.int64]:
    """The places of numbers in the sieve."""
    mixed: NDArray[np.int64] = (numbers ^ (numbers >> np.array(_SIEVE_BITS, numbers.dtype))).astype(np.int64)
    return mixed & ((1 << _SIEVE_BITS) - 1)


def _inverted(rows: Sequence[bytes], kind: str) -> tuple[Keys, NDArray[np.int32]]:
    """All numbers in their order, and the row that each stands in."""
    values = np.frombuffer(b"".join(rows), dtype=kind).astype(np.int64)
    width = np.dtype(kind).itemsize
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) // width for row in rows])
    order = np.argsort(values)
    return values[order], owners[order]
