"""Pronouns, short forms and descriptions stand for the full name of the speaker within the document."""

from __future__ import annotations

from functools import cache

import pytest

from testigo.language.quotation import find_quotations
from testigo.language.syntax import SpacyParser
from testigo.model.text import Part


@cache
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


# (language, text, words of the last report, words of its voice)
SHORT = [
    ("en", "The Ministry of Health reported two deaths on Monday. The ministry said six more were hurt.", "six more", "Ministry of Health"),
    ("en", "The Lares Rights Observatory counted 12 dead. The organisation said four were minors.", "four were", "Lares Rights Observatory"),
    ("en", "Voces de Lares, a rights group, counted 12 dead. The group said four were minors.", "four were", "Voces de Lares"),
    ("en", "The National Ombudsman's Office said two people died. The institution said six were hurt.", "six were", "Ombudsman"),
    ("en", "Governor Ana Ruiz said two people died. The governor said six were hurt.", "six were", "Ana Ruiz"),
    ("en", "Ana Ruiz, the mayor of Lares, said two people died. She said six were hurt.", "six were", "Ana Ruiz"),
    ("en", "Colonel Luis Prado said two soldiers died. Prado said six were hurt.", "six were", "Luis Prado"),
    ("en", "The Miners' Federation said two people died. It said six were hurt.", "six were", "Miners' Federation"),
    ("en", "The Aurelian Human Rights Commission (AHRC) said two people died. The AHRC said six were hurt.", "six were", "Human Rights Commission"),
    ("en", "The police said two people died. They said six were hurt.", "six were", "police"),
    ("en", "Doctors at the hospital said two people died. They said six were hurt.", "six were", "Doctors"),
    ("en", "The mayor said two people died. A union leader said six were hurt. The mayor said three were missing.", "three were", "mayor"),
    ("en", "The government said two people died. Ana Ruiz, a lawyer, said six were hurt. The government said three were missing.", "three were", "government"),
    ("en", "The Red Cross said two people died. The organization said six were hurt.", "six were", "Red Cross"),
    ("en", "The strike committee said two people died. The committee said six were hurt.", "six were", "strike committee"),
    ("en", "The Interior Ministry said two people died. The hospital said six were hurt. The ministry said three were missing.", "three were", "Interior Ministry"),
    ("en", "Rosa Vidal, the interior minister, said two people died. The minister said six were hurt.", "six were", "Rosa Vidal"),
    ("en", "Police chief Juan Vega said two people died. The police chief said six were hurt.", "six were", "Juan Vega"),
    ("en", "The embassy's spokesman, Juan Vega, said two people died. The spokesman said six were hurt.", "six were", "Juan Vega"),
    ("es", "El Ministerio de Salud informó de dos muertos el lunes. El ministerio dijo que hay seis heridos.", "seis heridos", "Ministerio de Salud"),
    ("es", "La Defensoría del Pueblo informó de dos muertos. La institución dijo que hay seis heridos.", "seis heridos", "Defensoría del Pueblo"),
    ("es", "El Observatorio de Derechos Humanos de Lares contó doce muertos. La organización dijo que hay seis heridos.", "seis heridos", "Observatorio de Derechos Humanos"),
    ("es", "El Observatorio de Derechos Humanos de Lares contó doce muertos. La ONG dijo que hay seis heridos.", "seis heridos", "Observatorio de Derechos Humanos"),
    ("es", "La Coordinadora de Lares contó doce muertos. El grupo dijo que hay seis heridos.", "seis heridos", "Coordinadora de Lares"),
    ("es", "La gobernadora Ana Ruiz dijo que murieron dos personas. La gobernadora agregó que hay seis heridos.", "seis heridos", "Ana Ruiz"),
    ("es", "El alcalde de Lares, Luis Prado, dijo que murieron dos personas. Agregó que hay seis heridos.", "seis heridos", "Luis Prado"),
    ("es", "El alcalde de Lares, Luis Prado, dijo que murieron dos personas. Prado dijo que hay seis heridos.", "seis heridos", "Luis Prado"),
    ("es", "Rosa Vidal, ministra del Interior, dijo que murieron dos personas. La ministra dijo que hay seis heridos.", "seis heridos", "Rosa Vidal"),
    ("es", "La Policía dijo que murieron dos personas. El hospital informó de seis heridos. La Policía dijo que hay tres detenidos.", "tres detenidos", "Policía"),
    ("es", "La Comisión Aureliana de Derechos Humanos (CADH) dijo que murieron dos personas. La CADH dijo que hay seis heridos.", "seis heridos", "Comisión Aureliana de Derechos Humanos"),
    ("es", "La Cruz Roja dijo que murieron dos personas. El organismo dijo que hay seis heridos.", "seis heridos", "Cruz Roja"),
    ("es", "El Comité de Paro dijo que murieron dos personas. El comité dijo que hay seis heridos.", "seis heridos", "Comité de Paro"),
    ("es", "La Fiscalía confirmó dos muertos. Según la entidad, hay seis heridos.", "seis heridos", "Fiscalía"),
    ("es", "El sindicato minero denunció dos muertos. La misma organización dijo que hay seis heridos.", "seis heridos", "sindicato minero"),
    ("es", "El portavoz del Gobierno, Juan Vega, dijo que murieron dos personas. El portavoz dijo que hay seis heridos.", "seis heridos", "Juan Vega"),
    ("es", "El jefe de la Policía, Juan Vega, dijo que murieron dos personas. Según Vega, hay seis heridos.", "seis heridos", "Juan Vega"),
    ("en", "Hospital doctors said two people died. Sources said six were hurt.", "six were", "Sources"),
    ("en", "Ana Ruiz, a lawyer, said two people died. The governor said six were hurt.", "six were", "governor"),
    ("es", "Rubén Apaza, un abogado, dijo que murieron dos personas. El alcalde dijo que hay seis heridos.", "seis heridos", "alcalde"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "matter", "voice"), SHORT, ids=[f"{r[0]}{n}" for n, r in enumerate(SHORT)]
)
def test_short_forms_have_their_full_name(language: str, text: str, matter: str, voice: str) -> None:
    passage = parser(language).parse([(Part.BODY, text)])[0]
    found = [q.voice for q in find_quotations(passage, language) if matter in q.content.of(text)]
    assert found
    assert found[-1] is not None
    assert voice in found[-1]


# Happenings, places and things; a paper speaks for who made it. (language, text, words of the matter, voice or "" for none)
GUARDED = [
    ("en", "Protests in Aurelia's capital continued into a fifth day as 30 demonstrators were arrested.", "arrested", ""),
    ("en", "The clashes on Monday confirmed that three people had died.", "died", ""),
    ("en", "The attack proved that two guards had died.", "died", ""),
    ("en", "In the eastern Lares province, a civilian was killed, police said.", "killed", "police"),
    ("en", "The embassy issued a guarded statement lamenting the killing of twelve marchers.", "twelve marchers", "embassy"),
    ("en", "The union published a letter saying that four miners had died.", "four miners", "union"),
    ("en", "It was reported in Lares that 16 members of the patrol died.", "16 members", ""),
    ("en", "By 11:00 Voces counted 21 homicides.", "21 homicides", "Voces"),
    ("es", "Las protestas en la capital confirmaron que hubo tres muertos.", "tres muertos", ""),
    ("es", "El ataque reveló que había tres heridos.", "tres heridos", ""),
    ("es", "Los enfrentamientos del lunes informaron de nueve heridos.", "nueve heridos", ""),
    ("es", "La embajada emitió un comunicado que lamenta la muerte de doce manifestantes.", "doce manifestantes", "embajada"),
    ("es", "El sindicato publicó una carta en la que denuncia la muerte de cuatro mineros.", "cuatro mineros", "sindicato"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "matter", "voice"), GUARDED, ids=[f"{r[0]}{n}" for n, r in enumerate(GUARDED)]
)
def test_only_who_can_speak_is_a_voice(language: str, text: str, matter: str, voice: str) -> None:
    passage = parser(language).parse([(Part.BODY, text)])[0]
    found = {q.voice for q in find_quotations(passage, language) if matter in q.content.of(text) and q.voice}
    assert bool(found) == bool(voice), found
    assert all(voice in name for name in found)
