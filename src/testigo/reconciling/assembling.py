"""Assembling: a group of accounts becomes an incident with its place, days, tolls, standings and flags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from testigo.model.claim import Claim, Factuality, Kind, Polarity, VoiceKind
from testigo.model.identity import content_id
from testigo.model.incident import Incident, Standing
from testigo.model.judgement import ReviewItem
from testigo.model.mention import Role
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.source import Source
from testigo.model.toll import Grade, Measure
from testigo.reconciling.accounts import Account, is_full_name
from testigo.reconciling.merging import Settled, parts_mismatch, settle, settle_groups
from testigo.reconciling.nearness import place_key
from testigo.reconciling.rules import Case, add_up_side_by_side, count_the_dead_once
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.survivors import leave_the_survivors
from testigo.reconciling.testimony import COPY, Testimony, minutes
from testigo.reconciling.voices import STATE_FORCES, fold, origin_of, tier_of
from testigo.reconciling.witnesses import Copied, gather_testimonies, is_late_death
from testigo.reconciling.years import YEAR_FROM

PROTEST_KINDS = frozenset(
    {
        Kind.DEMONSTRATION,
        Kind.STRIKE,
        Kind.ROADBLOCK,
        Kind.OCCUPATION,
        Kind.USE_OF_FORCE,
        Kind.RIOT,
        Kind.CURFEW,
        Kind.FAILURE_TO_ACT,
    }
)
FORCE_CATEGORIES = frozenset({"police", "military", "security", "soldiers", "security_forces", "government"})


@dataclass(frozen=True, slots=True)
class Context:
    """What assembling needs beside the claims."""

    settings: ReconcileSettings
    sources: Mapping[str, Source]
    root_of: Mapping[str, str]
    copied: Copied
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Assembled:
    """An incident before it has its id, with the figures that its tolls were settled from."""

    key: str
    first_seen: tuple[date, str]
    incident: Incident
    settled: Mapping[Measure, Settled]
    case: Case
    review: tuple[ReviewItem, ...] = ()


_CRIME = re.compile(
    r"\b(?:accident(?:al|ally)?|murder-suicide|self-inflicted|suicide|homicides?|robbery|burglary|drive-by|stray bullet|domestic (?:violence|dispute)"
    r"|gang|accidental(?:mente)?|suicid\w+|homicidios?|feminicidio|femicidio|robo|asalto|sicarios?|ajuste de cuentas|riña|bala perdida)\b",
    re.IGNORECASE,
)
"""Words of deaths between civilians, in which the police are no party."""


def state_is_party(claims: Sequence[Claim]) -> bool:
    """False only where the reports say more often of others than of the state's forces that they did it, or call it a crime or an accident.

    Never so where they tell of a protest.
    """
    forces = others = 0
    for claim in claims:
        if claim.kind in PROTEST_KINDS - {Kind.USE_OF_FORCE}:
            return True
        for actor in claim.actors:
            if actor.role is Role.PERPETRATOR:
                forces += actor.category in FORCE_CATEGORIES
                others += actor.category not in FORCE_CATEGORIES
    if forces == 0 and any(_CRIME.search(claim.quote) for claim in claims):
        return False
    return others == 0 or forces >= others


def is_undisputed(claims: Iterable[Claim]) -> bool:
    """True where the reports tell of no protest, and never of the state's forces that they did it: nobody is at odds about the number."""
    claims = list(claims)
    return not any(c.kind in PROTEST_KINDS - {Kind.USE_OF_FORCE} for c in claims) and not any(
        actor.role is Role.PERPETRATOR and actor.category in FORCE_CATEGORIES
        for claim in claims
        for actor in claim.actors
    )


def assemble(accounts: Sequence[Account], context: Context) -> Assembled:
    """The incident that some accounts tell of."""
    claims = sorted((c for account in accounts for c in account.claims), key=lambda c: c.id)
    makers = [a for a in accounts if not a.is_recalled] or list(accounts)
    place, place_dissent = best_place(makers, context)
    interval, day_dissent = best_days(makers, context)
    case = Case(
        end=minutes(interval.last + timedelta(days=1)) if isinstance(interval, Interval) else 0,
        window=context.settings.window_hours * 60,
    )
    told = figures_told(
        claims, context.sources, context.root_of, context.copied, case, accepted=context.accepted
    )
    settled: dict[Measure, Settled] = {}
    review: list[ReviewItem] = []
    flags = [*place_dissent, *day_dissent]
    denied = _is_denied(claims)
    for measure in sorted(told, key=lambda m: m.value):
        result = settle(
            told[measure],
            case,
            identified=len(identified_dead(claims)) if measure is Measure.KILLED else 0,
            accepted_by_force=_is_accepted_by_force(claims, told[measure], measure),
            denied=denied and measure is Measure.KILLED,
        )
        if result.toll is not None:
            mismatch = parts_mismatch(told[measure])
            groups = settle_groups(told[measure], case, result.toll)
            notes, rules = result.toll.notes, result.toll.rules
            if mismatch is not None:
                notes = (*notes, f"{mismatch[0]} said, the parts give {mismatch[1]}")
                rules = (*rules, "R16")
            result = Settled(
                replace(result.toll, by_group=groups, notes=notes, rules=rules), result.testimonies
            )
        settled[measure] = result
        review.extend(_altered_items(result.testimonies))
    tolls = tuple(
        (m, s.toll) for m, s in sorted(settled.items(), key=lambda i: i[0].value) if s.toll is not None
    )
    documents = sorted({c.document for c in claims})
    flags.extend(_flags(claims, place, interval))
    grade = attribution_grade(claims, context)
    if grade is not None:
        flags.append(f"attribution {grade.value}")
    origins = {
        origin_of(
            c, context.sources.get(_root(c, context)) or context.sources.get(c.document), _root(c, context)
        )
        for c in claims
        if c.id not in context.copied.twin_of
    }
    incident = Incident(
        id="",
        kinds=_kinds(claims),
        when=_moment(claims, interval),
        where=Where(place, phrase=_phrase_of_place(claims, place)),
        tolls=tolls,
        documents=tuple(documents),
        origins=len(origins),
        claims=tuple(c.id for c in claims),
        flags=tuple(sorted(set(flags))),
        status="accepted" if claims and all(c.id in context.accepted for c in claims) else "machine",
    )
    return Assembled(
        key=_key(place, interval, claims[0].id),
        first_seen=min(((_published(c, context) or date.max), c.id) for c in claims),
        incident=incident,
        settled=settled,
        case=case,
        review=tuple(review),
    )


def figures_told(
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    root_of: Mapping[str, str],
    copied: Copied,
    case: Case,
    *,
    accepted: frozenset[str] = frozenset(),
) -> dict[Measure, list[Testimony]]:
    """The figures of one happening before the rules of each measure: who died is not counted among the hurt."""
    told = gather_testimonies(
        claims,
        sources,
        root_of,
        copied,
        accepted=accepted,
        state_is_party=state_is_party(claims),
        is_plain=is_undisputed(claims),
    )
    if Measure.KILLED in told and Measure.INJURED in told:
        dead = tuple(told[Measure.KILLED])
        hurt = count_the_dead_once(tuple(told[Measure.INJURED]), dead)
        told[Measure.INJURED] = list(leave_the_survivors(hurt, add_up_side_by_side(dead, case)))
    return told


def _kinds(claims: Iterable[Claim]) -> tuple[Kind, ...]:
    told = {c.kind for c in claims}
    return tuple(kind for kind in sorted(told) if kind is not Kind.OTHER) or (Kind.OTHER,)


def _root(claim: Claim, context: Context) -> str:
    return context.root_of.get(claim.document, claim.document)


def _published(claim: Claim, context: Context) -> date | None:
    source = context.sources.get(claim.document)
    return source.published if source is not None else None


def _key(place: Place | Unresolved, interval: Interval | Unresolved, claim: str) -> str:
    """What an incident's id is made from: its place and first day, which a re-reading or a new report seldom changes."""
    if isinstance(place, Unresolved) and isinstance(interval, Unresolved):
        return claim
    where = place_key(place) if isinstance(place, Place) else claim
    return f"{where}|{interval.first if isinstance(interval, Interval) else claim}"


def named(items: Iterable[Assembled]) -> list[tuple[str, Assembled]]:
    """Each incident with its id, made from place and first day; where several share these, the later seen get a number.

    So an id survives new reports, a re-reading with other claim ids, and a change of its figures; it changes when a better source
    moves the incident to another town or day.
    """
    by_key: dict[str, list[Assembled]] = {}
    for item in items:
        by_key.setdefault(item.key, []).append(item)
    found = []
    for key in sorted(by_key):
        for number, item in enumerate(sorted(by_key[key], key=lambda a: a.first_seen)):
            found.append((incident_id(key, number), item))
    return found


@lru_cache(maxsize=1 << 18)
def incident_id(key: str, number: int) -> str:
    """The id of the incident with a key; `number` counts those that share it, from 0."""
    return content_id("i", key) if number == 0 else content_id("i", key, number)


def with_id(item: Assembled, identity: str) -> Assembled:
    """The incident under its id."""
    review = tuple(replace(r, incident=identity) for r in item.review)
    return replace(item, incident=replace(item.incident, id=identity), review=review)


def standings_of(item: Assembled) -> list[Standing]:
    """How each figure counts in the incident, in the order of claims."""
    found = [
        Standing(item.incident.id, t.claim, t.origin, t.tier, _state(t), t.rule, t.by, t.note)
        for settled in item.settled.values()
        for t in settled.testimonies
    ]
    return sorted(found, key=lambda s: s.claim)


def _state(testimony: Testimony) -> str:
    return "vague" if testimony.state == "live" and testimony.is_vague else testimony.state


_FINENESS = {
    PlacePrecision.SITE: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.TOWN: 2,
    PlacePrecision.REGION: 1,
    PlacePrecision.COUNTRY: 0,
}


def best_place(accounts: Sequence[Account], context: Context) -> tuple[Place | Unresolved, list[str]]:
    """R20: the place of the highest tier, the most precise among those; other places told are kept as a flag."""
    rows: dict[str, tuple[int, int, int, str, Place]] = {}
    votes: Counter[str] = Counter()
    for account in accounts:
        for claim in account.claims:
            place = claim.where.place
            if isinstance(place, Place) and (
                place.precision is not PlacePrecision.COUNTRY or account.place is None
            ):
                key = place_key(place)
                if claim.id not in context.copied.twin_of:
                    votes[key] += 1
                tier = max(tier_of(claim), rows[key][0]) if key in rows else tier_of(claim)
                rows[key] = (tier, _FINENESS[place.precision], 0, key, place)
    if not rows:
        reasons = sorted(
            {
                c.where.place.reason
                for a in accounts
                for c in a.claims
                if isinstance(c.where.place, Unresolved)
            }
        )
        return Unresolved(reasons[0] if reasons else "no place told"), []
    best = max(
        rows.values(), key=lambda r: (r[1] > 0, r[1] > 1, r[0] if r[1] > 1 else 0, r[1], votes[r[3]], r[3])
    )
    town = [
        r
        for r in rows.values()
        if r[3] != best[3] and r[1] == best[1] and fold(r[4].name) != fold(best[4].name)
    ]
    return best[4], [f"place also told: {name}" for name in sorted({r[4].name for r in town})]


def best_days(accounts: Sequence[Account], context: Context) -> tuple[Interval | Unresolved, list[str]]:
    """R20: the most precise day of the highest tier, told by most documents; the whole range where the first two are told alike."""
    votes: dict[tuple[int, int, date, date], set[str]] = {}
    for account in accounts:
        for claim in account.claims:
            interval = claim.when.interval
            if isinstance(interval, Interval) and not is_late_death(claim):
                key = (-interval.days, 0, interval.first, interval.last)
                votes.setdefault(key, set()).add(_root(claim, context))
    if not votes:
        reasons = sorted(
            {
                c.when.interval.reason
                for a in accounts
                for c in a.claims
                if isinstance(c.when.interval, Unresolved)
            }
        )
        return Unresolved(reasons[0] if reasons else "no day told"), []
    finest = max(key[0] for key in votes)
    rows = sorted(((len(votes[k]), k) for k in votes if k[0] == finest), key=lambda r: (-r[0], r[1][2]))
    first, last = rows[0][1][2], rows[0][1][3]
    if len(rows) > 1 and rows[1][0] == rows[0][0]:
        tied = [k for n, k in rows if n == rows[0][0]]
        first, last = min(k[2] for k in tied), max(k[3] for k in tied)
    others = sorted({k[2] for _, k in rows} - {first, last})
    flags = [f"day also told: {day}" for day in others]
    precision = Granularity.DAY if first == last else Granularity.RANGE
    if len(rows) == 1:
        precision = next(
            c.when.interval.precision
            for a in accounts
            for c in a.claims
            if isinstance(c.when.interval, Interval)
            and (c.when.interval.first, c.when.interval.last) == (first, last)
        )
    return Interval(first, last, precision), flags


def _moment(claims: Sequence[Claim], interval: Interval | Unresolved) -> When:
    """The incident's days with words that tell them; with the evidence where no report tells the year."""
    told = [c.when for c in claims if c.when.interval == interval]
    phrase = next((when.phrase for when in told if when.phrase), None)
    inferred = [
        YEAR_FROM + when.evidence.partition(YEAR_FROM)[2] for when in told if YEAR_FROM in when.evidence
    ]
    return When(interval, phrase, evidence=min(inferred) if len(inferred) == len(told) > 0 else "")


def _phrase_of_place(claims: Sequence[Claim], place: Place | Unresolved) -> str | None:
    return next((c.where.phrase for c in claims if c.where.place == place and c.where.phrase), None)


def _flags(
    claims: Sequence[Claim],
    place: Place | Unresolved,
    interval: Interval | Unresolved,
) -> list[str]:
    flags = []
    if isinstance(place, Unresolved) or place.precision is PlacePrecision.COUNTRY:
        flags.append("unplaced")
    if isinstance(interval, Unresolved):
        flags.append("undated")
    if any(is_late_death(c) for c in claims):
        flags.extend(
            f"late death {c.when.interval.last}"
            for c in claims
            if is_late_death(c)
            and isinstance(c.when.interval, Interval)
            and isinstance(interval, Interval)
            and c.when.interval.last > interval.last
        )
    return flags


def identified_dead(claims: Iterable[Claim]) -> list[str]:
    """R10: distinct persons named as killed by a voice that is no party and does not hedge.

    As a floor it must not count one person twice. Within one report a name whose words are all in another's is the same person; names of
    two reports are when they share a word or all but a letter of it ("Erica Robles", "Erika Robles"). Here and for this purpose alone.
    """
    claims = list(claims)
    places = {fold(c.where.place.name) for c in claims if isinstance(c.where.place, Place)}
    by_document: dict[str, set[frozenset[str]]] = {}
    for claim in claims:
        if claim.kind is not Kind.KILLING and not (
            claim.figure is not None and claim.figure.measure is Measure.KILLED
        ):
            continue
        if claim.stance.polarity is Polarity.DENIED or claim.stance.factuality not in {
            Factuality.STATED,
            Factuality.REPORTED,
            Factuality.CONFIRMED,
        }:
            continue
        for actor in claim.actors:
            name = actor.name or actor.text
            if actor.role is Role.VICTIM and is_full_name(name) and fold(name) not in places:
                words = frozenset(fold(name).split())
                if not words & _NO_NAMES:
                    by_document.setdefault(claim.document, set()).add(words)
    distinct: list[frozenset[str]] = []
    told = [_distinct(names) for names in by_document.values()]
    for names in sorted(told, key=lambda names: (-len(names), sorted(sorted(n) for n in names))):
        before = tuple(distinct)
        distinct.extend(words for words in names if not any(_may_be_one(words, other) for other in before))
    return sorted(" ".join(sorted(words)) for words in distinct)


_NO_NAMES = frozenset(
    (
        "county city town school college university hospital center centre church park police sheriff department office avenue street road "
        "drive lane boulevard highway teen teenager toddler boy girl man woman child baby mother father son daughter student officer victim "
        "suspect driver resident photo video news deaths death killed shot dies dead "
        "condado ciudad escuela colegio universidad hospital iglesia parque policía avenida calle joven niño niña hombre mujer madre padre "
        "a an the one two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands several many other others another unidentified unknown "
        "person persons people civilian civilians soldier soldiers policeman policemen officers guard guards peasant peasants farmer farmers worker workers students journalist "
        "journalists men women children girls boys teens victims member members guerrilla guerrillas rebel rebels militant militants gunman gunmen priest priests jesuit jesuits nun "
        "nuns leader leaders passenger passengers miner miners migrant migrants police army troops judge mayor senator teacher teachers bodies "
        "un una el los las dos tres cuatro cinco seis siete ocho nueve diez once doce varios varias otro otra otros otras decenas cientos miles "
        "persona personas civil civiles soldado soldados policías agente agentes guardia guardias campesino campesinos obrero obreros trabajador trabajadores estudiantes periodista "
        "periodistas hombres mujeres niños niñas jóvenes víctimas miembro miembros guerrillero guerrilleros rebelde rebeldes sacerdote sacerdotes dirigente dirigentes pasajero "
        "pasajeros minero mineros migrante migrantes militar militares oficial alcalde juez senador maestro maestros menor menores cadáver cuerpos "
        "hijo hija estudiante víctima foto muerto muerta"
    ).split()
)
"""Words of places, offices, numbers and kinds of people, which no person's name holds: headlines and wires write them with capitals."""


def _distinct(names: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for words in sorted(names, key=lambda w: (-len(w), sorted(w))):
        if not any(words <= other or len(words & other) >= 2 for other in found):
            found.append(words)
    return found


def _may_be_one(one: frozenset[str], two: frozenset[str]) -> bool:
    return any(a == b or _differ_by_a_letter(a, b) for a in one for b in two)


_LONG_NAME = 5


def _differ_by_a_letter(a: str, b: str) -> bool:
    if min(len(a), len(b)) < _LONG_NAME or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


def _is_denied(claims: Iterable[Claim]) -> bool:
    """R19: a voice that is no party denies the harm."""
    return any(
        c.stance.polarity is Polarity.DENIED
        and c.figure is not None
        and c.figure.measure is Measure.KILLED
        and tier_of(c) >= 2
        for c in claims
    )


def _is_accepted_by_force(claims: Sequence[Claim], told: Sequence[Testimony], measure: Measure) -> bool:
    """R19: a court tells the figure, or the force that is said to have acted tells it itself."""
    if any(t.tier == 4 and t.state != COPY for t in told):
        return True
    acting = {a.category for c in claims for a in c.actors if a.role is Role.PERPETRATOR}
    if not acting & FORCE_CATEGORIES or measure is not Measure.KILLED:
        return False
    best = max((t.point or 0 for t in told if not t.is_party), default=0)
    return any(
        c.attribution is not None
        and c.attribution.kind in STATE_FORCES
        and c.figure is not None
        and c.figure.measure is measure
        and (c.figure.bounds.low or 0) >= best > 0
        for c in claims
    )


def attribution_grade(claims: Iterable[Claim], context: Context) -> Grade | None:
    """R19, for who did it: apart from whether it happened. None where nobody is named."""
    accusers: dict[str, set[str]] = {}
    confirmed = denied = False
    for claim in claims:
        if claim.id in context.copied.twin_of:
            continue
        categories = {
            a.category for a in claim.actors if a.role is Role.PERPETRATOR and a.category != "unknown"
        }
        if not categories:
            continue
        kind = claim.attribution.kind if claim.attribution is not None else VoiceKind.PRESS
        if claim.stance.polarity is Polarity.DENIED:
            denied = True
            continue
        root = _root(claim, context)
        origin = origin_of(claim, context.sources.get(root), root)
        for category in categories:
            accusers.setdefault("force" if category in FORCE_CATEGORIES else category, set()).add(origin)
            confirmed = (
                confirmed or (category in FORCE_CATEGORIES and kind in STATE_FORCES) or tier_of(claim) == 4
            )
    if not accusers:
        return None
    if denied or sum(len(origins) >= 2 for origins in accusers.values()) > 1:
        return Grade.CONTESTED
    if confirmed:
        return Grade.CONFIRMED
    return Grade.FAIR if any(len(origins) >= 2 for origins in accusers.values()) else Grade.WEAK


def _altered_items(testimonies: Iterable[Testimony]) -> list[ReviewItem]:
    return [
        ReviewItem(
            content_id("r", "altered_copy", t.claim),
            "altered_copy",
            (t.claim,),
            reason="a near copy of another report carries another number: altered, or updated?",
            priority=5.0,
        )
        for t in testimonies
        if t.state == "altered"
    ]


def is_row(item: Incident, settings: ReconcileSettings) -> bool:
    """Whether an incident is worth a row: it has a place and a day, or it tells of harm and loose rows are kept."""
    loose = {"unplaced", "undated"} & set(item.flags)
    if not loose:
        return item.kinds != (Kind.OTHER,) or bool(item.tolls)
    return settings.keep_loose and any(
        m in {Measure.KILLED, Measure.INJURED, Measure.ARRESTED, Measure.MISSING} and t.maximum > 0
        for m, t in item.tolls
    )
