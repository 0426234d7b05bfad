"""MUC-4: the incidents that `reading.incidents` finds in a report, as templates.

Each has its sort and its fillers already; the claims of the sentences that tell of it give its day, its place and its figures.
The recognisers were trained on the corpus's open parts: held-out figures stand on their cards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pycountry

from testigo.language.cleaning import fold_accents
from testigo.language.numerals import find_numerals
from testigo.model.analysis import Analysis, Passage
from testigo.model.claim import Claim, Factuality, Polarity, Scope, VoiceKind
from testigo.model.moment import Interval
from testigo.model.place import PlacePrecision
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.reading.arguments import Act, category_at, read_acts, side_of
from testigo.reading.claims import read_statements
from testigo.reading.fillers import Filler
from testigo.reading.incidents import SURE, Entity, Incident, read_incidents, sorts_by_sentence
from testigo.reading.recognisers import load_model
from testigo.resolving.claims import resolve_statements
from testigo.resolving.episodes import Episode, episodes
from testigo.resolving.incident_places import Whereabouts, place_of_incident
from testigo.resolving.reported import Reported, reported
from testigo.running import stages

Row = dict[str, Any]
_RESPONSIBILITY = frozenset({"responsibility", "credit"})
_CLAIMING = frozenset("claimed claim claiming claims admitted took taken acknowledged assumed".split())
_SUSPECTING = frozenset(
    "accused accuse accusing accuses suspected suspect suspects blamed blame blames attributed attribute allegedly alleged presumably presumed "
    "apparently believed".split()
)
_AUTHORITIES = frozenset(
    {VoiceKind.POLICE, VoiceKind.MILITARY, VoiceKind.GOVERNMENT, VoiceKind.PROSECUTOR, VoiceKind.COURT}
)
_SIDE = re.compile(r"^(?:(?:NORTH|SOUTH|EAST|WEST|CENTRAL|UPPER|LOWER)\w* |PART OF |OUTSKIRTS OF |THE )+")


def unwrapped(text: str) -> str:
    """Lines broken at a fixed width joined again, and a break where the dateline ends, character for character."""
    joined = re.sub(r"(?<!\n)\n(?!\s*\n)(?! {2,})", " ", text)
    return re.sub(r"(?:-- *)?\[TEXT\]", lambda mark: "\n\n".ljust(len(mark[0])), joined)


def plain(text: str) -> str:
    """Capitals, letters and digits only."""
    return re.sub(r"\s+", " ", re.sub(r"[^A-Z0-9Ñ ]+", " ", text.upper())).strip()


def warm_up() -> None:
    """Open pipeline, gazetteer and weights before the clock starts."""
    predict(
        [{"doc_id": "warm", "text": "TERRORISTS KILLED TWO PEASANTS IN SAN MIGUEL.", "date": "1990-01-01"}]
    )


def country_name(code: str) -> str:
    """The English name as such reports write it."""
    found = pycountry.countries.get(alpha_2=code)
    return plain(getattr(found, "common_name", found.name).split(",")[0]) if found else code


_KINDS = {PlacePrecision.TOWN: ("CITY", "TOWN"), PlacePrecision.REGION: ("DEPARTMENT",)}


def place_names(found: Whereabouts) -> list[str]:
    """A place as the key may write it: its own name; the report's words, with and without "northern" or "outskirts of" before; the name with its kind."""
    told = [plain(fold_accents(phrase)) for phrase in found.phrases]
    names = [plain(fold_accents(found.place.name))] if found.place else []
    names += [name for phrase in told for name in (_SIDE.sub("", phrase), phrase)]
    kinds = _KINDS.get(found.place.precision, ()) if found.place else ()
    names += [f"{name} {kind}" for kind in kinds for name in names if not name.endswith(kind)]
    return list(dict.fromkeys(name for name in names if name))


def location(incident: Incident, telling: Sequence[int], own: Sequence[Claim], report: Reported) -> Row:
    """Country and place in the form of the key: the place that speaks most for the incident, under all its names."""
    found = place_of_incident(incident, telling, own, report)
    country = found.place.country if found and found.place else report.main_country
    names: list[list[str]] = [[name] for name in place_names(found)] if found else [[]]
    land = [country_name(country)] if country else []
    return {"alts": [[{"name": name} for name in [*land, *finer]] for finer in names if land or finer]}


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
        if score <= SURE:
            continue
        counts = [count_of(filler, passage) for filler in entity.fillers]
        most = max(counts, key=lambda pair: (pair[1] is not None, pair[0]))
        low += most[0]
        high = -1 if high < 0 or most[1] is None else high + most[1]
    return {"low": low, "high": None if high < 0 else high} if low else None


def figure(claims: Sequence[tuple[int, Claim]], measure: Measure) -> dict[str, int | None] | None:
    """What the first sentence that counts a measure counts, its groups added up ("six priests and two women")."""
    found = [
        (sentence, claim.figure.bounds)
        for sentence, claim in claims
        if claim.figure is not None
        and claim.figure.measure is measure
        and not claim.figure.is_subset
        and claim.stance.polarity is Polarity.AFFIRMED
        and claim.scope in (Scope.INCIDENT, Scope.DAY)
    ]
    first = [bounds for sentence, bounds in found if sentence == found[0][0]]
    if not first:
        return None
    low = sum(bounds.low if bounds.low is not None else bounds.high or 0 for bounds in first)
    high = [bounds.high for bounds in first if bounds.high is not None]
    return {"low": low, "high": sum(high) if len(high) == len(first) else None}


def templates(row: Row) -> list[Row]:
    """The templates of one report."""
    document = Document(
        str(row["doc_id"]),
        unwrapped(str(row["text"])),
        published=date.fromisoformat(row["date"]) if row.get("date") else None,
        published_from="given",
        language="en",
    )
    analysis = stages.annotate(document)
    if not analysis.passages:
        return []
    passage = analysis.passages[-1]
    acts = read_acts(passage, "en")
    incidents = read_incidents(passage, acts, "en")
    if not incidents:
        return []
    claims = resolve_statements(analysis, read_statements(analysis), stages.gazetteer())
    return templates_of(analysis, acts, incidents, claims)


def templates_of(
    analysis: Analysis, acts: Sequence[Act], incidents: Sequence[Incident], claims: Sequence[Claim]
) -> list[Row]:
    """The templates of a report's incidents, each sort parted into its episodes."""
    passage = analysis.passages[-1]
    told = sorts_by_sentence(acts)
    report = reported(analysis, passage.part, stages.gazetteer())
    parted = [
        episode
        for incident in incidents
        for episode in episodes(
            incident,
            [index for index, votes in told.items() if votes[incident.sort]],
            passage,
            claims,
            report,
        )
    ]
    by_episode: dict[int, list[tuple[int, Claim]]] = defaultdict(list)
    for claim in claims:
        sentence = passage.sentence_at(claim.span.start)
        if claim.in_title or sentence is None or claim.scope is Scope.BACKGROUND:
            continue
        by_episode[episode_of(sentence.index, parted, told.get(sentence.index, Counter()))].append(
            (sentence.index, claim)
        )
    return [
        template(episode, by_episode[number], claims, passage, report)
        for number, episode in enumerate(parted)
    ]


def episode_of(sentence: int, parted: Sequence[Episode], votes: Mapping[str, int]) -> int:
    """The number of the episode that a sentence tells of: of the sort that it tells of most (the report's surest where it tells of none), the one
    nearest before it.
    """
    sorts = list(dict.fromkeys(episode.incident.sort for episode in parted))
    known = [sort for sort in sorts if votes.get(sort)]
    sort = max(known, key=lambda sort: votes[sort]) if known else sorts[0]

    def order(number: int) -> tuple[bool, int, int]:
        gaps = [sentence - own for own in parted[number].sentences]
        behind = [gap for gap in gaps if gap >= 0]
        return (not behind, min(behind, default=min(map(abs, gaps), default=0)), number)

    return min((n for n, one in enumerate(parted) if one.incident.sort == sort), key=order)


def template(
    episode: Episode,
    told: Sequence[tuple[int, Claim]],
    claims: Sequence[Claim],
    passage: Passage,
    report: Reported | None,
) -> Row:
    """One episode with the claims that tell of it; the day that they leave open is taken from all claims."""
    incident = episode.incident
    own = [claim for _, claim in told]
    found: Row = {"type": incident.sort, "stage": stage(own)}
    for role, groups in incident.roles.items():
        found["victims" if role == "victim" else role] = [
            {"alts": list(dict.fromkeys(plain(name) for name in entity.names))} for entity in groups
        ]
    if incident.roles["perp_org"]:
        found["perp_org_confidence"] = confidence(passage, incident.roles["perp_org"][0], claims)
    if report is not None:
        found["location"] = location(incident, episode.sentences, own, report)
    when = days(own or claims)
    if when:
        found["date"] = when
    named = {
        mention.sentence
        for entity in incident.roles["victim"]
        for filler in entity.fillers
        for mention in filler.mentions
    }
    of_victims = [(index, claim) for index, claim in told if index in named]
    for name, harm, measure in (("killed", "dead", Measure.KILLED), ("injured", "hurt", Measure.INJURED)):
        value = (
            figure(of_victims, measure)
            or figure(told, measure)
            or harmed(incident.roles["victim"], harm, passage)
        )
        if value is not None:
            found[name] = value
    return found


def confidence(passage: Passage, organisation: Entity, claims: Sequence[Claim]) -> str:
    """How the report holds the organisation responsible: by its own claim, by accusation or suspicion, or as a fact.

    Claiming words in any sentence that names it decide; then whether those sentences suspect or allege, and who vouches for what they tell: the
    organisation's own side admits, the authorities accuse another side, and what only others tell of the state's forces is an accusation.
    """
    accused = 0
    heads = [mention for filler in organisation.fillers for mention in filler.mentions]
    for mention in heads:
        listed = {token.lower for token in passage.sentences[mention.sentence].tokens}
        if listed & _RESPONSIBILITY and listed & _CLAIMING:
            return "CLAIMED OR ADMITTED"
        accused += bool(listed & _SUSPECTING)
    is_suspected = accused * 2 >= len(heads)
    spans = [passage.sentences[mention.sentence].span for mention in heads]
    near = [claim for claim in claims if not claim.in_title and any(s.covers(claim.span) for s in spans)]
    is_alleged = any(claim.stance.factuality is Factuality.ALLEGED for claim in near)
    voices = {claim.attribution.kind for claim in near if claim.attribution is not None}
    by_authority = bool(voices & _AUTHORITIES)
    side = Counter(
        side_of(category_at(passage.sentences[m.sentence], m.head, "en") or "none", "en") for m in heads
    ).most_common(1)[0][0]
    if is_suspected or is_alleged:
        if VoiceKind.REBELS in voices and side == "armed":
            return "CLAIMED OR ADMITTED"
        if by_authority and side != "state" and not is_suspected:
            return "SUSPECTED OR ACCUSED BY AUTHORITIES"
        return "SUSPECTED OR ACCUSED" if is_suspected or side == "state" else "REPORTED AS FACT"
    if side == "state" and voices:
        return "CLAIMED OR ADMITTED" if by_authority else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def stage(claims: Sequence[Claim]) -> str:
    """ACCOMPLISHED unless every claim is of something planned."""
    planned = [
        claim for claim in claims if claim.stance.factuality in (Factuality.PLANNED, Factuality.HYPOTHETICAL)
    ]
    return "THREATENED" if planned and len(planned) == len(claims) else "ACCOMPLISHED"


def predict(documents: list[Row]) -> list[Row]:
    """The templates of each message."""
    return [{"doc_id": row["doc_id"], "templates": templates(row)} for row in documents]
