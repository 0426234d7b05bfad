"""The day of filing comes from the head of the report, in full or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testigo.gathering.filing import day_of_filing
from testigo.model.moment import Granularity, Interval
from testigo.model.text import Document
from testigo.running import stages

FOUND = [
    (None, "PUERTO AURELIO, Jan. 24, 2023 (AP) — Police fired on a march.", date(2023, 1, 24)),
    (None, "PUERTO AURELIO, Perú (Nov. 1. 2011)\nUna patrulla detuvo a dos personas.", date(2011, 11, 1)),
    (
        None,
        "Bulletin 2012-06-S-026\nFor Immediate Release\n\nPUERTO AURELIO (June 14) — Police fired.",
        date(2012, 6, 14),
    ),
    ("Situation update March 10, 2011", "PUERTO AURELIO, Peru (March 10) - Two men died.", date(2011, 3, 10)),
    (
        "Dec. 6: two dead in San Telmo",
        "Press office\n2009-12-CA-060\n\nTwo men died in the port.",
        date(2009, 12, 6),
    ),
    (
        None,
        "Los Vecinos hablan\n24 de enero de 2023\n\nDos personas murieron ayer en el puerto.",
        date(2023, 1, 24),
    ),
    (None, "Publicado el 3 de febrero del 2023 | Redacción\n\nDos personas murieron ayer.", date(2023, 2, 3)),
    (None, "Updated: 2023-02-03 14:20\n\nTwo people died yesterday.", date(2023, 2, 3)),
    (
        None,
        "By Ana Test\n3rd February 2023\nTwo people died yesterday in the port of San Telmo.",
        date(2023, 2, 3),
    ),
]
NOT_FOUND = [
    (None, ""),
    (None, "PUERTO AURELIO, Jan. 24 (AP) — Police fired on a march."),
    (None, "Bulletin 2012-05-S-026\n\nPUERTO AURELIO (June 14) — Police fired."),  # another month's number
    (None, "2012-06-S-026 and 2013-06-S-001\n\nPUERTO AURELIO (June 14) — Police fired."),  # two years
    ("What happened in San Telmo on January 9, 2023 and why it still hurts", "Two years on, families wait."),
    (None, "On 9 January 2023 police killed two men in San Telmo."),
    (None, "Timeline\n9 January 2023\n11 January 2023\nThe port burns."),
    (None, "31 de febrero de 2023\n\nDos personas murieron ayer."),
    (
        "Two dead",
        "The inquiry of 2023-01-24 found nothing. The families were told on Monday by the court of appeal.",
    ),
]


@pytest.mark.parametrize(("title", "text", "day"), FOUND, ids=[t[:40] for _, t, _ in FOUND])
def test_found(title: str | None, text: str, day: date) -> None:
    assert day_of_filing(title, text, "en") == day


@pytest.mark.parametrize(("title", "text"), NOT_FOUND, ids=[t[:40] for _, t in NOT_FOUND])
def test_not_found(title: str | None, text: str) -> None:
    assert day_of_filing(title, text, "es") is None


def test_a_text_alone_is_read_against_its_dateline() -> None:
    text = "PUERTO AURELIO, Jan. 24, 2023 (AP) — Two people were killed on Monday, the hospital said."
    (claim,) = [c for c in stages.read(Document("d", text)).claims if c.figure]
    assert claim.when.interval == Interval(date(2023, 1, 23), date(2023, 1, 23), Granularity.DAY)


def test_a_day_that_was_given_stays() -> None:
    text = "PUERTO AURELIO, Jan. 24, 2023 (AP) — Two people were killed on Monday."
    document = stages.completed(Document("d", text, published=date(2023, 1, 30), published_from="given"))
    assert (document.published, document.published_from) == (date(2023, 1, 30), "given")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["en", "es"]))
def test_anything_is_borne(text: str, language: str) -> None:
    day = day_of_filing(text, text, language)
    assert day is None or str(day.year) in text + text or f"{day.year % 100:02d}" in text
