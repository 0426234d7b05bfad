"""Who said it, against PolNeAR: testigo's quotations in the format of score_attribution.py.

    python benchmarks/run.py polnear --corpus DIR --scorers DIR

A report whose matter is broken into stretches is one attribution with several content spans. The report model is trained on train and dev:
their rows say nothing about new text; its card (`src/testigo/language/report_weights.md`) has dev fitted on train alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.text import Part, Span


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.stop}


def attributions(text: str, parser: SpacyParser) -> list[dict[str, Any]]:
    """The reports of one text: {"source": [...], "cue": [...], "content": [...]}, offsets into the text."""
    passage = parser.parse([(Part.BODY, text)])[0]
    reports: dict[tuple[Span, Span | None], list[Span]] = {}
    for quotation in find_quotations(passage, parser.language):
        reports.setdefault((quotation.cue, quotation.source), []).append(quotation.content)
    return [
        {
            "source": [_span(source)] if source is not None else [],
            "cue": [_span(cue)],
            "content": [_span(c) for c in contents],
        }
        for (cue, source), contents in reports.items()
    ]


def predict(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a document: {"doc_id", "attributions"}; only the text is read."""
    parser = SpacyParser("en")
    return [{"doc_id": d["doc_id"], "attributions": attributions(d["text"], parser)} for d in documents]
