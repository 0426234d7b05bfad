"""Explaining: why a toll is what it is, in plain words, from its claims and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from testigo.model.claim import Claim
from testigo.model.incident import Incident, Standing
from testigo.model.source import Source
from testigo.model.toll import Measure, Toll
from testigo.reconciling.merging import rule_number
from testigo.reconciling.testimony import interval_text
from testigo.reconciling.voices import voice_name

RULES: Mapping[str, str] = {
    "R1": "words become an interval",
    "R2": "an unconfirmed figure may raise the maximum only",
    "R3": "one voice counts once, with the latest that it said",
    "R4": "once a settled figure exists, those of the first hours count no more",
    "R5": "an explicit update overtakes what it updates",
    "R6": "a late death belongs to the incident of injury",
    "R7": "a voice that withdraws takes its figure down",
    "R8": "minimum: the lowest of the voices that are no party; maximum: the highest of all",
    "R9": "best: what most independent voices say; a tie goes to the higher tier, then to the lower figure",
    "R10": "the identified dead are a floor",
    "R11": "copies count once; a copy with another number counts for nothing until a person looks",
    "R12": "the same groups are compared; a part is no total",
    "R13": "cumulative tolls are checks, never addends",
    "R16": "parts that do not add up are flagged and not mended",
    "R18": "a party's claim decides only when it is alone",
    "R19": "the grade says how well it is vouched for",
    "R21": "causes are disjoint",
}
"""Each rule in a line, for screens and for `show`."""

_WORDS = {
    "live": "counts",
    "vague": "counts, a vague word",
    "overtaken": "overtaken",
    "provisional": "provisional",
    "withdrawn": "withdrawn",
    "altered": "an altered copy",
    "part": "a part",
    "party": "a party's",
    "unconfirmed": "unconfirmed",
    "other_scope": "counts something else",
}
_ORDER = (
    "live",
    "vague",
    "party",
    "unconfirmed",
    "part",
    "overtaken",
    "provisional",
    "withdrawn",
    "altered",
    "other_scope",
)


def derivation(
    incident: Incident,
    measure: Measure,
    claims: Mapping[str, Claim],
    standings: Iterable[Standing],
    sources: Mapping[str, Source] | None = None,
) -> tuple[str, ...]:
    """The lines that lead to a toll: each figure with its voice and how it stands, then the result and what must be told beside it.

    `claims` by id; a claim that is not among them is left out. Copies are counted, not listed.
    """
    sources = sources or {}
    rows = [
        (s, claims[s.claim])
        for s in standings
        if s.incident == incident.id and s.claim in claims and _measure(claims[s.claim]) is measure
    ]
    rows.sort(
        key=lambda row: (
            _ORDER.index(row[0].state) if row[0].state in _ORDER else 99,
            -row[0].tier,
            row[0].claim,
        )
    )
    lines = [_line(standing, claim, sources) for standing, claim in rows if standing.state != "copy"]
    copies = Counter(s.state for s, _ in rows)["copy"]
    if copies:
        lines.append(f"{copies} {'copy counts' if copies == 1 else 'copies count'} with the original (R11)")
    toll = incident.toll(measure)
    return (*lines, *(result_lines(measure, toll) if toll is not None else ("no figure counts",)))


def _measure(claim: Claim) -> Measure | None:
    return claim.figure.measure if claim.figure is not None else None


def _line(standing: Standing, claim: Claim, sources: Mapping[str, Source]) -> str:
    figure = claim.figure
    if figure is None:
        raise AssertionError("only claims with a figure are explained")
    bounds = figure.bounds
    told = interval_text(bounds.low, bounds.high, bounds.hedge)
    voice = voice_name(claim, sources.get(claim.document))
    how = _WORDS.get(standing.state, standing.state)
    why = f" — {standing.note} ({standing.rule})" if standing.rule else ""
    return f"{told} by {voice} (tier {standing.tier}): {how}{why}"


def result_lines(measure: Measure, toll: Toll) -> tuple[str, ...]:
    """The result in a line, the rules that fired in one each, and the notes."""
    best = "no best figure (only vague words)" if toll.best is None else f"best {toll.best}"
    top = f"{toll.maximum}{'+' if toll.max_open else ''}"
    rules = [f"{rule}: {RULES[rule]}" for rule in sorted(toll.rules, key=rule_number) if rule in RULES]
    return (
        f"{measure.value}: min {toll.minimum}, {best}, max {top}; grade {toll.grade.value}",
        *rules,
        *toll.notes,
    )
