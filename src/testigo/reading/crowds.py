"""Crowds: how many took part in a march, a strike, a protest; counted only where the words tell of people out in protest.

The words are data (`lexicons/LANGUAGE/crowds.yml`). "2,000 people took part" counts where a protest is told of in the sentence, and
not in a lottery; police on guard and soldiers deployed are no crowd.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from testigo.language.inflection import english_verb, spanish_verb
from testigo.language.lexicon import lexicon
from testigo.model.analysis import Sentence
from testigo.model.toll import Group
from testigo.reading.groups import person_nouns
from testigo.reading.links import Link
from testigo.reading.quantities import Quantity, Sort

_PROTEST = {
    "en": (
        "protest",
        "demonstrat",
        "march",
        "rally",
        "rallie",
        "strike",
        "striking",
        "riot",
        "picket",
        "sit-in",
        "crowd",
        "uprising",
        "revolt",
        "toyi",
    ),
    "es": (
        "protest",
        "manifest",
        "march",
        "huelg",
        "paro",
        "moviliz",
        "concentraci",
        "plantón",
        "revuelt",
        "revoluci",
        "opositor",
        "plaza",
        "disturbio",
    ),
}
_OUTRIGHT = {"en": ("protest", "demonstrat", "march", "riot"), "es": ("protest", "manifest", "march")}
_NOT_CROWD = frozenset({Group.POLICE, Group.SOLDIERS, Group.SECURITY})
# Nouns for people who need not be out: they follow, back or hide their faces; they make a crowd where a protest or a gathering is told.
_FOLLOWERS = {
    "en": frozenset({"supporters", "sympathizers", "sympathisers", "looters", "followers"}),
    "es": frozenset(
        "seguidores seguidoras simpatizantes partidarios partidarias encapuchados saqueadores activistas opositores comuneros".split()
    ),
}
# Where followers are readers: pages, accounts, channels.
_NETWORKS = frozenset(
    "twitter facebook instagram youtube tiktok telegram account accounts page pages profile channel tweet tweets cuenta cuentas página páginas perfil canal tuits tuit "
    "redes blog suscriptores subscribers".split()
)
_LOOT = frozenset(
    "dinero efectivo botín nómina cartera carteras celulares joyas mercancía mercancías rescate caja cash ransom loot wallets jewels jewellery jewelry money".split()
)
_FEW = 5  # "two protesters" alone are no crowd
_MASKED = frozenset({"encapuchados", "saqueadores", "looters"})
_OF_A_TOWN = ("eños", "eñas", "enses")
_DEMANDS = ("exig", "reclam", "demand")


@cache
def crowd_words(language: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> (all words, how it takes its people), longest first; nouns for protesters among them."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in lexicon(language, "crowds"):
        frame = str(entry.attributes["as"])
        forms: set[str] = set(entry.cues) if frame in ("event", "gather") else set()
        if frame in ("verb", "weak", "gather"):
            for cue in entry.cues:
                if language == "es" and cue.endswith(("ar", "er", "ir", "rse")):
                    finite, _, gerund = spanish_verb(cue)
                    forms |= finite | gerund
                elif language == "en":
                    for part in english_verb(cue):
                        forms |= part
        forms |= set(entry.attributes.get("forms", ()))
        for form in forms:
            words = tuple(form.split())
            table.setdefault(words[0], []).append((words, frame))
    for form, noun in person_nouns(language).items():
        if noun.group is Group.PROTESTERS and noun.is_plural:
            table.setdefault(form, []).append(((form,), "person"))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in table.items()}


def find_crowds(
    sentence: Sentence, quantities: tuple[Quantity, ...], language: str, links: Mapping[int, Link]
) -> list[tuple[int, int]]:
    """(position of the quantity, token of the word that tells of the crowd), for quantities that no harm has taken."""
    free = [n for n, q in enumerate(quantities) if n not in links and _may_be_crowd(sentence, q, language)]
    if not free:
        return []
    table = crowd_words(language)
    tokens = sentence.tokens
    words = {t.lower for t in tokens}
    is_protest = any(word.startswith(_PROTEST[language]) for word in words)
    found: list[tuple[int, int]] = []
    for n in free:
        quantity = quantities[n]
        if _follows(sentence, quantity, language) and not words.isdisjoint(_NETWORKS):
            continue
        token = _teller(sentence, quantity, table, language, is_protest=is_protest)
        if (
            token is not None
            and tokens[token].lower.startswith(_DEMANDS)
            and not (is_protest or words.isdisjoint(_LOOT))
        ):
            continue  # robbers
        if token is not None:
            found.append((n, token))
    return found


def _may_be_crowd(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    if (
        quantity.sort is not Sort.COUNT
        or (quantity.head is not None and not (quantity.is_known or _is_of_a_town(sentence, quantity)))
        or quantity.inner is not None
    ):
        return False
    if quantity.partitive:
        return False
    if quantity.head is None:
        before = sentence.tokens[quantity.start - 2].lower if quantity.start > 1 else ""
        if before in ("crowd", "multitud", "mob"):
            return any(t.lower.startswith(_OUTRIGHT[language]) for t in sentence.tokens)
        return quantity.number is not None and (quantity.is_other or quantity.number.is_vague)
    noun = person_nouns(language).get(sentence.tokens[quantity.head].lower)
    return noun is None or (noun.is_plural and noun.group not in _NOT_CROWD)


def _is_of_a_town(sentence: Sentence, quantity: Quantity) -> bool:
    """«miles de limeños»: people by the place they are of."""
    return (
        quantity.head is not None
        and quantity.number is not None
        and quantity.number.is_vague
        and sentence.tokens[quantity.head].lower.endswith(_OF_A_TOWN)
    )


def _follows(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    return quantity.head is not None and sentence.tokens[quantity.head].lower in _FOLLOWERS[language]


def _match(
    sentence: Sentence, k: int, table: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> list[str]:
    """The frames of the words that start at token `k`."""
    tokens = sentence.tokens
    frames: list[str] = []
    for words, frame in table.get(tokens[k].lower, ()):
        if k + len(words) <= len(tokens) and all(
            tokens[k + p].lower == words[p] for p in range(1, len(words))
        ):
            frames.append(frame)
    return frames


def _teller(
    sentence: Sentence,
    quantity: Quantity,
    table: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]],
    language: str,
    *,
    is_protest: bool,
) -> int | None:
    """The token that tells that these people were out, or None."""
    tokens = sentence.tokens
    # whoever gathers behind somebody is out for it, whatever the sentence says of protest
    is_gathered = is_protest or (
        quantity.head is not None
        and _follows(sentence, quantity, language)
        and tokens[quantity.head].lower not in _MASKED
    )
    number = quantity.number
    is_few = number is not None and not number.is_vague and number.value < _FEW
    if (
        quantity.head is not None
        and not is_few
        and "person" in _match(sentence, quantity.head, table)
        and (is_protest or not _follows(sentence, quantity, language))
        and not _is_released(sentence, quantity)
    ):
        return quantity.head
    # "a march of 2,000 people", "attended by 300", «congregó a 2.000 personas»
    is_object = quantity.start > 0 and tokens[quantity.start - 1].lower == "a" and language == "es"
    for k in range(max(0, quantity.start - (9 if is_object else 4)), quantity.start):
        frames = _match(sentence, k, table)
        joint = {t.lower for t in tokens[k + 1 : quantity.start]}
        if (
            "event" in frames
            and quantity.start - k <= 4
            and joint & {"of", "by", "de", "del"}
            and (is_protest or tokens[k].lower != "group")
            and "," not in joint
        ):
            if tokens[k].lower in ("group", "grupo") and not is_protest:
                continue
            return k
        if "gather" in frames and is_gathered and not joint & {",", ".", "and", "y"}:
            return k
    # «miles de personas marcharon»: the verb behind, within the clause
    steps = 0
    k = quantity.stop
    while k < len(tokens) and steps < 12:
        token = tokens[k]
        frames = _match(sentence, k, table)
        if "verb" in frames and (token.pos not in ("NOUN", "PROPN") or token.lower in ("on", "en")):
            return k
        if "weak" in frames and is_gathered and token.pos not in ("NOUN", "PROPN"):
            return k
        if token.text in (".", ";", ":") or (token.pos == "VERB" and steps > 5):
            return None
        k, steps = k + 1, steps + 1
    # «la ciudad marchó por la paz con miles de vecinos»
    if quantity.start > 0 and tokens[quantity.start - 1].lower in ("con", "with"):
        for k in range(max(0, quantity.start - 9), quantity.start):
            if "verb" in _match(sentence, k, table) and tokens[k].pos == "VERB":
                return k
    # «se manifestaron 2.000 personas»
    for k in range(max(0, quantity.start - 4), quantity.start):
        frames = _match(sentence, k, table)
        if (
            language == "es"
            and ("verb" in frames or ("weak" in frames and is_protest))
            and tokens[k].pos in ("VERB", "AUX", "ADJ")
        ):
            return k
    return None


def _is_released(sentence: Sentence, quantity: Quantity) -> bool:
    """As in "released 20 demonstrators", "charges against 12 protesters"."""
    before = {t.lower for t in sentence.tokens[max(0, quantity.start - 5) : quantity.start]}
    return bool(
        before
        & {
            "released",
            "release",
            "freed",
            "charged",
            "charges",
            "trial",
            "against",
            "liberó",
            "liberaron",
            "liberación",
            "juicio",
            "contra",
            "libertad",
            "acquitted",
            "sentenced",
            "convicted",
            "condenó",
        }
    )
