"""Lists of places: "roadblocks in Arequipa, Cusco and Tacna" tells of one happening at each."""

from __future__ import annotations

import re

from testigo.language.cleaning import even
from testigo.model.analysis import Passage
from testigo.model.place import Place, PlacePrecision, Toponym, Where
from testigo.model.text import Span

_NEXT = re.compile(
    r"\s*(?:—[^—\n]{0,60}—|\([^()\n]{0,60}\)|-\s[^-\n]{0,60}\s-|,?\s(?:in|en)\s[^,.;\n]{2,40})?\s*(?:,|;)?\s*(?:(?:and|y|e|as well as|así como)\s+)?(?:(?:in|en)\s+)?(?:the\s+|la\s+|el\s+)?",
    re.IGNORECASE,
)
_MOST = 30  # places of one list


def listed_with(where: Where, passage: Passage) -> tuple[Where, ...]:
    """The places of the list that a place stands in, itself first in its place; only itself where it stands alone.

    Members are of one width: "Juliaca, Puno" is a town in its region, no list.
    """
    place, span = where.place, where.span
    if not isinstance(place, Place) or span is None or where.part is not passage.part:
        return (where,)
    row = [t for t in passage.toponyms if isinstance(t.place, Place) and not _is_aside(t, span, passage)]
    row = [t for i, t in enumerate(row) if t.span == span or not i or not _is_holder(row[i - 1], t, passage)]
    at = next((i for i, t in enumerate(row) if t.span == span), None)
    if at is None:
        return (where,)
    first = last = at
    while first > 0 and _follows(row[first - 1], row[first], passage):
        first -= 1
    while last + 1 < len(row) and _follows(row[last], row[last + 1], passage):
        last += 1
    found = [where if t.span == span else _as_where(t, where) for t in row[first : last + 1][:_MOST]]
    return tuple(found)


def _is_aside(toponym: Toponym, own: Span, passage: Passage) -> bool:
    """Whether a name stands between dashes or brackets ("Arequipa—the second largest after Lima—Juliaca") that the list passes over."""
    if toponym.span == own:
        return False
    before = even(passage.text[max(0, toponym.span.start - 60) : toponym.span.start])
    after = even(passage.text[toponym.span.stop : toponym.span.stop + 60])
    opened = max(before.rfind("—"), before.rfind("("))
    return opened >= 0 and bool(_CLOSED.match(after)) and bool(_ASIDE.fullmatch(before[opened + 1 :]))


def _is_holder(one: Toponym, other: Toponym, passage: Passage) -> bool:
    """Whether a name only tells what the one before it lies in: "in San Telmo and Ayo, in northern Peru, and in Arenal"."""
    gap = even(passage.text[one.span.stop : other.span.start])
    return (
        isinstance(one.place, Place)
        and isinstance(other.place, Place)
        and one.place.country == other.place.country
        and _holds(other.place, one.place)
        and _IN.fullmatch(gap) is not None
    )


_IN = re.compile(r",?\s+(?:in|en)\s+(?:\w+\s+){0,3}", re.IGNORECASE)
_CLOSED = re.compile(r"[^—().\n]{0,30}[—)]")
_ASIDE = re.compile(r"[^—()\n]{2,60}")


def _follows(one: Toponym, other: Toponym, passage: Passage) -> bool:
    gap = even(passage.text[one.span.stop : other.span.start])
    return (
        isinstance(one.place, Place)
        and isinstance(other.place, Place)
        and one.place.country == other.place.country
        and one.place.name != other.place.name
        and not _holds(one.place, other.place)
        and not _holds(other.place, one.place)
        and bool(gap.strip())
        and _NEXT.fullmatch(gap) is not None
        and "\n" not in gap
    )


def _holds(outer: Place, inner: Place) -> bool:
    if outer.precision is PlacePrecision.COUNTRY:
        return True
    return (
        outer.precision is PlacePrecision.REGION
        and inner.precision is not PlacePrecision.REGION
        and outer.name == inner.admin1
    )


def _as_where(toponym: Toponym, model: Where) -> Where:
    return Where(toponym.place, toponym.name, toponym.span, model.part)
