"""A ledger that grows, in steps and with rulings between them, is the ledger built at once: every table of the view."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from testigo.ledger import view
from testigo.ledger.store import Ledger, Reading, open_ledger
from testigo.model.claim import Attribution, Claim, Kind, Scope, Stance, VoiceKind
from testigo.model.identity import content_id
from testigo.model.judgement import Verdict
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.source import Source
from testigo.model.text import Document, Span
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure
from testigo.reconciling.fingerprints import fingerprint
from testigo.running import refreshing
from testigo.running.refreshing import refresh

P = PlacePrecision
TOWNS = [
    Place(f"Pueblo {i}", "XA", -10 + 1.7 * i, -70.0, P.TOWN, 8, f"Region {i // 3}", 100 + i) for i in range(9)
]
ABROAD = [Place(f"Villa {i}", "XB", 20 + 1.7 * i, 10.0, P.TOWN, 8, "Comarca", 200 + i) for i in range(4)]
SITE = Place("Puente Viejo", "XA", -9.995, -70.005, P.SITE, 1, "Region 0", 300)
REGION = Place("Region 1", "XA", -4.0, -70.0, P.REGION, 150, "Region 1", 301)
COUNTRY = Place("Aurelia", "XA", -5.0, -68.0, P.COUNTRY, 500, None, 302)
TEXTS = [
    f"Un texto de agencia número {w} sobre la marcha de la tarde que terminó en el puente con {{}} muertos según vecinos"
    for w in "abcdef"
]
DAY = date(2031, 3, 1)


def report(rng: random.Random, number: int, *, is_sparse: bool) -> Reading:
    """An invented report; most tell of one town and day, some of a region, of nothing, of a total, or copy another's text.

    In a sparse world few reports bear on each other, in the other nearly all do.
    """
    name = f"r{number:03d}"
    places = [*TOWNS, *TOWNS, *ABROAD, SITE, REGION, None]
    place = rng.choice(places if not is_sparse or rng.random() < 0.1 else TOWNS)
    day = DAY + timedelta(days=rng.randrange(400 if is_sparse else 40))
    published = day + timedelta(days=rng.randrange(3)) if rng.random() < 0.9 else None
    claims = []
    for at in range(rng.randrange(1, 4)):
        scope = rng.choice([Scope.INCIDENT] * 7 + [Scope.CUMULATIVE, Scope.BACKGROUND, Scope.DAY])
        measure = rng.choice([Measure.KILLED, Measure.KILLED, Measure.INJURED])
        value = rng.randrange(1, 9)
        interval: Interval | Unresolved = Interval(day, day)
        if rng.random() < (0.01 if is_sparse else 0.15):
            interval = Unresolved("no day told")
        elif scope is Scope.CUMULATIVE:
            interval = Interval(DAY, day, Granularity.RANGE)
        where = COUNTRY if scope is Scope.CUMULATIVE else place
        claims.append(
            Claim(
                id=content_id("c", name, at),
                document=name,
                quote="…",
                sentence=Span(at * 90, at * 90 + 80),
                span=Span(at * 90, at * 90 + 5),
                in_title=False,
                kind=Kind.KILLING if measure is Measure.KILLED else Kind.INJURY,
                when=When(interval),
                where=Where(where if where is not None else Unresolved("no place told")),
                scope=scope,
                stance=Stance(),
                figure=Figure(
                    measure,
                    Bounds(value, value, Hedge.EXACT),
                    str(value),
                    Span(at * 90, at * 90 + 1),
                    rng.choice([Group.UNSPECIFIED, Group.POLICE]),
                ),
                attribution=rng.choice([None, Attribution("Defensoría", VoiceKind.OMBUDSMAN)]),
            )
        )
    text = (
        rng.choice(TEXTS).format(number)
        if rng.random() < (0.05 if is_sparse else 0.25)
        else f"Texto propio {number}"
    )
    language = rng.choice(["en", "es", "es"])
    source = Source(
        name,
        outlet=f"Radio {number % 7}",
        published=published,
        language=language,
        signature=fingerprint(text),
        names=tuple(sorted(rng.sample(range(4000 if is_sparse else 120), 6))),
        marks=tuple(told_marks(rng, number)) if rng.random() < 0.4 else (),
    )
    document = Document(name, f"{text} {name}", published=published, outlet=source.outlet, language=language)
    return Reading(document, name.encode(), "text/plain", name, source, tuple(claims), "reader")


def told_marks(rng: random.Random, number: int) -> list[int]:
    """Twelve marks of one of three texts, a few of them changed; or those of a text of its own."""
    start = 100 * rng.choice([0, 1, 2, number + 3])
    kept = list(range(start, start + 12))
    for at in rng.sample(range(12), rng.choice([0, 1, 3, 5])):
        kept[at] = 10**6 + rng.randrange(10**6)
    return kept


def rows(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row of the view and of what is kept beside it; of the sums more may be kept than a run over everything asks for."""
    with ledger.engine.connect() as connection:
        return {
            table.name: sorted(
                map(repr, connection.execute(select(*(c for c in table.c if c.name != "changes"))))
            )
            for table in view.metadata.sorted_tables
            if table.name != "view_places"  # places that no document holds any more may stay
        }


@pytest.fixture(autouse=True)
def _one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing.stages, "reader_version", lambda: "reader")
    monkeypatch.setattr(refreshing, "FEW_DOCUMENTS", 10**6)  # the short way, however much a change touches


def judge(ledger: Ledger, rng: random.Random, claims: list[Claim], made: list[str]) -> None:
    """One ruling of a random kind."""
    verdict = rng.choice(
        [
            Verdict.SAME,
            Verdict.DIFFERENT,
            Verdict.ACCEPT,
            Verdict.REJECT,
            Verdict.RETRACT,
            Verdict.CORRECT,
            Verdict.UNDO,
        ]
    )
    one, two = rng.choice(claims), rng.choice(claims)
    subjects: tuple[str, ...] = (one.id,)
    field = value = None
    if verdict in {Verdict.SAME, Verdict.DIFFERENT}:
        subjects = (one.id, two.id)
    elif verdict is Verdict.RETRACT:
        subjects = (one.document,)
    elif verdict is Verdict.CORRECT:
        field, value = rng.choice([("low", "3"), ("when", "2031-03-05"), ("scope", "cumulative")])
    elif verdict is Verdict.UNDO:
        if not made:
            return
        subjects = (rng.choice(made),)
    made.append(
        ledger.journal.judge(
            verdict,
            subjects,
            by="tester",
            at=datetime(2031, 6, 1, tzinfo=UTC) + timedelta(minutes=len(made)),
            field=field,
            value=value,
        ).id
    )


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_ledger_grown_in_steps_is_the_ledger_built_at_once(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rng = random.Random(seed)
    file = tmp_path_factory.mktemp("grown") / "a.ledger"
    is_sparse = rng.random() < 0.7
    readings = [report(rng, n, is_sparse=is_sparse) for n in range(rng.choice([8, 25, 60]))]
    left = rng.sample(readings, len(readings))
    claims: list[Claim] = []
    made: list[str] = []
    while left:
        step = left[: rng.choice([1, 3, 20])]
        left = left[len(step) :]
        with open_ledger(str(file), create=True) as ledger:  # each step as in a process of its own
            ledger.record(step)
            claims.extend(c for r in step for c in r.claims)
            for _ in range(rng.choice([0, 0, 1, 2])):
                judge(ledger, rng, claims, made)
            refresh(ledger)
            grown = rows(ledger)
            refreshing._refresh_everything(ledger, "reader")
            assert grown == rows(ledger)
