"""Bytes become text, or a reason why not."""

from __future__ import annotations

import codecs

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


def decode(raw: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 and UTF-32 with their mark.

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
        if b"\0" in raw[:4096]:
            raise GatheringError("binary content, not text") from error
        seen = raw[error.start : error.start + 1].hex()
        raise GatheringError(
            f"not {encoding.upper()}: byte 0x{seen} at offset {error.start}; convert it first, "
            "e.g. iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    controls = sum(ord(mark) < 32 and mark not in "\t\n\r\f" for mark in text[:4096])
    if controls > _MOST_CONTROLS * max(1, len(text[:4096])):
        raise GatheringError("binary content, not text")
    return text
