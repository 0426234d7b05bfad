"""Claims, reports and judgements made by hand for the tests of reconciling: invented towns, no text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from testigo.model.claim import Attribution, Claim, Factuality, Kind, Polarity, Scope, Stance, VoiceKind
from testigo.model.identity import content_id
from testigo.model.judgement import Judgement, Verdict
from testigo.model.mention import Actor, Role
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.source import Source
from testigo.model.text import Span
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure

P = PlacePrecision
AURELIO = Place("Puerto Aurelio", "XA", -15.5, -70.1, P.TOWN, 8, "Norte", 101)
TELMO = Place("San Telmo de Arriba", "XA", -15.55, -70.15, P.TOWN, 8, "Norte", 102)
LEJANA = Place("Villa Lejana", "XA", -3.0, -60.0, P.TOWN, 8, "Sur", 103)
PUENTE = Place("Puente Viejo", "XA", -15.505, -70.105, P.SITE, 1, "Norte", 104)
NORTE = Place("Norte", "XA", -15.0, -70.0, P.REGION, 150, "Norte", 105)
PAIS = Place("Aurelia", "XA", -10.0, -65.0, P.COUNTRY, 500, None, 106)

KINDS = {
    Measure.KILLED: Kind.KILLING,
    Measure.INJURED: Kind.INJURY,
    Measure.ARRESTED: Kind.ARREST,
    Measure.MISSING: Kind.DISAPPEARANCE,
    Measure.PARTICIPANTS: Kind.DEMONSTRATION,
    Measure.DISPLACED: Kind.OTHER,
}


def day(text: str) -> date:
    """`03-09` is a day of 2031; a whole date stands for itself."""
    return date.fromisoformat(text if len(text) > 5 else f"2031-{text}")


def bounds(told: str) -> Bounds:
    """`17`, `17+` (at least), `>17` (more than), `10-12`, `~60` (about), `<20` (up to), `dozens` (vague)."""
    vague = {"several": 3, "dozens": 24, "hundreds": 200}
    if told in vague:
        return Bounds(vague[told], None, Hedge.VAGUE)
    if told.startswith(">"):
        return Bounds(int(told[1:]), None, Hedge.MORE_THAN)
    if told.startswith("<"):
        return Bounds(None, int(told[1:]), Hedge.UP_TO)
    if told.startswith("~"):
        return Bounds(int(told[1:]), int(told[1:]), Hedge.ABOUT)
    if told.endswith("+"):
        return Bounds(int(told[:-1]), None, Hedge.AT_LEAST)
    low, _, high = told.partition("-")
    return Bounds(int(low), int(high or low), Hedge.BETWEEN if high else Hedge.EXACT)


def claim(
    document: str,
    told: str | None = "1",
    *,
    at: int = 0,
    sentence: int | None = None,
    measure: Measure = Measure.KILLED,
    kind: Kind | None = None,
    group: Group = Group.UNSPECIFIED,
    place: Place | str | None = AURELIO,
    on: str | None = "03-09",
    until: str | None = None,
    scope: Scope = Scope.INCIDENT,
    voice: str | None = None,
    voice_kind: VoiceKind = VoiceKind.UNKNOWN,
    cause: str = "unknown",
    factuality: Factuality = Factuality.STATED,
    polarity: Polarity = Polarity.AFFIRMED,
    subset: bool = False,
    update: bool = False,
    retraction: bool = False,
    quote: str = "…",
    phrase: str | None = None,
    actors: tuple[Actor, ...] = (),
    in_title: bool = False,
) -> Claim:
    """One claim; `at` is its place in the text, in characters."""
    figure = None
    if told is not None:
        figure = Figure(measure, bounds(told), phrase or told, Span(at, at + 1), group, is_subset=subset)
    interval: Interval | Unresolved = Unresolved("no day told")
    if on is not None:
        last = day(until or on)
        interval = Interval(day(on), last, Granularity.DAY if last == day(on) else Granularity.RANGE)
    where: Place | Unresolved = place if isinstance(place, Place) else Unresolved(place or "no place told")
    said = Attribution(voice, voice_kind) if voice is not None else None
    identity = content_id(
        "c", document, at, told, measure.value, group.value, cause, str(on), str(where), in_title, retraction
    )
    return Claim(
        id=identity,
        document=document,
        quote=quote,
        sentence=Span(
            sentence if sentence is not None else at, (sentence if sentence is not None else at) + 1
        ),
        span=Span(at, at + 1),
        in_title=in_title,
        kind=kind or KINDS[measure],
        when=When(interval),
        where=Where(where),
        scope=scope,
        stance=Stance(polarity, factuality),
        figure=figure,
        actors=actors,
        attribution=said,
        is_update=update,
        is_retraction=retraction,
        cause=cause,
    )


def source(
    document: str, published: str | None = "03-10", *, outlet: str | None = None, **more: object
) -> Source:
    """A report; its outlet is its own unless one is named."""
    return Source(
        document,
        outlet=outlet or f"Outlet {document}",
        published=day(published) if published is not None else None,
        **more,  # type: ignore[arg-type]
    )


def victim(name: str) -> Actor:
    """A person harmed, by name."""
    return Actor(Role.VICTIM, name, Span(0, 1), "person", name)


def perpetrator(category: str) -> Actor:
    """Who did it, by category."""
    return Actor(Role.PERPETRATOR, category, Span(0, 1), category)


_serial = count()


def ruling(verdict: Verdict, *subjects: str, field: str | None = None, value: str | None = None) -> Judgement:
    """A person's ruling; later ones have later times."""
    number = next(_serial)
    return Judgement(
        f"j-{number:04d}",
        verdict,
        subjects,
        "tester",
        datetime(2031, 5, 1, 0, number // 60, number % 60, tzinfo=UTC),
        "",
        field,
        value,
    )
