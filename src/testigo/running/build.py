"""The main job: reports into a ledger, resumable at any moment, then the view over all of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from testigo.gathering.corpus import Captured, gather
from testigo.ledger.store import Ledger, Reading, text_sha256
from testigo.model.text import Document, Failure
from testigo.running import stages
from testigo.running.archive import record_shards, shards_among
from testigo.running.engines import read_each
from testigo.running.refreshing import Progress, refresh

_DOCUMENTS_PER_COMMIT = 64
_SECONDS_PER_COMMIT = 2.0

__all__ = ["BuildReport", "build", "builder", "example_reports", "refresh"]


@dataclass(slots=True)
class BuildReport:
    """What a build did: documents read now, those held before, and what failed."""

    documents: int = 0
    claims: int = 0
    held: int = 0
    failures: list[Failure] = field(default_factory=list)


def build(
    ledger: Ledger,
    paths: Iterable[Path],
    *,
    published: date | None = None,
    language: str | None = None,
    workers: int = 1,
    progress: Progress = lambda _done, _stage: None,
) -> BuildReport:
    """Gather, read and record each report, then work out the view.

    What is committed stays: a build that was killed goes on where it stood when the same command is given again. Shards among the paths
    bring what other machines have read. Documents that another version of the reader read are read again from the ledger's own copy.
    """
    report = BuildReport()
    reader = stages.reader_version()
    shards, paths = shards_among(paths)
    record_shards(ledger, shards, report, progress)
    _record_all(
        ledger, _new(ledger, paths, reader, report, published, language), reader, workers, report, progress
    )
    _record_all(ledger, _outdated(ledger, reader), reader, workers, report, progress)
    ledger.record_failures(report.failures)
    refresh(ledger, progress=progress)
    return report


def builder(ledger: Ledger) -> Callable[[Sequence[Path], Callable[[int, int, str], None]], BuildReport]:
    """What the desk calls when files are dropped on it: a build that tells done, total and stage."""

    def add(paths: Sequence[Path], progress: Callable[[int, int, str], None]) -> BuildReport:
        return build(ledger, paths, progress=lambda done, stage: progress(done, max(done, len(paths)), stage))

    return add


def example_reports() -> tuple[Path, ...]:
    """The example dispatches, in the package or beside its sources; none where neither is there."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "examples", package.parents[1] / "examples"):
        if folder.is_dir():
            return tuple(sorted(p for p in folder.iterdir() if p.is_dir()))
    return ()


def _new(
    ledger: Ledger,
    paths: Iterable[Path],
    reader: str,
    report: BuildReport,
    published: date | None,
    language: str | None,
) -> Iterator[Captured]:
    """What is not in the ledger yet; failures go to the report."""
    held, done = ledger.texts_held(), ledger.read_by(reader)
    for item in gather(paths, published=published, language=language):
        if isinstance(item, Failure):
            report.failures.append(item)
            continue
        document = item.document
        digest = text_sha256(document.title, document.text)
        known = held.setdefault(document.id, digest)
        if known != digest:
            reason = f"its id {document.id!r} already names another text: give the new text an id of its own"
            report.failures.append(Failure(item.origin, "gathering", reason))
        elif document.id in done:
            report.held += 1
        else:
            done.add(document.id)
            yield item


def _outdated(ledger: Ledger, reader: str) -> Iterator[Captured]:
    missing = set(ledger.texts_held()) - ledger.read_by(reader)
    for document, raw, media_type, origin in ledger.stored(missing):
        yield Captured(document, raw, media_type, origin)


def _record_all(
    ledger: Ledger,
    captured: Iterator[Captured],
    reader: str,
    workers: int,
    report: BuildReport,
    progress: Progress,
) -> None:
    """Read what comes and commit every so many documents or seconds, whichever is first."""
    under_way: dict[str, Captured] = {}

    def documents() -> Iterator[Document]:
        for item in captured:
            under_way[item.document.id] = item
            yield item.document

    batch: list[Reading] = []
    since = time.monotonic()
    try:
        for document, outcome in read_each(documents(), workers=workers):
            item = under_way.pop(document.id)
            if isinstance(outcome, Failure):
                report.failures.append(Failure(item.origin, outcome.stage, outcome.reason))
            else:
                batch.append(
                    Reading(
                        document,
                        item.raw,
                        item.media_type,
                        item.origin,
                        outcome.source,
                        outcome.claims,
                        reader,
                    )
                )
                report.documents += 1
                report.claims += len(outcome.claims)
            progress(report.documents + report.held + len(report.failures), "reading")
            if len(batch) >= _DOCUMENTS_PER_COMMIT or time.monotonic() - since > _SECONDS_PER_COMMIT:
                report.failures.extend(ledger.record(batch))
                batch.clear()
                since = time.monotonic()
    finally:
        if batch:
            report.failures.extend(ledger.record(batch))
