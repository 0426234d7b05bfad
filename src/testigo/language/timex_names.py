"""Names that read like times: streets, movements, newspapers and programmes ("the Sunday Times", «La Jornada»)."""

from __future__ import annotations

import re

from testigo.language.timex_meanings import Calendar, TimeExpression

# Streets, squares and movements are called after days: «Puente del 6 de Octubre», "July 26 Movement".
_NAMED_BEFORE = re.compile(
    r"\b(?:Puente|Avenida|Av\.|Plaza|Calle|Barrio|Parque|Movimiento|Brigadas?|Hospital|Colegio|Club|Universidad|Estadio|Frente|Batallón)\s+(?:de\s+|del\s+)?(?:la\s+|los\s+)?$"
)
_NAMED_AFTER = re.compile(
    r"\s+(?:Movement|Bridge|Street|Avenue|Square|Brigades?|Park|Hospital|School|Stadium|Battalion"
    r"|Times|Telegraph|Mail|Mirror|Express|Star|News|Post|Herald|Standard|Nation|Monitor|Sun|Record|Independent|Tribune|Vanguard"
    r"|Observer|Guardian|Mercury|Argus|Gazette|Chronicle|Journal|Trust|Dispatch|Beast|Maverick|Magazine)\b"
)
_TODAY_BEFORE = re.compile(
    r"\b(?:USA|Russia|India|Ukraine|Pakistan|Malaysia|VOA|Uganda|Nigeria|Egypt|Cyprus|Psychology)\s+$"
)
_QUOTE_BEFORE = re.compile(r"[\"“”«`'’‘]\s?(?:\d+\s)?$")
_QUOTE_AFTER = re.compile(r"[.,]?\s?[\"“”»'’]")
# In Spanish a unit of time is never written with a capital inside a sentence, save in a name.
_UNIT_ES = re.compile(
    r"\b(?:Jornada|Día|Hora|Tiempo|Semana|Año|Mañana|Tarde|Noche|Siglo|Hoy|Minuto|Momento|Futuro)\b"
)


def is_in_a_name(one: TimeExpression, text: str, language: str) -> bool:
    """True when an expression is part of a proper name."""
    start, stop = one.span.start, one.span.stop
    before = text[max(0, start - 40) : start]
    if before and _NAMED_BEFORE.search(before):
        return True
    if language == "es":
        return (
            not isinstance(one.meaning, Calendar)
            and before.rstrip()[-1:].islower()
            and _UNIT_ES.search(text, start, stop) is not None
        )
    if not text[start].isupper():
        return False
    told = text[start:stop]
    return (
        _NAMED_AFTER.match(text, stop) is not None
        or (told == "Today" and _TODAY_BEFORE.search(before) is not None)
        or (
            all(word[0].isupper() for word in told.split())
            and _QUOTE_BEFORE.search(before) is not None
            and _QUOTE_AFTER.match(text, stop) is not None
            and not isinstance(one.meaning, Calendar)
        )
    )
