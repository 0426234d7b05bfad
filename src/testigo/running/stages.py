"""The whole flow on one page: a document becomes an analysis, statements, and claims with their places and days.

Everything here is a pure function of one document and of the data that ships with the package: it runs in any process and gives
the same bytes. Parsers and the gazetteer are opened once in a process.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from testigo.errors import ReadingError
from testigo.gathering.filing import day_of_filing
from testigo.gathering.languages import SUPPORTED, identify_language
from testigo.language.gate import is_relevant
from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Analysis, Passage
from testigo.model.claim import Claim
from testigo.model.source import Source
from testigo.model.text import Document, Part
from testigo.reading.claims import read_statements
from testigo.reconciling.credits import agencies
from testigo.reconciling.fingerprints import fingerprint
from testigo.reconciling.marks import marks, name_keys
from testigo.resolving.claims import resolve_statements
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.moments import value_timexes
from testigo.resolving.toponyms import find_toponyms
from testigo.settings import Settings
from testigo.version import __version__

if TYPE_CHECKING:
    from testigo.language.syntax import Parser

_READERS = ("language", "reading", "resolving", "lexicons")
_READER_SUFFIXES = (".py", ".yml", ".json", ".tsv", ".csv")


@dataclass(frozen=True, slots=True)
class Read:
    """What one document says, and what reconciling needs to know of it."""

    source: Source
    claims: tuple[Claim, ...]


def read(document: Document) -> Read:
    """Text to claims. A document that tells of nothing of ours is not parsed."""
    document = completed(document)
    analysis = annotate(document) if _may_matter(document) else Analysis(document, document.language or "")
    claims = resolve_statements(analysis, read_statements(analysis), gazetteer())
    source = source_of(document)
    if claims:
        source = replace(source, marks=marks(document.text, document.language or ""))
    return Read(source, claims)


def completed(document: Document) -> Document:
    """The document with its language and its day of publication, found in the text where they are not said.

    Raises:
        ReadingError: a language that is not read here.
    """
    language = document.language or identify_language(f"{document.title or ''}\n{document.text}")
    if language not in SUPPORTED:
        raise ReadingError(
            f"unsupported language: {language or 'unknown'}; testigo reads {' and '.join(SUPPORTED)}"
        )
    day = document.published or day_of_filing(document.title, document.text, language)
    if day != document.published:
        document = replace(document, published=day, published_from="dateline")
    return document if language == document.language else replace(document, language=language)


def annotate(document: Document) -> Analysis:
    """All layers that lie under reading: syntax, quotations, time and places."""
    language = document.language or ""
    texts = [(Part.TITLE, document.title)] if document.title else []
    texts.append((Part.BODY, document.text))
    passages = [_annotated(passage, document, language) for passage in parser(language).parse(texts)]
    toponyms = find_toponyms(tuple(passages), document, language, gazetteer())
    return Analysis(
        document,
        language,
        tuple(replace(passage, toponyms=found) for passage, found in zip(passages, toponyms, strict=True)),
    )


def _annotated(passage: Passage, document: Document, language: str) -> Passage:
    passage = replace(passage, quotations=find_quotations(passage, language))
    return replace(passage, timexes=value_timexes(passage, language, document.published))


def _may_matter(document: Document) -> bool:
    return is_relevant(f"{document.title or ''}\n{document.text}", document.language or "")


def source_of(document: Document) -> Source:
    """The document's header and the fingerprint of its text."""
    text = f"{document.title}\n{document.text}" if document.title else document.text
    return Source(
        document.id,
        document.title,
        document.outlet,
        document.published,
        document.url,
        document.language,
        agencies(text),
        fingerprint(text),
        hashlib.sha256(
            f"{document.title or ''}\0{document.text}".encode("utf-8", "surrogatepass")
        ).hexdigest(),
        published_at=document.published_at,
        names=name_keys(text),
    )


@cache
def parser(language: str) -> Parser:
    """The parser of a language, loaded once in a process."""
    return SpacyParser(language)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once in a process: the shipped one, or that of the setting."""
    return Gazetteer.open(Settings.from_environment().gazetteer)


# A database connection must not be shared between processes: a forked worker opens its own.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=gazetteer.cache_clear)


def warm_up(languages: Sequence[str] = SUPPORTED) -> None:
    """Load the parsers, so that forked workers share their weights."""
    for language in languages:
        parser(language)


@cache
def reader_version() -> str:
    """The reader's name: the program's version and a digest of the code, lexicons, models and gazetteer that claims depend on."""
    with gazetteer().path.open("rb") as index:
        digest = hashlib.file_digest(index, "sha256")
    root = resources.files("testigo")
    for folder in _READERS:
        for name, content in _contents(root.joinpath(folder), folder):
            digest.update(name.encode())
            digest.update(hashlib.sha256(content).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _contents(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{item.name}"
        if item.is_dir() and item.name != "__pycache__":
            found.extend(_contents(item, name))
        elif item.name.endswith(_READER_SUFFIXES):
            found.append((name, item.read_bytes()))
    return found
