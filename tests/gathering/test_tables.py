"""Tables of reports: a row is a document, whatever the archive calls its columns."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from testigo.errors import GatheringError
from testigo.gathering.corpus import Captured, Share, gather
from testigo.gathering.tables import fields_of, table_rows
from testigo.model.text import Failure

TEXT = "Dos personas murieron el lunes en Puerto Aurelio, según el hospital."


def gathered(path: Path, share: Share | None = None) -> list[Captured | Failure]:
    return list(gather([path], share=share))


def test_a_csv_as_archives_give_it(tmp_path: Path) -> None:
    file = tmp_path / "press.csv"
    file.write_text(
        "\ufeffTítulo,Fecha,Medio,Texto,Enlace\r\n"
        f'"Dos muertos, ""dicen""",2023-01-24,Radio Ejemplo,"{TEXT}\r\nOtra línea.",https://example.org/1\r\n'
        ",,,\r\n"
        f',2023-01-25,Radio Ejemplo,"{TEXT}",\r\n',
        encoding="utf-8",
    )
    first, second = gathered(file)
    assert isinstance(first, Captured)
    assert isinstance(second, Captured)
    assert first.document.title == 'Dos muertos, "dicen"'
    assert first.document.text == f"{TEXT}\r\nOtra línea."
    assert (first.document.published, first.document.outlet) == (date(2023, 1, 24), "Radio Ejemplo")
    assert first.document.url == "https://example.org/1"
    assert (first.origin, second.origin) == ("press.csv:1", "press.csv:2")
    assert second.document.title is None
    assert json.loads(second.raw) == {"text": TEXT, "published": "2023-01-25", "outlet": "Radio Ejemplo"}


@pytest.mark.parametrize(("name", "mark"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "|"), ("a.csv", ",")])
def test_cells_are_parted_as_the_header_parts_them(tmp_path: Path, name: str, mark: str) -> None:
    file = tmp_path / name
    file.write_text(
        mark.join(["id", "body"]) + "\n" + mark.join(["r-1", f'"{TEXT}"']) + "\n", encoding="utf-8"
    )
    assert list(table_rows(file)) == [(1, {"id": "r-1", "text": TEXT})]


def test_utf_16_as_spreadsheets_save_it(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"text\tid\nÑ {TEXT}\tr-1\n", encoding="utf-16")
    assert list(table_rows(file)) == [(1, {"text": f"Ñ {TEXT}", "id": "r-1"})]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (
            b"name,age\nAna,3\n",
            "no column with the text of the reports: there are name, age; name one of them `text`",
        ),
        ("text\n\xd1u\xf1oa\n".encode("latin-1"), "not UTF-8"),
        (b'text\n"never closed\n', "a broken table"),
        (b"PAR1 this is no table", "not text but a Parquet file"),
    ],
)
def test_a_broken_table_is_a_row_with_its_reason(tmp_path: Path, raw: bytes, reason: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(raw)
    (failure,) = gathered(file)
    assert isinstance(failure, Failure)
    assert reason in failure.reason


def test_a_bad_row_does_not_stop_the_table(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        f'date,text\n24/01/2023,"{TEXT}"\n2023-01-24,\n2023-01-24,{TEXT}\n2023-01-24,"{TEXT}"\n',
        encoding="utf-8",
    )
    first, second, third, fourth = gathered(file)
    assert isinstance(first, Failure)
    assert "published is no ISO date: '24/01/2023'" in first.reason
    assert isinstance(second, Failure)
    assert "no text" in second.reason
    assert isinstance(third, Failure)
    assert third.reason == "3 cells under 2 columns: a cell that holds the separator must be quoted"
    assert isinstance(fourth, Captured)


def test_parquet_with_real_dates(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    rows = [
        {"maintext": TEXT, "date_publish": datetime(2023, 1, 24, 15, 30, tzinfo=UTC), "year": 2023},
        {"maintext": None, "date_publish": None, "year": None},
    ]
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    first, second = gathered(tmp_path / "a.parquet")
    assert isinstance(first, Captured)
    assert (first.document.text, first.document.published) == (TEXT, date(2023, 1, 24))
    assert isinstance(second, Failure)
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    (broken,) = gathered(tmp_path / "b.parquet")
    assert isinstance(broken, Failure)
    assert "not a Parquet file" in broken.reason


def test_the_first_fitting_name_is_taken() -> None:
    assert fields_of(["Source", "date", "Published At", "content", "text"]) == {
        "text": "text",
        "Published At": "published",
        "Source": "outlet",
    }
    with pytest.raises(GatheringError, match="there are none"):
        fields_of([])


def test_shares_part_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\n" + f'"{TEXT}"\n' * 5, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join(json.dumps({"text": TEXT + str(n)}) for n in range(4)))
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    whole = [item.origin for item in gathered(tmp_path) if isinstance(item, Captured)]
    shares = [
        [item.origin for item in gathered(tmp_path, share=Share(k, 3)) if isinstance(item, Captured)]
        for k in (1, 2, 3)
    ]
    assert [len(share) for share in shares] == [4, 3, 3]
    assert sorted(origin for share in shares for origin in share) == sorted(whole)
    with pytest.raises(GatheringError):
        Share(4, 3)
