"""All forms of the Spanish verbs that tell of protest, violence, arrest and reporting, made by the rules of the grammar.

Source: Real Academia Española, Nueva gramática de la lengua española (2009), chapter 4 and its conjugation tables.
A verb may carry a pattern: `ie` (negar: niega), `ue` (mostrar: muestra), `ie/i` (herir: hiere, hirió), `ue/u` (morir: muere,
murió), `i/i` (pedir: pide, pidió), or the verb whose forms it shares (`detener=tener`).
"""

from __future__ import annotations

VERBS = """
matar asesinar ejecutar fusilar acribillar masacrar balear tirotear disparar abatir rematar degollar=ue decapitar ahorcar
apuñalar acuchillar linchar envenenar quemar calcinar morir=ue/u fallecer perecer expirar sucumbir herir=ie/i lesionar golpear
agredir apalear patear pisotear atropellar embestir=i/i atacar asaltar emboscar bombardear ametrallar detonar estallar explotar
explosionar dinamitar incendiar saquear destruir destrozar dañar vandalizar apedrear lanzar arrojar tirar gasear reprimir
dispersar desalojar cargar arremeter enfrentar chocar forcejear resistir torturar maltratar violar abusar vejar humillar
amenazar intimidar hostigar acosar perseguir=i/i secuestrar raptar plagiar desaparecer retener=tener detener=tener arrestar
aprehender capturar apresar encarcelar encerrar=ie recluir procesar imputar acusar condenar sentenciar liberar soltar=ue
excarcelar allanar irrumpir intervenir=venir registrar cachear requisar incautar decomisar militarizar sitiar cercar acordonar
protestar manifestar=ie marchar movilizar concentrar congregar reunir convocar exigir reclamar demandar pedir=i/i bloquear
cortar obstruir tomar ocupar paralizar cerrar=ie parar plantar acampar ayunar corear gritar levantar sublevar amotinar
rebelar alzar decretar declarar prohibir suspender censurar clausurar desplegar=ie reforzar=ue patrullar custodiar informar
reportar denunciar decir=decir afirmar asegurar señalar indicar confirmar negar=ie desmentir=ie/i admitir reconocer anunciar
advertir=ie/i alertar precisar explicar manifestar=ie sostener=tener comunicar publicar difundir revelar relatar narrar contar=ue
describir atribuir responsabilizar culpar adjudicar reivindicar repudiar rechazar lamentar investigar verificar documentar
contabilizar cifrar calcular estimar ascender=ie aumentar subir elevar sumar llegar alcanzar superar dejar causar provocar
ocasionar cobrar perder=ie resultar caer=caer hallar encontrar=ue localizar identificar sepultar enterrar=ie velar trasladar
hospitalizar internar atender=ie auxiliar rescatar sobrevivir huir escapar refugiar desplazar expulsar deportar haber=haber
hacer=hacer ir=ir ser=ser estar=estar tener=tener venir=venir dar=dar ver=ver poder=poder querer=querer poner=poner
salir=salir traer=traer saber=saber oír=oír conducir=conducir producir=conducir imponer=poner oponer=poner exponer=poner
suponer=poner disponer=poner mantener=tener contener=tener obtener=tener prevenir=venir contradecir=decir
""".split()

REGULAR = {
    "ar": {
        "present": "o as a amos áis an",
        "imperfect": "aba abas aba ábamos abais aban",
        "past": "é aste ó amos asteis aron",
        "subjunctive": "e es e emos éis en",
    },
    "er": {
        "present": "o es e emos éis en",
        "imperfect": "ía ías ía íamos íais ían",
        "past": "í iste ió imos isteis ieron",
        "subjunctive": "a as a amos áis an",
    },
    "ir": {
        "present": "o es e imos ís en",
        "imperfect": "ía ías ía íamos íais ían",
        "past": "í iste ió imos isteis ieron",
        "subjunctive": "a as a amos áis an",
    },
}
FUTURE = "é ás á emos éis án".split()
CONDITIONAL = "ía ías ía íamos íais ían".split()
STRONG = "e iste o imos isteis ieron".split()

# Present, stem of the present subjunctive, past (stem of a strong past, or six forms), stem of the future, participle, gerund.
FAMILIES: dict[str, tuple[str, str, str, str, str, str]] = {
    "tener": ("tengo tienes tiene tenemos tenéis tienen", "teng", "tuv", "tendr", "tenido", "teniendo"),
    "venir": ("vengo vienes viene venimos venís vienen", "veng", "vin", "vendr", "venido", "viniendo"),
    "poner": ("pongo pones pone ponemos ponéis ponen", "pong", "pus", "pondr", "puesto", "poniendo"),
    "hacer": ("hago haces hace hacemos hacéis hacen", "hag", "hice hiciste hizo hicimos hicisteis hicieron", "har", "hecho", "haciendo"),
    "decir": ("digo dices dice decimos decís dicen", "dig", "dije dijiste dijo dijimos dijisteis dijeron", "dir", "dicho", "diciendo"),
    "traer": ("traigo traes trae traemos traéis traen", "traig", "traje trajiste trajo trajimos trajisteis trajeron", "traer", "traído", "trayendo"),
    "conducir": (
        "conduzco conduces conduce conducimos conducís conducen", "conduzc",
        "conduje condujiste condujo condujimos condujisteis condujeron", "conducir", "conducido", "conduciendo",
    ),
    "caer": ("caigo caes cae caemos caéis caen", "caig", "caí caíste cayó caímos caísteis cayeron", "caer", "caído", "cayendo"),
    "oír": ("oigo oyes oye oímos oís oyen", "oig", "oí oíste oyó oímos oísteis oyeron", "oir", "oído", "oyendo"),
    "salir": ("salgo sales sale salimos salís salen", "salg", "salí saliste salió salimos salisteis salieron", "saldr", "salido", "saliendo"),
    "ver": ("veo ves ve vemos veis ven", "ve", "vi viste vio vimos visteis vieron", "ver", "visto", "viendo"),
    "dar": ("doy das da damos dais dan", "d:é es é emos eis en", "di diste dio dimos disteis dieron", "dar", "dado", "dando"),
    "estar": ("estoy estás está estamos estáis están", "est:é és é emos éis én", "estuv", "estar", "estado", "estando"),
    "poder": ("puedo puedes puede podemos podéis pueden", "pued", "pud", "podr", "podido", "pudiendo"),
    "querer": ("quiero quieres quiere queremos queréis quieren", "quier", "quis", "querr", "querido", "queriendo"),
    "saber": ("sé sabes sabe sabemos sabéis saben", "sep", "sup", "sabr", "sabido", "sabiendo"),
    "haber": ("he has ha hemos habéis han hay", "hay", "hub", "habr", "habido", "habiendo"),
    "ser": ("soy eres es somos sois son", "se", "fui fuiste fue fuimos fuisteis fueron", "ser", "sido", "siendo"),
    "ir": ("voy vas va vamos vais van", "vay", "fui fuiste fue fuimos fuisteis fueron", "ir", "ido", "yendo"),
}  # fmt: skip
IMPERFECTS = {
    "ser": "era eras era éramos erais eran",
    "ir": "iba ibas iba íbamos ibais iban",
    "ver": "veía veías veía veíamos veíais veían",
}
PARTICIPLES = {
    "morir": "muerto",
    "describir": "descrito",
    "abrir": "abierto",
    "cubrir": "cubierto",
    "romper": "roto",
}
DOUBLE = {"soltar": "suelto", "imprimir": "impreso", "contradecir": "contradicho"}
CLITICS = "me te se lo la le nos los las les".split()
SHORT_U = frozenset({"reunir", "prohibir"})
"""Verbs whose stem vowel takes an accent where it is stressed: reúne, prohíbe."""


def forms(entry: str) -> dict[str, str]:
    """Every form of one entry of `VERBS`, mapped to its infinitive; with the enclitics of infinitive and gerund."""
    infinitive, _, pattern = entry.partition("=")
    found = _family(infinitive, pattern) if pattern in FAMILIES else _regular(infinitive, pattern)
    return {form: infinitive for form in found if form}


def _participles(base: str) -> set[str]:
    return {base, base[:-1] + "a", base + "s", base[:-1] + "as"}


def _enclitics(infinitive: str, gerund: str) -> set[str]:
    stressed = gerund[: -len("ndo") - 1] + {"a": "á", "e": "é"}.get(gerund[-4], gerund[-4]) + "ndo"
    pairs = [a + b for a in ("se", "me", "te", "nos") for b in ("lo", "la", "los", "las")]
    accented = infinitive[:-2] + {"a": "á", "e": "é", "i": "í", "í": "í"}[infinitive[-2]] + "r"
    return (
        {infinitive + c for c in CLITICS}
        | {accented + p for p in pairs}
        | {stressed + c for c in [*CLITICS, *pairs]}
    )


def _tail(past_third: str) -> set[str]:
    """Imperfect subjunctives, from the third person plural of the past: `tuvieron` -> `tuviera`, `tuviese`."""
    stem = past_third.removesuffix("ron")
    accented = stem[:-1] + {"a": "á", "e": "é"}[stem[-1]]
    singular = {stem + e for e in ("ra", "ras", "rais", "ran", "se", "ses", "seis", "sen")}
    return singular | {accented + "ramos", accented + "semos"}


def _family(infinitive: str, head: str) -> set[str]:
    present, subjunctive, past, future, participle, gerund = FAMILIES[head]
    if head == "conducir":
        prefix, cut = infinitive.removesuffix("ducir"), len("con")
    else:
        prefix, cut = infinitive.removesuffix(head), 0

    def own(form: str) -> str:
        return prefix + form[cut:]

    stem, _, endings = subjunctive.partition(":")
    pasts = past.split() if " " in past else [past + e for e in STRONG]
    out = {own(f) for f in present.split()}
    out |= {own(stem + e) for e in (endings.split() or REGULAR["er"]["subjunctive"].split())}
    out |= {own(f) for f in pasts} | {own(f) for f in _tail(pasts[5])}
    out |= {own(future + e) for e in FUTURE + CONDITIONAL}
    out |= {f for base in (own(participle),) for f in _participles(base)}
    base = infinitive[:-2]
    kind = {"á": "ar", "a": "ar"}.get(infinitive[-2], "er")
    out |= (
        {own(f) for f in IMPERFECTS[head].split()}
        if head in IMPERFECTS
        else {base + e for e in REGULAR[kind]["imperfect"].split()}
    )
    out |= {infinitive, own(gerund), infinitive[:-1] + "d"} | _enclitics(infinitive, own(gerund))
    return out


def _regular(infinitive: str, pattern: str) -> set[str]:
    stem, kind = infinitive[:-2], infinitive[-2:]
    table = REGULAR[kind]
    strong, _, weak = pattern.partition("/")
    stressed = _changed(stem, strong)
    if infinitive in SHORT_U:
        stressed = stem.replace("un", "ún").replace("ib", "íb")
    light = _changed(stem, weak) if weak else stem

    def put(base: str, ending: str) -> str:
        return _spelled(base, ending, kind)

    present = table["present"].split()
    subjunctive = table["subjunctive"].split()
    past = table["past"].split()
    out = {put(stem if i in {3, 4} else stressed, e) for i, e in enumerate(present)}
    out |= {put(light if i in {3, 4} else stressed, e) for i, e in enumerate(subjunctive)}
    out |= {put(stem, e) for e in table["imperfect"].split()}
    pasts = [put(light if i in {2, 5} else stem, e) for i, e in enumerate(past)]
    out |= set(pasts) | _tail(pasts[5])
    out |= {infinitive + e for e in FUTURE + CONDITIONAL} | {infinitive, infinitive[:-1] + "d"}
    gerund = put(light, "ando" if kind == "ar" else "iendo")
    participle = PARTICIPLES.get(infinitive) or put(stem, "ado" if kind == "ar" else "ido")
    out |= {gerund} | _participles(participle) | _enclitics(infinitive, gerund)
    return out


def _changed(stem: str, change: str) -> str:
    """The stem with its last vowel broken or raised: `ie`, `ue`, `i`, `u`."""
    whole = {"ie": "e", "ue": "o", "i": "e", "u": "o"}.get(change)
    if whole is None:
        return stem
    at = stem.rfind(whole)
    broken = change
    if change == "ue" and at > 0 and stem[at - 1] == "g":
        broken = "üe"
    return stem[:at] + broken + stem[at + 1 :]


def _spelled(stem: str, ending: str, kind: str) -> str:
    """Stem and ending joined as Spanish spells them."""
    front = ending[0] in "eéií"
    if kind == "ar" and front:
        for old, new in (("gu", "gü"), ("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(old):
                return stem[: -len(old)] + new + ending
    if kind != "ar" and not front:
        if stem.endswith("gu"):
            return stem[:-1] + ending
        if stem.endswith("g"):
            return stem[:-1] + "j" + ending
        if stem.endswith("c"):
            return stem[:-1] + ("zc" if stem[-2] in "aeiou" else "z") + ending
    if kind == "ir" and stem.endswith("u") and not stem.endswith(("gu", "qu")):
        if ending in {"ió", "ieron", "iendo"}:
            return stem + "y" + ending[1:]
        if ending[0] in "oeaáé" and ending != "emos":
            return stem + "y" + ending
    return stem + ending
