"""Over what stretch a figure counts."""

from __future__ import annotations

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind, Scope
from testigo.model.text import Document, Span
from testigo.model.toll import Figure


def scope_of(
    figure: Figure | None, trigger: Span, kind: Kind, passage: Passage, document: Document, language: str
) -> Scope:
    """Placeholder rules until the model is fitted."""
    return Scope.INCIDENT


def is_argument(sentence: Sentence, language: str) -> bool:
    """Opinion."""
    return False
