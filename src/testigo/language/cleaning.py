"""Text made even for reading, character by character, so that every offset stays true to what was published."""

from __future__ import annotations

import unicodedata

_EVEN = {
    ord(mark): even
    for marks, even in (
        (
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
            " ",
        ),
        (
            "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
            " ",
        ),
        ("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'"),
        ("\u201c\u201d\u201f\u2033", '"'),
        ("\u2010\u2011\u2012\u2043", "-"),
        ("\r\u2028\u2029\u0085\v\f", "\n"),
    )
    for mark in marks
}


def even(text: str) -> str:
    """The text with odd spaces, quotes, dashes and invisible marks replaced one for one: same length, same offsets.

    >>> even("“Tres\u00a0muertos”")
    '"Tres muertos"'
    """
    return text.translate(_EVEN)


def fold_accents(text: str) -> str:
    """Lower case without accents, one character for one: «Áncash» is found under `ancash`.

    >>> fold_accents("Añashuayco")
    'anashuayco'
    """
    folded = []
    for mark in text:
        base = unicodedata.normalize("NFKD", mark)[:1].lower()
        folded.append(base if len(base) == 1 else mark)
    return "".join(folded)


def hidden_marks(text: str) -> tuple[int, ...]:
    """Offsets of zero-width and direction-changing characters: a reader cannot see them, so they are flagged (SAFETY 13)."""
    return tuple(i for i, mark in enumerate(text) if unicodedata.category(mark) == "Cf" and mark != "\u00ad")
