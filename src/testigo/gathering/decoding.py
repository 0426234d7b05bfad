"""Bytes become text, or a reason why not."""

from __future__ import annotations

import codecs
import re

from testigo.errors import GatheringError

_SIGNATURES = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF file: save its text first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a zip archive or office file: unpack it or save it as text first"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office file: save it as text first"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a sound or video file"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_CONTROLS = 0.01
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_HALVES = re.compile("[\ud800-\udfff]")
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def decode(raw: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 and UTF-32 with their mark, or the encoding that a page declares.

    Raises:
        GatheringError: binary content or another encoding; the message says what was seen and what to do.
    """
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise GatheringError(f"not text but {name}")
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in raw[:_HEAD]:
            raise GatheringError("binary content, not text") from error
        declared = _declared(raw)
        if declared is not None:
            return declared
        seen = raw[error.start : error.start + 1].hex()
        raise GatheringError(
            f"not {encoding.upper()}: byte 0x{seen} at offset {error.start}; convert it first, "
            "e.g. iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    controls = sum(ord(mark) < 32 and mark not in "\t\n\r\f" for mark in text[:4096])
    if controls > _MOST_CONTROLS * max(1, len(text[:4096])):
        raise GatheringError("binary content, not text")
    return text


def whole(text: str) -> str:
    r"""The text with halves of surrogate pairs, which a cut in the middle of an emoji leaves, as U+FFFD: one for one.

    >>> whole("Dos muertos \ud83d") == "Dos muertos \ufffd"
    True
    """
    return _HALVES.sub("\ufffd", text)


def _declared(raw: bytes) -> str | None:
    """The text of a page in the encoding that its head names, read as browsers read it; None where it names none that fits."""
    found = _DECLARED.search(raw[:_HEAD])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        return raw.decode(_AS_BROWSERS_DO.get(name, name))
    except (LookupError, UnicodeError):
        return None
