"""Invented incidents for the tests of exports: claims of towns that do not exist, held in real ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from testigo.ledger.store import Ledger, Reading, open_ledger
from testigo.model.claim import Attribution, Claim, Kind, Means, Scope, Stance, VoiceKind
from testigo.model.mention import Actor, Role
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.source import Source
from testigo.model.text import Document, Span
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure
from testigo.reconciling.fingerprints import fingerprint
from testigo.reconciling.reconcile import reconcile

READER = "r1"
AURELIO = Place("Puerto Aurelio", "PE", -15.5, -70.13, PlacePrecision.TOWN, 8.0, "Puno", 9990001)
POLICE = Actor(Role.PERPETRATOR, "la policía", Span(0, 3), "police")
MARCHERS = Actor(Role.VICTIM, "manifestantes", Span(0, 3), "protesters")
HEDGES = {
    "": Hedge.EXACT,
    "+": Hedge.AT_LEAST,
    ">": Hedge.MORE_THAN,
    "<": Hedge.UP_TO,
    "~": Hedge.VAGUE,
    "-": Hedge.BETWEEN,
}


def figure(words: str, measure: Measure = Measure.KILLED, group: Group = Group.UNSPECIFIED) -> Figure:
    """`"17"`, `"17+"` at least, `"8>"` more than, `"20<"` up to, `"24~"` a vague word's floor, `"10-12"` between."""
    if "-" in words:
        low, high = map(int, words.split("-"))
        bounds = Bounds(low, high, Hedge.BETWEEN)
    else:
        sign = words[-1] if words[-1] in HEDGES else ""
        number, hedge = int(words.removesuffix(sign)), HEDGES[sign]
        bounds = Bounds(
            None if hedge is Hedge.UP_TO else number,
            number if hedge in (Hedge.EXACT, Hedge.UP_TO) else None,
            hedge,
        )
    return Figure(measure, bounds, words, Span(0, 2), group)


def claim(
    name: str,
    told: Figure | None,
    *,
    document: str = "",
    kind: Kind = Kind.KILLING,
    voice: VoiceKind | None = None,
    speaker: str = "",
    days: tuple[str, str] | None = ("2023-01-09", "2023-01-09"),
    place: Place | Unresolved = AURELIO,
    actors: tuple[Actor, ...] = (POLICE, MARCHERS),
    means: Means | None = None,
    precision: Granularity | None = None,
    **changes: object,
) -> Claim:
    """A claim called `c-NAME` in the document `d-NAME`, told by a voice (None: the outlet itself)."""
    when: Interval | Unresolved = Unresolved("no day is told")
    if days is not None:
        first, last = map(date.fromisoformat, days)
        when = Interval(first, last, precision or (Granularity.DAY if first == last else Granularity.RANGE))
    made = Claim(
        id=f"c-{name}",
        document=document or f"d-{name}",
        quote=f"oración {name}",
        sentence=Span(0, 9),
        span=Span(0, 2),
        in_title=False,
        kind=kind,
        when=When(when, "el lunes"),
        where=Where(place, "en el puerto"),
        scope=Scope.INCIDENT,
        stance=Stance(),
        figure=told,
        means=means,
        actors=actors,
        attribution=None if voice is None else Attribution(speaker or voice.value, voice),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def reading(
    document: str, claims: tuple[Claim, ...], *, published: date | None = date(2023, 1, 12), **header: str
) -> Reading:
    """What a document brings; outlets are named after it unless told otherwise."""
    text = header.pop("text", f"texto de {document}")
    title, url = header.pop("title", None), header.pop("url", None)
    outlet = header.pop("outlet", f"Diario {document}")
    return Reading(
        Document(document, text, title, published, "given", outlet, url, "es"),
        text.encode(),
        "text/plain",
        header.pop("origin", f"{document}.txt"),
        Source(document, title, outlet, published, url, "es", (), fingerprint(text)),
        claims,
        READER,
    )


def ledger_of(path: Path, readings: Iterable[Reading]) -> Ledger:
    """A ledger that holds readings, reconciled."""
    ledger = open_ledger(str(path), create=True)
    ledger.record(tuple(readings))
    work_out(ledger)
    return ledger


def work_out(ledger: Ledger) -> None:
    """Put the view where the claims and rulings lead."""
    claims = ledger.claims(READER)
    found = reconcile(claims, ledger.sources(), ledger.journal.judgements())
    ledger.replace_view(found, claims, reader=READER, revision=ledger.get("revision") or "0")


def ledger_of_claims(path: Path, claims: Iterable[Claim], **header: str) -> Ledger:
    """A ledger with one document for each claim's document."""
    by_document: dict[str, list[Claim]] = {}
    for made in claims:
        by_document.setdefault(made.document, []).append(made)
    return ledger_of(
        path, (reading(d, tuple(mine), **dict(header)) for d, mine in sorted(by_document.items()))
    )
