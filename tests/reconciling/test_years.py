"""Days told without a year: taken from the other reports where one year alone fits, and said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reconciling.made import AURELIO, LEJANA, PAIS, claim, source
from testigo.model.claim import Claim
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place
from testigo.reconciling.reconcile import reconcile
from testigo.reconciling.years import month_and_day, with_years


def lacking(
    document: str, value: str = "XXXX-03-09", *, phrase: str = "9 March", place: Place | None = AURELIO
) -> Claim:
    """A claim of a report without a date, that tells month and day alone."""
    when = When(
        Unresolved("month and day without a year", value), phrase, evidence="its own clause or sentence"
    )
    return replace(claim(document, "4", place=place, on=None), when=when)


def year_of(told: Claim, *others: Claim, published: dict[str, str | None] | None = None) -> int | None:
    days = published or {}
    sources = {c.document: source(c.document, days.get(c.document)) for c in (told, *others)}
    found = with_years({c.id: c for c in (told, *others)}, sources)[told.id].when.interval
    return None if isinstance(found, Unresolved) else found.first.year


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("XXXX-03-09", "03-09"),
        ("XXXX-03-09TNI", "03-09"),
        ("XXXX-03-09T15:00", "03-09"),
        ("XXXX-02-27/XXXX-03-09", "03-09"),
        ("XXXX-03-09/", None),  # the beginning of a count whose end is not told
        ("XXXX-03", None),
        ("XXXX-WXX-5", None),
        ("XXXX-XX-XX", None),
        ("TMO", None),
        (None, None),
    ],
)
def test_only_a_month_with_a_day_can_take_a_year(value: str | None, expected: str | None) -> None:
    assert month_and_day(replace(claim("a"), when=When(Unresolved("?", value)))) == expected
    assert month_and_day(claim("a")) is None


def test_a_sister_report_of_the_same_day_and_place_gives_the_year() -> None:
    assert year_of(lacking("a"), claim("b", "5")) == 2031


def test_the_same_place_speaks_louder_than_the_same_country() -> None:
    elsewhere = [claim(d, "5", place=LEJANA, on="2029-03-09") for d in "cdefg"]
    assert year_of(lacking("a"), claim("b", "5"), *elsewhere) == 2031


def test_days_round_it_in_the_country_give_the_year_where_no_report_tells_the_day() -> None:
    assert year_of(lacking("a"), claim("b", "5", place=LEJANA, on="03-20")) == 2031
    assert year_of(lacking("a"), claim("b", "5", place=LEJANA, on="06-20")) is None
    published = {"b": "03-11"}
    assert year_of(lacking("a"), claim("b", "5", on=None), published=published) == 2031


def test_around_new_year_the_year_is_that_of_the_day() -> None:
    assert year_of(lacking("a", "XXXX-12-30"), claim("b", "5", on="2031-01-04")) == 2030
    assert year_of(lacking("a", "XXXX-01-02"), claim("b", "5", on="2030-12-28")) == 2031


def test_two_years_that_fit_alike_give_none() -> None:
    assert year_of(lacking("a"), claim("b", "5"), claim("c", "5", on="2029-03-09")) is None
    more = [claim(d, "5") for d in "def"]
    assert year_of(lacking("a"), claim("b", "5"), *more, claim("c", "5", on="2029-03-09")) == 2031


def test_a_weekday_told_with_the_day_must_be_that_of_the_year() -> None:
    # 9 March was a Sunday in 2031, a Friday in 2029.
    two = [claim("b", "5"), claim("c", "5", on="2029-03-09")]
    assert year_of(lacking("a", phrase="Friday 9 March"), *two) == 2029
    assert year_of(lacking("a", phrase="el domingo 9 de marzo"), *two) == 2031
    assert year_of(lacking("a", phrase="el martes 9 de marzo"), *two) is None


def test_another_country_or_none_says_nothing() -> None:
    abroad = replace(AURELIO, country="XB", geonameid=901)
    assert year_of(lacking("a"), claim("b", "5", place=abroad)) is None
    assert year_of(lacking("a", place=None), claim("b", "5")) is None
    assert (
        year_of(lacking("a", place=None), claim("a", "7", at=50, place=PAIS, on=None), claim("b", "5"))
        == 2031
    )


def test_the_29th_of_february_needs_a_leap_year() -> None:
    near = [claim("b", "5", on="2032-03-02"), claim("c", "5", on="2031-03-02")]
    assert year_of(lacking("a", "XXXX-02-29"), *near) == 2032


def test_the_incident_tells_where_its_year_is_from() -> None:
    abroad = claim("b", "5", place=LEJANA, on="03-11")
    found = reconcile([lacking("a"), abroad], [source("a", None), source("b", "03-12")]).incidents
    evidence = {i.documents: i.when.evidence for i in found}
    assert evidence == {("a",): "the year from 1 report of the days round it in XA", ("b",): ""}


def test_an_incident_that_another_report_dates_needs_no_evidence() -> None:
    (found,) = reconcile([lacking("a"), claim("b", "4")], [source("a", None), source("b", "03-10")]).incidents
    assert (found.documents, found.when.evidence) == (("a", "b"), "")


def test_a_stretch_takes_the_year_with_both_its_ends() -> None:
    told = lacking("a", "XXXX-02-27/XXXX-03-09", phrase="27 February")
    found = with_years({told.id: told, "b": claim("b", "5")}, {})[told.id].when.interval
    assert found == Interval(date(2031, 2, 27), date(2031, 3, 9), Granularity.RANGE)
    over = lacking("a", "XXXX-12-30/XXXX-01-02", phrase="30 December")
    found = with_years({over.id: over, "b": claim("b", "5", on="2031-01-02")}, {})[over.id].when.interval
    assert found == Interval(date(2030, 12, 30), date(2031, 1, 2), Granularity.RANGE)


def test_a_weekday_is_the_one_other_day_of_its_report_if_the_year_makes_it_so() -> None:
    # 9 March 2031 was a Sunday.
    def weekday(number: int, *others: str) -> Claim:
        told = lacking("a", f"XXXX-WXX-{number}", phrase="that weekday")
        return replace(told, when=replace(told.when, alternatives=others))

    sister = claim("b", "5")
    assert year_of(weekday(7, "XXXX-03-09 9 March"), sister) == 2031
    assert year_of(weekday(6, "XXXX-03-09 9 March"), sister) is None
    assert year_of(weekday(7, "XXXX-03-09 9 March", "XXXX-03-16 16 March"), sister) is None
    assert year_of(weekday(7), sister) is None
