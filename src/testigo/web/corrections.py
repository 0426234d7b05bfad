"""What a person may correct in a claim, and whether a value can stand there: asked before the ruling is written, never after."""

from __future__ import annotations

import json

from testigo.errors import LedgerError, ResolvingError
from testigo.model.claim import Claim, Factuality, Kind, Polarity, Scope, VoiceKind
from testigo.model.interchange import place_to_json
from testigo.model.toll import Group, Measure
from testigo.reconciling.judging import corrected
from testigo.web.countries import find_place

FIELDS = (
    "figure",
    "low",
    "high",
    "measure",
    "group",
    "when",
    "where",
    "scope",
    "kind",
    "voice",
    "voice_kind",
    "polarity",
    "factuality",
)
CHOICES: dict[str, tuple[str, ...]] = {
    "measure": tuple(m.value for m in Measure),
    "group": tuple(g.value for g in Group),
    "scope": tuple(s.value for s in Scope),
    "kind": tuple(k.value for k in Kind),
    "voice_kind": tuple(v.value for v in VoiceKind),
    "polarity": tuple(p.value for p in Polarity),
    "factuality": tuple(f.value for f in Factuality),
}
"""The values of the fields that hold one of a closed list."""


def value_for(claim: Claim, field: str, words: str) -> str | None:
    """The value as the journal keeps it, or None where the field cannot hold it.

    A place is named in words ("Juliaca, Puno") and kept as what the gazetteer knows of it.
    """
    value = words.strip()
    if field not in FIELDS or (not value and field != "high"):
        return None
    if field in {"figure", "low", "high", "measure", "group"} and claim.figure is None:
        return None
    if field == "where":
        try:
            place = find_place(value)
        except ResolvingError:
            return None
        if place is None:
            return None
        value = json.dumps(place_to_json(place) | {"phrase": claim.where.phrase}, ensure_ascii=False)
    try:
        changed = corrected(claim, field, value)
    except LedgerError:
        return None
    bounds = changed.figure.bounds if changed.figure else None
    if bounds and (
        (bounds.low is not None and bounds.low < 0) or (bounds.high is not None and bounds.high < 0)
    ):
        return None
    return value
