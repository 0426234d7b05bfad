"""Judging in the terminal: one item, one key; every ruling is signed, dated and can be undone."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from testigo.cli.printing import bounds, days, place
from testigo.errors import LedgerError
from testigo.ledger.journal import Overtaken
from testigo.model.interchange import claim_to_json
from testigo.model.judgement import Judgement, ReviewItem, Verdict
from testigo.reconciling.judging import corrected

if TYPE_CHECKING:
    from testigo.ledger.store import Ledger
    from testigo.model.claim import Claim

KEYS = {
    "a": (Verdict.ACCEPT, "accept the claim"),
    "r": (Verdict.REJECT, "reject the claim"),
    "e": (Verdict.CORRECT, "correct a field"),
    "m": (Verdict.SAME, "the two are one incident"),
    "s": (Verdict.DIFFERENT, "the two are separate incidents"),
    "d": (Verdict.UNSURE, "leave it undecided"),
}
MOVES = {"j": "next", "k": "back", "u": "undo your last ruling", "?": "this list", "q": "stop"}
FIELDS = "low, high, measure, group, is_subset, when, where, scope, kind, voice, polarity, factuality"


@dataclass(slots=True)
class Desk:
    """Where a terminal session reads keys and answers, and writes lines: replaced by tests."""

    key: Callable[[], str]
    ask: Callable[[str], str]
    tell: Callable[[str], None]
    now: Callable[[], datetime]


def review(ledger: Ledger, desk: Desk, *, by: str) -> int:
    """Walk through the open review items until the reviewer stops. Returns the number of rulings that stand from this sitting."""
    items = ledger.review_items()
    if not items:
        desk.tell("nothing waits for review")
        return 0
    given: list[Judgement] = []
    place_now = 0
    while 0 <= place_now < len(items):
        item = items[place_now]
        _show(ledger, desk, item, place_now + 1, len(items))
        seen = len(ledger.journal.judgements(item.subjects))
        pressed = desk.key()
        if pressed == "q":
            break
        if pressed in ("j", "k"):
            place_now = place_now + 1 if pressed == "j" else max(0, place_now - 1)
        elif pressed == "u":
            _undo(ledger, desk, given, by)
        elif pressed in KEYS:
            judgement = _rule(ledger, desk, item, KEYS[pressed][0], by, seen)
            if judgement is not None:
                given.append(judgement)
                place_now += 1
        else:
            _help(desk)
    desk.tell(f"{len(given)} rulings recorded by {by}")
    return len(given)


def _show(ledger: Ledger, desk: Desk, item: ReviewItem, number: int, total: int) -> None:
    desk.tell(f"\n[{number} of {total}] {item.kind}: {item.reason}")
    claims = ledger.claims_by_id(item.subjects)
    for subject in item.subjects:
        claim = claims.get(subject)
        desk.tell(_card(claim) if claim else f"  {subject}: no longer read by this version")
    keys = "m same · s separate · d undecided" if item.kind == "pair" else "a accept · r reject · e correct"
    desk.tell(f"  {keys} · j next · k back · u undo · ? help · q stop")


def _card(claim: Claim) -> str:
    record = claim_to_json(claim)
    figure = claim.figure
    told = (
        f"{figure.measure.value} {bounds(figure.bounds.low, figure.bounds.high)}"
        if figure
        else claim.kind.value
    )
    voice = claim.attribution.voice if claim.attribution else "the outlet"
    return (
        f"  {claim.id}  {told}; {days(record['when'])}; {place(record['where'])}; {claim.scope.value}; {voice}\n"
        f"      “{' '.join(claim.quote.split())}”"
    )


def _rule(
    ledger: Ledger, desk: Desk, item: ReviewItem, verdict: Verdict, by: str, seen: int
) -> Judgement | None:
    pair = verdict in (Verdict.SAME, Verdict.DIFFERENT)
    if pair and item.kind != "pair":
        desk.tell("  that key is for two claims of one incident; this item is another question: a, r, e or d")
        return None
    field = value = None
    if verdict is Verdict.CORRECT:
        field = desk.ask(f"field ({FIELDS}): ").strip()
        value = desk.ask("new value: ").strip()
        if not field or not value:
            desk.tell("  nothing changed")
            return None
        fault = _cannot_hold(ledger, item, field, value)
        if fault:
            desk.tell(f"  not recorded: {fault}")
            return None
    reason = desk.ask("reason (may be empty): ").strip()
    try:
        judgement = ledger.journal.judge(
            verdict, item.subjects, by=by, at=desk.now(), reason=reason, field=field, value=value, seen=seen
        )
    except Overtaken as overtaken:
        for found in overtaken.found:
            desk.tell(
                f"  meanwhile {found.by} ruled {found.verdict.value}: {found.reason or 'no reason given'}"
            )
        desk.tell("  nothing of yours was written: look again, then decide")
        return None
    except LedgerError as error:
        desk.tell(f"  not recorded: {error}")
        return None
    desk.tell(f"  recorded: {verdict.value}")
    return judgement


def _cannot_hold(ledger: Ledger, item: ReviewItem, field: str, value: str) -> str | None:
    """Why a correction cannot be made, or None: a bad value must not reach the journal, where nothing is ever changed."""
    for claim in ledger.claims_by_id(item.subjects).values():
        try:
            corrected(claim, field, value)
        except LedgerError as error:
            return str(error)
    return None


def _undo(ledger: Ledger, desk: Desk, given: list[Judgement], by: str) -> None:
    if not given:
        desk.tell("  nothing of this sitting to undo")
        return
    last = given.pop()
    ledger.journal.judge(Verdict.UNDO, [last.id], by=by, at=desk.now())
    desk.tell(f"  undone: {last.verdict.value} on {', '.join(last.subjects)}")


def _help(desk: Desk) -> None:
    for key, (_, words) in KEYS.items():
        desk.tell(f"  {key}  {words}")
    for key, words in MOVES.items():
        desk.tell(f"  {key}  {words}")


def reviewer(named: str | None) -> str:
    """Who signs: the name given, else the user of this machine.

    Raises:
        LedgerError: neither is known.
    """
    try:
        return named or getpass.getuser()
    except (KeyError, OSError):
        raise LedgerError("who are you? name yourself with --by NAME") from None
