"""The parts joined: figures and acts become statements, each with its actors, scope, stance and voice.

A figure takes the act it is told by ("killing 19": the act is the killing, its perpetrator the police). An act that no figure is
told by is a statement of its own, unless its word only implies an act or the sentence argues instead of reporting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from testigo.model.analysis import Analysis, Passage, Sentence
from testigo.model.claim import Kind, Means, Polarity, Scope, Stance, Statement
from testigo.model.mention import Actor, Role
from testigo.model.text import Document, Span
from testigo.model.toll import Figure, Group, Measure
from testigo.reading.arguments import Act, read_acts
from testigo.reading.attributions import attribute
from testigo.reading.figurative import (
    befalls_a_thing,
    is_of_a_game,
    is_of_the_body,
    is_played,
    is_said,
    speaks_in_general,
)
from testigo.reading.found_figures import FoundFigure
from testigo.reading.mentions import is_mention, is_of_an_address, is_of_animals
from testigo.reading.natural_ends import is_natural_end
from testigo.reading.opinions import is_argument
from testigo.reading.rates import is_rate
from testigo.reading.scopes import ScopeReader
from testigo.reading.stances import stance_of
from testigo.reading.tolls import read_figures

_KINDS: Mapping[Measure, Kind] = MappingProxyType(
    {
        Measure.KILLED: Kind.KILLING,
        Measure.INJURED: Kind.INJURY,
        Measure.ARRESTED: Kind.ARREST,
        Measure.MISSING: Kind.DISAPPEARANCE,
        Measure.PARTICIPANTS: Kind.DEMONSTRATION,
        Measure.DISPLACED: Kind.OTHER,
    }
)
# Acts that may tell a figure of a measure, from the closest; the first is what the measure means by itself.
_FITTING: Mapping[Measure, tuple[Kind, ...]] = MappingProxyType(
    {
        Measure.KILLED: (Kind.KILLING, Kind.BOMBING, Kind.ATTACK, Kind.USE_OF_FORCE, Kind.ARSON),
        Measure.INJURED: (Kind.INJURY, Kind.USE_OF_FORCE, Kind.ATTACK, Kind.BOMBING),
        Measure.ARRESTED: (Kind.ARREST, Kind.RAID),
        Measure.MISSING: (Kind.KIDNAPPING, Kind.DISAPPEARANCE),
        Measure.PARTICIPANTS: (Kind.DEMONSTRATION, Kind.STRIKE, Kind.RIOT, Kind.OCCUPATION, Kind.ROADBLOCK),
        Measure.DISPLACED: (Kind.OTHER,),
    }
)
_CROWD_KINDS = frozenset(_FITTING[Measure.PARTICIPANTS])
_FEW = 3
_UNKNOWN = frozenset("a an one another un una otro otra uno 1".split())
_VICTIMS = frozenset({Measure.KILLED, Measure.INJURED, Measure.ARRESTED, Measure.MISSING, Measure.DISPLACED})


def read_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """All statements of a document, title first, each passage's in order of position."""
    found: list[Statement] = []
    for passage in analysis.passages:
        found.extend(_read_passage(passage, analysis.document, analysis.language))
    return tuple(found)


def _read_passage(passage: Passage, document: Document, language: str) -> list[Statement]:
    acts = read_acts(passage, language)
    scopes = ScopeReader(passage, document, language)
    by_sentence: dict[int, list[Act]] = {}
    for act in acts:
        by_sentence.setdefault(act.trigger.sentence, []).append(act)
    used: set[Span] = set()
    statements: list[Statement] = []
    for found in read_figures(passage, language):
        if _tells_nothing(found, passage, document, language):
            used.add(found.trigger)
            continue
        own = _act_of(found, by_sentence.get(found.sentence, ()))
        if own is not None:
            used.add(own.trigger.span)
        statements.append(_figure_statement(found, own, passage, scopes, language))
        used.add(found.trigger)
    told = tuple(used)
    for act in acts:
        if not act.trigger.is_weak and not any(act.trigger.span.overlaps(span) for span in told):
            sentence = passage.sentences[act.trigger.sentence]
            if not (
                is_argument(sentence, language)
                or _is_no_harm(act, sentence, passage, language)
                or is_mention(act, sentence, passage, language)
                or is_natural_end(sentence, act.trigger.token, passage, language, _year(document))
            ):
                statements.append(_act_statement(act, sentence, passage, scopes, language))
    return sorted(statements, key=lambda s: (s.sentence, s.figure.span if s.figure else s.trigger, s.trigger))


def _is_no_harm(act: Act, sentence: Sentence, passage: Passage, language: str) -> bool:
    """A word of harm that tells of none: of a thing, of a game, of a debate, of causes in general."""
    kind = act.trigger.kind
    return (
        befalls_a_thing(sentence, act.trigger.token, language)
        or is_said(sentence, act.trigger.token, kind, passage, language)
        or is_of_the_body(sentence, kind, language)
        or (kind not in _CROWD_KINDS and speaks_in_general(sentence, act.trigger.token, passage, language))
        or (is_played(sentence, kind, language) and is_of_a_game(passage, language))
    )


def _is_of_play(found: FoundFigure, passage: Passage, language: str) -> bool:
    """A player or two hurt, or "massacred", in a report of a game."""
    high = found.figure.bounds.high
    return (
        high is not None
        and (0 < high <= _FEW or found.is_weak)
        and is_played(passage.sentences[found.sentence], _KINDS[found.figure.measure], language)
        and is_of_a_game(passage, language)
    )


def _tells_nothing(found: FoundFigure, passage: Passage, document: Document, language: str) -> bool:
    """A figure of a game, of an end by nature, of a web address, or one person of a rate («muere una mujer por día»)."""
    sentence, span = passage.sentences[found.sentence], found.figure.span
    return (
        _is_of_play(found, passage, language)
        or _is_natural(found, passage, document, language)
        or is_of_an_address(sentence, span, passage)
        or (
            found.figure.measure is Measure.KILLED
            and found.figure.phrase.split()[-1][:1].isdigit()
            and is_of_animals(sentence, language)
        )
        or (found.figure.bounds.high == 1 and _is_rate(found, sentence, passage, language))
    )


def _is_rate(found: FoundFigure, sentence: Sentence, passage: Passage, language: str) -> bool:
    return found.figure.measure in (Measure.KILLED, Measure.INJURED) and is_rate(
        sentence, found.figure.span, passage, language
    )


def _is_natural(found: FoundFigure, passage: Passage, document: Document, language: str) -> bool:
    """The end by nature (`mentions.is_natural_end`) of one person told by a name or as known: "a man died" may be anything."""
    figure = found.figure
    if figure.measure is not Measure.KILLED or figure.bounds.high != 1 or figure.is_subset or found.is_total:
        return False
    if figure.phrase.split()[0].lower() in _UNKNOWN:
        return False
    sentence = passage.sentences[found.sentence]
    return is_natural_end(sentence, _token_at(sentence, found.trigger), passage, language, _year(document))


def _year(document: Document) -> int | None:
    return document.published.year if document.published is not None else None


def _act_of(found: FoundFigure, acts: Sequence[Act]) -> Act | None:
    """The act whose word is the figure's own, else the nearest of a fitting kind in the sentence."""
    fitting = _FITTING[found.figure.measure]
    own = [act for act in acts if act.trigger.span.overlaps(found.trigger)]
    if own:
        return min(own, key=lambda act: _rank(act.trigger.kind, fitting))
    near = [act for act in acts if act.trigger.kind in fitting]
    if not near:
        return None
    return min(
        near,
        key=lambda act: (fitting.index(act.trigger.kind), _distance(act.trigger.span, found.figure.span)),
    )


def _rank(kind: Kind, fitting: tuple[Kind, ...]) -> int:
    return fitting.index(kind) if kind in fitting else len(fitting)


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.stop, b.start - a.stop, 0)


def _kind(found: FoundFigure, act: Act | None) -> Kind:
    """What the figure counts decides; the act says only which sort of crowd or of disappearance."""
    measure = found.figure.measure
    if act is not None:
        kind = act.trigger.kind
        if (measure is Measure.PARTICIPANTS and kind in _CROWD_KINDS) or (
            measure is Measure.MISSING and kind is Kind.KIDNAPPING
        ):
            return kind
    return _KINDS[measure]


def _figure_statement(
    found: FoundFigure, act: Act | None, passage: Passage, scopes: ScopeReader, language: str
) -> Statement:
    sentence = passage.sentences[found.sentence]
    kind = _kind(found, act)
    attribution = attribute(found.figure.span, passage, language)
    token = _token_at(sentence, found.trigger)
    return Statement(
        part=passage.part,
        sentence=sentence.span,
        trigger=found.trigger,
        kind=kind,
        figure=found.figure,
        means=_means(found, act),
        actors=_actors(found, act),
        scope=Scope.CUMULATIVE
        if found.is_total or _is_rate(found, sentence, passage, language)
        else scopes.scope_of(found.figure, found.trigger, kind),
        stance=_stance(found.figure, stance_of(sentence, token, passage, language, attribution)),
        attribution=attribution,
        is_update=found.is_update,
        is_retraction=found.is_retraction,
        cause=found.cause,
    )


def _stance(figure: Figure, stance: Stance) -> Stance:
    """As in "no deaths": told by the number, 0-0; to deny it as well would deny the denial."""
    return replace(stance, polarity=Polarity.AFFIRMED) if figure.bounds.high == 0 else stance


def _means(found: FoundFigure, act: Act | None) -> Means | None:
    return act.trigger.means if act is not None and found.figure.measure in _VICTIMS else None


def _actors(found: FoundFigure, act: Act | None) -> tuple[Actor, ...]:
    """The act's actors, with the people counted as victims (or participants) where the act names none there."""
    figure = found.figure
    role = Role.PARTICIPANT if figure.measure is Measure.PARTICIPANTS else Role.VICTIM
    others = [a for a in (act.actors if act is not None else ()) if not _is_counted(a, role, figure)]
    category = "unknown" if figure.group is Group.UNSPECIFIED else figure.group.value
    own = next(
        (
            a
            for a in (act.actors if act is not None else ())
            if a.role is role and a.span.overlaps(figure.span)
        ),
        None,
    )
    counted = own or Actor(role, figure.phrase, figure.span, category)
    return tuple(sorted({*others, counted}, key=lambda a: (a.role.value, a.span)))


def _is_counted(actor: Actor, role: Role, figure: Figure) -> bool:
    """Other victims of the same act belong to other figures; doers, targets and instruments stay."""
    return actor.role is role or actor.span.overlaps(figure.span)


def _act_statement(
    act: Act, sentence: Sentence, passage: Passage, scopes: ScopeReader, language: str
) -> Statement:
    trigger = act.trigger
    attribution = attribute(trigger.span, passage, language)
    return Statement(
        part=passage.part,
        sentence=sentence.span,
        trigger=trigger.span,
        kind=trigger.kind,
        means=trigger.means,
        actors=act.actors,
        scope=scopes.scope_of(None, trigger.span, trigger.kind),
        stance=stance_of(sentence, trigger.token, passage, language, attribution),
        attribution=attribution,
    )


def _token_at(sentence: Sentence, span: Span) -> int:
    """The index of the token at the start of a span of the sentence."""
    found: Iterable[int] = sentence.between(span)
    return next(iter(found), 0)
