"""Figures read from marked sentences: `[words](measure=low..high,flags)`; a sentence without marks holds no figure."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from testigo.language.lexicon import lexicon
from testigo.language.syntax import SpacyParser
from testigo.model.analysis import Passage
from testigo.model.text import Document, Part
from testigo.model.toll import Measure
from testigo.reading.found_figures import FoundFigure
from testigo.reading.tolls import read_figures
from testigo.running.stages import read

_MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def passage(text: str, language: str) -> Passage:
    return parser(language).parse([(Part.BODY, text)])[0]


@cache
def parsed(language: str) -> dict[str, Passage]:
    """All sentences of the lexicons and tables, parsed in one go."""
    reports = [row.values[0] for row in _lexicon_sentences() if row.values[1] == language and row.values[0]]
    texts = [marked(report)[0] for report in (*reports, *(ENGLISH if language == "en" else SPANISH))]
    return dict(zip(texts, parser(language).parse([(Part.BODY, text) for text in texts]), strict=True))


def marked(report: str) -> tuple[str, list[tuple[str, int | None, int | None, frozenset[str]]]]:
    """The text without its marks, and what they say: (measure, low, high, flags)."""
    expected = []
    for mark in _MARK.finditer(report):
        if mark[2] == "none":
            continue
        first, *flags = mark[2].split(",")
        measure, _, span = first.partition("=")
        low, _, high = span.rstrip("~").partition("..")
        expected.append((measure, int(low) if low else None, int(high) if high else None, frozenset(flags)))
    return _MARK.sub(lambda m: m[1], report), expected


def told(found: FoundFigure) -> tuple[str, int | None, int | None]:
    figure = found.figure
    return figure.measure.value, figure.bounds.low, figure.bounds.high


def flags(found: FoundFigure) -> frozenset[str]:
    row = {f"group={found.figure.group.value}", f"cause={found.cause}"}
    row |= {"update"} if found.is_update else set()
    row |= {"retraction"} if found.is_retraction else set()
    row |= {"part"} if found.figure.is_subset else set()
    return frozenset(row)


def check(report: str, language: str) -> None:
    text, expected = marked(report)
    found = read_figures(parsed(language).get(text) or passage(text, language), language)
    assert sorted(map(told, found), key=str) == sorted((row[:3] for row in expected), key=str)
    for row in expected:
        assert any(told(f) == row[:3] and row[3] <= flags(f) for f in found), (row, [flags(f) for f in found])
    for figure in found:
        assert figure.figure.span.of(text) == figure.figure.phrase


def _lexicon_sentences() -> list[Any]:
    rows = []
    for language in ("en", "es"):
        for name in ("harm", "groups", "notpeople", "updates", "crowds"):
            for number, entry in enumerate(lexicon(language, name)):
                for side in ("holds", "fails"):
                    sentence = getattr(entry, side)
                    rows.append(
                        pytest.param(
                            sentence, language, id=f"{language}-{name}-{number}-{entry.cues[0]}-{side}"
                        )
                    )
    return rows


@pytest.mark.parametrize(("report", "language"), _lexicon_sentences())
def test_every_lexicon_entry_holds_and_fails_as_it_says(report: str | None, language: str) -> None:
    assert report, "an entry needs a sentence where it holds and one where it does not"
    check(report, language)


ENGLISH = (
    "There were [no deaths](killed=0..0) or [injuries](injured=0..0).",
    "[Three miners](killed=3..3) were shot dead and [at least a dozen others](injured=12..) wounded when soldiers fired on a march in Puerto Aurelio.",
    "Soldiers opened fire on the crowd, killing [two boys](killed=2..2) and wounding [eleven people](injured=11..11), the clinic said.",
    "The death toll from the raid has risen to [17](killed=17..17,update), up from 12 on Monday.",
    "[No one](killed=0..0) was killed in the blast.",
    "The ministry said there were [no deaths](killed=0..0) and [no injuries](injured=0..0).",
    "Police said [34 people](arrested=34..34) had been taken into custody, [nine of them](arrested=9..9,part) minors.",
    "[A 19-year-old student](killed=1..1) died of a gunshot wound on Friday.",
    "Among the dead were [two nurses](killed=2..2,part,group=health_workers).",
    "[Some 2,000 people](participants=2000..2000) marched through San Telmo to demand water.",
    "[Between ten and 12 clerks](arrested=10..12) were arrested.",
    "Rights groups put the number of dead at [more than 60](killed=60..).",
    "The union said [four of its members](missing=4..4) had disappeared.",
    "[Hundreds](injured=200..) were injured and [several](missing=3..) are still missing.",
    "[Seven dead](killed=7..7), [30 injured](injured=30..30) in San Telmo clashes",
    "[Up to 20 villagers](killed=..20) were killed in the shelling.",
    "[Two policemen](killed=2..2,group=police) and [a bystander](killed=1..1,group=bystanders) were killed in the shootout.",
    "The army captured [three rebels](arrested=3..3) and seized 20 rifles.",
    "The shooting left [one dead](killed=1..1) and [five hurt](injured=5..5).",
    "[Rosa Quispe](killed=1..1), a teacher, was killed by a rubber bullet.",
    "Police deployed 5,000 officers and 20 vehicles.",
    "The court freed 12 prisoners on Friday.",
    "The bill passed by 42 votes to 17.",
    "Prices rose 12 percent and 40 million dollars were lost.",
    "The storm killed 300 sheep.",
    "[The deaths of 63 people](killed=63..63) are being investigated, [28 of them](killed=28..28,part) attributed to police.",
    "At the hospital, doctors treated [14 people](injured=14..14) for gunshot wounds.",
    "A bomb exploded at a market, killing [at least 31 people](killed=31..), including [nine children](killed=9..9,part) and [a pregnant woman](killed=1..1,part).",
    "Security forces detained [dozens of students](arrested=24..) in dawn raids.",
    "[Eleven](killed=11..11) were killed in San Telmo and [four](killed=4..4) in Puerto Aurelio.",
    "The group counted [1,055 arbitrary arrests](arrested=1055..1055) and [39 homicides](killed=39..39).",
    "Of the [40 wounded](injured=40..40), [six](injured=6..6,part) are in critical condition.",
    "A gunman shot and killed [four worshippers](killed=4..4) at a chapel.",
    "[More than 400 people](displaced=400..) were displaced by the fighting.",
    "Protesters burned three buses and looted 15 shops.",
    "[Tens of thousands of demonstrators](participants=20000..) filled the square.",
    "He was sentenced to 20 years for the murder of [two nuns](killed=2..2).",
    "[One marcher](killed=1..1) died and [another](injured=1..1) was seriously wounded.",
    "The toll stands at [56 dead](killed=56..56), [200 injured](injured=200..200) and [90 detained](arrested=90..90).",
    "[At least 39 people](killed=39..) have been killed and [361](injured=361..361) injured since the protests began, according to the state-funded commission.",
    "The commission said it had recorded [39 deaths](killed=39..39), [627 arrests](arrested=627..627) and [32 cases of enforced disappearance](missing=32..32).",
    "[Thirteen people](killed=13..13) had been brought in dead, a doctor at the hospital said.",
    "The hospital received [45 patients](injured=45..45) with gunshot wounds.",
    "[Two more](killed=2..2) later succumbed to their injuries.",
    "Police shot dead [at least five protesters](killed=5..) as crowds tried to storm parliament.",
    "[Juma Odero](killed=1..1), 29, was shot in the thigh and bled to death.",
    "[At least 537 protesters](killed=537..), including [68 minors](killed=68..68,part) and [48 women](killed=48..48,part), have been killed by security forces, the group said.",
    "The authorities have executed [four protesters](killed=4..4) over the unrest.",
    "The number of those abducted has risen to [82](missing=82..82,update).",
    "The death toll crossed [200](killed=200..) on Monday.",
    "[Eight deaths](killed=8..8) were reported in San Telmo.",
    "[A police officer](killed=1..1,group=police) was lynched by a mob.",
    "Unrest in the capital has left [more than 150 people](killed=150..) dead.",
    "[Over 18,000 people](arrested=18000..) have been arrested, rights groups say.",
    "The clashes claimed [the lives of seven civilians](killed=7..7).",
    "[Three people](killed=3..3) were confirmed dead and [17](injured=17..17) hospitalised after police used live rounds.",
    "[A 12-year-old boy](killed=1..1,group=minors) was killed by a stray bullet at his home.",
    "[Some 10,000 people](participants=10000..10000) took part in the march, organisers said; police put the figure at 4,000.",
    "Students said [nearly 100](injured=..100) had been hurt by rubber pellets.",
    "[Dozens](injured=24..) were wounded, [three](injured=3..3,part) of them seriously.",
    "Human rights monitors have verified [the killing of 23 people](killed=23..23) and documented [59 cases of missing persons](missing=59..59).",
    "[The bodies of two men](killed=2..2) were pulled from the river.",
    "Officials said [47 officers](injured=47..47,group=police) were injured.",
    "[Four protesters](killed=4..4) and [three soldiers](killed=3..3) died in the first hours of the uprising.",
    "[Hundreds of people](participants=200..) took to the streets of San Telmo.",
    "Police fired tear gas to disperse [about 500 demonstrators](participants=500..500).",
    "At least 100 shops were looted and 40 vehicles torched.",
    "Inflation hit 30 percent and 2 million people need food aid.",
    "No casualties were reported.",
    "He was one of 12 candidates in the 2019 election.",
    "Police chief Ana Rojas said 300 officers were on duty and 12 checkpoints had been set up.",
    "[Two children](killed=2..2) were among those killed when a shell hit a school.",
    "Police say [one officer](killed=1..1,group=police) and [three attackers](killed=3..3) died in the assault, which also wounded [eight bystanders](injured=8..8).",
    "[At least 6 people](killed=6..), all of them farmers, were hacked to death.",
    "A spokesman denied that anyone had been killed.",
    "[Twenty-two people](arrested=22..22), including [two journalists](arrested=2..2,part,group=journalists), were rounded up.",
    "A stampede at a stadium killed [130 fans](killed=130..130) and left [scores](injured=40..) injured.",
    "SAN TELMO: [THREE PEOPLE](killed=3..3) WERE KILLED AND [TEN](injured=10..10) WOUNDED WHEN POLICE OPENED FIRE.",
    "san telmo: [three persons](killed=3..3) were killed and [ten](injured=10..10) injured in police firing.",
    "More than 20 witnesses said soldiers had shot at marchers.",
    "The gunmen took [seven hostages](missing=7..7).",
    "[Four aid workers](missing=4..4) were abducted at gunpoint, and [two](missing=2..2) remain missing.",
    "At the morgue, reporters counted [12 bodies](killed=12..12).",
    "The injured included [six women](injured=6..6,part).",
    "He said [five of his cousins](killed=5..5) were killed in the raid.",
    "A car bomb wounded [a judge](injured=1..1) and killed [her driver](killed=1..1).",
    "[Three brothers](killed=3..3) drowned while fleeing police.",
    "In 2019, [36 people](killed=36..36) died in similar protests.",
    "[A teenager](killed=1..1,group=minors), 17, died in hospital from his wounds.",
    "Seven hundred soldiers were sent to the city.",
    "The strike has cost the economy 5 billion dollars and 300 jobs.",
    "[Up to 50,000 people](participants=..50000) rallied in the capital against the tax bill.",
    "[Nine protesters](killed=9..9) have died since Tuesday, [six](killed=6..6,part) of them in Aurelio county.",
    "Both men were beaten.",
    "The toll rose from 12 to [17](killed=17..17,update).",
    "The number of injured climbed from 40 to [more than 60](injured=60..,update) overnight.",
    "Police arrested [eleven people](arrested=11..11) on Friday. [Four of them](arrested=4..4,part) were students.",
    "[Ana Rojas](killed=1..1) (24) and [Luis Paz](killed=1..1) (31) were killed.",
    "[Twelve people](killed=12..12) died in San Telmo, [three](killed=3..3) in Puerto Aurelio and [one](killed=1..1) in Las Cruces.",
    "The hospital corrected its toll to [two](killed=2..2,retraction) dead.",
    "[No arrests](arrested=0..0) were made.",
    "Nobody knows how many were killed.",
    "A march of [about 300 teachers](participants=300..300) ended peacefully.",
    "[5,200 miners](participants=5200..5200) went on strike on Monday.",
    "The crash killed all [five passengers](killed=5..5).",
    "More than half of the 80 shops closed.",
    "In the blast [a man](killed=1..1), [his wife](killed=1..1) and [their two daughters](killed=2..2) were killed.",
    "[The suspect](arrested=1..1), 34, was arrested at his home.",
    "Troops shot dead [a suspected looter](killed=1..1).",
    "The commander said his men had killed [between 15 and 20 rebels](killed=15..20) and captured [six](arrested=6..6).",
    "Relatives of [the 43 missing students](missing=43..43) marched on Friday.",
    "An estimated [1.5 million people](participants=1500000..1500000) joined the protest.",
    "[Twenty-five people](killed=25..25), [four of them](killed=4..4,part) children, burned to death.",
    "[At least one person](killed=1..) died.",
    "The protest left a trail of [dozens of injured](injured=24..).",
    "She was one of [three nurses](killed=3..3) killed in the shelling.",
    "Two years ago, [a student](killed=1..1) was killed at the same gate.",
    "On 3 May 2021, [ten people](killed=10..10) were killed.",
    "Gunmen on two motorcycles killed [a councillor](killed=1..1) and wounded [two aides](injured=2..2).",
)


SPANISH = (
    "La marcha terminó sin [heridos](injured=0..0).",
    "No hubo [muertos](killed=0..0) ni [heridos](injured=0..0) en el choque.",
    "[Tres mineros](killed=3..3) murieron a balazos y [al menos otros doce](injured=12..) resultaron heridos cuando soldados dispararon contra una marcha en Puerto Aurelio.",
    "Los soldados abrieron fuego y mataron a [dos niños](killed=2..2) e hirieron a [once personas](injured=11..11), dijo la clínica.",
    "La cifra de fallecidos subió a [17](killed=17..17,update), desde los 12 del lunes.",
    "[Nadie](killed=0..0) murió en la explosión.",
    "La policía informó que [34 personas](arrested=34..34) fueron detenidas, [nueve de ellas](arrested=9..9,part) menores de edad.",
    "[Un estudiante de 19 años](killed=1..1) murió el viernes por un disparo.",
    "Entre los muertos hay [dos enfermeras](killed=2..2,part,group=health_workers).",
    "[Unas 2.000 personas](participants=2000..2000) marcharon por San Telmo para pedir agua.",
    "[Entre diez y 12 oficinistas](arrested=10..12) fueron arrestados.",
    "Las organizaciones cifran los muertos en [más de 60](killed=60..).",
    "[Cuatro dirigentes del gremio](missing=4..4) desaparecieron.",
    "[Cientos de personas](injured=200..) resultaron heridas y [varias](missing=3..) siguen desaparecidas.",
    "[Siete muertos](killed=7..7) y [30 heridos](injured=30..30) en choques en San Telmo",
    "[Hasta 20 aldeanos](killed=..20) murieron en el bombardeo.",
    "[Dos policías](killed=2..2,group=police) y [un transeúnte](killed=1..1,group=bystanders) murieron en el tiroteo.",
    "El ejército capturó a [tres rebeldes](arrested=3..3) e incautó 20 fusiles.",
    "El tiroteo dejó [un muerto](killed=1..1) y [cinco heridos](injured=5..5).",
    "[Rosa Quispe](killed=1..1) murió por una bala de goma.",
    "La policía desplegó 5.000 agentes y 20 vehículos.",
    "El juez liberó a 12 presos el viernes.",
    "La ley pasó por 42 votos contra 17.",
    "Los precios subieron un 12 por ciento y se perdieron 40 millones de dólares.",
    "La tormenta mató 300 ovejas.",
    "Se investiga [la muerte de 63 personas](killed=63..63).",
    "Los enfrentamientos dejaron un saldo de [ocho muertos](killed=8..8) y [una veintena de heridos](injured=20..20).",
    "Una bomba mató en el mercado a [al menos 31 personas](killed=31..), entre ellas [nueve niños](killed=9..9,part) y [una embarazada](killed=1..1,part).",
    "Las fuerzas de seguridad detuvieron a [decenas de estudiantes](arrested=20..) en allanamientos.",
    "[Once personas](killed=11..11) perdieron la vida en San Telmo y [cuatro](killed=4..4) en Puerto Aurelio.",
    "El grupo registró [1.055 detenciones arbitrarias](arrested=1055..1055) y [39 homicidios](killed=39..39).",
    "Hay [40 heridos](injured=40..40), [seis de ellos](injured=6..6,part) graves.",
    "Un pistolero asesinó a [cuatro fieles](killed=4..4) en una capilla.",
    "Los manifestantes quemaron tres buses y saquearon 15 tiendas.",
    "[Decenas de miles de manifestantes](participants=20000..) llenaron la plaza.",
    "Fue condenado a 20 años por el asesinato de [dos monjas](killed=2..2).",
    "[Un manifestante](killed=1..1) falleció y [otro](injured=1..1) resultó gravemente herido.",
    "El balance es de [56 muertos](killed=56..56), [200 heridos](injured=200..200) y [90 detenidos](arrested=90..90).",
    "Fueron hallados sin vida [dos jóvenes](killed=2..2) en un canal.",
    "Se registraron [tres decesos](killed=3..3) en las últimas horas.",
    "La represión se cobró la vida de [medio centenar de personas](killed=50..50).",
    "El número de víctimas mortales asciende ya a [mil 113](killed=1113..1113,update).",
    "Ya son [49](killed=49..49) los fallecidos desde que comenzaron las protestas.",
    "Las protestas suman [60 muertos](killed=60..60), según la Defensoría del Pueblo.",
    "[Diecisiete civiles](killed=17..17,group=civilians) murieron en enfrentamientos en Puerto Aurelio.",
    "[Un suboficial de la policía](killed=1..1,group=police) fue hallado calcinado en su patrullero.",
    "[Siete personas](killed=7..7) murieron por accidentes de tránsito y hechos vinculados al bloqueo.",
    "Se reportan [12 heridos](injured=12..12), [dos de ellos](injured=2..2,part) de gravedad.",
    "El hospital confirmó el ingreso de [28 cadáveres](killed=28..28).",
    "La Diresa reportó [31 heridos](injured=31..31) internados en el hospital.",
    "La Defensoría del Pueblo elevó a [53](killed=53..53,update) el número de muertos.",
    "[Un adolescente de 15 años](killed=1..1,group=minors) perdió la vida por impacto de bala.",
    "Hasta el momento hay [una persona fallecida](killed=1..1) y [más de 50 heridos](injured=50..).",
    "Fuentes del hospital señalaron que [tres personas](killed=3..3) llegaron sin vida.",
    "Murieron [Juan Mamani](killed=1..1) y [Pedro Quispe](killed=1..1).",
    "La fiscalía investiga [la muerte de un médico](killed=1..1,group=health_workers) que auxiliaba a los heridos.",
    "[Al menos 200 personas](arrested=200..) fueron detenidas en la universidad.",
    "Los choques dejaron además [75 policías](injured=75..75,group=police) heridos.",
    "El saldo de la jornada es de [un muerto](killed=1..1) y [16 heridos](injured=16..16).",
    "El ministro negó que hubiera muertos.",
    "No se registraron [víctimas fatales](killed=0..0).",
    "[Más de 10.000 personas](participants=10000..) se manifestaron en la capital.",
    "La cifra de víctimas mortales pasó de 12 a [17](killed=17..17,update).",
    "El número de heridos llega a [772](injured=772..772,update), entre ellos [90 policías](injured=90..90,part).",
    "[Ocho personas](killed=8..8) fallecieron en Ayabamba, [seis](killed=6..6) en Apurinas y [una](killed=1..1) en Puerto Aurelio.",
    "[Un manifestante](killed=1..1) murió ayer y [otras 14 personas](injured=14..14) sufrieron lesiones.",
    "Los militares mataron a tiros a [diez manifestantes](killed=10..10).",
    "Durante la madrugada fue encontrado el cuerpo de [un joven](killed=1..1).",
    "[Una menor](injured=1..1,group=minors) resultó herida por perdigones.",
    "[Dos militares](killed=2..2,group=soldiers) murieron ahogados al cruzar el río.",
    "El gobierno informó de [345 arrestos](arrested=345..345) y [una decena de desaparecidos](missing=10..10).",
    "Carabineros detuvo a [1.217 personas](arrested=1217..1217) en todo el país.",
    "El Instituto contabiliza [3.023 heridos](injured=3023..3023), de los cuales [359](injured=359..359,part) tienen lesiones oculares.",
    "La marcha convocó a [1,2 millones de personas](participants=1200000..1200000).",
    "Fueron saqueados 30 supermercados y 20 estaciones de metro.",
    "La inflación llegó al 12 % y el peso perdió 30 puntos.",
    "Se desplegaron 9.000 militares en las calles.",
    "[Cinco personas](killed=5..5) fueron halladas muertas tras el incendio de una fábrica.",
    "Con esta muerte, suman [24](killed=24..24) los fallecidos.",
    "El líder campesino [Aurelio Choque](killed=1..1) fue asesinado en su casa.",
    "[Dos niñas](killed=2..2) figuran entre los fallecidos al caer un proyectil en una escuela.",
    "[Un agente](killed=1..1,group=police) y [tres atacantes](killed=3..3) murieron en el asalto, que también hirió a [ocho transeúntes](injured=8..8).",
    "[Al menos seis personas](killed=6..), todas campesinas, fueron asesinadas a machetazos.",
    "El portavoz negó que alguien hubiera muerto.",
    "[Veintidós personas](arrested=22..22), entre ellas [dos periodistas](arrested=2..2,part,group=journalists), fueron capturadas.",
    "Una estampida en un estadio mató a [130 aficionados](killed=130..130) y dejó [decenas de heridos](injured=20..).",
    "SAN TELMO: [TRES PERSONAS](killed=3..3) MURIERON Y [DIEZ](injured=10..10) RESULTARON HERIDAS CUANDO LA POLICÍA ABRIÓ FUEGO.",
    "Más de 20 testigos dijeron que los soldados dispararon.",
    "Los pistoleros tomaron [siete rehenes](missing=7..7).",
    "[Cuatro cooperantes](missing=4..4) fueron secuestrados a punta de pistola.",
    "En la morgue los reporteros contaron [12 cadáveres](killed=12..12).",
    "Entre los heridos hay [seis mujeres](injured=6..6,part).",
    "Un coche bomba hirió a [un juez](injured=1..1) y mató a [su chofer](killed=1..1).",
    "[Tres hermanos](killed=3..3) se ahogaron al huir de la policía.",
    "En 2019 murieron [36 personas](killed=36..36) en protestas similares.",
    "[Un joven de 17 años](killed=1..1,group=minors) murió en el hospital a causa de las heridas.",
    "Setecientos soldados fueron enviados a la ciudad.",
    "La huelga ha costado 5.000 millones de pesos y 300 empleos.",
    "[Hasta 50.000 personas](participants=..50000) protestaron en la capital contra la ley.",
    "[Nueve manifestantes](killed=9..9) han muerto desde el martes, [seis de ellos](killed=6..6,part) en Puerto Aurelio.",
    "La policía reprimió la protesta, con un saldo de [dos muertos](killed=2..2) y [cinco detenidos](arrested=5..5).",
    "El ataque causó la muerte de [al menos 15 civiles](killed=15..,group=civilians).",
    "Hubo [cuatro muertos](killed=4..4) y [un centenar de lesionados](injured=100..100).",
    "[Una veintena de jóvenes](arrested=20..20) fue arrestada frente al palacio.",
    "Según la ONG, [unos 300 manifestantes](killed=300..300,group=protesters) han sido asesinados.",
    "Los enfrentamientos se saldaron con [siete muertos](killed=7..7).",
    "El saldo pasó de 12 a [17 muertos](killed=17..17,update).",
    "La policía arrestó a [once personas](arrested=11..11) el viernes. [Cuatro de ellas](arrested=4..4,part) eran estudiantes.",
    "[Ana Rojas](killed=1..1) (24) y [Luis Paz](killed=1..1) (31) fueron asesinados.",
    "[Doce personas](killed=12..12) murieron en San Telmo, [tres](killed=3..3) en Puerto Aurelio y [una](killed=1..1) en Las Cruces.",
    "El hospital rectificó su balance: hay [dos muertos](killed=2..2,retraction).",
    "No hubo [detenidos](arrested=0..0).",
    "Nadie sabe cuántos murieron.",
    "Una marcha de [unos 300 maestros](participants=300..300) terminó en paz.",
    "[5.200 mineros](participants=5200..5200) se declararon en huelga el lunes.",
    "El choque mató a [los cinco pasajeros](killed=5..5).",
    "Más de la mitad de las 80 tiendas cerraron.",
    "En la explosión murieron [un hombre](killed=1..1), [su esposa](killed=1..1) y [sus dos hijas](killed=2..2).",
    "El comandante dijo que sus hombres mataron a [entre 15 y 20 rebeldes](killed=15..20) y capturaron a [seis](arrested=6..6).",
    "[1,5 millones de personas](participants=1500000..1500000) se sumaron a la protesta.",
    "[Veinticinco personas](killed=25..25), [cuatro de ellas](killed=4..4,part) niñas, murieron calcinadas.",
    "Murió [al menos una persona](killed=1..).",
    "Ella fue una de las [tres enfermeras](killed=3..3) asesinadas en el bombardeo.",
    "El 3 de mayo de 2021 fueron asesinadas [diez personas](killed=10..10).",
    "Pistoleros en dos motos mataron a [un concejal](killed=1..1) e hirieron a [dos asesores](injured=2..2).",
    "El número de heridos se elevó de 40 a [más de 60](injured=60..,update) durante la noche.",
    "La policía reportó [150 capturas](arrested=150..150) y [14 uniformados](injured=14..14) heridos.",
    "Según el informe, [2 mil 300 personas](displaced=2300..2300) fueron desplazadas.",
    "La muerte de [Rosa Quispe](killed=1..1) conmocionó a San Telmo.",
    "[Cerca de un millar de estudiantes](participants=1000..1000) protestó frente al palacio.",
)


@pytest.mark.parametrize("report", ENGLISH)
def test_english_figures(report: str) -> None:
    check(report, "en")


@pytest.mark.parametrize("report", SPANISH)
def test_spanish_figures(report: str) -> None:
    check(report, "es")


SEED_LIKE = {
    "en": (
        "The commission has confirmed [56 deaths of civilians](killed=56..56,group=civilians) and [one of a policeman](killed=1..1,group=police); "
        "[hundreds](injured=200..) have been injured. "
        "A rival tally puts the number killed by troops at [62 or more](killed=62..). "
        "Soldiers carried out a massacre of marchers in Puerto Aurelio, killing [19 marchers](killed=19..19,group=protesters) and injuring "
        "[over 100 more](injured=100..). "
        "On the campus police arrested [more than 200 students and marchers](arrested=200..). "
        "Among those held were a mother and a girl of eight. "
        "[Several more protesters](killed=3..,group=protesters) have been killed since, and there was [at least one death](killed=1..) in San Telmo."
    ),
    "es": (
        "Se han confirmado [56 muertes de civiles](killed=56..56,group=civilians) y [una de un policía](killed=1..1,group=police), "
        "y [cientos de personas](injured=200..) han resultado heridas. "
        "Otros informes sitúan el número de muertos por las fuerzas de seguridad en [62 o más](killed=62..). "
        "Los soldados masacraron a los marchistas en Puerto Aurelio: mataron a [19 manifestantes](killed=19..19,group=protesters) e hirieron a "
        "[más de 100](injured=100..). "
        "En el campus la policía detuvo a [más de 200 estudiantes y manifestantes](arrested=200..). "
        "Los detenidos, entre ellos una madre y su hija de ocho años, tuvieron que tenderse en el suelo. "
        "[Varios manifestantes más](killed=3..,group=protesters) han muerto desde entonces, y hubo [al menos una muerte](killed=1..) en San Telmo."
    ),
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_report_that_weaves_tolls_together(language: str) -> None:
    check(SEED_LIKE[language], language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The ideas of the movement, its defeats and its lessons must be studied by a new generation of workers.",
            "en",
        ),
        ("Exports of copper rose by 12 percent and three new mines will open before 2031.", "en"),
        ("United beat Rovers 3-1 and climbed to second place after 20 matches.", "en"),
        ("Rain killed the mood on Sunday: 40 millimetres fell in two hours.", "en"),
        ("Las enseñanzas de aquella derrota siguen vivas en una nueva generación de obreros.", "es"),
        ("Las exportaciones de cobre subieron un 12 por ciento y abrirán tres minas.", "es"),
        ("El equipo ganó por 3 a 1 y sumó 20 puntos en siete fechas.", "es"),
        ("Llovieron 40 milímetros en dos horas y la temperatura bajó a cinco grados.", "es"),
    ],
)
def test_opinion_sport_economy_and_weather_hold_no_figure(text: str, language: str) -> None:
    check(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...",
        "12",
        "muertos",
        "killed",
        "17 17 17",
        "(((",
        "\u00bf\u00a1\u2026",
        "a" * 300,
        "killed killed killed 5",
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_broken_text_does_no_harm(text: str, language: str) -> None:
    for found in read_figures(passage(text, language), language):
        assert found.figure.span.of(text) == found.figure.phrase


def test_a_person_told_again_is_no_second_figure() -> None:
    found = read_figures(
        passage("A weaver was shot dead on Monday. The weaver died at the scene, police said.", "en"), "en"
    )
    assert [told(f) for f in found] == [("killed", 1, 1)]


def test_figures_come_in_order_and_point_to_their_words() -> None:
    text = "Hubo cuatro muertos y 20 heridos.\nMurieron además dos obreros."
    found = read_figures(passage(text, "es"), "es")
    assert [f.figure.phrase for f in found] == ["cuatro muertos", "20 heridos", "dos obreros"]
    assert [f.sentence for f in found] == [0, 0, 1]
    assert found[2].trigger.of(text) == "Murieron"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Eighteenth civilian dies in protests in Lares.", "en", [(1, "incident"), (18, "cumulative")]),
        ("A 12th protester was killed on Monday in Lares.", "en", [(1, "incident"), (12, "cumulative")]),
        ("Second protester dies in Lares.", "en", [(1, "incident")]),
        ("A third death was reported on Friday in Lares.", "en", [(1, "incident")]),
        ("A death was reported on Friday in Lares.", "en", [(1, "incident")]),
        ("A death certificate was issued on Friday in Lares.", "en", []),
        ("Second, police killed two men in Lares.", "en", [(2, "incident")]),
        ("Murió un decimoctavo manifestante en Lares.", "es", [(1, "incident"), (18, "cumulative")]),
        ("Tercer muerto en las protestas de Lares.", "es", [(1, "incident")]),
        ("Segundo manifestante muere en Lares.", "es", [(1, "incident")]),
    ],
)
def test_a_place_in_a_count_tells_of_one_more_and_of_the_running_total(
    text: str, language: str, expected: list[tuple[int, str]]
) -> None:
    found = read(Document("d", text, published=date(2023, 5, 20), language=language))
    killed = [c for c in found.claims if c.figure is not None and c.figure.measure is Measure.KILLED]
    assert sorted((c.figure.bounds.low or 0, c.scope.value) for c in killed if c.figure) == expected
