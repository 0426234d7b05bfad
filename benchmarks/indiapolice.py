"""IndiaPoliceEvents: which sentences tell that police killed, arrested, used force or failed to act.

The corpus judges its own sentences; `read` finds ours, so a sentence of theirs is read from the tokens that fall inside it.
"""

from __future__ import annotations

from typing import Any

from testigo.language.syntax import SpacyParser
from testigo.model.text import Part, Span
from testigo.reading.recognisers import police_acts

Row = dict[str, Any]


def warm_up() -> None:
    """Open the pipeline and the weights before the clock starts."""
    police_acts(SpacyParser("en").parse([(Part.BODY, "Police arrested one person.")])[0])


def predict(documents: list[Row]) -> list[Row]:
    """Labels by sentence, and for each document the highest sentence's score."""
    parser = SpacyParser("en")
    rows = []
    for start in range(0, len(documents), 32):
        chunk = documents[start : start + 32]
        for document, passage in zip(
            chunk, parser.parse([(Part.BODY, d["text"]) for d in chunk]), strict=True
        ):
            stretches = [Span(s["start"], max(s["end"], s["start"] + 1)) for s in document["sentences"]]
            scored = police_acts(passage, stretches)
            sentences = []
            for sentence, scores in zip(document["sentences"], scored, strict=True):
                labels = {label for label, score in scores.items() if score > 0}
                if "KILL" in labels:
                    labels.add("FORCE")  # the corpus counts a killing as force
                if labels:
                    sentences.append(
                        {"sent_id": sentence["sent_id"], "labels": [*sorted(labels), "ANY_ACTION"]}
                    )
            best = {
                label: max((s[label] for s in scored), default=-9.0)
                for label in ("KILL", "ARREST", "FORCE", "FAIL")
            }
            chances = {
                label: 1 / (1 + 2.718281828 ** -max(-30.0, min(30.0, score))) for label, score in best.items()
            }
            rows.append(
                {
                    "doc_id": document["doc_id"],
                    "sentences": sentences,
                    "scores": {**chances, "ANY_ACTION": max(chances.values())},
                }
            )
    return rows
