"""`testigo users`: who may sit at a ledger's desk."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from testigo.errors import SettingsError, TestigoError
from testigo.ledger.store import Ledger, open_ledger
from testigo.web.accounts import Accounts, Role, role_of

app = typer.Typer(
    help="Users of a ledger's desk: who may look, rule, add reports, or manage users.", no_args_is_help=True
)

LedgerOption = Annotated[str, typer.Option("--ledger", "-l", help="The ledger: a file, or postgresql://…")]
RoleOption = Annotated[str, typer.Option("--role", "-r", help="reader, analyst, editor or admin")]
NameArgument = Annotated[str, typer.Argument(help="The name that signs this person's rulings")]
StdinOption = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it"),
]


@app.command()
def add(
    name: NameArgument,
    ledger: LedgerOption,
    role: RoleOption = Role.READER.word,
    password_stdin: StdinOption = False,
) -> None:
    """Add a user. The password is asked for, never taken from the command line."""
    with _opened(ledger) as held:
        user = Accounts(held.engine).add(name, _password(from_stdin=password_stdin), role_of(role))
        _note(held, user.name, "add", role=user.role.word)
    typer.echo(f"{user.name} may sign in as {user.role.word}.", err=True)


@app.command(name="list")
def list_users(ledger: LedgerOption) -> None:
    """List the users with their roles, one a line."""
    with _opened(ledger) as held:
        for user in Accounts(held.engine).users():
            typer.echo(f"{user.name}\t{user.role.word}\t{'active' if user.is_active else 'locked'}")


@app.command()
def role(
    name: NameArgument, new_role: Annotated[str, typer.Argument(metavar="ROLE")], ledger: LedgerOption
) -> None:
    """Give a user another role; their sessions end."""
    with _opened(ledger) as held:
        given = role_of(new_role)
        Accounts(held.engine).change(name, role=given)
        _note(held, name, "role", role=given.word)
    typer.echo(f"{name} is {given.word} now.", err=True)


@app.command()
def password(name: NameArgument, ledger: LedgerOption, password_stdin: StdinOption = False) -> None:
    """Give a user a new password; their sessions end."""
    with _opened(ledger) as held:
        Accounts(held.engine).change(name, password=_password(from_stdin=password_stdin))
        _note(held, name, "password")
    typer.echo(f"{name} has a new password.", err=True)


@app.command()
def lock(name: NameArgument, ledger: LedgerOption) -> None:
    """Lock a user out. Their rulings stay; nobody's name is ever removed from the log."""
    with _opened(ledger) as held:
        Accounts(held.engine).change(name, is_active=False)
        _note(held, name, "lock")
    typer.echo(f"{name} is locked out.", err=True)


@app.command()
def unlock(name: NameArgument, ledger: LedgerOption) -> None:
    """Let a locked user in again."""
    with _opened(ledger) as held:
        Accounts(held.engine).change(name, is_active=True)
        _note(held, name, "unlock")
    typer.echo(f"{name} may sign in again.", err=True)


class _opened:  # noqa: N801 -- used as a word of the `with` statement
    """A ledger for the length of a command; what a person must mend is said in one line, and the exit code is 2."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._ledger: Ledger | None = None

    def __enter__(self) -> Ledger:
        try:
            self._ledger = open_ledger(self._uri, create=True)
        except TestigoError as error:
            typer.echo(f"testigo: {error}", err=True)
            raise typer.Exit(2) from error
        return self._ledger

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._ledger:
            self._ledger.close()
        if isinstance(error, TestigoError):
            typer.echo(f"testigo: {error}", err=True)
            raise typer.Exit(2) from error


def _password(*, from_stdin: bool) -> str:
    """The password, typed twice without being shown.

    Raises:
        SettingsError: the two differ.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise SettingsError("the two passwords differ; try again")
    return first


def _note(ledger: Ledger, name: str, change: str, **more: str) -> None:
    body = {"user": name, "change": change, **more}
    ledger.journal.append("user", body, by=f"{getpass.getuser()} (command line)", at=datetime.now(UTC))
