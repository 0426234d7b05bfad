"""The export page: a shape, a profile for the figures (R22), and the incidents that the filters leave; masked for the public and logged."""

from __future__ import annotations

import logging
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from testigo.errors import TestigoError
from testigo.export.formats import Format, Profile
from testigo.web import answers
from testigo.web.addresses import filters_from, query, query_of
from testigo.web.desk_data import SUFFIXES, DeskData, Filters, file_name
from testigo.web.frame import render, speaker
from testigo.web.guards import wants_json

log = logging.getLogger(__name__)

NEEDS = {Format.PARQUET: "pyarrow", Format.XLSX: "xlsxwriter"}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "jsonl": "application/jsonl; charset=utf-8",
    "ftm.jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


async def export_page(request: Request) -> Response:
    return await run_in_threadpool(_export_page, request)


def _export_page(request: Request, fault: str = "", status: int = 200) -> Response:
    data: DeskData = request.app.state.data
    filters, faults = filters_from(request.query_params)
    sums = data.sums(filters)
    if wants_json(request):
        known = {
            "formats": [f.value for f in Format if _can_write(f)],
            "profiles": [p.value for p in Profile],
            "incidents": sums.incidents,
            "left_out": list(faults),
        }
        return answers.answer(known | ({"error": fault} if fault else {}), status)
    wanted = request.query_params.get("to", Format.XLSX.value)
    chosen = Format(wanted) if wanted in list(Format) else Format.CSV
    return render(
        request,
        "export.html",
        status=status,
        filters=filters,
        faults=faults,
        sums=sums,
        formats=[(to, _can_write(to), SUFFIXES[to]) for to in Format],
        chosen=chosen if _can_write(chosen) else Format.CSV,
        profiles=tuple(Profile),
        example=file_name(Format.CSV, Profile.CONSERVATIVE, is_part=not filters.is_empty),
        narrowed=query_of(filters),
        fault=fault,
        stale=data.is_stale(),
    )


def _can_write(to: Format) -> bool:
    """False where the library that writes the format is not installed."""
    return to not in NEEDS or find_spec(NEEDS[to]) is not None


async def export(request: Request) -> Response:
    """Send the file. Asks for the password again after ten minutes (SAFETY 16)."""
    form = await request.form()
    filters = _filters(form)
    session = request.state.session
    if session is not None and not session.is_fresh:
        back = f"/export{query_of(filters)}"
        return RedirectResponse("/login" + query({"next": back, "fresh": "1"}), 303)
    return await run_in_threadpool(_export, request, form, filters)


def _filters(form: FormData) -> Filters:
    """The filters as the page that was left carried them: as one query string, read with the same care as any address."""
    return filters_from(QueryParams(str(form.get("filters") or "")[:4000].lstrip("?")))[0]


def _export(request: Request, form: FormData, filters: Filters) -> Response:
    data: DeskData = request.app.state.data
    try:
        to = Format(str(form.get("to") or ""))
        wanted = str(form.get("profile") or "")
        profile = Profile(wanted) if wanted else to.profile
    except ValueError:
        return _export_page(request, speaker(request)("export.unknown"), 422)
    folder = Path(tempfile.mkdtemp(prefix="testigo-export-"))
    try:
        path, _ = data.export(to, profile, filters, request.state.user.name, folder)
    except TestigoError as error:
        shutil.rmtree(folder, ignore_errors=True)
        log.warning("export format=%s error=%s", to.value, type(error).__name__)
        return _export_page(request, speaker(request)("export.failed"), 503)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        path,
        filename=path.name,
        media_type=TYPES[SUFFIXES[to]],
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )
