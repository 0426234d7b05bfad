"""Who is counted in Spanish, and what counts nobody: `[words](measure=low..high)`; a sentence without marks holds no figure."""

from __future__ import annotations

import re
from functools import cache

import pytest

from testigo.language.syntax import SpacyParser
from testigo.model.text import Part
from testigo.reading.tolls import read_figures

_MARK = re.compile(r"\[([^\]]*)\]\((\w+)=(\d*)\.\.(\d*)\)")

LISTS = (
    "La oficina ha contabilizado [120 civiles](killed=120..120) y [86 combatientes muertos](killed=86..86) desde marzo.",
    "El choque acabó con un saldo de [cuatro soldados](killed=4..4) y [seis civiles muertos](killed=6..6).",
    "El saldo es de [cuatro reos](injured=4..4) y [tres policías heridos](injured=3..3).",
    "Los bomberos rescataron a cinco niños y [dos adultos muertos](killed=2..2).",
    "La policía detuvo a [dos hombres](arrested=2..2) y a [tres mujeres](arrested=3..3).",
    "La policía detuvo ayer a [dos hombres](arrested=2..2), así como a [tres mujeres](arrested=3..3) acusadas de robo.",
    "En el tiroteo perdió la vida [un marino](killed=1..1), así como [cinco presuntos agresores](killed=5..5).",
    "[El líder](arrested=1..1) fue arrestado junto a otros [tres presuntos cómplices](arrested=3..3).",
    "El atacante mató a [una turista](killed=1..1) danesa, [un peruano](killed=1..1) y [dos chilenos](killed=2..2).",
    "[El alcalde](killed=1..1) de San Telmo, Alejandro Rojas Paz, fue ejecutado ayer.",
    "Murieron [dos palestinos](killed=2..2) y [tres israelís](killed=3..3).",
)
APART = (
    "La muerte, el miércoles, de [cinco vecinos](killed=5..5) por un obús conmovió a la ciudad.",
    "El asesinato a tiros de [tres campesinos](killed=3..3) en Lares causó indignación.",
    "La campaña terminó con la muerte a tiros de [dos seguidores](killed=2..2) del partido en Lares.",
    "Entre las víctimas mortales hay, al menos, [102 civiles](killed=102..102).",
    "En el valle son [cuatro los pacientes fallecidos](killed=4..4).",
    "La guerra se ha cobrado [al menos 34.000 vidas](killed=34000..) de campesinos.",
    "[Cuatro de mis vecinos](killed=4..4) fueron asesinados en la plaza.",
    "Antes de que llegaran las enfermeras, [13](killed=13..13) habían muerto.",
)
TOLLS = (
    "El número de muertos ascendió a [siete](killed=7..7) y el de heridos a [13](injured=13..13).",
    "La cifra de muertos subió a [120](killed=120..120) y la de heridos a [más de 300](injured=300..).",
    "Los médicos calculan los muertos [entre 90 y 300](killed=90..300).",
    "La cifra de fallecidos oscila entre los 40.000 y los 50.000.",
)
AROUND = (
    "[Tres mujeres](killed=3..3) que esperaban el bus resultaron muertas.",
    "Los heridos suman [45](injured=45..45) y los muertos [12](killed=12..12).",
    "Hombres armados privaron de la libertad a [cinco migrantes](missing=5..5).",
    "Se desconoce el paradero de [cuatro estudiantes](missing=4..4).",
    "[Once personas](missing=11..11) siguen sin aparecer.",
)
FREED = (
    "El gobierno anunció la liberación de cientos de personas detenidas en las protestas.",
    "Liberan a tres de los siete mineros secuestrados.",
    "[Cinco personas secuestradas](missing=5..5) el lunes en Lares han sido liberadas.",
    "El ejército rescató a cinco personas secuestradas.",
    "La policía detuvo a [20 personas](arrested=20..20) y liberó a cinco.",
    "[Veinte personas](arrested=20..20) fueron detenidas y luego liberadas.",
    "Los familiares exigen la liberación de los [30 detenidos](arrested=30..30).",
    "Los rebeldes secuestraron a [ocho mineros](missing=8..8), que fueron liberados ayer.",
)
NOT_GONE = (
    "Se secuestró, torturó e hizo desaparecer a [30.000 personas](missing=30000..30000).",
    "El Papa recordó a los niños mártires, asesinados entre 1527 y 1529.",
    "El recuerdo de las marchas de 2011 desapareció hace tiempo.",
    "La policía, que casi había desaparecido del barrio, volvió ayer.",
    "El alcalde acusó a la oposición de hacer desaparecer los libros.",
    "La municipalidad secuestró un total de 60 motos.",
)
DASHES = (
    "El incendio provocó [14 víctimas mortales](killed=14..14), [8 civiles](killed=8..8) -entre ellos [3 menores](killed=3..3)- y [6 militares](killed=6..6).",
    "El ataque dejó [12 civiles](killed=12..12) -entre ellos [5 menores](killed=5..5)- y [3 militares muertos](killed=3..3).",
    "Hasta hoy, [310 vecinos](killed=310..310) -incluyendo [75 niños](killed=75..75)- han perdido la vida.",
    "La explosión mató a [12 personas](killed=12..12) -[tres de ellas](killed=3..3) niños- en San Telmo.",
    "[Al menos cinco jóvenes](missing=5..) –todos estudiantes– desaparecieron el lunes.",
    "[Tres muertos](killed=3..3) -dijo el alcalde- y [dos heridos](injured=2..2) dejó el choque.",
)
PEOPLE = (
    "[Tres jóvenes](missing=3..3) desaparecieron en la marcha.",
    "Hay [dos extintos](killed=2..2) tras el choque.",
    "Los soldados se llevaron presos a [dos vecinos](arrested=2..2).",
    "Otros [12 celadores](arrested=12..12) están en calidad de detenidos.",
    "[Cuatro elementos](injured=4..4) de la Policía Federal resultaron heridos.",
    "[Dos bomberos](killed=2..2) y [tres voluntarios](killed=3..3) murieron en el incendio.",
)
NOBODY = (
    "El pívot capturó seis rebotes y ocho balones.",
    "Las milicias capturaron Puerto Aurelio en octubre.",
    "Los vecinos lograron detener las 40 solicitudes en trámite.",
    "El agresor le produjo 14 heridas en el pecho.",
    "Le causó cuatro heridas de bala.",
    "Lo asesinaron de varios impactos de bala.",
    "El número de inmigrantes detenidos creció un 8 por ciento.",
    "La región registra una tasa de 31 homicidios por cada 100 mil habitantes.",
    "Hubo una baja de 26 asesinatos frente al otro año.",
    "El cantante falleció ayer a los 76 años.",
    "El presidente murió de un ataque cardíaco en su finca.",
    "Un ataque al corazón mató a un turista.",
)
HURT_ALL_THE_SAME = (
    "Cayeron [dos manifestantes](killed=2..2) en la plaza por disparos de la policía.",
    "[La alcaldesa](killed=1..1) murió a los 72 años de un disparo en el pecho.",
    "[Un joven](killed=1..1) murió a los 17 años en la protesta.",
    "La explosión dejó [14 heridas](injured=14..14) y [tres muertos](killed=3..3).",
    "[Hasta 2.000 personas](killed=..2000) murieron en el sismo.",
    "El ataque, uno de los más dramáticos de la guerra, segó la vida de [11 vecinos](killed=11..11).",
)


@cache
def parser() -> SpacyParser:
    return SpacyParser("es")


@pytest.mark.parametrize(
    "report",
    [*LISTS, *APART, *TOLLS, *AROUND, *FREED, *NOT_GONE, *DASHES, *PEOPLE, *NOBODY, *HURT_ALL_THE_SAME],
)
def test_people_are_counted_and_nothing_else(report: str) -> None:
    expected = [
        (m[1], m[2], int(m[3]) if m[3] else None, int(m[4]) if m[4] else None) for m in _MARK.finditer(report)
    ]
    passage = parser().parse([(Part.BODY, _MARK.sub(lambda m: m[1], report))])[0]
    found = [
        (row.figure.phrase, row.figure.measure.value, row.figure.bounds.low, row.figure.bounds.high)
        for row in read_figures(passage, "es")
    ]
    assert found == expected
