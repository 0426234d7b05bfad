"""What speaks for and against a stretch being a place's name: the words before and behind it, its generic word, what is known of it.

Each cue has a weight in `tables/spotting_{en,es}.tsv`, learned by `training/learn_places.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from testigo.resolving.candidates import is_inside
from testigo.resolving.names import fold
from testigo.resolving.sighting import Sight, Word
from testigo.resolving.word_tables import head_classes, words_of


def cues_of(
    sight: Sight, order: int, seen: Counter[str], tagged: Counter[tuple[str, str]]
) -> list[tuple[str, float]]:
    """What speaks for and against a spot being a place's name, as (cue, value)."""
    s = sight.spots[order]
    words, text = sight.words, sight.text
    first, last = words[s.first], words[s.last]
    mode = (f"{sight.case}:" if sight.case else "") + ("" if sight.has_parse else "np:")
    cues: list[tuple[str, float]] = []

    def see(name: str, value: float = 1.0) -> None:
        cues.append((mode + name, value))

    see("always")
    single = s.first == s.last
    folded = fold(s.name)
    if sight.has_parse:
        entity = first.entity or last.entity or "none"
        begins = s.first == 0 or words[s.first - 1].run != first.run or first.run < 0
        ends = s.last + 1 >= len(words) or words[s.last + 1].run != last.run or last.run < 0
        see(f"entity={entity}:{'whole' if begins and ends else 'part'}")
        poses = {w.pos for w in words[s.first : s.last + 1]}
        see(
            "pos="
            + (
                "PROPN"
                if poses <= {"PROPN", "PUNCT", "ADP", "DET"}
                else "ADJ"
                if "ADJ" in poses
                else "NOUN"
                if "NOUN" in poses
                else "other"
            )
        )
        see(f"dep={first.dep.split(':')[0]}" if single else "dep=many")
        share = tagged[folded, "LOC"] / seen[folded]
        see("document says place", share)
        see("document says person", tagged[folded, "PER"] / seen[folded])
        see("document says body", tagged[folded, "ORG"] / seen[folded])
    lists = words_of("cues", sight.language)
    anchor = s.start_word if s.start_word >= 0 else s.first
    before = words[anchor - 1].text.lower() if anchor else ""
    if anchor and before in {"the", "la", "el", "los", "las"}:
        see("article")
        before = words[anchor - 2].text.lower() if anchor > 1 else ""
    if before in lists["place"]:
        see("after a place word")
    elif before in lists["of"]:
        see("after of")
        _see_owner(sight, anchor, see)
    elif before in lists["title"]:
        see("after a title")
    elif not before:
        see("first word")
    elif anchor and words[anchor - 1].text[0].isupper() and not sight.case:
        see("after a capital")
    after = words[s.last + 1] if s.last + 1 < len(words) else None
    if after is not None:
        gap = text[last.stop : after.start]
        if after.text[0].isupper() and gap == " " and not sight.case:
            see("before a capital")
            if (
                after.text.lower() in head_classes(sight.language)
                and head_classes(sight.language)[after.text.lower()] == "org"
            ):
                see("before a body's word")
        elif after.text in {"'s", "’s"}:
            see("possessive")
        elif after.text == ",":
            see("before a comma")
        elif after.text == "-" and not gap:
            see("before a hyphen")
        elif after.text in {"said", "says", "told", "dijo", "added"}:
            see("before said")
    if s.first and words[s.first - 1].text == "-" and not text[words[s.first - 1].stop : first.start]:
        see("after a hyphen")
    neighbour = _neighbour(sight, order)
    if neighbour:
        see(neighbour)
    if s.head:
        see(f"{'with' if s.is_long else 'without'} head={s.head}")
        if s.is_long:
            word = words[s.start_word].text if s.start_word >= 0 else last.text
            see(f"head in {'capitals' if word[0].isupper() else 'small'}:{s.head}")
    if s.is_demonym:
        see("demonym")
        if first.text[0].islower():
            see("lower-case demonym")
    if not s.candidates:
        see("unknown name")
    else:
        best = min(s.candidates, key=lambda c: (c.rank, c.level))
        top = max(c.population for c in s.candidates)
        see(f"level={min(c.level for c in s.candidates)}")
        see(f"rank={best.rank}")
        see("people", math.log10(top + 1) / 7)
        if single and not s.is_demonym:
            see("one word, people", math.log10(top + 1) / 7)
    if not single:
        see("many words")
        if not s.candidates or s.is_long:
            see(f"ends as {entity_at(words, s.last)}" if sight.has_parse else "long")
    if s.name.isupper() and len(s.name) < 6:
        see("capitals")
    if s.first == 0 and single:
        see("sentence begins")
    return cues


def _see_owner(sight: Sight, anchor: int, see: Callable[[str], None]) -> None:
    """What stands before "of": a role ("governor of Arenal"), a body («Gobierno de Arenal»), a place, or another noun."""
    at = anchor - 1
    while at >= 0 and sight.words[at].text.lower() in {"the", "la", "el", "los", "las", "de", "del", "of"}:
        at -= 1
    if at < 0:
        return
    owner = sight.words[at]
    name = owner.text.lower()
    if name in words_of("cues", sight.language)["title"]:
        see("of a role")
    elif head_classes(sight.language).get(name) == "org":
        see("of a body")
    elif name in head_classes(sight.language):
        see(f"of a {head_classes(sight.language)[name]}")
    elif owner.entity in {"ORG", "PER"}:
        see(f"of {owner.entity}")
    elif owner.text[0].isupper():
        see("of a capital")
    else:
        see("of a noun")


def entity_at(words: Sequence[Word], last: int) -> str:
    """Whether an entity ends with the word, goes on, or there is none."""
    run = words[last].run
    if run < 0:
        return "none"
    goes_on = last + 1 < len(words) and words[last + 1].run == run
    return f"{words[last].entity} {'going on' if goes_on else 'ending'}"


def _neighbour(sight: Sight, order: int) -> str:
    """Tell of "X, Y" with X inside Y, from either side."""
    s = sight.spots[order]
    text = sight.text
    if order + 1 < len(sight.spots):
        other = sight.spots[order + 1]
        gap = text[sight.words[s.last].stop : sight.words[other.first].start]
        if gap in {", ", " (", ","} and is_inside(s.candidates, other.candidates):
            return "inside the next"
    if order:
        other = sight.spots[order - 1]
        gap = text[sight.words[other.last].stop : sight.words[s.first].start]
        if gap in {", ", " (", ","} and is_inside(other.candidates, s.candidates):
            return "holds the last"
        if gap in {", ", " and ", " y ", ", and ", " e "}:
            return "in a list"
    if order + 1 < len(sight.spots):
        other = sight.spots[order + 1]
        if text[sight.words[s.last].stop : sight.words[other.first].start] in {
            ", ",
            " and ",
            " y ",
            ", and ",
            " e ",
        }:
            return "in a list"
    return ""
