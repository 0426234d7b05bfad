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
        if head.endswith("ing") or form.rsplit(maxsplit=1)[-1].endswith("ing"):
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


def find_harm(sentence: Sentence, language: str) -> tuple[HarmWord, ...]:
    """The words of harm of a sentence, left to right; of phrases that overlap the longest."""
    table = harm_table(language)
    tokens = sentence.tokens
    found: list[HarmWord] = []
    i, size = 0, len(tokens)
    while i < size:
        rows = table.get(tokens[i].lower)
        if rows is None:
            i += 1
            continue
        length, uses = 0, []
        for words, use in rows:
            if len(words) < length:
                break
            if len(words) > 1 and (
                i + len(words) > size or any(tokens[i + k].lower != words[k] for k in range(1, len(words)))
            ):
                continue
            if use.requires and not any(
                tokens[k].lower in use.requires for k in range(max(0, i - 8), min(size, i + 7)) if k != i
            ):
                continue
            length = len(words)
            uses.append(use)
        if uses:
            found.append(HarmWord(i, i + length, tuple(uses)))
            i += length
        else:
            i += 1
    return tuple(found)
