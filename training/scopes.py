"""Fits the scope model: python training/scopes.py --corpora DIR [--folds 10] [--out FILE]

DIR holds the folders of the open corpora. The figures of cases_dev come with their gold scope; `scope_labels.tsv` beside this script holds
the scopes of further figures, by place in their documents, of other open corpora. Features come from `testigo.reading.scope_features`. Prints accuracy on figures
that were held out (folds by document, and each case by the others), then fits on everything and writes the table. Needs numpy alone.
"""

from __future__ import annotations

import argparse
import collections
import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from testigo.model.analysis import Analysis
from testigo.model.claim import Kind
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Bounds, Figure, Hedge, Measure
from testigo.reading.scope_features import Surroundings
from testigo.running import stages

LABELS = ("incident", "day", "cumulative", "past_event")
CASES = ("B", "E", "F")
KINDS = {
    "killed": Kind.KILLING,
    "injured": Kind.INJURY,
    "arrested": Kind.ARREST,
    "missing": Kind.DISAPPEARANCE,
    "participants": Kind.DEMONSTRATION,
}
SEED = 20261125
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # some corpora print the day as the page had it
OPENING = 1600  # characters of a document that the labels were given for


@dataclass(frozen=True, slots=True)
class Example:
    """A figure with its scope. `group` is the case it belongs to, or "labels"."""

    document: str
    group: str
    language: str
    label: str
    features: dict[str, float]


def rows_of(path: Path) -> list[dict]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def hedge_of(claim: dict) -> Hedge:
    if claim["vague"]:
        return Hedge.VAGUE
    if claim["low"] is None:
        return Hedge.UP_TO
    if claim["high"] is None:
        return Hedge.AT_LEAST
    return Hedge.ABOUT if claim["approx"] else Hedge.EXACT


def document_of(name: str, text: str, title: str | None, day: str | None, language: str) -> Document:
    published = date.fromisoformat(day[:10]) if day and _DAY.match(day) else None
    return Document(
        name, text, title or None, published, "given" if published else "unknown", language=language
    )


def of_cases(corpora: Path) -> Iterator[Example]:
    """The gold figures that their words locate."""
    for case in CASES:
        folder = corpora / "cases_dev" / case
        analyses: dict[str, Analysis] = {}
        for row in rows_of(folder / "docs.jsonl"):
            language = row["language"] if row["language"] in {"en", "es"} else "es"
            analyses[row["id"]] = stages.annotate(
                document_of(row["id"], row["text"], row.get("title"), row.get("date"), language)
            )
        readers = {}
        for claim in rows_of(folder / "claims.jsonl"):
            analysis, words = analyses[claim["doc_id"]], claim["expr"]
            title, body = analysis.passage(Part.TITLE), analysis.passage(Part.BODY)
            passage = (
                title
                if title and words in title.text and (claim["in_title"] or words not in body.text)
                else body
            )
            at = passage.text.find(words)
            if at < 0:
                continue
            span = Span(at, at + len(words))
            bounds = Bounds(claim["low"], claim["high"], hedge_of(claim))
            figure = Figure(Measure(claim["kind"]), bounds, words, span)
            reader = readers.setdefault(
                (claim["doc_id"], passage.part), Surroundings(passage, analysis.document, analysis.language)
            )
            yield Example(
                claim["doc_id"],
                case,
                analysis.language,
                claim["scope"],
                reader.features(figure, span, KINDS[claim["kind"]]),
            )


def opening_of(text: str, last: int = 0) -> str:
    """The first paragraphs or sentences, as many as hold the figures, the last of which ends at `last`."""
    if len(text) <= max(OPENING, last):
        return text
    if last >= OPENING:
        ends = [at for at in (text.find("\n", last), text.find(". ", last) + 1) if at > 0]
        return text[: min(ends, default=len(text))]
    cut = max(text.rfind("\n", 0, OPENING), text.rfind(". ", 0, OPENING) + 1)
    return text[: max(cut if cut > OPENING // 2 else OPENING, last)]


def treebank(file: Path, folder: Path) -> Iterator[dict]:
    """The documents of a CoNLL-U treebank: the sentences of each put together again, named after the file and the document."""
    name, language = file.relative_to(folder).as_posix().removesuffix(".conllu.gz"), file.parent.name
    row: dict = {}
    for line in gzip.decompress(file.read_bytes()).decode("utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            if row:
                yield row
            row = {
                "id": f"{name}#{line.removeprefix('# newdoc id = ').strip()}",
                "lang": language,
                "text": "",
            }
        elif line.startswith("# text = ") and row:
            row["text"] = f"{row['text']} {line.removeprefix('# text = ').strip()}".lstrip()
    if row:
        yield row


def documents_of(folder: Path) -> Iterator[dict]:
    """The documents of a corpus: lines of JSON, or training parts of treebanks."""
    for file in sorted(folder.glob("*.jsonl*")):
        yield from rows_of(file)
    for file in sorted(folder.glob("*/*-train.conllu.gz")):
        yield from treebank(file, folder)


_LONGEST = 40  # code points


def label_key(document: str) -> str:
    """The name of a document in `scope_labels.tsv`; names that quote a headline are told by their digest."""
    return document if len(document) <= _LONGEST else hashlib.sha1(document.encode()).hexdigest()[:16]  # noqa: S324 no secret


def of_labels(corpora: Path) -> Iterator[Example]:
    """The labelled figures of other corpora; a corpus that is not there is left out."""
    labels: dict[str, dict[str, list[dict]]] = {}
    with Path(__file__).with_name("scope_labels.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            labels.setdefault(row["corpus"], {}).setdefault(row["document"], []).append(row)
    for corpus, wanted in sorted(labels.items()):
        for row in documents_of(corpora / corpus):
            name = row.get("doc_id") or row.get("id") or ""
            figures = wanted.pop(label_key(name), [])
            if not figures:
                continue
            day = row.get("date") or row.get("dct")
            last = max((int(given["stop"]) for given in figures if given["part"] == "body"), default=0)
            text = opening_of(row["text"], last)
            analysis = stages.annotate(document_of(name, text, row.get("title"), day, row["lang"]))
            readers = {
                part: Surroundings(analysis.passage(part), analysis.document, analysis.language)
                for part in {Part(given["part"]) for given in figures}
            }
            for given in figures:
                span = Span(int(given["start"]), int(given["stop"]))
                reader = readers[Part(given["part"])]
                low, high = (int(given[end]) if given[end] else None for end in ("low", "high"))
                figure = Figure(
                    Measure(given["measure"]),
                    Bounds(low, high, Hedge(given["hedge"])),
                    span.of(reader.passage.text),
                    span,
                )
                label = given["scope"].replace("background", "past_event")
                yield Example(
                    name,
                    "labels",
                    analysis.language,
                    label,
                    reader.features(figure, span, KINDS[given["measure"]]),
                )


def fit(
    x: np.ndarray, y: np.ndarray, share: np.ndarray, sparsity: float, penalty: float, steps: int = 300
) -> np.ndarray:
    """Weights of a multinomial logistic regression with L1 (few features) and L2 penalties, by accelerated proximal steps (FISTA).

    `share` weighs the examples: those of a document with many figures count less.
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


def held_out(
    x: np.ndarray, y: np.ndarray, share: np.ndarray, fold: np.ndarray, options: argparse.Namespace
) -> np.ndarray:
    """The label chosen for each example by a model that did not see its fold; a negative fold is always trained on and never chosen for."""
    chosen = np.zeros(len(y), dtype=int)
    for k in sorted(set(fold[fold >= 0])):
        z = x[fold == k] @ fit(
            x[fold != k], y[fold != k], share[fold != k], options.sparsity, options.penalty
        )
        z[:, LABELS.index("cumulative")] += options.caution
        chosen[fold == k] = z.argmax(axis=1)
    return chosen


def report(title: str, rows: list[Example], y: np.ndarray, chosen: np.ndarray, seen: np.ndarray) -> None:
    total = LABELS.index("cumulative")
    print(title)
    groups = [("all", np.ones(len(y), bool))]
    groups += [
        (g, np.array([g in (row.group, row.language) for row in rows]))
        for g in (*CASES, "labels", "en", "es")
    ]
    for name, mask in groups:
        mask = mask & seen
        if mask.any():
            is_total, said = y[mask] == total, chosen[mask] == total
            print(
                f"  {name:6} n {mask.sum():4}  four ways {np.mean(y[mask] == chosen[mask]):.3f}  cumulative or not {np.mean(is_total == said):.3f}"
                f"  missed {int((is_total & ~said).sum())}  taken for it {int((~is_total & said).sum())}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--sparsity", type=float, default=0.5)
    parser.add_argument("--penalty", type=float, default=10.0)
    parser.add_argument(
        "--share", type=float, default=0.7, help="weight of a labelled figure against one of the cases"
    )
    parser.add_argument("--least", type=int, default=8, help="documents that a feature must be seen in")
    parser.add_argument("--caution", type=float, default=0.2)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rows = [*of_cases(options.corpora), *of_labels(options.corpora)]
    seen = collections.Counter(
        name
        for name, _ in {(name, row.document) for row in rows for name, value in row.features.items() if value}
    )
    names = sorted(name for name, count in seen.items() if count >= options.least)
    column = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.features.items():
            if name in column:
                x[i, column[name]] = value
    y = np.array([LABELS.index(row.label) for row in rows])
    figures = collections.Counter(row.document for row in rows)
    share = np.array([figures[row.document] ** -0.2 for row in rows])
    share *= len(rows) / share.sum()
    share[[row.group == "labels" for row in rows]] *= options.share
    documents = sorted(figures)
    np.random.default_rng(SEED).shuffle(documents)
    place = {document: k % options.folds for k, document in enumerate(documents)}
    fold = np.array([place[row.document] for row in rows])
    report("folds by document", rows, y, held_out(x, y, share, fold, options), fold >= 0)
    fold = np.array([CASES.index(row.group) if row.group in CASES else -1 for row in rows])
    report("each case by the others", rows, y, held_out(x, y, share, fold, options), fold >= 0)
    if options.out:
        weights = fit(x, y, share, options.sparsity, options.penalty)
        lines = ["feature\tincident\tday\tcumulative\tbackground"]
        lines += [
            "\t".join([name, *(f"{value:.3f}" for value in weights[column[name]])])
            for name in names
            if np.abs(weights[column[name]]).max() >= 0.01
        ]
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(len(lines) - 1, "features")


if __name__ == "__main__":
    main()
