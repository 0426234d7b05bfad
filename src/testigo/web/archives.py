"""Uploaded archives, opened with suspicion (SAFETY 4): counted, measured and named before anything is written.

A refusal names its reason as a key of the phrase catalogue ("zip.ratio").
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from testigo.errors import GatheringError

MOST_ENTRIES = 20_000
LARGEST_RATIO = 100
RATIO_FLOOR = 1024 * 1024  # below this many bytes unpacked no ratio harms
DEEPEST = 2
PIECE = 1024 * 1024


class ArchiveRefused(GatheringError):
    """An archive that is not opened."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file taken out of an archive: where it lies (under a hash), and the name that it had."""

    path: Path
    name: str


def unpack(
    archive: Path, store: Path, *, most_bytes: int, name: str = "", depth: int = 1
) -> Iterator[Unpacked]:
    """Take the files out of a zip into `store`, each under the hash of its name; archives inside are opened too.

    Raises:
        ArchiveRefused: for the whole archive, before anything of it is given out.
    """
    if depth > DEEPEST:
        raise ArchiveRefused("zip.nested")
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = _checked(opened, archive.stat().st_size, most_bytes)
            written = [_write(opened, entry, store, name) for entry in entries]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError) as error:
        raise ArchiveRefused("zip.broken") from error
    except RuntimeError as error:  # zipfile's word for a password
        raise ArchiveRefused("zip.encrypted") from error
    for one in written:
        if zipfile.is_zipfile(one.path) and one.name.lower().endswith(".zip"):
            yield from unpack(one.path, store, most_bytes=most_bytes, name=one.name, depth=depth + 1)
        else:
            yield one


def _checked(opened: zipfile.ZipFile, packed: int, most_bytes: int) -> list[zipfile.ZipInfo]:
    entries = opened.infolist()
    if len(entries) > MOST_ENTRIES:
        raise ArchiveRefused("zip.entries")
    seen: set[str] = set()
    total = 0
    for entry in entries:
        _check_name(entry)
        folded = entry.filename.casefold()
        if folded in seen:
            raise ArchiveRefused("zip.twice")
        seen.add(folded)
        if entry.flag_bits & 0x1:
            raise ArchiveRefused("zip.encrypted")
        total += entry.file_size
    if total > most_bytes:
        raise ArchiveRefused("zip.size")
    if total > RATIO_FLOOR and total > LARGEST_RATIO * max(packed, 1):
        raise ArchiveRefused("zip.ratio")
    return [entry for entry in entries if not entry.is_dir()]


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    if (
        not name
        or "\0" in name
        or name.startswith("/")
        or ".." in parts
        or (len(name) > 1 and name[1] == ":")
    ):
        raise ArchiveRefused("zip.path")
    mode = entry.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if kind and kind not in {stat.S_IFREG, stat.S_IFDIR}:
        raise ArchiveRefused("zip.kind")


def _write(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, store: Path, outer: str) -> Unpacked:
    """Write one entry, counting what really comes out: the sizes in the archive's own list may lie."""
    name = f"{outer}/{entry.filename}" if outer else entry.filename
    path = store / hashed_name(name)
    left = entry.file_size
    with opened.open(entry) as source, path.open("wb") as target:
        while piece := source.read(PIECE):
            left -= len(piece)
            if left < 0:
                path.unlink(missing_ok=True)
                raise ArchiveRefused("zip.size")
            target.write(piece)
    return Unpacked(path, name)


def hashed_name(name: str) -> str:
    """A file's name in the store: the hash of its own name, with the ending that tells the kind of file (SAFETY 5)."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    safe = ending if 1 < len(ending) <= 8 and ending[1:].isascii() and ending[1:].isalnum() else ""
    return f"{digest}{safe}"
