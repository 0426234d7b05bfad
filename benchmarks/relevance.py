"""Relevance and type: acep_es, case2021t2, plover, glocon_sample. One label a text.

The recognisers were trained on the open parts of these corpora: on those parts their score is no measure. Held-out figures by
cross-validation stand on their cards (src/testigo/reading/weights/*.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.text import Part, Span
from testigo.reading.recognisers import conflict_score, event_type, protest_score, relation_code

Row = dict[str, Any]


def _each(
    documents: list[Row], language: str, fields: Sequence[str], label: Callable[[Row, list[Passage]], str]
) -> list[Row]:
    parser = SpacyParser(language)
    rows = []
    for start in range(0, len(documents), 32):
        chunk = documents[start : start + 32]
        texts = [
            (n, Part.TITLE if f == "title" else Part.BODY, str(d[f]))
            for n, d in enumerate(chunk)
            for f in fields
            if d.get(f)
        ]
        passages = parser.parse([(part, text) for _, part, text in texts])
        for n, document in enumerate(chunk):
            own = [p for p, (k, _, _) in zip(passages, texts, strict=True) if k == n]
            rows.append({"doc_id": document["doc_id"], "label": label(document, own)})
    return rows


def predict_acep(documents: list[Row]) -> list[Row]:
    """One label, conflict or other; title and lead are read with the body."""
    return _each(
        documents,
        "es",
        ("title", "lead", "text"),
        lambda _, own: "conflict" if conflict_score(own) > 0 else "other",
    )


def predict_glocon(documents: list[Row]) -> list[Row]:
    """1 for a report of a protest that has happened or goes on, else 0."""
    return _each(documents, "en", ("text",), lambda _, own: "1" if protest_score(own) > 0 else "0")


def predict_case(documents: list[Row]) -> list[Row]:
    """The type of the event that a snippet tells of."""
    return _each(documents, "en", ("text",), lambda _, own: event_type(own))


def predict_plover(documents: list[Row]) -> list[Row]:
    """The root code of what the source does to the target."""

    def code(document: Row, own: list[Passage]) -> str:
        spans = {s["role"]: Span(s["start"], s["end"]) for s in document["spans"] if s["end"] > s["start"]}
        return relation_code(own[0], spans.get("source"), spans.get("target"))

    return _each(documents, "en", ("text",), code)


predict = predict_acep
