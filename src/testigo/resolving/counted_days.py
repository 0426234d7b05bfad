"""Days counted from another day of the sentence: "on Wednesday, a day after a blast killed nine" puts the blast on Tuesday."""

from __future__ import annotations

import re

from testigo.model.analysis import Passage
from testigo.model.moment import Interval, Timex, When
from testigo.model.text import Span
from testigo.resolving.calendars import add_days

_NUMBERS = {
    **dict.fromkeys(("a", "one", "un", "una"), 1),
    **dict.fromkeys(("two", "dos"), 2),
    **dict.fromkeys(("three", "tres"), 3),
    **dict.fromkeys(("four", "cuatro"), 4),
    **dict.fromkeys(("five", "cinco"), 5),
    **dict.fromkeys(("six", "seis"), 6),
    **dict.fromkeys(("seven", "siete"), 7),
}
_COUNTED = re.compile(
    r"\b(?P<number>"
    + "|".join(_NUMBERS)
    + r"|[1-9])\s+(?P<unit>days?|weeks?|días?|semanas?)\s+(?P<side>after|before|después\s+de|antes\s+de)\b"
    r"(?P<clause>[^,;:.()«»“”\"]*)$",
    re.IGNORECASE,
)
_REACH = 160  # code points: a clause
_JOINT = re.compile(r"(?![^;:.]*\b(?:and|but|then|y|pero|luego)\s+$)[^;:.]{0,120}$", re.IGNORECASE)


def days_from(anchor: Span, passage: Passage) -> When | None:
    """The day of what stands in the clause behind "a day after", «dos días antes de que», counted from the day told before it in the sentence."""
    sentence = passage.sentence_at(anchor.start)
    if sentence is None:
        return None
    text = passage.text
    told = _COUNTED.search(text, max(sentence.span.start, anchor.start - _REACH), anchor.start)
    if told is None or any(
        told.start("clause") <= t.span.start < anchor.stop + 40 for t in passage.timexes if _is_day(t)
    ):
        return None
    base = [
        t
        for t in passage.timexes
        if sentence.span.start <= t.span.start and t.span.stop <= told.start() and _is_day(t)
    ]
    if not base or _JOINT.match(text[base[-1].span.stop : told.start()]) is None:
        return None
    interval = base[-1].interval
    assert isinstance(interval, Interval)
    number = _NUMBERS.get(told["number"].lower()) or int(told["number"])
    step = number * (7 if told["unit"].lower().startswith(("week", "semana")) else 1)
    is_after = told["side"].lower().startswith(("after", "desp"))
    day = add_days(interval.first, -step if is_after else step)
    if day is None:
        return None
    span = Span(told.start(), told.end("side"))
    return When(Interval(day, day), span.of(text), span, passage.part, "its own clause or sentence")


def _is_day(timex: Timex) -> bool:
    return isinstance(timex.interval, Interval) and timex.interval.days == 1 and timex.type != "DURATION"
