"""Shaping: the figures of an incident under another project's conventions, chosen at export (rule R22).

The ledger keeps our own (rules R1–R21). ACLED and UCDP shapes follow their public codebooks; the three of eventreport treat every report alike,
copies included, as the package does (profiles.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from testigo.model.claim import Claim
from testigo.model.incident import Incident, Standing
from testigo.model.toll import Figure, Hedge, Measure
from testigo.reconciling.profiles import largest, most_frequent_number, smallest
from testigo.reconciling.voices import fold


class Shape(StrEnum):
    """Whose convention the exported figures follow; every file that carries them names it."""

    TESTIGO = "testigo"
    ACLED = "acled"
    UCDP = "ucdp"
    CONSERVATIVE = "eventreport-conservative"
    REPRESENTATIVE = "eventreport-representative"
    INFORMATIVE = "eventreport-informative"


@dataclass(frozen=True, slots=True)
class Shaped:
    """Low, best and high under a convention; `best` None where it gives none, `is_open` where there may be more than `high`."""

    low: int
    best: int | None
    high: int
    is_open: bool = False


ACLED_WORDS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("hundreds", "cientos", "centenares"), 100),
    (("dozens", "docenas", "scores"), 12),
    (("tens", "decenas"), 10),
    (("thousands", "miles", "millares"), 1000),
)
"""Vague words as the ACLED codebook counts them; several, many, few and a bare plural are 3."""


def acled_number(figure: Figure) -> int:
    """A figure as ACLED records it: the number reported, and its own numbers for vague words.

    Source: ACLED codebook, 2023, Fatalities.
    """
    if figure.bounds.hedge is Hedge.VAGUE:
        words = set(fold(figure.phrase).split())
        return next((number for cues, number in ACLED_WORDS if words & set(cues)), 3)
    return figure.bounds.low if figure.bounds.low is not None else figure.bounds.high or 0


def apply_profile(
    incident: Incident,
    measure: Measure,
    claims: Mapping[str, Claim],
    standings: Iterable[Standing],
    shape: Shape,
) -> Shaped | None:
    """The figures of one incident under a convention; None where nobody told any (ACLED: 0, as its codebook says).

    `claims` by id and `standings` are those of the incident; others are passed over.
    """
    here = [s for s in standings if s.incident == incident.id and _counts(claims.get(s.claim), measure)]
    toll = incident.toll(measure)
    if shape is Shape.ACLED:
        return _acled(here, claims)
    if toll is None:
        return None
    if shape is Shape.TESTIGO:
        return Shaped(toll.minimum, toll.best, toll.maximum, toll.max_open)
    if shape is Shape.UCDP:
        best = toll.best if toll.best is not None else toll.minimum
        return Shaped(toll.minimum, best, max(best, toll.maximum))
    return _eventreport(here, claims, shape)


def _counts(claim: Claim | None, measure: Measure) -> bool:
    return (
        claim is not None
        and claim.figure is not None
        and claim.figure.measure is measure
        and not claim.figure.is_subset
    )


def _acled(standings: Iterable[Standing], claims: Mapping[str, Claim]) -> Shaped:
    """The lowest live figure: "reported, lowest until better known"; no mention is 0."""
    numbers = [
        acled_number(figure)
        for s in standings
        if s.state in {"live", "vague"} and (figure := claims[s.claim].figure) is not None
    ]
    lowest = min(numbers, default=0)
    return Shaped(lowest, lowest, lowest)


def _eventreport(standings: Iterable[Standing], claims: Mapping[str, Claim], shape: Shape) -> Shaped | None:
    """Each report a row with its low, best and high; each column settled alone. The order of the three is not mended."""
    rows: dict[str, list[Figure]] = defaultdict(list)
    for standing in standings:
        claim = claims[standing.claim]
        if claim.figure is not None:
            rows[claim.document].append(claim.figure)
    if not rows:
        return None
    settle = {
        Shape.CONSERVATIVE: smallest,
        Shape.REPRESENTATIVE: most_frequent_number,
        Shape.INFORMATIVE: largest,
    }[shape]
    lows = [min(f.bounds.low or 0 for f in figures) for figures in rows.values()]
    highs = [
        max(f.bounds.high if f.bounds.high is not None else f.bounds.low or 0 for f in figures)
        for figures in rows.values()
    ]
    bests = [
        max(f.bounds.low if f.bounds.low is not None else f.bounds.high or 0 for f in figures)
        for figures in rows.values()
    ]
    return Shaped(settle(lows), settle(bests), settle(highs))


def divide(total: int, days: int) -> tuple[int, ...]:
    """R14, on export only: a total over several days in equal parts, the remainder on the first days.

    >>> divide(12, 3), divide(7, 3)
    ((4, 4, 4), (3, 2, 2))
    """
    share, rest = divmod(total, days)
    return tuple(share + (day < rest) for day in range(days))
