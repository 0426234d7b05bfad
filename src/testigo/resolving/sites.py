"""Sites: a university, a bridge, a barrio that the gazetteer does not know lies in the town that the text puts it in.

The point is the town's, the name is the site's, and the precision says that it is a site: a reader is told that the town is sure and the spot in it is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.resolving.word_tables import words_of

_FINE = {PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.SITE}


@cache
def _pattern(language: str, kind: str) -> re.Pattern[str]:
    words = sorted(words_of("heads", language).get(kind, ()), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


@lru_cache(maxsize=4096)
def site_kind(name: str, before: str, after: str, language: str) -> str:
    """What class of site a name is by the generic word in it or by it: site, street, quarter, or empty.

    `before` and `after` are the text on either side; only their nearest words count.

    >>> site_kind("Arenal", "en el barrio de ", " anoche", "es"), site_kind("Arenal Bridge", "on ", "", "en")
    ('quarter', 'site')
    """
    near_before = " ".join(re.findall(r"[\w'’.-]+", before)[-4:]).lower()
    near_after = " ".join(re.findall(r"[\w'’.-]+", after)[:3]).lower() if after[:1] == " " else ""
    for kind in ("quarter", "street", "site"):
        pattern = _pattern(language, kind)
        if pattern.search(name.lower()):
            return kind
        hits = list(pattern.finditer(near_before))
        if hits and re.fullmatch(
            r"(?: de| del| la| los| las| el| of| the| nacional| federal| municipal| de la)*",
            near_before[hits[-1].end() :],
        ):
            return kind
        if language == "en" and near_after and pattern.match(near_after):
            return kind
    return ""


def town_for(
    number: int, toponyms: Sequence[Toponym], text: str, *, kind: str = "", dateline_stop: int = 0
) -> Toponym | None:
    """The town, district, site or region that the text puts an unresolved name in; None where it leaves a choice.

    `number` is the name's place in `toponyms`, which are in the order of the text. A town or region told next to the name holds anything. A name
    with a generic word (`kind`: site, street, quarter) lies in the one town of its sentence so far, or else in the town that the text speaks of
    most. A bare name may be a town of its own, and a dateline says only where the report was filed.
    """
    here = toponyms[number].span
    after = [t for t in toponyms[number + 1 : number + 3] if _is_fine(t)]
    for t in toponyms[number + 1 : number + 3]:
        if not (_is_fine(t) or _is_region(t)):
            continue
        gap = text[here.stop : t.span.start]
        if (
            len(gap) < 60
            and re.search(r"(?:^|\W)(?:in|at|near|of|en|de|del|cerca)\W", gap + " ")
            and not re.search(r"[.!?;\n]", gap)
        ):
            return t
        if re.fullmatch(
            r"(?: [a-z]+)?,? ?\(?|(?: [a-z]+)?, (?:the )?(?:\w+ (?:of|del?) )?(?:la |las |los |el )?", gap
        ):
            return t
    if not kind:
        return None
    before = [t for t in toponyms[:number] if _is_fine(t)]
    same = [
        t
        for t in before
        if t.span.start >= dateline_stop and not _SENTENCE_END.search(text, t.span.stop, here.start)
    ]
    if len({_name(t) for t in same}) == 1:
        return same[-1]
    named = Counter(_name(t) for t in toponyms if _is_fine(t) and t.span.start >= dateline_stop)
    filed = [t for t in before if t.span.start < dateline_stop]
    if not named:
        return (
            filed[-1] if filed and kind != "quarter" else None
        )  # a "district" may be the country's as well as the town's
    (most, times), *others = named.most_common(2)
    if others and others[0][1] == times:
        return None
    return next(
        (t for t in reversed(before) if _name(t) == most), next((t for t in after if _name(t) == most), None)
    )


_BARE_KM = 20.0
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def _is_fine(toponym: Toponym) -> bool:
    place = toponym.place
    return isinstance(place, Place) and place.precision in _FINE and "demonym" not in place.evidence


def _is_region(toponym: Toponym) -> bool:
    place = toponym.place
    return (
        isinstance(place, Place)
        and place.precision is PlacePrecision.REGION
        and "demonym" not in place.evidence
    )


def _name(toponym: Toponym) -> str:
    return toponym.place.name if isinstance(toponym.place, Place) else toponym.name


def site_in(name: str, kind: str, town: Place) -> Place:
    """The site as a place: the town's point and reach, the site's name. A quarter is a district, anything else a site; in a region, whose point
    says little of where in it the name lies, all is known as the region is. A bare name (no `kind`) may be a village of that town's province.
    """
    precision = PlacePrecision.DISTRICT if kind == "quarter" else PlacePrecision.SITE
    return replace(
        town,
        name=name,
        precision=town.precision if town.precision is PlacePrecision.REGION else precision,
        radius_km=town.radius_km if kind else max(town.radius_km, _BARE_KM),
        geonameid=None,
        confidence=round(0.8 * town.confidence, 3),
        evidence=(f"in {town.name} by the text; the point is {town.name}'s",),
    )
