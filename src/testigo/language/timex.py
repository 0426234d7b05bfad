"""Finds time expressions in English and Spanish text, unvalued.

The grammars are timex_en and timex_es, the engine that runs them timex_engine, the meanings timex_meanings; resolving values them.
"""

from __future__ import annotations

from functools import cache

from testigo.language.timex_engine import CompiledGrammar
from testigo.language.timex_joining import Gap, join
from testigo.language.timex_meanings import TimeExpression
from testigo.language.timex_names import is_in_a_name


@cache
def _compiled(language: str) -> tuple[CompiledGrammar, Gap]:
    if language == "es":
        from testigo.language.timex_es import SPANISH as GRAMMAR  # noqa: PLC0415 - a run in one language compiles one grammar
    else:
        from testigo.language.timex_en import ENGLISH as GRAMMAR  # noqa: PLC0415
    compiled = CompiledGrammar(GRAMMAR)
    return compiled, Gap(compiled)


def find_time_expressions(text: str, language: str) -> tuple[TimeExpression, ...]:
    """Every time expression of a text, in order, none overlapping; spans are code points of `text`.

    `language` is "en" or "es"; any other is read by the English grammar.

    >>> [e.span.of("They met last Thursday afternoon.") for e in find_time_expressions("They met last Thursday afternoon.", "en")]
    ['last Thursday afternoon']
    """
    compiled, gap = _compiled("es" if language == "es" else "en")
    found, tokens = compiled.find(text)
    return join([one for one in found if not is_in_a_name(one, text, language)], tokens, compiled, gap)
