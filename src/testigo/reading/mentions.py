"""Words of harm that are told and tell of no happening: a weapon found, an arrest warrant, a death threat, "the victim", an end by nature.

Only acts without a figure are weighed here (`is_mention`); `is_natural_end` is asked of one person's death with or without one.
"""

from __future__ import annotations

import re

from testigo.model.analysis import Passage, Sentence
from testigo.model.claim import Kind
from testigo.model.text import Part, Span
from testigo.reading.arguments import Act, category_at
from testigo.reading.groups import is_abstract_noun, other_nouns, person_nouns
from testigo.reading.updates import is_natural

_NOUNISH = frozenset({"NOUN", "PROPN"})
# Things that hurt, and are no deed while nobody uses them; by the first word of the cue that found them, or the last of an English one.
_WEAPONS = {
    "en": frozenset(
        (
            "bomb bombs explosive explosives grenade grenades dynamite device mine landmine mines bullet bullets ammunition rounds ied charge bomber "
            "gunshot missile teargas gas spray pellet pellets cannon cannons round"
        ).split()
    ),
    "es": frozenset(
        (
            "arma armas bala balas proyectil proyectiles munición bomba explosivo artefacto granada granadas dinamita mina misil petardo carga coche "
            "carro cóctel cocteles bombas perdigón perdigones balín balines gas gases cartucho francotirador escopeta"
        ).split()
    ),
}
_USE = {
    "en": re.compile(
        r"\b(?:fir(?:e|es|ed|ing)|sho(?:t|ts|ot|oting)|launch\w*|throw\w*|threw|hurl\w*|lob(?:bed|bing)?|toss\w*|explo\w+|detonat\w*|went off|go(?:es)? off|kill\w*|wound\w*|"
        r"injur\w*|destroy\w*|damag\w*|hit|hits|hitting|struck|strik\w*|plant(?:ed|ing|s)?|placed|dropp?\w*|us(?:e|ed|es|ing)|ripp\w*|tore|rock(?:ed|s)|blew|blow\w*|blast\w*|attack\w*|"
        r"against|burst\w*|dead|died|dies|hurt|set off|spray\w*|pierc\w*|claim\w*|devastat\w*|flatten\w*|shatter\w*|target\w*|wreck\w*|deploy\w*)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:dispar\w*|lanz\w*|arroj\w*|tir(?:ó|aron|ado|ados|an|aba|aban)|explo(?:t|si)\w*|estall\w*|deton\w*|mat(?:ó|aron|ado|ada|ados|adas|an|ando|ar)|hir\w+|heri\w+|muer\w+|muri\w+|"
        r"destru\w*|destroz\w*|dañ\w*|impact\w*|alcanz\w*|coloc\w*|us(?:ó|aron|aban|an|ar|ando|ado|ados|o)|emple\w*|utiliz\w*|contra|atac\w*|balea\w*|accion\w*|efectu\w*|realiz\w*|"
        r"recib\w*|repel\w*|dispers\w*|afect\w*|sacud\w*|atenta\w*|hizo|hicieron|víctima\w*|perforó|rocia\w*)\b",
        re.IGNORECASE,
    ),
}
# Names of things with a word of harm in them, and deaths that are feared, threatened or ordered by law.
_NAMES = {
    "en": re.compile(
        r"(?:death|murder|killing|assassination|kidnap(?:ping)?)\s+(?:squads?|camps?|threats?|penalty|sentences?|row|knell|tax|panels?|wish|march(?:es)?|certificates?|benefits?|toll\s+free|"
        r"valley|star|metal|lawsuits?|suits?|claims?|mystery|mysteries|novels?|weapons?|charges?|counts?|trials?|convictions?|cases?|investigations?|inquir(?:y|ies)|suspects?|warrants?|"
        r"rates?|plots?|attempts?|spree|scenes?|bed)\b|"
        r"\b(?:wrongful|near|attempted|civil|brain|sudden|certain|slow|cot|crib)[\s-]+(?:death|murder|killing)\b|\b(?:life\s+(?:and|or)|brush\s+with|threat(?:s|ened|ening)?\s+(?:of|with)|fear\s+of|sentenced?\s+to|"
        r"condemned\s+to|put\s+to|scared\s+to|bored\s+to|worked\s+to|until|till|to\s+the|risk\s+of|punish\w*\s+(?:by|with))\s+(?:their\s+|his\s+|her\s+|my\s+|your\s+)?death\b|"
        r"\b(?:cultural|virtual|political|economic)\s+(?:genocide|assassination|suicide|massacre)\b|\bcharacter\s+assassination|"
        r"\b(?:detention|arrest|custody|internment|prison|capture|execution)\s+(?:cent(?:er|re)s?|facilit(?:y|ies)|hearings?|camps?|warrants?|orders?|battles?|records?|papers?|disputes?|rates?|policy|policies|cells?|sergeant|quotas?)|"
        r"\b(?:warrants?|orders?|pressure|calls?|request|bid|power|powers|efforts?)\s+(?:for|to)\s+(?:the\s+|his\s+|her\s+|their\s+)?(?:arrest|detention|capture|kill)|\b(?:mass|over)[\s-]+incarceration|\b(?:tak(?:e|es|en|ing)|took)\s+(?:its|a|their|an?\s+\w+|heavy|\w+)\s+toll\b|\bunder\s+attack\s+(?:for|because|over)\b|"
        r"\b(?:walking\s+wounded|injured\s+(?:list|reserve)|missing\s+person\s+reports?|old\s+wounds?|self-inflicted|hostage\s+to)\b|"
        r"\b(?:by\s+sword|by\s+the\s+\w+,?\s+(?:you\s+)?die)\b|\bcut\s+down\s+on\b|\bbeat(?:s|en|ing)?\s+(?:out|back)\b|\bshot\s+at\s+(?:redemption|glory|the\s+title|\w+ing)\b|"
        r"\b(?:charge[sd]?|charging|counts?|trial|convict\w+|accused|guilty|indict\w+|acquitted|suspicion|suspected|prospect|possibility|threat|avoid\w*|leading|escape)\s+(?:[\w-]+\s+){0,2}?(?:of|with|on|for|to)\s+"
        r"(?:(?:an?|the|his|her|their|first|second|third|one|two|degree|attempted|capital|aggravated|mass|-)[\s-]*){0,4}(?:murders?|homicide|manslaughter|killing|assassination|kidnapping|abduction|assault|rape|arrest|arson|genocide|imprisonment|torture|detention|death)\b(?!\s+of\b)|"
        r"\bassault\s+(?:rifles?|weapons?)|\bshooting\s+(?:club|range|guard|star|skeet)|\bdead\s+zones?|\binjured\s+part(?:y|ies)|"
        r"\bgrenade[\s-]+launchers?|\b(?:hydrogen|atomic|nuclear|smart|cluster|time|sex|photo|smoke|stink)[\s-]+bombs?\b|\bbomb\s+(?:threats?|squads?|scares?|disposal|shelters?|hoax)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:amenaz\w*|pena|penas|sentenci\w*|conden\w*|castig\w*|penad\w*|escuadr\w+|corredor|campos?|ángel|instinto|día|danza|lecho|principal\w*\s+causas?|causas?|peligro|riesgo|temor|miedo|certificados?|acta|"
        r"actas|tasas?|índices?|carta|vida\s+o|vida\s+y|entre\s+la\s+vida|desemboca\w*|deseo|desear|desea|odio|herid\w+|luch\w+|duelo|lucha|guerra|enemig\w+|hasta|beso|olor|pacto|rozó|triángulo)\s+(?:\w+\s+){0,2}?"
        r"(?:a\s+la\s+|a\s+|de\s+la\s+|de\s+los\s+|de\s+|con\s+la\s+|con\s+|en\s+la\s+|la\s+|y\s+la\s+)?(?:muerte|muertos)\b|\bmuerte\s+(?:súbita|cerebral|digna|asistida|dulce|civil|política)|\bmuerto\s+de\s+(?:miedo|risa|hambre|sed|frío|sueño|amor)|"
        r"\b(?:vía|vías|horas?|letra|lengua|agua|punto|tiempo|naturaleza|mano|mosquita|mosca|ángulo|peso|temporada)\s+muert[oa]s?\b|"
        r"\b(?:[óo]rden(?:es)?|orden|pedido|pedidos|solicitud|centros?|campos?|casa|boleta|mandato|mandamiento|acta|tasa|tiempo)\s+(?:judicial(?:es)?\s+)?(?:de|internacional\s+de)\s+(?:captura|aprehensión|arresto|detención|búsqueda|reclusión|prisión)|"
        r"\b(?:delitos?|cargos?|acusaci\w+|acusad[oa]s?|imputa\w*|culpables?|sospechos[oa]s?|procesad[oa]s?|condenad[oa]s?|investigad[oa]s?|causa|causas|juicio)\s+(?:\w+\s+){0,2}?(?:de|por|contra)\s+(?:(?:el|la|los|presunto|doble|tentativa|intento|de)\s+){0,3}"
        r"(?:asesinatos?|homicidios?|secuestros?|lesiones|tortura|violación|privación|genocidio|femicidio|feminicidio|desaparición)\b(?!\s+de(?:l)?\b)|\bmotor(?:es)?\s+de\s+explosión|\brehen(?:es)?\s+de\s+(?:su|sus|la|las|los|el)\s+(?:tiempo|circunstancias?|política|mercados?|pasado|historia|partido|deuda|palabras|época)|"
        r"\b(?:en|al|del|de|buen|gran|su|nuestro)\s+ataque\s+(?:de\s+(?:nervios|risa|tos|pánico|ansiedad|asma|celos|ira)|ofensivo)|\bjugada\w*\s+en\s+ataque|\bse\s+puso\s+a\s+tiro|"
        r"\b(?:intervenir|intervino|intervienen|interviene)\s+a\s+(?:dúo|favor|tiempo|fondo|través)|\bprecio\s+de\s+quema|\bjuzgar\s+(?:a\s+los\s+)?(?:autores|responsables)\s+de\s+\w+|\bdefensas?\s+contra\s+\w+|"
        r"\bviolaci(?:ón|ones)\s+(?:del?|al?|a\s+la|de\s+los?|de\s+las?|a\s+los|sistemática\s+de)\s+(?:\w+\s+)?(?:espacio|derechos?|ley|leyes|tratado|acuerdos?|constituci\w+|tregua|alto|reglament\w+|normas?|privacidad|"
        r"contrato|soberan\w+|secreto|intimidad|correspondencia|principios?|garant\w+|domicilio|libertad\w*|protocolo|código|resoluci\w+|veda|embargo|sanciones|correo|convenio|cese|frontera|estatuto)|"
        r"\bcrímenes\s+(?:de\s+(?:guerra|lesa|odio)|contra\s+la\s+humanidad)|\bagua\s*nieve|\bcaídas?\s+(?:de|del|en|iniciada|acumulada)\b|\bterminad[oa]\s+a\s+balazos",
        re.IGNORECASE,
    ),
}
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
_RAIDING = {
    "en": re.compile(
        r"\b(?:raid\w*|storm\w*|swoop\w*|police|agents?|officers|soldiers|troops|search(?:ed)?\s+(?:the|his|her|their|a)\s+\w+|seiz\w*|broke\s+into|burst)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:allan\w*|cate\w*|redada|irrump\w*|polic\w*|delin\w*|crim\w*|droga\w*|narco\w*|arma\w*|milita\w*|soldad\w*|ejército|marina|captur\w*|detuv\w*|deten\w*|arrest\w*|"
        r"decomis\w*|incaut\w*|asegur\w*|fiscal\w*|gendarm\w*|carabiner\w*|guerrill\w*|antidisturb\w*|desaloj\w*|aprehen\w*|incursi\w*|asalt\w*)\b",
        re.IGNORECASE,
    ),
}
_DAM = re.compile(
    r"\b(?:agua|aguas|río|hidroeléctric\w+|embalse|represa|inund\w+|construcción|hectáreas|cortina|riego|cúbicos)\b"
)
_EXPLOSIVE = re.compile(
    r"\b(?:bomb\w*|explo\w*|dynamit\w*|rocket\w*|grenade\w*|mines?|shell\w*|artillery|jets?|planes?|missiles?|wall|hole|rock|way|water)\b",
    re.IGNORECASE,
)
_ACCIDENTAL = re.compile(
    r"\baccidental\w*|\bcigarette\b|\bcortocircuito\b|\bcolilla\b|\bshort[\s-]circuit", re.IGNORECASE
)
_SEARCHES = frozenset({"manhunt", "search", "searching", "searched"})
_BLOWS = re.compile(
    r"\b(?:police|officers?|cops?|guards?|soldiers?|gang|mob|stick|sticks|bat|bats|baton|batons|fists?|belt|stones?|rods?|iron|unconscious|badly|severely|savagely|brutally|viciously|up|protesters?|"
    r"demonstrators?|students?|detain\w*|custody|jail|prison|arrest\w*|robb\w*|stabb\w*|kick\w*|punch\w*|strangl\w*|tortur\w*|hospital|injur\w*|wound\w*|dead|death|died|kill\w*|abus\w*|assault\w*|attack\w*|"
    r"rap(?:ed|e)|victims?|violen\w*|suspects?|thugs?|militia\w*|rebels?|intruders?|blood\w*)\b",
    re.IGNORECASE,
)
_FORCES = re.compile(
    r"\b(?:us(?:e|ed|es|ing|age)|excessive|lethal|deadly|disproportionate|brute|physical|resort\w*(?:\s+to)?|by|minimum|unnecessary)\s+(?:\w+\s+){0,3}?force\b",
    re.IGNORECASE,
)
_DIE_CUES = re.compile(
    r"^(?:die|died|dies|dying|perish\w*|death|deaths|demise|pass(?:ed|es)?\s+away|expire\w*|mor\w+|muer\w+|muri\w+|fallec\w*|perec\w*|perez\w*|deceso\w*|expir\w*|lost\s+(?:his|her)\s+life|difunt\w+|dejó\s+de\s+existir)$",
    re.IGNORECASE,
)
# What a report of violence, crime or an accident speaks of. The first stand for it anywhere in the text, the second in the same sentence only.
_VIOLENT = {
    "en": re.compile(
        r"\b(?:police\w*|officers?|gun\w*|shot|shots|shooting\w*|kill\w*|murder\w*|attack\w*|bomb\w*|explo(?:de|sion|sive)\w*|blast\w*|clash\w*|riot\w*|protest(?:er|ers|s|ed|ing)?|demonstrat(?:ion|ions|ors?)|"
        r"march(?:ers|ed|es)|strikers?|barricade\w*|roadblock\w*|arrest\w*|detain\w*|detention|custody|jail\w*|prison\w*|troops|soldiers?|rebels?|militants?|militia\w*|guerrilla\w*|insurgen\w*|terror\w*|violen\w*|stab\w*|knife\w*|beat(?:en|ing)|injur\w*|"
        r"wound\w*|victims?|crash\w*|accident\w*|drown\w*|collaps\w*|suspect\w*|homicid\w*|hostage\w*|kidnap\w*|abduct\w*|massacre\w*|assault\w*|overdos\w*|suicid\w*|manslaughter|coroner|autops\w*|inquest|"
        r"tragedy|disaster|flood\w*|quake\w*|earthquake\w*|hurricane\w*|strangl\w*|poison\w*|execut(?:ed|ion|ions)|tear\s*gas|weapon\w*|armed|overturned|capsized|sank|electrocut\w*|burn(?:ed|t)|blaze|fatal\w*|"
        r"toll|dead|bodies|refugees?|famine|starv\w*|epidemic|outbreak|torture\w*|crackdown|unrest|genocide|casualt\w+|struck|hit\s+by|run\s+over|shell(?:ed|ing)|air\s*strikes?|uprising|coup|hunger\s+strik\w+)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:polic\w*|dispar\w*|balas?|balazo\w*|tirote\w*|balacera\w*|mat(?:ó|aron|ado|ada|ados|adas|ar|aba)|asesin\w*|homicid\w*|crim(?:en|inal|inales|inalidad)|ataque\w*|atac\w*|atentado\w*|bomba\w*|explosi\w*|explot\w+|estall\w*|"
        r"enfrenta\w*|choque\w*|chocó|disturbio\w*|protest\w*|manifestante\w*|manifestaci\w*|marchas?|movilizaci\w*|bloqueos?|barricada\w*|huelga\w*|deteni\w*|detuv\w*|arrest\w*|cárcel\w*|prisión|pres[oa]s?|tropas|soldad\w*|rebeld\w*|guerrill\w*|terroris\w*|violen\w*|"
        r"apuñal\w*|puñal\w*|cuchill\w*|golpe(?:ó|ado|ada|aron|ados|iza)|golpiza|herid\w*|lesi[oó]n\w*|víctim\w*|accident\w*|ahog\w*|derrumb\w*|sospechos\w*|secuestr\w*|masacr\w*|matanza\w*|suicid\w*|autops\w*|forens\w*|"
        r"tragedia|desastre\w*|inunda\w*|terremot\w*|sismo\w*|huracán|represión|reprimi\w*|gases|armas?|armad[oa]s?|fusil\w*|ejecut(?:ó|ado|ada|ados|aron)|tortur\w*|muertos|muertas|fallecidos|ocupantes|atropell\w*|volc(?:ó|adura)|"
        r"estrell\w*|naufrag\w*|electrocut\w*|quemad\w*|incendi\w*|estrangul\w*|envenen\w*|desapareci\w*|hambruna|epidemia|refugiad\w*|golpe\s+de\s+estado|occis\w*|difunt\w*|cadáver\w*|balead\w*|bajas)\b",
        re.IGNORECASE,
    ),
}
_PERHAPS_VIOLENT = {
    "en": re.compile(
        r"\b(?:wars?|army|military|battle\w*|fire|fires|hospital\w*|body|forces?|strikes?|charged|court|fell|troubles|fighting|combat)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:guerras?|ejército|militar\w*|batalla\w*|fuego|hospital\w*|cuerpo|fuerzas?|paro|fiscal\w*|juez|cayó|combate\w*|campaña\s+militar)\b",
        re.IGNORECASE,
    ),
}
_LONG_AGO = {
    "en": re.compile(
        r"\b(?:died|dies|death|passed\s+away|demise)\b[^.;:()]{0,60}?\b(?:in|of)\s+(1\d{3}|20\d\d)\b|\bin\s+(1\d{3}|20\d\d),?[^.;:()]{0,40}\b(?:died|death)\b|\(\s*(?:c\.\s*|born\s+)?(1\d{3}|\d{3})\s*[-–—]\s*(?:c\.\s*)?(?:1\d{3}|20\d\d|\d{3})\s*\)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:murió|muere|falleció|fallece|muerte|fallecimiento|muerto|muerta|fallecido|fallecida)\b[^.;:()]{0,60}?\ben\s+(?:el\s+año\s+)?(1\d{3}|20\d\d)\b|\ben\s+(1\d{3}|20\d\d),?[^.;:()]{0,40}\b(?:murió|muere|falleció|muerte)\b|"
        r"\(\s*(?:c\.\s*|n\.\s*)?(1\d{3}|\d{3})\s*[-–—]\s*(?:1\d{3}|20\d\d|\d{3})\s*\)",
        re.IGNORECASE,
    ),
}
_OWNING = frozenset({"'s", "’s", "'", "his", "her", "their", "my", "our", "whose"})
_HISTORY = 1900  # deaths before are no news
_OF_THE_HEART = re.compile(
    r"\b(?:heart|panic|asthma)\s+attacks?\b|\bataques?\s+(?:al\s+corazón|card[ií]acos?|de\s+asma)\b",
    re.IGNORECASE,
)
_SHOTS = re.compile(
    r"\b(?:armas?|balas?|balazo\w*|tiros|tiroteo|fusil\w*|pistola\w*|rev[óo]lver|escopeta\w*|polic\w*|soldad\w*|milita\w*|herid\w*|muert\w*|mató|mataron|matar|asesin\w*|manifest\w*|multitud|contra|gas|gases|perdig\w*|"
    r"guardias?|agentes?|delinc\w*|ladr\w*|sicari\w*|francotirador\w*|encapuchad\w*|víctima\w*|guerrill\w*|atacante\w*|agresor\w*|al\s+aire|uniformad\w*)\b",
    re.IGNORECASE,
)
_SHARE = {
    "en": re.compile(
        r"\b(?:in|out\s+of)\s+every\s+\w+|\b(?:one|two|three|four|five|six|seven|eight|nine|\d)\s+(?:in|out\s+of)\s+(?:three|four|five|six|ten|10|100)\b|\bper\s+(?:100,000|1,000|capita|million)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:de|por)\s+cada\s+(?:\d+|dos|tres|cuatro|cinco|seis|diez|cien|mil)\b", re.IGNORECASE
    ),
}
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
    if kind in {Kind.KILLING, Kind.INJURY} and _SHARE[language].search(told) is not None:
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
        return _EXPLOSIVE.search(told.replace(token.text, " ")) is None
    if kind is Kind.INJURY and token.lower.startswith("hurt") and language == "en":
        return _hurts_nobody(sentence, token.i, language)
    if kind is Kind.ARSON:
        return _ACCIDENTAL.search(told) is not None
    if kind is Kind.RAID:
        return _is_search(act, sentence, text, language)
    return False


def is_natural_end(
    sentence: Sentence, word: int, passage: Passage, language: str, year: int | None = None
) -> bool:
    """One person's death told as an end ("died", «falleció») where nothing in the text speaks of violence, crime or an accident, or in a year long past.

    `word` is the index of the token that tells it; `year` the report's own.
    """
    if not _DIE_CUES.match(sentence.tokens[word].lower):
        return False
    if is_natural(sentence, word, word + 1, language):
        return True
    told = _OF_THE_HEART.sub(" ", sentence.span.of(passage.text))
    then = _LONG_AGO[language].search(told)
    ago = int(next(filter(None, then.groups()))) if then is not None else 0
    if 0 < ago < _HISTORY:
        return True
    if _VIOLENT[language].search(told) or _PERHAPS_VIOLENT[language].search(told):
        return False
    if ago and ago != year:
        return True
    return _VIOLENT[language].search(passage.text) is None


def is_of_animals(sentence: Sentence, language: str) -> bool:
    """A sentence that tells of animals and of no people."""
    words = [t.lower for t in sentence.tokens]
    return any(other_nouns(language).get(w) == "animal" for w in words) and not any(
        w in person_nouns(language) for w in words
    )


def is_rate(sentence: Sentence, told: Span, passage: Passage, language: str) -> bool:
    """How many die by the day or the year, which no day tells of: «muere una mujer por día», "3,000 people die each year"."""
    text = passage.text
    if _DAY_TOLD[language].search(sentence.span.of(text)):
        return False
    start = max(sentence.span.start, told.start - _RATE_BEFORE)
    return _RATE[language].search(text[start : min(sentence.span.stop, told.stop + _RATE_AFTER)]) is not None


_RATE_BEFORE, _RATE_AFTER = 30, 45
_RATE = {
    "en": re.compile(
        r"\b(?:every|each|per)\s+(?:single\s+)?(?:day|week|month|year|hour|minute)\b|\bevery\s+(?:\d+|two|three|four|five|ten|thirty)\s+(?:hours|minutes|days|seconds)|"
        r"\d\s*(?:people|deaths|persons|men|women|children)?\s+(?:die[sd]?\s+|are\s+killed\s+)?a\s+(?:day|week|month|year|hour)\b(?!\s+(?:ago|later|earlier|before|after|old|and|when|since|long)\b)|\bannually\b|\byearly\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:cada|por)\s+(?:día|semana|mes|año|hora|minuto)\b(?!\s+y\s+medio)|\bal\s+(?:día|año|mes)\b(?!\s+siguiente)|\bcada\s+(?:\d+|dos|tres|diez|treinta)\s+(?:horas|minutos|días|segundos)|\banualmente\b|"
        r"\b(?:muertes|muertos|homicidios|asesinatos|personas)\s+(?:diarias?|diarios|anuales|mensuales)\b",
        re.IGNORECASE,
    ),
}
_DAY_TOLD = {
    "en": re.compile(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btoday\b|\byesterday\b|\btonight\b", re.IGNORECASE
    ),
    "es": re.compile(
        r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|ayer|anoche)\b", re.IGNORECASE
    ),
}


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
        for found in _NAMES[language].finditer(text[start : span.stop + _ROUND])
    )


def _is_idle_weapon(act: Act, sentence: Sentence, text: str, language: str) -> bool:
    """A weapon that is found, carried or counted: no word of its use stands in the sentence besides its own."""
    trigger = act.trigger
    if not trigger.is_noun:
        return False
    words = trigger.cue.split()
    if (words[-1] if language == "en" else words[0]) not in _WEAPONS[language]:
        return False
    told = sentence.span
    rest = text[told.start : trigger.span.start] + " | " + text[trigger.span.stop : told.stop]
    return _USE[language].search(rest) is None


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
    if token.lower in _BUTCHERY and _VIOLENT[language].search(text.replace(token.text, " ")) is None:
        return True
    subject = next(
        (sentence.tokens[c] for c in sentence.children[token.i] if sentence.tokens[c].dep == "nsubj"), None
    )
    is_present = "Tense=Pres" in token.morph and "VerbForm=Fin" in token.morph
    if is_present and subject is not None and subject.lower in _GENERAL:
        return True
    if _DIE_CUES.match(token.lower) and is_of_animals(sentence, language):
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
        and (tokens[i + 1].pos == "PROPN" or _DAM.search(" ".join(t.lower for t in tokens)))
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
            and _SHOTS.search(passage.text) is None
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
        return _BLOWS.search(rest) is None
    if act.trigger.cue in {"force", "use force", "use … force"}:
        if token.lower == "forces":
            return True
        return act.trigger.cue == "force" and _FORCES.search(told) is None
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
    return (
        token.lower.startswith(("operativo", "irrup", "irrump")) and _RAIDING[language].search(rest) is None
    )
