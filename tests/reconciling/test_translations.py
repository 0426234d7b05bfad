"""A report and its translation are one text, two reports written apart are two, and no order of arrival changes that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciling.made import claim, source
from reconciling.translated import APART, TRANSLATIONS
from testigo.model.claim import Claim
from testigo.model.source import Source
from testigo.model.toll import Group, Measure
from testigo.reconciling.lineage import trace
from testigo.reconciling.marks import MOST_MARKS, is_number, marks
from testigo.reconciling.reconcile import reconcile
from testigo.reconciling.settings import ReconcileSettings
from testigo.reconciling.translations import common_in_order, is_translation, meetings, translations

DAY = date(2031, 3, 4)
DAYS = ReconcileSettings().translation_days


def told(document: str, text: str, language: str, published: date | None = DAY) -> Source:
    return Source(document, published=published, language=language, marks=marks(text, language))


@pytest.mark.parametrize("pair", TRANSLATIONS.values(), ids=TRANSLATIONS)
def test_a_translation_is_the_same_text(pair: tuple[str, str]) -> None:
    english, spanish = told("en", pair[0], "en"), told("es", pair[1], "es")
    assert is_translation(english, spanish, DAYS)
    assert is_translation(spanish, english, DAYS)
    assert trace([spanish, english], ReconcileSettings()) == {"es": "en"}


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_reports_written_apart_stay_two(pair: tuple[str, str]) -> None:
    assert trace([told("en", pair[0], "en"), told("es", pair[1], "es")], ReconcileSettings()) == {}


def test_no_report_is_the_translation_of_another_report() -> None:
    english = [told(f"en {name}", pair[0], "en") for name, pair in TRANSLATIONS.items()]
    spanish = [told(f"es {name}", pair[1], "es") for name, pair in TRANSLATIONS.items()]
    expected = {(f"en {name}", f"es {name}") for name in TRANSLATIONS}
    assert {(a.document, b.document) for a, b in translations([*english, *spanish], DAYS)} == expected


@pytest.mark.parametrize(
    ("apart", "language", "expected"),
    [(DAYS, "es", True), (DAYS + 1, "es", False), (None, "es", False), (0, "en", False), (0, None, False)],
    ids=["in time", "too late", "on an unknown day", "in one language", "in an unknown language"],
)
def test_day_and_language_of_a_translation(apart: int | None, language: str | None, expected: bool) -> None:
    english, spanish = TRANSLATIONS["arrests"]
    one = told("en", english, "en")
    published = None if apart is None else DAY + timedelta(days=apart)
    other = replace(told("es", spanish, "es", published), language=language)
    assert is_translation(one, other, DAYS) is expected
    assert bool(list(translations([other, one], DAYS))) is expected


def test_a_translation_with_other_figures_is_one_still() -> None:
    english, spanish = TRANSLATIONS["account of a wave"]
    altered = spanish.replace("27 personas", "72 personas").replace("19 muertes", "64 muertes")
    assert altered.count("72") == altered.count("64") == 1
    assert is_translation(told("en", english, "en"), told("es", altered, "es"), DAYS)


def test_a_text_of_other_figures_throughout_is_another() -> None:
    english, spanish = TRANSLATIONS["arrests"]
    other = (
        spanish.replace("63", "36").replace("9 menores", "7 menores").replace("48", "84").replace("17", "71")
    )
    assert not is_translation(told("en", english, "en"), told("es", other, "es"), DAYS)


def test_the_marks_of_a_text() -> None:
    english = marks(
        "On Tuesday, March 4, police in Puerto Aurelio held twenty-three people and 1,554 fled.", "en"
    )
    spanish = marks(
        "El martes 4 de marzo la policía detuvo en Puerto Aurelio a veintitrés personas y huyeron 1.554.",
        "es",
    )
    assert english == spanish
    assert [is_number(mark) for mark in english] == [False, True, False, False, False, True, True]
    assert len(set(english)) == 7


@pytest.mark.parametrize(
    "text", ["", "…", "uno", "one", "12", "\ud83d", "Ana. Ana. Ana.", "MARCH MAY", "a" * 10_000]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_poor_texts_have_few_marks(text: str, language: str) -> None:
    assert len(marks(text, language)) <= 2
    assert meetings(told("a", text, language)) == []


def test_a_long_text_is_known_by_its_beginning() -> None:
    text = "El gobierno contó 12 muertos en Puerto Aurelio. " * 400
    assert len(marks(text, "es")) == MOST_MARKS


@given(st.lists(st.integers(0, 5), max_size=9), st.lists(st.integers(0, 5), max_size=9))
def test_what_is_common_in_order(a: list[int], b: list[int]) -> None:
    common = common_in_order(a, b)
    assert common == common_in_order(b, a) == common_in_order(a[::-1], b[::-1])
    assert common <= min(len(a), len(b))
    assert common_in_order(a, a) == len(a)
    assert common_in_order([*a, 9], [*b, 9]) == common + 1


def pair_of(name: str, spanish_told: str) -> tuple[list[Source], list[Claim]]:
    """The English report of four killed, and the Spanish one of some number."""
    english, spanish = TRANSLATIONS[name]
    sources = [
        source("en", "03-04", outlet="Coast Herald", language="en", marks=marks(english, "en")),
        source("es", "03-05", outlet="Diario Sur", language="es", marks=marks(spanish, "es")),
    ]
    return sources, [claim("en", "4"), claim("es", spanish_told)]


def test_a_translation_adds_no_voice() -> None:
    sources, claims = pair_of("agency brief", "4")
    result = reconcile(claims, sources)
    (incident,) = result.incidents
    assert incident.origins == 1
    assert [(x.original, x.copies, x.altered) for x in result.lineages] == [("en", ("es",), ())]
    assert "two languages" in result.lineages[0].reason
    apart = reconcile(claims, [replace(s, marks=()) for s in sources])
    assert apart.incidents[0].origins == 2


def test_a_translation_with_another_number_is_flagged_and_moves_nothing() -> None:
    sources, claims = pair_of("agency brief", "14")
    result = reconcile(claims, sources)
    (incident,) = result.incidents
    toll = incident.toll(Measure.KILLED)
    assert toll is not None
    assert (toll.minimum, toll.best, toll.maximum) == (4, 4, 4)
    assert result.lineages[0].altered == ("es",)
    assert any("another number" in item.reason for item in result.review)


def test_a_number_read_with_another_day_or_place_is_the_original_s_in_a_translation() -> None:
    sources, _ = pair_of("agency brief", "4")
    claims = [claim("en", "4"), claim("es", "4", on=None, place=None, group=Group.PROTESTERS)]
    result = reconcile(claims, sources)
    (incident,) = result.incidents
    assert (incident.origins, len(incident.documents)) == (1, 2)
    (copy,) = [s for s in result.standings if s.claim == claims[1].id]
    assert copy.state == "copy"
