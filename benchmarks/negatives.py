"""False claims: paragraphs of opinion, sport, economy and weather, where a claim of harm is nearly always a mistake.

The rule that picks them knows nothing of what testigo reads. From the documents of acep_es and glocon_sample that their coders hold for no conflict and
no protest, from TimeBank's newspapers and from the articles of polnear: paragraphs (lines) of 25 to 150 words with three different words of one
topic at least, more of it than of any other; a paragraph given to the topic of which it has most. Of each topic and language the first 40 by the digest of
their text: about 200.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from testigo.model.claim import Claim, Factuality, Kind, Polarity
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.running import stages

EACH = 40
LEAST_WORDS, MOST_WORDS = 25, 150
LEAST = 3
SOURCES = (
    ("acep_es", "label", "other"),
    ("glocon_sample", "label", "0"),
    ("time_TimeBank-en", None, None),
    ("time_TimeBank-es", None, None),
    ("polnear", None, None),
)
TOPICS = {
    "en": {
        "opinion": "i we our must should believe think opinion editorial column argue moral values truth voters liberal conservative conservatives liberals politics democracy media hypocrisy wrong",
        "sport": "match team season goal goals coach league cup player players game games tournament championship football soccer rugby cricket tennis win won score scored stadium fans olympic medal race defender striker quarterback",
        "economy": "market markets shares stock stocks inflation dollar profit profits earnings sales bank banks quarter economy economic growth price prices investors trading percent billion million exports interest rates unemployment budget tax",
        "weather": "rain rains weather temperature temperatures forecast wind winds degrees storm storms snow humidity cloudy heat hurricane celsius rainfall drought floods flood coast climate",
    },
    "es": {
        "opinion": "creo debemos nuestra nuestro nosotros opinión editorial debería deberían pienso verdad valores política políticos democracia medios ideas sociedad pensamiento crítica debate reflexión moral",
        "sport": "partido equipo gol goles temporada entrenador liga copa jugador jugadores torneo campeonato fútbol rugby básquet tenis ganó victoria estadio cancha olímpico medalla carrera derrota triunfo delantero arquero fecha club",
        "economy": "mercado mercados acciones bolsa inflación dólar dólares euro euros pesetas beneficios ventas banco bancos trimestre economía económico crecimiento precio precios inversores millones exportaciones tasas desempleo presupuesto impuesto empresa empresas",
        "weather": "lluvia lluvias tiempo temperatura temperaturas pronóstico viento vientos grados tormenta tormentas nieve humedad nublado calor frío huracán celsius precipitaciones sequía inundaciones costa clima",
    },
}
_HARM_KINDS = frozenset(
    {
        Kind.KILLING,
        Kind.INJURY,
        Kind.ARREST,
        Kind.DISAPPEARANCE,
        Kind.KIDNAPPING,
        Kind.BOMBING,
        Kind.ATTACK,
        Kind.ARSON,
        Kind.USE_OF_FORCE,
        Kind.RAID,
    }
)
_NOT_HAPPENED = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})
_HARM_MEASURES = frozenset(set(Measure) - {Measure.PARTICIPANTS, Measure.DISPLACED})
_WORD = re.compile(r"[^\W\d_]+")


def topic_of(text: str, language: str) -> str | None:
    """The topic of which a paragraph has most words, three different ones at least; None where two have as many."""
    words = {word.lower() for word in _WORD.findall(text)}
    counts = sorted(
        ((len(words & set(cues.split())), topic) for topic, cues in TOPICS[language].items()), reverse=True
    )
    (most, topic), (second, _) = counts[:2]
    return topic if most >= LEAST and most > second else None


def paragraphs(corpora: Path) -> Iterator[tuple[str, str, str]]:
    """(language, topic, text) of every paragraph that the rule takes, in no order that matters."""
    for corpus, field, value in SOURCES:
        for path in sorted((corpora / corpus).glob("*.jsonl*")):
            content = path.read_bytes()
            lines = (
                (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8").split("\n")
            )
            for row in map(json.loads, filter(str.strip, lines)):
                if "text" not in row or (field is not None and str(row.get(field)) != value):
                    continue
                for text in row["text"].split("\n"):
                    if LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
                        topic = topic_of(text, row["lang"])
                        if topic is not None:
                            yield row["lang"], topic, " ".join(text.split())


def chosen(corpora: Path) -> list[tuple[str, str, str]]:
    """The first 40 of each language and topic by the digest of their text."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for language, topic, text in paragraphs(corpora):
        groups.setdefault((language, topic), {})[hashlib.sha256(text.encode()).hexdigest()] = text
    return [
        (language, topic, text)
        for (language, topic), found in sorted(groups.items())
        for _, text in sorted(found.items())[:EACH]
    ]


def tells_of_harm(claim: Claim) -> bool:
    """A claim that somebody was killed, hurt, held, taken or attacked: not denied, not only planned or supposed, and no "none"."""
    if claim.stance.polarity is Polarity.DENIED or claim.stance.factuality in _NOT_HAPPENED:
        return False
    if claim.figure is not None:
        return claim.figure.measure in _HARM_MEASURES and claim.figure.bounds.high != 0
    return claim.kind in _HARM_KINDS


def predict(corpora: Path) -> list[dict[str, Any]]:
    """One row a paragraph: its language, topic, and the claims of harm read in it."""
    rows: list[dict[str, Any]] = []
    for number, (language, topic, text) in enumerate(chosen(corpora)):
        document = Document(f"paragraph-{number}", text, language=language)
        claims = [claim for claim in stages.read(document).claims if tells_of_harm(claim)]
        told = [
            [
                c.kind.value,
                c.figure.phrase if c.figure else c.span and c.quote[:200],
                c.scope.value,
                c.stance.factuality.value,
            ]
            for c in claims
        ]
        rows.append({"language": language, "topic": topic, "text": text, "claims": told})
    return rows
