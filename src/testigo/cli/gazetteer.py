"""`testigo gazetteer`: build a gazetteer from a GeoNames dump, or look a name up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from testigo.errors import ResolvingError
from testigo.resolving.gazetteer import DEFAULT, PRECISION, Gazetteer
from testigo.resolving.gazetteer_build import Dump, build_from_dump, own_rows

app = typer.Typer(
    no_args_is_help=True, help="The register of places: build one from a GeoNames dump, look a name up."
)
_console = Console(stderr=True)
_TABLES = Path(__file__).resolve().parent.parent / "resolving" / "tables"
_ROWS = {
    "places": 13_000_000,
    "names": 17_000_000,
}  # of a full dump, 2024; only the bar's length depends on it


@app.command()
def build(
    geonames: Annotated[
        Path,
        typer.Option(
            "--geonames",
            help="Folder with allCountries.txt or .zip (or one country's), alternateNamesV2, admin1CodesASCII, admin2Codes, countryInfo.",
            exists=True,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Where the gazetteer is written.")] = Path(
        "gazetteer.sqlite"
    ),
) -> None:
    """Compile a GeoNames dump into a gazetteer: some 5 minutes and 1.5 GB on disk for the whole world."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} rows"),
        TimeElapsedColumn(),
    )
    try:
        total = _expected(geonames)
        with Progress(*columns, console=_console, transient=True) as bar:
            tasks = {}

            def tick(stage: str, done: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(stage, total=total.get(stage))
                bar.update(tasks[stage], completed=done)

            count = build_from_dump(geonames, out, own_rows(_TABLES), tick)
    except (FileNotFoundError, ValueError, OSError) as error:
        _console.print(f"[red]{error}[/red]")
        raise typer.Exit(2) from error
    _console.print(f"{out}: {count:,} places, {out.stat().st_size / 1e6:.1f} MB")


def _expected(folder: Path) -> dict[str, int]:
    """Rows to come, from the files' sizes: 120 bytes a place, 45 a name; a zip holds four times its size."""
    dump = Dump(folder)
    sizes = {"places": (dump.places, 120), "names": (dump.alternates, 45)}
    found = {}
    for stage, (path, bytes_a_row) in sizes.items():
        if path is not None:
            size = path.stat().st_size * (4 if path.suffix == ".zip" else 1)
            found[stage] = min(_ROWS[stage], max(1, size // bytes_a_row))
    return found


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(help="A place's name.")],
    gazetteer: Annotated[
        Path | None, typer.Option("--gazetteer", help="Another gazetteer than the shipped one.")
    ] = None,
) -> None:
    """List the places that a name may stand for, most people first."""
    try:
        index = Gazetteer.open(gazetteer)
    except ResolvingError as error:
        _console.print(f"[red]{error}[/red]")
        raise typer.Exit(2) from error
    found = index.lookup(name)
    for c in found:
        region = index.regions.get((c.country, c.admin1), "")
        typer.echo(
            f"{c.name}\t{PRECISION[c.level].value}\t{c.country}\t{region}\t{c.lat}\t{c.lon}\t{c.population}\t{c.geonameid or ''}"
        )
    if not found:
        _console.print(f"no place called {name!r} in {index.path or DEFAULT}")
        raise typer.Exit(1)
