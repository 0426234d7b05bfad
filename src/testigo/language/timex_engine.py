"""Finds time expressions in English and Spanish text: a compositional tagger over word classes.

Each word, number and mark of the text becomes one letter that stands for its class (a month, a weekday, "ago", a hedge …); the
grammar is a list of patterns over these letters, so that a rule reads like the phrase that it describes:

    "(?P<n>NUMBER) DASH? (?P<unit>UNIT) AGO"

A rule is tried only where a letter stands that it can begin with. The first rule that fits at a place wins, and its builder composes the meaning from the parts. A second pass joins neighbours:
"Thursday" + "afternoon", "early" + "December", "nearly" + "two years".

Source: word classes and composition after SUTime (Chang and Manning 2012) and SynTime (Zhong et al. 2017); measured in
benchmarks/times.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from testigo.language.timex_meanings import TimeExpression
from testigo.model.text import Span

_TOKEN = re.compile(
    r"""(?<![^\W_])\d{4}-\d\d-\d\d(?!\d)                        # 2023-01-09
    | \d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]) | \d{1,2}([.-])\d{1,2}\1(?:19|20)\d\d(?!\d)  # 9/1/2023, 09.01.2023
    | \d{1,2}[:.h]\d\d(?!\d|[.,]\d)(?:h(?![a-z]))?    # 22:15, 22.15, 22h15
    | \d+(?:[.,]\d+)+ | (?<![^\W\d_])\d+(?:st|nd|rd|th|s|º|ª|°)(?!\w) | \d+
    | ['’‘`]\d\ds?(?!\w)                             # '98, '90s
    | [ap]\.\s?m\.?(?!\w) | [AP]\.\s?M\.?(?!\w)      # a.m.
    | ['’]s(?!\w) | o['’]clock
    | [^\W\d_]+
    | \S""",
    re.VERBOSE | re.IGNORECASE,
)
_CLASS_NAME = re.compile(r"[A-Z][A-Z0-9_]*[A-Z0-9]")
_FILLER = "."


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens, with the string of their classes: `letters[i]` is the class of token `i`."""

    text: str
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    words: tuple[str, ...]  # lower case
    letters: str


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match, read by the names of its groups."""

    tokens: Tokens
    found: re.Match[str]
    vocabulary: Mapping[str, tuple[str, Any]]
    language: str

    def has(self, group: str) -> bool:
        """True when the rule has the group and it took part."""
        return group in self.found.re.groupindex and self.found.end(group) > self.found.start(group) >= 0

    def words(self, group: str | int) -> tuple[str, ...]:
        """The lower-cased words of a group, or none; 0 is the whole match."""
        if group != 0 and not self.has(str(group)):
            return ()
        return self.tokens.words[self.found.start(group) : self.found.end(group)]

    def next_word(self) -> str:
        """The word behind the match, or nothing."""
        end = self.found.end()
        return self.tokens.words[end] if end < len(self.tokens.words) else ""

    def value(self, group: str) -> Any:
        """What the vocabulary says of the group's first word, or None."""
        words = self.words(group)
        return self.vocabulary[words[0]][1] if words and words[0] in self.vocabulary else None

    def last_value(self, group: str) -> Any:
        """What the vocabulary says of the group's last word that it knows (marks passed over), or None."""
        for word in reversed(self.words(group)):
            if word in self.vocabulary:
                return self.vocabulary[word][1]
        return None

    def raw(self, group: str) -> str:
        """The group as printed."""
        start, stop = self.found.span(group)
        return (
            self.tokens.text[self.tokens.starts[start] : self.tokens.stops[stop - 1]]
            if self.has(group)
            else ""
        )

    def span(self, group: str | int = 0) -> Span:
        """The group's stretch of the text."""
        start, stop = self.found.span(group)
        return Span(self.tokens.starts[start], self.tokens.stops[stop - 1])


Build = Callable[[Match], TimeExpression | Iterable[TimeExpression] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over class names, and what builds its meaning. None from the builder lets the next rule try."""

    name: str
    pattern: str
    build: Build


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's vocabulary (word -> class and value), its rules, and the classes of numbers."""

    language: str
    vocabulary: Mapping[str, tuple[str, Any]]
    macros: Mapping[str, str]
    rules: tuple[Rule, ...]
    needs_capital: frozenset[str]


NUMBER_CLASSES = (
    "ISO",
    "SLASHED",
    "CLOCK",
    "DOTTED",
    "DECIMAL",
    "NTH",
    "ERA",
    "D2",
    "D4",
    "DN",
    "SHORTYEAR",
    "AMPM",
    "POSS",
    "PAUSE",
)
MARKS = {
    ",": "COMMA",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    ".": "DOT",
    "(": "OPEN",
    ")": "CLOSE",
    "$": "MONEY",
    "€": "MONEY",
    "£": "MONEY",
    "%": "PERCENT",
    "/": "SLASH",
    ";": "PAUSE",
    ":": "PAUSE",
}


def _number_class(word: str) -> str:
    first = word[0]
    if first in "'’‘`":
        return "POSS" if word[1] == "s" else ("ERA" if word.endswith("s") else "SHORTYEAR")
    if "-" in word:
        return "ISO" if word[4] == "-" else "SLASHED"
    if "/" in word or (word.count(".") == 2 and len(word) >= 8 and word[-5] == "."):
        return "SLASHED"
    if ":" in word or "h" in word[:-1].replace("th", ""):
        return "CLOCK"
    if word.isdecimal():
        return "D2" if len(word) <= 2 else "D4" if len(word) == 4 else "DN"
    if word.endswith("s"):
        return "ERA"
    if "." in word or "," in word:
        whole, _, rest = word.partition(".")
        return (
            "DOTTED"
            if rest.isdecimal() and len(rest) == 2 and len(whole) <= 2 and int(rest) < 60 and int(whole) < 25
            else "DECIMAL"
        )
    return "NTH"


def first_letters(source: str) -> frozenset[str]:
    """The letters that a pattern over letters can begin with: what is tried only where it can fit.

    It knows the operators that the grammars use: groups, alternatives, looks ahead and behind, `?`, `*`, `{0,n}` and `[.]`.

    >>> sorted(first_letters("(?:a|b)?(?P<x>c)d")), sorted(first_letters("(?<=z)(?!y)[.]?e"))
    (['a', 'b', 'c'], ['.', 'e'])
    """
    letters, _, _ = _first(source, 0)
    return frozenset(letters)


def _first(source: str, i: int) -> tuple[set[str], bool, int]:
    """First letters of the alternatives from `i` to the closing bracket, whether they may be empty, and where they end."""
    letters: set[str] = set()
    may_be_empty = False
    open_branch = True  # nothing but optional pieces so far in this branch
    while i < len(source) and source[i] != ")":
        if source[i] == "|":
            may_be_empty, open_branch, i = may_be_empty or open_branch, True, i + 1
            continue
        if source[i] == "(":
            looks = source.startswith(("(?=", "(?!", "(?<=", "(?<!"), i)
            inner = (
                source.index(">", i) + 1
                if source.startswith("(?P<", i)
                else i + (4 if source.startswith("(?<", i) else 3 if source.startswith("(?", i) else 1)
            )
            piece, empty, i = _first(source, inner)
            i += 1
            if looks:
                piece, empty = set(), True
        elif source[i] == "[":
            stop = source.index("]", i)
            piece, empty, i = set(source[i + 1 : stop]), False, stop + 1
        elif source[i] == "$":
            piece, empty, i = set(), True, i + 1
        else:
            piece, empty, i = {source[i]}, False, i + 1
        if i < len(source) and source[i] in "?*+{":
            empty = empty or source[i] in "?*" or source.startswith("{0", i)
            i = source.index("}", i) + 1 if source[i] == "{" else i + 1
        if open_branch:
            letters |= piece
        open_branch = open_branch and empty
    return letters, may_be_empty or open_branch, i


class CompiledGrammar:
    """A grammar ready to run: the vocabulary with letters, one gate pattern, one pattern a rule."""

    def __init__(self, grammar: Grammar) -> None:
        """Give each class a letter and turn the rules into patterns over letters."""
        names = sorted(
            {name for name, _ in grammar.vocabulary.values()} | set(NUMBER_CLASSES) | set(MARKS.values())
        )
        letters = {name: chr(0x4E00 + i) for i, name in enumerate(names)}
        self.grammar = grammar
        self.letters = letters
        self.by_word = {word: letters[name] for word, (name, _) in grammar.vocabulary.items()}
        self.by_word.update({mark: letters[name] for mark, name in MARKS.items()})
        self.capital = frozenset(grammar.needs_capital)
        macros = grammar.macros

        def expand(pattern: str) -> str:
            def replaced(found: re.Match[str]) -> str:
                name = found[0]
                if name in macros:
                    return f"(?:{expand(macros[name])})"
                if name not in letters:
                    raise KeyError(f"time grammar of {grammar.language!r}: no class or macro {name}")
                return letters[name]

            return re.sub(r"\s+", "", _CLASS_NAME.sub(replaced, pattern))

        self.sources = tuple(expand(rule.pattern) for rule in grammar.rules)
        self.compiled: list[re.Pattern[str] | None] = [None] * len(
            self.sources
        )  # each when it is first needed
        self.by_letter: dict[str, list[int]] = {}
        for index, source in enumerate(self.sources):
            for letter in first_letters(source):
                self.by_letter.setdefault(letter, []).append(index)

    def pattern(self, index: int) -> re.Pattern[str]:
        """The pattern of a rule, over letters."""
        pattern = self.compiled[index]
        if pattern is None:
            pattern = self.compiled[index] = re.compile(self.sources[index])
        return pattern

    def tokens(self, text: str) -> Tokens:
        """Cut a text and classify its tokens."""
        starts: list[int] = []
        stops: list[int] = []
        words: list[str] = []
        letters: list[str] = []
        by_word, capital, classes = self.by_word, self.capital, self.letters
        dash, pause = classes["DASH"], classes["PAUSE"]
        for found in _TOKEN.finditer(text):
            start, stop = found.span()
            raw = found[0]
            word = raw.lower()
            starts.append(start)
            stops.append(stop)
            words.append(word)
            letter = by_word.get(word)
            if letter is None:
                first = word[0]
                if first.isdecimal() or (first in "'’‘`" and len(word) > 1):
                    letter = classes[_number_class(word)]
                elif first in "ap" and word[1:2] == "." and word.replace(" ", "")[2:3] == "m":
                    letter = classes["AMPM"]
                else:
                    letter = _FILLER
            elif letter == dash:
                if (
                    start == 0
                    or text[start - 1].isspace()
                    or text[stop : stop + 1].isspace()
                    or text[start - 1] == raw
                    or text[stop : stop + 1] == raw
                ):
                    letter = pause
            elif word in capital and raw[0] == word[0]:
                letter = _FILLER
            letters.append(letter)
        return Tokens(text, tuple(starts), tuple(stops), tuple(words), "".join(letters))

    def find(self, text: str) -> tuple[list[TimeExpression], Tokens]:
        """All expressions by the rules, in order, none overlapping; not yet joined."""
        tokens = self.tokens(text)
        letters = tokens.letters
        found: list[TimeExpression] = []
        by_letter = self.by_letter
        position = 0
        for start, letter in enumerate(letters):
            rules = by_letter.get(letter)
            if rules is None or start < position:
                continue
            for index in rules:
                pattern = self.compiled[index] or self.pattern(index)
                hit = pattern.match(letters, start)
                if hit is None or hit.end() == start:
                    continue
                built = self.grammar.rules[index].build(
                    Match(tokens, hit, self.grammar.vocabulary, self.grammar.language)
                )
                if built is None:
                    continue
                found.extend([built] if isinstance(built, TimeExpression) else built)
                early = "stop" in pattern.groupindex and hit.end("stop") > start
                position = hit.end("stop") if early else hit.end()
                break
        return found, tokens
