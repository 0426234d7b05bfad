"""The choice between the candidates of a name: what speaks for each, and the chance that this gives it.

Candidates are compared by what a reader would weigh: how many people live there, what kind of place it is, what the text says it lies in, what countries
and regions the other names point to, what lies near them, and where the outlet is at home. "None of these" stands among the candidates with a weight of its
own. Weights: conditional logit, learned offline (`training/learn_places.py`), in `tables/ranking.tsv`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from testigo.resolving.candidates import holds
from testigo.resolving.gazetteer import (
    AREA,
    COUNTRY,
    COUNTY,
    REGION,
    RELIEF,
    SITE,
    TOWN,
    WATER,
    Candidate,
)
from testigo.resolving.grouping import MOST, Group
from testigo.resolving.word_tables import weights

_SEAT_SHARE = 0.2  # of the region's chance that its chief town must have to be taken for it
_CAUTION = 0.4  # log-odds
_TOGETHER = 2.0  # so many times likelier where a name joined to it by "and" surely lies in its country
_SURE = 0.97  # a choice this sure is not weighed again
_CAPITAL = "PPLC"


@dataclass(slots=True)
class Context:
    """What the other names of the document point to: shares of countries, regions and one-degree cells."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0
    own: list[tuple[dict[str, float], dict[tuple[str, str], float], dict[tuple[int, int], float], float]] = (
        field(default_factory=list)
    )


def context_of(groups: Sequence[Group]) -> Context:
    """Sum up the groups' chances; `own` keeps each group's part, so that a name is not its own witness."""
    context = Context()
    for group in groups:
        weight = (
            (1 + 0.5 * math.log(len(group.mentions))) * group.certainty * (0.7 if group.is_demonym else 1.0)
        )
        countries: dict[str, float] = defaultdict(float)
        regions: dict[tuple[str, str], float] = defaultdict(float)
        cells: dict[tuple[int, int], float] = defaultdict(float)
        for c, chance in zip(group.candidates, group.chances, strict=False):
            share = weight * chance
            if share < 0.01:
                continue
            if c.country:
                countries[c.country] += share
            if c.admin1 and c.level in {REGION, COUNTY, TOWN, SITE}:
                regions[c.country, c.admin1] += share
            if c.level in {COUNTY, TOWN, SITE}:
                cells[math.floor(c.lat), math.floor(c.lon)] += share
        for key, share in countries.items():
            context.countries[key] += share
        for region, share in regions.items():
            context.regions[region] += share
        for cell, share in cells.items():
            context.cells[cell] += share
        context.total += weight
        context.own.append((countries, regions, cells, weight))
    return context


def cues_of(
    groups: Sequence[Group], number: int, context: Context | None, outlet: Outlet
) -> list[list[tuple[str, float]]]:
    """For each candidate of a group, and last for "none of these", what speaks for it as (cue, value)."""
    group = groups[number]
    rows: list[list[tuple[str, float]]] = []
    if context:
        own_countries, own_regions, own_cells, own_weight = context.own[number]
        rest = max(0.5, context.total - own_weight)
    most = max((c.population for c in group.candidates if c.level in {TOWN, COUNTY, REGION}), default=0)
    told_by_comma = [o for o, how in group.outer if how == "comma"]
    told_otherwise = [o for o, how in group.outer if how != "comma"]
    can_comma = any(is_held(c, groups, told_by_comma) for c in group.candidates) if told_by_comma else False
    near_best = 0.0
    for c in group.candidates:
        row = [
            (f"level {c.level}", 1.0),
            (f"name rank {c.rank}", 1.0),
            ("people", math.log10(c.population + 1) / 7),
        ]
        if c.level == TOWN:
            row.append(("people of a town", math.log10(c.population + 1) / 7))
            if c.code == _CAPITAL:
                row.append(("a capital", 1.0))
        if c.population == most and most and c.level in {TOWN, COUNTY, REGION}:
            row.append(("the largest of its name", 1.0))
        if group.is_demonym:
            row.append((f"demonym of level {c.level}", 1.0))
        if group.heads:
            if "admin" in group.heads and c.level in {REGION, COUNTY}:
                row.append(("called a region", 1.0))
            if "town" in group.heads:
                row.append(("called a town", 1.0) if c.level == TOWN else ("called a town, is none", 1.0))
            if "nature" in group.heads and c.level == WATER:
                row.append(("called a water", 1.0))
        if told_by_comma and can_comma:
            row.append(
                ("lies in what follows", 1.0)
                if is_held(c, groups, told_by_comma)
                else ("lies elsewhere than the text says", 1.0)
            )
        if told_otherwise and is_held(c, groups, told_otherwise):
            row.append(("lies in what stands by", 1.0))
        if group.inner:
            if any(holds(c, x) for g, how in group.inner for x in groups[g].candidates[:MOST]):
                row.append(("holds what stands by", 1.0))
        if outlet.country and c.country == outlet.country:
            row.append(("the outlet's country", 1.0))
        closest = 0.0
        for place, chance in outlet.places:
            if place.country == c.country and place.admin1 == c.admin1 and c.admin1:
                row.append(("the outlet's region", chance))
            if c.level in {TOWN, COUNTY, SITE}:
                closest = max(closest, chance * math.exp(-_rough_km(c, place) / 60))
            if place.id == c.id:
                row.append(("the outlet's town", chance))
        if closest > 0.01:
            row.append(("near the outlet", closest))
        if context:
            if c.country:
                share = (context.countries.get(c.country, 0.0) - own_countries.get(c.country, 0.0)) / rest
                row.append(("country of the report", share))
                if c.level == TOWN:
                    row.append(("country of the report, town", share))
            if c.admin1:
                key = (c.country, c.admin1)
                share = (context.regions.get(key, 0.0) - own_regions.get(key, 0.0)) / rest
                row.append(("region of the report", share))
                if share > 0.02:
                    row.append(("region named", 1.0))
            if c.level in {TOWN, COUNTY, SITE}:
                near = _around(c, context.cells, own_cells)
                near_best = max(near_best, near)
                row.append(("near other places", near / (near + 1.0)))
            if group.siblings:
                together = max(
                    (_chance_of_country(groups[g], c.country) for g in group.siblings), default=0.0
                )
                row.append(("country of its list", together))
        rows.append(row)
    null: list[tuple[str, float]] = [("none", 1.0)]
    if not group.candidates:
        null.append(("none: no candidate", 1.0))
    else:
        null.append(("none: people", math.log10(max(c.population for c in group.candidates) + 1) / 7))
        if len({c.country for c in group.candidates}) > 1:
            null.append(("none: several countries", 1.0))
        null.append(("none: candidates", math.log10(len(group.candidates))))
        null.append((f"none: level {min(c.level for c in group.candidates)}", 1.0))
        null.append((f"none: rank {min(c.rank for c in group.candidates)}", 1.0))
        null.extend((f"none: head {head}", 1.0) for head in group.heads)
        null.append(("none: doubtful name", 1 - group.certainty))
        if " " in group.folded:
            null.append(("none: many words", 1.0))
        if context and near_best < 0.05:
            null.append(("none: nothing near", 1.0))
    rows.append(null)
    return rows


def is_held(c: Candidate, groups: Sequence[Group], outer: Sequence[int]) -> bool:
    """Whether a place lies in any reading of the groups that the text says hold it."""
    return any(holds(o, c) for g in outer for o in groups[g].candidates[:12] if o.level <= COUNTY)


def _chance_of_country(group: Group, country: str) -> float:
    return sum(
        chance for c, chance in zip(group.candidates, group.chances, strict=False) if c.country == country
    )


def _around(c: Candidate, cells: dict[tuple[int, int], float], own: dict[tuple[int, int], float]) -> float:
    """What the other names put within about a degree of a place."""
    lat, lon = math.floor(c.lat - 0.5), math.floor(c.lon - 0.5)
    total = 0.0
    for cell in ((lat, lon), (lat + 1, lon), (lat, lon + 1), (lat + 1, lon + 1)):
        if cell in cells:
            total += cells[cell] - own.get(cell, 0.0)
    return total


def _rough_km(a: Candidate, b: Candidate) -> float:
    """Distance on a flat map, good below some 500 km."""
    x = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(x, a.lat - b.lat)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where the outlet is at home: possible places with their chances, and its country where known."""

    places: tuple[tuple[Candidate, float], ...] = ()
    country: str = ""


@cache
def stage_weights(stage: str) -> Mapping[str, float]:
    """The learned weights of one stage: "first" looks at each name alone, "context" at what the other names point to as well. Where
    the candidates lie in several countries, "none of these" is made likelier than the corpora have it: a wrong place harms more than an unknown one.
    """
    table = {
        name.removeprefix("first:"): weight
        for name, weight in weights("ranking").items()
        if name.startswith("first:") is (stage == "first")
    }
    return {**table, "none: several countries": _CAUTION}


def weigh(groups: Sequence[Group], outlet: Outlet, rounds: int = 2) -> None:
    """Set the groups' chances: first from each name alone, then with the context that the chances before give; what is sure stays after a round."""
    first, later = stage_weights("first"), stage_weights("context")
    for number, group in enumerate(groups):
        group.candidates = shortlist(group, groups)
        group.chances = chances_of(cues_of(groups, number, None, outlet), first)
    for turn in range(rounds):
        context = context_of(groups)
        fresh = {
            number: chances_of(cues_of(groups, number, context, outlet), later)
            for number, group in enumerate(groups)
            if not turn or max(group.chances) < _SURE
        }
        for number, chances in fresh.items():
            groups[number].chances = chances
    _agree(groups)
    for group in groups:
        _prefer_seat(group)


def _agree(groups: Sequence[Group]) -> None:
    """Names joined by "and" mostly lie in one country: of "La Libertad and Amazonas" both lie in Peru, though Brazil's Amazonas has more people."""
    before = [tuple(group.chances) for group in groups]
    for group in groups:
        others = [g for g in group.siblings if not groups[g].is_demonym]
        if not others or group.is_demonym or max(group.chances) > _SURE:
            continue
        for i, c in enumerate(group.candidates):
            if c.level != COUNTRY and c.country:
                for g in others:
                    shares = zip(groups[g].candidates, before[g], strict=False)
                    group.chances[i] *= 1 + _TOGETHER * sum(
                        p for o, p in shares if o.country == c.country and o.level != COUNTRY
                    )
        total = sum(group.chances)
        group.chances = [chance / total for chance in group.chances]


def _prefer_seat(group: Group) -> None:
    """Where a region and its chief town share a name and are near as likely, the town is meant: things happen in towns, and "the region of"
    would have been said.
    """
    best = group.best
    if (
        best == len(group.candidates)
        or group.candidates[best].level not in {REGION, COUNTY}
        or "admin" in group.heads
        or group.is_demonym
    ):
        return
    region = group.candidates[best]
    for i, c in enumerate(group.candidates):
        same = (
            c.level == TOWN
            and (c.country, c.admin1) == (region.country, region.admin1)
            and c.population * 10 > region.population
        )
        if same and group.chances[i] > _SEAT_SHARE * group.chances[best]:
            group.chances[best], group.chances[i] = group.chances[i], group.chances[best]
            return


def shortlist(group: Group, groups: Sequence[Group]) -> list[Candidate]:
    """At most `MOST` candidates: those in what the text names first, then those with most people."""
    if group.is_namesake:
        holders = [g for g, _ in group.outer if any(c.level == REGION for c in groups[g].candidates)]
        return [
            c
            for c in group.candidates
            if c.level in {AREA, WATER, RELIEF, SITE} or (c.level == TOWN and is_held(c, groups, holders))
        ][:MOST]
    if len(group.candidates) <= MOST:
        return group.candidates
    outer = [g for g, _ in group.outer]
    regions = {(c.country, c.admin1) for g in groups for c in g.candidates[:3] if c.level == REGION}
    ranked = sorted(
        group.candidates,
        key=lambda c: (
            not is_held(c, groups, outer),
            (c.country, c.admin1) not in regions,
            c.rank == 2,
            -c.population,
            c.id,
        ),
    )
    return ranked[:MOST]


def chances_of(rows: Sequence[Sequence[tuple[str, float]]], table: Mapping[str, float]) -> list[float]:
    """The chance of each option from its cues; they add up to 1."""
    get = table.get
    scores = []
    for row in rows:
        score = 0.0
        for name, value in row:
            score += get(name, 0.0) * value
        scores.append(score)
    top = max(scores)
    odds = [math.exp(s - top) for s in scores]
    total = sum(odds)
    return [o / total for o in odds]
