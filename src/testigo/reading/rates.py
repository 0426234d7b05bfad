"""How many die by the day or the year, which no day tells of: «muere una mujer por día», "3,000 people die each year"."""

from __future__ import annotations

import re

from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Span


def is_rate(sentence: Sentence, told: Span, passage: Passage, language: str) -> bool:
    """How many die by the day or the year, which no day tells of: «muere una mujer por día», "3,000 people die each year"."""
    text = passage.text
    if _DAY_TOLD[language].search(sentence.span.of(text)):
        return False
    start = max(sentence.span.start, told.start - _RATE_BEFORE)
    return _RATE[language].search(text[start : min(sentence.span.stop, told.stop + _RATE_AFTER)]) is not None


_RATE_BEFORE = 30
_RATE_AFTER = 45
_RATE = {
    "en": re.compile(
        r"\b(?:every|each|per)\s+(?:single\s+)?(?:day|week|month|year|hour|minute)\b|\bevery\s+(?:\d+|two|three|four|five|ten|thirty)\s+(?:hours|minutes|days|seconds)|"
        r"\d\s*(?:people|deaths|persons|men|women|children)?\s+(?:die[sd]?\s+|are\s+killed\s+)?a\s+(?:day|week|month|year|hour)\b(?!\s+(?:ago|later|earlier|before|after|old|and|when|since|long)\b)|\bannually\b|\byearly\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:cada|por)\s+(?:día|semana|mes|año|hora|minuto)\b(?!\s+y\s+medio)|\bal\s+(?:día|año|mes)\b(?!\s+siguiente)|\bcada\s+(?:\d+|dos|tres|diez|treinta)\s+(?:horas|minutos|días|segundos)|\banualmente\b|"
        r"\b(?:muertes|muertos|homicidios|asesinatos|personas)\s+(?:diarias?|diarios|anuales|mensuales)\b",
        re.IGNORECASE,
    ),
}
_DAY_TOLD = {
    "en": re.compile(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btoday\b|\byesterday\b|\btonight\b", re.IGNORECASE
    ),
    "es": re.compile(
        r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|ayer|anoche)\b", re.IGNORECASE
    ),
}
