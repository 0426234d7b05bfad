"""The command line as a person meets it: records, exit codes, and messages that say what to do."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

TEXT = "Police killed 12 demonstrators in Juliaca, Peru, on Monday, the ombudsman said."


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "testigo", *arguments], capture_output=True, text=True, cwd=folder, check=False
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports, one broken file, and a ledger built from them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "reports").mkdir()
    (folder / "reports" / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "reports" / "broken.txt").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    done = run("build", "reports", "--ledger", "a.ledger", "--published", "2023-01-10", folder=folder)
    assert done.returncode == 1, done.stderr
    assert "reports/broken.txt: not text but a JPEG picture" in done.stderr
    assert "1 documents read, 0 held before, 1 failed" in done.stderr
    return folder


def test_read_prints_json_lines_when_piped(place: Path) -> None:
    done = run("read", "reports/one.txt", "--published", "2023-01-10", folder=place)
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    (killed,) = [c for c in claims if c["figure"] and c["figure"]["measure"] == "killed"]
    assert (killed["figure"]["low"], killed["figure"]["high"]) == (12, 12)
    assert killed["when"]["first"] == "2023-01-09"
    assert killed["where"]["name"] == "Juliaca"
    assert killed["quote"] == TEXT


def test_read_writes_to_a_file(place: Path) -> None:
    done = run("read", "reports/one.txt", "--out", "claims.jsonl", folder=place)
    assert (done.returncode, done.stdout) == (0, "")
    rows = [json.loads(line) for line in (place / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all("unresolved" in row["when"] for row in rows), "without a publication day no weekday has a date"


def test_incidents_and_show_lead_to_the_sentence(place: Path) -> None:
    done = run("incidents", "--ledger", "a.ledger", "--country", "pe", folder=place)
    (incident,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert incident["tolls"]["killed"]["best"] == 12
    shown = run("show", incident["id"], "--ledger", "a.ledger", folder=place)
    assert TEXT in shown.stdout
    assert "killed: 12" in shown.stdout
    assert run("incidents", "--ledger", "a.ledger", "--country", "BO", folder=place).stdout == ""


def test_annotate_gives_one_line_a_report(place: Path) -> None:
    done = run("annotate", "reports/one.txt", "--published", "2023-01-10", folder=place)
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["language"] == "en"
    assert {"name": "Juliaca", "country": "PE"}.items() <= {
        k: v for t in row["toponyms"] for k, v in t.items() if t["name"] == "Juliaca"
    }.items()
    assert [t["value"] for t in row["timexes"]] == ["2023-01-09"]


@pytest.mark.parametrize("kind", ["csv", "geojson", "jsonl"])
def test_exports_hold_the_figure(place: Path, kind: str) -> None:
    done = run("export", kind, "--ledger", "a.ledger", folder=place)
    assert done.returncode == 0
    assert "12" in done.stdout
    assert "Juliaca" in done.stdout


def test_verify_finds_nothing_altered(place: Path) -> None:
    done = run("verify", "--ledger", "a.ledger", folder=place)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("incidents", "--ledger", "none.ledger"), "build one first"),
        (("incidents",), "--ledger"),
        (("read", "reports/one.txt", "--published", "soon"), "YYYY-MM-DD"),
        (("read", "reports/one.txt", "--language", "fr"), "en and es"),
        (("show", "i-nothing", "--ledger", "a.ledger"), "list them"),
        (("read", "reports/one.txt", "--out", "no/where.jsonl"), "cannot write"),
        (("raed", "reports/one.txt"), "No such command"),
        (("export", "xml", "--ledger", "a.ledger"), "geojson"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_says_what_to_do(place: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments, folder=place)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_report_is_a_failed_document(place: Path) -> None:
    done = run("read", "reprts/nowhere.txt", folder=place)
    assert done.returncode == 1
    assert "reprts/nowhere.txt: no such file" in " ".join(done.stderr.split())


def test_ctrl_c_stops_a_build_with_a_word_and_keeps_what_was_read(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"r-{n}",
            "published": "2023-01-20",
            "text": f"{n + 2} people died in Puerto Aurelio on Monday.",
        }
        for n in range(3000)
    ]
    source = tmp_path / "reports.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = [sys.executable, "-m", "testigo", "build", str(source), "--ledger", str(tmp_path / "l.ledger")]
    process = subprocess.Popen(  # also where the tests themselves run in the background, with Ctrl-C ignored
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 no threads here
    )
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline and not _readings(tmp_path / "l.ledger"):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the command and its workers
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped: a ledger keeps what was recorded" in " ".join(told.split())
    assert "Traceback" not in told
    assert 0 < _readings(tmp_path / "l.ledger") < len(rows)


def _readings(file: Path) -> int:
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=1) as raw:
            return int(raw.execute("SELECT count(*) FROM readings").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_show_tells_of_marks_that_nobody_can_see(tmp_path: Path) -> None:
    row = {
        "id": "r-1",
        "published": "2023-01-20",
        "text": "Two people\u202e died\u200b in Puerto Aurelio on Monday.",
    }
    (tmp_path / "reports.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert run("build", "reports.jsonl", "--ledger", "l.ledger", folder=tmp_path).returncode == 0
    shown = run("show", "r-1", "--ledger", "l.ledger", folder=tmp_path).stdout
    assert (
        "2 hidden marks in the text, the first at character 10: right-to-left override, zero width space"
        in shown
    )
