"""Cues that what follows is part of a figure told before: "including", "of whom", «entre ellos», «de los cuales»."""

from __future__ import annotations

from collections.abc import Mapping

from testigo.model.analysis import Sentence
from testigo.reading.quantities import Quantity

_PARTS = {
    "en": (
        ("including",),
        ("include",),
        ("includes",),
        ("included",),
        ("among", "them"),
        ("among", "whom"),
        ("of", "whom"),
        ("of", "them"),
        ("of", "which"),
        ("among", "the", "dead"),
        *(
            (opener, "the", noun)
            for opener in ("of",)
            for noun in "dead killed injured wounded arrested detained missing victims casualties".split()
        ),
        *(("of", "those", noun) for noun in "killed injured wounded arrested detained".split()),
        ("among", "those", "killed"),
        ("among", "the", "injured"),
        ("among", "the", "wounded"),
        ("among", "the", "victims"),
        ("mostly",),
        ("among", "those", "arrested"),
        ("among", "these"),
    ),
    "es": (
        ("entre", "ellos"),
        ("entre", "ellas"),
        ("entre", "los", "que"),
        ("entre", "las", "que"),
        ("entre", "los", "cuales"),
        ("entre", "las", "cuales"),
        ("incluidos",),
        ("incluidas",),
        ("incluido",),
        ("incluida",),
        ("incluyendo",),
        ("de", "los", "cuales"),
        ("de", "las", "cuales"),
        ("de", "los", "que"),
        ("de", "ellos"),
        ("de", "ellas"),
        ("inclusive",),
        ("incluyen",),
        *(
            ("de", article, noun + ending)
            for article, ending in (("los", "os"), ("las", "as"))
            for noun in "muert fallecid herid lesionad detenid arrestad desaparecid asesinad".split()
        ),
        ("de", "las", "víctimas"),
        ("entre", "los", "muertos"),
        ("entre", "los", "fallecidos"),
        ("entre", "las", "víctimas"),
        ("entre", "las", "víctimas", "mortales"),
        ("entre", "los", "heridos"),
        ("entre", "los", "detenidos"),
        ("entre", "estos"),
        ("de", "estos"),
        ("entre", "los", "mismos"),
        ("comprende",),
        ("desglosa",),
    ),
}
_LEAD = {
    "en": frozenset((", at least were was are is the some about more than also both").split()),
    "es": frozenset(
        (
            ", al menos hay había figuran figura estaban están se encuentran los las unos unas por "
            "lo más de a también reportan reportaron registran registraron contabilizan contabilizaron contaban cuentan encontraban hubo habría incluyen son eran fueron "
            "con"
        ).split()
    ),
}


def _by_last(
    cues: Mapping[str, tuple[tuple[str, ...], ...]],
) -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """Cues by language and last word."""
    return {
        language: {last: tuple(cue for cue in rows if cue[-1] == last) for last in {cue[-1] for cue in rows}}
        for language, rows in cues.items()
    }


_PARTS_BY_LAST = _by_last(_PARTS)


_BEHIND = frozenset({("among", "them"), ("entre", "ellos"), ("entre", "ellas")})  # "…, 14 clerks among them"


def has_part_cue(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    """As in "including", «entre ellos» right before, with only "at least", «hay» between."""
    tokens = sentence.tokens
    if tuple(t.lower for t in tokens[quantity.stop : quantity.stop + 2]) in _BEHIND:
        return True
    table, lead = _PARTS_BY_LAST[language], _LEAD[language]
    k = quantity.start
    for _ in range(7):
        if k == 0:
            return False
        for cue in table.get(tokens[k - 1].lower, ()):
            if k >= len(cue) and tuple(t.lower for t in tokens[k - len(cue) : k]) == cue:
                return True
        if tokens[k - 1].lower not in lead:
            return False
        k -= 1
    return False


_BESIDES = {
    "en": (
        ("in", "addition", "to"),
        ("as", "well", "as"),
        ("along", "with"),
        ("together", "with"),
        ("besides",),
    ),
    "es": (("además", "de"), ("así", "como"), ("junto", "a"), ("junto", "con"), ("aparte", "de")),
}


def has_companion_cue(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    """As in "as well as two peasants", «además de 233 rebeldes»: more of the same, beside the figure before."""
    tokens = sentence.tokens
    k = quantity.start
    while k > 0 and tokens[k - 1].lower in (
        "the",
        "los",
        "las",
        "otros",
        "otras",
        "his",
        "her",
        "sus",
        "al",
        "menos",
    ):
        k -= 1
    return any(
        k >= len(cue) and all(tokens[k - len(cue) + p].lower == cue[p] for p in range(len(cue)))
        for cue in _BESIDES[language]
    )
