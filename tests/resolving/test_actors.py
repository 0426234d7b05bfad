"""Short forms, initials, definite descriptions and pronouns become the names that the document itself gives."""

from __future__ import annotations

from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Analysis
from testigo.model.mention import Actor, Role
from testigo.model.text import Document, Part, Span
from testigo.resolving.actors import Cast, Named, cast_of, name_actors

ONE = Span(0, 1)


def named(name: str, category: str = "unknown", is_person: bool = False) -> Named:
    return Named(name, Part.BODY, ONE, category, is_person)


def actor(text: str, category: str = "unknown") -> Actor:
    return Actor(Role.PERPETRATOR, text, ONE, category)


def only(actors: tuple[Actor, ...]) -> str | None:
    assert len(actors) == 1
    return actors[0].name


EMPTY = Analysis(Document("d", ""), "en")


def test_a_surname_stands_for_the_full_name() -> None:
    cast = Cast((named("Rubén Apaza", is_person=True),))
    assert only(name_actors((actor("Apaza"),), cast)) == "Rubén Apaza"


def test_a_surname_of_two_people_stands_for_nobody() -> None:
    cast = Cast((named("Ana Quispe", is_person=True), named("Luis Quispe", is_person=True)))
    assert only(name_actors((actor("Quispe"),), cast)) is None


def test_initials_stand_for_the_words_they_begin() -> None:
    cast = Cast((named("Frente Popular de Aurelio", "rebels"),))
    assert only(name_actors((actor("el FPA", "rebels"),), cast)) == "Frente Popular de Aurelio"


def test_the_police_are_the_one_police_named() -> None:
    one = Cast((named("Policía Nacional de Aurelia", "police"),))
    two = Cast((*one.names, named("Policía Municipal de San Telmo", "police")))
    assert only(name_actors((actor("la policía", "police"),), one)) == "Policía Nacional de Aurelia"
    assert only(name_actors((actor("la policía", "police"),), two)) is None


def test_a_pronoun_takes_the_nearest_actor_of_its_number() -> None:
    earlier = ((0, actor("two officers", "police")), (1, actor("the mayor", "government")))
    they = name_actors((actor("they"),), Cast(()), earlier, sentence=2)
    assert (they[0].name, they[0].category) == ("two officers", "police")
    far = name_actors((actor("they"),), Cast(()), earlier, sentence=9)
    assert far[0].name is None


def test_names_are_found_in_the_text() -> None:
    text = "On Monday Rubén Apaza spoke. Later Apaza was arrested."
    passage = SpacyParser("en").parse([(Part.BODY, text)])[0]
    cast = cast_of(Analysis(Document("d", text), "en", (passage,)))
    assert "Rubén Apaza" in {n.name for n in cast.names}
    assert only(name_actors((actor("Apaza"),), cast)) == "Rubén Apaza"


def test_no_text_has_no_cast() -> None:
    assert cast_of(EMPTY).names == ()
