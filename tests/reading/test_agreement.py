"""Parts lean on their whole, a headline on the body; nothing else leans."""

from __future__ import annotations

from dataclasses import replace

from testigo.model.claim import Kind, Scope, Statement
from testigo.model.text import Part, Span
from testigo.model.toll import Bounds, Figure, Measure
from testigo.reading.agreement import leans_on

KILLED = Measure.KILLED


def statement(
    at: int,
    low: int,
    *,
    part: Part = Part.BODY,
    sentence: int = 0,
    subset: bool = False,
    measure: Measure = KILLED,
) -> Statement:
    figure = Figure(measure, Bounds(low, low), str(low), Span(at, at + 2), is_subset=subset)
    return Statement(part, Span(sentence * 100, sentence * 100 + 90), Span(at, at + 2), Kind.KILLING, figure)


def test_parts_lean_on_the_whole_of_their_sentence() -> None:
    rows = [statement(0, 28), statement(10, 22, subset=True), statement(20, 6, subset=True)]
    assert leans_on(rows) == {1: 0, 2: 0}


def test_a_part_of_another_sentence_or_measure_leans_on_nothing() -> None:
    rows = [
        statement(0, 28),
        statement(110, 22, sentence=1, subset=True),
        statement(120, 3, sentence=1, subset=True, measure=Measure.INJURED),
    ]
    assert leans_on(rows) == {}


def test_a_part_is_no_larger_than_its_whole() -> None:
    assert leans_on([statement(0, 5), statement(10, 22, subset=True)]) == {}


def test_a_headline_leans_on_the_body() -> None:
    title = statement(0, 17, part=Part.TITLE)
    part = statement(5, 2, part=Part.TITLE, subset=True)
    assert leans_on([title, part, statement(3, 12), statement(40, 17)]) == {0: 3, 1: 3}


def test_a_headline_with_a_number_of_its_own_stands_alone() -> None:
    assert leans_on([statement(0, 20, part=Part.TITLE), statement(3, 12)]) == {}


def test_an_act_without_a_figure_leans_on_nothing() -> None:
    act = Statement(Part.TITLE, Span(0, 10), Span(0, 4), Kind.RIOT)
    assert leans_on([act, statement(3, 12)]) == {}


def test_another_count_leans_on_the_count_before() -> None:
    rows = [statement(0, 56), statement(110, 62, sentence=1)]
    first = Statement(Part.BODY, Span(0, 97), Span(0, 2), Kind.KILLING, rows[0].figure)
    quotes = ["There have been 56 deaths.", "Other reports put the number at 62."]
    assert leans_on([first, rows[1]], quotes) == {1: 0}
    assert leans_on([first, rows[1]], [quotes[0], "In San Telmo 62 died."]) == {}
    assert leans_on([first, rows[1]], [quotes[0], "Otras fuentes hablan de 62 muertos."]) == {1: 0}


def test_an_act_beside_a_running_total_goes_on_over_its_stretch() -> None:
    total = replace(statement(0, 3), scope=Scope.CUMULATIVE)
    act = Statement(Part.BODY, Span(0, 90), Span(40, 44), Kind.USE_OF_FORCE)
    assert leans_on([total, act]) == {1: 0}
    assert leans_on([statement(0, 3), act]) == {}
