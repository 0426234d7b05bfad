"""Profiles: other people's ways of making one record of several reports, reproduced to the letter (rule R22).

`conservative`, `representative` and `informative` are those of the R package eventreport 0.1.2: each column is settled alone, copies vote
like any report, and neither the order low, best, high nor the order of two days is kept. Nothing of that is mended here: a profile named
after the package gives what the package gives. Our own profile is the toll rules; see docs/methods/profiles.md.
Source: S. van Baalen, K. Höglund, "Trials and Triangulations: Analyzing Aggregation Sensitivity in Event Data on Political Violence",
International Studies Quarterly 70(1), 2026. Measured on the MAVERICK reports against the package's own output (benchmarks/maverick.py).
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

Value = Any
"""A cell of a report: text, number, or None for missing. The empty text is a value of its own."""

Row = Mapping[str, Value]

INDETERMINATE = "Indeterminate"
_EPOCH = date(1970, 1, 1)
ACTORS = range(1, 7)
ROLES = ("initiator", "perpetrator", "intervener", "bystander")


class Profile(StrEnum):
    """The package's three ways: fewest harmed and widest days, most frequent, most harmed and narrowest days."""

    CONSERVATIVE = "conservative"
    REPRESENTATIVE = "representative"
    INFORMATIVE = "informative"


def smallest(values: Iterable[Value]) -> Value:
    """The smallest value that is not missing; infinity over nothing, as R answers."""
    return min((v for v in values if v is not None), default=math.inf)


def largest(values: Iterable[Value]) -> Value:
    """The largest value that is not missing; minus infinity over nothing."""
    return max((v for v in values if v is not None), default=-math.inf)


def most_frequent_number(values: Iterable[Value]) -> Value:
    """The number of most reports; of several the smallest; None over nothing.

    >>> most_frequent_number([2, 2, 5, 5, 9])
    2
    """
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _as_date(value: Value) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def most_frequent_day(values: Iterable[Value]) -> str | None:
    """The day of most reports; of several the mean of the distinct tied days, rounded down: perhaps a day that nobody told.

    >>> most_frequent_day(["2031-09-21", "2031-09-24"])
    '2031-09-22'
    """
    counts = Counter(day for v in values if (day := _as_date(v)) is not None)
    if not counts:
        return None
    most = max(counts.values())
    tied = [(day - _EPOCH).days for day, n in counts.items() if n == most]
    return (_EPOCH + timedelta(days=sum(tied) // len(tied))).isoformat()


def earliest_day(values: Iterable[Value]) -> str | None:
    """The earliest day told, None over nothing."""
    return min((v for v in values if v is not None), default=None)


def latest_day(values: Iterable[Value]) -> str | None:
    """The latest day told, None over nothing."""
    return max((v for v in values if v is not None), default=None)


def vote_yes_or_no(values: Sequence[Value]) -> int | None:
    """The more frequent of 0 and 1, a tie gives 1; None where a value is missing or something else."""
    if not values or any(v not in {0, 1} for v in values):
        return None
    return int(2 * sum(values) >= len(values))


def vote(values: Sequence[Value], first: Sequence[Value], second: Sequence[Value]) -> Value:
    """The most frequent value; ties go by the two tie-breaks, then to "Indeterminate" (texts) or None (numbers).

    A missing value votes like any other. A tie-break keeps the values of the reports that hold the highest figure among all reports
    of the tied values; where such a figure is missing, no value outlives that step.
    """
    if not values:
        return None
    counts = Counter(values)
    most = max(counts.values())
    tied = {v for v, n in counts.items() if n == most}
    for breaker in (first, second):
        if len(tied) == 1:
            break
        rows = [(v, b) for v, b in zip(values, breaker, strict=True) if v in tied]
        if any(b is None for _, b in rows):
            tied = set()
            break
        highest = max(b for _, b in rows)
        tied = {v for v, b in rows if b == highest}
    if len(tied) == 1:
        winner = tied.pop()
        return None if winner == "NA" else winner
    return INDETERMINATE if any(isinstance(v, str) for v in values) else None


def vote_without_missing(values: Sequence[Value], first: Sequence[Value], second: Sequence[Value]) -> Value:
    """`vote` after the missing and the empty are dropped; an empty text over nothing."""
    kept = [(v, a, b) for v, a, b in zip(values, first, second, strict=True) if v is not None and v != ""]
    return vote(*(list(column) for column in zip(*kept, strict=True))) if kept else ""


def least_precise(
    values: Sequence[Value], first: Sequence[Value], second: Sequence[Value], precision: Sequence[Value]
) -> Value:
    """A vote among the reports of the lowest precision; a report without a precision votes for "missing", its tie-breaks missing."""
    told = [p for p in precision if p is not None]
    if not told:
        return None
    lowest = min(told)
    rows = [
        (v, a, b) if p is not None else (None, None, None)
        for v, a, b, p in zip(values, first, second, precision, strict=True)
        if p is None or p == lowest
    ]
    return vote([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])


def most_precise(
    values: Sequence[Value], first: Sequence[Value], second: Sequence[Value], precision: Sequence[Value]
) -> Value:
    """A vote among the reports of the highest precision, missing values left out."""
    told = [p for p in precision if p is not None]
    if not told:
        return None
    highest = max(told)
    rows = [
        (v, a, b)
        for v, a, b, p in zip(values, first, second, precision, strict=True)
        if p == highest and v is not None
    ]
    return vote([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])


def join_texts(values: Iterable[Value]) -> str:
    """The distinct texts in the order of the reports, cut at semicolons, without blanks, "Unknown" and repeats.

    >>> join_texts(["Shooting", "Shooting; Arson", None])
    'Shooting; Arson; NA'
    """
    told = dict.fromkeys("NA" if v is None else str(v) for v in values)
    pieces = re.split(r";\s*", "; ".join(told))
    return "; ".join(dict.fromkeys(p for p in pieces if p.strip() and p != "Unknown"))


def _columns(rows: Sequence[Row], name: str) -> list[Value]:
    return [row.get(name) for row in rows]


FIGURES = tuple(f"{kind}_{end}" for kind in ("deaths", "injuries") for end in ("low", "best", "high"))
PLACE_TEXTS = ("city", "location")
PLACE_NUMBERS = ("latitude", "longitude", "geo_precision")
ACTOR_TEXTS = ("", "_id", "_type", "_subtype", "_party")
VOTED = ("country", "election", "event_context", "target")

_FIGURE_RULE: dict[Profile, Callable[[Iterable[Value]], Value]] = {
    Profile.CONSERVATIVE: smallest,
    Profile.REPRESENTATIVE: most_frequent_number,
    Profile.INFORMATIVE: largest,
}
_START_RULE: dict[Profile, Callable[[Iterable[Value]], Value]] = {
    Profile.CONSERVATIVE: earliest_day,
    Profile.REPRESENTATIVE: most_frequent_day,
    Profile.INFORMATIVE: latest_day,
}
_END_RULE: dict[Profile, Callable[[Iterable[Value]], Value]] = {
    Profile.CONSERVATIVE: latest_day,
    Profile.REPRESENTATIVE: most_frequent_day,
    Profile.INFORMATIVE: earliest_day,
}


def _finite(value: Value) -> Value:
    return None if isinstance(value, float) and math.isinf(value) else value


def aggregate(rows: Sequence[Row], profile: Profile) -> dict[str, Value]:
    """One record of the reports of one event (`source_classification` and `certain` of each report break ties)."""
    first, second = _columns(rows, "source_classification"), _columns(rows, "certain")

    def by_precision(name: str, precision: str, *, is_number: bool) -> Value:
        values = _columns(rows, name)
        if profile is Profile.CONSERVATIVE:
            return least_precise(values, first, second, _columns(rows, precision))
        if profile is Profile.INFORMATIVE:
            return most_precise(values, first, second, _columns(rows, precision))
        return most_frequent_number(values) if is_number else vote(values, first, second)

    figure = _FIGURE_RULE[profile]
    event: dict[str, Value] = {"event_id": rows[0].get("event_id"), "profile": profile.value}
    for name in FIGURES:
        event[name] = _finite(figure(_columns(rows, name)))
    event["date_start"] = _START_RULE[profile](_columns(rows, "date_start"))
    event["date_end"] = _END_RULE[profile](_columns(rows, "date_end"))
    for name in PLACE_TEXTS:
        event[name] = by_precision(name, "geo_precision", is_number=False)
    for name in PLACE_NUMBERS:
        event[name] = by_precision(name, "geo_precision", is_number=True)
    for n in ACTORS:
        for ending in ACTOR_TEXTS:
            event[f"actor{n}{ending}"] = by_precision(
                f"actor{n}{ending}", f"actor{n}_precision", is_number=False
            )
        event[f"actor{n}_violence"] = _violence(rows, n, profile, by_precision)
        event[f"actor{n}_victim"] = _finite(figure(_columns(rows, f"actor{n}_victim")))
    for name in ("displacement", "damage"):
        values = _columns(rows, name)
        event[name] = vote_yes_or_no(values) if profile is Profile.REPRESENTATIVE else _finite(figure(values))
    for name in VOTED:
        event[name] = vote(_columns(rows, name), first, second)
    certain = [_finite(largest(_columns(rows, f"certain{i}"))) for i in range(1, 7)]
    event.update({f"certain{i}": value for i, value in enumerate(certain, 1)})
    event["certain"] = None if None in certain else sum(certain)
    event["source"] = join_texts(_columns(rows, "source"))
    event["number_of_sources"] = len(rows)
    event["unit_of_analysis"] = "Event"
    event["aggregation"] = f"Most-{profile.value}"
    event.update(_roles(rows, event))
    return event


def _violence(rows: Sequence[Row], n: int, profile: Profile, by_precision: Callable[..., Value]) -> Value:
    name = f"actor{n}_violence"
    if profile is Profile.INFORMATIVE:
        found: Value = join_texts(_columns(rows, name))
    else:
        found = by_precision(name, f"actor{n}_precision", is_number=False)
    return None if found == "NA" else found


def _roles(rows: Sequence[Row], event: Mapping[str, Value]) -> dict[str, Value]:
    """The four roles of each actor, from sums over the reports and the settled actor."""
    sums = {
        role: {n: sum(v for v in _columns(rows, f"actor{n}_{role}") if v is not None) for n in ACTORS}
        for role in ROLES
    }
    most = max(sums["initiator"].values())
    found: dict[str, Value] = {}
    for n in ACTORS:
        if event[f"actor{n}"] is None:
            found.update({f"actor{n}_{role}": None for role in ROLES})
            continue
        initiator = int(
            sums["initiator"][n] > 0
            and sums["initiator"][n] == most
            and sum(v == most for v in sums["initiator"].values()) == 1
        )
        perpetrator = int(sums["perpetrator"][n] > 0 and sums["bystander"][n] == 0)
        intervener = int(sums["intervener"][n] > 0 and initiator == 0)
        bystander = int(sums["bystander"][n] > 0 and not (initiator or perpetrator or intervener))
        for role, value in zip(ROLES, (initiator, perpetrator, intervener, bystander), strict=True):
            found[f"actor{n}_{role}"] = value
    return found


def disagreement(events: Mapping[str, Sequence[Row]], column: str) -> dict[str, float | None]:
    """How much the reports disagree on a column, as plain means over events (the package's diagnostics).

    `dscore` distinct values less one, the missing as a value; `dscore_normalized` that mean over the distinct values of the whole table;
    `share_disagreement` events with two values or more; `modal_confidence` the share of the most frequent value, the missing dropped;
    `mean_range` and `mean_sd` for numbers, None for texts.
    """
    values_of = {event: _columns(rows, column) for event, rows in events.items()}
    distinct = [len(set(values)) for values in values_of.values()]
    table = len({v for values in values_of.values() for v in values})
    told = [[v for v in values if v is not None] for values in values_of.values()]
    score = statistics.fmean(d - 1 for d in distinct)
    found: dict[str, float | None] = {
        "dscore": score,
        "dscore_normalized": score / table if table else None,
        "share_disagreement": statistics.fmean(d > 1 for d in distinct),
        "modal_confidence": _mean(modal_share(values) for values in told if values),
    }
    is_number = any(isinstance(v, (int, float)) for values in told for v in values)
    found["mean_range"] = _mean(max(v) - min(v) for v in told if v) if is_number else None
    found["mean_sd"] = _mean(statistics.stdev(v) for v in told if len(v) > 1) if is_number else None
    return found


def modal_share(values: Sequence[Value]) -> float:
    """The share of the reports that tell the most frequent value."""
    return max(Counter(values).values()) / len(values)


def _mean(values: Iterable[float]) -> float | None:
    rows = list(values)
    return statistics.fmean(rows) if rows else None


def divide(total: int, days: int) -> tuple[int, ...]:
    """R14, on export only and marked derived there: a total over several days in equal parts, the remainder on the first days.

    >>> divide(12, 3), divide(7, 3)
    ((4, 4, 4), (3, 2, 2))
    """
    share, rest = divmod(total, days)
    return tuple(share + (day < rest) for day in range(days))
