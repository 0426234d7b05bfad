"""Reasons in the reader's language: every reason that a layer writes is known, and said in both languages."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from importlib import resources

import pytest

from testigo.web.phrases import LANGUAGES, Speaker, catalogue
from testigo.web.reasons import PATTERNS, known_reason, reason_text

LAYERS = ("resolving", "reconciling", "gathering")
TAKES_REASONS = {"Unresolved": 0, "told_by": 2, "GatheringError": 0}


def words_of(node: ast.expr) -> str | None:
    """The words of a string, each gap of it filled with a number; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def written() -> Iterator[tuple[str, str]]:
    """The reasons as the layers' sources spell them: what `Unresolved` and its like are given, and `reason`, `note` and `evidence`."""
    for layer in LAYERS:
        for file in (resources.files("testigo") / layer).iterdir():
            if not file.name.endswith(".py"):
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                for expression in given(node):
                    for part in ast.walk(expression):
                        words = words_of(part) if isinstance(part, ast.expr) else None
                        if words and " " in words.strip() and not is_piece(part, expression):
                            yield f"{layer}/{file.name}", words


def given(node: ast.AST) -> Iterator[ast.expr]:
    if not isinstance(node, ast.Call):
        return
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    place = TAKES_REASONS.get(name)
    if place is not None and len(node.args) > place:
        yield node.args[place]
    yield from (k.value for k in node.keywords if k.arg in {"reason", "note", "evidence"})


def is_piece(part: ast.AST, whole: ast.expr) -> bool:
    """True for the fixed words inside a string with gaps: the string is looked at as one."""
    return any(isinstance(s, ast.JoinedStr) and part in s.values for s in ast.walk(whole))


def is_known(words: str) -> bool:
    """A reason that begins with a gap is known where a pattern ends as it does."""
    begins = words.startswith("7 ") and any(pattern.endswith(words[1:]) for pattern in PATTERNS.values())
    return begins or known_reason(words) is not None


SOURCES = sorted(set(written()))


def test_the_layers_write_reasons_at_all() -> None:
    assert len(SOURCES) > 60


@pytest.mark.parametrize(("file", "words"), SOURCES, ids=[w for _, w in SOURCES])
def test_every_reason_of_a_layer_is_known(file: str, words: str) -> None:
    """A new reason needs an entry in `web/reasons.py` and in `locales/*/reasons.yml`: without it Spanish pages speak English."""
    parts = words.split("; ") if known_reason(words) is None else [words]
    unknown = [part for part in parts if part not in {"7", ""} and not is_known(part)]
    assert unknown == [], f"{file} writes a reason that the desk cannot say in Spanish"


def test_every_pattern_has_a_phrase_in_both_languages() -> None:
    for language in LANGUAGES:
        phrases = {key.removeprefix("reasons.") for key in catalogue(language) if key.startswith("reasons.")}
        assert phrases == set(PATTERNS)


def test_no_spanish_phrase_is_the_english_one() -> None:
    english, spanish = (catalogue(language) for language in LANGUAGES)
    assert [key for key in PATTERNS if english[f"reasons.{key}"] == spanish[f"reasons.{key}"]] == []


@pytest.mark.parametrize(
    ("words", "spanish"),
    [
        ("unlocated 1", "1 persona que no está en ningún incidente hallado"),
        (
            "unlocated 17; rose by 3 since 2023-01-20, incidents explain 1",
            (
                "17 personas que no están en ningún incidente hallado; "
                "sube en 3 desde el 20 ene 2023, de los que los incidentes hallados explican 1"
            ),
        ),
        (
            "one figure for two places: San Telmo and Aurelio",
            "una sola cifra para dos lugares: San Telmo y Aurelio",
        ),
        (
            "the day of publication; the beginning is not told",
            "el día de publicación; el comienzo no se dice",
        ),
        ("words that no pattern knows", "words that no pattern knows"),
        ("", ""),
    ],
)
def test_reasons_are_said_in_spanish(words: str, spanish: str) -> None:
    assert reason_text(words, Speaker("es")).replace("\u00a0", " ") == spanish


def test_a_hostile_reason_is_only_words() -> None:
    assert reason_text("unlocated {n} <b>", Speaker("es")) == "unlocated {n} <b>"


def test_a_reason_made_to_be_slow_is_not() -> None:
    words = "the id " + "unlocated 7; " * 20_000 + "x"
    started = time.perf_counter()
    assert reason_text(words, Speaker("es")) == words
    assert time.perf_counter() - started < 2
