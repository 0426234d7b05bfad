"""Trains the small recognisers of `testigo.reading.recognisers` and writes their weights and cards.

    python training/recognisers.py --corpora DIR [--only NAME ...] [--out src/testigo/reading/weights] [--dry]

Corpora (open parts only; a corpus's `test` file is never read): indiapolice, acep_es, case2021t2, plover, glocon_sample. Each recogniser
is first measured by cross-validation over documents (a document's sentences never fall on both sides); what the card prints are those
held-out figures. Then it is trained on everything open. Two trainers, both without random numbers: logistic regression (L-BFGS) for
the sentences, of which there are many and few positive ones; ridge regression in its dual form, on tf-idf, for the short texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.text import Part, Span
from testigo.reading.arguments import read_acts
from testigo.reading.features import event_features, police_features, relation_features, text_features
from testigo.reading.fillers import HARMS, find_fillers, message_features
from testigo.reading.incidents import SORTS, incident_features, length_of

FOLDS = 5
WEIGHTS = Path("src/testigo/reading/weights")
Row = dict[str, Any]


# --- data --------------------------------------------------------------------------------------------------------------------


@dataclass
class Task:
    """Rows of features with their label and the group (document) that keeps them on one side of a fold.

    Rows `beside` are scored with the folds and never learned from. `held` and `held_beside` take the held-out scores, less the
    threshold, when the task has been measured: what a second layer learns from.
    """

    name: str
    labels: tuple[str, ...]
    features: list[list[str]]
    answers: list[str] | list[frozenset[str]]
    groups: list[str]
    trainer: str
    families: tuple[str, ...] = ()
    source: str = ""
    bits: int = 16
    is_exclusive: bool = True
    is_balanced: bool = False
    strength: float = 20.0
    positive: float = 3.0
    gain: float = 1.0
    beside: list[list[str]] = field(default_factory=list)
    beside_groups: list[str] = field(default_factory=list)
    held: list[dict[str, float]] = field(default_factory=list)
    held_beside: list[dict[str, float]] = field(default_factory=list)


def rows_of(path: Path) -> list[Row]:
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


PARTS = ["train", "dev"]
"""The files that are learned from; `--parts train` leaves dev for measuring. A test file is never read."""


def open_rows(folder: Path) -> list[Row]:
    """The open files of a corpus."""
    return [row for name in PARTS for path in sorted(folder.glob(f"{name}.jsonl*")) for row in rows_of(path)]


def parsed(
    rows: Sequence[Row], language: str, fields: Sequence[str] = ("title", "lead", "text")
) -> Iterable[list[Passage]]:
    parser = SpacyParser(language)
    for start in range(0, len(rows), 32):
        chunk = rows[start : start + 32]
        texts = [
            (n, Part.TITLE if f == "title" else Part.BODY, str(r[f]))
            for n, r in enumerate(chunk)
            for f in fields
            if r.get(f)
        ]
        passages = parser.parse([(part, text) for _, part, text in texts])
        for n in range(len(chunk)):
            yield [p for p, (k, _, _) in zip(passages, texts, strict=True) if k == n]


POLICE = {
    "KILL": (),
    "FORCE": (),
    "FAIL": (),
    "ARREST": ("st=", "mo=", "ka=", "k=", "kk=", "c=", "tag=", "u=", "rule=", "m=", "ks="),
}
"""The families of features that each police recogniser looks at (none: all); chosen by cross-validation."""


def police_tasks(corpora: Path) -> Iterable[Task]:
    rows = open_rows(corpora / "indiapolice")
    features: list[list[str]] = []
    gold: list[list[str]] = []
    groups: list[str] = []
    for row, passages in zip(rows, parsed(rows, "en", ("text",)), strict=True):
        sentences = [s for s in row["sentences"] if s["end"] > s["start"]]
        features += police_features(passages[0], "en", [Span(s["start"], s["end"]) for s in sentences])
        gold += [s["labels"] for s in sentences]
        groups += [row["doc_id"]] * len(sentences)
    for label, families in POLICE.items():
        answers = [label if label in labels else "" for labels in gold]
        yield Task(
            f"police_{label.lower()}",
            (label,),
            features,
            answers,
            groups,
            "logistic",
            families,
            "IndiaPoliceEvents",
            17,
        )


def conflict_task(corpora: Path) -> Task:
    rows = open_rows(corpora / "acep_es")
    features = [text_features(passages, "es") for passages in parsed(rows, "es")]
    answers = ["conflict" if row["label"] == "conflict" else "" for row in rows]
    return Task(
        "conflict_es",
        ("conflict",),
        features,
        answers,
        [r["doc_id"] for r in rows],
        "ridge",
        (),
        "ACEP lc_720",
    )


def protest_task(corpora: Path) -> Task:
    rows = [
        row
        for row in open_rows(corpora / "glocon_sample")
        if row["label"] in ("0", "1") and "article" not in row
    ]
    features = [text_features(passages, "en") for passages in parsed(rows, "en", ("text",))]
    answers = ["protest" if row["label"] == "1" else "" for row in rows]
    return Task(
        "protest_en",
        ("protest",),
        features,
        answers,
        [r["doc_id"] for r in rows],
        "ridge",
        (),
        "GLOCON gold, public sample",
    )


def event_task(corpora: Path) -> Task:
    rows = open_rows(corpora / "case2021t2")
    features = [
        [*text_features(passages, "en"), *event_features(passages, "en")]
        for passages in parsed(rows, "en", ("text",))
    ]
    labels = tuple(sorted({row["label"] for row in rows}))
    return Task(
        "event_type_en",
        labels,
        features,
        [r["label"] for r in rows],
        [r["doc_id"] for r in rows],
        "ridge",
        (),
        "CASE 2021 task 2",
    )


def spans_of(row: Row) -> tuple[Span | None, Span | None]:
    found = {s["role"]: Span(s["start"], s["end"]) for s in row["spans"] if s["end"] > s["start"]}
    return found.get("source"), found.get("target")


def relation_task(corpora: Path) -> Task:
    rows = open_rows(corpora / "plover")
    features = [
        relation_features(p[0], *spans_of(row), "en")
        for row, p in zip(rows, parsed(rows, "en", ("text",)), strict=True)
    ]
    labels = tuple(sorted({row["label"] for row in rows}))
    groups = [str(row.get("sentence_id", row["doc_id"])) for row in rows]
    return Task(
        "relation_en",
        labels,
        features,
        [r["label"] for r in rows],
        groups,
        "ridge",
        (),
        "PLV, Zero-Shot-PLOVER",
        is_balanced=True,
    )


# --- MUC-4 -------------------------------------------------------------------------------------------------------------------

MUC_ROLES = {
    "perp_individual": "who did it",
    "perp_org": "for whom",
    "phys_target": "what was hit",
    "victim": "who was hurt",
    "instrument": "with what",
}
_LEAD = re.compile(
    r"^(?:(?:THE|A|AN|SOME|SEVERAL|ABOUT|AT LEAST|APPROXIMATELY|\d+|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)\s+)+(?=\S)"
)


def plain(text: str) -> str:
    """Capitals, letters and digits only, no article or number before."""
    found = re.sub(r"\s+", " ", re.sub(r"[^A-Z0-9Ñ ]+", " ", text.upper())).strip()
    return _LEAD.sub("", found) or found


def unwrapped(text: str) -> str:
    """Lines broken at a fixed width joined again, and a break where the dateline ends, character for character."""
    joined = re.sub(r"(?<!\n)\n(?!\s*\n)(?! {2,})", " ", text)
    return re.sub(r"(?:-- *)?\[TEXT\]", lambda mark: "\n\n".ljust(len(mark[0])), joined)


def gold_fillers(row: Row) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {role: set() for role in MUC_ROLES}
    for template in row["templates"]:
        for role in MUC_ROLES:
            if role == "victim":
                found[role] |= {
                    plain(word)
                    for victim in template["victims"]
                    for word in victim["name"] + victim["description"]
                }
            else:
                found[role] |= {plain(word) for filler in template[role] for word in filler["alts"]}
    return found


def harms_of(row: Row, forms: set[str]) -> frozenset[str]:
    """What the key says befell a victim: dead, hurt."""
    told: set[str] = set()
    for victim in (v for template in row["templates"] for v in template["victims"]):
        if forms & {plain(word) for word in victim["name"] + victim["description"]}:
            told |= {
                name for name, effect in (("dead", "DEATH"), ("hurt", "INJURY")) if effect in victim["effect"]
            }
    return frozenset(told)


def muc_tasks(corpora: Path) -> Iterable[Task]:
    """Messages by their words, fillers by role, then messages by what both found: each layer learns from the other's held-out scores."""
    rows = open_rows(corpora / "muc4")
    for row in rows:
        row["text"] = unwrapped(row["text"])
    ids = [str(row["doc_id"]) for row in rows]
    passages = [own[0] for own in parsed(rows, "en", ("text",))]
    acts = [read_acts(passage, "en") for passage in passages]
    kinds: list[frozenset[str]] = []
    learned: list[tuple[int, list[str], frozenset[str]]] = []
    beside: list[tuple[int, list[str]]] = []
    for n, (row, passage, own) in enumerate(zip(rows, passages, acts, strict=True)):
        told = {t["type"][0]["alts"][0] for t in row["templates"] if t["type"]}
        kinds.append(frozenset(told & set(SORTS)) | ({"RELEVANT"} if row["templates"] else set()))
        gold = gold_fillers(row)
        for filler in find_fillers(passage, own, "en"):
            if not row["templates"]:
                beside.append((n, filler.features))
                continue
            forms = {plain(form) for form in filler.forms}
            right = frozenset(role for role, words in gold.items() if forms & words)
            learned.append((n, filler.features, right | harms_of(row, forms)))
    words = [message_features(passage, own, "en") for passage, own in zip(passages, acts, strict=True)]
    labels = (*SORTS, "RELEVANT")
    message = Task("message_en", labels, words, kinds, ids, "ridge", (), "MUC-4", 16, is_exclusive=False)
    yield message
    scores: list[list[dict[str, float]]] = [[] for _ in rows]
    found: list[dict[str, float]] = [{} for _ in range(len(learned) + len(beside))]
    for role in (*MUC_ROLES, *HARMS):
        task = Task(
            f"filler_{role}",
            (role,),
            [features for _, features, _ in learned],
            [role if role in right else "" for _, _, right in learned],
            [ids[n] for n, _, _ in learned],
            "logistic",
            (),
            "MUC-4",
            17,
            strength=8.0,
            positive=2.0,
            gain=3.0,
            beside=[features for _, features in beside],
            beside_groups=[ids[n] for n, _ in beside],
        )
        yield task
        for scored, held in zip(found, [*task.held, *task.held_beside], strict=True):
            scored.update(held)
    for n, scored in zip([n for n, _, _ in learned] + [n for n, _ in beside], found, strict=True):
        scores[n].append(scored)
    evidence = [
        incident_features(said, own, told, length_of(passage))
        for said, own, told, passage in zip(message.held, scores, acts, passages, strict=True)
    ]
    yield Task(
        "incident_en",
        labels,
        evidence,
        kinds,
        ids,
        "logistic",
        (),
        "MUC-4",
        14,
        is_exclusive=False,
        strength=0.7,
        positive=1.0,
        gain=3.0,
    )


TASKS: dict[str, Callable[[Path], Iterable[Task]]] = {
    "police": police_tasks,
    "conflict_es": lambda corpora: [conflict_task(corpora)],
    "protest_en": lambda corpora: [protest_task(corpora)],
    "event_type_en": lambda corpora: [event_task(corpora)],
    "muc": muc_tasks,
    "relation_en": lambda corpora: [relation_task(corpora)],
}


# --- trainers ----------------------------------------------------------------------------------------------------------------


def matrix(task: Task, rows: Sequence[list[str]] | None = None) -> sp.csr_matrix:
    """The task's rows, or others, as hashed features."""
    rows = task.features if rows is None else rows
    mask = (1 << task.bits) - 1
    indexes: list[int] = []
    ends = [0]
    for row in rows:
        kept = (f for f in row if f.startswith(task.families)) if task.families else row
        indexes.extend(sorted({zlib.crc32(f.encode()) & mask for f in kept}))
        ends.append(len(indexes))
    return sp.csr_matrix((np.ones(len(indexes)), indexes, ends), shape=(len(rows), mask + 1))


def spread_of(found: sp.csr_matrix) -> tuple[np.ndarray, float]:
    """Inverse document frequency of each bucket, and of a bucket never seen."""
    seen = np.asarray((found > 0).sum(0)).ravel()
    n = found.shape[0]
    return np.log((1 + n) / (1 + seen)) + 1, float(np.log(1 + n) + 1)


def unit(found: sp.csr_matrix, spread: np.ndarray) -> sp.csr_matrix:
    weighed = found @ sp.diags(spread)
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(1)).ravel())
    return (sp.diags(1 / np.maximum(length, 1e-9)) @ weighed).tocsr()


def logistic(
    found: sp.csr_matrix, y: np.ndarray, strength: float = 20.0, positive: float = 3.0
) -> tuple[np.ndarray, np.ndarray]:
    """One label by penalised logistic regression; `positive` weighs the rare side."""
    width = found.shape[1]
    turned = found.T.tocsr()
    side = np.where(y > 0, positive, 1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = found @ w[:-1] + w[-1]
        p = 1 / (1 + np.exp(-np.clip(z, -35, 35)))
        rest = strength * side * (p - y)
        value = strength * np.sum(side * (np.logaddexp(0, z) - y * z)) + 0.5 * w[:-1] @ w[:-1]
        return float(value), np.append(turned @ rest + w[:-1], rest.sum())

    w = minimize(
        loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", options={"maxiter": 120, "maxcor": 6}
    ).x
    return w[:-1, None], w[-1:]


def ridge(
    found: sp.csr_matrix, targets: np.ndarray, weights: np.ndarray, penalty: float = 0.3
) -> tuple[np.ndarray, np.ndarray]:
    """All labels at once: ridge regression on +1 and -1, solved over the documents; `weights` say how much each counts."""
    kernel = (found @ found.T).toarray()
    bias = (targets * weights[:, None]).mean(0)
    return found.T @ np.linalg.solve(kernel + penalty * np.diag(1 / weights), targets - bias), bias


def balance(targets: np.ndarray) -> np.ndarray:
    """A weight for each row, so that all labels count alike; 1 on average."""
    found = 1 / (targets > 0).mean(0)[targets.argmax(1)]
    return np.asarray(found / found.mean())


def targets_of(task: Task) -> np.ndarray:
    """+1 where the label is right, else -1; an answer is a label or a set of them."""
    sets = [answer if isinstance(answer, frozenset) else frozenset({answer}) for answer in task.answers]
    return np.array([[1.0 if label in answer else -1.0 for label in task.labels] for answer in sets])


def train(
    task: Task, found: sp.csr_matrix, targets: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """(weights by bucket and label, bias, spread, spread of unseen buckets)."""
    if task.trainer == "logistic":
        spread, elsewhere = np.ones(found.shape[1]), 1.0
        rows = unit(found, spread) * task.gain
        columns = [
            logistic(rows, (target > 0).astype(float), task.strength, task.positive) for target in targets.T
        ]
        weights = np.hstack([own for own, _ in columns]) * task.gain
        bias = np.hstack([own for _, own in columns])
    else:
        spread, elsewhere = spread_of(found)
        own = balance(targets) if task.is_balanced else np.ones(len(targets))
        weights, bias = ridge(unit(found, spread), targets, own)
    return weights, bias, spread, elsewhere


def best_threshold(scores: np.ndarray, gold: np.ndarray) -> float:
    """The score above which F1 is highest."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(gold[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + gold.sum())
    k = int(np.argmax(f1))
    after = scores[order[k + 1]] if k + 1 < len(order) else scores[order[k]] - 1
    return float((scores[order[k]] + after) / 2)


def f1_of(said: np.ndarray, gold: np.ndarray) -> tuple[float, float, float]:
    hit = float((said & gold).sum())
    return (
        2 * hit / max(1.0, float(said.sum() + gold.sum())),
        hit / max(1.0, float(said.sum())),
        hit / max(1.0, float(gold.sum())),
    )


def fold_of(group: str) -> int:
    """The fold of a document, the same in every task."""
    return zlib.crc32(f"f{group}".encode()) % FOLDS


def held_out(task: Task, found: sp.csr_matrix, targets: np.ndarray) -> tuple[dict[str, float], np.ndarray]:
    """Held-out figures, and the threshold of a single label (chosen for each fold on the other folds; the last on all)."""
    fold = np.array([fold_of(group) for group in task.groups])
    scores = np.zeros(targets.shape)
    beside = matrix(task, task.beside)
    fold_beside = np.array([fold_of(group) for group in task.beside_groups], dtype=int)
    scores_beside = np.zeros((len(task.beside), len(task.labels)))
    for k in range(FOLDS):
        inside = fold != k
        weights, bias, spread, _ = train(task, found[inside], targets[inside])
        scores[~inside] = unit(found[~inside], spread) @ weights + bias
        scores_beside[fold_beside == k] = unit(beside[fold_beside == k], spread) @ weights + bias
    figures, threshold = measured(task, fold, scores, targets)
    task.held = [dict(zip(task.labels, row, strict=True)) for row in (scores - threshold).tolist()]
    task.held_beside = [
        dict(zip(task.labels, row, strict=True)) for row in (scores_beside - threshold).tolist()
    ]
    return figures, threshold


def measured(
    task: Task, fold: np.ndarray, scores: np.ndarray, targets: np.ndarray
) -> tuple[dict[str, float], np.ndarray]:
    """Figures of held-out scores, and the thresholds."""
    if len(task.labels) == 1:
        gold = targets[:, 0] > 0
        said = np.zeros(len(gold), bool)
        for k in range(FOLDS):
            inside = fold != k
            said[~inside] = scores[~inside, 0] > best_threshold(scores[inside, 0], gold[inside])
        f1, precision, recall = f1_of(said, gold)
        return {"F1": f1, "precision": precision, "recall": recall, "n": float(gold.sum())}, np.array(
            [best_threshold(scores[:, 0], gold)]
        )
    if not task.is_exclusive:
        thresholds = np.array(
            [best_threshold(scores[:, c], targets[:, c] > 0) for c in range(len(task.labels))]
        )
        figures = {
            f"{label}: F1": f1_of(scores[:, c] > thresholds[c], targets[:, c] > 0)[0]
            for c, label in enumerate(task.labels)
        }
        return figures, thresholds
    gold_index, said_index = targets.argmax(1), scores.argmax(1)
    each = np.array([f1_of(said_index == c, gold_index == c)[0] for c in range(len(task.labels))])
    share = np.bincount(gold_index, minlength=len(task.labels))
    figures = {
        "accuracy": float((gold_index == said_index).mean()),
        "macro F1": float(each.mean()),
        "weighted F1": float(np.average(each, weights=share)),
    }
    return figures, np.zeros(len(task.labels))


# --- what is written -----------------------------------------------------------------------------------------------------------


def write(
    task: Task,
    found: sp.csr_matrix,
    targets: np.ndarray,
    threshold: np.ndarray,
    figures: dict[str, float],
    out: Path,
) -> None:
    weights, bias, spread, elsewhere = train(task, found, targets)
    scale = np.abs(weights).max(0) / 127
    small = np.round(weights / np.maximum(scale, 1e-12)).astype(np.int8)
    columns = np.flatnonzero(np.asarray(found.sum(0)).ravel() > 0)
    columns = columns[np.any(small[columns] != 0, axis=1)] if task.trainer == "logistic" else columns
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out / f"{task.name}.npz",
        labels=np.array(task.labels),
        bits=np.array(task.bits),
        columns=columns.astype(np.uint32),
        weights=small[columns],
        scale=scale.astype(np.float32),
        spread=spread[columns].astype(np.float16),
        elsewhere=np.array(elsewhere, dtype=np.float32),
        bias=(bias - threshold).astype(np.float32),
        families=np.array(task.families, dtype="U16"),
    )
    told = "\n".join(
        f"| {name} | {value:.3f} |" if name != "n" else f"| positive examples | {value:.0f} |"
        for name, value in figures.items()
    )
    card = f"""# {task.name}

| | |
| --- | --- |
| labels | {", ".join(task.labels)} |
| trained on | {task.source}, the open part: {len(task.answers)} examples from {len(set(task.groups))} documents |
| model | {task.trainer}, hashed features (CRC-32, 2^{task.bits} buckets, {len(columns)} used), 8-bit weights |
| features | {", ".join(task.families) or "all families of reading/features.py that the task uses"} |
| made by | training/recognisers.py, {datetime.now(UTC).date().isoformat()} |
{told}

The figures are held out: {FOLDS} folds over documents, the threshold of each fold chosen on the others. No text is stored, and no word
can be read back from the buckets. It was made for reports like those it learned from; on other kinds of text expect less.
"""
    (out / f"{task.name}.md").write_text(card, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=list(TASKS), choices=list(TASKS))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--parts", nargs="+", default=list(PARTS), choices=list(PARTS))
    parser.add_argument("--dry", action="store_true", help="measure only")
    given = parser.parse_args()
    PARTS[:] = given.parts
    for name in given.only:
        for task in TASKS[name](given.corpora):
            found, targets = matrix(task), targets_of(task)
            figures, threshold = held_out(task, found, targets)
            print(task.name, {key: round(value, 3) for key, value in figures.items()}, flush=True)
            if not given.dry:
                write(task, found, targets, threshold, figures, given.out)


if __name__ == "__main__":
    main()
