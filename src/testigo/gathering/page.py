"""HTML pages become text with title, outlet and day, by trafilatura; no entity, script or network reference is followed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from testigo.errors import GatheringError

_DEEPEST = 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td tr th dt dd option".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. `published` comes from its metadata alone, never from a guess over its text."""

    text: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None


def looks_like_html(text: str) -> bool:
    """True when the first thing in a text is a tag of a page."""
    head = text[:2048].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<head", "<body", "<?xml")) and "<" in head


def depth(html: str) -> int:
    """How deep tags are nested, counted without building a tree."""
    deepest = now = 0
    for closing, name, alone in _TAG.findall(html):
        if alone or name.lower() in _VOID:
            continue
        now = max(0, now - 1) if closing else now + 1
        deepest = max(deepest, now)
    return deepest


def read_page(html: str) -> Page:
    """The main text of a page and its metadata.

    Raises:
        GatheringError: nested beyond reason, or no main text.
    """
    nested = depth(html)
    if nested > _DEEPEST:
        raise GatheringError(f"HTML with tags nested {nested:,} deep; the limit is {_DEEPEST:,}")
    import trafilatura  # noqa: PLC0415 it takes half a second to load

    try:
        extracted = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, RecursionError, AssertionError) as error:
        raise GatheringError(f"HTML that cannot be read: {type(error).__name__}") from error
    found_text = "" if extracted is None else str(getattr(extracted, "text", "") or "").strip()
    if not found_text:
        raise GatheringError("no main text found in the page; save the article's text as a .txt file")

    def said(name: str) -> str | None:
        return (getattr(extracted, name, None) or "").strip() or None

    title = said("title")
    text = found_text.removeprefix(f"{title}\n").lstrip() if title else found_text
    day = said("date")
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError:
        published = None
    return Page(text or title or "", title, said("sitename") or said("hostname"), published, said("url"))
