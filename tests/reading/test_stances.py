"""How reports commit themselves: the act in `[brackets](polarity,factuality)`; the lexicons of negation and modality read back."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from testigo.language.lexicon import lexicon
from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.claim import Stance
from testigo.model.text import Part
from testigo.reading.attributions import attribute
from testigo.reading.stances import stance_of

_MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_ACTS = re.compile(
    r"^(?:strike|kill(?:ed|ing)?|deaths?|dead|march(?:ed)?|arrests?|died|huelga|muert[oa]s?|muertes?|mata(?:ra|ron)?|mató|murió|murieran|murieron|morir|"
    r"marcharon|marchó|marcha|detenidos|asesinato)$"
)


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


@cache
def prepared(language: str) -> dict[str, Passage]:
    texts = [
        t
        for name in ("negation", "modality")
        for e in lexicon(language, name)
        for t in (e.holds, e.fails)
        if t
    ]
    return dict(zip(texts, parser(language).parse([(Part.BODY, text) for text in texts]), strict=True))


def annotated(text: str, language: str) -> Passage:
    ready = prepared(language).get(text)
    passage = ready if ready is not None else parser(language).parse([(Part.BODY, text)])[0]
    return replace(passage, quotations=find_quotations(passage, language))


def stance_at(passage: Passage, offset: int, language: str) -> Stance:
    sentence = passage.sentence_at(offset)
    assert sentence is not None
    trigger = sentence.at(offset)
    assert trigger is not None
    return stance_of(
        sentence, trigger, passage, language, attribute(sentence.tokens[trigger].span, passage, language)
    )


REPORTS = [
    ("Two people were [killed](affirmed,stated) in Lares.", "en"),
    ("The miners have not [joined](denied,stated) the strike.", "en"),
    ("The unions called for a [strike](affirmed,planned) on Friday.", "en"),
    ("Teachers will [march](affirmed,planned) on Friday.", "en"),
    ("More people could be [killed](affirmed,hypothetical).", "en"),
    ("Soldiers allegedly [killed](affirmed,alleged) a student.", "en"),
    ("The ministry denied that police [killed](denied,confirmed) two students.", "en"),
    ("The hospital said two people [died](affirmed,confirmed).", "en"),
    ("A witness said two people [died](affirmed,reported).", "en"),
    ("The rebels claimed that they [killed](affirmed,alleged) 40 soldiers.", "en"),
    ("Dos personas [murieron](affirmed,stated) en Lares.", "es"),
    ("Dos personas habrían [muerto](affirmed,alleged) en Lares.", "es"),
    ("No hubo [muertos](denied,stated) en Lares.", "es"),
    ("Los sindicatos convocaron una [huelga](affirmed,planned) para el viernes.", "es"),
    ("Los maestros [marcharán](affirmed,planned) el viernes.", "es"),
    ("Si la policía [mata](affirmed,hypothetical) a un estudiante, el pueblo se levantará.", "es"),
    ("El alcalde confirmó que [murieron](affirmed,confirmed) dos mineros.", "es"),
]  # fmt: skip


@pytest.mark.parametrize(("report", "language"), REPORTS)
def test_acts_have_their_stance(report: str, language: str) -> None:
    mark = _MARK.search(report)
    assert mark is not None
    text = report[: mark.start()] + mark[1] + report[mark.end() :]
    found = stance_at(annotated(text, language), mark.start(), language)
    assert f"{found.polarity.value},{found.factuality.value}" == mark[2], found


def entries(side: str) -> list[pytest.param]:
    return [
        pytest.param(
            getattr(entry, side), language, entry.cues, id=f"{language}-{name}-{entry.cues[0]}-{side}"
        )
        for language in ("en", "es")
        for name in ("negation", "modality")
        for entry in lexicon(language, name)
    ]


def cues_at_acts(text: str, language: str) -> set[str]:
    passage = annotated(text, language)
    acts = [t for s in passage.sentences for t in s.tokens if _ACTS.match(t.lower)]
    return {cue for t in acts for cue in stance_at(passage, t.start, language).cues}


@pytest.mark.parametrize(("text", "language", "cues"), entries("holds"))
def test_markers_hold(text: str, language: str, cues: tuple[str, ...]) -> None:
    assert cues_at_acts(text, language) & set(cues)


@pytest.mark.parametrize(("text", "language", "cues"), entries("fails"))
def test_markers_fail(text: str, language: str, cues: tuple[str, ...]) -> None:
    assert not cues_at_acts(text, language) & set(cues)
