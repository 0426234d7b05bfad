"""Actors by their full names within a document: short forms, initials, "the police" where one police is named, and pronouns.

A name is set only where the document itself gives it; otherwise it stays None. Nothing is guessed from the world.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from testigo.model.analysis import Analysis, Sentence
from testigo.model.calendar_names import CALENDAR_NAMES
from testigo.model.claim import Statement
from testigo.model.mention import Actor
from testigo.model.text import Part, Span
from testigo.reading.arguments import category_at
from testigo.reading.cues import words

REACH = 2
"""Sentences that a pronoun looks back over."""

_PLURAL = words("they them their ellos ellas los las les")
_SINGULAR_MALE = words("he him his él lo")
_SINGULAR_FEMALE = words("she her ella la")
_EITHER = words("who whom that which que quien quienes le se it")
_SMALL = words("of the de la del los las y and for el en in a al")
_JOINING = words("of de del la los las y")
_INITIALS = re.compile(r"^[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9.\-]{1,9}$")
_WOMEN = frozenset({"women"})
_LEAD = words("the a an el la los las un una unos unas")
_NAMEABLE = frozenset(
    {
        "police",
        "military",
        "security",
        "rebels",
        "paramilitary",
        "government",
        "party",
        "workers",
        "teachers",
        "students",
    }
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the document first gives it in full."""

    name: str
    part: Part
    span: Span
    category: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of a document, in order of first mention."""

    names: tuple[Named, ...]

    def full(self, short: str) -> Named | None:
        """The fullest name that a short form can stand for: same last word, or its initials. None where two differ.

        A first name alone stands for nobody: too many share it.
        """
        wanted = _bare(short)
        if not wanted:
            return None
        found = [named for named in self.names if _stands_for(wanted, _bare(named.name), short)]
        longest = max(found, key=lambda named: len(named.name), default=None)
        if longest is None or any(_rivals(named, longest) for named in found):
            return None
        return longest

    def only(self, category: str) -> Named | None:
        """The one organisation of a category that the document names; None where it names none or several."""
        found = {
            named.name: named for named in self.names if named.category == category and not named.is_person
        }
        return next(iter(found.values())) if len(found) == 1 else None


def _bare(text: str) -> tuple[str, ...]:
    return tuple(w for w in re.findall(r"[\w.'-]+", text.lower()) if w not in _LEAD)


def _stands_for(short: tuple[str, ...], full: tuple[str, ...], written: str) -> bool:
    if short == full:
        return True
    if len(short) < len(full) and full[-len(short) :] == short:
        return True
    if len(short) < len(full) and len(short) > 1 and full[: len(short)] == short:
        return True
    if len(short) == 1 and _INITIALS.match(written.rpartition(" ")[2]):
        content = [w for w in full if w not in _SMALL]
        return len(content) > 1 and "".join(w[0] for w in content) == short[0].replace(".", "")
    return False


def _rivals(a: Named, b: Named) -> bool:
    """Two different names that would both fit: «Ana Quispe» and «Luis Quispe»."""
    x, y = _bare(a.name), _bare(b.name)
    return len(x) > 1 and len(y) > 1 and x[0] != y[0] and a.is_person and b.is_person


def _is_name(sentence: Sentence, i: int, is_shouted: bool) -> bool:
    """A proper noun; in mixed case also a capital inside the sentence, or before a proper noun at its start."""
    token = sentence.tokens[i]
    if token.lower in CALENDAR_NAMES:
        return False
    if token.pos == "PROPN" or is_shouted or not token.text[:1].isupper():
        return token.pos == "PROPN"
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    return token.pos not in ("DET", "PRON", "ADP") and (
        i > 0
        or (
            after is not None
            and after.pos == "PROPN"
            and after.text[:1].isupper()
            and token.dep in ("flat", "compound", "nsubj")
        )
    )


def _runs(sentence: Sentence, is_shouted: bool) -> Iterable[tuple[int, int]]:
    """Stretches of names, an organisation's joined over "of", "de", "la" between them; [first, last] token indexes."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        if not _is_name(sentence, i, is_shouted):
            i += 1
            continue
        last = i
        k = i + 1
        while k < len(tokens):
            person = any(tokens[n].entity == "PER" for n in range(i, last + 1))
            if _is_name(sentence, k, is_shouted):
                last = k
            elif person or tokens[k].lower not in _JOINING or k - last > 2:
                break
            k += 1
        yield i, last
        i = last + 1


def name_statements(statements: Sequence[Statement], analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of a document, in order, with their actors named."""
    cast = cast_of(analysis)
    earlier: list[tuple[int, Actor]] = []
    part: Part | None = None
    found: list[Statement] = []
    for statement in statements:
        if statement.part is not part:
            part, earlier = statement.part, []
        passage = analysis.passage(statement.part)
        sentence = passage.sentence_at(statement.sentence.start) if passage is not None else None
        index = sentence.index if sentence is not None else 0
        before = [(k, a) for k, a in earlier if k < index or a.span.stop <= statement.trigger.start]
        actors = name_actors(statement.actors, cast, before, index)
        found.append(replace(statement, actors=actors))
        earlier.extend((index, actor) for actor in actors)
    return tuple(found)


def cast_of(analysis: Analysis) -> Cast:
    """Names of two words or more and initials, each with the category of what it names."""
    found: dict[str, Named] = {}
    for passage in analysis.passages:
        is_shouted = passage.text.isupper()
        for sentence in passage.sentences:
            for first, last in _runs(sentence, is_shouted):
                tokens = sentence.tokens
                span = Span(tokens[first].start, tokens[last].stop)
                name = span.of(passage.text)
                category = next(
                    (c for k in range(first, last + 1) if (c := category_at(sentence, k, analysis.language))),
                    "unknown",
                )
                person = (
                    any(tokens[k].entity == "PER" for k in range(first, last + 1))
                    and category not in _NAMEABLE
                )
                found.setdefault(name, Named(name, passage.part, span, category, person))
    return Cast(tuple(found.values()))


def _antecedent(actor: Actor, earlier: Sequence[tuple[int, Actor]], sentence: int) -> Actor | None:
    """The nearest earlier actor of the same number (and sex, where words tell it) in reach."""
    word = actor.text.lower()
    for index, candidate in reversed(earlier):
        if (
            sentence - index > REACH
            or candidate.text.lower() in _PLURAL | _SINGULAR_MALE | _SINGULAR_FEMALE | _EITHER
        ):
            continue
        several = _is_several(candidate)
        if word in _PLURAL and not several:
            continue
        if word in _SINGULAR_MALE | _SINGULAR_FEMALE and several:
            continue
        if word in _SINGULAR_MALE and candidate.category in _WOMEN:
            continue
        if word in _SINGULAR_FEMALE and candidate.category not in _WOMEN | {
            "unknown",
            "minors",
            "government",
            "journalists",
            "defenders",
        }:
            continue
        return candidate
    return None


def _is_several(actor: Actor) -> bool:
    head = actor.text.split()
    if actor.category in ("police", "military", "security", "rebels", "paramilitary") and len(head) <= 3:
        return True
    return (
        any(w.isdigit() and w != "1" for w in head)
        or (head[-1].lower().endswith("s") and not head[-1][:1].isupper())
        or head[-1].lower()
        in (
            "people",
            "men",
            "women",
            "children",
            "policemen",
            "gunmen",
            "gente",
        )
    )


def name_actors(
    actors: Sequence[Actor], cast: Cast, earlier: Sequence[tuple[int, Actor]] = (), sentence: int = 0
) -> tuple[Actor, ...]:
    """The actors with their names where the document gives them. `earlier` are (sentence index, actor) of what was told before.

    A pronoun takes name, category and, where no name is known, the words of its antecedent as its name.
    """
    found: list[Actor] = []
    for actor in actors:
        word = actor.text.lower()
        if actor.name is not None:
            found.append(actor)
        elif word in _PLURAL | _SINGULAR_MALE | _SINGULAR_FEMALE:
            before = _antecedent(actor, earlier, sentence)
            if before is None:
                found.append(actor)
            else:
                category = before.category if actor.category == "unknown" else actor.category
                found.append(replace(actor, name=before.name or before.text, category=category))
        else:
            found.append(_named(actor, cast))
    return tuple(found)


_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÑ][\w.'-]*(?:\s+(?:(?:de|del|la|of|the|y|and)\s+)?[A-ZÁÉÍÓÚÑ][\w.'-]*)*")
_MODIFIES = re.compile(r"\s+(?!(?:who|whom|and|from|near|with|que|quien|con|dijo)\b)[a-záéíóúñ][\w'-]{2,}")


def _named(actor: Actor, cast: Cast) -> Actor:
    """The actor under the full name; in "a Marlow Falls man" the name before the noun is the town's, not his."""
    capital = [
        found.group()
        for found in _CAPITALS.finditer(actor.text)
        if actor.category in _NAMEABLE or not _MODIFIES.match(actor.text, found.end())
    ]
    for piece in sorted(capital, key=len, reverse=True):
        full = cast.full(piece)
        if full is not None:
            return replace(actor, name=full.name)
    bare = _bare(actor.text)
    if (
        len(bare) == 1
        and actor.category in _NAMEABLE
        and actor.text.split()[0].lower() in words("the la el los las")
    ):
        only = cast.only(actor.category)
        if only is not None:
            return replace(actor, name=only.name)
    return actor
