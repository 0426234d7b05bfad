"""Forms of regular verbs and nouns, so that a lexicon names a word once.

Only what reports of events need: third persons, participles and gerunds of verbs, plurals of nouns. Irregular forms stand in the
lexicon entry (`forms`).
"""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_EN_IRREGULAR_PLURALS = {
    "child": "children",
    "person": "people",
    "wife": "wives",
    "foot": "feet",
    "knife": "knives",
    "life": "lives",
}
_DOUBLING = frozenset(
    {
        "stab",
        "club",
        "nab",
        "slip",
        "drop",
        "trap",
        "kidnap",
        "strip",
        "plan",
        "grab",
        "rob",
        "stop",
        "rip",
        "tear-gas",
        "chat",
        "pin",
        "abet",
    }
)
_NOT_DOUBLED = frozenset({"y", "w", "x"})


def english_verb(verb: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(present and base, past and participle, gerund) of a regular verb; a particle is kept ("round up").

    >>> sorted(english_verb("stab")[1]), sorted(english_verb("die")[2])
    (['stabbed'], ['dying'])
    """
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    if head.endswith("e"):
        past, gerund = head + "d", (head[:-2] + "ying" if head.endswith("ie") else head[:-1] + "ing")
        third = head + "s"
    elif head.endswith("y") and head[-2] not in _VOWELS:
        past, gerund, third = head[:-1] + "ied", head + "ing", head[:-1] + "ies"
    else:
        stem = head + head[-1] if head in _DOUBLING and head[-1] not in _NOT_DOUBLED else head
        past, gerund = stem + "ed", stem + "ing"
        third = head + ("es" if head.endswith(("s", "x", "ch", "sh", "z")) else "s")
    return frozenset({head + tail, third + tail}), frozenset({past + tail}), frozenset({gerund + tail})


def english_plural(noun: str) -> str:
    """The regular plural; the last word of a phrase carries it.

    >>> english_plural("policeman"), english_plural("country"), english_plural("bus")
    ('policemen', 'countries', 'buses')
    """
    first, space, last = noun.rpartition(" ")
    if last in _EN_IRREGULAR_PLURALS:
        plural = _EN_IRREGULAR_PLURALS[last]
    elif last.endswith("man") and last not in ("german", "human", "roman"):
        plural = last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in _VOWELS:
        plural = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh", "z")):
        plural = last + "es"
    else:
        plural = last + "s"
    return first + space + plural


_ACCENTED = "áéíóú"
# The vowel before the last syllable carries the stress of a word in -n that has no accent: «joven».
_STRESSED = re.compile(r"([aeiou])([^aeiou]+[aeiou]n)$")


def spanish_plural(noun: str) -> str:
    """The regular plural; the first word of a phrase carries it.

    >>> [spanish_plural(noun) for noun in ("peatón", "juez", "iraní", "civil", "joven", "mitin", "tren")]
    ['peatones', 'jueces', 'iraníes', 'civiles', 'jóvenes', 'mítines', 'trenes']
    """
    first, space, rest = noun.partition(" ")
    plain = str.maketrans("áéíóú", "aeiou")
    if first.endswith("z"):
        plural = first[:-1] + "ces"
    elif first.endswith(("í", "ú")):
        plural = first + "es"
    elif first[-1] in "aeioué":
        plural = first + "s"
    elif first.endswith(("ón", "án", "és", "ín", "ún")):
        plural = first[:-2] + first[-2:].translate(plain) + "es"
    elif first.endswith("s"):
        plural = first
    elif first.endswith("n") and not any(vowel in first for vowel in _ACCENTED):
        plural = _STRESSED.sub(lambda m: _ACCENTED["aeiou".index(m[1])] + m[2], first) + "es"
    else:
        plural = first + "es"
    return plural + space + rest


def spanish_verb(infinitive: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(third persons and infinitive, participles, gerund) of a regular verb, reflexive or not.

    >>> "mataron" in spanish_verb("matar")[0], "detenidas" in spanish_verb("detener")[1]
    (True, True)
    """
    head, _, rest = infinitive.partition(" ")
    tail = f" {rest}" if rest else ""
    head = head.removesuffix("se")
    stem, ending = head[:-2], head[-2:]
    if ending == "ar":
        hard = stem + "u" if stem.endswith("g") else stem[:-1] + "qu" if stem.endswith("c") else stem
        soft = stem[:-1] + "c" if stem.endswith("z") else hard
        finite = [stem + e for e in ("a", "an", "ó", "aron", "aba", "aban", "ara", "aran", "ase", "asen")]
        finite += [soft + e for e in ("e", "en")]
        participle, gerund = stem + "ad", stem + "ando"
    else:
        zc = stem[:-1] + "zc" if stem.endswith("c") and stem[-2:-1] in _VOWELS else stem
        finite = [stem + e for e in ("e", "en", "ió", "ieron", "ía", "ían", "iera", "ieran", "iese", "iesen")]
        finite += [zc + e for e in ("a", "an")]
        participle, gerund = stem + "id", stem + "iendo"
    finite += [head + e for e in ("", "ía", "ían", "á", "án")]
    return (
        frozenset(form + tail for form in finite),
        frozenset(participle + e + tail for e in ("o", "a", "os", "as")),
        frozenset({gerund + tail}),
    )
