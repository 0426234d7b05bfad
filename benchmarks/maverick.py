"""MAVERICK: report-level figures to event-level ones, by the three profiles of the R package eventreport.

    python benchmarks/maverick.py --corpus DIR --out DIR

writes predictions.jsonl, disagreement.json and rule_cases.jsonl for `score_maverick.py`; `run(corpus, out)` does the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from testigo.reconciling import profiles as p

CASES = {
    "mode": lambda c: p.vote(c["values"], c["first_tie_break"], c["second_tie_break"]),
    "mode_ignoring_missing": lambda c: p.vote_without_missing(
        c["values"], c["first_tie_break"], c["second_tie_break"]
    ),
    "mode_binary": lambda c: p.vote_yes_or_no(c["values"]),
    "mode_date": lambda c: p.most_frequent_day(c["values"]),
    "mode_number": lambda c: p.most_frequent_number(c["values"]),
    "least_precise": lambda c: p.least_precise(
        c["values"], c["first_tie_break"], c["second_tie_break"], c["precision"]
    ),
    "most_precise": lambda c: p.most_precise(
        c["values"], c["first_tie_break"], c["second_tie_break"], c["precision"]
    ),
    "join_texts": lambda c: p.join_texts(c["values"]),
    "smallest": lambda c: _spelt(p.smallest(c["values"])),
    "largest": lambda c: _spelt(p.largest(c["values"])),
}


def _spelt(value: Any) -> Any:
    """Infinity as the case file spells it."""
    return {float("inf"): "Infinity", float("-inf"): "-Infinity"}.get(value, value)


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def reports(corpus: Path) -> dict[str, list[dict[str, Any]]]:
    """The reports of each event, in their order."""
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in lines(corpus / "reports.jsonl.gz"):
        events[row["event_id"]].append(row)
    return events


def predict(corpus: Path) -> list[dict[str, Any]]:
    """One row for each event and profile, all 96 columns."""
    return [p.aggregate(rows, profile) for rows in reports(corpus).values() for profile in p.Profile]


def run(corpus: Path, out: Path) -> dict[str, Path]:
    """Write the three prediction files; the keys name the scorer's options ("" for the profiles)."""
    out.mkdir(parents=True, exist_ok=True)
    events = reports(corpus)
    written = {
        "": out / "predictions.jsonl",
        "--disagreement": out / "disagreement.json",
        "--cases": out / "rule_cases.jsonl",
    }
    with written[""].open("w", encoding="utf-8") as file:
        for row in predict(corpus):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    columns = sorted(next(iter(events.values()))[0])
    several = {event: rows for event, rows in events.items() if len(rows) > 1}
    report = {
        name: {"variables": {column: p.disagreement(chosen, column) for column in columns}}
        for name, chosen in (("all_events", events), ("events_with_two_or_more_reports", several))
    }
    written["--disagreement"].write_text(json.dumps(report), encoding="utf-8")
    with written["--cases"].open("w", encoding="utf-8") as file:
        for case in lines(corpus / "rule_cases.jsonl.gz"):
            file.write(json.dumps({"case": case["case"], "result": CASES[case["rule"]](case)}) + "\n")
    return written


def main() -> None:
    """Parse the command line and write the predictions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    for option, path in run(arguments.corpus, arguments.out).items():
        print(option or "profiles", path)


if __name__ == "__main__":
    main()
