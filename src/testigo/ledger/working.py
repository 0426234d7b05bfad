"""What the last run of reconciling left beside the view, so that the next one works out only what a change touches.

`view_reach` says what each document can touch, `view_work` what each incident brings to the sums of its wave. Like the view they may be
thrown away at any time: the next run then goes over everything.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from testigo.ledger import view
from testigo.ledger.journal import chunks
from testigo.model.place import Place, PlacePrecision
from testigo.model.toll import Measure
from testigo.reconciling.campaigns import Counted, Kept
from testigo.reconciling.reach import Neighbourhood, Reach, packed

Asked = tuple[Measure, bool | None, str]
"""What a sum counts: the measure, the forces alone (or the people alone, or all), and the cause."""

_STEP = 3  # the number of a sum, a moment, a change

view_reach = Table(
    "view_reach",
    view.metadata,
    Column("document", String, primary_key=True),
    Column("held", LargeBinary, nullable=False),
    Column("names", LargeBinary, nullable=False),
    Column("countries", Text, nullable=False),
    Column("yearless", Integer, nullable=False),
    Column("bands", LargeBinary, nullable=False),
    Column("meetings", LargeBinary, nullable=False),
)
view_places = Table(
    "view_places",
    view.metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Text, nullable=False),
)
view_work = Table(
    "view_work",
    view.metadata,
    Column("incident", String, primary_key=True),
    Column("key", Text, nullable=False),
    Column("country", String(2)),
    Column("first", Integer),
    Column("last", Integer),
    Column("place", Text),
    Column("changes", LargeBinary),
    Index("view_work_country", "country"),
)


class NotKept(LookupError):
    """A sum asks for something that the last run did not keep: everything has to be worked out again."""


class KnownThen:
    """What was known of some incidents when, as the last run kept it: each row is the number of a sum, a moment and a change."""

    def __init__(self, kept: Sequence[bytes], asked: Sequence[Asked]) -> None:
        told = np.frombuffer(b"".join(kept), dtype="<i8").reshape(-1, _STEP)
        self._numbers: NDArray[np.int64] = told[:, 0].astype(np.int64)
        self._steps: NDArray[np.int64] = told[:, 1:].astype(np.int64)
        lengths = [len(steps) // (8 * _STEP) for steps in kept]
        self._owners = np.repeat(np.arange(len(kept)), lengths)
        self._asked = {key: number for number, key in enumerate(asked)}
        self._size = len(kept)

    def changes_of(
        self, rows: Sequence[int], measure: Measure, cause: str, *, forces: bool | None
    ) -> NDArray[np.int64]:
        """By how much a sum over some incidents rises or falls at which moment.

        Raises:
            NotKept: the last run was not asked for it.
        """
        number = self._asked.get((measure, forces, cause))
        if number is None:
            raise NotKept(measure, forces, cause)
        is_meant = np.zeros(self._size, dtype=bool)
        is_meant[rows] = True
        meant: NDArray[np.int64] = self._steps[(self._numbers == number) & is_meant[self._owners]]
        return meant


def asked_to_json(asked: Iterable[Asked]) -> str:
    """What sums were asked for, in a fixed order."""
    return json.dumps(sorted(([m.value, f, c] for m, f, c in asked), key=str))


def asked_from_json(text: str) -> list[Asked]:
    """The inverse of `asked_to_json`."""
    return [(Measure(m), f, c) for m, f, c in json.loads(text)]


def write_reach(connection: Connection, reach: Mapping[str, Reach]) -> None:
    """Put the reach of some documents in the place of what is held of them."""
    forget_reach(connection, reach)
    names = ("document", "held", "names", "countries", "yearless", "bands", "meetings")
    rows = [dict(zip(names, packed(d, r), strict=True)) for d, r in reach.items()]
    if rows:
        connection.execute(insert(view_reach), rows)
    places = {number: place for r in reach.values() for number, place in r.places.items()}
    p = view_places.c
    held = set(connection.execute(select(p.number)).scalars())
    new = [{"number": n, "place": _place_to_json(place)} for n, place in places.items() if n not in held]
    if new:
        connection.execute(insert(view_places), new)


def forget_reach(connection: Connection, documents: Iterable[str]) -> None:
    """Remove what is held of documents that are no more."""
    for part in chunks(sorted(documents)):
        connection.execute(delete(view_reach).where(view_reach.c.document.in_(part)))


def read_neighbourhood(connection: Connection) -> Neighbourhood:
    """The reach of all documents, and the places that their keys stand for."""
    t, p = view_reach.c, view_places.c
    places = {
        row.number: _place_from_json(row.place) for row in connection.execute(select(p.number, p.place))
    }
    columns = (t.document, t.held, t.names, t.countries, t.yearless, t.bands, t.meetings)
    rows: Sequence[Any] = connection.execute(select(*columns)).all()
    return Neighbourhood(rows, places)


def write_work(
    connection: Connection, keys: Mapping[str, str], counted: Iterable[Counted], asked: Sequence[Asked]
) -> None:
    """Keep the incidents' keys, by id, and what those that count bring to the sums; what was held of them goes."""
    sums = {item.id: item for item in counted}
    forget_work(connection, keys)
    rows = []
    for identity, key in keys.items():
        item = sums.get(identity)
        row: dict[str, object] = {"incident": identity, "key": key}
        row |= dict.fromkeys(("country", "first", "last", "place", "changes"))
        if item is not None:
            kept = [
                told
                for number, (measure, forces, cause) in enumerate(asked)
                for moment, change in item.known.changes(measure, cause, forces=forces)
                for told in (number, moment, change)
            ]
            row |= {
                "country": item.place.country,
                "first": item.days[0].toordinal(),
                "last": item.days[1].toordinal(),
                "place": _place_to_json(item.place),
                "changes": struct.pack(f"<{len(kept)}q", *kept),
            }
        rows.append(row)
    if rows:
        connection.execute(insert(view_work), rows)


def forget_work(connection: Connection, incidents: Iterable[str]) -> None:
    """Remove what is held of incidents."""
    for part in chunks(sorted(incidents)):
        connection.execute(delete(view_work).where(view_work.c.incident.in_(part)))


def keys_of(connection: Connection, incidents: Iterable[str]) -> dict[str, str]:
    """The keys of those of some incidents that are held, by id."""
    t = view_work.c
    found: dict[str, str] = {}
    for part in chunks(sorted(incidents)):
        rows = connection.execute(select(t.incident, t.key).where(t.incident.in_(part)))
        found.update((row.incident, row.key) for row in rows)
    return found


def read_counted(
    connection: Connection, countries: Iterable[str], asked: Sequence[Asked], but: Collection[str]
) -> Iterator[Counted]:
    """The incidents of some countries as the sums see them, without those of `but`."""
    t = view_work.c
    query = select(t.incident, t.first, t.last, t.place, t.changes).where(t.country.in_(sorted(countries)))
    rows = [row for row in connection.execute(query).all() if row.incident not in but]
    places = {text: _place_from_json(text) for text in {row.place for row in rows}}
    days = {day: date.fromordinal(day) for day in {day for row in rows for day in (row.first, row.last)}}
    table = KnownThen([row.changes for row in rows], asked)
    for number, (incident, first, last, place, _) in enumerate(rows):
        yield Counted(incident, places[place], (days[first], days[last]), Kept(table, number))


def _place_to_json(p: Place) -> str:
    fields = [p.name, p.country, p.lat, p.lon, p.precision.value, p.radius_km, p.admin1, p.geonameid]
    return json.dumps(fields, ensure_ascii=False)


def _place_from_json(text: str) -> Place:
    name, country, lat, lon, precision, radius_km, admin1, geonameid = json.loads(text)
    return Place(name, country, lat, lon, PlacePrecision(precision), radius_km, admin1, geonameid)
