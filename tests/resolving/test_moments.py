"""Values and days of time expressions: expected values worked out by hand on the calendar of January 2023 (the 24th is a Tuesday)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testigo.model.analysis import Passage
from testigo.model.moment import Granularity, Interval, Timex, Unresolved
from testigo.model.text import Part
from testigo.resolving.calendars import edge_of, interval_of
from testigo.resolving.moments import value_timexes

TUESDAY = date(2023, 1, 24)


def timexes(text: str, language: str = "en", published: date | None = TUESDAY) -> list[Timex]:
    return list(value_timexes(Passage(Part.BODY, text, ()), language, published))


def values(text: str, language: str = "en", published: date | None = TUESDAY) -> list[str]:
    return [one.value for one in timexes(text, language, published)]


ONE = [
    ("en", "They marched on Monday.", "2023-01-23"),
    ("en", "They marched on Tuesday.", "2023-01-24"),
    ("en", "They will march on Monday.", "2023-01-30"),
    ("en", "The council has decided to admit the two towns in early March.", "2023-03"),
    ("en", "The march would still be held on April 24.", "2023-04-24"),
    ("en", "He would be travelling to the United States Thursday with his wife.", "2023-01-26"),
    ("en", "The mayor announced the plan Aug. 21.", "2022-08-21"),
    ("en", "Nothing changed in the town through August.", "2022-08"),
    ("en", "The fine is payable Feb. 2.", "2023-02-02"),
    ("en", "During the day Friday, the boys played.", "2023-01-20"),
    ("en", "They marched last Thursday afternoon.", "2023-01-19TAF"),
    ("en", "They will meet next Friday.", "2023-01-27"),
    ("en", "Two died yesterday.", "2023-01-23"),
    ("en", "Two died last night.", "2023-01-23TNI"),
    ("en", "Nine died on January 9.", "2023-01-09"),
    ("en", "Nine died on December 7.", "2022-12-07"),
    ("en", "Elections will be held on April 9.", "2023-04-09"),
    ("en", "He was ousted in early December.", "2022-12"),
    ("en", "He was ousted last month.", "2022-12"),
    ("en", "It began two weeks ago.", "2023-W02"),
    ("en", "It began ten days ago.", "2023-01-14"),
    ("en", "It began three months ago.", "2022-10"),
    ("en", "It began two years ago.", "2021"),
    ("en", "It began last year.", "2022"),
    ("en", "Nothing happened this week.", "2023-W04"),
    ("en", "It closed over the weekend.", "2023-W03-WE"),
    ("en", "Protests broke out in the third quarter.", "2022-Q3"),
    ("en", "The dictatorship of the 1990s fell.", "199"),
    ("en", "It lasted five days.", "P5D"),
    ("en", "It lasted two and a half hours.", "PT2H30M"),
    ("en", "It lasted two and a half years.", "P2Y6M"),
    ("en", "It lasted weeks.", "PXW"),
    ("en", "It lasted two decades.", "P20Y"),
    ("en", "They meet every two weeks.", "P2W"),
    ("en", "It is now calm.", "PRESENT_REF"),
    ("en", "He was shot on Christmas Eve.", "2022-12-24"),
    ("en", "He was shot on Easter Sunday.", "2022-04-17"),
    ("en", "He was shot at 10 p.m. on Saturday.", "2023-01-21T22:00"),
    ("en", "They died in the early hours of Sunday morning.", "2023-01-22TMO"),
    ("en", "They marched on the weekend of January 14.", "2023-W02-WE"),
    ("en", "They marched in the week of January 9.", "2023-W02"),
    ("en", "They marched this weekend.", "2023-W03-WE"),
    ("en", "It lasted a hundred and twenty-four days.", "P124D"),
    ("en", "It closed at 1430 GMT on Monday.", "2023-01-23T14:30Z"),
    ("es", "Murieron en las primeras horas del jueves.", "2023-01-19TMO"),
    ("es", "Murieron en la jornada del lunes.", "2023-01-23"),
    ("es", "Murieron antes de ayer.", "2023-01-22"),
    ("es", "Murieron el fin de semana pasado.", "2023-W03-WE"),
    ("es", "Murieron el 22-05-2021.", "2021-05-22"),
    ("es", "Marchan todos los viernes.", "XXXX-WXX-5"),
    ("es", "Duró treinta y dos días.", "P32D"),
    ("es", "Cayó el Viernes Santo.", "2022-04-15"),
    ("es", "Marcharon el lunes.", "2023-01-23"),
    ("es", "Marcharán el lunes.", "2023-01-30"),
    ("es", "El pasado jueves murieron dos.", "2023-01-19"),
    ("es", "El próximo viernes habrá paro.", "2023-01-27"),
    ("es", "Murieron anoche.", "2023-01-23TNI"),
    ("es", "Murieron anteayer.", "2023-01-22"),
    ("es", "Murieron hace tres días.", "2023-01-21"),
    ("es", "Murieron el 7 de diciembre.", "2022-12-07"),
    ("es", "Murieron en diciembre del año pasado.", "2022-12"),
    ("es", "Murieron en los años 80.", "198"),
    ("es", "Fue en el siglo XIX.", "18"),
    ("es", "Duró dos horas y 30 minutos.", "PT2H30M"),
    ("es", "Ocurre cada día.", "P1D"),
    ("es", "Murió la madrugada del domingo.", "2023-01-22TMO"),
    ("es", "Votarán el día 29.", "2023-01-29"),
    ("es", "Cayó en Semana Santa.", "2022-W15"),
]


@pytest.mark.parametrize(("language", "text", "value"), ONE, ids=[t for _, t, _ in ONE])
def test_value(language: str, text: str, value: str) -> None:
    assert values(text, language) == [value]


def test_a_fifth_day_tells_the_first() -> None:
    fifth, monday = timexes("Protests continued into a fifth day on Monday.")
    assert fifth.value == monday.value == "2023-01-23"
    assert fifth.interval == Interval(date(2023, 1, 19), date(2023, 1, 23), Granularity.RANGE)


def test_that_day_is_the_last_day_named() -> None:
    assert values("They met last Thursday. One man died that day, three the next day.") == [
        "2023-01-19",
        "2023-01-19",
        "2023-01-20",
    ]
    assert values("Murió el 9 de enero. Tres días después hubo duelo. La víspera, marchas.", "es") == [
        "2023-01-09",
        "2023-01-12",
        "2023-01-11",
    ]


def test_stretches_keep_their_year() -> None:
    assert values("Hubo 63 muertos del 28 de diciembre al 5 de enero.", "es") == ["2022-12-28", "2023-01-05"]
    assert values("Protests ran from April 28 to May 5, 2021.") == ["2021-04-28", "2021-05-05"]


def test_a_paragraph_about_another_year_keeps_it() -> None:
    text = "Police fired on January 9.\n\nIn 1990, soldiers fired on a march. On June 4 they fired again.\n\nOn January 20 a man died."
    assert values(text) == ["2023-01-09", "1990", "1990-06-04", "2023-01-20"]


def test_the_weekday_chooses_the_year() -> None:
    # The 28th of April was a Wednesday in 2021, a Thursday in 2022.
    assert values("It began on Wednesday, April 28.", published=date(2022, 1, 10)) == ["2021-04-28"]


def test_the_quarter_in_focus() -> None:
    assert values(
        "Profit rose in the third quarter. A year earlier it fell.", published=date(1989, 10, 26)
    ) == ["1989-Q3", "1988-Q3"]


UNDATED = [
    ("en", "They marched on Monday.", "XXXX-WXX-1", "weekday without a publication date"),
    ("en", "They met last Thursday.", "XXXX-WXX-4", "weekday without a publication date"),
    ("en", "On January 9 nine died.", "XXXX-01-09", "month and day without a year, and no publication date"),
    (
        "en",
        "Two died yesterday.",
        "XXXX-XX-XX",
        "day counted from the day of writing, without a publication date",
    ),
    ("en", "Two died that day.", "XXXX-XX-XX", "counts from a day that the text does not name"),
    ("en", "It fell last year.", "XXXX", "year counted from the day of writing, without a publication date"),
    ("es", "Murieron el lunes.", "XXXX-WXX-1", "weekday without a publication date"),
    ("es", "Murieron el 9 de enero.", "XXXX-01-09", "month and day without a year, and no publication date"),
    ("es", "Fue al tercer día consecutivo.", "XXXX-XX-XX", "numbered from a day that the text does not name"),
]


@pytest.mark.parametrize(("language", "text", "value", "reason"), UNDATED, ids=[t for _, t, _, _ in UNDATED])
def test_never_a_silent_publication_day(language: str, text: str, value: str, reason: str) -> None:
    (one,) = timexes(text, language, published=None)
    assert one.value == value
    assert one.interval == Unresolved(reason, value)


def test_what_the_text_states_needs_no_publication_date() -> None:
    first, second = timexes("Nine died on January 9, 2023. The next day thousands marched.", published=None)
    assert first.interval == Interval(date(2023, 1, 9), date(2023, 1, 9))
    assert second.value == "2023-01-10"


def test_no_such_day() -> None:
    (one,) = timexes("It was February 30, 2023.")
    assert one.interval == Unresolved("no such day in the calendar", "2023-02-30")


def test_seasons_name_no_days_without_a_hemisphere() -> None:
    (one,) = timexes("It began last summer.")
    assert one.value == "2022-SU"
    assert isinstance(one.interval, Unresolved)


def test_intervals() -> None:
    assert interval_of("2023-W04") == Interval(date(2023, 1, 23), date(2023, 1, 29), Granularity.WEEK)
    assert interval_of("2023-W03-WE") == Interval(date(2023, 1, 21), date(2023, 1, 22), Granularity.RANGE)
    assert interval_of("2022-Q4") == Interval(date(2022, 10, 1), date(2022, 12, 31), Granularity.RANGE)
    assert interval_of("2020-02") == Interval(date(2020, 2, 1), date(2020, 2, 29), Granularity.MONTH)
    assert interval_of("19") == Interval(date(1900, 1, 1), date(1999, 12, 31), Granularity.RANGE)
    assert interval_of("P5D") is None
    december = interval_of("2022-12")
    assert december is not None
    assert edge_of(december, "START") == Interval(date(2022, 12, 1), date(2022, 12, 10), Granularity.RANGE)


LENGTHS = {4: 366, 7: 31, 10: 1}
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
    "a",
    "fifth",
    "day",
    "year",
    "night",
    "p.m.",
    "10",
    "1998",
    "1990s",
    "will",
    "el",
    "lunes",
    "de",
    "enero",
    "hace",
    "tres",
    "días",
    "desde",
    "hasta",
    "año",
    "pasado",
    "víspera",
    "mañana",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.sampled_from(["en", "es"]),
    st.one_of(st.none(), st.dates(date(1800, 1, 1), date(2200, 1, 1)), st.just(date.min), st.just(date.max)),
)
def test_laws(text: str, language: str, published: date | None) -> None:
    for one in timexes(text, language, published):
        assert 0 <= one.span.start < one.span.stop <= len(text)
        if isinstance(one.interval, Interval):
            assert one.interval.first <= one.interval.last
            if (
                one.type == "DATE"
                and one.value.isdecimal()
                and len(one.value) == 4
                and one.interval.precision is Granularity.YEAR
            ):
                assert one.interval.days in (365, 366)
            if one.interval.precision is Granularity.DAY:
                assert one.interval.days == 1
        if published is None and isinstance(one.interval, Interval):
            assert any(c.isdecimal() for c in text)  # without a date in the words there are no days


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_month_is_never_told_finer(published: date) -> None:
    (one,) = timexes("It happened in March.", published=published)
    assert isinstance(one.interval, Interval)
    assert one.interval.precision is Granularity.MONTH
    assert len(one.value) == len("2023-03")
    assert one.interval.first <= date(published.year, 12, 31)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        (
            "en",
            "On Wednesday 28 April two people died. The party had won in 2021 and lost in 2019.",
            "2021-04-28",
        ),
        (
            "es",
            "El miércoles 28 de abril murieron dos. El partido ganó en 2021 y perdió en 2019.",
            "2021-04-28",
        ),
        ("en", "On 28 April two people died. On May 12, 2021 three died.", "2021-04-28"),
        ("en", "On Tuesday 28 April two people died. The party had won in 2021.", "XXXX-04-28"),
        ("es", "El 28 de abril murieron dos. El partido ganó en 2021.", "XXXX-04-28"),
    ],
    ids=[
        "weekday picks",
        "weekday picks, es",
        "told later",
        "weekday speaks against",
        "a year by itself says nothing",
    ],
)
def test_the_year_of_an_undated_report(language: str, text: str, value: str) -> None:
    first = value_timexes(Passage(Part.BODY, text, ()), language, None)[0]
    assert first.value == value


def test_a_weekday_leaves_few_years() -> None:
    (found,) = value_timexes(Passage(Part.BODY, "On Wednesday 28 April two people died.", ()), "en", None)
    assert isinstance(found.interval, Unresolved)
    assert found.interval.reason.endswith("a Wednesday in 2004, 2010, 2021, 2027")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor could not be reached Wednesday for comment.",
        "None of the four could be located Wednesday in Ayo.",
    ],
)
def test_what_could_not_be_found_out_is_past(text: str) -> None:
    (found,) = value_timexes(Passage(Part.BODY, text, ()), "en", date(2023, 1, 27))
    assert found.value == "2023-01-25"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "es",
            "La noche del lunes 10 de mayo hubo tiros. A las 4:06 cayó uno.",
            ["XXXX-05-10TNI", "XXXX-05-10T04:06"],
        ),
        ("en", "On April 30 they marched. The next day a man died.", ["XXXX-04-30", "XXXX-05-01"]),
        (
            "en",
            "It began on February 28. The next day a man died.",
            ["XXXX-02-28", "XXXX-XX-XX"],
        ),  # a leap year?
        ("es", "El 3 de mayo cayó uno y el 28 del mismo mes, otro.", ["XXXX-05-03", "XXXX-05-28"]),
    ],
)
def test_a_day_without_its_year_is_counted_from(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language, None) == expected


def test_a_day_of_the_same_month_that_lies_ahead_takes_both_a_year_back() -> None:
    # Written on Tuesday, 24 January 2023.
    assert values("Cayeron Ana, el 3 de enero, y Luz, el 28 del mismo mes.", "es") == [
        "2022-01-03",
        "2022-01-28",
    ]
    assert values("Cayeron Ana, el 3 de enero, y Luz, el 8 del mismo mes.", "es") == [
        "2023-01-03",
        "2023-01-08",
    ]
    assert values("She fell on January 3, 2023, and he on the 28th of that month.") == [
        "2023-01-03",
        "2023-01-28",
    ]
    assert values("They will march on January 26 and on the 28th of the same month.") == [
        "2023-01-26",
        "2023-01-28",
    ]


def test_a_weekday_that_no_year_bears_out_leaves_the_nearest_day() -> None:
    # 24 January was a Monday, a Tuesday and a Wednesday in 2022 to 2024.
    assert values("She was shot on Friday, Jan. 24.") == ["2023-01-24"]
    assert values("She was shot on Monday, Jan. 24.") == ["2022-01-24"]
    assert values("She was shot on Monday, Jan. 23.") == ["2023-01-23"]


def test_what_is_so_since_today_is_the_day_spoken_of() -> None:
    text = "Desde la tarde de este martes hay disturbios, con toque de queda desde las 6:00 p. m."
    assert values(text, "es") == ["2023-01-24TAF", "2023-01-24T18:00"]
