"""Judgements over claims: which stand, and what they do before anything is linked. People always win; each ruling can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from testigo.errors import LedgerError
from testigo.model.claim import Attribution, Claim, Factuality, Kind, Polarity, Scope, VoiceKind
from testigo.model.interchange import where_from_json
from testigo.model.judgement import Judgement, Verdict
from testigo.model.moment import Granularity, Interval
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure


@dataclass(frozen=True, slots=True)
class Rulings:
    """The judgements in force, by what they do. Pairs hold claim ids, the smaller first."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()
    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    retracted: frozenset[str] = frozenset()
    corrections: tuple[Judgement, ...] = ()


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that stand: neither undone nor undoings, in the order of their making. An undoing can itself be undone."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verdict is Verdict.UNDO and judgement.id not in undone:
            undone.update(judgement.subjects)
    return tuple(j for j in ordered if j.verdict is not Verdict.UNDO and j.id not in undone)


def rulings(judgements: Iterable[Judgement]) -> Rulings:
    """What the judgements say; of two on the same subjects the later holds."""
    pairs: dict[tuple[str, str], Verdict] = {}
    single: dict[str, Verdict] = {}
    retracted: set[str] = set()
    corrections: dict[tuple[str, str | None], Judgement] = {}
    for judgement in in_force(judgements):
        if judgement.verdict in {Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE}:
            subjects = sorted(set(judgement.subjects))
            for i, a in enumerate(subjects):
                for b in subjects[i + 1 :]:
                    pairs[a, b] = judgement.verdict
        elif judgement.verdict in {Verdict.ACCEPT, Verdict.REJECT}:
            single.update((subject, judgement.verdict) for subject in judgement.subjects)
        elif judgement.verdict is Verdict.RETRACT:
            retracted.update(judgement.subjects)
        elif judgement.verdict is Verdict.CORRECT:
            for subject in judgement.subjects:
                corrections[subject, judgement.field] = replace(judgement, subjects=(subject,))
    return Rulings(
        same=frozenset(pair for pair, verdict in pairs.items() if verdict is Verdict.SAME),
        different=frozenset(pair for pair, verdict in pairs.items() if verdict is Verdict.DIFFERENT),
        accepted=frozenset(claim for claim, verdict in single.items() if verdict is Verdict.ACCEPT),
        rejected=frozenset(claim for claim, verdict in single.items() if verdict is Verdict.REJECT),
        retracted=frozenset(retracted),
        corrections=tuple(corrections[key] for key in sorted(corrections, key=str)),
    )


def judged_claims(claims: Iterable[Claim], ruled: Rulings) -> list[Claim]:
    """The claims that count, corrected: without the rejected and those of retracted documents; in the order of ids, each once."""
    fixes: dict[str, list[Judgement]] = {}
    for judgement in ruled.corrections:
        fixes.setdefault(judgement.subjects[0], []).append(judgement)
    kept: dict[str, Claim] = {}
    for claim in claims:
        if claim.id in ruled.rejected or claim.document in ruled.retracted:
            continue
        for judgement in fixes.get(claim.id, ()):
            claim = corrected(claim, judgement.field or "", judgement.value)
        kept[claim.id] = claim
    return [kept[key] for key in sorted(kept)]


def corrected(claim: Claim, field: str, value: str | None) -> Claim:
    """The claim with one field as a person set it.

    Fields: `low`, `high` (a number; high empty = open), `measure`, `group`, `is_subset`, `scope`, `kind`, `cause`, `polarity`,
    `factuality`, `voice`, `voice_kind`, `when` (a day, or `first/last`), `where` (the JSON object of a claim's `where`).

    Raises:
        LedgerError: no such field, or a value that it cannot hold.
    """
    text = (value or "").strip()
    try:
        if field in {"low", "high", "figure"}:
            return replace(claim, figure=_with_bounds(claim.figure, field, text))
        if field in {"measure", "group", "is_subset"} and claim.figure is not None:
            return replace(claim, figure=_with_label(claim.figure, field, text))
        if field == "when":
            first, _, last = text.partition("/")
            days = Interval(
                date.fromisoformat(first),
                date.fromisoformat(last or first),
                Granularity.RANGE if last else Granularity.DAY,
            )
            return replace(claim, when=replace(claim.when, interval=days))
        if field == "where":
            return replace(claim, where=where_from_json(json.loads(text)))
        return _with_word(claim, field, text)
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(
            f"a judgement sets {field!r} of claim {claim.id} to {value!r}, which it cannot hold"
        ) from error


def _with_bounds(figure: Figure | None, field: str, text: str) -> Figure:
    if figure is None:
        raise ValueError("the claim has no figure")
    if field == "figure":
        low_text, _, high_text = text.partition("-")
        first, last = int(low_text), int(high_text or low_text)
        return replace(figure, bounds=Bounds(first, last, Hedge.EXACT if first == last else Hedge.BETWEEN))
    number = int(text) if text else None
    low = number if field == "low" else figure.bounds.low
    high = number if field == "high" else figure.bounds.high
    if field == "low" and figure.bounds.low == figure.bounds.high:
        high = number
    hedge = (
        Hedge.EXACT if low == high else figure.bounds.hedge if high is None or low is None else Hedge.BETWEEN
    )
    return replace(figure, bounds=Bounds(low, high, hedge))


def _with_label(figure: Figure, field: str, text: str) -> Figure:
    if field == "measure":
        return replace(figure, measure=Measure(text))
    if field == "group":
        return replace(figure, group=Group(text))
    return replace(figure, is_subset=text.casefold() in {"true", "1", "yes", "sí", "si"})


def _with_word(claim: Claim, field: str, text: str) -> Claim:
    if field == "scope":
        return replace(claim, scope=Scope(text))
    if field == "kind":
        return replace(claim, kind=Kind(text))
    if field == "cause":
        return replace(claim, cause=text)
    if field == "polarity":
        return replace(claim, stance=replace(claim.stance, polarity=Polarity(text)))
    if field == "factuality":
        return replace(claim, stance=replace(claim.stance, factuality=Factuality(text)))
    if field == "voice":
        said = claim.attribution
        return replace(
            claim, attribution=replace(said, voice=text) if said is not None else Attribution(text)
        )
    if field == "voice_kind":
        said = claim.attribution or Attribution(text)
        return replace(claim, attribution=replace(said, kind=VoiceKind(text)))
    raise ValueError("no such field")
