"""Figures and places in a row: shares, lists that go on, wholes, where-clauses, goals, borders and the names of peoples."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.claim import Kind
from testigo.model.place import Place
from testigo.model.text import Document
from testigo.resolving.parting import is_one_of_many, share_at
from testigo.running import stages


def places(language: str, text: str) -> dict[int | None, str]:
    """Each figure's place: its name, or its words in brackets where it is not resolved."""
    claims = stages.read(Document("d", text, published=date(2023, 1, 24), language=language)).claims
    return {
        c.figure.bounds.low: c.where.place.name if isinstance(c.where.place, Place) else f"({c.where.phrase})"
        for c in claims
        if c.figure
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "At least 27 people were killed in the protests, most of them in Juliaca.", {27: "Peru"}),
        ("es", "Al menos 27 personas murieron en las protestas, la mayoría en Juliaca.", {27: "Peru"}),
        ("en", "Tens of thousands of people marched in Arequipa, Juliaca and other cities.", {20000: "Peru"}),
        ("es", "Decenas de miles de personas marcharon en Juliaca y otras ciudades.", {20000: "Peru"}),
        (
            "es",
            "La crisis deja 300 heridos, decenas de desaparecidos y al menos 21 muertos en Bolivia. Juliaca calla.",
            {300: "Bolivia", 20: "Bolivia", 21: "Bolivia"},
        ),
        (
            "en",
            "The march left 300 wounded and at least 21 dead in Bolivia. Juliaca was quiet.",
            {300: "Bolivia", 21: "Bolivia"},
        ),
        ("en", "Troops left Cusco for Juliaca, where five people died in clashes on Monday.", {5: "Juliaca"}),
        (
            "es",
            "Hubo marchas en Cusco y en Juliaca, ciudad en la que murieron cinco personas el lunes.",
            {5: "Juliaca"},
        ),
        ("en", "In Cusco nothing moved. The army killed 12 civilians on Monday across Peru.", {12: "Peru"}),
        (
            "es",
            "En Cusco no hubo paso. El lunes murieron 12 civiles en distintas provincias de Perú.",
            {12: "Peru"},
        ),
    ],
    ids=[
        "share", "share, es", "other cities", "other cities, es", "row, es", "row", "where", "where, es", "whole", "whole, es",
    ],
)  # fmt: skip
def test_which_place_of_a_row_is_the_figures(
    language: str, text: str, expected: dict[int | None, str]
) -> None:
    assert places(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Police shot dead three men in Puno. The minister will travel to Arequipa on Friday.", "Puno"),
        ("es", "La policía mató a tres hombres en Puno. El ministro viajará mañana a Arequipa.", "Puno"),
        ("es", "Tres hombres murieron en Ilave. Cientos de vecinos huyeron hacia la cercana Puno.", "Ilave"),
        ("en", "Three soldiers died in Juliaca, near the Bolivian border, on Monday.", "Juliaca"),
        ("en", "Three Norwegian hikers were killed in Cusco, Peruvian police said.", "Cusco"),
    ],
    ids=["goal", "goal, es", "flight, es", "border", "people"],
)
def test_a_name_that_tells_no_place_of_the_deaths(language: str, text: str, expected: str) -> None:
    assert places(language, text)[3] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Cusco was calm. The group claimed the Juliaca attacks, which left 18 people dead.", {18: "Juliaca"}),
        ("es", "En Cusco hubo marchas. El atentado de Juliaca, que dejó 18 muertos, fue el lunes.", {18: "Juliaca"}),
        ("es", "Murieron cinco personas en las regiones de Puno, Cusco y Arequipa.", {5: "Peru"}),
        ("en", "Five people died in Juliaca, Tacna and Cusco on Monday.", {5: "Peru"}),
        ("es", "Hubo marchas en Cusco, Ilave y Juliaca, ciudad donde murieron cinco personas.", {5: "Juliaca"}),
        ("en", "Marches were held in Cusco, Puno and Ilave, and two people died in Juliaca.", {2: "Juliaca"}),
    ],
    ids=["happening", "happening, es", "row, es", "row", "row and where, es", "row and town"],
)  # fmt: skip
def test_rows_and_happenings(language: str, text: str, expected: dict[int | None, str]) -> None:
    assert places(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "levels"),
    [
        ("es", "En los departamentos de La Paz y Santa Cruz hubo bloqueos.", [("BO", "region")] * 2),
        ("es", "Hubo bloqueos en las regiones de Puno, Cusco y Apurímac.", [("PE", "region")] * 3),
        ("en", "Roadblocks went on in the regions of Puno and Cusco.", [("PE", "region")] * 2),
    ],
)
def test_a_row_of_regions_is_of_regions(language: str, text: str, levels: list[tuple[str, str]]) -> None:
    found = [
        t.place for p in stages.annotate(Document("d", text, language=language)).passages for t in p.toponyms
    ]
    assert [(p.country, p.precision.value) for p in found if isinstance(p, Place)] == levels


@pytest.mark.parametrize(
    ("before", "is_share"),
    [
        ("Forty died, mostly in ", True),
        ("Forty died, most of them in the city of ", True),
        ("Cuarenta murieron, sobre todo en ", True),
        ("Cuarenta murieron, entre ellos dos niños en ", True),
        ("Forty died in ", False),
        ("Most people live in ", False),
        ("Las fuerzas entraron en ", False),
    ],
)
def test_words_that_make_a_name_a_share(before: str, is_share: bool) -> None:
    assert (share_at(before + "Arenal", len(before)) >= 0) is is_share


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (", San Telmo and other cities.", True),
        (" and several other towns", True),
        (" and elsewhere", True),
        (", San Telmo de Arriba y otras localidades del sur", True),
        (" y varios otros puntos", True),
        (" and San Telmo.", False),
        (" y otros manifestantes", False),
        (", where other cities", False),
    ],
)
def test_lists_that_go_on(behind: str, expected: bool) -> None:
    assert is_one_of_many("Arenal" + behind, len("Arenal")) is expected


def test_a_share_in_another_land_than_the_reports_own() -> None:
    text = "Tomás | Madrid\nEl lunes las fuerzas mataron al menos a 130 vecinos, la mayoría de ellos en la ciudad de Hama. Rusia y China callan. Rusia espera."
    assert places("es", text) == {130: "Syria"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thousands marched in Lima. Washington backed the curfew in a statement. Peru waits."),
        (
            "es",
            "Miles marcharon en Lima. Washington respaldó el toque de queda en un comunicado. Perú espera.",
        ),
    ],
)
def test_what_another_government_backs_is_in_no_town(language: str, text: str) -> None:
    claims = stages.read(Document("d", text, published=date(2023, 1, 24), language=language)).claims
    found = [c.where.place for c in claims if c.kind is Kind.CURFEW]
    assert found
    assert all(isinstance(p, Place) and p.name == "Peru" for p in found), found
