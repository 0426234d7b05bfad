"""Reconciling on one page: claims, sources and judgements become incidents, campaigns, lineages, standings and items for review.

A pure function: the order of its input, repeats in it and the number of workers that read it change no byte of the result.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from testigo.model.claim import Claim, Polarity, Scope
from testigo.model.identity import content_id
from testigo.model.incident import Reconciliation
from testigo.model.judgement import Judgement, ReviewItem
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.source import Lineage, Source
from testigo.reconciling.accounts import Account, gather_accounts, is_day_total, makes_incidents, may_recall
from testigo.reconciling.assembling import Assembled, Context, assemble, is_row
from testigo.reconciling.campaigns import Counted, build_campaigns, counted, is_cumulative
from testigo.reconciling.clustering import Pair, pair
from testigo.reconciling.judging import Rulings, judged_claims, rulings
from testigo.reconciling.keeping import Finished, Told, finish
from testigo.reconciling.lineage import earliest, trace
from testigo.reconciling.linking import Linked, link
from testigo.reconciling.nearness import place_key
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.witnesses import Copied, is_late_death, match_copies
from testigo.reconciling.years import with_years

__all__ = ["Reconciliation", "Work", "concluded", "read_told", "reconcile", "work_out"]


def reconcile(
    claims: Iterable[Claim],
    sources: Iterable[Source],
    judgements: Iterable[Judgement] = (),
    *,
    settings: ReconcileSettings | None = None,
) -> Reconciliation:
    """Join the claims of all documents into incidents and waves.

    Args:
        claims: the claims of every document; a repeated id counts once.
        sources: the documents seen from outside; a document without one is taken as published on an unknown day.
        judgements: people's rulings; those undone are looked through, the others always win.
        settings: `ReconcileSettings()` if None.
    """
    return concluded(work_out(claims, sources, judgements, settings=settings))


def concluded(work: Work) -> Reconciliation:
    """The incidents with the campaigns that they make."""
    campaigns, leads = build_campaigns(work.counted, work.cumulative, work.context)
    review = {item.id: item for item in (*leads, *work.review)}
    return Reconciliation(
        incidents=tuple(
            sorted((f.item.incident for f in work.finished), key=lambda i: _first_day(i.when.interval))
        ),
        campaigns=tuple(campaigns),
        lineages=work.lineages,
        standings=tuple(itertools.chain.from_iterable(f.standings for f in work.finished)),
        review=tuple(sorted(review.values(), key=lambda r: (-r.priority, r.kind, r.id))),
    )


@dataclass(frozen=True, slots=True)
class Work:
    """All but the campaigns: incidents in the order of their ids, and what the sums of waves need of them."""

    finished: tuple[Finished, ...]
    counted: tuple[Counted, ...]
    cumulative: tuple[Claim, ...]
    lineages: tuple[Lineage, ...]
    review: tuple[ReviewItem, ...]
    told: Mapping[str, Told]
    context: Context


def work_out(
    claims: Iterable[Claim],
    sources: Iterable[Source],
    judgements: Iterable[Judgement] = (),
    *,
    settings: ReconcileSettings | None = None,
) -> Work:
    """The incidents, as `reconcile` does it; nothing here looks at a whole wave, so that it may be done for some documents alone."""
    settings = ReconcileSettings() if settings is None else settings
    ruled = rulings(judgements)
    source_of = _source_of(sources)
    told = read_told(claims, source_of, ruled)
    kept = [source for document, source in source_of.items() if document not in ruled.retracted]
    root_of = trace(kept, settings)
    copied = match_copies({document: t.claims for document, t in told.items()}, root_of, source_of)
    context = Context(settings, source_of, root_of, copied, ruled.accepted)

    linked, account_of = _link([a for t in told.values() for a in t.accounts], context, ruled)
    incidents = _assembled(linked, account_of, context)
    totals = _day_totals([c for t in told.values() for c in t.totals], context)
    finished = finish([*incidents, *totals])
    rows = [f.item for f in finished]
    review = [
        *(r for item in rows for r in item.review),
        *_unsure(linked, account_of, rows),
        *_denials(c for t in told.values() for c in t.denials),
    ]
    return Work(
        finished=tuple(sorted(finished, key=lambda f: f.item.incident.id)),
        counted=tuple(c for f in finished if (c := counted(f.item, f.known)) is not None),
        cumulative=tuple(c for t in told.values() for c in t.cumulative),
        lineages=tuple(_lineages(root_of, copied, told, source_of)),
        review=tuple(review),
        told=told,
        context=context,
    )


def _first_day(interval: object) -> date:
    return interval.first if isinstance(interval, Interval) else date.max


def _source_of(sources: Iterable[Source]) -> dict[str, Source]:
    """Sources by document; of two for one document the later in the order of originals, whatever came first."""
    found: dict[str, Source] = {}
    for source in sources:
        held = found.setdefault(source.document, source)
        if held is not source and earliest(held) < earliest(source):
            found[source.document] = source
    return found


def read_told(claims: Iterable[Claim], source_of: Mapping[str, Source], ruled: Rulings) -> dict[str, Told]:
    """What each document tells after rulings, in the order of documents; those that tell nothing are left out."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in with_years({claim.id: claim for claim in claims}, source_of).values():
        by_document[claim.document].append(claim)
    found = {}
    for document in sorted(by_document):
        counted = judged_claims(by_document[document], ruled)
        if counted:
            found[document] = _told(counted, _published(document, source_of), ruled)
    return found


def _published(document: str, source_of: Mapping[str, Source]) -> date | None:
    source = source_of.get(document)
    return source.published if source is not None else None


def _told(claims: Sequence[Claim], published: date | None, ruled: Rulings) -> Told:
    """The accounts of one document: those that make incidents, those that recall them, and late deaths by themselves."""
    return Told(
        tuple(claims),
        tuple(_accounts_of(claims, published, ruled.different)),
        tuple(c for c in claims if is_day_total(c)),
        tuple(c for c in claims if c.scope is Scope.CUMULATIVE and is_cumulative(c)),
        tuple(c for c in claims if _denies(c)),
    )


def _accounts_of(
    claims: Sequence[Claim], published: date | None, different: frozenset[Pair]
) -> list[Account]:
    makers = [c for c in claims if makes_incidents(c)]
    late = [c for c in makers if is_late_death(c)]
    found = gather_accounts([c for c in makers if c not in late], published)
    for claim in late:
        found.append(_late_account(claim, published))
    found.extend(gather_accounts([c for c in claims if may_recall(c)], published, is_recalled=True))
    ids = {c.id for c in claims}
    for a, b in sorted(different):
        if a in ids and b in ids:
            found = _parted(found, a, b, published)
    return found


def _late_account(claim: Claim, published: date | None) -> Account:
    """A late death stands by itself until it finds the incident of injury: its day is the death's and not the incident's (R6)."""
    account = gather_accounts([claim], published)[0]
    return replace(account, is_late_death=True)


def _parted(accounts: Sequence[Account], a: str, b: str, published: date | None) -> list[Account]:
    """A person has ruled two claims of one document different: the later in the text leaves the account of the other."""
    found: list[Account] = []
    for account in accounts:
        ids = [c.id for c in account.claims]
        if a in ids and b in ids:
            leaves = max(a, b, key=ids.index)
            for part in (
                [c for c in account.claims if c.id != leaves],
                [c for c in account.claims if c.id == leaves],
            ):
                found.extend(gather_accounts(part, published, is_recalled=account.is_recalled))
        else:
            found.append(account)
    return found


def _link(accounts: Sequence[Account], context: Context, ruled: Rulings) -> tuple[Linked, dict[str, Account]]:
    """Group the accounts; those of copies go where their original's claims go."""
    account_of_claim = {c.id: a.id for a in accounts for c in a.claims}
    by_id = {a.id: a for a in accounts}
    follows: dict[str, str] = {}
    own: list[Account] = []
    for account in accounts:
        twins = sorted(
            t
            for c in account.claims
            if (t := context.copied.twin_of.get(c.id) or context.copied.altered.get(c.id)) is not None
        )
        target = next((account_of_claim[t] for t in twins if t in account_of_claim), None)
        if target is not None and not _is_ruled(account, ruled):
            follows[account.id] = target
        else:
            own.append(account)
    linked = link(
        own,
        threshold=context.settings.link_bits,
        names={
            d: source.names
            for d, source in context.sources.items()
            if d not in context.root_of and d not in ruled.retracted
        },
        same=_on_accounts(ruled.same, account_of_claim, follows),
        different=_on_accounts(ruled.different, account_of_claim, follows),
    )
    followers: dict[str, list[str]] = defaultdict(list)
    for copy, original in follows.items():
        followers[_end(original, follows)].append(copy)
    groups = [
        tuple(sorted((*group, *(f for member in group for f in followers.get(member, ())))))
        for group in linked.groups
    ]
    return Linked(groups, linked.unsure), by_id


def _is_ruled(account: Account, ruled: Rulings) -> bool:
    ids = {c.id for c in account.claims}
    return any(a in ids or b in ids for a, b in (*ruled.same, *ruled.different))


def _end(account: str, follows: Mapping[str, str]) -> str:
    seen = set()
    while account in follows and account not in seen:
        seen.add(account)
        account = follows[account]
    return account


def _on_accounts(
    pairs: Iterable[Pair], account_of_claim: Mapping[str, str], follows: Mapping[str, str]
) -> list[Pair]:
    found = set()
    for a, b in pairs:
        one, two = account_of_claim.get(a), account_of_claim.get(b)
        if one is not None and two is not None and one != two:
            found.add(pair(_end(one, follows), _end(two, follows)))
    return sorted(p for p in found if p[0] != p[1])


def _assembled(linked: Linked, account_of: Mapping[str, Account], context: Context) -> list[Assembled]:
    """The incidents of the groups that are worth a row; what only recalls makes none."""
    found = []
    for group in linked.groups:
        accounts = [account_of[member] for member in group]
        if not all(a.is_recalled for a in accounts):
            item = assemble(accounts, context)
            if is_row(item.incident, context.settings):
                found.append(item)
    return found


def _day_totals(claims: Sequence[Claim], context: Context) -> list[Assembled]:
    """Totals of one day over a region or a country: rows of their own, flagged, never summed with the incidents that they cover."""
    groups: dict[tuple[str, date, date], list[Claim]] = defaultdict(list)
    for claim in claims:
        place, interval = claim.where.place, claim.when.interval
        if isinstance(place, Place) and isinstance(interval, Interval) and claim.figure is not None:
            groups[place_key(place), interval.first, interval.last].append(claim)
    found = []
    for _, members in sorted(groups.items(), key=lambda row: str(row[0])):
        by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in members:
            by_document[claim.document].append(claim)
        accounts = [a for d in sorted(by_document) for a in gather_accounts(by_document[d], None)]
        item = assemble(accounts, context)
        flags = tuple(sorted({*item.incident.flags, "day total"} - {"unplaced"}))
        found.append(replace(item, key=f"day total|{item.key}", incident=replace(item.incident, flags=flags)))
    return found


def _lineages(
    root_of: Mapping[str, str], copied: Copied, told: Mapping[str, Told], source_of: Mapping[str, Source]
) -> list[Lineage]:
    copies: dict[str, list[str]] = defaultdict(list)
    for document, root in root_of.items():
        copies[root].append(document)
    altered = {c.document for d in root_of if d in told for c in told[d].claims if c.id in copied.altered}
    return [
        Lineage(
            root,
            tuple(sorted(copies[root])),
            tuple(sorted(altered & set(copies[root]))),
            _likeness({source_of[d].language for d in (root, *copies[root])}),
        )
        for root in sorted(copies)
    ]


def _likeness(languages: Collection[str | None]) -> str:
    return (
        "one text in two languages: the same names and numbers in the same order"
        if len(languages) > 1
        else "near-identical text, numbers aside"
    )


def _unsure(linked: Linked, account_of: Mapping[str, Account], rows: Sequence[Assembled]) -> list[ReviewItem]:
    incident_of = {claim: item.incident.id for item in rows for claim in item.incident.claims}
    found = []
    for account, heads in linked.unsure:
        a = account_of[account].claims[0].id
        for head in heads[:3]:
            b = account_of[head].claims[0].id
            found.append(
                ReviewItem(
                    content_id("r", "pair", *pair(a, b)),
                    "pair",
                    pair(a, b),
                    incident_of.get(b),
                    "the report fits more than one incident alike",
                    2.0,
                )
            )
    return found


def _denies(claim: Claim) -> bool:
    return (
        claim.stance.polarity is Polarity.DENIED
        and claim.figure is not None
        and claim.scope is Scope.INCIDENT
    )


def _denials(claims: Iterable[Claim]) -> list[ReviewItem]:
    """R19: denials of harm are shown to a person."""
    return [
        ReviewItem(content_id("r", "claim", c.id), "claim", (c.id,), None, "a voice denies the harm", 1.0)
        for c in claims
    ]
