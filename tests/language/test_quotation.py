"""Who says what: reports in marked sentences, resolved voices, quotation marks, verbs of report, and the lexicons read back."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testigo.language.lexicon import lexicon
from testigo.language.quotation import find_quotations
from testigo.language.quotemarks import quoted_stretches
from testigo.language.reporting import report_verbs
from testigo.language.syntax import SpacyParser
from testigo.language.voicing import is_voice_like, kind_of_voice
from testigo.model.analysis import Passage, Quotation
from testigo.model.text import Part


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


@cache
def prepared(language: str) -> dict[str, Passage]:
    """The sentences of the lexicons, parsed in one go."""
    names = ("report_verbs", "report_phrases", "voices")
    texts = [text for name in names for e in lexicon(language, name) for text in (e.holds, e.fails) if text]
    return dict(zip(texts, parser(language).parse([(Part.BODY, text) for text in texts]), strict=True))


def passage(text: str, language: str) -> Passage:
    ready = prepared(language).get(text)
    return ready if ready is not None else parser(language).parse([(Part.BODY, text)])[0]


def quotations(text: str, language: str) -> tuple[Quotation, ...]:
    return find_quotations(passage(text, language), language)


# (text, language, cue, voice, kind, words that the content covers, words that it does not)
REPORTS = [
    ("Two people died in Puerto Aurelio, the hospital said.", "en", "said", "hospital", "health", "Two people died", "hospital"),
    ("The ombudsman said that nine people had died in Lares.", "en", "said", "ombudsman", "ombudsman", "nine people had died", None),
    ("Nine people were hurt, said a spokesman for the governor.", "en", "said", "spokesman", "government", "Nine people were hurt", "governor"),
    ("According to the police, 30 people were arrested.", "en", "According to", "police", "police", "30 people were arrested", None),
    ("The Lares Rights Group counted 30 wounded in the town.", "en", "counted", "Lares Rights Group", "rights_body", "30 wounded", None),
    ('"Four miners are dead," the union leader told reporters.', "en", "told", "union leader", "protest", "Four miners are dead", None),
    ("An AFP tally puts the number of dead at 14.", "en", "puts", "AFP", "agency", "14", None),
    ("El alcalde dijo que hubo dos muertos en Puerto Aurelio.", "es", "dijo", "alcalde", "government", "hubo dos muertos", None),
    ("Murieron cinco personas en Lares, denunció la Defensoría.", "es", "denunció", "Defensoría", "ombudsman", "Murieron cinco personas", "Defensoría"),
    ("Según la Cruz Roja, seis personas resultaron heridas.", "es", "Según", "Cruz Roja", "health", "seis personas resultaron heridas", None),
    ("De acuerdo con la Policía, hubo 30 detenidos.", "es", "De acuerdo con", "Policía", "police", "hubo 30 detenidos", None),
    ("Hay cuatro mineros muertos, según informó el sindicato.", "es", "según informó", "sindicato", "protest", "cuatro mineros muertos", None),
    ("El Comité de Derechos Humanos cifra los heridos en nueve y los presos en 25.", "es", "cifra", "Comité", "rights_body", "25", None),
    ("Un recuento de la agencia EFE eleva a 14 los muertos.", "es", "eleva", "EFE", "agency", "14", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "cue", "voice", "kind", "inside", "outside"), REPORTS)
def test_reports_have_a_cue_a_voice_and_their_matter(
    text: str, language: str, cue: str, voice: str, kind: str, inside: str, outside: str | None
) -> None:
    found = [q for q in quotations(text, language) if q.cue.of(text) == cue]
    assert found, [q.cue.of(text) for q in quotations(text, language)]
    report = found[0]
    assert report.voice is not None
    assert voice in report.voice
    assert report.voice_kind == kind
    matter = " | ".join(q.content.of(text) for q in found)
    assert inside in matter
    assert outside is None or outside not in matter


RESOLVED = [
    ("The mayor, Ana Ruiz, said two people had died. She added that six were hurt.", "en", "added", "Ana Ruiz"),
    ("The Lares Rights Group said two people had died. The group said six were hurt.", "en", "said", "Lares Rights Group"),
    ("Rubén Quispe dijo que hubo dos muertos. Quispe agregó que hay seis heridos.", "es", "agregó", "Rubén Quispe"),
    ("La Defensoría informó de dos muertos. Agregó que hay seis heridos.", "es", "Agregó", "Defensoría"),
    ("El Observatorio de Lares dijo que hubo dos muertos. El organismo agregó que hay seis heridos.", "es", "agregó", "Observatorio de Lares"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "cue", "voice"), RESOLVED)
def test_pronouns_short_forms_and_dropped_subjects_are_resolved(
    text: str, language: str, cue: str, voice: str
) -> None:
    last = [q for q in quotations(text, language) if q.cue.of(text) == cue][-1]
    assert last.voice is not None
    assert voice in last.voice


def test_a_quote_over_two_sentences_belongs_to_one_report() -> None:
    text = '"Four miners are dead. Nine more are hurt," the doctor said.'
    found = [q for q in quotations(text, "en") if q.cue.of(text) == "said"]
    assert any(
        q.is_direct and "Four miners" in q.content.of(text) and "Nine more" in q.content.of(text)
        for q in found
    )


def test_a_dateline_is_no_part_of_the_speaker() -> None:
    text = "LARES, 3 May (AFP) -- The army said two soldiers were wounded."
    voices = {q.voice for q in quotations(text, "en") if q.cue.of(text) == "said"}
    assert voices == {"army"}


def test_nobody_speaks_in_an_impersonal_report() -> None:
    text = "Se informó que murieron dos mineros."
    assert {q.voice for q in quotations(text, "es")} <= {None}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_passage_without_words_has_no_reports(language: str) -> None:
    assert find_quotations(Passage(Part.BODY, "", ()), language) == ()
    assert quotations("…", language) == ()


def test_quotes_that_open_again_go_on_over_paragraphs() -> None:
    text = '«Hay dos muertos.\n«Y seis heridos», dijo.\nOtra línea con " sola.'
    assert [s.of(text) for s in quoted_stretches(text)] == ["«Hay dos muertos.", "«Y seis heridos»"]


@given(st.text(alphabet="ab \n\"“”«»'`.", max_size=60))
def test_quoted_stretches_never_overlap_and_lie_in_the_text(text: str) -> None:
    found = quoted_stretches(text)
    assert all(0 <= s.start < s.stop <= len(text) for s in found)
    assert all(a.stop <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [("en", "denied", "deny"), ("en", "said", "say"), ("en", "claiming", "claim"), ("es", "dijo", "decir"), ("es", "aseguraron", "asegurar"), ("es", "desmintió", "desmentir")],
)  # fmt: skip
def test_forms_lead_to_their_verb(language: str, form: str, lemma: str) -> None:
    assert lemma in {verb.lemma for verb in report_verbs(language)[form]}


def test_only_some_verbs_vouch() -> None:
    assert report_verbs("en")["said"][0].vouches
    assert not report_verbs("en")["endorsed"][0].vouches


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [("the police union", "en", "police"), ("Ministry of Health", "en", "health"), ("Ana Ruiz", "en", "person"), ("the revolution", "en", "unknown"),
     ("ministro de Sanidad", "es", "health"), ("Naciones Unidas", "es", "un"), ("fuentes", "es", "unnamed")],
)  # fmt: skip
def test_kinds_of_voices(name: str, language: str, kind: str) -> None:
    assert kind_of_voice(name, language).value == kind


def sentences(name: str, side: str) -> list[pytest.param]:
    return [
        pytest.param(
            getattr(entry, side), language, entry.cues, entry.meaning, id=f"{language}-{entry.cues[0]}-{side}"
        )
        for language in ("en", "es")
        for entry in lexicon(language, name)
    ]


def _forms(cues: tuple[str, ...], language: str) -> set[str]:
    lemmas = {cue.split()[0] for cue in cues}
    return {form for form, verbs in report_verbs(language).items() if any(v.lemma in lemmas for v in verbs)}


@pytest.mark.parametrize(("text", "language", "cues", "meaning"), sentences("report_verbs", "holds"))
def test_verbs_of_report_hold(text: str, language: str, cues: tuple[str, ...], meaning: str) -> None:
    forms = _forms(cues, language)
    assert any(set(q.cue.of(text).lower().split()) & forms for q in quotations(text, language)), meaning


@pytest.mark.parametrize(("text", "language", "cues", "meaning"), sentences("report_verbs", "fails"))
def test_verbs_of_report_fail(text: str, language: str, cues: tuple[str, ...], meaning: str) -> None:
    forms = _forms(cues, language)
    assert not any(set(q.cue.of(text).lower().split()) & forms for q in quotations(text, language)), meaning


@pytest.mark.parametrize(("text", "language", "cues", "meaning"), sentences("report_phrases", "holds"))
def test_phrases_of_report_hold(text: str, language: str, cues: tuple[str, ...], meaning: str) -> None:
    assert any(q.cue.of(text).lower() in cues and q.source is not None for q in quotations(text, language)), (
        meaning
    )


@pytest.mark.parametrize(("text", "language", "cues", "meaning"), sentences("report_phrases", "fails"))
def test_phrases_of_report_fail(text: str, language: str, cues: tuple[str, ...], meaning: str) -> None:
    assert not any(q.cue.of(text).lower() in cues for q in quotations(text, language)), meaning


@pytest.mark.parametrize(("text", "language", "cues", "meaning"), sentences("voices", "holds"))
def test_voices_hold(text: str, language: str, cues: tuple[str, ...], meaning: str) -> None:
    assert all(is_voice_like(cue, language) for cue in cues)
    assert meaning in {q.voice_kind for q in quotations(text, language)}


@pytest.mark.parametrize(("text", "language", "cues", "meaning"), sentences("voices", "fails"))
def test_voices_fail(text: str, language: str, cues: tuple[str, ...], meaning: str) -> None:
    del cues
    assert meaning not in {q.voice_kind for q in quotations(text, language)}
