"""Opening the pipelines, and saying what to do where that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from thinc.api import get_current_ops

from testigo.errors import SettingsError
from testigo.language import loading

if TYPE_CHECKING:
    from pathlib import Path


def test_a_process_opens_a_pipeline_once() -> None:
    assert loading.load_pipeline("en") is loading.load_pipeline("en")


def test_matrix_products_avoid_the_slow_path() -> None:
    loading.load_pipeline("en")
    assert get_current_ops().use_blis is False


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(SettingsError, match=r"'pt'.*en, es"):
        loading.load_pipeline("pt")


def test_missing_weights_say_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"missing: reinstall testigo, or rebuild it"):
        loading.open_pipeline(tmp_path / "en")


def test_broken_weights_are_named_with_their_folder(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("no configuration\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be opened"):
        loading.open_pipeline(tmp_path)


def test_a_foreign_pipeline_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError, match="testigo_lemmatizer"):
        loading.open_pipeline(tmp_path / "blank")
