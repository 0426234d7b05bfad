"""Faults that reports of our own making showed: who is counted, as what, and when."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.claim import Claim, Factuality, Polarity, Scope
from testigo.model.toll import Measure

DAY = "2023-07-13"  # a Thursday


def counted(text: str, language: str) -> list[tuple[str, int | None]]:
    """(measure, number) of each figure that is not denied; the number is the bound that is told."""
    return [
        (c.figure.measure.value, c.figure.bounds.low if c.figure.bounds.low is not None else c.figure.bounds.high)
        for c in figures(text, language)
        if c.figure is not None and c.stance.polarity is not Polarity.DENIED
    ]  # fmt: skip


def figures(text: str, language: str) -> list[Claim]:
    return [c for c in read(text, published=DAY, language=language) if c.figure is not None]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A man of 34 died near the bridge in Aldora.", "en", [("killed", 1)]),
        (
            "A woman of 62 was killed by a stray bullet and a boy of 9 was wounded.",
            "en",
            [("killed", 1), ("injured", 1)],
        ),
        ("Murió un hombre de 34 y fue herida una mujer de 51.", "es", [("killed", 1), ("injured", 1)]),
        ("A group of 34 was arrested in Aldora.", "en", [("arrested", 34)]),
        ("A family of five was killed in Aldora.", "en", [("killed", 5)]),
    ],
)
def test_a_number_behind_one_person_is_the_age(text: str, language: str, expected: list[tuple[str, int]]) -> None:  # fmt: skip
    assert counted(text, language) == expected


def test_a_surname_is_no_word_of_harm() -> None:
    text = "Murieron 41 presas. De ellas, 26 murieron quemadas o acuchilladas, precisó el portavoz de la Fiscalía, Yuri Mora."
    assert counted(text, "es") == [("killed", 41), ("killed", 26)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Murieron 41 presas. De las fallecidas, 26 murieron quemadas.", "es"),
        ("A blast killed six and hurt 81. Fifty of the injured have gone home.", "en"),
    ],
)
def test_those_out_of_the_dead_or_hurt_are_a_part(text: str, language: str) -> None:
    last = figures(text, language)[-1].figure
    assert last is not None
    assert last.is_subset


def test_grief_is_no_ones_deed() -> None:
    assert counted("Su padre murió de pena en marzo.", "es") == []
    assert counted('"They took him from us," she says. Her father died of grief in March.', "en") == []


def test_the_toll_counts_the_dead_whoever_was_hurt_before() -> None:
    text = "Two of the injured died later in hospital, taking the toll to six."
    assert counted(text, "en") == [("killed", 2), ("killed", 6)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nobody died, contrary to claims that five people had been killed in Aldora.", "en"),
        ("Contrary to reports of three deaths, nobody was hurt in Aldora, the mayor said.", "en"),
        ("Contrario a las versiones de que murieron tres jóvenes, no hubo heridos.", "es"),
    ],
)
def test_what_is_contrary_to_the_facts_is_denied(text: str, language: str) -> None:
    assert not [row for row in counted(text, language) if row[0] == Measure.KILLED.value and row[1]]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Nine police officers were hurt, none of them seriously.", "en", [("injured", 9)]),
        ("Nueve policías resultaron heridos, ninguno de gravedad.", "es", [("injured", 9)]),
        ("El gobernador dijo que no hay más de tres civiles heridos.", "es", [("injured", 3)]),
        ("Contrary to the ministry's statement, three protesters were killed.", "en", [("killed", 3)]),
        ("Contrario a lo que afirma el Gobierno, tres jóvenes murieron.", "es", [("killed", 3)]),
    ],
)
def test_what_is_not_denied(text: str, language: str, expected: list[tuple[str, int]]) -> None:
    assert counted(text, language) == expected


def test_no_more_than_three_is_at_most_three() -> None:
    (claim,) = figures("El gobernador dijo que no hay más de tres civiles heridos.", "es")
    assert claim.figure is not None
    assert (claim.figure.bounds.low, claim.figure.bounds.high) == (None, 3)


def test_burnt_alive_is_killed() -> None:
    assert counted("Los vecinos quemaron vivos a cuatro ladrones en San Telmo.", "es") == [("killed", 4)]
    assert counted("Dos presos fueron quemados vivos en la cárcel.", "es") == [("killed", 2)]


def test_complaints_are_no_people_held() -> None:
    assert counted("Police have registered 48 FIRs and 106 people have been arrested.", "en") == [("arrested", 106)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("At least 23 people were killed between 1 and 3 June in Aldora.", "en", ("2023-06-01", "2023-06-03")),
        ("En el paro nacional (13 al 23 de junio) murieron cinco personas.", "es", ("2023-06-13", "2023-06-23")),
        ("La dictadura (1973-1990) dejó 3.200 muertos.", "es", ("1973-01-01", "1990-12-31")),
        ("El instituto contabilizó 84 heridos hasta la noche del domingo.", "es", ("2023-07-09", "2023-07-09")),
        ("The institute counted 84 injured until Sunday night.", "en", ("2023-07-09", "2023-07-09")),
        ("Murieron 41 presas en un motín registrado este martes en la Penitenciaría Nacional.", "es", ("2023-07-11", "2023-07-11")),
        ("Murieron dos en un ataque el lunes contra la comisaría de San Telmo.", "es", ("2023-07-10", "2023-07-10")),
    ],
)  # fmt: skip
def test_stretches_and_days_of_counting(text: str, language: str, days: tuple[str, str]) -> None:
    (claim,) = figures(text, language)
    interval = claim.when.interval
    assert (str(getattr(interval, "first", "")), str(getattr(interval, "last", ""))) == days


def test_whose_a_palace_is_names_no_town() -> None:
    (claim,) = figures("La policía repelió un ataque al Palacio Nacional y mató a siete ladrones.", "es")
    assert not hasattr(claim.where.place, "country")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thursday's bloodshed brought the death toll from weeks of unrest to 408 killed.", "en"),
        ("In the three weeks of protests 12 people have been killed.", "en"),
        ("En los once días de paro nacional (13 al 23 de junio) murieron cinco personas.", "es"),
    ],
)
def test_a_count_over_long_unrest_is_of_it_all(text: str, language: str) -> None:
    (claim,) = figures(text, language)
    assert claim.scope is Scope.CUMULATIVE


def test_a_headline_tells_what_is() -> None:
    (claim,) = figures("Chile: suben a once los muertos por las protestas", "es")
    assert claim.stance.factuality is Factuality.STATED
    (claim,) = figures("Es probable que haya tres muertos, dijo el alcalde.", "es")
    assert claim.stance.factuality is Factuality.HYPOTHETICAL


def test_a_name_behind_what_a_person_is() -> None:
    assert counted("Head constable Ratan Lal was killed on Monday in Delhi.", "en") == [("killed", 1)]
    assert counted("Officer Paris Hill was shot dead on Monday.", "en") == [("killed", 1)]
