"""Several incidents of one sort in one report: where a new place, a new day or a word like "meanwhile" begins another.

The sentences that tell of the sort are read in order. One that names another place, that opens with such a word, or that stands in a new
paragraph with another day begins a new episode; one that comes back to the place of an earlier episode belongs to that. An episode that has
nobody and nothing to have been hit is no incident of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from testigo.model.analysis import Passage
from testigo.model.claim import Claim
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.reading.incidents import ROLES, Entity, Incident
from testigo.reading.incidents import SORTS as _SORTS
from testigo.resolving.reported import Named, Reported

_NEXT = re.compile(
    r"\W*(?:meanwhile|in addition|likewise|elsewhere|in (?:an)?other|another|also|(?:in )?(?:a|the) second|furthermore|on another|in the same|"
    r"other|later|moreover|finally|mientras tanto|entretanto|además|asimismo|en otr[oa]s?|otr[oa]s?|también|por otr[ao]|más tarde|finalmente)\b",
    re.IGNORECASE,
)
_MOST = 4
_SEPARATE = frozenset(_SORTS) - {"ARSON", "ROBBERY"}  # sorts told often enough for the rule to be measured
_SHARED = frozenset({"perp_individual", "perp_org", "instrument"})  # may serve several episodes


@dataclass(frozen=True, slots=True)
class Episode:
    """One incident of its sort, with the sentences that tell of it, ascending."""

    incident: Incident
    sentences: tuple[int, ...]


@dataclass(slots=True)
class _Stretch:
    sentences: list[int] = field(default_factory=list)
    places: list[Named] = field(default_factory=list)
    days: list[Interval] = field(default_factory=list)

    def distance(self, sentence: int) -> int:
        return min(abs(sentence - own) for own in self.sentences)


def episodes(
    incident: Incident,
    telling: Iterable[int],
    passage: Passage,
    claims: Sequence[Claim],
    report: Reported | None,
) -> tuple[Episode, ...]:
    """An incident as the episodes that it was told in; itself alone where nothing parts it. `telling` are the sentences that tell of its sort."""
    sentences = sorted(telling)
    alone = (Episode(incident, tuple(sentences)),)
    if report is None or incident.sort not in _SEPARATE or len(sentences) < 2:
        return alone
    stretches = _stretches(sentences, passage, claims, report)
    if len(stretches) < 2:
        return alone
    parts = [_part(incident, number, stretches) for number in range(len(stretches))]
    kept = [n for n, roles in enumerate(parts) if roles["victim"] or roles["phys_target"]][:_MOST]
    if len(kept) < 2:
        return alone
    for number, roles in enumerate(parts):
        if number not in kept:
            home = max((n for n in kept if n < number), default=kept[0])
            stretches[home].sentences += stretches[number].sentences
            for role, found in roles.items():
                parts[home][role] += [
                    entity for entity in found if all(entity is not own for own in parts[home][role])
                ]
    return tuple(
        Episode(
            replace(incident, roles={role: tuple(parts[n][role]) for role in ROLES}),
            tuple(sorted(stretches[n].sentences)),
        )
        for n in kept
    )


def _stretches(
    sentences: Sequence[int], passage: Passage, claims: Sequence[Claim], report: Reported
) -> list[_Stretch]:
    places = _places(report)
    days: dict[int, Interval] = {}
    for claim in claims:
        sentence = None if claim.in_title else passage.sentence_at(claim.span.start)
        if sentence is not None and isinstance(claim.when.interval, Interval):
            days.setdefault(sentence.index, claim.when.interval)
    found: list[_Stretch] = []
    paragraph = -1
    for index in sentences:
        sentence = passage.sentences[index]
        named, day = places.get(index, []), days.get(index)
        if not found:
            found.append(_Stretch())
        else:
            last = found[-1]
            elsewhere = bool(named and last.places) and not _share(named, last.places)
            before = next((one for one in found[:-1] if elsewhere and _share(named, one.places)), None)
            if before is not None:
                before.sentences.append(index)
                paragraph = sentence.paragraph
                continue
            other_day = day is not None and bool(last.days) and all(_apart(day, own) for own in last.days)
            if (
                elsewhere
                or _NEXT.match(sentence.span.of(passage.text))
                or (other_day and sentence.paragraph != paragraph)
            ):
                found.append(_Stretch())
        found[-1].sentences.append(index)
        found[-1].places += named
        found[-1].days += [day] if day is not None else []
        paragraph = sentence.paragraph
    return found


def _places(report: Reported) -> Mapping[int, list[Named]]:
    """By sentence the places finer than a country that something is told to have happened in."""
    found: dict[int, list[Named]] = defaultdict(list)
    for named in report.named:
        if named.sentence is None or named.span.stop <= report.dateline or not named.is_located:
            continue
        if named.is_body or named.is_seat or named.is_aside or named.is_role:
            continue
        place = named.place
        if isinstance(place, Place) and (place.precision is PlacePrecision.COUNTRY or not place.country):
            continue
        found[named.sentence.index].append(named)
    return found


def _share(some: Sequence[Named], others: Sequence[Named]) -> bool:
    return any(_may_be_one(a, b) for a in some for b in others)


def _may_be_one(a: Named, b: Named) -> bool:
    """Whether two names may be of one place: the same, or a town and the region that holds it."""
    if a.key == b.key:
        return True
    if not isinstance(a.place, Place) or not isinstance(b.place, Place) or a.place.country != b.place.country:
        return False
    is_region = [place.precision is PlacePrecision.REGION for place in (a.place, b.place)]
    return is_region[0] != is_region[1] and a.place.admin1 == b.place.admin1


def _apart(a: Interval, b: Interval) -> bool:
    return a.first > b.last or a.last < b.first


def _part(incident: Incident, number: int, stretches: Sequence[_Stretch]) -> dict[str, list[Entity]]:
    """The fillers of a stretch, by role: who did it and with what wherever they are named, who and what was hit where they are named most."""
    found: dict[str, list[Entity]] = {role: [] for role in ROLES}
    for role, entities in incident.roles.items():
        for entity in entities:
            votes: Counter[int] = Counter()
            for filler in entity.fillers:
                for mention in filler.mentions:
                    nearest = min(
                        range(len(stretches)), key=lambda n: (stretches[n].distance(mention.sentence), n)
                    )
                    votes[nearest] += 1 if stretches[nearest].distance(mention.sentence) else 2
            home = min(votes, key=lambda n: (-votes[n], n))
            if number == home or (role in _SHARED and votes[number]):
                found[role].append(entity)
    return found
