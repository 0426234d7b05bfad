"""How a name sounds, however it is romanised: Jan Shijún, Khan Shaykhun and Khān Sheikhoun are one.

Names written in Arabic, Cyrillic and like scripts reach English and Spanish by different rules: Spanish writes kh as j, j as y, leaves h out and doubles no
letter; vowels vary freely and articles come and go. The key keeps the consonants alone, so it is far from unique: it is only asked of a name that the
gazetteer does not know, and only an answer in a country that the report speaks of is taken, where it is the only one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from testigo.resolving.names import fold

#: Countries whose names are romanised from scripts without a fixed Latin form.
COUNTRIES = frozenset(
    "SY IQ JO LB PS IL EG LY DZ TN MA EH SD YE SA AE QA KW BH OM IR AF PK TJ UZ TM KZ KG AZ UA RU BY MD GE AM MR SO DJ TD".split()
)
_ARTICLES = frozenset("al el as ash ad ar an at az ul es esh en ed er et ez il the la los de del".split())
_FEWEST = 4  # consonants: fewer fit too many names
_COMMON = (
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("z", "s"), ("tz", "s"), ("x", "ks"),
)  # fmt: skip
_SPANISH = (("ch", "S"), ("sh", "S"), ("ll", "l"), ("qu", "k"), ("kh", "X"), ("j", "X"))
_ENGLISH = (("shch", "S"), ("kh", "X"), ("zh", "J"), ("dj", "J"), ("ch", "S"), ("sh", "S"), ("j", "J"))
_SOFT_C = re.compile(r"c(?=[eiy])")
_HARD_GU = re.compile(r"gu(?=[ei])")
_FULL_Y = re.compile(r"(?<![^aeiou])y(?=[aeiou])")  # at the beginning or between vowels: a consonant
_SILENT = re.compile(r"(?<!^)h|[aeiouwy]")
_DOUBLE = re.compile(r"(.)\1+")


def sound_key(name: str, *, is_spanish: bool) -> str:
    """The consonants of a name as they sound, word by word; empty where they are too few to tell names apart.

    >>> sound_key("Jan Shijún", is_spanish=True), sound_key("Khān Shaykhūn", is_spanish=False)
    ('Xn SXn', 'Xn SXn')
    >>> sound_key("Raqa", is_spanish=True)
    ''
    """
    words = []
    for word in fold(name).split(" "):
        if word in _ARTICLES:
            continue
        for old, new in _SPANISH if is_spanish else _ENGLISH:
            word = word.replace(old, new)
        word = _HARD_GU.sub("g", _SOFT_C.sub("s", word))
        for old, new in _COMMON:
            word = word.replace(old, new)
        word = _FULL_Y.sub("J", word.replace("c", "k"))
        initial = "A" if word[:1] in {"a", "e", "i", "o", "u"} else ""
        words.append(initial + _SILENT.sub("", _DOUBLE.sub(r"\1", word)))
    key = " ".join(word for word in words if word)
    return key if sum(c not in "A " for c in key) >= _FEWEST else ""


def keys_of(name: str) -> Sequence[str]:
    """The keys of a name whose romanisation is not known: as Spanish writes it and as English does."""
    return tuple(dict.fromkeys(key for s in (True, False) if (key := sound_key(name, is_spanish=s))))
