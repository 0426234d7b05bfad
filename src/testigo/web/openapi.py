"""The description of the desk's addresses in OpenAPI 3.1, made from the table of routes so that it cannot fall behind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol

from testigo.export.formats import Format, Profile
from testigo.model.claim import Kind
from testigo.model.judgement import Verdict
from testigo.model.toll import Grade, Measure
from testigo.web.accounts import Role
from testigo.web.desk_data import SORTS, Flag

Json = dict[str, Any]


class Described(Protocol):
    """What is needed of a route."""

    @property
    def path(self) -> str: ...

    @property
    def method(self) -> str: ...

    @property
    def role(self) -> Role | None: ...

    @property
    def summary(self) -> str: ...


def _text(name: str, about: str, **schema: object) -> Json:
    return {"name": name, "in": "query", "description": about, "schema": {"type": "string", **schema}}


def _list(name: str, about: str, values: Iterable[str]) -> Json:
    items = {"type": "string", "enum": list(values)}
    return {"name": name, "in": "query", "description": about, "schema": {"type": "array", "items": items}}


_FORMAT = _text("format", "json instead of a page; an Accept header does the same", enum=["json"])
_PAGE = {"name": "page", "in": "query", "description": "from 1", "schema": {"type": "integer", "minimum": 1}}
_FILTERS = [
    _text("place", "words in the place's name, region or country code"),
    _text("from", "first day", format="date"),
    _text("to", "last day", format="date"),
    _list("kind", "any of these", [kind.value for kind in Kind]),
    _text("measure", "has a figure for it", enum=[measure.value for measure in Measure]),
    _list("grade", "any of these", [grade.value for grade in Grade]),
    _list("show", "all of these", [flag.value for flag in Flag]),
    _text("campaign", "a campaign's id"),
    _text("sort", "order", enum=list(SORTS)),
]
_QUERIES: dict[str, list[Json]] = {
    "/": [*_FILTERS, _PAGE],
    "/map.json": _FILTERS,
    "/export": _FILTERS,
    "/campaigns/{id}": [_text("measure", "which curve", enum=[measure.value for measure in Measure])],
    "/reports": [_text("q", "words in title, outlet or id"), _PAGE],
    "/review": [
        _text("state", "open, second, disputed, unsure, judged, agreed or all"),
        _text("kind", "the question"),
        _text("q", "place or words of the reason"),
        _text("item", "the item shown"),
        _PAGE,
    ],
    "/log": [_text("before", "entries below this number")],
}
_FORMS: dict[str, Json] = {
    "/review/rule": {
        "item": {"type": "string"},
        "verdict": {
            "type": "string",
            "enum": [v.value for v in Verdict if v not in {Verdict.UNDO, Verdict.RETRACT}],
        },
        "seen": {
            "type": "integer",
            "description": "the item's `seen` when it was read; a newer ruling gives 409",
        },
        "reason": {"type": "string"},
        "field": {"type": "string"},
        "value": {"type": "string"},
        "other": {"type": "string", "description": "a claim of the other incident, for same and different"},
    },
    "/review/bulk": {
        "verdict": {"type": "string", "enum": ["accept", "reject"]},
        "row": {
            "type": "array",
            "items": {"type": "string"},
            "description": "`seen`, a space, the item's id",
        },
    },
    "/export": {
        "to": {"type": "string", "enum": [to.value for to in Format]},
        "profile": {
            "type": "string",
            "enum": ["", *(profile.value for profile in Profile)],
            "description": "whose way of making one figure of several; empty: the format's own",
        },
        "filters": {"type": "string", "description": "the query string of the first page, to narrow it"},
    },
    "/withdraw": {
        "document": {"type": "string"},
        "reason": {"type": "string", "description": "must be given"},
    },
    "/add": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
    "/users": {
        "do": {"type": "string", "enum": ["add", "role", "lock", "unlock"]},
        "name": {"type": "string"},
        "role": {"type": "string", "enum": [role.word for role in Role]},
        "password": {"type": "string", "format": "password"},
    },
    "/login": {"name": {"type": "string"}, "password": {"type": "string", "format": "password"}},
}
_MEDIA = {"/add": "multipart/form-data"}


def describe(pages: Iterable[Described], version: str) -> Json:
    """The whole description."""
    paths: dict[str, Json] = {}
    for page in pages:
        path = re.sub(r"\{(\w+)(?::\w+)?\}", r"{\1}", page.path)
        paths.setdefault(path, {})[page.method.lower()] = _operation(page, path)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "testigo desk",
            "version": version,
            "description": "Every page is also JSON. A change needs the session's cookie and the page's token, as form field "
            "`csrf` or header X-CSRF-Token.",
        },
        "components": {
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "testigo_session"}}
        },
        "paths": paths,
    }


def _operation(page: Described, path: str) -> Json:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", path)
    ]
    answers: Json = {"404": {"description": "nothing stands at this address"}} if parameters else {}
    if page.method == "GET":
        parameters += [*_QUERIES.get(path, []), _FORMAT]
        content: Json = (
            {"application/json": {}} if path.endswith(".json") else {"text/html": {}, "application/json": {}}
        )
        answers["200"] = {"description": page.summary, "content": content}
    else:
        answers |= {
            "303": {"description": "done; the page to go on with"},
            "403": {"description": "no token, or a role that may not"},
        }
        if path == "/review/rule":
            answers["409"] = {"description": "someone ruled first; nothing was written"}
        if path == "/export":
            answers["200"] = {"description": "the file", "content": {"application/octet-stream": {}}}
    operation: Json = {"summary": page.summary, "parameters": parameters, "responses": answers}
    if page.role is not None:
        operation["security"] = [{"session": []}]
        operation["x-role"] = page.role.word
    if page.method == "POST":
        properties = {"csrf": {"type": "string"}, **_FORMS.get(path, {})}
        media = _MEDIA.get(path, "application/x-www-form-urlencoded")
        operation["requestBody"] = {
            "content": {media: {"schema": {"type": "object", "properties": properties}}}
        }
    return operation
