"""Tables of reports: CSV, TSV and Parquet files with one document a row, their columns known by the names that archives give them."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from testigo.errors import GatheringError, SettingsError
from testigo.gathering.decoding import decode
from testigo.libraries import optional

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".parquet"})

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "document_id", "article_id", "guid"),
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "article", "maintext", "texto", "cuerpo", "contenido", "nota"),
    "title": ("title", "headline", "titulo", "titular"),
    "published": ("published", "published_at", "publication_date", "publish_date", "date_publish", "pub_date", "pubdate", "date", "fecha", "fecha_publicacion"),
    "outlet": ("outlet", "source", "media_name", "media", "publisher", "publication", "newspaper", "source_domain", "medio", "fuente", "diario", "periodico"),
    "url": ("url", "link", "permalink", "enlace"),
    "language": ("language", "lang", "idioma"),
}  # fmt: skip
"""Field of a document -> the column names that are taken for it, the first found in this order; case, spaces and accents do not matter."""

_LARGEST_CELL = 4_000_000
_ROWS_AT_A_TIME = 256
_SNIFFED = 65_536


def table_rows(path: Path) -> Iterator[tuple[int, dict[str, str] | GatheringError]]:
    """Row number (from 1, the header not counted) and the document's fields, as strings, or why the row has none; an empty cell is no field.

    Raises:
        GatheringError: no such table, no column with the text, or a library is missing; the message says what to do.
    """
    rows = _parquet_rows(path) if path.suffix.lower() == ".parquet" else _csv_rows(path)
    for number, row in enumerate(rows, 1):
        if isinstance(row, GatheringError):
            yield number, row
        else:
            yield number, {field: words for field, value in row.items() if (words := _words(value))}


def fields_of(columns: Sequence[str]) -> dict[str, str]:
    """Column -> field of a document.

    Raises:
        GatheringError: none of the columns holds the text.
    """
    by_name = {_plain(column): column for column in reversed(columns)}
    found = {}
    for field, names in COLUMNS.items():
        column = next((by_name[name] for name in names if name in by_name), None)
        if column is not None:
            found[column] = field
    if "text" not in found.values():
        raise GatheringError(
            f"no column with the text of the reports: there are {', '.join(columns[:20]) or 'none'}; name one of them `text`"
        )
    return found


def _csv_rows(path: Path) -> Iterator[dict[str, Any] | GatheringError]:
    with path.open("rb") as file:
        head = file.read(_SNIFFED)
    if not head.strip():
        raise GatheringError("empty")
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if encoding == "utf-8-sig":
        decode(head[: head.rfind(b"\n") + 1] or head)
    csv.field_size_limit(_LARGEST_CELL)
    with path.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=_delimiter(path, head, encoding), strict=True)
        try:
            columns = next(reader)
            fields = fields_of(columns)
            for row in reader:
                if any(cell.strip() for cell in row[len(columns) :]):
                    yield GatheringError(
                        f"{len(row)} cells under {len(columns)} columns: a cell that holds the separator must be quoted"
                    )
                elif any(cell.strip() for cell in row):
                    yield {
                        fields[column]: cell
                        for column, cell in zip(columns, row, strict=False)
                        if column in fields
                    }
        except csv.Error as error:
            raise GatheringError(f"a broken table: {error} in line {reader.line_num}") from error
        except UnicodeDecodeError as error:
            raise GatheringError(
                f"not {error.encoding.upper()} after line {reader.line_num}; convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8"
            ) from error


def _delimiter(path: Path, head: bytes, encoding: str) -> str:
    """A tab in a .tsv; else what parts the header's names."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    header = next(iter(io.StringIO(head.decode(encoding, "replace"))), "")
    return max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))


def _parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        parquet = optional("pyarrow.parquet", extra="parquet")
        invalid = optional("pyarrow", extra="parquet").ArrowInvalid
    except SettingsError as error:
        raise GatheringError(str(error)) from error
    try:
        file = parquet.ParquetFile(path)
    except invalid as error:
        raise GatheringError(f"not a Parquet file: {error}") from error
    with file:
        fields = fields_of(file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=_ROWS_AT_A_TIME, columns=list(fields)):
            for row in batch.to_pylist():
                yield {fields[column]: value for column, value in row.items()}


def _words(value: Any) -> str | None:
    if value is None:
        return None
    words = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return words if words.strip() else None


def _plain(name: str) -> str:
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return bare.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_")
