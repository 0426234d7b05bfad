"""The first page: map, timeline, cumulative curve and table, all driven by one set of filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from testigo.model.claim import Kind
from testigo.model.toll import Grade, Measure
from testigo.web import answers
from testigo.web.addresses import filters_from
from testigo.web.charts import curve_chart, timeline_chart
from testigo.web.countries import country_names, iso_number, regions_of, towns_of
from testigo.web.desk_data import PAGE_SIZE, SORTS, CampaignView, DeskData, Filters, Flag, MapPoint
from testigo.web.frame import not_found, render, speaker
from testigo.web.guards import wants_json
from testigo.web.totals import totals_told

MAIN_MEASURES = (Measure.KILLED, Measure.INJURED, Measure.ARRESTED)


async def overview(request: Request) -> Response:
    return await run_in_threadpool(_overview, request)


def _overview(request: Request) -> Response:
    data: DeskData = request.app.state.data
    filters, faults = filters_from(request.query_params)
    sums = data.sums(filters)
    rows = data.rows(filters)
    timeline = data.timeline(filters)
    points = data.points(filters)
    if wants_json(request):
        return answers.answer(
            {
                "incidents": [answers.row_json(row) for row in rows],
                "sums": answers.sums_json(sums),
                "page": filters.page,
                "pages": pages(sums.incidents),
                "timeline": answers.timeline_json(timeline),
                "points": [answers.point_json(point) for point in points],
                "left_out": list(faults),
            }
        )
    if filters.is_empty and not sums.incidents and not data.counts().documents:
        return render(request, "first.html", example=bool(request.app.state.settings.example))
    campaign = _campaign_for(data, filters)
    return render(
        request,
        "overview.html",
        filters=filters,
        faults=faults,
        sums=sums,
        rows=rows,
        pages=pages(sums.incidents),
        timeline=timeline,
        time_chart=timeline_chart(timeline),
        points=points,
        countrywide=[point for point in points if point.precision == "country"],
        tiles=request.app.state.settings.tiles,
        tiles_credit=request.app.state.settings.tiles_credit,
        campaign=campaign,
        curve=curve_chart(campaign, width=640, height=190) if campaign else None,
        campaigns=data.campaigns(),
        kinds=tuple(Kind),
        grades=tuple(Grade),
        measures=tuple(Measure),
        flags=tuple(Flag),
        sorts=SORTS,
        main_measures=MAIN_MEASURES,
        stale=data.is_stale(),
    )


def _campaign_for(data: DeskData, filters: Filters) -> CampaignView | None:
    """The campaign chosen, else the one with the most cumulative claims that touches the days."""
    heads = data.campaigns(filters)
    if not heads:
        return None
    return data.campaign(heads[0].id, filters.measure or Measure.KILLED)


def pages(total: int) -> int:
    """How many pages so many rows fill; none fill one."""
    return max((total + PAGE_SIZE - 1) // PAGE_SIZE, 1)


async def map_points(request: Request) -> Response:
    """The places alone: what the map's script asks for."""
    data: DeskData = request.app.state.data
    filters, _ = filters_from(request.query_params)
    points = await run_in_threadpool(data.points, filters)
    language = speaker(request).language
    return answers.answer(
        {
            "points": [answers.point_json(point) for point in points],
            "homes": [
                {
                    "code": code,
                    "iso": iso_number(code),
                    "regions": [list(region) for region in regions_of(code)],
                }
                for code in _homes(points)
            ],
            "names": country_names(language),
        }
    )


def _homes(points: Sequence[MapPoint], most: int = 3) -> list[str]:
    """The countries that the map is of: those with at least a tenth of the incidents, three at most."""
    counted: Counter[str] = Counter()
    for point in points:
        counted[point.country] += point.incidents
    total = counted.total()
    return [code for code, n in counted.most_common(most) if code and n * 10 >= total]


async def divisions(request: Request) -> Response:
    """The towns of a country with the division that each lies in: what the map draws the rough borders of divisions from."""
    code = request.path_params["country"]
    if len(code) != 2 or not code.isascii() or not code.isupper():
        return not_found(request)
    towns = await run_in_threadpool(towns_of, code)
    response = JSONResponse({"towns": [list(town) for town in towns]})
    response.headers["cache-control"] = "private, max-age=86400"
    return response


async def campaigns(request: Request) -> Response:
    data: DeskData = request.app.state.data
    heads = await run_in_threadpool(data.campaigns)
    if wants_json(request):
        return answers.answer({"campaigns": [answers.head_json(head) for head in heads]})
    return render(request, "campaigns.html", heads=heads)


async def campaign(request: Request) -> Response:
    return await run_in_threadpool(_campaign, request)


def _campaign(request: Request) -> Response:
    data: DeskData = request.app.state.data
    wanted = request.query_params.get("measure", Measure.KILLED.value)
    measure = Measure(wanted) if wanted in list(Measure) else Measure.KILLED
    view = data.campaign(request.path_params["id"], measure)
    if view is None:
        return not_found(request)
    if wants_json(request):
        return answers.answer(answers.campaign_json(view))
    told = {p.measure for p in view.campaign.series}
    return render(
        request,
        "campaign.html",
        view=view,
        totals=totals_told(view.campaign.series, measure),
        measures=[m for m in Measure if m in told or m is measure],
        curve=curve_chart(view),
    )
