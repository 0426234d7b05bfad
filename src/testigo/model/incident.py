"""Incidents: claims held to be one happening; campaigns: waves of incidents with their cumulative claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from testigo.model.claim import Kind
from testigo.model.judgement import ReviewItem
from testigo.model.moment import When
from testigo.model.place import Where
from testigo.model.source import Lineage
from testigo.model.toll import Group, Measure, Toll


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening at one place on one day or continuous night. `origins` counts independent voices."""

    id: str
    kinds: tuple[Kind, ...]
    when: When
    where: Where
    tolls: tuple[tuple[Measure, Toll], ...] = ()
    documents: tuple[str, ...] = ()
    origins: int = 0
    claims: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    status: str = "machine"

    def toll(self, measure: Measure) -> Toll | None:
        """The reconciled figure of one measure, or None where nobody gave one."""
        return next((toll for name, toll in self.tolls if name is measure), None)


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One cumulative claim set against the running sum of the campaign's incidents (rule R13).

    `residual` is the claim's point less the incidents' best known by `as_of`; None where the claim has no point. `note` explains it.
    `parts_sum` is what the parts told with a total add up to (rule R16), None where none are told; `parts` are their claims.
    """

    claim: str
    as_of: date
    measure: Measure
    group: Group
    voice: str
    includes: tuple[str, ...]
    low: int | None
    high: int | None
    incidents_sum: int
    residual: int | None
    note: str = ""
    flags: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    parts_sum: int | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A wave of incidents in one country, with its cumulative claims as a series over time."""

    id: str
    name: str
    country: str | None
    first: date
    last: date
    incidents: tuple[str, ...] = ()
    series: tuple[SeriesPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How one claim's figure counts in its incident, so that "why 18 and not 19" can be answered.

    `origin` is who the number comes from, `tier` 4 to 1 (RECONCILING.md, Terms). `state` is live, overtaken, provisional, withdrawn, copy,
    altered, part, party, unconfirmed, vague, or other_scope; `rule` is the rule that set it there ("R3"), `by` the claim that overtook or
    withdrew it, `note` the reason in words.
    """

    incident: str
    claim: str
    origin: str
    tier: int
    state: str = "live"
    rule: str = ""
    by: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What reconciling makes of claims and judgements: sorted, and the same for any order of input."""

    incidents: tuple[Incident, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    standings: tuple[Standing, ...] = ()
    review: tuple[ReviewItem, ...] = ()
