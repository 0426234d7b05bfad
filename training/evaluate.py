"""Measures a pipeline as its model card reports it: on raw text, with its own tokens, on the test parts.

    python training/convert.py --corpora DIR
    OPENBLAS_NUM_THREADS=1 python training/evaluate.py en --json training/out/en.json

Each test document is eight consecutive sentences joined by spaces, headlines included, so that sentence boundaries have to be
found. The `upper` rows are the same texts in capitals. Lemmas are scored on gold tokens' alignments, over all words. Names
count as right when both edges and the label are right.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, DocBin
from spacy.training import Example

from testigo.language.loading import FOLDER, open_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.language import Language

HERE = Path(__file__).resolve().parent
TREES = {"en": ("ewt", "gum-open"), "es": ("ancora2021", "gsd")}
NAMES = {"en": ("ewt", "gum-open"), "es": ("names", "ancora2021")}
SCORES = ("token_f", "pos_acc", "tag_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "aux:pass",
    "nummod",
    "conj",
    "ccomp",
    "acl:relcl",
    "appos",
)


def gold(nlp: Language, path: Path) -> list[Doc]:
    """The annotated documents of one test file."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def recased(doc: Doc, spell: Callable[[str], str]) -> Doc:
    """The document in other letters, its annotation kept."""
    names = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else t.ent_iob_ for t in doc]
    parts: dict[str, Any] = {"ents": names} if doc.has_annotation("ENT_IOB") else {}
    if doc.has_annotation("DEP"):
        parts |= {
            "pos": [t.pos_ for t in doc],
            "morphs": [str(t.morph) for t in doc],
            "lemmas": [t.lemma_ for t in doc],
            "heads": [t.head.i for t in doc],
            "deps": [t.dep_ for t in doc],
        }
        if doc.has_annotation("TAG"):
            parts["tags"] = [t.tag_ for t in doc]
    return Doc(
        doc.vocab, words=[spell(t.text) for t in doc], spaces=[bool(t.whitespace_) for t in doc], **parts
    )


def scored(nlp: Language, docs: Iterable[Doc]) -> dict[str, Any]:
    """SpaCy's own scores, on raw text."""
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    scores: dict[str, Any] = nlp.evaluate(examples)
    return scores


def percent(value: float | None) -> float | None:
    """A share in percent with one decimal."""
    return None if value is None else round(100 * value, 1)


def measured(nlp: Language, language: str, data: Path) -> dict[str, Any]:
    """Everything that the card states."""
    out: dict[str, Any] = {}
    for test in TREES[language]:
        docs = gold(nlp, data / f"{language}-test-{test}.spacy")
        for name, spell in (("", str), (" upper", str.upper)):
            scores = scored(nlp, [recased(doc, spell) for doc in docs] if name else docs)
            row: dict[str, Any] = {
                key: percent(scores.get(key)) for key in SCORES if scores.get(key) is not None
            }
            row["relations"] = {r: percent(scores["dep_las_per_type"].get(r, {}).get("f")) for r in RELATIONS}
            out[f"{test}{name}"] = row
    pooled: list[Doc] = []
    for test in NAMES[language]:
        docs = [d for d in gold(nlp, data / f"{language}-test-{test}.spacy") if d.has_annotation("ENT_IOB")]
        pooled += docs
        out[f"names {test}"] = name_scores(nlp, docs)
    out["names all"] = name_scores(nlp, pooled)
    out["names all upper"] = name_scores(nlp, [recased(doc, str.upper) for doc in pooled])
    out["words_per_second"] = speed(nlp, [d.text for d in gold(nlp, data / f"{language}-dev.spacy")])
    return out


def name_scores(nlp: Language, docs: list[Doc]) -> dict[str, Any]:
    """Exact names: F, precision, recall, and F for each label."""
    scores = scored(nlp, docs)
    labels = {label: percent(row["f"]) for label, row in sorted((scores["ents_per_type"] or {}).items())}
    return {
        "f": percent(scores["ents_f"]),
        "p": percent(scores["ents_p"]),
        "r": percent(scores["ents_r"]),
        "labels": labels,
    }


def speed(nlp: Language, texts: list[str], words: int = 60_000) -> int:
    """Words a CPU-second on paragraphs, after a warm-up."""
    list(nlp.pipe(texts[:50]))
    done, start = 0, time.process_time()
    while done < words:
        done += sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
    return round(done / (time.process_time() - start))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", choices=sorted(TREES))
    parser.add_argument("--pipeline", type=Path, help="a folder other than the package's")
    parser.add_argument("--data", type=Path, default=HERE / "out" / "data")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    folder = options.pipeline or FOLDER / options.language
    result = measured(open_pipeline(folder), options.language, options.data)
    result["bytes"] = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    text = json.dumps(result, indent=1, ensure_ascii=False)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
