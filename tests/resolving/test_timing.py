"""Which expression dates a statement: sentences with the trigger in square brackets, parsed by hand into a flat tree."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.claim import Factuality, Kind, Scope, Stance, Statement
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.text import Document, Part, Span
from testigo.resolving.moments import value_timexes
from testigo.resolving.timing import time_statement

TUESDAY = date(2023, 1, 24)
_WORD = re.compile(r"\w+|[^\w\s]")
_SAID = {
    "said": "say",
    "informó": "informar",
    "dijo": "decir",
    "died": "die",
    "murieron": "morir",
    "killed": "kill",
    "confirmed": "confirm",
    "confirmó": "confirmar",
}


def flat(text: str, part: Part, heads: dict[str, str] | None = None) -> Passage:
    """Sentences end at a full stop or a line; every word hangs on the first of its sentence, but for `heads`: word -> its head."""
    sentences: list[Sentence] = []
    paragraphs: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        paragraphs.append(Span(*line.span()))
        for found in re.finditer(r"[^.\s][^.]*\.?", line[0]):
            start = line.start() + found.start()
            words = list(_WORD.finditer(found[0].rstrip()))
            lower = [w[0].lower() for w in words]
            tokens = []
            for i, word in enumerate(words):
                head = lower.index(heads[lower[i]]) if heads and heads.get(lower[i]) in lower else 0
                lemma = _SAID.get(lower[i], lower[i])
                pos = "VERB" if lower[i] in _SAID else "NOUN"
                tokens.append(
                    Token(
                        i,
                        start + word.start(),
                        start + word.end(),
                        word[0],
                        lower[i],
                        lemma,
                        pos,
                        "dep",
                        head,
                        "",
                        "",
                    )
                )
            sentences.append(
                Sentence(
                    len(sentences), len(paragraphs) - 1, Span(tokens[0].start, tokens[-1].stop), tuple(tokens)
                )
            )
    return Passage(part, text, tuple(sentences), tuple(paragraphs))


def time_of(
    marked: str,
    *,
    language: str = "en",
    scope: Scope = Scope.INCIDENT,
    published: date | None = TUESDAY,
    part: Part = Part.BODY,
    body: str = "",
    heads: dict[str, str] | None = None,
    stance: Stance | None = None,
) -> When:
    text = marked.replace("[", "").replace("]", "")
    trigger = Span(marked.index("["), marked.index("]") - 1)
    document = Document(
        "d",
        body if part is Part.TITLE else text,
        text if part is Part.TITLE else None,
        published,
        "given",
        language=language,
    )
    passage = flat(text, part, heads)
    passage = replace(passage, timexes=value_timexes(passage, language, published))
    sentence = passage.sentence_at(trigger.start)
    assert sentence is not None
    statement = Statement(part, sentence.span, trigger, Kind.KILLING, scope=scope, stance=stance or Stance())
    when = time_statement(statement, passage, document, language)
    if when.span is not None and when.part is part:
        assert when.span.of(text) == when.phrase
    return when


def day(month: int, number: int, year: int = 2023) -> Interval:
    return Interval(date(year, month, number), date(year, month, number))


EVENTS = [
    ("en", "Police [killed] two people on Saturday in San Telmo.", day(1, 21)),
    ("en", "On January 9, as police fired, 19 people [died] in San Telmo.", day(1, 9)),
    ("en", "They met last Thursday. At least one man [died] that day in Puerto Aurelio.", day(1, 19)),
    ("en", "Clashes broke out on Friday. Two people [died].", day(1, 20)),
    ("en", "A man was shot on Sunday. Another [died] on Monday.", day(1, 23)),
    ("en", "Protests went into a fifth day on Monday and three people [died].", day(1, 23)),
    ("en", "The march of February 3, 2020 was recalled.\nOn Saturday a student [died].", day(1, 21)),
    ("es", "La policía mató a dos personas el sábado; otra [murió] el lunes.", day(1, 23)),
    ("es", "El 9 de enero hubo una marcha. Ese mismo día [murieron] 17.", day(1, 9)),
    ("es", "Dos jóvenes [murieron] hoy en San Telmo.", day(1, 24)),
    (
        "es",
        "Tres personas [murieron] entre el viernes y el domingo.",
        Interval(date(2023, 1, 20), date(2023, 1, 22), Granularity.RANGE),
    ),
    ("en", "May 1, 2021: a man is shot.\nMay 2, 2021: a woman is [killed] in San Telmo.", day(5, 2, 2021)),
]


@pytest.mark.parametrize(("language", "marked", "interval"), EVENTS, ids=[m[:45] for _, m, _ in EVENTS])
def test_events(language: str, marked: str, interval: Interval) -> None:
    assert time_of(marked, language=language).interval == interval


def test_the_day_of_telling_does_not_govern() -> None:
    heads = {"monday": "said", "saturday": "died"}
    when = time_of("Two people [died] on Saturday, police said on Monday.", heads=heads)
    assert when.interval == day(1, 21)


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("en", "The army confirmed today the [death] of a man in the town on Sunday.", day(1, 22)),
        ("en", "The army today confirmed the [death] of a man in the town on Sunday.", day(1, 22)),
        ("es", "El ejército confirmó hoy la [muerte] de un hombre en el pueblo el domingo.", day(1, 22)),
        ("en", "Two men were [killed] today.", day(1, 24)),
    ],
)
def test_a_day_beside_a_verb_of_telling_dates_the_telling(
    language: str, marked: str, expected: Interval
) -> None:
    assert time_of(marked, language=language).interval == expected


def test_the_day_of_a_named_attack_is_not_that_of_the_next_sentence() -> None:
    when = time_of("Police sought the planner of Saturday's attack in San Telmo, today. Two men [died].")
    assert when.interval == day(1, 24)


def test_what_a_report_opens_with_is_counted_from_its_dateline() -> None:
    head = "Release 31.\nJoint command.\nFor the press.\nDownload.\n"
    when = time_of(f"{head}PUERTO AURELIO (AP) - A man was [killed].")
    assert when.interval == Interval(date(2023, 1, 23), TUESDAY, Granularity.RANGE)


def test_the_day_of_the_page_dates_nothing_told_on_it() -> None:
    when = time_of("Posted: Monday, January 16, 2023.\nA boy was [killed] in San Telmo.")
    assert when.interval == Interval(date(2023, 1, 23), TUESDAY, Granularity.RANGE)


def test_what_began_today_dates_what_follows_it() -> None:
    when = time_of("Desde la tarde de este martes hay disturbios. Tres [murieron].", language="es")
    assert when.interval == day(1, 24)


def test_cumulative_runs_from_its_beginning_to_the_day_of_counting() -> None:
    when = time_of("At least 56 people have [died] since December 7.", scope=Scope.CUMULATIVE)
    assert when.interval == Interval(date(2022, 12, 7), TUESDAY, Granularity.RANGE)
    assert when.phrase == "December 7"
    assert "publication" in when.evidence


def test_cumulative_to_a_stated_day() -> None:
    when = time_of(
        "Desde el 7 de diciembre hasta el 20 de enero [murieron] 54 personas.",
        language="es",
        scope=Scope.CUMULATIVE,
    )
    assert when.interval == Interval(date(2022, 12, 7), date(2023, 1, 20), Granularity.RANGE)


def test_cumulative_of_so_many_days() -> None:
    when = time_of(
        "Los bombardeos [mataron] a 500 civiles en siete días.", language="es", scope=Scope.CUMULATIVE
    )
    assert when.interval == Interval(date(2023, 1, 18), TUESDAY, Granularity.RANGE)
    when = time_of("The past two weeks 30 people have [died].", scope=Scope.CUMULATIVE)
    assert when.interval == Interval(date(2023, 1, 10), TUESDAY, Granularity.RANGE)


def test_cumulative_without_a_beginning_says_so() -> None:
    when = time_of("At least 56 people have [died] so far.", scope=Scope.CUMULATIVE)
    assert when.interval == Interval(TUESDAY, TUESDAY)
    assert when.evidence == "the day of publication; the beginning is not told"


@pytest.mark.parametrize(
    ("language", "marked", "first"),
    [
        # the fifth day of a march in another sentence begins no count of the dead
        ("en", "The march went into a fifth day on Monday. There have been 56 [killed].", TUESDAY),
        ("es", "La marcha llegó a su quinto día el lunes. Han [muerto] 56 personas.", TUESDAY),
        ("en", "Two fell last Thursday. Several more have been [killed] since.", date(2023, 1, 19)),
        ("es", "Dos cayeron el jueves. Desde entonces han [muerto] varios más.", date(2023, 1, 19)),
        # a beginning told without a day leaves the start open
        ("en", "In the past ten days 30 fell. Some 900 were [killed] since the start of the war.", TUESDAY),
        (
            "es",
            "En los últimos diez días cayeron 30. Unos 900 [murieron] desde el inicio de la guerra.",
            TUESDAY,
        ),
    ],
)
def test_a_total_begins_by_its_own_words(language: str, marked: str, first: date) -> None:
    when = time_of(marked, language=language, scope=Scope.CUMULATIVE)
    assert isinstance(when.interval, Interval)
    assert (when.interval.first, when.interval.last) == (first, TUESDAY)


def test_nothing_is_dated_by_silence() -> None:
    filler = " ".join(f"The valley has {n} wells." for n in ("two", "three", "four", "five", "six"))
    when = time_of(f"{filler} A man was [killed].", published=TUESDAY)
    assert when.interval == Unresolved("no time expression governs it")


def test_news_without_a_day_is_bounded_and_says_why() -> None:
    when = time_of("A man was [killed] in San Telmo.")
    assert when.interval == Interval(date(2023, 1, 23), TUESDAY, Granularity.RANGE)
    assert "no words date it" in when.evidence


UNDATED = [
    ("Two people [died] on Monday.", Scope.INCIDENT, "weekday without a publication date", "XXXX-WXX-1"),
    (
        "Nineteen [died] on January 9.",
        Scope.INCIDENT,
        "month and day without a year, and no publication date",
        "XXXX-01-09",
    ),
    ("A man was [killed].", Scope.INCIDENT, "no time expression governs it", None),
    (
        "At least 56 have [died].",
        Scope.CUMULATIVE,
        "the day of counting is not told and the report has no publication date",
        None,
    ),
]


@pytest.mark.parametrize(("marked", "scope", "reason", "value"), UNDATED, ids=[m for m, *_ in UNDATED])
def test_without_a_publication_date(marked: str, scope: Scope, reason: str, value: str | None) -> None:
    assert time_of(marked, scope=scope, published=None).interval == Unresolved(reason, value)


def test_a_stretch_without_its_year_keeps_both_ends_and_an_open_one_says_so() -> None:
    when = time_of(
        "Between April 28 and May 12 the group counted 39 [killed].", scope=Scope.CUMULATIVE, published=None
    )
    assert isinstance(when.interval, Unresolved)
    assert when.interval.value == "XXXX-04-28/XXXX-05-12"
    when = time_of(
        "Siete han [muerto] desde el 28 de abril.", language="es", scope=Scope.CUMULATIVE, published=None
    )
    assert isinstance(when.interval, Unresolved)
    assert when.interval.value == "XXXX-04-28/"


def test_a_stated_day_needs_no_publication_date() -> None:
    assert time_of("Nineteen [died] on January 9, 2023.", published=None).interval == day(1, 9)


def test_the_only_year_of_the_text_is_evidence_and_is_named() -> None:
    when = time_of("The strike began on April 28, 2021.\nOn May 3 two [died].", published=None)
    assert when.interval == day(5, 3, 2021)
    assert "the only one that the text tells" in when.evidence
    when = time_of(
        "The strike of April 28, 2021 and that of June 4, 2019.\nOn May 3 two [died].", published=None
    )
    assert when.interval == Unresolved("month and day without a year, and no publication date", "XXXX-05-03")


def test_a_reign_or_a_record_begins_no_count() -> None:
    when = time_of("He has ruled since 1984. At least 56 have [died].", scope=Scope.CUMULATIVE)
    assert when.interval == Interval(TUESDAY, TUESDAY)
    when = time_of("It was the worst week since 2015, with 56 [dead].", scope=Scope.CUMULATIVE)
    assert isinstance(when.interval, Interval)
    assert when.interval.first > date(2022, 1, 1)


def test_a_dateline_dates_no_event() -> None:
    when = time_of("PUERTO AURELIO, January 22 (AP) — Two people were [killed].")
    assert when.interval == Interval(date(2023, 1, 23), TUESDAY, Granularity.RANGE)


def test_a_title_takes_the_day_of_its_body() -> None:
    when = time_of(
        "Two [killed] in San Telmo", part=Part.TITLE, body="Two people were killed on Saturday in San Telmo."
    )
    assert when.interval == day(1, 21)
    assert when.part is Part.BODY
    assert when.phrase == "Saturday"


def test_the_other_days_are_kept() -> None:
    when = time_of("They met on Friday. Two people [died] on Saturday.")
    assert when.phrase == "Saturday"
    assert when.alternatives == ("2023-01-20 Friday",)


def test_a_planned_march_is_ahead() -> None:
    planned = Stance(factuality=Factuality.PLANNED)
    when = time_of("Unions will [march] on Thursday.", stance=planned)
    assert when.interval == day(1, 26)


def test_the_past_is_not_dated_by_the_present() -> None:
    when = time_of(
        "The memorial opened on Saturday.\nLong before, a student was [killed] there.",
        scope=Scope.BACKGROUND,
        published=None,
    )
    assert isinstance(when.interval, Unresolved)


PIECES = [
    "on",
    "Monday",
    "two",
    "[died]",
    ".",
    "since",
    "January",
    "9",
    "last",
    "week",
    "the",
    "fifth",
    "day",
    "hasta",
    "el",
    "lunes",
    "ayer",
    "murieron",
    "desde",
    "2020",
    "in",
    "5",
    "days",
    ",",
    ":",
    "\n",
]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.sampled_from([p for p in PIECES if "[" not in p]), max_size=14),
    st.lists(st.sampled_from([p for p in PIECES if "[" not in p]), max_size=14),
    st.sampled_from(list(Scope)),
    st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2050, 1, 1))),
    st.sampled_from(["en", "es"]),
)
def test_laws(
    before: list[str], after: list[str], scope: Scope, published: date | None, language: str
) -> None:
    when = time_of(" ".join([*before, "[died]", *after]), scope=scope, published=published, language=language)
    if isinstance(when.interval, Interval):
        assert when.interval.first <= when.interval.last
        assert when.evidence
    else:
        assert when.interval.reason
