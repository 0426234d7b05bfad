"""The words by which `mentions` knows that a word of harm tells of nothing that happened: weapons and their use, names with a word of harm in them."""

from __future__ import annotations

import re

# Things that hurt, and are no deed while nobody uses them; by the first word of the cue that found them, or the last of an English one.
WEAPONS = {
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
USE = {
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
NAMES = {
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
RAIDING = {
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
DAM = re.compile(
    r"\b(?:agua|aguas|río|hidroeléctric\w+|embalse|represa|inund\w+|construcción|hectáreas|cortina|riego|cúbicos)\b"
)
EXPLOSIVE = re.compile(
    r"\b(?:bomb\w*|explo\w*|dynamit\w*|rocket\w*|grenade\w*|mines?|shell\w*|artillery|jets?|planes?|missiles?|wall|hole|rock|way|water)\b",
    re.IGNORECASE,
)
ACCIDENTAL = re.compile(
    r"\baccidental\w*|\bcigarette\b|\bcortocircuito\b|\bcolilla\b|\bshort[\s-]circuit", re.IGNORECASE
)
BLOWS = re.compile(
    r"\b(?:police|officers?|cops?|guards?|soldiers?|gang|mob|stick|sticks|bat|bats|baton|batons|fists?|belt|stones?|rods?|iron|unconscious|badly|severely|savagely|brutally|viciously|up|protesters?|"
    r"demonstrators?|students?|detain\w*|custody|jail|prison|arrest\w*|robb\w*|stabb\w*|kick\w*|punch\w*|strangl\w*|tortur\w*|hospital|injur\w*|wound\w*|dead|death|died|kill\w*|abus\w*|assault\w*|attack\w*|"
    r"rap(?:ed|e)|victims?|violen\w*|suspects?|thugs?|militia\w*|rebels?|intruders?|blood\w*)\b",
    re.IGNORECASE,
)
FORCES = re.compile(
    r"\b(?:us(?:e|ed|es|ing|age)|excessive|lethal|deadly|disproportionate|brute|physical|resort\w*(?:\s+to)?|by|minimum|unnecessary)\s+(?:\w+\s+){0,3}?force\b",
    re.IGNORECASE,
)
SHOTS = re.compile(
    r"\b(?:armas?|balas?|balazo\w*|tiros|tiroteo|fusil\w*|pistola\w*|rev[óo]lver|escopeta\w*|polic\w*|soldad\w*|milita\w*|herid\w*|muert\w*|mató|mataron|matar|asesin\w*|manifest\w*|multitud|contra|gas|gases|perdig\w*|"
    r"guardias?|agentes?|delinc\w*|ladr\w*|sicari\w*|francotirador\w*|encapuchad\w*|víctima\w*|guerrill\w*|atacante\w*|agresor\w*|al\s+aire|uniformad\w*)\b",
    re.IGNORECASE,
)
SHARE = {
    "en": re.compile(
        r"\b(?:in|out\s+of)\s+every\s+\w+|\b(?:one|two|three|four|five|six|seven|eight|nine|\d)\s+(?:in|out\s+of)\s+(?:three|four|five|six|ten|10|100)\b|\bper\s+(?:100,000|1,000|capita|million)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:de|por)\s+cada\s+(?:\d+|dos|tres|cuatro|cinco|seis|diez|cien|mil)\b", re.IGNORECASE
    ),
}
