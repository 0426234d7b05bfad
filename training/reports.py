"""Fits the report model: python training/reports.py --corpus DIR/polnear [--parts train,dev] [--out FILE]

DIR/polnear holds train.jsonl.gz and dev.jsonl.gz (its test part is never read). Prints the number of examples and of features kept;
`benchmarks/run.py polnear` measures. For a figure on new text, fit with `--parts train` and score dev. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from testigo.language.quotemarks import quoted_stretches
from testigo.language.report_features import near_features, own_features, unit_features, word
from testigo.language.report_model import speaker_by_rule
from testigo.language.reporting import report_verbs
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Part

LANGUAGE = "en"
Row = dict[str, Any]


def head_of(sentence: Sentence, spans: Sequence[Row]) -> int | None:
    """The word that heads a cue: of the tokens whose own head lies outside it, the verb, else the one with most dependents."""
    inside = {t.i for t in sentence.tokens if any(t.start < s["end"] and s["start"] < t.stop for s in spans)}
    heads = [k for k in inside if sentence.tokens[k].head not in inside or sentence.tokens[k].head == k]
    return max(
        heads,
        key=lambda k: (
            sentence.tokens[k].pos == "VERB",
            sentence.tokens[k].pos in {"NOUN", "ADJ", "AUX"},
            len(sentence.children[k]),
            -k,
        ),
        default=None,
    )


def gold_of(row: Row, passage: Passage) -> dict[tuple[int, int], Row]:
    """(sentence, head of the cue) -> attribution."""
    found: dict[tuple[int, int], Row] = {}
    for attribution in row["attributions"]:
        if not attribution["cue"]:
            continue
        sentence = passage.sentence_at(attribution["cue"][0]["start"])
        if sentence is None:
            continue
        here = [s for s in attribution["cue"] if sentence.span.start <= s["start"] < sentence.span.stop]
        head = head_of(sentence, here)
        if head is not None:
            found.setdefault((sentence.index, head), attribution)
    return found


def covered(spans: Iterable[Row]) -> set[int]:
    return {k for s in spans for k in range(s["start"], s["end"])}


def cue_examples(
    parsed: Sequence[tuple[Row, Passage]], words: frozenset[tuple[str, str]]
) -> Iterator[tuple[list[str], bool]]:
    for row, passage in parsed:
        gold = gold_of(row, passage)
        stretches = quoted_stretches(passage.text)
        for sentence in passage.sentences:
            near = [s for s in stretches if s.start < sentence.span.stop and sentence.span.start < s.stop]
            for t in sentence.tokens:
                if (word(t), t.pos) in words or t.lower in report_verbs(LANGUAGE):
                    quoted = any(s.start < t.start < s.stop for s in near)
                    yield (
                        own_features(sentence, t.i, LANGUAGE)
                        + near_features(sentence, t.i, quoted, LANGUAGE),
                        (sentence.index, t.i) in gold,
                    )


def part_examples(parsed: Sequence[tuple[Row, Passage]]) -> Iterator[tuple[list[str], int]]:
    """Features of each part round a gold cue; 1 where three fifths of its words are matter, 2 where its head is the source, else 0."""
    for row, passage in parsed:
        for (index, i), attribution in gold_of(row, passage).items():
            sentence = passage.sentences[index]
            matter, source = covered(attribution["content"]), covered(attribution["source"])
            speaker = speaker_by_rule(sentence, i, LANGUAGE)
            for unit, features in unit_features(sentence, i, speaker, LANGUAGE):
                rows = [
                    sentence.tokens[k] for k in unit.tokens(sentence, i) if sentence.tokens[k].pos != "PUNCT"
                ]
                size = sum(t.stop - t.start for t in rows)
                held = sum(t.stop - t.start for t in rows if t.start in matter)
                answer = 0
                if size and held >= 0.6 * size:
                    answer = 1
                elif sentence.tokens[unit.head].start in source:
                    answer = 2
                yield features, answer


def matrix(rows: Sequence[Sequence[str]], least: int) -> tuple[list[str], sp.csr_matrix]:
    """The features seen in `least` rows or more, sorted, a constant "bias" first; and the rows as ones over them."""
    seen = collections.Counter(f for row in rows for f in set(row))
    names = ["bias", *sorted(f for f, n in seen.items() if n >= least)]
    column = {f: k for k, f in enumerate(names)}
    pointers, indexes = [0], []
    for row in rows:
        indexes += [0, *sorted({column[f] for f in row if f in column})]
        pointers.append(len(indexes))
    ones = np.ones(len(indexes))
    return names, sp.csr_matrix((ones, indexes, pointers), shape=(len(rows), len(names)))


def fit(x: sp.csr_matrix, y: np.ndarray, sparsity: float, penalty: float, steps: int) -> np.ndarray:
    """Logistic regression with L1 (few features) and L2 penalties, by accelerated proximal steps with restarts (FISTA)."""
    ones = np.random.default_rng(1).standard_normal(x.shape[1])
    for _ in range(12):
        ones = x.T @ (x @ ones)
        ones /= np.linalg.norm(ones)
    step = 1.0 / (0.25 * float(ones @ (x.T @ (x @ ones))) * 1.02 + penalty)
    shrink = np.full(x.shape[1], sparsity * step)
    shrink[0] = 0.0
    weights = ahead = np.zeros(x.shape[1])
    pace, transposed = 1.0, x.T.tocsr()
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-(x @ ahead)))
        moved = ahead - step * (transposed @ (p - y) + penalty * ahead)
        after = np.sign(moved) * np.maximum(np.abs(moved) - shrink, 0.0)
        if (ahead - after) @ (after - weights) > 0:
            pace = 1.0
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = after + (pace - 1) / faster * (after - weights)
        weights, pace = after, faster
    return weights


def cue_words(parsed: Sequence[tuple[Row, Passage]], least: int, share: float) -> frozenset[tuple[str, str]]:
    """The words, each with its part of speech, that head a cue `least` times, and in at least `share` of their uses."""
    uses: collections.Counter[tuple[str, str]] = collections.Counter()
    cues: collections.Counter[tuple[str, str]] = collections.Counter()
    for row, passage in parsed:
        uses.update((word(t), t.pos) for s in passage.sentences for t in s.tokens)
        for index, i in gold_of(row, passage):
            t = passage.sentences[index].tokens[i]
            cues[word(t), t.pos] += 1
    return frozenset(
        w for w, n in cues.items() if n >= least and n >= share * uses[w] and w[0][:1] not in "*#"
    )


def read_parts(corpus: Path, parts: Sequence[str]) -> list[tuple[Row, Passage]]:
    rows: list[Row] = []
    for part in parts:
        with gzip.open(corpus / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    parser = SpacyParser(LANGUAGE)
    passages: list[Passage] = []
    for start in range(0, len(rows), 20):
        passages += parser.parse([(Part.BODY, row["text"]) for row in rows[start : start + 20]])
    return list(zip(rows, passages, strict=True))


def learn(
    parsed: Sequence[tuple[Row, Passage]], a: argparse.Namespace, say: Callable[[str], None]
) -> list[str]:
    """The lines of the table."""
    words = cue_words(parsed, a.least_word, a.share)
    rows, answers = zip(*cue_examples(parsed, words), strict=True)
    names, x = matrix(rows, a.least)
    del rows
    w = fit(x, np.array(answers, dtype=float), a.sparsity, a.penalty, a.steps)
    lines = [f"word\t{lemma}\t{pos}" for lemma, pos in sorted(words)]
    lines += [f"cue\t{n}\t{v:.2f}" for n, v in zip(names, w, strict=True) if n == "bias" or abs(v) >= a.floor]
    say(
        f"words {len(words)}, cue examples {x.shape[0]}, features {x.shape[1]}, kept {np.sum(np.abs(w) >= a.floor)}"
    )
    rows, labels = zip(*part_examples(parsed), strict=True)
    names, x = matrix(rows, a.least)
    del rows
    label = np.array(labels)
    both = np.stack(
        [fit(x, (label == k).astype(float), a.sparsity, a.penalty, a.steps) for k in (1, 2)], axis=1
    )
    lines += [
        f"part\t{n}\t{v[0]:.2f}\t{v[1]:.2f}"
        for n, v in zip(names, both, strict=True)
        if n == "bias" or np.abs(v).max() >= a.floor
    ]
    say(f"parts {x.shape[0]}, features {x.shape[1]}, kept {np.sum(np.abs(both).max(axis=1) >= a.floor)}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--parts", default="train,dev")
    parser.add_argument("--out", type=Path, default=Path("src/testigo/language/report_weights_en.tsv"))
    parser.add_argument("--least", type=int, default=6, help="a feature seen less often is left out")
    parser.add_argument("--least-word", type=int, default=4)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--sparsity", type=float, default=1.5)
    parser.add_argument("--penalty", type=float, default=0.3)
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--floor", type=float, default=0.05)
    arguments = parser.parse_args()
    parsed = read_parts(arguments.corpus, arguments.parts.split(","))
    lines = learn(parsed, arguments, print)
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
