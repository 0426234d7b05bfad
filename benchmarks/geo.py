"""Place names against the geo_* corpora: found and resolved, or resolved alone with the gold spans given.

    python benchmarks/geo.py --corpus DIR --scorers DIR [--spans gold] [--no-parse]

DIR holds docs.jsonl with id, lang, text, url, domain, toponyms; predictions are in the format of score_geo.py. With `--spans gold` the spans of the gold
(never its places) go in, as the literature measures resolution alone; the right abstentions are then counted too: gold places that no candidate of
the gazetteer reaches (lies within 161 km, or holds within its own radius, as a continent does, or is the country or region itself), nor the answer
given, and of those the share that is left unresolved.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.place import Place, Toponym
from testigo.model.text import Document, Part, Span
from testigo.resolving.addresses import addresses, span_of
from testigo.resolving.gazetteer import COUNTRY, REGION, Candidate, Gazetteer
from testigo.resolving.gazetteer_build import distance_km
from testigo.resolving.toponyms import find_toponyms, mention_of, resolve_spans
from testigo.resolving.word_tables import words_of

MILES_100 = 161.0


@cache
def _parser(language: str) -> SpacyParser:
    return SpacyParser(language)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        row["id"],
        row["text"],
        outlet=row.get("domain"),
        url=row.get("url") or row.get("domain"),
        language=row["lang"],
    )


def _passage(row: Mapping[str, Any], *, has_parse: bool) -> Passage:
    if not has_parse:
        return Passage(Part.BODY, row["text"], ())
    return _parser(row["lang"]).parse([(Part.BODY, row["text"])])[0]


def _row(document: str, toponyms: Iterable[Toponym]) -> dict[str, Any]:
    found = []
    for t in toponyms:
        place = t.place if isinstance(t.place, Place) else None
        found.append(
            {
                "start": t.span.start,
                "end": t.span.stop,
                "lat": place and place.lat,
                "lon": place and place.lon,
                "geonameid": place and place.geonameid,
                "country": place and place.country,
            }
        )
    return {"id": document, "toponyms": found}


#: Corpora that mark an address as one name («calle Arenal, en la colonia Ayo, San Telmo») and leave out names that stand for a government or its officers.
_ADDRESSES = frozenset({"CEGEOMEX"})
_OWNER = re.compile(r"(\w+)(?: (\w+))? (?:de|del|of|en|in) (?:la |el |los |las |the )?$")


def _as_marked(found: Sequence[Toponym], text: str, language: str) -> list[Toponym]:
    """The names as such a corpus marks them: each address once, with the place of its first name."""
    owners = words_of("cues", language)["title"] | words_of("heads", language)["org"]
    kept = []
    for run in addresses(found, text, language):
        whole = replace(found[run[0]], span=span_of(run, found))
        owner = _OWNER.search(text, max(0, whole.span.start - 40), whole.span.start)
        if owner is None or not owners & {word.lower() for word in owner.groups() if word}:
            kept.append(whole)
    return kept


def predict(documents: Iterable[Mapping[str, Any]], *, has_parse: bool = True) -> list[dict[str, Any]]:
    """One row a document: places found and resolved; only the text and the address are read."""
    rows = []
    for row in documents:
        (found,) = find_toponyms(
            (_passage(row, has_parse=has_parse),), _document(row), row["lang"], _gazetteer()
        )
        if row.get("corpus") in _ADDRESSES:
            found = tuple(_as_marked(found, row["text"], row["lang"]))
        rows.append(_row(row["id"], found))
    return rows


def predict_gold_spans(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same with the gold's spans as the names to resolve."""
    rows = []
    for row in documents:
        spans = [Span(t["start"], t["end"]) for t in row["toponyms"]]
        found = resolve_spans(_passage(row, has_parse=True), spans, _document(row), row["lang"], _gazetteer())
        rows.append(_row(row["id"], found))
    return rows


def _is_land(gold: Mapping[str, Any], candidate: Candidate) -> bool:
    """Whether a candidate is the gold's own country or a region of it: corpora put the point of a land hundreds of km apart."""
    return (
        gold.get("level") in {"country", "region"}
        and candidate.level in {COUNTRY, REGION}
        and candidate.country == gold.get("cc")
    )


def abstentions(
    documents: Iterable[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]
) -> dict[str, float]:
    """Of the gold places that no candidate of their name comes near, how many are left unresolved; and of the others, how many too."""
    given = {row["id"]: {(t["start"], t["end"]): t for t in row["toponyms"]} for row in rows}
    missing = silent = reachable = lost = 0
    for d in documents:
        passage = Passage(Part.BODY, d["text"], ())
        for t in d["toponyms"]:
            if t["lat"] is None:
                continue
            candidates = mention_of(passage, Span(t["start"], t["end"]), _gazetteer()).candidates
            answer = given[d["id"]].get((t["start"], t["end"]), {})
            is_silent = answer.get("lat") is None
            is_reachable = any(
                distance_km(t["lat"], t["lon"], c.lat, c.lon) <= max(MILES_100, c.radius_km) or _is_land(t, c)
                for c in candidates
            ) or (
                not is_silent
                and (
                    distance_km(t["lat"], t["lon"], answer["lat"], answer["lon"]) <= MILES_100
                    or (t.get("level") == "country" and answer["country"] == t.get("cc"))
                )
            )
            reachable += is_reachable
            missing += not is_reachable
            silent += is_silent and not is_reachable
            lost += is_silent and is_reachable
    return {
        "not among the candidates": missing,
        "right abstention": silent / max(1, missing),
        "wrong abstention": lost / max(1, reachable),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--spans", choices=["own", "gold"], default="own")
    parser.add_argument("--no-parse", action="store_true")
    args = parser.parse_args()
    text = (args.corpus / "docs.jsonl").read_text(encoding="utf-8")
    documents = [json.loads(line) for line in text.split("\n") if line.strip()]
    began = time.process_time()
    rows = (
        predict_gold_spans(documents)
        if args.spans == "gold"
        else predict(documents, has_parse=not args.no_parse)
    )
    spent = time.process_time() - began
    sys.path.insert(0, str(args.scorers))
    from score_geo import score  # noqa: PLC0415

    result = score({d["id"]: d for d in documents}, {r["id"]: r for r in rows})
    for name, value in result.items():
        print(
            name.ljust(24), {k: round(v, 4) for k, v in value.items()} if isinstance(value, dict) else value
        )
    if args.spans == "gold":
        print("abstention".ljust(24), abstentions(documents, rows))
    print(f"{len(documents) / spent:.1f} documents a CPU second, parse included")


if __name__ == "__main__":
    main()
