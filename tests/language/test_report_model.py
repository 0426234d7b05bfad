"""The report model: its table, its features, and invented sentences where it reads what the rules do not."""

from __future__ import annotations

from functools import cache

import pytest

from testigo.errors import LexiconError
from testigo.language import report_model as module
from testigo.language.quotation import find_quotations
from testigo.language.report_features import near_features, own_features, unit_features, units, word
from testigo.language.report_model import ReportModel, frame, may_cue, report_model, speaker_by_rule
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage, Sentence
from testigo.model.text import Part


@cache
def passage(text: str) -> Passage:
    return SpacyParser("en").parse([(Part.BODY, text)])[0]


def sentence(text: str) -> Sentence:
    return passage(text).sentences[0]


def at(found: Sentence, form: str) -> int:
    return next(t.i for t in found.tokens if t.text == form)


def test_spanish_has_no_model_and_english_one() -> None:
    assert report_model("es") is None
    model = report_model("en")
    assert model is not None
    assert ("say", "VERB") in model.words


def test_words_of_names_are_no_features() -> None:
    found = sentence("Ana Ruiz told Puerto Aurelio that three people had died.")
    i = at(found, "told")
    rows = [*own_features(found, i, "en"), *near_features(found, i, False, "en")]
    rows += [f for _, features in unit_features(found, i, None, "en") for f in features]
    assert not any("ruiz" in row.lower() or "aurelio" in row.lower() for row in rows)
    assert word(found.tokens[at(found, "Ruiz")])[0] == "*"
    assert word(found.tokens[at(found, "three")]) == "#"


def test_weights_add_up() -> None:
    found = sentence("The mayor said that two people had died.")
    cues = {"bias": -1.0, "l=say": 0.5, "lp=say.VERB": 2.0, "1=that": 0.25, "l=think": 9.0}
    model = ReportModel(frozenset(), cues, {"bias": (-1.0, 1.0), "a": (0.5, -3.0)})
    assert model.cue(found, at(found, "said"), False, "en") == pytest.approx(1.75)
    assert model.cue(found, at(found, "mayor"), False, "en") == pytest.approx(-1.0)
    assert model.part(["a", "unknown"]) == pytest.approx((-0.5, -2.0))


def test_parts_lie_round_the_cue() -> None:
    found = sentence("The mayor said that two people had died.")
    paths = {unit.path: unit for unit in units(found, at(found, "said"))}
    assert found.tokens[paths["c<nsubj"].head].text == "mayor"
    assert at(found, "died") in paths["c>ccomp"].tokens(found, at(found, "said"))


def test_a_cue_frames_its_matter_and_source() -> None:
    model = report_model("en")
    assert model is not None
    found = sentence("The mayor said that two people had died.")
    runs, source = frame(found, at(found, "said"), model, "en")
    assert [found.tokens[k].text for k in source] == ["The", "mayor"]
    assert {"two", "died"} <= {found.tokens[k].text for run in runs for k in run}
    assert speaker_by_rule(found, at(found, "said"), "en") == at(found, "mayor")


def test_only_known_words_are_asked() -> None:
    model = report_model("en")
    assert model is not None
    found = sentence("The mayor said on Monday that two people had died.")
    assert may_cue(found.tokens[at(found, "said")], model)
    assert not may_cue(found.tokens[at(found, "two")], model)
    assert not may_cue(found.tokens[at(found, "The")], model)


# (text, cue, source, words of the matter)
STANDS = [
    ("The senator strongly supports the new strike law.", "supports", "senator", "strike law"),
    ("The miners oppose the closure of the Lares pit.", "oppose", "miners", "closure"),
    ("The bishop hopes that the march will stay calm.", "hopes", "bishop", "march will stay calm"),
    ("The minister criticized the delay, saying it had cost lives.", "saying", "minister", "cost lives"),
    ("The union wants the government to pay the widows.", "wants", "union", "pay the widows"),
    ("The governor dismissed the idea that soldiers had fired.", "dismissed", "governor", "soldiers had fired"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "source", "matter"), STANDS)
def test_stands_are_read(text: str, cue: str, source: str, matter: str) -> None:
    found = [q for q in find_quotations(passage(text), "en") if cue in q.cue.of(text)]
    assert found
    assert found[0].source is not None
    assert source in found[0].source.of(text)
    assert any(matter in q.content.of(text) for q in found)


@pytest.mark.parametrize("line", ["word\tsay", "cue\tl=say", "part\tu=c>obj\t1.0", "weight\tl=say\t1.0"])
def test_a_broken_table_is_named(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Table:
        name = "report_weights_xx.tsv"

        def joinpath(self, _: str) -> Table:
            return self

        def is_file(self) -> bool:
            return True

        def read_text(self, encoding: str) -> str:
            return "cue\tl=tell\t0.5\n" + line

    monkeypatch.setattr(module.resources, "files", lambda _: Table())
    with pytest.raises(LexiconError, match=r"report_weights_xx\.tsv, line 2"):
        report_model.__wrapped__("xx")
