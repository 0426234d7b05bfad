"""Who may do what, from where, how often, and with what token (SAFETY 8, 10, 14-16, 21)."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
import samples
from desks import BASE, PASSWORD, Desk, add_users, browser, open_desk, sign_in
from starlette.testclient import TestClient

from testigo.errors import SettingsError
from testigo.ledger.store import Ledger
from testigo.web.accounts import Accounts, Locked, Role
from testigo.web.app import PAGES
from testigo.web.guards import COOKIE, RateLimit

OUTSIDE = "http://desk.example:8321"
OPEN_TO_ALL = {("GET", "/login"), ("POST", "/login"), ("GET", "/health")}


def routes(desk: Desk) -> list[tuple[str, str]]:
    """Method and address of every route there is, as the application itself lists them."""
    found = []
    for route in desk.app.routes:
        if hasattr(route, "methods"):
            path = re.sub(r"\{id(:path)?\}", "i-aurelio", route.path)
            found += [(method, path) for method in sorted(route.methods - {"HEAD"})]
    return found


def test_beyond_loopback_nobody_is_let_in_without_users(ledger: Ledger) -> None:
    with pytest.raises(SettingsError, match="users add"):
        open_desk(ledger, host="0.0.0.0", needs_login=True)
    add_users(ledger, ana=Role.ADMIN)
    with pytest.raises(SettingsError, match="needs_login"):
        open_desk(ledger, host="0.0.0.0")
    assert open_desk(ledger, base=OUTSIDE, host="0.0.0.0", needs_login=True).get("/health").status_code == 200


def test_beyond_loopback_every_route_but_login_and_health_asks_for_a_login(ledger: Ledger) -> None:
    add_users(ledger, ana=Role.ADMIN)
    desk = open_desk(ledger, base=OUTSIDE, host="0.0.0.0", needs_login=True)
    listed = routes(desk)
    assert len(listed) == len(PAGES)
    for method, path in listed:
        if (method, path) in OPEN_TO_ALL:
            continue
        answer = desk.client.request(method, path, follow_redirects=False)
        if method == "GET":
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/login"), (method, path)
            assert desk.get(f"{path}?format=json", follow_redirects=False).status_code == 401
        else:
            assert answer.status_code == 401, (method, path)
        assert "Aurelio" not in answer.text
    assert desk.get("/static/desk.css").status_code == 200


ALLOWED = {
    Role.READER: {"/", "/reports", "/campaigns", "/review", "/openapi.json", "/map.json"},
    Role.ANALYST: set(),
    Role.EDITOR: {"/add"},
    Role.ADMIN: {"/log", "/users"},
}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_its_own_and_what_lesser_roles_may(ledger: Ledger, role: Role) -> None:
    add_users(ledger, ana=role)
    desk = open_desk(ledger, needs_login=True)
    sign_in(desk, "ana")
    for needed, paths in ALLOWED.items():
        for path in paths:
            assert desk.get(path).status_code == (200 if role >= needed else 403), (role, path)
    ruling = desk.post("/review/rule", {"item": "r-19", "verdict": "accept", "seen": "0"})
    assert ruling.status_code == (303 if role >= Role.ANALYST else 403)
    assert len(ledger.journal.judgements()) == (1 if role >= Role.ANALYST else 0)
    adding = desk.post("/users", {"do": "add", "name": "eve", "role": "admin", "password": PASSWORD})
    assert adding.status_code == (303 if role is Role.ADMIN else 403)
    assert len(Accounts(ledger.engine).users()) == (2 if role is Role.ADMIN else 1)
    page = desk.get("/").text
    assert ('href="/users"' in page) == (role is Role.ADMIN)
    assert ('href="/add"' in page) == (role >= Role.EDITOR)


def test_a_reader_sees_no_buttons_that_rule(ledger: Ledger) -> None:
    add_users(ledger, rita=Role.READER)
    desk = open_desk(ledger, needs_login=True)
    sign_in(desk, "rita")
    page = desk.get("/review").text
    assert "Your role reads, but does not rule." in page
    assert 'name="verdict"' not in page


@pytest.mark.parametrize(("method", "path"), [(p.method, p.path) for p in PAGES if p.method != "GET"])
def test_a_change_without_its_token_changes_nothing(ledger: Ledger, method: str, path: str) -> None:
    desk = open_desk(ledger)
    desk.token()
    before = len(ledger.journal.entries())
    for form in ({}, {"csrf": "0" * 64}, {"csrf": desk.other().token()}):
        answer = desk.client.request(method, path, data=form, follow_redirects=False)
        assert answer.status_code == 403, (path, form)
    assert len(ledger.journal.entries()) == before


def test_a_change_from_another_site_is_refused(desk: Desk, ledger: Ledger) -> None:
    form = {"item": "r-19", "verdict": "accept", "seen": "0"}
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"{BASE}.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert desk.post("/review/rule", form, headers=headers).status_code == 403, headers
    assert ledger.journal.judgements() == ()
    assert desk.post("/review/rule", form, headers={"origin": BASE}).status_code == 303


def test_a_name_that_was_pointed_at_loopback_is_refused(ledger: Ledger) -> None:
    """DNS rebinding: the browser comes with a foreign Host header."""
    app = open_desk(ledger).app
    for host in ("http://evil.example:8321", "http://127.0.0.1.evil.example"):
        answer = TestClient(app, base_url=host).get("/")
        assert answer.status_code == 421
        assert "Aurelio" not in answer.text
    for host in ("http://localhost:8321", "http://[::1]:8321", "http://127.0.0.1"):
        assert TestClient(app, base_url=host).get("/").status_code == 200


def test_headers_forbid_what_a_page_does_not_need(desk: Desk) -> None:
    for path in (
        "/",
        "/health",
        "/nothing",
        "/static/desk.css",
        "/static/none",
        "/incidents/i-aurelio?format=json",
    ):
        headers = desk.get(path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self'"
        assert policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert desk.get("/").headers["cache-control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(ledger: Ledger) -> None:
    add_users(ledger, ana=Role.READER)
    for is_https in (False, True):
        desk = open_desk(ledger, needs_login=True, is_https=is_https, base=BASE.replace("http", "https"))
        cookie = sign_in(desk, "ana").headers["set-cookie"]
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/"} <= parts
        assert ("secure" in parts) == is_https


def test_signing_in_gives_a_new_token_and_signing_out_ends_it(ledger: Ledger) -> None:
    add_users(ledger, ana=Role.READER)
    desk = open_desk(ledger, needs_login=True)
    desk.get("/login")
    before = desk.client.cookies[COOKIE]
    assert sign_in(desk, "ana").headers["location"] == "/"
    token = desk.client.cookies[COOKIE]
    assert token != before
    assert desk.get("/").status_code == 200
    with ledger.engine.connect() as connection:
        held = str(connection.exec_driver_sql("select * from desk_sessions").all())
    assert token not in held
    desk.post("/logout")
    desk.client.cookies.set(COOKIE, token)
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_wrong_name_and_wrong_password_are_told_alike_and_lead_to_a_lock(ledger: Ledger) -> None:
    add_users(ledger, ana=Role.READER)
    desk = open_desk(ledger, needs_login=True)
    wrong = [sign_in(desk, "ana", "not the password"), sign_in(desk, "nobody", "not the password")]
    assert {answer.status_code for answer in wrong} == {401}
    assert len({re.sub(r'value="[^"]*"', "", answer.text) for answer in wrong}) == 1
    for _ in range(4):
        sign_in(desk, "ana", "not the password")
    answer = sign_in(desk, "ana")  # the right one, too late
    assert answer.status_code == 429
    assert "Too many attempts" in answer.text
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_the_lock_grows_and_ends(ledger: Ledger) -> None:
    clock = [datetime(2023, 1, 9, 12, tzinfo=UTC)]
    accounts = Accounts(ledger.engine, now=lambda: clock[0])
    accounts.add("ana", PASSWORD, Role.READER)
    for _ in range(5):
        assert accounts.sign_in("ana", "wrong", "10.0.0.1") is None
    with pytest.raises(Locked) as locked:
        accounts.sign_in("ana", PASSWORD, "10.0.0.1")
    assert locked.value.until == clock[0] + timedelta(minutes=1)
    clock[0] += timedelta(minutes=1, seconds=1)
    assert accounts.sign_in("ana", "wrong", "10.0.0.1") is None  # the sixth failure: two minutes
    with pytest.raises(Locked) as locked:
        accounts.sign_in("ana", PASSWORD, "10.0.0.1")
    assert locked.value.until == clock[0] + timedelta(minutes=2)
    clock[0] += timedelta(minutes=3)
    assert accounts.sign_in("ana", PASSWORD, "10.0.0.1") is not None


def test_one_address_cannot_try_many_names(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("testigo.web.accounts.FREE_FAILURES_AN_ADDRESS", 6)
    accounts = Accounts(ledger.engine)
    for n in range(6):
        assert accounts.sign_in(f"guess{n}", "wrong", "10.0.0.1") is None
    with pytest.raises(Locked):
        accounts.sign_in("another", "wrong", "10.0.0.1")
    assert accounts.sign_in("another", "wrong", "10.0.0.2") is None


def test_sessions_end_when_idle_and_when_the_user_changes(ledger: Ledger) -> None:
    clock = [datetime(2023, 1, 9, 12, tzinfo=UTC)]
    accounts = Accounts(ledger.engine, now=lambda: clock[0])
    accounts.add("ana", PASSWORD, Role.ANALYST)
    accounts.add("root", PASSWORD, Role.ADMIN)
    first = accounts.sign_in("ana", PASSWORD, "10.0.0.1") or ""
    session = accounts.session(first)
    assert session is not None
    assert session.is_fresh
    clock[0] += timedelta(minutes=11)
    session = accounts.session(first)
    assert session is not None
    assert not session.is_fresh
    clock[0] += timedelta(hours=13)
    assert accounts.session(first) is None
    second = accounts.sign_in("ana", PASSWORD, "10.0.0.1") or ""
    accounts.change("ana", role=Role.READER)
    assert accounts.session(second) is None
    third = accounts.sign_in("ana", PASSWORD, "10.0.0.1") or ""
    accounts.change("ana", is_active=False)
    assert accounts.session(third) is None
    assert accounts.sign_in("ana", PASSWORD, "10.0.0.1") is None


def test_passwords_are_argon2id_and_long(ledger: Ledger) -> None:
    accounts = Accounts(ledger.engine)
    accounts.add("ana", PASSWORD, Role.READER)
    with ledger.engine.connect() as connection:
        stored = connection.exec_driver_sql("select password_hash from users").scalar_one()
    assert stored.startswith("$argon2id$")
    with pytest.raises(SettingsError, match="12 characters"):
        accounts.add("bea", "short", Role.READER)
    with pytest.raises(SettingsError, match="already"):
        accounts.add("ANA", PASSWORD, Role.READER)
    for name in ("", " ", "a\u202eb", "<b>", "x" * 65, "a\nb"):
        with pytest.raises(SettingsError):
            accounts.add(name, PASSWORD, Role.READER)


def test_the_last_administrator_stays(ledger: Ledger) -> None:
    add_users(ledger, root=Role.ADMIN, ana=Role.ANALYST)
    accounts = Accounts(ledger.engine)
    with pytest.raises(SettingsError, match="only administrator"):
        accounts.change("root", role=Role.READER)
    with pytest.raises(SettingsError, match="only administrator"):
        accounts.change("root", is_active=False)
    accounts.change("ana", role=Role.ADMIN)
    accounts.change("root", is_active=False)
    assert [u.name for u in accounts.users() if u.is_active] == ["ana"]


def test_roles_are_changed_only_with_a_fresh_login(ledger: Ledger) -> None:
    add_users(ledger, root=Role.ADMIN, ana=Role.READER)
    desk = open_desk(ledger, needs_login=True)
    sign_in(desk, "root")
    assert (
        desk.post("/users", {"do": "role", "name": "ana", "role": "analyst"}).headers["location"]
        == "/users?saved=1"
    )
    with ledger.engine.begin() as connection:
        old = (datetime.now(UTC) - timedelta(minutes=11)).isoformat(timespec="seconds")
        connection.exec_driver_sql(f"update desk_sessions set signed_in = '{old}'")
    answer = desk.post("/users", {"do": "role", "name": "ana", "role": "admin"})
    assert answer.headers["location"] == "/login?next=%2Fusers&fresh=1"
    assert {u.name: u.role for u in Accounts(ledger.engine).users()}["ana"] is Role.ANALYST


def test_what_people_do_is_in_the_log(ledger: Ledger) -> None:
    add_users(ledger, root=Role.ADMIN)
    desk = open_desk(ledger, needs_login=True)
    sign_in(desk, "root", "not the password")
    sign_in(desk, "root")
    desk.post("/users", {"do": "add", "name": "ana", "role": "reader", "password": PASSWORD})
    desk.post("/users", {"do": "lock", "name": "ana"})
    entries = desk.json("/log")["entries"]
    assert [(e["kind"], e["by"]) for e in reversed(entries)] == [
        ("sign-in-refused", "-"),
        ("sign-in", "root"),
        ("user", "root"),
        ("user", "root"),
    ]
    assert PASSWORD not in str(entries)
    assert "not the password" not in str(entries)


def test_a_next_address_never_leads_to_another_host(ledger: Ledger) -> None:
    add_users(ledger, ana=Role.READER)
    desk = open_desk(ledger, needs_login=True)
    for target in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
    ):
        answer = desk.post("/login", {"name": "ana", "password": PASSWORD, "next": target})
        assert answer.headers["location"] == "/", target
        desk.post("/logout")
    answer = desk.post("/login", {"name": "ana", "password": PASSWORD, "next": "/review?state=all"})
    assert answer.headers["location"] == "/review?state=all"


def test_too_large_a_form_is_refused_as_it_comes_in(desk: Desk) -> None:
    assert desk.client.post("/review/rule", content=b"x" * 300_000).status_code == 413

    def endless():
        for _ in range(100):
            yield b"x" * 65536

    desk.token()
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert desk.client.post("/review/rule", content=endless(), headers=form).status_code == 413


def test_one_address_gets_so_many_requests() -> None:
    clock = [0.0]
    limit = RateLimit(per_second=1, burst=3, clock=lambda: clock[0])
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    assert limit.allows("b")
    clock[0] = 1.0
    assert limit.allows("a")
    assert not limit.allows("a")


def test_beyond_loopback_requests_are_counted(ledger: Ledger) -> None:
    add_users(ledger, ana=Role.READER)
    client = browser(open_desk(ledger, base=OUTSIDE, host="0.0.0.0", needs_login=True).app, base=OUTSIDE)
    codes = [client.get("/health").status_code for _ in range(600)]
    assert codes[0] == 200
    assert 429 in codes


def test_logs_hold_no_word_of_a_report_and_no_address_with_words(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="testigo"):
        desk.get("/?place=aurelio")
        desk.get("/reports/wire-1")
        desk.post(
            "/review/rule", {"item": "r-19", "verdict": "accept", "seen": "0", "reason": "a telephone call"}
        )
    assert caplog.records
    written = caplog.text.lower()
    for word in ("aurelio", "wire-1", "telephone", "ombudsman"):
        assert word not in written


@pytest.mark.parametrize("path", ["/incidents/i-aurelio", "/reports/wire-1", f"/claims/{samples.C12.id}"])
def test_an_id_tells_a_stranger_nothing(ledger: Ledger, path: str) -> None:
    add_users(ledger, ana=Role.READER)
    desk = open_desk(ledger, needs_login=True)
    there = desk.get(path, follow_redirects=False)
    missing = desk.get(path + "-none", follow_redirects=False)
    assert there.status_code == missing.status_code == 303
    assert len(there.content) == len(missing.content)


def test_a_fault_is_a_page_with_all_headers_and_its_words_stay_out_of_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("Fulano de Tal, of Puerto Aurelio")

    monkeypatch.setattr(desk.app.state.data, "rows", breaks)
    with caplog.at_level(logging.DEBUG):
        answer = desk.get("/")
        as_json = desk.get("/?format=json")
    assert answer.status_code == as_json.status_code == 500
    assert "Something went wrong here" in answer.text
    assert as_json.json() == {"error": "something went wrong"}
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "Fulano" not in answer.text + as_json.text
    assert "Fulano" not in "".join(r.getMessage() for r in caplog.records if r.name.startswith("testigo"))
    assert "fault=RuntimeError at=" in caplog.text
