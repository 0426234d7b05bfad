"""Exercise sentences with their trees: how news tells of deaths, arrests and marches, in places that do not exist.

The open treebanks hold little newswire; constructions that fill our reports ("Police killed 19 demonstrators, the
ministry said", «denunció la Defensoría», "12 killed as …") are rare or missing in them. This is a small grammar that builds
such sentences with the tree that the treebanks' guidelines give. Every name is made up here from syllables and common first
names, so that the name finder learns the surroundings of a name and no list of names. Part of the training data only:
nothing is ever measured on it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(slots=True)
class Node:
    """A word with what hangs on it to the left and to the right."""

    form: str
    upos: str
    xpos: str = "_"
    feats: str = ""
    dep: str = ""
    left: list[Node] = field(default_factory=list)
    right: list[Node] = field(default_factory=list)
    name: str = ""
    tight: bool = False
    """No space before the word."""

    def l(self, dep: str, *nodes: Node | None) -> Node:  # noqa: E743
        """Hangs nodes on the left, in order of the text."""
        for node in nodes:
            if node is not None:
                node.dep = dep
                self.left.append(node)
        return self

    def r(self, dep: str, *nodes: Node | None) -> Node:
        """Hangs nodes on the right, in order of the text."""
        for node in nodes:
            if node is not None:
                node.dep = dep
                self.right.append(node)
        return self

    def first(self, dep: str, node: Node) -> Node:
        """Hangs a node as the very first of the left ones."""
        node.dep = dep
        self.left.insert(0, node)
        return self

    def walk(self) -> Iterator[Node]:
        """The words in the order of the text."""
        for node in self.left:
            yield from node.walk()
        yield self
        for node in self.right:
            yield from node.walk()

    def named(self, label: str) -> Node:
        """Marks all words of the subtree as one name."""
        for i, node in enumerate(self.walk()):
            node.name = ("B-" if i == 0 else "I-") + label
        return self


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a finished sentence; `head` is an index, its own for the root."""

    form: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    name: str
    space: bool


def rows(root: Node) -> list[Row]:
    """The sentence in the order of its text, its first letter a capital."""
    root.dep = "ROOT"
    nodes = list(root.walk())
    idle = {
        id(a)
        for a, b in zip(nodes, [*nodes[1:], None], strict=True)
        if a.form == "," and (b is None or b.upos == "PUNCT")
    }
    for node in nodes:
        node.right = [child for child in node.right if id(child) not in idle]
    nodes = list(root.walk())
    index = {id(node): i for i, node in enumerate(nodes)}
    head = {id(child): index[id(node)] for node in nodes for child in node.left + node.right}
    out: list[Row] = []
    for i, node in enumerate(nodes):
        form = node.form
        if form == "a" and node.xpos == "DT" and nodes[i + 1].form[0] in "aeio":
            form = "an"
        if i == 0:
            form = form[:1].upper() + form[1:]
        space = i + 1 < len(nodes) and not nodes[i + 1].tight
        out.append(
            Row(
                form,
                node.upos,
                node.xpos,
                node.feats,
                head.get(id(node), i),
                node.dep,
                node.name or "O",
                space,
            )
        )
    return out


def comma() -> Node:
    return Node(",", "PUNCT", ",", tight=True)


def hyphen() -> Node:
    return Node("-", "PUNCT", "HYPH", tight=True)


def stop(root: Node) -> Node:
    return root.r("punct", Node(".", "PUNCT", ".", tight=True))


# --- names -------------------------------------------------------------------------------------------------------------

SYLLABLES = "ba co chi da fe ga hua ja ka lo ma mi na pa pu qui ra re sa so ta ti to va ya yu zu lla".split()
ENDS = "ra ca bamba marca pata cu ri nda lta no sco ro ya les cha ngo stán via rk ton ville burg dar".split()
FIRST = {
    "en": "Ana Peter Miriam John Omar Fatima Luis Grace Daniel Aung Chen Joseph Amina David Rosa Ivan Kofi Laila Tom".split(),
    "es": "Ana Pedro Miriam Juan Marta Luis Carmen Diego Lucía Raúl Elena Jorge Sonia Iván Rosa Hugo Julia Tomás".split(),
}


def invented(rng: random.Random) -> str:
    """A word of two or three syllables with a capital."""
    parts = [rng.choice(SYLLABLES) for _ in range(rng.choice((1, 1, 2)))]
    return ("".join(parts) + rng.choice(ENDS)).capitalize()


def flat(forms: list[str], label: str, xpos: str = "NNP", feats: str = "Number=Sing") -> Node:
    """A name of several words, the first one its head."""
    head = Node(forms[0], "PROPN", xpos, feats)
    for form in forms[1:]:
        head.r("flat", Node(form, "PROPN", xpos, feats))
    return head.named(label)


# --- English -----------------------------------------------------------------------------------------------------------


class English:
    """The English sentences."""

    def __init__(self, rng: random.Random, feats: Callable[[str, str, str], str]) -> None:
        self.rng = rng
        self.feats = feats

    def w(self, form: str, upos: str, xpos: str) -> Node:
        return Node(form, upos, xpos, self.feats(form.lower(), upos, xpos))

    def pick(self, words: str) -> str:
        return self.rng.choice([w.strip() for w in words.split("|")])

    # parts of speech
    def det(self, form: str = "the") -> Node:
        return self.w(form, "DET", "DT")

    def adp(self, form: str) -> Node:
        return self.w(form, "ADP", "IN")

    def noun(self, form: str, xpos: str = "NNS") -> Node:
        """A noun, its modifiers before it: `riot police`, `tear gas`."""
        *before, last = form.split()
        node = self.w(last, "NOUN", xpos)
        for word in before:
            if word in {
                "armed",
                "explosive",
                "masked",
                "Indian",
                "unarmed",
                "rural",
                "local",
                "young",
                "live",
                "rival",
                "violent",
            }:
                node.l("amod", self.w(word, "ADJ", "JJ"))
            else:
                node.l("compound", self.w(word, "NOUN", "NN"))
        return node

    def number(self) -> Node:
        form = self.pick(
            "two|three|four|five|six|seven|eight|nine|ten|12|14|15|17|19|22|30|48|56|62|100|200|300|1,500|dozens"
        )
        if form == "dozens":
            form = "40"
        node = self.w(form, "NUM", "CD")
        draw = self.rng.random()
        if draw < 0.12:
            node.l("nmod", self.w("least", "ADJ", "JJS").l("case", self.adp("at")))
        elif draw < 0.2:
            node.l("advmod", self.w("more", "ADJ", "JJR").r("fixed", self.adp("than")))
        elif draw < 0.32:
            node.l("advmod", self.w(self.pick("about|over|nearly|around|almost"), "ADV", "RB"))
        elif draw < 0.36:
            many = self.w("as", "ADV", "RB").r("fixed", self.w("many", "ADJ", "JJ"), self.adp("as"))
            node.l("advmod", many)
        elif draw < 0.42:
            node.l("det", self.det("some"))
        return node

    def place(self) -> Node:
        town = flat([invented(self.rng)], "LOC")
        draw = self.rng.random()
        if draw < 0.2:
            return flat([self.pick("San|Santa|Puerto|Villa|Port|El"), invented(self.rng)], "LOC")
        if draw < 0.35:
            kind = self.w(self.pick("town|city|village|province|district|region"), "NOUN", "NN").l(
                "det", self.det()
            )
            return kind.r("nmod", town.l("case", self.adp("of")))
        if draw < 0.45:
            town.r("punct", comma())
            return town.r("appos", flat([invented(self.rng)], "LOC"))
        if draw < 0.55:
            return (
                self.noun("capital", "NN")
                .l("det", self.det())
                .r("punct", comma())
                .r("appos", town)
                .r("punct", comma())
            )
        return town

    def where(self) -> Node:
        if self.rng.random() < 0.2:
            form = self.pick(
                "airport|main square|police station|university|market|mine|prison|bridge|highway"
            )
            place = self.noun(form, "NN").l("det", self.det())
            place.left.sort(key=lambda node: node.dep != "det")
            return place.first("case", self.adp(self.pick("at|near|outside|on"))).r(
                "nmod", flat([invented(self.rng)], "LOC").l("case", self.adp("in"))
            )
        return self.place().first("case", self.adp(self.pick("in|in|in|near|outside")))

    def when(self) -> tuple[str, Node]:
        draw = self.rng.random()
        day = self.w(self.pick("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"), "PROPN", "NNP")
        if draw < 0.55:
            return "obl", day.l("case", self.adp("on"))
        if draw < 0.7:
            form = self.pick("week|month|year|night")
            return "obl:unmarked", self.w(form, "NOUN", "NN").l("amod", self.w("last", "ADJ", "JJ"))
        if draw < 0.85:
            month = self.w(self.pick("January|March|June|October|December"), "PROPN", "NNP")
            month.r("nummod", self.w(str(self.rng.randint(1, 31)), "NUM", "CD"))
            return "obl", month.l("case", self.adp("on"))
        form = self.pick("yesterday|today")
        return "obl:unmarked", self.w(form, "NOUN", "NN")

    def people(self, *, counted: bool | None = None) -> Node:
        form = self.pick(
            "people|demonstrators|protesters|students|civilians|peasants|farmers|workers|miners|teachers|villagers|police officers|"
            "soldiers|journalists|unarmed civilians|union leaders|bystanders|women|children|activists|residents|strikers|policemen"
        )
        node = self.noun(form)
        if counted is None:
            counted = self.rng.random() < 0.7
        if counted:
            node.first("nummod", self.number())
        elif self.rng.random() < 0.4:
            node.first("det", self.det())
        return node

    def force(self) -> Node:
        form = self.pick(
            "police|police|soldiers|troops|security forces|riot police|gunmen|guerrillas|masked men|police officers|armed men|"
            "paramilitaries|rebels|National Guard|army|military|police"
        )
        if form == "National Guard":
            guard = self.w("Guard", "PROPN", "NNP").l("amod", self.w("National", "ADJ", "NNP"))
            return guard.named("ORG").first("det", self.det())
        if form in {"army", "military"}:
            return self.noun(form, "NN").l("det", self.det())
        node = self.noun(form, "NNS" if form != "army" else "NN")
        if self.rng.random() < 0.2:
            node.first("det", self.det())
        return node

    def voice(self) -> Node:
        draw = self.rng.random()
        if draw < 0.2:
            rights = self.w("Rights", "PROPN", "NNPS").l(
                "amod", self.w(self.pick("Human|Civil"), "ADJ", "NNP")
            )
            return (
                self.w(self.pick("Watch|Monitor|Network"), "PROPN", "NNP").l("compound", rights).named("ORG")
            )
        if draw < 0.4:
            ministry = self.w(self.pick("Ministry|Department|Office|Institute"), "PROPN", "NNP")
            of = flat([self.pick("Health|Justice|Defense|Interior|Labor")], "ORG").l("case", self.adp("of"))
            return ministry.r("nmod", of).named("ORG").first("det", self.det())
        if draw < 0.65:
            head = self.w(
                self.pick("spokesman|minister|official|witness|commander|lawyer|prosecutor"), "NOUN", "NN"
            )
            person = flat([self.pick(" | ".join(FIRST["en"])), invented(self.rng)], "PER")
            if self.rng.random() < 0.5:
                return person.r("punct", comma()).r("appos", head.l("det", self.det("a"))).r("punct", comma())
            return person
        if draw < 0.8:
            title = self.w(self.pick("President|General|Colonel|Minister"), "PROPN", "NNP")
            return flat([invented(self.rng)], "PER").l("nmod:desc", title)
        return self.noun(
            self.pick(
                "police|officials|witnesses|doctors|authorities|relatives|residents|human rights groups"
            )
        )

    # clauses
    def verb(self, past: str, xpos: str = "VBD") -> Node:
        return self.w(past, "VERB", xpos)

    def around(self, verb: Node) -> Node:
        """Place and time behind the verb."""
        if self.rng.random() < 0.75:
            verb.r("obl", self.where())
        if self.rng.random() < 0.6:
            verb.r(*self.when())
        return verb

    def active(self) -> Node:
        verb = self.verb(
            self.pick("killed|killed|shot|wounded|injured|arrested|detained|beat|kidnapped|attacked|murdered")
        )
        return self.around(verb.l("nsubj", self.force()).r("obj", self.people()))

    def passive(self) -> Node:
        patient = self.people(counted=True)
        verb = self.verb(
            self.pick("killed|killed|shot|wounded|injured|arrested|detained|beaten|kidnapped|hurt|murdered"),
            "VBN",
        )
        verb.l("nsubj:pass", patient).l("aux:pass", self.w("were", "AUX", "VBD"))
        if self.rng.random() < 0.15:
            verb.r("xcomp", self.w("dead", "ADJ", "JJ"))
            verb.form = "shot"
        if self.rng.random() < 0.45:
            verb.r("obl:agent", self.force().first("case", self.adp("by")))
        if self.rng.random() < 0.3:
            second = self.verb(self.pick("injured|wounded|arrested"), "VBN").l(
                "cc", self.w("and", "CCONJ", "CC")
            )
            number = self.number()
            if self.rng.random() < 0.5:
                others = self.w("others", "NOUN", "NNS").l("nummod", number)
                second.l("nsubj:pass", others)
            else:
                second.l("nsubj:pass", number)
            self.around(verb)
            return verb.r("conj", second)
        if self.rng.random() < 0.3:
            clash = self.noun(self.pick("clashes|confrontations|protests|riots")).l(
                "case", self.adp(self.pick("in|during"))
            )
            verb.r("obl", clash.r("nmod", self.force().first("case", self.adp("with"))))
        return self.around(verb)

    def died(self) -> Node:
        verb = self.verb(self.pick("died|died|perished|disappeared|marched|gathered|protested"))
        return self.around(verb.l("nsubj", self.people(counted=True)))

    def weapons(self) -> Node:
        first = self.noun(self.pick("tear gas|water cannons|live ammunition"), "NN")
        second = self.noun(self.pick("rubber bullets|pellets|stun grenades"))
        return first.r("conj", second.first("cc", self.w("and", "CCONJ", "CC")))

    def fired(self) -> Node:
        verb = self.verb(self.pick("fired|used|launched")).l("nsubj", self.force())
        verb.r("obj", self.weapons() if self.rng.random() < 0.7 else self.noun("tear gas", "NN"))
        goal = self.people(counted=False)
        if verb.form == "used":
            verb.r("obl", goal.first("case", self.adp("against")))
        else:
            verb.r("obl", goal.first("case", self.adp("at")))
        return self.around(verb)

    def opened_fire(self) -> Node:
        verb = self.verb("opened").l("nsubj", self.force()).r("obj", self.noun("fire", "NN"))
        verb.r("obl", self.people(counted=False).first("case", self.adp("on")))
        second = self.verb(self.pick("killing|wounding|injuring"), "VBG").r("obj", self.people(counted=True))
        self.around(verb)
        return verb.r("punct", comma()).r("advcl", second)

    def killing_and(self) -> Node:
        verb = self.verb(self.pick("attacked|raided|stormed|bombed")).l("nsubj", self.force())
        target = self.noun(self.pick("village|university|police station|market|protest camp"), "NN").first(
            "det", self.det("a")
        )
        verb.r("obj", target)
        self.around(verb)
        first = self.verb("killing", "VBG").r("obj", self.people(counted=True))
        more = self.w("more", "ADJ", "JJR").l("nummod", self.number())
        second = self.verb("injuring", "VBG").l("cc", self.w("and", "CCONJ", "CC")).r("obj", more)
        return verb.r("punct", comma()).r("advcl", first.r("conj", second))

    def toll(self) -> Node:
        subject = self.noun("death toll", "NN").l("det", self.det())
        subject.left.sort(key=lambda node: node.dep != "det")
        verb = self.verb(self.pick("rose|climbed|increased")).l("nsubj", subject)
        if self.rng.random() < 0.5:
            verb.r("obl", self.number().first("case", self.adp("to")))
        else:
            verb.r("obl", self.w("12", "NUM", "CD").l("case", self.adp("from")))
            verb.r("obl", self.w("17", "NUM", "CD").l("case", self.adp("to")))
        return verb.r(*self.when())

    def relative(self) -> Node:
        """The protesters (who were) killed by police were buried."""
        patient = self.people(counted=False)
        if not any(n.dep == "det" for n in patient.left):
            patient.first("det", self.det())
        reduced = self.verb(self.pick("killed|arrested|injured|shot"), "VBN")
        if self.rng.random() < 0.5:
            reduced.l("nsubj:pass", self.w("who", "PRON", "WP")).l("aux:pass", self.w("were", "AUX", "VBD"))
            dep = "acl:relcl"
        else:
            dep = "acl"
        reduced.r("obl:agent", self.force().first("case", self.adp("by")))
        if self.rng.random() < 0.5:
            reduced.r("obl", self.where())
        patient.r(dep, reduced)
        verb = self.verb(self.pick("buried|identified|released"), "VBN").l("nsubj:pass", patient)
        return verb.l("aux:pass", self.w("were", "AUX", "VBD")).r(*self.when())

    def one(self) -> Node:
        """A single victim, with an age or without: `a 17-year-old student`, `Rosa Mapuno, 22,`."""
        if self.rng.random() < 0.35:
            person = flat([self.pick(" | ".join(FIRST["en"])), invented(self.rng)], "PER")
            age = self.w(str(self.rng.randint(15, 70)), "NUM", "CD")
            return person.r("punct", comma()).r("appos", age).r("punct", comma())
        node = self.noun(
            self.pick(
                "student|man|woman|farmer|boy|girl|journalist|protester|teacher|policeman|soldier|miner"
            ),
            "NN",
        )
        if self.rng.random() < 0.4:
            age = self.w(str(self.rng.randint(15, 70)), "NUM", "CD")
            year = self.w("year", "NOUN", "NN").l("nummod", age).l("punct", hyphen())
            year.left[-1].dep = "punct"
            old = self.w("old", "ADJ", "JJ").l("obl:unmarked", year).l("punct", hyphen())
            for part in (year, old):
                part.tight = True
            node.l("amod", old)
        return node.first("det", self.det(self.pick("a|a|the|another")))

    def passive_one(self) -> Node:
        """`was shot dead by`, `has been arrested`, `were taken to hospital`."""
        single = self.rng.random() < 0.6
        patient = self.one() if single else self.people(counted=True)
        verb = self.verb(
            self.pick(
                "killed|shot|shot|beaten|arrested|detained|wounded|injured|tortured|abducted|taken|stabbed"
            ),
            "VBN",
        )
        verb.l("nsubj:pass", patient)
        if self.rng.random() < 0.3:
            verb.l("aux", self.w("has" if single else "have", "AUX", "VBZ" if single else "VBP"))
            verb.l("aux:pass", self.w("been", "AUX", "VBN"))
        else:
            verb.l("aux:pass", self.w("was" if single else "were", "AUX", "VBD"))
        if verb.form == "taken":
            verb.r("obl", self.noun("hospital", "NN").l("case", self.adp("to")))
            return verb
        if verb.form == "shot" and self.rng.random() < 0.6:
            verb.r("xcomp", self.w("dead", "ADJ", "JJ"))
        elif verb.form == "beaten" and self.rng.random() < 0.5:
            verb.r("obl", self.noun("death", "NN").l("case", self.adp("to")))
        if self.rng.random() < 0.7:
            verb.r("obl:agent", self.force().first("case", self.adp("by")))
        return self.around(verb)

    def shot_dead(self) -> Node:
        """`Soldiers shot dead two men`, `shot and killed`, `gunned down`."""
        draw = self.rng.random()
        patient = self.people(counted=True) if self.rng.random() < 0.6 else self.one()
        while patient.right and patient.right[-1].form == ",":
            patient.right.pop()
        if draw < 0.4:
            verb = (
                self.verb("shot")
                .l("nsubj", self.force())
                .r("xcomp", self.w("dead", "ADJ", "JJ"))
                .r("obj", patient)
            )
        elif draw < 0.7:
            verb = self.verb("shot").l("nsubj", self.force())
            second = (
                self.verb(self.pick("killed|wounded|injured"))
                .l("cc", self.w("and", "CCONJ", "CC"))
                .r("obj", patient)
            )
            self.around(second)
            return verb.r("conj", second)
        else:
            verb = self.verb(self.pick("gunned|rounded|hunted")).l("nsubj", self.force())
            particle = {"gunned": "down", "rounded": "up", "hunted": "down"}[verb.form]
            verb.r("compound:prt", self.w(particle, "ADP", "RP")).r("obj", patient)
        return self.around(verb)

    def nominal(self) -> Node:
        """`The killing of 12 farmers by soldiers sparked protests`."""
        noun = self.noun(self.pick("killing|death|arrest|massacre|murder|kidnapping"), "NN").l(
            "det", self.det()
        )
        noun.r("nmod", self.people(counted=True).first("case", self.adp("of")))
        if self.rng.random() < 0.4:
            noun.r("nmod", self.force().first("case", self.adp("by")))
        verb = self.verb(self.pick("sparked|triggered|followed")).l("nsubj", noun)
        return verb.r("obj", self.noun(self.pick("protests|riots|clashes|strikes")))

    def blocked(self) -> Node:
        """`Farmers blocked roads to demand…`, `Hundreds of students marched`."""
        if self.rng.random() < 0.5:
            crowd = self.noun(self.pick("hundreds|thousands|dozens|tens")).r(
                "nmod", self.people(counted=False).first("case", self.adp("of"))
            )
            verb = self.verb(self.pick("marched|protested|gathered|rallied|clashed")).l("nsubj", crowd)
            if verb.form == "clashed":
                verb.r("obl", self.force().first("case", self.adp("with")))
        else:
            verb = self.verb(self.pick("blocked|occupied|seized|burned|looted|attacked")).l(
                "nsubj", self.people()
            )
            target = self.noun(
                self.pick("roads|highways|shops|buildings|vehicles|buses|offices|police stations")
            )
            verb.r("obj", target)
        self.around(verb)
        if self.rng.random() < 0.4:
            goal = self.w("demand", "VERB", "VB").l("mark", self.w("to", "PART", "TO"))
            verb.r(
                "advcl",
                goal.r(
                    "obj",
                    self.noun(self.pick("resignation|release|elections|water"), "NN").l("det", self.det()),
                ),
            )
        return verb

    def bomb(self) -> Node:
        """`A bomb exploded outside the embassy, injuring three guards`; `Gunmen threw a grenade at a bus`."""
        thing = self.noun(
            self.pick("bomb|bomb|car bomb|grenade|explosive device|dynamite charge|mine"), "NN"
        ).first("det", self.det("a"))
        if self.rng.random() < 0.7:
            verb = self.verb(self.pick("exploded|exploded|detonated")).l("nsubj", thing)
            spot = self.noun(
                self.pick("embassy|bank|police station|barracks|bus|restaurant|market|office"), "NN"
            )
            spot.first("det", self.det(self.pick("the|a"))).first(
                "case", self.adp(self.pick("outside|near|in|inside|under"))
            )
            verb.r("obl", spot)
            if self.rng.random() < 0.4:
                verb.r(*self.when())
            if self.rng.random() < 0.6:
                second = self.verb(self.pick("killing|wounding|injuring|damaging"), "VBG")
                second.r(
                    "obj", self.people(counted=True) if second.form != "damaging" else self.noun("houses")
                )
                verb.r("punct", comma()).r("advcl", second)
            return verb
        verb = self.verb(self.pick("threw|planted|hurled")).l("nsubj", self.force()).r("obj", thing)
        spot = self.noun(self.pick("bus|patrol car|police station|bank"), "NN").first(
            "det", self.det(self.pick("the|a"))
        )
        return self.around(
            verb.r("obl", spot.first("case", self.adp("in" if verb.form == "planted" else "at")))
        )

    def left_dead(self) -> Node:
        """`The attack left 12 people dead and 40 wounded`."""
        subject = self.noun(
            self.pick("attack|clash|explosion|shooting|raid|bombing|crackdown|protest"), "NN"
        ).l("det", self.det())
        if self.rng.random() < 0.3:
            subject = self.noun(self.pick("clashes|protests"))
            sides = self.force().first("case", self.adp("between"))
            subject.r(
                "nmod", sides.r("conj", self.people(counted=False).first("cc", self.w("and", "CCONJ", "CC")))
            )
        verb = self.verb("left").l("nsubj", subject)
        verb.r("obj", self.people(counted=True) if self.rng.random() < 0.6 else self.number())
        dead = self.w("dead", "ADJ", "JJ")
        verb.r("xcomp", dead)
        if self.rng.random() < 0.6:
            second = self.verb(self.pick("wounded|injured"), "VBN").l("cc", self.w("and", "CCONJ", "CC"))
            many = self.number()
            if self.rng.random() < 0.4:
                many = self.w("others", "NOUN", "NNS").l("nummod", many)
            dead.r("conj", second.l("nsubj:pass", many))
        return self.around(verb)

    def there(self) -> Node:
        """`There were 12 arrests`, `There was at least one death`."""
        form = self.pick("deaths|arrests|injuries|clashes|casualties|victims")
        verb = self.w("were", "VERB", "VBD").l("expl", self.w("there", "PRON", "EX"))
        noun = self.noun(form)
        if self.rng.random() < 0.3:
            noun.first("det", self.det("no"))
        else:
            noun.first("nummod", self.number())
        return self.around(verb.r("nsubj", noun))

    def counted_acts(self) -> Node:
        """`Twelve deaths were reported`, `No injuries were reported`."""
        noun = self.noun(self.pick("deaths|arrests|injuries|clashes|casualties"))
        noun.first("det", self.det("no")) if self.rng.random() < 0.3 else noun.first("nummod", self.number())
        verb = self.verb(self.pick("reported|confirmed|registered"), "VBN").l("nsubj:pass", noun)
        return self.around(verb.l("aux:pass", self.w("were", "AUX", "VBD")))

    def put_toll(self) -> Node:
        """`The ministry put the death toll at 48`."""
        toll = self.noun("death toll", "NN")
        toll.first("det", self.det())
        verb = self.verb(self.pick("put|raised|lowered"))
        voice = self.voice()
        while voice.right and voice.right[-1].form == ",":
            voice.right.pop()
        if voice.right and voice.right[-1].dep == "appos":
            voice.r("punct", comma())
        verb.l("nsubj", voice).r("obj", toll)
        return verb.r("obl", self.number().first("case", self.adp("at" if verb.form == "put" else "to")))

    def threw(self) -> Node:
        """`Protesters threw stones at the police, who responded with tear gas`."""
        verb = self.verb(self.pick("threw|hurled")).l("nsubj", self.people(counted=False))
        verb.r("obj", self.noun(self.pick("stones|rocks|bottles|firebombs|bricks")))
        police = self.noun(self.pick("police|troops|soldiers")).first("case", self.adp("at"))
        if self.rng.random() < 0.6:
            answer = self.verb(self.pick("responded|replied")).l("nsubj", self.w("who", "PRON", "WP"))
            means = (
                self.weapons() if self.rng.random() < 0.5 else self.noun(self.pick("tear gas|gunfire"), "NN")
            )
            police.r("punct", comma()).r("acl:relcl", answer.r("obl", means.first("case", self.adp("with"))))
        return verb.r("obl", police)

    def when_clause(self) -> Node:
        """`Two men died after police opened fire`, `30 were injured when soldiers attacked`."""
        verb = self.died() if self.rng.random() < 0.5 else self.passive()
        second = self.opened_fire() if self.rng.random() < 0.4 else self.active()
        second.right = [node for node in second.right if node.dep in {"obj", "obl"}]
        mark = self.pick("after|when|as")
        word = self.w(mark, "ADV" if mark == "when" else "SCONJ", "WRB" if mark == "when" else "IN")
        return verb.r("advcl", second.first("advmod" if mark == "when" else "mark", word))

    def had_done(self) -> Node:
        """`Soldiers had killed ten villagers`, `The army has denied that …`."""
        verb = self.active()
        while verb.form in {"shot", "beat"}:
            verb = self.active()
        verb.xpos, verb.feats = "VBN", self.feats(verb.form, "VERB", "VBN")
        aux = self.w(self.pick("had|have"), "AUX", "VBD")
        if aux.form == "have":
            aux = self.w("have", "AUX", "VBP")
        verb.left.append(aux)
        aux.dep = "aux"
        return verb

    def including(self) -> Node:
        """`Police killed 12 people, including two children`."""
        verb = self.verb(self.pick("killed|arrested|wounded|injured|detained")).l("nsubj", self.force())
        many = self.people(counted=True)
        part = self.noun(self.pick("children|women|minors|journalists|students|foreigners"))
        part.l("nummod", self.w(self.pick("two|three|four|five"), "NUM", "CD")).first(
            "case", self.w("including", "VERB", "VBG")
        )
        self.around(verb.r("obj", many.r("punct", comma()).r("nmod", part)))
        return verb

    def in_which(self) -> Node:
        """`Clashes in which 12 people died`."""
        head = self.noun(self.pick("clashes|protests|riots"))
        inner = self.verb(self.pick("died|perished")).l(
            "obl", self.w("which", "PRON", "WDT").l("case", self.adp("in"))
        )
        inner.l("nsubj", self.people(counted=True))
        head.r("acl:relcl", inner)
        verb = self.verb(self.pick("erupted|began|ended")).l("nsubj", head)
        return self.around(verb)

    def claimed(self) -> Node:
        """`The Mapuno Liberation Front claimed responsibility for the attack`."""
        front = self.w(self.pick("Front|Army|Movement|Command"), "PROPN", "NNP")
        front.l("compound", self.w(invented(self.rng), "PROPN", "NNP"))
        if self.rng.random() < 0.5:
            front.l("amod", self.w(self.pick("Popular|National|Revolutionary"), "ADJ", "NNP"))
        front.named("ORG").first("det", self.det())
        verb = self.verb("claimed").l("nsubj", front)
        blame = self.noun("responsibility", "NN")
        act = self.noun(self.pick("attack|bombing|kidnapping|murder"), "NN").l("det", self.det())
        return verb.r("obj", blame.r("nmod", act.first("case", self.adp("for"))))

    def clause(self) -> Node:
        kinds = (
            self.active,
            self.active,
            self.passive,
            self.passive,
            self.died,
            self.fired,
            self.opened_fire,
            self.killing_and,
        )
        more = (
            self.passive_one,
            self.passive_one,
            self.shot_dead,
            self.nominal,
            self.blocked,
            self.bomb,
            self.bomb,
        )
        rest = (
            self.left_dead,
            self.there,
            self.counted_acts,
            self.put_toll,
            self.threw,
            self.when_clause,
            self.had_done,
        )
        return self.rng.choice(
            (*kinds, *more, *rest, self.including, self.in_which, self.claimed, self.toll, self.relative)
        )()

    def said(self, verb: str | None = None) -> Node:
        return self.verb(verb or self.pick("said|said|reported|announced|confirmed"))

    def reported(self) -> Node:
        draw = self.rng.random()
        inner = self.clause()
        said = self.said()
        voice = self.voice()
        if draw < 0.4:
            said.l("ccomp", inner).l("punct", comma()).l("nsubj", voice)
            if self.rng.random() < 0.3:
                said.r(*self.when())
        elif draw < 0.55:
            if voice.right and voice.right[-1].form == ",":
                voice.right.pop()
            said.l("ccomp", inner).l("punct", comma()).r("nsubj", voice)
        elif draw < 0.75:
            said.l("nsubj", voice)
            if self.rng.random() < 0.3:
                said.form = "told"
                said.r("iobj", self.w("reporters", "NOUN", "NNS"))
            if self.rng.random() < 0.6:
                inner.first("mark", self.w("that", "SCONJ", "IN"))
            said.r("ccomp", inner)
        else:
            according = self.w("according", "VERB", "VBG").r("fixed", self.adp("to"))
            if voice.right and voice.right[-1].form == ",":
                voice.right.pop()
            voice.first("case", according)
            if self.rng.random() < 0.5:
                return inner.r("punct", comma()).r("obl", voice)
            inner.first("punct", comma())
            return inner.first("obl", voice)
        return said

    def headline(self) -> Node:
        draw = self.rng.random()
        if draw < 0.4:
            verb = self.w(self.pick("kill|arrest|attack|injure|detain"), "VERB", "VBP").l(
                "nsubj", self.noun("police")
            )
            return verb.r("obj", self.people(counted=True)).r("obl", self.where())
        verb = self.verb(self.pick("killed|injured|arrested|wounded|shot"), "VBN")
        subject = self.number() if self.rng.random() < 0.6 else self.people(counted=True)
        verb.l("nsubj:pass", subject)
        if self.rng.random() < 0.5:
            as_ = self.w(self.pick("clash|protest|strike"), "VERB", "VBP").l(
                "mark", self.w("as", "SCONJ", "IN")
            )
            as_.l("nsubj", self.people(counted=False))
            return verb.r("advcl", as_)
        return verb.r("obl", self.noun(self.pick("clashes|protests")).l("case", self.adp("in"))).r(
            "obl", self.where()
        )

    def sentence(self) -> list[Row]:
        draw = self.rng.random()
        if draw < 0.12:
            return rows(self.headline())
        return rows(stop(self.clause() if draw < 0.5 else self.reported()))


# --- Spanish -----------------------------------------------------------------------------------------------------------

MS, MP = "Gender=Masc|Number=Sing", "Gender=Masc|Number=Plur"
FS, FP = "Gender=Fem|Number=Sing", "Gender=Fem|Number=Plur"


class Spanish:
    """The Spanish sentences."""

    def __init__(self, rng: random.Random, feats: Callable[[str, str, str], str]) -> None:
        self.rng = rng
        self.feats = feats

    def w(self, form: str, upos: str, feats: str | None = None) -> Node:
        return Node(form, upos, "_", self.feats(form.lower(), upos, "_") if feats is None else feats)

    def pick(self, words: str) -> str:
        return self.rng.choice([w.strip() for w in words.split("|")])

    def adp(self, form: str) -> Node:
        return self.w(form, "ADP", "")

    def det(self, feats: str, *, definite: bool = True) -> Node:
        forms = {MS: "el un", MP: "los unos", FS: "la una", FP: "las unas"}[feats].split()
        kind = "Definite=Def" if definite else "Definite=Ind"
        return self.w(forms[0 if definite else 1], "DET", f"{kind}|{feats}|PronType=Art")

    def case(self, node: Node, form: str) -> Node:
        """A preposition, melted with a following `el`."""
        if node.left and node.left[0].form == "el" and form in {"a", "de"} and not node.left[0].name:
            node.left.pop(0)
            form = {"a": "al", "de": "del"}[form]
        return node.first("case", self.adp(form))

    def number(self) -> Node:
        form = self.pick(
            "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|12|14|15|17|19|22|30|48|56|62|100|200|1.500|veinte"
        )
        return self.w(form, "NUM")

    def counted(self, noun: Node) -> Node:
        """The noun with a number and what hedges it."""
        noun.first("nummod", self.number())
        draw = self.rng.random()
        if draw < 0.15:
            noun.first("advmod", self.w("al", "ADP", "").r("fixed", self.w("menos", "ADV", "")))
        elif draw < 0.22:
            por = self.adp("por").r("fixed", self.w("lo", "PRON"), self.w("menos", "ADV", ""))
            noun.first("advmod", por)
        elif draw < 0.34:
            noun.first("advmod", self.w("más", "ADV").r("case", self.adp("de")))
        elif draw < 0.4:
            noun.first("advmod", self.w("cerca", "ADV", "").r("case", self.adp("de")))
        elif draw < 0.5:
            fem = "Gender=Fem" in noun.feats
            noun.first("det", self.det(FP if fem else MP, definite=False))
        return noun

    def people_of(self, feats: str) -> Node:
        forms = {
            MP: "manifestantes|estudiantes|campesinos|civiles|policías|soldados|trabajadores|obreros|mineros|comuneros|periodistas|"
            "jóvenes|dirigentes|agentes|maestros|vecinos|heridos|detenidos",
            FP: "personas|personas|mujeres|víctimas|estudiantes",
        }[feats]
        return self.w(self.pick(forms), "NOUN", feats)

    def people(self, *, counted: bool | None = None) -> Node:
        feats = self.rng.choice((MP, MP, FP))
        node = self.people_of(feats)
        if counted is None:
            counted = self.rng.random() < 0.7
        return self.counted(node) if counted else node.first("det", self.det(feats))

    def place(self) -> Node:
        draw = self.rng.random()
        town = flat([invented(self.rng)], "LOC", "_", "")
        if draw < 0.2:
            return flat([self.pick("San|Santa|Puerto|Villa|La|El"), invented(self.rng)], "LOC", "_", "")
        if draw < 0.45:
            form, feats = self.rng.choice(
                (
                    ("ciudad", FS),
                    ("región", FS),
                    ("provincia", FS),
                    ("municipio", MS),
                    ("distrito", MS),
                    ("departamento", MS),
                )
            )
            kind = self.w(form, "NOUN", feats).l("det", self.det(feats))
            return kind.r("nmod", self.case(town, "de"))
        return town

    def where(self) -> Node:
        if self.rng.random() < 0.2:
            form, feats = self.rng.choice(
                (("aeropuerto", MS), ("universidad", FS), ("plaza", FS), ("carretera", FS), ("penal", MS))
            )
            place = self.w(form, "NOUN", feats).l("det", self.det(feats))
            place.r("nmod", self.case(flat([invented(self.rng)], "LOC", "_", ""), "de"))
            return place.first("case", self.adp("en"))
        return self.place().first("case", self.adp("en"))

    def when(self) -> tuple[str, Node]:
        draw = self.rng.random()
        if draw < 0.5:
            day = self.w(self.pick("lunes|martes|miércoles|jueves|viernes|sábado|domingo"), "NOUN", MS).l(
                "det", self.det(MS)
            )
            if self.rng.random() < 0.3:
                day.l("amod", self.w("pasado", "ADJ", MS))
            return "obl", day
        if draw < 0.7:
            return "advmod", self.w(self.pick("ayer|hoy|anoche"), "ADV", "")
        number = self.w(str(self.rng.randint(1, 31)), "NUM", "NumType=Card").l("det", self.det(MS))
        month = self.w(self.pick("enero|marzo|junio|octubre|diciembre"), "NOUN", MS).l("case", self.adp("de"))
        return "obl", number.r("nmod", month)

    def force(self) -> tuple[Node, bool]:
        """Who uses force, and whether the verb stands in the plural."""
        form, feats = self.rng.choice(
            (
                ("policía", FS), ("policía", FS), ("fuerzas", FP), ("ejército", MS), ("soldados", MP), ("militares", MP), ("agentes", MP), ("policías", MP),
                ("guerrilleros", MP), ("sicarios", MP), ("paramilitares", MP), ("efectivos", MP), ("gendarmes", MP), ("carabineros", MP),
            )
        )  # fmt: skip
        draw = self.rng.random()
        if draw < 0.12:
            return flat(["Guardia", self.pick("Nacional|Civil")], "ORG", "_", "").first(
                "det", self.det(FS)
            ), False
        node = self.w(form, "NOUN", feats)
        plural = feats in {MP, FP}
        if not plural or self.rng.random() < 0.5:
            node.first("det", self.det(feats))
        if form == "fuerzas":
            node.r(
                "nmod", self.w(self.pick("seguridad|seguridad|orden"), "NOUN", FS).l("case", self.adp("de"))
            )
            if node.right[-1].form == "orden":
                node.right[-1].left[0].form = "del"
                node.right[-1].feats = MS
        if form in {"agentes", "efectivos"} and self.rng.random() < 0.7:
            corps = flat(
                [self.pick("Ejército|Policía")]
                + ([self.pick("Nacional")] if self.rng.random() < 0.5 else []),
                "ORG",
                "_",
                "",
            )
            corps.first("det", self.det(MS if corps.form == "Ejército" else FS))
            node.r("nmod", self.case(corps, "de"))
        return node, plural

    def voice(self) -> tuple[Node, bool]:
        draw = self.rng.random()
        if draw < 0.15:
            head = self.w("Defensoría", "PROPN", "").r(
                "flat", self.w("Pueblo", "PROPN", "").l("case", self.adp("del"))
            )
            return head.named("ORG").first("det", self.det(FS)), False
        if draw < 0.4:
            what = self.w(self.pick("Salud|Defensa|Justicia|Gobierno|Educación"), "PROPN", "").l(
                "case", self.adp("de")
            )
            kind = self.pick("Ministerio|Secretaría|Instituto")
            head = self.w(kind, "PROPN", "").r("flat", what).named("ORG")
            return head.first("det", self.det(FS if kind == "Secretaría" else MS)), False
        if draw < 0.5:
            head = flat(
                [self.pick("Fiscalía|Comisión|Coordinadora|Federación|Central"), invented(self.rng)],
                "ORG",
                "_",
                "",
            )
            return head.first("det", self.det(FS)), False
        if draw < 0.75:
            person = flat([self.pick("|".join(FIRST["es"])), invented(self.rng)], "PER", "_", "")
            if self.rng.random() < 0.4:
                role = self.w(self.pick("ministro|portavoz|fiscal|presidente|alcalde|abogado"), "NOUN", MS)
                return role.l("det", self.det(MS)).r("appos", person), False
            return person, False
        form, feats = self.rng.choice(
            (("autoridades", FP), ("testigos", MP), ("familiares", MP), ("médicos", MP), ("vecinos", MP))
        )
        node = self.w(form, "NOUN", feats)
        return (node.l("det", self.det(feats)) if self.rng.random() < 0.6 else node), True

    def past(self, infinitive: str, *, plural: bool) -> Node:
        """The simple past, third person."""
        special = {"dar": ("dio", "dieron"), "haber": ("hubo", "hubo"), "morir": ("murió", "murieron"), "decir": ("dijo", "dijeron"),
                   "herir": ("hirió", "hirieron"), "detener": ("detuvo", "detuvieron"), "ser": ("fue", "fueron")}  # fmt: skip
        stem, kind = infinitive[:-2], infinitive[-2:]
        forms = special.get(infinitive) or (
            (stem + "ó", stem + "aron") if kind == "ar" else (stem + "ió", stem + "ieron")
        )
        number = "Plur" if plural else "Sing"
        feats = f"Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin"
        return self.w(forms[plural], "AUX" if infinitive == "ser" else "VERB", feats)

    def around(self, verb: Node) -> Node:
        if self.rng.random() < 0.7:
            verb.r("obl", self.where())
        if self.rng.random() < 0.5:
            verb.r(*self.when())
        return verb

    def active(self) -> Node:
        who, plural = self.force()
        verb = self.past(
            self.pick("matar|matar|asesinar|herir|detener|arrestar|golpear|secuestrar|atacar|reprimir"),
            plural=plural,
        )
        return self.around(verb.l("nsubj", who).r("obj", self.people().first("case", self.adp("a"))))

    def shot(self) -> Node:
        who, plural = self.force()
        verb = self.past("disparar", plural=plural).l("nsubj", who)
        if self.rng.random() < 0.5:
            gas = self.w("gases", "NOUN", MP).r("amod", self.w("lacrimógenos", "ADJ", MP))
            bullets = self.w(self.pick("balas|perdigones"), "NOUN", FP).r(
                "nmod", self.w("goma", "NOUN", FS).l("case", self.adp("de"))
            )
            bullets.feats = MP if bullets.form == "perdigones" else FP
            verb.r("obj", gas.r("conj", bullets.first("cc", self.w("y", "CCONJ", ""))))
        goal = self.people(counted=False)
        return self.around(verb.r("obl", goal.first("case", self.adp("contra"))))

    def passive(self) -> Node:
        patient = self.people(counted=True)
        feats = FP if "Gender=Fem" in patient.feats else MP
        stem = self.pick("asesinad|herid|detenid|arrestad|golpead|secuestrad|hallad|agredid")
        verb = self.w(stem + ("as" if feats == FP else "os"), "VERB", f"{feats}|Tense=Past|VerbForm=Part")
        before = self.rng.random() < 0.75
        verb.l("aux:pass", self.past("ser", plural=True))
        if before:
            verb.first("nsubj:pass", patient)
        else:
            verb.r("nsubj:pass", patient)
            if self.rng.random() < 0.5:
                patient.r("conj", self.people(counted=True).first("cc", self.w("y", "CCONJ", "")))
        if before and self.rng.random() < 0.6:
            if stem == "hallad":
                tomb = (
                    self.w("fosa", "NOUN", FS)
                    .l("case", self.adp("en"))
                    .l("det", self.det(FS, definite=False))
                )
                verb.r("obl", tomb)
            agent, _ = self.force()
            verb.r("obl:agent", agent.first("case", self.adp("por")))
        return self.around(verb)

    def died(self) -> Node:
        patient = self.people(counted=True)
        verb = self.past(self.pick("morir|morir|fallecer|desaparecer|marchar|protestar"), plural=True)
        if self.rng.random() < 0.65:
            verb.l("nsubj", patient)
        else:
            verb.r("nsubj", patient)
        return self.around(verb)

    def resulted(self) -> Node:
        patient = self.people(counted=True)
        feats = FP if "Gender=Fem" in patient.feats else MP
        ends = "as" if feats == FP else "os"
        verb = self.past("resultar", plural=True).l("nsubj", patient)
        participle = self.w(self.pick("herid|detenid|muert") + ends, "ADJ", f"{feats}|VerbForm=Part")
        return self.around(verb.r("xcomp", participle))

    def lost_life(self) -> Node:
        verb = self.past("perder", plural=True).l("nsubj", self.people(counted=True))
        return self.around(verb.r("obj", self.w("vida", "NOUN", FS).l("det", self.det(FS))))

    def se(self) -> Node:
        form, feats = self.rng.choice(
            (
                ("enfrentamientos", MP),
                ("bloqueos", MP),
                ("detenciones", FP),
                ("protestas", FP),
                ("marchas", FP),
            )
        )
        verb = self.past(self.pick("registrar|reportar|producir"), plural=True)
        verb.l("expl:pv", self.w("se", "PRON"))
        subject = self.w(form, "NOUN", feats) if self.rng.random() < 0.5 else self.people(counted=True)
        return self.around(verb.r("nsubj", subject))

    def there_were(self) -> Node:
        noun = self.counted(self.w(self.pick("heridos|muertos|detenidos|enfrentamientos"), "NOUN", MP))
        return self.around(self.past("haber", plural=False).r("obj", noun))

    def toll(self) -> Node:
        of = self.w(self.pick("muertos|fallecidos|heridos|detenidos"), "NOUN", MP).l("case", self.adp("de"))
        form, feats = self.rng.choice((("número", MS), ("cifra", FS), ("saldo", MS)))
        subject = self.w(form, "NOUN", feats).l("det", self.det(feats)).r("nmod", of)
        verb = self.past(self.pick("subir|aumentar|ascender"), plural=False).l("nsubj", subject)
        goal = self.number()
        if self.rng.random() < 0.4:
            goal = self.w("muertos", "NOUN", MP).l("nummod", goal)
        return verb.r("obl", goal.first("case", self.adp("a")))

    def left_toll(self) -> Node:
        form, feats = self.rng.choice(
            (("enfrentamientos", MP), ("represión", FS), ("protesta", FS), ("ataque", MS))
        )
        subject = self.w(form, "NOUN", feats).l("det", self.det(feats))
        verb = self.past("dejar", plural=feats == MP).l("nsubj", subject)
        if self.rng.random() < 0.5:
            toll = self.w("saldo", "NOUN", MS).l("det", self.det(MS, definite=False))
            verb.r(
                "obj",
                toll.r("nmod", self.counted(self.w("muertos", "NOUN", MP)).first("case", self.adp("de"))),
            )
        else:
            first = self.counted(self.w("muertos", "NOUN", MP))
            second = self.counted(self.w("heridos", "NOUN", MP)).first("cc", self.w("y", "CCONJ", ""))
            verb.r("obj", first.r("conj", second))
        return self.around(verb)

    def relative(self) -> Node:
        feats = self.rng.choice((MP, FP))
        head = self.people_of(feats).l("det", self.det(feats))
        draw = self.rng.random()
        if draw < 0.4:
            inner = self.past(self.pick("morir|protestar|marchar|fallecer"), plural=True).l(
                "nsubj", self.w("que", "PRON")
            )
        elif draw < 0.7:
            who, plural = self.force()
            inner = self.past(self.pick("detener|golpear|herir"), plural=plural)
            inner.l("obj", self.w("que", "PRON")).r("nsubj", who)
        else:
            who, plural = self.force()
            inner = self.past(self.pick("detener|golpear|herir"), plural=plural)
            inner.l("obj", self.w("que", "PRON")).l("nsubj", who)
        if self.rng.random() < 0.5:
            inner.r("obl", self.where())
        head.r("acl:relcl", inner)
        verb = self.past("exigir", plural=True)
        return verb.l("nsubj", head).r("obj", self.w("justicia", "NOUN", FS))

    def accused(self) -> Node:
        voice, plural = self.voice()
        who, _ = self.force()
        inner = self.w(self.pick("torturar|matar|golpear|detener"), "VERB", "VerbForm=Inf").l(
            "mark", self.adp("de")
        )
        inner.r("obj", self.case(self.people(counted=False), "a"))
        verb = self.past("acusar", plural=plural).l("nsubj", voice).r("obj", self.case(who, "a"))
        return verb.r("xcomp", inner)

    def one(self) -> Node:
        """A single victim: «un joven de 17 años», «el campesino Luis Mapuno»."""
        form, feats = self.rng.choice(
            (("joven", MS), ("estudiante", MS), ("estudiante", FS), ("mujer", FS), ("hombre", MS), ("campesino", MS), ("periodista", FS),
             ("menor", MS), ("dirigente", MS), ("policía", MS), ("soldado", MS), ("niña", FS), ("comunero", MS))
        )  # fmt: skip
        node = self.w(form, "NOUN", feats)
        if self.rng.random() < 0.4:
            person = flat([self.pick("|".join(FIRST["es"])), invented(self.rng)], "PER", "_", "")
            return node.l("det", self.det(feats)).r("appos", person)
        if self.rng.random() < 0.6:
            years = (
                self.w("años", "NOUN", MP)
                .l("case", self.adp("de"))
                .l("nummod", self.w(str(self.rng.randint(15, 70)), "NUM"))
            )
            node.r("nmod", years)
        return node.l("det", self.det(feats, definite=False))

    def passive_one(self) -> Node:
        """«fue asesinado por…», «ha sido detenida», «habría sido golpeado»."""
        patient = self.one()
        feats = FS if "Gender=Fem" in patient.feats else MS
        stem = self.pick(
            "asesinad|herid|detenid|arrestad|golpead|secuestrad|torturad|abatid|baleand|capturad"
        ).replace("baleand", "balead")
        verb = self.w(stem + ("a" if feats == FS else "o"), "VERB", f"{feats}|Tense=Past|VerbForm=Part")
        verb.l("nsubj:pass", patient)
        draw = self.rng.random()
        if draw < 0.65:
            verb.l("aux:pass", self.past("ser", plural=False))
        else:
            verb.l("aux", self.w("ha" if draw < 0.85 else "habría", "AUX")).l(
                "aux:pass", self.w("sido", "AUX")
            )
        if self.rng.random() < 0.6:
            agent, _ = self.force()
            verb.r("obl:agent", agent.first("case", self.adp("por")))
        return self.around(verb)

    def died_one(self) -> Node:
        """«Un joven de 17 años murió baleado», «murió una mujer»."""
        verb = self.past(self.pick("morir|fallecer|desaparecer"), plural=False)
        if self.rng.random() < 0.6:
            verb.l("nsubj", self.one())
        else:
            verb.r("nsubj", self.one())
        return self.around(verb)

    def nominal(self) -> Node:
        """«La muerte de 12 campesinos desató protestas»."""
        form, feats = self.rng.choice(
            (("muerte", FS), ("asesinato", MS), ("detención", FS), ("masacre", FS), ("secuestro", MS))
        )
        noun = self.w(form, "NOUN", feats).l("det", self.det(feats))
        noun.r("nmod", self.people(counted=True).first("case", self.adp("de")))
        verb = self.past(self.pick("provocar|desatar|causar"), plural=False).l("nsubj", noun)
        return verb.r("obj", self.w(self.pick("protestas|marchas"), "NOUN", FP))

    def blocked(self) -> Node:
        """«Cientos de campesinos marcharon», «bloquearon la carretera para exigir…»."""
        if self.rng.random() < 0.5:
            crowd = self.w(self.pick("cientos|miles|centenares"), "NOUN", MP)
            crowd.r("nmod", self.people_of(MP).l("case", self.adp("de")))
        elif self.rng.random() < 0.5:
            form, feats = self.rng.choice((("decenas", FP), ("docenas", FP)))
            crowd = self.w(form, "NOUN", feats).r("nmod", self.people_of(MP).l("case", self.adp("de")))
        else:
            crowd = self.people()
        if self.rng.random() < 0.5:
            verb = self.past(self.pick("marchar|protestar"), plural=True).l("nsubj", crowd)
        else:
            form, feats = self.rng.choice(
                (("carretera", FS), ("vía", FS), ("puente", MS), ("aeropuerto", MS), ("universidad", FS))
            )
            verb = self.past(self.pick("bloquear|ocupar|atacar"), plural=True).l("nsubj", crowd)
            verb.r("obj", self.w(form, "NOUN", feats).l("det", self.det(feats)))
        self.around(verb)
        if self.rng.random() < 0.4:
            goal = self.w("exigir", "VERB", "VerbForm=Inf").l("mark", self.adp("para"))
            verb.r("advcl", goal.r("obj", self.w("renuncia", "NOUN", FS).l("det", self.det(FS))))
        return verb

    def bomb(self) -> Node:
        """«Una bomba explotó frente a la embajada, hiriendo a tres guardias»."""
        form, feats = self.rng.choice(
            (("bomba", FS), ("granada", FS), ("artefacto", MS), ("carga", FS), ("mina", FS), ("coche", MS))
        )
        thing = self.w(form, "NOUN", feats).l("det", self.det(feats, definite=False))
        if form == "artefacto":
            thing.r("amod", self.w("explosivo", "ADJ", MS))
        if form == "coche":
            thing.r("compound", self.w("bomba", "NOUN", FS))
        if form == "carga":
            thing.r("nmod", self.w("dinamita", "NOUN", FS).l("case", self.adp("de")))
        verb = self.past(self.pick("explotar|estallar|detonar"), plural=False).l("nsubj", thing)
        place, kind = self.rng.choice(
            (
                ("embajada", FS),
                ("banco", MS),
                ("comisaría", FS),
                ("cuartel", MS),
                ("bus", MS),
                ("mercado", MS),
            )
        )
        spot = self.w(place, "NOUN", kind).l("det", self.det(kind))
        verb.r(
            "obl", spot.first("case", self.adp("en")) if self.rng.random() < 0.6 else self.case_before(spot)
        )
        draw = self.rng.random()
        if draw < 0.4:
            second = self.w(self.pick("hiriendo|matando"), "VERB", "VerbForm=Ger")
            verb.r("punct", comma()).r(
                "advcl", second.r("obj", self.people(counted=True).first("case", self.adp("a")))
            )
        elif draw < 0.75:
            second = self.past(self.pick("matar|herir"), plural=False)
            word = "e" if second.form.startswith("hi") else "y"
            second.l("cc", self.w(word, "CCONJ", "")).r(
                "obj", self.people(counted=True).first("case", self.adp("a"))
            )
            verb.r("conj", second)
        return verb

    def case_before(self, noun: Node) -> Node:
        """«frente a la embajada», «frente al banco»."""
        self.case(noun, "a")
        front = self.w("frente", "NOUN", MS)
        front.r("fixed", noun.left.pop(0))
        return noun.first("case", front)

    def threw(self) -> Node:
        """«Los manifestantes lanzaron piedras contra la policía, que respondió con gases»."""
        form, feats = self.rng.choice((("piedras", FP), ("botellas", FP), ("palos", MP), ("bombas", FP)))
        verb = self.past(self.pick("lanzar|arrojar"), plural=True).l("nsubj", self.people(counted=False))
        verb.r("obj", self.w(form, "NOUN", feats))
        police = self.w("policía", "NOUN", FS).l("det", self.det(FS)).first("case", self.adp("contra"))
        if self.rng.random() < 0.6:
            gas = (
                self.w("gases", "NOUN", MP)
                .l("case", self.adp("con"))
                .r("amod", self.w("lacrimógenos", "ADJ", MP))
            )
            answer = self.w("respondió", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin")
            police.r("punct", comma()).r("acl:relcl", answer.l("nsubj", self.w("que", "PRON")).r("obl", gas))
        return verb.r("obl", police)

    def to_them(self) -> Node:
        """«La policía lanzó gases para dispersarlos», «intentó detenerlas»."""
        who, plural = self.force()
        verb = self.past(self.pick("lanzar|usar|disparar"), plural=plural).l("nsubj", who)
        verb.r("obj", self.w("gases", "NOUN", MP).r("amod", self.w("lacrimógenos", "ADJ", MP)))
        stem = self.pick(
            "dispersar|detener|desalojar|golpear|expulsar|arrestar|liberar|trasladar|identificar|rescatar"
        )
        goal = self.w(stem + self.pick("los|las|lo|la"), "VERB", "VerbForm=Inf")
        return verb.r("advcl", goal.l("mark", self.adp("para")))

    def wanted(self) -> Node:
        """«El juez ordenó liberarlos», «no pudieron detenerlas», «se negó a identificarse»."""
        voice, plural = self.voice()
        stem = self.pick(
            "liberar|detener|capturar|trasladar|interrogar|identificar|enterrar|evacuar|torturar"
        )
        goal = self.w(stem + self.pick("los|las|lo|la"), "VERB", "VerbForm=Inf")
        verb = self.past(self.pick("ordenar|lograr|intentar|decidir"), plural=plural).l("nsubj", voice)
        if self.rng.random() < 0.4:
            verb.l("advmod", self.w("no", "ADV"))
        return verb.r("xcomp", goal)

    def when_clause(self) -> Node:
        """«Dos jóvenes murieron cuando la policía disparó contra la marcha»."""
        verb = self.died() if self.rng.random() < 0.6 else self.passive()
        second = self.active() if self.rng.random() < 0.6 else self.shot()
        second.right = [node for node in second.right if node.dep == "obj"]
        return verb.r("advcl", second.first("mark", self.w("cuando", "SCONJ", "")))

    def including(self) -> Node:
        """«La policía detuvo a 12 personas, entre ellas dos menores»."""
        who, plural = self.force()
        verb = self.past(self.pick("matar|detener|herir|arrestar"), plural=plural).l("nsubj", who)
        many = self.counted(self.people_of(MP))
        form, feats = self.rng.choice(
            (("menores", MP), ("niños", MP), ("mujeres", FP), ("periodistas", MP), ("dirigentes", MP))
        )
        part = self.w(form, "NOUN", feats).l("nummod", self.w(self.pick("dos|tres|cuatro|cinco"), "NUM"))
        part.first("nmod", self.w("ellos", "PRON").l("case", self.adp("entre")))
        return verb.r("obj", many.first("case", self.adp("a")).r("punct", comma()).r("appos", part))

    def perfect(self) -> Node:
        """«Tres civiles han muerto», «el ejército había detenido a …»."""
        if self.rng.random() < 0.5:
            verb = self.w(
                self.pick("muerto|fallecido|desaparecido"),
                "VERB",
                "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part",
            )
            verb.l("nsubj", self.people(counted=True)).l(
                "aux", self.w(self.pick("han|habían|habrían"), "AUX")
            )
        else:
            who, plural = self.force()
            verb = self.w(
                self.pick("detenido|matado|herido|asesinado"),
                "VERB",
                "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part",
            )
            verb.l("nsubj", who).l(
                "aux", self.w(self.pick("han|habían|habrían" if plural else "ha|había|habría"), "AUX")
            )
            verb.r("obj", self.people().first("case", self.adp("a")))
        return self.around(verb)

    def raised(self) -> Node:
        """«El ministerio elevó a 48 la cifra de muertos»."""
        voice, plural = self.voice()
        verb = self.past("elevar", plural=plural).l("nsubj", voice)
        of = self.w(self.pick("muertos|fallecidos|heridos|detenidos"), "NOUN", MP).l("case", self.adp("de"))
        form, feats = self.rng.choice((("número", MS), ("cifra", FS)))
        count = self.w(form, "NOUN", feats).l("det", self.det(feats)).r("nmod", of)
        return verb.r("obl", self.number().first("case", self.adp("a"))).r("obj", count)

    def verb_first(self) -> Node:
        """«Resultaron heridas tres personas», «No se reportaron heridos»."""
        if self.rng.random() < 0.5:
            patient = self.people(counted=True)
            feats = FP if "Gender=Fem" in patient.feats else MP
            verb = self.past("resultar", plural=True)
            state = self.w(
                self.pick("herid|detenid|muert") + ("as" if feats == FP else "os"),
                "ADJ",
                f"{feats}|VerbForm=Part",
            )
            return self.around(verb.r("xcomp", state).r("nsubj", patient))
        verb = self.past(self.pick("registrar|reportar"), plural=True).l("advmod", self.w("no", "ADV"))
        verb.l("expl:pv", self.w("se", "PRON"))
        form, feats = self.rng.choice(
            (("heridos", MP), ("muertos", MP), ("detenciones", FP), ("víctimas", FP), ("detenidos", MP))
        )
        return self.around(verb.r("nsubj", self.w(form, "NOUN", feats)))

    def in_which(self) -> Node:
        """«Los enfrentamientos en los que murieron tres civiles»."""
        form, feats = self.rng.choice(
            (("enfrentamientos", MP), ("protestas", FP), ("choques", MP), ("marchas", FP))
        )
        head = self.w(form, "NOUN", feats).l("det", self.det(feats))
        inner = self.past(self.pick("morir|fallecer"), plural=True)
        inner.l("obl", self.w("que", "PRON").l("case", self.adp("en")).l("det", self.det(feats)))
        inner.r("nsubj", self.people(counted=True))
        head.r("acl:relcl", inner)
        return self.around(self.past(self.pick("comenzar|terminar|estallar"), plural=True).l("nsubj", head))

    def clause(self) -> Node:
        kinds = (
            self.active,
            self.active,
            self.passive,
            self.passive,
            self.died,
            self.died,
            self.shot,
            self.resulted,
            self.lost_life,
        )
        more = (
            self.passive_one,
            self.passive_one,
            self.died_one,
            self.nominal,
            self.blocked,
            self.bomb,
            self.threw,
            self.to_them,
        )
        rest = (
            self.wanted,
            self.when_clause,
            self.including,
            self.perfect,
            self.raised,
            self.verb_first,
            self.in_which,
        )
        last = (self.se, self.there_were, self.toll, self.left_toll, self.relative, self.accused)
        return self.rng.choice((*kinds, *more, *rest, *last))()

    def reported(self) -> Node:
        inner = self.clause()
        voice, plural = self.voice()
        said = self.past(
            self.pick("decir|decir|informar|denunciar|confirmar|asegurar|afirmar|señalar"), plural=plural
        )
        draw = self.rng.random()
        if draw < 0.4:
            said.l("ccomp", inner).l("punct", comma()).r("nsubj", voice)
            if self.rng.random() < 0.3:
                said.r(*self.when())
        elif draw < 0.7:
            que = self.w("que", "SCONJ", "")
            said.r("ccomp", inner.first("mark", que))
            if self.rng.random() < 0.7:
                said.l("nsubj", voice)
            else:
                said.right.insert(0, voice)
                voice.dep = "nsubj"
        elif draw < 0.78:
            said = self.past(self.pick("informar|confirmar|denunciar|señalar"), plural=plural)
            said.l("mark", self.w("según", "SCONJ", "")).r("nsubj", voice)
            return inner.r("punct", comma()).r("advcl", said)
        else:
            voice.first("case", self.adp("según"))
            if self.rng.random() < 0.5:
                return inner.r("punct", comma()).r("obl", voice)
            inner.first("punct", comma())
            return inner.first("obl", voice)
        return said

    def headline(self) -> Node:
        draw = self.rng.random()
        if draw < 0.4:
            patient = self.people_of(MP)
            patient.first("nummod", self.number())
            verb = self.w(
                self.pick("mueren|marchan|protestan"),
                "VERB",
                "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin",
            )
            if self.rng.random() < 0.6:
                verb.r("nsubj", patient)
            else:
                verb.l("nsubj", patient)
            return verb.r("obl", self.where())
        if draw < 0.7:
            verb = self.w(
                self.pick("mata|detiene|reprime"),
                "VERB",
                "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
            )
            verb.l("nsubj", self.w("Policía", "NOUN", FS)).r(
                "obj", self.people(counted=True).first("case", self.adp("a"))
            )
            return verb.r("obl", self.where())
        noun = self.w(self.pick("muertos|heridos|detenidos"), "NOUN", MP).l("nummod", self.number())
        place = self.w(self.pick("protestas|marchas"), "NOUN", FP).l("case", self.adp("en"))
        return noun.r("nmod", place.r("nmod", self.where()))

    def sentence(self) -> list[Row]:
        draw = self.rng.random()
        if draw < 0.12:
            return rows(self.headline())
        return rows(stop(self.clause() if draw < 0.5 else self.reported()))


GRAMMARS: dict[str, type[English | Spanish]] = {"en": English, "es": Spanish}


def sentences(
    language: str, count: int, rng: random.Random, feats: Callable[[str, str, str], str]
) -> list[list[Row]]:
    """`count` sentences; `feats` gives the usual features of (form, UPOS, XPOS) in the treebanks."""
    grammar = GRAMMARS[language](rng, feats)
    return [grammar.sentence() for _ in range(count)]
