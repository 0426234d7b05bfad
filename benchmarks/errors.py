"""The error report of figures: what a case's gold has and testigo misses, and what testigo claims and the gold has not, by cause.

    python benchmarks/errors.py --corpus CASES_DIR/B --scorers DIR [--limit 5] [--cause NAME]

Reads `docs.jsonl`, `claims.jsonl` and `sources.jsonl` of one case, reads figures alone (no scope, place or day), matches them with the
scorer's own rules, and prints for every cause its count and sentences. It shows text of the corpus: keep its output to yourself.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from testigo.gathering.languages import identify_language
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Part
from testigo.reading.found_figures import FoundFigure
from testigo.reading.harm import find_harm
from testigo.reading.quantities import find_quantities
from testigo.reading.tolls import read_figures


@dataclass(frozen=True)
class Said:
    """A figure found, with the passage that it stands in."""

    document: str
    passage: Passage
    found: FoundFigure

    @property
    def sentence(self) -> str:
        return self.passage.sentences[self.found.sentence].span.of(self.passage.text)

    def row(self, number: int) -> dict[str, Any]:
        """In the scorer's format; the place is a number, so that no two are folded into one."""
        figure = self.found.figure
        return {
            "doc_id": self.document,
            "kind": figure.measure.value,
            "low": figure.bounds.low,
            "high": figure.bounds.high,
            "scope": "incident",
            "place": str(number),
            "said": self,
        }


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def scorer(folder: Path) -> ModuleType:
    """The scorer of the cases, loaded from its folder."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score_cases", folder / "score_cases.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no score_cases.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_case(folder: Path) -> tuple[dict[str, tuple[str, list[Passage]]], list[Said]]:
    """Language and passages of each document, and every figure found."""
    parsers: dict[str, SpacyParser] = {}
    documents: dict[str, tuple[str, list[Passage]]] = {}
    said: list[Said] = []
    for row in rows(folder / "docs.jsonl"):
        language = row.get("language") or identify_language(row["text"]) or ""
        if language not in ("en", "es"):
            documents[row["id"]] = (language, [])
            continue
        parser = parsers.setdefault(language, SpacyParser(language))
        texts = [
            (part, text) for part, text in ((Part.TITLE, row.get("title")), (Part.BODY, row["text"])) if text
        ]
        passages = parser.parse(texts)
        documents[row["id"]] = (language, passages)
        said += [
            Said(row["id"], passage, found)
            for passage in passages
            for found in read_figures(passage, language)
        ]
    return documents, said


def place_of(expression: str, passages: list[Passage]) -> tuple[Passage, Sentence] | None:
    """The sentence that holds the gold's words, or most of them."""
    words = [w for w in re.sub(r"\(.*?\)|[,.]", " ", expression).lower().split() if w]
    best: tuple[int, Passage, Sentence] | None = None
    for passage in passages:
        for sentence in passage.sentences:
            text = sentence.span.of(passage.text).lower()
            score = sum(w in text for w in words) + (len(words) if expression.lower() in text else 0)
            if best is None or score > best[0]:
                best = (score, passage, sentence)
    return None if best is None or best[0] == 0 else (best[1], best[2])


def why_missed(
    gold: dict[str, Any], language: str, passages: list[Passage], said: list[Said]
) -> tuple[str, str]:
    """The cause of a miss, and its sentence."""
    if not passages:
        return f"language {language or 'unknown'} is not read", gold["expr"]
    place = place_of(gold["expr"], passages)
    if place is None:
        return "words not found in the text", gold["expr"]
    passage, sentence = place
    text = sentence.span.of(passage.text)
    here = [s for s in said if s.passage is passage and s.found.sentence == sentence.index]
    near = [
        s
        for s in here
        if s.found.figure.phrase.lower() in gold["expr"].lower()
        or gold["expr"].lower() in s.found.figure.phrase.lower()
    ]
    if any(
        s.found.figure.measure.value != gold["kind"]
        and {gold["low"], gold["high"]} == {s.found.figure.bounds.low, s.found.figure.bounds.high}
        for s in near or here
    ):
        return "read as another measure", text
    if any(s.found.figure.measure.value == gold["kind"] for s in near):
        return "read with other bounds", text
    harm = find_harm(sentence, language)
    if not harm:
        return "no word of harm in the sentence", text
    values = {q.bounds.low for q in find_quantities(sentence, harm, language)} | {
        q.bounds.high for q in find_quantities(sentence, harm, language)
    }
    if gold["low"] not in values and gold["high"] not in values:
        return "people not seen as a quantity", text
    return "one person not joined" if gold["low"] == gold[
        "high"
    ] == 1 else "quantity and word not joined", text


def why_claimed(row: dict[str, Any], gold: list[dict[str, Any]]) -> str:
    """The cause of a false claim."""
    said: Said = row["said"]
    phrase = said.found.figure.phrase.lower()
    for other in gold:
        if other["doc_id"] == said.document and (
            phrase in other["expr"].lower() or other["expr"].lower() in phrase
        ):
            return (
                "bounds differ from the gold's"
                if other["kind"] == row["kind"]
                else "measure differs from the gold's"
            )
    if row["kind"] == "participants":
        return "crowd"
    if row["low"] == row["high"] == 1:
        return "one person"
    return {
        3: "side by side",
        2: "joined by the tree or as a tally",
        1: "joined by the line",
        0: "continued",
    }[said.found.sureness]


def main() -> None:
    """Parse the command line, read, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of one case")
    parser.add_argument("--scorers", type=Path, required=True, help="the folder of score_cases.py")
    parser.add_argument("--limit", type=int, default=5, help="sentences shown for each cause")
    parser.add_argument("--cause", help="show this cause alone, whole")
    arguments = parser.parse_args()
    score = scorer(arguments.scorers)
    gold, sources = rows(arguments.corpus / "claims.jsonl"), rows(arguments.corpus / "sources.jsonl")
    documents, said = read_case(arguments.corpus)
    predicted = [s.row(n) for n, s in enumerate(said) if s.found.figure.measure.value != "displaced"]
    pairs, missed, extra, repeats, _ = score.score_claims(gold, predicted, sources, lenient=False)
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in missed:
        language, passages = documents[row["doc_id"]]
        cause, text = why_missed(row, language, passages, [s for s in said if s.document == row["doc_id"]])
        groups["missed", cause].append(
            f"{row['id']} {row['kind']} {row['low']}..{row['high']} {row['expr']!r} | {text}"
        )
    for document, row in extra:
        one: Said = row["said"]
        groups["claimed", why_claimed(row, gold)].append(
            f"{document} {row['kind']} {row['low']}..{row['high']} {one.found.figure.phrase!r} < {one.found.trigger.of(one.passage.text)!r} | {one.sentence}"
        )
    hits = len(pairs)
    recall, precision = hits / max(1, hits + len(missed)), hits / max(1, hits + len(extra))
    f1 = 2 * recall * precision / max(1e-9, recall + precision)
    print(
        f"{hits} right, {len(missed)} missed, {len(extra)} false, {repeats} repeats: recall {recall:.3f}, precision {precision:.3f}, F1 {f1:.3f}"
    )
    for (side, cause), lines in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]))):
        if arguments.cause and cause != arguments.cause:
            continue
        print(f"\n{len(lines):4d}  {side}: {cause}")
        for line in lines if arguments.cause else lines[: arguments.limit]:
            print(f"      {line[:300]}")


if __name__ == "__main__":
    main()
