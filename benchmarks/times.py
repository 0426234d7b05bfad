"""Time expressions against the time_* corpora: testigo's tagger, and dateparser beside it in the same run.

    python benchmarks/times.py --corpus DIR --scorers DIR [--peer dateparser]

DIR holds docs.jsonl with id, lang, dct, text; the predictions are in the format of score_time.py.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from testigo.model.analysis import Passage
from testigo.model.text import Part
from testigo.resolving.moments import value_timexes


def predict(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a document: {"id", "timexes": [{"start", "end", "type", "value"}]}; only the text and the date are read."""
    rows = []
    for document in documents:
        published = date.fromisoformat(document["dct"][:10]) if document.get("dct") else None
        passage = Passage(part=Part.BODY, text=document["text"], sentences=())
        timexes = value_timexes(passage, document["lang"], published)
        rows.append(
            {
                "id": document["id"],
                "timexes": [
                    {"start": t.span.start, "end": t.span.stop, "type": t.type, "value": t.value}
                    for t in timexes
                ],
            }
        )
    return rows


def predict_dateparser(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same with dateparser.search, which finds dates only: each is given as a day."""
    from dateparser.search import search_dates  # noqa: PLC0415 - a peer, installed for the benchmark alone

    rows = []
    for document in documents:
        settings: dict[str, Any] = {}
        if document.get("dct"):
            year, month, day = (int(x) for x in document["dct"][:10].split("-"))
            settings = {
                "RELATIVE_BASE": __import__("datetime").datetime(year, month, day),
                "PREFER_DATES_FROM": "past",
            }
        found, at = [], 0
        for phrase, moment in (
            search_dates(document["text"], languages=[document["lang"]], settings=settings) or []
        ):
            start = document["text"].find(phrase, at)
            if start < 0:
                continue
            at = start + len(phrase)
            found.append({"start": start, "end": at, "type": "DATE", "value": moment.date().isoformat()})
        rows.append({"id": document["id"], "timexes": found})
    return rows


def read_documents(folder: Path) -> list[dict[str, Any]]:
    """Every document of a corpus folder."""
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def load_scorer(folder: Path) -> Any:
    """score_time.py as a module."""
    spec = importlib.util.spec_from_file_location("score_time", folder / "score_time.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score_time.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Score one or several corpora and print a row each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--peer", choices=("dateparser",))
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each corpus")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorers)
    predictors = {"testigo": predict} | ({"dateparser": predict_dateparser} if arguments.peer else {})
    for folder in arguments.corpus:
        documents = read_documents(folder)
        bare = [{k: d.get(k) for k in ("id", "lang", "dct", "text")} for d in documents]
        gold = {d["id"]: d for d in documents}
        for name, predictor in predictors.items():
            predictor(bare[:1])
            start = time.process_time()
            rows = predictor(bare)
            seconds = time.process_time() - start
            score = scorer.score(gold, {r["id"]: r for r in rows}, arguments.errors)
            relaxed = score["relaxed"]
            print(
                f"{folder.name:18} {name:10} value F1 {score['value_f1']:.3f}  relaxed F1 {relaxed['f1']:.3f} (P {relaxed['p']:.3f} R {relaxed['r']:.3f})"
                f"  value acc {score['value_acc']:.3f}  strict F1 {score['strict']['f1']:.3f}  type F1 {score['type_f1']:.3f}"
                f"  {len(documents) / seconds:.0f} documents/s"
            )
            for row in score.get("errors", []):
                print("   ", json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
