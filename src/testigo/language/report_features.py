"""What the report model looks at: the features of a word that may cue a report, and of the parts of its sentence round it.

Features are named by what they say, one letter and a value: "l=say" (lemma), "c>ccomp" (a clause hangs to its right). The words of
names are never features: a name counts as its kind (PER, ORG, a known voice).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from testigo.language.reporting import report_verbs
from testigo.language.speakers import SUBJECTS
from testigo.language.voicing import is_voice_like
from testigo.model.analysis import Sentence, Token

_SMALL = frozenset(("det", "aux", "aux:pass", "case", "mark", "cop", "advmod", "compound", "amod", "punct"))
_NESTS = frozenset(
    ("obj", "obl", "obl:arg", "xcomp", "ccomp", "nmod", "nsubj", "parataxis", "acl", "iobj", "advcl")
)
_MARKED = frozenset(("obl", "obl:arg", "nmod", "acl", "ccomp", "xcomp", "advcl"))
_WORDS = frozenset(("mark", "case", "compound:prt", "aux", "cop", "advmod"))
_OPENS = frozenset(("case", "mark"))
_SHARES = frozenset(("conj", "xcomp", "advcl", "ccomp", "parataxis"))


class Unit(NamedTuple):
    """A part of a sentence that may be a report's source or matter: how it lies from the cue, its head, whether the cue is in it."""

    path: str
    head: int
    is_above: bool = False

    def tokens(self, sentence: Sentence, i: int) -> set[int]:
        """Its tokens; of a clause above the cue those that do not hang on the cue."""
        found = set(sentence.subtree(self.head))
        return found.difference(sentence.subtree(i)) if self.is_above else found


def word(token: Token) -> str:
    """A lemma in lower case; of a name only that it is one, of a number that it is one."""
    if token.entity:
        return "*" + token.entity
    if token.pos == "PROPN":
        return "*NAME"
    return "#" if token.pos == "NUM" else token.lemma.lower()


def _kind(token: Token, language: str) -> str:
    if token.pos == "PRON":
        return token.lower
    if token.entity:
        return "*" + token.entity
    if token.pos == "PROPN":
        return "*NAME"
    return "*voice" if is_voice_like(token.lower, language) else token.pos


def force_of(token: Token, language: str) -> str:
    """The evidential force that the lexicon gives a form; "-" for a word that it does not have."""
    rows = report_verbs(language).get(token.lower)
    return rows[0].meanings[0] if rows else "-"


_FRAME = ("nsubj", "ccomp", "xcomp", "obj", "obl", "parataxis")


def _frame(sentence: Sentence, i: int) -> str:
    """Which of the parts that matter hang on a word: "nsubj+ccomp"."""
    hanging = {sentence.tokens[c].dep for c in sentence.children[i]}
    return "+".join(dep for dep in _FRAME if dep in hanging)


def own_features(sentence: Sentence, i: int, language: str) -> list[str]:
    """Of a word: itself, its class in the lexicon, its place in the tree, which parts hang on it."""
    t = sentence.tokens[i]
    lemma, force = word(t), force_of(t, language)
    return [
        f"l={lemma}",
        f"lp={lemma}.{t.pos}",
        f"ld={lemma}.{t.dep}",
        f"d={t.pos}.{t.dep}",
        f"md={force}.{t.dep}.{t.pos}",
        f"mf={force}.{_frame(sentence, i)}",
    ]


def near_features(sentence: Sentence, i: int, is_quoted: bool, language: str) -> list[str]:
    """Of a word: with which small words its parts hang on it, what it hangs on, its neighbours, whether it is quoted."""
    tokens = sentence.tokens
    t = tokens[i]
    lemma, force = word(t), force_of(t, language)
    found = [f"mq={force}.{is_quoted}", f"mo={t.morph}"]
    if lemma[0] != "*":
        found.append(f"w={t.lower}")
    for c in sentence.children[i]:
        x = tokens[c]
        dep = x.dep
        if dep == "punct":
            continue
        side = ("<" if c < i else ">") + dep
        found += (f"lc={lemma}{side}", f"mc={force}{side}", f"pc={t.pos}{side}")
        if dep in _WORDS:
            found += (f"cw={dep}.{x.lower}", f"lw={lemma}.{x.lower}")
            continue
        found.append(f"cn={dep}.{word(x)}")
        if dep in SUBJECTS or dep == "nsubj:pass":
            found.append(f"ms={force}.{_kind(x, language)}")
        elif dep == "nmod:poss":
            found.append(f"np={_kind(x, language)}")
        elif dep in _MARKED:
            for g in sentence.children[c]:
                if tokens[g].dep in {"case", "mark"}:
                    found += (f"lg={lemma}.{tokens[g].lower}", f"mg={force}.{dep}.{tokens[g].lower}")
                    break
    if t.head != i:
        head = tokens[t.head]
        found += (f"h={word(head)}", f"hm={t.dep}.{force_of(head, language)}", f"hp={t.dep}.{head.pos}")
        if t.dep in {"acl", "acl:relcl"}:
            found.append(f"hk={_kind(head, language)}")
        elif t.dep in _SHARES:
            for c in sentence.children[t.head]:
                if tokens[c].dep in SUBJECTS:
                    found.append(f"hs={t.dep}.{_kind(tokens[c], language)}")
                    break
    last = len(tokens)
    before = _plain(tokens[i - 1]) if i else "|"
    after = _plain(tokens[i + 1]) if i + 1 < last else "|"
    found += (f"-1={before}", f"1={after}", f"l-1={lemma}.{before}", f"l1={lemma}.{after}")
    if i > 1:
        found.append(f"-2={_plain(tokens[i - 2])}")
    if i + 2 < last:
        found.append(f"2={_plain(tokens[i + 2])}")
    if sentence.index == 0:
        found += ("first", f"m0={force}")
    return found


def _plain(token: Token) -> str:
    return "*" if token.pos == "PROPN" or token.entity else "#" if token.pos == "NUM" else token.lower


def units(sentence: Sentence, i: int) -> Iterator[Unit]:
    """The parts that a cue can join: what hangs on it (two levels), the clauses above it without its own words, what hangs on those."""
    tokens, children = sentence.tokens, sentence.children
    for c in children[i]:
        dep = tokens[c].dep
        if dep == "punct":
            continue
        side = "<" if c < i else ">"
        yield Unit(f"c{side}{dep}", c)
        if dep in _NESTS:
            for g in children[c]:
                if tokens[g].dep not in _SMALL:
                    yield Unit(f"g{side}{dep}/{tokens[g].dep}", g)
    below, up = i, ""
    for level in range(3):
        above = tokens[below].head
        if above == below:
            return
        up += "^" + tokens[below].dep
        yield Unit(f"p{up}{'<' if above < i else '>'}", above, is_above=True)
        for c in children[above]:
            dep = tokens[c].dep
            if c != below and dep not in _SMALL and (level == 0 or dep in SUBJECTS):
                yield Unit(f"s{up}{'<' if c < i else '>'}{dep}", c)
        below = above


def unit_features(
    sentence: Sentence, i: int, speaker: int | None, language: str
) -> Iterator[tuple[Unit, list[str]]]:
    """Each part round a cue with its features: how it lies, which kind of thing its head is, its size and marks, what the cue has.

    `speaker` is the word that the rules hold to be the source.
    """
    tokens = sentence.tokens
    t = tokens[i]
    lemma, force, frame = word(t), force_of(t, language), _frame(sentence, i)
    for unit in units(sentence, i):
        x, path = tokens[unit.head], unit.path
        kind = _kind(x, language)
        apart = unit.head - i
        opening = next(
            (tokens[c].lower for c in sentence.children[unit.head] if tokens[c].dep in _OPENS), "-"
        )
        found = [
            f"u={path}",
            f"lu={lemma}.{path}",
            f"mu={force}.{path}",
            f"pu={t.pos}.{path}",
            f"mk={force}.{path[:2]}.{kind}",
            f"x={word(x)}",
            f"xp={path}.{x.pos}",
            f"a={path}.{apart if -3 < apart < 3 else 9}",
            f"sp={path}.{unit.head == speaker}",
            f"ks={path[0]}.{unit.head == speaker}",
            f"uc={path}.{opening}",
            f"lc={lemma}.{opening}",
            f"uf={path}.{frame}",
        ]
        yield unit, found
