"""False claims: paragraphs of opinion, sport, economy, weather, culture and history, where a claim of harm is nearly always a mistake.

The rule that picks them knows nothing of what testigo reads: paragraphs (lines; longer ones cut at ends of sentences) of 25 to 150 words with two different
words of one topic at least, more of it than of any other. They come from the documents that the coders of acep_es and glocon_sample hold for no conflict and
no protest, and from newspapers, encyclopaedias and treebanks that were gathered for other ends. Of each topic and language they stand in the order of the
digest of their text, and are cut into parts of 40. A part is fresh until its claims are read; after that it is one that rules were written on.
`SPENT` are those; the figure that counts is the one of a fresh part, by the reading of every claim in it.

Some of the paragraphs do tell of people killed or hurt. A paragraph whose claims were read and found right is named by its digest in
`negatives_true.txt`, with the number of its right claims; all others are false.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from testigo.model.claim import Claim, Factuality, Kind, Polarity
from testigo.model.text import Document
from testigo.model.toll import Measure
from testigo.running import stages

EACH = 40
SPENT = (0, 1)  # parts that were read while rules were written
FRESH = (2,)  # parts that were read after the last rule
LEAST_WORDS, MOST_WORDS = 25, 150
LEAST = 2
TRUE = Path(__file__).with_name("negatives_true.txt")
# Corpora with the field and the value that their coders give to what is no conflict; without one, all documents.
SOURCES = (
    ("acep_es", "label", "other"),
    ("glocon_sample", "label", "0"),
    ("case2021t2", "label", "DIPLO AGREEMENT OTHER ATTRIB MAN_MADE_DISASTER NATURAL_DISASTER"),
    ("time_TimeBank-en", None, None),
    ("time_TimeBank-es", None, None),
    ("time_AQUAINT", None, None),
    ("time_MEANTIME-en", None, None),
    ("time_MEANTIME-es", None, None),
    ("geo_LGL", None, None),
    ("geo_TR-News", None, None),
    ("geo_GeoVirus", None, None),
    ("geo_CEGEOMEX", None, None),
    ("ecbplus", None, None),
    ("polnear", None, None),
    ("linguistic/en", None, None),
    ("linguistic/es", None, None),
)
TOPICS = {
    "en": {
        "opinion": "i we our must should believe think opinion editorial column argue moral values truth voters liberal conservative conservatives liberals politics democracy media hypocrisy wrong",
        "sport": "match team season goal goals coach league cup player players game games tournament championship football soccer rugby cricket tennis win won score scored stadium fans olympic medal race defender striker quarterback",
        "economy": "market markets shares stock stocks inflation dollar profit profits earnings sales bank banks quarter economy economic growth price prices investors trading percent billion million exports interest rates unemployment budget tax",
        "weather": "rain rains weather temperature temperatures forecast wind winds degrees storm storms snow humidity cloudy heat hurricane celsius rainfall drought floods flood coast climate",
        "culture": "film films movie movies novel novels album albums song songs band music musician actor actress actors director theatre theater stage book books author poet writer museum art artist painting festival concert television series episode character characters plot game games video audience scene",
        "history": "century centuries war empire king queen ancient medieval dynasty emperor reign throne historian historians history born died castle church colonial battle army troops roman founded kingdom duke prince treaty biography married",
    },
    "es": {
        "opinion": "creo debemos nuestra nuestro nosotros opinión editorial debería deberían pienso verdad valores política políticos democracia medios ideas sociedad pensamiento crítica debate reflexión moral",
        "sport": "partido equipo gol goles temporada entrenador liga copa jugador jugadores torneo campeonato fútbol rugby básquet tenis ganó victoria estadio cancha olímpico medalla carrera derrota triunfo delantero arquero fecha club",
        "economy": "mercado mercados acciones bolsa inflación dólar dólares euro euros pesetas beneficios ventas banco bancos trimestre economía económico crecimiento precio precios inversores millones exportaciones tasas desempleo presupuesto impuesto empresa empresas",
        "weather": "lluvia lluvias tiempo temperatura temperaturas pronóstico viento vientos grados tormenta tormentas nieve humedad nublado calor frío huracán celsius precipitaciones sequía inundaciones costa clima",
        "culture": "película películas filme cine novela novelas disco discos álbum canción canciones banda música músico actor actriz actores director teatro escenario libro libros autor autora poeta escritor museo arte artista pintura cuadro festival concierto televisión serie episodio personaje personajes trama videojuego público escena",
        "history": "siglo siglos guerra imperio rey reina antiguo medieval dinastía emperador reinado trono historiador historiadores historia nació murió castillo iglesia colonial batalla ejército tropas romano fundó fundada reino duque príncipe tratado biografía casó",
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
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SENTENCES = 10
_PIECE = 100
_COLUMNS = 2
_NAMED = 16  # digits of a digest that name a paragraph


def topic_of(text: str, language: str) -> str | None:
    """The topic of which a paragraph has most words, three different ones at least; None where two have as many."""
    words = {word.lower() for word in _WORD.findall(text)}
    counts = sorted(
        ((len(words & set(cues.split())), topic) for topic, cues in TOPICS[language].items()), reverse=True
    )
    (most, topic), (second, _) = counts[:2]
    return topic if most >= LEAST and most > second else None


def _texts(corpora: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of every document of the sources; of a treebank, the sentences of a document or of ten in a row."""
    for corpus, field, values in SOURCES:
        for path in sorted((corpora / corpus).glob("*.jsonl*")) + sorted(
            (corpora / corpus).glob("*.conllu*")
        ):
            content = path.read_bytes()
            lines = (
                (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8").split("\n")
            )
            if ".conllu" in path.name:
                yield from ((path.parent.name, text) for text in _treebank(lines))
                continue
            for row in map(json.loads, filter(str.strip, lines)):
                if "text" in row and (values is None or str(row.get(field)) in values.split()):
                    yield row["lang"], row["text"]


def _treebank(lines: list[str]) -> Iterator[str]:
    """The sentences of each document of a treebank joined to one text, ten at most."""
    held: list[str] = []
    for line in lines:
        if held and (line.startswith("# newdoc") or len(held) == _SENTENCES):
            yield " ".join(held)
            held = []
        if line.startswith("# text = "):
            held.append(line.removeprefix("# text = "))
    if held:
        yield " ".join(held)


def _pieces(line: str) -> Iterator[str]:
    """A line as it is; a longer one than 150 words cut at ends of sentences into pieces of 100 words or little more."""
    if len(line.split()) <= MOST_WORDS:
        yield " ".join(line.split())
        return
    held: list[str] = []
    for sentence in _SENTENCE_END.split(line):
        held += sentence.split()
        if len(held) >= _PIECE:
            yield " ".join(held)
            held = []
    yield " ".join(held)


def paragraphs(corpora: Path) -> Iterator[tuple[str, str, str]]:
    """(language, topic, text) of every paragraph that the rule takes, in no order that matters."""
    for language, whole in _texts(corpora):
        for line in whole.split("\n"):
            for text in _pieces(line):
                if LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
                    topic = topic_of(text, language)
                    if topic is not None:
                        yield language, topic, text


def digest_of(text: str) -> str:
    """What names a paragraph, and orders it."""
    return hashlib.sha256(text.encode()).hexdigest()


def chosen(corpora: Path, parts: Iterable[int] = FRESH) -> list[tuple[str, str, str]]:
    """The paragraphs of some parts: of each language and topic 40 a part, from the greatest digest of the text down."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for language, topic, text in paragraphs(corpora):
        groups.setdefault((language, topic), {})[digest_of(text)] = text
    return [
        (language, topic, text)
        for (language, topic), found in sorted(groups.items())
        for part in parts
        for _, text in sorted(found.items(), reverse=True)[part * EACH : (part + 1) * EACH]
    ]


def right_claims() -> dict[str, int]:
    """How many claims of harm are right in a paragraph, by its digest: no more than were found right by reading it."""
    rows = [
        line.split() for line in TRUE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return {row[0]: int(row[1]) for row in rows if len(row) == _COLUMNS}


def tells_of_harm(claim: Claim) -> bool:
    """A claim that somebody was killed, hurt, held, taken or attacked: not denied, not only planned or supposed, and no "none"."""
    if claim.stance.polarity is Polarity.DENIED or claim.stance.factuality in _NOT_HAPPENED:
        return False
    if claim.figure is not None:
        return claim.figure.measure in _HARM_MEASURES and claim.figure.bounds.high != 0
    return claim.kind in _HARM_KINDS


def predict(corpora: Path, parts: Iterable[int] = FRESH) -> list[dict[str, Any]]:
    """One row a paragraph: its language, topic, the claims of harm read in it, and how many of them are false."""
    rows: list[dict[str, Any]] = []
    right = right_claims()
    for number, (language, topic, text) in enumerate(chosen(corpora, parts)):
        document = Document(f"paragraph-{number}", text, language=language)
        claims = [claim for claim in stages.read(document).claims if tells_of_harm(claim)]
        told = [
            [
                c.kind.value,
                c.figure.phrase if c.figure else c.span and c.quote[:200],
                c.scope.value,
                c.stance.factuality.value,
                c.cause,
            ]
            for c in claims
        ]
        name = digest_of(text)[:_NAMED]
        false = max(0, len(told) - right.get(name, 0))
        rows.append(
            {"language": language, "topic": topic, "name": name, "text": text, "claims": told, "false": false}
        )
    return rows
