"""The tables of words and learned weights that stand beside the code in `tables/`, for anybody to read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def words_of(table: str, language: str) -> Mapping[str, frozenset[str]]:
    """Class -> words of one of our word tables (`heads`, `cues`)."""
    found: dict[str, frozenset[str]] = {}
    text = resources.files("testigo.resolving").joinpath("tables", f"{table}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            lang, kind, words = line.split("\t")
            if lang == language:
                found[kind] = frozenset(words.split(";"))
    return found


@cache
def weights(name: str) -> Mapping[str, float]:
    """Learned weights by cue, from `tables/NAME.tsv`."""
    text = resources.files("testigo.resolving").joinpath("tables", f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}


@cache
def head_classes(language: str) -> Mapping[str, str]:
    classes: dict[str, str] = {}
    for kind in ("org", "quarter", "street", "site", "admin", "town", "nature"):
        for word in words_of("heads", language).get(kind, ()):
            classes[word] = kind
    return classes
