"""The frame around every page: templates, language, appearance, and the words and helpers that templates may use."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from testigo.version import __version__
from testigo.web import addresses, figures
from testigo.web.accounts import Role, User, csrf_token
from testigo.web.countries import country_name, iso_number, language_name
from testigo.web.desk_data import Flag
from testigo.web.marks import code_of, is_unseen
from testigo.web.phrases import LANGUAGES, Speaker, choose
from testigo.web.reasons import reason_text

THEMES = ("auto", "light", "dark")
NAVIGATION: tuple[tuple[str, str, Role], ...] = (
    ("overview", "/", Role.READER),
    ("campaigns", "/campaigns", Role.READER),
    ("reports", "/reports", Role.READER),
    ("review", "/review", Role.READER),
    ("export", "/export", Role.ANALYST),
    ("add", "/add", Role.EDITOR),
    ("log", "/log", Role.ADMIN),
    ("users", "/users", Role.ADMIN),
)


@cache
def templates() -> Environment:
    """The templates: everything is escaped, and an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("testigo.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        incident_path=addresses.incident_path,
        report_path=addresses.report_path,
        claim_path=addresses.claim_path,
        campaign_path=addresses.campaign_path,
        query_of=addresses.query_of,
        query=addresses.query,
        iso_number=iso_number,
        Flag=Flag,
        Role=Role,
    )
    environment.filters["visible"] = visible
    environment.filters["data"] = data_block
    environment.filters["first_upper"] = first_upper
    return environment


def visible(text: str | None) -> Markup:
    """Words of a report, in a place of their own direction; characters that the eye does not see are marked, not dropped."""
    pieces = [
        Markup('<span class="unseen" title="{}">{}</span>').format(code_of(c), c) if is_unseen(c) else c
        for c in text or ""
    ]
    return Markup("<bdi>{}</bdi>").format(Markup("").join(pieces))


def first_upper(words: str) -> str:
    """Words as they begin a sentence. Markup stays markup."""
    return words[:1].upper() + words[1:]


def data_block(value: object) -> Markup:
    """JSON for a data block of a page: no sign in it can end the block."""
    written = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def speaker(request: Request) -> Speaker:
    """The language of this request."""
    stored = request.cookies.get("testigo_language")
    return Speaker(
        choose(request.query_params.get("lang"), stored, request.headers.get("accept-language", ""))
    )


@cache
def build_stamp() -> str:
    """A short mark of the built scripts and styles, so that browsers fetch what is new."""
    digest = hashlib.sha256(__version__.encode())
    folder = resources.files("testigo.web") / "static"
    for name in ("desk.css", "dist/desk.js", "dist/fonts.css"):
        file = folder / name
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def has_scripts() -> bool:
    """False where the package was installed without its built scripts: pages work without."""
    return (resources.files("testigo.web") / "static" / "dist" / "desk.js").is_file()


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page in the visitor's language."""
    speak = speaker(request)
    user: User | None = getattr(request.state, "user", None)
    theme = request.cookies.get("testigo_theme", "auto")
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    context: dict[str, Any] = {
        "t": speak,
        "language": speak.language,
        "languages": LANGUAGES,
        "speakers": {name: Speaker(name) for name in LANGUAGES},
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "user": user,
        "csrf": csrf_token(request.state.token) if hasattr(request.state, "token") else "",
        "navigation": [(name, path) for name, path, role in NAVIGATION if user and user.role >= role],
        "needs_login": request.app.state.settings.needs_login,
        "here": here if request.method == "GET" else "/",
        "path": request.url.path,
        "stamp": build_stamp(),
        "has_scripts": has_scripts(),
        "toll_text": lambda toll: figures.toll_text(toll, speak),
        "range_text": lambda toll: figures.range_text(toll, speak),
        "figure_text": lambda figure: figures.figure_text(figure, speak),
        "when_text": lambda when: figures.when_text(when, speak),
        "days_text": lambda first, last: (
            figures.day_text(first, speak)
            if first == last
            else f"{figures.day_text(first, speak)} – {figures.day_text(last, speak)}"
        ),
        "where_text": lambda where: figures.where_text(where, speak),
        "campaign_name": lambda campaign: _campaign_name(campaign.name, speak),
        "country_text": lambda code: country_name(code, speak.language),
        "language_text": lambda code: language_name(code, speak.language),
        "moment_text": lambda iso: figures.moment_text(iso, speak),
        "reason_text": lambda words: reason_text(words, speak),
        "day_text": lambda day, with_year=True: figures.day_text(day, speak, with_year=with_year),
    }
    body = templates().get_template(template).render(context | values)
    return HTMLResponse(
        body, status, {"content-language": speak.language, "vary": "Cookie, Accept-Language, Accept"}
    )


_DEFAULT_NAME = re.compile(r"([A-Z]{2}) (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")


def _campaign_name(name: str, speak: Speaker) -> str:
    """A campaign that nobody named goes by its country and days, in the visitor's language."""
    match = _DEFAULT_NAME.fullmatch(name)
    if match is None:
        return name
    first, last = (figures.day_text(date.fromisoformat(match[i]), speak) for i in (2, 3))
    return f"{country_name(match[1], speak.language)}, {first} – {last}"


def show_refusal(request: Request, status: int, reason: str) -> Response:
    """The page that says why something was refused, and what to do."""
    return render(request, "error.html", status=status, title=f"errors.{reason}", help=f"errors.{reason}help")


def not_found(request: Request) -> Response:
    """Nothing stands at this address: as a page or as JSON."""
    from testigo.web.guards import wants_json  # noqa: PLC0415 -- guards know the frame only through the app

    if wants_json(request):
        return JSONResponse({"error": "nothing stands at this address"}, 404)
    return show_refusal(request, 404, "notfound")
