"""The reports: their list, each text as captured with what was read in it marked, and their withdrawal."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from testigo.model.judgement import Verdict
from testigo.model.text import Part
from testigo.web import answers
from testigo.web.accounts import Role
from testigo.web.addresses import page_of, query, report_path
from testigo.web.desk_data import DeskData, OvertakenError, Ruling
from testigo.web.frame import not_found, render, show_refusal
from testigo.web.guards import wants_json
from testigo.web.marks import lookalikes_in, marks_of, segments, unseen_in
from testigo.web.overview import pages


async def reports(request: Request) -> Response:
    return await run_in_threadpool(_reports, request)


def _reports(request: Request) -> Response:
    data: DeskData = request.app.state.data
    search = request.query_params.get("q", "")[:200].replace("\0", "")
    page = page_of(request.query_params.get("page", ""))
    headers, total = data.reports(search, page)
    failures = data.failures()
    if wants_json(request):
        return answers.answer(
            {
                "reports": [answers.header_json(header) for header in headers],
                "total": total,
                "page": page,
                "pages": pages(total),
                "failures": [
                    {"document": f.document, "stage": f.stage, "reason": f.reason} for f in failures
                ],
            }
        )
    return render(
        request,
        "reports.html",
        headers=headers,
        total=total,
        search=search,
        page=page,
        pages=pages(total),
        failures=failures,
        withdrawn=request.query_params.get("withdrawn") == "1",
    )


async def report(request: Request) -> Response:
    return await run_in_threadpool(_report, request)


def _report(request: Request) -> Response:
    data: DeskData = request.app.state.data
    document_id = request.path_params["id"]
    view = None if "\0" in document_id else data.report(document_id)
    if view is None:
        return not_found(request)
    if wants_json(request):
        return answers.answer(answers.report_json(view))
    document = view.document
    whole = f"{document.title or ''}\n{document.text}"
    url = document.url or ""
    return render(
        request,
        "report.html",
        view=view,
        document=document,
        header=view.header,
        title=segments(document.title or "", marks_of(view.claims, Part.TITLE)),
        body=segments(document.text, marks_of(view.claims, Part.BODY)),
        numbers={claim.id: number for number, claim in enumerate(view.claims, start=1)},
        unseen=unseen_in(whole),
        lookalikes=lookalikes_in(whole)[:20],
        can_withdraw=request.state.user.role >= Role.EDITOR,
        link=url if url.lower().startswith(("http://", "https://")) else "",
    )


async def withdraw(request: Request) -> Response:
    form = await request.form()
    document, reason = str(form.get("document") or ""), str(form.get("reason") or "").strip()[:1000]
    return await run_in_threadpool(_withdraw, request, document, reason)


def _withdraw(request: Request, document: str, reason: str) -> Response:
    """Withdraw a report, with a reason: nothing of it counts or is shown any more, and the ruling can be taken back."""
    data: DeskData = request.app.state.data
    if not document or "\0" in document or data.report(document) is None:
        return not_found(request)
    if not reason:
        return RedirectResponse(report_path(document), 303)
    seen = data.version((document,))
    try:
        data.rule(Ruling(Verdict.RETRACT, (document,), request.state.user.name, reason, seen=seen))
    except OvertakenError:
        return show_refusal(request, 409, "token")
    return RedirectResponse("/reports" + query({"withdrawn": 1}), 303)
