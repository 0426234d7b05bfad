"""A name that the text puts in a region or country lies there or nowhere: a namesake elsewhere is not it, however many people live there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym

_CLASS = {
    "en": r"province|district|department|region|state|governorate|county|prefecture|oblast|municipality",
    "es": r"provincia|distrito|departamento|región|estado|gobernación|gobernorado|municipio|prefectura|comuna",
}
_OWN = {
    "en": rf"(?: (?:{_CLASS['en']}|village|town|city))?",
    "es": "",
}
_BEHIND = {
    "en": re.compile(rf" (?:{_CLASS['en']})\b"),
    "es": re.compile(r"(?!)"),
}
_GAP = {
    "en": re.compile(rf"{_OWN['en']}(?:,| \(|, (?:in|a \w+ in)|,? in) ?(?:the )?(?P<class>(?:\w+ )?(?:{_CLASS['en']}) of )?"),
    "es": re.compile(rf"(?:,| \(|, en|,? en) ?(?:el |la )?(?P<class>(?:{_CLASS['es']}) (?:\w+ )?de(?: la| los| las|l)? )?"),
}  # fmt: skip
_IN = re.compile(r"\b(?:in|en)\b")


def within(toponyms: Sequence[Toponym], text: str, language: str) -> tuple[Toponym, ...]:
    """The toponyms of a passage, in order; one whose place lies elsewhere than the region told right behind it, by its class, has none.

    "Arenal district, Kunar province", «Arenal, provincia de Kunar», "Arenal, in Yemen": a bare comma may be a list, and leaves all as it is.
    """
    found = list(toponyms)
    for number, (one, holder) in enumerate(pairwise(toponyms)):
        place, held_in = one.place, holder.place
        if not isinstance(place, Place) or not isinstance(held_in, Place) or "demonym" in held_in.evidence:
            continue
        gap = text[one.span.stop : holder.span.start]
        told = _GAP[language].fullmatch(gap)
        if told is None:
            continue
        is_classed = bool(told["class"]) or _BEHIND[language].match(text, holder.span.stop) is not None
        is_region = held_in.precision is PlacePrecision.REGION and is_classed
        is_country = held_in.precision is PlacePrecision.COUNTRY and _IN.search(gap) is not None
        if (is_region and not _is_in(place, held_in)) or (is_country and place.country != held_in.country):
            reason = f"no place of this name in {held_in.name}, where the text puts it, is in the gazetteer"
            found[number] = replace(one, place=Unresolved(reason))
    return tuple(found)


def _is_in(place: Place, region: Place) -> bool:
    if place.country != region.country:
        return False
    return not region.admin1 or not place.admin1 or place.admin1 == region.admin1
