"""Countries as the codebooks name them, and the years of their governments: two tables read once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_TABLES = Path(__file__).with_name("tables")


@dataclass(frozen=True, slots=True)
class Country:
    """A country's names and numbers. `iso_number` and `state_number` (Gleditsch and Ward) are None where there is none."""

    alpha2: str
    alpha3: str
    iso_number: int | None
    name: str
    acled_region: str
    ucdp_region: str
    state_number: int | None


def country(alpha2: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code, None for no code and for one that the table does not know.

    >>> country("PE").alpha3, country("PE").state_number, country("ZZ")
    ('PER', 135, None)
    """
    return _countries().get(alpha2 or "")


def government_years(alpha2: str, day: date) -> str:
    """The years of the government in office on a day, as ACLED writes them; empty where the table does not say.

    >>> government_years("PE", date(2023, 1, 9)), government_years("PE", date(2022, 3, 1)), government_years("FR", date(2023, 1, 9))
    ('(2022-)', '(2021-2022)', '')
    """
    starts = _governments().get(alpha2, ())
    place = bisect_right(starts, day)
    if place == 0:
        return ""
    until = str(starts[place].year) if place < len(starts) else ""
    return f"({starts[place - 1].year}-{until})"


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _countries() -> dict[str, Country]:
    return {
        two: Country(
            two, three, int(number) if number else None, name, acled, ucdp, int(state) if state else None
        )
        for two, three, number, name, acled, ucdp, state in _rows("countries.tsv")
    }


@cache
def _governments() -> dict[str, tuple[date, ...]]:
    found: dict[str, list[date]] = defaultdict(list)
    for alpha2, first in _rows("governments.tsv"):
        found[alpha2].append(date.fromisoformat(first))
    return {alpha2: tuple(sorted(days)) for alpha2, days in found.items()}
