"""Mentions of actors: who did it, to whom, with what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from testigo.model.text import Span


class Role(StrEnum):
    """The part an actor has in a happening."""

    PERPETRATOR = "perpetrator"
    VICTIM = "victim"
    PARTICIPANT = "participant"
    TARGET = "target"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class Actor:
    """A span that names an actor. `category` is a lexicon class (police, military, protesters, students, rebels, …);
    `name` is its full name where one is known.
    """

    role: Role
    text: str
    span: Span
    category: str = "unknown"
    name: str | None = None
