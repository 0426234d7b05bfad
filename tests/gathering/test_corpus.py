"""Files, folders and JSON lines: what is read, and the reason given for each that is not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testigo.errors import GatheringError
from testigo.gathering.corpus import Captured, document_from_json, gather, split_headline, to_moment
from testigo.model.text import Failure

REPORT = "La policía dispersó la marcha en Puerto Aurelio y detuvo a dos personas, según la Defensoría."


def one(path: Path, **options: object) -> Captured | Failure:
    items = list(gather([path], **options))  # type: ignore[arg-type]
    assert len(items) == 1
    return items[0]


def reason(path: Path) -> str:
    item = one(path)
    assert isinstance(item, Failure)
    return item.reason


def test_plain_text_becomes_a_document_with_its_headline(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"Dos detenidos en Puerto Aurelio\n\n{REPORT}\n", encoding="utf-8")
    item = one(file)
    assert isinstance(item, Captured)
    assert item.document.title == "Dos detenidos en Puerto Aurelio"
    assert item.document.text.startswith("La policía")
    assert item.document.language == "es"
    assert item.document.published is None
    assert item.raw == file.read_bytes()


def test_the_day_given_stands_in_only_where_a_document_says_none(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [{"id": "1", "text": REPORT}, {"id": "2", "text": REPORT, "published": "2023-01-09T21:00:00"}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    days = [
        item.document.published
        for item in gather([file], published=date(2020, 2, 2))
        if isinstance(item, Captured)
    ]
    assert days == [date(2020, 2, 2), date(2023, 1, 9)]


def test_html_gives_text_title_outlet_and_day(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        "<html><head><title>Marcha en San Telmo</title><meta property='og:site_name' content='Radio Uno'>"
        "<meta property='article:published_time' content='2021-05-04T10:00:00Z'></head><body><article>"
        f"<h1>Marcha en San Telmo</h1><p>{REPORT}</p><p>{REPORT}</p></article><script>alert(1)</script></body></html>",
        encoding="utf-8",
    )
    item = one(file)
    assert isinstance(item, Captured)
    assert (item.document.title, item.document.outlet) == ("Marcha en San Telmo", "Radio Uno")
    assert item.document.published == date(2021, 5, 4)
    assert item.document.published_from == "metadata"
    assert "alert" not in item.document.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t ", "empty"),
        ("photo.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "JPEG"),
        ("latin.txt", "La policía mató a dos".encode("latin-1"), "not UTF-8"),
        ("noise.txt", bytes(range(256)) * 4, "binary"),
        (
            "french.txt",
            "La police a tué trois manifestants dans les rues de la ville selon des témoins qui étaient sur place.".encode(),
            "fr",
        ),
        ("digits.txt", b"12345 67890", "language"),
        (
            "deep.html",
            b"<html><body>" + b"<div>" * 10_000 + b"x" + b"</div>" * 10_000 + b"</body></html>",
            "nested",
        ),
        ("bare.html", b"<html><body></body></html>", "no main text"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_bad_input_is_a_row_with_its_reason(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert words in reason(file)


def test_fifty_megabytes_of_one_character_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(b"a" * 50_000_000)
    assert reason(file) == "too long: 50,000,000 characters; the limit is 1,000,000; split it"


def test_a_missing_file_and_an_empty_folder_are_rows(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.txt") == "no such file"
    (tmp_path / "folder").mkdir()
    assert "empty folder" in reason(tmp_path / "folder")


def test_a_broken_line_fails_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"id": "1", "text": REPORT})
    soon = json.dumps({"id": "2", "text": REPORT, "published": "soon"})
    other = json.dumps({"id": "1", "text": REPORT + " Otra cosa."})
    lines = [good, '{"text": ', "[]", soon, '{"text": 3}', "", other]
    file.write_text("\n".join(lines), encoding="utf-8")
    items = list(gather([file]))
    assert [type(item) for item in items] == [Captured, Failure, Failure, Failure, Failure, Failure]
    failed = [item for item in items if isinstance(item, Failure)]
    assert failed[0].document == "a.jsonl:2"
    assert "not JSON" in failed[0].reason
    assert "published is no ISO date: 'soon'" in failed[2].reason
    assert "`text` must be a string" in failed[3].reason
    assert "already names another text" in failed[4].reason


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).write_text(REPORT + name, encoding="utf-8")
    origins = [Path(item.origin).name for item in gather([tmp_path]) if isinstance(item, Captured)]
    assert origins == ["a.txt", "b.txt"]


def test_ids_come_from_content(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    first, second = (item for item in gather([tmp_path]) if isinstance(item, Captured))
    assert first.document.id == second.document.id


def test_names_that_attack_stay_text() -> None:
    for name in ("../../etc/passwd", "a\u202eb", "x" * 300):
        assert document_from_json({"id": name, "text": REPORT}).id == name


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_a_document_or_a_reason(row: object) -> None:
    try:
        assert document_from_json(row).text is not None
    except GatheringError as error:
        assert str(error)


@given(st.text())
def test_a_headline_and_its_body_stand_in_the_text(text: str) -> None:
    title, body = split_headline(text)
    assert body in text
    assert title is None or title in text


@pytest.mark.parametrize(
    ("words", "day"), [("2023-01-09", date(2023, 1, 9)), ("2023-01-09T23:59:59-05:00", date(2023, 1, 9))]
)
def test_days(words: str, day: date) -> None:
    assert to_moment(words).date() == day
