"""Acts that go on for days: since the first of the days that a report counts, or still when it was published."""

from __future__ import annotations

from datetime import date

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind, Statement
from testigo.model.moment import Granularity, Interval, When
from testigo.model.text import Part
from testigo.resolving.calendars import add_days
from testigo.resolving.stretches import counts_days

#: Kinds of acts that hold on, and that a report tells of several places at once.
LASTING = frozenset(
    {Kind.DEMONSTRATION, Kind.STRIKE, Kind.ROADBLOCK, Kind.OCCUPATION, Kind.RIOT, Kind.CURFEW}
)


def since_first_day(when: When, statement: Statement, passage: Passage) -> When:
    """What goes on through counted days began on the first of them: "protests went into a fifth day on Monday".

    Figures stay of the day that counts them, and so does what merely happened on that day.
    """
    if (
        statement.figure is not None
        or statement.kind not in LASTING
        or not isinstance(when.interval, Interval)
    ):
        return when
    sentence = passage.sentence_at(statement.trigger.start)
    if sentence is None or when.part is not passage.part:
        return when
    clause = _verb_over(sentence, statement.trigger.start)
    for timex in passage.timexes:
        interval = timex.interval
        if (
            isinstance(interval, Interval)
            and interval.last == when.interval.last
            and interval.first < when.interval.first
            and sentence.span.covers(timex.span)
            and counts_days(timex)
            and clause is not None
            and _verb_over(sentence, timex.span.start) == clause
        ):
            days = Interval(interval.first, interval.last, Granularity.RANGE)
            words = timex.span.of(passage.text)
            return When(
                days, words, timex.span, passage.part, f"{when.evidence}; the first of the counted days"
            )
    return when


_GOING_ON = {
    "en": frozenset(
        (
            "continue",
            "continues",
            "remain",
            "remains",
            "persist",
            "persists",
            "rage",
            "rages",
            "endure",
            "endures",
        )
    ),
    "es": frozenset(
        "sigue siguen continúa continúan persiste persisten prosigue prosiguen mantiene mantienen producen registran permanece permanecen".split()
    ),
}
_IS = frozenset(("is", "are", "está", "están"))
_GERUND = {"en": "ing", "es": "ndo"}


def going_on(statement: Statement, passage: Passage, language: str, published: date | None) -> When | None:
    """What a report's body tells as going on is of the day of publication or of the day before: "roadblocks are taking place", «los bloqueos siguen»."""
    if (
        published is None
        or statement.figure is not None
        or statement.kind not in LASTING
        or passage.part is not Part.BODY
    ):
        return None
    sentence = passage.sentence_at(statement.trigger.start)
    verb = _verb_over(sentence, statement.trigger.start) if sentence is not None else None
    if sentence is None or verb is None:
        return None
    word = sentence.tokens[verb].lower
    is_progressive = word.endswith(_GERUND[language]) and any(
        sentence.tokens[c].lower in _IS for c in sentence.children[verb]
    )
    if not is_progressive and word not in _GOING_ON[language]:
        return None
    days = Interval(add_days(published, -1) or published, published, Granularity.RANGE)
    return When(days, part=passage.part, evidence="told as going on when the report was published")


def _verb_over(sentence: Sentence, offset: int) -> int | None:
    """The verb of the clause that holds the word at an offset; the root where that is no verb."""
    i = sentence.at(offset)
    if i is None:
        return None
    over = (i, *sentence.ancestors(i))
    return next((j for j in over if sentence.tokens[j].pos in ("VERB", "AUX")), over[-1])
