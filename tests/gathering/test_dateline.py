"""Datelines: place, agency and day of filing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testigo.gathering.dateline import find_dateline

LINES = [
    (
        "PUERTO AURELIO, Jan. 24, 2023 (AP) — Police fired on a march.",
        "PUERTO AURELIO",
        "AP",
        date(2023, 1, 24),
        "2023-01-24",
    ),
    (
        "SAN TELMO, 4 FEB 90 (ACAN-EFE) -- [TEXT] THE ARMY DENIED",
        "SAN TELMO",
        "ACAN-EFE",
        date(1990, 2, 4),
        "1990-02-04",
    ),
    (
        "San Telmo de Arriba, 30 may (EFE).- Dos personas murieron",
        "San Telmo de Arriba",
        "EFE",
        None,
        "XXXX-05-30",
    ),
    (
        "SAN TELMO, 5 de mayo de 2021 (Redacción) – Dos heridos",
        "SAN TELMO",
        "Redacción",
        date(2021, 5, 5),
        "2021-05-05",
    ),
    ("PUERTO AURELIO, Texas (AP) -- A man was shot", "PUERTO AURELIO, Texas", "AP", None, None),
    ("San Telmo (Reuters) - At least two", "San Telmo", "Reuters", None, None),
    (
        "SAN TELMO (RURITANIA), 11 DEC 89 (RADIO LIBRE) -- [TEXT]",
        "SAN TELMO (RURITANIA)",
        "RADIO LIBRE",
        date(1989, 12, 11),
        "1989-12-11",
    ),
    ("Jane Doe SAN TELMO, August 29 (ANA) - Eight people", "SAN TELMO", "ANA", None, "XXXX-08-29"),
    ("SAN TELMO.- Dos muertos dejó la marcha", "SAN TELMO", None, None, None),
    ("SAN TELMO — The march began", "SAN TELMO", None, None, None),
    ("SAN TELMO, Ruritania (Feb. 07)\nIn the valley", "SAN TELMO, Ruritania", None, None, "XXXX-02-07"),
    (
        "Two dead in San Telmo\n\nSAN TELMO, 2023-01-24 (AFP) - Police",
        "SAN TELMO",
        "AFP",
        date(2023, 1, 24),
        "2023-01-24",
    ),
]


@pytest.mark.parametrize(
    ("text", "place", "agency", "day", "partial"), LINES, ids=[t[:30] for t, *_ in LINES]
)
def test_dateline(text: str, place: str, agency: str | None, day: date | None, partial: str | None) -> None:
    line = find_dateline(text, "en")
    assert line is not None
    assert line.place is not None
    assert line.place.of(text) == place
    assert (line.agency.of(text) if line.agency else None) == agency
    assert (line.day, line.partial) == (day, partial)
    assert line.span.covers(line.place)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Police: gunman killed",
        '"Yes," she said - and left.',
        "Mayo de 2020 fue - dicen - duro",
        "BREAKING - Two dead",
        "Ana López murió.",
        "(AP) -",
        "31 FEB -- x",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text, "es") is None


def test_no_such_day() -> None:
    line = find_dateline("SAN TELMO, 31 FEB 90 (EFE) -- Two", "en")
    assert line is not None
    assert line.day is None


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            ["SAN", "TELMO", ",", ".", "(", "AP", ")", "-", "—", "--", "Jan.", "24", "2023", "de", "el\n"]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_spans_stand_in_the_text(text: str) -> None:
    line = find_dateline(text, "en")
    if line is not None:
        assert line.span.stop <= len(text)
        assert line.place is not None
        assert line.place.stop <= len(text)
