"""The three doors for Python: read one text, annotate one text, open a ledger. What is heavy loads at the first call."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from testigo.gathering.decoding import whole
from testigo.model.identity import content_id
from testigo.model.text import Document

if TYPE_CHECKING:
    from testigo.ledger.store import Ledger
    from testigo.model.analysis import Analysis
    from testigo.model.claim import Claim


def read(
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    outlet: str | None = None,
    language: str | None = None,
) -> tuple[Claim, ...]:
    """The claims of one report, in the order of its text.

    Args:
        text: the report; claims' spans are code points of it.
        title: its headline, read too.
        published: the day of publication, a date or ISO 8601; None is unknown, and relative dates then stay unresolved.
        outlet: who published it.
        language: "en" or "es"; None finds it.

    Raises:
        ValueError: `published` is no date.
        ReadingError: the language is neither English nor Spanish.
    """
    from testigo.running import stages  # noqa: PLC0415 the parsers are heavy

    return stages.read(_document(text, title, published, outlet, language)).claims


def annotate(
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    outlet: str | None = None,
    language: str | None = None,
) -> Analysis:
    """The layers under the claims: sentences and trees, time expressions, place names, quotations. Arguments as in `read`."""
    from testigo.running import stages  # noqa: PLC0415

    return stages.annotate(stages.completed(_document(text, title, published, outlet, language)))


def open_ledger(uri: str) -> Ledger:
    """The ledger in a file or at a `postgresql://` address, for reading and judging.

    Raises:
        LedgerError: there is none, or it was made by a newer testigo.
    """
    from testigo.ledger.store import open_ledger as open_it  # noqa: PLC0415

    return open_it(uri)


def _document(
    text: str, title: str | None, published: date | str | None, outlet: str | None, language: str | None
) -> Document:
    text, title = whole(text), whole(title) if title else None
    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    return Document(
        content_id("d", title, text),
        text,
        title,
        day,
        "given" if day else "unknown",
        outlet,
        language=language,
    )
