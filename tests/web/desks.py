"""Clients of a desk that know its tokens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from testigo.ledger.store import Ledger
from testigo.web.accounts import Accounts, Role
from testigo.web.app import create_app
from testigo.web.desk_sql import SqlDesk
from testigo.web.settings import DeskSettings

BASE = "http://127.0.0.1:8321"
PASSWORD = "a sentence is a good one"


class Desk:
    """A client of one browser, with the token of its session."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    @property
    def app(self) -> Any:
        return self.client.app

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(path, **options)

    def json(self, path: str) -> Any:
        answer = self.client.get(path, headers={"accept": "application/json"})
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.json()

    def token(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.client.get("/login").text)
        assert found is not None
        return found[1]

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, follow: bool = False, **options: Any
    ) -> Any:
        form = {"csrf": self.token(), **(data or {})}
        return self.client.post(path, data=form, follow_redirects=follow, **options)

    def other(self) -> Desk:
        """Another browser at the same desk."""
        return Desk(browser(self.client.app))


def browser(app: Any, *, base: str = BASE, **options: Any) -> TestClient:
    return TestClient(app, base_url=base, raise_server_exceptions=False, **options)


def open_desk(ledger: Ledger, *, base: str = BASE, **settings: Any) -> Desk:
    app = create_app(SqlDesk(ledger), DeskSettings(**settings), engine=ledger.engine)
    return Desk(browser(app, base=base))


def add_users(ledger: Ledger, **roles: Role) -> None:
    accounts = Accounts(ledger.engine)
    for name, role in roles.items():
        accounts.add(name, PASSWORD, role)


def sign_in(desk: Desk, name: str, password: str = PASSWORD) -> Any:
    return desk.post("/login", {"name": name, "password": password})


HERE = Path(__file__).parent
