"""Finds time expressions in English and Spanish text: a compositional tagger over word classes.

Each word, number and mark of the text becomes one letter that stands for its class (a month, a weekday, "ago", a hedge …); the
grammar is a list of patterns over these letters, so that a rule reads like the phrase that it describes:

    "(?P<n>NUMBER) DASH? (?P<unit>UNIT) AGO"

The first rule that fits at a place wins, and its builder composes the meaning from the parts. A second pass joins neighbours:
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
    | \d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]) | \d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d)  # 9/1/2023, 09.01.2023
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
        return "ISO"
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

        self.rules = tuple((rule, re.compile(expand(rule.pattern))) for rule in grammar.rules)
        gates = [re.sub(r"\(\?P<\w+>", "(?:", compiled.pattern) for _, compiled in self.rules]
        self.gate = re.compile("|".join(f"({gate})" for gate in gates))

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
        position = 0
        search = self.gate.search
        while (gate := search(letters, position)) is not None:
            start = gate.start()
            index = (gate.lastindex or 1) - 1
            stop = -1
            for rule, pattern in self.rules[index:]:
                hit = pattern.match(letters, start)
                if hit is None or hit.end() == start:
                    continue
                built = rule.build(Match(tokens, hit, self.grammar.vocabulary, self.grammar.language))
                if built is None:
                    continue
                found.extend([built] if isinstance(built, TimeExpression) else built)
                stop = (
                    hit.end("stop") if "stop" in pattern.groupindex and hit.end("stop") > start else hit.end()
                )
                break
            position = stop if stop > start else start + 1
        return found, tokens
