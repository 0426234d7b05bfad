"""Files, folders, JSON lines and tables become documents; what cannot be read becomes a row with its reason."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from testigo.errors import GatheringError
from testigo.gathering.decoding import decode, whole
from testigo.gathering.filing import day_of_filing
from testigo.gathering.languages import SUPPORTED, identify_language
from testigo.gathering.page import looks_like_html, read_page
from testigo.gathering.tables import TABLE_SUFFIXES, table_rows
from testigo.model.identity import content_id
from testigo.model.text import Document, Failure

LONGEST_TEXT = 1_000_000  # code points of one document
LARGEST_FILE = 200_000_000  # bytes of one file that is not JSON lines
SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"}) | TABLE_SUFFIXES
_JSONL = frozenset({".jsonl", ".ndjson"})
_FIELDS = frozenset({"id", "text", "title", "published", "outlet", "url", "language"})
_HEADLINE = re.compile(r"\A\s*(?P<title>[^\n]{3,200}?)[ \t]*\n[ \t]*\n\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Captured:
    """A document with the bytes that it was read from; `media_type` says what they are."""

    document: Document
    raw: bytes
    media_type: str
    origin: str

    @property
    def sha256(self) -> str:
        """The name under which the bytes are kept."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(slots=True)
class Share:
    """Every `parts`-th document from the `part`-th on (from 1): what one of several machines reads of one archive."""

    part: int = 1
    parts: int = 1
    seen: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.part <= self.parts:
            raise GatheringError(f"no such part: {self.part} of {self.parts}")

    def takes_next(self) -> bool:
        """Whether the next file, line or row belongs to this share."""
        self.seen += 1
        return (self.seen - 1) % self.parts == self.part - 1


def gather(
    paths: Iterable[Path],
    *,
    published: date | None = None,
    language: str | None = None,
    share: Share | None = None,
) -> Iterator[Captured | Failure]:
    """Read each path in turn; folders are walked in order of name, hidden files left out.

    `published` and `language` stand in where a document says nothing of its own. With a `share`, only its documents are read.
    """
    return _Gathering(published, language, share or Share()).read(paths)


@dataclass(frozen=True, slots=True)
class _Gathering:
    published: date | None
    language: str | None
    share: Share

    def read(self, paths: Iterable[Path]) -> Iterator[Captured | Failure]:
        for path in paths:
            if path.is_dir():
                yield from self._folder(path)
            else:
                yield from self._file(path, path.name)

    def _folder(self, path: Path) -> Iterator[Captured | Failure]:
        inside = sorted(
            p
            for p in path.rglob("*")
            if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
        )
        if not inside:
            yield Failure(str(path), "gathering", "an empty folder: nothing to read")
        for file in inside:
            name = str(file.relative_to(path.parent))
            if file.suffix.lower() in SUFFIXES:
                yield from self._file(file, name)
            elif self.share.takes_next():
                kinds = ", ".join(sorted(SUFFIXES))
                yield Failure(
                    name, "gathering", f"not a kind of file that is read in a folder; these are: {kinds}"
                )

    def _file(self, path: Path, name: str) -> Iterator[Captured | Failure]:
        try:
            if path.suffix.lower() in _JSONL | TABLE_SUFFIXES:
                yield from self._many(path, name)
            elif self.share.takes_next():
                size = path.stat().st_size
                if size > LARGEST_FILE:
                    raise GatheringError(f"too large: {size:,} bytes; the limit is {LARGEST_FILE:,}")
                yield self._completed(_from_file(path.read_bytes(), name))
        except GatheringError as error:
            yield Failure(name, "gathering", str(error))
        except FileNotFoundError:
            yield Failure(str(path), "gathering", "no such file")  # as it was typed
        except PermissionError:
            yield Failure(name, "gathering", "no permission to read it")
        except OSError as error:
            yield Failure(name, "gathering", f"cannot be read: {error.strerror or type(error).__name__}")

    def _many(self, path: Path, name: str) -> Iterator[Captured | Failure]:
        """The documents of a file of many; an id may stand for one text only."""
        if path.stat().st_size == 0:
            yield Failure(name, "gathering", "empty")
            return
        seen: dict[str, str] = {}
        rows: Iterator[tuple[int, bytes | GatheringError]] = (
            _lines(path) if path.suffix.lower() in _JSONL else _rows(path)
        )
        for number, raw in rows:
            if not self.share.takes_next():
                continue
            where = f"{name}:{number}"
            try:
                if isinstance(raw, GatheringError):
                    raise raw
                captured = self._completed(_from_line(raw, where))
                digest = content_id("t", captured.document.title, captured.document.text)
                if seen.setdefault(captured.document.id, digest) != digest:
                    raise GatheringError(
                        f"the id {captured.document.id!r} already names another text in this file"
                    )
            except GatheringError as error:
                yield Failure(where, "gathering", str(error))
            else:
                yield captured

    def _completed(self, captured: Captured) -> Captured:
        return replace(captured, document=_completed(captured.document, self.published, self.language))


def _lines(path: Path) -> Iterator[tuple[int, bytes | GatheringError]]:
    with path.open("rb") as lines:
        yield from ((number, raw) for number, raw in enumerate(lines, 1) if raw.strip())


def _rows(path: Path) -> Iterator[tuple[int, bytes | GatheringError]]:
    """The rows of a table as JSON documents: what is kept as captured holds the fields that were taken."""
    for number, row in table_rows(path):
        if isinstance(row, GatheringError):
            yield number, row
        else:
            yield number, json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _from_file(raw: bytes, name: str) -> Captured:
    if not raw.strip():
        raise GatheringError("empty")
    text = decode(raw)
    if len(text) > LONGEST_TEXT and not looks_like_html(text):
        raise GatheringError(f"too long: {len(text):,} characters; the limit is {LONGEST_TEXT:,}; split it")
    if Path(name).suffix.lower() in {".html", ".htm", ".xhtml"} or looks_like_html(text):
        page = read_page(text)
        document = Document(
            id=content_id("d", page.title, page.text),
            text=page.text,
            title=page.title,
            published=page.published,
            published_from="metadata" if page.published else "unknown",
            outlet=page.outlet,
            url=page.url,
        )
        media_type = "text/html"
    else:
        title, body = split_headline(text)
        document = Document(id=content_id("d", title, body), text=body, title=title)
        media_type = "text/plain"
    return Captured(document, raw, media_type, name)


def split_headline(text: str) -> tuple[str | None, str]:
    r"""A first line that stands alone over a blank line and does not end like a sentence is the title.

    >>> split_headline("Dos muertos en San Telmo\n\nLa marcha acabó mal.")
    ('Dos muertos en San Telmo', 'La marcha acabó mal.')
    >>> split_headline("La marcha acabó mal.\n\nHubo gases.")[0] is None
    True
    """
    found = _HEADLINE.match(text)
    if found is None or found["title"].rstrip().endswith((".", "!", "?", ":", ";", ",")):
        return None, text
    return found["title"].strip(), text[found.end() :]


def _from_line(raw: bytes, where: str) -> Captured:
    try:
        row = json.loads(decode(raw))
    except json.JSONDecodeError as error:
        raise GatheringError(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise GatheringError("JSON nested beyond reason") from error
    document = document_from_json(row)
    return Captured(document, raw.rstrip(b"\r\n"), "application/json", where)


def document_from_json(row: Any) -> Document:
    """A document as DESIGN §3 has it: `{"id"?, "text", "title"?, "published"?, "outlet"?, "url"?, "language"?}`.

    Raises:
        GatheringError: a field is missing or of the wrong kind; the message names it.
    """
    if not isinstance(row, dict):
        raise GatheringError("a document is a JSON object with at least `text`")
    for field in _FIELDS:
        if row.get(field) is not None and not isinstance(row[field], str):
            raise GatheringError(f"`{field}` must be a string, not {type(row[field]).__name__}")
    row = {field: whole(value) if isinstance(value, str) else value for field, value in row.items()}
    text, title = row.get("text") or "", row.get("title") or None
    if not text.strip() and not (title and title.strip()):
        raise GatheringError("no text: `text` is missing or empty")
    if len(text) > LONGEST_TEXT:
        raise GatheringError(f"too long: {len(text):,} characters; the limit is {LONGEST_TEXT:,}; split it")
    moment = to_moment(row["published"]) if row.get("published") else None
    return Document(
        id=row.get("id") or content_id("d", title, text),
        text=text,
        title=title,
        published=moment.date() if moment else None,
        published_from="given" if moment else "unknown",
        outlet=row.get("outlet") or None,
        url=row.get("url") or None,
        language=row.get("language") or None,
        published_at=_hour(moment, row["published"]) if moment else None,
    )


def _hour(moment: datetime, words: str) -> datetime | None:
    """The moment in UTC where an hour is given; an hour without a time zone is taken as UTC, so that moments can be ordered."""
    if len(words.strip()) <= len("2023-01-09"):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def to_moment(words: str) -> datetime:
    """An ISO date (its first moment) or datetime.

    Raises:
        GatheringError: it is neither.
    """
    try:
        return datetime.fromisoformat(words.strip())
    except ValueError:
        raise GatheringError(
            f"published is no ISO date: {words[:40]!r}; write YYYY-MM-DD, or leave it out if it is not known"
        ) from None


def _completed(document: Document, published: date | None, language: str | None) -> Document:
    """Day and language filled from what is known, in this order: the document, the caller, the text itself."""
    if document.published is None and published is not None:
        document = replace(document, published=published, published_from="given")
    said = (document.language or language or "").lower()[:2] or None
    found = said or identify_language(f"{document.title or ''}\n{document.text}")
    if found is None:
        raise GatheringError("no words to tell the language by")
    if found not in SUPPORTED:
        raise GatheringError(f"unsupported language: {found}; testigo reads {' and '.join(SUPPORTED)}")
    if document.published is None:
        day = day_of_filing(document.title, document.text, found)
        if day is not None:
            document = replace(document, published=day, published_from="dateline")
    return replace(document, language=found)
