"""Reconciling on one page: claims, sources and judgements become incidents, campaigns, lineages, standings and items for review.

A pure function: the order of its input, repeats in it and the number of workers that read it change no byte of the result. Pass the same
`memo` again to have only what is new worked out; the result is the same as without it.
"""

from __future__ import annotations

import itertools
import operator
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from testigo.model.claim import Claim, Polarity, Scope
from testigo.model.identity import content_id
from testigo.model.incident import Reconciliation
from testigo.model.judgement import Judgement, ReviewItem
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.source import Lineage, Source
from testigo.reconciling.accounts import Account, gather_accounts, is_day_total, makes_incidents, may_recall
from testigo.reconciling.assembling import Assembled, Context, assemble, is_row
from testigo.reconciling.campaigns import build_campaigns, is_cumulative
from testigo.reconciling.clustering import Pair, pair
from testigo.reconciling.judging import Rulings, judged_claims, rulings
from testigo.reconciling.keeping import Memo
from testigo.reconciling.lineage import earliest, trace
from testigo.reconciling.linking import Anchors, Linked, link
from testigo.reconciling.nearness import place_key
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.witnesses import Copied, is_late_death, match_copies

__all__ = ["Reconciliation", "reconcile"]


def reconcile(
    claims: Iterable[Claim],
    sources: Iterable[Source],
    judgements: Iterable[Judgement] = (),
    *,
    settings: ReconcileSettings | None = None,
    memo: Memo | None = None,
) -> Reconciliation:
    """Join the claims of all documents into incidents and waves.

    Args:
        claims: the claims of every document; a repeated id counts once.
        sources: the documents seen from outside; a document without one is taken as published on an unknown day.
        judgements: people's rulings; those undone are looked through, the others always win.
        settings: `ReconcileSettings()` if None.
        memo: keeps what was worked out from one run to the next, so that only what is new is worked out again.
    """
    settings = ReconcileSettings() if settings is None else settings
    memo = Memo() if memo is None else memo
    ruled = rulings(judgements)
    source_of = {source.document: source for source in sorted(sources, key=earliest)}
    counted = judged_claims(claims, ruled)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in counted:
        by_document[claim.document].append(claim)
    kept = [source for document, source in source_of.items() if document not in ruled.retracted]
    root_of, memo.likeness = trace(
        kept, threshold=settings.copy_similarity, copy_days=settings.copy_days, known=memo.likeness
    )
    copied = match_copies(by_document, root_of, source_of)
    context = Context(settings, source_of, root_of, copied, ruled.accepted)

    accounts = _accounts(by_document, source_of, ruled, memo)
    linked, account_of = _link(accounts, context, ruled, memo)
    incidents = _assembled(linked, account_of, context, memo)
    totals = _day_totals(counted, context)
    finished = memo.finish([*incidents, *totals])
    rows = [f.item for f in finished]
    campaigns, leads = build_campaigns(
        [item for item in rows if "day total" not in item.incident.flags],
        [c for c in counted if c.scope is Scope.CUMULATIVE and is_cumulative(c)],
        context,
        {f.item.incident.id: f.known for f in finished},
    )
    review = [
        *leads,
        *(r for item in rows for r in item.review),
        *_unsure(linked, account_of, rows),
        *_denials(counted),
    ]
    by_id = sorted(finished, key=lambda f: f.item.incident.id)
    return Reconciliation(
        incidents=tuple(sorted((i.item.incident for i in by_id), key=lambda i: _first_day(i.when.interval))),
        campaigns=tuple(campaigns),
        lineages=tuple(_lineages(root_of, copied, by_document)),
        standings=tuple(itertools.chain.from_iterable(f.standings for f in by_id)),
        review=tuple(sorted({r.id: r for r in review}.values(), key=lambda r: (-r.priority, r.kind, r.id))),
    )


def _first_day(interval: object) -> date:
    return interval.first if isinstance(interval, Interval) else date.max


def _accounts(
    by_document: Mapping[str, list[Claim]], source_of: Mapping[str, Source], ruled: Rulings, memo: Memo
) -> list[Account]:
    """The accounts of every document: those that make incidents, those that recall them, and late deaths by themselves."""
    parted = {claim for ids in ruled.different for claim in ids}
    fixed = {subject: judgement.id for judgement in ruled.corrections for subject in judgement.subjects}
    found: list[Account] = []
    for document in sorted(by_document):
        source = source_of.get(document)
        published = source.published if source is not None else None
        claims = by_document[document]
        ids = tuple(c.id for c in claims)
        ruling = tuple((i, fixed.get(i)) for i in ids if i in fixed or i in parted)
        key = (published, ids, ruling, ruled.different if ruling else None)
        held = memo.accounts.get(document)
        if held is None or held[0] != key:
            held = memo.accounts[document] = (key, tuple(_accounts_of(claims, published, ruled.different)))
        found.extend(held[1])
    return found


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


def _link(
    accounts: Sequence[Account], context: Context, ruled: Rulings, memo: Memo
) -> tuple[Linked, dict[str, Account]]:
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
    if memo.anchors is None or memo.anchors.threshold != context.settings.link_bits:
        memo.anchors = Anchors(context.settings.link_bits)
    linked = link(
        own,
        threshold=context.settings.link_bits,
        names={document: source.names for document, source in context.sources.items()},
        same=_on_accounts(ruled.same, account_of_claim, follows),
        different=_on_accounts(ruled.different, account_of_claim, follows),
        anchors=memo.anchors,
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


def _assembled(
    linked: Linked, account_of: Mapping[str, Account], context: Context, memo: Memo
) -> list[Assembled]:
    """The incidents of the groups; a group whose accounts, sources and rulings are as before is not worked out again."""
    if memo.settings != context.settings:
        memo.settings, memo.incidents = context.settings, {}
    found = []
    kept: dict[str, tuple[tuple[Account, ...], object, Assembled]] = {}
    outside = {document: _outside(document, context) for document in context.sources}
    for group in linked.groups:
        accounts = tuple(account_of[member] for member in group)
        if all(a.is_recalled for a in accounts):
            continue
        seen = (
            tuple(outside.get(a.document) for a in accounts),
            _rulings_on(accounts, context),
        )
        held = memo.incidents.get(group[0])
        is_same = (
            held is not None
            and held[1] == seen
            and len(held[0]) == len(accounts)
            and all(map(operator.is_, held[0], accounts))
        )
        item = held[2] if held is not None and is_same else assemble(accounts, context)
        kept[group[0]] = (accounts, seen, item)
        if is_row(item.incident, context.settings):
            found.append(item)
    memo.incidents = kept
    return found


def _outside(document: str, context: Context) -> object:
    """What of a document's source decides how its claims count: the day, the outlet, the credits, and the original it copies."""
    source = context.sources[document]
    here = (source.published, source.published_at, source.outlet, source.agencies)
    root = context.root_of.get(document)
    return here if root is None else (here, root, _outside(root, context))


def _rulings_on(accounts: Sequence[Account], context: Context) -> object:
    copied, accepted = context.copied, context.accepted
    if not accepted and not any(a.document in context.root_of for a in accounts):
        return None
    return tuple(
        (copied.twin_of.get(c.id), copied.altered.get(c.id), c.id in accepted)
        for a in accounts
        for c in a.claims
    )


def _day_totals(claims: Sequence[Claim], context: Context) -> list[Assembled]:
    """Totals of one day over a region or a country: rows of their own, flagged, never summed with the incidents that they cover."""
    groups: dict[tuple[str, date, date], list[Claim]] = defaultdict(list)
    for claim in claims:
        place, interval = claim.where.place, claim.when.interval
        if (
            is_day_total(claim)
            and isinstance(place, Place)
            and isinstance(interval, Interval)
            and claim.figure is not None
        ):
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
    root_of: Mapping[str, str], copied: Copied, by_document: Mapping[str, list[Claim]]
) -> list[Lineage]:
    copies: dict[str, list[str]] = defaultdict(list)
    for document, root in root_of.items():
        copies[root].append(document)
    altered = {c.document for claims in by_document.values() for c in claims if c.id in copied.altered}
    return [
        Lineage(
            root,
            tuple(sorted(copies[root])),
            tuple(sorted(altered & set(copies[root]))),
            "near-identical text, numbers aside",
        )
        for root in sorted(copies)
    ]


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


def _denials(claims: Iterable[Claim]) -> list[ReviewItem]:
    """R1, R19: denials of harm are shown to a person."""
    return [
        ReviewItem(content_id("r", "claim", c.id), "claim", (c.id,), None, "a voice denies the harm", 1.0)
        for c in claims
        if c.stance.polarity is Polarity.DENIED and c.figure is not None and c.scope is Scope.INCIDENT
    ]


def window_end(day: date, settings: ReconcileSettings) -> date:
    """The first day whose reports of an incident that ended on `day` are settled (R4)."""
    return day + timedelta(days=1 + -(-settings.window_hours // 24))
