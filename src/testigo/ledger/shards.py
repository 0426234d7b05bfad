"""Shards: readings as Parquet files, so that an archive is read on many machines and its ledger is made on one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from testigo.errors import LedgerError
from testigo.ledger.store import Reading
from testigo.libraries import optional
from testigo.model.interchange import claim_from_json, claim_to_json, to_line
from testigo.model.source import Source
from testigo.model.text import Document, Failure
from testigo.reconciling.fingerprints import packed

SUFFIX = ".readings.parquet"
_SCHEMA = 2
_ROWS_AT_A_TIME = 64
_TEXTS = ("document", "text", "title", "published", "published_from", "outlet", "url", "language", "published_at", "media_type", "origin", "source", "reader", "failed_at", "failed_why")  # fmt: skip


def write_shard(path: Path, outcomes: Iterable[Reading | Failure]) -> tuple[int, int]:
    """Write readings and failures, under the name only once they are all there. Returns how many there are of each.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    arrow, parquet = optional("pyarrow", extra="parquet"), optional("pyarrow.parquet", extra="parquet")
    schema = arrow.schema(
        [
            *((name, arrow.string()) for name in _TEXTS),
            ("raw", arrow.binary()),
            ("claims", arrow.list_(arrow.string())),
        ],
        metadata={"testigo_shard": str(_SCHEMA)},
    )
    under_way = path.with_name(f".{path.name}.{os.getpid()}")
    counts = [0, 0]
    try:
        with parquet.ParquetWriter(under_way, schema, compression="zstd") as writer:
            rows: list[dict[str, Any]] = []
            for outcome in outcomes:
                counts[isinstance(outcome, Failure)] += 1
                rows.append(_failure_row(outcome) if isinstance(outcome, Failure) else _row(outcome))
                if len(rows) == _ROWS_AT_A_TIME:
                    writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
                    rows.clear()
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
        under_way.replace(path)
    finally:
        under_way.unlink(missing_ok=True)
    return counts[0], counts[1]


def read_shard(path: Path) -> Iterator[Reading | Failure]:
    """What a shard holds, in its order.

    Raises:
        LedgerError: not a shard, or one of a newer testigo.
        SettingsError: pyarrow is not installed.
    """
    parquet, invalid = (
        optional("pyarrow.parquet", extra="parquet"),
        optional("pyarrow", extra="parquet").ArrowInvalid,
    )
    try:
        file = parquet.ParquetFile(path)
    except FileNotFoundError:
        raise LedgerError(f"no such shard: {path}") from None
    except invalid as error:
        raise LedgerError(f"{path} is no shard: {error}") from error
    with file:
        schema = (file.schema_arrow.metadata or {}).get(b"testigo_shard")
        if schema is None:
            raise LedgerError(f"{path} holds no readings of testigo")
        if int(schema) > _SCHEMA:
            raise LedgerError(f"{path} was written by a newer testigo: update this one")
        for batch in file.iter_batches(batch_size=_ROWS_AT_A_TIME):
            for row in batch.to_pylist():
                yield _outcome(row)


def _row(reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "document": document.id,
        "text": document.text,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "published_from": document.published_from,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "published_at": document.published_at.isoformat() if document.published_at else None,
        "raw": reading.raw,
        "media_type": reading.media_type,
        "origin": reading.origin,
        "source": to_line(_fingerprint(reading.source)),
        "claims": [to_line(claim_to_json(claim)) for claim in reading.claims],
        "reader": reading.reader,
    }


def _failure_row(failure: Failure) -> dict[str, Any]:
    return {"document": failure.document, "failed_at": failure.stage, "failed_why": failure.reason}


def _outcome(row: dict[str, Any]) -> Reading | Failure:
    if row["failed_at"] is not None:
        return Failure(row["document"], row["failed_at"], row["failed_why"] or "")
    document = Document(
        row["document"],
        row["text"],
        row["title"],
        date.fromisoformat(row["published"]) if row["published"] else None,
        row["published_from"],
        row["outlet"],
        row["url"],
        row["language"],
        datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
    )
    found = json.loads(row["source"])
    source = Source(
        document.id,
        document.title,
        document.outlet,
        document.published,
        document.url,
        document.language,
        tuple(found["agencies"]),
        packed(sign) if isinstance(sign := found["signature"], list) else bytes.fromhex(sign),
        found["text_sha256"],
        document.published_at,
        tuple(found["names"]),
        tuple(found.get("marks", ())),
    )
    claims = tuple(claim_from_json(json.loads(line)) for line in row["claims"])
    return Reading(document, row["raw"], row["media_type"], row["origin"], source, claims, row["reader"])


def _fingerprint(source: Source) -> dict[str, Any]:
    """What a source holds beside the header of its document."""
    return {
        "agencies": list(source.agencies),
        "signature": source.signature.hex(),
        "names": list(source.names),
        "marks": list(source.marks),
        "text_sha256": source.text_sha256,
    }
