"""Place names found and resolved, in both languages, with and without a parse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testigo.model.analysis import Passage
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Document, Part, Span
from testigo.resolving.candidates import holds
from testigo.resolving.gazetteer import COUNTRY, REGION, Gazetteer
from testigo.resolving.outlets import address_places, country_of, domain_of, outlet_places
from testigo.resolving.sighting import case_of
from testigo.resolving.spotting import spot
from testigo.resolving.toponyms import find_toponyms, mention_of, names_within, resolve_spans
from testigo.resolving.word_tables import weights, words_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def places(
    text: str, language: str, gazetteer: Gazetteer, *, url: str | None = None, outlet: str | None = None
) -> dict[str, Toponym]:
    document = Document("d", text, url=url, outlet=outlet, language=language)
    (found,) = find_toponyms((Passage(Part.BODY, text, ()),), document, language, gazetteer)
    return {t.span.of(text): t for t in found}


def place(text: str, name: str, language: str, gazetteer: Gazetteer, **more: str) -> Place:
    found = places(text, language, gazetteer, **more)[name].place
    assert isinstance(found, Place), found
    return found


def test_the_region_that_follows_decides(gazetteer: Gazetteer) -> None:
    texas = place("The march reached Paris, Texas, on Monday.", "Paris", "en", gazetteer)
    france = place("The march reached Paris, France, on Monday.", "Paris", "en", gazetteer)
    assert (texas.country, texas.admin1, texas.precision) == ("US", "Texas", PlacePrecision.TOWN)
    assert "the text names what it lies in" in texas.evidence
    assert france.country == "FR"


def test_the_other_names_of_the_report_decide(gazetteer: Gazetteer) -> None:
    spain = place("Se marchó en Madrid, en Sevilla, en Valencia y en Córdoba.", "Córdoba", "es", gazetteer)
    argentina = place(
        "Se marchó en Buenos Aires, en Rosario, en Mendoza y en Córdoba, según medios de Argentina.",
        "Córdoba",
        "es",
        gazetteer,
    )
    assert spain.country == "ES"
    assert argentina.country == "AR"


def test_the_outlet_calls_its_own_town_by_its_bare_name(gazetteer: Gazetteer) -> None:
    text = "Residents of Athens met on Monday."
    assert place(text, "Athens", "en", gazetteer, outlet="Athens Banner-Herald").admin1 == "Georgia"
    assert place(text, "Athens", "en", gazetteer).country == "GR"


def test_one_name_has_one_sense_unless_the_text_tells_two(gazetteer: Gazetteer) -> None:
    text = "In Birmingham, Alabama, they marched. In the evening Birmingham was calm."
    document = Document("d", text)
    (found,) = find_toponyms((Passage(Part.BODY, text, ()),), document, "en", gazetteer)
    towns = [t.place for t in found if t.name == "Birmingham"]
    assert len(towns) == 2
    assert towns[0] == towns[1]
    assert isinstance(towns[0], Place)
    assert towns[0].country == "US"


@pytest.mark.parametrize(
    ("text", "language", "name", "country"),
    [
        ("La marcha llegó a Juliaca, Puno, el lunes.", "es", "Juliaca", "PE"),
        ("The march reached Juliaca, Peru, on Monday.", "en", "Juliaca", "PE"),
        ("Hubo bloqueos en Cali y en Bogotá.", "es", "Cali", "CO"),
        ("Clashes were reported in Lucknow, Uttar Pradesh.", "en", "Lucknow", "IN"),
    ],
)
def test_towns_in_both_languages(
    gazetteer: Gazetteer, text: str, language: str, name: str, country: str
) -> None:
    found = place(text, name, language, gazetteer)
    assert (found.country, found.precision) == (country, PlacePrecision.TOWN)
    assert 0 < found.confidence <= 1
    assert 0 < found.radius_km < 50
    assert found.evidence


def test_a_country_is_never_a_town(gazetteer: Gazetteer) -> None:
    for text, name, language in (
        ("Protests went on in Peru.", "Peru", "en"),
        ("Las protestas siguieron en Egipto.", "Egipto", "es"),
    ):
        found = place(text, name, language, gazetteer)
        assert found.precision is PlacePrecision.COUNTRY
        assert found.radius_km > 100


def test_demonyms_give_the_country_and_say_so(gazetteer: Gazetteer) -> None:
    found = places("Peruvian police said that the Bolivian border was closed.", "en", gazetteer)
    peruvian = found["Peruvian"].place
    assert isinstance(peruvian, Place)
    assert (peruvian.country, peruvian.precision, peruvian.evidence[0]) == (
        "PE",
        PlacePrecision.COUNTRY,
        "demonym",
    )


def test_the_month_of_march_is_no_place(gazetteer: Gazetteer) -> None:
    found = places("On March 5, a Thursday, police met in May. Dijo el martes 3 de abril.", "en", gazetteer)
    assert not {"March", "May", "Thursday"} & set(found)


def test_capitals_throughout(gazetteer: Gazetteer) -> None:
    text = "LIMA, 3 MAY. POLICE REPORTED THAT TWO BOMBS EXPLODED IN AYACUCHO AND IN HUANCAYO, PERU, LAST NIGHT. NOBODY WAS HURT."
    assert case_of(text) == "up"
    found = {name: t.place for name, t in places(text, "en", gazetteer).items()}
    assert isinstance(found["AYACUCHO"], Place)
    assert found["AYACUCHO"].country == "PE"
    assert "BOMBS" not in found


def test_spans_that_are_given_are_all_answered(gazetteer: Gazetteer) -> None:
    text = "From Xaqqua to Lima."
    passage = Passage(Part.BODY, text, ())
    first, second = resolve_spans(passage, [Span(5, 11), Span(15, 19)], Document("d", text), "en", gazetteer)
    assert isinstance(first.place, Unresolved)
    assert first.candidates == 0
    assert "gazetteer" in first.place.reason
    assert isinstance(second.place, Place)


def test_a_longer_name_is_asked_for_by_its_core(gazetteer: Gazetteer) -> None:
    text = "northern Peru's coast"
    mention = mention_of(Passage(Part.BODY, text, ()), Span(0, 13), gazetteer)
    assert any(c.level == COUNTRY and c.country == "PE" for c in mention.candidates)
    assert names_within("Greater Arenal") == ("arenal",)


def test_containment(gazetteer: Gazetteer) -> None:
    peru = gazetteer.countries["PE"]
    puno = next(c for c in gazetteer.lookup("Puno") if c.level == REGION)
    juliaca = next(c for c in gazetteer.lookup("Juliaca") if c.country == "PE")
    assert holds(peru, juliaca)
    assert holds(puno, juliaca)
    assert not holds(juliaca, puno)
    assert not holds(gazetteer.countries["BO"], juliaca)
    assert not holds(peru, peru)


def test_outlets(gazetteer: Gazetteer) -> None:
    assert domain_of("https://www.example.pe:8080/a/b") == "example.pe"
    assert domain_of("http://[broken") == ""
    assert (
        country_of("x.pe"),
        country_of("x.co.uk"),
        country_of("x.com.co"),
        country_of("x.tv"),
        country_of(""),
    ) == ("PE", "GB", "CO", "", "")
    towns, _ = outlet_places(Document("d", "", url="https://juliacanoticias.com/a"), gazetteer)
    assert towns[0][0].name == "Juliaca"
    assert outlet_places(Document("d", ""), gazetteer) == ((), "")
    filed = address_places(Document("d", "", url="https://example.com/colombia/cali/una-nota-123"), gazetteer)
    assert [p.name for p in filed] == ["Cali", "Colombia"]


def test_tables_are_read() -> None:
    for language in ("en", "es"):
        assert {"place", "at", "of", "title", "never"} <= set(words_of("cues", language))
        assert {"site", "street", "quarter", "admin", "town", "nature", "org"} <= set(
            words_of("heads", language)
        )
        assert weights(f"spotting_{language}")["always"] < 0
    assert weights("ranking")["country of the report"] > 0


def test_no_text_no_places(gazetteer: Gazetteer) -> None:
    for text in ("", "   \n\n", "12 34 !!", "…"):
        assert places(text, "es", gazetteer) == {}


words = st.sampled_from(
    ["Lima", "Puno", "en", "de", "Paris", "Texas", ",", ".", "la", "Xaqqua", "Peruvian", "peruanos", "(", ")", "calle", "University", "of", "\n", "U.S.", "José", "—", "🙂", "İ", "e\u0301l"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(words, max_size=25).map(" ".join),
    st.sampled_from(["en", "es"]),
    st.sampled_from([str, str.upper, str.lower]),
)
def test_laws(text: str, language: str, turn: object) -> None:
    assert callable(turn)
    text = turn(text)
    gazetteer = _open()
    passage = Passage(Part.BODY, text, ())
    (found,) = find_toponyms((passage,), Document("d", text), language, gazetteer)
    last = 0
    for t in found:
        assert last <= t.span.start < t.span.stop <= len(text)  # in order, apart, and in the text
        last = t.span.stop
        assert t.name in text
        if t.candidates == 0:
            assert isinstance(t.place, Unresolved)  # a name with no candidate never gets coordinates
        if isinstance(t.place, Place):
            assert -90 <= t.place.lat <= 90
            assert -180 <= t.place.lon <= 180
            assert 0 <= t.place.confidence <= 1
            assert t.place.radius_km > 0
    assert find_toponyms((passage,), Document("d", text), language, gazetteer) == (found,)
    for m in spot((passage,), language, gazetteer):
        assert 0 <= m.probability <= 1


_opened: list[Gazetteer] = []


def _open() -> Gazetteer:
    if not _opened:
        _opened.append(Gazetteer.open())
    return _opened[0]
