"""Statements become claims: each gets its days, its place and its id."""

from __future__ import annotations

from testigo.model.analysis import Analysis
from testigo.model.claim import Claim, Statement
from testigo.model.identity import content_id
from testigo.model.text import Part
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.locating import locate_statement
from testigo.resolving.timing import time_statement


def resolve_statements(
    analysis: Analysis, statements: tuple[Statement, ...], gazetteer: Gazetteer
) -> tuple[Claim, ...]:
    """One claim for each statement, in the order of the text; a statement made twice over the same words is one claim."""
    claims: dict[str, Claim] = {}
    for statement in statements:
        claim = _claim(analysis, statement, gazetteer)
        claims.setdefault(claim.id, claim)
    return tuple(claims.values())


def _claim(analysis: Analysis, statement: Statement, gazetteer: Gazetteer) -> Claim:
    document, language = analysis.document, analysis.language
    passage = analysis.passage(statement.part)
    assert passage is not None, "a statement comes from a passage of its analysis"
    return Claim(
        id=_id(analysis, statement),
        document=document.id,
        quote=statement.sentence.of(document.part(statement.part)),
        sentence=statement.sentence,
        span=statement.figure.span if statement.figure else statement.trigger,
        in_title=statement.part is Part.TITLE,
        kind=statement.kind,
        when=time_statement(statement, passage, document, language),
        where=locate_statement(statement, passage, document, language, gazetteer),
        scope=statement.scope,
        stance=statement.stance,
        figure=statement.figure,
        means=statement.means,
        actors=statement.actors,
        attribution=statement.attribution,
        is_update=statement.is_update,
        is_retraction=statement.is_retraction,
        cause=statement.cause,
    )


def _id(analysis: Analysis, statement: Statement) -> str:
    """From the document, the words and what they are read to say: not from place or day, which a better gazetteer may change."""
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
        else [figure.measure.value, figure.span.start, figure.span.stop, figure.bounds.low, figure.bounds.high],
    )
