"""What speaks for and against a place named in the report being that of a statement: tree, distance, order, share, and parts told beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from testigo.model.analysis import Sentence
from testigo.model.claim import Scope, Statement
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Span
from testigo.resolving.reported import WIDTH, Named, Reported, top_of, verb_over

_ROUNDS_APART = 3  # sentences back beyond which a name is merely "far"
_BREAK = re.compile(r"[;:.()—]|\b(?:said|dijo)\b")


def finer(inner: Place, outer: Place) -> bool:
    """Whether one place is finer than another and in it, as far as country and region tell."""
    if inner.country != outer.country or WIDTH[inner.precision] >= WIDTH[outer.precision]:
        return False
    return outer.precision is PlacePrecision.COUNTRY or (
        outer.admin1 is not None and outer.admin1 == inner.admin1
    )


class Seen:
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
