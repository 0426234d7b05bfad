"""Triggers: the words that tell of an act, for every kind, in both languages; other senses of the same words are left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from testigo.language.lexicon import lexicon
from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.claim import Kind, Means
from testigo.model.text import Span
from testigo.reading.cues import Match, find_matches, patterns
from testigo.reading.cues import words as word_set

NEAR = 4
"""Words this many tokens away decide the sense (`unless` in the lexicon)."""

_NOUNISH = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})
_OBJECTS = frozenset({"obj", "nsubj:pass", "obl:arg", "iobj"})
_PERSONAL = word_set(
    "i me he him she her they them we us you who whom whoever someone somebody anyone everyone others both many several dozens hundreds "
    "thousands scores him himself themselves those lo la los las le les él ella ellos ellas quien quienes alguien todos varios decenas "
    "cientos miles otros muchos centenares that which que"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an act. `sentence` and `token` are indexes in the passage and the sentence; `tokens` all words of the cue.

    `frame` names how its actors hang on it (see `arguments`). `is_weak` marks words that imply an act without telling of one
    ("protesters"): they count for relevance and lend a kind to a figure, but make no claim by themselves.
    """

    kind: Kind
    means: Means | None
    sentence: int
    token: int
    span: Span
    cue: str
    frame: str
    tokens: tuple[int, ...] = ()
    is_noun: bool = False
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class _Test:
    """An entry's conditions, as sets."""

    kind: Kind
    means: Means | None
    frame: str
    pos: str
    unless: frozenset[str]
    unless_phrases: tuple[tuple[str, ...], ...]
    object_unless: frozenset[str]
    needed: frozenset[str]
    of_people: bool
    passive: bool
    reflexive: frozenset[str]


@cache
def _test(language: str, order: int) -> _Test:
    entry = lexicon(language, "acts")[order]
    more = entry.attributes
    unless = [str(word) for word in more.get("unless", ())]
    return _Test(
        kind=Kind(entry.meaning),
        means=Means(more["force"]) if "force" in more else None,
        frame=str(more.get("frame", "agent")),
        pos=str(more.get("pos", "phrase")),
        unless=frozenset(w for w in unless if " " not in w),
        unless_phrases=tuple(tuple(w.split()) for w in unless if " " in w),
        object_unless=frozenset(str(word) for word in more.get("object_unless", ())),
        needed=frozenset(str(word) for word in more.get("with", ())),
        of_people=bool(more.get("of_people", False)),
        passive=bool(more.get("passive", False)),
        reflexive=frozenset(
            cue for cue in entry.cues if cue.split()[0][-4:] in ("arse", "erse", "irse") and language == "es"
        ),
    )


_CROWDS = frozenset({Kind.DEMONSTRATION, Kind.STRIKE, Kind.RIOT})
_DEFINITE = frozenset("the these those el la los las estas estos esas esos su sus".split())


def _fits_class(token: Token, test: _Test, size: int, language: str) -> bool:
    """Whether the token's word class lets the cue stand there; a participle may be tagged as adjective, a name as noun."""
    if size > 1 and test.pos != "noun":
        return True
    pos = token.pos
    if test.pos == "verb":
        if pos in _VERBAL:
            return True
        if language == "en":
            return token.lower.endswith("ed") and pos in ("ADJ", "NOUN", "PROPN")
        return pos == "ADJ" and token.lower.endswith(("do", "da", "dos", "das", "to", "ta", "tos", "tas"))
    if test.pos == "noun":
        if pos in _NOUNISH or size > 1:
            return True
        if language == "en":
            return (
                pos == "VERB"
                and token.lower.endswith("ing")
                and token.dep in ("obl", "nmod", "obj", "nsubj", "compound", "conj")
            )
        return pos == "ADJ" and token.dep not in ("aux", "cop")
    if test.pos == "adj":
        return pos not in ("ADV", "PROPN") or token.dep != "compound"
    return True


def _objects(sentence: Sentence, i: int) -> list[Token]:
    """Direct objects and passive subjects, the noun of a reduced relative, and the "of" phrase of a noun."""
    tokens = sentence.tokens
    found = [tokens[c] for c in sentence.children[i] if tokens[c].dep in _OBJECTS]
    token = tokens[i]
    if token.dep == "acl" and token.lower.endswith(("ed", "do", "da", "dos", "das")):
        found.append(tokens[token.head])
    if token.pos in _NOUNISH:
        for c in sentence.children[i]:
            if tokens[c].dep == "nmod" and any(
                tokens[g].lower in ("of", "de", "del") for g in sentence.children[c]
            ):
                found.append(tokens[c])
    return found


def _of_people(sentence: Sentence, i: int, language: str) -> bool:
    from testigo.reading.arguments import category_at  # noqa: PLC0415 arguments builds on triggers

    found = _objects(sentence, i)
    if not found:  # «atropelló a un estudiante», "ran over a student"
        found = [
            sentence.tokens[c] for c in sentence.children[i] if sentence.tokens[c].dep == "obl" and c - i <= 4
        ]
    if not found:
        token = sentence.tokens[i]
        return token.dep in ("acl", "amod") and category_at(sentence, token.head, language) is not None
    for token in found:
        if (
            token.lower in _PERSONAL
            or token.entity == "PER"
            or (token.pos == "NUM" and token.lower.isdigit())
        ):
            return True
        if token.pos == "PROPN" and token.entity in ("", "PER") and not token.lower.endswith("pur"):
            return True
        if category_at(sentence, token.i, language) is not None:
            return True
    return False


def _other_sense(sentence: Sentence, match: Match, test: _Test, words: list[str]) -> bool:
    low, high = max(0, match.tokens[0] - NEAR), match.tokens[-1] + NEAR + 1
    near = [word for k, word in enumerate(words[low:high], low) if k not in match.tokens]
    if test.unless and not test.unless.isdisjoint(near):
        return True
    if test.unless_phrases:
        for phrase in test.unless_phrases:
            size = len(phrase)
            if any(
                tuple(words[k : k + size]) == phrase for k in range(max(0, low - size), min(len(words), high))
            ):
                return True
    if test.object_unless:
        for token in _objects(sentence, match.head):
            if token.lower in test.object_unless or token.lemma in test.object_unless:
                return True
    return False


def _is_reflexive(sentence: Sentence, i: int) -> bool:
    """«se manifestaron», «manifestándose»: without the pronoun the verb says something else («manifestó su pesar»)."""
    token = sentence.tokens[i]
    if token.lower.endswith(("arse", "erse", "irse", "ndose", "rnos", "ndonos")):
        return True
    return any(sentence.tokens[k].lower in ("se", "nos", "me") for k in range(max(0, i - 3), i))


def _title_of_work(sentence: Sentence, match: Match) -> bool:
    """A month or a name: "March 3", "in March", "the March 2019 vote", "Strike Force", "Paz Marcha" never tell of an act."""
    token = sentence.tokens[match.head]
    if token.lower == "march" and token.text[:1].isupper() and token.pos == "PROPN":
        around = [
            sentence.tokens[k].lower
            for k in (match.head - 1, match.head + 1)
            if 0 <= k < len(sentence.tokens)
        ]
        return any(
            w.isdigit()
            or w in ("in", "on", "of", "since", "until", "last", "next", "this", "late", "early", "by")
            for w in around
        )
    return False


def _in_sentence(sentence: Sentence, language: str) -> list[Trigger]:
    words = [token.lower for token in sentence.tokens]
    matches = find_matches(words, patterns(language, "acts"))
    if not matches:
        return []
    matches.sort(key=lambda m: (-m.pattern.size, None in m.pattern.words, m.pattern.order))
    present = set(words)
    taken: dict[int, tuple[int, Kind]] = {}  # token -> size and kind of the cue that holds it
    found: list[Trigger] = []
    for match in matches:
        test = _test(language, match.pattern.order)
        size = match.pattern.size
        if any(
            k in taken and (taken[k][0] > size or taken[k][1] is test.kind or k == match.head)
            for k in match.tokens
        ):
            continue
        if not _fits_class(sentence.tokens[match.head], test, size, language):
            continue
        if test.needed and test.needed.isdisjoint(present):
            continue
        if _other_sense(sentence, match, test, words) or _title_of_work(sentence, match):
            if size > 1 or "unless" in match.pattern.entry.attributes:
                taken.update({k: (size, Kind.OTHER) for k in match.tokens if size > 1})
            continue
        if match.pattern.cue in test.reflexive and not _is_reflexive(sentence, match.head):
            continue
        if test.passive and not any(
            sentence.tokens[c].dep in ("aux:pass", "nsubj:pass") for c in sentence.children[match.head]
        ):
            continue
        if test.of_people and not _of_people(sentence, match.head, language):
            continue
        for k in match.tokens:
            if k not in taken or taken[k][0] < size:
                taken[k] = (size, test.kind)
        first, last = sentence.tokens[match.tokens[0]], sentence.tokens[match.tokens[-1]]
        head = sentence.tokens[match.head]
        span = (
            Span(first.start, last.stop)
            if match.tokens[-1] - match.tokens[0] < len(match.tokens)
            else head.span
        )
        found.append(
            Trigger(
                test.kind,
                test.means,
                sentence.index,
                match.head,
                span,
                match.pattern.cue,
                test.frame,
                match.tokens,
                is_noun=test.pos == "noun" or head.pos in _NOUNISH,
                is_weak=test.frame == "self" or _only_mentions(sentence, match.head, test),
            )
        )
    found.sort(key=lambda t: (t.span.start, t.kind))
    return found


def _only_mentions(sentence: Sentence, i: int, test: _Test) -> bool:
    """A crowd's noun that names what is known and tells of nothing: "protest leaders", "the start of the protests", «en las protestas»."""
    token = sentence.tokens[i]
    if test.kind not in _CROWDS or token.pos not in _NOUNISH:
        return False
    if token.dep in ("compound", "nmod:poss"):
        return True
    is_definite = any(
        sentence.tokens[c].lower in _DEFINITE or sentence.tokens[c].dep in ("nmod:poss", "det:poss")
        for c in sentence.children[i]
    )
    return is_definite and token.dep in ("nmod", "obl", "obl:arg", "conj")


def find_triggers(passage: Passage, language: str) -> tuple[Trigger, ...]:
    """The triggers of a passage in order of position; none where the words stand in another sense or the language is not read.

    >>> from testigo.model.text import Part
    >>> find_triggers(Passage(Part.BODY, "", ()), "en")
    ()
    """
    if language not in ("en", "es"):
        return ()
    return tuple(trigger for sentence in passage.sentences for trigger in _in_sentence(sentence, language))
