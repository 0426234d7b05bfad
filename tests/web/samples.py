"""A small invented wave of protests as model records, and a ledger that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from testigo.ledger import tables, view
from testigo.ledger.journal import put
from testigo.ledger.store import Ledger, Reading, open_ledger, text_sha256
from testigo.model.claim import Attribution, Claim, Factuality, Kind, Polarity, Scope, Stance, VoiceKind
from testigo.model.identity import content_id
from testigo.model.incident import Campaign, Incident, SeriesPoint, Standing
from testigo.model.judgement import ReviewItem
from testigo.model.moment import Granularity, Interval, Unresolved, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.source import Lineage, Source
from testigo.model.text import Document, Part, Span
from testigo.model.toll import Bounds, Figure, Grade, Group, Hedge, Measure, Toll

READER = "test"
AURELIO = Place(
    "Puerto Aurelio",
    "PE",
    -15.5,
    -70.13,
    PlacePrecision.TOWN,
    8,
    "Costa Alta",
    900001,
    0.93,
    ("region Costa Alta", "population"),
)
TELMO = Place("San Telmo de Arriba", "PE", -13.16, -74.22, PlacePrecision.TOWN, 10, "Valle Seco", 900002)
QUILLA = Place("Quilla", "PE", -13.53, -71.96, PlacePrecision.REGION, 90, "Quilla", 900003)
NATION = Place("Perú", "PE", -9.19, -75.0, PlacePrecision.COUNTRY, 700, None, 900004)
HOSTILE_TITLE = '<script>window.struck=1</script><img src=x onerror="window.struck=1">'
HOSTILE_TEXT = (
    '<svg onload="window.struck=1"></svg> <a href="javascript:window.struck=1">here</a> </article>'
    "<iframe srcdoc='<script>parent.struck=1</script>'></iframe> \u202edeilap\u202c \u200bJ\u0443liaca {{ 7*7 }} "
    'Tres muertos en Quilla, según la comisaría.\n\n"><script>window.struck=1</script>'
)
HOSTILE_ID = "../../etc/passwd\u202e<img src=x onerror=window.struck=1>" + "x" * 60


def doc(
    name: str, title: str, text: str, published: str | None, outlet: str, *, language: str = "en"
) -> Document:
    day = date.fromisoformat(published) if published else None
    return Document(
        name, text, title, day, "given" if day else "unknown", outlet, f"https://example.org/{name}", language
    )


DOCUMENTS = (
    doc(
        "wire-1",
        "Police open fire in Puerto Aurelio",
        "PUERTO AURELIO, Jan 9 - Police fired on a crowd near the airport on Monday. The ombudsman's office said at least 12 people were killed.\n\n"
        "More than 100 were injured, the regional health office said. The road to the coast stayed closed.",
        "2023-01-09",
        "Example Wire",
    ),
    doc(
        "radio-1",
        "Suben a 17 los muertos en Puerto Aurelio",
        "La Defensoría informó esta noche de 17 muertos en Puerto Aurelio. La policía habla de 9 fallecidos.",
        "2023-01-09",
        "Radio Ejemplo",
        language="es",
    ),
    doc(
        "wire-2",
        "Toll in Puerto Aurelio rises to 18",
        "A young man wounded on January 9 in Puerto Aurelio died on Thursday, which raised the toll to 18, the ombudsman's office said. "
        "A doctors' union also counted 18 dead.",
        "2023-01-12",
        "Example Wire",
    ),
    doc(
        "agency-1",
        "Nineteen dead after clashes",
        "Nineteen people died in Puerto Aurelio on January 9, one of them a policeman, according to Agencia Norte.",
        "2023-01-13",
        "Diario del Sur",
    ),
    doc(
        "copy-1",
        "Toll rises to 18 in Puerto Aurelio",
        "A young man wounded on January 9 in Puerto Aurelio died on Thursday, which raised the toll to 18, the ombudsman's office said. "
        "A doctors' union also counted 18 dead.",
        "2023-01-12",
        "Morning Example",
    ),
    doc(
        "telmo-1",
        "Diez heridos en San Telmo de Arriba",
        "Diez personas resultaron heridas el 15 de diciembre en San Telmo de Arriba, según el hospital. Un vecino murió.",
        "2022-12-16",
        "Radio Ejemplo",
        language="es",
    ),
    doc(
        "total-1",
        "Forty-seven dead in a month",
        "Since December 47 people have died in the protests, the ombudsman's office said on January 10. On January 12 it spoke of 49.",
        "2023-01-12",
        "Example Wire",
    ),
    doc(HOSTILE_ID, HOSTILE_TITLE, HOSTILE_TEXT, None, "<b>Paper</b>", language="es"),
    doc("opinion-1", "What is to be done", "Nobody who loves this country can stay silent.", None, "Tribuna"),
)
BY_ID = {document.id: document for document in DOCUMENTS}


def on(
    day: str, last: str | None = None, phrase: str | None = None, precision: Granularity | None = None
) -> When:
    first = date.fromisoformat(day)
    end = date.fromisoformat(last) if last else first
    return When(Interval(first, end, precision or (Granularity.RANGE if last else Granularity.DAY)), phrase)


def sentence_around(text: str, start: int) -> Span:
    left = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1, 0) if start else 0
    if text.rfind(". ", 0, start) < 0 and text.rfind("\n", 0, start) < 0:
        left = 0
    match = re.compile(r"\.(?=\s|$)|\n").search(text, start)
    return Span(left, match.end() if match and match[0] == "." else (match.start() if match else len(text)))


def tell(
    document: str,
    phrase: str,
    measure: Measure | None,
    low: int | None = None,
    high: int | None = None,
    *,
    hedge: Hedge = Hedge.EXACT,
    voice: str | None = None,
    kind: VoiceKind = VoiceKind.UNKNOWN,
    when: When,
    where: Place | Unresolved,
    what: Kind = Kind.KILLING,
    scope: Scope = Scope.INCIDENT,
    group: Group = Group.UNSPECIFIED,
    update: bool = False,
    in_title: bool = False,
    factuality: Factuality = Factuality.STATED,
    alternatives: tuple[str, ...] = (),
) -> Claim:
    text = BY_ID[document].part(Part.TITLE if in_title else Part.BODY)
    start = text.index(phrase)
    span = Span(start, start + len(phrase))
    sentence = sentence_around(text, start)
    figure = Figure(measure, Bounds(low, high, hedge), phrase, span, group) if measure else None
    place_span = None
    if isinstance(where, Place) and where.name in text:
        at = text.index(where.name)
        place_span = Span(at, at + len(where.name))
    voice_span = None
    if voice and voice in text:
        voice_span = Span(text.index(voice), text.index(voice) + len(voice))
    attribution = Attribution(voice, kind, None, voice_span) if voice else None
    phrase_where = where.name if isinstance(where, Place) else "allí"
    return Claim(
        content_id("c", document, start, measure, low, voice, in_title),
        document,
        sentence.of(text),
        sentence,
        span,
        in_title,
        what,
        when,
        Where(where, phrase_where, place_span, Part.TITLE if in_title else Part.BODY, alternatives),
        scope,
        Stance(Polarity.AFFIRMED, factuality),
        figure,
        attribution=attribution,
        is_update=update,
    )


OMBUDSMAN = "The ombudsman's office"
DEFENSORIA = "Defensoría"
JAN9 = on("2023-01-09", phrase="January 9")
K, I = Measure.KILLED, Measure.INJURED
C12 = tell(
    "wire-1",
    "at least 12 people were killed",
    K,
    12,
    None,
    hedge=Hedge.AT_LEAST,
    voice=OMBUDSMAN,
    kind=VoiceKind.OMBUDSMAN,
    when=JAN9,
    where=AURELIO,
    alternatives=("Puerto Aurelio, Costa Baja",),
)
C100 = tell(
    "wire-1",
    "More than 100",
    I,
    100,
    None,
    hedge=Hedge.MORE_THAN,
    voice="the regional health office",
    kind=VoiceKind.HEALTH,
    when=JAN9,
    where=AURELIO,
    what=Kind.INJURY,
)
CFIRE = tell(
    "wire-1", "fired", None, voice=None, when=on("2023-01-09"), where=AURELIO, what=Kind.USE_OF_FORCE
)
C17 = tell(
    "radio-1", "17 muertos", K, 17, 17, voice=DEFENSORIA, kind=VoiceKind.OMBUDSMAN, when=JAN9, where=AURELIO
)
C9 = tell(
    "radio-1", "9 fallecidos", K, 9, 9, voice="La policía", kind=VoiceKind.POLICE, when=JAN9, where=AURELIO
)
CTITLE = tell("radio-1", "17 los muertos", K, 17, 17, when=JAN9, where=AURELIO, in_title=True)
C18 = tell(
    "wire-2",
    "18",
    K,
    18,
    18,
    voice="the ombudsman's office",
    kind=VoiceKind.OMBUDSMAN,
    when=JAN9,
    where=AURELIO,
    update=True,
)
C18B = tell(
    "wire-2",
    "18 dead",
    K,
    18,
    18,
    voice="A doctors' union",
    kind=VoiceKind.RIGHTS_BODY,
    when=JAN9,
    where=AURELIO,
)
C19 = tell(
    "agency-1",
    "Nineteen people",
    K,
    19,
    19,
    voice="Agencia Norte",
    kind=VoiceKind.AGENCY,
    when=JAN9,
    where=AURELIO,
)
CCOPY = tell(
    "copy-1",
    "18",
    K,
    18,
    18,
    voice="the ombudsman's office",
    kind=VoiceKind.OMBUDSMAN,
    when=JAN9,
    where=AURELIO,
)
DEC15 = on("2022-12-15", phrase="el 15 de diciembre")
CTEN = tell(
    "telmo-1",
    "Diez personas",
    I,
    10,
    10,
    voice="el hospital",
    kind=VoiceKind.HEALTH,
    when=DEC15,
    where=TELMO,
    what=Kind.INJURY,
)
CONE = tell("telmo-1", "Un vecino", K, 1, 1, when=DEC15, where=TELMO)
C47 = tell(
    "total-1",
    "47 people",
    K,
    47,
    47,
    voice="the ombudsman's office",
    kind=VoiceKind.OMBUDSMAN,
    when=on("2022-12-07", "2023-01-10"),
    where=NATION,
    scope=Scope.CUMULATIVE,
)
C49 = tell(
    "total-1",
    "49",
    K,
    49,
    49,
    voice="the ombudsman's office",
    kind=VoiceKind.OMBUDSMAN,
    when=on("2022-12-07", "2023-01-12"),
    where=NATION,
    scope=Scope.CUMULATIVE,
)
CBAD = tell(
    HOSTILE_ID,
    "Tres muertos",
    K,
    3,
    3,
    voice="la comisaría",
    kind=VoiceKind.POLICE,
    when=When(Unresolved("no publication day"), "ayer"),
    where=QUILLA,
)
CLAIMS = (C12, C100, CFIRE, C17, C9, CTITLE, C18, C18B, C19, CCOPY, CTEN, CONE, C47, C49, CBAD)

AURELIO_TOLL = Toll(
    17,
    18,
    19,
    grade=Grade.FAIR,
    claims=(C18.id, C18B.id, C19.id),
    rules=("R3", "R5", "R9", "R18"),
    discrepancy=4,
)
INCIDENTS = (
    Incident(
        "i-aurelio",
        (Kind.KILLING, Kind.USE_OF_FORCE),
        JAN9,
        Where(AURELIO, "Puerto Aurelio", alternatives=("Puerto Aurelio, Costa Baja",)),
        ((K, AURELIO_TOLL), (I, Toll(100, 100, 100, max_open=True, claims=(C100.id,), rules=("R1",)))),
        ("wire-1", "radio-1", "wire-2", "agency-1", "copy-1"),
        4,
        tuple(c.id for c in (C12, C100, CFIRE, C17, C9, CTITLE, C18, C18B, C19, CCOPY)),
        ("altered_copy",),
    ),
    Incident(
        "i-telmo",
        (Kind.INJURY,),
        DEC15,
        Where(TELMO, "San Telmo de Arriba"),
        ((K, Toll(1, 1, 1, claims=(CONE.id,))), (I, Toll(10, 10, 10, claims=(CTEN.id,)))),
        ("telmo-1",),
        1,
        (CTEN.id, CONE.id),
    ),
    Incident(
        "i-quilla",
        (Kind.KILLING,),
        on("2023-01-20", "2023-01-24"),
        Where(QUILLA, "Quilla"),
        ((K, Toll(3, 3, 3, grade=Grade.CONTESTED, claims=(CBAD.id,), rules=("R18",))),),
        (HOSTILE_ID,),
        1,
        (CBAD.id,),
        ("party_only",),
    ),
    Incident(
        "i-nowhere",
        (Kind.ROADBLOCK,),
        on("2023-01-11"),
        Where(Unresolved("two towns of that name"), "Santa Rosa"),
        origins=1,
    ),
    Incident(
        "i-someday",
        (Kind.STRIKE,),
        When(Unresolved("weekday without a dateline"), "el martes"),
        Where(TELMO, "San Telmo"),
        origins=2,
    ),
)
STANDINGS = (
    Standing("i-aurelio", C12.id, "Defensoría", 3, "overtaken", "R3", C17.id),
    Standing("i-aurelio", C17.id, "Defensoría", 3, "overtaken", "R5", C18.id),
    Standing("i-aurelio", C18.id, "Defensoría", 3),
    Standing("i-aurelio", CCOPY.id, "Defensoría", 3, "copy", "R11", C18.id),
    Standing("i-aurelio", C18B.id, "A doctors' union", 3),
    Standing("i-aurelio", C19.id, "Agencia Norte", 2),
    Standing("i-aurelio", C9.id, "La policía", 1, "party", "R18"),
    Standing("i-aurelio", CTITLE.id, "Radio Ejemplo", 2, "overtaken", "R4", C18.id),
    Standing("i-aurelio", C100.id, "the regional health office", 3),
)
CAMPAIGN = Campaign(
    "k-2022",
    "Peru, Dec 2022 – Jan 2023",
    "PE",
    date(2022, 12, 7),
    date(2023, 1, 24),
    tuple(i.id for i in INCIDENTS),
    (
        SeriesPoint(
            C47.id,
            date(2023, 1, 10),
            K,
            Group.UNSPECIFIED,
            "Defensoría",
            ("clash", "blockade"),
            47,
            47,
            19,
            28,
            "unlocated 28",
        ),
        SeriesPoint(
            C49.id,
            date(2023, 1, 12),
            K,
            Group.UNSPECIFIED,
            "Defensoría",
            ("clash", "blockade"),
            49,
            49,
            19,
            30,
            "unlocated 30",
        ),
    ),
)
REVIEWS = (
    ReviewItem("r-19", "claim", (C19.id,), "i-aurelio", "19 is told by one origin, 18 by two", 9.0),
    ReviewItem(
        "r-pair",
        "pair",
        tuple(sorted((C12.id, C17.id))),
        "i-aurelio",
        "same place and day, figures differ",
        8.0,
    ),
    ReviewItem("r-ten", "claim", (CTEN.id,), "i-telmo", "a single source", 5.0),
    ReviewItem("r-one", "claim", (CONE.id,), "i-telmo", "a single source", 4.0),
    ReviewItem(
        "r-bad", "claim", (CBAD.id,), "i-quilla", "<script>window.struck=1</script> a party stands alone", 3.0
    ),
)
LINEAGES = (Lineage("wire-2", ("copy-1",), (), "near-identical text"),)


def make_ledger(path: Path, *, empty: bool = False) -> Ledger:
    """A ledger file with the sample, or with nothing."""
    ledger = open_ledger(str(path), create=True)
    with ledger.writing() as connection:
        put(connection, "reader", READER)
    if empty:
        return ledger
    ledger.record([reading(d, [c for c in CLAIMS if c.document == d.id]) for d in DOCUMENTS])
    write_view(ledger)
    return ledger


def reading(document: Document, claims: Iterable[Claim]) -> Reading:
    raw = document.text.encode("utf-8", "surrogatepass")
    source = Source(
        document.id,
        document.title,
        document.outlet,
        document.published,
        document.url,
        document.language,
        text_sha256=text_sha256(document.title, document.text),
    )
    return Reading(document, raw, "text/plain", document.id, source, tuple(claims), READER)


def write_view(ledger: Ledger, *, again: bool = False) -> None:
    """Write the view; `again` as after a reconcile, which leaves no trace of the states that were there."""
    with ledger.writing() as connection:
        view.clear(connection)
        view.write(
            connection,
            incidents=INCIDENTS,
            campaigns=(CAMPAIGN,),
            lineages=LINEAGES,
            standings=STANDINGS,
            reviews=REVIEWS,
            claims=CLAIMS,
        )
        if not again:
            connection.execute(
                insert(tables.failures).values(document="broken.txt", stage="decoding", reason="not text")
            )
        put(connection, "view_revision", ledger.get("revision") or "0")


__all__ = ["CLAIMS", "DOCUMENTS", "INCIDENTS", "make_ledger", "replace", "write_view"]
