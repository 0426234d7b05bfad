"""Writes gazetteers: one SQLite schema, filled from packages (the build) or from a GeoNames dump (`testigo gazetteer build`).

Standard library only, and its one import of ours is `names`, by path when the package's build loads it: it must run before
testigo is installed. The same input gives the same bytes: rows are sorted, and no date is written.
"""

from __future__ import annotations

import csv
import io
import math
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from testigo.resolving.names import bare, fold, is_latin

SCHEMA = 1

#: What a place is, as the column `level` holds it.
COUNTRY, REGION, COUNTY, TOWN, AREA, WATER, RELIEF, SITE = range(8)

#: How a name belongs to a place, as the column `rank` holds it.
MAIN, COMMON, OTHER, ABBREVIATION, DERIVED, DEMONYM = range(6)

_TABLES = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -131072;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, level INTEGER NOT NULL, code TEXT NOT NULL, country TEXT NOT NULL,
    admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
    radius_km REAL NOT NULL, geonameid INTEGER
);
CREATE TABLE name (
    folded TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, form TEXT, PRIMARY KEY (folded, place)
) WITHOUT ROWID;
CREATE INDEX demonym ON name (rank) WHERE rank = 5;
CREATE INDEX country ON place (level) WHERE level = 0;
CREATE INDEX capital ON place (code) WHERE code = 'PPLC';
CREATE TABLE region (country TEXT NOT NULL, admin1 TEXT NOT NULL, name TEXT NOT NULL, place INTEGER, PRIMARY KEY (country, admin1))
    WITHOUT ROWID;
"""


@dataclass(slots=True)
class Row:
    """One place on its way into the gazetteer. `names` maps a name as written to its rank."""

    name: str
    level: int
    code: str
    country: str
    lat: float
    lon: float
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_km: float = 5.0
    geonameid: int | None = None
    names: dict[str, int] = field(default_factory=dict)

    def add(self, name: str | None, rank: int) -> None:
        """Give the place one more name; a better rank wins."""
        if name and (name not in self.names or self.names[name] > rank):
            self.names[name] = rank


def town_radius_km(population: int) -> float:
    """How far from its point a town's own ground reaches, from its population: about 1 km at 500 people, 18 km at 10 million.

    Built-up land grows nearly as the population does (2,500 to 10,000 people a square kilometre); the radius as its root.
    """
    return round(min(30.0, max(1.0, 1.4 * math.sqrt(max(population, 200) / 4000 / math.pi) + 0.9)), 1)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance between two points in degrees (haversine, mean Earth radius)."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(half)))


def spread(points: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of the ground that some towns cover, and the radius (km) that holds 9 in 10 of them.

    Towns are counted by cells of a quarter degree, so that a crowded coast does not pull the middle to itself.
    """
    points = list(points)
    cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in points:
        cells[math.floor(lat * 4), math.floor(lon * 4)].append((lat, lon))
    lats = [sum(p[0] for p in cell) / len(cell) for cell in cells.values()]
    lons = [sum(p[1] for p in cell) / len(cell) for cell in cells.values()]
    if max(lons) - min(lons) > 180:  # a region across the 180th meridian
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lat, lon = sum(lats) / len(lats), sum(lons) / len(lons)
    lon = lon - 360 if lon > 180 else lon
    far = sorted(distance_km(lat, lon, *p) for p in points)
    return round(lat, 4), round(lon, 4), round(max(3.0, far[int(0.9 * (len(far) - 1))]), 1)


def write(path: Path, rows: Iterable[Row], regions: dict[tuple[str, str], str], meta: dict[str, str]) -> int:
    """Write a gazetteer anew and return the number of places. Rows come sorted by their content, so ids are the same each time."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    ordered = sorted(
        rows, key=lambda r: (r.level, r.country, r.admin1, r.name, r.geonameid or 0, r.lat, r.lon)
    )
    base = sqlite3.connect(unfinished)
    try:
        base.executescript(_TABLES)
        names: dict[tuple[str, int], tuple[int, str | None]] = {}
        of_region: dict[tuple[str, str], int] = {}
        for number, row in enumerate(ordered, 1):
            base.execute(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    number, row.name, row.level, row.code, row.country, row.admin1, row.admin2, round(row.lat, 5), round(row.lon, 5),
                    row.population, row.radius_km, row.geonameid,
                ),
            )  # fmt: skip
            if row.level == REGION and row.admin1:
                of_region.setdefault((row.country, row.admin1), number)
            row.add(row.name, MAIN)
            for name, rank in row.names.items():
                folded = fold(name)
                if not is_latin(folded) or len(folded) < 2:
                    continue
                key = (folded, number)
                form = name if rank == ABBREVIATION else None
                old = names.get(key)
                if old is not None and old[0] == ABBREVIATION == rank:
                    form = f"{old[1]}|{name}"
                if old is None or rank <= old[0]:
                    names[key] = (rank, form)
        base.executemany(
            "INSERT INTO name VALUES (?,?,?,?)",
            ((f, n, rank, form) for (f, n), (rank, form) in sorted(names.items())),
        )
        base.executemany(
            "INSERT INTO region VALUES (?,?,?,?)",
            ((c, a, name, of_region.get((c, a))) for (c, a), name in sorted(regions.items())),
        )
        base.executemany("INSERT INTO meta VALUES (?,?)", sorted({**meta, "schema": str(SCHEMA)}.items()))
        base.commit()
        base.execute("VACUUM")
    finally:
        base.close()
    unfinished.replace(path)
    return len(ordered)


# --- a user's GeoNames dump -----------------------------------------------------------------------------------------------------

#: Feature codes that are taken from a dump; the others (wells, farms, single trees) name nothing that a report stands on.
_SITES = {
    "AIRP", "AIRB", "AIRF", "BDG", "BLDG", "CH", "CMTY", "DAM", "FCL", "FRM", "HSP", "HTL", "INSM", "MALL", "MINE", "MNQ", "MNMT", "MSQE", "MTRO",
    "MUS", "OPRA", "PAL", "PLN", "PO", "PP", "PRN", "PRT", "RSTN", "SCH", "SQR", "STDM", "UNIV", "MKT", "REFC", "PIER", "TMPL", "BUSTN", "RECR",
}  # fmt: skip
_AREAS = {"AREA", "CONT", "RGN", "RGNE", "RGNH", "PRK", "RES", "RESN", "LCTY", "INDS", "MILB", "TRB", "COLF"}
_RELIEF = {
    "MT",
    "MTS",
    "PASS",
    "VAL",
    "VLC",
    "ISL",
    "ISLS",
    "PEN",
    "DSRT",
    "PLAT",
    "CAPE",
    "HLL",
    "HLLS",
    "CNYN",
    "PK",
    "RDGE",
    "PLN",
    "BCH",
}
_WATER = {
    "STM",
    "LK",
    "LKS",
    "BAY",
    "SEA",
    "OCN",
    "GULF",
    "STRT",
    "RSV",
    "CNL",
    "CHN",
    "SD",
    "HBR",
    "INLT",
    "LGN",
    "FLLS",
    "CRKT",
    "DCK",
    "ESTY",
}


def level_of(feature_class: str, code: str) -> int | None:
    """The level of a GeoNames feature, or None where it is not taken."""
    if feature_class == "A":
        if code.startswith("PCL"):
            return None if code == "PCLH" else COUNTRY
        return {
            "ADM1": REGION,
            "ADM2": COUNTY,
            "ADM3": COUNTY,
            "ADM4": COUNTY,
            "ADMD": COUNTY,
            "TERR": REGION,
            "ZN": AREA,
        }.get(code)
    if feature_class == "P":
        return None if code in {"PPLH", "PPLQ", "PPLW"} else TOWN
    if feature_class == "S":
        return SITE if code in _SITES else None
    return (
        AREA if feature_class == "L" and code in _AREAS
        else RELIEF if feature_class == "T" and code in _RELIEF
        else WATER if feature_class == "H" and code in _WATER
        else None
    )  # fmt: skip


def lines_of(path: Path) -> Iterator[list[str]]:
    """The tab-parted rows of a GeoNames file, plain or zipped (the largest .txt inside); comments and empty lines left out."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            inside = max(
                (i for i in archive.infolist() if i.filename.endswith(".txt")), key=lambda i: i.file_size
            )
            with archive.open(inside) as raw:
                yield from _rows(io.TextIOWrapper(raw, encoding="utf-8", errors="replace"))
    else:
        with path.open(encoding="utf-8", errors="replace") as text:
            yield from _rows(text)


def _rows(text: TextIO) -> Iterator[list[str]]:
    for line in text:
        if line.strip() and not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


_RADII = {COUNTRY: 400.0, REGION: 120.0, COUNTY: 25.0, AREA: 50.0, WATER: 40.0, RELIEF: 15.0, SITE: 1.0}


class Dump:
    """A folder with a GeoNames dump: allCountries.txt or .zip (or one country's file), and, where present, alternateNamesV2,
    admin1CodesASCII.txt, admin2Codes.txt and countryInfo.txt.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self.places = self._find("allCountries", needed=True) or self.folder
        self.alternates = self._find("alternateNamesV2") or self._find("alternateNames")

    def _find(self, stem: str, *, needed: bool = False) -> Path | None:
        if self.folder.is_file():
            return self.folder if needed else None
        for suffix in (".txt", ".zip"):
            if (self.folder / f"{stem}{suffix}").is_file():
                return self.folder / f"{stem}{suffix}"
        if needed:
            lone = [
                p for p in sorted(self.folder.glob("*")) if len(p.stem) == 2 and p.suffix in {".txt", ".zip"}
            ]
            if lone:
                return lone[0]
            raise FileNotFoundError(f"{self.folder}: neither allCountries.txt nor allCountries.zip is there")
        return None

    def codes(self, name: str) -> dict[str, str]:
        """Code -> name of admin1CodesASCII.txt or admin2Codes.txt; empty where the file is absent."""
        path = self.folder / name
        return {r[0]: r[1] for r in lines_of(path) if len(r) > 1} if path.is_file() else {}

    def areas_km2(self) -> dict[str, float]:
        """Country -> area, from countryInfo.txt; empty where the file is absent."""
        path = self.folder / "countryInfo.txt"
        return {r[0]: float(r[6] or 0) for r in lines_of(path) if len(r) > 6} if path.is_file() else {}


def _check(fields: list[str], number: int, path: Path) -> None:
    if len(fields) < 15:
        raise ValueError(f"{path}, row {number}: {len(fields)} fields where a GeoNames dump has 19")


def _say_nothing(stage: str, done: int) -> None:
    del stage, done


def build_from_dump(
    folder: Path, out: Path, extra: Iterable[Row] = (), tick: Callable[[str, int], None] | None = None
) -> int:
    """Compile a GeoNames dump into a gazetteer and return the number of places.

    The dump streams through a scratch table beside `out`: memory stays within some 200 MB for the full 13 million places. `extra` are rows of our
    own tables; where one carries the geonameid of a place of the dump or names the same country, its names join that place's.
    `tick` hears of progress: a stage and the rows done so far in it.

    Raises:
        FileNotFoundError: the folder holds no places file.
        ValueError: the places file is not a GeoNames dump.
    """
    dump = Dump(folder)
    say = tick or _say_nothing
    admin1 = {tuple(k.split(".", 1)): v for k, v in dump.codes("admin1CodesASCII.txt").items() if "." in k}
    admin2 = dump.codes("admin2Codes.txt")
    areas = dump.areas_km2()
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    base = sqlite3.connect(unfinished)
    try:
        base.executescript(_TABLES)
        known = total = 0
        countries: dict[str, int] = {}
        regions: dict[tuple[str, str], int] = {}
        for total, r in enumerate(lines_of(dump.places), 1):
            _check(r, total, dump.places)
            if total % 20000 == 0:
                say("places", total)
            level = level_of(r[6], r[7])
            if level is None:
                continue
            number, country, population = int(r[0]), r[8], int(r[14] or 0)
            radius = town_radius_km(population) if level == TOWN else _RADII[level]
            if level == COUNTRY and areas.get(country):
                radius = round(max(3.0, math.sqrt(areas[country] / math.pi)), 1)
            if level == COUNTRY:
                countries.setdefault(country, number)
            if level == REGION and (country, r[10]) not in regions:
                regions[country, r[10]] = number
            second = admin2.get(f"{country}.{r[10]}.{r[11]}", "")
            base.execute(
                "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    number,
                    r[1],
                    level,
                    r[7],
                    country,
                    r[10],
                    second,
                    float(r[4]),
                    float(r[5]),
                    population,
                    radius,
                    number,
                ),
            )
            names = {r[2]: COMMON, r[1]: MAIN}
            for other in r[3].split(",") if r[3] and not dump.alternates else ():
                names.setdefault(other, OTHER)
            _insert_names(base, number, level, names)
            known += 1
        say("places", total)
        if dump.alternates:
            done = 0
            for done, r in enumerate(lines_of(dump.alternates), 1):
                if done % 50000 == 0:
                    say("names", done)
                if len(r) < 4 or r[2] not in {"", "en", "es", "abbr"} or not r[1].isdigit():
                    continue
                found = base.execute("SELECT level FROM place WHERE id = ?", (int(r[1]),)).fetchone()
                if found:
                    preferred = len(r) > 4 and r[4] == "1"
                    rank = ABBREVIATION if r[2] == "abbr" else COMMON if r[2] or preferred else OTHER
                    _insert_names(base, int(r[1]), found[0], {r[3]: rank})
            say("names", done)
        next_id = (base.execute("SELECT max(id) FROM place").fetchone()[0] or 0) + 1
        for row in extra:
            row.add(row.name, COMMON)
            same = countries.get(row.country) if row.level == COUNTRY else None
            if row.level == REGION:
                hit = base.execute(
                    "SELECT p.id FROM name n JOIN place p ON p.id = n.place WHERE n.folded IN (?, ?) AND p.level = 1 AND p.country = ?",
                    (fold(row.name), bare(fold(row.name)), row.country),
                ).fetchone()
                same = hit[0] if hit else None
            if same is None:
                same, next_id = next_id, next_id + 1
                base.execute(
                    "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                    (same, row.name, row.level, row.code, row.country, row.admin1, row.admin2, row.lat, row.lon, row.population,
                     row.radius_km, row.geonameid),
                )  # fmt: skip
                known += 1
            _insert_names(base, same, row.level, row.names)
        base.executemany(
            "INSERT OR REPLACE INTO region VALUES (?,?,?,?)",
            sorted((c, a, name, regions.get((c, a))) for (c, a), name in admin1.items()),
        )
        base.executemany(
            "INSERT INTO meta VALUES (?,?)",
            [("made_from", "a GeoNames dump (CC BY 4.0)"), ("places", str(known)), ("schema", str(SCHEMA))],
        )
        base.commit()
        say("packing", 0)
        base.execute("VACUUM")
    except BaseException:
        base.close()
        unfinished.unlink(missing_ok=True)
        raise
    base.close()
    unfinished.replace(out)
    return known


def _insert_names(base: sqlite3.Connection, number: int, level: int, names: dict[str, int]) -> None:
    for name, rank in names.items():
        folded = fold(name)
        if not is_latin(folded) or len(folded) < 2 or (rank == OTHER and len(folded) < 4):
            continue
        form = name if rank == ABBREVIATION else None
        base.execute(
            "INSERT INTO name VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET rank = min(rank, excluded.rank), form = "
            "CASE WHEN form IS NOT NULL AND excluded.form IS NOT NULL THEN form || '|' || excluded.form ELSE form END",
            (folded, number, rank, form),
        )
        if level in {REGION, COUNTY} and rank == MAIN and bare(folded) != folded:
            base.execute("INSERT OR IGNORE INTO name VALUES (?,?,?,NULL)", (bare(folded), number, DERIVED))


# --- our own tables ---------------------------------------------------------------------------------------------------------------


def table(path: Path) -> Iterator[list[str]]:
    """Rows of one of our tables: tab-parted, `#` starts a comment line."""
    with path.open(encoding="utf-8", newline="") as text:
        rows = (line for line in text if not line.startswith("#") and line.strip())
        yield from csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)


_SPANISH = (
    ("és", ("és", "esa", "eses", "esas")), ("ín", ("ín", "ina", "ines", "inas")), ("án", ("án", "ana", "anes", "anas")),
    ("ón", ("ón", "ona", "ones", "onas")), ("ol", ("ol", "ola", "oles", "olas")), ("uz", ("uz", "uza", "uces", "uzas")),
    ("o", ("o", "a", "os", "as")), ("í", ("í", "íes", "ís")), ("ú", ("ú", "úes", "ús")), ("a", ("a", "as")), ("e", ("e", "es")),
)  # fmt: skip


def spanish_forms(demonym: str) -> tuple[str, ...]:
    """All forms of a Spanish demonym from its masculine singular.

    >>> spanish_forms("peruano"), spanish_forms("francés"), spanish_forms("iraquí")
    (('peruano', 'peruana', 'peruanos', 'peruanas'), ('francés', 'francesa', 'franceses', 'francesas'), ('iraquí', 'iraquíes', 'iraquís'))
    """
    for ending, forms in _SPANISH:
        if demonym.endswith(ending):
            return tuple(demonym.removesuffix(ending) + form for form in forms)
    return (demonym, f"{demonym}es")


def english_forms(demonym: str) -> tuple[str, ...]:
    """An English demonym and its plural, where it has one of its own.

    >>> english_forms("Peruvian"), english_forms("Chinese"), english_forms("Frenchman")
    (('Peruvian', 'Peruvians'), ('Chinese',), ('Frenchman',))
    """
    if demonym.endswith(("ese", "ch", "sh", "ss", "man", "men", "lo")):
        return (demonym,)
    return (demonym, demonym[:-1] + "ies") if demonym.endswith("cy") else (demonym, demonym + "s")


def add_demonyms(row: Row, english: str, spanish: str) -> None:
    """Give a place its demonyms, semicolon-parted as in our tables."""
    for one in filter(None, english.split(";")):
        for form in english_forms(one):
            row.add(form, DEMONYM)
    for one in filter(None, spanish.split(";")):
        for form in spanish_forms(one):
            row.add(form, DEMONYM)


def demonyms(folder: Path) -> Iterator[tuple[str, int, str, str, str]]:
    """Rows of demonyms.tsv: the place's name, level, country, and its demonyms in English and in Spanish."""
    levels = {"region": REGION, "area": AREA, "town": TOWN}
    for name, level, country, english, spanish in table(folder / "demonyms.tsv"):
        yield name, levels[level], country, english, spanish


def own_rows(folder: Path) -> Iterator[Row]:
    """Countries, regions and areas of our own tables, as rows: names, points; regions carry their ISO 3166-2 suffix as `code`."""
    for cc, lat, lon, names, english, spanish in table(folder / "countries.tsv"):
        row = Row(cc, COUNTRY, "PCLI", cc, float(lat), float(lon), radius_km=_RADII[COUNTRY])
        for name in filter(None, names.split(";")):
            row.add(name, ABBREVIATION if _is_abbreviation(name) else COMMON)
        add_demonyms(row, english, spanish)
        yield row
    for cc, code, names, lat, lon in table(folder / "regions.tsv"):
        first, *others = names.split(";")
        row = Row(first, REGION, code, cc, float(lat), float(lon), radius_km=_RADII[REGION])
        for name in others:
            row.add(name, ABBREVIATION if _is_abbreviation(name) else COMMON)
        yield row
    kinds = {"area": AREA, "water": WATER, "relief": RELIEF}
    known = {(name, country): (en, es) for name, level, country, en, es in demonyms(folder) if level == AREA}
    for names, kind, lat, lon, radius, country in table(folder / "areas.tsv"):
        first, *others = names.split(";")
        row = Row(first, kinds[kind], kind.upper(), country, float(lat), float(lon), radius_km=float(radius))
        for name in others:
            row.add(name, ABBREVIATION if _is_abbreviation(name) else COMMON)
        add_demonyms(row, *known.get((first, country), ("", "")))
        yield row


def _is_abbreviation(name: str) -> bool:
    """Whether a name counts only in its own case and with its own points: US, Ala., EE.UU., N.Y."""
    return (name.isupper() and len(name.replace(".", "").replace(" ", "")) <= 6) or (
        name.endswith(".") and len(name) <= 7
    )
