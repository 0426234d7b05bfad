"""Review: the queue, the sentence in its paragraph, the incident card, and the rulings that people make on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from testigo.model.claim import Claim
from testigo.model.judgement import Judgement, Verdict
from testigo.model.text import Part
from testigo.web import answers
from testigo.web.accounts import Role
from testigo.web.addresses import page_of, query
from testigo.web.corrections import CHOICES, FIELDS, value_for
from testigo.web.desk_data import (
    PAGE_SIZE,
    DeskData,
    Header,
    IncidentRow,
    IncidentView,
    OvertakenError,
    Queue,
    QueueEntry,
    Ruling,
)
from testigo.web.frame import not_found, render, speaker
from testigo.web.guards import wants_json
from testigo.web.marks import Segment, marks_of, paragraph_around, segments
from testigo.web.overview import pages

STATES = ("open", "second", "disputed", "unsure", "judged", "agreed", "all")
QUESTIONS = (
    "pair",
    "claim",
    "altered_copy",
    "unlocated",
    "victims_word",
    "residual",
    "delta",
    "parts",
    "lost_judgement",
)
ACTIONS = (
    "next",
    "previous",
    "accept",
    "reject",
    "edit",
    "undo",
    "same",
    "different",
    "unsure",
    "search",
    "help",
)
_ONE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT, Verdict.UNSURE)
_TWO = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
_MANY = (Verdict.ACCEPT, Verdict.UNSURE)


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a question: its paragraph as captured, with its sentence and figure marked."""

    claim: Claim
    header: Header
    pieces: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A claim of a neighbouring incident (`row`), or of the same one, to rule same or different with."""

    claim: str
    row: IncidentRow | None
    quote: str = ""


def where_in_queue(values: Mapping[str, Any]) -> dict[str, str]:
    """The tab, question, search and page that an address or a form carries."""
    state = str(values.get("state") or "open")
    page = page_of(str(values.get("page") or ""))
    kind = str(values.get("kind") or "")
    return {
        "state": state if state in STATES else "open",
        "kind": kind[:40],
        "q": str(values.get("q") or "")[:200].replace("\0", ""),
        "page": str(page) if page > 1 else "",
    }


async def review(request: Request) -> Response:
    return await run_in_threadpool(_review, request)


def _review(request: Request) -> Response:
    data: DeskData = request.app.state.data
    place = where_in_queue(request.query_params)
    queue = _queue(data, place, request.state.user.name)
    if wants_json(request):
        return answers.answer(
            {
                "items": [answers.entry_json(entry) for entry in queue.entries],
                "total": queue.total,
                "states": dict(queue.counts),
                "page": queue.page,
                "pages": pages(queue.total),
            }
        )
    item = request.query_params.get("item", "")
    entry = find_entry(data, item) if item else (queue.entries[0] if queue.entries else None)
    if item and entry is None:
        return not_found(request)
    return show(request, data, place, queue, entry, said=_said(request))


def _said(request: Request) -> str:
    """What the last change came to, as the address tells it: words of ours only, chosen by known names."""
    speak = speaker(request)
    params = request.query_params
    verdict, done, skipped, undone = (params.get(name, "") for name in ("said", "done", "skipped", "undone"))
    known = [v.value for v in Verdict]
    if undone == "none":
        return speak("review.nothing")
    if undone in known:
        return speak("review.undone", verdict=speak.word("verdicts", undone))
    if done.isdigit() and len(done) < 5:
        words = speak("review.bulkdone", n=int(done))
        if skipped.isdigit() and skipped != "0" and len(skipped) < 5:
            words += " " + speak("review.bulkskipped", n=int(skipped))
        return words
    return speak("review.said", verdict=speak.word("verdicts", verdict)) if verdict in known else ""


def _queue(data: DeskData, place: Mapping[str, str], reviewer: str) -> Queue:
    return data.queue(place["state"], place["kind"], place["q"], page_of(place["page"]), reviewer)


def find_entry(data: DeskData, item: str) -> QueueEntry | None:
    """A review item by its id; `claim:ID` stands for the question whether one claim is right."""
    if "\0" in item:
        return None
    if item.startswith("claim:"):
        return data.claim_entry(item.removeprefix("claim:"))
    return data.entry(item)


def show(
    request: Request,
    data: DeskData,
    place: dict[str, str],
    queue: Queue,
    entry: QueueEntry | None,
    *,
    said: str = "",
    conflict: tuple[Judgement, ...] = (),
    wanted: Mapping[str, str] | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    """The review page; `conflict` are rulings that came before the one `wanted`."""
    ids = [one.item.id for one in queue.entries]
    at = ids.index(entry.item.id) if entry and entry.item.id in ids else -1
    views = _incidents(data, entry)
    tabs = [(name, None if name in {"second", "all"} else queue.counts.get(name, 0)) for name in STATES]
    naming = tuple(j for j in (entry.judgements if entry else ()))
    return render(
        request,
        "review.html",
        status=status,
        place=place,
        queue=queue,
        pages=pages(queue.total),
        page_size=PAGE_SIZE,
        entry=entry,
        tabs=tabs,
        questions=QUESTIONS,
        fields=FIELDS,
        choices=CHOICES,
        form=question_form(entry) if entry else "",
        fault=fault,
        actions=ACTIONS,
        sides=_sides(data, entry),
        cards=views,
        others=_others(data, entry, views),
        rulings=naming,
        undone={j.id for j in naming if data.is_undone(j.id)},
        previous=ids[at - 1] if at > 0 else "",
        following=ids[at + 1] if 0 <= at < len(ids) - 1 else (ids[0] if at < 0 and ids else ""),
        can_rule=request.state.user.role >= Role.ANALYST,
        said=said,
        undoable=bool(said) and not request.query_params.get("undone"),
        conflict=conflict,
        wanted={"verdict": "", "reason": "", "field": "", "value": "", "other": "", **(wanted or {})},
    )


def _sides(data: DeskData, entry: QueueEntry | None) -> tuple[Side, ...]:
    found = []
    for claim in entry.claims if entry else ():
        view = data.report(claim.document)
        if view is None:
            continue
        part = Part.TITLE if claim.in_title else Part.BODY
        text = view.document.part(part)
        start, stop = paragraph_around(text, claim.sentence)
        found.append(Side(claim, view.header, segments(text, marks_of([claim], part), start, stop)))
    return tuple(found)


def _incidents(data: DeskData, entry: QueueEntry | None) -> list[IncidentView]:
    if entry is None:
        return []
    ids = dict.fromkeys([entry.item.incident, *(data.incident_of(claim.id) for claim in entry.claims)])
    return [view for view in (data.incident(i) for i in ids if i) if view]


def _others(data: DeskData, entry: QueueEntry | None, views: list[IncidentView]) -> tuple[Other, ...]:
    """Claims that a single claim may be ruled same or different with: one of each incident nearby, and one of its own."""
    if entry is None or len(entry.item.subjects) != 1 or not views:
        return ()
    near = [
        Other(row.incident.claims[0], row)
        for row in data.nearby(views[0].incident.id, 6)
        if row.incident.claims
    ]
    own = [Other(c.id, None, c.quote) for c in views[0].claims.values() if c.id != entry.item.subjects[0]]
    return tuple(near + own[:2])


async def rule(request: Request) -> Response:
    form = await request.form()
    return await run_in_threadpool(_rule, request, form)


def _rule(request: Request, form: FormData) -> Response:
    data: DeskData = request.app.state.data
    values = {name: str(value) for name, value in form.multi_items() if isinstance(value, str)}
    place = where_in_queue(values)
    entry = find_entry(data, values.get("item", ""))
    if entry is None:
        return not_found(request)
    ruling = _ruling(data, entry, values, request.state.user.name)
    if ruling is None and values.get("verdict") == Verdict.CORRECT.value and not wants_json(request):
        return _cannot_hold(request, data, entry, place, values)
    if ruling is None:
        return _refuse_ruling(request)
    following = values.get("following", "")
    try:
        judgement = data.rule(ruling)
    except OvertakenError as error:
        if wants_json(request):
            found = [answers.judgement_json(j) for j in error.found]
            return answers.answer(
                {"error": "overtaken", "found": found, "seen": data.version(ruling.subjects)}, 409
            )
        kept = ("verdict", "reason", "field", "value", "other")
        wanted = {name: values.get(name, "") for name in kept}
        again = find_entry(data, entry.item.id)
        queue = _queue(data, place, request.state.user.name)
        return show(request, data, place, queue, again, conflict=error.found, wanted=wanted, status=409)
    if wants_json(request):
        return answers.answer(answers.judgement_json(judgement) | {"next": following})
    return RedirectResponse(
        "/review" + query({**place, "item": following, "said": ruling.verdict.value}), 303
    )


def _cannot_hold(
    request: Request, data: DeskData, entry: QueueEntry, place: dict[str, str], values: Mapping[str, str]
) -> Response:
    """A correction that its field cannot hold: said on the page, with what was typed still there."""
    speak = speaker(request)
    name = speak.word("fields", values.get("field", ""))
    fault = speak("review.cannot", field=name, value=values.get("value", ""))
    wanted = {key: values.get(key, "") for key in ("verdict", "reason", "field", "value")}
    queue = _queue(data, place, request.state.user.name)
    return show(request, data, place, queue, entry, wanted=wanted, fault=fault, status=422)


def _ruling(data: DeskData, entry: QueueEntry, values: Mapping[str, str], by: str) -> Ruling | None:
    """The ruling that a form asks for; None where it makes no sense."""
    try:
        verdict = Verdict(values.get("verdict", ""))
    except ValueError:
        return None
    seen_text = values.get("seen", "")
    if not seen_text.isdigit() or len(seen_text) > 9:
        return None
    seen = int(seen_text)
    subjects = entry.item.subjects
    other = values.get("other", "")
    reason = values.get("reason", "").strip()[:1000]
    if len(subjects) == 1 and verdict in {Verdict.SAME, Verdict.DIFFERENT}:
        if not other or "\0" in other or other == subjects[0] or data.claim(other) is None:
            return None
        behind = seen < data.version(subjects)
        pair = tuple(sorted((subjects[0], other)))
        return Ruling(verdict, pair, by, reason, seen=seen if behind else data.version(pair))
    if verdict not in {"one": _ONE, "pair": _TWO, "many": _MANY}[question_form(entry)]:
        return None
    if verdict is not Verdict.CORRECT:
        return Ruling(verdict, subjects, by, reason, seen=seen)
    field = values.get("field", "")
    value = value_for(entry.claims[0], field, values.get("value", "")[:300]) if entry.claims else None
    return None if value is None else Ruling(verdict, subjects, by, reason, field, value, seen)


def question_form(entry: QueueEntry) -> str:
    """How a question is answered: `one` claim is right or not, a `pair` is one incident or two, `many` claims are looked at together."""
    if len(entry.item.subjects) == 1:
        return "one"
    return "pair" if entry.item.kind == "pair" and len(entry.item.subjects) == 2 else "many"


def _refuse_ruling(request: Request) -> Response:
    if wants_json(request):
        return answers.answer({"error": "this is no ruling: see /openapi.json"}, 422)
    return render(request, "error.html", status=422, title="errors.method", help="errors.tokenhelp")


async def bulk(request: Request) -> Response:
    form = await request.form()
    return await run_in_threadpool(_bulk, request, form)


def _bulk(request: Request, form: FormData) -> Response:
    """One verdict on the rows that were ticked among those shown. Each is written only if nobody ruled on it meanwhile."""
    data: DeskData = request.app.state.data
    place = where_in_queue({k: v for k, v in form.multi_items() if isinstance(v, str)})
    verdict = str(form.get("verdict") or "")
    rows = [str(row) for row in form.getlist("row")][:PAGE_SIZE]
    if verdict not in {Verdict.ACCEPT.value, Verdict.REJECT.value}:
        return _refuse_ruling(request)
    done = skipped = 0
    for row in rows:
        seen, _, item = row.partition(" ")
        entry = find_entry(data, item)
        if entry is None or len(entry.item.subjects) != 1 or not seen.isdigit():
            skipped += 1
            continue
        try:
            data.rule(
                Ruling(Verdict(verdict), entry.item.subjects, request.state.user.name, seen=int(seen[:9]))
            )
            done += 1
        except OvertakenError:
            skipped += 1
    if wants_json(request):
        return answers.answer({"recorded": done, "left": skipped})
    return RedirectResponse("/review" + query({**place, "done": done, "skipped": skipped}), 303)


async def undo(request: Request) -> Response:
    form = await request.form()
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: FormData) -> Response:
    """Take back the latest ruling of this person; again and again back to their first."""
    data: DeskData = request.app.state.data
    place = where_in_queue({k: v for k, v in form.multi_items() if isinstance(v, str)})
    taken = data.undo(request.state.user.name)
    if wants_json(request):
        return answers.answer({"undone": answers.judgement_json(taken) if taken else None})
    if taken is None:
        return RedirectResponse("/review" + query({**place, "undone": "none"}), 303)
    back = _item_on(data, taken, place, request.state.user.name)
    return RedirectResponse("/review" + query({**place, "item": back, "undone": taken.verdict.value}), 303)


def _item_on(data: DeskData, judgement: Judgement, place: Mapping[str, str], reviewer: str) -> str:
    """The item that a ruling was about, to show it again."""
    queue = _queue(data, place, reviewer)
    wanted = set(judgement.subjects)
    for entry in queue.entries:
        if set(entry.item.subjects) == wanted:
            return entry.item.id
    return f"claim:{judgement.subjects[0]}" if len(wanted) == 1 else ""
