"""Over what stretch figures count; words of time; argument told from report; the lexicons of scope and background read back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

import testigo
from testigo.language.lexicon import lexicon
from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.claim import Kind, Scope
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Bounds, Figure, Measure
from testigo.reading.markers import marker_table
from testigo.reading.opinions import is_argument
from testigo.reading.scope_features import Surroundings
from testigo.reading.scope_words import cue_meanings, evidence_in, words_in
from testigo.reading.scopes import SCOPES, ScopeReader, _counts_over_places, _goes_on, scope_probabilities
from testigo.running.stages import annotate

_MARK = re.compile(r"\[(\D*(\d+)[^\]]*)\]\((\w+)\)")


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def parse(text: str, language: str) -> Passage:
    passage = parser(language).parse([(Part.BODY, text)])[0]
    return replace(passage, quotations=find_quotations(passage, language))


REPORTS = [
    ("The ombudsman said [at least 19 people](cumulative) have been killed since April 28.", "en"),
    ("The death toll of the protests rose to [49 people](cumulative), the health ministry said.", "en"),
    ("Throughout the conflict [600 people](cumulative) have died so far.", "en"),
    ("A grenade blast in a mosque in Lares killed [4 people](incident) on Friday.", "en"),
    ("The Lares Rights Group documented [26 killings](cumulative) between April 28 and May 12.", "en"),
    ("La Defensoría dijo que [al menos 19 personas](cumulative) han muerto desde el 28 de abril.", "es"),
    ("En los últimos dos meses murieron [735 civiles](cumulative) en todo el país, según el Observatorio.", "es"),
    ("Una explosión en una mezquita de Lares mató a [4 personas](incident) el viernes.", "es"),
    ("La cifra de muertos por las protestas ascendió a [49 personas](cumulative).", "es"),
    ("[17 personas](day) murieron ayer en distintas ciudades del país.", "es"),
]  # fmt: skip


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_figures_have_their_scope(report: str, language: str) -> None:
    mark = _MARK.search(report)
    assert mark is not None
    text = report[: mark.start()] + mark[1] + report[mark.end() :]
    value = int(mark[2])
    figure = Figure(
        Measure.KILLED, Bounds(value, value), mark[1], Span(mark.start(), mark.start() + len(mark[1]))
    )
    passage = parse(text, language)
    document = Document("d", text, published=date(2023, 5, 20))
    found = Surroundings(passage, document, language).features(figure, figure.span, Kind.KILLING)
    scope = ScopeReader(passage, document, language).scope_of(figure, figure.span, Kind.KILLING)
    assert scope.value == mark[3], sorted(found)


def test_chances_add_up_and_every_scope_of_the_model_is_there() -> None:
    chances = scope_probabilities({"bias": 1.0, "time=period": 1.0, "no such feature": 1.0})
    assert set(chances) == set(SCOPES)
    assert sum(chances.values()) == pytest.approx(1.0)


def test_a_figure_outside_every_sentence_still_has_a_scope() -> None:
    passage = Passage(Part.BODY, "x", ())
    assert ScopeReader(passage, Document("d", "x"), "en").scope_of(None, Span(0, 1), Kind.STRIKE) in set(
        Scope
    )


def test_features_do_not_hang_on_what_was_read_before() -> None:
    text = "Clashes in Puerto Aurelio killed 4 people on Monday; since May, 30 people have died in the protests. Of them, 12 were minors."
    passage = parse(text, "en")
    document = Document("d", text, "Toll of 30 in the protests", date(2023, 5, 20))
    spans = [
        Span(text.index(words), text.index(words) + len(words)) for words in ("4 people", "30 people", "12")
    ]
    figures = [
        Figure(Measure.KILLED, Bounds(n, n), span.of(text), span)
        for n, span in zip((4, 30, 12), spans, strict=True)
    ]
    together = Surroundings(passage, document, "en")
    for figure in (*figures, *reversed(figures)):
        alone = Surroundings(passage, document, "en").features(figure, figure.span, Kind.KILLING)
        assert together.features(figure, figure.span, Kind.KILLING) == alone
    assert alone["time=day@clause"] == 1.0
    assert together.features(figures[1], spans[1], Kind.KILLING)["t:echo"] == 1.0
    assert together.features(figures[2], spans[2], Kind.KILLING)["b:since"] == 1.0


@pytest.mark.parametrize(
    ("text", "phrase", "several"),
    [
        ("Cuatro personas murieron el lunes en Cusco y Juliaca.", "Cuatro personas", True),
        ("Police killed four people in Arequipa and Cusco on Monday.", "four people", True),
        (
            "Cuatro personas murieron el lunes en la carretera entre Cusco y Juliaca.",
            "Cuatro personas",
            False,
        ),
        ("Clashes hit Arequipa and Cusco, where five people died on Monday.", "five people", False),
        ("Police killed four people in Arequipa on Monday and marched to Cusco.", "four people", False),
    ],
)
def test_people_counted_over_two_places_are_no_single_happening(
    text: str, phrase: str, several: bool
) -> None:
    language = "es" if "murieron" in text else "en"
    document = Document("d", text, published=date(2023, 5, 20), language=language)
    passage = annotate(document).passages[0]
    figure = Figure(
        Measure.KILLED, Bounds(4, 4), phrase, Span(text.index(phrase), text.index(phrase) + len(phrase))
    )
    assert _counts_over_places(figure, passage.sentences[0], passage) is several


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Protests in the capital continued into a fifth day on Monday.", "en", True),
        ("The strike entered its 13th day.", "en", True),
        ("Riots went on for a third straight night in Lares.", "en", True),
        ("Marchers entered the third district of the town that day.", "en", False),
        ("The second day was calm; protests continued.", "en", False),
        ("She continued her talk with the second mayor.", "en", False),
        ("Las protestas continuaron por quinto día en Lares.", "es", True),
        ("El paro entró en su segunda semana.", "es", True),
        ("Los manifestantes entraron al tercer edificio.", "es", False),
        ("La segunda jornada fue tranquila.", "es", False),
    ],
)
def test_what_goes_on_for_days_is_told(text: str, language: str, expected: bool) -> None:
    passage = parse(text, language)
    assert _goes_on(passage.sentences[0], passage) is expected


@pytest.mark.parametrize(
    ("report", "language", "expected"),
    [
        ("[2 people](day) were killed in clashes in Arequipa on Monday.", "en", "incident"),
        ("Murieron [2 personas](day) el lunes en enfrentamientos en Arequipa.", "es", "incident"),
        ("[17 people](day) were killed on Monday in clashes in several cities of the country.", "en", "day"),
        ("Murieron ayer [17 personas](day) en enfrentamientos en distintas ciudades del país.", "es", "day"),
    ],
)
def test_clashes_of_a_day_in_one_town_are_one_happening(report: str, language: str, expected: str) -> None:
    mark = _MARK.search(report)
    assert mark is not None
    text = report[: mark.start()] + mark[1] + report[mark.end() :]
    document = Document("d", text, published=date(2023, 5, 20), language=language)
    passage = annotate(document).passage(Part.BODY)
    span = Span(mark.start(), mark.start() + len(mark[1]))
    figure = Figure(Measure.KILLED, Bounds(int(mark[2]), int(mark[2])), mark[1], span)
    scope = ScopeReader(passage, document, language).scope_of(figure, figure.span, Kind.KILLING)
    assert scope.value == expected


def test_a_number_in_raised_digits_is_read_without_a_fault() -> None:
    assert evidence_in(words_in("over ² days"), "en", None).time is None


@pytest.mark.parametrize(
    ("text", "language", "time"),
    [
        ("in the past two weeks", "en", "period"),
        ("in the last 24 hours", "en", "day"),
        ("a boy of 15 years", "en", None),
        ("last year", "en", "past"),
        ("the deadliest day since 2013", "en", None),
        ("between April 28 and May 12", "en", "period"),
        ("on May 3", "en", "day"),
        ("15.03.2011 the police held 25 people", "en", "day"),
        ("el 15.03.2011 hubo 25 detenidos", "es", "day"),
        ("some 15.000.000 people", "en", None),
        ("nine people were shot over the weekend", "en", "weekend"),
        ("nueve heridos el fin de semana", "es", "weekend"),
        ("en el fin de la fiesta", "es", None),
        ("in may", "en", "month"),
        ("more may die", "en", None),
        ("en los últimos seis meses", "es", "period"),
        ("tras ocho meses de protestas", "es", "period"),
        ("en las últimas 24 horas", "es", "day"),
        ("menores de 15 años", "es", None),
        ("entre el 28 de abril y el 12 de mayo", "es", "period"),
        ("desde el lunes", "es", "period"),
        ("hace un año", "es", "past"),
    ],
)
def test_words_of_time(text: str, language: str, time: str | None) -> None:
    assert evidence_in(words_in(text), language, None).time == time


@pytest.mark.parametrize(
    ("text", "language", "counted"),
    [
        ("in 386 clashes in the north", "en", True),
        ("in four separate attacks", "en", True),
        ("two people shot in separate incidents", "en", True),
        ("in the clashes of 1989", "en", False),
        ("in the 1985 riots", "en", False),
        ("one of the attacks", "en", False),
        ("en cinco ataques", "es", True),
        ("en distintos enfrentamientos", "es", True),
        ("en los disturbios de ayer", "es", False),
    ],
)
def test_several_events_counted(text: str, language: str, counted: bool) -> None:
    assert ("counted_events" in evidence_in(words_in(text), language, None).cues) is counted


ARGUMENT = [
    ("Workers must build their own revolutionary leadership.", "en", True),
    ("Fundamentally, capitalism offers the working class no way out.", "en", True),
    ("Police fired at the crowd in Lares on Monday.", "en", False),
    ("Two miners were killed, and the government must answer for it.", "en", False),
    ("Students blocked the bridge.", "en", False),
    ("Los trabajadores deben formar su propia dirección revolucionaria.", "es", True),
    ("La policía disparó contra la multitud el lunes.", "es", False),
    ("Murieron dos mineros y el gobierno debe responder.", "es", False),
    ("Los estudiantes bloquearon el puente.", "es", False),
]


@pytest.mark.parametrize(("text", "language", "expected"), ARGUMENT)
def test_argument_is_told_from_report(text: str, language: str, expected: bool) -> None:
    assert is_argument(parse(text, language).sentences[0], language) is expected


def entries(name: str, side: str) -> list[pytest.param]:
    return [
        pytest.param(getattr(e, side), language, e.meaning, e.cues, id=f"{language}-{e.meaning}-{side}")
        for language in ("en", "es")
        for e in lexicon(language, name)
    ]


@pytest.mark.parametrize(("text", "language", "meaning", "cues"), entries("scope", "holds"))
def test_scope_cues_hold(text: str, language: str, meaning: str, cues: tuple[str, ...]) -> None:
    del cues
    assert meaning in {m for _, m in cue_meanings(words_in(text), language)}


@pytest.mark.parametrize(("text", "language", "meaning", "cues"), entries("scope", "fails"))
def test_scope_cues_fail(text: str, language: str, meaning: str, cues: tuple[str, ...]) -> None:
    del cues
    assert meaning not in {m for _, m in cue_meanings(words_in(text), language)}


@pytest.mark.parametrize("side", ["holds", "fails"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_words_of_argument_hold_and_fail(language: str, side: str) -> None:
    table = marker_table(language, "background")
    for entry in lexicon(language, "background"):
        words = words_in(str(getattr(entry, side)))
        hit = any(
            row is entry and tuple(words[i : i + len(phrase)]) == phrase
            for i, word in enumerate(words)
            for phrase, row in table.get(word, ())
        )
        assert hit is (side == "holds"), (entry.meaning, getattr(entry, side))


@pytest.mark.parametrize(
    ("language", "text", "low", "scope"),
    [
        ("es", "La fiscalía confirmó la muerte de un joven en Lares, con lo que suman 80 los fallecidos en tres meses de protestas.", 1, "incident"),
        ("es", "La fiscalía confirmó la muerte de un joven en Lares, con lo que suman 80 los fallecidos en tres meses de protestas.", 80, "cumulative"),
        ("en", "A 19-year-old student died in Lares on Monday, bringing to 80 the number of people killed since the protests began.", 1, "incident"),
        ("en", "A 19-year-old student died in Lares on Monday, bringing to 80 the number of people killed since the protests began.", 80, "cumulative"),
        ("es", "Fue la jornada más violenta desde la revuelta de 2009, cuando murieron 33 personas en Lares.", 33, "background"),
        ("en", "It was the deadliest day since the clashes of 2009, when 33 people died in Lares.", 33, "background"),
    ],
)  # fmt: skip
def test_one_person_is_no_running_total_and_older_years_are_history(
    language: str, text: str, low: int, scope: str
) -> None:
    (claim,) = [
        c
        for c in testigo.read(text, language=language, published="2023-01-24")
        if c.figure and c.figure.bounds.low == low
    ]
    assert claim.scope == scope


def test_the_day_of_a_part_is_not_the_wholes() -> None:
    text = "Soldiers have killed 133 people in the protests, a rights group said on Sunday, including 41 in Lares on Friday."
    found = {
        c.figure.bounds.low: c.scope.value
        for c in testigo.read(text, language="en", published="2023-01-24")
        if c.figure
    }
    assert found[133] != "day"
