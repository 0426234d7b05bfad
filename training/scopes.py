"""Fits the scope model: python training/scopes.py --corpus DIR [--cases B,E,F] [--folds 10] [--out FILE]

DIR holds the open cases (docs.jsonl and claims.jsonl in a folder each). Figures are located by their words; features come from
`testigo.reading.scope_features`. Prints accuracy on held-out folds, split by document, then fits on everything and writes the table.
Needs numpy alone.
"""

from __future__ import annotations

import argparse
import collections
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.claim import Kind
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Bounds, Figure, Hedge, Measure
from testigo.reading.scope_features import features

LABELS = ("incident", "day", "cumulative", "past_event")
KINDS = {
    "killed": Kind.KILLING,
    "injured": Kind.INJURY,
    "arrested": Kind.ARREST,
    "missing": Kind.DISAPPEARANCE,
    "participants": Kind.DEMONSTRATION,
}
SEED = 20261125


def rows_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def hedge_of(claim: dict) -> Hedge:
    if claim["vague"]:
        return Hedge.VAGUE
    if claim["low"] is None:
        return Hedge.UP_TO
    if claim["high"] is None:
        return Hedge.AT_LEAST
    return Hedge.ABOUT if claim["approx"] else Hedge.EXACT


def examples(folder: Path) -> list[tuple[str, str, str, dict[str, float]]]:
    """(document, language, label, features) for each figure that its words locate."""
    parsers: dict[str, SpacyParser] = {}
    passages: dict[str, tuple] = {}
    for row in rows_of(folder / "docs.jsonl"):
        language = row["language"] if row["language"] in {"en", "es"} else "es"
        parser = parsers.setdefault(language, SpacyParser(language))
        parsed = parser.parse([(Part.TITLE, row.get("title") or ""), (Part.BODY, row["text"])])
        title, body = (replace(p, quotations=find_quotations(p, language)) for p in parsed)
        published = date.fromisoformat(row["date"][:10]) if row.get("date") else None
        passages[row["id"]] = (
            language,
            title,
            body,
            Document(row["id"], row["text"], row.get("title"), published),
        )
    found = []
    for claim in rows_of(folder / "claims.jsonl"):
        language, title, body, document = passages[claim["doc_id"]]
        passage = (
            title
            if claim["expr"] in title.text and (claim["in_title"] or claim["expr"] not in body.text)
            else body
        )
        at = passage.text.find(claim["expr"])
        if at < 0:
            continue
        span = Span(at, at + len(claim["expr"]))
        figure = Figure(
            Measure(claim["kind"]), Bounds(claim["low"], claim["high"], hedge_of(claim)), claim["expr"], span
        )
        found.append(
            (
                claim["doc_id"],
                language,
                claim["scope"],
                features(figure, span, KINDS[claim["kind"]], passage, document, language),
            )
        )
    return found


def fit(
    x: np.ndarray, y: np.ndarray, share: np.ndarray, sparsity: float, penalty: float, steps: int = 400
) -> np.ndarray:
    """Weights of a multinomial logistic regression with L1 (few features) and L2 penalties, by accelerated proximal steps (FISTA).

    `share` weighs the examples: a document with many figures counts by the root of their number.
    """
    target = np.eye(len(LABELS))[y]
    step = 1.0 / (0.5 * np.linalg.norm(x, 2) ** 2 + penalty)
    shrink = np.where(x.all(axis=0), 0.0, sparsity)[:, None] * step
    weights = ahead = np.zeros((x.shape[1], len(LABELS)))
    pace = 1.0
    for _ in range(steps):
        z = x @ ahead
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        moved = ahead - step * (x.T @ ((p - target) * share[:, None]) + penalty * ahead)
        after = np.sign(moved) * np.maximum(np.abs(moved) - shrink, 0.0)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = after + (pace - 1) / faster * (after - weights)
        weights, pace = after, faster
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--cases", default="B,E,F")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--sparsity", type=float, default=1.5)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--least", type=int, default=5, help="a feature seen less often is left out")
    parser.add_argument("--caution", type=float, default=0.2)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows = [row for case in arguments.cases.split(",") for row in examples(arguments.corpus / case)]
    seen = collections.Counter(name for row in rows for name, value in row[3].items() if value)
    names = sorted(name for name, count in seen.items() if count >= arguments.least)
    column = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row[3].items():
            if name in column:
                x[i, column[name]] = value
    y = np.array([LABELS.index(row[2]) for row in rows])
    documents = sorted({row[0] for row in rows})
    np.random.default_rng(SEED).shuffle(documents)
    figures = collections.Counter(row[0] for row in rows)
    share = np.array([figures[row[0]] ** -0.5 for row in rows])
    share *= len(rows) / share.sum()
    fold = np.array([documents.index(row[0]) % arguments.folds for row in rows])
    chosen = np.zeros(len(rows), dtype=int)
    for k in range(arguments.folds):
        z = x[fold == k] @ fit(
            x[fold != k], y[fold != k], share[fold != k], arguments.sparsity, arguments.penalty
        )
        z[:, 2] += arguments.caution
        chosen[fold == k] = z.argmax(axis=1)
    for name, mask in [("all", np.ones(len(rows), bool))] + [
        (v, np.array([v in (row[0][0], row[1]) for row in rows])) for v in ("B", "E", "F", "en", "es")
    ]:
        cumulative = (y[mask] == 2) == (chosen[mask] == 2)
        missed = int(((y == 2) & (chosen != 2) & mask).sum())
        print(
            f"{name:4} n {mask.sum():4}  four ways {np.mean(y[mask] == chosen[mask]):.3f}  cumulative or not {cumulative.mean():.3f}  cumulative missed {missed}"
        )
    if arguments.out:
        weights = fit(x, y, share, arguments.sparsity, arguments.penalty)
        lines = ["feature\tincident\tday\tcumulative\tbackground"]
        lines += [
            "\t".join([name, *(f"{value:.3f}" for value in weights[column[name]])])
            for name in names
            if np.abs(weights[column[name]]).max() >= 0.01
        ]
        arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
