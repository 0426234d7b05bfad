"""How fast the desk is on a large ledger, and whether it holds under many people at once.

    python benchmarks/desk.py [--incidents 20000] [--claims 100000] [--seconds 60] [--ledger FILE]

Makes an invented ledger (kept where `--ledger` names it), serves it on loopback in a process of its own, measures each kind of page with
one client, then lets 20 readers and 2 reviewers work at once. Exits with 1 when a target is missed, an answer failed or a ruling was lost.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "web"))

from generated import make_large  # noqa: E402

from testigo.ledger.store import open_ledger  # noqa: E402

TARGETS_MS = {"overview": 1500, "filter": 300, "incident": 100, "ruling": 100}
FILTERS = (
    "kind=killing",
    "place=villa+12",
    "from=2022-01-01&to=2022-03-01",
    "grade=contested&measure=killed",
    "show=needs-review",
    "show=unlocated",
    "show=residual&show=single-source",
    "sort=-killed",
    "page=300",
    "campaign=k-3",
)
SERVE = "import sys; from testigo.web.app import serve; serve(sys.argv[1], port=int(sys.argv[2]))"
READERS, REVIEWERS = 20, 2


def main() -> int:
    """Run the measurement; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--incidents", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--port", type=int, default=8399)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "large.ledger"
        if not path.exists():
            started = time.perf_counter()
            make_large(path, incidents=options.incidents, claims=options.claims).close()
            print(f"made in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        server = subprocess.Popen([sys.executable, "-c", SERVE, str(path), str(options.port)])
        try:
            return _measure(path, f"http://127.0.0.1:{options.port}", options.seconds)
        finally:
            server.terminate()
            server.wait()


def _measure(path: Path, address: str, seconds: float) -> int:
    client = httpx.Client(base_url=address, timeout=30, follow_redirects=True)
    _wait(client)
    faults = _single(client)
    return 1 if _together(path, address, seconds) or faults else 0


def _wait(client: httpx.Client) -> None:
    for _ in range(200):
        try:
            client.get("/health")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the desk did not come up")


def _token(client: httpx.Client) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/login").text)
    if found is None:
        raise SystemExit("no token on the page")
    return found[1]


def _single(client: httpx.Client) -> int:
    """One client, each kind of page seven times; how many kinds missed their target."""
    token = _token(client)
    waiting = [item["id"] for item in _queue(client, 1) if len(item["subjects"]) == 1]

    def rule() -> httpx.Response:
        item = waiting.pop()
        seen = client.get("/review", params={"item": item}).text
        version = re.search(r'name="seen" value="(\d+)"', seen)
        form = {"csrf": token, "item": item, "verdict": "accept", "seen": version[1] if version else "0"}
        started = time.perf_counter()
        answer = client.post("/review/rule", data=form, headers={"accept": "application/json"})
        answer.extensions["ms"] = (time.perf_counter() - started) * 1000
        return answer

    pages: list[tuple[str, str, Callable[[], httpx.Response]]] = [
        ("overview", "/", lambda: client.get("/")),
        *(("filter", f"/?{q}", lambda q=q: client.get(f"/?{q}")) for q in FILTERS),
        ("incident", "5 claims", lambda: client.get("/incidents/i-00007")),
        ("incident", "60 claims", lambda: client.get("/incidents/i-00400")),
        ("ruling", "accept", rule),
        ("", "/map.json", lambda: client.get("/map.json")),
        ("", "/reports/doc-00007", lambda: client.get("/reports/doc-00007")),
        ("", "/campaigns/k-3", lambda: client.get("/campaigns/k-3")),
        ("", "/review", lambda: client.get("/review")),
    ]
    missed = 0
    print(f"{'':10}{'':42}{'median ms':>10}{'worst ms':>10}{'target':>8}")
    for kind, name, ask in pages:
        ask()
        times = []
        for _ in range(7):
            started = time.perf_counter()
            answer = ask()
            taken = answer.extensions.get("ms") or (time.perf_counter() - started) * 1000
            answer.raise_for_status()
            times.append(taken)
        middle = statistics.median(times)
        target = TARGETS_MS.get(kind)
        missed += bool(target and middle > target)
        print(f"{kind:10}{name:42}{middle:10.0f}{max(times):10.0f}{target or '':>8}")
    return missed


def _queue(client: httpx.Client, page: int) -> list[dict[str, list[str]]]:
    answer = client.get("/review", params={"format": "json", "page": page})
    answer.raise_for_status()
    items: list[dict[str, list[str]]] = answer.json()["items"]
    return items


def _together(path: Path, address: str, seconds: float) -> int:
    """Readers and reviewers at once; how many answers failed and rulings were lost."""
    until = time.monotonic() + seconds
    times: list[float] = []
    faults: list[str] = []
    recorded: list[str] = []

    def read(number: int) -> None:
        draw = random.Random(number)  # noqa: S311 -- which page comes next is no secret
        with httpx.Client(base_url=address, timeout=60) as client:
            while time.monotonic() < until:
                page = draw.choice(
                    (
                        "/",
                        f"/?{draw.choice(FILTERS)}",
                        f"/incidents/i-{draw.randrange(2000):05d}",
                        f"/reports/doc-{draw.randrange(500):05d}",
                    )
                )
                started = time.perf_counter()
                answer = client.get(page)
                times.append(time.perf_counter() - started)
                if answer.status_code != 200:
                    faults.append(f"{answer.status_code} {page}")
                time.sleep(draw.random())  # people read what they opened

    def review(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            token = _token(client)
            page = 2 + number * 20
            items: list[str] = []
            while time.monotonic() < until:
                if not items:
                    items = [item["id"] for item in _queue(client, page) if len(item["subjects"]) == 1]
                    page += 1
                item = items.pop()
                form = {"csrf": token, "item": item, "verdict": "accept", "seen": "0"}
                answer = client.post("/review/rule", data=form, headers={"accept": "application/json"})
                if answer.status_code == 200:
                    recorded.append(answer.json()["id"])
                elif answer.status_code != 409:  # the other reviewer was first: told, and nothing written
                    faults.append(f"{answer.status_code} ruling")
                time.sleep(0.2)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
    threads += [threading.Thread(target=review, args=(n,)) for n in range(REVIEWERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_ledger(str(path)) as ledger:
        held = {judgement.id for judgement in ledger.journal.judgements()}
    lost = [ruling for ruling in recorded if ruling not in held]
    times.sort()
    print(
        f"{READERS} readers, {REVIEWERS} reviewers, {seconds:.0f} s: {len(times)} pages, median "
        f"{times[len(times) // 2] * 1000:.0f} ms, 95th {times[int(len(times) * 0.95)] * 1000:.0f} ms; "
        f"{len(recorded)} rulings, {len(lost)} lost, {len(faults)} failed answers {sorted(set(faults))[:5]}"
    )
    return len(lost) + len(faults)


if __name__ == "__main__":
    raise SystemExit(main())
