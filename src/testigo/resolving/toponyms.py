"""The place that each name stands for: the candidate that fits the report, or none, with the reason.

One name has one sense in a document, unless the text itself tells two apart ("Arenal, Costa Rica" and "Arenal, Peru"). Candidates are compared by
what a reader would weigh: how many people live there, what kind of place it is, what the text says it lies in, what countries and regions the other
names point to, what lies near them, and where the outlet is at home. "None of these" stands among the candidates with a weight of its own.
Weights: conditional logit, learned offline (`training/learn_places.py`), in `tables/ranking.tsv`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from testigo.model.analysis import Passage
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Document, Span
from testigo.resolving.contained import within
from testigo.resolving.gazetteer import (
    AREA,
    COUNTRY,
    COUNTY,
    DEMONYM,
    PRECISION,
    REGION,
    RELIEF,
    SITE,
    TOWN,
    WATER,
    Candidate,
    Gazetteer,
)
from testigo.resolving.names import bare, fold
from testigo.resolving.other_names import parted_by_name
from testigo.resolving.outlets import outlet_places
from testigo.resolving.sites import site_in
from testigo.resolving.sounding import COUNTRIES
from testigo.resolving.spotting import Mention, holds, spot, weights

BAR = 0.4  # a stretch is taken for a place's name from this probability on (chosen by cross-validation, see benchmarks)
_MOST = 30  # candidates looked at for one name, most people first
_SEAT_SHARE = 0.2  # of the region's chance that its chief town must have to be taken for it
_FAINT = 0.04  # an outlet's town less likely than this is left out
_CAUTION = 0.4  # log-odds
_TOGETHER = 2.0  # so many times likelier where a name joined to it by "and" surely lies in its country
_SURE = 0.97  # a choice this sure is not weighed again
_CAPITAL = "PPLC"


@dataclass(slots=True)
class Group:
    """All mentions of one name in one sense, with its candidates and their chances; the last chance is that of "none of these"."""

    folded: str
    mentions: list[int] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    outer: list[tuple[int, str]] = field(
        default_factory=list
    )  # groups that the text says hold it, and how it says so
    inner: list[tuple[int, str]] = field(default_factory=list)
    siblings: set[int] = field(default_factory=set)
    chances: list[float] = field(default_factory=list)
    is_demonym: bool = False
    heads: set[str] = field(default_factory=set)
    certainty: float = 1.0  # the best chance that any of its mentions is a place's name at all
    is_namesake: bool = False  # a river: no town of its name is meant, unless the text says what it lies in

    @property
    def best(self) -> int:
        """The index of the likeliest candidate; len(candidates) for none."""
        return max(range(len(self.chances)), key=lambda i: (self.chances[i], -i))


def find_toponyms(
    passages: tuple[Passage, ...], document: Document, language: str, gazetteer: Gazetteer
) -> tuple[tuple[Toponym, ...], ...]:
    """The place names of a document, a tuple for each passage, in order; each resolved, or not with the reason."""
    mentions = [m for m in spot(passages, language, gazetteer) if m.probability >= BAR]
    found: list[list[Toponym]] = [[] for _ in passages]
    for mention, toponym in zip(
        mentions, resolve_mentions(mentions, passages, document, gazetteer), strict=True
    ):
        found[mention.passage].append(toponym)
    return parted_by_name(
        [within(row, passage.text, language) for row, passage in zip(found, passages, strict=True)]
    )


def resolve_spans(
    passage: Passage, spans: Iterable[Span], document: Document, language: str, gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """The places of names whose spans are given (a corpus, or a person, has marked them); other names of the text give context."""
    wanted = sorted(set(spans))
    spotted = spot((passage,), language, gazetteer)
    at = {m.span: m for m in spotted}
    mentions = [m for m in spotted if m.probability >= BAR and not any(m.span.overlaps(s) for s in wanted)]
    mentions += [at.get(span) or mention_of(passage, span, gazetteer) for span in wanted]
    mentions.sort(key=lambda m: m.span)
    resolved = resolve_mentions(mentions, (passage,), document, gazetteer)
    chosen = set(wanted)
    return tuple(t for m, t in zip(mentions, resolved, strict=True) if m.span in chosen)


_TURNS = re.compile(
    r"^(?:greater|downtown|central|mid|upper|lower|inner|old|metropolitan|metro|upstate|rural|"
    r"(?:north|south)?(?:-| )?(?:north|south|east|west)(?:ern)?|norte de|sur de|este de|oeste de) "
)


def names_within(name: str) -> tuple[str, ...]:
    """Ways to ask for a name that the gazetteer does not know as it stands: less a direction, a generic word, a possessive.

    >>> names_within("northern Arenal"), names_within("Arenal's")
    (('arenal',), ('arenal',))
    """
    folded = fold(re.sub(r"['’]s?$", "", name.strip()))
    tries = [folded, _TURNS.sub("", folded), bare(folded), bare(_TURNS.sub("", folded))]
    return tuple(dict.fromkeys(t for t in tries if t and t != fold(name)))


def mention_of(passage: Passage, span: Span, gazetteer: Gazetteer) -> Mention:
    """A given span as a mention, with the candidates of its words."""
    name = span.of(passage.text)
    candidates = gazetteer.lookup(name)
    for other in () if candidates else names_within(name):
        candidates = gazetteer.lookup(other)
        if candidates:
            break
    named = tuple(c for c in candidates if c.rank != DEMONYM)
    sentence = passage.sentence_at(span.start)
    return Mention(
        0,
        sentence.index if sentence else 0,
        span,
        name,
        fold(name),
        named or candidates,
        is_demonym=bool(candidates) and not named,
    )


# --- grouping ------------------------------------------------------------------------------------------------------------------

_INSIDE = re.compile(
    r"^(?:, | \(|,|, in | in | en | de | del |, en |, de | of |, capital of |, capital de )(?:the |la |el |las |los )?(?:(?:región|zona|territorio) de (?:la |el )?)?$"
)
_COMMA = re.compile(r"^(?:, ?| \()$")
_HOLDER_FIRST = re.compile(
    r"^(?:['’]s? |['’]s? (?:\w+ ){1,3}(?:of )?| (?:\w+ )?(?:city|town|village|province|region|state|capital|department|district|port|city-state) (?:of )?|"
    r" capital,? | ?[:-] ?)(?:the )?$"
)
_OF_ADJECTIVE = re.compile(r"^ (?:[a-z]+ ){0,2}(?:city|town|capital|province|of|de|del|de la)(?: of| de)? $")
_LIST = re.compile(r"^(?:,? and |, | y |, y | e | or | o |; )(?:in |en |the |la |el )?$")


def group_mentions(mentions: Sequence[Mention], passages: Sequence[Passage]) -> list[Group]:
    """Mentions of one name in one sense, and what the text says of which lies in which."""
    links: list[tuple[int, int, str]] = []  # inner mention, outer mention, how
    lists: list[tuple[int, int]] = []
    for i, (one, other) in enumerate(pairwise(mentions)):
        if (
            one.passage != other.passage
            or other.span.start - one.span.stop > 40
            or other.span.start < one.span.stop
        ):
            continue
        gap = passages[one.passage].text[one.span.stop : other.span.start]
        if _INSIDE.match(gap) and _may_hold(other, one):
            links.append((i, i + 1, "comma" if _COMMA.match(gap) else "in"))
        elif (_HOLDER_FIRST.match(gap) or (one.is_demonym and _OF_ADJECTIVE.match(gap))) and _may_hold(
            one, other
        ):
            links.append((i + 1, i, "holder"))
        elif _LIST.match(gap):
            lists.append((i, i + 1))
    held_by = {inner: outer for inner, outer, how in links if how == "holder"}
    for inner, outer, how in tuple(links):  # "Arenal, in Peru's Puno region" lies in Puno too
        if held_by.get(outer + 1) == outer == inner + 1 and _may_hold(mentions[outer + 1], mentions[inner]):
            links.append((inner, outer + 1, how))
    sense: dict[int, str] = {}
    told: dict[str, list[str]] = defaultdict(list)
    for inner, outer, how in links:
        if how == "comma":
            sense[inner] = mentions[outer].folded
            if mentions[outer].folded not in told[mentions[inner].folded]:
                told[mentions[inner].folded].append(mentions[outer].folded)
    groups: list[Group] = []
    number: dict[tuple[str, str, bool], int] = {}
    of_mention: list[int] = []
    for i, m in enumerate(mentions):
        senses = told.get(m.folded, ())
        which = sense.get(i) or (senses[0] if senses else "")
        if len(senses) < 2:
            which = senses[0] if senses else ""
        key = (m.folded, which, m.is_demonym)
        if key not in number:
            number[key] = len(groups)
            groups.append(Group(m.folded, is_demonym=m.is_demonym, certainty=0.0, is_namesake=m.is_namesake))
        group = groups[number[key]]
        group.mentions.append(i)
        group.certainty = max(group.certainty, m.probability)
        if m.head:
            group.heads.add(m.head)
        held = {c.id for c in group.candidates}
        group.candidates += [c for c in m.candidates[: _MOST * 4] if c.id not in held]
        of_mention.append(number[key])
    for inner, outer, how in links:
        a, b = of_mention[inner], of_mention[outer]
        if a != b:
            groups[a].outer.append((b, how))
            groups[b].inner.append((a, how))
    for a, b in lists:
        if of_mention[a] != of_mention[b]:
            groups[of_mention[a]].siblings.add(of_mention[b])
            groups[of_mention[b]].siblings.add(of_mention[a])
    return groups


def _may_hold(outer: Mention, inner: Mention) -> bool:
    return any(o.level <= COUNTY and holds(o, c) for o in outer.candidates[:12] for c in inner.candidates)


# --- weighing --------------------------------------------------------------------------------------------------------------------


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
    can_comma = any(_held(c, groups, told_by_comma) for c in group.candidates) if told_by_comma else False
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
                if _held(c, groups, told_by_comma)
                else ("lies elsewhere than the text says", 1.0)
            )
        if told_otherwise and _held(c, groups, told_otherwise):
            row.append(("lies in what stands by", 1.0))
        if group.inner:
            if any(holds(c, x) for g, how in group.inner for x in groups[g].candidates[:_MOST]):
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


def _held(c: Candidate, groups: Sequence[Group], outer: Sequence[int]) -> bool:
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
    """At most `_MOST` candidates: those in what the text names first, then those with most people."""
    if group.is_namesake:
        holders = [g for g, _ in group.outer if any(c.level == REGION for c in groups[g].candidates)]
        return [
            c
            for c in group.candidates
            if c.level in {AREA, WATER, RELIEF, SITE} or (c.level == TOWN and _held(c, groups, holders))
        ][:_MOST]
    if len(group.candidates) <= _MOST:
        return group.candidates
    outer = [g for g, _ in group.outer]
    regions = {(c.country, c.admin1) for g in groups for c in g.candidates[:3] if c.level == REGION}
    ranked = sorted(
        group.candidates,
        key=lambda c: (
            not _held(c, groups, outer),
            (c.country, c.admin1) not in regions,
            c.rank == 2,
            -c.population,
            c.id,
        ),
    )
    return ranked[:_MOST]


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


# --- from chances to places --------------------------------------------------------------------------------------------------------


def resolve_mentions(
    mentions: Sequence[Mention], passages: Sequence[Passage], document: Document, gazetteer: Gazetteer
) -> list[Toponym]:
    """A toponym for each mention, in order."""
    groups = group_mentions(mentions, passages)
    places, country = outlet_places(document, gazetteer)
    outlet = Outlet(tuple(p for p in places if p[1] > _FAINT)[:4], country)
    weigh(groups, outlet)
    context = context_of(groups)
    found: list[Toponym | None] = [None] * len(mentions)
    for number, group in enumerate(groups):
        place = _place_of(groups, number, context, outlet, gazetteer)
        for i in group.mentions:
            m = mentions[i]
            said = m.span.of(passages[m.passage].text)
            found[i] = Toponym(
                m.span,
                m.name if m.head in {"town", "admin"} and m.name in said else said,
                place,
                len(m.candidates),
            )
    return [t for t in found if t is not None]


def _place_of(
    groups: Sequence[Group], number: int, context: Context, outlet: Outlet, gazetteer: Gazetteer
) -> Place | Unresolved:
    group = groups[number]
    if not group.candidates:
        return _by_sound(group, context, gazetteer) or Unresolved("no place of this name is in the gazetteer")
    best = group.best
    if best == len(group.candidates) and len(group.candidates) == 1 and group.outer:
        if _held(group.candidates[0], groups, [other for other, _ in group.outer]):
            best = 0  # the only place of its name, and the text says outright what it lies in
    if best == len(group.candidates):
        count = len(group.candidates)
        what = "the one place" if count == 1 else f"none of the {count} places"
        return Unresolved(
            f"{what} of this name in the gazetteer fits the report"
            if count > 1
            else f"{what} of this name in the gazetteer does not fit the report"
        )
    c = group.candidates[best]
    chance = group.chances[best]
    place = as_place(c, gazetteer, chance, _evidence(groups, number, best, context, outlet))
    return site_in(group.folded.title(), "site", place) if group.is_namesake and c.level == TOWN else place


def _by_sound(group: Group, context: Context, gazetteer: Gazetteer) -> Place | None:
    """The one town of a country that the report surely speaks of whose name sounds like an unknown one; None where there is none, or two."""
    if group.is_namesake or group.is_demonym or not group.heads <= {"town"}:
        return None
    lands = context.countries
    if not any(lands[country] >= _SPOKEN_OF for country in COUNTRIES & lands.keys()):
        return None
    found = [c for c in gazetteer.sounding(group.folded) if lands.get(c.country, 0.0) >= _TOUCHED]
    if len(found) != 1 or lands[found[0].country] < _SPOKEN_OF:
        return None
    return as_place(found[0], gazetteer, _BY_SOUND, ("other names of the report lie in its country",))


_TOUCHED, _SPOKEN_OF = 0.1, 0.5  # mentions, each by its chance
_BY_SOUND = 0.6  # sounds mislead more often than letters


def as_place(c: Candidate, gazetteer: Gazetteer, confidence: float, evidence: tuple[str, ...]) -> Place:
    """A candidate as the place that the ledger keeps."""
    precision = PRECISION[c.level]
    admin1 = gazetteer.regions.get((c.country, c.admin1)) if c.level != COUNTRY and c.admin1 else None
    if precision is PlacePrecision.REGION and c.level == REGION:
        admin1 = c.name
    return Place(
        c.name,
        c.country,
        c.lat,
        c.lon,
        precision,
        c.radius_km,
        admin1,
        c.geonameid,
        round(confidence, 3),
        evidence,
    )


_TOLD = {
    "lies in what follows": "the text names what it lies in",
    "lies in what stands by": "the text says what it lies in",
    "holds what stands by": "a place inside it stands by it",
    "the outlet's town": "the outlet's own town",
    "near the outlet": "near the outlet's town",
    "the outlet's region": "the outlet's region",
    "the outlet's country": "the outlet's country",
    "country of the report": "other names of the report lie in its country",
    "country of the report, town": "other names of the report lie in its country",
    "region of the report": "other names of the report lie in its region",
    "region named": "other names of the report lie in its region",
    "near other places": "near other places of the report",
    "country of its list": "named in a list with places of its country",
    "people": "many people live there",
    "people of a town": "many people live there",
    "the largest of its name": "the largest place of its name",
    "a capital": "a capital",
}


def _evidence(
    groups: Sequence[Group], number: int, best: int, context: Context, outlet: Outlet
) -> tuple[str, ...]:
    """What set the chosen candidate apart from the next best, strongest first."""
    group = groups[number]
    said = ["demonym"] if group.is_demonym else []
    if len(group.candidates) == 1:
        return (*said, "the only place of its name in the gazetteer")
    table = stage_weights("context")
    rows = cues_of(groups, number, context, outlet)
    others = [i for i in range(len(group.candidates)) if i != best]
    second = max(others, key=lambda i: (group.chances[i], -i))
    gains: dict[str, float] = defaultdict(float)
    for name, value in rows[best]:
        gains[name] += table.get(name, 0.0) * value
    for name, value in rows[second]:
        gains[name] -= table.get(name, 0.0) * value
    told: dict[str, float] = defaultdict(float)
    for name, gain in gains.items():
        if name in _TOLD:
            told[_TOLD[name]] += gain
    strong = [text for text, gain in sorted(told.items(), key=lambda t: (-t[1], t[0])) if gain > 0.3][:3]
    return (*said, *(strong or ["the likeliest of its kind"]))
