"""Arguments: who did it, to whom, with what; read off the dependency tree around a trigger.

Source: the roles follow PropBank's proto-agent and proto-patient (Palmer, Gildea and Kingsbury 2005, §2) mapped from Universal
Dependencies relations; the repairs at the end of `_agents_by_case` and `_relative` answer faults that small parsers make
systematically (an agent phrase hung on a noun, a relative pronoun taken for the object, "shot dead by soldiers").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.claim import Kind, Means
from testigo.model.mention import Actor, Role
from testigo.model.text import Span
from testigo.reading.cues import match_at, patterns
from testigo.reading.cues import words as word_set
from testigo.reading.triggers import Trigger, find_triggers

STATE = frozenset({"police", "military", "security"})

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
_BY = frozenset({"by", "por"})
_AGAINST = frozenset(
    {"against", "on", "at", "upon", "contra", "a", "al", "sobre", "into", "hacia", "towards", "toward"}
)
_OF = frozenset({"of", "de", "del"})
_WITH = frozenset({"with", "con", "using", "mediante", "from"})
_BETWEEN = frozenset({"between", "entre", "among", "with", "con"})
_HANDS = frozenset({"hands", "manos", "parte", "bullets", "balas"})
_RELATIVE = frozenset({"who", "that", "which", "whom", "que", "quien", "quienes", "cuales", "cual", "whose"})
_LIGHT = word_set(
    "carry stage launch hold conduct perpetrate commit call organise organize make mount join lead begin start continue order use "
    "resort plan execute stag wage take undertake open fire lob burst throw hurl plant place set detonate impose declare announce "
    "enforce lift clamp extend realizar perpetrar cometer convocar protagonizar llevar efectuar lanzar iniciar hacer anunciar "
    "organizar mantener imponer decretar declarar ordenar usar utilizar emplear arrojar disparar colocar encabezar participar "
    "participate attend take stage staging staged carried held launched fired lobbed imposed burst used threw hurled planted placed "
    "convocó realizó realizaron lanzó lanzaron usó usaron decretó impuso declaró"
)
_PRONOUNS = word_set(
    "he she they him her them it we i you us who whom that which él ella ellos ellas lo la los las le les se quien quienes que uno "
    "this these those esto estos estas"
)
_THINGS = word_set(
    "station car van truck bus vehicle jeep office offices building house home headquarters barracks base post checkpoint camp road street "
    "highway bridge school university college church hospital bank shop store market village town city plant factory tower pylon pipeline "
    "train plane helicopter ship boat embassy residence action report statement spokesman charge case court line law bill plan policy station "
    "comisaría cuartel patrullero vehículo camión camioneta auto bus edificio casa sede oficina local puesto base carretera ruta calle puente "
    "universidad colegio escuela iglesia hospital banco tienda mercado pueblo ciudad planta fábrica torre oleoducto tren avión helicóptero barco "
    "residencia informe comunicado portavoz acción ley proyecto plan política"
)
_PLAIN_ADJECTIVES = word_set("general major minor local private native principal generales mayor mayores")
_FRAME_ROLES: dict[str, tuple[Role | None, Role | None]] = {
    # frame: (role of the doer, role of the one it is done to)
    "agent": (Role.PERPETRATOR, Role.VICTIM),
    "assault": (Role.PERPETRATOR, Role.VICTIM),
    "fire": (Role.PERPETRATOR, Role.VICTIM),
    "raid": (Role.PERPETRATOR, Role.TARGET),
    "damage": (Role.PERPETRATOR, Role.TARGET),
    "rob": (Role.PERPETRATOR, Role.TARGET),
    "instrument": (Role.PERPETRATOR, Role.VICTIM),
    "blast": (Role.PERPETRATOR, Role.TARGET),
    "join": (Role.PARTICIPANT, None),
    "self": (Role.PARTICIPANT, None),
    "block": (Role.PARTICIPANT, Role.TARGET),
    "clash": (Role.PARTICIPANT, Role.PARTICIPANT),
    "suffer": (Role.VICTIM, None),
    "fail": (Role.PERPETRATOR, None),
    "restrict": (Role.PERPETRATOR, Role.TARGET),
}


# --- categories ------------------------------------------------------------------------------------------------------------


@cache
def _sides(language: str) -> dict[str, str]:
    from testigo.language.lexicon import lexicon  # noqa: PLC0415 only this table needs it

    return {
        entry.meaning: str(entry.attributes.get("side", "other")) for entry in lexicon(language, "actors")
    }


def side_of(category: str, language: str = "en") -> str:
    """state, armed, crowd, civilian or other.

    >>> side_of("police")
    'state'
    """
    return _sides(language).get(category, "other")


def _lookup(sentence: Sentence, i: int, language: str, name: str) -> tuple[str, int] | None:
    """The meaning of the longest cue whose head word is token i, or that ends or begins there."""
    table = patterns(language, name)
    words = [token.lower for token in sentence.tokens[max(0, i - 5) : i + 6]]
    here = min(i, 5)
    best: tuple[str, int] | None = None
    for start in range(max(0, here - 4), here + 1):
        for pattern in table.get(words[start], ()):
            if best is not None and pattern.size <= best[1]:
                continue
            match = match_at(words, start, pattern)
            if match is not None and (match.head == here or here in (match.tokens[-1], match.tokens[0])):
                best = (pattern.entry.meaning, pattern.size)
    return best


_MANY = word_set(
    "hundreds thousands dozens scores handful group groups crowd crowds majority number cientos miles decenas centenares docenas centenar "
    "veintena treintena puñado grupo grupos mayoría número multitud"
)
"""Nouns that only count those behind their "of"."""


def category_at(sentence: Sentence, i: int, language: str) -> str | None:
    """The category of the actor that token i heads, by the noun itself, then by what is put before it or set beside it."""
    tokens = sentence.tokens
    if tokens[i].pos == "ADJ" and tokens[i].lower in _PLAIN_ADJECTIVES:
        return None
    if tokens[i].lower in _THINGS or tokens[i].lemma in _THINGS:
        return None
    found = _lookup(sentence, i, language, "actors")
    if found is not None and not (found[0] in ("civilians", "party", "women", "minors") and found[1] == 1):
        return found[0]
    for c in sentence.children[i]:
        dep = tokens[c].dep
        if dep == "nmod" and tokens[i].lower in _MANY:
            counted = category_at(sentence, c, language)
            if counted is not None:
                return counted
        if dep in ("compound", "amod", "flat", "flat:name", "appos", "nmod:poss") or (
            dep == "nmod" and any(tokens[g].lower in _OF for g in sentence.children[c])
        ):
            near = _lookup(sentence, c, language, "actors")
            if near is not None and (
                dep != "nmod" or near[0] not in ("government", "civilians", "minors", "women")
            ):
                if dep == "nmod" and found is not None:
                    continue
                return near[0]
    if (
        found is None and tokens[i].pos == "PROPN"
    ):  # a foreign name keeps its language: "the Policía Nacional"
        found = _lookup(sentence, i, "es" if language == "en" else "en", "actors")
    return found[0] if found is not None else None


def means_at(sentence: Sentence, i: int, language: str) -> Means | None:
    """The means that a noun names: «escopeta» live ammunition, «palos» beating."""
    found = _lookup(sentence, i, language, "means")
    return Means(found[0]) if found is not None else None


# --- noun phrases ----------------------------------------------------------------------------------------------------------


def phrase_span(sentence: Sentence, i: int) -> Span:
    """The noun phrase that token i heads: determiners, adjectives, numbers, names and a short "of" phrase; no relative clause."""
    tokens = sentence.tokens
    low = high = i
    stack = [i]
    while stack:
        k = stack.pop()
        for c in sentence.children[k]:
            token = tokens[c]
            if (
                token.dep == "det:predet"
                or token.dep.split(":")[0]
                in (
                    "det",
                    "amod",
                    "nummod",
                    "compound",
                    "flat",
                    "goeswith",
                )
                or token.dep == "nmod:poss"
            ):
                inside = True
            elif token.dep == "case":
                inside = k != i
            elif token.dep == "nmod" and k == i:
                inside = any(tokens[g].lower in _OF for g in sentence.children[c]) and c - i <= 4
            else:
                inside = False
            if inside and abs(c - i) <= 12:
                low, high = min(low, c), max(high, c)
                stack.append(c)
    while low < i and (tokens[low].dep == "case" or tokens[low].pos in ("ADP", "PUNCT", "CCONJ")):
        low += 1
    while high > i and tokens[high].pos in ("ADP", "PUNCT", "CCONJ", "DET"):
        high -= 1
    return Span(tokens[low].start, tokens[high].stop)


def _case(sentence: Sentence, i: int) -> str:
    """The preposition of a phrase, lower case, the last word of a compound one ("on behalf of" -> of); empty without one."""
    for c in sentence.children[i]:
        token = sentence.tokens[c]
        if token.dep == "case":
            return token.lower
    return ""


_PARTICIPLES = ("ados", "idos", "adas", "idas", "ado", "ido", "ada", "ida")


def _conjuncts(sentence: Sentence, i: int) -> list[int]:
    """Token i and the nouns coordinated with it."""
    found = [i]
    for c in sentence.children[i]:
        token = sentence.tokens[c]
        if token.dep == "conj" and (
            token.pos in ("NOUN", "PROPN", "PRON", "NUM")
            or (token.pos == "ADJ" and not token.lower.endswith(_PARTICIPLES))  # «y luego liberados»
        ):
            found.extend(_conjuncts(sentence, c))
    return found


# --- predicates ------------------------------------------------------------------------------------------------------------


def _has(sentence: Sentence, i: int, *deps: str) -> bool:
    return any(sentence.tokens[c].dep in deps for c in sentence.children[i])


def _children(sentence: Sentence, i: int, *deps: str) -> list[int]:
    return [c for c in sentence.children[i] if sentence.tokens[c].dep in deps]


def _is_passive(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if _has(sentence, i, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if (
        token.dep in ("acl", "amod", "advcl", "xcomp", "acl:relcl", "conj", "appos")
        and "VerbForm=Part" in token.morph
    ):
        if "Tense=Pres" in token.morph or token.lower.endswith(("ing", "ndo")):
            return False
        if token.dep in ("acl", "amod", "appos"):
            return not _has(sentence, i, "nsubj", "aux")
        if token.dep == "conj" and not _has(sentence, i, "nsubj", "aux", "obj"):
            return _is_passive(sentence, token.head) if token.head != i else False
    return False


def _relative(sentence: Sentence, i: int, found: list[int]) -> list[int]:
    """A relative pronoun gives way to the noun that its clause describes."""
    tokens = sentence.tokens
    resolved = []
    for k in found:
        if tokens[k].lower in _RELATIVE:
            clause = (
                i
                if tokens[i].dep.startswith("acl")
                else next((a for a in sentence.ancestors(i) if tokens[a].dep.startswith("acl")), -1)
            )
            if clause >= 0 and tokens[clause].head != clause:
                resolved.append(tokens[clause].head)
                continue
        resolved.append(k)
    return resolved


@dataclass(frozen=True, slots=True)
class _Roles:
    """Indexes of the doers and of those it is done to."""

    doers: tuple[int, ...]
    done_to: tuple[int, ...]


def _agents_by_case(sentence: Sentence, i: int) -> list[int]:
    """Agent phrases: obl:agent, "by" and "por" phrases on the verb, its complements or, by a fault of the parse, on its object."""
    tokens = sentence.tokens
    found = _children(sentence, i, "obl:agent")
    places = [
        i,
        *_children(
            sentence, i, "xcomp", "obj", "nsubj:pass", "obl", "advmod", "dep", "obl:arg", "compound:prt"
        ),
    ]
    for place in places:
        for c in sentence.children[place]:
            if tokens[c].dep in ("obl", "nmod", "obl:agent", "obl:arg") and c not in found:
                case = _case(sentence, c)
                if case in _BY and tokens[c].pos in ("NOUN", "PROPN", "PRON"):
                    found.append(c)
                elif tokens[c].lower in _HANDS and case in ("at", "a", "por", "to"):
                    inner = [g for g in _children(sentence, c, "nmod") if _case(sentence, g) in _OF]
                    found.extend(inner)
    return found


def _verb_roles(sentence: Sentence, i: int, depth: int = 0) -> _Roles:
    tokens = sentence.tokens
    token = tokens[i]
    passive = _is_passive(sentence, i)
    subjects = _relative(sentence, i, _children(sentence, i, *_SUBJECTS))
    passive_subjects = _relative(sentence, i, _children(sentence, i, *_PASSIVE_SUBJECTS))
    objects = _relative(sentence, i, _children(sentence, i, "obj", "iobj", "obl:arg"))
    objects = [
        k
        for k in objects
        if tokens[k].dep != "obl:arg" or _case(sentence, k) in ("a", "al", "contra", "con", "")
    ]
    agents = _agents_by_case(sentence, i)
    reflexive = _has(sentence, i, "expl:pass", "expl:pv", "expl:impers", "expl") and token.pos == "VERB"
    if not objects:  # «hirió a más de 100», «hirió al fiscal»
        objects = [
            c
            for c in _children(sentence, i, "obl")
            if any(tokens[g].lower in ("a", "al") for g in sentence.children[c])
            and (
                tokens[c].pos in ("NUM", "PRON")
                or (tokens[c].pos == "NOUN" and category_at(sentence, c, "es") is not None)
            )
        ]
    for c in _children(
        sentence, i, "xcomp"
    ):  # "shot dead", "resultaron heridos": the complement's own arguments
        if tokens[c].pos == "ADJ":
            objects += _children(sentence, c, "obj")
    if passive:
        done_to = passive_subjects or subjects
        doers = agents
    else:
        doers = subjects + [a for a in agents if a not in subjects]
        done_to = objects + passive_subjects
    if not passive and reflexive and subjects and not objects and tokens[subjects[0]].i > i:
        doers, done_to = agents, subjects  # «se detuvo a», «se registraron tres muertos»
    if depth < 3 and not passive and not subjects and not agents:
        doers = _borrowed_subject(sentence, i, depth)
    if passive and not done_to:
        if token.dep in ("acl", "amod", "acl:relcl") and token.head != i:
            done_to = [token.head]
        elif token.dep == "conj" and token.head != i and depth < 3:
            done_to = list(_verb_roles(sentence, token.head, depth + 1).done_to)
        elif token.dep in ("xcomp", "ccomp") and token.head != i and depth < 3:
            done_to = _children(sentence, token.head, "nsubj", "nsubj:pass", "obj")[:1]
    if not passive and token.dep == "acl:relcl" and token.head != i:
        if not doers:
            doers = [token.head]
        elif not done_to and not objects and token.head not in doers and not reflexive:
            done_to = [token.head]
    if passive and not doers and token.dep == "conj" and depth < 3 and token.head != i:
        doers = (
            list(_verb_roles(sentence, token.head, depth + 1).doers)
            if _is_passive(sentence, token.head)
            else []
        )
    return _Roles(tuple(doers), tuple(done_to))


def _borrowed_subject(sentence: Sentence, i: int, depth: int) -> list[int]:
    """The subject that a verb without its own takes from the verb it hangs on."""
    tokens = sentence.tokens
    token = tokens[i]
    head = token.head
    if head == i:
        return []
    if token.dep in ("conj", "parataxis"):
        if tokens[head].pos in ("VERB", "AUX", "ADJ"):
            if _is_passive(sentence, head) and not _is_passive(sentence, i):
                return _children(sentence, head, *_PASSIVE_SUBJECTS)
            return list(_verb_roles(sentence, head, depth + 1).doers)
        return []
    if token.dep == "xcomp":
        controlled = _children(sentence, head, "obj", "iobj", "obl:arg")
        if _is_passive(sentence, head):
            return _children(sentence, head, *_PASSIVE_SUBJECTS) or _children(sentence, head, *_SUBJECTS)
        if controlled:
            return _relative(sentence, head, controlled)
        return list(_verb_roles(sentence, head, depth + 1).doers)
    if token.dep in ("advcl", "ccomp", "acl") and (
        "VerbForm=Ger" in token.morph or token.lower.endswith(("ing", "ndo")) or "VerbForm=Inf" in token.morph
    ):
        if tokens[head].pos in ("NOUN", "PROPN", "PRON"):
            return [head] if token.lower.endswith(("ing", "ndo")) else []
        if _is_passive(sentence, head):
            subjects = _children(sentence, head, *_PASSIVE_SUBJECTS)
            return subjects if token.dep != "advcl" or token.lower.endswith(("ing", "ndo")) is False else []
        return list(_verb_roles(sentence, head, depth + 1).doers)
    return []


_TAKES_OF = frozenset({"raid", "damage", "rob", "block", "restrict", "blast", "assault"})
"""Frames whose noun takes its object with "of": "the takeover of Lima", «la toma de la sede»."""


def _noun_roles(sentence: Sentence, trigger: Trigger, language: str) -> _Roles:
    """The actors round a noun: by and of phrases, what is put before it, and the subject of the light verb it completes."""
    tokens = sentence.tokens
    i = trigger.token
    doers: list[int] = []
    done_to: list[int] = []
    suffers = trigger.frame in ("agent", "suffer")
    for c in sentence.children[i]:
        token = tokens[c]
        base = token.dep.split(":")[0]
        case = _case(sentence, c)
        if token.dep in ("nmod", "obl", "obl:agent", "obl:arg"):
            if case in _BY:
                doers.append(c)
            elif token.lower in _HANDS and case in ("at", "a", "por"):
                doers.extend(g for g in _children(sentence, c, "nmod") if _case(sentence, g) in _OF)
            elif case in _OF:
                if suffers or (trigger.frame in _TAKES_OF and not _animate(sentence, c, language)):
                    done_to.append(c)
                elif _animate(sentence, c, language) or token.pos == "PROPN":
                    doers.append(c)
            elif case in _BETWEEN:
                doers.append(c)
            elif case in _AGAINST:
                done_to.append(c)
        elif token.dep == "nmod:poss" or base in ("compound", "amod", "flat"):
            category = category_at(sentence, c, language)
            if (
                token.dep == "nmod:poss"
                and suffers
                and trigger.kind
                in (Kind.KILLING, Kind.ARREST, Kind.KIDNAPPING, Kind.DISAPPEARANCE, Kind.INJURY)
            ):
                done_to.append(c)
            elif category is not None or token.dep == "nmod:poss":
                state = category is not None and side_of(category, language) in ("state", "armed")
                (doers if state or not suffers else done_to).append(c)
    head = tokens[i].head
    verb = tokens[head]
    if head != i and verb.pos in ("VERB", "AUX"):
        if tokens[i].dep in ("obj", "nsubj:pass", "obl", "obl:arg", "nsubj") and (
            verb.lemma in _LIGHT or verb.lower in _LIGHT
        ):
            roles = _verb_roles(sentence, head)
            if tokens[i].dep in ("obj", "obl", "obl:arg"):
                doers += [k for k in roles.doers if k not in doers]
            else:
                doers += [k for k in _agents_by_case(sentence, head) if k not in doers]
            done_to += [
                c
                for c in _children(sentence, head, "obl")
                if _case(sentence, c) in _AGAINST and tokens[c].i != i and _animate(sentence, c, language)
            ]
        elif tokens[i].dep == "nsubj" and trigger.kind not in (Kind.KILLING, Kind.INJURY):
            done_to += [c for c in _children(sentence, head, "obj") if trigger.frame in ("assault", "blast")]
    return _Roles(tuple(dict.fromkeys(doers)), tuple(dict.fromkeys(k for k in done_to if k not in doers)))


def _animate(sentence: Sentence, i: int, language: str) -> bool:
    token = sentence.tokens[i]
    return token.entity == "PER" or token.lower in _PRONOUNS or category_at(sentence, i, language) is not None


def _cause_in_text(sentence: Sentence, trigger: Trigger, language: str) -> list[int]:
    """Who did it where the verb has no agent: "killed in police firing", «murió por disparos de la policía», "when police opened fire"."""
    tokens = sentence.tokens
    i = trigger.token
    found: list[int] = []
    for c in sentence.children[i]:
        token = tokens[c]
        if token.dep in ("obl", "nmod", "obl:arg", "obl:agent", "advmod"):
            for g in sentence.children[c]:
                if tokens[g].dep in ("compound", "amod", "nmod", "nmod:poss", "flat"):
                    category = category_at(sentence, g, language)
                    if category is not None and side_of(category, language) in ("state", "armed"):
                        found.append(g)
        elif token.dep == "advcl" and token.pos == "VERB":
            marks = {tokens[g].lower for g in sentence.children[c] if tokens[g].dep in ("mark", "advmod")}
            if marks & {"when", "after", "as", "cuando", "luego", "tras", "mientras", "while"}:
                for k in _verb_roles(sentence, c).doers:
                    category = category_at(sentence, k, language)
                    if category is not None and side_of(category, language) in ("state", "armed"):
                        found.append(k)
    return found or _force_beside(sentence, i, language)


_FORCE_WORDS = word_set(
    "firing fire bullets bullet shooting gunfire beating crackdown custody firng disparos disparo balas bala balazos represión perdigones "
    "golpiza tortura custodia munición"
)
_LINKS = word_set("in by from of to due when during under after as por de en a tras cuando durante bajo")


def _force_beside(sentence: Sentence, i: int, language: str) -> list[int]:
    """The state's force named within ten words, whatever the tree says: "one person was killed in police firing"."""
    tokens = sentence.tokens
    for k in range(i + 1, min(len(tokens), i + 11)):
        if tokens[k].lower in _FORCE_WORDS:
            if not any(tokens[m].lower in _LINKS for m in range(i + 1, k)):
                return []
            for m in (*range(k - 1, max(i, k - 4), -1), *range(k + 1, min(len(tokens), k + 5))):
                category = (
                    category_at(sentence, m, language) if tokens[m].pos in ("NOUN", "PROPN", "ADJ") else None
                )
                if category in STATE:
                    return [m]
        if tokens[k].pos == "PUNCT" and tokens[k].text in ";:":
            return []
    return []


def _instruments(sentence: Sentence, trigger: Trigger, language: str) -> list[tuple[int, Means]]:
    """Weapons: with phrases, objects that are weapons, the exploding subject, a weapon put before the noun."""
    tokens = sentence.tokens
    i = trigger.token
    found: list[tuple[int, Means]] = []
    if trigger.frame == "instrument":
        means = means_at(sentence, i, language) or trigger.means
        if means is not None:
            found.append((i, means))
    places = [i]
    head = tokens[i].head
    if trigger.is_noun and head != i and tokens[head].pos == "VERB":
        places.append(head)
    for place in places:
        for c in sentence.children[place]:
            token = tokens[c]
            if token.pos not in ("NOUN", "PROPN") or (c in trigger.tokens and len(trigger.tokens) > 1):
                continue
            case = _case(sentence, c)
            weapon_place = (
                (token.dep in ("obl", "nmod", "obl:arg") and case in _WITH)
                or token.dep in ("obj", "compound")
                or (token.dep in ("nsubj", "nsubj:pass") and trigger.frame == "blast")
                or (token.dep == "nmod" and case in _OF and trigger.frame in ("blast", "fire"))
            )
            if weapon_place:
                for k in _conjuncts(sentence, c):
                    means = means_at(sentence, k, language)
                    if means is not None and means is not Means.VEHICLE:
                        found.append((k, means))
            if token.dep == "advcl" and token.lower in ("using", "usando", "utilizando", "empleando"):
                for k in _children(sentence, c, "obj"):
                    means = means_at(sentence, k, language)
                    if means is not None:
                        found.append((k, means))
    return found


def _blast_targets(sentence: Sentence, trigger: Trigger) -> list[int]:
    """What stood where the bomb went off: phrases with in front of, outside, at, near, under, against."""
    tokens = sentence.tokens
    i = trigger.token
    places = [i]
    head = tokens[i].head
    if trigger.is_noun and head != i and tokens[head].pos in ("VERB", "NOUN"):
        places.append(head)
    cases = {
        "outside",
        "at",
        "near",
        "under",
        "against",
        "front",
        "inside",
        "beneath",
        "behind",
        "frente",
        "contra",
        "junto",
        "bajo",
        "ante",
        "on",
        "into",
        "of",
    }
    found = []
    for place in places:
        for c in sentence.children[place]:
            if tokens[c].dep in ("obl", "nmod") and tokens[c].pos == "NOUN" and c != i:
                marks = {tokens[g].lower for g in sentence.children[c] if tokens[g].dep in ("case", "fixed")}
                if marks & cases and not (place == head and marks <= {"of", "on", "at"}):
                    found.append(c)
    return found


def _actor(sentence: Sentence, i: int, role: Role, text_offset: str, language: str) -> Actor:
    span = phrase_span(sentence, i)
    tokens = sentence.tokens
    words = (
        " ".join(t.text for t in tokens if span.start <= t.start and t.stop <= span.stop)
        if not text_offset
        else span.of(text_offset)
    )
    return Actor(role, words, span, category_at(sentence, i, language) or "unknown")


def find_actors(sentence: Sentence, trigger: Trigger, language: str, text: str = "") -> tuple[Actor, ...]:
    """The actors of a trigger in its sentence, each once, in order of role then position.

    `text` is the passage's text; without it an actor's words are its tokens joined by spaces. A pronoun stays a pronoun here:
    `resolving.actors` gives it its name.
    """
    tokens = sentence.tokens
    doer_role, done_role = _FRAME_ROLES.get(trigger.frame, (Role.PERPETRATOR, Role.VICTIM))
    i = trigger.token
    if trigger.frame == "self":
        roles = _Roles((i,), ())
    elif trigger.is_noun:
        roles = _noun_roles(sentence, trigger, language)
        if trigger.frame == "suffer":
            roles = _suffer_noun(sentence, trigger, roles, language)
    elif trigger.frame == "suffer":
        inner = _verb_roles(sentence, i)
        passive = inner.done_to if _is_passive(sentence, i) or not inner.doers else inner.doers
        if not passive or language == "es":
            passive = (*passive, *_children(sentence, i, "obj"))
        roles = _Roles(tuple(k for k in passive if k not in _agents_by_case(sentence, i)), ())
        if not roles.doers and tokens[i].dep in ("acl", "amod", "xcomp") and tokens[i].head != i:
            roles = _Roles((tokens[i].head,), ())
    else:
        roles = _verb_roles(sentence, i)
    roles = _Roles(
        roles.doers, tuple(k for k in roles.done_to if not _only_cue(sentence, k, trigger, language))
    )
    if trigger.frame == "damage" and not roles.done_to:  # "set fire to a bus"
        aims = (c for c in _children(sentence, i, "obl", "obl:arg") if _case(sentence, c) in _TO)
        roles = _Roles(roles.doers, tuple(aims))
    found: list[tuple[int, Role]] = []
    weapons = _instruments(sentence, trigger, language)
    armed = {k for k, _ in weapons}
    for group, role in ((roles.doers, doer_role), (roles.done_to, done_role)):
        if role is None:
            continue
        for k in group:
            found.extend(
                (c, role)
                for c in _conjuncts(sentence, k)
                if (c not in armed and c != i) or trigger.frame == "self"
            )
    if trigger.frame in ("agent", "suffer", "fire", "instrument") and not any(
        r is Role.PERPETRATOR for _, r in found
    ):
        found.extend((k, Role.PERPETRATOR) for k in _cause_in_text(sentence, trigger, language))
    if trigger.frame in ("fire", "instrument", "clash", "assault") and not any(
        r is Role.VICTIM for _, r in found
    ):
        role = Role.PARTICIPANT if trigger.frame == "clash" else Role.VICTIM
        places = [i] if not trigger.is_noun or tokens[i].head == i else [i, tokens[i].head]
        places += [c for p in places for c in _children(sentence, p, "obj")]
        for place in places:
            for c in _children(sentence, place, "obl", "obl:arg", "nmod"):
                if _case(sentence, c) in (
                    _AGAINST | _BETWEEN if trigger.frame == "clash" else _AGAINST
                ) and _animate(sentence, c, language):
                    found.extend((k, role) for k in _conjuncts(sentence, c))
    if trigger.frame == "blast":
        found.extend((k, Role.TARGET) for k in _blast_targets(sentence, trigger))
    seen: set[int] = set()
    actors: list[Actor] = []
    for k, role in found:
        token = tokens[k]
        if (
            k in seen
            or token.pos in ("PUNCT", "ADP", "VERB", "SCONJ", "AUX")
            or (
                k in trigger.tokens
                and trigger.frame not in _OBJECT_IN_CUE
                and not _names_actor(sentence, k, trigger, language)
            )
        ):
            continue
        seen.add(k)
        actor = _actor(sentence, k, role, text, language)
        if (
            role is Role.PERPETRATOR
            and actor.category == "unknown"
            and token.pos == "NOUN"
            and not token.entity
        ):
            continue  # a statement, a clash, a night does nothing: only people, forces and names do
        if (
            role is Role.VICTIM
            and actor.category == "unknown"
            and trigger.frame in ("assault", "agent")
            and trigger.kind is Kind.ATTACK
            and not _person_like(token)
        ):
            actor = replace(actor, role=Role.TARGET)
        actors.append(actor)
    actors.extend(
        _actor(sentence, k, Role.INSTRUMENT, text, language) for k in sorted(armed) if k not in seen
    )
    return tuple(actors)


_TO = frozenset({"to", "a", "al"})
_FIRE = frozenset({"fire", "fuego"})


def _only_cue(sentence: Sentence, k: int, trigger: Trigger, language: str) -> bool:
    """A word of the cue that is no one the act is done to: the fire of "open fire" and of "set fire to"."""
    if k not in trigger.tokens or _names_actor(sentence, k, trigger, language):
        return False
    return trigger.frame not in _OBJECT_IN_CUE or sentence.tokens[k].lower in _FIRE


_OBJECT_IN_CUE = frozenset({"self", "damage", "rob", "block", "suffer"})


def _names_actor(sentence: Sentence, k: int, trigger: Trigger, language: str) -> bool:
    """A cue may hold its own actor: "police firing"."""
    return k != trigger.token and trigger.is_noun and category_at(sentence, k, language) is not None


def _person_like(token: Token) -> bool:
    return token.pos in ("PROPN", "PRON", "NUM") or token.entity == "PER"


_SELF_NAMED = {
    "en": word_set(
        "dead injured wounded detained arrested hurt casualty casualties fatality fatalities slain disappeared detainee detainees"
    ),
    "es": word_set(
        "muerto muertos muerta muertas herido heridos herida heridas fallecido fallecidos fallecida fallecidas lesionado lesionados víctima "
        "víctimas detenido detenidos detenida detenidas desaparecido desaparecidos desaparecida desaparecidas baleado baleados arrestados "
        "asesinado asesinados caídos preso presos"
    ),
}


def _suffer_noun(sentence: Sentence, trigger: Trigger, roles: _Roles, language: str) -> _Roles:
    """«tres muertos», "two dead", "the injured": the words themselves name the victims, or the noun they complete does."""
    tokens = sentence.tokens
    i = trigger.token
    if (
        trigger.kind in (Kind.KILLING, Kind.INJURY, Kind.ARREST, Kind.DISAPPEARANCE)
        and tokens[i].lower in _SELF_NAMED[language]
    ):
        if tokens[i].dep in ("amod", "acl") and tokens[i].head != i:
            return _Roles((tokens[i].head,), ())
        return _Roles((i,), ())
    victims = [k for k in roles.done_to if _animate(sentence, k, language) or tokens[k].pos == "PROPN"]
    if not victims and tokens[i].dep in ("amod", "acl") and tokens[i].head != i:
        victims = [tokens[i].head]
    return _Roles(tuple(victims), ())


def means_of(sentence: Sentence, trigger: Trigger, language: str) -> Means | None:
    """The trigger's own means, or that of the weapon named with it."""
    weapons = _instruments(sentence, trigger, language)
    specific = next((means for _, means in weapons), None)
    if trigger.means is None or (
        trigger.means in (Means.BEATING, Means.LIVE_AMMUNITION, Means.EXPLOSIVE) and specific is not None
    ):
        return specific if specific is not None else trigger.means
    return trigger.means


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger with its actors, its kind settled by who did it to whom."""

    trigger: Trigger
    actors: tuple[Actor, ...]

    def by(self, *roles: Role) -> tuple[Actor, ...]:
        """The actors that have one of the roles."""
        return tuple(actor for actor in self.actors if actor.role in roles)


def settle_kind(kind: Kind, actors: Iterable[Actor], language: str = "en") -> Kind:
    """Force by the state's men is use_of_force, by others attack; an attack by police or soldiers on a crowd is use_of_force."""
    doers = {side_of(a.category, language) for a in actors if a.role in (Role.PERPETRATOR, Role.PARTICIPANT)}
    harmed = {side_of(a.category, language) for a in actors if a.role in (Role.VICTIM, Role.TARGET)}
    if kind is Kind.USE_OF_FORCE and ("armed" in doers or "crowd" in doers) and "state" not in doers:
        return Kind.ATTACK
    if kind is Kind.ATTACK and "state" in doers and "crowd" in harmed:
        return Kind.USE_OF_FORCE
    return kind


def read_acts(passage: Passage, language: str) -> tuple[Act, ...]:
    """Every trigger of the passage with its actors, means and settled kind, in order of position."""
    found = []
    for trigger in find_triggers(passage, language):
        sentence = passage.sentences[trigger.sentence]
        actors = find_actors(sentence, trigger, language, passage.text)
        means = means_of(sentence, trigger, language)
        settled = replace(trigger, kind=settle_kind(trigger.kind, actors, language), means=means)
        found.append(Act(settled, actors))
    return tuple(found)
