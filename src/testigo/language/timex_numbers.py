"""Numbers as words inside time expressions: "twenty-four", "two and a half", «treinta y cinco», "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SMALL_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve "
    "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
TENS_ES = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()

NUMBERS_EN: dict[str, int] = {word: i for i, word in enumerate(SMALL_EN) if i} | {
    w: 20 + 10 * i for i, w in enumerate(TENS_EN)
}
NUMBERS_EN |= {"hundred": 100, "thousand": 1000}
NUMBERS_ES: dict[str, int] = {word: i for i, word in enumerate(SMALL_ES) if i} | {
    w: 30 + 10 * i for i, w in enumerate(TENS_ES)
}
NUMBERS_ES |= {
    "un": 1,
    "una": 1,
    "cien": 100,
    "ciento": 100,
    "mil": 1000,
    "veintiún": 21,
    "dieciseis": 16,
    "veintidos": 22,
}
NUMBERS_ES |= {"doscientos": 200, "trescientos": 300, "quinientos": 500}

_ORDINALS_EN = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
_ORDINALS_EN += " seventeenth eighteenth nineteenth twentieth"
ORDINALS_EN: dict[str, int] = {word: i + 1 for i, word in enumerate(_ORDINALS_EN.split())} | {
    "thirtieth": 30,
    "fortieth": 40,
    "hundredth": 100,
}
_ORDINALS_ES = "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim"
ORDINALS_ES: dict[str, int] = {
    stem + ending: i + 1 for i, stem in enumerate(_ORDINALS_ES.split()) for ending in ("o", "a", "os", "as")
}
ORDINALS_ES |= {
    "primer": 1,
    "tercer": 3,
    "septimo": 7,
    "séptimo": 7,
    "decimo": 10,
    "decimoprimer": 11,
    "decimotercer": 13,
    "vigésimo": 20,
}


def digits(word: str) -> float | None:
    """A figure as printed, with "," or "." before three digits taken for thousands.

    >>> digits("1,500"), digits("2.5"), digits("15th"), digits("x")
    (1500.0, 2.5, 15.0, None)
    """
    core = word.rstrip("stndrhº°ª")
    for mark in ",.":
        head, *rest = core.split(mark)
        if rest and all(len(part) == 3 and part.isdecimal() for part in rest) and head.isdecimal():
            return float(head + "".join(rest))
    try:
        return float(core.replace(",", "."))
    except ValueError:
        return None


def number(words: Sequence[str], values: Mapping[str, Any]) -> float | None:
    """A cardinal from its words or digits; marks and joining words between are passed over. None where no number stands.

    >>> number(("twenty", "-", "four"), NUMBERS_EN), number(("two", "hundred", "and", "ten"), NUMBERS_EN)
    (24.0, 210.0)
    """
    total = 0.0
    current = 0.0
    seen = False
    for word in words:
        if word[0].isdecimal():
            found = digits(word)
            if found is None:
                return None
            current += found
            seen = True
            continue
        value = values.get(word)
        if not isinstance(value, int | float):
            continue
        seen = True
        if value in (100, 1000) and word in ("hundred", "thousand", "mil"):
            current = (current or 1) * value
            if value == 1000:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current if seen else None


def spoken_year(words: Sequence[str], values: Mapping[str, Any]) -> int | None:
    """A year said in two halves ("nineteen ninety-six") or with a thousand ("two thousand").

    >>> spoken_year(("nineteen", "ninety", "-", "six"), NUMBERS_EN), spoken_year(("two", "thousand"), NUMBERS_EN)
    (1996, 2000)
    """
    parts = [int(values[w]) for w in words if w in values]
    if len(parts) >= 2 and 13 <= parts[0] <= 20 and 20 <= parts[1] <= 90 and parts[1] % 10 == 0:
        return parts[0] * 100 + parts[1] + (parts[2] if len(parts) > 2 and parts[2] < 10 else 0)
    whole = number(words, values)
    return int(whole) if whole is not None and 1900 <= whole <= 2100 else None
