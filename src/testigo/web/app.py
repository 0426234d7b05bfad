"""The web desk as one application: the table of its routes, and how it is put together and started."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import anyio.to_thread
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from testigo.errors import LedgerError, SettingsError
from testigo.ledger.store import open_ledger
from testigo.version import __version__
from testigo.web import evidence, exports, frame, incidents, overview, people, review, uploads
from testigo.web.accounts import Accounts, Role
from testigo.web.desk_data import DeskData
from testigo.web.desk_sql import SqlDesk
from testigo.web.guards import Endpoint, Gate, TooLarge, guarded, wants_json
from testigo.web.openapi import describe
from testigo.web.settings import Builder, DeskSettings, is_loopback

log = logging.getLogger(__name__)
THREADS = 12


@dataclass(frozen=True, slots=True)
class Page:
    """One address of the desk. `role` None is open to all; a POST is a change and needs the token."""

    path: str
    method: str
    endpoint: Endpoint
    role: Role | None
    summary: str


async def health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def openapi(_: Request) -> Response:
    return JSONResponse(describe(PAGES, __version__))


PAGES: tuple[Page, ...] = (
    Page(
        "/",
        "GET",
        overview.overview,
        Role.READER,
        "Incidents that fit the filters, with sums, timeline and places",
    ),
    Page(
        "/map.json",
        "GET",
        overview.map_points,
        Role.READER,
        "The places of the incidents that fit the filters",
    ),
    Page(
        "/incidents/{id:path}", "GET", incidents.incident, Role.READER, "One incident: who says what, and why"
    ),
    Page("/claims/{id:path}", "GET", incidents.claim, Role.READER, "One claim"),
    Page(
        "/divisions/{country}",
        "GET",
        overview.divisions,
        Role.READER,
        "A country's towns with the division that each lies in",
    ),
    Page("/campaigns", "GET", overview.campaigns, Role.READER, "Campaigns"),
    Page(
        "/campaigns/{id:path}",
        "GET",
        overview.campaign,
        Role.READER,
        "Cumulative tolls against the sum of incidents",
    ),
    Page("/reports", "GET", evidence.reports, Role.READER, "Reports, and those that could not be read"),
    Page(
        "/reports/{id:path}", "GET", evidence.report, Role.READER, "One report as captured, with its claims"
    ),
    Page("/withdraw", "POST", evidence.withdraw, Role.EDITOR, "Withdraw a report, with a reason"),
    Page("/review", "GET", review.review, Role.READER, "The review queue"),
    Page("/review/rule", "POST", review.rule, Role.ANALYST, "Record a ruling"),
    Page("/review/bulk", "POST", review.bulk, Role.ANALYST, "Record one ruling on the ticked rows"),
    Page("/review/undo", "POST", review.undo, Role.ANALYST, "Take back one's latest ruling"),
    Page("/add", "GET", uploads.add, Role.EDITOR, "Add reports"),
    Page("/add", "POST", uploads.take, Role.EDITOR, "Take in uploaded files"),
    Page("/add/example", "POST", uploads.take_example, Role.EDITOR, "Read the example reports"),
    Page("/add/{id}", "GET", uploads.job, Role.EDITOR, "How far an addition has come"),
    Page(
        "/export",
        "GET",
        exports.export_page,
        Role.ANALYST,
        "What can be exported, of the incidents that fit the filters",
    ),
    Page("/export", "POST", exports.export, Role.ANALYST, "Export the incidents, masked for the public"),
    Page("/log", "GET", people.audit_log, Role.ADMIN, "The log of rulings and changes"),
    Page("/users", "GET", people.users, Role.ADMIN, "Users"),
    Page("/users", "POST", people.change_user, Role.ADMIN, "Add or change a user"),
    Page("/login", "GET", people.sign_in_page, None, "Sign in"),
    Page("/login", "POST", people.sign_in, None, "Sign in"),
    Page("/logout", "POST", people.sign_out, Role.READER, "Sign out"),
    Page("/preferences", "POST", people.preferences, Role.READER, "Language and appearance"),
    Page("/openapi.json", "GET", openapi, Role.READER, "This description"),
    Page("/health", "GET", health, None, "Whether the desk answers"),
)


def create_app(data: DeskData, settings: DeskSettings, *, engine: Engine) -> Starlette:
    """The desk over some data. `engine` reaches the database that holds the users.

    Raises:
        SettingsError: it would be reached from beyond this machine, and nobody could sign in.
    """
    accounts = Accounts(engine)
    _ = settings.tiles_host  # a bad address is told at the start, not at the first page
    if not settings.is_loopback:
        if not settings.needs_login:
            raise SettingsError("beyond this machine the desk asks for a login: set needs_login")
        if not accounts.has_users():
            raise SettingsError(
                f"{settings.host} is reached from beyond this machine and the ledger has no users: "
                "add one first with `testigo users add NAME --role admin --ledger FILE`"
            )
    routes: list[Route | Mount] = [
        Route(
            page.path,
            guarded(
                page.endpoint,
                role=page.role,
                accounts=accounts,
                settings=settings,
                is_change=page.method != "GET",
            ),
            methods=[page.method],
            name=f"{page.method.lower()} {page.path}",
        )
        for page in PAGES
    ]
    static = resources.files("testigo.web") / "static"
    routes.append(Mount("/static", StaticFiles(directory=str(static)), name="static"))
    app = Starlette(
        routes=routes,
        lifespan=_few_threads,
        middleware=[Middleware(Gate, settings=settings, upload_paths=frozenset({"/add"}))],
        exception_handlers={
            HTTPException: _http_error,
            TooLarge: _too_large,
            OperationalError: _busy,
            LedgerError: _busy,
        },
    )
    app.state.data = data
    app.state.settings = settings
    app.state.accounts = accounts
    app.state.show_refusal = frame.show_refusal
    app.state.show_broken = _broken
    app.state.additions = uploads.Additions(settings, data.note)
    return app


@asynccontextmanager
async def _few_threads(_app: Starlette) -> AsyncIterator[None]:
    """More threads at once than the database has connections would only wait for each other."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return frame.not_found(request)
    if wants_json(request):
        return JSONResponse({"error": "this address takes no such request"}, status)
    return frame.render(
        request, "error.html", status=status, title="errors.method", help="errors.notfoundhelp"
    )


def _too_large(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("The request is too large.", 413)


def _busy(request: Request, error: Exception) -> Response:
    log.error("ledger error=%s", type(error).__name__)
    if wants_json(request):
        return JSONResponse({"error": "the ledger is busy: try again"}, 503, {"retry-after": "2"})
    return frame.show_refusal(request, 503, "busy")


def _broken(request: Request) -> Response:
    if wants_json(request):
        return JSONResponse({"error": "something went wrong"}, 500)
    return frame.show_refusal(request, 500, "broken")


def make_desk(
    ledger_uri: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8321,
    login: bool = False,
    create: bool = False,
    build: Callable[[Any], Builder] | None = None,
    refresh: Callable[[Any], None] | None = None,
    example: tuple[Path, ...] = (),
    is_https: bool = False,
    tiles: str = "",
    tiles_credit: str = "",
) -> Starlette:
    """The desk over a ledger. `build` and `refresh` are given the ledger; `refresh` is called in the background after a ruling.

    Raises:
        LedgerError: the ledger cannot be opened.
        SettingsError: see `create_app`.
    """
    from testigo.web.refreshing import Refresher  # noqa: PLC0415 -- only where a ledger is opened

    ledger = open_ledger(ledger_uri, create=create)
    settings = DeskSettings(
        host=host,
        port=port,
        needs_login=login or not is_loopback(host),
        build=build(ledger) if build else None,
        example=example,
        is_https=is_https,
        tiles=tiles,
        tiles_credit=tiles_credit,
    )
    refresher = Refresher(ledger, refresh) if refresh else None
    return create_app(SqlDesk(ledger, refresher.ask if refresher else None), settings, engine=ledger.engine)


def serve(ledger_uri: str, host: str = "127.0.0.1", port: int = 8321, **options: Any) -> None:
    """Serve a ledger's desk until it is interrupted. Options as in `make_desk`; port 0 takes any free one.

    Raises:
        LedgerError, SettingsError: as `make_desk`, and where the port is taken.
    """
    import uvicorn  # noqa: PLC0415 -- slow to import, and needed here alone

    app = make_desk(ledger_uri, host=host, port=port, **options)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host.strip("[]"), port), family=family)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} cannot be used ({error.strerror}): is a desk running already? Name another port with --port"
        ) from error
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    sys.stderr.write(f"The desk answers at {address} (stop it with Ctrl-C).\n")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
