"""The desk in a real browser: every page, every key, uploads, two people at once, hostile reports, no other host.

Skipped where there is no Chromium, no `playwright`, or no built scripts; the reason is said.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import samples
import uvicorn
from desks import PASSWORD, add_users

from testigo.ledger.store import Ledger
from testigo.model.text import Failure
from testigo.web.accounts import Role
from testigo.web.addresses import report_path
from testigo.web.app import create_app
from testigo.web.desk_sql import SqlDesk
from testigo.web.settings import DeskSettings

playwright = pytest.importorskip("playwright.sync_api", reason="the playwright package is not installed")
ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SCRIPT = ROOT / "src" / "testigo" / "web" / "static" / "dist" / "desk.js"
CHROMIUM = os.environ.get("TESTIGO_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found; name one in TESTIGO_CHROMIUM"),
    pytest.mark.skipif(
        not SCRIPT.is_file(), reason="the scripts are not built: npm --prefix frontend run build"
    ),
]
PAGES = {
    "overview": "/",
    "no match": "/?place=zzz",
    "incident": "/incidents/i-aurelio",
    "unlocated": "/incidents/i-nowhere",
    "campaigns": "/campaigns",
    "campaign": "/campaigns/k-2022",
    "reports": "/reports",
    "report": "/reports/wire-1",
    "hostile report": report_path(samples.HOSTILE_ID),
    "claim": f"/claims/{samples.C12.id}",
    "review": "/review",
    "review of a pair": "/review?item=r-pair",
    "export": "/export",
    "export of a part": "/export?place=Puerto+Aurelio&grade=fair",
    "add": "/add",
    "log": "/log",
    "users": "/users",
    "login": "/login",
    "not found": "/nothing",
}


@dataclass
class Site:
    """A desk that is served, and what its ledger holds."""

    address: str
    ledger: Ledger
    texts: list[bytes] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    documents: int
    claims: int
    failures: tuple[Failure, ...]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def serve(ledger: Ledger) -> Iterator[Callable[..., Site]]:
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(**settings: Any) -> Site:
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        site = Site(f"http://127.0.0.1:{port}", ledger)

        def build(paths: Sequence[Path], progress: Callable[[int, int, str], None]) -> Report:
            failures = []
            for done, path in enumerate(paths, start=1):
                raw = path.read_bytes()
                site.texts.append(raw)
                if b"broken" in raw:
                    failures.append(
                        Failure(str(path), "decoding", "<img src=x onerror=window.struck=1> not text")
                    )
                time.sleep(0.4)
                progress(done, len(paths), path.name)
            return Report(len(paths) - len(failures), len(paths), tuple(failures))

        options = DeskSettings(port=port, build=build, example=(Path(__file__),), **settings)
        app = create_app(SqlDesk(ledger), options, engine=ledger.engine)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread))
        return site

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(timeout=5)


@pytest.fixture
def site(serve: Callable[..., Site]) -> Site:
    return serve()


@pytest.fixture
def window(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Open a page in a browser of its own; what it asked of other hosts, and what went wrong in it, fails the test."""
    contexts: list[Any] = []
    foreign: list[str] = []
    errors: list[str] = []

    def open_page(
        site: Site, *, width: int = 1280, height: int = 900, scheme: str = "light", **options: Any
    ) -> Any:
        context = chromium.new_context(
            base_url=site.address, viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()

        def asked(one: Any) -> None:
            if not one.url.startswith((site.address, "data:", "about:")):
                foreign.append(one.url)

        def said(message: Any) -> None:
            known = (
                "status of 4",
                "net::ERR_FAILED",
            )  # refusals, and what a test cuts off, are shown on the page
            if message.type == "error" and not any(part in message.text for part in known):
                errors.append(message.text)

        page.on("request", asked)
        page.on("console", said)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert foreign == []
    assert errors == []


def at_rest(page: Any, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")


def until(page: Any, expression: str) -> None:
    """Wait for a condition of the page. (Playwright's own waiting evaluates a string in the page, which the policy forbids.)"""
    wait_for(lambda: bool(page.evaluate(expression)), expression)


def judgements(site: Site) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(j.by, j.verdict.value, j.subjects) for j in site.ledger.journal.judgements()]


def wait_for(condition: Callable[[], bool], what: str) -> None:
    for _ in range(400):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError(f"never came: {what}")


# --- every page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 360])
def test_every_page_fits_its_window_and_is_accessible(
    site: Site, window: Callable[..., Any], width: int, scheme: str
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm --prefix frontend ci")
    page = window(site, width=width, scheme=scheme)
    faults: list[str] = []
    for name, path in PAGES.items():
        at_rest(page, path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            faults.append(f"{name}: {wide} px wider than its window")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        faults += [
            f"{name}: {v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary'][:300]}"
            for v in found["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["en-GB", "es-PE"])
def test_pages_speak_the_browsers_language(site: Site, window: Callable[..., Any], language: str) -> None:
    page = window(site, locale=language)
    at_rest(page, "/")
    expected = {"en-GB": ("en", "Review"), "es-PE": ("es", "Revisión")}[language]
    assert page.get_attribute("html", "lang") == expected[0]
    assert page.get_by_role("link", name=expected[1], exact=True).is_visible()


def test_language_and_appearance_are_chosen_in_the_menu(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/reports")
    page.click(".menu > summary")
    page.select_option("select[name=language]", "es")
    page.select_option("select[name=theme]", "dark")
    page.click(".menu button")
    page.wait_for_selector("html[lang=es][data-theme=dark]")
    assert page.url.endswith("/reports")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(22, 25, 28)"
    page.click(".menu > summary")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.menu').open")


# --- overview


def test_filters_show_their_result_at_once_and_stand_in_the_address(
    site: Site, window: Callable[..., Any]
) -> None:
    page = window(site)
    at_rest(page, "/")
    page.evaluate("window.same = true")
    page.check("input[name=show][value=contested]")
    page.wait_for_url("**/?show=contested")
    until(page, "document.querySelectorAll('.list tbody tr').length === 1")
    page.fill("input[name=place]", "nowhere")
    page.wait_for_url("**/?place=nowhere&show=contested")
    page.wait_for_selector(".empty")
    page.go_back()
    until(page, "document.querySelectorAll('.list tbody tr').length === 1")
    assert page.evaluate("window.same"), "the page was loaded anew"
    assert page.is_checked("input[name=show][value=contested]")
    assert page.input_value("input[name=place]") == ""


def test_the_map_has_pins_that_lead_on_and_circles_of_uncertainty(
    site: Site, window: Callable[..., Any]
) -> None:
    page = window(site)
    at_rest(page, "/")
    page.wait_for_selector("#map .pin")
    assert page.locator("#map .country").count() > 100
    assert page.locator("#map .uncertain").count() == 3
    names = page.eval_on_selector_all("#map .pin", "pins => pins.map(pin => pin.getAttribute('aria-label'))")
    assert "Puerto Aurelio: incidents 1, killed 18" in names
    page.click("#map .mapctl button:nth-child(1)")
    page.click("#map .mapctl button:nth-child(3)")
    page.focus("#map .pin[aria-label^='Puerto Aurelio']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/i-aurelio")


def test_dragging_over_the_timeline_chooses_days(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/")
    box = page.locator("figure.timeline > svg").bounding_box()
    x = box["x"] + box["width"] * 0.55
    y = box["y"] + box["height"] * 0.4
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    page.mouse.move(box["x"] + box["width"] - 2, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**/?from=*&to=2023-01-2*")
    until(page, "document.querySelectorAll('.list tbody tr').length === 3")
    assert page.input_value("input[name=from]").startswith("202")


def test_why_18_and_not_19_in_three_clicks(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/")
    page.click(".list tbody a >> text=Puerto Aurelio")  # one
    page.click(".conflict .reconciled a.big >> nth=0")  # two
    why = page.locator("#why-killed")
    assert why.is_visible()
    assert "2 independent origins give 18." in why.inner_text()
    assert "but fewer origins give it" in why.locator(".weighed tr", has_text="19").inner_text()
    page.click("#why-killed h4.dissent + ul .links a >> nth=0")  # three: the sentence that says 19
    page.wait_for_url("**/reports/agency-1#at-*")
    assert "Nineteen people" in page.inner_text("a.m-figure >> nth=0")
    page.click("article a.m-figure >> nth=0")  # and back
    page.wait_for_url(f"**/incidents/i-aurelio#claim-{samples.C19.id}")


def test_a_link_to_a_closed_explanation_opens_it(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/incidents/i-aurelio#why-injured")
    until(page, "document.getElementById('why-injured').open")
    at_rest(page, f"/incidents/i-aurelio#claim-{samples.C100.id}")
    page.wait_for_selector(f"#claim-{samples.C100.id}", state="visible")
    overtaken = f"#claim-{samples.C12.id}"  # it stands in a closed list inside an open explanation
    at_rest(page, "/incidents/i-aurelio")
    assert not page.locator(overtaken).is_visible()
    page.click(f".conflict a.cell[href='{overtaken}']")
    page.wait_for_selector(overtaken, state="visible")


def test_an_export_comes_as_a_file_named_by_its_profile(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/?place=Puerto+Aurelio")
    page.click(".summary a[href^='/export']")
    page.wait_for_url("**/export?place=Puerto+Aurelio")
    page.check("input[name=to][value=acled]")
    page.check("input[name=profile][value=representative]")
    with page.expect_download() as waiting:
        page.click("form[action='/export'] button")
    assert waiting.value.suggested_filename == "testigo-acled_profile-representative_part.csv"
    head = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("event_id_cnty,event_date,year")


def test_the_map_shows_the_viewed_country_and_its_neighbours(site: Site, window: Callable[..., Any]) -> None:
    page = window(site, locale="es-PE")
    at_rest(page, "/")
    page.wait_for_selector("#map .country.here")
    assert page.locator("#map .country.here").count() >= 1
    pins, labels = (page.locator(f"#map {kind}").count() for kind in (".pin", ".label"))
    assert labels <= pins
    boxes = page.eval_on_selector_all(
        "#map .label, #map .region, #map .neighbour",
        "all => all.map(one => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })",
    )
    over = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[2] - 2 and b[0] < a[2] - 2 and a[1] < b[3] - 4 and b[1] < a[3] - 4
    ]
    assert over == [], "names on the map lie on each other"


# --- review


def chosen(page: Any) -> str:
    return page.get_attribute(".items [aria-current]", "href") or ""


def test_keys_walk_the_queue_and_rule(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/review")
    assert page.inner_text("button[value=accept] kbd >> nth=0") == "a"
    page.keyboard.press("j")
    page.wait_for_url("**item=r-pair")
    page.keyboard.press("k")
    page.wait_for_url("**item=r-19")
    page.keyboard.press("a")
    page.wait_for_selector(".notice.good >> text=accepted")
    page.wait_for_url("**item=r-pair*")
    page.keyboard.press("m")
    page.wait_for_selector(".notice.good >> text=same incident")
    page.wait_for_url("**item=r-ten*")
    page.keyboard.press("r")
    page.wait_for_selector(".notice.good >> text=rejected")
    page.wait_for_url("**item=r-one*")
    page.keyboard.press("d")
    page.wait_for_selector(".notice.good >> text=not sure")
    assert [(verdict, subjects) for _, verdict, subjects in judgements(site)] == [
        ("accept", (samples.C19.id,)),
        ("same", tuple(sorted((samples.C12.id, samples.C17.id)))),
        ("reject", (samples.CTEN.id,)),
        ("unsure", (samples.CONE.id,)),
    ]


def test_undo_of_any_depth_by_key(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/review")
    for expected in ("r-pair", "r-ten"):
        page.keyboard.press("a" if expected == "r-pair" else "s")
        page.wait_for_url(f"**item={expected}*")
    for verdict in ("different incidents", "accepted"):
        page.keyboard.press("u")
        page.wait_for_selector(f".notice.good >> text=Taken back: {verdict}")
    page.keyboard.press("u")
    page.wait_for_selector(".notice.good >> text=no ruling left")
    assert site.ledger.journal.standing() == ()
    assert len(judgements(site)) == 4


def test_keys_correct_merge_search_and_help(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/review?item=r-19")
    page.keyboard.press("e")
    page.wait_for_selector("details.edit[open]")
    assert page.evaluate("document.activeElement.name") == "value"
    page.keyboard.type("ajk")  # letters of a value, no commands
    assert page.input_value("input[name=value]") == "ajk"
    page.fill("input[name=value]", "18")
    page.select_option("select[name=field]", "figure")
    page.click("details.edit button[value=correct]")
    page.wait_for_selector(".notice.good >> text=corrected")
    assert judgements(site)[-1][1:] == ("correct", (samples.C19.id,))
    at_rest(page, "/review?item=r-ten")
    page.keyboard.press("m")
    page.wait_for_selector("details.merge[open]")
    assert page.evaluate("document.activeElement.name") == "other"
    page.keyboard.press("s")
    page.wait_for_selector(".notice.good >> text=different incidents")
    assert judgements(site)[-1][1] == "different"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("telmo")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=telmo*")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_selector("dialog#keys[open]")
    assert page.locator("dialog#keys tr").count() == 11
    before = len(judgements(site))
    page.keyboard.press("a")  # silent while the keys are shown
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog#keys", state="hidden")
    assert len(judgements(site)) == before


def test_keys_are_remapped_and_remembered(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/review")
    page.keyboard.press("?")
    page.click("[data-remap=next]")
    page.keyboard.press("n")
    page.click("[data-remap=accept]")
    page.keyboard.press("r")  # reject had it and takes the key that became free
    assert page.inner_text("[data-remap=reject]") == "a"
    page.click("dialog [data-close]")
    at_rest(page, "/review")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_url("**item=r-pair")
    page.keyboard.press("k")
    page.wait_for_url("**item=r-19")
    page.keyboard.press("r")
    page.wait_for_selector(".notice.good >> text=accepted")
    page.keyboard.press("?")
    page.click("dialog [data-reset]")
    assert page.inner_text("[data-remap=next]") == "j"


def test_ticked_rows_are_ruled_on_together(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/review?q=telmo")
    page.check("[data-tickall]")
    page.click(".bulk button[value=accept]")
    page.wait_for_selector(".notice.good >> text=2 rulings recorded.")
    assert {subjects for _, _, subjects in judgements(site)} == {(samples.CTEN.id,), (samples.CONE.id,)}


def enter(page: Any, name: str) -> None:
    at_rest(page, "/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_selector("nav[aria-label]")


def test_two_people_review_at_once(serve: Callable[..., Site], window: Callable[..., Any]) -> None:
    site = serve(needs_login=True)
    add_users(site.ledger, ana=Role.ANALYST, bea=Role.ANALYST)
    ana, bea = window(site), window(site)
    for page, name in ((ana, "ana"), (bea, "bea")):
        enter(page, name)
        at_rest(page, "/review?item=r-19")
    ana.keyboard.press("a")
    ana.wait_for_selector(".notice.good")
    bea.fill("input[name=reason]", "two origins say 18")
    bea.evaluate("document.activeElement.blur()")
    bea.keyboard.press("r")
    bea.wait_for_selector(".conflictbox >> text=Someone ruled first")
    assert "by ana" in bea.inner_text(".conflictbox")
    assert judgements(site) == [("ana", "accept", (samples.C19.id,))]
    bea.click(".conflictbox button")
    bea.wait_for_selector(".notice.good >> text=rejected")
    found = site.ledger.journal.judgements()
    assert [(j.by, j.verdict.value, j.reason) for j in found] == [
        ("ana", "accept", ""),
        ("bea", "reject", "two origins say 18"),
    ]
    at_rest(ana, "/review?state=disputed")
    assert ana.locator(".items li").count() == 1
    at_rest(ana, "/incidents/i-aurelio")
    history = ana.inner_text(".history")
    assert "by ana" in history
    assert "by bea" in history


# --- adding


def test_files_are_added_and_followed_to_the_end(
    site: Site, window: Callable[..., Any], tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad <b>.txt"
    good.write_text("Doce heridos.", encoding="utf-8")
    bad.write_text("broken", encoding="utf-8")
    page = window(site)
    at_rest(page, "/add")
    page.set_input_files("input[name=files] >> nth=0", [good, bad])
    page.click("form.drop button")
    page.wait_for_url("**/add/*")
    page.wait_for_selector("#job[data-running=yes]")
    page.wait_for_selector("#job[data-running=no]")
    assert "1 reports read, 2 claims found." in page.inner_text("#job")
    assert "bad <b>.txt" in page.inner_text("#job table")
    assert "<img src=x onerror=window.struck=1> not text" in page.inner_text("#job table")
    assert page.evaluate("window.struck") is None
    assert sorted(site.texts) == [b"Doce heridos.", b"broken"]


def test_dropped_files_are_added(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/add")
    page.evaluate(
        """() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["Uno."], "uno.txt", {type: "text/plain"}));
          const form = document.querySelector("form.drop");
          form.dispatchEvent(new DragEvent("dragover", {dataTransfer: transfer, bubbles: true, cancelable: true}));
          form.dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
        }"""
    )
    page.wait_for_url("**/add/*")
    page.wait_for_selector("#job[data-running=no]")
    assert site.texts == [b"Uno."]


def test_nothing_chosen_is_said_on_the_page(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/add")
    page.click("form.drop button")
    page.wait_for_selector("[data-sent] >> text=choose at least one")


# --- hostile reports


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/reports",
        report_path(samples.HOSTILE_ID),
        "/incidents/i-quilla",
        "/review?item=r-bad",
        "/review",
        "/log",
    ],
)
def test_no_word_of_a_report_becomes_a_node_or_runs(
    site: Site, window: Callable[..., Any], path: str
) -> None:
    page = window(site)
    at_rest(page, path)
    page.wait_for_timeout(150)
    assert page.evaluate("window.struck") is None
    found = page.evaluate(
        """() => ({
          scripts: [...document.scripts].map(s => new URL(s.src).pathname),
          frames: document.querySelectorAll("iframe, object, embed, base, img, form[action^='http']").length,
          handlers: [...document.querySelectorAll("*")].filter(
            e => [...e.attributes].some(a => a.name.startsWith("on") || /^\\s*javascript:/i.test(a.value))).length,
        })"""
    )
    assert found == {"scripts": ["/static/dist/desk.js"], "frames": 0, "handlers": 0}


def test_a_script_put_into_the_page_is_stopped_by_the_policy(site: Site, chromium: Any) -> None:
    page = chromium.new_context(base_url=site.address).new_page()
    at_rest(page, "/reports")
    page.evaluate(
        """() => {
          const box = document.createElement("div");
          box.innerHTML = '<img src="data:image/png,x" onerror="window.struck=1"><svg onload="window.struck=1"></svg>';
          const script = document.createElement("script");
          script.textContent = "window.struck = 1";
          document.body.append(box, script);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.struck") is None
    page.context.close()


def test_the_text_shown_is_the_text_stored(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    for document in samples.DOCUMENTS:
        at_rest(page, report_path(document.id))
        assert page.evaluate("document.querySelector('article.text').textContent") == document.text
        assert page.evaluate("document.querySelector('h1.captured').textContent") == document.title


# --- without scripts, and without a server


def test_everything_works_before_scripts_load(site: Site, window: Callable[..., Any]) -> None:
    page = window(site, java_script_enabled=False)
    page.goto("/")
    page.check("input[name=show][value=contested]")
    page.click(".filters button")
    assert page.locator(".list tbody tr").count() == 1
    assert page.locator("#map .places li").count() == 1
    page.goto("/review")
    page.click(".ruling button[value=accept]")
    assert "Recorded: accepted." in page.inner_text(".notice.good")
    page.click("form.undo button")
    assert "Taken back: accepted" in page.inner_text(".notice.good")
    assert [verdict for _, verdict, _ in judgements(site)] == ["accept", "undo"]


def test_a_desk_that_stopped_is_told(site: Site, window: Callable[..., Any]) -> None:
    page = window(site)
    at_rest(page, "/")
    page.context.route("**/?*", lambda route: route.abort())
    page.evaluate("console.error = () => undefined")
    page.check("input[name=show][value=contested]")
    page.wait_for_selector(".offline >> text=The desk does not answer")
