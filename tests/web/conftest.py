"""The sample ledger and a desk over it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import desks
import samples

from testigo.ledger.store import Ledger, open_ledger


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ledger's file, made once; each test works on a copy."""
    path = tmp_path_factory.mktemp("desk") / "sample.ledger"
    held = samples.make_ledger(path)
    with held.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    held.close()
    return path


@pytest.fixture
def ledger(sample: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "sample.ledger"
    shutil.copyfile(sample, path)
    held = open_ledger(str(path))
    yield held
    held.close()


@pytest.fixture
def desk(ledger: Ledger) -> desks.Desk:
    return desks.open_desk(ledger)
