"""`testigo`: one verb for each layer. Records on standard output, talk on standard error; exit 0, 1 for failed documents, 2 for wrong use."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from testigo.cli import printing
from testigo.cli.gazetteer import app as gazetteer_app
from testigo.cli.users import app as users_app
from testigo.errors import SettingsError, TestigoError
from testigo.export.formats import Format, Profile
from testigo.settings import Settings
from testigo.version import __version__

if TYPE_CHECKING:
    from testigo.gathering.corpus import Captured, Share
    from testigo.ledger.store import Ledger
    from testigo.model.text import Document, Failure

INTERRUPTED = 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read reports of protest and repression, in English and Spanish, into a sourced incident ledger.",
)
app.add_typer(gazetteer_app, name="gazetteer", help="Compile a gazetteer of your own.")
app.add_typer(users_app, name="users", help="Who may use the desk beyond this machine.")

Reports = Annotated[
    list[Path],
    typer.Argument(
        help="Files (.txt, .html, .jsonl, .csv, .parquet) or folders of them.", show_default=False
    ),
]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger", "-l", help="An SQLite file or postgresql://…; else TESTIGO_LEDGER.", show_default=False
    ),
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write to a file.", show_default=False)]
Published = Annotated[
    str | None,
    typer.Option(help="Day of publication (YYYY-MM-DD) of reports that do not say.", show_default=False),
]
Language = Annotated[
    str | None, typer.Option(help="en or es; found from the text when not given.", show_default=False)
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1, help="Processes that read; else TESTIGO_WORKERS, else one a core.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines, also on a terminal.")]


@app.command()
def build(
    reports: Reports,
    ledger: LedgerOption = None,
    published: Published = None,
    language: Language = None,
    workers: Workers = None,
) -> None:
    """Read reports into a ledger. Can be stopped at any moment: the same command goes on where it stood."""
    from testigo.running.build import build as build_it  # noqa: PLC0415 heavy

    day = _day(published)
    with _ledger(ledger, create=True) as held, _progress() as bar:
        task = bar.add_task("reading", total=None)
        report = build_it(
            held,
            reports,
            published=day,
            language=_language(language),
            workers=workers or Settings.from_environment().workers,
            progress=lambda done, stage: bar.update(task, completed=done, description=stage),
        )
        counts = held.counts()
    printing.talk.print(
        f"{report.documents} documents read, {report.held} held before, {len(report.failures)} failed; the ledger holds "
        f"{counts['claims']} claims in {counts['incidents']} incidents and {counts['campaigns']} campaigns"
    )
    _tell_failures(report.failures)


@app.command()
def read(
    reports: Reports,
    published: Published = None,
    language: Language = None,
    out: Out = None,
    as_json: AsJson = False,
    workers: Workers = None,
) -> None:
    """Print the claims of reports, without a ledger."""
    from testigo.model.interchange import claim_to_json  # noqa: PLC0415
    from testigo.running.engines import read_each  # noqa: PLC0415

    failures: list[Failure] = []

    def records() -> Iterator[dict[str, Any]]:
        from testigo.model.text import Failure  # noqa: PLC0415

        documents = _documents(reports, published, language, failures)
        for document, outcome in read_each(documents, workers=workers or 1):
            if isinstance(outcome, Failure):
                failures.append(replace(outcome, document=document.id))
            else:
                yield from map(claim_to_json, outcome.claims)

    printing.print_records(
        records(),
        out,
        columns=printing.CLAIM_COLUMNS,
        cells=printing.claim_cells,
        as_json=as_json,
        title="Claims",
    )
    _tell_failures(failures)


@app.command()
def shard(
    reports: Reports,
    folder: Annotated[
        Path, typer.Option("--out", "-o", help="The folder of the shards.", show_default=False)
    ],
    part: Annotated[
        str, typer.Option(help="Which share of the reports to read: 3/40 is the third of forty.")
    ] = "1/1",
    published: Published = None,
    language: Language = None,
    workers: Workers = None,
) -> None:
    """Read one share of an archive into a Parquet file, on any machine; `build` makes a ledger of all shards."""
    from testigo.running.archive import read_share  # noqa: PLC0415 heavy

    with _progress() as bar:
        task = bar.add_task("reading", total=None)
        done = read_share(
            reports,
            folder,
            _share(part),
            published=_day(published),
            language=_language(language),
            workers=workers or Settings.from_environment().workers,
            progress=lambda count: bar.update(task, completed=count),
        )
    if done.was_there:
        printing.talk.print(f"{done.path} is there already; delete it to read this share again", markup=False)
    else:
        printing.talk.print(
            f"{done.documents} documents read into {done.path}, {done.failures} failed", markup=False
        )
    if done.failures:
        raise typer.Exit(1)


@app.command()
def annotate(
    reports: Reports, published: Published = None, language: Language = None, out: Out = None
) -> None:
    """Print sentences, time expressions, place names and quotations: one JSON line a report."""
    from testigo.model.interchange import to_line  # noqa: PLC0415
    from testigo.running.annotations import annotation_to_json  # noqa: PLC0415

    failures: list[Failure] = []
    with printing.opened(out) as file:
        for document in _documents(reports, published, language, failures):
            file.write(to_line(annotation_to_json(document)) + "\n")
    _tell_failures(failures)


@app.command()
def incidents(
    ledger: LedgerOption = None,
    country: Annotated[str | None, typer.Option(help="ISO code, e.g. PE.", show_default=False)] = None,
    place: Annotated[
        str | None, typer.Option(help="Part of the place's or region's name.", show_default=False)
    ] = None,
    since: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.", show_default=False)] = None,
    kind: Annotated[
        str | None, typer.Option(help="e.g. killing, arrest, demonstration.", show_default=False)
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Print the incidents of a ledger with their reconciled figures."""
    first, last = _day(since), _day(until)

    def fits(record: dict[str, Any]) -> bool:
        when, where = record["when"], record["where"]
        names = f"{where.get('name', '')} {where.get('admin1') or ''}".casefold()
        return (
            (country is None or where.get("country") == country.upper())
            and (place is None or place.casefold() in names)
            and (kind is None or kind in record["kinds"])
            and (first is None or when.get("last", "") >= first.isoformat())
            and (last is None or "" < when.get("first", "") <= last.isoformat())
        )

    with _ledger(ledger) as held:
        printing.print_records(
            (record for record in held.view_records("incidents") if fits(record)),
            out,
            columns=printing.INCIDENT_COLUMNS,
            cells=printing.incident_cells,
            as_json=as_json,
            title="Incidents: best (min–max)",
        )


@app.command()
def claims(
    ledger: LedgerOption = None,
    document: Annotated[str | None, typer.Option(help="Only this document's.", show_default=False)] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Print the claims of a ledger."""
    from testigo.model.interchange import claim_to_json  # noqa: PLC0415

    with _ledger(ledger) as held:
        printing.print_records(
            map(claim_to_json, held.claims(document=document)),
            out,
            columns=printing.CLAIM_COLUMNS,
            cells=printing.claim_cells,
            as_json=as_json,
            title="Claims",
        )


@app.command()
def show(
    record: Annotated[str, typer.Argument(metavar="ID", help="An incident, claim, campaign or document.")],
    ledger: LedgerOption = None,
    out: Out = None,
) -> None:
    """Why this number: the claims, sentences, voices and rules behind a record."""
    from testigo.cli.showing import explain  # noqa: PLC0415

    with _ledger(ledger) as held, printing.opened(out) as file:
        for line in explain(held, record):
            file.write(line + "\n")


@app.command()
def export(
    to: Annotated[Format, typer.Argument(metavar="FORMAT", help=f"{', '.join(Format)}.", show_default=False)],
    ledger: LedgerOption = None,
    profile: Annotated[
        Profile | None,
        typer.Option(
            help="Whose way of making one figure of several; else the format's own.", show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(help="Who exports, for the log; else the user of this machine.", show_default=False),
    ] = None,
    out: Out = None,
) -> None:
    """Write the incidents for other programs: no quotes, no private names, no place finer than a town. Each export is logged."""
    from testigo.cli.review import reviewer  # noqa: PLC0415
    from testigo.export.writing import deliver  # noqa: PLC0415

    with _ledger(ledger) as held:
        if held.is_stale():
            _bring_up_to_date(held)
        done = deliver(
            held,
            to,
            out,
            profile=profile,
            by=reviewer(by),
            at=datetime.now(UTC),
            gazetteer=Settings.from_environment().gazetteer,
        )
    printing.talk.print(
        f"{done.rows} rows from {done.incidents} incidents, profile {done.profile.value}, without words or names of the reports"
    )
    for reason, count in done.left_out.items():
        printing.talk.print(f"{count} left out: {reason}", markup=False)


@app.command()
def serve(
    ledger: Annotated[
        str | None,
        typer.Argument(
            help="The ledger; else --ledger, TESTIGO_LEDGER, or a new testigo.ledger here.",
            show_default=False,
        ),
    ] = None,
    option: LedgerOption = None,
    host: Annotated[
        str, typer.Option(help="Loopback unless told otherwise; beyond it, users must log in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8321,
    login: Annotated[bool, typer.Option("--login", help="Ask for a login on loopback too.")] = False,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy in front speaks https: mark cookies so.")
    ] = False,
    tiles: Annotated[
        str,
        typer.Option(
            help="For those online: map tiles, as https://…/{z}/{x}/{y}.png or a .pmtiles of pictures. Left out, no other host is asked.",
            show_default=False,
        ),
    ] = "",
    tiles_credit: Annotated[
        str,
        typer.Option(help="The line that the tiles' licence asks for, shown on the map.", show_default=False),
    ] = "",
) -> None:
    """Serve the web desk, on this machine unless told otherwise."""
    from testigo.running.build import builder, example_reports, refresh  # noqa: PLC0415
    from testigo.web.app import serve as serve_it  # noqa: PLC0415

    named = ledger or option or Settings.from_environment().ledger
    serve_it(
        named or "testigo.ledger",
        host,
        port,
        login=login,
        create=named is None,
        build=builder,
        refresh=refresh,
        example=example_reports(),
        is_https=https,
        tiles=tiles,
        tiles_credit=tiles_credit,
    )


@app.command()
def review(
    ledger: LedgerOption = None,
    by: Annotated[
        str | None, typer.Option(help="Who signs; else the user of this machine.", show_default=False)
    ] = None,
) -> None:
    """Decide what waits for a person, one key each, with undo; then the view is worked out anew."""
    from testigo.cli.review import Desk, reviewer  # noqa: PLC0415
    from testigo.cli.review import review as review_it  # noqa: PLC0415
    from testigo.running.build import refresh  # noqa: PLC0415

    desk = Desk(
        key=typer.getchar,
        ask=lambda words: str(typer.prompt(words, default="", show_default=False, prompt_suffix="")),
        tell=lambda line: printing.talk.print(line, markup=False),
        now=lambda: datetime.now(UTC),
    )
    with _ledger(ledger) as held:
        if review_it(held, desk, by=reviewer(by)):
            refresh(held)


@app.command()
def verify(ledger: LedgerOption = None) -> None:
    """Check that nothing in a ledger was altered: originals, texts and the journal's chain."""
    with _ledger(ledger) as held:
        faults = held.verify()
    for fault in faults:
        sys.stdout.write(fault + "\n")
    if faults:
        raise typer.Exit(1)
    printing.talk.print("all originals, texts and journal entries are as they were recorded")


def _bring_up_to_date(held: Ledger) -> None:
    """Work the view out anew with the rulings since; another version's readings are left to `build`."""
    from testigo.running.build import refresh  # noqa: PLC0415 heavy
    from testigo.running.stages import reader_version  # noqa: PLC0415

    if held.get("reader") == reader_version():
        refresh(held)
    else:
        printing.talk.print(
            "the ledger was read by another version: run build to bring its figures up to date"
        )


def _uri(ledger: str | None) -> str:
    uri = ledger or Settings.from_environment().ledger
    if uri is None:
        raise SettingsError("no ledger named: give --ledger FILE, or set TESTIGO_LEDGER")
    return uri


def _ledger(ledger: str | None, *, create: bool = False) -> Ledger:
    from testigo.ledger.store import open_ledger  # noqa: PLC0415

    return open_ledger(_uri(ledger), create=create)


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise SettingsError(f"not a day: {words!r}; write it as YYYY-MM-DD") from None


def _share(words: str) -> Share:
    from testigo.gathering.corpus import Share  # noqa: PLC0415

    part, slash, parts = words.partition("/")
    if not (slash and part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise SettingsError(f"not a share: {words!r}; write it as 3/40, the third of forty")
    return Share(int(part), int(parts))


def _language(words: str | None) -> str | None:
    from testigo.gathering.languages import SUPPORTED  # noqa: PLC0415

    if words is not None and words not in SUPPORTED:
        raise SettingsError(
            f"not a language that testigo reads: {words!r}; it reads {' and '.join(SUPPORTED)}"
        )
    return words


def _documents(
    reports: Iterable[Path], published: str | None, language: str | None, failures: list[Failure]
) -> Iterator[Document]:
    from testigo.gathering.corpus import gather  # noqa: PLC0415
    from testigo.model.text import Failure  # noqa: PLC0415

    item: Captured | Failure
    for item in gather(reports, published=_day(published), language=_language(language)):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item.document


def _tell_failures(failures: list[Failure]) -> None:
    for failure in failures:
        printing.talk.print(f"failed: {failure.document}: {failure.reason}", markup=False, style="red")
    if failures:
        raise typer.Exit(1)


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TextColumn("{task.completed} documents"),
        TimeElapsedColumn(),
        console=printing.talk,
        transient=True,
        disable=not sys.stderr.isatty(),
    )


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        sys.stdout.write(f"testigo {__version__}\n")
        raise typer.Exit


def main() -> None:
    """The console script: our errors become one line and exit code 2; Ctrl-C and a closed pipe end quietly."""
    try:
        app()
    except TestigoError as error:
        printing.talk.print(f"testigo: {error}", markup=False, style="red")
        sys.exit(2)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # Ctrl-C, as Typer tells it
            printing.talk.print(
                "stopped: a ledger keeps what was recorded; the same command goes on from there"
            )
        raise
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
