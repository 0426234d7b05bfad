"""Which of the places that a report names is the place of a claim.

Every place name of the document is weighed: does it hang on the claim's verb, does "in" stand before it, does it stand in the same sentence or some
sentences back, in the title, in the dateline; is it the place that the report speaks of most; and is it as wide as the figure (a toll since the beginning
is mostly a country's, a clash is a town's)? A name that the gazetteer does not know is weighed like the others: where it is the likeliest, the claim's
place is that name, unresolved. Weights: conditional logit, learned offline (`training/learn_places.py`), in `tables/locating.tsv`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from testigo.model.analysis import Analysis, Passage, Sentence
from testigo.model.claim import Scope, Statement
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.text import Part, Span
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.parting import behind_row, where_of
from testigo.resolving.reported import WIDTH, Named, Reported, key_of, reported, top_of, verb_over
from testigo.resolving.standing import (
    innermost,
    joined_places,
    right_behind,
    without_dateline,
    without_overtaken,
)
from testigo.resolving.toponyms import as_place
from testigo.resolving.word_tables import weights

_ROUNDS_APART = 3  # sentences back beyond which a name is merely "far"


@dataclass(frozen=True, slots=True)
class Option:
    """A place that the claim may be at. `span` is None for a country that no word names, `part` where the span lies; `phrase` is None
    where no name stands there.
    """

    place: Place | Unresolved
    phrase: str | None
    span: Span | None
    part: Part
    cues: tuple[tuple[str, float], ...] = ()

    @property
    def key(self) -> str:
        """What mentions of one place share."""
        return key_of(self.place, self.phrase or "")

    @property
    def shown(self) -> str:
        """The place's name, or the words where it is not resolved."""
        return self.place.name if isinstance(self.place, Place) else (self.phrase or "")


def locate_statement(
    statement: Statement,
    analysis: Analysis,
    gazetteer: Gazetteer,
    barred: frozenset[str] = frozenset(),
    *,
    table: Mapping[str, float] | None = None,
) -> Where:
    """The place of a statement with the words that tell it, or why it is not known; other places it might be are kept by name.

    `barred` are names of places that it cannot be at: those of its parts, where they lie in several towns. `table` gives other weights than the
    shipped ones, as held-out measuring needs.
    """
    seen = reported(analysis, statement.part, gazetteer)
    options = options_for(statement, analysis, gazetteer, barred)
    if seen is None or not options:
        return Where(Unresolved("the report names no place"), part=statement.part)
    passage = seen.passage
    kept = without_dateline(options, passage, statement.sentence, seen.dateline)
    options = [options[number] for number in kept]
    options = [options[number] for number in without_overtaken(options, passage, statement.sentence)]
    options = _general(statement, seen, _unfiled(statement, seen, options))
    table = weights("locating") if table is None else table
    scores = [sum(table.get(name, 0.0) * value for name, value in option.cues) for option in options]
    chances = chances_of(options, scores)
    order = sorted(chances, key=lambda key: (-chances[key], key))
    best = max((i for i, o in enumerate(options) if o.key == order[0]), key=lambda i: (scores[i], -i))
    words = [statement.figure.span] if statement.figure else []
    behind = right_behind([*words, statement.trigger], options, passage)
    anchor = statement.figure.span if statement.figure else statement.trigger
    if behind is None:
        behind = behind_row(anchor, options, passage)
    pinned = where_of(anchor, options, passage) if behind is None else None
    behind = pinned if behind is None else behind
    if behind is None and statement.figure is not None:
        spread = _Seen(statement, seen).of_whole()
        behind = next((i for i, o in enumerate(options) if o.span == spread), None) if spread else None
    whole = _countrywide(statement, seen, options) if behind is None else None
    if whole is not None:
        best, sure = whole, 1.0
    else:
        best, sure = (best, chances[options[best].key]) if behind is None else (behind, 1.0)
        best = innermost(best, options, passage)
    others = tuple(
        next(o.shown for o in options if o.key == key) for key in order if key != options[best].key
    )[:4]
    chosen = options[best]
    place = chosen.place
    joined = joined_places(best, options, passage) if statement.figure and pinned is None else None
    if joined is not None:
        names = " and ".join(one.name for one in joined)
        return Where(
            Unresolved(f"one figure for two places: {names}"),
            chosen.phrase,
            chosen.span,
            chosen.part,
            tuple(p.name for p in joined),
        )
    if isinstance(place, Place):
        place = replace(place, confidence=round(place.confidence * sure, 3))
    return Where(place, chosen.phrase, chosen.span if chosen.phrase else None, chosen.part, others)


def _unfiled(statement: Statement, seen: Reported, options: list[Option]) -> list[Option]:
    """The options less a town that only the dateline names, for a total of more than a day: where a report was filed says nothing of it."""
    if statement.scope is not Scope.CUMULATIVE:
        return options
    told = {
        n.key
        for n in (*seen.named, *seen.elsewhere)
        if n.part is not statement.part or n.span.start >= seen.dateline
    }
    kept = [
        o
        for o in options
        if o.key in told or o.span is None or o.part is not Part.BODY or o.span.stop > seen.dateline
    ]
    return kept or options


def _general(statement: Statement, seen: Reported, options: list[Option]) -> list[Option]:
    """The options less the towns of other sentences, for an act without a figure that its own sentence puts in no town and that is told in general:
    as going on, or as what somebody comments on ("Washington backed the curfew", «lamentó la matanza»). Where they were is not said.
    """
    if statement.figure is not None or not (
        statement.scope is Scope.CUMULATIVE or _is_commented(statement, seen.passage)
    ):
        return options
    if any(
        n.width < WIDTH[PlacePrecision.COUNTRY]
        and n.is_located
        and statement.sentence.covers(n.span)
        and not n.is_seat
        for n in seen.named
    ):
        return options
    return [o for o in options if _is_country(o.place, seen.main_country)] or options


def _is_commented(statement: Statement, passage: Passage) -> bool:
    """Whether the act's word is what a verb of approving or deploring speaks of."""
    sentence = passage.sentence_at(statement.trigger.start)
    i = sentence.at(statement.trigger.start) if sentence is not None else None
    if sentence is None or i is None:
        return False
    near = sentence.tokens[max(0, i - _WORDS_APART) : i]
    over = [sentence.tokens[j] for j in sentence.ancestors(i)[:8]] if sentence.tokens[i].pos == "NOUN" else []
    return any(token.lemma.lower() in _COMMENTING and token.pos != "NOUN" for token in (*near, *over))


_WORDS_APART = 4  # between the verb and what it speaks of, where the tree goes astray
_COMMENTING = frozenset(
    "support back condemn deplore lament regret denounce criticize criticise welcome applaud congratulate praise endorse defend justify "
    "apoyar respaldar condenar deplorar lamentar repudiar criticar aplaudir felicitar elogiar avalar defender justificar saludar".split()
)


def _countrywide(statement: Statement, seen: Reported, options: Sequence[Option]) -> int | None:
    """The report's country, where the sentence says "throughout the country" of the figure, or names no place in it."""
    if statement.figure is None and _is_national(statement.trigger, seen.passage.text):
        return next((i for i, o in enumerate(options) if _is_country(o.place, seen.main_country)), None)
    told = [span for span in seen.countrywide if statement.sentence.covers(span)]
    if not told:
        return None
    anchor = statement.figure.span if statement.figure else statement.trigger
    words = [anchor, statement.trigger]
    text = seen.passage.text
    of_figure = [
        span
        for span in told
        if any(
            w.stop <= span.start <= w.stop + 40 and not _APART.search(text, w.stop, span.start) for w in words
        )
    ]
    if not of_figure and (
        all(_WEAK.fullmatch(span.of(text)) for span in told)
        or any(
            n.width < WIDTH[PlacePrecision.COUNTRY]
            and n.span.start >= seen.dateline
            and statement.sentence.covers(n.span)
            for n in seen.named
        )
    ):
        return None
    return next((i for i, o in enumerate(options) if _is_country(o.place, seen.main_country)), None)


_NATIONAL_BEFORE = re.compile(r"\b(?:nation-?wide|country-?wide|national)[\s\"“”‘’']+$", re.IGNORECASE)
_NATIONAL_BEHIND = re.compile(r"\s+(?:nacional(?:es)?|a nivel nacional)\b", re.IGNORECASE)


def _is_national(trigger: Span, text: str) -> bool:
    """As in "a nationwide curfew", «un paro nacional»."""
    words = trigger.of(text).lower()
    return (
        _NATIONAL_BEFORE.search(text, max(0, trigger.start - 16), trigger.start) is not None
        or _NATIONAL_BEHIND.match(text, trigger.stop) is not None
        or words.startswith(("national ", "nationwide "))
        or words.endswith((" nacional", " nacionales"))
    )


_WEAK = re.compile(
    r"in the country|en el país", re.IGNORECASE
)  # says so of the figure that it stands behind alone
_BREAK = re.compile(r"[;:.()—]|\b(?:said|dijo)\b")
_APART = re.compile(r"[,;:.()—]|\b(?:and|y|said|dijo)\b")


def chances_of(options: Sequence[Option], scores: Sequence[float]) -> dict[str, float]:
    """The chance of each place, over all its mentions; they add up to 1."""
    top = max(scores)
    chances: dict[str, float] = {}
    for option, score in zip(options, scores, strict=True):
        chances[option.key] = chances.get(option.key, 0.0) + math.exp(score - top)
    total = sum(chances.values())
    return {key: chance / total for key, chance in chances.items()}


def finer(inner: Place, outer: Place) -> bool:
    """Whether one place is finer than another and in it, as far as country and region tell."""
    if inner.country != outer.country or WIDTH[inner.precision] >= WIDTH[outer.precision]:
        return False
    return outer.precision is PlacePrecision.COUNTRY or (
        outer.admin1 is not None and outer.admin1 == inner.admin1
    )


def options_for(
    statement: Statement, analysis: Analysis, gazetteer: Gazetteer, barred: frozenset[str] = frozenset()
) -> list[Option]:
    """Every place that the document names, with what speaks for and against its being the statement's; less those that `barred` names, and
    where another is named less those that only tell where a body has its seat ("based in Arenal") or what it is called ("Peruvian Army").
    """
    report = reported(analysis, statement.part, gazetteer)
    if report is None:
        return []
    seen = _Seen(statement, report)
    told = [n for n in seen.telling() if n.key not in barred]
    parts = seen.parts()
    happened = [
        n
        for n in told
        if not (
            n.is_seat or n.is_aside or n.is_goal or n.is_border or n.key in parts or seen.is_mere_adjective(n)
        )
    ]
    options = [
        Option(n.place, n.phrase, n.span, n.part, seen.cues(n))
        for n in (happened if happened or parts else told)
    ]
    for place in report.address:
        if not any(o.key == place.name for o in options):
            cues = ((f"address, width {WIDTH[place.precision]}, {seen.scope}", 1.0),)
            options.append(Option(place, None, None, statement.part, cues))
    country = report.main_country
    if country and not any(_is_country(o.place, country) for o in options):
        whole = gazetteer.countries.get(country)
        if whole is not None:
            share = report.countries[country] / max(0.1, sum(report.countries.values()))
            place = as_place(whole, gazetteer, share, ("the country of the places named",))
            options.append(Option(place, None, None, statement.part, seen.implied(share)))
    return _holding(options, parts, seen, gazetteer)


def _holding(options: list[Option], parts: set[str], seen: _Seen, gazetteer: Gazetteer) -> list[Option]:
    """Of the options those that hold all the parts told of the figure, unless its sentence names another place."""
    if not parts or any(n.key not in parts and n.is_located and not n.is_seat for n in seen.here):
        return options
    inner = [n.place for n in seen.here if n.key in parts and isinstance(n.place, Place)]
    if not inner:
        return options
    holders = [o for o in options if isinstance(o.place, Place) and all(finer(one, o.place) for one in inner)]
    lands = {one.country for one in inner}
    whole = gazetteer.countries.get(lands.pop()) if len(lands) == 1 else None
    if holders or whole is None:
        return holders or options
    place = as_place(whole, gazetteer, 0.5, ("the country of the places named",))
    return [Option(place, None, None, seen.statement.part, seen.implied(0.5))]


def _is_demonym(place: Place | Unresolved) -> bool:
    return isinstance(place, Place) and "demonym" in place.evidence


def _is_country(place: Place | Unresolved, country: str) -> bool:
    return isinstance(place, Place) and place.precision is PlacePrecision.COUNTRY and place.country == country


class _Seen:
    """What the cues are read from: the statement's words and its sentence's tree, against what the report names."""

    def __init__(self, statement: Statement, report: Reported) -> None:
        self.statement, self.report, self.passage = statement, report, report.passage
        self.anchor = statement.figure.span if statement.figure else statement.trigger
        self.sentence = self.passage.sentence_at(self.anchor.start) or self.passage.sentence_at(
            statement.trigger.start
        )
        self.stretch = self.sentence.span if self.sentence else self.anchor
        self.spans = [n.span for n in report.named]
        self.here = [n for n in report.named if self.sentence and n.sentence is self.sentence]
        self.is_bare = not self.here
        back = self.stretch.start - 500
        self.places_here = [n.place for n in self.here if isinstance(n.place, Place)]
        self.keys_here = {n.key for n in self.here}
        self.keys_before = {
            n.key for n in report.named if self.sentence and back <= n.span.start < self.stretch.start
        }
        self.keys_told = {n.key for n in report.named if n.span.start < self.stretch.stop} | report.in_title
        self.scope = (
            "cumulative"
            if statement.scope is Scope.CUMULATIVE
            else "day"
            if statement.scope is Scope.DAY
            else "event"
        )
        self.verb, self.chain, self.trigger_verb = -1, frozenset[int](), -1
        self.ups: list[tuple[int, ...]] = []
        if self.sentence is not None:
            up = top_of(self.sentence, self.anchor)
            self.verb, self.chain = verb_over(self.sentence, up, self.anchor)
            of_trigger = top_of(self.sentence, statement.trigger)
            self.trigger_verb = verb_over(self.sentence, of_trigger, statement.trigger)[0]
            self.ups = [one for one in (up, of_trigger) if one]
        self.steps = {n.span: self._steps(n) for n in self.here}
        self.fewest_steps = min(self.steps.values(), default=0)

    def telling(self) -> Iterator[Named]:
        """Of the mentions of one place, those in the statement's sentence, or else the nearest before it and the nearest after; and one in the
        other part. A place is not likelier for being named ten times far away: how often it is named is a cue of its own.
        """
        inside = {n.key for n in self.report.named if self._is_inside(n)}
        kept: dict[tuple[str, str], Named] = {}
        for n in self.report.named:
            if self._is_inside(n):
                yield n
            elif n.key in inside:
                continue
            elif n.span.start < self.stretch.start:
                kept[n.key, "before"] = n
            else:
                kept.setdefault((n.key, "after"), n)
        for n in self.report.elsewhere:
            kept.setdefault((n.key, "other"), n)
        yield from kept.values()

    def of_other_counts(self) -> set[str]:
        """The places that the sentence tells of other numbers, where they are several, or parts of its own: of "87 held: 36 in Arenal,
        18 in Ayo" the 87 are in neither, nor are "22, 19 of them in Ayo" in Ayo.
        """
        own = [self.anchor, self.statement.trigger]
        other = {
            n.key for n in self.here if n.count >= 0 and not any(s.start <= n.count < s.stop for s in own)
        }
        mine = {
            n.key
            for n in self.here
            if n.key in other and (n.count < 0 or any(s.start <= n.count < s.stop for s in own))
        }
        if self.statement.figure is None:
            return set()
        if len(other) > 1:
            return other - mine
        text = self.passage.text
        return {
            n.key
            for n in self.here
            if n.key in other - mine
            and (
                _OF_A_PART.search(text, max(0, n.count - 30), n.count)
                or _OF_THEM.search(text, n.count, n.span.start)
            )
        }

    def is_mere_adjective(self, n: Named) -> bool:
        """Whether a people's name says whose somebody or something is, and not where: "Peruvian Army", a foreigner, "Peruvian" in another sentence."""
        if not isinstance(n.place, Place) or "demonym" not in n.place.evidence:
            return False
        return n.is_body or not self._is_inside(n) or n.place.country != self.report.main_country

    def of_whole(self) -> Span | None:
        """The name that the sentence tells as the whole that its figure is spread over ("across Arenal"), where no other place stands between."""
        start = self.anchor.stop
        for n in self.here:
            if n.whole >= start and not _BREAK.search(self.passage.text, start, n.whole):
                if not any(start <= o.span.start < n.whole and o.is_located for o in self.here):
                    return n.span
        return None

    def parts(self) -> set[str]:
        """The places of the sentence that are no more than parts of where the figure lies: told of other counts, as a share of it, or as one of many."""
        if self.statement.figure is None:
            return set()
        start = self.anchor.start
        shares = {n.key for n in self.here if n.share > start}
        told = self.of_other_counts() | shares | self.before_the_total()
        if any(0 <= n.where_clause <= start for n in self.here):
            return told
        return told | {n.key for n in self.here if n.in_row or (n.is_one_of_many and n.span.start > start)}

    def before_the_total(self) -> set[str]:
        """Where one more died is not where all did: "two died in Ayo, bringing to 80 the dead of the protests"."""
        if (
            self.sentence is None
            or self.statement.scope is not Scope.CUMULATIVE
            or self.statement.figure is None
        ):
            return set()
        text, start = self.passage.text, self.stretch.start
        last = max(_TOTAL.finditer(text, start, self.anchor.stop), key=lambda m: m.end(), default=None)
        if last is None or _OF_THE_TOWN.search(text, last.end(), self.stretch.stop):
            return set()
        behind = {n.key for n in self.here if n.span.start >= last.end()}
        return {n.key for n in self.here if n.span.stop <= last.start() and n.width < 3} - behind

    def _is_inside(self, n: Named) -> bool:
        return n.part is self.statement.part and self.stretch.start <= n.span.start < self.stretch.stop

    def _steps(self, n: Named) -> int:
        """Edges of the tree between a name and the nearer of the figure and the trigger; 20 where there is no way."""
        best = 20
        for up in self.ups:
            for height, node in enumerate(up):
                if node in n.up:
                    best = min(best, height + n.up.index(node))
                    break
        return best

    def cues(self, n: Named) -> tuple[tuple[str, float], ...]:
        """What speaks for one named place, as (cue, value)."""
        found: list[tuple[str, float]] = []

        def see(name: str, value: float = 1.0) -> None:
            found.append((name, value))

        report, place, width = self.report, n.place, n.width
        if isinstance(place, Place):
            if any(finer(p, place) for p in self.places_here):
                see(f"a finer place in the sentence, {self.scope}")
            elif report.main and finer(report.main, place):
                see(
                    f"holds the report's town, {self.scope}, {'bare' if self.is_bare else 'places'} in the sentence"
                )
        if n.key in self.keys_here:
            see("named in the sentence")
        elif n.key in self.keys_before:
            see("named just before")
            see(f"named just before, {self.scope}")
        see(f"width {width}, {self.scope}")
        see(
            f"share of the report, width {min(width, 2)}",
            report.places[n.key] / max(1, sum(report.places.values())),
        )
        if isinstance(place, Place):
            self._about(n, place, see)
        else:
            see("not resolved")
            see(f"not resolved, {self.scope}")
        if n.part is not self.statement.part:
            see("in the other part")
        else:
            self._by_position(n, see)
        return tuple(found)

    def _about(self, n: Named, place: Place, see: Callable[..., None]) -> None:
        """Cues of what place it is."""
        report = self.report
        if n.key == report.main_town:
            see("the report's town")
            see(f"the report's town, {self.scope}")
        if place.country and place.country == report.main_country:
            see("in the report's country")
            if n.width == 3:
                see(f"the report's country, {self.scope}")
        if not place.country:
            see("wider than a country")
        if n.key in report.in_title:
            see("in the title")
            see(f"in the title, width {n.width}")
        if "demonym" in place.evidence:
            see("demonym")
            if place.country != report.main_country:
                see("demonym of another country")
        if (
            place.evidence
            and place.evidence[0].endswith("'s")
            and place.precision in {PlacePrecision.SITE, PlacePrecision.DISTRICT}
        ):
            see("a site by the text")
        see("sure", place.confidence)

    def _by_position(self, n: Named, see: Callable[..., None]) -> None:
        """Cues of where the name stands."""
        if n.span.stop <= self.report.dateline:
            see("dateline")
            see(f"dateline, {self.scope}")
        if n.kind:
            see(f"called a {n.kind}")
        if n.is_seat:
            see("where a body has its seat")
        if n.is_body:
            see("in a body's name")
        if n.is_role:
            see("what somebody governs")
        if n.is_happening:
            see("names a happening")
        if n.phrase is None:
            see("called the capital")
        if (
            self.sentence is not None
            and n.where_clause >= 0
            and n.where_clause <= self.anchor.start <= n.where_clause + 200
            and n.span.start >= self.stretch.start
        ):
            see("the statement is its where-clause")
        if self.sentence is None:
            see("no sentence")
            return
        if n.key not in self.keys_told:
            see("named only later")
            see(f"named only later, {self.scope}")
        if n.count >= 0 and n.sentence is not self.sentence:
            see("told of another count, other sentence")
            see(f"told of another count, other sentence, {self.scope}")
        other = n.sentence
        apart = other.index - self.sentence.index if other else 99
        if apart == 0:
            self._within(n, self.sentence, see)
            return
        same_paragraph = other is not None and other.paragraph == self.sentence.paragraph
        if -_ROUNDS_APART <= apart < 0:
            see(f"{-apart} back" + (", same paragraph" if same_paragraph else ""))
            see(f"few back, width {n.width}, {self.scope}")
        elif apart == 1:
            see("next sentence" + (", same paragraph" if same_paragraph else ""))
        else:
            see("far")
        see("how far", math.log1p(abs(apart)))
        if n.is_located:
            see("after a place word, other sentence")
        if other is not None and other.index == 0:
            see("first sentence")
            see(f"first sentence, {self.scope}")
        if apart < 0 and not any(n.span.stop <= s.start < self.stretch.start for s in self.spans):
            see("last place before the sentence")
            if n.is_located:
                see("last place before the sentence, after a place word")
        if self.is_bare:
            see(f"no place in the sentence, width {n.width}")
            if apart == -1:
                see("no place in the sentence, one back")
        else:
            see(f"another place in the sentence, width {n.width}")

    def _within(self, n: Named, sentence: Sentence, mark: Callable[..., None]) -> None:
        """Cues of a place in the statement's own sentence."""
        if n.count >= 0:
            own = any(s.start <= n.count < s.stop for s in (self.anchor, self.statement.trigger))
            mark("told of its count" if own else "told of another count")
        mark("same sentence")
        mark(f"same sentence, width {n.width}, {self.scope}")
        if len(self.here) == 1:
            mark("the one place of the sentence")
            mark(f"the one place of the sentence, {self.scope}")
        if n.is_located:
            mark("after a place word")
        verb = n.verb
        if verb == self.verb >= 0:
            mark("same verb")
            if n.is_located:
                mark(f"same verb, after a place word, {self.scope}")
        elif verb >= 0 and self.trigger_verb == verb:
            mark("the trigger's verb")
        elif verb >= 0 and verb in sentence.ancestors(self.verb) if self.verb >= 0 else False:
            mark("a verb above")
        elif self.verb >= 0 and self.verb in sentence.ancestors(verb):
            mark("a verb below")
        if n.chain & self.chain:
            mark("hangs on the figure")
        steps = self.steps[n.span]
        mark("steps in the tree", math.log1p(steps))
        if steps <= self.fewest_steps:
            mark("the nearest in the tree")
            if n.is_located:
                mark("the nearest in the tree, after a place word")
        if n.up:
            token = sentence.tokens[n.up[0]]
            if token.dep.startswith("nsubj"):
                mark("as a subject")
            head = sentence.tokens[token.head]
            if token.head != token.i and head.entity == "ORG":
                mark("on a body's name")
            if token.dep.split(":")[0] in {"nmod", "compound", "flat", "appos"} and head.pos in {
                "NOUN",
                "PROPN",
            }:
                mark("on a noun")
        self._by_order(n, mark)

    def _by_order(self, n: Named, mark: Callable[..., None]) -> None:
        """Cues of a place before or after the figure, and of names in a row."""
        span, anchor, text = n.span, self.anchor, self.passage.text
        if span.start >= anchor.stop:
            between = text[anchor.stop : span.start]
            mark("after the figure")
            if not any(anchor.stop <= s.start < span.start for s in self.spans):
                mark("first place after the figure")
            if "," not in between and ";" not in between:
                mark("after the figure, no comma")
        else:
            between = text[span.stop : anchor.start]
            mark("before the figure")
            if not any(span.stop <= s.start < anchor.start for s in self.spans):
                mark("last place before the figure")
        mark("words between", math.log1p(len(between) / 6))
        if _PAIR.match(text[span.stop : span.stop + 2].strip() or "x") and any(
            0 < s.start - span.stop <= 3 for s in self.spans
        ):
            mark("inner of a pair")
        if any(0 < span.start - s.stop <= 3 for s in self.spans):
            mark("outer of a pair")

    def implied(self, share: float) -> tuple[tuple[str, float], ...]:
        """Cues of a country that the report speaks of without naming it."""
        return (
            (f"implied country, {self.scope}", 1.0),
            ("implied country, share", share),
            (f"implied country, {'bare' if self.is_bare else 'places'} in the sentence", 1.0),
        )


_TOTAL = re.compile(
    r"\b(?:bringing|taking|raising|pushing|lifting|which (?:brings|brought|raises|raised|takes|took))\b"
    r"|\b(?:con l[oa] (?:que|cual)|lo que (?:eleva|elevó|lleva|llevó|sube|subió)|elevando|sumando|y (?:ya )?suman|que (?:eleva|elevó|suma))\b",
    re.IGNORECASE,
)
_OF_THE_TOWN = re.compile(
    r"\b(?:city|town|village|province|district|region|local|there|ciudad|localidad|pueblo|provincia|región|distrito|departamento|allí)\b",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r"\b(?:including|among them|incluyendo|incluid[oa]s?|entre ell[oa]s|de ell[oa]s)\s+(?:at least |al menos |unos |unas |some )?$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\b(?:of them|of those|of whom|de ell[oa]s|de los cuales|de las cuales)\b", re.IGNORECASE
)
_PAIR = re.compile(r"^,? ?\(?$")
