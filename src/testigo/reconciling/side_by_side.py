"""Figures told side by side in one sentence: different people, whose numbers are added (rule R12).

"A woman and her two sons were killed" tells of three; "two people, a man and his son, were killed" of two. What stands between the words decides:
an "and" or the comma of a list joins, a comma between a name and a noun says the same person again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from testigo.model.claim import Claim
from testigo.model.toll import Group, Hedge, Measure

_FORCES = frozenset({Group.POLICE, Group.SOLDIERS, Group.SECURITY})
_OWN_DEATH = re.compile(
    r"(?:\bhimself|\bherself|^self|own life|suicid\w*|quit(?:ó|a|arse) la vida|se mat(?:ó|a)|se ahorc(?:ó|a)|a sí mism[oa])$",
    re.IGNORECASE,
)
_APPOSITION = r"(?:,? ?\(?(?:age[ds]? )?\d{1,3}(?: and \d{1,3})?\)?| ?\([^()]{1,40}\))?"
_DETERMINERS = r"(?:a|an|the|his|her|their|its|another|un|una|el|la|los|las|su|sus|otr[oa]|a su|a sus|al?)?"
_AGE = r"(?:\d{1,3}[ -]?(?:year|month|week|day)?s?[ -]?(?:old)?[ -]?|de \d{1,3} años,? )?"
_ENDS = re.compile(
    rf"^{_APPOSITION}(?: de \d{{1,3}} años)?,? (?:and|y|e|&|as well as|along with|together with|así como|junto (?:a|con)|además de)(?: also| then| también)? ?{_DETERMINERS} ?{_AGE}$",
    re.IGNORECASE,
)
_LISTS = re.compile(rf"^{_APPOSITION}(?: de \d{{1,3}} años)?[,;] ?{_DETERMINERS} ?{_AGE}$", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-ZÁÉÍÓÚÑ][\w.'’-]+ ?)+$")


def is_own_death(claim: Claim) -> bool:
    """True for the death of the one who killed the others ("before turning the gun on himself", «y luego se suicidó»)."""
    figure = claim.figure
    return (
        figure is not None
        and figure.measure is Measure.KILLED
        and figure.bounds.low == figure.bounds.high == 1
        and bool(_OWN_DEATH.search(figure.phrase))
    )


def side_by_side(claims: Iterable[Claim]) -> dict[str, str]:
    """Which claims are to be added: claim id to the id of the first of its row; those that stand alone are left out."""
    by_sentence: dict[tuple[str, bool, int, Measure], list[Claim]] = defaultdict(list)
    for claim in claims:
        figure = claim.figure
        if (
            figure is not None
            and figure.measure in {Measure.KILLED, Measure.INJURED}
            and figure.bounds.low
            and figure.bounds.hedge is not Hedge.VAGUE
            and not figure.is_subset
        ):
            by_sentence[claim.document, claim.in_title, claim.sentence.start, figure.measure].append(claim)
    found: dict[str, str] = {}
    for told in by_sentence.values():
        if len(told) > 1:
            for row in _rows(sorted(told, key=lambda c: (c.span.start, c.span.stop, c.id))):
                found.update((c.id, row[0].id) for c in row)
    return found


def _rows(told: Sequence[Claim]) -> list[list[Claim]]:
    rows: list[list[Claim]] = [[told[0]]]
    for before, claim in pairwise(told):
        gap = claim.quote[before.span.stop - claim.sentence.start : claim.span.start - claim.sentence.start]
        if is_own_death(claim) or (
            before.span.stop <= claim.span.start
            and (_ENDS.match(gap) or (_LISTS.match(gap) and not _same(before, claim)))
        ):
            rows[-1].append(claim)
        else:
            rows.append([claim])
    return [row for row in map(_without_whole, rows) if len(row) > 1 and _is_one_side(row)]


def _same(one: Claim, two: Claim) -> bool:
    """A name beside a noun behind a bare comma: "her husband, Luis Rojas"."""
    assert one.figure is not None
    assert two.figure is not None
    return one.figure.bounds == two.figure.bounds and bool(_NAME.match(one.figure.phrase)) is not bool(
        _NAME.match(two.figure.phrase)
    )


def _without_whole(row: list[Claim]) -> list[Claim]:
    """As in "three people, a man and two girls": what the others add up to is told first, and is no further part."""
    first, *others = row
    if others and _low(first) > 1 and sum(_low(c) for c in others) <= _low(first):
        gap = first.quote[first.span.stop - first.sentence.start :][:2]
        if gap[:1] in {",", ":", "—", "–"}:
            return others
    return row


def _low(claim: Claim) -> int:
    return (claim.figure.bounds.low or 0) if claim.figure is not None else 0


def _is_one_side(row: Sequence[Claim]) -> bool:
    """People and forces are aligned by a rule of their own."""
    sides = {c.figure.group in _FORCES for c in row if c.figure is not None and not is_own_death(c)}
    return len(sides) <= 1
