"""The English grammar of time expressions: words with their classes, and rules over the classes."""

from __future__ import annotations

from typing import Any

from testigo.language.timex_building import (
    count,
    every,
    expression,
    framed,
    half_of,
    lasting,
    moved,
    no_time,
    numbered,
    ordered,
    plural_weekday,
    rate,
    recurring,
    shifted,
    small,
    two_lengths,
    year_of,
)
from testigo.language.timex_dates import (
    century,
    clock,
    dated,
    era,
    iso,
    part_of_day,
    pointing,
    season,
    slashed,
    weekday,
    year,
)
from testigo.language.timex_engine import Grammar, Match, Rule
from testigo.language.timex_holidays import HOLIDAYS_EN
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
    Length,
    Nth,
    Reference,
    Shift,
    TimeExpression,
    Unit,
)
from testigo.language.timex_numbers import NUMBERS_EN, ORDINALS_EN
from testigo.model.calendar_names import MONTHS, WEEKDAYS
from testigo.model.text import Span

SHORT_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
SHORT_WEEKDAYS = {
    "mon": 1,
    "tue": 2,
    "tues": 2,
    "wed": 3,
    "thu": 4,
    "thur": 4,
    "thurs": 4,
    "fri": 5,
    "sat": 6,
    "sun": 7,
}

UNITS = {
    "second": Unit.SECOND, "minute": Unit.MINUTE, "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK, "weekend": Unit.WEEKEND,
    "fortnight": Unit.WEEK, "month": Unit.MONTH, "quarter": Unit.QUARTER, "semester": Unit.HALF, "year": Unit.YEAR,
    "decade": Unit.DECADE, "century": Unit.CENTURY, "millennium": Unit.MILLENNIUM,
}  # fmt: skip


def _vocabulary() -> dict[str, tuple[str, Any]]:
    words: dict[str, tuple[str, Any]] = {}

    def add(name: str, text: str, value: Any = None) -> None:
        for word in text.split():
            words[word] = (name, value)

    for i, month in enumerate(MONTHS["en"]):
        words[month] = ("MONTHY" if month in ("march", "may") else "MONTH", i + 1)
    for word, i in SHORT_MONTHS.items():
        words[word] = ("MONTHAB", i)
    for i, day in enumerate(WEEKDAYS["en"]):
        words[day] = ("WEEKDAY", i + 1)
        words[day + "s"] = ("WEEKDAYS", i + 1)
    for word, i in SHORT_WEEKDAYS.items():
        words[word] = ("WEEKDAYAB", i)
    for word, unit in UNITS.items():
        words[word] = ("UNIT1", unit)
        words[{"century": "centuries", "millennium": "millennia"}.get(word, word + "s")] = ("UNITN", unit)
    words["second"] = ("SECOND", 2)
    words["quarter"] = ("UNIT1", Unit.QUARTER)
    words["yr"] = ("UNIT1", Unit.YEAR)
    words["period"] = ("PERIOD", Unit.PERIOD)
    words["half"] = ("HALFW", Unit.HALF)
    for word, n in NUMBERS_EN.items():
        words[word] = ("HUND" if n >= 100 else "TENW" if n >= 20 else "NUMW", n)
    for word, n in ORDINALS_EN.items():
        words.setdefault(word, ("ORDW", n))
    add("ORDW", "final", -1)
    for i, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split()):
        words[word] = ("ERAW", i + 2)
    add("ART", "a an", 1)
    add("THE", "the")
    add("ITS", "its his her their our my your")
    add("LAST", "last", -1)
    add("PAST", "past", -1)
    add("PREVIOUS", "previous preceding prior", -1)
    add("NEXT", "next", 1)
    add("COMING", "coming upcoming", 1)
    add("FOLLOWING", "following ensuing succeeding", 1)
    add("THIS", "this", 0)
    add("THAT", "that same", 0)
    add("THESE", "these those", 0)
    add("CURRENT", "current", 0)
    add("PRESENT", "present")
    add("LATEST", "latest most-recent", 0)
    add("RECENT", "recent", -1)
    add("FUTURE", "future")
    add("AGO", "ago", -1)
    add("EARLIER", "earlier", -1)
    add("LATER", "later", 1)
    add("BEFORE", "before", -1)
    add("AFTER", "after", 1)
    add("HENCE", "hence", 1)
    add("FROM", "from")
    add("NOW", "now", "PRESENT_REF")
    add("VAGUE", "several few many some numerous")
    add("COUPLE", "couple", 2)
    add("DOZEN", "dozen", 12)
    add(
        "MORE",
        "more additional extra straight consecutive full whole entire solid trading working business successive",
    )
    words["more"] = ("MORE", "MORE_THAN")
    add("EARLY", "early", "START")
    add("LATE", "late", "END")
    add("MID", "mid", "MID")
    add("BEGINNING", "beginning start onset", "START")
    add("ENDW", "end close", "END")
    add("MIDDLE", "middle", "MID")
    add("ABOUT", "about around approximately roughly some", "APPROX")
    words["some"] = ("VAGUE", None)
    add("NEARLY", "nearly almost", "LESS_THAN")
    add("OVER", "over", "MORE_THAN")
    add("THAN", "than")
    add("LESS", "less fewer under", "LESS_THAN")
    add("LEAST", "least", "EQUAL_OR_MORE")
    add("MOST", "most", "EQUAL_OR_LESS")
    add("UP", "up", "EQUAL_OR_LESS")
    add("WITHIN", "within", "EQUAL_OR_LESS")
    add("EVERY", "every each")
    add("OTHER", "other", 2)
    add("ALL", "all")
    add("ANY", "any another")
    add("TIMES", "times once twice thrice")
    add("PER", "per")
    add("OF", "of")
    add("IN", "in during since by until till throughout for through between on before-")
    add("TO", "to")
    add("AND", "and")
    add("OR", "or")
    add("AT", "at")
    add("OLD", "old")
    add("LONG", "long")
    add("FISCAL", "fiscal")
    add("SEASON", "summer", "SU")
    add("SEASON", "winter", "WI")
    add("SEASON", "autumn", "FA")
    add("SEASONX", "spring", "SP")
    add("SEASONX", "fall", "FA")
    add("PART", "morning", "MO")
    add("PART", "afternoon", "AF")
    add("PART", "evening", "EV")
    add("PART", "night", "NI")
    add("PART", "dawn daybreak sunrise", "MO")
    add("PART", "dusk nightfall sunset", "EV")
    add("PARTS", "mornings", "MO")
    add("PARTS", "afternoons", "AF")
    add("PARTS", "evenings", "EV")
    add("PARTS", "nights", "NI")
    add("OVERNIGHT", "overnight", "NI")
    add("NOON", "noon midday", "MI12")
    add("NOON", "midnight", "MN24")
    add("YESTERDAY", "yesterday", (-1, ""))
    add("YESTERDAY", "today", (0, ""))
    add("YESTERDAY", "tomorrow", (1, ""))
    add("YESTERDAY", "tonight", (0, "NI"))
    add("REFW", "currently presently nowadays", "PRESENT_REF")
    add("REFW", "recently lately", "PAST_REF")
    add("REFW", "soon", "FUTURE_REF")
    add("SET", "daily nightly", "P1D")
    add("SET", "weekly", "P1W")
    add("SET", "monthly", "P1M")
    add("SET", "yearly annually", "P1Y")
    add("SET", "hourly", "PT1H")
    add("SET", "biweekly fortnightly", "P2W")
    add("SETADJ", "annual", "P1Y")
    add("NEAR", "near short foreseeable immediate")
    add("TERM", "term run")
    add("TIMEW", "time moment", None)
    add("BEING", "being")
    add("RIGHT", "right just")
    add("VERY", "very")
    add("AS", "as")
    add("SO", "so")
    add("POSSIBLE", "possible")
    add("ZONE", "gmt utc z", "Z")
    add("ZONE", "est edt cst cdt mst mdt pst pdt et ct pt local bst", "")
    add("OCLOCK", "o'clock o’clock")
    add("AMW", "am pm")
    add("HOURSW", "hrs", Unit.HOUR)
    add("MONEYW", "million billion trillion percent dollars euros pounds")
    add("NO", "no")
    add("BE", "is was be been")
    add("WHILEW", "while")
    add("SMALL", "wee small pre-dawn")
    add("EVE", "eve")
    add("ENDED", "ended ending")
    for phrase in HOLIDAYS_EN:
        for word in phrase.split():
            words.setdefault(word, ("HOL", None))
    return words


def _holiday(m: Match) -> TimeExpression | None:
    name = " ".join(w for w in m.words("hol") if w not in ("'s", "’s", "'", "’"))
    key = HOLIDAYS_EN.get(name)
    if key is None or (m.has("year") and year_of(m) is None):
        return None
    return expression(
        m, Calendar(holiday=key, year=year_of(m), direction=m.value("dir") if m.has("dir") else None)
    )


def _year_earlier(m: Match) -> TimeExpression:
    return expression(m, Shift(Unit.YEAR, -1, Anchor.REFERENCE, sign=-1))


def _year_quarter(m: Match) -> TimeExpression | None:
    """As in "the 1988 third quarter"; "the 1988 period" is the quarter in focus, told by quarter 0."""
    told = year_of(m)
    if told is None or m.value("unit") not in (Unit.QUARTER, Unit.PERIOD):
        return None
    n = small(m, "ord") if m.has("ord") else 0
    return (
        expression(m, Calendar(year=told, quarter=4 if n == -1 else n)) if n is not None and n <= 4 else None
    )


def _year_end(m: Match) -> TimeExpression:
    return expression(m, Shift(m.value("unit"), 0), edge="MID" if m.has("mid") else "END")


def _day_before(m: Match) -> TimeExpression:
    sign = m.value("sign")
    return expression(m, Shift(Unit.DAY, 2 * sign))


def _before_last(m: Match) -> TimeExpression | None:
    unit = m.value("unit")
    return expression(m, Shift(unit, -2)) if isinstance(unit, Unit) else None


def _first_units(m: Match) -> TimeExpression | None:
    """As in "the first nine months": a length, whose place the text must give."""
    return lasting(m)


def _halves(m: Match) -> TimeExpression | None:
    n = small(m, "ord")
    return None if n is None else numbered(m, Unit.HALF, n)


def _the_unit(m: Match) -> TimeExpression | None:
    unit = m.value("unit")
    if not isinstance(unit, Unit) or unit.is_clock:
        return None
    return expression(m, Shift(unit, 0, Anchor.REFERENCE))


def _untold(m: Match) -> TimeExpression | None:
    unit = m.value("unit")
    return expression(m, Length(None, unit), "DURATION") if isinstance(unit, Unit) else None


def _whole_year(m: Match) -> TimeExpression | None:
    """As in "the full year" is the year spoken of, and no length."""
    if m.value("unit") is not Unit.YEAR or m.words("full")[0] not in ("full", "whole", "entire"):
        return None
    return expression(m, Shift(Unit.YEAR, 0, Anchor.REFERENCE))


def _fiscal(m: Match) -> TimeExpression | None:
    return expression(m, Shift(Unit.YEAR, 0, Anchor.REFERENCE))


def _reference(value: str) -> Any:
    def build(m: Match) -> TimeExpression:
        return expression(m, Reference(value))

    return build


def _day_of_that_month(m: Match) -> TimeExpression | None:
    """As in "the 28th of the same month": a day of the month that the text speaks of."""
    day = small(m, "day")
    if not day or not 1 <= day <= 31 or m.tokens.words[m.found.end() - 1] != "month":
        return None
    return expression(m, Calendar(day=day, anchor=Anchor.REFERENCE))


def _week_of(m: Match) -> TimeExpression | None:
    """As in "the week of March 6"; a weekend is told by 6."""
    day, unit = small(m, "day"), m.value("unit")
    if day is None or unit not in (Unit.WEEK, Unit.WEEKEND):
        return None
    week = 6 if unit is Unit.WEEKEND else 0
    return expression(m, Calendar(month=m.last_value("month"), day=day, week=week, year=year_of(m)))


def _overnight(m: Match) -> TimeExpression | None:
    """As in "overnight", "during the night."; the night before the day of writing."""
    if m.has("part") and (
        m.value("part") != "NI"
        or m.words("part")[0] != "night"
        or m.tokens.words[m.found.start()] != "during"
    ):
        return None
    return expression(m, Shift(Unit.DAY, -1, sign=7), "TIME", part="NI")


def _spoken_year(m: Match) -> TimeExpression | None:
    """As in "nineteen ninety-six" anywhere: two halves are a year even with no "in" before."""
    words = [w for w in m.words("year") if w in NUMBERS_EN]
    return year(m) if words and NUMBERS_EN[words[0]] in range(17, 21) and NUMBERS_EN[words[1]] >= 20 else None


def _latest(m: Match) -> TimeExpression | None:
    """As in "the latest quarter" is the last one complete at the day of writing."""
    unit = m.value("unit")
    if unit is Unit.PERIOD:
        return expression(m, Shift(unit, 0, Anchor.REFERENCE))
    return (
        expression(m, Shift(unit, -1)) if unit in (Unit.QUARTER, Unit.YEAR, Unit.MONTH, Unit.WEEK) else None
    )


def _early_hours(m: Match) -> TimeExpression | None:
    """As in "the early hours of Thursday": a part of the day that follows."""
    if m.value("unit") is not Unit.HOUR:
        return None
    return expression(m, Shift(Unit.DAY, 0, Anchor.REFERENCE), "TIME", part="MO")


def _nth_part(m: Match) -> TimeExpression | None:
    """As in "a second consecutive night"."""
    n = small(m, "ord")
    part = m.value("part")
    return None if n is None or n < 1 else expression(m, Nth(n, Unit.DAY), "TIME", part=str(part))


def _day_number(m: Match) -> TimeExpression | None:
    """As in "day 12 of the strike"."""
    n = count(m)
    return expression(m, Nth(int(n), Unit.DAY)) if n and m.value("unit") is Unit.DAY else None


MACROS = {
    "MONTHX": "MONTH|MONTHY|MONTHAB DOT?",
    "MARCHMAY": "(?:(?<=IN)|(?<=EARLY)|(?<=LATE)|(?<=TO)|(?<=AND)|(?<=FROM)|(?<=BEFORE)|(?<=AFTER))MONTHY",
    "ORD": "ORDW|NTH|SECOND",
    "UNIT": "UNIT1|UNITN|SECOND|HOURSW",
    "SMALLW": "TENW(?:DASH?NUMW)?|NUMW",
    "NUMBERW": "(?:(?:SMALLW|ART)?HUND AND?)*(?:SMALLW)|(?:SMALLW|ART)?HUND",
    "NUMBER": "(?:D2|D4|DN|DECIMAL|DOTTED|NUMBERW)(?:D2 SLASH D2)?(?:AND ART HALFW)?",
    "QUANTITY": "ART? COUPLE OF?|(?:ART|THE)? VAGUE OF?|ART? DOZEN|NUMBER",
    "YEARX": "D4|SHORTYEAR|YEARTWO",
    "YEARTWO": "(?:NUMW|TENW)TENW(?:DASH?NUMW)?|NUMW HUND(?:AND?NUMW)?",
    "HEDGE": "(?:ABOUT|NEARLY|OVER|MORE THAN|LESS THAN|NO MORE THAN|AT LEAST|AT MOST|UP TO|WITHIN)",
    "DET": "THE|ITS|THIS|THAT|CURRENT",
    "POINTER": "LAST|NEXT|THIS(?:COMING|PAST)?|COMING|PAST",
    "ZONEX": "OPEN?ZONE CLOSE?|OPEN?ZONE",
    "FILL": r"[.]",
}

RULES: tuple[Rule, ...] = (
    Rule("iso", "(?P<iso>ISO)", iso),
    Rule("slashed", "(?P<slashed>SLASHED)", slashed),
    # dates by month
    Rule(
        "week of",
        "(?:THE)? (?P<unit>UNIT1) OF (?P<month>MONTHX) (?P<day>D2|NTH) (?:DASH D2)? (?:COMMA? (?P<year>D4))?",
        _week_of,
    ),
    Rule(
        "month days",
        "(?P<month>MONTHX) (?P<day>D2) (?:DASH|AND|TO|OR) (?P<day2>D2)(?!DASH?UNIT)(?:COMMA(?P<year>D4))?",
        dated,
    ),
    Rule(
        "month day",
        "(?P<dir>LAST|NEXT|THIS)? (?P<month>MONTHX) (?:THE)? (?P<day>D2(?!DASH?UNIT)|NTH|ORDW)(?:COMMA?(?P<year>D4|SHORTYEAR))?",
        dated,
    ),
    Rule(
        "agency date",
        "(?P<day>D2) (?P<month>MONTH|MONTHY|MONTHAB) (?P<year>D2)(?=OPEN|PAUSE|DASH)",
        dated,
    ),
    Rule(
        "days month",
        "(?P<day>D2|NTH) (?:DASH|TO) (?:THE)? (?P<day2>D2|NTH) OF? (?P<month>MONTH|MONTHY|MONTHAB DOT?) (?:COMMA?(?P<year>D4|SHORTYEAR))?",
        dated,
    ),
    Rule(
        "days month",
        "(?:(?<=IN)|(?<=OF)|(?<=FROM)|(?<=THE))(?P<day>D2|NTH) AND (?:THE)? (?P<day2>D2|NTH) OF? (?P<month>MONTH|MONTHY|MONTHAB DOT?) (?:COMMA?(?P<year>D4|SHORTYEAR))?",
        dated,
    ),
    Rule(
        "day month",
        "(?:THE)? (?P<day>D2|NTH|ORD) OF? (?P<month>MONTH|MONTHY|MONTHAB DOT?) (?:COMMA?(?P<year>D4|SHORTYEAR))?",
        dated,
    ),
    Rule(
        "day of that month", "(?:THE)? (?P<day>NTH|ORDW) OF (?:THE|THIS)? THAT{1,2} UNIT1", _day_of_that_month
    ),
    Rule("month year", "(?P<month>MONTHX) (?:COMMA|OF)? (?P<year>YEARX)", dated),
    Rule("last month", "(?P<dir>LAST|NEXT|THIS|PAST)(?:PAST|COMING)? (?P<month>MONTHX)", dated),
    Rule("bare month", "(?P<month>MONTH|MARCHMAY)", dated),
    Rule("every month", "EVERY (?P<month>MONTHX)", every),
    # weekdays
    Rule("weekday abbreviated", "(?P<weekday>WEEKDAYAB) DOT? COMMA? (?=MONTHX D2|D2 MONTHX)", weekday),
    Rule("day before last", "(?:THE)? UNIT1 BEFORE LAST (?!WEEKDAY)", _before_last),
    Rule(
        "pointed weekday",
        "(?:(?:THE)?(?P<ref>PREVIOUS|FOLLOWING)|(?P<dir>THIS(?=COMING|PAST)|LAST|NEXT|THIS|PAST|COMING)(?:COMING|PAST)?) (?P<weekday>WEEKDAY)",
        weekday,
    ),
    Rule("every weekday", "EVERY (?P<weekday>WEEKDAY)", every),
    Rule("weekday", "(?P<weekday>WEEKDAY) (?P<dir>LAST|NEXT)?(?!UNIT|PERIOD)", weekday),
    Rule("weekday", "(?P<weekday>WEEKDAY)", weekday),
    Rule("weekdays", "(?P<weekday>WEEKDAYS)", plural_weekday),
    # yesterday
    Rule("day before yesterday", "(?:THE)? UNIT1 (?P<sign>BEFORE|AFTER) YESTERDAY", _day_before),
    Rule("yesterday", "(?P<word>YESTERDAY)", pointing),
    # holidays
    Rule(
        "holiday",
        "(?P<dir>LAST|NEXT|THIS)? (?P<hol>HOL(?:HOL|UNIT1){0,2}POSS?(?:EVE|UNIT1|WEEKDAY)?|HOL) (?:(?:COMMA|OF)?(?P<year>D4))?",
        _holiday,
    ),
    Rule("holiday", "(?P<dir>LAST|NEXT|THIS)? (?P<hol>HOL)", _holiday),
    Rule("May Day", "(?P<hol>MONTHY UNIT1)", _holiday),
    # year-ago, year-end
    Rule(
        "year earlier",
        "(?:THE|ART)? UNIT1 DASH (?:EARLIER|AGO) (?:(?:ORD DASH?)?(?:UNIT1|PERIOD))?",
        _year_earlier,
    ),
    Rule("year end", "(?:THE)? (?P<unit>UNIT1) (?:DASH|POSS)? ENDW(?!OF)", _year_end),
    Rule("mid year", "(?P<mid>MID) DASH? (?P<unit>UNIT1)", _year_end),
    # sets
    Rule("every", "EVERY (?:(?P<n>NUMBER|OTHER))? (?P<unit>UNIT)(?!DASH)", every),
    Rule("every part", "EVERY (?P<part>PART)", every),
    Rule("every season", "EVERY (?P<season>SEASON|SEASONX)", every),
    Rule("times a day", "TIMES (?P<rate>(?:ART|PER)(?P<unit>UNIT1))(?!AGO|EARLIER|LATER|BEFORE|AFTER)", rate),
    Rule("per day", "(?P<rate>PER (?P<unit>UNIT1))", rate),
    Rule(
        "rate",
        "(?:NUMBER|MONEYW)(?:FILL|PERCENT|MONEYW){0,2}(?P<rate>ART(?P<unit>UNIT1))(?!DASH|AGO|EARLIER|LATER|BEFORE|AFTER)",
        rate,
    ),
    Rule("daily", "(?P<set>SET)", recurring),
    # clocks
    Rule("clock", "(?P<clock>CLOCK|DOTTED|D2|NUMW) (?P<pm>AMPM|AMW) (?:ZONEX)?", clock),
    Rule("clock zone", "(?P<clock>CLOCK|D4|DOTTED) (?:HOURSW|UNITN)? (?P<zone>ZONE)", clock),
    Rule("four-figure clock", "(?<=AT)(?P<clock>D4)(?=YESTERDAY|WEEKDAY|HOURSW|IN THE PART)", clock),
    Rule("o'clock", "(?P<clock>D2|NUMW) OCLOCK (?:IN THE(?P<pm>PART))?", clock),
    Rule("in the morning", "(?P<clock>CLOCK|D2|NUMW) (?:IN THE|AT) (?P<pm>PART)", clock),
    Rule("clock", "(?P<clock>CLOCK)", clock),
    # pointed units
    Rule("early hours", "(?:THE)? (?:EARLY|SMALL|ORDW) (?P<unit>UNITN)(?=OF)", _early_hours),
    Rule("nth night", "(?:THE|ART|ITS)? (?P<ord>ORD) MORE? (?P<part>PART)", _nth_part),
    Rule("day 12", "(?P<unit>UNIT1) (?P<n>D2)(?=OF)", _day_number),
    Rule("shift now", "(?P<hedge>HEDGE)? (?P<n>QUANTITY|ART) (?P<unit>UNIT) FROM NOW", shifted),
    Rule(
        "ago",
        "(?P<hedge>HEDGE)? (?P<n>QUANTITY|ART) MORE? DASH? (?P<unit>UNIT) (?:OR SO)? (?P<ago>AGO)",
        shifted,
    ),
    Rule("ago untold", "(?P<unit>UNITN) (?P<ago>AGO)", shifted),
    Rule(
        "earlier",
        "(?P<hedge>HEDGE)? (?P<n>QUANTITY|ART) MORE? (?P<unit>UNIT) (?P<ref>EARLIER|LATER|HENCE)",
        shifted,
    ),
    Rule(
        "before",
        "(?P<hedge>HEDGE)? (?P<n>QUANTITY|ART|THE) (?P<unit>UNIT) (?P<ref>BEFORE|AFTER)(?=COMMA|DOT|$)",
        shifted,
    ),
    Rule("later untold", "(?P<unit>UNITN) (?P<ref>EARLIER|LATER)", shifted),
    Rule(
        "last weeks",
        "(?:THE|THESE)? (?P<dir>LAST|PAST|NEXT|COMING) (?P<n>QUANTITY) MORE? DASH? (?P<unit>UNIT)",
        framed,
    ),
    Rule(
        "recent weeks", "(?:THE|THESE)? (?P<dir>LAST|PAST|NEXT|COMING|RECENT) MORE? (?P<unit>UNITN)", framed
    ),
    Rule("first units", "(?:THE|ITS)? (?:ORDW|OPEN) (?P<n>QUANTITY) (?P<unit>UNITN)", _first_units),
    Rule("those days", "THESE UNITN", _reference("PRESENT_REF")),
    Rule("past unit", "(?:THE|THIS)? (?P<past>PAST) FISCAL? (?P<unit>UNIT1)", moved),
    Rule(
        "the last week",
        "THE (?P<dir>LAST) (?P<unit>UNIT1)",
        lambda m: (
            expression(m, Length(1, m.value("unit"), frame=-1), "DURATION")
            if m.value("unit") in (Unit.WEEK, Unit.MONTH)
            else None
        ),
    ),
    Rule("last unit", "(?:THE|ITS)? (?P<dir>LAST|NEXT|COMING|CURRENT) FISCAL? (?P<unit>UNIT1|PERIOD)", moved),
    Rule("this unit", "(?P<dir>THIS)(?:COMING|PAST)? FISCAL? (?P<unit>UNIT1)", moved),
    Rule("latest unit", "(?:THE|ITS)? (?P<dir>LATEST) FISCAL? (?P<unit>UNIT1|PERIOD)", _latest),
    Rule(
        "that unit",
        "(?:THE|THIS)? (?P<ref>THAT|PREVIOUS|FOLLOWING)(?:THAT)? FISCAL? (?P<unit>UNIT1|PERIOD)",
        moved,
    ),
    # numbered units
    Rule(
        "the 1988 quarter",
        "(?:THE)? (?P<year>D4) (?:FISCAL)? (?:(?P<ord>ORD)DASH?)? (?P<unit>UNIT1|PERIOD)(?!DASH)",
        _year_quarter,
    ),
    Rule(
        "the day before",
        "THE (?P<unit>UNIT1) (?P<sign>BEFORE|AFTER)(?!LAST)",
        lambda m: (
            expression(m, Shift(m.value("unit"), m.value("sign"), Anchor.REFERENCE), span=m.span())
            if m.value("unit") in (Unit.DAY, Unit.YEAR, Unit.WEEK)
            else None
        ),
    ),
    Rule(
        "the year ended",
        "THE (?P<unit>UNIT1) ENDED",
        lambda m: (
            TimeExpression(Span(m.span().start, m.span("unit").stop), "DURATION", Length(1, Unit.YEAR))
            if m.value("unit") is Unit.YEAR
            else None
        ),
    ),
    Rule(
        "century",
        "(?:THE|ART)? (?P<ord>ORD) DASH? (?P<unit>UNIT1)",
        lambda m: century(m) if m.value("unit") is Unit.CENTURY else None,
    ),
    Rule(
        "quarter",
        "(?:THE|ITS|ART)? FISCAL? DASH? (?P<ord>ORD|LAST) DASH? FISCAL? DASH? MORE? (?P<unit>UNIT1)",
        ordered,
    ),
    Rule("half", "(?:THE)? (?P<ord>ORD|LAST) (?P<unit>HALFW)", _halves),
    # eras and years
    Rule("age in tens", "ITS (?:EARLY|MID|LATE)? DASH? (?:ERA|ERAW)", no_time),
    Rule("decade", "(?:THE)? (?P<era>ERA)", era),
    Rule("decade", "(?:THE|(?<=EARLY)|(?<=LATE)|(?<=MID)|(?<=DASH)) (?P<era>ERAW)", era),
    Rule("fiscal year", "FISCAL (?P<sure>(?P<year>D4))", year),
    Rule("the fiscal year", "(?:THE|ITS)? FISCAL UNIT1", _fiscal),
    Rule(
        "the year 1990",
        "(?:THE)? UNIT1 (?P<sure>(?P<year>YEARX))",
        lambda m: year(m) if m.tokens.words[m.found.start("year") - 1] == "year" else None,
    ),
    Rule("spoken year", "(?<=IN)(?P<year>YEARTWO)(?!UNIT|DASH)", year),
    Rule("spoken year", "(?P<year>YEARTWO)(?!UNIT|DASH)", _spoken_year),
    Rule(
        "year in",
        "(?:(?<=IN)|(?<=EARLY)|(?<=LATE)|(?<=DASH)|(?<=FROM)|(?<=AFTER)|(?<=BEFORE))(?P<sure>(?P<year>D4|SHORTYEAR))(?!UNIT|MONEYW|PERCENT|DASH UNIT)",
        year,
    ),
    Rule("year", "(?<!MONEY)(?P<year>D4)(?!UNIT|MONEYW|PERCENT|DASH UNIT)", year),
    # lengths
    Rule(
        "two lengths",
        "(?:(?P<n1>NUMBER)(?:TO|OR)|(?P<m1>D2|DN)(?:AND|DASH)(?=D2|DN)) (?P<n>NUMBER) (?P<unit>UNITN|UNIT1)(?!AGO|EARLIER|LATER|DASH?OLD)",
        two_lengths,
    ),
    Rule("age", "(?:NUMBER|ART) DASH? UNIT DASH? OLD", no_time),
    Rule("half an hour", "HALFW DASH? ART? (?P<unit>UNIT1)", half_of),
    Rule("unit and a half", "(?P<n>ART|NUMBER) (?P<unit>UNIT) (?P<half>AND ART HALFW)", lasting),
    Rule(
        "length",
        "(?P<hedge>HEDGE)? (?:ANY)? (?P<n>QUANTITY) MORE? DASH? (?P<unit>UNIT) (?:DASH? LONG)?(?!DASH?OLD)",
        lasting,
    ),
    Rule(
        "a day to be",
        "BE ART (?:FILL)? UNIT1(?!UNIT|MORE|AGO)",
        lambda m: () if m.tokens.words[m.found.end() - 1] == "day" else None,
    ),
    Rule(
        "a length",
        "(?P<hedge>HEDGE)? (?P<n>ART) MORE? (?P<unit>UNIT1) (?!DASH?OLD)",
        lambda m: None if m.value("unit") is Unit.QUARTER else lasting(m),
    ),
    Rule("full year", "(?:THE|ITS) (?P<full>MORE) (?P<unit>UNIT1)", _whole_year),
    Rule(
        "untold length",
        "(?P<unit>UNITN) (?!DASH?OLD)",
        lambda m: None if m.value("unit") is Unit.QUARTER else _untold(m),
    ),
    # seasons and parts of day
    Rule("season year", "(?:THE)? (?P<season>SEASON|SEASONX) (?:OF|COMMA)? (?P<year>YEARX)", season),
    Rule("pointed season", "(?P<dir>LAST|NEXT|THIS)(?:PAST|COMING)? (?P<season>SEASON|SEASONX)", season),
    Rule("season", "(?:THE)? (?P<season>SEASON)", season),
    Rule("this morning", "(?P<dir>THIS) (?P<part>PART)", part_of_day),
    Rule("last night", "(?P<dir>LAST) (?P<part>PART)", part_of_day),
    Rule(
        "next morning",
        "(?:THE)? (?P<ref>NEXT|PREVIOUS|FOLLOWING|THAT|LATER) (?:THAT)? (?P<part>PART)",
        part_of_day,
    ),
    Rule("overnight", "OVERNIGHT|IN THE (?P<part>PART)(?=DOT)", _overnight),
    Rule("noon", "(?P<part>NOON)", part_of_day),
    Rule("part", "(?<!ART)(?<!HOL) (?:THE)? (?P<part>PART)", part_of_day),
    # references
    Rule("right now", "RIGHT? (?P<word>NOW)", pointing),
    Rule(
        "recently",
        "(?:VERY|AS)? (?:MORE|MOST)? (?P<word>REFW) AS POSSIBLE|(?:VERY|(?<!AS))(?:MORE|MOST)?(?P<word2>REFW)(?!AFTER|AS)",
        pointing,
    ),
    Rule("the future of", "THE FUTURE OF", no_time),
    Rule("near future", "(?:THE NEAR?|NEAR) FUTURE", _reference("FUTURE_REF")),
    Rule("near term", "THE NEAR TERM", _reference("FUTURE_REF")),
    Rule("the present", "(?:THE|AT) PRESENT(?!FILL)", _reference("PRESENT_REF")),
    Rule("a while", "ART WHILEW", lambda m: expression(m, Length(None, Unit.PERIOD), "DURATION")),
    Rule("future units", "FUTURE UNITN", _reference("FUTURE_REF")),
    Rule("time being", "THE TIMEW BEING", _reference("PRESENT_REF")),
    Rule("the past", "THE PAST(?!FILL|UNIT)", _reference("PAST_REF")),
    Rule("recent", "(?<!THE) RECENT", _reference("PAST_REF")),
    Rule("current", "CURRENT", _reference("PRESENT_REF")),
    Rule("the unit", "(?:THE) (?P<unit>UNIT1)(?!DASH)", _the_unit),
)

NEEDS_CAPITAL = frozenset(
    {"march", "may", "sun", "sat", "wed", "mar", "mon", "dec", "jan", "new", "good", "all", "palm", "ash"}
)

ENGLISH = Grammar("en", _vocabulary(), MACROS, RULES, NEEDS_CAPITAL)
