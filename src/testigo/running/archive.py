"""Archives: each of many machines reads its share of the reports into a shard; one machine makes the ledger of all shards.

Any scheduler will do, for a share is a command of its own that can be given again: a Slurm array, Kubernetes jobs, Dask, GNU parallel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from testigo.errors import SettingsError
from testigo.gathering.corpus import Captured, Share, gather
from testigo.ledger.shards import SUFFIX, read_shard, write_shard
from testigo.ledger.store import Reading
from testigo.model.text import Document, Failure
from testigo.running import stages
from testigo.running.engines import read_each

if TYPE_CHECKING:
    from testigo.ledger.store import Ledger
    from testigo.running.build import BuildReport

_DOCUMENTS_PER_COMMIT = 64


@dataclass(frozen=True, slots=True)
class ShardReport:
    """What became of a share: its file, the documents read and those that failed; `was_there` if it had been read before."""

    path: Path
    documents: int = 0
    failures: int = 0
    was_there: bool = False


def read_share(
    paths: Iterable[Path],
    folder: Path,
    share: Share,
    *,
    published: date | None = None,
    language: str | None = None,
    workers: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
) -> ShardReport:
    """Read one share of the reports into its shard in `folder`; a shard that is there already is left as it is.

    The folder is made where it is missing. A shard stands under its name only when it is whole, so a share that was stopped is given again.
    """
    path = folder / f"part-{share.part:05d}-of-{share.parts:05d}{SUFFIX}"
    if path.exists():
        return ShardReport(path, was_there=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"no folder for shards at {folder}: {error.strerror}") from error
    reader = stages.reader_version()
    under_way: dict[str, Captured] = {}
    came: set[str] = set()
    failures: list[Failure] = []

    def documents() -> Iterator[Document]:
        for item in gather(paths, published=published, language=language, share=share):
            if isinstance(item, Failure):
                failures.append(item)
            elif item.document.id in came:
                failures.append(Failure(item.origin, "gathering", f"the id {item.document.id!r} came before"))
            else:
                came.add(item.document.id)
                under_way[item.document.id] = item
                yield item.document

    def outcomes() -> Iterator[Reading | Failure]:
        for done, (document, outcome) in enumerate(read_each(documents(), workers=workers), 1):
            item = under_way.pop(document.id)
            if isinstance(outcome, Failure):
                failures.append(Failure(item.origin, outcome.stage, outcome.reason))
            else:
                yield Reading(
                    document, item.raw, item.media_type, item.origin, outcome.source, outcome.claims, reader
                )
            progress(done)
        yield from failures

    read, failed = write_shard(path, outcomes())
    return ShardReport(path, read, failed)


def shards_among(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Shards, those in folders of shards included, and the paths of reports, each in the order given."""
    shards: list[Path] = []
    reports: list[Path] = []
    for path in paths:
        inside = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else []
        if inside:
            shards.extend(inside)
        else:
            (shards if path.name.endswith(SUFFIX) else reports).append(path)
    return shards, reports


def record_shards(
    ledger: Ledger, shards: Iterable[Path], report: BuildReport, progress: Callable[[int, str], None]
) -> None:
    """Append what shards hold to the ledger; what is held already counts as held."""
    held = ledger.texts_held()
    for shard in shards:
        outcomes = read_shard(shard)
        while batch := list(islice(outcomes, _DOCUMENTS_PER_COMMIT)):
            readings = [outcome for outcome in batch if isinstance(outcome, Reading)]
            report.failures.extend(outcome for outcome in batch if isinstance(outcome, Failure))
            new = [reading for reading in readings if reading.document.id not in held]
            refused = ledger.record(readings)
            report.failures.extend(refused)
            report.documents += len(new)
            report.held += len(readings) - len(new) - len(refused)
            report.claims += sum(len(reading.claims) for reading in new)
            held.update((reading.document.id, "") for reading in new)
            progress(report.documents + report.held + len(report.failures), "recording shards")
