"""Cumulative tolls by voice and day: said twice stands once, the largest is the total, the rest its parts."""

from __future__ import annotations

from datetime import date

from testigo.model.incident import SeriesPoint
from testigo.model.toll import Group, Measure
from testigo.web.totals import totals_told


def point(
    claim: str,
    number: int,
    *,
    day: int = 10,
    voice: str = "Defensoría",
    group: Group = Group.UNSPECIFIED,
    includes: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
    measure: Measure = Measure.KILLED,
) -> SeriesPoint:
    return SeriesPoint(
        claim,
        date(2023, 1, day),
        measure,
        group,
        voice,
        includes,
        number,
        number,
        incidents_sum=40,
        residual=number - 40,
        flags=flags,
    )


def test_a_total_has_the_parts_told_beside_it() -> None:
    told = totals_told(
        [
            point("c-parts", 7, includes=("blockade",)),
            point("c-whole", 47, includes=("blockade", "clash", "police")),
            point("c-force", 1, group=Group.POLICE, includes=("police",)),
            point("c-clash", 39, includes=("clash",)),
        ],
        Measure.KILLED,
    )
    assert len(told) == 1
    assert told[0].whole.point.claim == "c-whole"
    assert [(f.point.low, f.words) for f in told[0].parts] == [
        (39, (("causes", "clash"),)),
        (7, (("causes", "blockade"),)),
        (1, (("groups", "police"),)),
    ]


def test_what_a_title_and_the_text_below_say_alike_stands_once_with_all_its_claims() -> None:
    told = totals_told([point("c-b", 58), point("c-a", 58, flags=("delta",))], Measure.KILLED)
    assert [t.whole.claims for t in told] == [("c-a", "c-b")]
    assert told[0].whole.point.flags == ("delta",)  # the one that says more is shown


def test_days_and_voices_stand_apart_and_other_measures_stay_away() -> None:
    told = totals_told(
        [
            point("c-3", 60, day=12),
            point("c-1", 50, voice="Agencia Norte"),
            point("c-2", 49),
            point("c-4", 800, measure=Measure.INJURED),
        ],
        Measure.KILLED,
    )
    assert [(t.whole.point.as_of.day, t.whole.point.voice, t.whole.point.low) for t in told] == [
        (10, "Agencia Norte", 50),
        (10, "Defensoría", 49),
        (12, "Defensoría", 60),
    ]
    assert totals_told([], Measure.KILLED) == ()
