"""Profiles at export (rule R22): other people's ways of making one figure of several, over the same claims.

`testigo` is the ledger's own figure. `conservative`, `representative` and `informative` settle each column as the R package eventreport
does, one row a report. `acled` and `ucdp` follow those codebooks. Days and places are the ledger's in every profile. Every profile is a pure
function of the incident's figures as the toll rules left them; what each does with copies, parties and vague words stands in
docs/reference/exports.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from testigo.export.formats import Profile
from testigo.reconciling.merging import best_of
from testigo.reconciling.profiles import largest, most_frequent_number, smallest
from testigo.reconciling.testimony import (
    LIVE,
    OTHER_SCOPE,
    PART,
    PARTY,
    SUPERSEDED,
    WITHDRAWN,
    Testimonies,
    Testimony,
)

Toll = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """What one report tells, as a coder of eventreport would note it; None is missing."""

    low: int | None
    best: int | None
    high: int | None
    is_open: bool


def profiled(toll: Toll, figures: Testimonies, profile: Profile) -> dict[str, Any]:
    """One measure's toll under a profile: `min`, `best`, `max` (None: not known), `max_open`; the rest as the ledger has it."""
    if profile is Profile.TESTIGO:
        return dict(toll)
    if profile is Profile.UCDP:
        return {**toll, "max_open": False, "rules": [*toll["rules"], "R22"]}
    if profile is Profile.ACLED:
        counted = acled_count(figures)
        number = toll["min"] if counted is None else counted
        settled = {"min": number, "best": number, "max": number, "max_open": False}
    else:
        settled = _by_report(toll, figures, _RULES[profile])
    return {**toll, **settled, "by_group": {}, "rules": ["R22"]}


def acled_count(figures: Iterable[Testimony]) -> int | None:
    """The lowest figure that is live, a party's too, with ACLED's numbers for vague words; None where none counts.

    "More than 8" is nine at least; "nearly 20" and "up to 20", which have no lower end, stand for the number printed.
    """
    return min((_acled_number(t) for t in figures if t.state in {LIVE, PARTY}), default=None)


def _acled_number(t: Testimony) -> int:
    if t.is_vague and t.low is not None:
        return vague_in_acled(t.low)
    return t.floor if t.floor is not None else t.ceiling


def vague_in_acled(floor: int) -> int:
    """ACLED's number for a vague word, told by our floor for it (rule R1).

    Several, many, few and a bare plural are 3; dozens 12; tens, hundreds, thousands are the unit once, where ours is twice the unit.

    >>> [vague_in_acled(floor) for floor in (3, 20, 24, 40, 200, 2000)]
    [3, 10, 12, 20, 100, 1000]
    """
    return 3 if floor < 10 else floor // 2


def _by_report(
    toll: Toll, figures: Testimonies, settle: Callable[[Iterable[int | None]], Any]
) -> dict[str, Any]:
    rows = report_rows(figures)
    if not rows:
        told = any(t.state == PART for t in figures)
        return {key: toll[key] if told else None for key in ("min", "best", "max")} | {
            "max_open": bool(told and toll["max_open"])
        }
    low, best, high = (
        _known(settle(column)) for column in zip(*((r.low, r.best, r.high) for r in rows), strict=True)
    )
    return {
        "min": low,
        "best": best,
        "max": high,
        "max_open": high is not None and all(r.is_open for r in rows if r.high == high),
    }


def report_rows(figures: Testimonies) -> list[Row]:
    """One row a report, in the order of ids: copies are reports like any other; parts and withdrawn figures are in none.

    Within a report its later word replaces its earlier one, and what it tells as unconfirmed is in the high figure alone.
    """
    document_of = {t.claim: t.document for t in figures}
    by_document: dict[str, list[Testimony]] = defaultdict(list)
    for t in figures:
        is_replaced = t.state == SUPERSEDED and document_of.get(t.by or "") == t.document
        if t.state not in {PART, WITHDRAWN, OTHER_SCOPE} and not is_replaced:
            by_document[t.document].append(t)
    return [_row(by_document[document]) for document in sorted(by_document)]


def _row(told: list[Testimony]) -> Row:
    sure = [t for t in told if not t.is_unconfirmed]
    floors = [t.floor for t in sure if t.floor is not None]
    high = max(t.ceiling for t in told)
    return Row(
        low=min(floors, default=None),
        best=best_of(sure),
        high=high,
        is_open=all(t.is_open for t in told if t.ceiling == high),
    )


def _known(value: float | None) -> int | None:
    return value if isinstance(value, int) else None


_RULES: dict[Profile, Callable[[Iterable[int | None]], Any]] = {
    Profile.CONSERVATIVE: smallest,
    Profile.REPRESENTATIVE: most_frequent_number,
    Profile.INFORMATIVE: largest,
}
