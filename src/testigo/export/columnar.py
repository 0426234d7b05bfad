"""Incidents as typed tables: Parquet for programs, a workbook for people. Both need a library that is installed on request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any, BinaryIO

from testigo.errors import SettingsError
from testigo.export.formats import PROFILES, RULES, Profile
from testigo.export.public import MASKED
from testigo.export.tabular import COLUMNS, MEASURES, guarded, incident_cells, incident_row
from testigo.libraries import optional

SHEET_ROWS = 1_048_575
"""What a sheet holds below its header."""

_BATCH = 10_000
_REALS = frozenset({"latitude", "longitude", "radius_km"})
_COUNTS = frozenset(
    {"documents", "origins", *(f"{m}_{end}" for m in MEASURES for end in ("min", "best", "max"))}
)
_FLAGS = frozenset(f"{m}_max_open" for m in MEASURES)
_DAYS = frozenset({"first", "last"})


def typed_columns() -> list[tuple[str, str]]:
    """Name and type (text, day, real, count, flag) of each column of the typed table, in order."""
    names = [
        name
        for column in COLUMNS
        for name in ((column, f"{column}_open") if column.endswith("_max") else (column,))
    ]
    kinds = (("day", _DAYS), ("real", _REALS), ("count", _COUNTS), ("flag", _FLAGS))
    return [(name, next((kind for kind, held in kinds if name in held), "text")) for name in names]


def write_parquet(records: Iterable[Mapping[str, Any]], out: BinaryIO, *, profile: Profile) -> int:
    """Write public incidents as Parquet; the profile and what is masked stand in the file's metadata too. Returns the number of rows.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    arrow, parquet = optional("pyarrow", extra="parquet"), optional("pyarrow.parquet", extra="parquet")
    types = {
        "text": arrow.string(),
        "day": arrow.date32(),
        "real": arrow.float64(),
        "count": arrow.int64(),
        "flag": arrow.bool_(),
    }
    metadata = {"profile": profile.value, "masked": json.dumps(MASKED), "rules": json.dumps(RULES)}
    schema = arrow.schema([(name, types[kind]) for name, kind in typed_columns()], metadata=metadata)
    count = 0
    with parquet.ParquetWriter(out, schema) as writer:
        for rows in _batches(map(_dated, map(incident_cells, records))):
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _dated(cells: dict[str, Any]) -> dict[str, Any]:
    return cells | {name: _day(cells[name]) for name in _DAYS}


def _day(words: str | None) -> Any:
    return None if words is None else datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=UTC).date()


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def write_xlsx(records: Iterable[Mapping[str, Any]], out: BinaryIO, *, profile: Profile) -> int:
    """Write public incidents as a workbook of two sheets, the incidents and what they are. Returns the number of rows.

    Text is written as text and guarded, so that no cell is a formula or a link (SAFETY 9).

    Raises:
        SettingsError: xlsxwriter is not installed, or there are more incidents than a sheet holds.
    """
    library = optional("xlsxwriter", extra="xlsx")
    book = library.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"title": f"Incidents, profile {profile.value}", "created": datetime(1980, 1, 1, tzinfo=UTC)}
    )
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("incidents")
    sheet.write_row(0, 0, COLUMNS, bold)
    sheet.freeze_panes(1, 1)
    count = 0
    for record in records:
        count += 1
        if count > SHEET_ROWS:
            raise SettingsError(
                f"a sheet holds {SHEET_ROWS} incidents and there are more: export csv or parquet"
            )
        row = incident_row(record)
        for column, name in enumerate(COLUMNS):
            _write(sheet, count, column, row[name])
    about = book.add_worksheet("about")
    lines = [
        ("profile", profile.value),
        ("", PROFILES[profile]),
        *(("masked", words) for words in MASKED),
        *RULES.items(),
    ]
    for place, (name, words) in enumerate(lines):
        about.write_string(place, 0, name, bold)
        about.write_string(place, 1, words)
    book.close()
    return count


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, str(guarded(value)))
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
