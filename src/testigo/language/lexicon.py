"""Reads and checks the lexicons: cues with their meaning, a sentence where they hold and one where they do not.

A lexicon is `lexicons/LANGUAGE/NAME.yml`: a list of entries

    - cue: según                 # the words, lower case; several forms may share an entry as a list
      means: report              # what it tells, in the vocabulary of the layer that reads it
      holds: "Hubo dos heridos, según la radio."
      fails: "Según avanzaba la tarde, llegó más gente."
      from: "grammar"            # where it was learned
      …                          # further keys are the reader's own (lemma, pos, weight, …)

Tests read every `holds` and `fails` back, so that adding a word is adding its test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from testigo.errors import LexiconError

LANGUAGES = ("en", "es")
_KNOWN = {"cue", "means", "holds", "fails", "from"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of one or several cues. `holds` and `fails` are sentences; `attributes` the reader's own keys."""

    cues: tuple[str, ...]
    meaning: str
    holds: str | None = None
    fails: str | None = None
    source: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)


def _entry(row: object, where: str) -> Entry:
    if not isinstance(row, dict) or "cue" not in row or "means" not in row:
        raise LexiconError(f"{where}: an entry needs at least `cue` and `means`: {row!r}")
    cues = row["cue"] if isinstance(row["cue"], list) else [row["cue"]]
    if not cues or not all(isinstance(cue, str) and cue.strip() for cue in cues):
        raise LexiconError(f"{where}: `cue` must be words (quote yes, no, on, off and numbers): {row!r}")
    return Entry(
        cues=tuple(cues),
        meaning=str(row["means"]),
        holds=row.get("holds"),
        fails=row.get("fails"),
        source=str(row.get("from", "")),
        attributes={key: value for key, value in row.items() if key not in _KNOWN},
    )


@cache
def lexicon(language: str, name: str) -> tuple[Entry, ...]:
    """The entries of `lexicons/LANGUAGE/NAME.yml`, in their order.

    Raises:
        LexiconError: the file is missing, is not a list, or an entry breaks the rules; the message names it.
    """
    where = f"lexicons/{language}/{name}.yml"
    file = resources.files("testigo").joinpath("lexicons", language, f"{name}.yml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        rows = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 the loader is a safe one
    except FileNotFoundError:
        raise LexiconError(f"{where} is missing: install the package again") from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{where} is not YAML: {error}") from error
    if not isinstance(rows, list):
        raise LexiconError(f"{where}: a lexicon is a list of entries")
    return tuple(_entry(row, f"{where}, entry {number}") for number, row in enumerate(rows, 1))
