"""A desk over the sample ledger, and clients that know its tokens."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

import samples

from testigo.ledger.store import Ledger
from testigo.web.app import create_app
from testigo.web.desk_sql import SqlDesk
from testigo.web.settings import DeskSettings

BASE = "http://127.0.0.1:8765"


class Desk:
    """A client with the token of the page it saw last."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, **options):
        return self.client.get(path, **options)

    def token(self) -> str:
        page = self.client.get("/login").text
        return re.search(r'name="csrf" value="([0-9a-f]+)"', page)[1]

    def post(self, path: str, data: dict | None = None, *, follow: bool = False, **options):
        return self.client.post(
            path, data={"csrf": self.token(), **(data or {})}, follow_redirects=follow, **options
        )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    held = samples.make_ledger(tmp_path / "sample.ledger")
    yield held
    held.close()


def open_desk(ledger: Ledger, **settings) -> Desk:
    options = DeskSettings(**settings)
    app = create_app(SqlDesk(ledger), options, engine=ledger.engine)
    return Desk(TestClient(app, base_url=BASE, client=("127.0.0.1", 50000), raise_server_exceptions=False))


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return open_desk(ledger)
