"""The page of commands and the program agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from testigo.cli.main import app

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
ROWS = {
    match[1]: set(re.findall(r"`(--[a-z-]+)`", match[2]))
    for match in re.finditer(
        r"^\| `testigo ([a-z]+).*?\|.*?\|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
}
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_every_command_is_on_the_page() -> None:
    assert set(COMMANDS) == set(ROWS)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"users", "gazetteer"}))
def test_every_option_is_on_the_page(name: str) -> None:
    options = {o for p in COMMANDS[name].params for o in p.opts if o.startswith("--")} - {"--help"}
    assert options == ROWS[name]
