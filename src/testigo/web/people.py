"""Signing in and out, preferences, users and the log."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from testigo.errors import SettingsError
from testigo.web import answers
from testigo.web.accounts import Accounts, Locked, Role, role_of
from testigo.web.addresses import local_target, query
from testigo.web.desk_data import DeskData
from testigo.web.frame import THEMES, render, speaker
from testigo.web.guards import client_of, set_cookie, wants_json
from testigo.web.phrases import LANGUAGES

LOG_PAGE = 100


async def sign_in_page(request: Request) -> Response:
    target = local_target(request.query_params.get("next", "/"))
    return render(
        request,
        "login.html",
        fault="",
        name="",
        target=target,
        fresh=request.query_params.get("fresh") == "1",
    )


async def sign_in(request: Request) -> Response:
    form = await request.form()
    name, password = str(form.get("name") or "")[:64], str(form.get("password") or "")
    target = local_target(str(form.get("next") or "/"))
    accounts: Accounts = request.app.state.accounts
    data: DeskData = request.app.state.data
    speak = speaker(request)
    try:
        token = await run_in_threadpool(accounts.sign_in, name, password, client_of(request))
    except Locked as error:
        when = error.until.astimezone().strftime("%H:%M")
        fault = speak("signin.locked", when=when)
        return render(request, "login.html", status=429, fault=fault, name=name, target=target, fresh=False)
    if token is None:
        await run_in_threadpool(data.note, "sign-in-refused", "-", {"from": client_of(request)})
        fault = speak("signin.wrong")
        return render(request, "login.html", status=401, fault=fault, name=name, target=target, fresh=False)
    if request.state.session is not None:
        await run_in_threadpool(accounts.sign_out, request.state.token)
    await run_in_threadpool(data.note, "sign-in", name, {})
    response = RedirectResponse(target, 303)
    request.state.is_new = False
    set_cookie(response, token, request.app.state.settings)
    return response


async def sign_out(request: Request) -> Response:
    accounts: Accounts = request.app.state.accounts
    data: DeskData = request.app.state.data
    if request.state.session is not None:
        await run_in_threadpool(accounts.sign_out, request.state.token)
        await run_in_threadpool(data.note, "sign-out", request.state.session.user.name, {})
    response = RedirectResponse("/login" if request.app.state.settings.needs_login else "/", 303)
    response.delete_cookie("testigo_session", path="/")
    request.state.is_new = False
    return response


async def preferences(request: Request) -> Response:
    """Remember the language and the appearance in this browser."""
    form = await request.form()
    response = RedirectResponse(local_target(str(form.get("next") or "/")), 303)
    language, theme = str(form.get("language") or ""), str(form.get("theme") or "")
    year = 365 * 24 * 3600
    secure = request.app.state.settings.is_https
    if language in LANGUAGES:
        response.set_cookie(
            "testigo_language", language, max_age=year, samesite="lax", httponly=True, secure=secure
        )
    if theme in THEMES:
        response.set_cookie(
            "testigo_theme", theme, max_age=year, samesite="lax", httponly=True, secure=secure
        )
    return response


async def users(request: Request) -> Response:
    return await run_in_threadpool(_show_users, request, "", 200)


def _show_users(request: Request, fault: str, status: int) -> Response:
    accounts: Accounts = request.app.state.accounts
    found = accounts.users()
    if wants_json(request):
        rows = [{"name": u.name, "role": u.role.word, "active": u.is_active} for u in found]
        return answers.answer({"users": rows} | ({"error": fault} if fault else {}), status)
    return render(
        request,
        "users.html",
        status=status,
        users=found,
        roles=tuple(Role),
        fault=fault,
        saved=request.query_params.get("saved") == "1",
    )


async def change_user(request: Request) -> Response:
    """Add a user, give another role, lock or unlock. Asks for the password again after ten minutes (SAFETY 16)."""
    session = request.state.session
    if session is not None and not session.is_fresh:
        return RedirectResponse("/login" + query({"next": "/users", "fresh": "1"}), 303)
    form = await request.form()
    values = {name: str(value) for name, value in form.multi_items() if isinstance(value, str)}
    return await run_in_threadpool(_change_user, request, values)


def _change_user(request: Request, values: dict[str, str]) -> Response:
    accounts: Accounts = request.app.state.accounts
    data: DeskData = request.app.state.data
    name, what = values.get("name", ""), values.get("do", "")
    noted: dict[str, object] = {"user": name, "change": what}
    try:
        if what == "add":
            role = role_of(values.get("role", ""))
            noted["user"] = accounts.add(name, values.get("password", ""), role).name
            noted["role"] = role.word
        elif what == "role":
            role = role_of(values.get("role", ""))
            accounts.change(name, role=role)
            noted["role"] = role.word
        elif what in {"lock", "unlock"}:
            accounts.change(name, is_active=what == "unlock")
        else:
            return _show_users(request, "nothing to change", 422)
    except SettingsError as error:
        return _show_users(request, str(error), 422)
    data.note("user", request.state.user.name, noted)
    return RedirectResponse("/users?saved=1", 303)


async def audit_log(request: Request) -> Response:
    data: DeskData = request.app.state.data
    before_text = request.query_params.get("before", "")
    before = int(before_text) if before_text.isdigit() and len(before_text) < 16 else None
    entries = await run_in_threadpool(data.log, before, LOG_PAGE)
    older = entries[-1].number if len(entries) == LOG_PAGE and entries[-1].number > 1 else ""
    if wants_json(request):
        return answers.answer(
            {"entries": [answers.log_json(entry) for entry in entries], "older": older or None}
        )
    return render(request, "log.html", entries=entries, older=older)
