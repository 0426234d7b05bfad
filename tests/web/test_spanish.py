"""Spanish pages speak Spanish: no English phrase of the catalogue, no name of a phrase, no reason as a layer wrote it."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest
import samples
from desks import Desk

from testigo.web.addresses import report_path
from testigo.web.phrases import catalogue
from testigo.web.reasons import PATTERNS

PAGES = (
    "/",
    "/?place=nowhere",
    "/?show=residual&grade=fair&from=x",
    "/incidents/i-aurelio",
    "/incidents/i-nowhere",
    "/campaigns",
    "/campaigns/k-2022",
    "/reports",
    "/reports?q=zzz",
    "/reports/wire-1",
    report_path(samples.HOSTILE_ID),
    "/review",
    "/review?state=all",
    "/review?item=r-pair",
    f"/claims/{samples.C12.id}",
    "/export",
    "/export?place=Puerto+Aurelio&from=2023-01-01",
    "/add",
    "/log",
    "/users",
    "/login",
    "/add/none",
)


class Interface(HTMLParser):
    """What the desk itself says on a page: its text and the attributes that are read, without the words of reports."""

    SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-label")
    REPORTS = ("bdi", "blockquote", "code", "pre", "script", "style", "option")

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag in self.REPORTS or "captured" in classes.split() or (self._inside and tag == self._inside[-1]):
            self._inside.append(tag)
        for name, value in attrs:
            if name in self.SPOKEN and value and not self._inside and "cell" not in classes:
                self.said.append(value)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.said.append(data)


@cache
def english_phrases() -> tuple[re.Pattern[str], ...]:
    """The English phrases of two words and more that Spanish words differently, gaps standing for anything."""
    spanish = catalogue("es")
    found = []
    for key, phrase in catalogue("en").items():
        for form in phrase.values() if isinstance(phrase, dict) else (phrase,):
            theirs = spanish[key]
            if form in (theirs.values() if isinstance(theirs, dict) else (theirs,)):
                continue
            fixed = [
                piece for piece in re.split(r"\{\w+\}", form) if len(re.findall(r"[A-Za-z]{2,}", piece)) >= 2
            ]
            found += [re.compile(rf"(?<!\w){re.escape(piece.strip())}(?!\w)") for piece in fixed]
    return tuple(found)


def raw_reasons() -> tuple[str, ...]:
    pieces = (piece.strip() for words in PATTERNS.values() for piece in re.split(r"\{\w+\}", words))
    return tuple(piece for piece in pieces if len(piece.split()) >= 3)


@pytest.mark.parametrize("path", PAGES)
def test_a_spanish_page_has_no_english_and_no_names_of_phrases(desk: Desk, path: str) -> None:
    answer = desk.get(path, headers={"accept-language": "es"})
    assert '<html lang="es"' in answer.text
    said = " \n ".join(Interface(answer.text).said)
    assert [p.pattern for p in english_phrases() if p.search(said)] == []
    assert [reason for reason in raw_reasons() if reason in said] == []
    known = catalogue("en")
    assert [name for name in re.findall(r"\b[a-z]+(?:\.[a-z\-_]+)+\b", said) if name in known] == []


def test_an_english_page_would_be_found_out(desk: Desk) -> None:
    said = " \n ".join(
        Interface(desk.get("/incidents/i-aurelio", headers={"accept-language": "en"}).text).said
    )
    assert len([p for p in english_phrases() if p.search(said)]) > 15


def test_the_two_languages_name_countries_and_languages_in_their_own_way(desk: Desk) -> None:
    names = desk.get("/map.json", headers={"accept-language": "es"}).json()["names"]
    assert names["604"] == "Perú"
    assert desk.get("/map.json", headers={"accept-language": "en"}).json()["names"]["604"] == "Peru"
    assert "inglés" in desk.get("/reports", headers={"accept-language": "es"}).text
