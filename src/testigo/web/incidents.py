"""One incident: who says what, why the number is what it is, and everything that it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from testigo.model.interchange import claim_to_json
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.web import answers
from testigo.web.conflicts import all_told, conflict_table, explain
from testigo.web.countries import country_name
from testigo.web.desk_data import DeskData, Header
from testigo.web.frame import not_found, render, speaker
from testigo.web.guards import wants_json
from testigo.web.phrases import LANGUAGES


async def incident(request: Request) -> Response:
    return await run_in_threadpool(_incident, request)


def _incident(request: Request) -> Response:
    data: DeskData = request.app.state.data
    view = data.incident(request.path_params["id"])
    if view is None:
        return not_found(request)
    if wants_json(request):
        return answers.answer(answers.incident_json(view))
    place = view.incident.where.place
    told = all_told(view, speaker(request).language)
    around = _around(place) if isinstance(place, Place) else frozenset()
    alternatives = tuple(
        dict.fromkeys(
            name
            for where in (view.incident.where, *(claim.where for claim in view.claims.values()))
            for name in where.alternatives
            if not isinstance(place, Place) or name not in around
        )
    )
    when = view.incident.when.interval
    return render(
        request,
        "incident.html",
        view=view,
        incident=view.incident,
        place=place if isinstance(place, Place) else None,
        alternatives=alternatives[:6],
        year=when.first.year if isinstance(when, Interval) else None,
        table=conflict_table(view, told),
        explanations=explain(view, told),
        others=[one for one in told if one.claim.figure is None],
        families=_families(view.headers),
        nearby=data.nearby(view.incident.id),
        undone={j.id for j in view.judgements if data.is_undone(j.id)},
    )


def _around(place: Place) -> frozenset[str]:
    """The names of a place and of what it lies in: none of them is another place."""
    lands = (country_name(place.country, language) for language in LANGUAGES)
    return frozenset({place.name, place.admin1 or place.name, *lands})


def _families(headers: Mapping[str, Header]) -> list[tuple[Header, list[Header]]]:
    """Originals, each with its copies; a copy whose original is not held stands alone."""
    every = sorted(headers.values(), key=lambda h: (str(h.published or "9"), h.id))
    held = {header.id for header in every}
    heads = [header for header in every if header.original is None or header.original not in held]
    return [(head, [h for h in every if h.original == head.id]) for head in heads]


async def claim(request: Request) -> Response:
    return await run_in_threadpool(_claim, request)


def _claim(request: Request) -> Response:
    data: DeskData = request.app.state.data
    found = data.claim(request.path_params["id"])
    if found is None:
        return not_found(request)
    where = data.incident_of(found.id)
    if wants_json(request):
        return answers.answer(claim_to_json(found) | {"incident": where})
    return render(request, "claim.html", claim=found, incident=where)
