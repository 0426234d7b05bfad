"""The places that a report names, seen once for all of its statements: what each is, how it is told, which the report speaks of most.

"The French capital" counts as the capital's name, and "throughout the country" is kept as said of the country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from testigo.gathering.dateline import find_dateline
from testigo.model.analysis import Analysis, Passage, Sentence
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision, Toponym
from testigo.model.text import Part, Span
from testigo.resolving.addresses import holders
from testigo.resolving.gazetteer import COUNTRY, DEMONYM, Gazetteer
from testigo.resolving.lately import lately
from testigo.resolving.names import fold
from testigo.resolving.outlets import address_places
from testigo.resolving.parting import is_one_of_many, share_at
from testigo.resolving.sites import site_in, site_kind, town_for
from testigo.resolving.toponyms import as_place
from testigo.resolving.word_tables import words_of

WIDTH = {
    PlacePrecision.SITE: 0,
    PlacePrecision.DISTRICT: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.REGION: 2,
    PlacePrecision.COUNTRY: 3,
}
_DATELINE = re.compile(r"^[^\n]{0,80}?(?:—|–| - |--|\.-|\(\w[\w /.]*\)\s*[-–—.]|\(\w[\w /.]*\) --)")
_SEAT = re.compile(
    r"(?:sede|base[ds]?|headquartered|embassy|consulate|embajada|consulado|oficina|office|branch|bureau|corresponsal|desde|from|nacid[oa]|born|hospital|médicos|fuentes)"
    r"(?: \w+)? (?:in|en|de|of|at) (?:the |la |el )?$"
)
_VOUCHING = re.compile(
    r"\b(?:according to|según) $"
)  # "según Washington": a government, no place of the happening
_WHERE = re.compile(r",? (?:en )?(?:donde|where|in which|en la que|en el que|ciudad|city)\b")
_HAPPENINGS = {
    "en": (
        re.compile(r"$^"),
        re.compile(
            r" (?:\w+ )?(?:attacks?|bombings?|blasts?|explosions?|massacres?|shootings?|killings?|clashes|riots?|protests?|unrest|siege|raids?|violence)\b"
        ),
    ),
    "es": (
        re.compile(
            r"(?:atentados?|ataques?|masacres?|matanzas?|tiroteos?|explosi(?:ón|ones)|enfrentamientos?|disturbios|protestas?|asedio|violencia) (?:de|del|en) (?:la |el )?$"
        ),
        re.compile(r"$^"),
    ),
}
_ADJECTIVE = 0.5  # of a country's name is what its adjective says of the report's country
_LEAD = 700  # code points of a body that a headline is read with


@dataclass(slots=True)
class Named:
    """One mention of a place and how it is told. `up` runs from the top token of the name to the root; empty outside a sentence.

    `key` is what mentions of one place share; `phrase` is None for "the capital".
    """

    place: Place | Unresolved
    phrase: str | None
    span: Span
    part: Part
    key: str
    width: int
    kind: str = ""
    sentence: Sentence | None = None
    up: tuple[int, ...] = ()
    verb: int = -1
    chain: frozenset[int] = frozenset()
    is_located: bool = False
    is_body: bool = False  # part of a body's name: "Peruvian National Police"
    is_seat: bool = False
    is_happening: bool = False
    is_aside: bool = False  # only set beside another name: "Arenal—the second town after Ayo—and"
    is_role: bool = False  # what somebody governs: "the mayor of Arenal"
    count: int = -1  # where the number stands that the name is told behind ("36 in Arenal"); -1 for none
    share: int = (
        -1
    )  # where the words stand that make it a part of what they follow ("mostly in Arenal"); -1 for none
    is_one_of_many: bool = False  # a list that ends in "and other cities"
    in_row: bool = False  # of three names and more
    is_goal: bool = False  # where somebody will go, not where they are: "will travel to Arenal"
    is_border: bool = False  # near it, not in it: "the Peruvian border", «frontera con Perú»
    whole: int = -1  # where the words stand that say all of it is meant ("across Arenal", «en distintas provincias de Arenal»); -1 for none
    where_clause: int = -1  # where the clause begins that the name opens ("Arenal, where"); -1 for none


@dataclass(slots=True)
class Reported:
    """All that the cues of a statement's place are read from, less the statement itself."""

    passage: Passage
    language: str
    dateline: int
    named: list[Named]  # of the passage, in order
    elsewhere: list[Named]  # of the title, or of the first lines of the body
    address: tuple[Place, ...]
    places: Counter[str] = field(default_factory=Counter)
    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    in_title: set[str] = field(default_factory=set)
    main_country: str = ""
    main_town: str = ""
    main: Place | None = None
    countrywide: list[Span] = field(default_factory=list)  # where something is said of the whole country


def key_of(place: Place | Unresolved, name: str) -> str:
    """What mentions of one place share: its name; for an unresolved one, the words, which no place is called."""
    return place.name if isinstance(place, Place) else f"?{name}"


@lately
def reported(analysis: Analysis, part: Part, gazetteer: Gazetteer) -> Reported | None:
    """The places named, as a statement of the part sees them; None where the report has no such part."""
    passage = analysis.passage(part)
    if passage is None:
        return None
    language = analysis.language
    dateline = _filed(passage, language)
    address = address_places(analysis.document, gazetteer)
    other = analysis.passage(Part.BODY if part is Part.TITLE else Part.TITLE)
    seen = Reported(passage, language, dateline, [], _elsewhere(other), address)
    held = holders(passage.toponyms, passage.text, language)
    for number, t in enumerate(passage.toponyms):
        kind = site_kind(
            t.name,
            passage.text[max(0, t.span.start - 40) : t.span.start],
            passage.text[t.span.stop : t.span.stop + 30],
            language,
        )
        place = _sited(number, seen, kind, held.get(number))
        span, phrase = _directed(t, passage.text, language)
        width = WIDTH[place.precision] if isinstance(place, Place) else (0 if kind else 1)
        if not kind and _TOWN[language].search(passage.text, max(0, t.span.start - 30), t.span.stop):
            kind = "town"
        one = Named(place, phrase, span, part, key_of(place, t.name), width, kind)
        _see_words(one, t.span, passage, language)
        seen.named.append(one)
    for one, behind in pairwise(seen.named):
        one.is_aside = one.is_aside or _is_adjective_of(one, behind, passage.text)
        if passage.text[one.span.stop : behind.span.start] in _AND:
            behind.is_seat = behind.is_seat or one.is_seat
            behind.is_goal = behind.is_goal or one.is_goal
            behind.share = one.share if behind.share < 0 else behind.share
    _mark_rows(seen)
    _tally(seen, gazetteer)
    for capital in tuple(_capitals(seen, gazetteer)):
        _see_words(capital, capital.span, passage, language)
        seen.named.append(capital)
    seen.named.sort(key=lambda one: one.span)
    seen.countrywide = [Span(*found.span()) for found in _COUNTRYWIDE[language].finditer(passage.text)]
    return seen


def _mark_rows(seen: Reported) -> None:
    """Mark the names of a row of three and more ("in Arenal, Ayo and Cruces"): a figure told of it lies in none of them alone."""
    text, row = seen.passage.text, seen.named[:1]
    gaps: list[str] = []
    for one, behind in [*pairwise(seen.named), (None, None)]:
        gap = text[one.span.stop : behind.span.start] if one is not None and behind is not None else ""
        if (
            one is not None
            and behind is not None
            and _ROW_GAP.fullmatch(gap)
            and _are_side_by_side(one, behind)
        ):
            row.append(behind)
            gaps.append(gap)
            continue
        if len(row) > 2 and gaps[-1].strip(" ,").split(" ")[0] in {"and", "y", "e"}:
            for member in row:
                member.is_one_of_many = member.in_row = True
        row, gaps = ([behind] if behind is not None else []), []


def _are_side_by_side(one: Named, other: Named) -> bool:
    """Whether neither of two names holds the other, as far as region and country tell; a country stands beside a country alone."""
    if isinstance(one.place, Unresolved) or isinstance(other.place, Unresolved):
        return one.width == other.width
    if one.width == other.width:
        return True
    country = WIDTH[PlacePrecision.COUNTRY]
    return max(one.width, other.width) < country and one.place.admin1 != other.place.admin1


def _is_adjective_of(one: Named, other: Named, text: str) -> bool:
    """Whether a country's adjective only says where the place behind it lies: "the Syrian province of Idlib"."""
    return (
        isinstance(one.place, Place)
        and isinstance(other.place, Place)
        and "demonym" in one.place.evidence
        and one.place.country == other.place.country
        and other.width < one.width
        and _ADJECTIVE_GAP.fullmatch(text[one.span.stop : other.span.start]) is not None
    )


_ROW_GAP = re.compile(r"(?:, |,? (?:and|y|e) )(?:(?:in|en) )?(?:the |la |el )?")
_AND = frozenset((" and ", " y ", " e ", " or ", " o "))
_ADJECTIVE_GAP = re.compile(r" (?:[a-z]+ ){0,2}(?:of (?:the )?)?")
_TOWN = {
    "en": re.compile(r"\b(?:city|town|village|hamlet) of (?=[A-Z])"),
    "es": re.compile(
        r"\b(?:ciudad|localidad|pueblo|aldea|poblado|caserío|población|centro poblado)(?: \w+)? de (?:la |las |los |el )?(?=[A-ZÁÉÍÓÚÑ])"
    ),
}


def _elsewhere(passage: Passage | None) -> list[Named]:
    if passage is None:
        return []
    return [
        Named(t.place, t.name, t.span, passage.part, t.place.name, WIDTH[t.place.precision])
        for t in passage.toponyms
        if t.span.start < _LEAD and isinstance(t.place, Place)
    ]


def _filed(passage: Passage, language: str) -> int:
    """Where the dateline ends, in code points; 0 where there is none."""
    if passage.part is not Part.BODY:
        return 0
    head = _DATELINE.match(passage.text)
    filed = find_dateline(passage.text, language)
    return max(head.end() if head else 0, filed.span.stop if filed else 0)


def _sited(number: int, seen: Reported, kind: str, holder: int | None) -> Place | Unresolved:
    """A name's place; an unresolved name as the site or quarter in what its address names next, by number; or as the site or quarter in the town that the text, or the address, puts it in; and a site named after
    a place («Universidad de San Marcos, en Lima») in the town told beside it, where that is surer.
    """
    t, passage = seen.passage.toponyms[number], seen.passage
    is_known = isinstance(t.place, Place)
    if is_known and not kind:
        return t.place
    told = passage.toponyms[holder].place if holder is not None else None
    if not is_known and isinstance(told, Place) and told.precision is not PlacePrecision.COUNTRY:
        return site_in(t.name, kind, told)
    found = town_for(
        number, passage.toponyms, passage.text, kind="" if is_known else kind, dateline_stop=seen.dateline
    )
    town = found.place if found else None
    if isinstance(t.place, Place):
        is_surer = (
            isinstance(town, Place) and town.name != t.place.name and town.confidence > t.place.confidence
        )
        return site_in(t.name, kind, town) if is_surer and isinstance(town, Place) else t.place
    if town is None and kind:
        town = next((p for p in seen.address if p.precision is PlacePrecision.TOWN), None)
    return site_in(t.name, kind, town) if isinstance(town, Place) else t.place


def _tally(seen: Reported, gazetteer: Gazetteer) -> None:
    """Which places, countries and towns the report speaks of, and of which most. Spanish writes "Peruvian" small, so it is no name there."""
    if seen.language == "es":
        for sentence in seen.passage.sentences:
            for token in sentence.tokens:
                if (
                    token.pos in {"ADJ", "NOUN"}
                    and token.lower == token.text
                    and fold(token.text) in gazetteer.demonyms
                ):
                    for land in {
                        c.country
                        for c in gazetteer.lookup(token.text)
                        if c.rank == DEMONYM and c.level == COUNTRY
                    }:
                        seen.countries[land] += _ADJECTIVE
    resolved: dict[str, Place] = {}
    for one in (*seen.named, *seen.elsewhere):
        seen.places[one.key] += 1
        if isinstance(one.place, Unresolved):
            continue
        resolved.setdefault(one.key, one.place)
        if one.place.country:
            seen.countries[one.place.country] += one.place.confidence
        if one.part is Part.TITLE:
            seen.in_title.add(one.key)
    seen.main_country = min(seen.countries, key=lambda c: (-seen.countries[c], c), default="")
    towns = {key: seen.places[key] for key, place in resolved.items() if WIDTH[place.precision] < 2}
    most = max(towns.values(), default=0)
    told = {one.key for one in seen.named if one.is_located or one.kind == "town"}
    foremost = [key for key, times in towns.items() if times == most]
    seen.main_town = next((key for key in foremost if key in told), foremost[0] if foremost else "")
    seen.main = resolved.get(seen.main_town)


_DIRECTION = {
    "en": re.compile(
        r"(?:north|south|east|west|central|(?:north|south)-?(?:east|west))(?:ern)?[ -](?:part of )?(?:the )?$",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?:norte|sur|este|oeste|oriente|occidente|centro|(?:nor|sud|sur)(?:este|oeste)) del? (?:la |el )?$",
        re.IGNORECASE,
    ),
}


def _directed(t: Toponym, text: str, language: str) -> tuple[Span, str]:
    """A name with the direction before it: "southern Arenal", «norte de Arenal»."""
    start = max(0, t.span.start - 28)
    found = _DIRECTION[language].search(text, start, t.span.start)
    if found is None or (found.start() and text[found.start() - 1].isalnum()):
        return t.span, t.name
    span = Span(found.start(), t.span.stop)
    return span, span.of(text)


# --- the country and its capital --------------------------------------------------------------------------------------------------------------

_SEVERAL = {
    "en": r"(?:(?:at least )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})|several|various|many|multiple|different)",
    "es": r"(?:(?:al menos )?(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|\d{1,2})|vari[oa]s|much[oa]s|divers[oa]s|distint[oa]s|diferentes)",
}
_COUNTRYWIDE = {
    "en": re.compile(
        r"\b(?:nation|country)-?wide\b|\b(?:across|throughout|all over) (?:the )?(?:whole |entire )?(?:country|nation)\b(?!['’]s?\b)"
        r"|\b(?:parts|regions|provinces|cities|towns|states) of the country\b(?!['’]s?\b)|\bin the country\b(?!['’]s?\b)"
        rf"|\bin {_SEVERAL['en']} (?:states|provinces|regions|cities|departments|counties|governorates)\b(?!(?: of| in|:|,? including|,? namely)\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\ba nivel nacional\b|\b(?:por|en|de) tod[oa] (?:el país|la nación|el territorio nacional)\b"
        r"|\b(?:partes|regiones|provincias|ciudades|zonas|puntos|estados|departamentos) del país\b|\ben el país\b"
        rf"|\ben {_SEVERAL['es']} (?:estados|provincias|regiones|ciudades|departamentos|gobernaciones)\b(?!(?: de| del| en|:|,? incluid)\b)",
        re.IGNORECASE,
    ),
}
#: Countries whose government sits elsewhere than in the capital by law, so that "the capital" may mean either town.
_TWO_CAPITALS = frozenset({"BJ", "BO", "CI", "LK", "MY", "NL", "SZ", "TZ", "ZA"})
_CAPITAL = {
    "en": re.compile(
        r"\b(?:[Tt]he|[A-Z]\w+(?:['’]s)?) capital\b(?! (?:of|punishment|gains?|markets?|crimes?|city of|letters?)\b)(?!,? [A-Z])"
    ),
    "es": re.compile(r"\b(?:la|esta) capital(?: (?!de\b)[a-záéíóúñ]+)?\b(?! del?\b)(?!,? [A-ZÁÉÍÓÚÑ])"),
}
_CAPITAL_OF = re.compile(
    r"\bcapital (?:(?:city )?of (?:the )?|del |de (?:la |las |los |el )?)", re.IGNORECASE
)


def _capitals(seen: Reported, gazetteer: Gazetteer) -> Iterator[Named]:
    """As in "the French capital", «la capital del Perú», «la capital»: the capital of the country whose adjective stands by, or of the report's, if the report names it too."""
    part = seen.passage.part
    for found in _CAPITAL[seen.language].finditer(seen.passage.text):
        country = _country_beside(found, seen, gazetteer)
        capital = gazetteer.capitals.get(country or seen.main_country)
        if capital is None:
            continue
        is_sure = bool(country) and capital.country not in _TWO_CAPITALS
        if is_sure or capital.name in seen.places:
            place = as_place(capital, gazetteer, 0.9, ("called the capital",))
            word = found.start() + found[0].find("capital")
            yield Named(place, None, Span(word, found.end()), part, place.name, WIDTH[place.precision])
    yield from _capitals_of(seen, gazetteer)


def _capitals_of(seen: Reported, gazetteer: Gazetteer) -> Iterator[Named]:
    """As in «la capital del Perú»: told of the town, and of the country no more."""
    text = seen.passage.text
    for land in tuple(seen.named):
        place = land.place
        if not isinstance(place, Place) or place.precision is not PlacePrecision.COUNTRY:
            continue
        told = _CAPITAL_OF.search(text, max(0, land.span.start - 25), land.span.stop)
        capital = gazetteer.capitals.get(place.country)
        if told is None or capital is None or capital.country in _TWO_CAPITALS:
            continue
        if told.end() == land.span.start or (told.start() == land.span.start and told.end() < land.span.stop):
            land.is_aside = True
            town = as_place(capital, gazetteer, 0.9, ("called the capital",))
            word = Span(told.start(), told.start() + len("capital"))
            yield Named(town, None, word, seen.passage.part, town.name, WIDTH[town.precision])


def _country_beside(found: re.Match[str], seen: Reported, gazetteer: Gazetteer) -> str:
    """The country whose adjective stands by "capital"; empty where none does."""
    for n in seen.named:
        if found.start() <= n.span.start < found.end() and isinstance(n.place, Place):
            return n.place.country
    adjective = found[0].rpartition(" ")[2]
    lands = {c.country for c in gazetteer.lookup(adjective) if c.rank == DEMONYM and c.level == COUNTRY}
    return lands.pop() if len(lands) == 1 else ""


# --- words and tree round a name ---------------------------------------------------------------------------------------------------


def top_of(sentence: Sentence, span: Span) -> tuple[int, ...]:
    """The uppermost token of a stretch and all above it; empty where no token is in it."""
    inside = sentence.between(span)
    if not inside:
        return ()
    return min(((i, *sentence.ancestors(i)) for i in inside), key=len)


def verb_over(sentence: Sentence, up: Sequence[int], span: Span) -> tuple[int, frozenset[int]]:
    """The verb that governs a stretch, and all tokens between the stretch and that verb; `up` as `top_of` gives it."""
    if not up:
        return -1, frozenset()
    chain = set(sentence.between(span))
    for height, token in enumerate(up):
        if sentence.tokens[token].pos in {"VERB", "AUX"} or height + 1 == len(up) or len(chain) > 60:
            return token, frozenset(chain)
        chain.add(token)
    return up[-1], frozenset(chain)


def _see_words(one: Named, span: Span, passage: Passage, language: str) -> None:
    """Fill in what the words and the tree round a name tell."""
    text = passage.text
    before = text[max(0, span.start - 30) : span.start].lower()
    following = text[span.stop : span.stop + 14].lower()
    one.sentence = passage.sentence_at(span.start)
    if one.sentence is not None:
        one.up = top_of(one.sentence, span)
        one.verb, one.chain = verb_over(one.sentence, one.up, span)
        one.is_body = bool(one.up) and one.sentence.tokens[one.up[0]].entity == "ORG"
    one.is_located = _is_located(one, before, language)
    one.is_seat = bool(_SEAT.search(before) or _VOUCHING.search(before)) or following.startswith(
        ("-based", " - based", "-born")
    )
    one.is_aside = bool(
        _ASIDE_OPENS.search(text, max(0, span.start - 60), span.start) and _ASIDE_ENDS.match(text, span.stop)
    )
    one.share = share_at(text, span.start)
    one.is_one_of_many = is_one_of_many(text, span.stop)
    one.is_goal = bool(_GOAL.search(text, max(0, span.start - 60), span.start))
    one.is_border = bool(
        _BORDER_BEHIND.match(text, span.stop)
        or _BORDER_BEFORE.search(text, max(0, span.start - 50), span.start)
    )
    whole = _WHOLE.search(text, max(0, span.start - 60), span.start)
    if whole is not None:
        one.whole = whole.start()
    role = _ROLE.search(before)
    one.is_role = role is not None and role[1] in words_of("cues", language)["title"]
    if _WHERE.match(following):
        one.where_clause = span.stop
    number = _COUNT.search(text, max(0, span.start - 90), span.start)
    if number is not None:
        one.count = number.start()
    ahead, behind = _HAPPENINGS[language]
    one.is_happening = bool(ahead.search(before) or behind.match(text, span.stop))


_ASIDE_OPENS = re.compile(r"[^\W\d_]\s?[—(](?:[^—().,;\n]+ )(?:than|after|to|que|tras|de|después de) $")
_ASIDE_ENDS = re.compile(r"[^—().,;\n]{0,20}[—)]")
_GOAL = re.compile(
    r"\b(?:(?:will|to|would|was to|is to|plans? to|due to|set to) (?:travel|go|fly|head|return|visit|arrive)|(?:headed|heading|bound|left|leave|leaving) for|on (?:the|their|his|her) way to|en route to"
    r"|(?:flee|fled|flees|fleeing|flight)(?: from [^.,;]{2,40})? to(?:ward|wards)?|towards?|viajará[ns]?|irá[ns]?|visitará[ns]?|regresará[ns]?|llegará[ns]?|se dirigía[ns]?|rumbo|camino|con destino|de camino|hacia)"
    r"(?: (?:today|tomorrow|hoy|mañana|el \w+|on \w+))? ?(?:to|in|a|al|hacia|de)? (?:the |la |el )?(?:nearby |neighbouring |cercan[oa] |vecin[oa] )?(?:(?:city|town|ciudad|localidad) (?:of|de) )?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:(?:across|throughout|all over)(?: (?:the )?(?:whole|entire|all) (?:of )?)?|(?:in|across) (?:all|many|most|several|various|different|some|other) (?:parts|provinces|regions|cities|towns|areas|districts|states) (?:of|in|across)"
    r"|(?:en|por) tod[oa](?: el territorio de)?|en (?:much|vari|divers|distint|diferent|tod|otr|numeros)[oae]s (?:las |los )?(?:provincias|regiones|ciudades|localidades|zonas|puntos|partes|lugares|distritos|estados|departamentos) de|a lo largo(?: y ancho)? de) (?:the |la |el )?$",
    re.IGNORECASE,
)
_BORDER_BEHIND = re.compile(r" (?:border|frontier|embassy|consulate)\b")
_BORDER_BEFORE = re.compile(
    r"\b(?:(?:border|frontier|frontera|linda|limita|limítrofe|fronteriz[oa]|colinda)s? (?:with|con)|(?:border|frontier) (?:of|between)|frontera (?:de|entre)) (?:the |la |el )?(?:north|south|east|west|norte|sur|este|oeste)?(?:ern)? ?$",
    re.IGNORECASE,
)
_ROLE = re.compile(r"([^\W\d]+) (?:of|del?) (?:the |la |el )?$")
_COUNT = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:[.,]\d{3})*|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)"
    r"(?: (?!in\b|en\b|at\b)[^\W\d]+){0,6} (?:in|en|at) (?:the |la |el )?(?:(?:ciudad|provincia|localidad|departamento|región|city|province|town) (?:\w+ )?(?:de|of) )?$",
    re.IGNORECASE,
)


def _is_located(one: Named, before: str, language: str) -> bool:
    """Whether the name is told as a location: "in", "near" before it, or before the noun that it stands by («en los barrios del este de Arenal»)."""
    places = words_of("cues", language)["at"]
    words = re.findall(r"[\w'’]+", before)
    if words and words[-1] in {"the", "la", "el", "los", "las"}:
        words.pop()
    if words and words[-1] in places:
        return True
    sentence = one.sentence
    if sentence is None or not one.up:
        return False
    for i in one.up[:4]:
        if any(
            sentence.tokens[c].dep == "case" and sentence.tokens[c].lower in places
            for c in sentence.children[i]
        ):
            return True
        token = sentence.tokens[i]
        if (
            token.head == i
            or token.dep.split(":")[0] not in {"nmod", "compound", "flat", "appos", "conj", "amod"}
            or sentence.tokens[token.head].pos not in {"NOUN", "PROPN", "ADJ"}
        ):
            return False
    return False
