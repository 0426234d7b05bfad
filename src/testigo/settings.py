"""Settings, read once at the edge: from the environment, overruled by the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from testigo.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told. Environment: `TESTIGO_LEDGER`, `TESTIGO_WORKERS`, `TESTIGO_GAZETTEER`."""

    ledger: str | None = None
    workers: int = 1
    gazetteer: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings of this process.

        Raises:
            SettingsError: a value that is none; the message names the variable.
        """
        gazetteer = environment.get("TESTIGO_GAZETTEER")
        return cls(
            environment.get("TESTIGO_LEDGER") or None,
            _workers(environment.get("TESTIGO_WORKERS")),
            Path(gazetteer) if gazetteer else None,
        )


def _workers(words: str | None) -> int:
    if not words:
        return max(1, os.cpu_count() or 1)
    if not words.isdecimal() or int(words) < 1:
        raise SettingsError(f"TESTIGO_WORKERS must be a number of processes from 1 up, not {words!r}")
    return int(words)
