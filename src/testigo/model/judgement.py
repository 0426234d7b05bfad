"""Judgements: a person's rulings, signed, dated, reasoned, reversible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a person may rule."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    RETRACT = "retract"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One ruling. `subjects` are claim ids (two for same/different/unsure, one for accept/reject/correct), a document id for
    retract, or the judgement undone. `field` and `value` say what a correction sets; `previous` is the hash of the entry before (chain).
    """

    id: str
    verdict: Verdict
    subjects: tuple[str, ...]
    by: str
    at: datetime
    reason: str = ""
    field: str | None = None
    value: str | None = None
    previous: str = ""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something that a person should look at. One subject asks "is this claim right?", two ask "is this one incident?".

    `kind` is pair, claim, altered_copy, unlocated, victims_word, residual, delta, parts, or lost_judgement; `priority` is larger for what
    moves a figure more.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    incident: str | None = None
    reason: str = ""
    priority: float = 0.0
