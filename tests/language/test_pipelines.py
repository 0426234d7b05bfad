"""The shipped pipelines: they open without a network, and read who did what to whom in sentences made up for this.

The expected relations follow the Universal Dependencies guidelines and were written by hand.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from testigo.language.loading import FOLDER, load_pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SIZE_LIMIT = 15 * 1024 * 1024
ALONE = """
import socket
def refuse(*_args, **_kwargs):
    raise AssertionError("the network was asked")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
socket.create_connection = refuse
from testigo.language.loading import load_pipeline
for language, text in (("en", "Police fired."), ("es", "La policía disparó.")):
    assert len(load_pipeline(language)(text)) > 2
"""


def word(doc: Doc, form: str) -> Token:
    """The first token of that form."""
    return next(token for token in doc if token.text == form)


def relations(doc: Doc) -> set[tuple[str, str, str]]:
    """(dependent, relation, head) by their forms; the root's head is itself."""
    return {(token.text, token.dep_, token.head.text) for token in doc}


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(entity.text, entity.label_) for entity in doc.ents}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_pipeline_weighs_at_most_fifteen_megabytes(language: str) -> None:
    files = [path for path in (FOLDER / language).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= SIZE_LIMIT


def test_loading_and_parsing_never_ask_the_network() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


def test_sockets_may_be_blocked_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    load_pipeline.cache_clear()
    assert [sentence.text for sentence in load_pipeline("en")("Troops fired. Two men fell.").sents] == [
        "Troops fired.",
        "Two men fell.",
    ]


@pytest.mark.parametrize(
    ("language", "labels"), [("en", {"PER", "ORG", "LOC"}), ("es", {"PER", "ORG", "LOC", "MISC"})]
)
def test_the_names_have_the_promised_labels(language: str, labels: set[str]) -> None:
    assert set(load_pipeline(language).get_pipe("ner").labels) == labels


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_parser_knows_the_relations_that_readers_ask_for(language: str) -> None:
    asked = {
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "obl:agent",
        "aux:pass",
        "nummod",
        "conj",
        "ccomp",
        "acl:relcl",
        "appos",
    }
    assert asked <= set(load_pipeline(language).get_pipe("parser").labels)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_card_lies_beside_the_weights_and_names_its_licence(language: str) -> None:
    card = (FOLDER / language / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
    assert "Attribution" in card
    assert load_pipeline(language).meta["license"] == "CC BY-SA 4.0"


@pytest.mark.parametrize("language", ["en", "es"])
def test_empty_and_odd_text_is_no_error(language: str) -> None:
    nlp = load_pipeline(language)
    assert len(nlp("")) == 0
    for text in (
        "\n\n",
        "   ",
        "...",
        "1,500",
        "\u200b",
        "\U0001f525\U0001f525",
        "a" * 5000,
        "«»",
        "\u202eabc",
        "e\u0301",
    ):
        assert nlp(text).text == text


EN = [
    pytest.param(
        "Police killed 19 demonstrators in Puerto Aurelio on Monday.",
        {
            ("Police", "nsubj", "killed"),
            ("demonstrators", "obj", "killed"),
            ("19", "nummod", "demonstrators"),
            ("Monday", "obl", "killed"),
        },
        id="who-killed-whom",
    ),
    pytest.param(
        "At least 17 people were killed by soldiers in San Telmo de Arriba.",
        {
            ("people", "nsubj:pass", "killed"),
            ("17", "nummod", "people"),
            ("were", "aux:pass", "killed"),
            ("soldiers", "obl:agent", "killed"),
        },
        id="passive-with-agent",
    ),
    pytest.param(
        "Two students were shot dead by police near the university.",
        {
            ("students", "nsubj:pass", "shot"),
            ("dead", "xcomp", "shot"),
            ("police", "obl:agent", "shot"),
        },
        id="shot-dead",
    ),
    pytest.param(
        "Riot police fired tear gas and rubber bullets at the strikers.",
        {
            ("police", "nsubj", "fired"),
            ("gas", "obj", "fired"),
            ("tear", "compound", "gas"),
            ("bullets", "conj", "gas"),
            ("strikers", "obl", "fired"),
        },
        id="two-means",
    ),
    pytest.param(
        "Soldiers opened fire on the miners, wounding 30.",
        {
            ("Soldiers", "nsubj", "opened"),
            ("fire", "obj", "opened"),
            ("wounding", "advcl", "opened"),
            ("30", "obj", "wounding"),
        },
        id="participle",
    ),
    pytest.param(
        "The farmers blocked the highway, the governor said.",
        {
            ("blocked", "ccomp", "said"),
            ("governor", "nsubj", "said"),
            ("farmers", "nsubj", "blocked"),
            ("highway", "obj", "blocked"),
        },
        id="voice-behind",
    ),
    pytest.param(
        "The ministry said that the guards had beaten three prisoners.",
        {
            ("ministry", "nsubj", "said"),
            ("beaten", "ccomp", "said"),
            ("guards", "nsubj", "beaten"),
            ("prisoners", "obj", "beaten"),
        },
        id="voice-before",
    ),
    pytest.param(
        "The women who were arrested by the army were released on Friday.",
        {
            ("women", "nsubj:pass", "released"),
            ("arrested", "acl:relcl", "women"),
            ("army", "obl:agent", "arrested"),
        },
        id="relative",
    ),
]
ES = [
    pytest.param(
        "La policía mató a 19 manifestantes en Puerto Aurelio.",
        {
            ("policía", "nsubj", "mató"),
            ("manifestantes", "obj", "mató"),
            ("19", "nummod", "manifestantes"),
            ("a", "case", "manifestantes"),
        },
        id="who-killed-whom",
    ),
    pytest.param(
        "Al menos 17 personas fueron asesinadas por soldados en San Telmo de Arriba.",
        {
            ("personas", "nsubj:pass", "asesinadas"),
            ("17", "nummod", "personas"),
            ("fueron", "aux:pass", "asesinadas"),
            ("soldados", "obl:agent", "asesinadas"),
        },
        id="passive-with-agent",
    ),
    pytest.param(
        "Murieron tres jóvenes y dos policías resultaron heridos.",
        {
            ("jóvenes", "nsubj", "Murieron"),
            ("policías", "nsubj", "resultaron"),
            ("heridos", "xcomp", "resultaron"),
        },
        id="subject-behind",
    ),
    pytest.param(
        "Los agentes dispararon gases lacrimógenos y balas de goma contra los huelguistas.",
        {
            ("agentes", "nsubj", "dispararon"),
            ("gases", "obj", "dispararon"),
            ("balas", "conj", "gases"),
            ("huelguistas", "obl", "dispararon"),
        },
        id="two-means",
    ),
    pytest.param(
        "El ejército detuvo a 40 estudiantes, denunció la Defensoría del Pueblo.",
        {
            ("detuvo", "ccomp", "denunció"),
            ("Defensoría", "nsubj", "denunció"),
            ("ejército", "nsubj", "detuvo"),
            ("estudiantes", "obj", "detuvo"),
        },
        id="voice-behind",
    ),
    pytest.param(
        "El ministro dijo que los guardias golpearon a tres presos.",
        {
            ("ministro", "nsubj", "dijo"),
            ("golpearon", "ccomp", "dijo"),
            ("guardias", "nsubj", "golpearon"),
            ("presos", "obj", "golpearon"),
        },
        id="voice-before",
    ),
    pytest.param(
        "Los mineros que murieron en la protesta fueron enterrados el viernes.",
        {
            ("mineros", "nsubj:pass", "enterrados"),
            ("murieron", "acl:relcl", "mineros"),
            ("que", "nsubj", "murieron"),
        },
        id="relative",
    ),
    pytest.param(
        "Hubo doce heridos en la plaza.",
        {("heridos", "obj", "Hubo"), ("doce", "nummod", "heridos"), ("plaza", "obl", "Hubo")},
        id="there-were",
    ),
]


@pytest.mark.parametrize(("text", "expected"), EN)
def test_english_syntax(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= relations(load_pipeline("en")(text))


@pytest.mark.parametrize(("text", "expected"), ES)
def test_spanish_syntax(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected <= relations(load_pipeline("es")(text))


@pytest.mark.parametrize(
    ("language", "text", "verb", "lemma", "patient"),
    [
        pytest.param(
            "en",
            "SOLDIERS KILLED 12 PEASANTS IN PUERTO AURELIO.",
            "KILLED",
            "kill",
            "PEASANTS",
            id="en-capitals",
        ),
        pytest.param(
            "en", "soldiers killed 12 peasants in puerto aurelio", "killed", "kill", "peasants", id="en-lower"
        ),
        pytest.param(
            "en", "Police Arrest 40 Students in Puerto Aurelio", "Arrest", "arrest", "Students", id="en-title"
        ),
        pytest.param(
            "es", "LA POLICÍA DETUVO A 40 ESTUDIANTES.", "DETUVO", "detener", "ESTUDIANTES", id="es-capitals"
        ),
        pytest.param(
            "es",
            "LA POLICIA REPRIMIO A LOS MANIFESTANTES.",
            "REPRIMIO",
            "reprimir",
            "MANIFESTANTES",
            id="es-bare",
        ),
        pytest.param("es", "la policía mató a dos campesinos", "mató", "matar", "campesinos", id="es-lower"),
    ],
)
def test_other_letters_change_nothing(language: str, text: str, verb: str, lemma: str, patient: str) -> None:
    doc = load_pipeline(language)(text)
    assert word(doc, verb).pos_ == "VERB"
    assert word(doc, verb).lemma_ == lemma
    assert word(doc, verb).dep_ == "ROOT"
    assert (patient, "obj", verb) in relations(doc)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "en",
            "Rosa Mapuno, a lawyer, spoke in Chile.",
            {("Rosa Mapuno", "PER"), ("Chile", "LOC")},
            id="en",
        ),
        pytest.param(
            "es",
            "El presidente Luis Mapuno viajó a Chile.",
            {("Luis Mapuno", "PER"), ("Chile", "LOC")},
            id="es",
        ),
        pytest.param(
            "es", "Lo informó la Defensoría del Pueblo.", {("Defensoría del Pueblo", "ORG")}, id="es-org"
        ),
    ],
)
def test_names(language: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= names(load_pipeline(language)(text))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "en",
            "Three men were beaten and shot; others fled, and the dead were buried.",
            {"men": "man", "beaten": "beat", "shot": "shoot", "fled": "flee", "buried": "bury"},
            id="en",
        ),
        pytest.param(
            "es",
            "Murieron dos mujeres; la policía reprimió la marcha y no quiso liberarlas. Detuvieron a los dirigentes.",
            {
                "Murieron": "morir",
                "mujeres": "mujer",
                "reprimió": "reprimir",
                "liberarlas": "liberar",
                "Detuvieron": "detener",
                "dirigentes": "dirigente",
            },
            id="es",
        ),
    ],
)
def test_lemmas_in_context(language: str, text: str, expected: dict[str, str]) -> None:
    doc = load_pipeline(language)(text)
    assert {form: word(doc, form).lemma_ for form in expected} == expected


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Gen. Mapuno resigned on Jan. 9. Crowds cheered in the U.S. and abroad. Nobody was hurt.", 3),
        ("es", "El Sr. Mapuno renunció el 9 de enero. Hubo 1.500 detenidos. Nadie murió.", 3),
    ],
)
def test_sentences_end_where_they_end(language: str, text: str, sentences: int) -> None:
    assert len(list(load_pipeline(language)(text).sents)) == sentences


def test_ages_are_words_of_their_own() -> None:
    doc = load_pipeline("en")("A 17-year-old student was killed.")
    assert [token.text for token in doc][:6] == ["A", "17", "-", "year", "-", "old"]
    assert ("student", "nsubj:pass", "killed") in relations(doc)


@pytest.mark.parametrize("language", ["en", "es"])
def test_equal_text_gives_equal_trees_alone_or_in_a_batch(language: str) -> None:
    nlp = load_pipeline(language)
    texts = ["Three died.", "Tres murieron en la plaza.", "", "Police fired at the crowd, killing two."]
    alone = [[(t.text, t.lemma_, t.dep_, t.head.i) for t in nlp(text)] for text in texts]
    batch = [[(t.text, t.lemma_, t.dep_, t.head.i) for t in doc] for doc in nlp.pipe(texts, batch_size=4)]
    assert alone == batch
