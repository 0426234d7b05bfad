"""Addresses: names told one inside the other are one spot, as fine as the first of them.

«calle Arenal, entre Ayo y Cruces, en la colonia Reforma, municipio de San Telmo» and "San Telmo, Puno" each tell one spot: the names behind the first say
where it lies. A list of towns is no address, however many commas it has: what follows must hold what it follows, or be called by a wider word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Span
from testigo.resolving.word_tables import words_of

_RANK = {"street": 0, "site": 1, "quarter": 2, "town": 3, "admin": 4}
_PRECISION = {
    PlacePrecision.SITE: 1,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.TOWN: 3,
    PlacePrecision.REGION: 5,
    PlacePrecision.COUNTRY: 6,
}
_ARTICLE = r"(?:the |la |el |las |los )?"
_COMMA = re.compile(rf"(?:, | \(){_ARTICLE}")
_WITHIN = re.compile(
    rf"(?: \([^()]{{2,20}}\))?,? (?:(?:located |ubicad[oa]s? |situad[oa]s? )?(?:in|on|at|of|en|de|del|dentro de|por)|perteneciente al?) {_ARTICLE}"
    r"(?:(?:centro|norte|sur|este|oeste|oriente|poniente|zona|sector|región) de (?:la |el )?)?"
)
_CORNER = r",? (?:y|e|entre|and|between|casi|con|esquina con|esquina|at the corner of|a la altura de|a la altura del|frente a|frente al)"
_NAME = r"(?:[A-ZÁÉÍÓÚÑ][\w.]*(?: (?:(?:de|del|la|las|los|el) ){0,2}[A-ZÁÉÍÓÚÑ][\w.]*){0,3}|\d[\d.]*(?: de [A-Z][a-z]+)?)"
_STREET = r"(?:(?:calle|avenida|bulevar|calzada|carretera|kilómetro|street) )?"
_CROSSING = re.compile(rf"(?:{_CORNER} {_ARTICLE}{_STREET}{_NAME}){{0,2}}{_CORNER} {_ARTICLE}{_STREET}")
_CROSSED = re.compile(
    rf"((?:{_CORNER} {_ARTICLE}{_STREET}{_NAME}){{1,2}})(?=,? (?:in|on|at|of|en|de|del) |, )"
)
_LIST = re.compile(r"(?:,|,? (?:y|e|and|o|or)) ")


@cache
def _kinds(language: str) -> dict[str, str]:
    return {word: kind for kind in _RANK for word in words_of("heads", language).get(kind, ())}


def kind_told(words: str, language: str) -> str:
    """The class of the generic word that a name begins with (Spanish) or ends in (English); empty where it has none.

    >>> kind_told("calle Arenal", "es"), kind_told("Arenal Street", "en"), kind_told("Arenal", "en")
    ('street', 'street', '')
    """
    parts = words.lower().split()
    if len(parts) < 2:
        return ""
    return _kinds(language).get(parts[0] if language == "es" else parts[-1], "")


def _rank(toponym: Toponym, text: str, language: str) -> int:
    """How wide the name says, or the gazetteer knows, that it is; -1 where neither does."""
    kind = kind_told(toponym.span.of(text), language)
    if kind:
        return _RANK[kind]
    return _PRECISION[toponym.place.precision] if isinstance(toponym.place, Place) else -1


def _holds(outer: Toponym, inner: Toponym) -> bool:
    """Whether a region or country holds another place."""
    if not isinstance(outer.place, Place) or not isinstance(inner.place, Place):
        return False
    if outer.place.country != inner.place.country or inner.place.precision is PlacePrecision.COUNTRY:
        return False
    if outer.place.precision is PlacePrecision.REGION:
        return inner.place.precision is not PlacePrecision.REGION and outer.place.admin1 == inner.place.admin1
    return outer.place.precision is PlacePrecision.COUNTRY


def _goes_on(run: Sequence[Toponym], behind: Toponym, text: str, language: str, *, is_listed: bool) -> bool:
    """Whether the name behind says where the ones before it lie; `is_listed` where all stand in a longer row of names."""
    one = run[-1]
    gap = text[one.span.stop : behind.span.start]
    kind, wider = kind_told(one.span.of(text), language), kind_told(behind.span.of(text), language)
    first, second = _rank(one, text, language), _rank(behind, text, language)
    is_street = kind_told(run[0].span.of(text), language) == "street" and not _is_plural(run[0], text)
    if is_street and wider in {"", "street"} and _CROSSING.fullmatch(gap):
        return True
    if is_street:
        crossed = _CROSSED.match(gap)
        gap = gap[crossed.end() :] if crossed else gap
        first = 0 if wider else first
    if _COMMA.fullmatch(gap):
        is_town = isinstance(behind.place, Place) and behind.place.precision is PlacePrecision.TOWN
        is_in_town = kind in {"street", "site", "quarter"} and is_town
        return ((_holds(behind, one) or is_in_town) and not is_listed) or (
            wider in {"quarter", "town", "admin"} and second > first
        )
    if _WITHIN.fullmatch(gap):
        if "," in gap and (_holds(behind, one) or (wider in {"quarter", "town", "admin"} and second > first)):
            return True
        return (is_street or kind in {"street", "site", "quarter"}) and second > first
    return False


def _is_plural(one: Toponym, text: str) -> bool:
    return one.span.of(text).split()[0].lower().endswith("s")


def addresses(toponyms: Sequence[Toponym], text: str, language: str) -> tuple[tuple[int, ...], ...]:
    """The toponyms of a passage, by number and in order, in runs that are each one address; a name alone is a run of one."""
    gaps = [text[one.span.stop : behind.span.start] for one, behind in pairwise(toponyms)]
    runs: list[list[int]] = []
    for number, toponym in enumerate(toponyms):
        is_listed = (
            2 <= number < len(gaps)
            and _LIST.fullmatch(gaps[number - 2]) is not None
            and _LIST.fullmatch(gaps[number]) is not None
        )
        if runs and _goes_on([toponyms[i] for i in runs[-1]], toponym, text, language, is_listed=is_listed):
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(map(tuple, runs))


def span_of(run: Sequence[int], toponyms: Sequence[Toponym]) -> Span:
    """The stretch of text that a run of names covers."""
    return Span(toponyms[run[0]].span.start, toponyms[run[-1]].span.stop)


def holders(toponyms: Sequence[Toponym], text: str, language: str) -> dict[int, int]:
    """For each name of an address, by number, the nearest name behind it that has a place and that it lies in; crossing streets hold nothing."""
    found: dict[int, int] = {}
    for run in addresses(toponyms, text, language):
        for at, number in enumerate(run):
            for one, behind in pairwise(run[at:]):
                gap = text[toponyms[one].span.stop : toponyms[behind].span.start]
                if isinstance(toponyms[behind].place, Place) and not _CROSSING.fullmatch(gap):
                    found[number] = behind
                    break
    return found
