"""Figures and places that the text tells in a row: whose place a name is, and which names are only parts of where a figure lies.

"Dozens were killed, mostly in Arenal" happened in more than Arenal; "hundreds of wounded and at least 20 deaths in Peru" both happened in Peru; "Arenal,
where five people died" is the place of the five.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from testigo.language.cleaning import even
from testigo.model.analysis import Passage
from testigo.model.text import Span
from testigo.resolving.standing import Told, is_demonym

_SHARE = re.compile(
    r"\b(?:mostly|mainly|chiefly|especially|particularly|principally|largely|primarily|notably|including|among them|(?:most|many|some|half|the majority) of (?:them|which|whom)"
    r"|sobre todo|principalmente|mayormente|mayoritariamente|especialmente|particularmente|en particular|entre ell[oa]s|incluid[oa]s?|incluyendo"
    r"|(?:la mayoría|la mayor parte|la mitad|much[oa]s|algun[oa]s)(?: de (?:ell[oa]s|l[oa]s cuales))?)"
    r",? (?:[^,.;:()]{0,25} )?(?:in|en) (?:the |la |el )?(?:(?:city|town|ciudad|localidad) (?:of|de) )?$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÁÉÍÓÚÑ][\w'’.-]*(?: (?:(?:de|del|la|las|los|el|of|al) ){0,2}[A-ZÁÉÍÓÚÑ][\w'’.-]*){0,3}"
_OTHERS = re.compile(
    rf"(?:, (?:in |en )?{_NAME}){{0,8}},? (?:and|y|e|o|or|as well as|así como) (?:in |en )?(?:(?:many |several |various |some |at least \w+ |numeros[oa]s |vari[oa]s |much[oa]s |al menos \w+ )?(?:other|otr[oa]s)"
    r"(?: \w+)? (?:cities|towns|villages|places|parts|provinces|regions|states|districts|locations|areas|departments|ciudades|localidades|pueblos|lugares|puntos|zonas|partes|provincias|regiones|estados|distritos|departamentos|municipios|poblaciones)\b|elsewhere\b)"
)
_OPENS_WHERE = re.compile(
    r"(?:, (?:(?:a|the|una|la|el|un) )?(?:\w+ ){0,6}?|,? )(?:where|donde|en (?:la|el|las|los) (?:que|cual|cuales)|in which)(?: [^.;:()—]*)? ?"
)
_OF_HAPPENING = re.compile(
    r" (?:\w+ )?(?:attacks?|bombings?|blasts?|explosions?|massacres?|shootings?|killings?|clashes|riots?|siege|raids?)(?:,? (?:which|that|where|in which))?(?: [^.;:()—,\d]{1,40})? ?"
)
_HAPPENING_OF = re.compile(
    r"\b(?:atentados?|ataques?|bombardeos?|masacres?|matanzas?|tiroteos?|explosi(?:ón|ones)|enfrentamientos?|disturbios|asedio) (?:de|en|contra|sobre) (?:la |el )?(?:(?:ciudad|localidad|barrio) (?:de )?)?$"
)
_THAT_LEFT = re.compile(
    r",? (?:que|los cuales|las cuales|en (?:el|la|los|las) que)(?: [^.;:()—,\d]{1,40})? ?"
)
_MANY = (
    r"(?:(?:at least|more than|over|about|around|some|nearly|almost|as many as|up to|al menos|por lo menos|más de|cerca de|casi|unos|unas|hasta|otr[oa]s)\s+)*"
    r"(?:\d[\d.,]*|dozens?|scores|hundreds|thousands|several|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|decenas?|docenas?|cientos|centenares|miles|"
    r"vari[oa]s|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|veinte)"
)
_NOUNS = r"(?:\s+(?!(?:was|were|is|are|had|have|has|in|en|at|fue|fueron|han|ha|son|died|said|murieron|murió|resultaron)\b)[^\W\d_]+){0,3}"
_SERIES = re.compile(
    rf"{_NOUNS}(?:(?:\s*,\s*(?:and\s+|y\s+)?|\s+and\s+|\s+[ye]\s+){_MANY}{_NOUNS})+\s+(?:in|en)\s+(?:the\s+|la\s+|el\s+)?(?:(?:city|town|province|ciudad|localidad|provincia)\s+(?:of|de)\s+)?",
    re.IGNORECASE,
)
_FAR = 160  # code points: no two things farther apart are told in one breath


def share_at(text: str, start: int) -> int:
    """Where the words begin that make the name at `start` a part of what is told before them ("mostly in"); -1 where there are none."""
    found = _SHARE.search(text, max(0, start - 70), start)
    return found.start() if found else -1


def is_one_of_many(text: str, stop: int) -> bool:
    """Whether a list goes on behind a name that ends in "and other cities", «y otros puntos»."""
    return _OTHERS.match(text, stop) is not None


def _named(options: Sequence[Told], passage: Passage) -> list[tuple[int, Span]]:
    return [
        (number, option.span)
        for number, option in enumerate(options)
        if option.part is passage.part and option.span is not None and not is_demonym(option)
    ]


def behind_row(word: Span, options: Sequence[Told], passage: Passage) -> int | None:
    """The option whose name tells the place of a whole row of figures («cientos de heridos y 20 muertos en Perú»); `word` is one of the figures."""
    named = _named(options, passage)
    if any(word.covers(span) for _, span in named):
        return None
    for number, span in named:
        if 0 < span.start - word.stop <= _FAR and _SERIES.fullmatch(
            even(passage.text[word.stop : span.start])
        ):
            return number
    return None


def where_of(word: Span, options: Sequence[Told], passage: Passage) -> int | None:
    """The option that a clause with the figure hangs on: "Arenal, where five people died", «el atentado de Arenal, que dejó cinco muertos»."""
    before = [one for one in _named(options, passage) if 0 < word.start - one[1].stop <= _FAR]
    if not before:
        return None
    number, span = max(before, key=lambda one: one[1].stop)
    gap = even(passage.text[span.stop : word.start])
    if _OPENS_WHERE.fullmatch(gap) or _OF_HAPPENING.fullmatch(gap):
        return number
    lead = _HAPPENING_OF.search(passage.text, max(0, span.start - 40), span.start)
    return number if lead and _THAT_LEFT.fullmatch(gap) else None
