"""Settings come from the environment, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from testigo.errors import SettingsError
from testigo.settings import Settings


def test_settings_are_read_once_from_what_they_are_given() -> None:
    settings = Settings.from_environment(
        {"TESTIGO_LEDGER": "a.ledger", "TESTIGO_WORKERS": "3", "TESTIGO_GAZETTEER": "world.sqlite"}
    )
    assert settings == Settings("a.ledger", 3, Path("world.sqlite"))


def test_nothing_set_is_no_ledger_and_a_worker_a_core() -> None:
    settings = Settings.from_environment({})
    assert settings.ledger is None
    assert settings.workers >= 1


@pytest.mark.parametrize("words", ["many", "0", "-1", "1.5"])
def test_a_wrong_number_of_workers_is_named(words: str) -> None:
    with pytest.raises(SettingsError, match="TESTIGO_WORKERS"):
        Settings.from_environment({"TESTIGO_WORKERS": words})
