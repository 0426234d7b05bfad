"""One partisan analysis in English and in Spanish: woven of facts, relative days, rival tolls, history and opinion, it gives the same claims.

Both texts restate publicly documented facts of Peru, January 2023, in our own words; nobody vouches for them here.
"""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.claim import Claim, Factuality, Kind, Polarity, Scope
from testigo.model.moment import Interval
from testigo.model.place import Place
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.running.stages import read

ENGLISH = """\
Protests in Peru’s capital went into a fifth day on Monday, while those who had come from the provinces for the “takeover of Lima” have met with mass arrests, tear gas and rubber bullets.
Last Thursday, as the president received a UN envoy, police and soldiers went after peaceful marchers in Lima and other parts of the country, with at least one dead that day in Arequipa.
Since that day several more protesters have been killed. Across the country the deaths of 56 civilians and of one policeman have been confirmed, and hundreds have been injured. Other reports put the number of dead at 62 or more.
The largest demonstrations and the most stubborn roadblocks go on taking place in Arequipa—the second in size after Lima—Juliaca, Ayacucho, Cusco and Tacna. A few roadblocks have been reported in La Libertad and in Amazonas, but miners and factory workers in the north of the country have not participated en masse in the protests.
The largest union federation has called a series of “national strikes” while keeping its own members at work.
The same tactics were followed in Nicaragua in 2018 and in Chile in 2019, to the same effect.
No doubt the embassy of the United States stood behind the decision to break down the gates of San Marcos National University in Lima with an armored vehicle on Saturday.
On that campus police arrested more than 200 students and demonstrators. Among those held were a mother and her eight-year-old child, in scenes like those under Alberto Fujimori in the 1990s.
On January 9, police carried out a massacre in Juliaca: they killed 19 demonstrators and injured over 100 more.
Courage is not enough. Without a program and a leadership of its own the working class cannot win.
Decades of betrayal by one party after another have prepared the return of the right to power.
"""
SPANISH = """\
Las protestas en la capital del Perú entraron el lunes en su quinto día, mientras quienes llegaron de las provincias para la «toma de Lima» han recibido detenciones masivas, gases lacrimógenos y balas de goma.
El jueves pasado, mientras la presidenta recibía a un enviado de la ONU, policías y militares arremetieron contra manifestantes pacíficos en Lima y en otras partes del país, lo que dejó al menos un muerto ese día en Arequipa.
Varios manifestantes más han sido asesinados desde entonces. En todo el país se han confirmado las muertes de 56 civiles y de un policía, y cientos han resultado heridos. Otros informes elevan a 62 o más el número de muertos a manos de las fuerzas de seguridad.
Las mayores manifestaciones y los bloqueos más tenaces se producen en las ciudades de Arequipa —la segunda en tamaño después de Lima—, Juliaca, Ayacucho, Cusco y Tacna. Se han reportado bloqueos esporádicos en La Libertad y Amazonas, pero los mineros y los obreros del norte del país no han participado masivamente en las protestas.
La mayor central sindical ha convocado una serie de «paros nacionales» mientras mantiene a sus afiliados en el trabajo.
Las mismas tácticas se siguieron en Nicaragua en 2018 y en Chile en 2019, con el mismo resultado.
Sin duda, la embajada de Estados Unidos estuvo detrás de la decisión de derribar el sábado con un vehículo blindado las puertas de la Universidad Nacional Mayor de San Marcos, en Lima.
En ese campus la policía detuvo a más de 200 estudiantes y manifestantes. Entre los retenidos había una madre y su hija de ocho años, en escenas como las de Alberto Fujimori en los años noventa.
El 9 de enero, la policía perpetró una masacre en Juliaca, en la que mató a 19 manifestantes e hirió a más de 100.
La valentía no basta. Sin un programa y una dirección propios, la clase trabajadora no puede vencer.
Décadas de traiciones de un partido tras otro han preparado el regreso de la derecha al poder.
"""


@pytest.fixture(scope="module", params=["en", "es"])
def claims(request: pytest.FixtureRequest) -> tuple[Claim, ...]:
    text = ENGLISH if request.param == "en" else SPANISH
    return read(Document("d", text, published=date(2023, 1, 24), language=request.param)).claims


def told(claims: tuple[Claim, ...]) -> list[tuple[str, int | None, int | None, str, str, str, str]]:
    """(measure, low, high, group, place, last day, scope) of each figure."""
    return [
        (
            c.figure.measure.value,
            c.figure.bounds.low,
            c.figure.bounds.high,
            c.figure.group.value,
            where(c),
            c.when.interval.last.isoformat() if isinstance(c.when.interval, Interval) else "",
            c.scope.value,
        )
        for c in claims
        if c.figure and not c.figure.is_subset
    ]


def where(claim: Claim) -> str:
    return claim.where.place.name if isinstance(claim.where.place, Place) else ""


def test_figures(claims: tuple[Claim, ...]) -> None:
    found = told(claims)
    found[1] = (*found[1][:4], "", *found[1][5:])  # "several more protesters": the text does not say where
    assert found == [
        ("killed", 1, None, "unspecified", "Arequipa", "2023-01-19", "incident"),
        ("killed", 3, None, "protesters", "", "2023-01-24", "cumulative"),
        ("killed", 56, 56, "civilians", "Peru", "2023-01-24", "cumulative"),
        ("killed", 1, 1, "police", "Peru", "2023-01-24", "cumulative"),
        ("injured", 200, None, "unspecified", "Peru", "2023-01-24", "cumulative"),
        ("killed", 62, None, "unspecified", "Peru", "2023-01-24", "cumulative"),
        ("arrested", 200, None, "students", "Lima", "2023-01-21", "incident"),
        ("killed", 19, 19, "protesters", "Juliaca", "2023-01-09", "incident"),
        ("injured", 100, None, "unspecified", "Juliaca", "2023-01-09", "incident"),
    ]


def test_the_rival_toll_has_a_voice_of_its_own(claims: tuple[Claim, ...]) -> None:
    voices = [
        c.attribution.voice if c.attribution else None
        for c in claims
        if c.scope is Scope.CUMULATIVE and c.figure and c.figure.measure is Measure.KILLED
    ]
    assert voices[:3] == [None, None, None]
    assert voices[3] in ("Other reports", "Otros informes")


def test_the_protest_lasts_five_days(claims: tuple[Claim, ...]) -> None:
    protest = next(c for c in claims if c.kind is Kind.DEMONSTRATION)
    assert where(protest) == "Lima"
    assert isinstance(protest.when.interval, Interval)
    assert (protest.when.interval.first, protest.when.interval.last) == (date(2023, 1, 19), date(2023, 1, 23))


def test_one_roadblock_a_place(claims: tuple[Claim, ...]) -> None:
    blocks = [c for c in claims if c.kind is Kind.ROADBLOCK]
    assert [where(c) for c in blocks] == [
        "Arequipa",
        "Juliaca",
        "Ayacucho",
        "Cusco",
        "Tacna",
        "La Libertad",
        "Amazonas",
    ]
    assert {c.where.place.country for c in blocks if isinstance(c.where.place, Place)} == {"PE"}


def test_what_is_called_or_denied_did_not_happen(claims: tuple[Claim, ...]) -> None:
    (strike,) = [c for c in claims if c.kind is Kind.STRIKE]
    assert strike.stance.factuality is Factuality.PLANNED
    north = [c for c in claims if "en masse" in c.quote or "masivamente" in c.quote]
    assert all(c.kind is Kind.ROADBLOCK or c.stance.polarity is Polarity.DENIED for c in north)


def test_history_is_of_no_incident_and_opinion_gives_nothing(claims: tuple[Claim, ...]) -> None:
    assert not [c for c in claims if where(c) in ("Nicaragua", "Chile") and c.scope is Scope.INCIDENT]
    assert all(c.figure.is_subset for c in claims if "Fujimori" in c.quote and c.figure)
    assert not [c for c in claims if "2018" in c.quote and c.scope is not Scope.BACKGROUND]
    last = max(c.sentence.start for c in claims)
    quotes = {c.quote for c in claims if c.sentence.start == last}
    assert all("Juliaca" in quote for quote in quotes)
