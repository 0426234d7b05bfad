"""Weights: how far each finding speaks for one happening, in bits (log2 of the odds), as one table to read and to change.

Set by hand from what the words mean, and checked on public collections of several reports of one incident (docs/methods/linking.md).
A link needs `ReconcileSettings.link_bits`, 9 by default: the same place and day (13) and nothing against it, or less of these with more
of the rest. `NEVER` forbids the link whatever else is found.
Source of the form: I. Fellegi, A. Sunter, "A theory for record linkage", 1969.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NEVER = float("-inf")

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # where
        "place same": 7.0,
        "place within": 5.5,
        "place two sites": 1.5,
        "place region": 3.0,
        "place country": 0.5,
        "place unknown": 0.0,
        "place different": NEVER,
        "place different, but told in the other report": 1.0,
        "place different, but a namesake": 3.0,
        "place different, but one dead by name": 0.0,
        "place different, but one day and names": 0.5,
        # when
        "days same": 6.0,
        "days overlap, short": 4.5,
        "days overlap, a week": 3.0,
        "days overlap, a month": 1.0,
        "days overlap, longer": 0.0,
        "days next": -1.5,
        "days next, not by their own words": 0.0,
        "days apart": NEVER,
        "days apart, not by their own words": -2.0,
        "days far apart, not by their own words": -4.0,
        "days apart, but one dead by name": 0.0,
        "days unknown, published within 3 days": 2.0,
        "days unknown, published within 10 days": 0.5,
        "days unknown, published later": -1.0,
        "days unknown, published before": NEVER,
        "days unknown": 0.0,
        "a late death within 10 days": 2.5,
        "a late death within 90 days": 1.5,
        "a late death out of reach": NEVER,
        "told in the same report": 4.0,
        # what
        "kind same": 1.0,
        "kind of one family": 0.0,
        "kind other": -5.0,
        # who
        "harmed on one side": 0.5,
        "harmed on other sides": -6.0,
        "harmed: the forces alone, and nobody in particular": -3.0,
        "person shared": 7.0,
        "two persons shared": 10.0,
        "names shared, few": 2.0,
        "names shared, some": 5.0,
        "names shared, many": 7.0,
        "names shared, most": 9.0,
        # how many
        "figure equal, over 4": 3.0,
        "figure equal, 2 to 4": 1.5,
        "figure equal, 1": 0.5,
        "figure fits": 0.0,
        "figure off": -1.0,
        "figure far off": -2.5,
    }
)
"""Bits by finding."""
