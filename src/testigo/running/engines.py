"""Where documents are read: in this process, or spread over workers that may die without taking the run with them."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from testigo.model.text import Document, Failure
from testigo.running import stages

log = logging.getLogger(__name__)

Outcome = stages.Read | Failure
_QUEUED_PER_WORKER = 3
_BATCH = 4  # documents sent to a worker at a time


def read_one(document: Document) -> Outcome:
    """Read a document; whatever goes wrong becomes its row, and the run goes on."""
    try:
        return stages.read(document)
    except Exception as error:  # noqa: BLE001 one bad document must not stop the others
        log.warning("unreadable document=%s error=%s", document.id, type(error).__name__)
        return Failure(document.id, "reading", f"{type(error).__name__}: {error}"[:300])


def _read_batch(documents: list[Document]) -> list[Outcome]:
    return [read_one(document) for document in documents]


def read_each(documents: Iterable[Document], *, workers: int = 1) -> Iterator[tuple[Document, Outcome]]:
    """Documents with what was read in them, in the order in which they are done."""
    if workers <= 1:
        for document in documents:
            yield document, read_one(document)
    else:
        yield from _spread(iter(documents), workers, _read_batch)


def _spread(
    documents: Iterator[Document], workers: int, work: Callable[[list[Document]], list[Outcome]]
) -> Iterator[tuple[Document, Outcome]]:
    """Batches over a pool. When a worker is killed the pool is made anew and what was under way is read again, one document
    at a time and alone, so that the one that kills its worker is found: it becomes a failure.
    """
    pool = _pool(workers)
    running: dict[Future[list[Outcome]], list[Document]] = {}
    try:
        while True:
            while len(running) < workers * _QUEUED_PER_WORKER:
                batch = list(islice(documents, _BATCH))
                if not batch:
                    break
                running[pool.submit(work, batch)] = batch
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken: list[Document] = []
            for future in done:
                batch = running.pop(future)
                try:
                    yield from zip(batch, future.result(), strict=True)
                except BrokenProcessPool:
                    broken.extend(batch)
            if broken:
                for batch in running.values():
                    broken.extend(batch)
                running.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(broken, work)
                pool = _pool(workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(
    documents: list[Document], work: Callable[[list[Document]], list[Outcome]]
) -> Iterator[tuple[Document, Outcome]]:
    pool = _pool(1)
    try:
        for document in documents:
            try:
                yield document, pool.submit(work, [document]).result()[0]
            except BrokenProcessPool:
                log.warning("worker died document=%s", document.id)
                yield (
                    document,
                    Failure(
                        document.id,
                        "reading",
                        "its worker process died while reading it (killed, or out of memory)",
                    ),
                )
                pool = _pool(1)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Forked where the system can, so that the parsers' weights are shared; the parsers are loaded before."""
    if "fork" in multiprocessing.get_all_start_methods():
        stages.warm_up()
        return ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("fork"), initializer=_quiet
        )
    return ProcessPoolExecutor(workers, initializer=_quiet)


def _quiet() -> None:
    """Ctrl-C is the parent's to handle."""
    import signal  # noqa: PLC0415 workers only

    signal.signal(signal.SIGINT, signal.SIG_IGN)
