"""The death of who killed others and then themselves: "and then himself", "before turning the gun on herself", «y luego se suicidó».

Told as an object or a phrase and seldom as a number, it is one death more than those told beside it, and no victim of another's hand.
"""

from __future__ import annotations

import re

from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Span
from testigo.model.toll import Bounds, Figure, Measure
from testigo.reading.found_figures import FoundFigure

_GUN = r"(?:gun|handgun|weapon|rifle|shotgun|pistol|revolver|firearm|knife)"
_CUE = {
    "en": re.compile(
        rf"\b(?:turn(?:ed|ing|s)? (?:the |a |his |her |that |it )?(?:\w+ )?(?:{_GUN} )?on (?:himself|herself|self)"
        r"|(?:took|takes|taking) (?:his|her) own life|commit(?:ted|ting|s)? suicide|died by suicide|(?:himself|herself)\b|self$|self(?=[\s,;.—–-]*(?:$|\b(?:in|at|police|sheriff|authorities|officials|cops)\b)))",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:se (?:suicid(?:ó|a)|quit(?:ó|a) la vida|mat(?:ó|a)(?=[\s.,;]|$)|ahorc(?:ó|a))|(?:suicidarse|quitarse la vida)"
        r"|a sí mism[oa])",
        re.IGNORECASE,
    ),
}
_HINTS = {"en": ("self", "life", "suicide"), "es": ("suicid", "la vida", "se mat", "se ahorc", "a sí mism")}
_BARE = re.compile(r"^(?:himself|herself|self|a sí mism[oa])$", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:attempt(?:ed|ing|s)?|tried|tries|trying|try|threat\w*|want(?:ed|s)?|surviv\w+|critical\w*|fail(?:ed|ing)?|not|n[’']t|never|prevent\w*"
    r"|unsuccessfully|injur(?:ed|ing)|wound(?:ed|ing)|intent[oóa]\w*|trat(?:ó|a|aba) de|sobreviv\w+|amenaz\w+|quería|no|nunca|evit\w+|her(?:ido|ida|ir))\b",
    re.IGNORECASE,
)
_ATTEMPT = re.compile(
    r"\b(?:attempted suicide|suicide attempt|intento de suicidio|tentativa de suicidio)\b", re.IGNORECASE
)
_JOINED = re.compile(
    r"(?:\b(?:and|then|before|finally|also|later|y|e|luego|después|finalmente)\s+(?:\w+ed\s+)?(?:by\s+)?$|,\s*$|&\s*$)",
    re.IGNORECASE,
)
_DEADLY = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|fatally|dead|to death|murder[ -]suicide|slay(?:s|ing)?|slain|mat(?:ó|a|ar)|asesin(?:ó|a|ar|ando))\b",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"\b(?:kill(?:s|ed|ing)|fatally (?:shot|shoots|shooting|stabbed|stabbing))\s+$", re.IGNORECASE
)
_AFTER_OTHERS = re.compile(
    r"\b(?:then|turn(?:ed|ing|s)? (?:the|a|his|her) |luego|después|acto seguido)\b",
    re.IGNORECASE,
)


def with_own_deaths(
    rows: list[FoundFigure], sentence: Sentence, passage: Passage, language: str
) -> list[FoundFigure]:
    """The figures of a sentence with the death of the one who did it, where it tells of others whom they killed.

    A figure that counts the doer by the reflexive verb ("a man shot two women and killed himself") gives way to it.
    """
    text = sentence.span.of(passage.text)
    low = text.lower()
    if not any(hint in low for hint in _HINTS[language]):
        return rows
    cue = _cue(text, language)
    if cue is None:
        return rows
    span = Span(sentence.span.start + cue.start(), sentence.span.start + cue.end())
    same = [row for row in rows if row.figure.measure is Measure.KILLED and _is_by(row, span, passage)]
    others = [row for row in rows if row.figure.measure is Measure.KILLED and row not in same]
    before = text[: cue.end()]
    if not others and (not _AFTER_OTHERS.search(before) or _ATTEMPT.search(passage.text)):
        return rows
    if any(row.figure.span.overlaps(span) for row in others):
        return rows
    figure = Figure(Measure.KILLED, Bounds(1, 1), span.of(passage.text), span)
    own = FoundFigure(figure=figure, sentence=sentence.index, trigger=span, victim=span, sureness=2)
    kept = [row for row in rows if row not in same]
    return sorted([*kept, own], key=lambda row: row.figure.span)


def _cue(text: str, language: str) -> re.Match[str] | None:
    for cue in _CUE[language].finditer(text):
        before, word = text[: cue.start()], cue.group()
        near = text[max(0, cue.start() - 60) : cue.end() + 30]
        if _NOT_DONE.search(near.split(".")[0]) and not _DIRECT.search(before):
            continue
        if not _BARE.match(word):
            return cue
        if _DIRECT.search(before) or (_JOINED.search(before) and _DEADLY.search(text)):
            return cue
    return None


_BETWEEN = re.compile(
    r"(?:,? ?(?:aged? )?\d{1,3},?)? ?(?:also |then |later |accidentally |apparently |\w+ly )*(?:kill(?:s|ed|ing)|sho(?:t|ots?|oting)|stab(?:s|bed|bing)|hang(?:s|ed|ing))? ?",
    re.IGNORECASE,
)


def _is_by(row: FoundFigure, cue: Span, passage: Passage) -> bool:
    """The figure counts the one who did it to themselves: nothing but the verb lies between, or its own word has the reflexive as its object."""
    stop = row.trigger.stop
    if stop <= cue.start and _BETWEEN.fullmatch(passage.text[stop : cue.start]):
        return True
    stop = row.victim.stop
    return stop <= cue.start and _BETWEEN.fullmatch(passage.text[stop : cue.start]) is not None
