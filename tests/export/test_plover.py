"""PLOVER records: required fields, names of the manual, each figure in one record alone."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from export.invented import MARCHERS, POLICE, claim, figure, ledger_of_claims
from testigo.export.formats import Format
from testigo.export.writing import write_export
from testigo.model.claim import Claim, Kind, Means, Polarity, Stance
from testigo.model.codebooks import MODES, QUADS
from testigo.model.moment import Unresolved
from testigo.model.toll import Measure
from testigo.version import __version__


def export(path: Path, *claims: Claim) -> list[dict[str, Any]]:
    out = io.BytesIO()
    with ledger_of_claims(path / "a.ledger", claims) as ledger:
        write_export(ledger, Format.PLOVER, out)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def test_one_record_for_each_category_and_mode(tmp_path: Path) -> None:
    gas, dead, held = export(
        tmp_path,
        claim("a", figure("17")),
        claim("b", figure("30", Measure.ARRESTED), kind=Kind.ARREST),
        claim("c", None, kind=Kind.USE_OF_FORCE, means=Means.TEAR_GAS),
    )
    assert [(r["event"], r["mode"]) for r in (gas, dead, held)] == [
        ("ASSAULT", "crowd-control"),
        ("ASSAULT", "firearms"),
        ("COERCE", "arrest"),
    ]
    assert "size" not in gas
    assert dead["size"] == {"dead": 17}
    assert held["size"] == {"arrested": 30}
    assert len({r["id"] for r in (gas, dead, held)}) == 3
    for row in (gas, dead, held):
        assert {"id", "date", "actor", "event"} <= set(row)
        assert row["date"] == row["enddate"] == "2023-01-09"
        assert row["actor"] == [{"code": "PER", "sector": "COP"}]
        assert row["recipient"] == [{"code": "PER", "sector": "CVL"}]
        assert row["quad_code"] == QUADS[row["event"]] == 4
        assert row["mode"] in MODES[row["event"]]
        assert row["coder"] == f"testigo {__version__}, profile testigo"
        assert row["event_loc"]["name"] == "Puerto Aurelio"


def test_demonstrators_are_the_actor_of_their_march(tmp_path: Path) -> None:
    (row,) = export(tmp_path, claim("a", None, kind=Kind.DEMONSTRATION, actors=(POLICE, MARCHERS)))
    assert (row["event"], row["mode"], row["recipient"]) == ("PROTEST", "demo", [])


def test_nobody_told_is_an_empty_list(tmp_path: Path) -> None:
    (row,) = export(tmp_path, claim("a", figure("3"), actors=()))
    assert (row["actor"], row["recipient"]) == ([], [])


def test_no_place_is_null_and_no_day_is_no_record(tmp_path: Path) -> None:
    (row,) = export(tmp_path, claim("a", figure("3"), place=Unresolved("no place")))
    assert row["event_loc"] is None
    assert row["actor"] == [{"code": None, "sector": "COP"}]
    (tmp_path / "undated").mkdir()
    assert export(tmp_path / "undated", claim("a", figure("3"), days=None)) == []


def test_what_is_denied_is_no_record(tmp_path: Path) -> None:
    denied = Stance(polarity=Polarity.DENIED)
    assert export(tmp_path, claim("a", None, kind=Kind.DEMONSTRATION, stance=denied)) == []
