"""The interface's words: the same in both languages, each used, each known to the templates; and how figures are printed."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources

import pytest
import samples
import yaml
from desks import Desk

from testigo.errors import SettingsError
from testigo.export.formats import Format, Profile
from testigo.model.claim import Factuality, Kind, Polarity, Scope, VoiceKind
from testigo.model.judgement import Verdict
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import PlacePrecision
from testigo.model.toll import Bounds, Grade, Group, Hedge, Measure, Toll
from testigo.web import phrases
from testigo.web.accounts import Role
from testigo.web.addresses import report_path
from testigo.web.desk_data import SORTS, Flag, ReviewState
from testigo.web.figures import bounds_text, toll_text, when_text
from testigo.web.phrases import LANGUAGES, Speaker, catalogue, choose, slots

FAMILIES = {
    "kinds": Kind,
    "measures": Measure,
    "groups": Group,
    "grades": Grade,
    "gradehelp": Grade,
    "flags": Flag,
    "flaghelp": Flag,
    "scopes": Scope,
    "hedges": Hedge,
    "precisions": PlacePrecision,
    "voices": VoiceKind,
    "verdicts": Verdict,
    "review": ReviewState,
    "counted": Measure,
    "formats": Format,
    "formathelp": Format,
    "profiles": Profile,
    "profilehelp": Profile,
}


def test_both_languages_have_the_same_phrases_with_the_same_gaps() -> None:
    english, spanish = (catalogue(language) for language in LANGUAGES)
    assert set(english) == set(spanish)
    assert [key for key in english if slots(english[key]) != slots(spanish[key])] == []
    assert [key for key in english if isinstance(english[key], dict) != isinstance(spanish[key], dict)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_closed_list_has_a_name(language: str) -> None:
    known = catalogue(language)
    for family, values in FAMILIES.items():
        assert [v for v in values if f"{family}.{v.value}" not in known] == [], family
    assert [f for f in (*Polarity, *Factuality) if f"stances.{f.value}" not in known] == []
    assert [r for r in Role if f"roles.{r.word}" not in known] == []
    assert [s for s in SORTS if f"sorts.{s}" not in known] == []
    assert [n for n in range(1, 23) if f"rules.R{n}" not in known] == []


def test_templates_use_known_phrases_and_no_phrase_is_idle() -> None:
    folder = resources.files("testigo.web")
    sources = [
        file.read_text(encoding="utf-8")
        for place in (folder / "templates", folder)
        for file in place.iterdir()
        if file.name.endswith((".html", ".py"))
    ]
    text = "\n".join(sources)
    used = set(re.findall(r"""\b(?:t|speak|speakers\[one\]|words)\(\s*["']([\w.\-]+)["']""", text))
    known = set(catalogue("en"))
    prefixes = set(re.findall(r"""["']([a-z]+\.(?:\w+\.)?)["'] ?~""", text))
    assert {u for u in used if u not in known and not u.endswith(".")} == set()
    families = set(re.findall(r"""word\(\s*["']([\w.\-]+)["']""", text))
    named = set(re.findall(r"""["']((?:add|errors|zip|review|nav|export)\.\w+)["']""", text))
    idle = {
        key
        for key in known - used - named
        if not any(key.startswith(p) for p in prefixes) and key.rsplit(".", 1)[0] not in families
    }
    allowed = re.compile(r"errors\.\w+(help)?$|name$|reasons\.|causes\.")  # reasons have a test of their own
    assert {key for key in idle if not allowed.match(key)} == set()


def test_a_language_is_chosen_by_address_then_memory_then_browser() -> None:
    assert choose("es", "en", "en") == "es"
    assert choose("fr", "es", "en") == "es"
    assert choose(None, None, "de, es;q=0.5, en;q=0.4") == "es"
    assert choose(None, None, "de;q=x") == "en"
    assert choose(None, None, "") == "en"


@pytest.mark.parametrize(
    ("toll", "text"),
    [
        (Toll(17, 18, 19), "18 (17–19)"),
        (Toll(2, 2, 2), "2"),
        (Toll(1, 1, 3, max_open=True), "1 (1–3+)"),
        (Toll(3, None, 24, max_open=True), "3–24+"),
        (Toll(0, 0, 0), "0"),
        (Toll(12000, 12500, 20000), "12\u202f500 (12\u202f000–20\u202f000)"),
        (None, ""),
    ],
)
def test_tolls_are_printed_with_their_range(toll: Toll | None, text: str) -> None:
    assert toll_text(toll, Speaker("es")) == text


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        (Bounds(17, 17), "17"),
        (Bounds(17, None, Hedge.AT_LEAST), "≥\u200917"),
        (Bounds(100, None, Hedge.MORE_THAN), ">\u2009100"),
        (Bounds(None, 20, Hedge.ALMOST), "<\u200920"),
        (Bounds(None, 20, Hedge.UP_TO), "≤\u200920"),
        (Bounds(60, 60, Hedge.ABOUT), "~60"),
        (Bounds(10, 12, Hedge.BETWEEN), "10–12"),
    ],
)
def test_figures_keep_their_hedge(bounds: Bounds, text: str) -> None:
    assert bounds_text(bounds, Speaker("en")) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (When(Interval(date(2023, 1, 9), date(2023, 1, 9))), "9 ene 2023"),
        (When(Interval(date(2023, 1, 20), date(2023, 1, 24), Granularity.RANGE)), "20–24 ene 2023"),
        (When(Interval(date(2022, 12, 30), date(2023, 1, 2), Granularity.RANGE)), "30 dic 2022 – 2 ene 2023"),
        (When(Interval(date(2023, 1, 1), date(2023, 1, 31), Granularity.MONTH)), "ene 2023"),
        (When(Interval(date(2022, 1, 1), date(2022, 12, 31), Granularity.YEAR)), "2022"),
        (When(Unresolved("no dateline"), "el martes"), "el martes (sin resolver)"),
        (When(Unresolved("not told")), "día desconocido"),
    ],
)
def test_days_are_printed_as_finely_as_they_are_known(when: When, text: str) -> None:
    assert when_text(when, Speaker("es")).replace("\u00a0", " ") == text


def test_words_of_reports_are_never_taken_for_templates(desk: Desk) -> None:
    page = desk.get(report_path(samples.HOSTILE_ID)).text
    assert "{{ 7*7 }}" in page


def test_a_phrase_that_stands_twice_is_an_error() -> None:
    with pytest.raises(SettingsError, match="'killed' stands twice"):
        yaml.load('measures:\n  killed: "a"\n  killed: "b"\n', Loader=phrases._Strict)
