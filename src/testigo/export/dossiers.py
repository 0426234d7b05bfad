"""Dossiers: each incident of a ledger with the claims that stand, their sources, and the figures as the toll rules left them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from testigo.model.claim import Claim
from testigo.model.source import Source
from testigo.model.toll import Measure
from testigo.reconciling.assembling import figures_told, identified_dead
from testigo.reconciling.judging import judged_claims, rulings
from testigo.reconciling.merging import settle
from testigo.reconciling.rules import Case
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.testimony import ALTERED, COPY, Testimonies, minutes
from testigo.reconciling.witnesses import Copied

if TYPE_CHECKING:
    from testigo.ledger.store import Ledger
    from testigo.model.incident import Standing

Record = Mapping[str, Any]
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident's record as the view holds it, with what it rests on. `testimonies` are its figures after all rules, by measure."""

    record: Record
    claims: tuple[Claim, ...] = ()
    sources: Mapping[str, Source] | None = None
    testimonies: Mapping[Measure, Testimonies] | None = None

    def told(self, measure: str) -> Testimonies:
        """The figures of one measure, none where nobody gave one."""
        return (self.testimonies or {}).get(Measure(measure), ())

    def headers(self) -> tuple[Source, ...]:
        """The headers of the documents that its claims stand in, in order of id."""
        held = self.sources or {}
        return tuple(
            held[document] for document in sorted({c.document for c in self.claims}) if document in held
        )


def gather_dossiers(ledger: Ledger, *, only: Container[str] | None = None) -> Iterator[Dossier]:
    """The incidents of a ledger by first day and then by id, as the rulings in force leave them; `only` those of some ids, None for all.

    An incident of which every claim was rejected or withdrawn since the view was worked out is left out.
    """
    ruled = rulings(ledger.journal.judgements())
    families = ledger.lineages()
    root_of = {copy: original for copy, (original, _, _) in families.items()}
    records = (r for r in ledger.view_records("incidents") if only is None or r["id"] in only)
    while batch := list(islice(records, _BATCH)):
        claims = judged_claims(
            ledger.claims_by_id(claim for record in batch for claim in record["claims"]).values(), ruled
        )
        held = {claim.id: claim for claim in claims}
        documents = {claim.document for claim in claims}
        sources = ledger.headers(documents | {root_of[d] for d in documents if d in root_of})
        for record in batch:
            mine = tuple(held[claim] for claim in record["claims"] if claim in held)
            if mine:
                standings = ledger.standings(record["id"])
                yield Dossier(
                    record,
                    mine,
                    sources,
                    settled_figures(record, mine, sources, root_of, standings, accepted=ruled.accepted),
                )


def settled_figures(
    record: Record,
    claims: Iterable[Claim],
    sources: Mapping[str, Source],
    root_of: Mapping[str, str],
    standings: Iterable[Standing],
    *,
    accepted: frozenset[str] = frozenset(),
) -> dict[Measure, Testimonies]:
    """The incident's figures as the rules left them, with the numbers that they count for (one more died: the sum, not the one).

    Which claims are copies is taken from the standings; everything else follows from the claims as it did when the incident was made.
    """
    listed = sorted(claims, key=lambda c: c.id)
    marked = {s.claim: s for s in standings}
    copied = Copied(
        {c: s.by or c for c, s in marked.items() if s.state == COPY},
        {c: s.by or c for c, s in marked.items() if s.state == ALTERED},
    )
    last = record["when"].get("last")
    case = Case(
        end=minutes(date.fromisoformat(last) + timedelta(days=1)) if last else 0,
        window=ReconcileSettings().window_hours * 60,
    )
    told = figures_told(listed, sources, root_of, copied, case, accepted=accepted)
    return {
        measure: settle(
            told[measure], case, identified=len(identified_dead(listed)) if measure is Measure.KILLED else 0
        ).testimonies
        for measure in sorted(told, key=lambda m: m.value)
    }
