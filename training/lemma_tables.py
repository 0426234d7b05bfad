"""Builds the lemma tables of a pipeline: treebanks first, our own verb forms over them, spacy-lookups-data behind.

python training/lemma_tables.py --corpora DIR        # scores on the test treebanks, gold parts of speech
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import convert
import spacy
import verbs_en
import verbs_es

from testigo.language.lemmas import TableLemmatizer, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

# Better sources first: a form found in one is not looked for in the next.
SOURCES = {
    "en": (("en/ewt-train", "en/gum-open-train"),),
    "es": (("es/ancora2021-train", "es/cess-converted-train"), ("es/pud",), ("es/gsd-dev-as-train",)),
}
TESTS = {"en": ("en/ewt-test", "en/gum-open-test"), "es": ("es/ancora2021-test", "es/gsd-test")}
WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*[.']?|['’][^\W\d_]+")
"""A form that is a word: letters, with hyphens, apostrophes or stops between them. Addresses and codes stay out."""
SKIPPED = frozenset("PROPN PUNCT SYM X NUM".split())
COPULAS = {
    "fue": "ser", "fueron": "ser", "era": "ser", "eran": "ser", "es": "ser", "son": "ser", "será": "ser", "serán": "ser",
    "sea": "ser", "fuera": "ser", "fuese": "ser", "ha": "haber", "han": "haber", "había": "haber", "habían": "haber",
}  # fmt: skip

NOUNS = {
    "en": {
        "troops": "troop",
        "supplies": "supply",
        "forces": "force",
        "militiamen": "militiaman",
        "barracks": "barracks",
    },
    "es": {"derechos": "derecho", "caos": "caos", "lunes": "lunes", "martes": "martes", "sábado": "sábado"},
}
"""Nouns that the treebanks give unevenly."""


def lookups(name: str) -> Any:
    """A table of spacy-lookups-data."""
    raw = files("spacy_lookups_data").joinpath(f"data/{name}.json.gz").read_bytes()
    return json.loads(gzip.decompress(raw))


def words(corpora: Path, names: Iterable[str]) -> Iterable[convert.Word]:
    """All words of some treebanks whose lemma the tables hold."""
    for name in names:
        for sentence in convert.read_conllu(corpora / f"{name}.conllu.gz"):
            for word in sentence.words:
                if word.upos not in SKIPPED and word.lemma != "_" and WORD.fullmatch(word.form):
                    yield word


def majority(counts: dict[tuple[str, str], Counter[str]]) -> dict[str, dict[str, str]]:
    """(kind, form) -> counted lemmas, as kind -> form -> the lemma seen most (the shorter of equals)."""
    table: dict[str, dict[str, str]] = {}
    for (kind, form), lemmas in counts.items():
        best = min(lemmas, key=lambda lemma: (-lemmas[lemma], len(lemma), lemma))
        best = best.lower() if best.lower() in lemmas else best
        table.setdefault(kind, {})[form] = best
    return table


def build(language: str, corpora: Path) -> Tables:
    """The tables of one language; `corpora` holds `en/` and `es/`."""
    forms: dict[str, dict[str, str]] = {}
    tags: dict[tuple[str, str], Counter[str]] = {}
    known: dict[str, Counter[str]] = {}
    for names in SOURCES[language]:
        counts: dict[tuple[str, str], Counter[str]] = {}
        for word in words(corpora, names):
            form = word.form.lower()
            counts.setdefault((word.upos, form), Counter())[word.lemma] += 1
            tags.setdefault((word.xpos, form), Counter())[word.lemma] += 1
            if names == SOURCES[language][0]:
                known.setdefault(word.upos, Counter())[word.lemma] += 1
        for pos, table in majority(counts).items():
            forms.setdefault(pos, {})
            forms[pos] = table | forms[pos]
    checked = {
        pos: {lemma for lemma in seen if lemma.isalpha() and lemma.islower()} for pos, seen in known.items()
    }
    tagged = _english(forms, tags, checked) if language == "en" else _spanish(forms, checked)
    kept = {pos: frozenset(checked[pos]) for pos in ("VERB", "ADJ") + (("NOUN",) if language == "es" else ())}
    return Tables(language, forms, tagged, kept)


def _english(
    forms: dict[str, dict[str, str]], tags: dict[tuple[str, str], Counter[str]], known: dict[str, set[str]]
) -> dict[str, dict[str, str]]:
    for pos, table in lookups("en_lemma_exc").items():
        own = forms.setdefault(pos.upper(), {})
        for form, lemmas in table.items():
            changed = [lemma for lemma in lemmas if lemma != form]
            if changed and "_" not in form:
                own.setdefault(form, changed[0])
    known["VERB"] |= {verb for verb in lookups("en_lemma_index")["verb"] if verb.isalpha()}
    verbs = verbs_en.forms()
    known["VERB"] |= set(verbs.values())
    tagged: dict[str, dict[str, str]] = {}
    fine = {key: lemmas for key, lemmas in tags.items() if key[0][:2] in {"VB", "JJ", "RB", "NN"}}
    for tag, table in majority(fine).items():
        pos = {"V": "VERB", "J": "ADJ", "R": "ADV", "N": "NOUN"}[tag[0]]
        for form, lemma in table.items():
            if forms[pos].get(form, lemma) != lemma and tags[tag, form].total() > 1:
                tagged.setdefault(tag, {})[form] = lemma
    for (form, tag), lemma in verbs.items():
        if tagged.get(tag, {}).get(form) or forms["VERB"].setdefault(form, lemma) != lemma:
            tagged.setdefault(tag, {})[form] = lemma
    forms["NOUN"] |= NOUNS["en"]
    return {tag: table for tag, table in tagged.items() if tag.startswith(("V", "N"))}


def _spanish(forms: dict[str, dict[str, str]], known: dict[str, set[str]]) -> dict[str, dict[str, str]]:
    index = lookups("es_lemma_index")
    for pos in ("verb", "noun", "adj"):
        known[pos.upper()] |= {lemma for lemma in index[pos] if lemma.isalpha()}
    known["VERB"] |= known.get("AUX", set())
    own = {form: lemma for entry in verbs_es.VERBS for form, lemma in verbs_es.forms(entry).items()}
    known["VERB"] |= set(own.values())
    known["VERB"] = {
        verb for verb in known["VERB"] if verb.endswith(("ar", "er", "ir", "ír")) and len(verb) > 1
    }
    for form, lemma in own.items():
        if lemma not in {"ser", "ir", "dar", "ver"}:
            forms["VERB"][form] = lemma
        else:
            forms["VERB"].setdefault(form, lemma)
    forms["AUX"] |= COPULAS
    forms["NOUN"] |= NOUNS["es"]
    forms["VERB"] |= {"creo": "creer", "prevén": "prever"}
    return {}


def main() -> None:
    """Scores the tables on the test treebanks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, help="print so many of the most frequent mistakes")
    options = parser.parse_args()
    for language, tests in TESTS.items():
        tables = build(language, options.corpora)
        lemmatizer = TableLemmatizer(spacy.blank(language).vocab, "lemmatizer", language)
        lemmatizer.tables = tables
        print(
            language,
            {pos: len(table) for pos, table in tables.forms.items()},
            len(tables.to_bytes()),
            "bytes",
        )
        for test in tests:
            right = total = 0
            wrong: Counter[tuple[str, ...]] = Counter()
            for word in words(options.corpora, [test]):
                if word.upos not in {"NOUN", "VERB", "ADJ", "ADV", "AUX"}:
                    continue
                got = lemmatizer.lemma_of(word.form.lower(), word.upos, word.xpos if language == "en" else "")
                total += 1
                right += got == word.lemma
                if got != word.lemma:
                    wrong[word.form, word.upos, got, word.lemma] += 1
            print(test, f"{100 * right / total:.2f} % of {total} content words")
            for row, count in wrong.most_common(options.show):
                print("   ", count, *row)


if __name__ == "__main__":
    main()
