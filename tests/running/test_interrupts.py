"""A Ctrl-C that a finalizer swallows still stops the run at its next step."""

from __future__ import annotations

import contextlib
import os
import signal
import threading

import pytest

from testigo.running.interrupts import heeding_interrupts


def test_a_lost_interrupt_is_raised_at_the_next_step() -> None:
    with heeding_interrupts() as heed:
        heed()
        with contextlib.suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(1000):
                pass
        with pytest.raises(KeyboardInterrupt):
            heed()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_outside_the_main_thread_nothing_is_installed() -> None:
    seen: list[object] = []

    def work() -> None:
        with heeding_interrupts() as heed:
            heed()
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]
