"""Archives: shards read anywhere give the ledger that one build gives."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from testigo.errors import LedgerError
from testigo.export.lines import write_jsonl
from testigo.gathering.corpus import Share
from testigo.ledger.shards import read_shard
from testigo.ledger.store import Ledger, open_ledger
from testigo.model.text import Failure
from testigo.running import archive, stages
from testigo.running.archive import read_share, shards_among
from testigo.running.build import build

pytest.importorskip("pyarrow")

ROWS = [
    {
        "id": f"r-{n}",
        "text": f"At least {n + 2} people were killed on Monday in Puerto Aurelio, Peru, the hospital said. \U0001f622",
        "title": f"Deaths in Puerto Aurelio {n}",
        "published": f"2023-01-{10 + n:02d}T08:00:00+00:00",
        "outlet": "Radio Ejemplo",
    }
    for n in range(9)
] + [{"id": "empty", "text": " "}]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return file


def exported(ledger: Ledger, folder: Path) -> bytes:
    with (folder / "out.jsonl").open("w", encoding="utf-8") as file:
        write_jsonl(ledger.view_records("incidents"), file)
        file.writelines(f"{claim!r}\n" for claim in ledger.claims())
        file.writelines(f"{source!r}\n" for source in ledger.sources())
    return (folder / "out.jsonl").read_bytes()


def test_the_ledger_of_shards_is_the_ledger_of_the_reports(reports: Path, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "whole.ledger"), create=True) as ledger:
        report = build(ledger, [reports])
        assert (report.documents, len(report.failures)) == (9, 1)
        whole = exported(ledger, tmp_path)
        failures = ledger.failures()
    done = [read_share([reports], tmp_path / "shards", Share(k, 3)) for k in (3, 1, 2)]
    assert [d.documents for d in done] == [3, 3, 3]
    assert [d.failures for d in done] == [0, 1, 0]
    assert read_share([reports], tmp_path / "shards", Share(1, 3)).was_there
    with open_ledger(str(tmp_path / "shards.ledger"), create=True) as ledger:
        report = build(ledger, [tmp_path / "shards"])
        assert (report.documents, report.held, len(report.failures)) == (9, 0, 1)
        assert exported(ledger, tmp_path) == whole
        assert ledger.failures() == failures
        assert ledger.verify() == ()
        again = build(ledger, [tmp_path / "shards"])
        assert (again.documents, again.held) == (0, 9)
        assert exported(ledger, tmp_path) == whole


def test_shards_of_another_version_are_read_again(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(stages, "reader_version", lambda: "0.0.1+older")
        read_share([reports], tmp_path / "shards", Share(1, 1))
    with open_ledger(str(tmp_path / "a.ledger"), create=True) as ledger:
        build(ledger, [tmp_path / "shards"])
        assert ledger.get("reader") == stages.reader_version()
        assert len(ledger.read_by(stages.reader_version())) == 9


def test_a_share_that_fails_leaves_no_shard(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "read_each", cut)
    with pytest.raises(KeyboardInterrupt):
        read_share([reports], tmp_path / "shards", Share(1, 1))
    assert list((tmp_path / "shards").iterdir()) == []


def test_an_id_that_comes_twice_is_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(ROWS[0] | {"text": f"{name}: two people died."}))
    done = read_share([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "shards", Share(1, 1))
    (failure,) = [each for each in read_shard(done.path) if isinstance(each, Failure)]
    assert "'r-0' came before" in failure.reason


def test_what_is_no_shard_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.readings.parquet").write_bytes(b"no")
    with pytest.raises(LedgerError, match="is no shard"):
        list(read_shard(tmp_path / "a.readings.parquet"))
    with pytest.raises(LedgerError, match="no such shard"):
        list(read_shard(tmp_path / "b.readings.parquet"))
    assert shards_among([tmp_path, tmp_path / "c.txt"]) == (
        [tmp_path / "a.readings.parquet"],
        [tmp_path / "c.txt"],
    )


@pytest.mark.parametrize("part", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_a_share_that_cannot_be(reports: Path, tmp_path: Path, part: str) -> None:
    command = [
        sys.executable,
        "-m",
        "testigo",
        "shard",
        str(reports),
        "--out",
        str(tmp_path / "s"),
        "--part",
        part,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "write it as 3/40" in " ".join(done.stderr.split())
