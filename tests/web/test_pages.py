"""Each page, in both languages, as a page and as JSON; the filters; and the way from a figure to its sentence and back."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
import samples
from desks import Desk, open_desk

from testigo.web.addresses import report_path

PAGES = (
    "/",
    "/incidents/i-aurelio",
    "/incidents/i-nowhere",
    "/incidents/i-someday",
    "/campaigns",
    "/campaigns/k-2022",
    "/reports",
    "/reports/wire-1",
    report_path(samples.HOSTILE_ID),
    f"/claims/{samples.C12.id}",
    "/review",
    "/review?item=r-pair",
    f"/review?item=claim:{samples.C9.id}",
    "/add",
    "/log",
    "/users",
    "/login",
)


class Words(HTMLParser):
    """The text and the links of a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_stands_in_each_language(desk: Desk, path: str, language: str) -> None:
    answer = desk.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    read = Words(answer.text)
    assert len(read.ids) == len(set(read.ids)), "an id stands twice"
    assert 'style="' not in answer.text
    assert "onclick" not in answer.text.lower()


@pytest.mark.parametrize(
    "path", [p for p in PAGES if p != "/login"] + ["/map.json", "/openapi.json", "/health"]
)
def test_a_page_is_json_too(desk: Desk, path: str) -> None:
    by_header = desk.get(path, headers={"accept": "application/json"})
    assert by_header.headers["content-type"].startswith("application/json")
    join = "&" if "?" in path else "?"
    by_address = desk.get(f"{path}{join}format=json", headers={"accept": "text/html"})
    assert by_address.json() == by_header.json()


def test_every_link_of_the_pages_leads_somewhere(desk: Desk) -> None:
    seen: set[str] = set()
    for path in PAGES:
        for link in Words(desk.get(path).text).links:
            target = link.split("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                assert desk.get(target).status_code == 200, (path, link)
    assert len(seen) > 30


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["i-quilla", "i-nowhere", "i-aurelio", "i-telmo", "i-someday"]),
        ("sort=date", ["i-telmo", "i-aurelio", "i-nowhere", "i-quilla", "i-someday"]),
        ("sort=-killed", ["i-aurelio", "i-quilla", "i-telmo", "i-someday", "i-nowhere"]),
        ("sort=place", ["i-aurelio", "i-quilla", "i-someday", "i-telmo", "i-nowhere"]),
        ("place=AURELIO", ["i-aurelio"]),
        ("place=san+telmo,valle", ["i-telmo", "i-someday"]),
        ("place=%25", []),
        ("place=_uilla", []),
        ("place=%27%3B+drop+table+view_incidents%3B--", []),
        ("from=2023-01-22&to=2023-01-22", ["i-quilla"]),
        ("from=2023-01-09&to=2023-01-11", ["i-nowhere", "i-aurelio"]),
        ("to=2022-12-31", ["i-telmo"]),
        ("kind=roadblock&kind=strike", ["i-nowhere", "i-someday"]),
        ("measure=injured", ["i-aurelio", "i-telmo"]),
        ("measure=killed&grade=fair", ["i-aurelio"]),
        ("grade=contested", ["i-quilla"]),
        ("show=single-source", ["i-quilla", "i-nowhere", "i-telmo"]),
        ("show=party-only", ["i-quilla"]),
        ("show=contested", ["i-quilla"]),
        ("show=unlocated", ["i-nowhere"]),
        ("show=needs-review", ["i-quilla", "i-aurelio", "i-telmo"]),
        # the residual rises from 0 to 28 by 10 January and from 28 to 30 by the 12th: all that began until then is in question
        ("show=residual", ["i-nowhere", "i-aurelio", "i-telmo"]),
        ("show=residual&show=single-source", ["i-nowhere", "i-telmo"]),
        ("campaign=k-2022&kind=injury", ["i-telmo"]),
        ("campaign=none", []),
    ],
)
def test_filters_narrow_the_list(desk: Desk, query: str, expected: list[str]) -> None:
    answer = desk.json(f"/?{query}")
    found = [incident["id"] for incident in answer["incidents"]]
    if "sort=-killed" in query or "sort=place" in query:  # equal keys stand in any order that stays the same
        assert found[:3] == expected[:3]
        assert set(found) == set(expected)
    else:
        assert sorted(found) == sorted(expected)
        if query in {"", "sort=date"}:
            assert found == expected
    assert answer["sums"]["incidents"] == len(expected)


def test_values_that_cannot_be_read_are_said_and_narrow_nothing(desk: Desk) -> None:
    page = desk.get("/?from=soon&kind=party&sort=luck&page=-4&place=aurelio").text
    assert "soon, luck, party" in Words(page).text
    assert "1 incident" in Words(page).text


def test_sums_are_over_single_incidents_only(desk: Desk) -> None:
    # 18 (17-19) + 1 + 3: the cumulative 47 and 49 are never added
    assert desk.json("/")["sums"]["killed"] == {"min": 21, "best": 22, "max": 23}


def test_timeline_counts_and_tells_what_lies_outside(desk: Desk) -> None:
    timeline = desk.json("/?from=2023-01-09&to=2023-01-11")["timeline"]
    assert [(b["first"], b["incidents"], b["killed"]) for b in timeline["bins"]] == [
        ("2023-01-09", 1, 18),
        ("2023-01-10", 0, 0),
        ("2023-01-11", 1, 0),
    ]
    assert (timeline["before"], timeline["after"]) == (1, 1)
    whole = desk.json("/")["timeline"]
    assert [r["incident"] for r in whole["ranges"]] == ["i-quilla"]


def test_map_has_a_point_for_each_place_and_none_for_the_unlocated(desk: Desk) -> None:
    points = {p["name"]: p for p in desk.json("/map.json")["points"]}
    assert set(points) == {"Puerto Aurelio", "San Telmo de Arriba", "Quilla"}
    assert points["San Telmo de Arriba"]["incidents"] == 2
    assert points["San Telmo de Arriba"]["incident"] is None
    assert points["Puerto Aurelio"]["incident"] == "i-aurelio"
    assert points["Quilla"]["radius_km"] == 90


def test_campaign_sets_claims_against_the_running_sum(desk: Desk) -> None:
    found = desk.json("/campaigns/k-2022")
    assert found["running"] == [
        {"day": "2022-12-15", "min": 1, "best": 1, "max": 1},
        {"day": "2023-01-09", "min": 18, "best": 19, "max": 20},
        {"day": "2023-01-20", "min": 21, "best": 22, "max": 23},
    ]
    page = Words(desk.get("/campaigns/k-2022").text).text
    assert "+28" in page
    assert "+30" in page


def test_why_is_it_18_and_not_19_in_three_clicks(desk: Desk) -> None:
    first = Words(desk.get("/").text)
    assert "/incidents/i-aurelio" in first.links  # one
    page = Words(desk.get("/incidents/i-aurelio").text)
    assert "#why-killed" in page.links  # two
    assert "why-killed" in page.ids
    why = page.text
    assert "Why 18 (17–19) killed?" in why
    assert "2 independent origins give 18." in why
    assert re.search(r"19\s*Agencia Norte[^0-9]*counts for the range, but fewer origins give it", why)
    assert why.index("Counts, but differs") < why.index("19 Agencia Norte", why.index("Counts, but differs"))
    assert re.search(r"A party's claim, set aside \d · R18", why)
    assert "An explicit update" in why
    claim = f"/reports/agency-1#at-{samples.C19.id}"
    assert claim in page.links  # three: the sentence itself
    report = desk.get("/reports/agency-1").text
    assert f'id="at-{samples.C19.id}"' in report
    assert f'href="/incidents/i-aurelio#claim-{samples.C19.id}"' in report  # and back


def test_conflict_table_comes_before_everything_else(desk: Desk) -> None:
    page = desk.get("/incidents/i-aurelio").text
    assert page.index('class="conflict"') < page.index('class="why"') < page.index('class="sources"')
    assert re.search(r"<s>≥\u2009?12\s*</s>", unescape(page))
    assert page.count('class="sign"') >= 2


def test_the_report_is_shown_as_captured(desk: Desk) -> None:
    for document in samples.DOCUMENTS:
        page = desk.get(report_path(document.id)).text
        body = page[page.index('<article class="captured text"') : page.index("</article>\n  <aside")]
        shown = "".join(Words(body[body.index("<bdi>") :]).words)
        assert shown == document.text


def test_unseen_characters_and_lookalikes_are_told(desk: Desk) -> None:
    page = Words(desk.get(report_path(samples.HOSTILE_ID)).text).text
    assert "U+202E RIGHT-TO-LEFT OVERRIDE ×1" in page
    assert "U+200B ZERO WIDTH SPACE ×1" in page
    assert "J\u0443liaca" in page.split("look-alikes:")[1][:40]


def test_copies_stand_under_their_original(desk: Desk) -> None:
    page = desk.get("/incidents/i-aurelio").text
    sources = page[page.index('class="sources"') :]
    assert sources.index("/reports/wire-2") < sources.index("/reports/copy-1")
    assert "Copy of" in desk.get("/reports/copy-1").text


def test_an_empty_ledger_says_what_to_do(tmp_path) -> None:
    ledger = samples.make_ledger(tmp_path / "empty.ledger", empty=True)
    page = open_desk(ledger, build=lambda *_: None, example=(tmp_path,)).get("/").text
    assert "This ledger is empty" in page
    assert 'action="/add/example"' in page
    assert 'href="/add"' in page


def test_no_match_and_no_page_say_what_to_do(desk: Desk) -> None:
    assert "Widen the dates" in desk.get("/?place=nowhere+at+all").text
    for path in (
        "/nothing",
        "/incidents/none",
        "/reports/none",
        "/claims/none",
        "/campaigns/none",
        "/add/none",
    ):
        answer = desk.get(path)
        assert answer.status_code == 404
        assert "To the incidents" in answer.text
    assert desk.get("/incidents/none?format=json").json() == {"error": "nothing stands at this address"}


@pytest.mark.parametrize(
    "path", ["/reports/%00", "/incidents/%00", "/review?item=%00", "/reports?q=%00", "/?place=%00"]
)
def test_a_nul_in_an_address_harms_nothing(desk: Desk, path: str) -> None:
    assert desk.get(path).status_code in {200, 404}


def test_language_and_theme_are_remembered(desk: Desk) -> None:
    answer = desk.post("/preferences", {"language": "es", "theme": "dark", "next": "/reports?q=a"})
    assert answer.headers["location"] == "/reports?q=a"
    page = desk.get("/").text
    assert '<html lang="es" data-theme="dark">' in page
    assert desk.post("/preferences", {"next": "//evil.example/"}).headers["location"] == "/"


def test_the_description_covers_every_route(desk: Desk) -> None:
    described = desk.json("/openapi.json")["paths"]
    for route in desk.app.routes:
        if route.path.startswith("/static"):
            continue
        path = re.sub(r":path}", "}", route.path)
        for method in route.methods - {"HEAD"}:
            assert method.lower() in described[path], (path, method)


def test_scripts_and_styles_carry_no_foreign_address(desk: Desk) -> None:
    for path in PAGES:
        page = desk.get(path).text
        for source in re.findall(r'(?<![-\w])(?:src|href|action)="([^"]+)"', page):
            address = unescape(source)
            outside = not address.startswith(("/", "#"))
            if outside:  # a report's own address, offered as a link that sends no referrer
                assert address.startswith("https://example.org/")
                assert "noreferrer" in page
