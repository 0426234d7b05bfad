"""Turns the treebanks and name corpora into spaCy's training format, one pair of languages at a time.

    python training/convert.py --corpora DIR --out training/out/data

What it does, and why:

* A training document holds 1 to 10 consecutive sentences of one source document, because the parser learns where
  sentences end only where several stand together. The program reads a report paragraph by paragraph, so a sentence that
  ends without closing punctuation (a headline, a list item) nearly always closes its training document.
* Names (NER) lie in files of their own over the same sentences; they are joined by the sentence's words. A sentence
  without name annotation has its names marked as missing, never as "no name".
* Spanish multiword tokens (`del`, `detenerlos`) become one token, with the word whose head lies outside as its syntax.
* Part of the documents returns a second time in capitals, in lower case, in Title Case or without the final stop:
  reports come as old telexes and as headlines, too.
* Sentences of the name corpora's test part are kept out of the parser's training as well, so that the shared encoder has
  never seen them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import drills
import spacy
from spacy.tokens import Doc, DocBin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIZES = (1, 2, 3, 4, 6, 8, 10)
CLOSING = frozenset(".!?…:;\"'”’»)]")
DRILLS = 1600
"""Exercise sentences a language: some 5 % of the training words."""

RARE = 20
"""A dependency label seen fewer times than this in training falls back to its base (`nmod:foo` to `nmod`)."""

KEPT_FEATURES = frozenset(
    "Case Definite Degree Gender Mood NumType Number Number[psor] Person Polarity Poss PrepCase PronType Reflex Tense "
    "VerbForm Voice".split()
)
WEEKDAYS = frozenset("lunes martes miércoles jueves viernes sábado domingo".split())
MONTHS = frozenset(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre".split()
)
PREPOSITIONS = frozenset(
    "de del en con por para sobre contra entre ante mediante hacia desde frente sin acerca".split()
)
NO_AGENTS = frozenset(
    "parte ejemplo lado fin supuesto vez hora ciento ahora tanto ello eso momento año motivo causa razón lo menos mes día minuto".split()
)
SHARES = {"upper": 0.08, "lower": 0.03, "title": 0.04, "unstopped": 0.06}


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a sentence; `head` is the index in the sentence (its own index for the root)."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with the names over them; `names` is None where nobody annotated them, `parsed` False without a tree."""

    words: tuple[Word, ...]
    document: str
    names: tuple[str, ...] | None = None
    parsed: bool = True
    spaces: tuple[bool, ...] = field(default=())

    @property
    def key(self) -> str:
        """The letters of the sentence without spaces: equal for equal sentences, however they were tokenised."""
        return "".join(word.form for word in self.words)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a gzipped CoNLL-U file; multiword tokens become one word, but English `do` + `n't` stay two."""
    merge = not path.parent.name.startswith("en")
    document = path.name
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = f"{path.name}:{line.partition('=')[2].strip()}"
            elif line.startswith("#"):
                continue
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield Sentence(tuple(merged(rows, merge=merge)), document)
                rows = []
    if rows:
        yield Sentence(tuple(merged(rows, merge=merge)), document)


def merged(rows: list[list[str]], *, merge: bool = True) -> list[Word]:
    """The words of one sentence; the parts of a multiword token become one word, named by its surface form.

    Its syntax is that of the part whose head lies outside (the first, if several): `a` of `al`, `detener` of `detenerlos`.
    Without `merge` the parts stay words of their own wherever their letters make up the surface form.
    """
    group_of: dict[str, int] = {}
    groups: list[tuple[str, bool, list[list[str]]]] = []
    until = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, until = (int(number) for number in row[0].split("-"))
            parts = [other for other in rows if other[0].isdigit() and first <= int(other[0]) <= until]
            if not merge and "".join(part[1] for part in parts) == row[1]:
                for part in parts[:-1]:
                    part[9] = "SpaceAfter=No"
                parts[-1][9] = row[9]
                until = 0
                continue
            groups.append((row[1], "SpaceAfter=No" not in row[9], []))
            continue
        if int(row[0]) > until:
            groups.append((row[1], "SpaceAfter=No" not in row[9], []))
        groups[-1][2].append(row)
        group_of[row[0]] = len(groups) - 1
    words: list[Word] = []
    for index, (form, space, parts) in enumerate(groups):
        outside = [part for part in parts if part[6] == "0" or group_of[part[6]] != index]
        part = outside[0] if outside else parts[0]
        head = index if part[6] == "0" else group_of[part[6]]
        if head == index and part[6] != "0":
            head, dep = 0, "dep"
        else:
            dep = "ROOT" if part[6] == "0" else part[7]
        words.append(Word(form, part[2], part[3], part[4], part[5], head, dep, space))
    return words


def read_names(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[bool, ...], tuple[str, ...]]]:
    """Tokens, spaces and BIO tags of each sentence in a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield tuple(row["tokens"]), tuple(bool(space) for space in row["spaces"]), tuple(row["ner"])


def projected(
    tokens: tuple[str, ...], tags: tuple[str, ...], words: tuple[Word, ...]
) -> tuple[str, ...] | None:
    """BIO tags laid over another tokenisation of the same letters; None where a name would cut a word in two."""
    letters: list[str] = []
    for token, tag in zip(tokens, tags, strict=True):
        letters += [tag] + ["I" + tag[1:] if tag != "O" else "O"] * (len(token) - 1)
    at = 0
    result: list[str] = []
    for word in words:
        own = letters[at : at + len(word.form)]
        at += len(word.form)
        kinds = {tag.partition("-")[2] for tag in own}
        if len(kinds) != 1 or any(tag.startswith("B") for tag in own[1:]):
            return None
        result.append(own[0])
    return tuple(result)


class Names:
    """The name annotation of some files, found by the letters of a sentence."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.rows = {
            "".join(tokens): (tokens, spaces, tags)
            for path in paths
            for tokens, spaces, tags in read_names(path)
        }
        self.used: set[str] = set()

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def joined(self, sentence: Sentence) -> Sentence:
        """The sentence with its names, where somebody annotated them."""
        row = self.rows.get(sentence.key)
        if row is None:
            return sentence
        self.used.add(sentence.key)
        return replace(sentence, names=projected(row[0], row[2], sentence.words))

    def left(self, document: str) -> Iterator[Sentence]:
        """Sentences that no treebank holds, with names and no tree."""
        for key, (tokens, spaces, tags) in self.rows.items():
            if key not in self.used:
                words = tuple(Word(t, "", "", "", "", 0, "", s) for t, s in zip(tokens, spaces, strict=True))
                yield Sentence(words, document, tags, parsed=False)


def harmonised(sentence: Sentence, language: str, labels: Counter[str] | None) -> Sentence:
    """One scheme of labels: no `:outer`, rare subtypes to their base, Spanish days of the week as nouns."""
    words: list[Word] = []
    for word in sentence.words:
        dep = word.dep.removesuffix(":outer")
        if labels is not None and ":" in dep and labels[dep] < RARE:
            dep = dep.partition(":")[0]
        feats = "|".join(f for f in word.feats.split("|") if f.partition("=")[0] in KEPT_FEATURES)
        upos, lemma = word.upos, word.lemma
        if language == "es" and word.form.lower() in WEEKDAYS | MONTHS and upos in {"NUM", "PROPN"}:
            upos, lemma, feats = "NOUN", word.form.lower(), "Gender=Masc|Number=Sing"
        if language == "es" and upos == "ADJ" and word.form.isdigit():
            upos = "NUM"
        if language == "es":
            dep = spanish_label(sentence.words, len(words), dep)
        words.append(replace(word, dep=dep, feats=feats, upos=upos, lemma=lemma))
    return replace(sentence, words=tuple(words))


def spanish_label(words: tuple[Word, ...], at: int, dep: str) -> str:
    """Three labels that the sources give unevenly.

    A direct object takes no preposition but `a`: with another one it is `obl:arg`. «por otra parte», «por ejemplo» name
    no agent. «al menos» before a count is an adverb.
    """
    if dep == "obj":
        cases = [i for i, w in enumerate(words[:at]) if w.head == at and w.dep == "case"]
        if cases and words[cases[0]].form.lower() in PREPOSITIONS:
            before = words[cases[0] - 1].form.lower() if cases[0] else ""
            return dep if before in {"más", "menos", "cerca", "alrededor"} else "obl:arg"
    if dep == "obl:agent" and words[at].form.lower() in NO_AGENTS:
        return "obl"
    if (
        dep == "case"
        and words[at].form.lower() == "al"
        and at + 1 < len(words)
        and words[at + 1].form.lower() == "menos"
    ):
        return "advmod"
    return dep


def grouped(sentences: Iterable[Sentence], rng: random.Random | None) -> Iterator[list[Sentence]]:
    """Runs of consecutive sentences of one document: eight at a time without `rng`, else as the program will read."""
    run: list[Sentence] = []
    size = rng.choice(SIZES) if rng else 8
    for sentence in sentences:
        if run and (
            run[-1].document != sentence.document or len(run) >= size or run[-1].parsed != sentence.parsed
        ):
            yield run
            run, size = [], rng.choice(SIZES) if rng else 8
        run.append(sentence)
        if rng and sentence.words[-1].form[-1] not in CLOSING and rng.random() < 0.9:
            yield run
            run, size = [], rng.choice(SIZES)
    if run:
        yield run


def title_case(form: str, upos: str) -> str:
    """Headline capitals: content words and long words rise, short function words stay."""
    if upos in {"ADP", "DET", "CCONJ", "PART", "SCONJ"} and len(form) < 5:
        return form.lower()
    return form[:1].upper() + form[1:]


def unaccented(form: str) -> str:
    """Capitals as old presses set them, without accents; the letter Ñ stays."""
    return form.translate(str.maketrans("ÁÉÍÓÚ", "AEIOU"))


def varied(run: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """The run, and with some chance a second one in other letters."""
    draw = rng.random()
    for kind, share in SHARES.items():
        if draw < share:
            if kind == "upper" and rng.random() < 0.4:
                return [[respelled(s, lambda w: unaccented(w.form.upper())) for s in run]]
            if kind == "upper":
                return [[respelled(s, lambda w: w.form.upper()) for s in run]]
            if kind == "lower":
                return [[respelled(s, lambda w: w.form.lower()) for s in run]]
            if kind == "title":
                return [
                    [respelled(unstopped(s), lambda w: title_case(w.form, w.upos))]
                    for s in run
                    if len(s.words) < 25
                ]
            return [[unstopped(run[0])]]
        draw -= share
    return []


def respelled(sentence: Sentence, spell: object) -> Sentence:
    """The sentence with each word spelled anew (same length in words)."""
    return replace(sentence, words=tuple(replace(w, form=spell(w)) for w in sentence.words))  # type: ignore[operator]


def unstopped(sentence: Sentence) -> Sentence:
    """The sentence without its last full stop, if nothing hangs on it."""
    last = len(sentence.words) - 1
    if last < 2 or sentence.words[last].form != "." or any(w.head == last for w in sentence.words):
        return sentence
    names = sentence.names[:last] if sentence.names is not None else None
    return replace(sentence, words=sentence.words[:last], names=names)


def as_doc(run: list[Sentence], vocab: spacy.vocab.Vocab) -> Doc:
    """One spaCy document; trees and names that are missing are left unset."""
    words = [w for s in run for w in s.words]
    spaces = [w.space or i == len(s.words) - 1 for s in run for i, w in enumerate(s.words)]
    spaces[-1] = False
    parsed = run[0].parsed
    extra: dict[str, object] = {}
    if parsed:
        heads: list[int] = []
        base = 0
        for s in run:
            heads += [base + w.head for w in s.words]
            base += len(s.words)
        extra = {
            "pos": [w.upos for w in words],
            "morphs": [w.feats if w.feats != "_" else "" for w in words],
            "lemmas": [w.lemma for w in words],
            "heads": heads,
            "deps": [w.dep for w in words],
        }
        if any(w.xpos != "_" for w in words) and run[0].document.startswith(("en", "ewt", "gum", "exercise")):
            extra["tags"] = [w.xpos for w in words]
    if any(s.names is not None for s in run):
        extra["ents"] = [
            tag for s in run for tag in (s.names if s.names is not None else ("",) * len(s.words))
        ]
    doc = Doc(vocab, words=[w.form for w in words], spaces=spaces, **extra)  # type: ignore[arg-type]
    if not parsed:
        for token in doc:
            token.is_sent_start = None
    return doc


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files train, guide and measure one language; paths are relative to the corpora's folder."""

    train: tuple[str, ...]
    dev: tuple[str, ...]
    tests: tuple[str, ...]
    names_train: tuple[str, ...]
    names_dev: tuple[str, ...]
    names_tests: tuple[str, ...]


PLANS = {
    "en": Plan(
        train=("en/ewt-train", "en/gum-open-train"),
        dev=("en/ewt-dev", "en/gum-open-dev"),
        tests=("en/ewt-test", "en/gum-open-test"),
        names_train=("ner/en-ewt-uner-train", "ner/en-gum-open-train", "ner/en-wikigold"),
        names_dev=("ner/en-ewt-uner-dev", "ner/en-gum-open-dev"),
        names_tests=("ner/en-ewt-uner-test", "ner/en-gum-open-test"),
    ),
    "es": Plan(
        train=("es/ancora2021-train", "es/gsd-dev-as-train", "es/pud", "es/cess-converted-train"),
        dev=("es/ancora2021-dev",),
        tests=("es/ancora2021-test", "es/gsd-test"),
        names_train=("ner/es-cess-train",),
        names_dev=("ner/es-cess-dev",),
        names_tests=("ner/es-cess-test",),
    ),
}


def convert(language: str, corpora: Path, out: Path, seed: int) -> None:
    """Writes `{language}-train.spacy`, `-dev` and one file for each test set; prints what each holds."""
    plan = PLANS[language]
    vocab = spacy.blank(language).vocab
    rng = random.Random(seed)  # noqa: S311  shuffles training data

    def trees(names: Iterable[str]) -> list[Sentence]:
        return [s for name in names for s in read_conllu(corpora / f"{name}.conllu.gz")]

    def names(files: Iterable[str]) -> Names:
        return Names(corpora / f"{name}.jsonl.gz" for name in files)

    raw_train = trees(plan.train)
    labels = Counter(w.dep for s in raw_train for w in s.words)
    kept_names = names(plan.names_train)
    dev_names, test_names = names(plan.names_dev), names(plan.names_tests)
    measured = {s.key for s in trees(plan.dev + plan.tests)}
    out.mkdir(parents=True, exist_ok=True)

    train: list[Sentence] = []
    dev = [dev_names.joined(s) for s in trees(plan.dev)]
    for sentence in raw_train:
        long = len(sentence.words) > 4
        if long and (sentence.key in test_names or sentence.key in measured):
            continue
        if long and sentence.key in dev_names:
            dev.append(dev_names.joined(sentence))
            continue
        train.append(kept_names.joined(sentence))
    train += [s for s in kept_names.left("names") if s.key not in measured]
    train = [harmonised(s, language, labels) for s in train]
    train += exercises(language, train, rng)
    runs = list(grouped(train, rng))
    runs += [extra for run in runs for extra in varied(run, rng)]
    rng.shuffle(runs)
    save(runs, out / f"{language}-train.spacy", vocab)
    dev = [harmonised(s, language, labels) for s in dev]
    rng = random.Random(seed + 1)  # noqa: S311
    dev_runs = list(grouped(dev, rng))
    save(dev_runs, out / f"{language}-dev.spacy", vocab)
    short = random.Random(seed + 2).sample(dev_runs, len(dev_runs))  # noqa: S311
    size = 0
    watch: list[list[Sentence]] = []
    for run in short:
        if size < 14_000:
            watch.append(run)
            size += sum(len(s.words) for s in run)
    save(watch, out / f"{language}-watch.spacy", vocab)
    for name in plan.tests:
        tests = [harmonised(test_names.joined(s), language, labels) for s in trees([name])]
        save(
            list(grouped(tests, None)),
            out / f"{language}-test-{Path(name).name.removesuffix('-test')}.spacy",
            vocab,
        )
    left = list(test_names.left("names"))
    if left:
        save(list(grouped(left, None)), out / f"{language}-test-names.spacy", vocab)


def exercises(language: str, train: list[Sentence], rng: random.Random) -> list[Sentence]:
    """The exercise sentences, their features as the treebanks give them to the same forms."""
    exact: dict[tuple[str, str, str], Counter[str]] = {}
    usual: dict[tuple[str, str], Counter[str]] = {}
    for sentence in train:
        for word in sentence.words if sentence.parsed else ():
            exact.setdefault((word.form.lower(), word.upos, word.xpos), Counter())[word.feats] += 1
            usual.setdefault((word.upos, word.xpos), Counter())[word.feats] += 1

    def feats(form: str, upos: str, xpos: str) -> str:
        counts = exact.get((form, upos, xpos)) or usual.get((upos, xpos)) or Counter({"": 1})
        return counts.most_common(1)[0][0]

    out: list[Sentence] = []
    for number, rows in enumerate(drills.sentences(language, DRILLS, rng, feats)):
        words = tuple(
            Word(r.form, r.form.lower(), r.upos, r.xpos, r.feats, r.head, r.dep, r.space) for r in rows
        )
        out.append(Sentence(words, f"exercise {number // 2}", tuple(r.name for r in rows)))
    return out


def save(runs: list[list[Sentence]], path: Path, vocab: spacy.vocab.Vocab) -> None:
    """Writes the runs as one DocBin."""
    box = DocBin(store_user_data=False)
    for run in runs:
        box.add(as_doc(run, vocab))
    box.to_disk(path)
    words = sum(len(s.words) for run in runs for s in run)
    named = sum(len(s.words) for run in runs for s in run if s.names is not None)
    parsed = sum(len(s.words) for run in runs for s in run if s.parsed)
    print(f"{path.name}: {len(runs)} documents, {words} words, {parsed} with trees, {named} with names")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with en/, es/ and ner/")
    parser.add_argument("--out", type=Path, default=Path("training/out/data"))
    parser.add_argument("--language", choices=sorted(PLANS), action="append")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for language in options.language or sorted(PLANS):
        convert(language, options.corpora, options.out, options.seed)


if __name__ == "__main__":
    main()
