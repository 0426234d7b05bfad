"""The rules of the R package eventreport, by examples worked by hand; the whole is measured by benchmarks/maverick.py."""

from __future__ import annotations

import math

import pytest

from testigo.reconciling.profiles import (
    Profile,
    aggregate,
    disagreement,
    join_texts,
    largest,
    least_precise,
    most_frequent_day,
    most_frequent_number,
    most_precise,
    smallest,
    vote,
    vote_without_missing,
    vote_yes_or_no,
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([2, 2, 5, 5, 9], 2), ([4, None, 4, 1], 4), ([3, 1, 2], 1), ([None], None), ([], None)],
)
def test_most_frequent_number(values: list[int | None], expected: int | None) -> None:
    assert most_frequent_number(values) == expected


def test_nothing_is_infinite_as_in_r() -> None:
    assert (smallest([None]), largest([])) == (math.inf, -math.inf)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2031-09-21", "2031-09-24"], "2031-09-22"),  # the mean of the tied days, rounded down
        (["2031-09-21", "2031-09-24", "2031-09-24"], "2031-09-24"),
        ([None, "soon"], None),
    ],
)
def test_most_frequent_day(values: list[str | None], expected: str | None) -> None:
    assert most_frequent_day(values) == expected


@pytest.mark.parametrize(
    ("values", "expected"), [([1, 0], 1), ([0, 0, 1], 0), ([1, None], None), ([2, 1], None)]
)
def test_a_yes_or_no_vote(values: list[int | None], expected: int | None) -> None:
    assert vote_yes_or_no(values) == expected


@pytest.mark.parametrize(
    ("values", "first", "second", "expected"),
    [
        (["Norte", "Sur", "Sur"], [9, 1, 1], [9, 1, 1], "Sur"),
        (["Norte", "Sur"], [3, 2], [1, 1], "Norte"),
        # The first tie-break keeps both; in the second, reports that lost the first still speak: 1, 5 against 1, 2.
        (["Norte", "Norte", "Sur", "Sur"], [3, 2, 3, 2], [1, 5, 1, 2], "Norte"),
        (["Norte", "Sur"], [3, 3], [1, 1], "Indeterminate"),
        (["Norte", "Sur"], [3, None], [1, 1], "Indeterminate"),
        ([None, None, "Sur"], [1, 1, 1], [1, 1, 1], None),
        (["NA", "NA", "Sur"], [1, 1, 1], [1, 1, 1], None),
        ([1.5, 2.5], [1, 1], [1, 1], None),
    ],
)
def test_a_vote(values: list[object], first: list[int | None], second: list[int], expected: object) -> None:
    assert vote(values, first, second) == expected


def test_a_vote_without_the_missing() -> None:
    assert vote_without_missing([None, "", "Sur"], [1, 1, 1], [1, 1, 1]) == "Sur"
    assert vote_without_missing([None, ""], [1, 1], [1, 1]) == ""


def test_three_reports_without_an_actor_outvote_two_that_name_one() -> None:
    values, precision = ["Guardia", "Guardia", None, None, None], [1, 1, None, None, None]
    assert least_precise(values, [1] * 5, [1] * 5, precision) is None


def test_the_single_most_precise_report_wins() -> None:
    assert most_precise(["País", "País", "Puente"], [1] * 3, [1] * 3, [1, 1, 6]) == "Puente"


def test_texts_are_cut_joined_and_kept_once() -> None:
    assert join_texts([None, "Arson; Unknown", "", "Beating;Arson"]) == "NA; Arson; Beating"


def rows(*best: int) -> list[dict[str, object]]:
    return [
        {
            "event_id": "X-1",
            "deaths_low": b,
            "deaths_best": b,
            "deaths_high": b,
            "date_start": "2031-03-09",
            "date_end": f"2031-03-{9 + i:02d}",
            "source_classification": 1,
            "certain": 1,
            **{f"certain{n}": 1 for n in range(1, 7)},
            **{
                f"actor{n}_{role}": 0
                for n in range(1, 7)
                for role in ("initiator", "perpetrator", "intervener", "bystander")
            },
            "displacement": 0,
            "damage": 1,
            "source": f"Diario {i}",
        }
        for i, b in enumerate(best)
    ]


@pytest.mark.parametrize(
    ("profile", "best", "start", "end"),
    [
        (Profile.CONSERVATIVE, 1, "2031-03-09", "2031-03-12"),
        (Profile.REPRESENTATIVE, 4, "2031-03-09", "2031-03-10"),
        (Profile.INFORMATIVE, 6, "2031-03-09", "2031-03-09"),
    ],
)
def test_the_three_profiles(profile: Profile, best: int, start: str, end: str) -> None:
    # Four reports, 4 4 1 6; the last days 9, 10, 11 and 12 March are tied: mean 10.5, rounded down.
    event = aggregate(rows(4, 4, 1, 6), profile)
    assert (event["deaths_best"], event["date_start"], event["date_end"]) == (best, start, end)
    assert event["certain"] == 6
    assert event["number_of_sources"] == 4
    assert event["aggregation"] == f"Most-{profile.value}"


def test_disagreement_counts_missing_as_a_value_where_the_package_does() -> None:
    events = {"A": [{"x": 1}, {"x": 3}, {"x": None}], "B": [{"x": 2}]}
    found = disagreement(events, "x")
    # A: three values, so 2; B: 0. Ranges 2 and 0; the deviation of 1 and 3 is the root of 2; the table holds 1, 2, 3 and missing.
    assert found["dscore"] == 1.0
    assert found["dscore_normalized"] == 0.25
    assert found["share_disagreement"] == 0.5
    assert found["modal_confidence"] == 0.75
    assert found["mean_range"] == 1.0
    assert found["mean_sd"] == pytest.approx(math.sqrt(2))
