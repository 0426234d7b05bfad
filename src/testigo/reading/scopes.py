"""Over what stretch of the world a figure counts: one event, a day, a wave so far, something past, or nothing in particular.

A small model decides: a multinomial logistic regression over the readable features of `scope_features`, its weights a table beside this
module (`scope_weights.tsv`, card in `scope_weights.md`). A cumulative toll taken for an incident is the worst error of all, so
where the two are near each other the figure is held to be cumulative.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from testigo.errors import ReadingError
from testigo.model.analysis import Passage
from testigo.model.claim import Kind, Scope
from testigo.model.text import Document, Span
from testigo.model.toll import Figure
from testigo.reading.onsets import counts_from_onset
from testigo.reading.opinions import is_argument
from testigo.reading.scope_features import features

__all__ = ["SCOPES", "is_argument", "scope_of", "scope_probabilities"]

SCOPES = (Scope.INCIDENT, Scope.DAY, Scope.CUMULATIVE, Scope.BACKGROUND)
_CAUTION = 0.2  # natural-log odds given to the cumulative reading


@cache
def _weights() -> Mapping[str, tuple[float, ...]]:
    """Feature -> one weight for each of SCOPES."""
    file = resources.files("testigo.reading").joinpath("scope_weights.tsv")
    table: dict[str, tuple[float, ...]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith(("#", "feature\t")):
            continue
        name, *values = line.split("\t")
        if len(values) != len(SCOPES):
            raise ReadingError(
                f"scope_weights.tsv, line {number}: {len(SCOPES)} weights are needed, {len(values)} found"
            )
        table[name] = tuple(float(value) for value in values)
    return MappingProxyType(table)


def scope_probabilities(found: Mapping[str, float]) -> dict[Scope, float]:
    """The model's probability of each scope for a figure's features; they add up to 1."""
    sums = [0.0] * len(SCOPES)
    weights = _weights()
    for name, value in found.items():
        row = weights.get(name)
        if row is not None and value:
            for k, weight in enumerate(row):
                sums[k] += weight * value
    top = max(sums)
    odds = [math.exp(x - top) for x in sums]
    total = sum(odds)
    return {scope: odd / total for scope, odd in zip(SCOPES, odds, strict=True)}


def scope_of(
    figure: Figure | None, trigger: Span, kind: Kind, passage: Passage, document: Document, language: str
) -> Scope:
    """The scope of a figure, or of an act without one, at `trigger` of the passage: what the words say outright, else what the model holds."""
    sentence = passage.sentence_at(trigger.start)
    if (
        sentence is not None
        and figure is not None
        and counts_from_onset(figure.span, sentence, passage, language)
    ):
        return Scope.CUMULATIVE
    chances = scope_probabilities(features(figure, trigger, kind, passage, document, language))
    lean = math.exp(_CAUTION)
    best = max(SCOPES, key=lambda scope: chances[scope] * (lean if scope is Scope.CUMULATIVE else 1.0))
    if best is Scope.DAY and figure is not None and figure.bounds.low == 1:
        return Scope.INCIDENT  # one person is one happening, whatever else the day brought
    return best
