"""Incidents of one report as frames: which sorts it tells of, and who did it, what was hit, who was hurt, with what.

Two learned steps (`weights/message_en.md` and `incident_en.md`): the report's words say what it may tell of; then the fillers found for
each role and the acts told decide. The idea of letting role fillers and event evidence decide together is that of Patwardhan and
Riloff 2009 ("A unified model of phrasal and sentential evidence"), here with linear models in two layers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from testigo.model.analysis import Passage
from testigo.model.claim import Kind
from testigo.reading.arguments import Act
from testigo.reading.fillers import Filler, find_fillers, message_features
from testigo.reading.recognisers import load_model

SORTS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
"""The sorts of incident that are told apart; RELEVANT beside them says that there is any."""

ROLES = ("perp_individual", "perp_org", "phys_target", "victim", "instrument")
SURE = 0.4
"""The score from which a phrase fills a role: on folds of the training messages whole frames are best there."""

_SORT_OF = {
    Kind.BOMBING: "BOMBING",
    Kind.ARSON: "ARSON",
    Kind.KIDNAPPING: "KIDNAPPING",
    Kind.KILLING: "ATTACK",
    Kind.ATTACK: "ATTACK",
    Kind.INJURY: "ATTACK",
    Kind.USE_OF_FORCE: "ATTACK",
    Kind.PROPERTY_DAMAGE: "ATTACK",
    Kind.RAID: "ATTACK",
}
_SMALL = frozenset({"of", "the", "de", "la", "del", "for", "and", "y", "los", "las"})
_EXPLOSIVE = ("bomb", "dynamite", "explosive", "charge", "grenade", "device", "mine", "rocket")
_FIRST_SENTENCES = 4
_STEPS = 8  # steps a unit of score is cut into


@dataclass(slots=True)
class Entity:
    """One filler of a role under all its names, in lower case, the first found first."""

    names: list[str]
    fillers: list[Filler] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Incident:
    """One sort of incident that a report tells of. `score` is above 0 where the recogniser is sure; `roles` has every role."""

    sort: str
    score: float
    roles: Mapping[str, tuple[Entity, ...]]


def sorts_by_sentence(acts: Iterable[Act]) -> dict[int, Counter[str]]:
    """How often each sentence tells of each sort of incident."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for act in acts:
        sort = "ROBBERY" if act.trigger.frame == "rob" else _SORT_OF.get(act.trigger.kind)
        if sort is not None and not act.trigger.is_weak:
            found[act.trigger.sentence][sort] += 1
    return found


def is_short_for(a: str, b: str) -> bool:
    """Whether a is made of the initials of b.

    >>> is_short_for("eln", "ejército de liberación nacional")
    True
    """
    if len(a) < 2 or " " in a or " " not in b:
        return False
    return a == "".join(word[0] for word in b.split() if word not in _SMALL)


def entities(fillers: Iterable[Filler]) -> tuple[Entity, ...]:
    """Fillers that share a written form, or of which one abbreviates the other, are one; so are nouns of one head ("civilian victims",
    "victims") and names of which one holds all words of the other ("Luis Apaza Rojas", "Apaza").
    """
    found: list[Entity] = []
    for filler in fillers:
        names = list(dict.fromkeys(form.lower() for form in filler.forms))
        for entity in found:
            if (
                set(names) & set(entity.names)
                or any(is_short_for(a, b) or is_short_for(b, a) for a in names for b in entity.names)
                or any(_is_one(filler, other) for other in entity.fillers)
            ):
                entity.names += [name for name in names if name not in entity.names]
                entity.fillers.append(filler)
                break
        else:
            found.append(Entity(names, [filler]))
    return tuple(found)


def _is_one(a: Filler, b: Filler) -> bool:
    """Whether two nouns have one head, or two names one set of words that holds the other."""
    if a.key.startswith("name ") != b.key.startswith("name "):
        return False
    if a.key.startswith("name "):
        one, other = (set(filler.forms[0].lower().split()) for filler in (a, b))
        return one <= other or other <= one
    return _singular(a.key.split()[-1:]) == _singular(b.key.split()[-1:]) != ""


def _singular(words: Sequence[str]) -> str:
    """The word less its plural s.

    >>> _singular(["guards"]), _singular(["boss"]), _singular([])
    ('guard', 'boss', '')
    """
    word = "".join(words)
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _steps(name: str, score: float, low: float, high: float, size: int) -> list[str]:
    """A score as a ladder of features: every step that it has passed."""
    count = int((high - low) * size) + 1
    return [f"{name} {low + n / size:g}" for n in range(count) if score > low + n / size]


def incident_features(
    message: Mapping[str, float], scores: Sequence[Mapping[str, float]], acts: Sequence[Act], length: int
) -> list[str]:
    """What decides which sorts a report tells of: the scores of its words, its best fillers by role, its acts and where they stand.

    `message` are the scores of `message_en`, `scores` those of each filler by role, `length` the report's tokens.
    """
    found: list[str] = []
    for sort, score in message.items():
        found += _steps(f"m {sort}", score, -1, 1, _STEPS)
    for role in ROLES:
        best = sorted((scored[role] for scored in scores), reverse=True)
        for n, score in enumerate(best[:2]):
            found += _steps(f"s{n} {role}", score, -2, 2, 2)
        sure = sum(score > 0 for score in best)
        found += [f"n {role} {k}" for k in range(1, min(sure, 6) + 1)]
    told = sorts_by_sentence(acts)
    for sort in SORTS:
        places = sorted(sentence for sentence, counted in told.items() if counted[sort])
        found += [f"t {sort} {k}" for k in range(1, min(len(places), 8) + 1)]
        found += [f"f {sort} {k}" for k in (0, 1, 2, 4, 8, 12) if places and places[0] <= k]
    strong = [act.trigger for act in acts if not act.trigger.is_weak]
    for kind, count in Counter(trigger.kind.value for trigger in strong).items():
        found += [f"k {kind} {k}" for k in (1, 2, 3, 5) if count >= k]
    early = Counter(trigger.kind.value for trigger in strong if trigger.sentence < _FIRST_SENTENCES)
    for kind, count in early.items():
        found += [f"e {kind} {k}" for k in (1, 2) if count >= k]
    return found + [f"long {k}" for k in (70, 140, 230, 350, 520, 800) if length > k]


def length_of(passage: Passage) -> int:
    """Tokens of a passage."""
    return sum(len(sentence.tokens) for sentence in passage.sentences)


def sorts_of(filler: Filler, told: Mapping[int, Counter[str]], sorts: Sequence[str]) -> list[str]:
    """The sorts of incident that a filler belongs to: all that its own sentences tell of, and the one told most in them and those beside them;
    the first sort where they tell of none.
    """
    near: Counter[str] = Counter()
    own: set[str] = set()
    for mention in filler.mentions:
        own.update(told.get(mention.sentence, ()))
        for offset, weight in ((0, 3), (-1, 1), (1, 1)):
            for sort, count in told.get(mention.sentence + offset, {}).items():
                near[sort] += weight * min(count, 2)
    known = [sort for sort in sorts if near[sort]]
    main = max(known, key=lambda sort: (near[sort], sort == sorts[0])) if known else sorts[0]
    return [sort for sort in sorts if sort == main or sort in own]


def read_incidents(passage: Passage, acts: Sequence[Act], language: str) -> tuple[Incident, ...]:
    """The incidents that a report tells of, one a sort, the surest first.

    Empty where there is none, no act of violence is told, or the language has no weights.

    Held-out figures: `weights/incident_en.md` and `weights/filler_*.md`.
    """
    told = sorts_by_sentence(acts)
    if language != "en" or not told:
        return ()
    fillers = find_fillers(passage, acts, language)
    scores = [
        {role: load_model(f"filler_{role}").scores(filler.features)[role] for role in ROLES}
        for filler in fillers
    ]
    message = load_model("message_en").scores(message_features(passage, acts, language))
    decided = load_model("incident_en").scores(incident_features(message, scores, acts, length_of(passage)))
    sorts = sorted((sort for sort in SORTS if decided[sort] > 0), key=lambda sort: -decided[sort])
    if not sorts and decided["RELEVANT"] <= 0:
        return ()
    sorts = sorts or [max(SORTS[:3], key=lambda sort: decided[sort])]
    placed: dict[tuple[str, str], list[tuple[float, Filler]]] = defaultdict(list)
    for filler, scored in zip(fillers, scores, strict=True):
        for role in ROLES:
            if scored[role] <= SURE:
                continue
            blasts = role == "instrument" and "BOMBING" in sorts and _is_explosive(filler)
            for sort in ["BOMBING"] if blasts else sorts_of(filler, told, sorts):
                placed[sort, role].append((scored[role], filler))
    return tuple(
        Incident(
            sort,
            decided[sort],
            {
                role: entities(
                    filler for _, filler in sorted(placed[sort, role], key=lambda scored: -scored[0])
                )
                for role in ROLES
            },
        )
        for sort in sorts
    )


def _is_explosive(filler: Filler) -> bool:
    return any(word in form.lower() for form in filler.forms for word in _EXPLOSIVE)
