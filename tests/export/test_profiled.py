"""Profiles over the same claims: each expected figure is worked out by hand from the rules, which stand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.invented import claim, figure, ledger_of, ledger_of_claims, reading, work_out
from testigo.export.dossiers import Dossier, gather_dossiers
from testigo.export.formats import Profile
from testigo.export.profiled import Row, acled_count, profiled, report_rows, vague_in_acled
from testigo.model.claim import Claim, Factuality, Stance, VoiceKind
from testigo.model.judgement import Verdict
from testigo.model.text import Span
from testigo.model.toll import Group, Hedge
from testigo.reconciling.merging import best_of, range_of, settle
from testigo.reconciling.rules import Case
from testigo.reconciling.testimony import COPY, LIVE, PARTY, UNCONFIRMED, Testimony, standing

ENDS = ("min", "best", "max", "max_open")


def only(path: Path, *claims: Claim) -> Dossier:
    with ledger_of_claims(path / "a.ledger", claims) as ledger:
        (dossier,) = gather_dossiers(ledger)
    return dossier


def under(dossier: Dossier, profile: Profile, measure: str = "killed") -> tuple[Any, ...]:
    toll = profiled(dossier.record["tolls"][measure], dossier.told(measure), profile)
    return tuple(toll[end] for end in ENDS)


THREE = (
    claim("a", figure("2"), voice=VoiceKind.POLICE),
    claim("b", figure("5"), voice=VoiceKind.RIGHTS_BODY, speaker="la CIDH"),
    claim("c", figure("4"), voice=VoiceKind.HEALTH, speaker="el hospital"),
)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile.TESTIGO, (4, 4, 5, False)),  # R9's own example: the police are a party and set aside
        (Profile.UCDP, (4, 4, 5, False)),
        (
            Profile.ACLED,
            (2, 2, 2, False),
        ),  # lowest live: a party's figure is neither superseded nor retracted
        (Profile.CONSERVATIVE, (2, 2, 2, False)),  # smallest of 2, 5, 4
        (Profile.REPRESENTATIVE, (2, 2, 2, False)),  # three figures once each: the smallest of the tied
        (Profile.INFORMATIVE, (5, 5, 5, False)),  # largest
    ],
)
def test_police_two_rights_body_five_hospital_four(
    tmp_path: Path, profile: Profile, expected: tuple[Any, ...]
) -> None:
    assert under(only(tmp_path, *THREE), profile) == expected


VAGUE = (claim("a", figure("24~")), claim("b", figure("3~")))


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile.TESTIGO, (3, None, 24, True)),  # R9: "dozens" and "several" give min 3, no best, max 24+
        (Profile.UCDP, (3, None, 24, False)),
        (Profile.ACLED, (3, 3, 3, False)),  # several 3, dozens 12: the lowest
        (Profile.CONSERVATIVE, (3, None, 3, True)),
        (Profile.INFORMATIVE, (24, None, 24, True)),
    ],
)
def test_vague_words_alone(tmp_path: Path, profile: Profile, expected: tuple[Any, ...]) -> None:
    assert under(only(tmp_path, *VAGUE), profile) == expected


def test_dozens_alone_are_twelve_in_acled(tmp_path: Path) -> None:
    assert under(only(tmp_path, claim("a", figure("24~"))), Profile.ACLED) == (12, 12, 12, False)


BOUNDED = (claim("a", figure("10-12")), claim("b", figure("11")), claim("c", figure("8>")))


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile.TESTIGO, (9, 11, 12, False)),  # R8's own example
        (Profile.ACLED, (9, 9, 9, False)),
        # rows (10, 10, 12), (11, 11, 11), (9, 9, 9 open): smallest of each column
        (Profile.CONSERVATIVE, (9, 9, 9, True)),
        (Profile.INFORMATIVE, (11, 11, 12, False)),
    ],
)
def test_between_ten_and_twelve_eleven_more_than_eight(
    tmp_path: Path, profile: Profile, expected: tuple[Any, ...]
) -> None:
    assert under(only(tmp_path, *BOUNDED), profile) == expected


def test_the_ledgers_own_figure_is_left_as_it_is(tmp_path: Path) -> None:
    dossier = only(tmp_path, *THREE)
    toll = dossier.record["tolls"]["killed"]
    assert profiled(toll, dossier.told("killed"), Profile.TESTIGO) == toll


def test_every_other_profile_names_its_rule_and_keeps_the_discrepancy(tmp_path: Path) -> None:
    dossier = only(tmp_path, *THREE)
    for profile in set(Profile) - {Profile.TESTIGO}:
        toll = profiled(dossier.record["tolls"]["killed"], dossier.told("killed"), profile)
        assert "R22" in toll["rules"]
        assert toll["discrepancy"] == 2  # 2, 5 and 4 are three values


def test_an_unconfirmed_figure_is_in_the_high_one_alone(tmp_path: Path) -> None:
    alleged = Stance(factuality=Factuality.ALLEGED)
    dossier = only(
        tmp_path, claim("a", figure("2")), replace(claim("b", figure("3"), document="d-a"), stance=alleged)
    )
    # one report: surely 2, perhaps 3
    assert report_rows(dossier.told("killed")) == [Row(2, 2, 3, is_open=False)]
    assert under(dossier, Profile.CONSERVATIVE) == (2, 2, 3, False)
    assert under(dossier, Profile.ACLED) == (2, 2, 2, False)


def test_a_copy_votes_in_eventreport_and_not_with_us(tmp_path: Path) -> None:
    text = "El lunes murieron personas en la marcha de Puerto Aurelio cuando la policía disparó contra quienes volvían del puente viejo"
    readings = [
        reading("d-1", (claim("1", figure("3"), document="d-1"),), text=text),
        reading("d-2", (claim("2", figure("3"), document="d-2"),), text=text),
        reading("d-3", (claim("3", figure("2"), document="d-3"),)),
        reading("d-4", (claim("4", figure("2"), document="d-4"),), text=text.replace("lunes", "9 de enero")),
    ]
    with ledger_of(tmp_path / "a.ledger", readings) as ledger:
        (dossier,) = gather_dossiers(ledger)
    states = {t.claim: t.state for t in dossier.told("killed")}
    assert states["c-2"] == COPY
    assert under(dossier, Profile.REPRESENTATIVE) == (2, 2, 2, False)  # 3, 3, 2, 2: tied, the smallest
    assert len(report_rows(dossier.told("killed"))) == 4


def test_others_count_with_those_told_before_them(tmp_path: Path) -> None:
    """A nurse died, and seven others: eight, and no profile takes the seven for the whole."""
    nurse = claim("a", figure("1"), document="d-1")
    others = claim("b", replace(figure("7"), phrase="otros siete"), document="d-1")
    dossier = only(tmp_path, nurse, replace(others, sentence=Span(10, 30)))
    for profile in Profile:
        assert under(dossier, profile)[:3] == (8, 8, 8), profile


@pytest.mark.parametrize(
    ("floor", "number"), [(2, 3), (3, 3), (4, 3), (20, 10), (24, 12), (200, 100), (20000, 10000)]
)
def test_acleds_numbers_for_vague_words(floor: int, number: int) -> None:
    assert vague_in_acled(floor) == number


def test_what_has_no_lower_end_stands_for_the_number_printed() -> None:
    nearly = Testimony("c-1", "d-1", "d-1", (False, 0), "press:x", 2, None, 20, Hedge.UP_TO)
    assert acled_count([nearly]) == 20
    assert acled_count([]) is None
    assert acled_count([replace(nearly, state=UNCONFIRMED)]) is None


NUMBERS = st.sampled_from(["0", "1", "2", "3", "17", "18", "3+", "8>", "20<", "24~", "10-12"])
VOICES = st.sampled_from([None, VoiceKind.POLICE, VoiceKind.HEALTH, VoiceKind.OMBUDSMAN, VoiceKind.PROTEST])
TOLD = st.lists(
    st.tuples(NUMBERS, VOICES, st.sampled_from([Group.UNSPECIFIED, Group.PROTESTERS, Group.POLICE])),
    min_size=1,
    max_size=6,
)


def testimonies(told: list[tuple[str, VoiceKind | None, Group]]) -> tuple[Testimony, ...]:
    rows = []
    for number, (words, voice, group) in enumerate(told):
        bounds = figure(words).bounds
        is_party = voice in (VoiceKind.POLICE, VoiceKind.PROTEST)
        rows.append(
            Testimony(
                f"c-{number}",
                f"d-{number % 3}",
                f"d-{number % 3}",
                (False, number),
                f"{voice or number}",
                1 if is_party else 2,
                bounds.low,
                bounds.high,
                bounds.hedge,
                group,
                is_party=is_party,
            )
        )
    return tuple(rows)


@given(TOLD)
def test_the_order_of_claims_changes_no_profile(told: list[tuple[str, VoiceKind | None, Group]]) -> None:
    ruled = settle(testimonies(told), Case()).testimonies
    toll = {"min": 0, "best": 0, "max": 0, "max_open": False, "rules": [], "by_group": {}}
    for profile in Profile:
        assert profiled(toll, ruled, profile) == profiled(toll, ruled[::-1], profile)


@given(TOLD)
def test_conservative_is_at_most_informative(told: list[tuple[str, VoiceKind | None, Group]]) -> None:
    ruled = settle(testimonies(told), Case()).testimonies
    rows = report_rows(ruled)
    toll = {"min": 0, "best": 0, "max": 0, "max_open": False, "rules": [], "by_group": {}}
    few, many = (profiled(toll, ruled, p) for p in (Profile.CONSERVATIVE, Profile.INFORMATIVE))
    for end in ("min", "best", "max"):
        if rows and few[end] is not None:
            assert few[end] <= many[end]


def test_a_ruling_counts_in_every_profile(tmp_path: Path) -> None:
    """A person sets the hospital's 4 right to 6 and rejects the police's 2: 5 and 6 are left."""
    at = datetime(2024, 5, 1, tzinfo=UTC)
    with ledger_of_claims(tmp_path / "a.ledger", THREE) as ledger:
        ledger.journal.judge(Verdict.CORRECT, ["c-c"], by="ana", at=at, field="low", value="6")
        ledger.journal.judge(Verdict.REJECT, ["c-a"], by="ana", at=at)
        work_out(ledger)
        (dossier,) = gather_dossiers(ledger)
    assert [
        under(dossier, p)[:3]
        for p in (Profile.TESTIGO, Profile.ACLED, Profile.CONSERVATIVE, Profile.INFORMATIVE)
    ] == [
        (5, 5, 6),  # R9: a tie of one voice of tier 3 each goes to the lower figure
        (5, 5, 5),
        (5, 5, 5),
        (6, 6, 6),
    ]


def test_the_figures_of_a_dossier_give_the_toll_of_the_ledger(tmp_path: Path) -> None:
    """Worked out anew from the claims, the figures that count lead to the same range: the profiles start from what the ledger holds."""
    for number, told in enumerate((THREE, VAGUE, BOUNDED)):
        folder = tmp_path / str(number)
        folder.mkdir()
        dossier = only(folder, *told)
        ruled, toll = dossier.told("killed"), dossier.record["tolls"]["killed"]
        counted = standing(ruled, LIVE)
        assert range_of(counted, standing(ruled, UNCONFIRMED, PARTY)) == (
            toll["min"],
            toll["max"],
            toll["max_open"],
        )
        assert best_of(counted) == toll["best"]
