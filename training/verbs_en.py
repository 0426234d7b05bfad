"""All forms of the English verbs that tell of protest, violence, arrest and reporting."""

from __future__ import annotations

REGULAR = """
kill murder assassinate execute massacre gun bomb bombard shell blast explode detonate behead lynch poison burn die perish
succumb wound injure maim bruise assault attack ambush raid storm club batter pummel punch kick trample ram
torture rape abuse mistreat harass intimidate threaten persecute abduct kidnap disappear vanish detain arrest
apprehend capture jail imprison incarcerate charge accuse indict convict sentence release free search ransack
seize confiscate besiege surround cordon occupy blockade block barricade obstruct paralyse paralyze torch loot vandalise
vandalize damage destroy smash hurl lob launch fire spray teargas disperse evict repress suppress quash crush quell clash
scuffle confront charge protest demonstrate march rally mobilise mobilize gather assemble congregate demand
petition picket boycott riot revolt rebel mutiny chant camp declare decree ban prohibit suspend censor close deploy patrol
police militarise militarize report state announce confirm deny admit acknowledge claim allege assert insist denounce
condemn warn estimate count document verify investigate identify recover discover bury hospitalise hospitalize treat
evacuate rescue survive displace deport expel reach climb total exceed increase mount number register record attribute
blame vow urge call kidnap cripple drown stab strangle suffocate asphyxiate electrocute mutilate bludgeon machinegun
""".split()

IRREGULAR = """
shoot shot shot | beat beat beaten | strike struck struck | slay slew slain | fight fought fought | set set set | throw threw
thrown | drive drove driven | run ran run | break broke broken | hit hit hit | cut cut cut | burst burst burst | bleed bled
bled | lose lost lost | find found found | bind bound bound | hold held held | take took taken | begin
began begun | lead led led | leave left left | lay laid laid | lie lay lain | rise rose risen | arise arose arisen | fall fell
fallen | grow grew grown | say said said | tell told told | speak spoke spoken | write wrote written | swear swore sworn |
see saw seen | hear heard heard | know knew known | think thought thought | give gave given | send sent sent | bring brought
brought | come came come | become became become | go went gone | get got got | make made made | keep kept kept | meet met met |
stand stood stood | sit sat sat | spread spread spread | put put put | shut shut shut | hang hung hung | draw drew drawn |
flee fled fled | feed fed fed | overrun overran overrun | overthrow overthrew overthrown | withdraw
withdrew withdrawn | pay paid paid | seek sought sought | shake shook shaken | steal stole stolen | tear tore torn | wear wore
worn | win won won | blow blew blown | bite bit bitten | catch caught caught | deal dealt dealt | dig dug dug | forbid forbade
forbidden | freeze froze frozen | hide hid hidden | ride rode ridden | sink sank sunk | spend spent spent | swing swung swung |
teach taught taught | understand understood understood | undertake undertook undertaken | wind wound wound | ring rang rung
""".replace("\n", " ").split("|")  # fmt: skip

DOUBLED = frozenset(
    "admit club ram kidnap gun ban stab rebel hit cut set put shut run overrun get sit begin forbid win dig expel patrol".split()
)
"""The last consonant is doubled before `-ed` and `-ing`."""


def stem_of(verb: str) -> str:
    """The stem before `-ed` and `-ing`: `clubb-`, `charg-`."""
    if verb in DOUBLED:
        return verb + verb[-1]
    return verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb


def third(verb: str) -> str:
    """The third person: `crushes`, `denies`."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def forms() -> dict[tuple[str, str], str]:
    """(form, Penn tag) -> infinitive, for every verb listed."""
    out: dict[tuple[str, str], str] = {}
    for verb in REGULAR:
        stem = stem_of(verb)
        past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else stem + "ed"
        out |= {(past, "VBD"): verb, (past, "VBN"): verb}
        out |= _present(verb)
    for entry in ("hurt hurt hurt", *IRREGULAR):
        verb, past, participle = entry.split()
        out |= {(past, "VBD"): verb, (participle, "VBN"): verb}
        out |= _present(verb)
    return out


def _present(verb: str) -> dict[tuple[str, str], str]:
    progressive = "lying" if verb == "lie" else stem_of(verb) + "ing"
    if verb == "die":
        progressive = "dying"
    return {(verb, "VB"): verb, (verb, "VBP"): verb, (third(verb), "VBZ"): verb, (progressive, "VBG"): verb}
