"""Addresses: every state of the desk has one, and every address is read with care."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from testigo.model.claim import Kind
from testigo.model.toll import Grade, Measure
from testigo.web.desk_data import SORTS, Filters, Flag

E = TypeVar("E", bound=StrEnum)
MAX_PAGE = 100_000
MAX_WORDS = 200


class Params(Protocol):
    """The part of a query string's multi-dictionary that is needed here."""

    def get(self, key: str, default: str, /) -> str: ...

    def getlist(self, key: str, /) -> list[str]: ...


def filters_from(params: Params) -> tuple[Filters, tuple[str, ...]]:
    """Filters out of a query string, and the values in it that could not be read (they narrow nothing)."""
    faults: list[str] = []
    first = _day(params.get("from", ""), faults)
    last = _day(params.get("to", ""), faults)
    if first and last and first > last:
        first, last = last, first
    measure = _members(Measure, [params.get("measure", "")], faults)
    sort = params.get("sort", "") or SORTS[0]
    if sort not in SORTS:
        faults.append(sort)
        sort = SORTS[0]
    filters = Filters(
        place=params.get("place", "").strip()[:MAX_WORDS],
        first=first,
        last=last,
        kinds=_members(Kind, params.getlist("kind"), faults),
        measure=measure[0] if measure else None,
        grades=_members(Grade, params.getlist("grade"), faults),
        flags=_members(Flag, params.getlist("show"), faults),
        campaign=params.get("campaign", "").strip()[:MAX_WORDS],
        sort=sort,
        page=page_of(params.get("page", "")),
    )
    return filters, tuple(faults)


def page_of(text: str) -> int:
    """A page number from an address; what is none is page 1.

    >>> page_of("3"), page_of("-1"), page_of("three")
    (3, 1, 1)
    """
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        return 1
    return min(max(int(text), 1), MAX_PAGE)


def _day(text: str, faults: list[str]) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        faults.append(text)
        return None


def _members(enum: type[E], values: list[str], faults: list[str]) -> tuple[E, ...]:
    found: list[E] = []
    for value in values:
        if not value:
            continue
        try:
            member = enum(value)
        except ValueError:
            faults.append(value)
            continue
        if member not in found:
            found.append(member)
    return tuple(found)


def query_of(filters: Filters, **changes: object) -> str:
    """The query string of a state, shortest form; `changes` replace fields, and all but `page` lead back to page 1.

    >>> query_of(Filters(place="Puerto Aurelio", page=3), sort="date")
    '?place=Puerto+Aurelio&sort=date'
    """
    values = {name: getattr(filters, name) for name in Filters.__dataclass_fields__}
    if "page" not in changes:
        values["page"] = 1
    values.update(changes)
    pairs: list[tuple[str, str]] = []
    if values["place"]:
        pairs.append(("place", values["place"]))
    if values["first"]:
        pairs.append(("from", values["first"].isoformat()))
    if values["last"]:
        pairs.append(("to", values["last"].isoformat()))
    pairs += [("kind", kind.value) for kind in values["kinds"]]
    if values["measure"]:
        pairs.append(("measure", values["measure"].value))
    pairs += [("grade", grade.value) for grade in values["grades"]]
    pairs += [("show", flag.value) for flag in values["flags"]]
    if values["campaign"]:
        pairs.append(("campaign", values["campaign"]))
    if values["sort"] != SORTS[0]:
        pairs.append(("sort", values["sort"]))
    if values["page"] != 1:
        pairs.append(("page", str(values["page"])))
    return f"?{urlencode(pairs)}" if pairs else ""


def incident_path(incident_id: str) -> str:
    """The page of an incident."""
    return f"/incidents/{quote(incident_id, safe='')}"


def report_path(document_id: str) -> str:
    """The page of a report, whatever signs its id holds.

    >>> report_path("../../etc/passwd")
    '/reports/..%2F..%2Fetc%2Fpasswd'
    """
    return f"/reports/{quote(document_id, safe='')}"


def claim_path(claim_id: str) -> str:
    """The page of one claim."""
    return f"/claims/{quote(claim_id, safe='')}"


def campaign_path(campaign_id: str) -> str:
    """The page of a campaign."""
    return f"/campaigns/{quote(campaign_id, safe='')}"


def query(values: Mapping[str, object]) -> str:
    """A query string of the values that are not empty."""
    pairs = [(name, str(value)) for name, value in values.items() if value not in {None, ""}]
    return f"?{urlencode(pairs)}" if pairs else ""


def local_target(target: str) -> str:
    """A path of ours to go to after a form, or the first page: never another host.

    >>> local_target("/review?item=3"), local_target("//evil.example"), local_target("https://evil.example/")
    ('/review?item=3', '/', '/')
    """
    parts = urlsplit(target)
    inside = (
        target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and not parts.scheme
        and not parts.netloc
    )
    return target if inside and not any(ord(c) < 32 for c in target) else "/"
