"""What stands before every page: who asks, from where, how often, and with what token; and the headers on every answer."""

from __future__ import annotations

import hmac
import json
import logging
import secrets
import time
import traceback
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from testigo.web.accounts import Accounts, Role, Session, User, csrf_token
from testigo.web.addresses import query
from testigo.web.settings import DeskSettings, is_loopback

log = logging.getLogger(__name__)

COOKIE = "testigo_session"
LARGEST_FORM = 256 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
Endpoint = Callable[[Request], Awaitable[Response]]


class TooLarge(Exception):
    """The body is larger than this address takes."""


class Gate:
    """The outermost layer: Host check, rate, size, headers. Answers nothing itself unless it refuses."""

    def __init__(self, app: ASGIApp, *, settings: DeskSettings, upload_paths: frozenset[str]) -> None:
        self.app = app
        self._settings = settings
        self._upload_paths = upload_paths
        self._policy = policy_with(settings.tiles_host).encode()
        self._bucket = None if settings.is_loopback else RateLimit(per_second=40, burst=400)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        started = time.perf_counter()
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                _add_headers(message, scope, self._policy, is_https=self._settings.is_https)
            await send(message)

        refusal = self._refusal(request)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        limit = self._settings.largest_upload if request.url.path in self._upload_paths else LARGEST_FORM
        sized = _limited(receive, limit)
        try:
            await self.app(scope, sized, answer)
        except Exception as error:  # noqa: BLE001 -- the desk's own border: a fault is a page, and the log has no word of a report
            log.error("fault=%s at=%s", type(error).__name__, _place_of(error))  # noqa: TRY400 -- a message may quote a report
            if not status:
                broken: Response = request.app.state.show_broken(request)
                await broken(scope, receive, answer)
        finally:
            took = (time.perf_counter() - started) * 1000
            log.info("%s %s status=%d ms=%.0f", request.method, _kind_of(scope), status, took)

    def _refusal(self, request: Request) -> Response | None:
        if self._settings.is_loopback and not is_loopback(_host_name(request)):
            return PlainTextResponse("This desk answers to this machine's own name only.", 421)
        length = request.headers.get("content-length", "0")
        limit = self._settings.largest_upload if request.url.path in self._upload_paths else LARGEST_FORM
        if not length.isdigit() or int(length) > limit:
            return PlainTextResponse("The request is too large.", 413)
        if self._bucket and not self._bucket.allows(client_of(request)):
            return PlainTextResponse("Too many requests: wait a moment.", 429, {"retry-after": "5"})
        return None


def _place_of(error: BaseException) -> str:
    """Where a fault arose: files and lines of ours, never its message, which may quote what it was given."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if "testigo" in frame.filename]
    return " ".join(ours[-4:])


def _kind_of(scope: Scope) -> str:
    """The route's pattern: logs carry no ids of people or words of reports (SAFETY 21)."""
    route = scope.get("route")
    return str(getattr(route, "path", "-"))


def policy_with(tiles_host: str) -> str:
    """What a page may load: from this desk alone, and the map's pictures from the host of the tiles where one is set.

    >>> policy_with("") == POLICY, "img-src 'self' data: blob: https://tiles.example;" in policy_with("https://tiles.example")
    (True, True)
    """
    if not tiles_host:
        return POLICY
    return POLICY.replace("img-src 'self' data:", f"img-src 'self' data: blob: {tiles_host}").replace(
        "connect-src 'self'", f"connect-src 'self' {tiles_host}"
    )


def _add_headers(message: Message, scope: Scope, policy: bytes, *, is_https: bool) -> None:
    held = {name.lower() for name, _ in message["headers"]}
    extra = [(b"content-security-policy", policy), *HEADERS]
    if not scope["path"].startswith("/static/"):
        extra.append((b"cache-control", b"no-store"))
    if is_https:
        extra.append((b"strict-transport-security", b"max-age=31536000"))
    message["headers"] = [*message["headers"], *((name, value) for name, value in extra if name not in held)]


def _limited(receive: Receive, limit: int) -> Receive:
    """The body as it comes in, cut off where it grows past the limit, whatever its header said."""
    taken = 0

    async def read() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise TooLarge
        return message

    return read


class RateLimit:
    """So many requests a second from one address, with room for a burst; remembers the latest few thousand addresses."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = per_second, float(burst), clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Count one request; False when the address has none left."""
        now = self._clock()
        left, at = self._held.pop(address, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        allowed = left >= 1
        self._held[address] = (left - 1 if allowed else left, now)
        while len(self._held) > 4096:
            self._held.popitem(last=False)
        return allowed


def client_of(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else "unknown"


def _host_name(request: Request) -> str:
    """The name in the Host header, without its port."""
    return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""


def guarded(
    endpoint: Endpoint, *, role: Role | None, accounts: Accounts, settings: DeskSettings, is_change: bool
) -> Endpoint:
    """An endpoint that is reached only by someone with the role, and changed only with the token.

    `role` None is open to all: the login, the health check, the description of the interface.
    """

    async def guard(request: Request) -> Response:
        token, session = find_session(request, accounts)
        user = session.user if session else None
        if user is None and not settings.needs_login:
            user = User(settings.local_name, Role.ADMIN, is_local=True)
        request.state.user = user
        request.state.session = session
        request.state.token = token or secrets.token_urlsafe(32)
        request.state.is_new = not token
        if role is not None and user is None:
            return _ask_to_sign_in(request)
        if role is not None and user is not None and user.role < role:
            return refuse(request, 403, "role")
        if is_change and not await _brings_token(request, token):
            return refuse(request, 403, "token")
        response = await endpoint(request)
        if request.state.is_new:
            set_cookie(response, request.state.token, settings)
        return response

    return guard


def find_session(request: Request, accounts: Accounts) -> tuple[str, Session | None]:
    """The cookie's token, and the session it stands for where someone signed in."""
    token = _cookie(request)
    return token, accounts.session(token) if token else None


def _cookie(request: Request) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(request.headers.get("cookie", ""))
    except CookieError:
        return ""
    value = jar[COOKIE].value if COOKIE in jar else ""
    return value if 20 <= len(value) <= 100 and value.isascii() else ""


def set_cookie(response: Response, token: str, settings: DeskSettings) -> None:
    """Give the browser its token: out of reach of scripts, and of requests that other sites start."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=settings.is_https, path="/")


async def _brings_token(request: Request, token: str) -> bool:
    """A change comes from a page of ours: same origin where the browser says so, and with the token of this session."""
    site = request.headers.get("sec-fetch-site")
    if site not in {None, "same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        return False
    if not token:
        return False
    brought = request.headers.get("x-csrf-token")
    if brought is None:
        form = await request.form(max_files=request.app.state.settings.most_files, max_fields=2000)
        value = form.get("csrf")
        brought = value if isinstance(value, str) else ""
    return hmac.compare_digest(brought.encode(), csrf_token(token).encode())


def wants_json(request: Request) -> bool:
    """True when the address or the Accept header asks for JSON rather than a page."""
    wanted = request.query_params.get("format")
    if wanted:
        return wanted == "json"
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


def _ask_to_sign_in(request: Request) -> Response:
    if wants_json(request) or request.method != "GET":
        return JSONResponse({"error": "sign in first"}, 401)
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse("/login" + query({"next": target if target != "/" else ""}), 303)


def refuse(request: Request, status: int, reason: str) -> Response:
    """A refusal in the form that was asked for."""
    if wants_json(request):
        words = {"role": "your role does not allow this", "token": "the page is out of date: load it again"}
        return Response(
            json.dumps({"error": words.get(reason, reason)}), status, media_type="application/json"
        )
    show = request.app.state.show_refusal
    response: Response = show(request, status, reason)
    return response
