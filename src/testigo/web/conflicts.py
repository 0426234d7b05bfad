"""The table of conflicting figures: who told what, what overtook it, who dissents, and why the figure is what it is.

Pure functions over an `IncidentView`. Rows are origins (who the number comes from), never outlets that printed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from testigo.model.claim import Claim, Factuality, Polarity, VoiceKind
from testigo.model.incident import Standing
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.toll import Figure, Measure, Toll
from testigo.web.desk_data import Header, IncidentView
from testigo.web.reasons import known_reason

COUNTING = frozenset({"live"})
_ORDER = {measure: place for place, measure in enumerate(Measure)}
_ALWAYS = (Measure.KILLED, Measure.INJURED, Measure.ARRESTED)
_COARSE = (PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.DISTRICT)
PARTIES = frozenset(
    {
        VoiceKind.POLICE,
        VoiceKind.MILITARY,
        VoiceKind.GOVERNMENT,
        VoiceKind.PROTEST,
        VoiceKind.REBELS,
        VoiceKind.PARTY,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that one origin told. `copies` counts further reports that carry it; `dissents` from the reconciled value.

    `twins` are claims with the same words that stand behind this one.
    `counts_as` is the number that it stands for once aligned with the others (R12: 19 with one policeman is 18), None where it stands for itself.
    """

    claim: Claim
    standing: Standing
    origin: str
    published: date | None
    outlet: str | None
    dissents: bool = False
    copies: int = 0
    counts_as: int | None = None
    twins: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """True for a figure that counts."""
        return self.standing.state in COUNTING

    @property
    def is_struck(self) -> bool:
        """True for a figure that something later took the place of."""
        return self.standing.state in {"overtaken", "provisional", "withdrawn"}


@dataclass(frozen=True, slots=True)
class OriginRow:
    """All that one origin told of an incident, by column, in order of time."""

    origin: str
    tier: int
    is_party: bool
    figures: dict[Measure, tuple[Told, ...]]
    days: tuple[Told, ...]
    places: tuple[Told, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class ConflictTable:
    """Origins in order of weight; `measures` are the columns that have something to say."""

    measures: tuple[Measure, ...]
    rows: tuple[OriginRow, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Figures that do not count, for one reason."""

    state: str
    rule: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that independent origins give, and how it fared: `best`, or behind for `fewer` origins, a lower `tier`, or as the `higher` of equals (R9)."""

    value: int
    origins: tuple[str, ...]
    tier: int
    fate: str
    shifted: tuple[tuple[str, int], ...] = ()

    def told_by(self, origin: str) -> int | None:
        """The number that an origin told where another one was made of it by aligning, else None."""
        return next((told for name, told in self.shifted if name == origin), None)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a measure's figure is what it is: who supports it, who counts but differs, and who does not count any more.

    `set_aside` is gathered by what became of the figures, with the rule that says so; `candidates` are the values that were weighed (R9).
    """

    measure: Measure
    toll: Toll
    supporting: tuple[Told, ...]
    dissenting: tuple[Told, ...]
    set_aside: tuple[Aside, ...]
    candidates: tuple[Candidate, ...]

    @property
    def is_tie(self) -> bool:
        """True where as many origins give another value, so that their weight decides (R9)."""
        return any(c.fate in {"tier", "higher"} for c in self.candidates)

    @property
    def origins(self) -> tuple[str, ...]:
        """Who gives the best figure, each once."""
        return tuple(dict.fromkeys(one.origin for one in self.supporting))


def conflict_table(view: IncidentView, told: Sequence[Told] = ()) -> ConflictTable:
    """The conflict table of an incident; `told` is what `all_told` gave, worked out here where it is not at hand."""
    told = told or all_told(view)
    by_origin: dict[str, list[Told]] = {}
    for one in told:
        by_origin.setdefault(one.standing.origin, []).append(one)
    rows = [_origin_row(mine, view) for mine in by_origin.values()]
    rows.sort(key=lambda row: (-row.tier, row.is_party, not row.figures, row.origin.casefold()))
    present = {m for row in rows for m in row.figures} | {m for m, _ in view.incident.tolls}
    columns = tuple(m for m in Measure if m in _ALWAYS or m in present)
    return ConflictTable(columns, tuple(rows))


def explain(view: IncidentView, told: Sequence[Told] = ()) -> tuple[Explanation, ...]:
    """For each measure with a figure, what it rests on; `told` as in `conflict_table`."""
    told = told or all_told(view)
    found = []
    for measure, toll in sorted(view.incident.tolls, key=lambda pair: _ORDER[pair[0]]):
        mine = [one for one in told if one.claim.figure and one.claim.figure.measure is measure]
        counting = [one for one in mine if one.is_live]
        supporting = tuple(one for one in counting if not one.dissents)
        dissenting = tuple(one for one in counting if one.dissents)
        found.append(
            Explanation(measure, toll, supporting, dissenting, _gathered(mine), _candidates(counting, toll))
        )
    return tuple(found)


_STATES = (
    "overtaken",
    "provisional",
    "withdrawn",
    "copy",
    "altered",
    "part",
    "other_scope",
    "party",
    "unconfirmed",
)


def _gathered(told: Iterable[Told]) -> tuple[Aside, ...]:
    """What does not count, by state and rule. The same words told again by the same origin stand once."""
    groups: dict[tuple[str, str], dict[tuple[str, str], Told]] = {}
    for one in told:
        if not one.is_live:
            group = groups.setdefault((one.standing.state, one.standing.rule), {})
            key = (one.origin, one.claim.quote)
            first = group.get(key)
            group[key] = (
                one
                if first is None
                else replace(first, copies=first.copies + 1, twins=(*first.twins, one.claim.id))
            )
    order = {state: place for place, state in enumerate(_STATES)}
    return tuple(
        Aside(state, rule, tuple(group.values()))
        for (state, rule), group in sorted(
            groups.items(), key=lambda item: (order.get(item[0][0], 99), item[0][1])
        )
    )


def _candidates(counting: Sequence[Told], toll: Toll) -> tuple[Candidate, ...]:
    """The points that were weighed, the best first. A party weighs only where nobody else counts (R18)."""
    by_value: dict[int, dict[str, int]] = {}
    for one in counting:
        point = point_of(one)
        if point is not None:
            by_value.setdefault(point, {})[one.standing.origin] = one.standing.tier
    names = {one.standing.origin: one.origin for one in counting}
    best = by_value.get(toll.best if toll.best is not None else -1, {})
    found = []
    for value, origins in by_value.items():
        tier = max(origins.values())
        if value == toll.best:
            fate = "best"
        elif len(origins) < len(best):
            fate = "fewer"
        elif tier < max(best.values(), default=0):
            fate = "tier"
        else:
            fate = "higher" if toll.best is not None and value > toll.best and best else "rules"
        shifted = tuple(
            (one.origin, one.claim.figure.bounds.low)
            for one in counting
            if one.counts_as == value and one.claim.figure and one.claim.figure.bounds.low is not None
        )
        found.append(Candidate(value, tuple(sorted(names[o] for o in origins)), tier, fate, shifted))
    return tuple(sorted(found, key=lambda c: (c.fate != "best", -len(c.origins), -c.tier, c.value)))


def point_of(told: Told) -> int | None:
    """The number that a figure stands for: aligned where it was (R12), else as told; None where it is open or vague."""
    if told.counts_as is not None:
        return told.counts_as
    bounds = told.claim.figure.bounds if told.claim.figure else None
    return bounds.low if bounds is not None and bounds.low == bounds.high else None


_SHIFTS = {
    "less_forces": -1,
    "less_forces_agree": -1,
    "with_forces": 1,
    "with_forces_beside": 1,
    "added_before": 1,
    "added_known": 1,
}


def counts_as(claim: Claim, standing: Standing) -> int | None:
    """The number that a figure was aligned to, as its note tells; None where it stands as told."""
    known = known_reason(standing.note) if standing.note else None
    if known is None or known[0] not in _SHIFTS or claim.figure is None or claim.figure.bounds.low is None:
        return None
    return claim.figure.bounds.low + _SHIFTS[known[0]] * int(known[1]["count"])


def all_told(view: IncidentView, language: str = "") -> tuple[Told, ...]:
    """Every claim of an incident with its standing, in order of time, then of its figure, then of its id.

    Origins go by the names that reports in the language give them, where any does.
    """
    claims = sorted(
        view.claims.values(), key=lambda c: (_published(c, view) or date.max, _size(c), c.is_update, c.id)
    )
    standings = _joined([standing_of(claim, view) for claim in claims], view)
    names = origin_names(standings.values(), view, language)
    return tuple(_told(claim, standings[claim.id], names, view) for claim in claims)


def _told(claim: Claim, standing: Standing, names: Mapping[str, str], view: IncidentView) -> Told:
    aligned = counts_as(claim, standing)
    toll = view.incident.toll(claim.figure.measure) if claim.figure else None
    dissents = claim.figure is not None and (
        is_dissent(claim.figure, toll)
        if aligned is None
        else toll is not None and toll.best is not None and aligned != toll.best
    )
    return Told(
        claim,
        standing,
        names[standing.origin],
        _published(claim, view),
        _outlet(claim, view),
        dissents,
        counts_as=aligned,
    )


def origin_names(standings: Iterable[Standing], view: IncidentView, language: str = "") -> dict[str, str]:
    """Each origin as people call it: the name that most of its claims give it, those in the reader's language before others, the longer one of two.

    The reconciler's own key ("ombudsman:PE", "press:example wire") is shown only where no claim names anybody.
    """
    said: dict[str, Counter[str]] = {}
    spoken: set[str] = set()
    for standing in standings:
        counter = said.setdefault(standing.origin, Counter())
        claim = view.claims[standing.claim]
        name = _name_told(claim, standing, view)
        if name:
            counter[name] += 1
            header = _header(claim, view)
            if header and header.language == language:
                spoken.add(name)
    return {
        origin: _upper(max(names, key=lambda n: (n in spoken, names[n], len(n), n)))
        if names and ":" in origin
        else origin.partition(":")[2] or origin
        for origin, names in said.items()
    }


def _upper(name: str) -> str:
    """A name in a heading begins with a capital."""
    return name[:1].upper() + name[1:]


def _name_told(claim: Claim, standing: Standing, view: IncidentView) -> str | None:
    if claim.attribution and not standing.origin.startswith(("press:", "document:")):
        return claim.attribution.voice.strip() or None
    return _outlet(claim, view)


def _joined(standings: list[Standing], view: IncidentView) -> dict[str, Standing]:
    """A claim of which the reconciler says nothing joins the origin that goes by the same name."""
    known = {s.claim for s in standings if s.claim in view.standings}
    keys: dict[str, str] = {}
    for standing in standings:
        name = _name_told(view.claims[standing.claim], standing, view)
        if standing.claim in known and name:
            keys.setdefault(name.casefold(), standing.origin)
    tiers = {s.origin: s.tier for s in standings if s.claim in known}
    found = {}
    for standing in standings:
        origin = keys.get(standing.origin.casefold()) if standing.claim not in known else None
        found[standing.claim] = replace(standing, origin=origin, tier=tiers[origin]) if origin else standing
    return found


def _size(claim: Claim) -> int:
    """A figure's lower end, to put the figures of one day in order."""
    if claim.figure is None:
        return 0
    bounds = claim.figure.bounds
    return bounds.low if bounds.low is not None else bounds.high or 0


def standing_of(claim: Claim, view: IncidentView) -> Standing:
    """The reconciler's word on a claim, else a plain one: the voice or the outlet is its origin, and it counts where a toll names it."""
    known = view.standings.get(claim.id)
    if known:
        return known
    voice = claim.attribution
    origin = voice.voice if voice else (_outlet(claim, view) or claim.document)
    counted = {c for _, toll in view.incident.tolls for c in toll.claims}
    state = "live" if claim.figure is None or claim.id in counted else _set_aside(claim, view)
    return Standing(view.incident.id, claim.id, origin, 0, state)


def _set_aside(claim: Claim, view: IncidentView) -> str:
    if claim.is_retraction:
        return "withdrawn"
    if claim.stance.factuality in {Factuality.ALLEGED, Factuality.HYPOTHETICAL, Factuality.PLANNED}:
        return "unconfirmed"
    header = view.headers.get(claim.document)
    return "copy" if header and header.original else "overtaken"


def is_dissent(figure: Figure, toll: Toll | None) -> bool:
    """True when the figure leaves no room for the best one. Where only vague words were told nobody dissents.

    >>> from testigo.model.text import Span
    >>> from testigo.model.toll import Bounds
    >>> is_dissent(Figure(Measure.KILLED, Bounds(19, 19), "19 dead", Span(0, 7)), Toll(17, 18, 19))
    True
    """
    if toll is None or toll.best is None:
        return False
    best = toll.best
    for group, part in toll.by_group:  # a figure of one group is held against that group's own toll (R12)
        if group is figure.group and part.best is not None:
            best = part.best
    low, high = figure.bounds.low, figure.bounds.high
    return (low is not None and best < low) or (high is not None and best > high)


def day_dissents(claim: Claim, view: IncidentView) -> bool:
    """True when the claim's days do not touch the incident's."""
    mine, ours = claim.when.interval, view.incident.when.interval
    if not isinstance(mine, Interval) or not isinstance(ours, Interval):
        return False
    return mine.last < ours.first or mine.first > ours.last


def place_dissents(claim: Claim, view: IncidentView) -> bool:
    """True when the claim names another place, and not just a wider one around it."""
    mine, ours = claim.where.place, view.incident.where.place
    if not isinstance(mine, Place) or not isinstance(ours, Place) or mine.name == ours.name:
        return False
    if mine.geonameid is not None and mine.geonameid == ours.geonameid:
        return False
    if mine.country != ours.country:
        return True
    if mine.precision is PlacePrecision.COUNTRY:
        return False
    same_region = mine.admin1 is None or ours.admin1 is None or mine.admin1 == ours.admin1
    return not (
        same_region and (mine.precision in _COARSE or PlacePrecision.SITE in {mine.precision, ours.precision})
    )


def _origin_row(told: list[Told], view: IncidentView) -> OriginRow:
    figures: dict[Measure, tuple[Told, ...]] = {}
    for measure in Measure:
        mine = [one for one in told if one.claim.figure and one.claim.figure.measure is measure]
        if mine:
            figures[measure] = _folded(
                mine, lambda c: (c.figure.bounds, c.figure.group) if c.figure else None
            )
            figures[measure] = tuple(sorted(figures[measure], key=_shown_first))
    days = [
        replace(one, dissents=day_dissents(one.claim, view))
        for one in told
        if isinstance(one.claim.when.interval, Interval)
    ]
    places = [
        replace(one, dissents=place_dissents(one.claim, view))
        for one in told
        if isinstance(one.claim.where.place, Place)
    ]
    voices = {one.claim.attribution.kind for one in told if one.claim.attribution}
    return OriginRow(
        told[0].origin,
        max(one.standing.tier for one in told),
        bool(voices & PARTIES) or any(one.standing.state == "party" for one in told),
        figures,
        _folded(days, lambda c: c.when.interval, by_state=False),
        _folded(
            places,
            lambda c: (
                (c.where.place.name, c.where.place.admin1) if isinstance(c.where.place, Place) else None
            ),
            by_state=False,
        ),
        len({one.claim.document for one in told}),
    )


def _shown_first(told: Told) -> tuple[int, int, int]:
    """What counts stands first, the largest group of people before its parts; the rest follows, the latest first."""
    when = told.published.toordinal() if told.published else 0
    return (0, -_size(told.claim), 0) if told.is_live else (1, -when, -_size(told.claim))


def _folded(
    told: Iterable[Told], value: Callable[[Claim], object], *, by_state: bool = True
) -> tuple[Told, ...]:
    """The same thing told again by the same origin is one entry that counts its copies."""
    kept: dict[object, Told] = {}
    for one in told:
        state = one.standing.state if by_state else ""
        key = (
            value(one.claim),
            "live" if state == "copy" else state,
            one.claim.stance.polarity is Polarity.DENIED,
        )
        first = kept.get(key)
        if first is None:
            kept[key] = one
            continue
        shown = one if first.standing.state == "copy" else first  # a copy stands behind what it copies
        kept[key] = replace(shown, copies=first.copies + 1)
    return tuple(kept.values())


def _header(claim: Claim, view: IncidentView) -> Header | None:
    return view.headers.get(claim.document)


def _published(claim: Claim, view: IncidentView) -> date | None:
    header = _header(claim, view)
    return header.published if header else None


def _outlet(claim: Claim, view: IncidentView) -> str | None:
    header = _header(claim, view)
    return header.outlet if header else None
