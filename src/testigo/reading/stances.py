"""How far a report commits itself to a happening: denied, alleged, planned, hypothetical, confirmed, reported or stated."""

from __future__ import annotations

from testigo.model.analysis import Passage, Quotation, Sentence
from testigo.model.claim import Attribution, Factuality, Polarity, Stance, VoiceKind
from testigo.model.text import Span
from testigo.reading.markers import Marker, marker_table, markers_in

_OWN_COUNT = {
    VoiceKind.COURT,
    VoiceKind.REGISTRY,
    VoiceKind.FORENSIC,
    VoiceKind.OMBUDSMAN,
    VoiceKind.UN,
    VoiceKind.RIGHTS_BODY,
    VoiceKind.HEALTH,
    VoiceKind.PROSECUTOR,
    VoiceKind.GOVERNMENT,
    VoiceKind.POLICE,
    VoiceKind.MILITARY,
}
_PARTISAN = {VoiceKind.PROTEST, VoiceKind.REBELS, VoiceKind.SOCIAL, VoiceKind.PARTY}
_SET = {
    ("sin", "vida"),
    ("sin", "embargo"),
    ("sin", "signos"),
    ("no", "less"),
    ("sin", "techo"),
    *(
        ("sin", word)
        for word in "hogar casa vivienda refugio albergue conocimiento sentido electricidad luz agua trabajo empleo".split()
    ),
    ("sin", "duda"),
}
_NOT_ONLY = {
    *"vida control distinción previo piedad cesar tregua precedentes".split(),
    "embargo",
    "duda",
    "doubt",
    "only",
    "just",
    "merely",
    "solo",
    "sólo",
    "solamente",
    "únicamente",
    "obstante",
    "less",
    "fewer",
    "menos",
    "more",
    "más",
}


def _clause_head(sentence: Sentence, i: int) -> int:
    """The verb of the clause that a token stands in; the token itself where it is the verb or there is none."""
    tokens = sentence.tokens
    here = i
    for _ in range(12):
        token = tokens[here]
        if (
            token.pos in {"VERB", "AUX"}
            or token.head == here
            or token.dep in {"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "root"}
        ):
            return here
        here = token.head
    return here


def _path(sentence: Sentence, i: int) -> tuple[int, ...]:
    """The token and its heads up to the root."""
    return (i, *sentence.ancestors(i))


def _negates(sentence: Sentence, cue: Marker, trigger: int, head: int) -> bool:
    tokens = sentence.tokens
    word = tokens[cue.first]
    following = tokens[cue.last + 1].lower if cue.last + 1 < len(tokens) else ""
    if (word.lower, following) in _SET:
        return False
    if following in _NOT_ONLY or following[:1].isdigit() or (word.lower == "no" and following == "."):
        return False
    if _is_of_what_follows(sentence, cue, trigger) or _is_ceiling(sentence, cue):
        return False
    holder = word.head
    if word.dep in {"nsubj", "nsubj:pass", "obj", "obl"} and holder in {trigger, head}:
        return True
    if holder in {trigger, head}:
        return True
    if word.dep == "det" and (tokens[holder].head in {trigger, head} or holder in {trigger, head}):
        return tokens[holder].dep in {"nsubj", "nsubj:pass", "obj", "conj", "root", "nmod"}
    return False


_CONTRARY = frozenset(("contrary to", "contrario a", "contrariamente a"))
_CLAIMS = tuple(
    "claim report rumo allegation statement post assertion afirma rumor versi denuncia public dich inform notici".split()
)


def _is_claimed_behind(sentence: Sentence, cue: Marker, trigger: int) -> bool:
    """As in "contrary to claims that five died", "contrary to reports of five deaths": what is claimed, told right behind and in the same clause."""
    between = [t.lower for t in sentence.tokens[cue.last + 1 : trigger]]
    if any(word in {",", ";", ".", ":"} for word in between):
        return False
    says = next((k for k, word in enumerate(between) if word.startswith(_CLAIMS)), None)
    return says is not None and bool({"that", "que", "of", "de"} & set(between[says + 1 :]))


_NONE = frozenset("none ninguno ninguna".split())


def _is_of_what_follows(sentence: Sentence, cue: Marker, trigger: int) -> bool:
    """As in "three were hurt, none of them seriously", «ninguno de gravedad»: a "none" behind a comma denies what stands behind it."""
    tokens = sentence.tokens
    return (
        tokens[cue.first].lower in _NONE
        and cue.first > trigger
        and any(t.text in {",", ";", "—", "–", "("} for t in tokens[trigger + 1 : cue.first])
    )


def _is_ceiling(sentence: Sentence, cue: Marker) -> bool:
    """«no hay más de tres heridos»: the most there is, and no denial."""
    words = [t.lower for t in sentence.tokens[cue.last + 1 : cue.last + 4]]
    return sentence.tokens[cue.first].lower in {"no", "not", "n't"} and (
        words[:2] in (["más", "de"], ["more", "than"])
        or (
            words[1:] in (["más", "de"], ["more", "than"])
            and sentence.tokens[cue.last + 1].pos in {"VERB", "AUX"}
        )
    )


def _governs(sentence: Sentence, cue: Marker, trigger: int, language: str) -> bool:
    """The trigger hangs below the cue as its object or clause, not as a relative clause or a time beside it."""
    path = _path(sentence, trigger)
    tokens = sentence.tokens
    holders = set(range(cue.first, cue.last + 1))
    after = tokens[cue.last + 1].lower if cue.last + 1 < len(tokens) else ""
    if (tokens[cue.last].lower, after) in _SET:
        return False
    if after in _NOT_ONLY and cue.entry.meaning in {"negated", "denied"}:
        return False
    if cue.entry.meaning == "planned" and (
        not _can_be_planned(sentence, trigger, language) or not _plans(sentence, cue, trigger)
    ):
        return False
    if tokens[cue.first].pos == "ADP" and tokens[cue.first].head in path[:2]:
        return True
    if cue.words in _CONTRARY:
        return _is_claimed_behind(sentence, cue, trigger)
    if tokens[trigger].dep in {"acl", "acl:relcl"} and trigger not in holders:
        return tokens[trigger].head in holders and tokens[tokens[trigger].head].pos == "NOUN"
    for place, node in enumerate(path):
        if node in holders and place > 0:
            link = tokens[path[place - 1]].dep
            return link not in {"nsubj", "advcl", "acl:relcl", "conj", "parataxis", "nsubj:pass", "acl"} or (
                link == "acl" and tokens[node].pos == "NOUN"
            )
        if (
            place > 0
            and node not in holders
            and tokens[node].dep in {"acl", "acl:relcl", "advcl", "parataxis"}
        ):
            return False  # beyond a clause of its own: "called a doctor for the man hurt in the strike"
    return tokens[cue.first].head == trigger and tokens[cue.first].dep in {"amod", "acl"}


def _can_be_planned(sentence: Sentence, trigger: int, language: str) -> bool:
    """A march or a strike can be announced ahead; a verb in the past and a death tell of what was."""
    token = sentence.tokens[trigger]
    if token.pos in {"VERB", "AUX"}:
        group = [
            token,
            *(
                sentence.tokens[c]
                for c in sentence.children[trigger]
                if sentence.tokens[c].dep in {"aux", "aux:pass"}
            ),
        ]
        return not any(
            ("Tense=Past" in t.morph and "VerbForm=Fin" in t.morph)
            or t.lower in {"have", "has", "had", "ha", "han", "había", "habían"}
            for t in group
        )
    harms = any(entry.meaning == "harm" for _, entry in marker_table(language, "scope").get(token.lower, ()))
    return not harms and token.lower not in _DONE


def _plans(sentence: Sentence, cue: Marker, trigger: int) -> bool:
    """Whether the words plan what the trigger tells.

    "Called a strike" does; "called the attacks shocking" gives a name, "set off riots" tells of what came, and of "the strike called
    by miners paralysed the town" the verb says that it was held.
    """
    tokens = sentence.tokens
    token = tokens[trigger]
    if cue.first == cue.last and cue.words in _NAMING:
        before = {tokens[c].lower for c in sentence.children[trigger] if tokens[c].dep.startswith("det")}
        return token.lemma.lower() in _CALLED and not before & _DEFINITE
    if cue.words == "set" and tokens[min(cue.last + 1, len(tokens) - 1)].lower in _SET_OFF:
        return False
    holder = tokens[token.head]
    return not (
        token.dep in {"nsubj", "nsubj:pass"}
        and tokens[cue.first].dep in {"acl", "amod"}
        and "Tense=Past" in holder.morph
        and "VerbForm=Fin" in holder.morph
    )


_NAMING = frozenset(("call", "calls", "called", "calling"))
_CALLED = frozenset(
    "strike stoppage walkout march protest rally demonstration vigil boycott shutdown hartal bandh lockdown curfew mobilization mobilisation "
    "sit-in blockade dharna cacerolazo".split()
)
_SET_OFF = frozenset(("off", "fire", "up", "ablaze", "alight", "upon", "on"))
_DONE = {
    "arrest",
    "detention",
    "capture",
    "murder",
    "massacre",
    "murders",
    "killing",
    "killings",
    "death",
    "deaths",
    "slaying",
    "slayings",
    "homicide",
    "homicides",
    "asesinatos",
    "muerte",
    "muertes",
    "homicidio",
    "homicidios",
    "detención",
    "arresto",
    "captura",
    "asesinato",
    "matanza",
    "masacre",
    "desaparición",
}


def _covering(passage: Passage, span: Span) -> Quotation | None:
    rows = [q for q in passage.quotations if q.content.overlaps(span)]
    return min(rows, key=lambda q: q.content.stop - q.content.start) if rows else None


def stance_of(
    sentence: Sentence, trigger: int, passage: Passage, language: str, attribution: Attribution | None
) -> Stance:
    """Polarity and factuality of what the token `trigger` tells, with the words that decided.

    From the surest: denied by its voice or negated in its clause; hypothetical; planned; alleged (conditional of rumour, "allegedly",
    a party's word); confirmed; reported where a voice stands behind it; else stated.
    """
    tokens = sentence.tokens
    head = _clause_head(sentence, trigger)
    clause = {trigger, head}
    polarity = Polarity.AFFIRMED
    found: dict[str, str] = {}
    for cue in markers_in(sentence, language, "negation"):
        reach = cue.entry.attributes.get("reach", "word")
        hit = (
            (reach == "word" and _negates(sentence, cue, trigger, head))
            or (reach == "governs" and _governs(sentence, cue, trigger, language))
            or (reach == "sentence" and tokens[cue.first].dep in {"root", "ccomp", "xcomp"})
        )
        if hit:
            polarity = Polarity.DENIED
            found.setdefault("negation", cue.words)
    for cue in markers_in(sentence, language, "modality"):
        reach = cue.entry.attributes.get("reach", "aux")
        word = tokens[cue.first]
        hit = (
            (
                reach == "aux"
                and (word.head in clause or (cue.first in clause and cue.first != trigger))
                and word.pos not in {"NOUN", "PROPN"}
            )
            or (
                reach == "noun"
                and word.head in {trigger, *sentence.children[trigger]}
                and word.head != cue.first
                and tokens[word.head].pos in {"NOUN", "PROPN"}
                and (
                    word.head == trigger
                    or (cue.entry.meaning == "confirmed" and tokens[word.head].dep in {"obj", "nsubj:pass"})
                )
            )
            or (
                cue.entry.meaning == "confirmed"
                and cue.first <= tokens[trigger].head <= cue.last
                and tokens[trigger].dep in {"nsubj:pass", "nsubj", "obj"}
            )
            or (reach == "governs" and _governs(sentence, cue, trigger, language))
            or (reach == "clause" and word.head in clause and word.dep in {"mark", "advmod", "case"})
            or reach == "sentence"
        )
        if hit:
            found.setdefault(cue.entry.meaning, cue.words)
    if (wish := wished_by(sentence, trigger, language)) is not None:
        found.setdefault("hypothetical", sentence.tokens[wish].lower)
    if language == "es":
        _spanish_moods(sentence, head, found)
    quotation = _covering(passage, tokens[trigger].span)
    force = quotation.force if quotation is not None else ""
    if (
        quotation is not None
        and force == "accuse"
        and _is_granted(sentence, trigger, quotation.cue.of(passage.text))
    ):
        force = ""
    if force == "deny":
        polarity = Polarity.DENIED
        found.setdefault("negation", quotation.cue.of(passage.text) if quotation is not None else "")
    if quotation is not None and force in {"confirm", "claim", "accuse"}:
        found.setdefault(
            {"confirm": "confirmed"}.get(force, "alleged"), quotation.cue.of(passage.text).lower()
        )
    return Stance(polarity, _factuality(found, force, attribution), tuple(dict.fromkeys(found.values())))


_COURT = frozenset(
    (
        "charge charged charges charging indict indicts indicted arraigned convicted acusado acusada acusados acusadas imputado imputada "
        "imputados imputadas procesado procesada condenado condenada"
    ).split()
)
_DEEDS = frozenset(
    (
        "death deaths killing killings murder murders slaying slayings homicide shooting shootings stabbing beating muerte muertes asesinato "
        "asesinatos homicidio crimen"
    ).split()
)
_DEFINITE = frozenset("the his her their its this that these those la las el los su sus".split())


def _is_granted(sentence: Sentence, trigger: int, cue: str) -> bool:
    """As in "charged in the death of two women": who did it is to be shown, that they died is granted."""
    tokens = sentence.tokens
    if not _COURT & {word.lower() for word in cue.split()}:
        return False
    for k in range(trigger, min(trigger + 2, len(tokens))):
        if tokens[k].lower in _DEEDS:
            return any(
                t.lower in _DEFINITE or t.text in {"’s", "'s"} for t in tokens[max(0, trigger - 4) : trigger]
            )
    return False


def wished_by(sentence: Sentence, trigger: int, language: str) -> int | None:
    """The word that an infinitive of harm is only the aim of, or None: "pressure to arrest", "willing to kill", «capaces de matar», «orden de disparar».

    What came of it says so by itself: "managed to kill", "went on to kill", «llegó a matar», «tras matar».
    """
    tokens = sentence.tokens
    token = tokens[trigger]
    if "VerbForm=Inf" not in token.morph or token.head == trigger:
        return None
    governor = tokens[token.head]
    if language == "en":
        is_marked = any(tokens[c].lower == "to" for c in sentence.children[trigger])
        if is_marked and token.dep in {"xcomp", "acl", "advcl", "ccomp", "obj"}:
            return governor.i if governor.lower.startswith(_AIMS["en"]) else None
        return None
    before = tokens[trigger - 1].lower if trigger else ""
    if before in {"de", "a", "para"} or token.dep in {"xcomp", "obj", "ccomp"}:
        return governor.i if governor.lower.startswith(_AIMS["es"]) else None
    return None


_AIMS = {
    "en": tuple(
        (
            "intent intend plan plot threat bid pressur effort order authori permi license right power desire wish willing unwilling eager ready prepar mission capab capacity abilit "
            "conspir scheme attempt try tries tried trying seek sought aim refus promis vow pledg proposal propos decision hope hoping want need ask urg tell told reluctan hesita incit "
            "encourag motiv reason chance opportunit allow design meant suppos determin swore swear call tempt fail declin commit"
        ).split()
    ),
    "es": tuple(
        (
            "intenci plan amenaz orden órden dese capac capaz intent voluntad objetivo propósito finalidad decisión promes promet riesgo peligro posibil derecho autoriz permi licencia "
            "necesidad presion llamad llamó llaman poder quer quier quis pretend trat busc evit imped ped pid pide exig inst dispuest prepar jur espera piens pens debe deben deber "
            "podr pued comprom incit invit negar neg niega razón motivo oportunidad idea conspir complot encarg"
        ).split()
    ),
}


def _spanish_moods(sentence: Sentence, head: int, found: dict[str, str]) -> None:
    """Futures are planned; a conditional outside an if-clause is rumour: «habrían muerto», «superaría la decena»."""
    conditional = {
        c for c in sentence.children[head] if sentence.tokens[c].dep in {"aux", "aux:pass", "cop"}
    } | {head}
    for i in sorted(conditional):
        token = sentence.tokens[i]
        if "Tense=Fut" in token.morph and token.pos in {"VERB", "AUX"}:
            found.setdefault("planned", token.lower)
        if (
            "Mood=Sub" in token.morph
            and "Tense=Pres" in token.morph
            and (i == head or token.dep == "cop")
            and _is_moved(sentence, i)
        ):
            found.setdefault(
                "hypothetical", token.lower
            )  # «que haya un muerto»; «que hayan muerto» is granted
        if "Mood=Cnd" in token.morph and "hypothetical" not in found:
            found.setdefault("alleged", token.lower)


def _is_moved(sentence: Sentence, i: int) -> bool:
    """Whether a word before it may ask for the subjunctive: a headline's «suben a once los muertos» has none, and tells what is."""
    return any(t.lower in _MOVING for t in sentence.tokens[:i])


_MOVING = frozenset(
    "que ojalá no si quizá quizás tal posiblemente probablemente acaso cuando donde como aunque quien quienes mientras sin para antes hasta nadie".split()
)


def _factuality(found: dict[str, str], force: str, attribution: Attribution | None) -> Factuality:
    if "planned" in found:
        return Factuality.PLANNED
    if "hypothetical" in found:
        return Factuality.HYPOTHETICAL
    if "alleged" in found or "unconfirmed" in found or force in {"claim", "accuse"}:
        return Factuality.ALLEGED
    if "confirmed" in found or force == "confirm":
        return Factuality.CONFIRMED
    if attribution is None:
        return Factuality.STATED
    if attribution.kind in _PARTISAN:
        return Factuality.ALLEGED
    return Factuality.CONFIRMED if attribution.kind in _OWN_COUNT else Factuality.REPORTED
