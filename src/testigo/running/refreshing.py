"""The view brought up to date: what a change touches is worked out anew, the rest stays as it stands.

The result is that of a run over everything. Where the last run's keepings do not allow the short way (another version made them, a report
lacks a year that others give, a sum asks for something new, the change touches much) everything is worked out.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from sqlalchemy import Connection, select, update

from testigo.ledger import tables, view, working
from testigo.ledger.journal import chunks, put
from testigo.ledger.store import Ledger
from testigo.model.claim import Claim, Scope
from testigo.model.incident import Campaign
from testigo.model.judgement import Judgement, ReviewItem, Verdict
from testigo.model.source import Source
from testigo.reconciling.assembling import incident_id
from testigo.reconciling.campaigns import build_campaigns, is_cumulative
from testigo.reconciling.judging import in_force, judged_claims, rulings
from testigo.reconciling.lineage import trace
from testigo.reconciling.reach import Neighbourhood, Reach, reaches
from testigo.reconciling.reconcile import Work, concluded, read_told, work_out
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.translations import is_translation, translations
from testigo.reconciling.witnesses import Copied, match_copies
from testigo.running import stages
from testigo.version import __version__

Progress = Callable[[int, str], None]

MOST_SHARE = 0.3
"""When a change touches a larger share of the documents than this, everything is worked out: that costs little more."""

FEW_DOCUMENTS = 50
"""So many documents are always worked out by themselves."""

_OF_CAMPAIGNS = ("delta", "parts", "residual")


class _Everything(Exception):
    """The short way cannot be taken."""


def refresh(ledger: Ledger, *, progress: Progress = lambda _done, _stage: None) -> bool:
    """Bring the view up to date with claims and judgements that came since; False where it stands as it is.

    Where a newer reader has not read all documents yet, the view stays with the reader that it has: the next build reads them again.
    """
    reader = stages.reader_version()
    held = ledger.get("reader") or reader
    if held != reader and not set(ledger.texts_held()) <= ledger.read_by(reader):
        reader = held
    if not ledger.is_stale(reader) and ledger.get("view_made_by") == made_by():
        return False
    progress(0, "reconciling")
    try:
        _refresh_touched(ledger, reader)
    except (_Everything, working.NotKept):
        _refresh_everything(ledger, reader)
    return True


@cache
def made_by() -> str:
    """The version and a digest of the rules that views are made by: another one's keepings are of no use."""
    digest = hashlib.sha256()
    folder = resources.files("testigo").joinpath("reconciling")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".py"):
            digest.update(item.name.encode())
            digest.update(hashlib.sha256(item.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _refresh_everything(ledger: Ledger, reader: str) -> None:
    revision = ledger.get("revision") or "0"
    every = ledger.journal.judgements()
    claims = ledger.claims(reader)
    sources = {source.document: source for source in ledger.sources()}
    work = work_out(claims, sources.values(), every)
    reconciliation = concluded(work)
    asked = sorted({key for item in work.finished for key in item.known.asked}, key=str)
    reach = reaches(sources, work.told, _by_document(claims), work.context.root_of)

    def keep(connection: Connection) -> None:
        working.write_reach(connection, reach)
        working.write_work(connection, _keys(work), work.counted, asked)
        put(connection, "view_asked", working.asked_to_json(asked))
        put(connection, "view_judgements", str(len(every)))
        put(connection, "view_made_by", made_by())

    ledger.replace_view(reconciliation, claims, reader=reader, revision=revision, also=keep)


def _by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document].append(claim)
    return found


def _keys(work: Work) -> dict[str, str]:
    return {f.item.incident.id: f.base.key for f in work.finished}


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before the change. `judgements` are all of now, `seen` of them were known to the last run.

    `ruled` are the subjects of those in force: what was asked about them is answered.
    """

    reader: str
    revision: str
    view_revision: str
    neighbours: Neighbourhood
    asked: list[working.Asked]
    judgements: tuple[Judgement, ...]
    seen: int
    ruled: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Change:
    """What is worked out anew: `old` are ids of incidents that the documents had, `reach` is what the documents hold now."""

    documents: frozenset[str]
    claims: tuple[Claim, ...]
    work: Work
    old: frozenset[str]
    reach: Mapping[str, Reach]


def _refresh_touched(ledger: Ledger, reader: str) -> None:
    before = _before(ledger, reader)
    change = _work_out_touched(ledger, before)
    countries = frozenset(
        country
        for document in change.documents
        for reach in (before.neighbours.reach_of(document), change.reach.get(document))
        if reach is not None
        for country in reach.countries
    )
    campaigns, leads = _campaigns(ledger, before, change, countries)
    if any(not f.known.asked <= set(before.asked) for f in change.work.finished):
        raise _Everything  # sums of a kind that was not kept of the other incidents
    with ledger.writing() as connection:
        if _meta(connection, "view_revision") != before.view_revision:
            raise _Everything  # another process was faster
        _write(connection, before, change, countries, campaigns, leads)


def _before(ledger: Ledger, reader: str) -> _Before:
    view_revision, seen = ledger.get("view_revision"), ledger.get("view_judgements")
    if (
        ledger.get("reader") != reader
        or ledger.get("view_made_by") != made_by()
        or view_revision is None
        or seen is None
    ):
        raise _Everything
    revision = ledger.get("revision") or "0"
    with ledger.engine.connect() as connection:
        neighbours = working.read_neighbourhood(connection)
    asked = working.asked_from_json(ledger.get("view_asked") or "[]")
    judgements = ledger.journal.judgements()
    ruled = frozenset(frozenset(j.subjects) for j in ledger.journal.standing())
    return _Before(reader, revision, view_revision, neighbours, asked, judgements, int(seen), ruled)


def _work_out_touched(ledger: Ledger, before: _Before) -> _Change:
    held = before.neighbours
    withdrawn = ledger.journal.withdrawn()
    known = set(held.documents)
    standing = (ledger.read_beside(before.reader, working.view_reach.c.document) | known) - withdrawn
    changed = (standing ^ known) | (_ruled_anew(ledger, before) & (standing | known))
    joined = _joined(ledger, before)
    extra: set[str] = set()
    fresh = _fresh(ledger, before, changed, {})
    _join_texts(ledger, before, ledger.headers(changed & standing), fresh, joined)
    while True:
        documents = held.touched(fresh, joined) | extra
        _allow(before, fresh, documents)
        sources = ledger.headers(documents & standing)
        root_of = _traced(sources)
        again = {
            d
            for d, source in sources.items()
            if set(_reach(d, fresh, held).names.tolist()) != set(() if d in root_of else source.names)
        }
        if again:  # a text has become a copy, or is none any more: its names count otherwise
            fresh |= _fresh(ledger, before, again | fresh.keys(), root_of)
            continue
        counts = held.name_counts(fresh)
        claims = ledger.claims_of(documents & standing, before.reader)
        work = work_out(
            claims,
            [_without_common(s, _reach(d, fresh, held), held, counts) for d, s in sources.items()],
            before.judgements,
        )
        old, more = _old_incidents(ledger, work, documents)
        if more <= documents:
            reach = reaches(sources, work.told, _by_document(claims), root_of)
            return _Change(frozenset(documents), claims, work, frozenset(old), reach)
        extra |= more
        fresh |= {d: r for d in more if d not in fresh and (r := held.reach_of(d)) is not None}


def _reach(document: str, fresh: Mapping[str, Reach], held: Neighbourhood) -> Reach:
    """What a document holds now."""
    return fresh.get(document) or held.reach_of(document) or Reach()


def _fresh(
    ledger: Ledger, before: _Before, documents: Iterable[str], root_of: Mapping[str, str]
) -> dict[str, Reach]:
    """What some documents hold now; nothing for those that are withdrawn."""
    asked = set(documents)
    sources = {d: s for d, s in ledger.headers(asked).items() if d not in ledger.journal.withdrawn()}
    claims = ledger.claims_of(sources, before.reader)
    told = read_told(claims, sources, rulings(before.judgements))
    found = reaches(sources, told, _by_document(claims), root_of)
    return {document: found.get(document, Reach()) for document in asked}


def _traced(sources: Mapping[str, Source]) -> dict[str, str]:
    return trace(sources.values(), ReconcileSettings())


def _allow(before: _Before, fresh: Mapping[str, Reach], documents: set[str]) -> None:
    """Refuse the short way where it is none, or where years hang on reports that are not at hand."""
    held = before.neighbours
    if len(documents) > max(FEW_DOCUMENTS, MOST_SHARE * len(held.documents)):
        raise _Everything
    reach = [r for d in fresh for r in (fresh[d], held.reach_of(d)) if r is not None]
    countries = {country for r in reach for country in r.countries}
    lacking = held.yearless()
    if any(r.is_yearless for r in reach) or any(
        d in documents or r.countries & countries for d, r in lacking.items()
    ):
        raise _Everything


def _without_common(
    source: Source, reach: Reach, held: Neighbourhood, counts: Mapping[int, tuple[int, int]]
) -> Source:
    """The source with the names alone that few documents of the whole ledger hold."""
    common = held.common(reach, counts)
    return replace(source, names=tuple(n for n in source.names if n not in common)) if common else source


def _ruled_anew(ledger: Ledger, before: _Before) -> set[str]:
    """The documents on whose claims other rulings stand than at the last run."""
    then = {j.id: j for j in in_force(before.judgements[: before.seen])}
    now = {j.id: j for j in in_force(before.judgements)}
    subjects = {s for key in then.keys() ^ now.keys() for s in (then.get(key) or now[key]).subjects}
    return subjects | set(_documents_of(ledger, subjects).values())


def _documents_of(ledger: Ledger, claims: Iterable[str]) -> dict[str, str]:
    """The document of each claim, of whatever reader; ids of no claim are left out."""
    c = tables.claims.c
    found: dict[str, str] = {}
    with ledger.engine.connect() as connection:
        for part in chunks(sorted(claims)):
            found.update(
                (r.id, r.document) for r in connection.execute(select(c.id, c.document).where(c.id.in_(part)))
            )
    return found


def _joined(ledger: Ledger, before: _Before) -> dict[str, set[str]]:
    """Documents whose claims a person has ruled on together."""
    pairs = [
        j
        for j in in_force(before.judgements)
        if j.verdict in {Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE}
    ]
    document_of = _documents_of(ledger, {s for j in pairs for s in j.subjects})
    found: dict[str, set[str]] = defaultdict(set)
    for judgement in pairs:
        together = {document_of[s] for s in judgement.subjects if s in document_of}
        for document in together:
            found[document] |= together
    return found


def _join_texts(
    ledger: Ledger,
    before: _Before,
    changed: Mapping[str, Source],
    fresh: Mapping[str, Reach],
    joined: dict[str, set[str]],
) -> None:
    """Join documents that are one text: those that the last run found so, and those that may be one with a changed text."""
    l, held, days = view.view_lineages.c, before.neighbours, ReconcileSettings().translation_days
    with ledger.engine.connect() as connection:
        pairs = [
            (row.document, row.original) for row in connection.execute(select(l.document, l.original)).all()
        ]
    for document, alike in zip(changed, held.alike(fresh[d] for d in changed), strict=True):
        pairs.extend((document, other) for other in alike)
    by_band: dict[int, list[str]] = defaultdict(list)
    for document in changed:
        for band in fresh[document].bands.tolist():
            by_band[band].append(document)
    pairs.extend((one, other) for one, *rest in by_band.values() for other in rest)
    met = dict(zip(changed, held.met(changed.values(), days), strict=True))
    others = ledger.headers(set().union(*met.values()) - changed.keys())
    pairs.extend((a.document, b.document) for a, b in translations(changed.values(), days))
    pairs.extend(
        (document, other)
        for document, near in met.items()
        for other in near & others.keys()
        if is_translation(changed[document], others[other], days)
    )
    for one, other in pairs:
        joined[one].add(other)
        joined[other].add(one)


def _old_incidents(ledger: Ledger, work: Work, documents: set[str]) -> tuple[set[str], set[str]]:
    """The incidents that stood for the documents, and the documents that must be worked out with them.

    An incident elsewhere that shares its place and first day with one of these is numbered with it, so that its documents belong here too.
    """
    old: set[str] = set()
    more: set[str] = set()
    s, c, v = view.view_standings.c, tables.claims.c, view.view_incidents.c
    with ledger.engine.connect() as connection:
        for part in chunks(sorted(documents)):
            mine = select(s.incident).join(tables.claims, c.id == s.claim).where(c.document.in_(part))
            old.update(connection.execute(mine.distinct()).scalars())
        keys = {f.base.key for f in work.finished} | set(working.keys_of(connection, old).values())
        named = set(old)
        left = {(key, 0) for key in keys}
        while left:
            ids = {incident_id(key, number): (key, number) for key, number in left}
            held = working.keys_of(connection, ids)
            named |= held.keys()
            left = {(key, number + 1) for i, (key, number) in ids.items() if i in held}
        for part in chunks(sorted(named)):
            for text in connection.execute(select(v.sources).where(v.id.in_(part))).scalars():
                more.update(json.loads(text))
    return old, more


def _campaigns(
    ledger: Ledger, before: _Before, change: _Change, countries: frozenset[str]
) -> tuple[list[Campaign], list[ReviewItem]]:
    """The campaigns of some countries, from what the last run kept of the incidents that the change leaves as they are."""
    work, settings = change.work, change.work.context.settings
    ruled = rulings(before.judgements)
    corrected = {j.subjects[0] for j in ruled.corrections}
    elsewhere = [
        claim
        for claim in judged_claims(_cumulative(ledger, before.reader, countries, corrected), ruled)
        if claim.document not in change.documents and claim.scope is Scope.CUMULATIVE and is_cumulative(claim)
    ]
    with ledger.engine.connect() as connection:
        counted = list(working.read_counted(connection, countries, before.asked, change.old))
        l = view.view_lineages.c
        root_of = {
            row.document: row.original
            for row in connection.execute(select(l.document, l.original)).all()
            if row.document not in change.documents
        }
    context = work.context
    copies = {c.document for c in elsewhere} & root_of.keys()
    roots = {root_of[d] for d in copies}
    sources = ledger.headers({c.document for c in elsewhere} | roots) | dict(context.sources)
    told = _by_document(judged_claims(ledger.claims_of(copies | roots, before.reader), ruled))
    copied = match_copies(told, {d: root_of[d] for d in copies}, sources)
    context = replace(
        context,
        settings=settings,
        sources=sources,
        root_of=root_of | dict(context.root_of),
        copied=Copied(
            {**copied.twin_of, **context.copied.twin_of}, {**copied.altered, **context.copied.altered}
        ),
    )
    mine = [item for item in work.counted if item.place.country in countries]
    cumulative = sorted((*elsewhere, *work.cumulative), key=lambda c: (c.document, c.id))
    return build_campaigns([*counted, *mine], cumulative, context)


def _cumulative(
    ledger: Ledger, reader: str, countries: frozenset[str], corrected: set[str]
) -> Sequence[Claim]:
    """Cumulative claims of some countries as they were read, and all that a person has corrected."""
    c = tables.claims.c
    query = select(c.id).where(
        c.scope == Scope.CUMULATIVE.value, c.country.in_(sorted(countries)), c.reader == reader
    )
    with ledger.engine.connect() as connection:
        ids = set(connection.execute(query).scalars().all())
    withdrawn = ledger.journal.withdrawn()
    return [c for c in ledger.claims_by_id(ids | corrected).values() if c.document not in withdrawn]


def _write(
    connection: Connection,
    before: _Before,
    change: _Change,
    countries: frozenset[str],
    campaigns: Sequence[Campaign],
    leads: Sequence[ReviewItem],
) -> None:
    """Put what was worked out in the place of what it replaces."""
    work = change.work
    incidents = [f.item.incident for f in work.finished]
    now = {incident.id for incident in incidents}
    v, w, l = view.view_incidents.c, view.view_campaigns.c, view.view_lineages.c
    waves = set(connection.execute(select(w.id).where(w.country.in_(sorted(countries)))).scalars())
    reviews = {item.id: item for item in (*leads, *work.review)}
    over, beside = _reviews_over(connection, change, waves)
    families: set[str] = set()
    for part in chunks(sorted(change.documents)):
        mine = select(l.original).where(l.document.in_(part) | l.original.in_(part))
        families.update(connection.execute(mine).scalars())
    view.forget(
        connection,
        incidents=change.old - now,
        campaigns=waves - {c.id for c in campaigns},
        lineages=families,
        reviews=over,
    )
    view.refresh_review_flags(connection, beside - change.old)
    view.write(
        connection,
        incidents=incidents,
        campaigns=campaigns,
        lineages=work.lineages,
        standings=[s for f in work.finished for s in f.standings],
        reviews=reviews.values(),
        claims=change.claims,
    )
    counted = select(view.view_campaign_incidents.c.incident)
    for part in chunks(sorted(countries)):
        alone = (v.country.in_(part), v.residual == 1, v.id.not_in(counted))
        connection.execute(update(view.view_incidents).where(*alone).values(residual=0))
    for item in reviews.values():
        if frozenset(item.subjects) in before.ruled:
            view.set_review_state(connection, item.id, "judged")
    working.forget_work(connection, change.old)
    working.write_work(connection, _keys(work), work.counted, before.asked)
    working.forget_reach(connection, change.documents)
    working.write_reach(connection, change.reach)
    put(connection, "view_judgements", str(len(before.judgements)))
    put(connection, "view_revision", before.revision)


def _reviews_over(connection: Connection, change: _Change, waves: set[str]) -> tuple[set[str], set[str]]:
    """Review items that the change replaces or ends, and the incidents that they are of."""
    r, p = view.view_reviews.c, view.view_series.c
    claims = {c.id for c in change.claims}
    for part in chunks(sorted(change.documents)):  # those of withdrawn documents too
        of_theirs = select(tables.claims.c.id).where(tables.claims.c.document.in_(part))
        claims.update(connection.execute(of_theirs).scalars())
    points: set[str] = set()
    for part in chunks(sorted(waves)):
        points.update(connection.execute(select(p.claim).where(p.campaign.in_(part))).scalars())
    over: set[str] = set()
    beside: set[str] = set()
    for row in connection.execute(select(r.id, r.kind, r.subjects, r.incident)):
        subjects = set(json.loads(row.subjects))
        if (
            not subjects.isdisjoint(points)
            if row.kind in _OF_CAMPAIGNS
            else row.incident in change.old or not subjects.isdisjoint(claims)
        ):
            over.add(row.id)
            if row.incident:
                beside.add(row.incident)
    return over, beside


def _meta(connection: Connection, key: str) -> str | None:
    m = tables.meta.c
    return connection.execute(select(m.value).where(m.key == key)).scalar_one_or_none()


__all__ = ["made_by", "refresh"]
