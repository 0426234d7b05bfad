"""Where an incident of a report was: of all the places that the report names, the one that its sentences, fillers and claims speak for.

A claim has its own place (`locating`); an incident is told in many claims, and often the sentence that names its place counts nothing. The
weights were learned by conditional logit on the training messages of MUC-4 (held out by folds: right in 74 of 100 incidents).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from testigo.model.claim import Claim
from testigo.model.place import Place, PlacePrecision
from testigo.reading.incidents import Incident
from testigo.resolving.reported import Named, Reported

WEIGHTS: Mapping[str, float] = {
    "in the report's country": 1.34,
    "a site": -1.51,
    "a town": 0.59,
    "unresolved": 0.38,
    "after a place word": 1.17,
    "after a place word, in a sentence that tells of the sort": 0.95,
    "fillers in its sentences, of four": 1.10,
    "of most claims": 0.77,
    "share of the names": 1.55,
    "sure": 0.51,
    "only in the dateline": 1.00,
    "first told late": -0.63,
}
_LATE = 8  # sentences
_MOST_FILLERS = 4


@dataclass(slots=True)
class Whereabouts:
    """A place finer than a country that the report names: how it is resolved (None: not), the words for it, its mentions."""

    place: Place | None
    phrases: list[str] = field(default_factory=list)
    mentions: list[Named] = field(default_factory=list)


def whereabouts(report: Reported) -> dict[str, Whereabouts]:
    """The places of a report that are finer than a country, by key, in order of first mention."""
    found: dict[str, Whereabouts] = {}
    for named in report.named:
        place = named.place if isinstance(named.place, Place) else None
        if place is not None and (place.precision is PlacePrecision.COUNTRY or not place.country):
            continue
        one = found.setdefault(named.key, Whereabouts(place))
        one.mentions.append(named)
        if named.phrase and named.phrase not in one.phrases:
            one.phrases.append(named.phrase)
    return found


def place_of_incident(
    incident: Incident, telling: Iterable[int], claims: Sequence[Claim], report: Reported
) -> Whereabouts | None:
    """The likeliest place of an incident; None where the report names none finer than a country.

    `telling` are the sentences that tell of its sort, `claims` those that tell of it.
    """
    options = whereabouts(report)
    if not options:
        return None
    sentences = frozenset(telling)
    fillers = Counter(
        mention.sentence
        for entities in incident.roles.values()
        for entity in entities
        for filler in entity.fillers
        for mention in filler.mentions
    )
    told = Counter(claim.where.place.name for claim in claims if isinstance(claim.where.place, Place))
    total = sum(len(one.mentions) for one in options.values())

    def score(one: Whereabouts) -> float:
        seen = _cues(one, report, sentences, fillers)
        seen["share of the names"] = len(one.mentions) / total
        if one.place is not None and told and told[one.place.name] == max(told.values()):
            seen["of most claims"] = 1.0
        return sum(WEIGHTS[name] * value for name, value in seen.items())

    return max(options.values(), key=score)


def _cues(
    one: Whereabouts, report: Reported, telling: frozenset[int], fillers: Counter[int]
) -> dict[str, float]:
    """What speaks for a place, less what depends on the other places."""
    seen: dict[str, float] = {}
    if one.place is None:
        seen["unresolved"] = 1.0
    else:
        seen["sure"] = one.place.confidence
        if one.place.country == report.main_country:
            seen["in the report's country"] = 1.0
        if one.place.precision is PlacePrecision.SITE:
            seen["a site"] = 1.0
        elif one.place.precision is not PlacePrecision.REGION:
            seen["a town"] = 1.0
    body = [named for named in one.mentions if named.span.stop > report.dateline]
    inside = [(named.sentence.index, named) for named in body if named.sentence is not None]
    if not body:
        seen["only in the dateline"] = 1.0
    if any(named.is_located for named in body):
        seen["after a place word"] = 1.0
    if any(named.is_located and index in telling for index, named in inside):
        seen["after a place word, in a sentence that tells of the sort"] = 1.0
    near = sum(fillers[index] for index in {index for index, _ in inside})
    seen["fillers in its sentences, of four"] = min(_MOST_FILLERS, near) / _MOST_FILLERS
    if min((index for index, _ in inside), default=_LATE + 1) > _LATE:
        seen["first told late"] = 1.0
    return seen
