"""The map's other host: none unless the desk is started with one, and then that one alone."""

from __future__ import annotations

import pytest
from desks import Desk, open_desk

from testigo.errors import SettingsError
from testigo.ledger.store import Ledger
from testigo.web.guards import POLICY

TILES = "https://tiles.example/{z}/{x}/{y}.png"


def test_without_tiles_no_other_host_is_named(desk: Desk) -> None:
    answer = desk.get("/")
    assert answer.headers["content-security-policy"] == POLICY
    assert "http" not in POLICY
    assert "data-tiles" not in answer.text


def test_tiles_open_the_policy_for_their_host_alone_and_show_their_credit(ledger: Ledger) -> None:
    desk = open_desk(ledger, tiles=TILES, tiles_credit="© Someone <b>")
    answer = desk.get("/")
    policy = answer.headers["content-security-policy"]
    assert "img-src 'self' data: blob: https://tiles.example;" in policy
    assert "connect-src 'self' https://tiles.example;" in policy
    assert "script-src 'self';" in policy
    assert policy.count("https://") == 2
    assert 'data-credit="© Someone &lt;b&gt;"' in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example/{z}/{x}/{y}.png",  # read by whoever stands between
        "https://tiles.example/only-one.png",
        "https://user:secret@tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example; script-src */{z}/{x}/{y}.png",
        "https:// * /{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}/{x}/{y}",
        "/{z}/{x}/{y}.png",
    ],
)
def test_an_address_that_would_weaken_the_policy_is_refused_at_the_start(
    ledger: Ledger, address: str
) -> None:
    with pytest.raises(SettingsError):
        open_desk(ledger, tiles=address)


@pytest.mark.parametrize(
    "address", [TILES, "https://tiles.example:8443/world.pmtiles", "http://127.0.0.1:9000/{z}/{x}/{y}.png"]
)
def test_https_and_this_machine_are_taken(ledger: Ledger, address: str) -> None:
    assert open_desk(ledger, tiles=address).get("/").status_code == 200
