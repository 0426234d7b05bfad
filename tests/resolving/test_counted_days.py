"""Days counted from another one, days of what courts judge, and places told with the clashes that killed."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.api import read
from testigo.model.moment import Interval
from testigo.model.place import Place

DAY = "2023-07-13"  # a Thursday


def last_day(text: str, language: str) -> date | None:
    """The day of the last figure, None where it has none or several."""
    interval = [c for c in read(text, published=DAY, language=language) if c.figure][-1].when.interval
    return interval.first if isinstance(interval, Interval) and interval.days == 1 else None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Rescuers searched the rubble on Wednesday, a day after a blast killed 100 people.", "en", 11),
        ("Three were shot dead on Monday, two days after a blast in Aldora killed nine.", "en", 8),
        ("Mourners gathered on Sunday, a day after the death of four miners in Aldora.", "en", 8),
        ("Three protesters died on Monday, two days after the election.", "en", 10),
        ("Two days after the attack, three people died on Monday in Aldora.", "en", 10),
        ("The strike began on Monday, a day before two miners were killed.", "en", 11),
        ("El lunes hubo una marcha, tres días después de que la policía matara a dos estudiantes.", "es", 7),
        ("El domingo, un día antes de que murieran cuatro mineros, hubo una huelga.", "es", 10),
    ],
)
def test_days_are_counted_from_the_day_told_before(text: str, language: str, day: int) -> None:
    assert last_day(text, language) == date(2023, 7, day)


def test_a_day_with_its_year_behind_the_deed_is_no_day_of_the_court() -> None:
    text = "A court on Wednesday sentenced three policemen to life for the killing of four protesters in Aldora on May 9, 2022."
    assert last_day(text, "en") == date(2022, 5, 9)
    text = "Un tribunal condenó el miércoles a tres policías por la muerte de cuatro manifestantes el 9 de mayo de 2022."
    assert last_day(text, "es") == date(2022, 5, 9)


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("Four people were killed in Baghdad and 12 died in clashes in Najaf.", "en", "Najaf"),
        ("Cuatro personas murieron en Lima y 12 fallecieron en choques en Juliaca.", "es", "Juliaca"),
        ("Dos jóvenes murieron en Puerto Maldonado.", "es", "Puerto Maldonado"),
        ("Hubo 12 muertos en el asalto a la cárcel de Puerto Príncipe.", "es", "Port-au-Prince"),
    ],
)
def test_where_they_died(text: str, language: str, place: str) -> None:
    claim = [c for c in read(text, published=DAY, language=language) if c.figure][-1]
    assert isinstance(claim.where.place, Place)
    assert claim.where.place.name == place


def test_the_day_of_a_count_is_not_the_day_of_the_dead_beside_it() -> None:
    text = (
        "Deadly riots in three prisons of Ecuador on Tuesday were blamed on gangs. "
        "Officials said that 62 inmates had died, but the agency raised the toll on Wednesday to 79."
    )
    assert last_day(text, "en") == date(2023, 7, 11)
