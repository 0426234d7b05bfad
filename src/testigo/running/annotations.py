"""The JSON of `testigo annotate`: the layers that lie under the claims (DESIGN §3)."""

from __future__ import annotations

from typing import Any

from testigo.model.analysis import Analysis, Passage
from testigo.model.moment import Interval, Timex
from testigo.model.place import Place, Toponym
from testigo.model.text import Document, Part
from testigo.running import stages


def annotation_to_json(document: Document) -> dict[str, Any]:
    """Annotate one document: spans of the body first, and the same layers of the title under `title` where there is one."""
    return analysis_to_json(stages.annotate(stages.completed(document)))


def analysis_to_json(analysis: Analysis) -> dict[str, Any]:
    """An analysis as JSON; `analysis` may hold no passage at all."""
    body = analysis.passage(Part.BODY)
    row = {"document": analysis.document.id, "language": analysis.language, **_layers(body)}
    title = analysis.passage(Part.TITLE)
    if title is not None:
        row["title"] = _layers(title)
    return row


def _layers(passage: Passage | None) -> dict[str, Any]:
    if passage is None:
        return {"sentences": [], "timexes": [], "toponyms": [], "attributions": []}
    return {
        "sentences": [[s.span.start, s.span.stop] for s in passage.sentences],
        "timexes": [_timex(timex) for timex in passage.timexes],
        "toponyms": [_toponym(toponym) for toponym in passage.toponyms],
        "attributions": [
            {
                "source": [q.source.start, q.source.stop] if q.source else None,
                "cue": [q.cue.start, q.cue.stop],
                "content": [q.content.start, q.content.stop],
            }
            for q in passage.quotations
        ],
    }


def _timex(timex: Timex) -> dict[str, Any]:
    days = timex.interval if isinstance(timex.interval, Interval) else None
    return {
        "span": [timex.span.start, timex.span.stop],
        "type": timex.type,
        "value": timex.value,
        "first": days.first.isoformat() if days else None,
        "last": days.last.isoformat() if days else None,
    }


def _toponym(toponym: Toponym) -> dict[str, Any]:
    row: dict[str, Any] = {"span": [toponym.span.start, toponym.span.stop], "name": toponym.name}
    place = toponym.place
    if isinstance(place, Place):
        row |= {"country": place.country, "lat": place.lat, "lon": place.lon, "geonameid": place.geonameid}
    else:
        row |= {"country": None, "lat": None, "lon": None, "geonameid": None, "unresolved": place.reason}
    return row
