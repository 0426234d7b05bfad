"""Figures: how many were killed, hurt, held, missing or displaced, with bounds, group and the words that say it.

`read_figures` goes sentence by sentence: words of harm and quantities are found, linked (`victims.py`), completed by tolls told apart from
their noun ("the toll rose to 18", «los muertos se elevan a 68»), by parts of a figure told before («tres de ellos», "including 13 children",
"two in Veracruz"), and by crowds (`crowds.py`).
"""

from __future__ import annotations

from dataclasses import replace

from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Part, Span
from testigo.model.toll import Bounds, Figure, Measure
from testigo.reading.continuations import Context, continue_figures
from testigo.reading.crowds import crowd_words, find_crowds
from testigo.reading.found_figures import FoundFigure
from testigo.reading.freed import is_freed
from testigo.reading.harm import HarmWord, find_harm
from testigo.reading.linking_words import POSSESSIVES
from testigo.reading.links import Link
from testigo.reading.own_deaths import with_own_deaths
from testigo.reading.people_told import group_told, span_of_people, with_groups_carried
from testigo.reading.quantities import Quantity, Sort, find_quantities, ordinal_value
from testigo.reading.repeats import without_repeats
from testigo.reading.superseded import Counted, superseded
from testigo.reading.tallies import find_tallies
from testigo.reading.updates import cause_of, is_natural, is_struck_down, is_update, told_beside, told_of
from testigo.reading.victims import VictimLinker

# What bears a number of its own: "a 10th brigade soldier".
_NUMBERED = frozenset(
    (
        "brigade battalion regiment division infantry precinct district street avenue floor army corps squadron company circuit congress century anniversary grade cavalry armored airborne "
        "ward st ave brigada batallón regimiento división infantería distrito calle avenida piso cuerpo escuadrón compañía siglo aniversario grado"
    ).split()
)
_LEAST_PLACE = 4  # "the fourth death" counts a wave; "a third" may be of one happening


def read_figures(passage: Passage, language: str) -> tuple[FoundFigure, ...]:
    """All figures of a passage in order of position."""
    found: list[FoundFigure] = []
    context = Context()
    for sentence in passage.sentences:
        rows = read_sentence(sentence, language, context, passage)
        found.extend(rows)
        context.advance()
    return tuple(_with_superseded(without_repeats(found, passage), passage, language))


def _with_superseded(rows: list[FoundFigure], passage: Passage, language: str) -> list[FoundFigure]:
    """Figures that the report no longer holds tell of a withdrawal, whatever their own words say of rising."""
    if len(rows) < 2:
        return rows
    gone = superseded([Counted(row.figure, row.sentence) for row in rows], passage, language)
    return [
        replace(row, is_retraction=True, is_update=False) if place in gone else row
        for place, row in enumerate(rows)
    ]


def read_sentence(sentence: Sentence, language: str, context: Context, passage: Passage) -> list[FoundFigure]:
    """The figures of one sentence; `context` carries the figures before it."""
    rows = _adding_up(_read_counted(sentence, language, context, passage), sentence)
    return with_own_deaths(rows, sentence, passage, language)


def _read_counted(sentence: Sentence, language: str, context: Context, passage: Passage) -> list[FoundFigure]:
    """The figures that stand as numbers, names or pronouns."""
    harm = find_harm(sentence, language)
    if not harm and not context.is_open and not _may_hold_more(sentence, language):
        return []
    quantities = find_quantities(sentence, harm, language, is_headline=passage.part is Part.TITLE)
    if not quantities:
        return []
    linker = VictimLinker(sentence, harm, quantities, language)
    links: dict[int, Link] = {}
    shared = [
        link
        for link in linker.run()
        if link.quantity in links or links.setdefault(link.quantity, link) is not link
    ]
    for link in find_tallies(sentence, harm, quantities, language, links):
        links[link.quantity] = link
    subsets = continue_figures(sentence, harm, quantities, language, links=links, context=context)
    for n in [n for n, link in links.items() if _is_of_another_verb(sentence, quantities[n], link, harm)]:
        del links[n]
    meant = told_of(sentence, language) if links else frozenset()
    counted = [quantities[n] for n in links]
    rows = [
        _figure(
            passage,
            sentence,
            harm,
            quantities[n],
            link,
            language=language,
            told=meant,
            causes=told_beside(sentence, quantities[n], counted, language) if subsets else meant,
            is_subset=n in subsets,
        )
        for n, link in sorted(links.items())
        if not (_is_one(quantities[n]) and _was_natural(sentence, harm, quantities[n], link, language))
        and not (
            link.word >= 0 and is_freed(sentence, quantities[n], harm[link.word], link.measure, language)
        )
    ]
    rows += [
        _figure(
            passage,
            sentence,
            harm,
            quantities[link.quantity],
            link,
            language=language,
            told=meant,
            causes=meant,
            is_subset=False,
        )
        for link in shared
    ]
    rows += [
        _crowd(passage, sentence, quantities[n], trigger, language)
        for n, trigger in find_crowds(sentence, quantities, language, links)
    ]
    rows += [total for row in rows if (total := _running_total(row, sentence, passage)) is not None]
    rows = with_groups_carried(rows, sentence, quantities, links)
    context.remember([(links[n].measure, quantities[n]) for n in sorted(links)])
    return sorted(rows, key=lambda row: row.figure.span)


def _is_of_another_verb(
    sentence: Sentence, quantity: Quantity, link: Link, harm: tuple[HarmWord, ...]
) -> bool:
    """As in "killed 12 and infected 300 others", «hirió a dos y rescató a nueve»: the object of a verb that harms nobody."""
    tokens = sentence.tokens
    k = quantity.start - 1
    if k >= 0 and tokens[k].lower in {"a", "al", "some", "about", "another"}:
        k -= 1
    if k < 0 or not tokens[k].lower.startswith(_HARMLESS) or tokens[k].pos not in {"VERB", "AUX"}:
        return False
    word = harm[link.word].start if link.word >= 0 else -1
    return not quantity.start <= word <= quantity.stop + 2


_HARMLESS = (
    *"infect sicken save saved saving rescue evacuat strand affect robb free freed releas spar relocat vaccinat test help freeing".split(),
    *"contagi rescat evacu salv liber atrap afect vacun enferm ayud asisti".split(),
)


def _adding_up(rows: list[FoundFigure], sentence: Sentence) -> list[FoundFigure]:
    """As in "seven died: four in the blast, two run over and one shot": what a colon opens and adds up to the dead before it are these dead."""
    for place, whole in enumerate(rows):
        total, rest = whole.figure.bounds.low, rows[place + 1 :]
        if whole.figure.measure is not Measure.KILLED or total != whole.figure.bounds.high or len(rest) < 2:
            continue
        if rest[0].figure.span.start < whole.figure.span.stop:
            continue  # "the eighteenth" within "the eighteenth protester"
        between = [
            sentence.tokens[k].text
            for k in sentence.between(Span(whole.figure.span.stop, rest[0].figure.span.start))
        ]
        counts = [
            row.figure.bounds.low or 0 for row in rest if row.figure.bounds.low == row.figure.bounds.high
        ]
        if ":" in between and len(counts) == len(rest) and sum(counts) == total:
            parts = [
                replace(row, figure=replace(row.figure, measure=Measure.KILLED, is_subset=True))
                for row in rest
            ]
            return [*rows[: place + 1], *parts]
    return rows


def _running_total(row: FoundFigure, sentence: Sentence, passage: Passage) -> FoundFigure | None:
    """As in "the eighteenth protester died": one more, and eighteen by now; low places may be of one happening and are left alone."""
    figure = row.figure
    if figure.measure is not Measure.KILLED or figure.bounds.high != 1:
        return None
    for k in sentence.between(figure.span):
        token = sentence.tokens[k]
        following = sentence.tokens[k + 1].lower if k + 1 < len(sentence.tokens) else ""
        if (place := ordinal_value(token.lower)) >= _LEAST_PLACE and following not in _NUMBERED:
            total = replace(
                figure, bounds=Bounds(place, place), phrase=token.span.of(passage.text), span=token.span
            )
            return replace(
                row, figure=total, victim=token.span, is_update=True, is_again=False, is_total=True
            )
    return None


def _is_one(quantity: Quantity) -> bool:
    return quantity.sort in (Sort.SINGLE, Sort.NAME, Sort.PRONOUN)


def _was_natural(
    sentence: Sentence, harm: tuple[HarmWord, ...], quantity: Quantity, link: Link, language: str
) -> bool:
    """One person's death of illness or age."""
    if _befell(harm, link):
        return is_natural(sentence, quantity.start, quantity.stop, language)
    return (
        link.measure is Measure.KILLED
        and link.word >= 0
        and is_struck_down(sentence, harm[link.word].start, language)
    )


def _befell(harm: tuple[HarmWord, ...], link: Link) -> bool:
    """As in "died", "the death of": told as an end, not as a deed."""
    return (
        link.measure is Measure.KILLED and link.word >= 0 and harm[link.word].use("die", "event") is not None
    )


def _may_hold_more(sentence: Sentence, language: str) -> bool:
    """A word of crowds, or a toll that names no harm ("the toll rose to 17")."""
    words = crowd_words(language)
    return any(token.lower in words or token.lower == "toll" for token in sentence.tokens)


def _figure(
    passage: Passage,
    sentence: Sentence,
    harm: tuple[HarmWord, ...],
    quantity: Quantity,
    link: Link,
    *,
    language: str,
    told: frozenset[str],
    causes: frozenset[str],
    is_subset: bool,
) -> FoundFigure:
    span = span_of_people(sentence, quantity)
    tokens = sentence.tokens
    if link.word >= 0:
        word = harm[link.word]
        trigger = Span(tokens[word.start].start, tokens[word.stop - 1].stop)
    else:
        trigger = span
    figure = Figure(
        measure=link.measure,
        bounds=quantity.bounds,
        phrase=span.of(passage.text),
        span=span,
        group=group_told(sentence, quantity, language),
        is_subset=is_subset,
    )
    return FoundFigure(
        figure=figure,
        sentence=sentence.index,
        trigger=trigger,
        victim=span,
        is_update=is_update(sentence, quantity, language),
        is_retraction="retraction" in told,
        cause=cause_of(causes, link.measure),
        sureness=link.sureness,
        is_weak=link.word >= 0
        and link.measure is Measure.INJURED
        and all(use.is_weak for use in harm[link.word].uses),
        is_again=_is_one(quantity)
        and (quantity.is_definite or quantity.sort is not Sort.SINGLE)
        and tokens[quantity.start].lower not in POSSESSIVES
        and not _is_described(sentence, quantity),
    )


def _is_described(sentence: Sentence, quantity: Quantity) -> bool:
    """«el conductor de un minibús»: a definite that brings its own description is told for the first time."""
    tokens = sentence.tokens
    if quantity.sort is not Sort.SINGLE or quantity.stop + 1 >= len(tokens):
        return False
    return tokens[quantity.stop].lower in ("of", "de") and tokens[quantity.stop + 1].lower in (
        "a",
        "an",
        "un",
        "una",
    )


def _crowd(
    passage: Passage, sentence: Sentence, quantity: Quantity, trigger: int, language: str
) -> FoundFigure:
    span = span_of_people(sentence, quantity)
    figure = Figure(
        measure=Measure.PARTICIPANTS,
        bounds=quantity.bounds,
        phrase=span.of(passage.text),
        span=span,
        group=group_told(sentence, quantity, language),
    )
    return FoundFigure(figure, sentence.index, sentence.tokens[trigger].span, span, sureness=2)
