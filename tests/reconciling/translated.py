"""Invented reports with their translations, and pairs of reports of one happening that were written apart."""

from __future__ import annotations

TRANSLATIONS: dict[str, tuple[str, str]] = {
    "agency brief": (
        (
            "PUERTO AURELIO, March 4 (AFP) - Four people were killed and 21 injured on Tuesday when police "
            "opened fire on a march in Puerto Aurelio, the health office of the Norte region said. Two of "
            "the dead, Ramiro Quintela and Delia Sosa, were students at the University of San Telmo. Some "
            "1,200 people had marched from the Plaza Libertad to the Puente Viejo."
        ),
        (
            "PUERTO AURELIO, 4 mar (AFP) - Cuatro personas murieron y 21 resultaron heridas el martes "
            "cuando la policía abrió fuego contra una marcha en Puerto Aurelio, informó la oficina de salud "
            "de la región Norte. Dos de los muertos, Ramiro Quintela y Delia Sosa, eran estudiantes de la "
            "Universidad de San Telmo. Unas 1.200 personas habían marchado desde la Plaza Libertad hasta el "
            "Puente Viejo."
        ),
    ),
    "long report with numbers in words": (
        (
            "Thirteen miners and two guards died in clashes at the Cerro Pardo mine, the prosecutor Elvira "
            "Mansilla told reporters on Sunday. Another thirty-four people are in hospital in Villa Lejana "
            "and San Telmo, six of them in a serious condition. The strike began on February 11, when the "
            "company Minera Austral dismissed 250 workers. The union Frente Minero, led by Tobías Arce, has "
            "blocked Route 9 since then. The ministry sent 400 soldiers on Friday. Mansilla said that her "
            "office had opened three inquiries."
        ),
        (
            "Trece mineros y dos guardias murieron en los enfrentamientos de la mina Cerro Pardo, dijo el "
            "domingo a la prensa la fiscal Elvira Mansilla. Otras treinta y cuatro personas están "
            "hospitalizadas en Villa Lejana y San Telmo, seis de ellas en estado grave. La huelga comenzó "
            "el 11 de febrero, cuando la empresa Minera Austral despidió a 250 trabajadores. El sindicato "
            "Frente Minero, dirigido por Tobías Arce, bloquea desde entonces la Ruta 9. El viernes el "
            "ministerio envió 400 soldados. Mansilla dijo que su despacho abrió tres investigaciones."
        ),
    ),
    "arrests": (
        (
            "Security forces detained 63 people in the Barrio Norte of Villa Lejana overnight, the lawyers' "
            "group Defensa Abierta said. Among them are 9 minors and the journalist Marta Ibarra of Radio "
            "Faro. Commander Julio Ferrán put the number at 48. On Thursday 17 were released."
        ),
        (
            "Las fuerzas de seguridad detuvieron durante la noche a 63 personas en el Barrio Norte de Villa "
            "Lejana, según el grupo de abogados Defensa Abierta. Entre ellas hay 9 menores y la periodista "
            "Marta Ibarra, de Radio Faro. El comandante Julio Ferrán las cifró en 48. El jueves quedaron "
            "libres 17."
        ),
    ),
    "account of a wave": (
        (
            "At least 27 people have died in Aurelia since protests began on January 3, the ombudsman's "
            "office said in its report of Monday. It counts 19 deaths in Puerto Aurelio, 5 in San Telmo and "
            "3 in Villa Lejana. More than 410 people were hurt and 1,380 arrested. The ombudsman, Hugo "
            "Belmar, asked president Inés Corrales to withdraw the army from the Norte region."
        ),
        (
            "Al menos 27 personas han muerto en Aurelia desde que comenzaron las protestas el 3 de enero, "
            "señaló la Defensoría en su informe del lunes. Cuenta 19 muertes en Puerto Aurelio, 5 en San "
            "Telmo y 3 en Villa Lejana. Más de 410 personas resultaron heridas y 1.380 fueron detenidas. El "
            "defensor, Hugo Belmar, pidió a la presidenta Inés Corrales retirar al ejército de la región "
            "Norte."
        ),
    ),
    "free translation, a sentence turned round": (
        (
            "The bus of the Expreso Sur company was set on fire at kilometre 88 of the Carretera Central on "
            "Wednesday at 6.40, killing 7 passengers. Police blame the band called Los Halcones. Its leader "
            "Nereo Paz was captured in 2029 in Puerto Aurelio and sentenced to 22 years."
        ),
        (
            "Siete pasajeros murieron el miércoles al ser incendiado, a las 6.40, un autobús de la empresa "
            "Expreso Sur en el kilómetro 88 de la Carretera Central. La policía acusa a la banda llamada "
            "Los Halcones, cuyo líder, Nereo Paz, fue capturado en Puerto Aurelio en 2029 y condenado a 22 "
            "años."
        ),
    ),
    "interview": (
        (
            '"We counted 31 bodies," doctor Amalia Rentería of the Hospital San Lucas told Diario Sur. The '
            "hospital in Villa Lejana took in 112 wounded between Saturday and Monday. Rentería said that "
            "14 had bullet wounds. In April 2028 the same hospital treated 40 people after the eviction of "
            "Campo Hondo. Colonel Darío Luque denies that his men used rifles."
        ),
        (
            "«Contamos 31 cuerpos», dijo a Diario Sur la doctora Amalia Rentería, del Hospital San Lucas. "
            "El hospital de Villa Lejana recibió a 112 heridos entre el sábado y el lunes. Rentería dijo "
            "que 14 tenían heridas de bala. En abril de 2028 el mismo hospital atendió a 40 personas tras "
            "el desalojo de Campo Hondo. El coronel Darío Luque niega que sus hombres usaran fusiles."
        ),
    ),
    "march without deaths": (
        (
            "Some 25,000 people marched through San Telmo on Saturday, the city hall said; the union "
            "Central Obrera spoke of 60,000. They walked from the Avenida Colón to the Plaza de Armas. Five "
            "officers were hurt by stones and 12 people were held, commissioner Ángel Duarte said. The "
            "Central Obrera called another march for May 9 in Puerto Aurelio."
        ),
        (
            "Unas 25.000 personas marcharon el sábado por San Telmo, según el municipio; el sindicato "
            "Central Obrera habló de 60.000. Caminaron desde la Avenida Colón hasta la Plaza de Armas. "
            "Cinco agentes resultaron heridos por piedras y 12 personas fueron retenidas, dijo el comisario "
            "Ángel Duarte. La Central Obrera convocó otra marcha para el 9 de mayo en Puerto Aurelio."
        ),
    ),
    "trial": (
        (
            "A court in Villa Lejana sentenced former captain Bruno Salcedo to 18 years on Thursday for the "
            "killing of 8 farmers at Hacienda Rosales on June 14, 2024. Judge Pilar Ocampo acquitted two "
            "other officers. The families' lawyer, Andrés Quiroga, will appeal. Some 300 people waited "
            "outside the Palacio de Justicia."
        ),
        (
            "Un tribunal de Villa Lejana condenó el jueves al excapitán Bruno Salcedo a 18 años por la "
            "muerte de 8 campesinos en la Hacienda Rosales el 14 de junio de 2024. La jueza Pilar Ocampo "
            "absolvió a otros dos oficiales. El abogado de las familias, Andrés Quiroga, apelará. Unas 300 "
            "personas esperaban frente al Palacio de Justicia."
        ),
    ),
    "scale words": (
        (
            "The mayor of Puerto Aurelio, Simón Vergara, put the damage at 3.5 million pesos after 2 nights "
            "of riots. The fire service attended 76 fires; one of them destroyed the Mercado Central. Half "
            "a dozen buses of the Línea Azul were burnt. On Friday 150 guards of the Policía Federal "
            "arrived from San Telmo."
        ),
        (
            "El alcalde de Puerto Aurelio, Simón Vergara, cifró los daños en 3,5 millones de pesos tras 2 "
            "noches de disturbios. Los bomberos atendieron 76 incendios; uno de ellos destruyó el Mercado "
            "Central. Media docena de buses de la Línea Azul ardieron. El viernes llegaron de San Telmo 150 "
            "agentes de la Policía Federal."
        ),
    ),
    "capitals of months and days": (
        (
            "Nine inmates died in the prison of Campo Hondo between Monday, August 2, and Wednesday, August "
            "4, director Celia Rangel confirmed. The riot began in Block 3, where 640 men are held in 220 "
            "places. Rangel said that 55 guards work in Campo Hondo. In October 2030 a fire there killed 11 "
            "inmates."
        ),
        (
            "Nueve internos murieron en la cárcel de Campo Hondo entre el lunes 2 de agosto y el miércoles "
            "4 de agosto, confirmó la directora Celia Rangel. El motín empezó en el Bloque 3, donde hay 640 "
            "hombres en 220 plazas. Rangel dijo que en Campo Hondo trabajan 55 guardias. En octubre de 2030 "
            "un incendio mató allí a 11 internos."
        ),
    ),
}

APART: dict[str, tuple[str, str]] = {
    "two agencies on one march": (
        TRANSLATIONS["agency brief"][0],
        (
            "La Defensoría confirmó cuatro fallecidos y 23 heridos en Puerto Aurelio tras la represión de "
            "este martes 4 de marzo. El defensor Hugo Belmar pidió investigar a la policía de la región "
            "Norte. Delia Sosa, de 22 años, y Ramiro Quintela son dos de las víctimas. En el Puente Viejo, "
            "donde acabó la marcha, quedaron casquillos, según Radio Faro."
        ),
    ),
    "one communiqué, two reports": (
        TRANSLATIONS["account of a wave"][0],
        (
            "La presidenta Inés Corrales rechazó retirar al ejército pese al informe que cifra en 27 los "
            "muertos de las protestas en Aurelia. El documento de Hugo Belmar señala 19 víctimas en Puerto "
            "Aurelio. El ministro Óscar Lira recordó que 38 policías han sido heridos en 14 ataques a "
            "comisarías. La oposición convocó para el jueves una marcha en San Telmo."
        ),
    ),
    "the same names, another day's numbers": (
        TRANSLATIONS["long report with numbers in words"][0],
        (
            "La fiscal Elvira Mansilla elevó a 17 los muertos de Cerro Pardo. En el hospital de Villa "
            "Lejana siguen 28 heridos. El Frente Minero de Tobías Arce levantó este martes el bloqueo de la "
            "Ruta 9 después de 26 días, y Minera Austral aceptó readmitir a 180 despedidos. Los 400 "
            "soldados volverán a San Telmo el viernes."
        ),
    ),
    "short briefs": (
        "Two people died in a protest in Puerto Aurelio on Tuesday.",
        "Dos personas murieron en una protesta en Puerto Aurelio el martes.",
    ),
    "an excerpt of a longer report": (
        TRANSLATIONS["march without deaths"][0],
        (
            "Unas 25.000 personas marcharon el sábado por San Telmo, según el municipio; la Central Obrera "
            "habló de 60.000. "
        )
        + TRANSLATIONS["long report with numbers in words"][1],
    ),
}
