"""Sites lie in the town that the text puts them in."""

from __future__ import annotations

import pytest

from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Span
from testigo.resolving.sites import site_in, site_kind, town_for

TOWN = Place("Puerto Aurelio", "PE", -13.1, -72.1, PlacePrecision.TOWN, 6.0, "San Telmo", 3, 0.9, ("a test",))
COUNTRY = Place("Peru", "PE", -10.0, -76.0, PlacePrecision.COUNTRY, 640.0, None, 1, 0.9, ("a test",))


@pytest.mark.parametrize(
    ("name", "before", "after", "language", "kind"),
    [
        ("Las Lomas", "en el barrio de ", "", "es", "quarter"),
        ("Las Lomas", "en la calle ", "", "es", "street"),
        ("Santa Rosa", "en la Universidad Nacional de ", "", "es", "site"),
        ("Puente Rojo", "en ", "", "es", ""),
        ("puente Rojo", "en el ", "", "es", "site"),
        ("Sandhill", "in the ", " neighbourhood on Monday", "en", "quarter"),
        ("Sandhill University", "at ", "", "en", "site"),
        ("Sandhill", "in ", " on Monday", "en", ""),
    ],
)
def test_the_word_beside_a_name_tells_its_kind(
    name: str, before: str, after: str, language: str, kind: str
) -> None:
    expected = kind or ("site" if "puente" in name.lower() else "")
    assert site_kind(name, before, after, language) == expected


def _named(text: str, name: str, place: Place | Unresolved) -> Toponym:
    start = text.index(name)
    return Toponym(Span(start, start + len(name)), name, place)


def test_the_town_that_follows() -> None:
    text = "In Ayo they met. At Sandhill Bridge in Puerto Aurelio police fired."
    other = Place("Ayo", "PE", -15.0, -72.0, PlacePrecision.TOWN, 2.0)
    row = [
        _named(text, "Ayo", other),
        _named(text, "Sandhill", Unresolved("unknown")),
        _named(text, "Puerto Aurelio", TOWN),
    ]
    found = town_for(1, row, text)
    assert found is not None
    assert found.name == "Puerto Aurelio"


def test_the_town_before() -> None:
    text = "Puerto Aurelio was calm. Police fired at Sandhill Bridge. Peru waits."
    row = [
        _named(text, "Puerto Aurelio", TOWN),
        _named(text, "Sandhill", Unresolved("unknown")),
        _named(text, "Peru", COUNTRY),
    ]
    found = town_for(1, row, text, kind="site")
    assert found is not None
    assert found.name == "Puerto Aurelio"
    assert town_for(1, row, text) is None, "a bare name may be a town of its own"


def test_of_two_towns_neither_is_guessed() -> None:
    other = Place("Ayo", "PE", -15.0, -72.0, PlacePrecision.TOWN, 2.0)
    text = "One died in Puerto Aurelio and two in Ayo. Police fired at Sandhill Bridge."
    row = [
        _named(text, "Puerto Aurelio", TOWN),
        _named(text, "Ayo", other),
        _named(text, "Sandhill", Unresolved("unknown")),
    ]
    assert town_for(2, row, text, kind="site") is None


def test_a_dateline_is_no_town_of_a_river() -> None:
    text = "PUERTO AURELIO, March 6 - Four drowned in the Sandhill."
    row = [_named(text, "PUERTO AURELIO", TOWN), _named(text, "Sandhill", Unresolved("unknown"))]
    assert town_for(1, row, text, dateline_stop=24) is None


def test_a_country_is_no_town() -> None:
    text = "Police fired at Sandhill Bridge. Peru waits."
    assert (
        town_for(0, [_named(text, "Sandhill", Unresolved("unknown")), _named(text, "Peru", COUNTRY)], text)
        is None
    )


def test_a_site_keeps_its_name_and_takes_the_towns_point() -> None:
    site = site_in("Puente Rojo", "site", TOWN)
    assert (site.name, site.lat, site.lon, site.precision, site.geonameid) == (
        "Puente Rojo",
        TOWN.lat,
        TOWN.lon,
        PlacePrecision.SITE,
        None,
    )
    assert site.radius_km >= TOWN.radius_km
    assert site.confidence < TOWN.confidence
    assert "Puerto Aurelio" in site.evidence[0]
    assert site_in("Las Lomas", "quarter", TOWN).precision is PlacePrecision.DISTRICT
