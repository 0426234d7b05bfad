"""Closed word classes that linking people to words of harm goes by: auxiliaries, fillers, prepositions."""

from __future__ import annotations

BE = {
    "en": frozenset(("remain remains remained was were been being be is are got get getting 's 're").split()),
    "es": frozenset(
        (
            "fue fueron sido ser siendo resultó resultaron resultado resultan resulta resultando "
            "resultaran resultar resultara quedó quedaron quedado quedan está están estaba estaban "
            "es son era eran siguen sigue permanecen permanece cayó cayeron será serán serían fuera "
            "fueran murió murieron había hay hubo encuentra encuentran continúan seguían sean sea "
            "dieron aparecieron apareció reporta reportan terminaron terminó acabaron salieron salió "
            "hallado hallada hallados halladas encontrado encontrada encontrados encontradas "
            "hallaron hallan"
        ).split()
    ),
}
HAVE = {
    "en": frozenset({"has", "have", "had", "having", "'ve"}),
    "es": frozenset(
        (
            "ha han había habían haya hayan habría habrían haber habiendo hubiera hubieran he hemos "
            "habrá habrán hubo hubieron"
        ).split()
    ),
}
SKIP = {
    "en": frozenset(
        (
            "also then later reportedly allegedly seriously critically badly slightly severely "
            "fatally wounded confirmed feared presumed still now believed reported found officially "
            "already both all currently lightly gravely mostly a total of pronounced declared listed "
            "said to be as about since have has had been were was are is being who that further "
            "brutally not yet so far subsequently ( his her their its my our instantly immediately "
            "accidentally unaccounted left gone only just even went go gets got today yesterday "
            "tonight monday tuesday wednesday thursday friday saturday sunday other the lying burnt "
            "deliberately himself simultaneously either including mistakenly recently illegally "
            "arbitrarily violently themselves"
        ).split()
    )
    | {'"', "'"},
    "es": frozenset(
        (
            "a también además hoy ayer anoche otros otras presuntamente supuestamente gravemente "
            "levemente ya fueron fue han ha sido resultaron resultó unos unas los las la el este "
            "lunes martes miércoles jueves viernes sábado domingo al menos se que un total de más mas "
            "sólo solo posteriormente luego después extrajudicialmente brutalmente habían había "
            "oficialmente todos todas ellos « hasta ahora entonces otro otra quedaron están hay como "
            "mínimo ambos casi arbitrariamente violentamente tiros balazos golpes machetazos "
            "puñaladas cuchilladas palos pedradas quemarropa perdigonazos"
        ).split()
    )
    | {'"'},
}
STOPS = frozenset({".", ";", ":", "?", "!", "—"})
PREPOSITIONS = {
    "en": frozenset(
        (
            "by in on at with from for after during when while near as against under over into "
            "because since before through outside inside if despite amid between"
        ).split()
    ),
    "es": frozenset(
        (
            "por en con desde para tras durante cuando mientras cerca contra bajo sobre entre sin "
            "según porque hacia ante si como donde a"
        ).split()
    ),
}
NEGATIONS = {"en": frozenset({"not", "n't", "never"}), "es": frozenset({"no", "nunca", "tampoco"})}
POSSESSIVES = frozenset({"his", "her", "their", "su", "sus"})  # "a man, his wife and their two daughters"
