"""Where the words leave no choice: the place that stands right behind the figure, two places joined by "and", a dateline beside a named place.

These go before the weights of `locating`: a death put in the wrong town is the worst that can happen to a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from testigo.language.cleaning import even
from testigo.model.analysis import Passage
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Part, Span

_BEHIND = re.compile(
    r"(?:\s+(?:that|this|the\s+same|ese|esa|este|esta|aquel|aquella|el\s+mismo|la\s+misma)\s+(?:day|night|morning|evening|afternoon|día|noche|jornada|tarde|mañana))?"
    r"(?:\s+(?:of\s+them|of\s+those|de\s+ell[oa]s|more|others?|más))?"
    r"(?:\s+(?:in|during|amid|by|en|durante|tras|por)\s+(?:the\s+|an?\s+|los\s+|las\s+|unos\s+|una?\s+|el\s+|la\s+)?(?:\w+\s+)?"
    r"(?:clashes|fighting|protests?|riots?|unrest|violence|shootings?|attacks?|blasts?|explosions?|raids?|ambush|crackdown|air\s?strikes?|bombings?|shelling|gunfire"
    r"|choques|enfrentamientos?|disturbios|protestas?|ataques?|explosi(?:ón|ones)|tiroteos?|emboscada|motín|operativo|bombardeos?|disparos))?"
    r"\s+(?:in|at|near|outside|en|cerca\s+de|a\s+las\s+afueras\s+de)\s+(?:the\s+(?:city|town|village|district|province|region)\s+of\s+|"
    r"(?:la|el)\s+(?:ciudad|localidad|distrito|provincia|región|comunidad)\s+(?:\w+\s+)?de\s+|the\s+|la\s+|el\s+)?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s+(?:and|y|e)\s+(?:in\s+|en\s+)?", re.IGNORECASE)
_WIDTH = {
    PlacePrecision.SITE: 0,
    PlacePrecision.TOWN: 1,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.REGION: 3,
    PlacePrecision.COUNTRY: 4,
}


_FAR = 120  # code points: no two things farther apart are told in one breath


class Told(Protocol):
    """A mention of a place that may be the statement's."""

    @property
    def place(self) -> Place | Unresolved: ...
    @property
    def span(self) -> Span | None: ...
    @property
    def part(self) -> Part: ...


def right_behind(words: Sequence[Span], options: Sequence[Told], passage: Passage) -> int | None:
    """The option whose name stands right behind the figure or its word, with nothing but "in" between: "one death that day in San Telmo".

    The words come in order: what stands behind the figure goes before what stands behind the verb.
    """
    for word in words:
        for number, option in enumerate(options):
            if option.part is not passage.part or option.span is None:
                continue
            if not 0 < option.span.start - word.stop <= _FAR:
                continue
            if passage.text[option.span.stop : option.span.stop + 2] in ("'s", "’s") or is_demonym(option):
                continue  # "in Peru's capital" is not in the country at large
            if _BEHIND.fullmatch(even(passage.text[word.stop : option.span.start])):
                return number
    return None


def without_dateline(
    options: Sequence[Told], passage: Passage, sentence: Span, dateline_stop: int
) -> list[int]:
    """The options less those of the dateline, where the sentence names a place of its own that is finer than a country, or the text before it
    tells of what happened in another place: a dateline says where the report was filed.
    """

    def is_filed(option: Told) -> bool:
        return (
            option.part is Part.BODY is passage.part
            and option.span is not None
            and option.span.stop <= dateline_stop
        )

    own = [
        option
        for option in options
        if option.part is passage.part
        and option.span is not None
        and sentence.covers(option.span)
        and not is_filed(option)
        and not (isinstance(option.place, Place) and option.place.precision is PlacePrecision.COUNTRY)
    ]
    filed = [option.place for option in options if is_filed(option) and isinstance(option.place, Place)]
    own = own or [
        option
        for option in options
        if option.part is passage.part
        and option.span is not None
        and dateline_stop <= option.span.start < sentence.start
        and _LOCATED.search(passage.text, max(0, option.span.start - 60), option.span.start)
        and not is_demonym(option)
        and not (
            isinstance(option.place, Place)
            and any(_within(place, option.place) or place.name == option.place.name for place in filed)
        )
    ]
    named = {option.place.name for option in own if isinstance(option.place, Place)}
    return [
        number
        for number, option in enumerate(options)
        if not own or not is_filed(option) or (isinstance(option.place, Place) and option.place.name in named)
    ]


def without_overtaken(options: Sequence[Told], passage: Passage, sentence: Span) -> list[int]:
    """The options less the towns told before an unknown one, where that is the last that the text tells before the statement's sentence: "after the
    fall of Aleppo … an attack on the town of Arenal. Two people died" is not in Aleppo, though Arenal is in no gazetteer.
    """
    before = [
        o
        for o in options
        if o.part is passage.part and o.span is not None and o.span.start < sentence.start and _is_fine(o)
    ]
    here = [
        o
        for o in options
        if o.part is passage.part and o.span is not None and sentence.covers(o.span) and _is_fine(o)
    ]
    last = max(before, key=lambda o: o.span.start if o.span else 0, default=None)
    if here or last is None or last.span is None or isinstance(last.place, Place):
        return list(range(len(options)))
    start = last.span.start
    lead = passage.text[max(0, start - 40) : start] + _NAME.split(last.span.of(passage.text), maxsplit=1)[0]
    if sentence.start - start > _RECENT or not _CALLED.search(lead):
        return list(range(len(options)))
    return [
        number
        for number, option in enumerate(options)
        if not (
            isinstance(option.place, Place)
            and _is_fine(option)
            and option.part is passage.part
            and option.span is not None
            and option.span.start < start
        )
    ]


def _is_fine(option: Told) -> bool:
    return (
        not isinstance(option.place, Place) or _WIDTH[option.place.precision] < _WIDTH[PlacePrecision.REGION]
    )


_NAME = re.compile(r"(?=[A-ZÁÉÍÓÚÑ])")
_RECENT = 400  # code points that a place told goes on for
_CALLED = re.compile(
    r"\b(?:city|town|village|localidad|ciudad|pueblo|aldea|población|caserío)\s(?:\w+\s)?(?:of|del?)\s(?:la\s|el\s|los\s|las\s)?$"
)
_LOCATED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ee]n|[Cc]erca de)\s(?:the\s|la\s|el\s)?"
    r"(?:[^\n.,;:]{2,40}, )?"  # the smaller place that it holds: "in Arenal district, "
    r"(?:(?:\w+\s)?(?:city|town|village|district|province|region|state|ciudad|localidad|distrito|provincia|región|departamento|comunidad|estado)\s"
    r"(?:\w+\s)?(?:of|del?)\s(?:la\s|el\s)?)?$"
)


def is_demonym(option: Told) -> bool:
    """Whether a place is told by what its people are called, "Peruvian"."""
    return isinstance(option.place, Place) and "demonym" in option.place.evidence


_HELD_BY = re.compile(
    r"(?:\s*,|\s*\()?\s*(?:in\s+|en\s+)?(?:the\s+|la\s+|el\s+)?(?:\w+['’]s\s+)?"
    r"(?:(?:región|departamento|provincia|distrito|department|province|district)\s+(?:de\s+|of\s+)?)?",
    re.IGNORECASE,
)


def innermost(chosen: int, options: Sequence[Told], passage: Passage) -> int:
    """The finest of names told one inside the other: of "San Telmo, in Peru's Junín region" it is San Telmo."""
    for _ in options:
        outer = options[chosen]
        if outer.span is None or outer.part is not passage.part or not isinstance(outer.place, Place):
            return chosen
        finer = [
            number
            for number, inner in enumerate(options)
            if inner.span is not None
            and inner.part is passage.part
            and isinstance(inner.place, Place)
            and 0 <= outer.span.start - inner.span.stop <= _FAR
            and _within(inner.place, outer.place)
            and _HELD_BY.fullmatch(even(passage.text[inner.span.stop : outer.span.start]))
        ]
        if not finer:
            return chosen
        chosen = finer[-1]
    return chosen


def joined_places(chosen: int, options: Sequence[Told], passage: Passage) -> tuple[Place, Place] | None:
    """Two towns that share one figure: "three deaths in San Telmo and Villa Rosario"; None where the place stands alone."""
    one = options[chosen]
    if one.span is None or one.part is not passage.part or not isinstance(one.place, Place):
        return None
    for other in options:
        if other.span is None or other.part is not passage.part or not isinstance(other.place, Place):
            continue
        first, second = sorted((one.span, other.span))
        if not 0 <= second.start - first.stop <= _FAR or not _JOINED.fullmatch(
            even(passage.text[first.stop : second.start])
        ):
            continue
        if (
            one.place.name != other.place.name
            and (one.place.lat, one.place.lon)
            != (other.place.lat, other.place.lon)  # two streets of one town
            and not _within(one.place, other.place)
            and not _within(other.place, one.place)
        ):
            return (one.place, other.place) if one.span == first else (other.place, one.place)
    return None


def _within(inner: Place, outer: Place) -> bool:
    return (
        _WIDTH[inner.precision] < _WIDTH[outer.precision]
        and inner.country == outer.country
        and (outer.precision is PlacePrecision.COUNTRY or outer.admin1 == inner.admin1)
    )
