"""Dictionary forms: the table first, the rules of the language behind it."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from testigo.language.lemmas import TableLemmatizer, Tables, fold
from testigo.language.loading import load_pipeline


def bare(language: str, **known: set[str]) -> TableLemmatizer:
    """A lemmatizer with rules and known lemmas only."""
    lemmatizer = TableLemmatizer(spacy.blank(language).vocab, "lemmatizer", language)
    lemmatizer.tables = Tables(language, known={pos: frozenset(words) for pos, words in known.items()})
    return lemmatizer


@pytest.mark.parametrize(
    ("form", "pos", "tag", "lemma"),
    [
        ("shot", "VERB", "VBD", "shoot"),
        ("shot", "NOUN", "NN", "shot"),
        ("found", "VERB", "VBD", "find"),
        ("left", "VERB", "VBN", "leave"),
        ("slain", "VERB", "VBN", "slay"),
        ("risen", "VERB", "VBN", "rise"),
        ("dying", "VERB", "VBG", "die"),
        ("clubbed", "VERB", "VBD", "club"),
        ("injuring", "VERB", "VBG", "injure"),
        ("besieged", "VERB", "VBD", "besiege"),
        ("were", "AUX", "VBD", "be"),
        ("wounded", "VERB", "VBN", "wound"),
        ("policemen", "NOUN", "NNS", "policeman"),
        ("children", "NOUN", "NNS", "child"),
        ("injuries", "NOUN", "NNS", "injury"),
        ("troops", "NOUN", "NNS", "troop"),
        ("clashes", "NOUN", "NNS", "clash"),
        ("worse", "ADJ", "JJR", "bad"),
    ],
)
def test_english_table(form: str, pos: str, tag: str, lemma: str) -> None:
    assert load_pipeline("en").get_pipe("lemmatizer").lemma_of(form, pos, tag) == lemma


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("murieron", "VERB", "morir"),
        ("murió", "VERB", "morir"),
        ("muertos", "VERB", "morir"),
        ("hirieron", "VERB", "herir"),
        ("detuvo", "VERB", "detener"),
        ("reprimió", "VERB", "reprimir"),
        ("reprimio", "VERB", "reprimir"),
        ("detenerlos", "VERB", "detener"),
        ("matándolos", "VERB", "matar"),
        ("ataquen", "VERB", "atacar"),
        ("dirigieron", "VERB", "dirigir"),
        ("fue", "AUX", "ser"),
        ("fueron", "AUX", "ser"),
        ("habría", "AUX", "haber"),
        ("dijo", "VERB", "decir"),
        ("degüellan", "VERB", "degollar"),
        ("produjeron", "VERB", "producir"),
        ("heridos", "NOUN", "herido"),
        ("heridas", "ADJ", "herido"),
        ("manifestaciones", "NOUN", "manifestación"),
        ("jóvenes", "NOUN", "joven"),
        ("policiales", "ADJ", "policial"),
    ],
)
def test_spanish_table(form: str, pos: str, lemma: str) -> None:
    assert load_pipeline("es").get_pipe("lemmatizer").lemma_of(form, pos) == lemma


@pytest.mark.parametrize(
    ("form", "pos", "tag", "lemma"),
    [
        ("gleebs", "NOUN", "NNS", "gleeb"),
        ("gleebs", "NOUN", "NN", "gleebs"),
        ("gleeches", "NOUN", "NNS", "gleech"),
        ("glories", "NOUN", "NNS", "glory"),
        ("frobbed", "VERB", "VBD", "frob"),
        ("frobating", "VERB", "VBG", "frobate"),
        ("glasses", "VERB", "VBZ", "glass"),
        ("calmest", "ADJ", "JJS", "calm"),
        ("clever", "ADJ", "JJ", "clever"),
        ("bred", "VERB", "VBD", "bred"),
    ],
)
def test_english_rules_for_words_never_seen(form: str, pos: str, tag: str, lemma: str) -> None:
    assert bare("en").lemma_of(form, pos, tag) == lemma


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("tuitearon", "VERB", "tuitear"),
        ("cuelgan", "VERB", "colgar"),
        ("colgué", "VERB", "colgar"),
        ("midiendo", "VERB", "medir"),
        ("dirija", "VERB", "dirigir"),
        ("medirlas", "VERB", "medir"),
        ("bloqueros", "NOUN", "bloquero"),
        ("camiones", "NOUN", "camión"),
        ("luces", "NOUN", "luz"),
        ("crisis", "NOUN", "crisis"),
        ("golpistas", "NOUN", "golpista"),
        ("tuiteadas", "ADJ", "tuiteado"),
    ],
)
def test_spanish_rules_for_words_never_seen(form: str, pos: str, lemma: str) -> None:
    assert bare("es", VERB={"colgar", "medir", "dirigir"}).lemma_of(form, pos) == lemma


def test_a_name_keeps_its_letters() -> None:
    doc = load_pipeline("en")("Rosa Mapuno lives in Chile.")
    assert [token.lemma_ for token in doc if token.pos_ == "PROPN"] == ["Rosa", "Mapuno", "Chile"]


def test_tables_come_back_from_bytes_and_equal_tables_give_equal_bytes() -> None:
    tables = Tables(
        "es",
        {"VERB": {"murió": "morir", "ñandú": "ñ"}},
        {"VBD": {"a": "b"}},
        {"VERB": frozenset({"morir", "ir"})},
    )
    turned = Tables(
        "es",
        {"VERB": {"ñandú": "ñ", "murió": "morir"}},
        {"VBD": {"a": "b"}},
        {"VERB": frozenset({"ir", "morir"})},
    )
    assert Tables.from_bytes(tables.to_bytes()) == tables
    assert tables.to_bytes() == turned.to_bytes()


@given(
    st.text(max_size=20),
    st.sampled_from(["NOUN", "VERB", "AUX", "ADJ", "ADV", "X", "NUM", ""]),
    st.sampled_from(["", "NNS", "VBD", "VBG", "JJR"]),
)
def test_any_form_gets_a_lemma(form: str, pos: str, tag: str) -> None:
    for language in ("en", "es"):
        lemma = load_pipeline(language).get_pipe("lemmatizer").lemma_of(form, pos, tag)
        assert bool(lemma) == bool(form)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_the_letter_enye() -> None:
    assert fold("niño murió pingüino") == "niño murio pinguino"


def test_lemmas_outlive_a_memory_zone() -> None:
    nlp = load_pipeline("es")
    for _ in range(3):
        with nlp.memory_zone():
            assert [t.lemma_ for t in nlp("Murieron dos mujeres.")] == ["morir", "dos", "mujer", "."]
