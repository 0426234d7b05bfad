"""Written forms of cue words, so that a trigger is found whatever the lemmatiser made of it.

The parser's lemmas are right nineteen times in twenty and wrong where it matters ("reprimió", "shot"): a cue listed by its
dictionary form is therefore spread into its forms once, when a lexicon is loaded, and words are compared as written.
The forms are those of the grammars (Nueva gramática de la lengua española, §4; Quirk et al. 1985, §3): regular endings, changes
of spelling, vowel changes of the stem, and a table of the irregular verbs that lexicons use. A form too many does no harm.
"""

from __future__ import annotations

from functools import cache

# --- English ---------------------------------------------------------------------------------------------------------------

_EN_IRREGULAR = {
    "be": "is are was were been being am",
    "beat": "beats beating beaten",
    "bleed": "bleeds bleeding bled",
    "blow": "blows blowing blew blown",
    "break": "breaks breaking broke broken",
    "bring": "brings bringing brought",
    "burn": "burns burning burned burnt",
    "burst": "bursts bursting",
    "catch": "catches catching caught",
    "come": "comes coming came",
    "cost": "costs costing",
    "cut": "cuts cutting",
    "die": "dies dying died",
    "do": "does doing did done",
    "drive": "drives driving drove driven",
    "fall": "falls falling fell fallen",
    "fight": "fights fighting fought",
    "find": "finds finding found",
    "forbid": "forbids forbidding forbade forbidden",
    "gas": "gasses gassing gassed",
    "get": "gets getting got gotten",
    "give": "gives giving gave given",
    "go": "goes going went gone",
    "hang": "hangs hanging hanged hung",
    "have": "has having had",
    "hit": "hits hitting",
    "hold": "holds holding held",
    "hurt": "hurts hurting",
    "keep": "keeps keeping kept",
    "lay": "lays laying laid",
    "lead": "leads leading led",
    "leave": "leaves leaving left",
    "lose": "loses losing lost",
    "make": "makes making made",
    "meet": "meets meeting met",
    "put": "puts putting",
    "run": "runs running ran",
    "send": "sends sending sent",
    "set": "sets setting",
    "shoot": "shoots shooting shot",
    "shut": "shuts shutting",
    "sit": "sits sitting sat",
    "slay": "slays slaying slew slain",
    "stand": "stands standing stood",
    "steal": "steals stealing stole stolen",
    "strike": "strikes striking struck stricken",
    "take": "takes taking took taken",
    "tear-gas": "tear-gasses tear-gassing tear-gassed",
    "teargas": "teargasses teargassing teargassed",
    "throw": "throws throwing threw thrown",
    "withhold": "withholds withholding withheld",
}
_EN_DOUBLED = frozenset(
    "abet ban bar beg cap club drag drop drum flog grab gun gut hop jab jam kidnap lob mob mug nab plan prod quit ram rig rob rub slam slap "
    "stab stop strap strip swap tap trap whip wrap".split()
)
_EN_PLURAL = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "wife": "wives",
    "life": "lives",
}


def _english_verb(verb: str) -> set[str]:
    if verb in _EN_IRREGULAR:
        return {verb, *_EN_IRREGULAR[verb].split()}
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return {verb, verb + "es", verb + "ed", verb + "ing"}
    if verb in _EN_DOUBLED:
        return {verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return {verb, verb + "s", verb + "ed", verb + "ing"}


def _english_noun(noun: str) -> set[str]:
    for singular, plural in _EN_PLURAL.items():
        if noun.endswith(singular) and noun not in ("german", "human", "talisman"):
            return {noun, noun[: -len(singular)] + plural}
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return {noun, noun[:-1] + "ies"}
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return {noun, noun + "es"}
    return {noun, noun + "s"}


# --- Spanish ---------------------------------------------------------------------------------------------------------------

_ES_ENDINGS = {
    # present; preterite; imperfect; present subjunctive; past subjunctive
    "ar": (
        "o as a amos áis an",
        "é aste ó amos asteis aron",
        "aba abas ábamos abais aban",
        "e es emos éis en",
        "ara aras áramos arais aran ase ases ásemos asen",
    ),
    "er": (
        "o es e emos éis en",
        "í iste ió imos isteis ieron",
        "ía ías íamos íais ían",
        "a as amos áis an",
        "iera ieras iéramos ierais ieran iese ieses iésemos iesen",
    ),
    "ir": (
        "o es e imos ís en",
        "í iste ió imos isteis ieron",
        "ía ías íamos íais ían",
        "a as amos áis an",
        "iera ieras iéramos ierais ieran iese ieses iésemos iesen",
    ),
}
_ES_FUTURE = "é ás á emos éis án ía ías íamos íais ían"
_ES_PARTICIPLE = {
    "abrir": "abiert",
    "cubrir": "cubiert",
    "decir": "dich",
    "disolver": "disuelt",
    "disponer": "dispuest",
    "hacer": "hech",
    "imponer": "impuest",
    "morir": "muert",
    "poner": "puest",
    "proscribir": "proscrit",
    "resolver": "resuelt",
    "romper": "rot",
    "ver": "vist",
    "volver": "vuelt",
}
_ES_STEM = {
    # infinitive: (stem under stress, stem of the gerund and of the preterite's third persons)
    "atravesar": ("atravies", "atraves"),
    "cerrar": ("cierr", "cerr"),
    "colgar": ("cuelg", "colg"),
    "despedir": ("despid", "despid"),
    "disolver": ("disuelv", "disolv"),
    "encender": ("enciend", "encend"),
    "encerrar": ("encierr", "encerr"),
    "herir": ("hier", "hir"),
    "impedir": ("impid", "impid"),
    "malherir": ("malhier", "malhir"),
    "morir": ("muer", "mur"),
    "mover": ("muev", "mov"),
    "perder": ("pierd", "perd"),
    "perseguir": ("persigu", "persigu"),
    "requerir": ("requier", "requir"),
    "reventar": ("revient", "revent"),
    "rodar": ("rued", "rod"),
    "sentar": ("sient", "sent"),
    "volar": ("vuel", "vol"),
}
_ES_WHOLE = {
    "caer": "cae caen cayó cayeron caía caían caiga caigan cayera cayeran caerá caerán caería caerían cayendo",
    "dar": "doy da dan dio dieron daba daban dé den diera dieran dará darán daría darían dando di damos dimos",
    "estar": "está están estuvo estuvieron estaba estaban esté estén estando estuviera",
    "hacer": "hago hace hacen hizo hicieron hacía hacían haga hagan hiciera hicieran hará harán haría harían haciendo",
    "huir": "huye huyen huyó huyeron huía huían huyendo",
    "ir": "va van fue fueron iba iban vaya vayan fuera fueran irá irán iría irían yendo",
    "poner": "pongo pone ponen puso pusieron ponía ponían ponga pongan pusiera pusieran pondrá pondrán pondría pondrían poniendo",
    "salir": "sale salen salió salieron salía salían salga salgan saliera salieran saldrá saldrán saldría saldrían saliendo salimos salgo salí",
    "ser": "es son fue fueron era eran sea sean siendo fuera fueran será serán sería serían",
    "tener": "tengo tienes tiene tenemos tienen tuve tuviste tuvo tuvimos tuvieron tenía tenían tenga tengan tuviera tuvieran tuviese "
    "tuviesen tendrá tendrán tendría tendrían teniendo",
    "traer": "trae traen trajo trajeron",
}
_ES_LIKE = {
    "tener": ("detener", "retener", "mantener", "sostener", "contener", "obtener"),
    "poner": ("imponer", "disponer", "deponer"),
}
_ES_CLITICS = ("lo", "la", "los", "las", "le", "les", "se", "nos", "me")
_STRESSED_STEM = frozenset("o as a an e es en".split())
_ACUTE = str.maketrans("aeiou", "áéíóú")
_PLAIN = str.maketrans("áéíóú", "aeiou")


def _respell(stem: str, ending: str, kind: str) -> str:
    """Keeps the sound of the stem's last consonant before the ending's vowel: atacar, ataqué."""
    soft = ending[:1] in "eéií"
    if kind == "ar" and soft:
        if stem.endswith("c"):
            return stem[:-1] + "qu" + ending
        if stem.endswith("g"):
            return stem + "u" + ending
        if stem.endswith("z"):
            return stem[:-1] + "c" + ending
    if kind != "ar" and not soft:
        if stem.endswith("gu"):
            return stem[:-1] + ending
        if stem.endswith("g"):
            return stem[:-1] + "j" + ending
        if stem.endswith("c"):
            return stem[:-1] + ("zc" if stem[-2:-1] in "aeiou" else "z") + ending
    return stem + ending


def _participle(verb: str, stem: str, kind: str) -> set[str]:
    base = _ES_PARTICIPLE.get(verb) or stem + ("ad" if kind == "ar" else "íd" if stem[-1:] in "aeo" else "id")
    return {base + tail for tail in ("o", "a", "os", "as")}


def _spanish_verb(verb: str) -> set[str]:
    if verb.endswith("se") and verb[-4:-2] in ("ar", "er", "ir"):
        return _spanish_verb(verb[:-2])
    kind, stem = verb[-2:], verb[:-2]
    if kind not in _ES_ENDINGS:
        return {verb}
    found = {verb, *(verb + c for c in _ES_CLITICS), *_participle(verb, stem, kind)}
    if verb in _ES_WHOLE:
        return found | set(_ES_WHOLE[verb].split())
    for model, family in _ES_LIKE.items():
        if verb in family:
            return found | {verb[: -len(model)] + form for form in _ES_WHOLE[model].split()}
    stressed, weak = _ES_STEM.get(verb, (stem, stem))
    present, preterite, imperfect, subjunctive, past_subjunctive = (row.split() for row in _ES_ENDINGS[kind])
    found |= {_respell(stressed if e in _STRESSED_STEM else stem, e, kind) for e in present + subjunctive}
    third = (preterite[2], preterite[5])
    found |= {_respell(stem, e, kind) for e in [*preterite, *imperfect] if e not in third}
    found |= {_respell(weak, e, kind) for e in (*third, *past_subjunctive)}
    found |= {verb + e for e in _ES_FUTURE.split()}
    found.add(weak + ("ando" if kind == "ar" else "iendo"))
    found |= {weak + ("ándo" if kind == "ar" else "iéndo") + c for c in _ES_CLITICS}
    if stem.endswith("u") and kind == "ir" and not stem.endswith(("gu", "qu")):  # destruir, destruyó
        found |= {stem + "y" + e for e in "o es e en ó eron a as an era eran ese esen endo".split()}
    if verb.endswith(("iar", "uar")):
        found |= {stem[:-1] + stem[-1].translate(_ACUTE) + e for e in "o as a an e es en".split()}
    return found


def _spanish_noun(noun: str) -> set[str]:
    if noun.endswith("z"):
        return {noun, noun[:-1] + "ces"}
    if noun[-2:] in ("án", "én", "ín", "ón", "ún", "ás", "és", "ís"):
        plain = noun[:-2] + noun[-2:].translate(_PLAIN)
        return (
            {noun, plain + "es"} if noun.endswith("ión") else {noun, plain + "es", plain + "a", plain + "as"}
        )
    if noun.endswith(("s", "x")):
        return {noun}
    if noun[-1:] in "aeiouáéó":
        return {noun, noun + "s"}
    return {noun, noun + "es"}


def _spanish_adjective(word: str) -> set[str]:
    if word.endswith("o"):
        return {word, word[:-1] + "a", word + "s", word[:-1] + "as"}
    return _spanish_noun(word)


@cache
def forms(word: str, pos: str, language: str) -> frozenset[str]:
    """The written forms of a dictionary form, lower case, itself included. `pos` is verb, noun or adj; others do not inflect.

    >>> sorted(forms("shoot", "verb", "en"))
    ['shoot', 'shooting', 'shoots', 'shot']
    >>> {"reprimió", "detuvo", "murieron"} <= forms("reprimir", "verb", "es") | forms("detener", "verb", "es") | forms("morir", "verb", "es")
    True
    """
    if pos == "verb":
        return frozenset(_english_verb(word) if language == "en" else _spanish_verb(word))
    if pos == "noun":
        return frozenset(_english_noun(word) if language == "en" else _spanish_noun(word))
    if pos == "adj" and language == "es":
        return frozenset(_spanish_adjective(word))
    return frozenset({word})
