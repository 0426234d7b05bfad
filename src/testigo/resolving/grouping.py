"""Mentions grouped into names of one sense, and what the text says of which lies in which.

One name has one sense in a document, unless the text itself tells two apart ("Arenal, Costa Rica" and "Arenal, Peru").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from testigo.model.analysis import Passage
from testigo.resolving.candidates import holds
from testigo.resolving.gazetteer import COUNTY, Candidate
from testigo.resolving.sighting import Mention

MOST = 30  # candidates looked at for one name, most people first


@dataclass(slots=True)
class Group:
    """All mentions of one name in one sense, with its candidates and their chances; the last chance is that of "none of these"."""

    folded: str
    mentions: list[int] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    outer: list[tuple[int, str]] = field(
        default_factory=list
    )  # groups that the text says hold it, and how it says so
    inner: list[tuple[int, str]] = field(default_factory=list)
    siblings: set[int] = field(default_factory=set)
    chances: list[float] = field(default_factory=list)
    is_demonym: bool = False
    heads: set[str] = field(default_factory=set)
    certainty: float = 1.0  # the best chance that any of its mentions is a place's name at all
    is_namesake: bool = False  # a river: no town of its name is meant, unless the text says what it lies in

    @property
    def best(self) -> int:
        """The index of the likeliest candidate; len(candidates) for none."""
        return max(range(len(self.chances)), key=lambda i: (self.chances[i], -i))


_INSIDE = re.compile(
    r"^(?:, | \(|,|, in | in | en | de | del |, en |, de | of |, capital of |, capital de )(?:the |la |el |las |los )?(?:(?:región|zona|territorio) de (?:la |el )?)?$"
)
_COMMA = re.compile(r"^(?:, ?| \()$")
_HOLDER_FIRST = re.compile(
    r"^(?:['’]s? |['’]s? (?:\w+ ){1,3}(?:of )?| (?:\w+ )?(?:city|town|village|province|region|state|capital|department|district|port|city-state) (?:of )?|"
    r" capital,? | ?[:-] ?)(?:the )?$"
)
_OF_ADJECTIVE = re.compile(r"^ (?:[a-z]+ ){0,2}(?:city|town|capital|province|of|de|del|de la)(?: of| de)? $")
_LIST = re.compile(r"^(?:,? and |, | y |, y | e | or | o |; )(?:in |en |the |la |el )?$")


def group_mentions(mentions: Sequence[Mention], passages: Sequence[Passage]) -> list[Group]:
    """Mentions of one name in one sense, and what the text says of which lies in which."""
    links: list[tuple[int, int, str]] = []  # inner mention, outer mention, how
    lists: list[tuple[int, int]] = []
    for i, (one, other) in enumerate(pairwise(mentions)):
        if (
            one.passage != other.passage
            or other.span.start - one.span.stop > 40
            or other.span.start < one.span.stop
        ):
            continue
        gap = passages[one.passage].text[one.span.stop : other.span.start]
        if _INSIDE.match(gap) and _may_hold(other, one):
            links.append((i, i + 1, "comma" if _COMMA.match(gap) else "in"))
        elif (_HOLDER_FIRST.match(gap) or (one.is_demonym and _OF_ADJECTIVE.match(gap))) and _may_hold(
            one, other
        ):
            links.append((i + 1, i, "holder"))
        elif _LIST.match(gap):
            lists.append((i, i + 1))
    held_by = {inner: outer for inner, outer, how in links if how == "holder"}
    for inner, outer, how in tuple(links):  # "Arenal, in Peru's Puno region" lies in Puno too
        if held_by.get(outer + 1) == outer == inner + 1 and _may_hold(mentions[outer + 1], mentions[inner]):
            links.append((inner, outer + 1, how))
    sense: dict[int, str] = {}
    told: dict[str, list[str]] = defaultdict(list)
    for inner, outer, how in links:
        if how == "comma":
            sense[inner] = mentions[outer].folded
            if mentions[outer].folded not in told[mentions[inner].folded]:
                told[mentions[inner].folded].append(mentions[outer].folded)
    groups: list[Group] = []
    number: dict[tuple[str, str, bool], int] = {}
    of_mention: list[int] = []
    for i, m in enumerate(mentions):
        senses = told.get(m.folded, ())
        which = sense.get(i) or (senses[0] if senses else "")
        if len(senses) < 2:
            which = senses[0] if senses else ""
        key = (m.folded, which, m.is_demonym)
        if key not in number:
            number[key] = len(groups)
            groups.append(Group(m.folded, is_demonym=m.is_demonym, certainty=0.0, is_namesake=m.is_namesake))
        group = groups[number[key]]
        group.mentions.append(i)
        group.certainty = max(group.certainty, m.probability)
        if m.head:
            group.heads.add(m.head)
        held = {c.id for c in group.candidates}
        group.candidates += [c for c in m.candidates[: MOST * 4] if c.id not in held]
        of_mention.append(number[key])
    for inner, outer, how in links:
        a, b = of_mention[inner], of_mention[outer]
        if a != b:
            groups[a].outer.append((b, how))
            groups[b].inner.append((a, how))
    for a, b in lists:
        if of_mention[a] != of_mention[b]:
            groups[of_mention[a]].siblings.add(of_mention[b])
            groups[of_mention[b]].siblings.add(of_mention[a])
    return groups


def _may_hold(outer: Mention, inner: Mention) -> bool:
    return any(o.level <= COUNTY and holds(o, c) for o in outer.candidates[:12] for c in inner.candidates)
