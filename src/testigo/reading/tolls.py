"""Figures: how many were killed, hurt, held, missing or displaced, with bounds, group and the words that say it.

`read_figures` goes sentence by sentence: words of harm and quantities are found, linked (`victims.py`), completed by tolls told apart from
their noun ("the toll rose to 18", «los muertos se elevan a 68»), by parts of a figure told before («tres de ellos», "including 13 children",
"two in Veracruz"), and by crowds (`crowds.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Part, Span
from testigo.model.toll import Bounds, Figure, Group, Measure
from testigo.reading.continuations import Context, continue_figures
from testigo.reading.crowds import crowd_words, find_crowds
from testigo.reading.freed import is_freed
from testigo.reading.groups import group_of, person_nouns
from testigo.reading.harm import HarmWord, find_harm
from testigo.reading.linking_words import POSSESSIVES
from testigo.reading.links import Link
from testigo.reading.own_deaths import with_own_deaths
from testigo.reading.quantities import Quantity, Sort, find_quantities, ordinal_value
from testigo.reading.superseded import Counted, superseded
from testigo.reading.tallies import find_tallies
from testigo.reading.updates import cause_of, is_natural, is_struck_down, is_update, told_beside, told_of
from testigo.reading.victims import VictimLinker

_FEW = 6
# What bears a number of its own: "a 10th brigade soldier".
_NUMBERED = frozenset(
    (
        "brigade battalion regiment division infantry precinct district street avenue floor army corps squadron company circuit congress century anniversary grade cavalry armored airborne "
        "ward st ave brigada batallón regimiento división infantería distrito calle avenida piso cuerpo escuadrón compañía siglo aniversario grado"
    ).split()
)
_NEAR = 8
_CARRIED = frozenset({Group.SOLDIERS, Group.POLICE, Group.CIVILIANS, Group.STUDENTS, Group.SECURITY})
_COPULAS = frozenset({"are", "were", "son", "eran", "fueron", "being"})
_SHORT = 3
_OTHERS = frozenset({"another", "other", "second", "otro", "otra"})
_LEAST_PLACE = 4  # "the fourth death" counts a wave; "a third" may be of one happening
_OPENERS = frozenset(
    {"a", "an", "another", "un", "una", "otro", "otra", "the", "el", "la", "his", "her", "su"}
)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure in place. `trigger` is the word of harm (or of the crowd), `victim` the words for the people; both are spans of the
    passage. `sentence` is the sentence's index. `sureness` is 3 (side by side) to 0 (continued from before); `is_again` marks one person told with
    "the", a name or a pronoun, who may be one of those counted before; `is_total` a running total told by an ordinal.
    """

    figure: Figure
    sentence: int
    trigger: Span
    victim: Span
    is_update: bool = False
    is_retraction: bool = False
    cause: str = "unknown"
    sureness: int = 3
    is_again: bool = False
    is_weak: bool = False
    is_total: bool = False


def read_figures(passage: Passage, language: str) -> tuple[FoundFigure, ...]:
    """All figures of a passage in order of position."""
    found: list[FoundFigure] = []
    context = Context()
    for sentence in passage.sentences:
        rows = read_sentence(sentence, language, context, passage)
        found.extend(rows)
        context.advance()
    return tuple(_with_superseded(_without_repeats(found, passage), passage, language))


def _with_superseded(rows: list[FoundFigure], passage: Passage, language: str) -> list[FoundFigure]:
    """Figures that the report no longer holds tell of a withdrawal, whatever their own words say of rising."""
    if len(rows) < 2:
        return rows
    gone = superseded([Counted(row.figure, row.sentence) for row in rows], passage, language)
    return [
        replace(row, is_retraction=True, is_update=False) if place in gone else row
        for place, row in enumerate(rows)
    ]


def _without_repeats(found: list[FoundFigure], passage: Passage) -> list[FoundFigure]:
    """Leaves out a person told again ("the boy", "she", "Rojas") where a figure before counts one of that measure."""
    kept: list[FoundFigure] = []
    names: dict[Measure, set[str]] = {}
    for row in found:
        measure = row.figure.measure
        words = {w for w in row.victim.of(passage.text).lower().split() if len(w) > 3}
        if row.is_again and any(k.figure.measure is measure for k in kept):
            told = names.get(measure, set())
            is_name = row.victim.of(passage.text)[:1].isupper() and row.figure.phrase.lower() not in (
                "he",
                "she",
                "el",
                "ella",
            )
            if (
                not is_name
                or words & told
                or row.figure.phrase.lower().startswith(
                    ("the ", "he", "she", "el ", "la ", "his ", "her ", "su ", "this ")
                )
            ):
                continue
        if row.is_again and _spells_out(row, kept, passage):
            continue
        names.setdefault(measure, set()).update(words)
        kept.append(row)
    dead = [row for row in kept if row.figure.measure is Measure.KILLED and row.figure.bounds.high == 1]
    return [row for row in kept if not _is_of_the_dead(row, dead, passage)]


def _words(row: FoundFigure, passage: Passage) -> set[str]:
    return {w for w in row.victim.of(passage.text).lower().split() if len(w) > _SHORT and w[:1].isalpha()}


def _is_of_the_dead(row: FoundFigure, dead: list[FoundFigure], passage: Passage) -> bool:
    """As in "was shot", told of one person who dies in the same text: one harm, not two."""
    if row.figure.measure is not Measure.INJURED or row.figure.bounds.high != 1 or not dead:
        return False
    words = _words(row, passage)
    if row.is_again and any(words & _words(d, passage) for d in dead):
        return True
    if not row.is_weak or words & _OTHERS:
        return False
    return row.is_again or any(d.is_again or words & _words(d, passage) for d in dead)


def read_sentence(sentence: Sentence, language: str, context: Context, passage: Passage) -> list[FoundFigure]:
    """The figures of one sentence; `context` carries the figures before it."""
    rows = _adding_up(_read_counted(sentence, language, context, passage), sentence)
    return with_own_deaths(rows, sentence, passage, language, FoundFigure)


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
    rows = _with_groups_carried(rows, sentence, quantities, links)
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


def _spells_out(row: FoundFigure, kept: list[FoundFigure], passage: Passage) -> bool:
    """A name in the sentences behind a small number of dead or hurt: one of those counted ("left two dead. Ana Rojas, 31, died …")."""
    if not row.victim.of(passage.text)[:1].isupper() or row.figure.phrase.lower().split()[0] in _OPENERS:
        return False
    return any(
        k.figure.measure is row.figure.measure
        and 2 <= (k.figure.bounds.low or 0) <= _FEW
        and k.figure.bounds.high is not None
        and 0 < row.sentence - k.sentence <= _FEW
        for k in kept
    )


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


def _with_groups_carried(
    rows: list[FoundFigure], sentence: Sentence, quantities: tuple[Quantity, ...], links: dict[int, Link]
) -> list[FoundFigure]:
    """As in "killed a soldier and wounded seven": a bare number right behind a figure counts the same people."""
    order = sorted(links)
    place = {row.figure.span: number for number, row in enumerate(rows)}
    for before, n in pairwise(order):
        quantity, earlier = quantities[n], quantities[before]
        mine, other = place.get(_span(sentence, quantity)), place.get(_span(sentence, earlier))
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


def _may_hold_more(sentence: Sentence, language: str) -> bool:
    """A word of crowds, or a toll that names no harm ("the toll rose to 17")."""
    words = crowd_words(language)
    return any(token.lower in words or token.lower == "toll" for token in sentence.tokens)


def _span(sentence: Sentence, quantity: Quantity) -> Span:
    return Span(sentence.tokens[quantity.start].start, sentence.tokens[quantity.stop - 1].stop)


def _group(sentence: Sentence, quantity: Quantity, language: str) -> Group:
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
    span = _span(sentence, quantity)
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
        group=_group(sentence, quantity, language),
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
    span = _span(sentence, quantity)
    figure = Figure(
        measure=Measure.PARTICIPANTS,
        bounds=quantity.bounds,
        phrase=span.of(passage.text),
        span=span,
        group=_group(sentence, quantity, language),
    )
    return FoundFigure(figure, sentence.index, sentence.tokens[trigger].span, span, sureness=2)
