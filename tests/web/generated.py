"""A large ledger of invented incidents, the same for the same numbers: what the desk's speed is measured on."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from testigo.ledger import tables, view
from testigo.ledger.journal import put
from testigo.ledger.store import Ledger, claim_row, open_ledger
from testigo.model.claim import Attribution, Claim, Kind, Scope, Stance, VoiceKind
from testigo.model.incident import Campaign, Incident, SeriesPoint, Standing
from testigo.model.judgement import ReviewItem
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Span
from testigo.model.toll import Bounds, Figure, Grade, Group, Measure, Toll

FIRST = date(2021, 1, 1)
DAYS = 1400
VOICES = ("Defensoría", "Comisaría", "Hospital", "Agencia Norte", None)
MEASURES = (Measure.KILLED, Measure.KILLED, Measure.INJURED, Measure.ARRESTED)
BIG_EVERY, BIG_CLAIMS = 400, 60


def make_large(path: Path, *, incidents: int = 20_000, claims: int = 100_000, campaigns: int = 40) -> Ledger:
    """A ledger with so many incidents and claims; every 400th incident is told by sixty claims."""
    draw = random.Random(7)
    places = [
        Place(
            f"Villa {n}",
            "PE",
            -4 - draw.random() * 13,
            -79 + draw.random() * 9,
            PlacePrecision.TOWN,
            draw.choice((3, 8, 15)),
            f"Región {n % 24}",
        )
        for n in range(800)
    ]
    documents = [f"doc-{n:05d}" for n in range(max(claims // 4, 1))]
    made: list[Incident] = []
    told: list[Claim] = []
    standings: list[Standing] = []
    reviews: list[ReviewItem] = []
    share = max((claims - incidents // BIG_EVERY * BIG_CLAIMS) // incidents, 1)
    for n in range(incidents):
        size = BIG_CLAIMS if n % BIG_EVERY == 0 else share
        mine = _claims(draw, n, len(told), min(size, claims - len(told)), places=places, documents=documents)
        told += mine
        made.append(_incident(draw, n, mine, places))
        standings += [
            Standing(
                made[-1].id,
                claim.id,
                claim.attribution.voice if claim.attribution else "Outlet",
                draw.choice((1, 2, 3)),
                draw.choice(("live", "live", "overtaken", "copy")),
                "R3",
            )
            for claim in mine
        ]
        if mine and n % 3 == 0:
            item = ReviewItem(
                f"r-{n:05d}", "claim", (mine[0].id,), made[-1].id, "a single source", draw.random() * 10
            )
            reviews.append(item)
        if len(mine) > 1 and n % 7 == 0:
            both = tuple(sorted((mine[0].id, mine[1].id)))
            reviews.append(
                ReviewItem(f"p-{n:05d}", "pair", both, made[-1].id, "the same day", draw.random() * 10)
            )
    waves = [_campaign(n, made[n::campaigns], told[n::campaigns][:30]) for n in range(campaigns)]
    ledger = open_ledger(str(path), create=True)
    _write_facts(ledger, documents, told)
    with ledger.writing() as connection:
        view.write(
            connection, incidents=made, campaigns=waves, standings=standings, reviews=reviews, claims=told
        )
        put(connection, "view_revision", ledger.get("revision") or "0")
    return ledger


def _claims(
    draw: random.Random, n: int, start: int, size: int, *, places: Sequence[Place], documents: Sequence[str]
) -> list[Claim]:
    place = places[(n * 37) % len(places)]
    day = FIRST + timedelta(days=(n * 13) % DAYS)
    when = (
        When(Interval(day, day + timedelta(days=4), Granularity.RANGE), "esa semana")
        if n % 14 == 0
        else When(Interval(day, day), "ese día")
    )
    where = (
        Where(Unresolved("two towns of that name"), place.name) if n % 20 == 1 else Where(place, place.name)
    )
    kind = list(Kind)[n % 12]
    found = []
    for i in range(size):
        value = draw.randrange(1, 30)
        voice = draw.choice(VOICES)
        quote = f"En {place.name} hubo {value} víctimas, según {voice or 'se supo'}."
        found.append(
            Claim(
                f"c-{start + i:06d}",
                draw.choice(documents),
                quote,
                Span(0, len(quote)),
                Span(3, 3 + len(place.name)),
                in_title=False,
                kind=kind,
                when=when,
                where=where,
                scope=Scope.INCIDENT,
                stance=Stance(),
                figure=Figure(MEASURES[n % 4], Bounds(value, value), f"{value} víctimas", Span(12, 20)),
                attribution=Attribution(voice, VoiceKind.UNKNOWN) if voice else None,
            )
        )
    return found


def _incident(draw: random.Random, n: int, claims: Sequence[Claim], places: Sequence[Place]) -> Incident:
    low = draw.randrange(9)
    best = low + draw.randrange(3)
    ids = tuple(claim.id for claim in claims)
    toll = Toll(
        low,
        best,
        best + draw.randrange(4),
        grade=draw.choice(list(Grade)),
        claims=ids[:3],
        rules=("R3", "R9"),
        discrepancy=2,
    )
    when = claims[0].when if claims else When(Unresolved("not told"))
    where = claims[0].where if claims else Where(places[0])
    kinds = (list(Kind)[n % 12], list(Kind)[(n * 5 + 1) % 12])
    return Incident(
        f"i-{n:05d}",
        tuple(dict.fromkeys(kinds)),
        when,
        where,
        ((MEASURES[n % 4], toll),),
        tuple(dict.fromkeys(claim.document for claim in claims)),
        draw.randrange(1, 5),
        ids,
    )


def _campaign(n: int, incidents: Sequence[Incident], claims: Sequence[Claim]) -> Campaign:
    series = tuple(
        SeriesPoint(
            claim.id,
            FIRST + timedelta(days=40 * i),
            Measure.KILLED,
            Group.UNSPECIFIED,
            ("Defensoría", "Prensa")[i % 2],
            (),
            i * 20,
            i * 20,
            i * 19,
            i,
        )
        for i, claim in enumerate(claims)
    )
    ids = tuple(incident.id for incident in incidents)
    return Campaign(f"k-{n}", f"Wave {n}", "PE", FIRST, FIRST + timedelta(days=DAYS), ids, series)


def _write_facts(ledger: Ledger, documents: Sequence[str], claims: Sequence[Claim]) -> None:
    text = "En la villa hubo doce víctimas, según el hospital. " * 40
    hashes = [hashlib.sha256(name.encode()).hexdigest() for name in documents]
    with ledger.writing() as connection:
        put(connection, "reader", "generated")
        connection.execute(
            insert(tables.objects), [{"sha256": h, "media_type": "text/plain", "bytes": b""} for h in hashes]
        )
        connection.execute(
            insert(tables.documents),
            [
                {
                    "id": name,
                    "title": f"Informe {name}",
                    "text": text,
                    "outlet": f"Diario {n % 50}",
                    "url": None,
                    "language": "es",
                    "published": (FIRST + timedelta(days=n % DAYS)).isoformat(),
                    "published_from": "given",
                    "object_sha256": hashes[n],
                    "origin": name,
                    "text_sha256": "generated",
                }
                for n, name in enumerate(documents)
            ],
        )
        connection.execute(insert(tables.claims), [claim_row(claim, "generated") for claim in claims])
