"""Harm that nobody comes to: "carnage in the market", «un golpe mortal al proyecto», a team that beats another, an attack in a debate.

Told by what stands beside the word in the tree (a thing that cannot be hurt), by the field (a report of a game), or by words that speak in general.
"""

from __future__ import annotations

import re

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind
from testigo.reading.groups import other_nouns, person_nouns

# Pairs of words that look like harm and tell of none.
IDIOMS = frozenset(
    (first, second)
    for first, following in {
        "dead": "heat end ends center centre sea weight line lock letter zone reckoning calm silence last ringer wood",
        "captive": "audience market markets breeding",
        "killing": "time spree fields field machine",
        "missing": "link piece pieces data values",
        "arrested": "development",
        "caught": "in up between on off fire",
        "injury": "time list reserve prone",
        "wounded": "pride",
        "punto": "muerto",
        "tiempo": "muerto",
        "letra": "muerta",
        "peso": "muerto",
        "naturaleza": "muerta",
        "mar": "muerto",
    }.items()
    for second in following.split()
)
_THINGS = {
    "en": frozenset(
        (
            "market markets stock stocks share shares price prices economy economies momentum hope hopes chance chances career careers deal "
            "deals bill bills proposal proposals plan plans idea ideas earnings profit profits sale sales dollar currency currencies dream dreams amendment legislation "
            "debate credibility reputation image confidence morale business businesses industry industries sector competition democracy freedom freedoms performance "
            "finances budget budgets poverty inflation deficit unemployment tree trees pride feelings ego record records program programs programme ratings rating "
            "profitability revenue revenues exports trade recovery growth cause causes reform reforms policy policies"
        ).split()
    ),
    "es": frozenset(
        (
            "mercado mercados bolsa bolsas acción acciones precio precios economía economías esperanza esperanzas posibilidad posibilidades carrera acuerdo acuerdos proyecto "
            "proyectos ley leyes plan planes idea ideas beneficio beneficios venta ventas dólar euro moneda monedas sueño sueños enmienda credibilidad reputación imagen confianza "
            "moral negocio negocios industria industrias sector democracia libertades rendimiento finanzas presupuesto presupuestos pobreza inflación déficit desempleo árbol árboles "
            "poste postes cable cables rama ramas orgullo sentimientos reforma reformas política políticas exportaciones comercio recuperación crecimiento"
        ).split()
    ),
}
_VICTIM_LINKS = frozenset({"nmod", "obj", "nsubj:pass", "compound", "obl", "obl:arg", "nmod:poss"})
_GAME = {
    "en": frozenset(
        (
            "season league goal goals coach striker midfielder defender defenseman quarterback goalkeeper championship championships tournament innings wicket wickets semifinal semifinals "
            "playoff playoffs game games fixture scored halftime penalty football soccer rugby cricket tennis basketball hockey nba nfl nhl mlb fifa uefa touchdown standings captain teammates "
            "team teams match matches podium cyclist cyclists peloton lap laps cup player players forward winger points assists champions title"
        ).split()
    ),
    "es": frozenset(
        (
            "temporada liga gol goles entrenador delantero mediocampista defensor defensa arquero portero campeonato torneo semifinal semifinales partido partidos marcador penal penalti fútbol "
            "rugby básquet baloncesto tenis hockey fifa uefa equipo equipos copa jugador jugadores cancha plantel empate técnico puntos clasificación goleador carrera etapa corredor corredores podio ciclista ciclistas pelotón piloto pilotos vuelta"
        ).split()
    ),
}
_GAME_KINDS = frozenset(
    {Kind.INJURY, Kind.USE_OF_FORCE, Kind.ATTACK, Kind.KILLING, Kind.ARREST, Kind.BOMBING}
)
_IN_EARNEST = {
    "en": frozenset(
        "police riot riots dead died killed shot shooting gunmen stabbed hospital fans supporters stampede bomb violence tear clashes arrested detained custody jail jailed prison suspect suspects murder explosion".split()
    ),
    "es": frozenset(
        "policía disturbios muerto muertos murió murieron asesinado tiros hospital hinchas barra barras estampida bomba violencia gases incidentes detenidos cárcel prisión preso presos arrestado arrestados fiscal juez explosión".split()
    ),
}
_SAID = frozenset({"beat", "beats", "beating", "disparó", "dispara", "disparando", "disparado"})
_DEBATE = {
    "en": frozenset(
        "campaign campaigns election elections electoral debate debates candidate candidates ad ads rhetoric criticism criticisms twitter tweet tweets rival rivals pollster primary primaries "
        "nominee speech voters republican republicans democrat democrats democratic gop presidential congressional conservative conservatives liberals remark remarks comments verbal "
        "verbally opponent opponents frontrunner runner delegates senator campaigning poll polls ballot caucus critics criticized credibility hacker hackers hacking software browser "
        "malware cyber ransomware malicious website web server servers users".split()
    ),
    "es": frozenset(
        "campaña elección elecciones electoral debate debates candidato candidata candidatos crítica críticas criticó twitter tuit tuits discurso votantes comicios precandidato "
        "precandidata oposición oficialismo diputado diputada diputados senador senadora bancada censura parlamento anticonstitucional inconstitucional encuesta encuestas declaraciones "
        "hackers hacker informático informáticos informática informáticas cibernético cibernéticos servidores usuarios software".split()
    ),
}
_ARMED = {
    "en": frozenset(
        (
            "gunmen gunman armed bomb bombing bombings shot fired gun guns knife killed killing wounded injured stones mob soldiers troops rebels terror terrorist terrorists terrorism "
            "militants militant isis islamic jihadist nightclub embassy consulate compound shooting massacre victims dead died death deaths suicide police mosque synagogue rockets"
        ).split()
    ),
    "es": frozenset(
        (
            "armados armado armada bomba bombas disparos tiros arma armas cuchillo muerto muertos muerte muertes herido heridos piedras turba soldados tropas rebeldes terrorista terroristas "
            "terrorismo eta yihadista yihadistas guerrilla guerrilleros atentado atentados explosión víctimas asesinado asesinados matar mató policía policías embajada"
        ).split()
    ),
}
_LEAST_OF_DEBATE = 2
_JOINTS = {
    "en": frozenset(
        "knee knees ankle ankles hamstring hamstrings groin meniscus ligament ligaments acl tendon achilles calf quad concussion rehab arthroscopic cartilage rotator sprain sprained tendinitis games season playoffs touchdown yards defense offense league".split()
    ),
    "es": frozenset(
        "rodilla rodillas tobillo tobillos menisco meniscos ligamento ligamentos isquiotibiales aductor aductores gemelo sóleo muscular musculares desgarro esguince tendón pubalgia contractura cuádriceps distensión".split()
    ),
}
_ACCIDENT = frozenset(
    "crash accident collision car bus truck blast bullet bullets fell accidente choque camión autobús auto bala balas perdigones golpiza volcadura agentes police".split()
)
_FALLEN = frozenset({"fallen", "caído", "caída", "caídos", "caídas", "ráfaga", "ráfagas", "gust", "gusts"})
_WEATHER = frozenset(
    "rain rains wind winds storm storms hail snow lluvia lluvias viento vientos tormenta tormentas granizo nieve agua precipitaciones ráfagas".split()
)
_DYING = {
    "en": frozenset({"died", "dies", "die", "dying", "perished"}),
    "es": frozenset({"murió", "muere", "morir", "murieron", "mueren", "muriendo", "falleció"}),
}
# People told by a noun that is in no list of persons.
_MANY = frozenset(
    (
        "family families crew crews crowd couple couples group groups patient patients victim victims dozens hundreds thousands scores population community majority half third "
        "number total baby babies twin twins fetus newborn newborns infant infants others one two three four five six none all many most some several more "
        "familia familias tripulación pareja parejas grupo grupos paciente pacientes víctima víctimas decenas cientos miles población comunidad mayoría mitad tercio número total "
        "bebé bebés recién nacido nacidos otros otras uno dos tres cuatro cinco seis ninguno todos muchos varios persona personas gente"
    ).split()
)
_SCORE = re.compile(r"(?<![\d-])\d{1,3}-\d{1,3}(?![\d-])")
_CAUSES = {
    "en": re.compile(
        r"\b(?:leading|major|main|common(?:est)?|primary|top|biggest|frequent)\s+(?:\w+\s+)?causes?\s+of\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:primera|principal(?:es)?|mayor(?:es)?|segunda|tercera)\s+causas?\s+de\b", re.IGNORECASE
    ),
}
_PHRASE = 7  # tokens from a gerund to the verb that it is the subject of
_LEAST_OF_GAME = 4  # different words of a game
_SHARE_OF_GAME = 0.03  # of all words


def befalls_a_thing(sentence: Sentence, token: int, language: str) -> bool:
    """The word of harm has a thing for its victim, and nobody beside it: "carnage in the market", "the mortal wound in its momentum".

    >>> from testigo.model.text import Span
    >>> befalls_a_thing(Sentence(0, 0, Span(0, 1), ()), 0, "en")
    False
    """
    tokens = sentence.tokens
    if token >= len(tokens):
        return False
    things = _THINGS[language]
    word = tokens[token]
    before, after = (tokens[k].lower if 0 <= k < len(tokens) else "" for k in (token - 1, token + 1))
    if (before, word.lower) in IDIOMS or (word.lower, after) in IDIOMS:
        return True
    beside = [tokens[c] for c in sentence.children[token] if tokens[c].dep in _VICTIM_LINKS]
    if any(t.entity == "PER" or t.pos == "PRON" for t in beside):
        return False
    if any(t.lower in things or other_nouns(language).get(t.lower) == "animal" for t in beside):
        return True
    if word.lower in _FALLEN and any(t.lower in things or t.lower in _WEATHER for t in tokens):
        return True  # trees, posts and hail fall too, and gusts are of wind
    if word.lower in _DYING[language]:
        subject = next((tokens[c] for c in sentence.children[token] if tokens[c].dep == "nsubj"), None)
        if subject is not None and subject.pos == "NOUN" and not subject.entity:
            return subject.lower not in person_nouns(language) and subject.lower not in _MANY
    head = tokens[word.head]
    return word.dep in {"amod", "acl", "compound"} and head.i != token and head.lower in things


def is_of_a_game(passage: Passage, language: str) -> bool:
    """A report of a game: four different words of play at least, three in a hundred words; or three of them and a score, or nine in a hundred."""
    words = [t.lower for s in passage.sentences for t in s.tokens]
    found = [word for word in words if word in _GAME[language]]
    different = len(set(found))
    if different >= _LEAST_OF_GAME:
        return len(found) >= _SHARE_OF_GAME * len(words)
    return different == _LEAST_OF_GAME - 1 and (
        len(found) >= 3 * _SHARE_OF_GAME * len(words) or _SCORE.search(passage.text) is not None
    )


def is_played(sentence: Sentence, kind: Kind, language: str) -> bool:
    """In a report of a game: a blow, a defeat or an injury of play, with nobody dead, no police and no crowd in the sentence."""
    return kind in _GAME_KINDS and not any(t.lower in _IN_EARNEST[language] for t in sentence.tokens)


def is_said(sentence: Sentence, token: int, kind: Kind, passage: Passage, language: str) -> bool:
    """An attack in words, a rival beaten: told among candidates and campaigns, with no weapon and nobody hurt."""
    if kind is not Kind.ATTACK and not (kind is Kind.USE_OF_FORCE and sentence.tokens[token].lower in _SAID):
        return False
    words = {t.lower for t in sentence.tokens}
    if not words.isdisjoint(_ARMED[language]):
        return False
    if not words.isdisjoint(_DEBATE[language]):
        return True
    everywhere = {t.lower for s in passage.sentences for t in s.tokens}
    return len(everywhere & _DEBATE[language]) >= _LEAST_OF_DEBATE and everywhere.isdisjoint(_ARMED[language])


def is_of_the_body(sentence: Sentence, kind: Kind, language: str) -> bool:
    """An injury of sport or of the joints, told with the knee or the ankle and with no violence: "out with a hamstring injury"."""
    if kind is not Kind.INJURY:
        return False
    words = {t.lower for t in sentence.tokens}
    return not words.isdisjoint(_JOINTS[language]) and words.isdisjoint(
        _IN_EARNEST[language] | _ARMED[language] | _ACCIDENT
    )


def speaks_in_general(sentence: Sentence, token: int, passage: Passage, language: str) -> bool:
    """As in "the leading cause of deaths", «la principal causa de muerte»; "bombing camps is not enough": what is so in general, not who died."""
    tokens = sentence.tokens
    if token < len(tokens):
        word = tokens[token]
        if word.dep == "csubj":
            return True
        is_bare = token == 0 or tokens[token - 1].pos not in {"DET", "ADJ", "AUX", "NUM"}
        if word.lower.endswith("ing") and is_bare and (word.pos == "VERB" or word.dep == "compound"):
            for following in tokens[token + 1 : token + _PHRASE]:
                if following.pos in {"PUNCT", "VERB", "SCONJ"}:
                    break
                if following.lower in {"is", "would", "will"} and following.head != token:
                    return True
    return _CAUSES[language].search(sentence.span.of(passage.text)) is not None
