"""Words that leave no doubt that a figure counts from the beginning of a wave: "since the protests began", «desde el inicio de las protestas».

They hold for a figure of the same sentence, unless they measure something else ("the deadliest day since …", «la peor jornada desde …») or the
figure has a day of its own ("killed on Monday"); a day of counting ("by Thursday", «hasta el jueves») is no such day.
"""

from __future__ import annotations

import re
from itertools import pairwise

from testigo.language.cleaning import even
from testigo.model.analysis import Passage, Sentence
from testigo.model.moment import Granularity, Interval
from testigo.model.text import Span

_EN_WAVE = (
    r"protests?|protest movement|demonstrations?|marches|unrest|violence|crisis|war|conflict|uprising|revolt|revolution|rebellion|riots|clashes|strikes?|"
    r"shutdown|blockades?|crackdown|repression|mobili[sz]ations?|insurgency|fighting|offensive|campaign|state of emergency|curfew|turmoil|hostilities"
)
_ES_WAVE = (
    r"protestas?|manifestaciones|marchas|movilizaciones|disturbios|violencia|crisis|guerra|conflicto|levantamiento|revuelta|revolución|rebelión|"
    r"estallido(?: social)?|paro(?: nacional)?|huelga|bloqueos|represión|enfrentamientos|choques|ofensiva|insurrección|jornadas de protesta|estado de emergencia|toque de queda"
)
_ONSETS = {
    "en": re.compile(
        rf"\b(?:since|from)\s+(?:the\s+)?(?:start|beginning|outbreak|onset|outset|eruption)\s+of\b"
        r"|\b(?:dead|deaths|killed|toll|injured|wounded|arrested|detained|arrests)\b[^.;:]{0,60}\bsince\s+then\b"
        rf"|\bsince\s+(?:\w+\s+){{0,4}}?(?:{_EN_WAVE})(?:\s+\w+){{0,6}}?\s+(?:began|begun|start(?:ed)?|erupted|broke\s+out|flared|exploded|kicked\s+off|resumed|were\s+launched)\b"
        rf"|\bthere\s+(?:have|has)\s+(?:now\s+|already\s+|so\s+far\s+)?been\b[^.;:]{{0,60}}\b(?:deaths?|dead|killed|killings|fatalities|arrests?|arrested|injur\w+|wounded)\b"
        rf"|\b(?:have|has)\s+(?:\w+\s+){{0,3}}?(?:killed|died|injured|wounded|arrested|detained)\s+since\b(?=\s*[,.;])"
        rf"|\b(?:in|during|throughout)\s+(?:(?:more\s+than|over|nearly|almost|about|some|the\s+(?:past|last))\s+)?(?:\w+\s+)?(?:weeks|months|years)\s+of\s+(?:\w+\s+){{0,3}}?(?:{_EN_WAVE})\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"\bdesde\s+(?:el|los)\s+(?:inicio|inicios|comienzo|comienzos|principio|arranque|estallido)\s+(?:de|del)\b"
        rf"|\bdesde\s+que\s+(?:se\s+)?(?:comenz|empez|inici|estall|arranc|desat)\w+"
        r"|\b(?:muert[oe]s?|fallecidos|asesinados|cifra|total|heridos|detenidos|detenciones|víctimas)\b[^.;:]{0,60}\bdesde\s+entonces\b"
        rf"|\ben\s+lo\s+que\s+va\s+(?:de|del)\b"
        rf"|\ba\s+lo\s+largo\s+de\s+(?:las|los|la|el)\s+(?:{_ES_WAVE})\b"
        rf"|\ben\s+(?:(?:más\s+de|casi|unas|unos|las\s+últimas|los\s+últimos)\s+)?(?:\w+\s+)?(?:semanas|meses|años)\s+de\s+(?:{_ES_WAVE})\b",
        re.IGNORECASE,
    ),
}
_MEASURES_ELSE = {
    "en": re.compile(
        r"\b(?:deadliest|worst|bloodiest|biggest|largest|highest|first|most\s+\w+|single\s+\w+|greatest|heaviest|second|third|latest|another)\b[^,;:]{0,60}$",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:peor|primer[ao]?|mayor|más\s+\w+|últim[ao]|segund[ao]|tercer[ao]?)\b[^,;:]{0,60}$",
        re.IGNORECASE,
    ),
}
_COUNTING_DAY = {
    "en": re.compile(
        r"\b(?:by|until|till|through|as\s+of|up\s+to|to)\s+(?:late\s+|early\s+|the\s+end\s+of\s+)?$"
        r"|\b(?:said|reported|put|raised|announced|updated|confirmed)\s+(?:late\s+|early\s+)?(?:on\s+)?$",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:hasta|al|a)\s+(?:el\s+|la\s+|este\s+|ayer\s+)?$"
        r"|\b(?:elev|cifr|situ|inform|report|actualiz|confirm|anunci|dij)(?:ó|o|aron|eron)\s+(?:el\s+|este\s+)?$",
        re.IGNORECASE,
    ),
}
_SINCE = {
    "en": re.compile(r"\bsince\s+(?:about\s+|around\s+|mid-?|early\s+|late\s+|last\s+)*$", re.IGNORECASE),
    "es": re.compile(
        r"\bdesde\s+(?:el\s+|la\s+|los\s+|mediados\s+de\s+|mitad\s+de\s+|finales\s+de\s+|principios\s+de\s+|este\s+|esta\s+)*$",
        re.IGNORECASE,
    ),
}
_FROM = {
    "en": re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE),
    "es": re.compile(r"\b(?:entre|desde|del|de)\s+(?:el\s+)?$", re.IGNORECASE),
}
_TO = {
    "en": re.compile(r"\s+(?:and|to|until|through)\s+(?:the\s+)?", re.IGNORECASE),
    "es": re.compile(r"\s+(?:y|al|a|hasta)\s+(?:el\s+)?", re.IGNORECASE),
}
_FEW_DAYS = 3
_CLOSE = 55  # code points between a figure and a «since» that dates it
_FAR = 60  # code points between a figure and the day that may be its own


def counts_from_onset(figure: Span, sentence: Sentence, passage: Passage, language: str) -> bool:
    """True when the sentence says outright that the figure counts from a wave's beginning on."""
    text = even(sentence.span.of(passage.text))
    offset = sentence.span.start
    if _counts_since_a_day(figure, sentence, passage, text, language) or _counts_from_day_to_day(
        sentence, passage, language
    ):
        return True
    for found in _ONSETS[language].finditer(text):
        if _MEASURES_ELSE[language].search(text[: found.start()]):
            continue
        if not _has_its_day(
            figure, Span(offset + found.start(), offset + found.end()), sentence, passage, language
        ):
            return True
    return False


def _counts_since_a_day(figure: Span, sentence: Sentence, passage: Passage, text: str, language: str) -> bool:
    """As in "Since 28 April seven people have died", «siete muertes desde el 28 de abril»: the stretch opens the sentence or follows the figure at once."""
    offset = sentence.span.start
    for timex in passage.timexes:
        if not sentence.span.covers(timex.span) or timex.type not in ("DATE", "TIME"):
            continue
        days = timex.interval
        if "T" in timex.value and not (isinstance(days, Interval) and days.days > 1):
            continue  # since an hour of one day, «desde las primeras horas del día»
        found = _SINCE[language].search(text[: timex.span.start - offset])
        if found is None or _MEASURES_ELSE[language].search(text[: found.start()]):
            continue
        before = text[: found.start()].strip()
        between = (
            text[max(0, figure.stop - offset) : found.start()]
            if figure.stop - offset <= found.start()
            else None
        )
        if not before or (
            between is not None and len(between) <= _CLOSE and not re.search(r"[,;:()—]", between)
        ):
            return True
    return False


def _counts_from_day_to_day(sentence: Sentence, passage: Passage, language: str) -> bool:
    """As in "Between December 7 and March 31", «entre el 7 de diciembre y el 31 de marzo»: a stretch of more than a few days."""
    inside = [t for t in passage.timexes if sentence.span.covers(t.span) and isinstance(t.interval, Interval)]
    for first, last in pairwise(inside):
        assert isinstance(first.interval, Interval)
        assert isinstance(last.interval, Interval)
        before = even(passage.text[max(sentence.span.start, first.span.start - 15) : first.span.start])
        between = even(passage.text[first.span.stop : last.span.start])
        if (
            _FROM[language].search(before)
            and _TO[language].fullmatch(between)
            and (last.interval.last - first.interval.first).days > _FEW_DAYS
        ):
            return True
    return False


def _has_its_day(figure: Span, onset: Span, sentence: Sentence, passage: Passage, language: str) -> bool:
    """True when a single day, no day of counting, stands near the figure and outside of the words of beginning."""
    for timex in passage.timexes:
        span = timex.span
        if not sentence.span.covers(span) or onset.covers(span) or onset.overlaps(span):
            continue
        days = timex.interval
        if not isinstance(days, Interval) or days.precision is not Granularity.DAY or days.days > 1:
            continue
        if 0 <= span.start - onset.stop < 25:  # «desde el inicio de las protestas el 7 de diciembre»
            continue
        before = even(passage.text[max(sentence.span.start, span.start - 30) : span.start])
        if _COUNTING_DAY[language].search(before):
            continue
        if max(span.start - figure.stop, figure.start - span.stop, 0) < _FAR:
            return True
    return False
