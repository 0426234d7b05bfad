"""Many people at one desk: no answer fails, no ruling is lost. The long run is benchmarks/desk.py."""

from __future__ import annotations

import random
import re
import socket
import threading
import time
from pathlib import Path

import httpx2 as httpx
import uvicorn
from generated import make_large

from testigo.web.app import create_app
from testigo.web.desk_sql import SqlDesk
from testigo.web.settings import DeskSettings

READERS, REVIEWERS, SECONDS = 20, 2, 4.0
ADDRESSES = (
    "/",
    "/?show=needs-review",
    "/incidents/i-00003",
    "/reports/doc-00005",
    "/review",
    "/campaigns/k-1",
)


def test_twenty_readers_and_two_reviewers(tmp_path: Path) -> None:
    ledger = make_large(tmp_path / "large.ledger", incidents=400, claims=2000, campaigns=4)
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = create_app(SqlDesk(ledger), DeskSettings(), engine=ledger.engine)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    serving.start()
    until = time.monotonic() + SECONDS
    read: list[int] = []
    ruled: list[str] = []
    odd: list[str] = []

    def reader(number: int) -> None:
        draw = random.Random(number)
        with httpx.Client(base_url=address, timeout=60) as client:
            while time.monotonic() < until:
                answer = client.get(draw.choice(ADDRESSES))
                read.append(answer.status_code)

    def reviewer() -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/login").text)[1]  # type: ignore[index]
            items = client.get("/review?format=json").json()["items"]
            for item in items:
                if time.monotonic() > until or len(item["subjects"]) != 1:
                    continue
                form = {"csrf": token, "item": item["id"], "verdict": "accept", "seen": "0"}
                answer = client.post("/review/rule", data=form, headers={"accept": "application/json"})
                if answer.status_code == 200:
                    ruled.append(answer.json()["id"])
                elif answer.status_code != 409:
                    odd.append(answer.text)

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(READERS)]
    threads += [threading.Thread(target=reviewer) for _ in range(REVIEWERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    server.should_exit = True
    serving.join(timeout=10)
    held = [judgement.id for judgement in ledger.journal.judgements()]
    subjects = [judgement.subjects for judgement in ledger.journal.judgements()]
    ledger.close()
    assert odd == []
    assert set(read) == {200}
    assert len(read) >= READERS
    assert ruled
    assert sorted(ruled) == sorted(held)
    assert len(subjects) == len(set(subjects)), (
        "both reviewers saw version 0: one of them must have been told"
    )
