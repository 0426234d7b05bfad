"""Reports added from the browser, and archives that are not what they seem (SAFETY 3-5)."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from desks import Desk, open_desk

from testigo.errors import LedgerError
from testigo.ledger.store import Ledger
from testigo.model.text import Failure
from testigo.web.archives import ArchiveRefused, hashed_name, unpack


@dataclass(frozen=True)
class Report:
    documents: int
    claims: int
    failures: tuple[Failure, ...] = ()


class Builder:
    """Stands in for the reading: keeps what it was given, and fails what begins with a NUL."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self.paths: list[Path] = []

    def __call__(self, paths: Sequence[Path], progress: Callable[[int, int, str], None]) -> Report:
        failures = []
        for done, path in enumerate(paths, start=1):
            raw = path.read_bytes()
            self.texts.append(raw)
            self.paths.append(path)
            if raw.startswith(b"\0"):
                failures.append(Failure(str(path), "decoding", "this is not text"))
            progress(done, len(paths), path.name)
        return Report(len(paths) - len(failures), 2, tuple(failures))


@pytest.fixture
def builder() -> Builder:
    return Builder()


@pytest.fixture
def adding(ledger: Ledger, builder: Builder) -> Desk:
    return open_desk(ledger, build=builder, example=(Path(__file__),))


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name.replace("__", "."), raw)
    return held.getvalue()


def send(desk: Desk, *files: tuple[str, bytes]):
    answer = desk.client.post(
        "/add",
        data={"csrf": desk.token()},
        files=[("files", (name, raw)) for name, raw in files],
        follow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    return ended(desk, answer.headers["location"])


def ended(desk: Desk, page: str) -> dict:
    for _ in range(200):
        job = desk.json(page)
        if job["state"] in {"done", "failed"}:
            return job
        time.sleep(0.02)
    raise AssertionError("the addition did not end")


def test_files_are_read_and_failures_listed_under_their_own_names(adding: Desk, builder: Builder) -> None:
    job = send(
        adding, ("one.txt", b"Doce heridos."), ("../../etc/passwd\u202e.txt", b"\0"), ("one.txt", b"Otro.")
    )
    assert (job["state"], job["done"], job["documents"], job["claims"]) == ("done", 3, 2, 2)
    assert builder.texts == [b"Doce heridos.", b"\0", b"Otro."]
    assert [(f["document"], f["reason"]) for f in job["failures"]] == [
        ("../../etc/passwd\u202e.txt", "this is not text")
    ]
    assert not any(path.exists() for path in builder.paths), "uploads are removed when they were read"
    page = adding.get(f"/add/{job['id']}").text
    assert "this is not text" in page
    assert "2 reports read, 2 claims found." in page


def test_a_zip_is_opened_and_a_zip_in_it(adding: Desk, builder: Builder) -> None:
    inner = zipped(c__txt=b"tres")
    job = send(adding, ("all.zip", zipped(a__txt=b"uno", b__txt=b"dos", inner__zip=inner)))
    assert sorted(builder.texts) == [b"dos", b"tres", b"uno"]
    assert job["failures"] == []


def test_a_bad_zip_is_a_row_and_the_rest_is_read(adding: Desk, builder: Builder) -> None:
    job = send(adding, ("bad.zip", b"PK\x03\x04 no zip"), ("good.txt", b"texto"))
    assert builder.texts == [b"texto"]
    assert [(f["document"], f["reason"]) for f in job["failures"]] == [("bad.zip", "zip.broken")]
    assert "the archive cannot be read" in adding.get(f"/add/{job['id']}").text


def test_an_addition_is_in_the_log_with_counts_and_no_names(adding: Desk) -> None:
    send(adding, ("secret-name.txt", b"texto"))
    (entry,) = adding.json("/log")["entries"]
    assert entry["kind"] == "addition"
    assert entry["body"]["documents"] == 1
    assert "secret-name" not in str(entry)


def test_the_example_is_offered_and_read(adding: Desk, builder: Builder) -> None:
    answer = adding.post("/add/example")
    job = ended(adding, answer.headers["location"])
    assert job["documents"] == 1
    assert builder.paths == [Path(__file__)]


def test_no_file_and_no_means_to_read_say_what_to_do(adding: Desk, ledger: Ledger) -> None:
    answer = adding.post("/add", {})
    assert answer.status_code == 400
    assert "choose at least one" in answer.text
    closed = open_desk(ledger)
    assert "testigo build REPORTS" in closed.get("/add").text
    assert closed.post("/add", {}).status_code == 400


def test_a_reading_that_stops_says_so(ledger: Ledger) -> None:
    def stops(_paths: object, _progress: object) -> Report:
        raise LedgerError("the disk is full: make room")

    job = send(open_desk(ledger, build=stops), ("a.txt", b"x"))
    assert job["state"] == "failed"
    assert job["failures"][0]["reason"] == "the disk is full: make room"


def test_too_large_an_upload_is_refused(ledger: Ledger, builder: Builder) -> None:
    desk = open_desk(ledger, build=builder, largest_upload=10_000)
    answer = desk.client.post(
        "/add", data={"csrf": desk.token()}, files=[("files", ("a.txt", b"x" * 20_000))]
    )
    assert answer.status_code == 413
    assert builder.texts == []


# --- archives


def archive(tmp_path: Path, raw: bytes) -> Path:
    path = tmp_path / "a.zip"
    path.write_bytes(raw)
    return path


def entry(name: str, raw: bytes = b"x", mode: int = 0o100644) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as opened:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        opened.writestr(info, raw)
    return held.getvalue()


def nested(depth: int) -> bytes:
    raw = b"texto"
    name = "a.txt"
    for _ in range(depth):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as opened:
            opened.writestr(name, raw)
        raw, name = held.getvalue(), "a.zip"
    return raw


def twice() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as opened:
        opened.writestr("a.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr("a.txt", b"2")
    return held.getvalue()


def lying() -> bytes:
    """An archive whose list says that a file of 2 MB has 10 bytes."""
    raw = bytearray(zipped(a__txt=b"y" * 2_000_000))
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (lambda: entry("../a.txt"), "zip.path"),
        (lambda: entry("x/../../a.txt"), "zip.path"),
        (lambda: entry("/etc/passwd"), "zip.path"),
        (lambda: entry("C:\\a.txt"), "zip.path"),
        (lambda: entry("..\\a.txt"), "zip.path"),
        (lambda: entry("a", mode=0o120777), "zip.kind"),
        (lambda: entry("a", mode=0o020666), "zip.kind"),
        (twice, "zip.twice"),
        (lambda: nested(3), "zip.nested"),
        (lambda: zipped(a__txt=b"0" * 20_000_000), "zip.ratio"),
        (lambda: b"no zip", "zip.broken"),
        (lambda: zipped(a__txt=b"x" * 100)[:60], "zip.broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_archive_that_is_not_what_it_seems_is_refused(tmp_path: Path, raw, reason: str) -> None:
    store = tmp_path / "store"
    store.mkdir()
    with pytest.raises(ArchiveRefused, match=reason):
        list(unpack(archive(tmp_path, raw()), store, most_bytes=50_000_000))
    assert {p.name for p in tmp_path.iterdir()} == {"a.zip", "store"}


def test_more_than_is_allowed_is_refused_whatever_the_list_says(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    with pytest.raises(ArchiveRefused, match=r"zip\.(size|broken)"):
        list(unpack(archive(tmp_path, zipped(a__txt=bytes(range(256)) * 80)), store, most_bytes=20_000))
    with pytest.raises(ArchiveRefused):
        list(unpack(archive(tmp_path, lying()), store, most_bytes=50_000_000))
    assert sum(p.stat().st_size for p in store.iterdir()) <= 10


def test_two_deep_is_opened(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (one,) = unpack(archive(tmp_path, nested(2)), store, most_bytes=1_000_000, name="a.zip")
    assert one.path.read_bytes() == b"texto"
    assert one.name == "a.zip/a.zip/a.txt"
    assert one.path.parent == store


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\0b", "\u202etxt.exe", "x" * 300, ".", "a/b.HTML", "a.tar.gz<"]
)
def test_stored_names_are_hashes(name: str) -> None:
    stored = hashed_name(name)
    assert stored.split(".")[0].isalnum()
    assert len(stored) <= 40
    assert stored == hashed_name(name)
