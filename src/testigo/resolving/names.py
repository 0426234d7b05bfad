"""Place names made comparable: accents, case, points, hyphens and "Saint" evened out.

Standard library only, and no import of ours: the package's build loads this file by its path, before testigo is installed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
        "ə": "a", "&": " and ", "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", "_": " ", ".": "", "'": "",
        "’": "", "‘": "", "ʻ": "", "ʼ": "", "`": "", "´": "", "ʿ": "", "ʾ": "", "\u00a0": " ", ",": " ",
    }
)  # fmt: skip
_ABBREVIATED = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "pto": "puerto",
    "sta": "santa",
    "sto": "santo",
}
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in the form that the gazetteer is asked for: lower case, no accents, no points, single spaces.

    A leading article "the" goes, "St." is "saint", "Ft." "fort", "Mt." "mount". Letters outside Latin stay as they are.

    >>> fold("San José"), fold("ST. LOUIS"), fold("U.S."), fold("the Hague")
    ('san jose', 'saint louis', 'us', 'hague')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    words = _SPACES.sub(" ", plain).strip().split(" ")
    if len(words) > 1:
        if words[0] == "the":
            words = words[1:]
        words[0] = _ABBREVIATED.get(words[0], words[0])
    return " ".join(words)


_GENERIC = (
    "autonomous community", "autonomous province", "autonomous region", "autonomous republic", "autonomous district",
    "metropolitan region", "metropolitan city", "metropolitan area", "federal district", "capital region", "national district",
    "special administrative region", "union territory", "metropolitan municipality", "regional district", "census area",
    "region", "province", "provincia", "department", "departamento", "state", "estado", "county", "district", "distrito", "governorate",
    "muhafazat", "muhafazah", "prefecture", "oblast", "kray", "krai", "republic", "canton", "voivodeship", "parish", "municipality",
    "municipio", "municipality", "commune", "division", "territory", "borough", "emirate", "wilaya", "wilayat", "city", "comarca", "raion",
    "rayon", "regency", "kabupaten", "kota", "tumen", "il", "ili", "shi", "sheng", "rajya", "zone", "woreda", "area", "unitary authority",
)  # fmt: skip
_HEADS = re.compile(
    r"^(?:(?:"
    + "|".join(_GENERIC)
    + r"|capital)(?: autonomous| autonoma| metropolitana?)? (?:of |de la |de los |de |del |d )?)(?=.)"
)
_TAILS = re.compile(r" (?:" + "|".join(_GENERIC) + r")$")


def bare(folded: str) -> str:
    """A folded name of a region less its generic word: "puno region", "departamento de puno" -> "puno".

    >>> bare("departamento de puno"), bare("rapides parish"), bare("lima")
    ('puno', 'rapides', 'lima')
    """
    name = _TAILS.sub("", folded)
    shorter = _HEADS.sub("", name)
    return shorter if len(shorter) > 2 else name


def is_latin(folded: str) -> bool:
    """Whether a folded name is written in plain Latin letters, as names in English and Spanish text are."""
    return (
        bool(folded)
        and all("a" <= c <= "z" or c == " " or c.isdigit() for c in folded)
        and not folded[0].isdigit()
    )
