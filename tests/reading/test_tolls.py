"""Figures read from marked sentences: `[words](measure=low..high,flags)`; a sentence without marks holds no figure."""

from __future__ import annotations

import re
from functools import cache

import pytest

from testigo.language.lexicon import lexicon
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.text import Part
from testigo.model.toll import Measure
from testigo.reading.tolls import FoundFigure, read_figures

_MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def passage(text: str, language: str) -> Passage:
    return parser(language).parse([(Part.BODY, text)])[0]


def marked(report: str) -> tuple[str, list[tuple[str, int | None, int | None, frozenset[str]]]]:
    """The text without its marks, and what they say: (measure, low, high, flags)."""
    expected = []
    for mark in _MARK.finditer(report):
        if mark[2] == "none":
            continue
        first, *flags = mark[2].split(",")
        measure, _, span = first.partition("=")
        low, _, high = span.rstrip("~").partition("..")
        expected.append((measure, int(low) if low else None, int(high) if high else None, frozenset(flags)))
    return _MARK.sub(lambda m: m[1], report), expected


def told(found: FoundFigure) -> tuple[str, int | None, int | None]:
    figure = found.figure
    return figure.measure.value, figure.bounds.low, figure.bounds.high


def flags(found: FoundFigure) -> frozenset[str]:
    row = {f"group={found.figure.group.value}", f"cause={found.cause}"}
    row |= {"update"} if found.is_update else set()
    row |= {"retraction"} if found.is_retraction else set()
    row |= {"part"} if found.figure.is_subset else set()
    return frozenset(row)


def check(report: str, language: str) -> None:
    text, expected = marked(report)
    found = read_figures(passage(text, language), language)
    assert sorted(map(told, found), key=str) == sorted((row[:3] for row in expected), key=str)
    for row in expected:
        assert any(told(f) == row[:3] and row[3] <= flags(f) for f in found), (row, [flags(f) for f in found])
    for figure in found:
        assert figure.figure.span.of(text) == figure.figure.phrase


def _lexicon_sentences() -> list[object]:
    rows = []
    for language in ("en", "es"):
        for name in ("harm", "groups", "notpeople", "updates", "crowds"):
            for number, entry in enumerate(lexicon(language, name)):
                for side in ("holds", "fails"):
                    sentence = getattr(entry, side)
                    rows.append(pytest.param(sentence, language, id=f"{language}-{name}-{number}-{entry.cues[0]}-{side}"))
    return rows


@pytest.mark.parametrize(("report", "language"), _lexicon_sentences())
def test_every_lexicon_entry_holds_and_fails_as_it_says(report: str | None, language: str) -> None:
    assert report, "an entry needs a sentence where it holds and one where it does not"
    check(report, language)
