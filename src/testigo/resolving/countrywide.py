"""Where the words say that a figure or an act is the whole country's: "throughout the country", «un paro nacional»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from testigo.model.claim import Statement
from testigo.model.place import PlacePrecision
from testigo.model.text import Span
from testigo.resolving.locating_options import Option, is_country
from testigo.resolving.reported import WIDTH, Reported


def countrywide_option(statement: Statement, seen: Reported, options: Sequence[Option]) -> int | None:
    """The report's country, where the sentence says "throughout the country" of the figure, or names no place in it."""
    if statement.figure is None and _is_national(statement.trigger, seen.passage.text):
        return next((i for i, o in enumerate(options) if is_country(o.place, seen.main_country)), None)
    told = [span for span in seen.countrywide if statement.sentence.covers(span)]
    if not told:
        return None
    anchor = statement.figure.span if statement.figure else statement.trigger
    words = [anchor, statement.trigger]
    text = seen.passage.text
    of_figure = [
        span
        for span in told
        if any(
            w.stop <= span.start <= w.stop + 40 and not _APART.search(text, w.stop, span.start) for w in words
        )
    ]
    if not of_figure and (
        all(_WEAK.fullmatch(span.of(text)) for span in told)
        or any(
            n.width < WIDTH[PlacePrecision.COUNTRY]
            and n.span.start >= seen.dateline
            and statement.sentence.covers(n.span)
            for n in seen.named
        )
    ):
        return None
    return next((i for i, o in enumerate(options) if is_country(o.place, seen.main_country)), None)


_NATIONAL_BEFORE = re.compile(r"\b(?:nation-?wide|country-?wide|national)[\s\"“”‘’']+$", re.IGNORECASE)
_NATIONAL_BEHIND = re.compile(r"\s+(?:nacional(?:es)?|a nivel nacional)\b", re.IGNORECASE)


def _is_national(trigger: Span, text: str) -> bool:
    """As in "a nationwide curfew", «un paro nacional»."""
    words = trigger.of(text).lower()
    return (
        _NATIONAL_BEFORE.search(text, max(0, trigger.start - 16), trigger.start) is not None
        or _NATIONAL_BEHIND.match(text, trigger.stop) is not None
        or words.startswith(("national ", "nationwide "))
        or words.endswith((" nacional", " nacionales"))
    )


_WEAK = re.compile(
    r"in the country|en el país", re.IGNORECASE
)  # says so of the figure that it stands behind alone
_APART = re.compile(r"[,;:.()—]|\b(?:and|y|said|dijo)\b")
