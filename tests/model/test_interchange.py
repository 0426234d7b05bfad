"""Claims and sources come back from their JSON as they were; the names are those that users rely on."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from testigo.model.claim import (
    Attribution,
    Claim,
    Factuality,
    Kind,
    Means,
    Polarity,
    Scope,
    Stance,
    VoiceKind,
)
from testigo.model.interchange import (
    claim_from_json,
    claim_to_json,
    to_line,
)
from testigo.model.mention import Actor, Role
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Part, Span
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure

words = st.text(max_size=20)
maybe = st.none() | words
spans = st.tuples(st.integers(0, 500), st.integers(1, 50)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
counts = st.none() | st.integers(0, 5000)
intervals = st.tuples(days, days, st.sampled_from(Granularity)).map(
    lambda row: Interval(min(row[:2]), max(row[:2]), row[2])
)
unresolved = st.builds(
    Unresolved, st.text(min_size=1, max_size=20), st.none() | st.text(min_size=1, max_size=9)
)
whens = st.builds(When, intervals | unresolved, maybe, st.none() | spans, st.sampled_from(Part), words)
places = st.builds(
    Place,
    words,
    st.just("PE"),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from(PlacePrecision),
    st.floats(0, 900),
    maybe,
    st.none() | st.integers(1, 9_999_999),
    st.floats(0, 1),
    st.lists(words, max_size=2).map(tuple),
)
plain_unresolved = st.builds(Unresolved, st.text(min_size=1, max_size=20))
wheres = st.builds(
    Where,
    places | plain_unresolved,
    maybe,
    st.none() | spans,
    st.sampled_from(Part),
    st.lists(words, max_size=2).map(tuple),
)


def _bounds(low: int | None, high: int | None, hedge: Hedge) -> Bounds:
    if low is None and high is None:
        low = 3
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Bounds(low, high, hedge)


figures = st.builds(
    Figure,
    st.sampled_from(Measure),
    st.builds(_bounds, counts, counts, st.sampled_from(Hedge)),
    words,
    spans,
    st.sampled_from(Group),
    st.booleans(),
)
claims = st.builds(
    Claim,
    words,
    words,
    words,
    spans,
    spans,
    st.booleans(),
    st.sampled_from(Kind),
    whens,
    wheres,
    st.sampled_from(Scope),
    st.builds(
        Stance, st.sampled_from(Polarity), st.sampled_from(Factuality), st.lists(words, max_size=2).map(tuple)
    ),
    st.none() | figures,
    st.none() | st.sampled_from(Means),
    st.lists(st.builds(Actor, st.sampled_from(Role), words, spans, words, maybe), max_size=2).map(tuple),
    st.none() | st.builds(Attribution, words, st.sampled_from(VoiceKind), maybe, st.none() | spans),
    st.booleans(),
    st.booleans(),
    st.sampled_from(("unknown", "clash", "drowning")),
)


@given(claims)
def test_a_claim_comes_back_from_its_line(claim: Claim) -> None:
    assert claim_from_json(json.loads(to_line(claim_to_json(claim)))) == claim


def test_the_names_that_users_rely_on() -> None:
    quote = "Police killed 19 demonstrators in Puerto Aurelio."
    claim = Claim(
        "c-1",
        "d-1",
        quote,
        Span(0, 49),
        Span(14, 30),
        in_title=False,
        kind=Kind.KILLING,
        when=When(Interval(date(2023, 1, 9), date(2023, 1, 9)), "On January 9"),
        where=Where(
            Place("Puerto Aurelio", "PE", -15.5, -70.1, PlacePrecision.TOWN, 8, "Puno", 1), "Puerto Aurelio"
        ),
        scope=Scope.INCIDENT,
        stance=Stance(),
        figure=Figure(Measure.KILLED, Bounds(19, 19), "19 demonstrators", Span(14, 30), Group.PROTESTERS),
        actors=(Actor(Role.PERPETRATOR, "Police", Span(0, 6), "police"),),
        attribution=Attribution("Defensoría del Pueblo", VoiceKind.OMBUDSMAN, "según", Span(1, 4)),
    )
    row = claim_to_json(claim)
    assert list(row) == [
        *(
            "id",
            "document",
            "quote",
            "sentence",
            "span",
            "in_title",
            "kind",
            "plover",
            "acled",
            "figure",
            "actors",
        ),
        *("when", "where", "scope", "stance", "attribution"),
    ]
    assert row["figure"] == {
        "measure": "killed",
        "low": 19,
        "high": 19,
        "hedge": "exact",
        "phrase": "19 demonstrators",
        "span": [14, 30],
        "group": "protesters",
        "is_subset": False,
    }
    assert row["plover"]["event"] == "ASSAULT"
    assert row["acled"]["event_type"] in ("Protests", "Violence against civilians")
    assert (row["when"]["first"], row["when"]["last"], row["when"]["precision"]) == (
        "2023-01-09",
        "2023-01-09",
        "day",
    )
    assert row["where"]["precision"] == "town"
    assert row["attribution"]["kind"] == "ombudsman"
