"""People told as let go: "the release of 40 detainees", «liberan a tres secuestrados»: they are held no longer.

Whose kidnapping is told with their end ("four workers kidnapped a week ago were released") stays counted.
"""

from __future__ import annotations

from testigo.model.analysis import Sentence
from testigo.model.toll import Measure
from testigo.reading.harm import HarmWord
from testigo.reading.linking_words import BE, HAVE
from testigo.reading.quantities import Quantity

_HELD = frozenset({Measure.ARRESTED, Measure.MISSING})
_FREEING = {
    "en": ("releas", "freed", "freeing", "frees", "rescue", "rescuing", "pardon", "amnest"),
    "es": ("liberó", "libera", "liberé", "excarcel", "soltó", "soltaron", "rescat", "indult", "amnist"),
}
_FREEDOM = frozenset({"libertad", "freedom"})
# Who asks for people's freedom says that they are still held.
_ASKING = (
    "exig pid reclam demand solicit cambio condici negoci call urg ask seek plea appeal swap exchang intercambi campaign campañ promet promis propus"
).split()
_NEAR = 5


def is_freed(sentence: Sentence, quantity: Quantity, word: HarmWord, measure: Measure, language: str) -> bool:
    """The people of `quantity`, called held or missing by `word` in their own phrase, are told as let go."""
    if measure not in _HELD or word.start < quantity.start:
        return False
    tokens = sentence.tokens
    if any(t.lower in BE[language] or t.lower in HAVE[language] for t in tokens[quantity.stop : word.start]):
        return False  # "were arrested and later released": the arrest is told
    before = [t.lower for t in tokens[max(0, quantity.start - _NEAR) : quantity.start]]
    starts = _FREEING[language]
    for k, lower in enumerate(before):
        is_freedom = lower in _FREEDOM and before[k + 1 : k + 2] in (["de"], ["of"], ["a"], ["to"], ["for"])
        if (lower.startswith(starts) or is_freedom) and "," not in before[k:]:
            first = max(0, quantity.start - len(before) + k - _NEAR)
            asked = [t.lower for t in tokens[first : quantity.start]]
            return not any(t.startswith(tuple(_ASKING)) for t in asked)
    return False
