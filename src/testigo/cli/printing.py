"""How records meet a person or a pipe: a table on a terminal, JSON lines everywhere else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from testigo.errors import SettingsError

Row = Mapping[str, Any]
talk = Console(stderr=True, highlight=False, soft_wrap=True)


def opened(out: Path | None) -> AbstractContextManager[TextIO]:
    """Where records go: a file, or standard output.

    Raises:
        SettingsError: the file cannot be written.
    """
    if out is None:
        return nullcontext(sys.stdout)
    try:
        return out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}") from error


def wants_table(out: Path | None, *, as_json: bool) -> bool:
    """A person at a terminal who did not ask for JSON."""
    return out is None and not as_json and sys.stdout.isatty()


def print_records(
    records: Iterable[Row], out: Path | None, *, columns: Sequence[str], cells: Any, as_json: bool, title: str
) -> int:
    """Print records and return how many. `cells(record)` gives a table row's texts, in the order of `columns`."""
    count = 0
    if wants_table(out, as_json=as_json):
        table = Table(title=title, title_justify="left", show_lines=False, header_style="bold", expand=True)
        for column in columns:
            table.add_column(column, overflow="fold")
        for record in records:
            table.add_row(*cells(record))
            count += 1
        Console(highlight=False, markup=False).print(table)
        return count
    with opened(out) as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def bounds(low: int | None, high: int | None) -> str:
    """A figure's bounds as words: "19", "100+", "up to 20", "10–12"."""
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"


def toll(record: Row | None) -> str:
    """A reconciled figure: best with its range, "18 (17–19)"."""
    if not record:
        return "·"
    top = f"{record['max']}+" if record["max_open"] else str(record["max"])
    best = "?" if record["best"] is None else str(record["best"])
    if top == best and record["min"] == record["best"]:
        return best
    return f"{best} ({record['min']}–{top})"


def days(record: Row) -> str:
    """The days of a `when`, or why there are none."""
    if "unresolved" in record:
        return f"? {record.get('phrase') or record['unresolved']}"
    return record["first"] if record["first"] == record["last"] else f"{record['first']} – {record['last']}"


def place(record: Row) -> str:
    """The place of a `where`, or why there is none."""
    if "unresolved" in record:
        return f"? {record.get('phrase') or record['unresolved']}"
    parts = [record["name"]]
    if record.get("admin1") and record["admin1"] != record["name"]:
        parts.append(record["admin1"])
    if record["precision"] != "country":
        parts.append(record["country"])
    return ", ".join(parts)


CLAIM_COLUMNS = ("kind", "figure", "who", "when", "where", "scope", "voice", "sentence")


def claim_cells(record: Row) -> tuple[str, ...]:
    """One claim as a table row."""
    figure, voice = record["figure"], record["attribution"]
    stance = record["stance"]
    kind = record["kind"] if stance["polarity"] == "affirmed" else f"no {record['kind']}"
    if stance["factuality"] not in ("stated", "reported", "confirmed"):
        kind = f"{kind} ({stance['factuality']})"
    quote = " ".join(record["quote"].split())
    return (
        kind,
        f"{figure['measure']} {bounds(figure['low'], figure['high'])}" if figure else "",
        f"{figure['group']}{' (of which)' if figure['is_subset'] else ''}" if figure else "",
        days(record["when"]),
        place(record["where"]),
        record["scope"],
        voice["voice"] if voice else "the outlet",
        quote if len(quote) <= 160 else quote[:157] + "…",
    )


INCIDENT_COLUMNS = (
    "id",
    "when",
    "where",
    "what",
    "killed",
    "injured",
    "arrested",
    "missing",
    "reports",
    "voices",
)


def incident_cells(record: Row) -> tuple[str, ...]:
    """One incident as a table row."""
    tolls = record["tolls"]
    return (
        record["id"],
        days(record["when"]),
        place(record["where"]),
        ", ".join(record["kinds"]),
        *(toll(tolls.get(measure)) for measure in ("killed", "injured", "arrested", "missing")),
        str(record["documents"]),
        str(record["origins"]),
    )
