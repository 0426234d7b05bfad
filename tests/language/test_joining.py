"""Sentences that the parser cuts in two are mended; whole ones stay apart."""

from __future__ import annotations

import pytest

from testigo.language.joining import joined
from testigo.model.analysis import Token


def piece(words: str, pos: str, root: int, start: int = 0) -> tuple[Token, ...]:
    """Tokens of a piece, all hanging from `root`."""
    tokens, at = [], start
    for i, (word, tag) in enumerate(zip(words.split(), pos.split(), strict=True)):
        dep = "root" if i == root else "dep"
        tokens.append(Token(i, at, at + len(word), word, word.lower(), word.lower(), tag, dep, root, "", ""))
        at += len(word) + 1
    return tuple(tokens)


NAME = piece("Ana Ruiz", "PROPN PROPN", 0)
SAID = piece(", said nothing .", "PUNCT VERB PRON PUNCT", 1, 9)


def test_a_name_before_a_comma_becomes_the_subject() -> None:
    [sentence] = joined([NAME, SAID])
    assert [t.i for t in sentence] == list(range(6))
    assert (sentence[0].head, sentence[0].dep) == (3, "nsubj")
    assert sentence[3].dep == "root"


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (piece("Two died .", "NUM VERB PUNCT", 1), piece("Six left .", "NUM VERB PUNCT", 1), 2),
        (piece("He met Sen.", "PRON VERB PROPN", 1), piece("Ruiz .", "PROPN PUNCT", 0), 1),
        (piece("He met her", "PRON VERB PRON", 1), piece("in Lares .", "ADP PROPN PUNCT", 1), 1),
        (piece("Two died .", "NUM VERB PUNCT", 1), piece('"', "PUNCT", 0), 1),
        (piece("A headline", "DET NOUN", 1), piece("The text .", "DET NOUN PUNCT", 1), 2),
    ],
)
def test_what_is_joined_and_what_is_not(
    first: tuple[Token, ...], second: tuple[Token, ...], count: int
) -> None:
    sentences = list(joined([first, second]))
    assert len(sentences) == count
    for sentence in sentences:
        assert [t.i for t in sentence] == list(range(len(sentence)))
        assert sum(t.head == t.i for t in sentence) == 1


def test_nothing_gives_nothing() -> None:
    assert list(joined([])) == []
    assert list(joined([(), NAME])) == [NAME]
