"""A ledger of each kind for the contract suite: SQLite always, PostgreSQL where a server can be started."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from testigo.ledger.store import Ledger, open_ledger


def _postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, on a socket, gone after the tests.

    Its folder is none of pytest's: another run of the tests clears those of earlier runs, and the server's data with them.
    """
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="testigo-pg-"))
    as_user: dict[str, str] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        for parent in folder.parents:
            if str(parent).startswith("/tmp/"):
                parent.chmod(parent.stat().st_mode | 0o055)
        as_user = {"user": "postgres"}

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs / program), *arguments], check=True, capture_output=True, cwd=folder, **as_user
        )  # type: ignore[call-overload]

    run("initdb", "-D", "data", "-A", "trust", "-U", "testigo", "-E", "UTF8", "--locale=C", "--no-sync")
    run(
        "pg_ctl",
        "-D",
        "data",
        "-w",
        "-l",
        "log",
        "-o",
        f"-k {folder} -c listen_addresses='' -c fsync=off",
        "start",
    )
    try:
        yield f"postgresql://testigo@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    if request.param == "sqlite":
        uri = str(tmp_path / "test.ledger")
    else:
        import psycopg  # noqa: PLC0415

        server = request.getfixturevalue("postgres")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS testigo_test")
            connection.execute("CREATE DATABASE testigo_test")
        uri = server.replace("/postgres?", "/testigo_test?")
    held = open_ledger(uri, create=True)
    yield held
    held.close()
