"""Laws of reconciling: neither the order of arrival, nor repeats, nor what an earlier run kept, changes a byte of the result."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from reconciling.made import AURELIO, LEJANA, NORTE, PAIS, PUENTE, TELMO, claim, source
from testigo.model.claim import Claim, Factuality, Scope, VoiceKind
from testigo.model.source import Source
from testigo.model.toll import Group, Measure
from testigo.reconciling.clustering import components
from testigo.reconciling.fingerprints import fingerprint, similarity
from testigo.reconciling.lineage import trace
from testigo.reconciling.merging import figure_of, settle
from testigo.reconciling.reconcile import reconcile
from testigo.reconciling.rules import Case
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.testimony import minutes
from testigo.reconciling.witnesses import Copied, gather_testimonies

PLACES = (AURELIO, TELMO, LEJANA, PUENTE, NORTE, PAIS, None)
DAYS = ("03-09", "03-09", "03-10", "03-11", None)
VOICES = (
    (None, VoiceKind.UNKNOWN),
    ("Defensoría", VoiceKind.OMBUDSMAN),
    ("Policía", VoiceKind.POLICE),
    ("Hospital", VoiceKind.HEALTH),
)
TEXTS = [
    f"Un texto de agencia número {word} sobre la marcha de la tarde que terminó en el puente viejo con {{}} muertos según los vecinos del lugar."
    for word in ("alfa", "beta", "gama")
]


def world(seed: int, documents: int = 25) -> tuple[list[Claim], list[Source]]:
    """Reports that disagree, copy each other and leave things out, the same for the same seed."""
    rng = random.Random(seed)
    claims: list[Claim] = []
    sources: list[Source] = []
    for d in range(documents):
        name = f"d{d:02d}"
        signature = b""
        if rng.random() < 0.4:
            signature = fingerprint(rng.choice(TEXTS).format(rng.randrange(9)))
        published = rng.choice(("03-09", "03-10", "03-12", "03-20", None))
        names = tuple(sorted(rng.sample(range(40), 8)))
        sources.append(source(name, published, signature=signature, names=names))
        for at in range(rng.randrange(1, 5)):
            voice, kind = rng.choice(VOICES)
            claims.append(
                claim(
                    name,
                    rng.choice(("1", "2", "4", "17", "17+", ">8", "dozens", "0", None)),
                    at=at * 100,
                    measure=rng.choice((Measure.KILLED, Measure.INJURED)),
                    group=rng.choice((Group.UNSPECIFIED, Group.POLICE, Group.PROTESTERS)),
                    place=rng.choice(PLACES),
                    on=rng.choice(DAYS),
                    scope=rng.choice((Scope.INCIDENT,) * 6 + (Scope.CUMULATIVE, Scope.BACKGROUND, Scope.DAY)),
                    voice=voice,
                    voice_kind=kind,
                    factuality=rng.choice((Factuality.STATED, Factuality.STATED, Factuality.ALLEGED)),
                    update=rng.random() < 0.1,
                    retraction=rng.random() < 0.05,
                    subset=rng.random() < 0.1,
                )
            )
    return claims, sources


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_arrival_changes_nothing(seed: int, rng: random.Random) -> None:
    claims, sources = world(seed)
    expected = reconcile(claims, sources)
    rng.shuffle(claims)
    rng.shuffle(sources)
    assert reconcile(claims, sources) == expected


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_repeats_change_nothing(seed: int) -> None:
    claims, sources = world(seed)
    assert reconcile([*claims, *reversed(claims)], [*sources, *sources]) == reconcile(claims, sources)


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_toll_keeps_its_order_and_rests_on_claims(seed: int) -> None:
    claims, sources = world(seed)
    ids = {c.id for c in claims}
    for incident in reconcile(claims, sources).incidents:
        for _, toll in incident.tolls:
            assert toll.minimum <= toll.maximum
            assert toll.best is None or toll.minimum <= toll.best <= toll.maximum
            assert set(toll.claims) <= ids


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_every_claim_belongs_to_one_incident_at_most(seed: int) -> None:
    claims, sources = world(seed)
    told = [c for incident in reconcile(claims, sources).incidents for c in incident.claims]
    assert len(told) == len(set(told))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_components_are_those_of_another_library(edges: list[tuple[int, int]]) -> None:
    ids = [f"n{i:02d}" for i in range(31)]
    matrix = coo_matrix((np.ones(len(edges)), ([a for a, _ in edges], [b for _, b in edges])), shape=(31, 31))
    count, labels = connected_components(matrix, directed=False)
    expected = sorted([ids[i] for i in range(31) if labels[i] == label] for label in range(count))
    assert components(ids, [(ids[a], ids[b]) for a, b in edges]) == expected


@pytest.mark.parametrize("number", [3, 700])
def test_an_added_copy_of_a_figure_changes_no_toll(number: int) -> None:
    told = [claim("a", "4"), claim("b", "6", voice="Hospital", voice_kind=VoiceKind.HEALTH)]
    sources = {s.document: s for s in (source("a", "03-20"), source("b", "03-20"))}
    first = gather_testimonies(told, sources, {}, Copied({}, {}))[Measure.KILLED]
    case = Case(end=1)
    again = [*first, *(t for t in first for _ in range(number))]
    assert settle(first, case).toll.best == settle({t.claim: t for t in again}.values(), case).toll.best  # type: ignore[union-attr]


def test_similarity_is_about_the_share_of_shingles() -> None:
    base = "una frase larga con muchas palabras distintas que cuentan lo que pasó en la plaza central de la villa aquella noche de marzo".split()
    a, b = fingerprint(" ".join(base)), fingerprint(" ".join([*base[:11], "otra", *base[12:]]))
    # 22 words give 20 shingles of three; one word changed spoils three: 17 shared of 23.
    assert similarity(a, b) == pytest.approx(17 / 23, abs=0.12)
    assert similarity(a, a) == 1.0
    assert similarity(a, b"") == 0.0


def test_copies_far_apart_in_time_are_no_copies() -> None:
    sign = fingerprint(TEXTS[0])
    far = [source("a", "03-01", signature=sign), source("b", "05-01", signature=sign)]
    near = [source("a", "03-01", signature=sign), source("b", "03-05", signature=sign)]
    assert trace(far, ReconcileSettings()) == {}
    assert trace(near, ReconcileSettings()) == {"b": "a"}


def test_nothing_gives_nothing() -> None:
    empty = reconcile([], [])
    assert (empty.incidents, empty.campaigns, empty.lineages, empty.standings, empty.review) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert reconcile([claim("a", "4")], []).incidents[0].documents == ("a",)


@pytest.mark.parametrize("seed", range(40))
def test_the_figure_of_a_sum_is_the_toll_s(seed: int) -> None:
    claims, sources = world(seed, documents=6)
    told = gather_testimonies(claims, {s.document: s for s in sources}, {}, Copied({}, {}))
    for testimonies in told.values():
        for case in (Case(), Case(end=minutes(date(2031, 3, 10)))):
            toll = settle(testimonies, case).toll
            expected = 0 if toll is None else toll.best if toll.best is not None else toll.minimum
            assert figure_of(testimonies, case) == expected
