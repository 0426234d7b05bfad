"""Every entry of the acts' lexicons is read back: where it holds and where it does not; and the senses that must not count."""

from __future__ import annotations

from functools import cache

import pytest

from testigo.language.lexicon import Entry, lexicon
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.claim import Kind, Means
from testigo.model.text import Part
from testigo.reading.arguments import category_at, means_at, read_acts
from testigo.reading.triggers import Trigger, find_triggers

LANGUAGES = ("en", "es")


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def parse(text: str, language: str) -> Passage:
    return parser(language).parse([(Part.BODY, text)])[0]


def triggers(text: str, language: str) -> tuple[Trigger, ...]:
    return find_triggers(parse(text, language), language)


def entries(name: str) -> list[object]:
    return [
        pytest.param(language, entry, id=f"{language}-{entry.meaning}-{entry.cues[0]}")
        for language in LANGUAGES
        for entry in lexicon(language, name)
    ]


@pytest.mark.parametrize(("language", "entry"), entries("acts"))
def test_an_act_is_told_where_the_entry_holds(language: str, entry: Entry) -> None:
    assert entry.holds
    assert entry.meaning in {t.kind.value for t in triggers(entry.holds, language)}


@pytest.mark.parametrize(("language", "entry"), entries("acts"))
def test_no_act_is_told_where_the_entry_fails(language: str, entry: Entry) -> None:
    assert entry.fails
    found = [
        t.cue
        for t in triggers(entry.fails, language)
        if t.kind.value == entry.meaning and t.cue in entry.cues
    ]
    assert found == []


@pytest.mark.parametrize(("language", "entry"), entries("actors"))
def test_an_actor_has_its_category(language: str, entry: Entry) -> None:
    assert entry.holds
    assert entry.fails
    assert entry.meaning in categories(entry.holds, language)
    assert entry.meaning not in categories(entry.fails, language)


def categories(text: str, language: str) -> set[str | None]:
    nouns = ("NOUN", "PROPN", "ADJ", "VERB")
    return {
        category_at(s, t.i, language)
        for s in parse(text, language).sentences
        for t in s.tokens
        if t.pos in nouns
    }


@pytest.mark.parametrize(("language", "entry"), entries("means"))
def test_a_weapon_has_its_means(language: str, entry: Entry) -> None:
    assert entry.holds
    assert entry.fails
    assert Means(entry.meaning) in weapons(entry.holds, language)
    assert Means(entry.meaning) not in weapons(entry.fails, language)


def weapons(text: str, language: str) -> set[Means | None]:
    return {means_at(s, t.i, language) for s in parse(text, language).sentences for t in s.tokens}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_cues_in_both_languages(language: str) -> None:
    assert {entry.meaning for entry in lexicon(language, "acts")} == {kind.value for kind in Kind}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The air strike on the depot was filmed in March."),
        ("en", "The two parties struck a deal on Friday."),
        ("en", "It was a demonstration of love."),
        ("en", "The photographer shot the film in two weeks."),
        ("en", "The bank will charge a fee."),
        ("es", "El ministro tomó posesión del cargo."),
        ("es", "El plan se puso en marcha."),
        ("es", "El anciano murió de un paro cardíaco."),
        ("es", "El ministro manifestó su preocupación."),
    ],
)
def test_other_senses_tell_of_no_protest_and_no_force(language: str, text: str) -> None:
    protest = {
        Kind.DEMONSTRATION,
        Kind.STRIKE,
        Kind.OCCUPATION,
        Kind.USE_OF_FORCE,
        Kind.ARREST,
        Kind.ROADBLOCK,
    }
    assert {t.kind for t in triggers(text, language)} & protest == set()


@pytest.mark.parametrize(
    ("language", "text", "kind", "means"),
    [
        ("en", "Police fired rubber bullets at the marchers.", Kind.USE_OF_FORCE, Means.RUBBER_BULLETS),
        ("en", "Police used water cannon against the miners.", Kind.USE_OF_FORCE, Means.WATER_CANNON),
        (
            "es",
            "La policía lanzó gases lacrimógenos contra los estudiantes.",
            Kind.USE_OF_FORCE,
            Means.TEAR_GAS,
        ),
        ("es", "Los soldados dispararon contra la multitud.", Kind.USE_OF_FORCE, Means.LIVE_AMMUNITION),
    ],
)
def test_the_means_is_the_weapon_named(language: str, text: str, kind: Kind, means: Means) -> None:
    assert (kind, means) in {
        (act.trigger.kind, act.trigger.means) for act in read_acts(parse(text, language), language)
    }


def test_a_language_that_is_not_read_gives_nothing() -> None:
    assert find_triggers(parse("Police killed two men.", "en"), "pt") == ()


def test_no_text_gives_nothing() -> None:
    assert triggers("", "en") == ()
    assert triggers(" \n\n ", "es") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_capitals_do_not_hide_a_trigger(language: str) -> None:
    text = {
        "en": "TERRORISTS KIDNAPPED THE MAYOR OF SAN TELMO.",
        "es": "LA POLICÍA DETUVO A DOS DIRIGENTES EN SAN TELMO.",
    }[language]
    kind = {"en": Kind.KIDNAPPING, "es": Kind.ARREST}[language]
    found = triggers(text, language)
    assert kind in {t.kind for t in found}
    for trigger in found:
        assert trigger.span.of(text)
