"""Why this number, in plain words; and the same incident under other projects' conventions."""

from __future__ import annotations

import pytest
from reconciling.made import claim, source

from testigo.model.claim import VoiceKind
from testigo.model.toll import Measure
from testigo.reconciling.explaining import RULES, derivation
from testigo.reconciling.reconcile import reconcile
from testigo.reconciling.shaping import Shape, acled_number, apply_profile, divide

TOLD = (
    claim("a", "12", voice="Defensoría", voice_kind=VoiceKind.OMBUDSMAN),
    claim("b", "17", voice="Defensoría", voice_kind=VoiceKind.OMBUDSMAN),
    claim("c", "2", voice="Policía", voice_kind=VoiceKind.POLICE),
    claim("d", "20"),
    claim("e", "dozens"),
)
RESULT = reconcile(
    TOLD,
    [
        source(d, p)
        for d, p in (("a", "03-12"), ("b", "03-13"), ("c", "03-13"), ("d", "03-13"), ("e", "03-13"))
    ],
)
CLAIMS = {c.id: c for c in TOLD}


def test_a_derivation_names_each_figure_its_voice_and_the_rule() -> None:
    lines = derivation(RESULT.incidents[0], Measure.KILLED, CLAIMS, RESULT.standings)
    assert "17 by Defensoría (tier 3): counts" in lines
    assert any(
        line.startswith("12 by Defensoría (tier 3): overtaken — ") and line.endswith("(R3)") for line in lines
    )
    assert any(
        line.startswith("2 by Policía (tier 1): a party's — ") and line.endswith("(R18)") for line in lines
    )
    assert "killed: min 17, best 17, max 24+; grade fair" in lines
    assert f"R3: {RULES['R3']}" in lines


@pytest.mark.parametrize(
    ("shape", "figures"),
    [
        (Shape.TESTIGO, (17, 17, 24)),
        (Shape.UCDP, (17, 17, 24)),
        # ACLED: the lowest live figure, "dozens" being 12 there.
        (Shape.ACLED, (12, 12, 12)),
        # eventreport: five reports 12, 17, 2, 20, 24, all votes alike; all differ, so that the most frequent is the smallest.
        (Shape.CONSERVATIVE, (2, 2, 2)),
        (Shape.REPRESENTATIVE, (2, 2, 2)),
        (Shape.INFORMATIVE, (24, 24, 24)),
    ],
    ids=lambda v: v.value if isinstance(v, Shape) else None,
)
def test_one_incident_under_each_convention(shape: Shape, figures: tuple[int, int, int]) -> None:
    shaped = apply_profile(RESULT.incidents[0], Measure.KILLED, CLAIMS, RESULT.standings, shape)
    assert shaped is not None
    assert (shaped.low, shaped.best, shaped.high) == figures


def test_nothing_told_is_none_but_zero_in_the_acled_shape() -> None:
    assert (
        apply_profile(RESULT.incidents[0], Measure.INJURED, CLAIMS, RESULT.standings, Shape.TESTIGO) is None
    )
    shaped = apply_profile(RESULT.incidents[0], Measure.INJURED, CLAIMS, RESULT.standings, Shape.ACLED)
    assert shaped is not None
    assert shaped.best == 0


@pytest.mark.parametrize(
    ("told", "number"), [("several", 3), ("dozens", 12), ("hundreds", 100), ("17+", 17), (">8", 8), ("<9", 9)]
)
def test_numbers_as_acled_counts_them(told: str, number: int) -> None:
    figure = claim("a", told).figure
    assert figure is not None
    assert acled_number(figure) == number


@pytest.mark.parametrize(
    ("total", "days", "parts"), [(12, 3, (4, 4, 4)), (7, 3, (3, 2, 2)), (1, 2, (1, 0)), (0, 2, (0, 0))]
)
def test_r14_an_aggregate_is_divided_on_export(total: int, days: int, parts: tuple[int, ...]) -> None:
    assert divide(total, days) == parts
    assert sum(parts) == total
