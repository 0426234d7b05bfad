"""The pure parts: marked text, the table of conflicts, charts, addresses. Laws beside cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from testigo.model.claim import Kind
from testigo.model.judgement import Judgement, Verdict
from testigo.model.moment import Interval, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Part, Span
from testigo.model.toll import Bounds, Figure, Grade, Group, Hedge, Measure, Toll
from testigo.web.addresses import filters_from, local_target, query_of, report_path
from testigo.web.charts import curve_chart, nice_top, sum_at, timeline_chart
from testigo.web.conflicts import (
    all_told,
    conflict_table,
    counts_as,
    explain,
    is_dissent,
    place_dissents,
    standing_of,
)
from testigo.web.desk_data import (
    SORTS,
    Bin,
    CampaignView,
    Filters,
    Flag,
    Header,
    IncidentView,
    RunningDay,
    Timeline,
)
from testigo.web.docket import state_of
from testigo.web.marks import Mark, is_unseen, lookalikes_in, marks_of, paragraph_around, segments, unseen_in

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    marks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        stop = draw(st.integers(start + 1, len(text)))
        layer = draw(st.sampled_from(("sentence", "figure", "voice", "time", "place", "actor")))
        marks.append(Mark(Span(start, stop), layer, f"c{number}"))
    return text, marks


@given(marked_texts())
def test_marked_text_joined_is_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = segments(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        layers = {m.layer for m in marks if m.span.start <= at and at + len(piece.text) <= m.span.stop}
        assert set(piece.layers) == layers
        at += len(piece.text)
    starts = [claim for piece in pieces for claim in piece.starts]
    assert sorted(starts) == sorted(m.claim for m in marks if m.layer == "figure")


@given(marked_texts())
def test_each_unseen_character_stands_alone_and_is_named(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = segments(text, marks)
    assert [p.text for p in pieces if p.code] == [c for c in text if is_unseen(c)]
    assert sum(n for _, n in unseen_in(text)) == sum(map(is_unseen, text))


def test_marks_of_a_claim_stand_on_its_words() -> None:
    text = samples.BY_ID["wire-1"].text
    found = {(m.layer, m.span.of(text)) for m in marks_of([samples.C12], Part.BODY)}
    assert ("figure", "at least 12 people were killed") in found
    assert ("sentence", "The ombudsman's office said at least 12 people were killed.") in found
    assert ("voice", "The ombudsman's office") in found
    assert marks_of([samples.C12], Part.TITLE) == ()


def test_a_paragraph_ends_at_line_breaks_and_is_cut_when_very_long() -> None:
    text = "Uno dos.\n\nTres cuatro. Cinco.\nSeis."
    start, stop = paragraph_around(text, Span(text.index("Cinco"), text.index("Cinco") + 5))
    assert text[start:stop] == "Tres cuatro. Cinco."
    long = "palabra " * 2000
    start, stop = paragraph_around(long, Span(8000, 8007), most=800)
    assert start <= 8000
    assert stop >= 8007
    assert stop - start < 1000
    assert long[start - 1] == " "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juliaca", ()),
        ("J\u0443liaca", ("J\u0443liaca",)),
        ("Москва y Αθήνα", ()),
        ("Peñón ≠ 東京", ()),
        ("p\u0430ypal p\u0430ypal", ("p\u0430ypal",)),
        ("", ()),
    ],
)
def test_words_of_two_scripts_are_found(text: str, expected: tuple[str, ...]) -> None:
    assert lookalikes_in(text) == expected


# --- conflicts


def incident_view(*, with_standings: bool = True) -> IncidentView:
    incident = samples.INCIDENTS[0]
    claims = {c.id: c for c in samples.CLAIMS if c.id in incident.claims}
    headers = {
        d.id: Header(d.id, d.title, d.outlet, d.published, original="wire-2" if d.id == "copy-1" else None)
        for d in samples.DOCUMENTS
    }
    standings = {s.claim: s for s in samples.STANDINGS} if with_standings else {}
    return IncidentView(incident, claims, standings, headers)


def test_rows_are_origins_and_not_outlets() -> None:
    table = conflict_table(incident_view())
    assert [row.origin for row in table.rows] == [
        "A doctors' union",
        "Defensoría",
        "the regional health office",
        "Agencia Norte",
        "Radio Ejemplo",
        "La policía",
        "Example Wire",
    ]
    assert table.measures == (Measure.KILLED, Measure.INJURED, Measure.ARRESTED)
    ombudsman = next(row for row in table.rows if row.origin == "Defensoría")
    told = ombudsman.figures[Measure.KILLED]
    assert [(t.claim.figure.bounds.low, t.is_struck, t.copies) for t in told if t.claim.figure] == [
        (18, False, 1),
        (17, True, 0),
        (12, True, 0),
    ]
    assert not any(t.dissents for t in told if not t.is_struck)
    police = next(row for row in table.rows if row.origin == "La policía")
    assert police.is_party
    assert police.figures[Measure.KILLED][0].dissents


def test_why_parts_what_supports_what_differs_and_what_does_not_count() -> None:
    killed, injured = explain(incident_view())
    assert {t.origin for t in killed.supporting} == {"Defensoría", "A doctors' union"}
    assert [t.origin for t in killed.dissenting] == ["Agencia Norte"]
    states = {(group.state, group.rule): len(group.told) for group in killed.set_aside}
    assert {state for state, _ in states} == {"overtaken", "copy", "party"}
    assert sum(n for (state, _), n in states.items() if state == "overtaken") == 3
    assert [(c.value, c.fate, c.origins) for c in killed.candidates] == [
        (18, "best", ("A doctors' union", "Defensoría")),
        (19, "fewer", ("Agencia Norte",)),
    ]
    assert [t.origin for t in injured.supporting] == ["the regional health office"]


def test_without_the_reconcilers_word_a_plain_standing_is_given() -> None:
    view = incident_view(with_standings=False)
    states = {claim: standing_of(claim_, view).state for claim, claim_ in view.claims.items()}
    assert states[samples.C18.id] == "live"
    assert states[samples.CCOPY.id] == "copy"
    assert states[samples.C12.id] == "overtaken"
    assert states[samples.CFIRE.id] == "live"
    assert standing_of(samples.CTITLE, view).origin == "Radio Ejemplo"
    assert standing_of(samples.C9, view).origin == "La policía"


def figure(
    low: int | None, high: int | None, group: Group = Group.UNSPECIFIED, hedge: Hedge = Hedge.EXACT
) -> Figure:
    return Figure(Measure.KILLED, Bounds(low, high, hedge), "x", Span(0, 1), group)


@pytest.mark.parametrize(
    ("told", "toll", "dissents"),
    [
        (figure(18, 18), Toll(17, 18, 19), False),
        (figure(19, 19), Toll(17, 18, 19), True),
        (figure(12, None, hedge=Hedge.AT_LEAST), Toll(17, 18, 19), False),
        (figure(20, None, hedge=Hedge.AT_LEAST), Toll(17, 18, 19), True),
        (figure(None, 15, hedge=Hedge.UP_TO), Toll(17, 18, 19), True),
        (figure(24, None, hedge=Hedge.VAGUE), Toll(3, None, 24, max_open=True), False),
        # R12: "18 civilians" agrees with 18 civilians, whatever the total of 19 with one policeman says
        (
            figure(18, 18, Group.CIVILIANS),
            Toll(19, 19, 19, by_group=((Group.CIVILIANS, Toll(18, 18, 18)),)),
            False,
        ),
        (figure(5, 5), None, False),
    ],
)
def test_dissent_leaves_no_room_for_the_best_figure(told: Figure, toll: Toll | None, dissents: bool) -> None:
    assert is_dissent(told, toll) is dissents


@pytest.mark.parametrize(
    ("place", "dissents"),
    [
        (samples.AURELIO, False),
        (samples.TELMO, True),
        (Place("Costa Alta", "PE", -15.0, -70.0, PlacePrecision.REGION, 90, "Costa Alta"), False),
        (Place("Valle Seco", "PE", -13.0, -74.0, PlacePrecision.REGION, 90, "Valle Seco"), True),
        (samples.NATION, False),
        (Place("Aeropuerto", "PE", -15.5, -70.1, PlacePrecision.SITE, 2, "Costa Alta"), False),
        (Place("Bolivia", "BO", -17.0, -65.0, PlacePrecision.COUNTRY, 700), True),
    ],
)
def test_a_wider_place_is_no_dissent(place: Place, dissents: bool) -> None:
    claim = samples.replace(samples.C18, where=Where(place))
    assert place_dissents(claim, incident_view()) is dissents


def test_days_that_do_not_touch_dissent() -> None:
    late = samples.replace(
        samples.C18, id="c-late", when=When(Interval(date(2023, 1, 12), date(2023, 1, 12)))
    )
    view = incident_view()
    view = samples.replace(view, claims={**view.claims, late.id: late})
    rows = {row.origin: row for row in conflict_table(view).rows}
    assert [t.dissents for t in rows["Defensoría"].days] == [False, True]  # its voice is the ombudsman's
    assert not any(t.dissents for t in rows["Agencia Norte"].days)


# --- charts


def test_the_curve_shades_between_a_voice_and_the_sum() -> None:
    day = date(2023, 1, 1)
    running = tuple(RunningDay(day + timedelta(days=n), n, n + 1, n + 2) for n in (0, 9, 19))
    chart = curve_chart(CampaignView(samples.CAMPAIGN, running))
    assert [line.voice for line in chart.lines] == ["Defensoría"]
    (line,) = chart.lines
    assert [(dot.day, dot.value, dot.residual) for dot in line.dots] == [
        (date(2023, 1, 10), 47, 28),
        (date(2023, 1, 12), 49, 30),
    ]
    assert line.area.endswith("Z")
    assert line.dots[0].y > line.dots[1].y  # 49 is drawn above 47
    assert chart.total == running[-1]
    assert sum_at(running, date(2023, 1, 9)) == 1
    assert sum_at(running, date(2023, 1, 10)) == 10
    assert sum_at(running, date(2022, 1, 1)) == 0


def test_charts_of_nothing_are_empty() -> None:
    assert timeline_chart(Timeline()).columns == ()
    empty = samples.replace(samples.CAMPAIGN, series=())
    assert curve_chart(CampaignView(empty)).lines == ()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=200), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_columns_stay_inside_their_box_and_keep_their_order(counts: list[int], first: date) -> None:
    bins = tuple(
        Bin(first + timedelta(days=n), first + timedelta(days=n), c, 0) for n, c in enumerate(counts)
    )
    chart = timeline_chart(Timeline(bins))
    assert len(chart.columns) == len(counts)
    assert all(c.x >= 0 and c.x + c.width <= chart.width + 1 for c in chart.columns)
    assert all(0 <= c.y <= chart.base and c.height >= 0 for c in chart.columns)
    assert [c.x for c in chart.columns] == sorted(c.x for c in chart.columns)


@given(st.integers(0, 10**9))
def test_an_axis_reaches_its_highest_value_and_not_far_beyond(value: int) -> None:
    top = nice_top(value)
    assert top >= value
    assert top <= max(2 * value, 2)


# --- addresses


filters = st.builds(
    Filters,
    place=st.text(max_size=30).map(str.strip),
    first=st.none() | st.dates(date(2000, 1, 1), date(2019, 1, 1)),
    last=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    kinds=st.lists(st.sampled_from(Kind), unique=True).map(tuple),
    measure=st.none() | st.sampled_from(Measure),
    grades=st.lists(st.sampled_from(Grade), unique=True).map(tuple),
    flags=st.lists(st.sampled_from(Flag), unique=True).map(tuple),
    campaign=st.text("abc-0123", max_size=12),
    sort=st.sampled_from(SORTS),
    page=st.integers(1, 500),
)


@given(filters)
def test_every_state_has_an_address_that_leads_back_to_it(state: Filters) -> None:
    read, faults = filters_from(QueryParams(query_of(state, page=state.page).removeprefix("?")))
    assert read == state
    assert faults == ()


def test_a_changed_filter_leads_back_to_the_first_page() -> None:
    assert "page" not in parse_qs(query_of(Filters(page=4), sort="date").removeprefix("?"))


def test_days_in_the_wrong_order_are_turned_round() -> None:
    read, _ = filters_from(QueryParams("from=2023-02-01&to=2023-01-01"))
    assert (read.first, read.last) == (date(2023, 1, 1), date(2023, 2, 1))


@given(st.text(max_size=60))
def test_a_target_of_ours_has_no_other_host(target: str) -> None:
    safe = local_target(target)
    assert safe.startswith("/")
    assert not safe.startswith(("//", "/\\"))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_an_address_of_a_report_is_one_path_segment(document: str) -> None:
    assert report_path(document).count("/") == 2


def ruling(verdict: Verdict, by: str, value: str | None = None) -> Judgement:
    return Judgement("j", verdict, ("c-1",), by, datetime(2023, 1, 9, tzinfo=UTC), value=value)


@pytest.mark.parametrize(
    ("rulings", "state"),
    [
        ([], "open"),
        ([ruling(Verdict.ACCEPT, "ana")], "judged"),
        ([ruling(Verdict.UNSURE, "ana")], "unsure"),
        ([ruling(Verdict.UNSURE, "ana"), ruling(Verdict.ACCEPT, "bea")], "judged"),
        ([ruling(Verdict.ACCEPT, "ana"), ruling(Verdict.ACCEPT, "bea")], "agreed"),
        ([ruling(Verdict.ACCEPT, "ana"), ruling(Verdict.REJECT, "bea")], "disputed"),
        ([ruling(Verdict.CORRECT, "ana", "17"), ruling(Verdict.CORRECT, "bea", "18")], "disputed"),
        # one's later word takes the place of one's earlier one
        (
            [ruling(Verdict.REJECT, "ana"), ruling(Verdict.ACCEPT, "bea"), ruling(Verdict.ACCEPT, "ana")],
            "agreed",
        ),
    ],
)
def test_the_latest_word_of_each_reviewer_decides(rulings: list[Judgement], state: str) -> None:
    assert state_of(rulings).value == state


def test_the_reconcilers_keys_are_shown_as_the_names_that_people_use() -> None:
    view = incident_view()
    renamed = {
        "Defensoría": "ombudsman:PE",
        "Agencia Norte": "agency:agencia norte",
        "Radio Ejemplo": "press:radio ejemplo",
    }
    standings = {
        key: samples.replace(s, origin=renamed.get(s.origin, s.origin)) for key, s in view.standings.items()
    }
    names = {row.origin for row in conflict_table(samples.replace(view, standings=standings)).rows}
    # the ombudsman's claims: twice "the ombudsman's office", once each "The ombudsman's office" and "Defensoría"
    assert {"The ombudsman's office", "Agencia Norte", "Radio Ejemplo", "La policía", "Example Wire"} <= names
    assert not any(":" in name for name in names)


def test_an_origin_goes_by_the_name_that_reports_in_the_readers_language_give_it() -> None:
    view = incident_view()
    mine = [key for key, s in view.standings.items() if s.origin == "Defensoría"]
    standings = {
        key: samples.replace(s, origin="ombudsman:PE") if key in mine else s
        for key, s in view.standings.items()
    }
    spoken = {view.claims[key].document for key in mine if view.claims[key].attribution.voice == "Defensoría"}
    headers = {
        key: samples.replace(header, language="es" if key in spoken else "en")
        for key, header in view.headers.items()
    }
    changed = samples.replace(view, standings=standings, headers=headers)
    assert spoken
    assert "Defensoría" in {row.origin for row in conflict_table(changed, all_told(changed, "es")).rows}
    assert "The ombudsman's office" in {
        row.origin for row in conflict_table(changed, all_told(changed, "en")).rows
    }


@pytest.mark.parametrize(
    ("note", "counted"),
    [
        ("less 1 of the forces that it includes", 18),
        ("with 2 of the forces, which it leaves out", 21),
        ("added to the 3 told before it", 22),
        ("told within the provisional time", None),
        ("", None),
    ],
)
def test_a_figure_that_was_aligned_counts_as_what_its_note_says(note: str, counted: int | None) -> None:
    standing = samples.replace(standing_of(samples.C19, incident_view()), note=note)
    assert counts_as(samples.C19, standing) == counted


def test_nineteen_with_one_policeman_is_no_dissent_from_eighteen() -> None:
    view = incident_view()
    aligned = samples.replace(
        view.standings[samples.C19.id], rule="R12", note="less 1 of the forces that it includes"
    )
    killed = explain(samples.replace(view, standings={**view.standings, samples.C19.id: aligned}))[0]
    assert killed.dissenting == ()
    assert "Agencia Norte" in killed.origins
    assert [(c.value, c.fate) for c in killed.candidates] == [(18, "best")]


def test_a_claim_without_a_standing_joins_the_origin_of_its_name() -> None:
    view = incident_view()
    standings = {key: s for key, s in view.standings.items() if key != samples.C17.id}
    table = conflict_table(samples.replace(view, standings=standings))
    assert [row.origin for row in table.rows].count("Defensoría") == 1
