"""Voices: the kind of a source by its words, and the full name that a pronoun or a short form stands for in its document."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from testigo.language.lexicon import lexicon
from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.claim import VoiceKind
from testigo.model.text import Span

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_LEADING = re.compile(
    r"^(?:the|a|an|el|la|los|las|un|una|lo|al|del|this|that|these|its|his|her|their|su|sus|este|esta|ese|esa)\s+",
    re.IGNORECASE,
)
_PERSONS = {"en": {"he", "she", "him", "her", "i", "who"}, "es": {"él", "ella", "quien", "yo"}}
_GROUPS = {"en": {"it", "they", "them", "we"}, "es": {"ellos", "ellas", "quienes"}}
_PRONOUNS = frozenset(
    "i you he she it we they him her them who which that this these those one some many others all both each none "
    "yo tú él ella ello nosotros ustedes ellos ellas quien quienes que esto eso uno algunos muchos otros todos ambos".split()
)
_GENERIC = {
    "en": {
        "group",
        "organisation",
        "organization",
        "body",
        "agency",
        "ngo",
        "office",
        "institution",
        "ministry",
        "monitor",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "minister",
        "mayor",
        "governor",
        "statement",
        "report",
        "source",
        "sources",
        "committee",
        "commission",
        "commander",
        "general",
        "doctor",
        "activist",
        "watchdog",
        "newspaper",
        "party",
        "union",
        "council",
        "document",
        "leader",
        *"president chief director prosecutor bishop archbishop lawyer senator lawmaker ambassador secretary inspector".split(),
        *"colonel captain coroner superintendent professor premier commissioner prefect spokespeople".split(),
    },
    "es": {
        "grupo",
        "organización",
        "organismo",
        "entidad",
        "agencia",
        "ong",
        "oficina",
        "institución",
        "ministerio",
        "portavoz",
        "vocero",
        "vocera",
        "funcionario",
        "ministro",
        "ministra",
        "alcalde",
        "alcaldesa",
        "gobernador",
        "comunicado",
        "informe",
        "fuente",
        "fuentes",
        "comité",
        "comisión",
        "comandante",
        "general",
        "médico",
        "activista",
        "observatorio",
        "periódico",
        "diario",
        "partido",
        "sindicato",
        "consejo",
        "documento",
        "dirigente",
        "secretaria",
        "secretario",
        "líder",
        "nota",
        "reporte",
        "texto",
        *"gobernadora funcionaria dirigente doctora doctor médica presidente presidenta fiscal jefe jefa director".split(),
        *"directora obispo arzobispo rector rectora prefecto prefecta canciller diputado diputada senador senadora".split(),
        *"abogado abogada embajador embajadora inspector coronel capitán intendente comisionado profesor viceministro".split(),
    },
}
_BLANK = {VoiceKind.PERSON, VoiceKind.UNKNOWN, VoiceKind.UNNAMED}
_SAME = re.compile(r"\b(?:este|esta|ese|esa|dicho|dicha|mismo|misma|citado|citada|this|that|same) (\w+)")


@cache
def _kinds(language: str) -> dict[str, tuple[tuple[tuple[str, ...], VoiceKind, int], ...]]:
    """First word -> (words, kind, rank), the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], VoiceKind, int]]] = {}
    for entry in lexicon(language, "voices"):
        for cue in entry.cues:
            words = tuple(word.removesuffix("'s") for word in cue.lower().split())
            table.setdefault(words[0], []).append(
                (words, VoiceKind(entry.meaning), int(entry.attributes.get("rank", 1)))
            )
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words without a genitive's 's; a dotted short form ("U.N.") keeps its dots, a sentence's end does not count."""
    found = []
    for match in _WORD.finditer(text.replace("’", "'").lower()):
        word = match.group()
        word = word.removesuffix("'s")
        found.append(word if word.count(".") > 1 else word.rstrip("."))
    return tuple(found)


@lru_cache(maxsize=4096)
def kind_of_voice(name: str, language: str) -> VoiceKind:
    """The kind of a source from the words of its name; the head's side counts more: "police union" is a union.

    A name without a known word is a person where it looks like one (two or more capitalised words), else unknown.

    >>> kind_of_voice("Ministerio de Salud", "es").value, kind_of_voice("", "en").value
    ('health', 'unknown')
    """
    words = words_of(name)
    best: tuple[int, int, VoiceKind] | None = None
    table = _kinds(language)
    for i, word in enumerate(words):
        for cue, kind, rank in table.get(word, ()):
            if words[i : i + len(cue)] == cue:
                candidate = (rank, len(cue), kind)
                if best is None or candidate[:2] > best[:2]:
                    best = candidate
                break
    if best is not None:
        return best[2]
    capitals = [w for w in name.split() if w[:1].isupper()]
    return (
        VoiceKind.PERSON
        if len(capitals) >= 2 and len(capitals) >= len(name.split()) - 2
        else VoiceKind.UNKNOWN
    )


@lru_cache(maxsize=16384)
def is_voice_like(words: str, language: str) -> bool:
    """True where a word of the voices' lexicon, or a noun that can stand for a speaker ("the group"), is among the words."""
    rows = _kinds(language)
    parts = words_of(words)
    if not _GENERIC[language].isdisjoint(parts):
        return True
    return any(
        parts[i : i + len(cue)] == cue for i, part in enumerate(parts) for cue, _, _ in rows.get(part, ())
    )


_SPEECHLESS = frozenset(
    ("time", "date", "measure", "vehicle", "weapon", "happening", "place", "animal", "thing")
)


@cache
def _speechless(language: str) -> frozenset[str]:
    """Nouns for happenings, places, times and things."""
    return frozenset(
        cue for entry in lexicon(language, "notpeople") if entry.meaning in _SPEECHLESS for cue in entry.cues
    )


def may_speak(head: Token, language: str) -> bool:
    """Whether the head of a source can vouch: a person, body, document, medium or people; no happening, place, time or thing."""
    if head.pos != "NOUN" or is_voice_like(head.lower, language):
        return True
    nouns = _speechless(language)
    return head.lower not in nouns and head.lemma.lower() not in nouns


_OF_THE_SPEAKER = re.compile(r",? (?:who|whose|quien|quienes) \w|, que \w")


_OPENED = re.compile(r"\s*\([^()]*$")  # a bracket that the source's own words do not close


def plain_name(text: str) -> str:
    """A name without leading article, trailing marks, line breaks, and what is told of the speaker ("an official, who asked not to be named")."""
    name = _OF_THE_SPEAKER.split(re.sub(r"\s+", " ", text), maxsplit=1)[0].strip(" \t,;:.\"“”«»'’-–—(")
    name = _OPENED.sub("", name)
    return _LEADING.sub("", name) if name.count(" ") >= 1 else name


class Voices:
    """The speakers of one passage in the order of their speaking: resolves pronouns, short forms and missing subjects."""

    def __init__(self, passage: Passage, language: str) -> None:
        self._passage = passage
        self._language = language
        self._spoken: list[tuple[int, str, VoiceKind]] = []
        self._names: tuple[tuple[int, str], ...] | None = None
        self._offices: dict[str, VoiceKind] = {}

    def _proper_names(self) -> tuple[tuple[int, str], ...]:
        """Runs of name tokens with their place, longest forms kept; made once and only when asked for."""
        if self._names is None:
            found: list[tuple[int, str]] = []
            for sentence in self._passage.sentences:
                found.extend(_runs(sentence, self._passage.text))
            self._names = tuple(found)
        return self._names

    def resolve(self, source: Span | None, cue: Span) -> str | None:
        """The source's full name in this passage; without a source the last speaker goes on (Spanish drops its subjects)."""
        if source is None:
            sentence = self._passage.sentence_at(cue.start)
            if (
                self._language == "es"
                and sentence is not None
                and not _is_impersonal(sentence, cue)
                and self._spoken
            ):
                return self._spoken[-1][1]
            return None
        text = source.of(self._passage.text)
        lower = text.lower().strip(" ,.")
        if lower in _PERSONS[self._language]:
            name = self._last(is_person=True)
        elif lower in _GROUPS[self._language]:
            name = self._last(is_person=False)
        else:
            name = self._this_body(lower)
        if name is None:
            name = self._full(plain_name(text), source)
        if _is_told(name, self._language):
            self._spoken.append((cue.start, name, kind_of_voice(name, self._language)))
        return name

    def kind_of(self, voice: str | None, source: Span | None) -> VoiceKind:
        """The kind of a resolved voice: by its name, by the words used here, else by what the person was called before."""
        if voice is None:
            return VoiceKind.UNKNOWN
        kinds = [kind_of_voice(voice, self._language)]
        if source is not None:
            kinds.append(kind_of_voice(source.of(self._passage.text), self._language))
        known = next((kind for kind in kinds if kind not in _BLANK), None)
        last = voice.split()[-1] if voice.split() else voice
        if known is not None:
            if last[:1].isupper():
                self._offices.setdefault(last, known)
            return known
        return self._offices.get(last, kinds[0])

    def _this_body(self, lower: str) -> str | None:
        """«el comunicado de este grupo», "a statement of the same group": the body that spoke last."""
        match = _SAME.search(lower)
        if match is None or match[1] not in _GENERIC[self._language]:
            return None
        return next(
            (
                name
                for _, name, _ in reversed(self._spoken)
                if _fits(match[1], name, self._language) and name.lower() != lower
            ),
            None,
        )

    def _last(self, *, is_person: bool) -> str | None:
        for _, name, kind in reversed(self._spoken):
            if not is_person or _names_person(name) or kind is VoiceKind.PERSON:
                return name
        return self._spoken[-1][1] if self._spoken else None

    def _full(self, name: str, source: Span) -> str:
        """A longer form of a short name seen elsewhere in the passage: the one nearest before it, else the first after."""
        words = name.split()
        if not words:
            return name
        low = [w.lower() for w in words]
        if not any(w[:1].isupper() for w in words) or (len(words) == 1 and low[0] in _BODIES):
            return self._described(low, source) or name
        proper = [w for w in words if w[:1].isupper()]
        if not proper or len(proper) > 2:
            return name
        if len(proper) == 1 and proper[0].isupper() and len(proper[0]) >= 2:
            expanded = self._acronym(proper[0])
            return f"{expanded} ({proper[0]})" if expanded else name
        tail = proper[-1]
        best: tuple[bool, int, str] | None = None
        spoken = tuple((at, voice) for at, voice, _ in self._spoken)
        for at, full in (*self._proper_names(), *spoken):
            parts = full.split()
            if (
                len(parts) > len(proper)
                and len(parts) <= 5
                and tail in parts[1:]
                and (len(proper) == 1 or proper[0] in parts)
            ):
                candidate = (at > source.start, abs(source.start - at), full)
                if best is None or candidate[:2] < best[:2]:
                    best = candidate
        if best is None or (len(words) > len(proper)):
            return name if best is None else f"{name} ({best[2]})" if best[2] not in name else name
        return best[2]

    def _described(self, low: list[str], source: Span) -> str | None:
        """Whom a description without a name stands for: "the ministry", "the police chief", «la ONG».

        An earlier speaker whose name holds its words; for one word also a speaker of its kind, or the person who is given that office.
        """
        if len(low) < 2 and low[0] not in _GENERIC[self._language]:
            return None
        if low[0] in _SOURCES and not _LEADING.match(source.of(self._passage.text)):
            return None  # "sources said": any
        for _, earlier, _ in reversed(self._spoken):
            if set(low) <= set(words_of(earlier)):
                return earlier
        if len(low) > 1:
            return None
        for _, earlier, _ in reversed(self._spoken):
            if _fits(low[0], earlier, self._language) and (
                not _names_person(earlier) or low[0] in _BODIES | _PAPERS or self._holds(low[0], earlier)
            ):
                return earlier
        return self._body_before(low[0], source)

    def _holds(self, office: str, person: str) -> bool:
        """Whether the passage sets an office beside a person's last name: "the mayor of Lares, Ana Ruiz", "Ruiz, the mayor"."""
        last = re.escape(next((w for w in reversed(person.split()) if w[:1].isupper()), person))
        word = rf"\b{re.escape(office)}\b"
        return (
            re.search(
                rf"(?i:{word})[^.;\n]{{0,40}}?\b{last}\b|\b{last},[^.;\n]{{0,25}}?(?i:{word})",
                self._passage.text,
            )
            is not None
        )

    def _body_before(self, noun: str, source: Span) -> str | None:
        """For "the organization" with no earlier speaker: the body named last before it."""
        if noun not in _BODIES:
            return None
        names = [full for at, full in self._proper_names() if at < source.start and len(full.split()) >= 2]
        bodies = [
            name
            for name in names
            if kind_of_voice(name, self._language) not in {VoiceKind.PERSON, VoiceKind.UNKNOWN}
        ]
        return bodies[-1] if bodies else None

    def _acronym(self, short: str) -> str | None:
        """The name whose initials it is, where the passage spells it out."""
        letters = short.replace(".", "").lower()
        told = re.search(rf"((?:[^\W\d_]+[ -]){{2,10}})\({re.escape(short)}\)", self._passage.text)
        words = told[1].split() if told is not None else []
        for start in range(len(words)):
            full = " ".join(words[start:])
            if "".join(w[0] for w in words[start:] if w[:1].isupper()).lower() == letters:
                return full
        for _, full in self._proper_names():
            initials = "".join(w[0] for w in full.split() if w[:1].isupper()).lower()
            if len(letters) >= 3 and initials == letters:
                return full
        return None


_BODIES = frozenset(
    {
        "group",
        "organisation",
        "organization",
        "body",
        "agency",
        "ngo",
        "office",
        "institution",
        "monitor",
        "watchdog",
        "committee",
        "commission",
        "council",
        "grupo",
        "organización",
        "organismo",
        "entidad",
        "agencia",
        "ong",
        "oficina",
        "institución",
        "observatorio",
        "comité",
        "comisión",
        "consejo",
    }
)


_SOURCES = frozenset(("source", "sources", "fuente", "fuentes"))
_PAPERS = frozenset(
    "statement report document comunicado informe documento nota reporte texto source sources fuente fuentes".split()
)


def _fits(noun: str, name: str, language: str) -> bool:
    """Whether a bare noun ("the group", «el organismo») may stand for an earlier speaker."""
    kind = kind_of_voice(name, language)
    if noun in _PAPERS:
        return True
    if noun in _BODIES:
        return kind in {
            VoiceKind.RIGHTS_BODY,
            VoiceKind.OMBUDSMAN,
            VoiceKind.PROTEST,
            VoiceKind.UN,
            VoiceKind.AGENCY,
            VoiceKind.HEALTH,
            VoiceKind.GOVERNMENT,
            VoiceKind.PROSECUTOR,
            VoiceKind.POLICE,
            VoiceKind.MILITARY,
            VoiceKind.COURT,
            VoiceKind.REGISTRY,
            VoiceKind.FORENSIC,
            VoiceKind.PARTY,
            VoiceKind.UNKNOWN,
        }
    return _names_person(name)


def _is_told(name: str, language: str) -> bool:
    """A voice that later words can stand for: a name, or a noun that can speak; no "it", no "one of whom"."""
    if is_voice_like(name, language):
        return True
    return any(w[:1].isupper() and w.lower() not in _PRONOUNS for w in name.split())


def _names_person(name: str) -> bool:
    """Two capitalised words that are no body's name."""
    capitals = [w for w in name.split() if w[:1].isupper() and not w.isupper()]
    return len(capitals) >= 2


def _is_impersonal(sentence: Sentence, cue: Span) -> bool:
    """«se informó», «fue informado»: nobody speaks."""
    i = sentence.at(cue.start)
    if i is None:
        return False
    return any(
        sentence.tokens[k].lower in {"se", "fue", "ha", "sido"} and sentence.tokens[k].lower != "ha"
        for k in range(max(0, i - 2), i)
    ) or sentence.tokens[i].lower in {"se", "fue"}


def _runs(sentence: Sentence, text: str) -> list[tuple[int, str]]:
    """Runs of proper names in a sentence, joined over «de», "of" and "for" between two of them."""
    found: list[tuple[int, str]] = []
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].pos != "PROPN":
            i += 1
            continue
        j = i + 1
        while j < len(tokens):
            if tokens[j].pos == "PROPN" or (
                tokens[j].lower
                in {
                    "de",
                    "del",
                    "of",
                    "for",
                    "para",
                    "the",
                    "la",
                    "los",
                    "las",
                    "al",
                    "el",
                }
                and any(t.pos == "PROPN" for t in tokens[j + 1 : j + 3])
            ):
                j += 1
            else:
                break
        stop = j
        while tokens[stop - 1].pos != "PROPN":
            stop -= 1
        if stop - i >= 2:
            found.append(
                (tokens[i].start, re.sub(r"\s+", " ", text[tokens[i].start : tokens[stop - 1].stop]))
            )
        i = j
    return found
