"""Words that look like more than they say: years that close a stretch, bills withdrawn, names called, bodies that sign, lives without."""

from __future__ import annotations

import pytest

from testigo.api import read
from testigo.model.claim import Claim, Factuality, Kind, Polarity


def claims(text: str, language: str) -> tuple[Claim, ...]:
    return tuple(read(text, language=language, published="2023-01-24"))


def figures(text: str, language: str) -> list[tuple[str, str, bool]]:
    """(measure, phrase, whether it is part of another) of each figure."""
    return [
        (c.figure.measure.value, c.figure.phrase, c.figure.is_subset)
        for c in claims(text, language)
        if c.figure
    ]


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("In 2007-08, more than 1,100 people were killed after a disputed vote in Lares.", "en", "more than 1,100 people"),
        ("During 2010/11, 300 people died in the camps of Lares.", "en", "300 people"),
        ("En 2007-08 murieron más de 1.100 personas en Lares.", "es", "más de 1.100 personas"),
    ],
)  # fmt: skip
def test_a_year_is_no_count_of_the_dead(text: str, language: str, phrase: str) -> None:
    assert figures(text, language) == [("killed", phrase, False)]


@pytest.mark.parametrize(
    ("text", "language", "is_withdrawn"),
    [
        ("At least 23 people were killed on Tuesday, as the president withdrew the bill.", "en", False),
        ("Police withdrew after two protesters were killed.", "en", False),
        ("Soldiers mistakenly killed three farmers near Lares.", "en", False),
        ("The army lowered the flag for the 15 soldiers killed in Lares.", "en", False),
        ("El ejército mató por error a tres campesinos en Lares.", "es", False),
        ("El gobierno corrigió el rumbo tras la muerte de cuatro manifestantes.", "es", False),
        ("The ministry withdrew its report that three people had died.", "en", True),
        ("Officials mistakenly reported four deaths in Lares.", "en", True),
        ("The death toll was later revised down to four.", "en", True),
        ("Informaron por error de cinco muertos en Lares.", "es", True),
    ],
)
def test_only_counts_are_withdrawn(text: str, language: str, is_withdrawn: bool) -> None:
    (claim,) = [c for c in claims(text, language) if c.figure]
    assert claim.is_retraction is is_withdrawn


@pytest.mark.parametrize(
    ("text", "kind", "is_planned"),
    [
        ("The envoy called the attacks on students shocking.", Kind.ATTACK, False),
        (
            "Nineteen people died in what the army called a terrorist attack on a barracks.",
            Kind.ATTACK,
            False,
        ),
        ("The strike called by miners paralysed the town of Arenal.", Kind.STRIKE, False),
        ("The bill set off the unrest in Arenal.", Kind.DEMONSTRATION, False),
        ("The unions have called a march in Arenal against the bill for Friday.", Kind.DEMONSTRATION, True),
        ("The unions called for a strike on Friday.", Kind.STRIKE, True),
    ],
)
def test_called_is_not_planned(text: str, kind: Kind, is_planned: bool) -> None:
    (claim,) = [c for c in claims(text, "en") if c.kind is kind]
    assert (claim.stance.factuality is Factuality.PLANNED) is is_planned


def test_found_without_life_is_not_denied() -> None:
    (claim,) = [
        c
        for c in claims("En Lares fue hallado sin vida un hombre de 18 años que manifestaba.", "es")
        if c.figure
    ]
    assert claim.stance.polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("19 personas han muerto, entre ellas un policía, y 87 están desaparecidas.", "es"),
        ("Nineteen people have died, among them a policeman, and 87 are missing.", "en"),
    ],
)
def test_a_part_is_of_the_whole_before_it(text: str, language: str) -> None:
    assert [(m, sub) for m, _, sub in figures(text, language)] == [
        ("killed", False),
        ("killed", True),
        ("missing", False),
    ]


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("A witness counted at least five bodies outside parliament.", "en", "at least five bodies"),
        ("Three bodies were seen by the road to Lares.", "en", "Three bodies"),
        ("A porter counted 14 corpses in the yard.", "en", "14 corpses"),
        ("Un periodista vio tres cuerpos en la calle.", "es", "tres cuerpos"),
    ],
)
def test_bodies_that_are_seen(text: str, language: str, phrase: str) -> None:
    assert figures(text, language) == [("killed", phrase, False)]


def test_bodies_that_sign() -> None:
    assert not [
        c for c in claims("The two bodies signed an agreement on the strike.", "en") if c.kind is Kind.KILLING
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Twelve people were killed in Lares on Monday. \"They can't kill us all,\" one of them, Dan Adler, said.", "en"),
        ("Doce personas murieron en Lares el lunes. «No pueden matarnos a todos», dijo uno de ellos.", "es"),
    ],
)  # fmt: skip
def test_who_speaks_is_not_among_the_dead(text: str, language: str) -> None:
    assert [(m, sub) for m, _, sub in figures(text, language)] == [("killed", False)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "La oficina elevó este domingo a 459 el total de fallecidos y a 2.559 el de detenidos.",
            "es",
            [("killed", "459", False), ("arrested", "2.559", False)],
        ),
        (
            "El ministerio elevó a 12 el número de muertos y a 40 el de heridos.",
            "es",
            [("killed", "12", False), ("injured", "40", False)],
        ),
        ("Police put the number of dead at 15 nationwide.", "en", [("killed", "15", False)]),
        (
            "Seven civilians died, he said: four in a blast, two run over by a car and one shot by a guard.",
            "en",
            [("killed", "Seven civilians", False), ("killed", "four", True), ("killed", "two run", True), ("killed", "one", True)],
        ),
    ],
)  # fmt: skip
def test_what_each_number_counts(text: str, language: str, expected: list[tuple[str, str, bool]]) -> None:
    assert figures(text, language) == expected


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Ana Ruiz, 34, a teacher, was shot dead in Lares on Monday.", ["Ana Ruiz"]),
        (
            "Ana Ruiz, aged 34, a teacher, and Luis Paz, 40, a driver, were shot dead in Lares.",
            ["a teacher", "Luis Paz"],
        ),
    ],
)
def test_a_name_and_its_trade_are_one_person(text: str, phrases: list[str]) -> None:
    assert [phrase for _, phrase, _ in figures(text, "en")] == phrases
