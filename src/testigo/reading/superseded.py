"""Figures that the report itself says are no longer held: "had previously reported nine dead, said that eight died", «un balance anterior».

Such a figure is history (R3, R5, R7): it is marked as one that tells of a withdrawal, so that it stands nowhere as a toll. It takes two things: words that
put the figure in the past of the counting, and another figure of the same measure near, which stands instead. "Police earlier said that two had died" alone
is no superseded figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from testigo.language.cleaning import even
from testigo.model.analysis import Passage
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Span
from testigo.model.toll import Figure

_SAID_EN = r"(?:reported|said|put|announced|gave|given|estimated|believed|thought|feared|claimed|counted|confirmed|stated|spoke|spoken|listed)"
_SAID_ES = (
    r"(?:informad[oa]s?|reportad[oa]s?|dich[oa]s?|hablad[oa]|cifrad[oa]s?|anunciad[oa]s?|dad[oa]s?|señalad[oa]s?|confirmad[oa]s?|contabilizad[oa]s?|contad[oa]s?|comunicad[oa]s?|"
    r"estimad[oa]s?|informaron|informó|reportaron|reportó|hablaba|habló|anunció|anunciaron|cifró|cifraron|dijo|dijeron|dio|dieron|contó|comunicó)"
)
_FIRST_ES = r"(?:inicialmente|originalmente|anteriormente|previamente|en\s+un\s+(?:principio|primer\s+momento|inicio)|al\s+principio)"
_SURE = {
    "en": re.compile(
        rf"\b(?:initially|originally|at\s+first)\s+(?:(?:had|been|was|were)\s+)*{_SAID_EN}\b"
        rf"|\b{_SAID_EN}\s+(?:initially|originally|at\s+first)\b"
        rf"|\b(?:had|has|have)\s+(?:previously|earlier|initially|originally|first)\s+(?:been\s+)?{_SAID_EN}\b"
        r"|\b(?:earlier|previous|initial|prior|original)\s+(?:(?:death|official|police|provisional)\s+)*(?:tolls?|tally|tallies|counts?|reports?|figures?|estimates?|numbers?)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"\b{_FIRST_ES}\s+(?:se\s+)?(?:había\s+|habían\s+|ha\s+|han\s+)?{_SAID_ES}\b"
        rf"|\b(?:(?:se\s+)?(?:había|habían)\s+)?{_SAID_ES}\s+{_FIRST_ES}\b"
        r"|\b(?:balances?|recuentos?|cifras?|reportes?|informes?|conteos?|saldos?)\s+(?:anterior(?:es)?|previ[oa]s?|inicial(?:es)?)\b"
        r"|\b(?:anterior(?:es)?|previ[oa]s?)\s+(?:balances?|recuentos?|cifras?|reportes?|informes?|conteos?|saldos?)\b",
        re.IGNORECASE,
    ),
}
_LIKELY = {
    "en": re.compile(
        rf"\b(?:previously|earlier|first)\s+{_SAID_EN}\b"
        rf"|\b{_SAID_EN}\s+(?:previously|earlier)\b(?!\s+(?:on|in|this|that|today|\w+day)\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"\b(?:antes|primero)\s+(?:se\s+)?(?:había\s+|habían\s+)?{_SAID_ES}\b"
        rf"|\b(?:había|habían)\s+{_SAID_ES}\s+(?:antes|primero)\b"
        r"|\bprimer(?:a|os|as)?\s+(?:balances?|recuentos?|cifras?|reportes?|informes?|conteos?)\b",
        re.IGNORECASE,
    ),
}
_BEHIND = {
    "en": re.compile(
        rf"\s*(?:\w+\s+){{0,3}}?(?:(?:initially|originally|previously|earlier|first)\s+{_SAID_EN}|{_SAID_EN}\s+(?:initially|originally|previously|earlier|at\s+first))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"\s*(?:\w+\s+){{0,2}}?(?:que\s+(?:se\s+)?(?:había|habían)\s+)?{_SAID_ES}\s+(?:{_FIRST_ES}|antes)\b",
        re.IGNORECASE,
    ),
}
# A new clause between the words of the past and a figure: what follows is what is held now.
_TURN = re.compile(
    r"[;:.]|,\s*(?:but|before|and\s+(?:then|later)|later|now|while|pero|precis|aclar|luego|después|aunque|mientras|antes\s+de|ahora)|\b(?:but|pero|sino)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\W*(?:(?:it|they|he|she|officials|police|authorities|the\s+\w+)\s+)?(?:later|now|but|however|then|since\s+then|luego|después|pero|ahora|más\s+tarde|posteriormente|sin\s+embargo|finalmente)\b",
    re.IGNORECASE,
)
_REACH = 90  # code points from the words of the past to the figure


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure in its sentence, as far as it matters here."""

    figure: Figure
    sentence: int


def superseded(rows: Sequence[Counted], passage: Passage, language: str) -> frozenset[int]:
    """The places in `rows` of the figures that another figure of the report stands instead of."""
    past = {
        place: sure
        for place, row in enumerate(rows)
        if (sure := _is_past(row, rows, passage, language)) is not None
    }
    return frozenset(
        place
        for place, sure in past.items()
        if any(
            other not in past and _stands_instead(rows[other], rows[place], passage, is_sure=sure)
            for other in range(len(rows))
        )
    )


def _is_past(row: Counted, rows: Sequence[Counted], passage: Passage, language: str) -> bool | None:
    """True where the words put the figure in the past of the counting, False where they may, None where they do not."""
    sentence = passage.sentences[row.sentence].span
    span = row.figure.span
    before = even(passage.text[sentence.start : span.start])
    taken = [r.figure for r in rows if r.sentence == row.sentence and r.figure.measure is row.figure.measure]
    for cues, is_sure in ((_SURE, True), (_LIKELY, False)):
        for cue in cues[language].finditer(before):
            between = before[cue.end() :]
            start = sentence.start + cue.end()
            if (
                len(between) <= _REACH
                and not _TURN.search(between)
                and not any(start <= other.span.start < span.start for other in taken)
            ):
                return is_sure
    return True if _BEHIND[language].match(even(passage.text[span.stop : sentence.stop])) else None


def _stands_instead(now: Counted, then: Counted, passage: Passage, *, is_sure: bool) -> bool:
    """A figure of the same measure and another number: in the same sentence, in the next where it turns, or beside where the words are sure."""
    if now.figure.measure is not then.figure.measure or now.figure.is_subset or then.figure.is_subset:
        return False
    if (now.figure.bounds.low, now.figure.bounds.high) == (then.figure.bounds.low, then.figure.bounds.high):
        return False
    step = now.sentence - then.sentence
    if step == 0:
        return True
    if step not in (-1, 1) or _are_apart(now.sentence, then.sentence, passage):
        return False
    return is_sure or (step == 1 and _NOW.match(_text(passage, now.sentence)) is not None)


def _are_apart(one: int, other: int, passage: Passage) -> bool:
    """Both sentences name places below a country, and none in common: two happenings, not two counts of one."""
    named = [
        {
            t.place.name
            for t in passage.toponyms
            if passage.sentences[k].span.covers(t.span)
            and isinstance(t.place, Place)
            and t.place.precision is not PlacePrecision.COUNTRY
        }
        for k in (one, other)
    ]
    return bool(named[0]) and bool(named[1]) and named[0].isdisjoint(named[1])


def _text(passage: Passage, sentence: int) -> str:
    span: Span = passage.sentences[sentence].span
    return even(span.of(passage.text))
