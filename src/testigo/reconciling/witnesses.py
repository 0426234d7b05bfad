"""Witnesses: claims become testimonies, copies are marked, and what a report adds is told from what it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from testigo.model.claim import Claim, Factuality, Kind, Polarity, VoiceKind
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.source import Source
from testigo.model.toll import Group, Measure
from testigo.reconciling.accounts import is_full_name
from testigo.reconciling.nearness import place_key
from testigo.reconciling.side_by_side import is_own_death, side_by_side
from testigo.reconciling.survivors import counts_the_hit
from testigo.reconciling.testimony import ALTERED, COPY, Testimony, minutes
from testigo.reconciling.voices import STATE_FORCES, origin_of, tier_of

_ADDITION = re.compile(
    r"\b(?:(?:one|two|three|four|five|\d+) more(?! than)|another|an additional|un[oa]? más(?! de)|(?:dos|tres|cuatro|cinco|\d+) más(?! de)"
    r"|others?(?! than)|otr[oa]s?(?! part)|un nuevo|una nueva|segunda? víctima|tercer[ao]? víctima)\b",
    re.IGNORECASE,
)
_LATE_DEATH = re.compile(
    r"\b(?:(?:died|dies|dead|succumbed|dying)\b[^.;]{0,60}\b(?:wounds|injuries|after (?:\w+ ){0,3}wounded (?:on|in|during))|succumbed to"
    r"|died (?:later )?(?:in|at) (?:the |a )?(?:\w+ ){0,2}hospital (?:days?|weeks?|months?|hours?) (?:after|later)"
    r"|(?:murió|falleció|muri(?:ó|eron)|fallecieron|muere|fallece|muerto|muerta|fallecido|fallecida)\b[^.;]{0,60}\b"
    r"(?:a (?:causa|consecuencia|raíz) de (?:las |sus |una |los )?(?:graves? )?(?:heridas?|lesi[oó]n(?:es)?|golpes)|"
    r"(?:tras|después de) (?:\w+ ){0,3}(?:hospitalizad[oa]|internad[oa]|días en|semanas en|agonizar))"
    r"|no resistió|no sobrevivió a (?:las|sus) heridas)",
    re.IGNORECASE,
)

_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\d{1,2} de"
)
_HURT_BEFORE = re.compile(
    rf"\b(?:(?:wounded|injured|hurt|shot)\b[^.;]{{0,50}}\b(?:on|last|since|of) (?:the )?(?:{_DAY})\b[^.;]{{0,40}}\b(?:died|dies|succumbed)"
    rf"|(?:died|dies|succumbed)\b[^.;]{{0,30}}\b(?:after|since) (?:\w+ ){{0,3}}(?:wounded|injured|hurt|shot)\b[^.;]{{0,50}}\b(?:on|last) (?:{_DAY})"
    rf"|herid[oa]s?\b[^.;]{{0,40}}\b(?:el|del) (?:pasado )?(?:{_DAY})\b[^.;]{{0,50}}\b(?:murió|falleció|murieron|fallecieron|muere|fallece)"
    rf"|(?:murió|falleció|murieron|fallecieron|muere|fallece)\b[^.;]{{0,40}}\bherid[oa]s?\b[^.;]{{0,40}}\b(?:el|del) (?:pasado )?(?:{_DAY}))\b",
    re.IGNORECASE,
)


def is_addition(claim: Claim) -> bool:
    """True for "one more died", «otro fallecido»: a number that is to be added to those before it."""
    return claim.figure is not None and bool(_ADDITION.search(claim.figure.phrase))


_POINTING = re.compile(
    r"^(?:the|his|her|their|its|that|this|he|she|him|el|la|su|ese|esa|este|esta|él|ella)\b(?! (?:only|único|única)\b)",
    re.IGNORECASE,
)


_PRONOUN = re.compile(
    r"^(?:he|him|she|her|the|that|él|ella|el|la|lo)\b(?! (?:only|único|única|other|second|otr[oa])\b)",
    re.IGNORECASE,
)


def is_mention(claim: Claim) -> bool:
    """True for one person named or pointed at ("Ana Ríos", "the woman", «su hijo»): that tells who died, and not how many.

    "One person", "a man", «un hombre» count.
    """
    figure = claim.figure
    if figure is None or not figure.bounds.low == figure.bounds.high == 1:
        return False
    return bool(_POINTING.match(figure.phrase)) or is_full_name(figure.phrase)


def is_late_death(claim: Claim) -> bool:
    """True where the sentence tells that someone died later of wounds: the death belongs to the incident of injury (rule R6)."""
    figure = claim.figure
    if figure is None:
        is_one = claim.kind is Kind.KILLING
    else:
        is_one = figure.measure is Measure.KILLED and figure.bounds.low == figure.bounds.high == 1
    return is_one and bool(_LATE_DEATH.search(claim.quote) or _HURT_BEFORE.search(claim.quote))


Told = tuple[object, ...]


def _subject(claim: Claim) -> Told:
    """What a claim counts, without its number: two claims of one text with equal subjects and other numbers contradict each other."""
    place, interval = claim.where.place, claim.when.interval
    return (
        claim.figure.measure if claim.figure is not None else claim.kind,
        claim.scope,
        claim.figure.group if claim.figure is not None else None,
        place_key(place) if isinstance(place, Place) else None,
        (interval.first, interval.last) if isinstance(interval, Interval) else None,
        claim.cause,
    )


def _number(claim: Claim) -> Told:
    if claim.figure is None:
        return ()
    bounds = claim.figure.bounds
    return bounds.low, bounds.high, bounds.hedge


def _harm(claim: Claim) -> Told:
    """What a claim counts and how many, or what it tells of without a number."""
    if claim.figure is None:
        return (claim.kind,)
    return claim.figure.measure, claim.figure.bounds.low, claim.figure.bounds.high


def _is_translated(copy: Source | None, root: Source | None) -> bool:
    return copy is not None and root is not None and copy.language != root.language


@dataclass(frozen=True, slots=True)
class Copied:
    """How the claims of copies stand to their originals: by claim id, the original's claim; `altered` carry another number."""

    twin_of: Mapping[str, str]
    altered: Mapping[str, str]


def match_copies(
    by_document: Mapping[str, Sequence[Claim]], root_of: Mapping[str, str], sources: Mapping[str, Source]
) -> Copied:
    """Set the claims of each copy against those of its original (rule R11).

    A claim that the original makes too is its copy. One that counts the same with another number is altered, unless it is an explicit
    update or withdrawal that the original lacks, or the same outlet's own later text. One that the original does not make is the
    copy's own addition. In a translation the same number of the same harm is the original's, whatever day, place or group it was read with.
    """
    twin_of: dict[str, str] = {}
    altered: dict[str, str] = {}
    tables: dict[str, tuple[dict[Told, str], dict[Told, Claim], dict[Told, str]]] = {}
    for document, root in sorted(root_of.items()):
        if root not in tables:
            exact: dict[Told, str] = {}
            subject: dict[Told, Claim] = {}
            harm: dict[Told, str] = {}
            for claim in by_document.get(root, ()):
                exact.setdefault((_subject(claim), _number(claim)), claim.id)
                subject.setdefault(_subject(claim), claim)
                harm.setdefault(_harm(claim), claim.id)
            tables[root] = exact, subject, harm
        exact, subject, harm = tables[root]
        is_translated = _is_translated(sources.get(document), sources.get(root))
        for claim in by_document.get(document, ()):
            twin = exact.get((_subject(claim), _number(claim)))
            if twin is None and is_translated:
                twin = harm.get(_harm(claim))
            first = subject.get(_subject(claim))
            if twin is not None:
                twin_of[claim.id] = twin
            elif first is not None:
                is_news = (claim.is_update and not first.is_update) or (
                    claim.is_retraction and not first.is_retraction
                )
                if not is_news and not _is_own_later_text(sources.get(document), sources.get(root)):
                    altered[claim.id] = first.id
    return Copied(twin_of, altered)


def _is_own_later_text(copy: Source | None, root: Source | None) -> bool:
    return (
        copy is not None
        and root is not None
        and copy.outlet is not None
        and copy.outlet == root.outlet
        and copy.published is not None
        and root.published is not None
        and copy.published > root.published
    )


def as_of(claim: Claim, source: Source | None) -> int:
    """The moment that a figure speaks of: when its report was published, else the last day it speaks of; 0 if neither is known."""
    if source is not None and source.published_at is not None:
        moment = source.published_at
        return minutes(moment.date(), moment.hour, moment.minute)
    if source is not None and source.published is not None:
        return minutes(source.published)
    interval = claim.when.interval
    return minutes(interval.last) if isinstance(interval, Interval) else 0


def gather_testimonies(
    claims: Iterable[Claim],
    sources: Mapping[str, Source],
    root_of: Mapping[str, str],
    copied: Copied,
    *,
    accepted: frozenset[str] = frozenset(),
    state_is_party: bool = True,
    is_plain: bool = False,
) -> dict[Measure, list[Testimony]]:
    """The figures of some claims as testimonies, by what they count.

    `state_is_party` False: nobody says that the state's forces had a part in it (a crime among civilians), so that police and
    government speak as an authority, tier 3, and not as a party. `is_plain` True: nobody is at odds about the number.
    """
    found: dict[Measure, list[Testimony]] = {}
    claims = list(claims)
    beside = side_by_side(claims)
    other_than = _other_than(claims)
    for claim in claims:
        if claim.figure is None or claim.stance.factuality in {Factuality.PLANNED, Factuality.HYPOTHETICAL}:
            continue
        is_zero = claim.figure.bounds.high == 0
        if claim.stance.polarity is Polarity.DENIED and not is_zero:
            continue
        found.setdefault(claim.figure.measure, []).append(
            _testimony(
                claim,
                sources,
                root_of,
                copied,
                is_accepted=claim.id in accepted,
                state_is_party=state_is_party,
                is_plain=is_plain,
                beside=beside.get(claim.id, ""),
                is_other_harm=claim.id in other_than,
            )
        )
    return found


def _other_than(claims: Iterable[Claim]) -> frozenset[str]:
    """As in "three people were killed and another was hurt": other than those told before it in the sentence, and not one more hurt."""
    told: dict[tuple[str, bool, int], list[Claim]] = {}
    for claim in claims:
        if claim.figure is not None and claim.figure.measure in {Measure.KILLED, Measure.INJURED}:
            told.setdefault((claim.document, claim.in_title, claim.sentence.start), []).append(claim)
    return frozenset(
        c.id
        for row in told.values()
        for c in row
        for before in row
        if before.span.start < c.span.start
        and before.figure is not None
        and c.figure is not None
        and before.figure.measure is not c.figure.measure
        and _OTHER.search(c.figure.phrase)
    )


_OTHER = re.compile(r"\b(?:another|others?|otr[oa]s?)\b", re.IGNORECASE)


def _testimony(
    claim: Claim,
    sources: Mapping[str, Source],
    root_of: Mapping[str, str],
    copied: Copied,
    *,
    is_accepted: bool,
    state_is_party: bool,
    is_plain: bool,
    beside: str,
    is_other_harm: bool,
) -> Testimony:
    figure = claim.figure
    if figure is None:
        raise AssertionError("only claims with a figure gather_testimonies")
    source = sources.get(claim.document)
    root = root_of.get(claim.document, claim.document)
    kind = claim.attribution.kind if claim.attribution is not None else VoiceKind.PRESS
    tier = tier_of(claim)
    if not state_is_party and kind in STATE_FORCES:
        tier = 3
    # An allegation that somebody makes is set aside like a party's claim (R18); one that nobody answers for is unconfirmed (R2).
    # A force that counts its own dead is no party to that number.
    counts_its_own = (kind, figure.group) in {
        (VoiceKind.MILITARY, Group.SOLDIERS),
        (VoiceKind.POLICE, Group.POLICE),
    }
    is_party = (tier == 1 and not counts_its_own) or (
        claim.stance.factuality is Factuality.ALLEGED and claim.attribution is not None
    )
    late = is_late_death(claim)
    own = is_own_death(claim)
    interval = claim.when.interval
    state, rule, by, note = "live", "", None, ""
    if not is_accepted and claim.id in copied.twin_of:
        state, rule, by, note = COPY, "R11", copied.twin_of[claim.id], "a copy of the original's claim"
    elif not is_accepted and claim.id in copied.altered:
        state, rule, by, note = (
            ALTERED,
            "R11",
            copied.altered[claim.id],
            "a near copy with another number: altered or updated",
        )
    return Testimony(
        claim=claim.id,
        document=claim.document,
        root=root,
        sentence=(claim.in_title, claim.sentence.start),
        origin=origin_of(claim, sources.get(root) or source, root),
        tier=tier,
        low=figure.bounds.low,
        high=figure.bounds.high,
        hedge=figure.bounds.hedge,
        group=figure.group,
        cause=claim.cause,
        as_of=as_of(claim, source),
        is_party=is_party,
        is_subset=figure.is_subset,
        is_update=claim.is_update,
        is_retraction=claim.is_retraction,
        is_addition=(is_addition(claim) and not is_other_harm) or late or (own and not beside),
        is_mention=is_mention(claim),
        is_plain=is_plain,
        is_more=is_addition(claim) and not is_other_harm,
        is_pointed=bool(_PRONOUN.match(figure.phrase)),
        beside=beside,
        is_own_death=own,
        is_hit=figure.measure is Measure.INJURED and counts_the_hit(claim),
        at=claim.span.start,
        died_at=minutes(interval.last) if late and isinstance(interval, Interval) else 0,
        is_unconfirmed=claim.stance.factuality is Factuality.ALLEGED and claim.attribution is None,
        is_accepted=is_accepted,
        state=state,
        rule=rule,
        by=by,
        note=note,
    )
