"""«las muertes de 56 civiles y de un policía»: people joined by a repeated preposition are counted alike; other things so joined are not."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.text import Document
from testigo.running.stages import read


def told(text: str, language: str) -> list[tuple[str, int | None, str]]:
    """(measure, low, group) of each figure."""
    claims = read(Document("d", text, published=date(2023, 5, 10), language=language)).claims
    return [(c.figure.measure.value, c.figure.bounds.low, c.figure.group.value) for c in claims if c.figure]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Se han confirmado las muertes de 56 civiles y de un policía.",
            "es",
            [("killed", 56, "civilians"), ("killed", 1, "police")],
        ),
        (
            "El asesinato de tres campesinos y el de un periodista conmovió a Lares.",
            "es",
            [("killed", 3, "civilians"), ("killed", 1, "journalists")],
        ),
        (
            "La detención de 15 manifestantes y de dos periodistas fue denunciada.",
            "es",
            [("arrested", 15, "protesters"), ("arrested", 2, "journalists")],
        ),
        (
            "The deaths of 56 civilians and of one police officer have been confirmed.",
            "en",
            [("killed", 56, "civilians"), ("killed", 1, "police")],
        ),
        (
            "The killing of three farmers and that of a journalist shocked Lares.",
            "en",
            [("killed", 3, "civilians"), ("killed", 1, "journalists")],
        ),
    ],
)
def test_people_joined_by_a_repeated_preposition(
    text: str, language: str, expected: list[tuple[str, int, str]]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("La muerte de dos estudiantes y de la confianza en el gobierno.", "es", [("killed", 2, "students")]),
        ("Se confirmaron las muertes de 56 civiles y de un policía, y cientos han resultado heridos.", "es", [("killed", 56, "civilians"), ("killed", 1, "police"), ("injured", 200, "unspecified")]),
        ("The deaths of 56 miners and one guard are confirmed, and hundreds have been injured.", "en", [("killed", 56, "civilians"), ("killed", 1, "security"), ("injured", 200, "unspecified")]),
        ("The deaths of two students and of 30 cows were reported.", "en", [("killed", 2, "students")]),
        ("El saldo fue de 12 muertos y de 40 heridos.", "es", [("killed", 12, "unspecified"), ("injured", 40, "unspecified")]),
    ],
)  # fmt: skip
def test_other_things_so_joined(text: str, language: str, expected: list[tuple[str, int, str]]) -> None:
    assert told(text, language) == expected
