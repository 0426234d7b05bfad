"""Any format of any ledger: the same bytes each time, whole or not at all, and an entry in the journal."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from export.invented import claim, figure, ledger_of_claims
from testigo.errors import SettingsError
from testigo.export import columnar
from testigo.export.formats import PROFILES, Format, Profile
from testigo.export.tabular import COLUMNS
from testigo.export.writing import deliver, write_export
from testigo.ledger.store import Ledger
from testigo.model.claim import Kind, VoiceKind
from testigo.model.toll import Measure

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
CLAIMS = (
    claim("a", figure("2"), voice=VoiceKind.POLICE),
    claim("b", figure("5+"), voice=VoiceKind.HEALTH, speaker="el hospital"),
    claim("c", figure("30", Measure.ARRESTED), kind=Kind.ARREST),
)
LIBRARIES = {Format.PARQUET: "pyarrow", Format.XLSX: "xlsxwriter"}


def written(ledger: Ledger, to: Format, profile: Profile | None = None) -> bytes:
    if to in LIBRARIES:
        pytest.importorskip(LIBRARIES[to])
    out = io.BytesIO()
    write_export(ledger, to, out, profile=profile)
    return out.getvalue()


def held(path: Path, *claims: object) -> Ledger:
    return ledger_of_claims(path / "a.ledger", claims or CLAIMS)  # type: ignore[arg-type]


@pytest.mark.parametrize("to", Format)
def test_equal_ledgers_give_equal_bytes(tmp_path: Path, to: Format) -> None:
    (tmp_path / "other").mkdir()
    with held(tmp_path) as one, held(tmp_path / "other", *reversed(CLAIMS)) as other:
        assert written(one, to) == written(one, to) == written(other, to)


@pytest.mark.parametrize("to", Format)
def test_an_empty_ledger_gives_an_empty_file_of_its_kind(tmp_path: Path, to: Format) -> None:
    with ledger_of_claims(tmp_path / "a.ledger", ()) as empty:
        data = written(empty, to)
    if to in (Format.CSV, Format.ACLED, Format.UCDP):
        assert data.count(b"\n") == 1, "the header alone"
    elif to in (Format.JSONL, Format.PLOVER, Format.FTM):
        assert data == b""
    else:
        assert data


def test_each_table_has_its_own_profile_unless_told() -> None:
    assert Format.ACLED.profile is Profile.ACLED
    assert Format.UCDP.profile is Profile.UCDP
    assert {to.profile for to in set(Format) - {Format.ACLED, Format.UCDP}} == {Profile.TESTIGO}
    assert set(PROFILES) == set(Profile)


def test_parquet_holds_typed_columns_and_the_profile(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with held(tmp_path) as ledger:
        table = parquet.read_table(io.BytesIO(written(ledger, Format.PARQUET, Profile.CONSERVATIVE)))
    (row,) = table.to_pylist()
    assert row["first"].isoformat() == "2023-01-09"
    assert (row["killed_min"], row["killed_max_open"], row["arrested_best"]) == (2, False, 30)
    assert row["injured_best"] is None
    assert table.schema.metadata[b"profile"] == b"conservative"
    assert row["profile"] == "conservative"


def test_a_workbook_holds_text_and_numbers_and_no_formula(tmp_path: Path) -> None:
    xml = __import__("xml.etree.ElementTree", fromlist=["x"])
    with held(tmp_path) as ledger:
        data = written(ledger, Format.XLSX)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        texts = [
            t.text for t in xml.fromstring(book.read("xl/sharedStrings.xml")).iter() if t.tag.endswith("}t")
        ]
    assert b"<f>" not in sheet
    assert set(COLUMNS) <= set(texts)
    assert b"<v>-15.5</v>" in sheet, "numbers stay numbers"
    assert "profile" in texts


def test_a_workbook_refuses_what_a_sheet_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(columnar, "SHEET_ROWS", 0)
    with held(tmp_path) as ledger, pytest.raises(SettingsError, match="csv or parquet"):
        write_export(ledger, Format.XLSX, io.BytesIO())


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with held(tmp_path) as ledger, pytest.raises(SettingsError, match=r"pip install 'testigo\[xlsx\]'"):
        write_export(ledger, Format.XLSX, io.BytesIO())


def test_a_package_describes_its_table(tmp_path: Path) -> None:
    with held(tmp_path) as ledger:
        data = written(ledger, Format.PACKAGE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["datapackage.json", "incidents.csv"]
        described = json.loads(archive.read("datapackage.json"))
        table = archive.read("incidents.csv")
    (resource,) = described["resources"]
    assert resource["hash"] == f"sha256:{hashlib.sha256(table).hexdigest()}"
    assert resource["bytes"] == len(table)
    fields = resource["schema"]["fields"]
    (row,) = csv.DictReader(io.StringIO(table.decode()))
    assert [f["name"] for f in fields] == list(row)
    for f in fields:  # each cell is of the type that is declared for it
        cell = row[f["name"]]
        if cell and f["type"] in ("integer", "number"):
            assert float(cell) is not None
        if cell and "enum" in f.get("constraints", {}):
            assert cell in f["constraints"]["enum"]
    about = described["testigo"]
    assert about["profile"]["name"] == "testigo"
    assert set(about["rules"]) == set(row["rules"].split("|"))
    assert len(about["masked"]) == 5


def test_an_export_is_logged_with_counts_alone(tmp_path: Path) -> None:
    with held(tmp_path) as ledger:
        deliver(ledger, Format.CSV, tmp_path / "out.csv", by="ana", at=NOW, profile=Profile.UCDP)
        (entry,) = ledger.journal.entries("export")
        assert json.loads(entry.body) == {
            "format": "csv",
            "profile": "ucdp",
            "incidents": 1,
            "rows": 1,
            "left_out": {},
        }
        assert entry.by == "ana"
        assert ledger.verify() == ()
        assert not ledger.is_stale(), "to export changes no figure"
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("\n") == 2


def test_what_cannot_be_logged_does_not_leave(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with held(tmp_path) as ledger, pytest.raises(Exception, match="time zone"):
        deliver(ledger, Format.CSV, target, by="ana", at=datetime(2024, 5, 1))  # noqa: DTZ001
    assert not target.exists()
    assert not list(tmp_path.glob(".export-*"))


def test_a_package_goes_into_a_folder_or_an_archive(tmp_path: Path) -> None:
    with held(tmp_path) as ledger:
        deliver(ledger, Format.PACKAGE, tmp_path / "new" / "package", by="ana", at=NOW)
        deliver(ledger, Format.PACKAGE, tmp_path / "package.zip", by="ana", at=NOW)
    assert sorted(p.name for p in (tmp_path / "new" / "package").iterdir()) == [
        "datapackage.json",
        "incidents.csv",
    ]
    assert zipfile.is_zipfile(tmp_path / "package.zip")


@pytest.mark.parametrize("to", [Format.PARQUET, Format.XLSX, Format.PACKAGE])
def test_what_is_no_text_needs_a_file(tmp_path: Path, to: Format) -> None:
    with held(tmp_path) as ledger:
        with pytest.raises(SettingsError, match="--out"):
            deliver(ledger, to, None, by="ana", at=NOW)
        assert ledger.journal.entries("export") == ()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with held(tmp_path) as ledger, pytest.raises(SettingsError, match="cannot write"):
        deliver(ledger, Format.CSV, tmp_path / "no" / "where.csv", by="ana", at=NOW)


def test_an_older_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("x" * 10_000, encoding="utf-8")
    with held(tmp_path) as ledger:
        deliver(ledger, Format.CSV, target, by="ana", at=NOW)
    assert target.read_text(encoding="utf-8").startswith("id,first,last")


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    null = Path("/dev/null")
    if not null.is_char_device():
        pytest.skip("no /dev/null here")
    with held(tmp_path) as ledger:
        deliver(ledger, Format.CSV, null, by="ana", at=NOW)
    assert null.is_char_device()
