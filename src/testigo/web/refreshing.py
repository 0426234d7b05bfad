"""After a ruling the view is worked out anew in the background: one run at a time, and one more if rulings came meanwhile."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)


class Refresher:
    """Runs `refresh(ledger)` in a thread whenever it was asked for; many requests in a row make one run."""

    def __init__(self, ledger: Any, refresh: Callable[[Any], None], *, pause_s: float = 0.4) -> None:
        self._ledger, self._refresh, self._pause_s = ledger, refresh, pause_s
        self._wanted = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask(self) -> None:
        """Have the view worked out soon."""
        self._wanted.set()
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="view-refresh", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            threading.Event().wait(self._pause_s)  # let a burst of rulings come together
            if not self._wanted.is_set():
                with self._lock:
                    if not self._wanted.is_set():
                        self._thread = None
                        return
            self._wanted.clear()
            try:
                self._refresh(self._ledger)
            except Exception as error:  # noqa: BLE001 -- the thread's border: the desk stays up, the page says that the view is stale
                log.error("view not refreshed error=%s", type(error).__name__)  # noqa: TRY400 -- a message may quote a report
