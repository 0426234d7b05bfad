"""Holidays by name and the rule that finds their day in a year."""

from __future__ import annotations

from datetime import date, timedelta

# A rule is "MM-DD", "E+N" (days from Easter Sunday), "MM/w/n" (nth weekday w, Monday 1; negative n counts from the end),
# or "EW" (Easter's holy week, Palm Sunday to Easter Sunday).
HOLIDAYS_EN: dict[str, str] = {
    "christmas": "12-25", "christmas day": "12-25", "christmas eve": "12-24", "boxing day": "12-26",
    "new year day": "01-01", "new year eve": "12-31", "halloween": "10-31", "valentine day": "02-14", "may day": "05-01",
    "epiphany": "01-06", "veterans day": "11-11", "armistice day": "11-11", "bastille day": "07-14", "independence day": "07-04",
    "easter": "E+0", "easter sunday": "E+0", "easter monday": "E+1", "good friday": "E-2", "palm sunday": "E-7", "ash wednesday": "E-46",
    "holy thursday": "E-3", "maundy thursday": "E-3", "easter week": "EW", "holy week": "EW", "pentecost": "E+49",
    "thanksgiving": "11/4/4", "thanksgiving day": "11/4/4", "labor day": "09/1/1", "memorial day": "05/1/-1", "columbus day": "10/1/2",
    "martin luther king day": "01/1/3", "presidents day": "02/1/3", "election day": "11/2/E",
}  # fmt: skip

HOLIDAYS_ES: dict[str, str] = {
    "navidad": "12-25", "navidades": "12-25", "nochebuena": "12-24", "nochevieja": "12-31", "año nuevo": "01-01", "día de reyes": "01-06",
    "noche de reyes": "01-05", "san valentín": "02-14", "día del trabajo": "05-01", "día del trabajador": "05-01",
    "todos los santos": "11-01", "día de todos los santos": "11-01", "día de los muertos": "11-02", "día de la mujer": "03-08",
    "día de la hispanidad": "10-12", "día de la raza": "10-12", "día de la inmaculada": "12-08",
    "semana santa": "EW", "viernes santo": "E-2", "jueves santo": "E-3", "sábado santo": "E-1", "sábado de gloria": "E-1",
    "domingo de ramos": "E-7", "domingo de resurrección": "E+0", "domingo de pascua": "E+0", "lunes de pascua": "E+1",
    "miércoles de ceniza": "E-46", "la ascensión": "E+39", "corpus christi": "E+60", "día de los inocentes": "12-28",
}  # fmt: skip


def easter(year: int) -> date:
    """Easter Sunday of the western churches.

    Source: the anonymous Gregorian computus (Meeus 1991, Astronomical Algorithms, chapter 8).

    >>> easter(2000), easter(2023)
    (datetime.date(2000, 4, 23), datetime.date(2023, 4, 9))
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> tuple[date, date]:
    """First and last day of a holiday in a year.

    >>> holiday("11/4/4", 1999)[0], holiday("E-2", 2023)[0], holiday("11/2/E", 1998)[0]
    (datetime.date(1999, 11, 25), datetime.date(2023, 4, 7), datetime.date(1998, 11, 3))
    """
    if rule == "EW":
        sunday = easter(year)
        return sunday - timedelta(days=7), sunday
    if rule[0] == "E":
        day = easter(year) + timedelta(days=int(rule[1:]))
        return day, day
    if "/" in rule:
        month, weekday, nth = rule.split("/")
        first = date(year, int(month), 1)
        offset = (int(weekday) - first.isoweekday()) % 7
        if nth == "E":  # the Tuesday after the first Monday
            offset = (1 - first.isoweekday()) % 7 + 1
            return first + timedelta(days=offset), first + timedelta(days=offset)
        day = (
            first + timedelta(days=offset + 7 * (int(nth) - 1))
            if int(nth) > 0
            else first + timedelta(days=offset + 28)
        )
        if int(nth) < 0 and day.month != int(month):
            day -= timedelta(days=7)
        return day, day
    day = date(year, int(rule[:2]), int(rule[3:]))
    return day, day
