"""From a ledger to a file: one function writes any format; another delivers it whole, and logged, or not at all."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sqlalchemy.exc import DatabaseError

from testigo.errors import LedgerError, SettingsError
from testigo.export import acled, ucdp
from testigo.export.columnar import write_parquet, write_xlsx
from testigo.export.dossiers import gather_dossiers
from testigo.export.followthemoney import entities
from testigo.export.formats import Format, Profile
from testigo.export.geojson import write_geojson
from testigo.export.lines import write_jsonl
from testigo.export.package import package_files, write_zip
from testigo.export.plover import plover_records
from testigo.export.public import Public, TownFinder, gazetteer_towns, publish
from testigo.export.tabular import write_csv, write_rows

if TYPE_CHECKING:
    from testigo.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows, from how many incidents, and how many the shape could not hold, by reason."""

    to: Format
    profile: Profile
    incidents: int
    rows: int
    left_out: dict[str, int] = field(default_factory=dict)
    narrowed_to: str = ""

    def body(self) -> dict[str, Any]:
        """The journal's entry: names and counts alone."""
        return {
            "format": self.to.value,
            "profile": self.profile.value,
            "incidents": self.incidents,
            "rows": self.rows,
            "left_out": self.left_out,
        } | ({"filters": self.narrowed_to} if self.narrowed_to else {})


def write_export(
    ledger: Ledger,
    to: Format,
    out: BinaryIO,
    *,
    profile: Profile | None = None,
    towns: TownFinder | None = None,
    only: Container[str] | None = None,
) -> Exported:
    """Write a ledger's incidents in a format, a package as a zip archive. The same ledger gives the same bytes.

    `only` keeps the incidents of some ids, None all. `towns` finds the town that stands for a finer place; left out, the shipped gazetteer.
    """
    profile = profile or to.profile
    towns = towns or gazetteer_towns()
    seen = 0

    def published() -> Iterator[Public]:
        nonlocal seen
        for dossier in gather_dossiers(ledger, only=only):
            seen += 1
            yield publish(dossier, profile, towns)

    def records() -> Iterator[dict[str, Any]]:
        return (incident.record for incident in published())

    left_out: Counter[str] = Counter()
    if to is Format.PARQUET:
        rows = write_parquet(records(), out, profile=profile)
    elif to is Format.XLSX:
        rows = write_xlsx(records(), out, profile=profile)
    elif to is Format.PACKAGE:
        rows, files = package_files(records(), profile)
        write_zip(files, out)
    else:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
        if to is Format.CSV:
            rows = write_csv(records(), text)
        elif to is Format.GEOJSON:
            rows = write_geojson(records(), text, profile=profile)
        elif to is Format.JSONL:
            rows = write_jsonl(records(), text)
        elif to is Format.FTM:
            rows = write_jsonl(entities(records(), profile=profile), text)
        elif to is Format.ACLED:
            rows = write_rows(acled.COLUMNS, acled.acled_rows(published(), left_out), text)
        elif to is Format.UCDP:
            rows = write_rows(ucdp.COLUMNS, ucdp.ucdp_rows(published(), left_out), text)
        else:
            rows = write_jsonl(plover_records(published(), left_out), text)
        text.flush()
        text.detach()
    return Exported(to, profile, seen, rows, dict(sorted(left_out.items())))


def deliver(
    ledger: Ledger,
    to: Format,
    out: Path | None,
    *,
    by: str,
    at: datetime,
    profile: Profile | None = None,
    gazetteer: Path | None = None,
    only: Container[str] | None = None,
    narrowed_to: str = "",
) -> Exported:
    """Write an export to a file (a package also to a folder), or to standard output, and log it in the ledger's journal.

    `only` keeps the incidents of some ids; `narrowed_to` says in the log by what they were chosen.

    The file is written beside its place, logged, and then put there in one step: a crash leaves no half of it, and nothing leaves unlogged.

    Raises:
        SettingsError: the format needs a file and none is named, or the file cannot be written.
        LedgerError: the journal cannot be written.
    """
    if out is None and to.needs_a_file:
        raise SettingsError(f"{to.value} is no text for a terminal: name a file with --out")
    out = None if out is None else out.resolve()
    is_folder = to is Format.PACKAGE and out is not None and out.suffix.lower() != ".zip"
    is_special = out is None or (out.exists() and not out.is_file() and not is_folder)  # a pipe, a device
    try:
        if is_folder and out is not None:
            out.mkdir(parents=True, exist_ok=True)
        beside = None if out is None or is_special else out if is_folder else out.parent
        with tempfile.TemporaryDirectory(prefix=".export-", dir=beside) as folder:
            draft = Path(folder) / "draft"
            with draft.open("w+b") as file:
                done = write_export(
                    ledger, to, file, profile=profile, towns=gazetteer_towns(gazetteer), only=only
                )
                done = replace(done, narrowed_to=narrowed_to)
            try:
                ledger.journal.append("export", done.body(), by=by, at=at)
            except DatabaseError as error:
                raise LedgerError(
                    f"an export is logged in its ledger, and this one cannot be written: {error.orig}"
                ) from error
            if out is None:
                sys.stdout.flush()
                _copy(draft, sys.stdout.buffer)
            elif is_special:
                with out.open("wb") as file:
                    _copy(draft, file)
            elif is_folder:
                _unpack(draft, out)
            else:
                draft.replace(out)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SettingsError(f"cannot write {out or 'standard output'}: {error.strerror}") from error
    return done


def _copy(draft: Path, out: BinaryIO) -> None:
    with draft.open("rb") as file:
        shutil.copyfileobj(file, out)
    out.flush()


def _unpack(draft: Path, folder: Path) -> None:
    """The table first and its description last: a description never stands beside a table that it does not describe for long."""
    files = draft.parent / "files"
    shutil.unpack_archive(draft, files, "zip")
    for name in ("incidents.csv", "datapackage.json"):
        (files / name).replace(folder / name)
