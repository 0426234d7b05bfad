"""The export page: every shape and profile, the filters carried over, masked, named, logged, and not for everybody."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import samples
from desks import Desk, add_users, open_desk, sign_in

from testigo.export.formats import Format, Profile
from testigo.web.accounts import Role
from testigo.web.desk_data import file_name

MASKED = (
    "Nineteen people died",  # a quote
    "wire-1",  # the id of a report
    "doctors' union",  # a voice that is no office
)


def sent(desk: Desk, **form: str) -> tuple[str, bytes]:
    answer = desk.post("/export", form)
    assert answer.status_code == 200, answer.text[:300]
    return answer.headers["content-disposition"], answer.content


@pytest.mark.parametrize("to", Format)
def test_each_shape_comes_as_a_file_named_by_its_profile(desk: Desk, to: Format) -> None:
    if to in {Format.PARQUET, Format.XLSX}:
        pytest.importorskip({"parquet": "pyarrow", "xlsx": "xlsxwriter"}[to.value])
    named, content = sent(desk, to=to.value, profile="conservative")
    assert f'filename="{file_name(to, Profile.CONSERVATIVE, is_part=False)}"' in named
    assert "profile-conservative" in named
    assert content
    whole = content
    if to is Format.PACKAGE:
        archive = zipfile.ZipFile(io.BytesIO(content))
        whole = b"".join(archive.read(name) for name in archive.namelist())
        described = json.loads(archive.read("datapackage.json"))
        assert described["testigo"]["profile"]["name"] == "conservative"
    for secret in MASKED:
        assert secret.encode() not in whole


def test_without_a_profile_the_shape_has_its_own(desk: Desk) -> None:
    assert "testigo-ucdp_profile-ucdp.csv" in sent(desk, to="ucdp", profile="")[0]
    assert "testigo-csv_profile-testigo.csv" in sent(desk, to="csv", profile="")[0]


def test_filters_are_carried_over(desk: Desk) -> None:
    page = desk.get("/export?place=Puerto+Aurelio&from=2023-01-01").text
    assert 'name="filters" value="?place=Puerto+Aurelio&amp;from=2023-01-01"' in page
    everything = sent(desk, to="jsonl", profile="")[1].splitlines()
    named, content = sent(desk, to="jsonl", profile="", filters="?place=Puerto+Aurelio")
    rows = [json.loads(line) for line in content.splitlines()]
    assert "_part.jsonl" in named
    assert 0 < len(rows) < len(everything)
    assert {row["where"]["name"] for row in rows} == {"Puerto Aurelio"}
    assert len(rows) == desk.json("/?place=Puerto+Aurelio&format=json")["sums"]["incidents"]


def test_an_export_is_in_the_log_with_its_filters(desk: Desk) -> None:
    sent(desk, to="csv", profile="ucdp", filters="?place=Puerto+Aurelio&page=3&sort=date")
    newest = desk.json("/log?format=json")["entries"][0]
    assert newest["kind"] == "export"
    assert newest["body"]["format"] == "csv"
    assert newest["body"]["profile"] == "ucdp"
    assert newest["body"]["filters"] == "place=Puerto+Aurelio"


@pytest.mark.parametrize("form", [{"to": "exe"}, {"to": "csv", "profile": "mine"}, {}])
def test_what_is_no_shape_or_profile_is_refused_and_not_logged(desk: Desk, form: dict[str, str]) -> None:
    answer = desk.post("/export", form)
    assert answer.status_code == 422
    assert "<form" in answer.text
    assert all(e["kind"] != "export" for e in desk.json("/log?format=json")["entries"])


def test_filters_that_cannot_be_read_narrow_nothing_and_break_nothing(desk: Desk) -> None:
    named, content = sent(desk, to="jsonl", profile="", filters="?from=yesterday&kind=%00&grade=x&sort=;drop")
    assert "_part" not in named
    assert content


def test_an_export_needs_the_token(desk: Desk) -> None:
    assert desk.client.post("/export", data={"to": "csv"}).status_code == 403


def test_readers_see_no_export_and_analysts_do(tmp_path: Path) -> None:
    ledger = samples.make_ledger(tmp_path / "people.ledger")
    add_users(ledger, ana=Role.ANALYST, rita=Role.READER)
    desk = open_desk(ledger, needs_login=True)
    sign_in(desk, "rita")
    assert desk.get("/export").status_code == 403
    assert desk.post("/export", {"to": "csv"}).status_code == 403
    assert 'href="/export' not in desk.get("/").text
    other = desk.other()
    sign_in(other, "ana")
    assert 'href="/export' in other.get("/").text
    assert "testigo-csv" in sent(other, to="csv", profile="")[0]


def test_an_old_login_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = samples.make_ledger(tmp_path / "fresh.ledger")
    add_users(ledger, ana=Role.ANALYST)
    desk = open_desk(ledger, needs_login=True)
    sign_in(desk, "ana")
    monkeypatch.setattr("testigo.web.accounts.FRESH", timedelta(seconds=-1))
    answer = desk.post("/export", {"to": "csv", "filters": "?place=Juliaca"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=%2Fexport%3Fplace%3DJuliaca")


def test_nothing_is_left_behind(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sent(desk, to="csv", profile="")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("testigo-export-")] == []
