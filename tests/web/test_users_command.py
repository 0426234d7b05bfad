"""`testigo users`: people are added and locked from the command line, and the log says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from testigo.cli.users import app
from testigo.ledger.store import open_ledger
from testigo.web.accounts import Accounts, Role

WORDS = "a sentence is a good one\n"


def run(*words: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words], input=typed)
    return result.exit_code, result.output


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "people.ledger")


def test_a_user_is_added_listed_changed_and_locked(path: str) -> None:
    assert run("add", "ana", "--role", "admin", "-l", path, "--password-stdin", typed=WORDS)[0] == 0
    assert run("add", "bea", "-l", path, "--password-stdin", typed=WORDS)[0] == 0
    assert run("list", "-l", path) == (0, "ana\tadmin\tactive\nbea\treader\tactive\n")
    assert run("role", "bea", "analyst", "-l", path)[0] == 0
    assert run("lock", "bea", "-l", path)[0] == 0
    assert run("list", "-l", path)[1].splitlines()[1] == "bea\tanalyst\tlocked"
    assert run("unlock", "bea", "-l", path)[0] == 0
    assert run("password", "bea", "-l", path, "--password-stdin", typed="another good sentence\n")[0] == 0
    with open_ledger(path) as ledger:
        accounts = Accounts(ledger.engine)
        assert accounts.sign_in("bea", "another good sentence", "here") is not None
        assert accounts.users()[1].role is Role.ANALYST
        bodies = [entry.body for entry in ledger.journal.entries("user")]
    assert len(bodies) == 6
    assert not any("sentence" in body for body in bodies)


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "ana", "--password-stdin"), "short\n", "at least 12 characters"),
        (
            ("add", "ana", "--role", "king", "--password-stdin"),
            WORDS,
            "the roles are reader, analyst, editor, admin",
        ),
        (("role", "nobody", "admin"), "", "no user 'nobody'"),
        (("lock", "nobody"), "", "no user 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    path: str, words: tuple[str, ...], typed: str, said: str
) -> None:
    code, output = run(*words, "-l", path, typed=typed)
    assert code == 2
    assert said in output
    assert "Traceback" not in output


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / "no.ledger").write_text("this is a letter, and quite a long one", encoding="utf-8")
    code, output = run("list", "-l", str(tmp_path / "no.ledger"))
    assert code == 2
    assert "not a ledger" in output
