"""Linear models over hashed features, worked out by hand; the shipped ones on invented sentences."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from testigo.errors import ReadingError
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.text import Part, Span
from testigo.reading.recognisers import (
    POLICE_LABELS,
    LinearModel,
    conflict_score,
    event_type,
    load_model,
    police_acts,
    protest_score,
    relation_code,
)

BITS = 16


def bucket(feature: str) -> int:
    return zlib.crc32(feature.encode()) & ((1 << BITS) - 1)


def model(families: tuple[str, ...] = ()) -> LinearModel:
    """Two features: a weighs 2 for yes and -1 for no, b 1 and 0; a is twice as rare."""
    rows = sorted([(bucket("a"), (2.0, -1.0), 2.0), (bucket("b"), (1.0, 0.0), 1.0)])
    return LinearModel(
        ("yes", "no"),
        BITS,
        np.array([row[0] for row in rows], dtype=np.uint32),
        np.array([row[1] for row in rows], dtype=np.float32),
        np.array([row[2] for row in rows], dtype=np.float32),
        2.0,
        np.array([-0.5, 0.25], dtype=np.float32),
        families,
    )


def test_scores_by_hand() -> None:
    # one feature: its vector has length one whatever its spread
    assert model().scores(["a"]) == pytest.approx({"yes": 1.5, "no": -0.75})
    # spreads 2 and 1: length √5
    both = model().scores(["a", "b", "a"])
    assert both == pytest.approx({"yes": 5 / 5**0.5 - 0.5, "no": -2 / 5**0.5 + 0.25})


def test_an_unknown_feature_only_dilutes() -> None:
    assert model().scores(["a", "never seen"]) == pytest.approx(
        {"yes": 2 * 2 / 8**0.5 - 0.5, "no": -2 / 8**0.5 + 0.25}
    )


def test_no_feature_leaves_the_bias() -> None:
    assert model().scores([]) == pytest.approx({"yes": -0.5, "no": 0.25})


def test_families_are_all_that_is_looked_at() -> None:
    assert model(("b",)).scores(["a", "b"]) == model().scores(["b"])


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(ReadingError, match=r"training/recognisers\.py"):
        load_model("no_such_model")


@pytest.fixture(scope="module")
def parsers() -> dict[str, SpacyParser]:
    return {language: SpacyParser(language) for language in ("en", "es")}


def parse(parsers: dict[str, SpacyParser], text: str, language: str = "en") -> Passage:
    return parsers[language].parse([(Part.BODY, text)])[0]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Police shot dead two men in Puerto Aurelio on Friday.", "KILL"),
        ("Police arrested 30 people in Puerto Aurelio on Friday.", "ARREST"),
        ("Police fired tear gas and lathicharged the crowd in Puerto Aurelio.", "FORCE"),
    ],
)
def test_police_sentences(parsers: dict[str, SpacyParser], text: str, label: str) -> None:
    (scored,) = police_acts(parse(parsers, text))
    assert set(scored) == set(POLICE_LABELS)
    assert scored[label] > 0


def test_a_sentence_without_police(parsers: dict[str, SpacyParser]) -> None:
    (scored,) = police_acts(parse(parsers, "The mayor opened a school in Puerto Aurelio on Friday."))
    assert max(scored.values()) < 0


def test_reports_of_protest_score_above_others(parsers: dict[str, SpacyParser]) -> None:
    protest = parse(
        parsers, "Thousands of teachers marched through Puerto Aurelio on Monday to demand higher wages."
    )
    market = parse(parsers, "The central bank of Puerto Aurelio left its interest rate unchanged on Monday.")
    assert protest_score([protest]) > protest_score([market])
    conflict = parse(
        parsers, "Los docentes cortaron la ruta y marcharon en reclamo de aumentos salariales.", "es"
    )
    weather = parse(parsers, "El pronóstico anuncia sol y buena temperatura para el fin de semana.", "es")
    assert conflict_score([conflict]) > conflict_score([weather])


def test_codes_come_from_their_lists(parsers: dict[str, SpacyParser]) -> None:
    passage = parse(parsers, "The minister of Costa Brava condemned the government of Monte Alto.")
    text = passage.text
    target = text.index("the government")
    assert relation_code(passage, Span(0, 27), Span(target, len(text) - 1)) == "ACCUSE"
    assert event_type([passage]) in load_model("event_type_en").labels
