"""Words of harm in a sentence: each with what it counts and how it takes the people it counts.

The words are data (`lexicons/LANGUAGE/harm.yml`); here they are unfolded into their forms once and looked up by first word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from testigo.errors import LexiconError
from testigo.language.inflection import english_verb, spanish_verb
from testigo.language.lexicon import Entry, lexicon
from testigo.model.analysis import Sentence
from testigo.model.toll import Measure
from testigo.reading.figurative import IDIOMS

_NEAR = 8
FRAMES = frozenset({"verb", "die", "state", "person", "event", "body", "trait"})


@dataclass(frozen=True, slots=True)
class Use:
    """One reading of a word: what it counts, its frame (see harm.yml), the part its form plays
    (finite, past, participle, gerund, word), and words that must stand near it.
    """

    measure: Measure
    frame: str
    role: str
    is_weak: bool = False
    requires: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HarmWord:
    """Tokens `[start, stop)` of the sentence, with their readings."""

    start: int
    stop: int
    uses: tuple[Use, ...]

    def use(self, *frames: str) -> Use | None:
        """The first reading in one of these frames."""
        return next((use for use in self.uses if use.frame in frames), None)


def _forms(entry: Entry, language: str) -> Iterator[tuple[str, str]]:
    """(form, role) pairs of an entry."""
    frame = entry.attributes["as"]
    if frame not in ("verb", "die"):
        yield from ((cue, "word") for cue in entry.cues)
        return
    conjugate = english_verb if language == "en" else spanish_verb
    past = "past" if language == "en" else "participle"
    for cue in entry.cues:
        first, _, rest = cue.partition(" ")
        is_verb = (
            (not rest or rest in _PARTICLES)
            if language == "en"
            else first.endswith(("ar", "er", "ir", "arse", "erse"))
        )
        if is_verb and (language == "en" or not rest):
            finite, pasts, gerunds = conjugate(cue)
            yield from ((form, "finite") for form in finite)
            yield from ((form, past) for form in pasts)
            yield from ((form, "gerund") for form in gerunds)
        else:
            yield cue, _role(cue, language)
    for form in entry.attributes.get("forms", ()):
        yield form, _role(form, language)


_PARTICLES = ("up", "away", "over", "down")


def _role(form: str, language: str) -> str:
    head = form.split(maxsplit=1)[0]
    if language == "en":
        if head.endswith("ing") or (head.endswith("ly") and form.endswith("ing")):
            return "gerund"
        return "past"
    if head.endswith("ndo"):
        return "gerund"
    if head.endswith(
        ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "muerto", "muerta", "muertos", "muertas")
    ):
        return "participle"
    return "finite"


@cache
def harm_table(language: str) -> Mapping[str, tuple[tuple[tuple[str, ...], Use], ...]]:
    """First word -> (all words, reading), longest phrases first.

    Raises:
        LexiconError: an entry has no known frame or measure.
    """
    table: dict[str, list[tuple[tuple[str, ...], Use]]] = {}
    for entry in lexicon(language, "harm"):
        frame = entry.attributes.get("as")
        if frame not in FRAMES or entry.meaning not in set(Measure):
            raise LexiconError(
                f"harm.yml ({language}): `{entry.cues[0]}` needs `as` and a measure in `means`"
            )
        requires = frozenset(entry.attributes.get("requires", ()))
        weak = bool(entry.attributes.get("is_weak", False))
        for form, role in _forms(entry, language):
            words = tuple(form.lower().split())
            use = Use(Measure(entry.meaning), str(frame), role, weak, requires)
            row = table.setdefault(words[0], [])
            if (words, use) not in row:
                row.append((words, use))
    return {word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in table.items()}


@cache
def _phrases_by_two(language: str) -> Mapping[tuple[str, str], tuple[tuple[tuple[str, ...], Use], ...]]:
    """First two words -> phrases, longest first: the words that open phrases ("was", «en») are common, the pairs are not."""
    table: dict[tuple[str, str], list[tuple[tuple[str, ...], Use]]] = {}
    for rows in harm_table(language).values():
        for words, use in rows:
            if len(words) > 1:
                table.setdefault((words[0], words[1]), []).append((words, use))
    return {pair: tuple(sorted(rows, key=lambda r: -len(r[0]))) for pair, rows in table.items()}


@cache
def _single_words(language: str) -> Mapping[str, tuple[Use, ...]]:
    found: dict[str, tuple[Use, ...]] = {}
    for word, rows in harm_table(language).items():
        uses = tuple(use for words, use in rows if len(words) == 1)
        if uses:
            found[word] = uses
    return found


def find_harm(sentence: Sentence, language: str) -> tuple[HarmWord, ...]:
    """The words of harm of a sentence, left to right; of phrases that overlap the longest."""
    singles, phrases = _single_words(language), _phrases_by_two(language)
    words = [token.lower for token in sentence.tokens]
    found: list[HarmWord] = []
    stop = 0
    for i, word in enumerate(words):
        if i < stop:
            continue
        following = words[i + 1] if i + 1 < len(words) else ""
        if (word, following) in IDIOMS or (i and (words[i - 1], word) in IDIOMS):
            continue
        rows = phrases.get((word, following))
        length, uses = _longest(words, i, rows) if rows is not None else (0, [])
        if not uses and word in singles:
            uses = [use for use in singles[word] if not use.requires or _is_met(words, i, use)]
            length = 1
        if uses and length == 1 and _is_surname(sentence, i):
            continue
        if uses:
            stop = i + length
            found.append(HarmWord(i, stop, tuple(uses)))
    return tuple(found)


def _is_surname(sentence: Sentence, i: int) -> bool:
    """As in "Ana Hurt", «Luis Mora»: a capital behind a first name tells no harm."""
    token = sentence.tokens[i]
    before = sentence.tokens[i - 1] if i else None
    return (
        before is not None
        and token.pos == before.pos == "PROPN"
        and token.entity == before.entity == "PER"
        and token.text[:1].isupper()
        and not token.text.isupper()
    )


def _longest(
    words: list[str], i: int, rows: tuple[tuple[tuple[str, ...], Use], ...]
) -> tuple[int, list[Use]]:
    """The longest phrase that stands at `i`, with all its readings."""
    length, uses = 0, []
    for phrase, use in rows:
        if len(phrase) < length:
            break
        if tuple(words[i : i + len(phrase)]) == phrase and (not use.requires or _is_met(words, i, use)):
            length = len(phrase)
            uses.append(use)
    return length, uses


def _is_met(words: list[str], i: int, use: Use) -> bool:
    """A word that the reading requires stands near; "of" right behind."""
    near = {*words[max(0, i - _NEAR) : i], *words[i + 1 : i + _NEAR]}
    if words[i + 1 : i + 2] != ["of"]:
        near.discard("of")
    return not use.requires.isdisjoint(near)
