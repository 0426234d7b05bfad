"""`testigo show ID`: why this number, in plain words: claims, sentences, voices, rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from testigo.cli.printing import bounds, days, place, toll
from testigo.errors import LedgerError
from testigo.export.formats import RULES
from testigo.language.cleaning import hidden_marks
from testigo.model.interchange import claim_to_json

if TYPE_CHECKING:
    from testigo.ledger.store import Ledger
    from testigo.model.claim import Claim
    from testigo.model.incident import Standing
    from testigo.model.source import Source
    from testigo.model.text import Document


def explain(ledger: Ledger, record_id: str) -> Iterator[str]:
    """The lines of an explanation of an incident, campaign, claim or document.

    Raises:
        LedgerError: the ledger holds no such record.
    """
    incident = ledger.view_record("incidents", record_id)
    if incident is not None:
        yield from _incident(ledger, incident)
        return
    campaign = ledger.view_record("campaigns", record_id)
    if campaign is not None:
        yield from _campaign(ledger, campaign)
        return
    claim = ledger.claim(record_id)
    if claim is not None:
        yield from _claim(ledger, claim)
        return
    document = ledger.document(record_id)
    if document is not None:
        yield f"document {document.id}: {document.title or '(no title)'}"
        yield f"  {document.outlet or 'unknown outlet'}, published {document.published or 'unknown'} ({document.published_from})"
        yield from map("  flag   {}".format, _hidden(document))
        for found in ledger.claims(document=document.id):
            yield ""
            yield from _claim(ledger, found)
        return
    raise LedgerError(
        f"no incident, campaign, claim or document {record_id!r} in this ledger: list them with `testigo incidents` or `testigo claims`"
    )


def _incident(ledger: Ledger, record: dict[str, Any]) -> Iterator[str]:
    yield f"incident {record['id']}: {', '.join(record['kinds'])}"
    yield f"  when   {days(record['when'])}"
    yield f"  where  {place(record['where'])}"
    yield f"  {record['documents']} reports, {record['origins']} independent voices, status {record['status']}"
    for flag in record.get("flags", ()):
        yield f"  flag   {flag}"
    standings = ledger.standings(record["id"])
    claims = ledger.claims_by_id(standing.claim for standing in standings)
    headers = ledger.headers(claim.document for claim in claims.values())
    for measure, found in record["tolls"].items():
        yield ""
        yield f"{measure}: {toll(found)}   grade {found['grade']}, {found['discrepancy'] + 1} distinct values told"
        for group, part in found["by_group"].items():
            yield f"  of whom {group}: {toll(part)}"
        for rule in found["rules"]:
            yield f"  {rule}  {RULES.get(rule, '')}"
        for standing in standings:
            claim = claims.get(standing.claim)
            if claim is not None and claim.figure is not None and claim.figure.measure.value == measure:
                yield from _standing(standing, claim, headers)
    rest = [claims[s.claim] for s in standings if s.claim in claims and claims[s.claim].figure is None]
    if rest:
        yield ""
        yield "told without a figure:"
        for claim in rest:
            yield f"  {claim.id}  {claim.kind.value}: “{_one_line(claim.quote)}” ({_source(headers.get(claim.document), claim)})"


def _standing(standing: Standing, claim: Claim, headers: dict[str, Source]) -> Iterator[str]:
    assert claim.figure is not None
    state = "counts" if standing.state == "live" else standing.state.replace("_", " ")
    why = f" ({standing.rule})" if standing.rule else ""
    by = f" by {standing.by}" if standing.by else ""
    figure = bounds(claim.figure.bounds.low, claim.figure.bounds.high)
    yield f"  {figure:>6}  {standing.origin}, tier {standing.tier}: {state}{why}{by}"
    yield f"          “{_one_line(claim.quote)}”"
    yield f"          {claim.id}, {_source(headers.get(claim.document), claim)}"


def _campaign(ledger: Ledger, record: dict[str, Any]) -> Iterator[str]:
    yield f"campaign {record['id']}: {record['name']}"
    yield f"  {record['first']} – {record['last']}, {len(record['incidents'])} incidents"
    claims = ledger.claims_by_id(point["claim"] for point in record["series"])
    for point in record["series"]:
        residual = "" if point["residual"] is None else f", residual {point['residual']:+d}"
        group = "" if point["group"] == "unspecified" else f" {point['group']}"
        yield ""
        yield (
            f"{point['as_of']}  {point['measure']}{group} {bounds(point['low'], point['high'])}, {point['voice']}; "
            f"the incidents known by then give {point['incidents_sum']}{residual}"
        )
        if point["note"]:
            yield f"  {point['note']}"
        for flag in point["flags"]:
            yield f"  flag {flag}"
        claim = claims.get(point["claim"])
        if claim is not None:
            yield f"  “{_one_line(claim.quote)}” ({claim.id})"


def _claim(ledger: Ledger, claim: Claim) -> Iterator[str]:
    record = claim_to_json(claim)
    yield f"claim {claim.id}: {claim.kind.value}"
    yield f"  “{_one_line(claim.quote)}”"
    if claim.figure is not None:
        figure = claim.figure
        subset = ", part of another figure" if figure.is_subset else ""
        told = f"{figure.measure.value} {bounds(figure.bounds.low, figure.bounds.high)}"
        yield f"  figure  {told} ({figure.bounds.hedge.value}, “{figure.phrase}”, {figure.group.value}{subset})"
    yield f"  when    {days(record['when'])}{_phrase(record['when'])}"
    yield f"  where   {place(record['where'])}{_phrase(record['where'])}"
    voice = claim.attribution
    yield f"  voice   {voice.voice} ({voice.kind.value})" if voice else "  voice   the outlet"
    yield f"  scope   {claim.scope.value}; {claim.stance.polarity.value}, {claim.stance.factuality.value}"
    for actor in claim.actors:
        yield f"  {actor.role.value:<11} {actor.name or actor.text} ({actor.category})"
    incident = ledger.incident_of(claim.id)
    if incident:
        yield f"  in incident {incident}"
    header = ledger.headers([claim.document]).get(claim.document)
    yield f"  source  {_source(header, claim)}"


def _phrase(record: dict[str, Any]) -> str:
    return f" (“{record['phrase']}”)" if record.get("phrase") else ""


def _source(header: Source | None, claim: Claim) -> str:
    if header is None:
        return claim.document
    return f"{header.outlet or 'unknown outlet'}, {header.published or 'day unknown'}, {claim.document}"


def _hidden(document: Document) -> Iterator[str]:
    """What a reader of the page could not see (SAFETY 13)."""
    for part, text in (("title", document.title or ""), ("text", document.text)):
        marks = hidden_marks(text)
        if marks:
            names = sorted({unicodedata.name(text[at], f"U+{ord(text[at]):04X}").lower() for at in marks})
            yield f"{len(marks)} hidden marks in the {part}, the first at character {marks[0]}: {', '.join(names)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
