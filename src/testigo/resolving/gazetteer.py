"""Names to candidate places: one compiled, read-only index, opened in milliseconds and shared by every process of a machine.

The index is made by the package's build (`build_gazetteer.py`) from GeoNames extracts, ISO 3166 and CLDR, or by `testigo gazetteer build`
from a full GeoNames dump. It is a SQLite file opened immutable and memory-mapped: only the pages that are asked for are read.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from testigo.errors import ResolvingError
from testigo.model.place import PlacePrecision
from testigo.resolving.gazetteer_build import (
    ABBREVIATION,
    AREA,
    COUNTRY,
    COUNTY,
    DEMONYM,
    DERIVED,
    OTHER,
    REGION,
    RELIEF,
    SCHEMA,
    SITE,
    TOWN,
    WATER,
)
from testigo.resolving.names import fold
from testigo.resolving.sounding import COUNTRIES, keys_of, sound_key

DEFAULT = Path(__file__).with_name("gazetteer.sqlite")

#: How fine a place of each level is.
PRECISION = {
    COUNTRY: PlacePrecision.COUNTRY,
    REGION: PlacePrecision.REGION,
    COUNTY: PlacePrecision.DISTRICT,
    TOWN: PlacePrecision.TOWN,
    AREA: PlacePrecision.REGION,
    WATER: PlacePrecision.REGION,
    RELIEF: PlacePrecision.REGION,
    SITE: PlacePrecision.SITE,
}
_CACHED = 50_000
_QUERY = """SELECT p.id, p.name, p.level, p.code, p.country, p.admin1, p.admin2, p.lat, p.lon, p.population, p.radius_km, p.geonameid, n.rank, n.form
FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ? ORDER BY p.population DESC, p.level, p.id"""
_OF_PLACES = """SELECT p.id, p.name, p.level, p.code, p.country, p.admin1, p.admin2, p.lat, p.lon, p.population, p.radius_km, p.geonameid, 0
FROM place p WHERE {} ORDER BY p.population DESC, p.level, p.id"""


class Candidate(NamedTuple):
    """A place that a name may stand for. `country` is ISO 3166-1 alpha-2, `admin1` the first-level code, `admin2` the second-level name.

    `rank` says how the name belongs to it: 0 its own name, 1 a common one, 2 any other, 3 an abbreviation, 4 its bare name.
    """

    id: int
    name: str
    level: int
    code: str
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    population: int
    radius_km: float
    geonameid: int | None
    rank: int


class Gazetteer:
    """A compiled gazetteer. Look-ups take 5 to 100 µs the first time and are kept; one instance serves one thread."""

    def __init__(self, base: sqlite3.Connection, path: Path) -> None:
        self._base = base
        self._known: dict[str, tuple[tuple[Candidate, str | None], ...]] = {}
        self.path = path

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open the shipped gazetteer, or one that `testigo gazetteer build` made.

        Raises:
            ResolvingError: the file is missing, no gazetteer, or of another version; the message says what to do.
        """
        path = Path(path) if path else DEFAULT
        remedy = (
            "run: python build_gazetteer.py"
            if path == DEFAULT
            else "run: testigo gazetteer build --geonames DUMP"
        )
        if not path.is_file():
            raise ResolvingError(f"no gazetteer at {path}; {remedy}")
        try:
            base = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            base.execute("PRAGMA mmap_size = 1073741824")
            base.execute("PRAGMA cache_size = -2000")
            found = base.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        except sqlite3.Error as error:
            raise ResolvingError(f"{path} is no gazetteer ({error}); {remedy}") from error
        if found is None or found[0] != str(SCHEMA):
            raise ResolvingError(
                f"{path} has schema {found and found[0]}, this version reads {SCHEMA}; {remedy}"
            )
        return cls(base, path)

    def close(self) -> None:
        """Let the file go."""
        self._base.close()

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places of a name, most people first; empty where there is none. Case, accents and points do not matter, except that an
        abbreviation ("US", "Ala.") counts only as it is written in the index.
        """
        found = self._rows(fold(name))
        if any(form is not None for _, form in found):
            return tuple(
                c
                for c, form in found
                if form is None or name in form.split("|") or f"{name}." in form.split("|")
            )
        return tuple(c for c, _ in found)

    def knows(self, folded: str) -> bool:
        """Whether a folded name (`names.fold`) has any place at all."""
        return bool(self._rows(folded))

    def sounding(self, name: str) -> tuple[Candidate, ...]:
        """The towns whose names sound like an unknown one, in countries whose names have no fixed Latin form; see `sounding`."""
        ids = sorted({i for key in keys_of(name) for i in self._sounds.get(key, ())})
        query = _OF_PLACES.format("p.id = ?")
        return tuple(Candidate._make(row) for i in ids for row in self._base.execute(query, (i,)))

    @cached_property
    def _sounds(self) -> dict[str, list[int]]:
        """Sound key -> towns. Made when first asked for: few reports need it."""
        found: dict[str, list[int]] = {}
        for number, name, country in self._base.execute(
            "SELECT id, name, country FROM place WHERE level = ?", (TOWN,)
        ):
            if country not in COUNTRIES:
                continue
            key = sound_key(name, is_spanish=False)
            if key:
                found.setdefault(key, []).append(number)
        return found

    def _rows(self, folded: str) -> tuple[tuple[Candidate, str | None], ...]:
        found = self._known.get(folded)
        if found is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            try:
                found = (
                    tuple(
                        (Candidate._make(row[:13]), row[13]) for row in self._base.execute(_QUERY, (folded,))
                    )
                    if folded
                    else ()
                )
            except UnicodeEncodeError:  # half a surrogate pair is nobody's name
                found = ()
            self._known[folded] = found
        return found

    @cached_property
    def regions(self) -> dict[tuple[str, str], str]:
        """(country, admin1 code) -> the region's name."""
        return {(c, a): n for c, a, n in self._base.execute("SELECT country, admin1, name FROM region")}

    @cached_property
    def countries(self) -> dict[str, Candidate]:
        """ISO 3166-1 alpha-2 -> the country."""
        rows = self._base.execute(_OF_PLACES.format("p.level = 0 AND p.code LIKE 'PCL%'"))
        found: dict[str, Candidate] = {}
        for row in rows:
            found.setdefault(row[4], Candidate._make(row))
        return found

    @cached_property
    def capitals(self) -> dict[str, Candidate]:
        """ISO 3166-1 alpha-2 -> the capital, the largest where a country has several."""
        rows = self._base.execute(_OF_PLACES.format("p.code = 'PPLC'"))
        found: dict[str, Candidate] = {}
        for row in rows:
            found.setdefault(row[4], Candidate._make(row))
        return found

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """Every folded demonym: few enough to hold, so that lower-case words need no look-up."""
        return frozenset(row[0] for row in self._base.execute("SELECT folded FROM name WHERE rank = 5"))

    @property
    def made_from(self) -> str:
        """The packages, with versions, or the dump that the gazetteer was compiled from."""
        found = self._base.execute("SELECT value FROM meta WHERE key = 'made_from'").fetchone()
        return found[0] if found else "unknown"


__all__ = [
    "ABBREVIATION",
    "AREA",
    "COUNTRY",
    "COUNTY",
    "DEMONYM",
    "DERIVED",
    "OTHER",
    "PRECISION",
    "REGION",
    "RELIEF",
    "SITE",
    "TOWN",
    "WATER",
    "Candidate",
    "Gazetteer",
]
