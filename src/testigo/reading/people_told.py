"""Which people a figure counts: by its noun, the phrase behind it, an age told with it, or the figure right before it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from testigo.model.analysis import Sentence
from testigo.model.text import Span
from testigo.model.toll import Group
from testigo.reading.found_figures import FoundFigure
from testigo.reading.groups import group_of, person_nouns
from testigo.reading.links import Link
from testigo.reading.quantities import Quantity

_NEAR = 8
_CARRIED = frozenset({Group.SOLDIERS, Group.POLICE, Group.CIVILIANS, Group.STUDENTS, Group.SECURITY})
_COPULAS = frozenset({"are", "were", "son", "eran", "fueron", "being"})


def with_groups_carried(
    rows: list[FoundFigure], sentence: Sentence, quantities: tuple[Quantity, ...], links: dict[int, Link]
) -> list[FoundFigure]:
    """As in "killed a soldier and wounded seven": a bare number right behind a figure counts the same people."""
    order = sorted(links)
    place = {row.figure.span: number for number, row in enumerate(rows)}
    for before, n in pairwise(order):
        quantity, earlier = quantities[n], quantities[before]
        mine, other = (
            place.get(span_of_people(sentence, quantity)),
            place.get(span_of_people(sentence, earlier)),
        )
        if mine is None or other is None or quantity.head is not None or quantity.inner is not None:
            continue
        if (
            quantity.number is None
            or quantity.number.is_vague
            or rows[mine].figure.group is not Group.UNSPECIFIED
        ):
            continue
        group = rows[other].figure.group
        gap = sentence.tokens[earlier.stop : quantity.start]
        if (
            group in _CARRIED
            and 0 < len(gap) <= _NEAR
            and not any(token.text in (",", ";", ":") for token in gap)
        ):
            rows[mine] = replace(rows[mine], figure=replace(rows[mine].figure, group=group))
    return rows


def span_of_people(sentence: Sentence, quantity: Quantity) -> Span:
    return Span(sentence.tokens[quantity.start].start, sentence.tokens[quantity.stop - 1].stop)


def group_told(sentence: Sentence, quantity: Quantity, language: str) -> Group:
    tokens = sentence.tokens
    stop = quantity.stop
    # the phrase behind the head tells its group: "members of the security forces"
    if stop < len(tokens) and tokens[stop].lower in ("of", "de", "del"):
        stop = min(len(tokens), stop + 6)
        for k in range(quantity.stop + 1, stop):
            if tokens[k].pos in ("VERB", "AUX", "PUNCT", "CCONJ"):
                stop = k
                break
    head = tokens[quantity.head] if quantity.head is not None else None
    words = tuple(tokens[quantity.start : stop])
    group = group_of(words, head, language)
    if group is Group.UNSPECIFIED and _is_minor(sentence, quantity):
        return Group.MINORS
    if group is Group.UNSPECIFIED and head is None:
        return _told_behind(sentence, quantity, language)
    return group


def _told_behind(sentence: Sentence, quantity: Quantity, language: str) -> Group:
    """«211 eran civiles», "three of them minors": the noun behind a bare number."""
    tokens = sentence.tokens
    k = quantity.stop
    if k < len(tokens) and tokens[k].lower in _COPULAS:
        k += 1
    for token in tokens[k : k + 2]:
        noun = person_nouns(language).get(token.lower)
        if noun is not None:
            return noun.group
        if token.pos not in ("ADJ", "DET", "ADV"):
            break
    return Group.UNSPECIFIED


def _is_minor(sentence: Sentence, quantity: Quantity) -> bool:
    """As in "a 13-year-old", «de 13 años»: under 18 by the age told with the person."""
    tokens = sentence.tokens
    for k in range(quantity.start, min(quantity.stop + 4, len(tokens))):
        text = tokens[k].text
        if text.isdigit() and int(text) < 18 and quantity.bounds.high == 1:
            near = {t.lower for t in tokens[k + 1 : k + 4]}
            if near & {"year", "years", "años", "year-old", "months", "meses"}:
                return True
    return False
