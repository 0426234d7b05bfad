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

from testigo.language.cleaning import even
from testigo.language.lexicon import lexicon
from testigo.language.wordforms import forms
from testigo.model.text import Span

LANGUAGES = ("en", "es")
SENTENCE_MARKS = ".!?\n"
_WEAK = {
    "en": frozenset(
        "do does did done doing is are was were be been being go goes went gone going have has had take takes took taken taking make makes made "
        "making put puts putting set sets setting get give gives gave given giving hold holds held holding keep keeps kept keeping run runs ran "
        "running send sends sent sending fall falls fell falling find finds found lose loses lost losing leave leaves left leaving sit sits sat "
        "sitting stand stands stood standing come comes came coming end ends ended ending cost costs costing call calls called calling charge "
        "charges charged charging catch catches caught frame frames framed produce produces produced produce force forces forced close closes "
        "closed closing live first look looks looked looking state stay stays stop stops stopped allow allows allowed fail fails failed turn "
        "turns turned use uses used using not never no full search searches searched occupy occupies occupied place places placed bring "
        "excess lapse lapses negligence gathering vigil procession parade shoot film meet free time drag hand watch remain remains fold win "
        "captured capture seize catch pick picks picked strike march mask ram rape storm break breaks broke broken cut cuts rally hunger join "
        "burst action join walk walks walked down withhold trade trades raise raises raised resort resorted resorts try tries tried attempt "
        "attempts work works mass national on out in off lock lay lays laid blow drive drives drove set activate explosive plant plants "
        "loss absence lack street solidarity human fight fights fought third sound house field complicity free silent passive mute water live "
        "carry carries carried carrying intercept pounce crush clear clears cleared finish shell shells ransom snatch spirit force block blocks "
        "road roads open opens opened opening hang stone hit hits night section travel time times land letter car bomb".split()
    ),
    "es": frozenset(
        "dar da dan dio dieron dando di hacer hace hacen hizo hicieron haciendo poner pone ponen puso pusieron tomar toma toman tomó tomaron "
        "tomado tomada tomados tomadas tomando tome tomen ir va van fue fueron ser es son estar está están estuvo salir sale salen salió "
        "salieron salido quedar resultar resulta resultan resultó resultado resultados resultando recibir recibe recibió recibido perder "
        "pierde perdió perdido caer cae caen cayó caído caída llevar lleva llevan llevó llevado llegar no cerrar cierra cerró cerrado "
        "cerrados cerrada abrir abre abrió abierto abierta usar usa usan usó usado usando utilizar utiliza utilizó utilizado lanzar lanza "
        "lanzan lanzó lanzado lanzada tirar tira tiró sufrir sufre sufrió sufrido realizar realiza realizan realizó realizado realizada "
        "registrar registra registró registrado ocupar ocupa ocupan ocupó ocupado iniciar inicia inició permitir permite permitió cortar "
        "corta cortó cobrar cobra cobró marcha marchas cuerpo acto actos hecho hechos jornada clase ronda ingresar ingresa ingresó entrar "
        "entra entró pasar pasa pasó dejar deja dejó dejan mirar mira observar operativo operativos estado tiempo plan toma ocupación mina "
        "bomba acción fuerza punto juez romper rompe rompió volar vuela voló quemar procesar procesa procesado retener concentración "
        "intervenir interviene caravana víctima corte cortes asamblea medida medidas gases bala proyectiles corear limitarse zona falta "
        "ausencia impacto brazos uso mano trabajo cese intento señal quitar quita quitó segar meter mete presos efectuar emplear emplea "
        "recurrir acabar acaba acabó llamar llama convocar convoca convocó responder responde conducir conduce trasladar traslada hechos "
        "alcanzar alcanza alcanzó declararse declara declaró suspender suspende suspendió parar para paran paró levantar levanta levantó "
        "colocar coloca colocó obstruir impedir impide impidió despejar volcar vuelca contener contiene registrado incidente incidentes "
        "combate combates hidrante guanaco enfrentarse enfrenta enfrentan enfrentó invadir robar omisión lesión herida censura prohibir "
        "prohíbe asalto tratar negarse niega quedarse cruzarse permitir mejor detener expirar perecer misil crimen víctimas".split()
    ),
}
"""Words that begin a cue of several words or have a common other sense: alone they open no gate."""

_ALSO = {
    "en": (
        "protest riot demonstrat police killed dead death injur wound arrest detain shot gunm bomb explo tear strik teargas kidnap abduct clash "
        "massacr murder curfew uprising unrest loot arson hostage guerrilla rebel insurg terroris militia paramilit repress crackdown barricad "
        "blockad evict toll casualt victim funeral mourn attack assault ambush grenade gunfire troops soldiers marchers rallies rallied torch "
        "ablaze lathi baton disappear missing prisoner jailed torture"
    ).split(),
    "es": (
        "protest manifest policía policia polici muert herid falleci detenid deten arrest asesin matar mató mataron murió murieron huelga paro "
        "bloqueo piquete disturb represi reprim enfrent marchar marcharon moviliz plantón cacerol toque disparo baleado balas perdig lacrimóg "
        "lacrimog secuestr desaparec atentado ataque explosi explosiv incendi saque masacr víctimas rehén rehenes guerrill rebeld terroris "
        "insurg paramilit encapuch golpiza tortur heridos sindica gremi desaloj allanam acampe toma barricad revuelta levantamiento represor "
        "gendarm carabiner ejército militares manifestantes bombarde"
    ).split(),
}
"""Beginnings of words that are enough by themselves."""


@cache
def _automaton(language: str) -> Any:
    """The words that open the gate: single-word cues, first words of others where they are telling, and the beginnings above."""
    automaton = ahocorasick.Automaton()
    weak = _WEAK[language]
    for entry in lexicon(language, "acts"):
        pos = str(entry.attributes.get("pos", "noun"))
        for cue in entry.cues:
            words = cue.replace("-", " ").split()
            head = words[-1] if language == "en" and pos == "noun" and "of" not in words and len(words) == 1 else words[0]
            for form in forms(head, pos, language):
                if len(form) > 3 and form not in weak:
                    automaton.add_word(form, (len(form), True))
    for beginning in _ALSO[language]:
        automaton.add_word(beginning, (len(beginning), False))
    automaton.make_automaton()
    return automaton


@cache
def version(language: str) -> str:
    """Eight hex digits that change with the gate's words: two gates of one version turn away the same documents.

    >>> len(version("es"))
    8
    """
    words = sorted(str(word) for word in _automaton(language))
    return f"{zlib.crc32(chr(10).join(words).encode()):08x}"


def _hits(text: str, language: str) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    if len(lower) != len(text):  # «İ» grows when lowered: offsets must hold
        lower = "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)
    for stop, (size, whole) in _automaton(language).iter(lower):
        start = stop - size + 1
        if start and (lower[start - 1].isalnum()):
            continue
        if whole and stop + 1 < len(lower) and lower[stop + 1].isalnum():
            continue
        yield start, stop + 1


def is_relevant(text: str, language: str) -> bool:
    """Whether the text holds a word that may tell of an act. A language without a list opens the gate: nothing is lost unread.

    >>> is_relevant("La policía reprimió la marcha.", "es"), is_relevant("Stocks closed higher.", "en")
    (True, False)
    """
    if language not in LANGUAGES:
        return True
    return next(_hits(text, language), None) is not None


def relevant_spans(text: str, language: str) -> tuple[Span, ...]:
    """The stretches worth parsing: lines that hold a telling word, with the line before and after; merged, in order.

    A line is what stands between line breaks; a text of one line is worth parsing whole or not at all.
    """
    if language not in LANGUAGES:
        return (Span(0, len(text)),) if text else ()
    evened = even(text)
    lines: list[tuple[int, int]] = []
    start = 0
    for k, mark in enumerate(evened):
        if mark == "\n":
            if evened[start:k].strip():
                lines.append((start, k))
            start = k + 1
    if evened[start:].strip():
        lines.append((start, len(evened)))
    wanted: set[int] = set()
    place = 0
    for hit, _ in _hits(evened, language):
        while place < len(lines) and lines[place][1] <= hit:
            place += 1
        if place < len(lines) and lines[place][0] <= hit:
            wanted.update(n for n in (place - 1, place, place + 1) if 0 <= n < len(lines))
    found: list[Span] = []
    for n in sorted(wanted):
        low, high = lines[n]
        if found and n - 1 in wanted:
            found[-1] = Span(found[-1].start, high)
        else:
            found.append(Span(low, high))
    return tuple(found)
