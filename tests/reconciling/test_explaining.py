"""Why this number, in plain words."""

from __future__ import annotations

import pytest

from reconciling.made import claim, source
from testigo.model.claim import VoiceKind
from testigo.model.toll import Measure
from testigo.reconciling.explaining import RULES, derivation
from testigo.reconciling.profiles import divide
from testigo.reconciling.reconcile import reconcile

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
    ("total", "days", "parts"), [(12, 3, (4, 4, 4)), (7, 3, (3, 2, 2)), (1, 2, (1, 0)), (0, 2, (0, 0))]
)
def test_r14_an_aggregate_is_divided_on_export(total: int, days: int, parts: tuple[int, ...]) -> None:
    assert divide(total, days) == parts
    assert sum(parts) == total
