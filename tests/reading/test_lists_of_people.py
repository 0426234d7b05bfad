"""People told one after another are each counted: behind "the murder of" before a predicate, and in a list that nobody was told before."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.text import Document
from testigo.reading.claims import read_statements
from testigo.running import stages


def counted(text: str) -> list[int | None]:
    analysis = stages.annotate(Document("d", text, published=date(2024, 5, 3), language="en"))
    return [
        statement.figure.bounds.low
        for statement in read_statements(analysis)
        if statement.figure is not None and statement.figure.measure == "killed"
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The murder of six priests and two employees was condemned.", [6, 2]),
        ("The massacre of six peasants and two catechists shocked San Telmo.", [6, 2]),
        ("The killing of a nun and a cook was denied by the army.", [1, 1]),
        ("A driver, a guard and a cook were killed.", [1, 1, 1]),
        ("Police said so. LUIS APAZA, 45, WAS KILLED ON MONDAY.", [1]),
        ("POLICE SAID SO. LUIS APAZA, 45, WAS KILLED AND THREE GUARDS DIED.", [1, 3]),
        ("A judge, a lawyer and a driver were shot dead by gunmen.", [1, 1, 1]),
    ],
)
def test_each_is_counted(text: str, numbers: list[int]) -> None:
    assert counted(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The death of two soldiers and a report was published.", [2]),
        ("Gunmen attacked the post, killing two and three fled.", [2]),
        ("Luis Paz, a driver, was killed on Monday.", [1]),
        ("PUERTO AURELIO, 3 MAY. NOBODY WAS KILLED.", [0]),
    ],
)
def test_nobody_is_counted_twice(text: str, numbers: list[int]) -> None:
    assert counted(text) == numbers
