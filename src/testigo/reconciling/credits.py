"""Credits: the news agencies that a text is credited to."""

from __future__ import annotations

import re

_AGENCY_NAMES: dict[str, tuple[str, ...]] = {
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Reuters": ("Reuters", "REUTERS"),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "EFE": ("EFE", "Agencia EFE", "Efe"),
    "DPA": ("DPA", "dpa"),
    "ANSA": ("ANSA",),
    "UPI": ("UPI",),
    "Xinhua": ("Xinhua",),
    "TASS": ("TASS",),
    "Europa Press": ("Europa Press", "EUROPA PRESS"),
    "Andina": ("Andina", "ANDINA"),
    "Télam": ("Télam", "Telam", "TELAM"),
    "Prensa Latina": ("Prensa Latina",),
    "Notimex": ("Notimex", "NOTIMEX"),
    "Anadolu": ("Anadolu", "Anadolu Agency"),
    "Sputnik": ("Sputnik",),
    "PTI": ("PTI",),
    "ANI": ("ANI",),
    "IANS": ("IANS",),
    "Kyodo": ("Kyodo",),
    "Colprensa": ("Colprensa", "COLPRENSA"),
    "ABI": ("ABI",),
    "Agencia Brasil": ("Agência Brasil", "Agencia Brasil"),
    "Inter Press Service": ("IPS", "Inter Press Service"),
}
_NAME = "|".join(
    sorted((re.escape(n) for names in _AGENCY_NAMES.values() for n in names), key=lambda n: (-len(n), n))
)
_AGENCY_OF = {name: agency for agency, names in _AGENCY_NAMES.items() for name in names}
_CREDITS = (
    rf"\((?:[^()\n]{{0,30}}[/,] ?)?({_NAME})(?:[/,][^()\n]{{0,40}})?\)",  # (AFP), (EFE/ATV), (Xinhua, Lima)
    rf"(?:^|[.,\n] ?|\d )(?:\(?)({_NAME}) ?\.?[–—-] ",  # "Lima, 15 dic. EFE.- "
    rf"[–—-] ?({_NAME})(?=\s*(?:\n|$))",  # a signature at a line's end
    rf"^\s*({_NAME})\s*$",  # a line of its own
    rf"(?:[Cc]on (?:información|datos|reportes?) de(?: (?:la|las) agencias?)?|[Ff]uentes?:|[Aa]gencias?:?|[Vv]ía)\s+({_NAME})\b",
    rf"(?:[Ww]ith (?:information|reporting|material|files) from|[Rr]eporting by|[Ss]ource:|[Cc]ourtesy of|[Vv]ia)\s+(?:the )?({_NAME})\b",
    rf"\b({_NAME}) contributed to this (?:report|story)",
    rf"(?:©|\(c\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:the )?({_NAME})\b",
)
_CREDIT = re.compile("|".join(_CREDITS), re.MULTILINE)


def agencies(text: str) -> tuple[str, ...]:
    """News agencies credited with the text, in order of appearance.

    A credit is a form ("(AFP)", «con información de EFE», "LIMA (Reuters) -", a line of its own), not a mention: what someone
    "told Reuters" is not the agency's text.

    >>> agencies("PUERTO AURELIO, 3 May (Reuters) - Police said"), agencies("a witness told Reuters that")
    (('Reuters',), ())
    """
    found: dict[str, None] = {}
    for match in _CREDIT.finditer(text):
        name = next(group for group in match.groups() if group)
        found.setdefault(_AGENCY_OF[name])
    return tuple(found)
