"""Statements become claims: each gets its days, its place and its id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from testigo.model.analysis import Analysis
from testigo.model.claim import Claim, Scope, Statement
from testigo.model.identity import content_id
from testigo.model.moment import Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Part
from testigo.reading.agreement import leans_on
from testigo.resolving.actors import name_statements
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.lasting import LASTING
from testigo.resolving.listing import listed_with
from testigo.resolving.locating import locate_statement
from testigo.resolving.standing import right_behind
from testigo.resolving.timing import EARLIER, time_statement


def resolve_statements(
    analysis: Analysis, statements: tuple[Statement, ...], gazetteer: Gazetteer
) -> tuple[Claim, ...]:
    """One claim for each statement, in the order of the text; a statement made twice over the same words is one claim.

    A part takes scope, days and place from its whole, a headline from the body's same figure, a rival count from the count before.
    """
    statements = name_statements(statements, analysis)
    quotes = [statement.sentence.of(analysis.document.part(statement.part)) for statement in statements]
    leaning = leans_on(statements, quotes)
    scopes = [statements[leaning.get(place, place)].scope for place in range(len(statements))]
    whens: list[When] = []
    wheres: list[Where] = []
    for statement, scope in zip(statements, scopes, strict=True):
        when, where = _resolved(analysis, replace(statement, scope=scope), gazetteer)
        whens.append(when)
        wheres.append(where)
    _widen_wholes(analysis, statements, leaning, wheres, gazetteer)
    _recall_places(analysis, statements, whens, wheres)
    claims: dict[str, Claim] = {}
    for place, statement in enumerate(statements):
        base = leaning.get(place, place)
        when = whens[base] if isinstance(whens[base].interval, Interval) else whens[place]
        own = wheres[place]
        where = (
            own
            if base == place
            or not (isinstance(wheres[base].place, Place) or _names_more(wheres[base], own, statement))
            or (statement.part is statements[base].part and _is_told_outright(analysis, statement, own))
            else wheres[base]
        )
        for each in _each_place(analysis, statement, where):
            claim = _claim(analysis, statement, scopes[place], when, each, is_first=each is where)
            claims.setdefault(claim.id, claim)
    return tuple(claims.values())


def _names_more(where: Where, own: Where, statement: Statement) -> bool:
    """Whether the body names an unknown place for the figure of a headline, and a town that the headline took from the body is none that it may be."""
    return (
        statement.part is Part.TITLE
        and own.part is not Part.TITLE
        and where.phrase is not None
        and isinstance(own.place, Place)
        and own.place.name not in where.alternatives
    )


def _is_told_outright(analysis: Analysis, statement: Statement, where: Where) -> bool:
    """«36 en Arenal, 18 en Puerto Aurelio»: a part of a toll that names its own place right behind it does not lean on the whole's."""
    passage = analysis.passage(statement.part)
    words = [statement.figure.span] if statement.figure else []
    return passage is not None and right_behind([*words, statement.trigger], [where], passage) is not None


def _widen_wholes(
    analysis: Analysis,
    statements: tuple[Statement, ...],
    leaning: Mapping[int, int],
    wheres: list[Where],
    gazetteer: Gazetteer,
) -> None:
    """«87 desaparecidos: 36 en Arenal, 18 en Puerto Aurelio»: a toll whose parts lie in several places lies in none of them."""
    parts: dict[int, set[str]] = {}
    for place, base in leaning.items():
        where = wheres[place].place
        if isinstance(where, Place) and _is_told_outright(analysis, statements[place], wheres[place]):
            parts.setdefault(base, set()).add(where.name)
    for base, names in parts.items():
        where = wheres[base].place
        if (
            len(names) > 1
            and isinstance(where, Place)
            and where.name in names
            and not _is_told_outright(analysis, statements[base], wheres[base])
        ):
            wheres[base] = locate_statement(statements[base], analysis, gazetteer, frozenset(names))


_THAT_DAY = re.compile(
    r"\b(?:that|ese|esa|aquel|aquella)\s+(?:same\s+|mismo\s+|misma\s+)?(?:day|night|día|noche|jornada)\b",
    re.IGNORECASE,
)


def _recall_places(
    analysis: Analysis, statements: tuple[Statement, ...], whens: list[When], wheres: list[Where]
) -> None:
    """«los muertos de aquella jornada»: a statement that dates itself by a day spoken of, and names no place, is where that day's happening was."""
    for place, statement in enumerate(statements):
        when = whens[place]
        if not when.phrase or not _THAT_DAY.search(when.phrase) or not isinstance(when.interval, Interval):
            continue
        if when.span is None or not statement.sentence.covers(when.span):
            continue  # the story merely goes on at that day
        passage = analysis.passage(statement.part)
        if passage is None or any(
            statement.sentence.covers(t.span)
            and isinstance(t.place, Place)
            and t.place.precision is not PlacePrecision.COUNTRY
            for t in passage.toponyms
        ):
            continue
        for earlier in range(place - 1, -1, -1):
            told = whens[earlier].interval
            where = wheres[earlier].place
            if (
                isinstance(told, Interval)
                and told == when.interval
                and isinstance(where, Place)
                and where.precision is not PlacePrecision.COUNTRY
                and statements[earlier].sentence != statement.sentence
            ):
                wheres[place] = wheres[earlier]
                break


def _resolved(analysis: Analysis, statement: Statement, gazetteer: Gazetteer) -> tuple[When, Where]:
    passage = analysis.passage(statement.part)
    assert passage is not None, "a statement comes from a passage of its analysis"
    when = time_statement(statement, passage, analysis.document, analysis.language)
    where = locate_statement(statement, analysis, gazetteer)
    is_borrowed = (
        where.span is None or where.part is not statement.part or not statement.sentence.covers(where.span)
    )
    if (
        (when.interval == EARLIER or statement.scope is Scope.BACKGROUND)
        and is_borrowed
        and isinstance(where.place, Place)
    ):
        where = replace(
            where,
            place=Unresolved("an earlier happening, told without its place"),
            alternatives=(where.place.name, *where.alternatives),
        )
    return when, where


def _each_place(analysis: Analysis, statement: Statement, where: Where) -> tuple[Where, ...]:
    """An act without a figure happened at each place of a list; a figure is never multiplied.

    A list that another sentence tells was told of another act: this one is at none of its places for sure.
    """
    passage = analysis.passage(statement.part)
    if statement.figure is not None or statement.kind not in LASTING or passage is None:
        return (where,)
    places = listed_with(where, passage)
    if len(places) > 1 and where.span is not None and not statement.sentence.covers(where.span):
        names = tuple(each.place.name for each in places if isinstance(each.place, Place))
        return (
            replace(
                where,
                place=Unresolved("told beside a list of places, none of them its own"),
                alternatives=names,
            ),
        )
    return places


def _claim(
    analysis: Analysis, statement: Statement, scope: Scope, when: When, where: Where, *, is_first: bool
) -> Claim:
    return Claim(
        id=_id(analysis, statement, None if is_first else where),
        document=analysis.document.id,
        quote=statement.sentence.of(analysis.document.part(statement.part)),
        sentence=statement.sentence,
        span=statement.figure.span if statement.figure else statement.trigger,
        in_title=statement.part is Part.TITLE,
        kind=statement.kind,
        when=when,
        where=where,
        scope=scope,
        stance=statement.stance,
        figure=statement.figure,
        means=statement.means,
        actors=statement.actors,
        attribution=statement.attribution,
        is_update=statement.is_update,
        is_retraction=statement.is_retraction,
        cause=statement.cause,
    )


def _id(analysis: Analysis, statement: Statement, listed: Where | None) -> str:
    """From the document, the words and what they are read to say: not from place or day, which a better gazetteer may change.

    `listed` is the further place of a list, told apart by where its name stands.
    """
    figure = statement.figure
    return content_id(
        "c",
        analysis.document.id,
        statement.part.value,
        statement.trigger.start,
        statement.trigger.stop,
        statement.kind.value,
        None
        if figure is None
        else [
            figure.measure.value,
            figure.span.start,
            figure.span.stop,
            figure.bounds.low,
            figure.bounds.high,
        ],
        *((listed.span.start,) if listed is not None and listed.span is not None else ()),
    )
