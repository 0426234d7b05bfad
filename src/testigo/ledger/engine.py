"""Where a ledger lives: an SQLite file or a PostgreSQL database, one code for both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import ArgumentError

from testigo.errors import LedgerError

_SQLITE_HEADER = b"SQLite format 3\0"


def to_url(uri: str) -> str:
    """A file's path or a database address as SQLAlchemy wants it.

    >>> to_url("postgresql://host/db")
    'postgresql+psycopg://host/db'
    """
    if uri.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + uri.split("://", 1)[1]
    if "://" in uri:
        return uri
    return f"sqlite:///{Path(uri).expanduser()}"


def connect(uri: str, *, must_exist: bool) -> Engine:
    """An engine for the ledger at `uri`.

    Raises:
        LedgerError: no such ledger, not a database, or a driver that is not installed.
    """
    url = to_url(uri)
    if url.startswith("sqlite:///"):
        _check_file(Path(url.removeprefix("sqlite:///")), must_exist=must_exist)
    try:
        engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"the driver for {url.split(':', 1)[0]} is not installed: pip install 'testigo[postgresql]'"
        ) from error
    except ArgumentError as error:
        raise LedgerError(
            f"not a ledger's address: {uri!r}; name a file, or postgresql://user@host/database"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


def _check_file(path: Path, *, must_exist: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name a file for the ledger")
    if not path.exists():
        if must_exist:
            raise LedgerError(
                f"no ledger at {path}: build one first with `testigo build REPORTS --ledger {path}`"
            )
        if not path.parent.is_dir():
            raise LedgerError(f"the folder {path.parent} does not exist: make it first")
        return
    with path.open("rb") as file:
        head = file.read(16)
    if head and head != _SQLITE_HEADER:
        raise LedgerError(f"{path} is not a ledger (not an SQLite file); name another file")


def _set_pragmas(connection: Any, _: Any) -> None:
    """Write-ahead log, and every commit on disk before it is acknowledged; transactions are begun by us."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
