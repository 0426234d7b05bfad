"""MUC-4: incident templates from a report's claims and from the learned ranking of who did it, what was hit, who was hurt, with what.

A report that `message_en` holds to tell an incident gets a template for each sort of incident that it is sure of. The claims of the
sentences that tell of it give its day, its place and its figures; the fillers go to the sort that their sentences tell of.
The recognisers were trained on the corpus's open parts: held-out figures stand on their cards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pycountry

from testigo.language.cleaning import fold_accents
from testigo.language.numerals import find_numerals
from testigo.model.analysis import Passage
from testigo.model.claim import Claim, Factuality, Kind, Polarity, Scope
from testigo.model.moment import Interval
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.reading.arguments import Act, read_acts
from testigo.reading.claims import read_statements
from testigo.reading.fillers import MESSAGE_TYPES, Filler, find_fillers, message_features
from testigo.reading.recognisers import load_model
from testigo.resolving.claims import resolve_statements
from testigo.running import stages

Row = dict[str, Any]
ROLES = ("perp_individual", "perp_org", "phys_target", "victim", "instrument")
TYPE_OF = {
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
_EXPLOSIVE = re.compile(r"BOMB|DYNAMITE|EXPLOSIVE|CHARGE|GRENADE|DEVICE|MINE|ROCKET")
_RESPONSIBILITY = frozenset({"responsibility", "credit"})
_CLAIMING = frozenset("claimed claim claiming claims admitted took taken acknowledged assumed".split())
_SUSPECTING = frozenset(
    "accused accuse accusing accuses suspected suspect suspects blamed blame blames attributed attribute allegedly alleged presumably presumed "
    "apparently believed".split()
)
_SIDE = re.compile(r"^(?:(?:NORTH|SOUTH|EAST|WEST|CENTRAL|UPPER|LOWER)\w* |PART OF |OUTSKIRTS OF |THE )+")
_SMALL = frozenset({"OF", "THE", "DE", "LA", "DEL", "FOR", "AND"})


def unwrapped(text: str) -> str:
    """Lines broken at a fixed width joined again, character for character."""
    return re.sub(r"(?<!\n)\n(?!\s*\n)(?! {2,})", " ", text)


def plain(text: str) -> str:
    """Capitals, letters and digits only."""
    return re.sub(r"\s+", " ", re.sub(r"[^A-Z0-9Ñ ]+", " ", text.upper())).strip()


def warm_up() -> None:
    """Open pipeline, gazetteer and weights before the clock starts."""
    predict(
        [{"doc_id": "warm", "text": "TERRORISTS KILLED TWO PEASANTS IN SAN MIGUEL.", "date": "1990-01-01"}]
    )


@dataclass
class Entity:
    """One filler of a role under all its names."""

    names: list[str]
    fillers: list[Filler] = field(default_factory=list)


def is_short_for(a: str, b: str) -> bool:
    """Whether a is made of the initials of b.

    >>> is_short_for("ELN", "EJERCITO DE LIBERACION NACIONAL")
    True
    """
    initials = "".join(word[0] for word in b.split() if word not in _SMALL)
    return len(a) > 1 and " " not in a and " " in b and a == initials


def entities(fillers: Iterable[Filler]) -> list[Entity]:
    """Fillers that share a written form, or abbreviate each other, are one."""
    found: list[Entity] = []
    for filler in fillers:
        names = list(dict.fromkeys(plain(form) for form in filler.forms))
        for entity in found:
            shares = set(names) & set(entity.names)
            if shares or any(is_short_for(a, b) or is_short_for(b, a) for a in names for b in entity.names):
                entity.names += [name for name in names if name not in entity.names]
                entity.fillers.append(filler)
                break
        else:
            found.append(Entity(names, [filler]))
    return found


def types_by_sentence(acts: Sequence[Act]) -> dict[int, Counter[str]]:
    """How often each sentence tells of each sort of incident."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for act in acts:
        sort = "ROBBERY" if act.trigger.frame == "rob" else TYPE_OF.get(act.trigger.kind)
        if sort is not None and not act.trigger.is_weak:
            found[act.trigger.sentence][sort] += 1
    return found


def sort_of(filler: Filler, told: dict[int, Counter[str]], sorts: Sequence[str], main: str) -> str:
    """The sort of incident that the filler's sentences, and those beside them, tell of most."""
    votes: Counter[str] = Counter()
    for mention in filler.mentions:
        for offset, weight in ((0, 3), (-1, 1), (1, 1)):
            for sort, count in told.get(mention.sentence + offset, {}).items():
                votes[sort] += weight * min(count, 2)
    known = [sort for sort in sorts if votes[sort]]
    return max(known, key=lambda sort: (votes[sort], sort == main)) if known else main


def country_name(code: str) -> str:
    """The English name as such reports write it."""
    found = pycountry.countries.get(alpha_2=code)
    return plain(getattr(found, "common_name", found.name).split(",")[0]) if found else code


def place_name(place: Place, phrase: str | None) -> str:
    """A town by the name it has; another place by the words of the report, without "northern" or "outskirts of" before."""
    name = plain(fold_accents(place.name))
    told = plain(fold_accents(phrase or place.name))
    if place.precision is PlacePrecision.TOWN or name in told:
        return name
    return _SIDE.sub("", told) or told


def location(claims: Sequence[Claim]) -> list[str]:
    """Country, region, town: of the place that most claims name, the finer the better."""
    votes: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        place = claim.where.place
        if isinstance(place, Place):
            names = [country_name(place.country)]
            if place.precision is not PlacePrecision.COUNTRY:
                names.append(place_name(place, claim.where.phrase))
            votes[tuple(names)] += 1
    if not votes:
        return []
    return list(max(votes, key=lambda names: (len(names) > 1, votes[names])))


def days(claims: Sequence[Claim]) -> dict[str, str] | None:
    """The days that most claims are told of; the earliest told wins a tie."""
    votes: Counter[tuple[date, date]] = Counter()
    for claim in claims:
        if isinstance(claim.when.interval, Interval):
            votes[claim.when.interval.first, claim.when.interval.last] += 1
    if not votes:
        return None
    first, last = max(votes, key=lambda pair: (votes[pair], -(pair[1] - pair[0]).days))
    return {"from": first.isoformat(), "to": last.isoformat()}


def count_of(filler: Filler, passage: Passage) -> tuple[int, int | None]:
    """How many people a filler is: the number told with any mention, else one; two or more where the noun is a plural."""
    is_plural = False
    for mention in filler.mentions:
        sentence = passage.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        own = {
            mention.head,
            *(c for c in sentence.children[mention.head] if sentence.tokens[c].dep == "nummod"),
        }
        for numeral in find_numerals(sentence, "en"):
            if own & set(numeral.tokens) - {mention.head}:
                low = numeral.bounds.low if numeral.bounds.low is not None else numeral.bounds.high
                return (low or 1), numeral.bounds.high
        is_plural = is_plural or (
            token.pos == "NOUN" and ("Number=Plur" in token.morph or token.lower in ("people", "civilians"))
        )
    return (2, None) if is_plural else (1, 1)


def harmed(groups: Sequence[Entity], harm: str, passage: Passage) -> dict[str, int | None] | None:
    """The people of an incident that are told to be dead, or hurt: fillers counted one by one."""
    low, high = 0, 0
    for entity in groups:
        score = max(load_model(f"filler_{harm}").scores(filler.features)[harm] for filler in entity.fillers)
        if score <= 0:
            continue
        counts = [count_of(filler, passage) for filler in entity.fillers]
        most = max(counts, key=lambda pair: (pair[1] is not None, pair[0]))
        low += most[0]
        high = -1 if high < 0 or most[1] is None else high + most[1]
    return {"low": low, "high": None if high < 0 else high} if low else None


def figure(claims: Sequence[Claim], measure: Measure) -> dict[str, int | None] | None:
    """The largest figure of a measure among an incident's claims: parts are told beside their whole."""
    found = [
        claim.figure.bounds
        for claim in claims
        if claim.figure is not None
        and claim.figure.measure is measure
        and not claim.figure.is_subset
        and claim.stance.polarity is Polarity.AFFIRMED
        and claim.scope in (Scope.INCIDENT, Scope.DAY)
    ]
    if not found:
        return None
    best = max(found, key=lambda bounds: (bounds.low or 0, bounds.high is not None))
    return {"low": best.low if best.low is not None else best.high, "high": best.high}


def templates(row: Row) -> list[Row]:
    """The templates of one report."""
    published = date.fromisoformat(row["date"]) if row.get("date") else None
    document = Document(
        str(row["doc_id"]),
        unwrapped(str(row["text"])),
        published=published,
        published_from="given",
        language="en",
    )
    analysis = stages.annotate(document)
    if not analysis.passages:
        return []
    passage = analysis.passages[-1]
    acts = read_acts(passage, "en")
    message = load_model("message_en").scores(message_features(passage, acts, "en"))
    sorts = [sort for sort in MESSAGE_TYPES if message[sort] > 0]
    if (message["RELEVANT"] <= 0 and not sorts) or message["RELEVANT"] < -0.3:
        return []
    sorts = sorts or [max(MESSAGE_TYPES[:3], key=lambda sort: message[sort])]
    main = max(sorts, key=lambda sort: message[sort])
    told = types_by_sentence(acts)
    placed: dict[tuple[str, str], list[Filler]] = defaultdict(list)
    for filler in find_fillers(passage, acts, "en"):
        features = filler.features
        for role in ROLES:
            score = load_model(f"filler_{role}").scores(features)[role]
            if score > 0:
                bomb = (
                    role == "instrument"
                    and "BOMBING" in sorts
                    and any(_EXPLOSIVE.search(plain(form)) for form in filler.forms)
                )
                placed["BOMBING" if bomb else sort_of(filler, told, sorts, main), role].append(filler)
    claims = resolve_statements(analysis, read_statements(analysis), stages.gazetteer())
    by_sort: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        sentence = passage.sentence_at(claim.span.start)
        if claim.in_title or sentence is None or claim.scope is Scope.BACKGROUND:
            continue
        votes = told.get(sentence.index, Counter())
        known = [sort for sort in sorts if votes[sort]]
        by_sort[max(known, key=lambda sort: votes[sort]) if known else main].append(claim)
    found = []
    for sort in sorts:
        own = by_sort[sort]
        template: Row = {"type": sort, "stage": stage(own)}
        groups = {role: entities(placed[sort, role]) for role in ROLES}
        for role in ROLES:
            template["victims" if role == "victim" else role] = [
                {"alts": entity.names} for entity in groups[role]
            ]
        if groups["perp_org"]:
            template["perp_org_confidence"] = confidence(passage, groups["perp_org"][0])
        where, when = location(own or claims), days(own or claims)
        if len(where) < 2:
            elsewhere = location(claims)
            where = elsewhere if not where or elsewhere[:1] == where[:1] else where
        if where:
            template["location"] = where
        if when:
            template["date"] = when
        for name, harm, measure in (("killed", "dead", Measure.KILLED), ("injured", "hurt", Measure.INJURED)):
            value = figure(own, measure) or harmed(groups["victim"], harm, passage)
            if value is not None:
                template[name] = value
        found.append(template)
    return found


def confidence(passage: Passage, organisation: Entity) -> str:
    """How the report holds the organisation responsible: by its own claim, by accusation or suspicion, or as a fact.

    Claiming words in any sentence that names it decide; words of suspicion in at least half of them.
    """
    accused = 0
    heads = [mention.sentence for filler in organisation.fillers for mention in filler.mentions]
    for index in heads:
        listed = {token.lower for token in passage.sentences[index].tokens}
        if listed & _RESPONSIBILITY and listed & _CLAIMING:
            return "CLAIMED OR ADMITTED"
        accused += bool(listed & _SUSPECTING)
    return "SUSPECTED OR ACCUSED" if accused * 2 >= len(heads) else "REPORTED AS FACT"


def stage(claims: Sequence[Claim]) -> str:
    """ACCOMPLISHED unless every claim is of something planned."""
    planned = [
        claim for claim in claims if claim.stance.factuality in (Factuality.PLANNED, Factuality.HYPOTHETICAL)
    ]
    return "THREATENED" if planned and len(planned) == len(claims) else "ACCOMPLISHED"


def predict(documents: list[Row]) -> list[Row]:
    """The templates of each message."""
    return [{"doc_id": row["doc_id"], "templates": templates(row)} for row in documents]
