"""Texts that repeat one thing a thousand times: none may take longer than its length is worth, none may break the reader."""

from __future__ import annotations

import time

import pytest

from testigo.model.text import Document
from testigo.running import stages

UNITS = (
    "Aa ", "AA ", "Aa  ", "1 ", "1,", "1.", "1/", "and Aa ", "y Aa ", "de la Aa ", '" ', "« ", "“a” ", "( ", "A. ", "Aa, ", "Aa-", "Aa's ", "in Aa ", "en Aa ",
    "Aa (Aa) ", "lunes ", "on Monday ", "2023-", "enero de ", "two hundred ", "dos cientos ", "mil ", "between 1 and ", "entre 1 y ", "killed ", "murieron ",
    "según ", "he said ", "the ", "de ", "— ", "; ", "\n", "a.b.", "@a ", "http://a/", "..", "a", "ñ", " ",
)  # fmt: skip
SIZE = 3_000
SECONDS = 12.0  # far above the fraction of a second that they take: an exponential pattern takes hours


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("en", "Police killed two people in Puerto Aurelio. "),
        ("es", "La policía mató a dos personas en San Telmo. "),
    ],
)
def test_a_thing_told_a_thousand_times(language: str, start: str, unit: str) -> None:
    text = start + unit * (SIZE // len(unit)) + "."
    began = time.process_time()
    claims = stages.read(Document("d", text, language=language)).claims
    assert time.process_time() - began < SECONDS
    assert all(0 <= claim.span.start < claim.span.stop <= len(text) for claim in claims)
