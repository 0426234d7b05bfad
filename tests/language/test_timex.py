"""Time expressions found, unvalued: their words and what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testigo.language.timex import find_time_expressions
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
    Era,
    Length,
    Nth,
    Recurrence,
    Reference,
    Shift,
    Unit,
)

EN, ES = "en", "es"


def phrases(text: str, language: str) -> list[str]:
    return [one.span.of(text) for one in find_time_expressions(text, language)]


# Square brackets mark the expressions; everything else must stay unmarked.
MARKED = [
    ("en", "Police fired on [Saturday, April 25] in Puerto Aurelio."),
    ("en", "The march began [last Thursday afternoon] and ended [that day]."),
    ("en", "Protests went into [a fifth day] on [Monday]."),
    ("en", "He was shot at [10 p.m. Wednesday] and died [two days later]."),
    ("en", "Deaths rose in [the third quarter of 1989], [a year earlier] and [early next year]."),
    ("en", "In [the late 1970s] and [the '80s] [nearly two years] went by."),
    ("en", "Curfews run [every night]; meetings are held twice [a week]."),
    ("en", "On [January 9], as 19 people died, 3,500 marched and 1988 euros were paid."),
    ("en", "The 8-year-old boy and a 52-year-old man were hurt over [the weekend]."),
    ("en", "A bus hit three-quarters of the stalls [today]."),
    ("en", "They blocked the road between [April 28] and [May 5]."),
    ("en", "He may march in [May], and marched in [March]."),
    ("en", "It lasted [two and a half hours], not [2 1/2 days]."),
    ("en", "[Right now] and in [the near future] nothing is known."),
    ("es", "La policía detuvo a 12 personas [el lunes 9 de enero de 2023]."),
    ("es", "Marcharon por [tercer día consecutivo]; [la víspera] hubo tres heridos."),
    ("es", "Murió [el viernes por la mañana], [tres días después]."),
    ("es", "Los bloqueos siguen desde [el 7 de diciembre del año pasado]."),
    ("es", "[Ayer por la noche] y [la madrugada del domingo] hubo disparos."),
    ("es", "[Hace dos semanas], a [finales de septiembre] y en [los últimos tres meses]."),
    ("es", "En [los años 80] y [el siglo XIX] hubo [dos horas y 30 minutos] de paro."),
    ("es", "El diario informó [hoy, jueves] de que el 60 por ciento votó."),
    ("es", "Cruzaron el Puente del 6 de Octubre [este martes]."),
    (
        "en",
        "He told the Sunday Times and the Daily Mail so on [Sunday]; India Today and ''60 Minutes'' agreed.",
    ),
    (
        "en",
        "A man in his late 30s asked about the future of the town; [the future] is dark after [several quarters] of loss.",
    ),
    ("en", "Sales fell over [the full year], and [the day Friday] was calm."),
    ("es", "Según La Jornada y el diario El Tiempo murieron tres [el lunes]; [Hoy] habrá misa."),
    ("es", "El futuro del pueblo y su pasado importan; en [el futuro] se verá, y entonces hablaremos."),
    ("es", "Lo detuvieron [dos días] después del paro y salió [tres días después]."),
    ("es", "Murió en [Semana Santa]. [EL PASADO LUNES] no."),
    ("es", "A [las 18.45 horas del martes] y a [las seis de la mañana de ayer]."),
]


def unmarked(text: str) -> tuple[str, list[str]]:
    found: list[str] = []
    plain = ""
    for i, piece in enumerate(text.replace("]", "[").split("[")):
        plain += piece
        if i % 2:
            found.append(piece)
    return plain, found


@pytest.mark.parametrize(("language", "marked"), MARKED, ids=[m[:40] for _, m in MARKED])
def test_found_where_marked(language: str, marked: str) -> None:
    text, wanted = unmarked(marked)
    assert phrases(text, language) == wanted


MEANINGS = [
    (EN, "January 9", Calendar(month=1, day=9)),
    (EN, "last Thursday", Calendar(weekday=4, direction=-1)),
    (EN, "the following Friday", Calendar(weekday=5, direction=1, anchor=Anchor.REFERENCE)),
    (EN, "two years ago", Shift(Unit.YEAR, -2, Anchor.SPEECH, sign=-1)),
    (EN, "a week later", Shift(Unit.WEEK, 1, Anchor.REFERENCE, sign=1)),
    (EN, "weeks ago", Shift(Unit.WEEK, None, Anchor.SPEECH, sign=-1)),
    (EN, "a few days ago", Shift(Unit.DAY, None, Anchor.SPEECH, sign=-1)),
    (EN, "that day", Shift(Unit.DAY, 0, Anchor.REFERENCE)),
    (EN, "this month", Shift(Unit.MONTH, 0)),
    (EN, "a fifth day", Nth(5, Unit.DAY)),
    (EN, "the first half of 2021", Calendar(half=1, year=2021)),
    (EN, "the past two weeks", Length(2, Unit.WEEK, frame=-1)),
    (EN, "the next few days", Length(None, Unit.DAY, frame=1)),
    (EN, "a couple of years", Length(2, Unit.YEAR)),
    (EN, "every two weeks", Recurrence("P2W")),
    (EN, "every Monday", Recurrence("XXXX-WXX-1")),
    (EN, "Tuesdays", Recurrence("XXXX-WXX-2")),
    (EN, "the 1990s", Era("199")),
    (EN, "the 20th century", Era("19")),
    (EN, "nineteen ninety-six", Calendar(year=1996)),
    (EN, "recently", Reference("PAST_REF")),
    (EN, "July last year", Calendar(month=7, year_shift=-1)),
    (EN, "next year's first quarter", Calendar(quarter=1, year_shift=1)),
    (EN, "Christmas Eve", Calendar(holiday="12-24")),
    (EN, "2023-01-09", Calendar(year=2023, month=1, day=9)),
    (EN, "1/9/2023", Calendar(year=2023, month=1, day=9)),
    (EN, "4 FEB 1990", Calendar(year=1990, month=2, day=4)),
    (ES, "1/9/2023", Calendar(year=2023, month=9, day=1)),
    (ES, "15.03.2011", Calendar(year=2011, month=3, day=15)),
    (ES, "el pasado jueves", Calendar(weekday=4, direction=-1)),
    (ES, "el lunes 9 de enero", Calendar(month=1, day=9, weekday=1)),
    (ES, "lunes 9", Calendar(weekday=1, day=9)),
    (ES, "el día 13", Calendar(day=13)),
    (ES, "hace tres días", Shift(Unit.DAY, -3, Anchor.SPEECH, sign=-1)),
    (ES, "la víspera", Shift(Unit.DAY, -1, Anchor.REFERENCE)),
    (ES, "ese mismo día", Shift(Unit.DAY, 0, Anchor.REFERENCE)),
    (ES, "el año que viene", Shift(Unit.YEAR, 1)),
    (ES, "el mes pasado", Shift(Unit.MONTH, -1)),
    (ES, "cuarto día consecutivo", Nth(4, Unit.DAY)),
    (ES, "los últimos cinco días", Length(5, Unit.DAY, frame=-1)),
    (ES, "un par de horas", Length(2, Unit.HOUR)),
    (ES, "cada seis meses", Recurrence("P6M")),
    (ES, "todos los días", Recurrence("P1D")),
    (ES, "el siglo XIX", Era("18")),
    (ES, "Semana Santa", Calendar(holiday="EW")),
    (ES, "ahora mismo", Reference("PRESENT_REF")),
]


@pytest.mark.parametrize(("language", "text", "meaning"), MEANINGS, ids=[t for _, t, _ in MEANINGS])
def test_meaning(language: str, text: str, meaning: object) -> None:
    (one,) = find_time_expressions(text, language)
    assert one.meaning == meaning
    assert one.span.of(text) == text


def test_parts_edges_and_hedges() -> None:
    text = "at 10 p.m. Wednesday; early December; more than two years; last night; midnight Friday"
    clock, edge, hedge, night, midnight = find_time_expressions(text, EN)
    assert (clock.clock, clock.type) == ("22:00", "TIME")
    assert edge.edge == "START"
    assert hedge.mod == "MORE_THAN"
    assert night.part == "NI"
    assert midnight.clock == "24:00"


def test_two_days_share_a_month() -> None:
    assert [one.meaning for one in find_time_expressions("on April 4-6, 2021", EN)] == [
        Calendar(year=2021, month=4, day=4),
        Calendar(year=2021, month=4, day=6),
    ]
    assert [one.meaning for one in find_time_expressions("los días 10 y 11 de mayo", ES)] == [
        Calendar(month=5, day=10),
        Calendar(month=5, day=11),
    ]


def test_months_share_a_year() -> None:
    first, second = find_time_expressions("between January and March 2021", EN)
    assert first.meaning == Calendar(month=1, year=2021)
    assert second.meaning == Calendar(month=3, year=2021)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ON JANUARY 9 POLICE FIRED; LAST THURSDAY THEY RETURNED.", EN),
        ("EL PASADO JUEVES MURIERON DOS; EL 9 DE ENERO, CINCO.", ES),
    ],
)
def test_capitals(text: str, language: str) -> None:
    assert len(phrases(text, language)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "May I?",
        "He marched.",
        "the second man",
        "sixty-eight",
        "$1989",
        "№ 5",
        "a 6-year-old",
        "A350s",
    ],
)
def test_nothing_to_find(text: str) -> None:
    assert phrases(text, EN) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "el diario La Voz",
        "el 60 por ciento",
        "una segunda marcha",
        "Calle 9 de Julio",
        "han pasado por aquí",
    ],
)
def test_nothing_to_find_in_spanish(text: str) -> None:
    assert phrases(text, ES) == []


def test_no_joining_over_a_heading() -> None:
    assert phrases("Markets shut on Friday\nSeptember 18, 2008\nThey said so.", EN) == [
        "Friday",
        "September 18, 2008",
    ]


WORDS = [
    "on",
    "Monday",
    "the",
    "9",
    "of",
    "January",
    "2023",
    "last",
    "next",
    "week",
    "two",
    "days",
    "ago",
    "early",
    "that",
    ",",
    ".",
    ";",
    "-",
    "'s",
    "a",
    "year",
    "night",
    "p.m.",
    "10",
    "1998",
    "90s",
    "el",
    "lunes",
    "de",
    "enero",
    "hace",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=60),
    st.sampled_from([EN, ES]),
)
def test_spans_stand_in_the_text_in_order(text: str, language: str) -> None:
    previous = 0
    for one in find_time_expressions(text, language):
        assert previous <= one.span.start < one.span.stop <= len(text)
        assert one.span.of(text).strip() == one.span.of(text)
        assert one.type in ("DATE", "TIME", "DURATION", "SET")
        previous = one.span.stop
