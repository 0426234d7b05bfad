"""Builds: the same ledger for any order and number of workers, nothing lost to a kill, bad documents as rows."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from testigo.export.lines import write_jsonl
from testigo.ledger.store import open_ledger
from testigo.model.text import Document, Failure
from testigo.running import engines, stages
from testigo.running.build import build

TOWNS = ("Puerto Aurelio", "San Telmo", "Villa Rosario", "Cerro Alto")


def reports(count: int) -> list[dict[str, str]]:
    """Invented dispatches in both languages, each text its own."""
    found = []
    for number in range(count):
        town, day = TOWNS[number % len(TOWNS)], 1 + number % 27
        if number % 2:
            text = f"Al menos {2 + number} personas murieron el lunes en {town}, Perú, según el hospital. La policía detuvo a {number} manifestantes."
        else:
            text = f"At least {2 + number} people were killed on Monday in {town}, Peru, the hospital said. Police arrested {number} protesters."
        found.append(
            {
                "id": f"r-{number:03d}",
                "text": text,
                "published": f"2023-01-{day:02d}",
                "outlet": f"Radio {number % 5}",
            }
        )
    return found


def written(folder: Path, rows: list[dict[str, str]]) -> Path:
    file = folder / "reports.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def exported(ledger_file: Path) -> bytes:
    out = ledger_file.with_suffix(".jsonl")
    with open_ledger(str(ledger_file)) as ledger, out.open("w", encoding="utf-8") as file:
        write_jsonl(ledger.view_records("incidents"), file)
        for claim in ledger.claims():
            file.write(repr(claim) + "\n")
        for campaign in ledger.view_records("campaigns"):
            file.write(json.dumps(campaign) + "\n")
    return out.read_bytes()


def built(folder: Path, name: str, rows: list[dict[str, str]], workers: int = 1) -> bytes:
    source = folder / name
    source.mkdir()
    with open_ledger(str(folder / f"{name}.ledger"), create=True) as ledger:
        report = build(ledger, [written(source, rows)], workers=workers)
        assert report.failures == []
        assert report.documents == len(rows)
    return exported(folder / f"{name}.ledger")


def test_workers_and_order_change_nothing(tmp_path: Path) -> None:
    rows = reports(30)
    shuffled = random.Random(7).sample(rows, len(rows))
    first = built(tmp_path, "one", rows)
    assert first
    assert built(tmp_path, "two", rows, workers=2) == first
    assert built(tmp_path, "shuffled", shuffled, workers=2) == first


def test_building_twice_and_in_two_halves_changes_nothing(tmp_path: Path) -> None:
    rows = reports(12)
    whole = built(tmp_path, "whole", rows)
    with open_ledger(str(tmp_path / "halves.ledger"), create=True) as ledger:
        for part in (rows[:5], rows[5:], rows):
            report = build(ledger, [written(tmp_path, part)])
        assert (report.documents, report.held) == (0, 12)
    assert exported(tmp_path / "halves.ledger") == whole


def test_a_killed_build_goes_on_where_it_stood(tmp_path: Path) -> None:
    rows = reports(120)
    source = written(tmp_path, rows)
    ledger_file = tmp_path / "killed.ledger"
    command = [
        sys.executable,
        "-m",
        "testigo",
        "build",
        str(source),
        "--ledger",
        str(ledger_file),
        "--workers",
        "2",
    ]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    acknowledged = 0
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline and not acknowledged:
        time.sleep(0.05)
        acknowledged = _recorded(ledger_file)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert acknowledged > 0, "the build recorded nothing before it was killed"
    held = _recorded(ledger_file)
    assert held >= acknowledged
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{len(rows) - held} documents read, {held} held before" in done.stderr
    assert exported(ledger_file) == built(tmp_path, "undisturbed", rows)


def _recorded(file: Path) -> int:
    if not file.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=1) as raw:
            return int(raw.execute("SELECT count(*) FROM readings").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Callable[[Document], engines.Outcome]:
    """A reader whose process dies over one document, as if the system had killed it."""

    def read_one(document: Document) -> engines.Outcome:
        if document.id == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return Failure(document.id, "reading", "read")

    monkeypatch.setattr(engines, "read_one", read_one)
    monkeypatch.setattr(stages, "warm_up", lambda: None)
    return read_one


@pytest.mark.usefixtures("deadly")
def test_a_worker_that_dies_takes_only_its_own_document(tmp_path: Path) -> None:
    del tmp_path

    def documents() -> Iterator[Document]:
        for number in range(40):
            yield Document("deadly" if number == 17 else f"d-{number}", "text")

    outcomes = {document.id: outcome for document, outcome in engines.read_each(documents(), workers=2)}
    assert len(outcomes) == 40
    failed = outcomes.pop("deadly")
    assert isinstance(failed, Failure)
    assert "died" in failed.reason
    assert {o.reason for o in outcomes.values() if isinstance(o, Failure)} == {"read"}


def test_what_cannot_be_read_is_a_row_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "good.txt").write_text(reports(2)[1]["text"], encoding="utf-8")
    with open_ledger(str(tmp_path / "a.ledger"), create=True) as ledger:
        report = build(ledger, [tmp_path / "in"])
        assert report.documents == 1
        assert sorted(Path(f.document).name for f in ledger.failures()) == ["empty.txt", "photo.txt"]


def test_the_reader_has_a_version_of_its_own() -> None:
    version, _, digest = stages.reader_version().partition("+")
    assert version
    assert len(digest) == 12
