"""The place that each name stands for: the candidate that fits the report, or none, with the reason.

Names are spotted (`spotting`), grouped by sense (`grouping`) and weighed (`ranking`); here the likeliest candidate becomes the place, with the evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from testigo.model.analysis import Passage
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Document, Span
from testigo.resolving.contained import within
from testigo.resolving.gazetteer import COUNTRY, DEMONYM, PRECISION, REGION, TOWN, Candidate, Gazetteer
from testigo.resolving.grouping import Group, group_mentions
from testigo.resolving.names import bare, fold
from testigo.resolving.other_names import parted_by_name
from testigo.resolving.outlets import outlet_places
from testigo.resolving.ranking import Context, Outlet, context_of, cues_of, is_held, stage_weights, weigh
from testigo.resolving.sighting import Mention
from testigo.resolving.sites import site_in
from testigo.resolving.sounding import COUNTRIES
from testigo.resolving.spotting import spot

BAR = 0.4  # a stretch is taken for a place's name from this probability on (chosen by cross-validation, see benchmarks)
_FAINT = 0.04  # an outlet's town less likely than this is left out


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
        if is_held(group.candidates[0], groups, [other for other, _ in group.outer]):
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
