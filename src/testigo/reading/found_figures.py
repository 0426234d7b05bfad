"""A figure as it was found: with the sentence that tells it, the words that count it, and how sure the link is."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.model.text import Span
from testigo.model.toll import Figure


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure in place. `trigger` is the word of harm (or of the crowd), `victim` the words for the people; both are spans of the
    passage. `sentence` is the sentence's index. `sureness` is 3 (side by side) to 0 (continued from before); `is_again` marks one person told with
    "the", a name or a pronoun, who may be one of those counted before; `is_total` a running total told by an ordinal.
    """

    figure: Figure
    sentence: int
    trigger: Span
    victim: Span
    is_update: bool = False
    is_retraction: bool = False
    cause: str = "unknown"
    sureness: int = 3
    is_again: bool = False
    is_weak: bool = False
    is_total: bool = False
