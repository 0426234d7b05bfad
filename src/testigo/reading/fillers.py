"""Fillers: the noun phrases of a report on an attack that may name who did it, what was hit, who was hurt, with what.

A learned recogniser ranks them by role (`weights/filler_*.md`); what it sees is written here. Mentions of one name or one noun are one
filler with all its written forms, and what any mention says counts for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.calendar_names import MONTHS, WEEKDAYS
from testigo.model.claim import Kind
from testigo.reading.arguments import Act, category_at, means_at, phrase_span, side_of
from testigo.reading.cues import words
from testigo.reading.features import text_features

HARMS = ("dead", "hurt")

INCIDENT_KINDS = frozenset(
    {
        Kind.KILLING,
        Kind.INJURY,
        Kind.BOMBING,
        Kind.ARSON,
        Kind.ATTACK,
        Kind.KIDNAPPING,
        Kind.PROPERTY_DAMAGE,
        Kind.USE_OF_FORCE,
        Kind.RAID,
    }
)
_NOT_NAMES = words(
    "today yesterday tomorrow morning afternoon evening night week month year day days hour hours minutes minute time text report "
    "passage omitted excerpt excerpts words indistinct km meters percent"
).union(WEEKDAYS["en"], MONTHS["en"])
_MODIFIERS = ("compound", "amod", "flat", "nmod:poss", "goeswith", "nmod:desc")
_OF = words("of in from for at de")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase: its sentence, head token, and how it may be written (longest first)."""

    sentence: int
    head: int
    forms: tuple[str, ...]
    features: tuple[str, ...]


@dataclass(slots=True)
class Filler:
    """Mentions of one name or noun. `forms` are all written forms; `features` what all mentions say."""

    key: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(form for mention in self.mentions for form in mention.forms))

    @property
    def features(self) -> list[str]:
        found: dict[str, None] = {}
        for mention in self.mentions:
            found.update(dict.fromkeys(mention.features))
        count = len(self.mentions)
        return [*found, f"n={min(count, 4)}", f"first={min(self.mentions[0].sentence, 6)}"]


def _text(tokens: Sequence[Token]) -> str:
    """Words as written, a space where there was one."""
    out = ""
    for before, token in zip([None, *tokens[:-1]], tokens, strict=True):
        out += (" " if before is not None and token.start > before.stop else "") + token.text
    return out


def _core(sentence: Sentence, i: int) -> list[int]:
    """The head with the modifiers that touch it: no determiner, no number, no "of" phrase."""
    tokens = sentence.tokens
    inside = {i}
    stack = [i]
    while stack:
        k = stack.pop()
        for c in sentence.children[k]:
            if (
                tokens[c].dep in _MODIFIERS
                or tokens[c].dep.startswith("flat")
                or (tokens[c].text in "-'\"." and tokens[c].dep == "punct" and abs(c - i) == 1)
            ):
                if tokens[c].dep != "nmod:poss" and abs(c - i) < 9:
                    inside.add(c)
                    stack.append(c)
    low = high = i
    while low - 1 in inside or (low - 2 in inside and tokens[low - 1].text == "-"):
        low -= 1
    while high + 1 in inside:
        high += 1
    while low < i and tokens[low].pos in ("PUNCT", "DET", "NUM", "ADV"):
        low += 1
    while high > i and tokens[high].pos == "PUNCT":
        high -= 1
    return list(range(low, high + 1))


def _forms(sentence: Sentence, i: int, language: str) -> tuple[str, ...]:
    """The core; its name and its title apart ("Colonel Luis Apaza"); the whole phrase with its "of"; each without its first
    modifiers, one after another ("self-styled Armed Front" -> "Armed Front"), with and without what follows.
    """
    tokens = sentence.tokens
    core = _core(sentence, i)
    found = [_text([tokens[k] for k in core])]
    if tokens[core[-1]].pos == "PROPN" and len(core) > 1:
        titles = [
            n
            for n, k in enumerate(core[:-1])
            if tokens[k].pos in ("NOUN", "PROPN", "ADJ") and _is_title(sentence, k, language)
        ]
        if titles:
            name, title = core[titles[-1] + 1 :], core[: titles[-1] + 1]
            found = [_text([tokens[k] for k in name]), _text([tokens[k] for k in title]), *found]
    span = phrase_span(sentence, i)
    whole = [t for t in tokens if span.start <= t.start and t.stop <= span.stop]
    while whole and whole[0].pos in ("DET", "PUNCT"):
        whole = whole[1:]
    if whole and len(whole) <= 12:
        found.append(_text(whole))
    after = [t for t in tokens if t.start > tokens[core[-1]].start and t.stop <= span.stop]
    for n, k in enumerate(core[: core.index(i) + 1]):
        if tokens[k].pos != "PUNCT":
            short = [tokens[j] for j in core[n:]]
            found += [_text(short), _text([*short, *after])]
    return tuple(dict.fromkeys(found))


def _is_title(sentence: Sentence, k: int, language: str) -> bool:
    """A word that says what a person is: "colonel", "mayor", "judge"."""
    return (
        sentence.tokens[k].lower not in ("national", "state", "united")
        and category_at(sentence, k, language) is not None
    )


def _is_candidate(token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN") or token.lower in _NOT_NAMES or len(token.text) < 2:
        return False
    return token.dep not in ("flat", "goeswith", "fixed") and any(mark.isalpha() for mark in token.text)


def _features(
    sentence: Sentence, i: int, acts: Sequence[Act], kinds: Sequence[str], language: str
) -> list[str]:
    tokens = sentence.tokens
    token = tokens[i]
    category = category_at(sentence, i, language) or "none"
    head = tokens[token.head]
    dep = token.dep.split(":")[0] if token.dep != "nsubj:pass" else token.dep
    name = token.pos == "PROPN"
    lemma = "NAME" if name and category == "none" else token.lemma.lower()
    case = next((tokens[c].lower for c in sentence.children[i] if tokens[c].dep == "case"), "")
    found = [
        f"h={lemma}",
        f"w={token.lower}",
        f"cat={category}",
        f"side={side_of(category, language)}",
        f"dep={dep}",
        f"case={case}",
        f"name={name:d}",
    ]
    found += [
        f"gov={head.lemma.lower()} {dep}",
        f"govc={head.lemma.lower()} {dep} {category}",
        f"ent={token.entity}",
        f"depc={dep} {category}",
    ]
    found += [f"gl={head.lemma.lower()}", f"suf={token.lower[-4:]}", f"pre={token.lower[:5]}"]
    found += (
        [f"sk={kind}" for kind in kinds]
        + [f"skc={kind} {category}" for kind in kinds]
        + [f"skd={kind} {dep} {name:d}" for kind in kinds]
    )
    if case:
        found.append(f"gcase={head.lemma.lower()} {case}")
    means = means_at(sentence, i, language)
    if means is not None:
        found.append(f"means={means.value}")
    for c in sentence.children[i]:
        child = tokens[c]
        if child.dep in ("compound", "amod", "nmod", "appos", "nmod:poss", "acl", "acl:relcl"):
            found.append(f"mod={child.dep} {child.lemma.lower() if child.pos != 'PROPN' else 'NAME'}")
            if child.dep == "appos":
                found.append(f"appos={category_at(sentence, c, language)}")
        elif child.dep == "nummod":
            found.append("num")
        elif child.dep == "det":
            found.append(f"det={child.lower}")
    if token.dep in ("appos", "conj", "nmod", "compound"):
        found += [
            f"{token.dep}of={category_at(sentence, token.head, language)}",
            f"{token.dep}hd={head.dep} {tokens[head.head].lemma.lower()}",
        ]
    if i:
        found.append(f"b1={tokens[i - 1].lower}")
    if i + 1 < len(tokens):
        found.append(f"a1={tokens[i + 1].lower}")
    core = _core(sentence, i)
    found += [f"in={tokens[k].lower}" for k in core if k != i]
    if core[0]:
        found.append(f"bc={tokens[core[0] - 1].lower}")
    if core[-1] + 1 < len(tokens):
        found.append(f"ac={tokens[core[-1] + 1].lower}")
    roles = set()
    for act in acts:
        for actor in act.actors:
            if actor.span.start <= token.start and token.stop <= actor.span.stop:
                here = (
                    "head"
                    if actor.span.stop == token.stop or dep not in ("compound", "nmod", "amod")
                    else "inside"
                )
                roles.add(f"{act.trigger.kind.value} {actor.role.value} {here}")
    found += (
        [f"role={role}" for role in roles]
        + [f"rolec={role} {category}" for role in roles]
        + [f"rolen={role} {name:d}" for role in roles]
    )
    for step, k in enumerate(sentence.ancestors(i)[:4]):
        found.append(f"up{min(step, 2)}={tokens[k].lemma.lower()}")
    return found


def _key(sentence: Sentence, i: int) -> str:
    """Mentions of one name share its last word; of one noun its lemma and the words put before it."""
    tokens = sentence.tokens
    if tokens[i].pos == "PROPN":
        return f"name {tokens[_core(sentence, i)[-1]].lower}"
    return _text([tokens[k] for k in _core(sentence, i)]).lower()


def message_features(passage: Passage, acts: Sequence[Act], language: str) -> list[str]:
    """A report as a whole: its words and acts, how many acts of each kind, the words of its first sentences."""
    counts: dict[str, int] = defaultdict(int)
    for act in acts:
        counts[act.trigger.kind.value] += 1
    opening = [token.lower for sentence in passage.sentences[:4] for token in sentence.tokens]
    found = [f for f in text_features([passage], language) if not f.startswith("p=")]
    return [
        *found,
        *(f"n={kind} {min(count, 5)}" for kind, count in counts.items()),
        *(f"f={word}" for word in opening),
    ]


def find_fillers(passage: Passage, acts: Sequence[Act], language: str) -> list[Filler]:
    """The fillers of a passage, in order of first mention; only sentences near an act of violence are searched."""
    by_sentence: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        if act.trigger.kind in INCIDENT_KINDS or act.trigger.frame == "rob":
            by_sentence[act.trigger.sentence].append(act)
    found: dict[str, Filler] = {}
    owner: dict[tuple[int, int], Filler] = {}
    for sentence in passage.sentences:
        near = [
            *by_sentence[sentence.index],
            *by_sentence[sentence.index - 1],
            *by_sentence[sentence.index + 1],
        ]
        if not near:
            continue
        own = by_sentence[sentence.index]
        kinds = sorted({act.trigger.kind.value for act in own}) or ["near"]
        for token in sentence.tokens:
            if _is_candidate(token):
                key = _key(sentence, token.i)
                features = _features(sentence, token.i, own, kinds, language)
                mention = Mention(
                    sentence.index, token.i, _forms(sentence, token.i, language), tuple(features)
                )
                filler = found.setdefault(key, Filler(key))
                filler.mentions.append(mention)
                owner[sentence.index, token.i] = filler
    _join_appositions(passage, owner, found)
    return list(found.values())


def _join_appositions(
    passage: Passage, owner: dict[tuple[int, int], Filler], found: dict[str, Filler]
) -> None:
    """A name and what is set beside it are one filler: "Luis Apaza, mayor of San Telmo"."""
    for (index, i), filler in list(owner.items()):
        token = passage.sentences[index].tokens[i]
        if token.dep != "appos" or token.head == i:
            continue
        other = owner.get((index, token.head))
        if other is None or other is filler:
            continue
        names = [f.key.startswith("name ") for f in (filler, other)]
        if names[0] == names[1]:
            continue
        name, noun = (filler, other) if names[0] else (other, filler)
        if len(noun.mentions) > 3:
            continue
        name.mentions.extend(noun.mentions)
        name.mentions.sort(key=lambda m: (m.sentence, m.head))
        found.pop(noun.key, None)
        for place, held in owner.items():
            if held is noun:
                owner[place] = name
