"""Figures that lean on another of the same document: a part on its whole, a headline on the body that it sums up.

"28 dead: 22 in clashes and 6 at roadblocks": the parts count over the same stretch, days and country as the whole. A headline's figure that the
body gives again is the body's figure, and stands where and when the body puts it. "Other reports put the number at 62": the count that
the sentence before spoke of, by another voice. An act told beside a running total goes on over the same stretch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from testigo.model.claim import Scope, Statement
from testigo.model.text import Part


def leans_on(statements: Sequence[Statement], quotes: Sequence[str] = ()) -> dict[int, int]:
    """Place of a statement -> place of the statement whose scope, days and place it shares. `quotes` are the statements' sentences."""
    found: dict[int, int] = {}
    for place, statement in enumerate(statements):
        if statement.figure is None:
            count = _count_beside(place, statements)
            if count is not None:
                found[place] = count
            continue
        whole = _whole_of(place, statements) if statement.figure.is_subset else None
        twin = _twin_of(place, statements) if statement.part is Part.TITLE else None
        rival = _rival_of(place, statements, quotes[place]) if quotes else None
        beside = _joined_to(place, statements)
        other = next((found for found in (whole, twin, rival, beside) if found is not None), None)
        if other is not None:
            found[place] = other
    return {place: _end(place, found) for place in found}


def _count_beside(place: int, statements: Sequence[Statement]) -> int | None:
    """An act without a figure, told beside a running total: "several have been killed since, as police go on firing"."""
    act = statements[place]
    for other, counted in enumerate(statements):
        if (
            counted.part is act.part
            and counted.sentence == act.sentence
            and counted.figure is not None
            and counted.scope is Scope.CUMULATIVE
        ):
            return other
    return None


def _whole_of(place: int, statements: Sequence[Statement]) -> int | None:
    """The nearest figure before, in the same sentence and of the same measure, that is no part itself and no smaller."""
    part = statements[place]
    assert part.figure is not None
    for other in range(place - 1, -1, -1):
        whole = statements[other]
        if whole.part is not part.part or whole.sentence != part.sentence:
            return None
        if (
            whole.figure is not None
            and not whole.figure.is_subset
            and whole.figure.measure is part.figure.measure
            and _least(whole) >= _least(part)
        ):
            return other
    return None


def _twin_of(place: int, statements: Sequence[Statement]) -> int | None:
    """The first figure of the body with the headline's measure and number; where the headline rounds it ("more than a hundred dead" of 114), the
    body's first figure of that measure, if it is a little more and stands in the lead.
    """
    title = statements[place]
    assert title.figure is not None
    least = _least(title)
    alike = [
        other
        for other, body in enumerate(statements)
        if body.part is Part.BODY
        and body.figure is not None
        and not body.figure.is_subset
        and body.figure.measure is title.figure.measure
        and body.stance.polarity is title.stance.polarity
    ]
    exact = next((other for other in alike if _least(statements[other]) == least), None)
    if exact is not None or not alike or title.figure.bounds.high is not None:
        return exact
    first = statements[alike[0]]
    return alike[0] if least <= _least(first) <= _ROUNDED * least and first.sentence.start < _LEAD else None


_ROUNDED = 1.5  # times as many at most
_LEAD = 600  # code points


_OTHERS = re.compile(
    r"^\W*(?:(?:but|however|while|meanwhile|pero|mientras)\W+)?(?:other|some|independent|unofficial|otr[oa]s|algun[oa]s|fuentes)\s+(?:\w+\s+){0,3}?"
    r"(?:reports?|sources?|estimates?|counts?|tallies|outlets?|media|groups?|organi[sz]ations?|informes?|reportes?|fuentes|recuentos?|medios|estimaciones|organizaciones|"
    r"extraoficiales|independientes)\b",
    re.IGNORECASE,
)


def _rival_of(place: int, statements: Sequence[Statement], quote: str) -> int | None:
    """The figure of the sentence before that another voice now gives otherwise, the largest of several; none where that sentence has none."""
    rival = statements[place]
    if rival.part is not Part.BODY or not _OTHERS.match(quote):
        return None
    assert rival.figure is not None
    found = [
        other
        for other, earlier in enumerate(statements[:place])
        if earlier.part is rival.part
        and earlier.sentence != rival.sentence
        and rival.sentence.start - earlier.sentence.stop <= _NEXT
        and earlier.figure is not None
        and not earlier.figure.is_subset
        and earlier.figure.measure is rival.figure.measure
    ]
    return max(found, key=lambda other: _least(statements[other]), default=None)


def _joined_to(place: int, statements: Sequence[Statement]) -> int | None:
    """The running total that a figure of the same word of harm is joined to: "the deaths of 30 miners and of a guard"."""
    joined = statements[place]
    assert joined.figure is not None
    for other in range(place - 1, -1, -1):
        first = statements[other]
        if first.part is not joined.part or first.sentence != joined.sentence:
            return None
        if (
            first.figure is not None
            and first.trigger == joined.trigger
            and first.figure.measure is joined.figure.measure
            and first.scope is Scope.CUMULATIVE
            and 0 < joined.figure.span.start - first.figure.span.stop <= _BESIDE
        ):
            return other
    return None


_BESIDE = 24  # code points between two figures joined by "and"
_NEXT = 4  # code points between a sentence and the next


def _least(statement: Statement) -> int:
    assert statement.figure is not None
    bounds = statement.figure.bounds
    return bounds.low if bounds.low is not None else bounds.high or 0


def _end(place: int, found: dict[int, int]) -> int:
    """Follow the leaning to what leans on nothing; a title's part leans on its whole, that on the body."""
    seen = {place}
    while found[place] in found and found[place] not in seen:
        place = found[place]
        seen.add(place)
    return found[place]
