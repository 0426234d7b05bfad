"""A learned reader of reports: which words cue one, which parts of the sentence are its matter, which is its source.

Three logistic regressions over the features of `report_features`, their weights a readable table (`report_weights_en.tsv`, card in
`report_weights.md`, made by `training/reports.py`). Only English has one: no annotated Spanish reports are open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from testigo.errors import LexiconError
from testigo.language.report_features import near_features, own_features, unit_features
from testigo.language.reporting import ReportVerb, report_verbs
from testigo.language.speakers import maker_of, noun_phrase, speaker_of
from testigo.model.analysis import Sentence, Token

SURE, DOUBTED = -0.4, -1.2
"""Log odds of a cue: above the first the model reads a report, below the second it holds that there is none."""

_HOPELESS = -0.8
"""Own features that add up to less: under 1 in 100 of the cues in PolNeAR dev, and two fifths of the words asked."""

_MATTER, _NO_MATTER, _SOURCE = (
    0.0,
    -1.0,
    -1.0,
)  # log odds above which a part is taken, below which it is cut out


@dataclass(frozen=True, slots=True)
class ReportModel:
    """Feature -> weight of a cue; feature -> weights of matter and source; the words that are asked at all, each with its part of speech."""

    words: frozenset[tuple[str, str]]
    cues: Mapping[str, float]
    parts: Mapping[str, tuple[float, float]]

    def cue(self, sentence: Sentence, i: int, is_quoted: bool, language: str) -> float:
        """Log odds that a word cues a report. A word that by itself can hardly do so is asked no further."""
        weight = self.cues.get
        own = sum([weight(feature, 0.0) for feature in own_features(sentence, i, language)])
        if own < _HOPELESS:
            return own + _HOPELESS
        near = near_features(sentence, i, is_quoted, language)
        return self.cues["bias"] + own + sum([weight(feature, 0.0) for feature in near])

    def part(self, features: Iterable[str]) -> tuple[float, float]:
        """Log odds that a part is matter, and that its head is the source."""
        matter, source = self.parts["bias"]
        weights = self.parts.get
        for feature in features:
            if row := weights(feature):
                matter += row[0]
                source += row[1]
        return matter, source


@cache
def report_model(language: str) -> ReportModel | None:
    """The model of a language, or None where there is none.

    Raises:
        LexiconError: a line of the table has not the form of its kind.
    """
    file = resources.files("testigo.language").joinpath(f"report_weights_{language}.tsv")
    if not file.is_file():
        return None
    words: set[tuple[str, str]] = set()
    cues: dict[str, float] = {"bias": 0.0}
    parts: dict[str, tuple[float, float]] = {"bias": (0.0, 0.0)}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match line.split("\t"):
            case ["word", lemma, pos]:
                words.add((lemma, pos))
            case ["cue", name, weight]:
                cues[name] = float(weight)
            case ["part", name, matter, source]:
                parts[name] = (float(matter), float(source))
            case _:
                raise LexiconError(f"{file.name}, line {number}: neither a word, a cue nor a part: {line!r}")
    return ReportModel(frozenset(words), cues, parts)


def may_cue(token: Token, model: ReportModel) -> bool:
    """A word that cued reports in training; no name."""
    return (token.lemma.lower(), token.pos) in model.words and not token.entity


_ANY = ReportVerb("", (), ("attitude",), frozenset())


def speaker_by_rule(sentence: Sentence, i: int, language: str) -> int | None:
    """The word that the rules hold to be the source of a cue, also of one that is not in the lexicon."""
    verb = next(iter(report_verbs(language).get(sentence.tokens[i].lower, ())), _ANY)
    return speaker_of(sentence, i, verb, language)


def frame(sentence: Sentence, i: int, model: ReportModel, language: str) -> tuple[list[list[int]], list[int]]:
    """The runs of tokens that are the matter of the report cued at `i`, and the tokens of its source (either may be empty).

    The matter is what the model takes, less the parts within it that it holds to be none.
    """
    speaker = speaker_by_rule(sentence, i, language)
    scored = [
        (unit, *model.part(features)) for unit, features in unit_features(sentence, i, speaker, language)
    ]
    if not scored:
        return [], []
    best, _, surest = max(scored, key=lambda row: (sentence.tokens[row[0].head].pos != "DET", row[2]))
    head = best.head if surest > _SOURCE else speaker
    while head is not None and sentence.tokens[head].dep == "appos" and sentence.tokens[head].head != head:
        head = sentence.tokens[head].head
    source = (
        [k for k in noun_phrase(sentence, maker_of(sentence, head)) if k != i] if head is not None else []
    )
    taken = {k for unit, matter, _ in scored if matter > _MATTER for k in unit.tokens(sentence, i)}
    for unit, matter, _ in scored:
        if matter < _NO_MATTER and unit.path[0] in "gs":
            taken -= unit.tokens(sentence, i)
    taken -= {i, *source}
    return _runs(sentence, taken), source


def _runs(sentence: Sentence, taken: Iterable[int]) -> list[list[int]]:
    """Tokens parted where a word, and not only a mark, lies between two of them."""
    runs: list[list[int]] = []
    for k in sorted(taken):
        if runs and all(sentence.tokens[z].pos == "PUNCT" for z in range(runs[-1][-1] + 1, k)):
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs
