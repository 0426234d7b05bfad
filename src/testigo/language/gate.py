"""The cheap pass over every document: can it hold anything that we read? Words alone decide, in a few microseconds.

An Aho-Corasick automaton over the forms of the trigger cues (and of a few words that only such reports use) runs over the text in
lower case. The gate favours recall: one hit that begins a word is enough to have the document parsed. What it turns away is
sampled by the caller (`running`), and `VERSION` says by which list of words it was turned away.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import ahocorasick

from testigo.language.lexicon import lexicon
from testigo.language.wordforms import forms

LANGUAGES = ("en", "es")
_WEAK = {
    "en": frozenset(
        "hold held holds holding catch catches caught catching lodge lodged seize charge charges charged charging frame framed frames produce "
        "produces produced producing force excess excesses lapse lapses negligence apathy indifference laxity gathering gatherings procession "
        "processions parade parades free search searches searched searching comb combs combed occupy occupies occupied occupation occupations "
        "break captured capture captures capturing mask mask clubs clubbed club round rounds cane canes "
        "storm stormed storms ransom toll tolls explosive burn burns burned burning hurt hurts explosives complicity impunity custody "
        "crush crushed quell disperse damage damaged damages destroy destroyed destroys wreck smash smashed trash "
        "thefts theft gun guns hack hacks hacked knife knives stab harass rape boycott injury injuries wound wounds "
        "mine mines blast blasts exploded explode explodes exploding fire fires fired shell shells bullet bullets force repression assault "
        "prohibition ban bans banned censorship forbid inaction lockdown shutdown mortar uprising excess whip whipped drop drops dropped "
        "hunt picket search toll victim victims casualty casualties heist plunder vanish vanished vanishes disappear disappears disappeared "
        "capturing arrest-rate sabotage catch".split()
    ),
    "es": frozenset(
        "tomar toma tomas tomo tome tomen tomó tomaron tomado tomada tomados tomadas tomando tomará tomarán tomaría ocupar ocupa ocupan ocupó "
        "ocupado ocupada ocupados ocupando ocupación marcha marchas marche marchan marchar concentración concentraciones caravana ronda rondas "
        "operativo operativos bala balas golpear golpea golpeó golpes volar vuela vuelan voló vuelo volando volaba quemar quema quemó quemado "
        "quemada intervenir retener retiene retuvo retención procesar procesa procesado procesada contener invadir invade robar roba robó robado "
        "omisión lesión lesiones herida heridas censura prohibir prohíbe prohibió asalto copar misil misiles crimen víctima víctimas explotar "
        "explota explotan explotó estallar estalla estalló destrozo destrozos daño daños caído caída caídos expirar sucumbir perecer ayunar "
        "ejecutar ejecuta ejecutó ejecutado ejecución ejecuciones capturar captura capturas capturó rescatar detener detiene disolver despejar "
        "contuso requisar registrar incursionar incursión irrumpir irrumpe irrumpió bloquear bloquea bloqueó destruir destruye destruyó demoler "
        "sabotear registro mitin acampada reducir disparar dispara disparó disparó disparan disparo disparos chocar choque choques combate "
        "combates ofensiva ofensivas ataque ataques agresión hidrante hidrantes guanaco gases explosión explosiones proyectiles carga paliza "
        "estallido levantamiento invasión clausura clausurar vetar clausuró clausurado contención acampar acampa encerrarse encierro violar viola "
        "violó violado violación ráfaga ráfagas preso presa captura pasividad desaparecer desaparece desapareció desaparecido desaparecida "
        "matar mata matas mate mates mato abatir abatido".split()
    ),
}
"""Words with a common other sense: one of them alone opens no gate, two different ones do."""

_ALSO = {
    "en": (
        *"protest riot demonstrat killed kill murder massacr slain gunm bomb teargas kidnap abduct clash curfew unrest loot arson hostage".split(),
        *"guerrilla terroris militia paramilit crackdown barricad blockad evict ambush grenade gunfire marchers torch ablaze lathi baton jailed".split(),
        *"tortur arrest detain execut lynch behead stabb shoot shot dead death died wounded injured insurg rampag sit-in vandal".split(),
        *"corpse cadaver drown bodies casualt disappear hanged lynched".split(),
        *("were hurt", "was hurt", "people hurt", "mass grave", "toll rose", "toll rises", "toll has", "rallied against", "were blocked", "blocked the", "blocked road"),
    ),
    "es": (
        *"protest huelga piquete disturb represi reprim moviliz plantón cacerol baleado perdig lacrimóg lacrimog secuestr atentado saque masacr".split(),
        *"rehén rehenes guerrill terroris insurg paramilit encapuch golpiza tortur desaloj allanam acampe barricad revuelta gendarm carabiner".split(),
        *"manifestante bombarde asesin mataron mató murieron murió muert herido fallec detenid detuv arrest incendi enfrentam paro paros bloqueo".split(),
        *"amotin linch apedre manifestac manifestar explosiv sublev insurrec".split(),
        *"cadáver cadaver cuerpos víctimas ahogad ahogó ahogaron ahorcad quemad extinto pararon".split(),
        *("dejó de existir", "dejaron de existir", "fosa común", "fosas comunes", "por los aires", "bajas en", "una bala", "las balas", "alcanzó a un", "un dron", "sin vida"),
    ),
}  # fmt: skip
"""Beginnings of words, and words together, that are enough by themselves."""

_SETTING = {
    "en": "police troops soldier army rebel militant student worker union farmer activist rallies rallied security prison victim toll attack".split(),
    "es": (
        "policía policia polici militar ejército soldado fuerzas sindica gremi docente trabajador estudiant campesin vecin manifest marchar toque "
        "tiro rebelde enfrent toma reclam deten desaparec"
    ).split(),
}
"""Beginnings of words of the setting: two different ones together, or one with a doubtful act, are enough."""


@cache
def _automaton(language: str) -> Any:
    """The words that open the gate: single-word cues, first words of others where they are telling, and the beginnings above."""
    automaton = ahocorasick.Automaton()
    weak = _WEAK[language]
    for entry in lexicon(language, "acts"):
        pos = str(entry.attributes.get("pos", "noun"))
        for cue in entry.cues:
            for written in _written(cue, pos, language):
                if len(written) > 2:
                    automaton.add_word(written, (len(written), True, written in weak))
    for beginning in _ALSO[language]:
        automaton.add_word(beginning, (len(beginning), False, False))
    for beginning in _SETTING[language]:
        automaton.add_word(beginning, (len(beginning), False, True))
    automaton.make_automaton()
    return automaton


def _written(cue: str, pos: str, language: str) -> list[str]:
    """How a cue may stand in a text: its forms; of a cue with a gap the words after it, where they are telling."""
    _, gap, after = cue.rpartition("…")
    if gap:
        tail = after.strip()
        return [tail] if " " in tail or len(tail) > 5 else []
    first, _, rest = cue.partition(" ")
    if not rest:
        return list(forms(cue, pos, language))
    if pos == "noun" and language == "en" and " of " not in cue:
        head, _, last = cue.rpartition(" ")
        return [f"{head} {form}" for form in forms(last, pos, language)]
    return [f"{form} {rest}" for form in forms(first, pos, language)]


@cache
def version(language: str) -> str:
    """Eight hex digits that change with the gate's words: two gates of one version turn away the same documents.

    >>> len(version("es"))
    8
    """
    words = sorted(str(word) for word in _automaton(language))
    return f"{zlib.crc32(chr(10).join(words).encode()):08x}"


def _lowered(text: str) -> str:
    """Lower case and one line, every offset kept."""
    lower = text.lower()
    if len(lower) != len(text):  # «İ» grows when lowered: offsets must hold
        lower = "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)
    return lower.replace("\n", " ")


def _hits(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """(start, stop, whether doubtful) of the words found."""
    lower = _lowered(text)
    for last, (size, whole, doubtful) in _automaton(language).iter(lower):
        start, stop = last - size + 1, last + 1
        if (start and lower[start - 1].isalnum()) or (whole and stop < len(lower) and lower[stop].isalnum()):
            continue
        yield start, stop, doubtful


def is_relevant(text: str, language: str) -> bool:
    """Whether the text holds a word that may tell of an act. A language without a list opens the gate: nothing is lost unread.

    >>> is_relevant("La policía reprimió la marcha.", "es"), is_relevant("Stocks closed higher.", "en")
    (True, False)
    """
    if language not in LANGUAGES:
        return True
    doubtful: set[str] = set()
    for start, _, is_doubtful in _hits(text, language):
        if not is_doubtful:
            return True
        doubtful.add(text[start : start + 5].lower())
        if len(doubtful) > 1:
            return True
    return False
