"""Which of the places that a report names is the place of a claim.

Every place name of the document is weighed: does it hang on the claim's verb, does "in" stand before it, does it stand in the same sentence or some
sentences back, in the title, in the dateline; is it the place that the report speaks of most; and is it as wide as the figure (a toll since the beginning
is mostly a country's, a clash is a town's)? A name that the gazetteer does not know is weighed like the others: where it is the likeliest, the claim's
place is that name, unresolved. Weights: conditional logit, learned offline (`training/learn_places.py`), in `tables/locating.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from testigo.model.analysis import Analysis, Passage
from testigo.model.claim import Scope, Statement
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Part
from testigo.resolving.countrywide import countrywide_option
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.locating_cues import Seen
from testigo.resolving.locating_options import Option, is_country, options_for
from testigo.resolving.parting import behind_row, where_of
from testigo.resolving.reported import WIDTH, Reported, reported
from testigo.resolving.standing import (
    innermost,
    joined_places,
    right_behind,
    without_dateline,
    without_overtaken,
)
from testigo.resolving.word_tables import weights


def locate_statement(
    statement: Statement,
    analysis: Analysis,
    gazetteer: Gazetteer,
    barred: frozenset[str] = frozenset(),
    *,
    table: Mapping[str, float] | None = None,
) -> Where:
    """The place of a statement with the words that tell it, or why it is not known; other places it might be are kept by name.

    `barred` are names of places that it cannot be at: those of its parts, where they lie in several towns. `table` gives other weights than the
    shipped ones, as held-out measuring needs.
    """
    seen = reported(analysis, statement.part, gazetteer)
    options = options_for(statement, analysis, gazetteer, barred)
    if seen is None or not options:
        return Where(Unresolved("the report names no place"), part=statement.part)
    passage = seen.passage
    kept = without_dateline(options, passage, statement.sentence, seen.dateline)
    options = [options[number] for number in kept]
    options = [options[number] for number in without_overtaken(options, passage, statement.sentence)]
    options = _general(statement, seen, _unfiled(statement, seen, options))
    table = weights("locating") if table is None else table
    scores = [sum(table.get(name, 0.0) * value for name, value in option.cues) for option in options]
    chances = chances_of(options, scores)
    order = sorted(chances, key=lambda key: (-chances[key], key))
    best = max((i for i, o in enumerate(options) if o.key == order[0]), key=lambda i: (scores[i], -i))
    words = [statement.figure.span] if statement.figure else []
    behind = right_behind([*words, statement.trigger], options, passage)
    anchor = statement.figure.span if statement.figure else statement.trigger
    if behind is None:
        behind = behind_row(anchor, options, passage)
    pinned = where_of(anchor, options, passage) if behind is None else None
    behind = pinned if behind is None else behind
    if behind is None and statement.figure is not None:
        spread = Seen(statement, seen).of_whole()
        behind = next((i for i, o in enumerate(options) if o.span == spread), None) if spread else None
    whole = countrywide_option(statement, seen, options) if behind is None else None
    if whole is not None:
        best, sure = whole, 1.0
    else:
        best, sure = (best, chances[options[best].key]) if behind is None else (behind, 1.0)
        best = innermost(best, options, passage)
    others = tuple(
        next(o.shown for o in options if o.key == key) for key in order if key != options[best].key
    )[:4]
    chosen = options[best]
    place = chosen.place
    joined = joined_places(best, options, passage) if statement.figure and pinned is None else None
    if joined is not None:
        names = " and ".join(one.name for one in joined)
        return Where(
            Unresolved(f"one figure for two places: {names}"),
            chosen.phrase,
            chosen.span,
            chosen.part,
            tuple(p.name for p in joined),
        )
    if isinstance(place, Place):
        place = replace(place, confidence=round(place.confidence * sure, 3))
    return Where(place, chosen.phrase, chosen.span if chosen.phrase else None, chosen.part, others)


def _unfiled(statement: Statement, seen: Reported, options: list[Option]) -> list[Option]:
    """The options less a town that only the dateline names, for a total of more than a day: where a report was filed says nothing of it."""
    if statement.scope is not Scope.CUMULATIVE:
        return options
    told = {
        n.key
        for n in (*seen.named, *seen.elsewhere)
        if n.part is not statement.part or n.span.start >= seen.dateline
    }
    kept = [
        o
        for o in options
        if o.key in told or o.span is None or o.part is not Part.BODY or o.span.stop > seen.dateline
    ]
    return kept or options


def _general(statement: Statement, seen: Reported, options: list[Option]) -> list[Option]:
    """The options less the towns of other sentences, for an act without a figure that its own sentence puts in no town and that is told in general:
    as going on, or as what somebody comments on ("Washington backed the curfew", «lamentó la matanza»). Where they were is not said.
    """
    if statement.figure is not None or not (
        statement.scope is Scope.CUMULATIVE or _is_commented(statement, seen.passage)
    ):
        return options
    if any(
        n.width < WIDTH[PlacePrecision.COUNTRY]
        and n.is_located
        and statement.sentence.covers(n.span)
        and not n.is_seat
        for n in seen.named
    ):
        return options
    return [o for o in options if is_country(o.place, seen.main_country)] or options


def _is_commented(statement: Statement, passage: Passage) -> bool:
    """Whether the act's word is what a verb of approving or deploring speaks of."""
    sentence = passage.sentence_at(statement.trigger.start)
    i = sentence.at(statement.trigger.start) if sentence is not None else None
    if sentence is None or i is None:
        return False
    near = sentence.tokens[max(0, i - _WORDS_APART) : i]
    over = [sentence.tokens[j] for j in sentence.ancestors(i)[:8]] if sentence.tokens[i].pos == "NOUN" else []
    return any(token.lemma.lower() in _COMMENTING and token.pos != "NOUN" for token in (*near, *over))


_WORDS_APART = 4  # between the verb and what it speaks of, where the tree goes astray
_COMMENTING = frozenset(
    "support back condemn deplore lament regret denounce criticize criticise welcome applaud congratulate praise endorse defend justify "
    "apoyar respaldar condenar deplorar lamentar repudiar criticar aplaudir felicitar elogiar avalar defender justificar saludar".split()
)


def chances_of(options: Sequence[Option], scores: Sequence[float]) -> dict[str, float]:
    """The chance of each place, over all its mentions; they add up to 1."""
    top = max(scores)
    chances: dict[str, float] = {}
    for option, score in zip(options, scores, strict=True):
        chances[option.key] = chances.get(option.key, 0.0) + math.exp(score - top)
    total = sum(chances.values())
    return {key: chance / total for key, chance in chances.items()}
