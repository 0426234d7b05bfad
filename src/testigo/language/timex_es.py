"""The Spanish grammar of time expressions: words with their classes, and rules over the classes."""

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
    clock,
    dated,
    iso,
    part_of_day,
    pointing,
    roman_century,
    season,
    slashed,
    weekday,
    year,
)
from testigo.language.timex_engine import Grammar, Match, Rule
from testigo.language.timex_holidays import HOLIDAYS_ES
from testigo.language.timex_meanings import (
    Anchor,
    Calendar,
    Era,
    Length,
    Nth,
    Recurrence,
    Reference,
    Shift,
    TimeExpression,
    Unit,
)
from testigo.language.timex_numbers import NUMBERS_ES, ORDINALS_ES
from testigo.model.calendar_names import MONTHS, WEEKDAYS
from testigo.model.text import Span

UNITS = {
    "segundo": Unit.SECOND, "minuto": Unit.MINUTE, "hora": Unit.HOUR, "día": Unit.DAY, "jornada": Unit.DAY, "semana": Unit.WEEK,
    "mes": Unit.MONTH, "trimestre": Unit.QUARTER, "cuatrimestre": Unit.THIRD, "semestre": Unit.HALF, "año": Unit.YEAR,
    "década": Unit.DECADE, "decenio": Unit.DECADE, "siglo": Unit.CENTURY, "milenio": Unit.MILLENNIUM,
}  # fmt: skip


def _vocabulary() -> dict[str, tuple[str, Any]]:
    words: dict[str, tuple[str, Any]] = {}

    def add(name: str, text: str, value: Any = None) -> None:
        for word in text.split():
            words[word] = (name, value)

    for i, month in enumerate(MONTHS["es"]):
        words[month] = ("MONTH", i + 1)
    add("MONTH", "setiembre", 9)
    add("MONTHAB", "ene", 1)
    for i, month in enumerate(MONTHS["es"]):
        words.setdefault(month[:3], ("MONTHAB", i + 1))
    add("MONTHAB", "sept", 9)
    for i, day in enumerate(WEEKDAYS["es"]):
        words[day] = ("WEEKDAY", i + 1)
    add("WEEKDAY", "miercoles", 3)
    add("WEEKDAY", "sabado", 6)
    add("WEEKDAYS", "sábados sabados", 6)
    add("WEEKDAYS", "domingos", 7)
    for word, unit in UNITS.items():
        words[word] = ("UNIT1", unit)
        words[word + ("es" if word == "mes" else "s")] = ("UNITN", unit)
    words["segundo"] = ("SECOND", 2)
    words["jornadas"] = ("JORNADAS", Unit.DAY)
    words["dia"] = ("UNIT1", Unit.DAY)
    words["dias"] = ("UNITN", Unit.DAY)
    for word, n, unit in (
        ("quinquenio", 5, Unit.YEAR),
        ("trienio", 3, Unit.YEAR),
        ("bienio", 2, Unit.YEAR),
        ("lustro", 5, Unit.YEAR),
        ("quincena", 15, Unit.DAY),
    ):
        words[word] = ("LONGUNIT", (n, unit))
    words["periodo"] = words["período"] = ("PERIOD", Unit.PERIOD)
    for word, n in NUMBERS_ES.items():
        words[word] = ("HUND" if n >= 100 else "NUMW", n)
    for word, n in ORDINALS_ES.items():
        words.setdefault(word, ("ORDW", n))
    words["segunda"] = ("ORDW", 2)
    add("ULTIMO", "último última últimos últimas ultimo ultima ultimos ultimas", -1)
    add("UNO", "un una", 1)
    add("UNOS", "unos unas", None)
    add("ART", "el la los las lo")
    add("AL", "al")
    add("DEL", "del")
    add("AL", "al")
    add("SU", "su sus")
    add("PASADO", "pasado pasada pasados pasadas", -1)
    add("PROXIMO", "próximo próxima próximos próximas proximo proxima venidero venidera", 1)
    add("SIGUIENTE", "siguiente siguientes posterior", 1)
    add("ANTERIOR", "anterior anteriores previo previa precedente precedentes", -1)
    add("ESTE", "este esta estos estas", 0)
    add("ESE", "ese esa esos esas aquel aquella aquellos aquellas", 0)
    add("MISMO", "mismo misma mismos mismas", 0)
    add("PRESENTE", "presente corriente", 0)
    add("ACTUAL", "actual actuales", "PRESENT_REF")
    add("HACE", "hace", -1)
    add("HACIA", "hacía", -1)
    add("DESPUES", "después despues tarde", 1)
    add("ANTES", "antes atrás atras", -1)
    add("MAS", "más mas", "MORE_THAN")
    add("MENOS", "menos", "LESS_THAN")
    add("QUE", "que")
    add("VIENE", "viene entra", 1)
    add("DE", "de")
    add("EN", "en desde hasta durante entre para hacia a")
    add("POR", "por")
    add("AND", "y e")
    add("OR", "o u ni")
    add("MEDIO", "medio media", 0.5)
    add("VARIOS", "varios varias muchos muchas pocos pocas algunos algunas demasiados demasiado")
    add("PAR", "par", 2)
    add("CASI", "casi escasamente", "LESS_THAN")
    add("APENAS", "apenas sólo solo ya unos cerca alrededor aproximadamente", "APPROX")
    words["unos"] = ("UNOS", None)
    add("CADA", "cada")
    add("TODO", "todo toda todos todas")
    add("OTRO", "otro otra otros otras")
    add("CURSO", "curso")
    add("PRINCIPIOS", "principios comienzos inicios principio comienzo inicio primeros", "START")
    words["primeros"] = ("PRIMEROS", 1)
    add("PRIMEROS", "primeras", 1)
    add("MEDIADOS", "mediados mitad", "MID")
    add("FINALES", "finales fines final fin", "END")
    add("PART", "mañana", "MO")
    add("PARTX", "madrugada", "MO")
    add("PARTX", "tarde", "AF")
    add("PARTX", "noche", "NI")
    add("NOONW", "mediodía mediodia", "MI")
    add("NOONW", "medianoche", "MN24")
    words["tarde"] = ("TARDE", "AF")
    add("PARTX", "amanecer alba", "MO")
    add("PARTX", "anochecer", "EV")
    add("NOCTURNO", "nocturno nocturna", "NI")
    add("HOY", "hoy", (0, ""))
    add("AYER", "ayer", (-1, ""))
    add("AYER", "anteayer antier", (-2, ""))
    add("AYER", "anoche", (-1, "NI"))
    add("AYER", "anteanoche", (-2, "NI"))
    add("VISPERA", "víspera vispera", -1)
    add("REFW", "actualmente hogaño", "PRESENT_REF")
    add("REFW", "ahora", "PRESENT_REF")
    add("REFW", "recientemente recién últimamente ultimamente antaño anteriormente antiguamente", "PAST_REF")
    add("REFW", "próximamente", "FUTURE_REF")
    add("PRONTO", "pronto", "FUTURE_REF")
    add("MUY", "muy tan")
    add("RECIENTE", "reciente recientes", "PAST_REF")
    add("ENTONCES", "entonces")
    add("FUTURO", "futuro futura futuros futuras", "FUTURE_REF")
    add("MOMENTO", "momento momentos instante")
    add("ACTUALIDAD", "actualidad")
    add("PLAZO", "plazo")
    add("CORTO", "corto largo mediano medio")
    words["medio"] = ("MEDIO", 0.5)
    add("SET", "diario diaria diarios diarias diariamente", "P1D")
    add("SET", "semanal semanales semanalmente", "P1W")
    add("SET", "quincenal quincenales", "P2W")
    add("SET", "mensual mensuales mensualmente", "P1M")
    add("SET", "bimensual bimensuales bimestral bimestrales", "P2M")
    add("SET", "trimestral trimestrales", "P3M")
    add("SET", "semestral semestrales", "P6M")
    add("SET", "anual anuales anualmente", "P1Y")
    add("SEASON", "primavera primaveras", "SP")
    add("SEASON", "verano veranos", "SU")
    add("SEASON", "otoño", "FA")
    add("SEASON", "invierno", "WI")
    add("ZONE", "gmt utc", "Z")
    add("LOCAL", "local locales peninsular")
    add("HS", "h hs hrs", Unit.HOUR)
    add("SIGLO", "siglo", Unit.CENTURY)
    add("TIEMPO", "tiempo")
    add("RATO", "rato ratito")
    add("ANOS", "años", Unit.YEAR)
    add("ANO", "año ano", Unit.YEAR)
    add("DIA", "día dia", Unit.DAY)
    add("FECHA", "fecha")
    add("DECADA", "década decenio", Unit.DECADE)
    add("FINDE", "weekend")
    add("EDAD", "edad")
    add(
        "SEGUIDOS",
        "seguidos seguidas consecutivos consecutivas consecutivo consecutiva ininterrumpidos ininterrumpidas",
    )
    add("LLEVA", "llevan lleva")
    add("AMW", "am pm")
    add("DESDE", "desde")
    add("HABER", "ha han había habían haber he hemos hayan haya")
    add("SER", "es fue era será sido sea ser")
    add("ALGUN", "algún cualquier")
    add("TENS", "veinte", 2)
    for i, word in enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()):
        words[word] = ("TENW", 30 + 10 * i)
    words["veinte"] = ("TENW", 20)
    for roman in "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split():
        words.setdefault(roman, ("ROMAN", None))
    for phrase in HOLIDAYS_ES:
        for word in phrase.split():
            words.setdefault(word, ("HOL", None))
    return words


def _holiday(m: Match) -> TimeExpression | None:
    key = HOLIDAYS_ES.get(" ".join(m.words("hol")))
    if key is None:
        return None
    return expression(
        m, Calendar(holiday=key, year=year_of(m), direction=m.value("dir") if m.has("dir") else None)
    )


def _tens(m: Match) -> TimeExpression | None:
    """«los noventa», «la década de los años 80»."""
    words = m.words("tens")
    value = int(words[0].rstrip("s")) if words[0][0].isdecimal() else m.value("tens")
    if not isinstance(value, int) or value % 10 or not (20 <= value <= 90 or 1500 <= value <= 2020):
        return None
    return expression(m, Era(str(value)[:3] if value > 99 else f"19{value // 10}"))


def _vispera(m: Match) -> TimeExpression:
    return expression(m, Shift(Unit.DAY, -1, Anchor.REFERENCE))


def _day_of_month(m: Match) -> TimeExpression | None:
    """«el día 13»: a day of the month spoken of; «el 16» after it."""
    day = small(m, "day")
    return (
        expression(m, Calendar(day=day, direction=m.value("dir") if m.has("dir") else None))
        if day and 1 <= day <= 31
        else None
    )


def _day_of_that_month(m: Match) -> TimeExpression | None:
    """«el 28 del mismo mes»: a day of the month that the text speaks of."""
    day = small(m, "day")
    if not day or not 1 <= day <= 31 or m.tokens.words[m.found.end() - 1] != "mes":
        return None
    return expression(m, Calendar(day=day, anchor=Anchor.REFERENCE))


def _weekday(m: Match) -> TimeExpression | None:
    """A weekday; «los lunes» are every Monday."""
    before = m.found.start() - 1
    return plural_weekday(m) if before >= 0 and m.tokens.words[before] == "los" else weekday(m)


def _weekday_day(m: Match) -> TimeExpression | None:
    """«lunes 9»: a weekday with the day of the month."""
    day = small(m, "day")
    return expression(m, Calendar(weekday=m.value("weekday"), day=day)) if day and 1 <= day <= 31 else None


def _first_hours(m: Match) -> TimeExpression | None:
    """«las primeras horas del jueves»: a part of the day that follows."""
    if m.value("unit") is not Unit.HOUR or m.words("first")[0] not in ("primeras", "primeros"):
        return None
    return expression(m, Shift(Unit.DAY, 0, Anchor.REFERENCE), "TIME", part="MO")


def _nth_part(m: Match) -> TimeExpression | None:
    """«segunda noche consecutiva»."""
    n = small(m, "ord")
    return None if n is None else expression(m, Nth(n, Unit.DAY), "TIME", part=str(m.value("part")))


def _two_days(m: Match) -> list[TimeExpression] | None:
    """«10 y 11 de mayo»: two days with one month."""
    found = dated(m)
    return found if isinstance(found, list) else None


def _reference(value: str) -> Any:
    def build(m: Match) -> TimeExpression:
        return expression(m, Reference(value))

    return build


def _weekend(m: Match) -> TimeExpression | None:
    """«este fin de semana», «el fin de semana pasado»; «fin de mes» is none."""
    if m.value("unit") is not Unit.WEEK:
        return None
    for group in ("dir", "dir2"):
        if m.has(group) and isinstance(m.value(group), int):
            return expression(m, Shift(Unit.WEEKEND, m.value(group)))
    return expression(m, Shift(Unit.WEEKEND, 0, Anchor.REFERENCE))


def _long_unit(m: Match) -> TimeExpression | None:
    n, unit = m.value("unit")
    return expression(m, Length(float(n), unit), "DURATION")


def _the_unit(m: Match) -> TimeExpression | None:
    unit = m.value("unit")
    if not isinstance(unit, Unit) or unit.is_clock:
        return None
    return expression(m, Shift(unit, 0, Anchor.REFERENCE))


def _untold(m: Match) -> TimeExpression | None:
    unit = m.value("unit")
    return expression(m, Length(None, unit), "DURATION") if isinstance(unit, Unit) else None


def _while(m: Match) -> TimeExpression:
    return expression(m, Length(None, Unit.MONTH if m.has("time") else Unit.MINUTE), "DURATION")


def _dia_de_hoy(m: Match) -> TimeExpression | None:
    value = m.value("word")
    return expression(m, Shift(Unit.DAY, value[0])) if isinstance(value, tuple) else None


def _later(m: Match) -> TimeExpression | None:
    unit, n = m.value("unit"), count(m)
    sign = m.value("ref") if isinstance(m.value("ref"), int) else 1
    if not isinstance(unit, Unit):
        return None
    if m.has("of"):
        return TimeExpression(Span(m.span().start, m.span("unit").stop), "DURATION", Length(count(m), unit))
    if n is None or unit.is_clock:
        return lasting(m)
    return expression(m, Shift(unit, sign * n, Anchor.REFERENCE))


def _latest(m: Match) -> TimeExpression | None:
    unit = m.value("unit")
    if unit in (Unit.QUARTER, Unit.HALF, Unit.THIRD):
        return expression(
            m,
            Calendar(quarter=4)
            if unit is Unit.QUARTER
            else Calendar(half=2)
            if unit is Unit.HALF
            else Calendar(third=3),
        )
    if isinstance(unit, Unit) and unit.is_clock:  # «a última hora»
        return None
    if unit in (Unit.DECADE, Unit.CENTURY, Unit.YEAR, Unit.MONTH, Unit.WEEK):
        return expression(m, Length(1, unit, frame=-1), "DURATION")
    return expression(m, Shift(unit, -1)) if isinstance(unit, Unit) and unit is not Unit.PERIOD else None


MACROS = {
    "UNIT": "UNIT1|UNITN|(?<!UNOS)(?<!VARIOS)JORNADAS|SECOND|ANO|ANOS|DIA|SIGLO|DECADA",
    "UNITX": "UNIT1|ANO|DIA|SIGLO|DECADA|PERIOD",
    "UNITS": "UNITN|ANOS",
    "MES": "(?:UNIT1 DE)?MONTH|MONTHAB",
    "SMALLW": "TENW(?:AND(?:NUMW|UNO))?|NUMW|UNO",
    "NUMBER": "(?:D2|D4|DN|DECIMAL|DOTTED|(?:(?:SMALLW)?HUND)*(?:SMALLW)|(?:(?:SMALLW)?HUND)+)",
    "VAGUE": "UNOS|VARIOS|UNOS VARIOS",
    "QUANTITY": "UNO PAR DE|(?:UNOS)? NUMBER|VAGUE",
    "HEDGE": "(?:MAS DE|MENOS DE|CASI|APENAS(?:DE)?|AL MENOS|POR ART MENOS|EN FILL EN)",
    "YEARX": "D4|SHORTYEAR",
    "DEYEAR": "(?:(?:COMMA|DE|DEL) (?:MISMO)? (?:ANO)? (?P<year>D4))",
    "POINTED": "PASADO|PROXIMO",
    "FILL": r"[.]",
    "HORAS": "(?:UNITN|HS|UNIT1)? LOCAL?",
}

RULES: tuple[Rule, ...] = (
    Rule("iso", "(?P<iso>ISO)", iso),
    Rule("slashed", "(?P<slashed>SLASHED)", slashed),
    Rule(
        "two days",
        "(?P<dir>POINTED)? (?:DIA|UNITN)? (?P<day>D2|NTH|ORDW|SMALLW) (?:AND(?:ART)?|AL|OR|EN|DASH) (?P<day2>D2|NTH|SMALLW) DE (?P<month>MES) DEYEAR?",
        _two_days,
    ),
    Rule(
        "day month",
        "(?P<dir>POINTED)? (?:DIA)? (?P<day>D2|NTH|ORDW|SMALLW) (?:DE)? (?P<month>MES) DOT? DEYEAR",
        dated,
    ),
    Rule(
        "day month",
        "(?P<dir>POINTED)? (?:DIA)? (?P<day>D2|NTH|ORDW|SMALLW) DE (?P<month>MES) (?P<dir2>POINTED)?",
        dated,
    ),
    Rule("month year", "(?P<month>MES) DEYEAR", dated),
    Rule("month year", "(?P<month>MES) (?P<year>D4)", dated),
    Rule("last month", "(?P<dir>POINTED|ESTE) (?P<month>(?:UNIT1 DE)?MONTH)", dated),
    Rule("month last", "(?P<month>(?:UNIT1 DE)?MONTH) (?P<dir>POINTED)", dated),
    Rule("month", "(?:UNIT1 DE)? (?P<month>MONTH)", dated),
    Rule(
        "holiday",
        "(?P<dir>PASADO|PROXIMO)? (?P<hol>(?:HOL|DIA|PARTX|WEEKDAY)(?:HOL|DE|ART|DEL|ANO|TODO|WEEKDAY)*(?:HOL|WEEKDAY|TODO|PASADO)) (?:DEYEAR)?",
        _holiday,
    ),
    Rule("holiday", "(?P<hol>ANO HOL|UNIT1 HOL|ART HOL|HOL) (?:DEYEAR)?", _holiday),
    # weekdays
    Rule("pointed weekday", "(?P<dir>POINTED|ESTE) (?:MISMO)? (?P<weekday>WEEKDAY)", weekday),
    Rule("weekday pointed", "(?P<weekday>WEEKDAY) (?P<dir>POINTED)", weekday),
    Rule("weekday pointed", "(?P<weekday>WEEKDAY) (?P<ref>SIGUIENTE|ANTERIOR)", weekday),
    Rule("every weekday", "CADA (?P<weekday>WEEKDAY)", every),
    Rule("weekdays", "(?:TODO)?(?P<weekday>WEEKDAYS)", plural_weekday),
    Rule(
        "weekday day",
        "(?P<weekday>WEEKDAY) COMMA? (?:DIA)? (?P<day>D2)(?!UNIT|DOTTED|DE MONTH|CLOCK|PERCENT|ANOS|FILL)",
        _weekday_day,
    ),
    Rule("weekday", "(?P<weekday>WEEKDAY)", _weekday),
    Rule("all weekdays", "TODO ART (?P<weekday>WEEKDAY|WEEKDAYS)", plural_weekday),
    Rule("before yesterday", "ANTES DE (?P<word>AYER)", lambda m: expression(m, Shift(Unit.DAY, -2))),
    Rule(
        "day of that month",
        "(?P<day>D2) (?:DEL|DE ESE|DE ESTE) MISMO? UNIT1",
        _day_of_that_month,
    ),
    Rule("day of today", "(?:DIA|UNIT1) DE (?P<word>HOY|AYER)", _dia_de_hoy),
    Rule("today as ever", "HOY POR HOY|HOY EN DIA", _reference("PRESENT_REF")),
    Rule("today", "(?P<word>HOY|AYER) MISMO?", pointing),
    Rule("eve", "(?P<vispera>VISPERA)", _vispera),
    # sets
    Rule("every", "CADA (?P<n>NUMBER)? (?P<unit>UNIT)", every),
    Rule("every part", "CADA (?P<part>PART|PARTX|TARDE|NOONW)", every),
    Rule("all days", "TODO ART (?P<unit>UNITN|ANOS)", every),
    Rule("a year", "(?P<rate>AL (?P<unit>UNIT1|ANO|DIA))(?!D2|SIGUIENTE|DE|ANTERIOR)", rate),
    Rule(
        "per year",
        "(?P<rate>POR (?P<unit>UNIT1|ANO|DIA))",
        lambda m: None if m.value("unit") is Unit.HOUR else rate(m),
    ),
    Rule("yearly", "(?<!ART)(?<!DEL)(?<!ESTE)(?<!OTRO)(?P<set>SET)", recurring),
    # clocks
    Rule("clock", "(?P<clock>CLOCK|DOTTED|D2) (?P<pm>AMPM|AMW)", clock),
    Rule("clock zone", "(?:ART)? (?P<clock>CLOCK|DOTTED) (?P<zone>ZONE)", clock),
    Rule("clock hours", "(?:ART)? (?P<clock>CLOCK|DOTTED) (?:(?P<unit>UNITN|UNIT1|HS)LOCAL?)", clock),
    Rule(
        "at the hour",
        "(?<=ART)(?P<clock>CLOCK|DOTTED) (?:(?:DE|POR)ART(?P<pm>PART|PARTX|TARDE|NOONW))?(?!UNIT)",
        clock,
    ),
    Rule("at the hour", "(?<=ART)(?P<clock>D2|NUMW|UNO) (?:(?:DE)ART(?P<pm>PART|PARTX|TARDE|NOONW))", clock),
    Rule("clock", "(?P<clock>CLOCK)", clock),
    # shifts
    Rule("ago", "(?P<ago>HACE|HACIA) (?P<hedge>HEDGE)? (?P<n>QUANTITY) (?P<unit>UNIT)", shifted),
    Rule("ago untold", "(?P<ago>HACE|HACIA) (?:APENAS)* (?:VAGUE)? (?P<unit>UNIT)", shifted),
    Rule("ago while", "(?:HACE|HACIA) (?:APENAS)* (?:MUY|VARIOS)? (?P<time>TIEMPO)", _while),
    Rule(
        "later",
        "(?P<n>QUANTITY) (?P<unit>UNIT) (?:MAS (?=TARDE))? (?P<ref>DESPUES|ANTES|TARDE) (?P<of>DE|DEL)?",
        _later,
    ),
    Rule("next", "(?P<unit>UNITX) (?P<ref>SIGUIENTE|ANTERIOR)", moved),
    Rule("last weeks", "(?P<dir>ULTIMO|POINTED|SIGUIENTE) (?P<n>QUANTITY) (?P<unit>UNIT)", framed),
    Rule("weeks last", "(?P<n>NUMBER) (?P<dir>ULTIMO|POINTED|SIGUIENTE) (?P<unit>UNITS)", framed),
    Rule("recent weeks", "(?P<dir>ULTIMO|POINTED|SIGUIENTE) (?P<unit>UNITS|UNITN)", framed),
    Rule(
        "first units",
        "(?P<n>NUMBER) PRIMEROS (?P<unit>UNITS)|PRIMEROS (?P<n2>NUMBER)(?P<unit2>UNITS)",
        lasting,
    ),
    # pointed units
    Rule(
        "weekends",
        "(?:TODO|CADA)? ART (?P<many>FINALES) DE UNIT1",
        lambda m: (
            expression(m, Recurrence("XXXX-WXX-WE"), "SET")
            if m.words("many")[0] == "fines" and m.tokens.words[m.found.start("many") - 1] == "los"
            else None
        ),
    ),
    Rule(
        "weekend", "(?P<dir>ESTE|POINTED)? (?:FINALES) DE (?P<unit>UNIT1) (?P<dir2>PASADO|PROXIMO)?", _weekend
    ),
    Rule("these days", "ESTE UNITN", _reference("PRESENT_REF")),
    Rule(
        "current year",
        "(?P<dir>PRESENTE|ACTUAL) (?P<unit>UNITX)",
        lambda m: expression(m, Shift(m.value("unit"), 0)),
    ),
    Rule(
        "year in course",
        "(?P<unit>UNITX) EN CURSO|(?P<unit2>UNITX) PRESENTE",
        lambda m: expression(m, Shift(m.value("unit") or m.value("unit2"), 0)),
    ),
    Rule("last day 13", "(?P<dir>POINTED) DIA (?P<day>D2)(?!DE MONTH)", _day_of_month),
    Rule("last year", "(?P<dir>PASADO|PROXIMO) (?P<unit>UNITX)", moved),
    Rule("year last", "(?P<unit>UNITX) (?:QUE)? (?P<dir>PASADO|PROXIMO|VIENE)", moved),
    Rule("last year", "(?P<dir>ULTIMO) (?P<unit>UNITX)(?!DE MONTH)", _latest),
    Rule("this year", "(?P<dir>ESTE) MISMO? (?P<unit>UNITX) (?:D4)?", moved),
    Rule("that day", "(?P<ref>ESE) MISMO? (?P<unit>UNITX|TIEMPO|FECHA)", moved),
    Rule("same day", "(?:ART|UNO)? (?P<ref>MISMO) (?P<unit>UNITX)", moved),
    # numbered
    Rule("quarter", "(?P<ord>ORDW|ULTIMO|SECOND|NTH) (?P<unit>UNIT1|DIA|ANO) SEGUIDOS?", ordered),
    # eras and years
    Rule("century", "SIGLO (?P<roman>ROMAN)", roman_century),
    Rule("decade", "(?:DECADA|UNITN) DE (?:ART)? (?:ANOS)? (?P<tens>D2|TENW|D4|ERA)", _tens),
    Rule("decade", "ANOS (?P<tens>D2|TENW)(?!UNIT)", _tens),
    Rule(
        "decade",
        "(?<=ART)(?P<tens>TENW|D2)(?!UNIT|ANOS|AND|NUMW|FILL|PRIMEROS|ULTIMO|DE|POR|PERCENT|COMMA)",
        _tens,
    ),
    Rule("years", "ANOS (?P<sure>(?P<year>D4))", year),
    Rule("the year 1990", "(?:ANO) (?P<sure>(?P<year>D4))", year),
    Rule(
        "year in",
        "(?:(?<=EN)|(?<=DEL)|(?<=ART)|(?<=AL)|(?<=DASH)|(?<=ANTES))(?P<sure>(?P<year>D4))(?!UNIT|PERCENT|MONEY|FILL FILL UNIT)",
        year,
    ),
    Rule("year", "(?<!MONEY)(?P<year>D4)(?!UNIT|PERCENT|MONEY)", year),
    # the day of the month
    Rule("day 13", "(?P<dir>POINTED)? DIA (?P<day>D2)", _day_of_month),
    # lengths
    Rule("half an hour", "(?:ULTIMO)? MEDIO (?P<unit>UNIT1|SIGLO|ANO|DIA|DECADA)", half_of),
    Rule("length and a half", "(?P<hedge>HEDGE)? (?P<n>NUMBER) (?P<unit>UNIT) (?P<half>AND MEDIO)", lasting),
    Rule(
        "two lengths",
        "(?P<n1>NUMBER) (?:OR|EN) (?P<n>NUMBER) (?P<unit>UNITN|ANOS)(?!DESPUES|ANTES)",
        two_lengths,
    ),
    Rule("a day to be", "SER UNO DIA", no_time),
    Rule("second", "UNO SECOND (?=FILL|UNIT)", no_time),
    Rule("length", "(?P<hedge>HEDGE)? (?P<n>QUANTITY) (?P<unit>UNIT) (?:SEGUIDOS|MAS(?!DE))?", lasting),
    Rule("long unit", "(?P<unit>LONGUNIT)", _long_unit),
    Rule("untold length", "(?P<unit>UNITN|ANOS) (?:DESPUES|ANTES)?", _untold),
    Rule("while", "UNO (?:FILL)? (?P<rato>RATO)|UNO(?P<time>TIEMPO)", _while),
    # seasons and parts
    Rule(
        "hours of the morning",
        "(?:PRIMEROS|ULTIMO) UNITN DE ART (?P<part>PART|PARTX|TARDE|NOONW)",
        part_of_day,
    ),
    Rule("first hours", "(?P<first>PRIMEROS) (?P<unit>UNITN)(?=DE|DEL)", _first_hours),
    Rule("nth night", "(?P<ord>ORDW|NTH) (?P<part>PART|PARTX|TARDE|NOONW) SEGUIDOS?", _nth_part),
    Rule("season year", "(?P<season>SEASON) (?:DE|DEL) (?P<year>D4)", season),
    Rule("season last", "(?P<season>SEASON) (?P<dir>POINTED)", season),
    Rule("last season", "(?P<dir>POINTED|ESTE) (?P<season>SEASON)", season),
    Rule("season", "(?P<season>SEASON)", season),
    Rule("this part", "(?P<dir>ESTE) (?:MISMO)? (?P<part>PART|PARTX|TARDE|NOONW) (?:MISMO)?", part_of_day),
    Rule("last part", "(?P<dir>PASADO|PROXIMO|ULTIMO) (?P<part>PART|PARTX|TARDE|NOONW)", part_of_day),
    Rule("that part", "(?P<ref>ESE|SIGUIENTE) (?:MISMO)? (?P<part>PART|PARTX|TARDE|NOONW)", part_of_day),
    Rule("part next", "(?P<part>PART|PARTX|TARDE|NOONW) (?P<ref>SIGUIENTE|ANTERIOR)", part_of_day),
    Rule("part of", "(?:(?<=ART)|(?<=DEL)|(?<=AL)) (?P<part>PART|PARTX|TARDE|NOONW)", part_of_day),
    Rule("noon", "(?P<part>NOONW)", part_of_day),
    Rule(
        "tomorrow",
        "(?P<word>PART)",
        lambda m: expression(m, Shift(Unit.DAY, 1)) if m.words("word")[0] == "mañana" else None,
    ),
    Rule("night", "(?P<part>NOCTURNO)", part_of_day),
    # references
    Rule("right now", "(?P<word>REFW) MISMO?", pointing),
    Rule("soon", "MUY? (?P<word>PRONTO)", pointing),
    Rule("now", "(?:ESTE|ACTUAL|PRESENTE) MISMO? MOMENTO", _reference("PRESENT_REF")),
    Rule("then", "ESE MISMO? (?:MOMENTO|ENTONCES)", _reference("PAST_REF")),
    Rule("anytime", "ALGUN (?:MOMENTO|DIA)", _reference("FUTURE_REF")),
    Rule("to date", "EN ART FECHA", lambda m: expression(m, Shift(Unit.DAY, 0))),
    Rule(
        "so far this year",
        "ART QUE FILL (?:DE|DEL) (?P<unit>UNITX)",
        lambda m: expression(m, Shift(m.value("unit"), 0)),
    ),
    Rule("for the moment", "(?:DE|POR EN) MOMENTO", _reference("PRESENT_REF")),
    Rule(
        "of the century",
        "(?:(?<=PRINCIPIOS DE)|(?<=FINALES DE)|(?<=MEDIADOS DE))(?P<unit>UNIT1|ANO|SIGLO|DECADA)(?!ROMAN)",
        lambda m: expression(m, Shift(m.value("unit"), 0)),
    ),
    Rule(
        "age",
        "(?<=COMMA DE)(?P<n>D2)(?=COMMA|DOT)",
        lambda m: expression(m, Length(count(m), Unit.YEAR), "DURATION"),
    ),
    Rule(
        "the moment",
        "(?:DE|POR|EN)ART(?P<stop>MOMENTO)",
        lambda m: TimeExpression(m.span("stop"), "DATE", Reference("PRESENT_REF")),
    ),
    Rule("and then", "AND ENTONCES", no_time),  # the next thing, not a time
    Rule("then", "ENTONCES", _reference("PAST_REF")),
    Rule("actuality", "ACTUALIDAD", _reference("PRESENT_REF")),
    Rule(
        "current",
        "(?P<word>ACTUAL|(?:(?<=ART)|(?<=DEL)|(?<=AL))PRESENTE)",
        lambda m: expression(m, Reference("PRESENT_REF")),
    ),
    Rule("the future of", "SU FUTURO|(?<=ART) FUTURO(?:DE|DEL)", no_time),  # what becomes of somebody
    Rule("future", "(?P<word>FUTURO)", pointing),
    Rule("recent", "MAS? (?P<word>RECIENTE)", pointing),
    Rule("long term", "(?:CORTO|MEDIO) PLAZO", _reference("FUTURE_REF")),
    Rule("somebody's past", "SU PASADO", no_time),
    Rule("pasado", "(?<!HABER)(?P<word>PASADO)(?!POR|ART)", lambda m: expression(m, Reference("PAST_REF"))),
    Rule("próximo", "(?P<word>PROXIMO)(?!EN)", lambda m: expression(m, Reference("FUTURE_REF"))),
    Rule("the unit", "(?:(?<=ART)|(?<=DEL)|(?<=AL)) (?P<unit>UNITX)(?!DE FILL|QUE)", _the_unit),
)


NEEDS_CAPITAL = frozenset({"mar", "jun", "ene", "san", "todos los santos", "gloria", "juan"})

SPANISH = Grammar("es", _vocabulary(), MACROS, RULES, NEEDS_CAPITAL)
