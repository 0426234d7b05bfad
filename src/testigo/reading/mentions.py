"""Words of harm that are told and tell of no happening: a weapon found, an arrest warrant, a death threat, "the victim", a rate, a search for something lost.

Only acts without a figure are weighed by `is_mention`.
"""

from __future__ import annotations

import re

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind
from testigo.model.text import Part, Span
from testigo.reading.arguments import Act, category_at
from testigo.reading.groups import is_abstract_noun, other_nouns, person_nouns
from testigo.reading.mention_words import (
    ACCIDENTAL,
    BLOWS,
    DAM,
    EXPLOSIVE,
    FORCES,
    NAMES,
    RAIDING,
    SHARE,
    SHOTS,
    USE,
    WEAPONS,
)
from testigo.reading.natural_ends import DIE_CUES, VIOLENT
from testigo.reading.rates import is_rate

_NOUNISH = frozenset({"NOUN", "PROPN"})
_ROUND = 40  # characters on either side of a word that a name of it may take
_VICTIM = frozenset("victim victims víctima víctimas".split())
_NO_FORMS = frozenset({"atento", "atenta", "atentos", "atentas"})
_FALLS = frozenset({"caída", "caídas"})
_SUCCUMB = re.compile(r"^(?:succumb\w*|sucumb\w*)$", re.IGNORECASE)
_TO_WOUNDS = re.compile(r"injur|wound|burn|shot|herid|lesion|quemadur|bala|enfermedad|infarto", re.IGNORECASE)
_DISMISSED = frozenset({"fire", "fires", "fired", "firing"})
_AIMED = frozenset(
    "at on upon into in back shots shot rounds bullets gun guns rifle rifles pistol live rubber tear teargas warning rockets missiles mortars".split()
)
_SEARCHES = frozenset({"manhunt", "search", "searching", "searched"})
_OWNING = frozenset({"'s", "’s", "'", "his", "her", "their", "my", "our", "whose"})
_GENERAL = frozenset({"you", "one", "uno", "we", "nobody", "everyone", "everybody", "todos"})


def is_mention(act: Act, sentence: Sentence, passage: Passage, language: str) -> bool:
    """True where the act's word names a thing, a fear, a law or somebody hurt before, and tells of nothing that happened."""
    kind, token = act.trigger.kind, sentence.tokens[act.trigger.token]
    text = passage.text
    if token.lower in _VICTIM:
        return True
    if token.lower in _FALLS and token.pos in _NOUNISH:
        return True  # «la caída del euro»
    told = sentence.span.of(text)
    if "http" in told or "www" in told or _is_named(act, text, language):
        return True
    if (
        act.trigger.is_noun
        and token.pos == "PROPN"
        and token.i
        and token.text[:1].isupper()
        and passage.part is Part.BODY
    ):
        return not token.text.isupper()  # "the Bureau of Criminal Apprehension"
    if kind in {Kind.KILLING, Kind.INJURY} and is_rate(sentence, act.trigger.span, passage, language):
        return True
    if token.lower in _NO_FORMS:
        return True
    if act.trigger.cue == "volar" and not any(
        sentence.tokens[c].dep in {"obj", "nsubj:pass"} for c in sentence.children[token.i]
    ):
        return True  # «los aviones volaron sobre la flota»
    if _is_idle_weapon(act, sentence, text, language):
        return True
    if kind in {Kind.KILLING, Kind.INJURY} and SHARE[language].search(told) is not None:
        return True  # «cuatro de cada diez resultaron heridos»
    if kind is Kind.KILLING:
        return _is_no_death(act, sentence, text, language)
    if kind is Kind.ARREST:
        return _is_no_arrest(act, sentence, language)
    if kind is Kind.USE_OF_FORCE:
        return _is_no_force(act, sentence, passage, language)
    if (
        kind is Kind.BOMBING
        and token.lower in {"blasted", "blasts", "blasting", "bombed"}
        and token.pos == "VERB"
    ):
        return EXPLOSIVE.search(told.replace(token.text, " ")) is None
    if kind is Kind.INJURY and token.lower.startswith("hurt") and language == "en":
        return _hurts_nobody(sentence, token.i, language)
    if kind is Kind.ARSON:
        return ACCIDENTAL.search(told) is not None
    if kind is Kind.RAID:
        return _is_search(act, sentence, text, language)
    return False


def is_of_animals(sentence: Sentence, language: str) -> bool:
    """A sentence that tells of animals and of no people."""
    words = [t.lower for t in sentence.tokens]
    return any(other_nouns(language).get(w) == "animal" for w in words) and not any(
        w in person_nouns(language) for w in words
    )


def is_of_an_address(sentence: Sentence, told: Span, passage: Passage) -> bool:
    """Words of a web address, which some texts cut up: "http : / / example . org / three - killed / ¶"."""
    before = passage.text[sentence.span.start : told.start]
    opened = before.rfind("http")
    if opened < 0:
        return False
    between = before[opened:]
    return "\n" not in between and not re.search(r"\bs?html?\b|/\s*$|\d{6,}\s", between[8:])


def _is_named(act: Act, text: str, language: str) -> bool:
    """The word stands in a name or a turn that tells of no harm: "death threats", «orden de captura»."""
    span = act.trigger.span
    start = max(0, span.start - _ROUND)
    return any(
        start + found.start() <= span.start < start + found.end()
        for found in NAMES[language].finditer(text[start : span.stop + _ROUND])
    )


def _is_idle_weapon(act: Act, sentence: Sentence, text: str, language: str) -> bool:
    """A weapon that is found, carried or counted: no word of its use stands in the sentence besides its own."""
    trigger = act.trigger
    if not trigger.is_noun:
        return False
    words = trigger.cue.split()
    if (words[-1] if language == "en" else words[0]) not in WEAPONS[language]:
        return False
    told = sentence.span
    rest = text[told.start : trigger.span.start] + " | " + text[trigger.span.stop : told.stop]
    return USE[language].search(rest) is None


def _is_no_death(act: Act, sentence: Sentence, text: str, language: str) -> bool:
    token = sentence.tokens[act.trigger.token]
    if _SUCCUMB.match(token.lower):
        return _TO_WOUNDS.search(text[token.stop : sentence.span.stop]) is None
    taken = [
        sentence.tokens[c]
        for c in sentence.children[token.i]
        if sentence.tokens[c].dep in {"obj", "nsubj:pass", "obl:arg"}
    ]
    if (
        act.trigger.cue in _OF_TASKS
        and not any(_is_person(sentence, t.i, language) for t in taken)
        and not act.actors
    ):
        return True  # «se ejecuta la segunda calzada», a shot at goal
    if any(t.lower in {"percent", "%", "ciento"} for t in taken):
        return True
    if token.lower in _BUTCHERY and VIOLENT[language].search(text.replace(token.text, " ")) is None:
        return True
    subject = next(
        (sentence.tokens[c] for c in sentence.children[token.i] if sentence.tokens[c].dep == "nsubj"), None
    )
    is_present = "Tense=Pres" in token.morph and "VerbForm=Fin" in token.morph
    if is_present and subject is not None and subject.lower in _GENERAL:
        return True
    if DIE_CUES.match(token.lower) and is_of_animals(sentence, language):
        return True
    if token.lower in {"muerte", "death"} and not _has_owner(act, sentence):
        return True
    # "tobacco kills": a habit of things, with nobody killed
    return (
        is_present
        and act.trigger.frame == "agent"
        and not any(
            sentence.tokens[c].dep in {"obj", "obl:arg", "obl", "iobj", "nsubj:pass"}
            for c in sentence.children[token.i]
        )
        and subject is not None
        and subject.pos == "NOUN"
        and category_at(sentence, subject.i, language) is None
        and subject.lower not in person_nouns(language)
    )


_OF_TASKS = frozenset({"ejecutar", "rematar", "aniquilar", "execute", "liquidate"})
_BUTCHERY = frozenset("carnage bloodbath massacre slaughter carnicería matanza masacre".split())


def _is_person(sentence: Sentence, i: int, language: str) -> bool:
    token = sentence.tokens[i]
    return (
        token.entity == "PER"
        or token.pos in {"PRON", "PROPN", "NUM"}
        or token.lower in person_nouns(language)
        or category_at(sentence, i, language) is not None
    )


def _has_owner(act: Act, sentence: Sentence) -> bool:
    """Somebody's death: a possessive, an "of" phrase, a name before it, or a victim found."""
    token = sentence.tokens[act.trigger.token]
    following = {t.lower for t in sentence.tokens[token.i + 1 : token.i + 5]}
    if (
        act.actors
        or not following.isdisjoint({"of", "de", "del"})
        or (token.i and sentence.tokens[token.i - 1].lower in _OWNING)
    ):
        return True
    return any(
        sentence.tokens[c].dep in {"nmod", "nmod:poss", "det:poss", "compound", "acl", "acl:relcl", "amod"}
        or sentence.tokens[c].lower in {"su", "sus", "cuya", "cuyo"}
        for c in sentence.children[token.i]
    )


def _hurts_nobody(sentence: Sentence, i: int, language: str) -> bool:
    """As in "results were hurt by charges", "he is hurting with the young"."""
    taken = [c for c in sentence.children[i] if sentence.tokens[c].dep in {"obj", "nsubj:pass"}]
    if not taken:
        return sentence.tokens[i].lower == "hurting"
    return not any(_is_person(sentence, c, language) for c in taken) and all(
        sentence.tokens[c].pos == "NOUN" and other_nouns(language).get(sentence.tokens[c].lower) != "body"
        for c in taken
    )


def _is_no_arrest(act: Act, sentence: Sentence, language: str) -> bool:
    """«se detuvo», "captures the moment", a ceremony that was held."""
    tokens, i = sentence.tokens, act.trigger.token
    token = tokens[i]
    if (
        token.lower in {"presa", "presas"}
        and i + 1 < len(tokens)
        and (tokens[i + 1].pos == "PROPN" or DAM.search(" ".join(t.lower for t in tokens)))
    ):
        return True
    if (
        token.lower == "caught"
        and i + 1 < len(tokens)
        and tokens[i + 1].lower in {"in", "up", "between", "on", "off"}
    ):
        return True
    if (
        language == "es"
        and token.pos in {"VERB", "AUX"}
        and token.lower.startswith(("detuv", "detien", "detien", "deten", "detenid"))
    ):
        before = [t.lower for t in tokens[max(0, i - 2) : i]]
        after = [t.lower for t in tokens[i + 1 : i + 4]]
        if ("se" in before or token.lower.endswith(("erse", "éndose"))) and not {"a", "al"} & set(after[:2]):
            return True
    taken = [tokens[c] for c in sentence.children[i] if tokens[c].dep in {"obj", "nsubj:pass"}]
    if act.trigger.cue == "hold" and "VerbForm=Inf" in token.morph:
        return True  # "built to hold 300 soldiers"
    if act.trigger.cue == "book" and not any(_is_person(sentence, t.i, language) for t in taken):
        return True
    return bool(taken) and all(
        t.pos == "NOUN"
        and category_at(sentence, t.i, language) is None
        and t.lower not in person_nouns(language)
        and (t.lower in _THINGS or is_abstract_noun(t.lower, language))
        for t in taken
    )


_THINGS = frozenset(
    "moment essence runoff water spirit mood attention imagination party race vote votes data image images mayoría control título toneladas agua energía momento esencia".split()
)


def _is_no_force(act: Act, sentence: Sentence, passage: Passage, language: str) -> bool:
    """A dismissal ("fired the coach"), a rival beaten, forces that are troops, «disparó» of one who speaks, a film that is shot."""
    tokens, i = sentence.tokens, act.trigger.token
    token = tokens[i]
    told = sentence.span.of(passage.text)
    if language == "es":
        if act.trigger.cue.startswith("disparar") and "se" in [t.lower for t in tokens[max(0, i - 2) : i]]:
            return "arma" not in told.lower() and "pistola" not in told.lower()  # «la deuda se ha disparado»
        return (
            token.lower in {"disparó", "disparaba", "dispara", "dispare"}
            and SHOTS.search(passage.text) is None
        )
    if token.lower in _DISMISSED and act.trigger.cue == "fire" and token.pos == "VERB":
        near = {t.lower for t in tokens[i + 1 : i + 5]}
        whom = [tokens[c] for c in sentence.children[i] if tokens[c].dep in {"obj", "nsubj:pass"}]
        if any(
            t.entity == "PER"
            or t.pos == "PRON"
            or category_at(sentence, t.i, language) is not None
            or t.lower in person_nouns(language)
            for t in whom
        ):
            return near.isdisjoint(_AIMED)
    if (
        act.trigger.cue.startswith("fire ")
        and i
        and tokens[i - 1].lower in {"his", "her", "their", "its", "my", "your", "our", "the", "a"}
    ):
        return True  # "concentrating her fire on the mayor"
    if token.lower == "shot" and token.pos == "NOUN":
        return True
    if token.lower.startswith("beat"):
        rest = passage.text.replace(token.text, " ")
        return BLOWS.search(rest) is None
    if act.trigger.cue in {"force", "use force", "use … force"}:
        if token.lower == "forces":
            return True
        return act.trigger.cue == "force" and FORCES.search(told) is None
    return (
        token.lower in {"shooting", "shoot", "shot"}
        and not any(
            (tokens[c].dep in {"obj", "nsubj:pass"} and _is_person(sentence, c, language))
            or tokens[c].lower in {"was", "were", "by"}
            for c in sentence.children[i]
        )
        and re.search(
            r"\b(?:films?|movies?|video|scenes?|camera|series|episodes?|documentary)\b", told, re.IGNORECASE
        )
        is not None
    )


def _is_search(act: Act, sentence: Sentence, text: str, language: str) -> bool:
    """A manhunt is no raid, nor an «operativo» of street sweepers."""
    token = sentence.tokens[act.trigger.token]
    if token.lower in _SEARCHES:
        following = sentence.tokens[token.i + 1].lower if token.i + 1 < len(sentence.tokens) else ""
        return token.lower == "manhunt" or following == "for"
    told = sentence.span
    rest = text[told.start : act.trigger.span.start] + " | " + text[act.trigger.span.stop : told.stop]
    if (
        act.trigger.cue.startswith("registrar")
        and token.i
        and sentence.tokens[token.i - 1].lower in {"se", "ha", "habían", "había"}
    ):
        return True  # «se registró el choque en una casa»
    return token.lower.startswith(("operativo", "irrup", "irrump")) and RAIDING[language].search(rest) is None
