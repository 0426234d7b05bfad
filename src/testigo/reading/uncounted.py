"""Numbers that count no people: money, dates, ages, clock times, numbers that name, things."""

from __future__ import annotations

import re
from itertools import pairwise

from testigo.language.numerals import Numeral
from testigo.model.calendar_names import WEEKDAY_NAMES
from testigo.model.toll import Hedge
from testigo.reading.noun_phrases import PhraseScan

INVARIANT = frozenset(("police personnel kin gente dead native antidisturbios kar troops").split())
# Days and reaches told without a preposition behind a number: "injured a dozen Tuesday", "the dead at 15 nationwide".
DAY_WORDS = WEEKDAY_NAMES.union(
    "nationwide countrywide statewide worldwide citywide overall today yesterday tonight hoy ayer anoche".split()
)
CASES = frozenset(
    (
        "victims víctimas cases case complaints complaint reports casos caso denuncias denuncia "
        "reportes episodes hechos"
    ).split()
)
_CURRENCY = frozenset(
    (
        "$ € £ us$ s/ s/. rs rs. r$ ¥ a$ c$ usd no no. nº n° núm núm. number article artículo "
        "channel canal chapter flight vuelo route ruta highway page aged age edad kilometer "
        "kilómetro km # número section resolution resolución school escuela block bloque ward terminal pier platform district precinct"
    ).split()
)


_LETTERS = 3
_OLDEST = 110
_AGE_REACH = 4
_BEFORE_A_YEAR = frozenset(
    "the a his her their its in of since from by until during that this el la su del en desde de hasta".split()
)
_EACH = frozenset({"cada", "every", "each"})
_LEAST_OF_SHARE, _MOST_OF_SHARE = 2, 100
_STREETS = frozenset(
    "calle calles avenida avenidas av av. bulevar boulevard pasaje ruta altura esquina".split()
)
_STREET_REACH = 8
_RATES = frozenset(
    {
        ("por", "cada"),
        ("per", "100,000"),
        ("per", "100.000"),
        ("per", "capita"),
        ("per", "1,000"),
        ("per", "million"),
        ("per", "thousand"),
        ("for", "every"),
    }
)
_RATE_REACH = 4
PARENTS = frozenset(
    "mother father parent parents mom dad mum grandmother grandfather widow madre padre padres abuela abuelo mamá papá viuda".split()
)


_WEAPONS = frozenset("bala arma armas cuchillo machete fuego navaja perdigón perdigones".split())
_LIMBS = frozenset(
    "pecho cabeza abdomen tórax cuello espalda brazo brazos pierna piernas rostro cara cuerpo mano manos".split()
)
_INFLICTED = ("produj", "produc", "infligi", "presenta", "recibi", "asest", "sufri")
_YEAR = 4  # digits
_CHANGES = frozenset(
    "tasa tasas baja descenso reducción disminución incremento aumento alza caída rate rates drop decline decrease increase reduction fall".split()
)


class CountScan(PhraseScan):
    """Tells numbers of people from other numbers."""

    def closes_years(self, first: int) -> bool:
        """As in "in 2007-08": the second year of a stretch."""
        tokens = self.tokens
        return (
            first > 1
            and tokens[first - 1].text in ("-", "–", "/")
            and tokens[first - 1].start == tokens[first - 2].stop
            and tokens[first].start == tokens[first - 1].stop
            and re.fullmatch(r"(?:1[5-9]|20)\d\d", tokens[first - 2].text) is not None
            and re.fullmatch(r"\d\d|(?:1[5-9]|20)\d\d", tokens[first].text) is not None
        )

    def is_no_count(self, first: int, last: int, after: int, numeral: Numeral) -> bool:
        """Money, dates, years, ages, clock times, numbers that name things."""
        before, follows = self.lower(first - 1), self.lower(after)
        digits = self.tokens[first].text
        if (
            before in ("-", "–")
            and first > 1
            and self.tokens[first].start == self.tokens[first - 1].stop
            and self.tokens[first - 2].stop == self.tokens[first - 1].start
            and self.tokens[first - 2].text.isalpha()
            and len(self.tokens[first - 2].text) <= _LETTERS
        ):
            return True  # "the M-19", "an AK-47"
        if self.is_share(first, after, numeral) or self.is_of_a_parent(first, before):
            return True
        if before in _CURRENCY or follows in ("%", "percent", "°", "º") or before in ("$", "/", "#"):
            return True
        if (
            before == ":"
            and self.lower(first - 2)[:1].isdigit()
            and self.tokens[first].start == self.tokens[first - 1].stop
        ):
            return True
        if self.closes_years(first):
            return True
        if follows in ("per", "por") and self.lower(after + 1) in ("cent", "ciento"):
            return True
        if (before in ("por", "per") and digits.lower() in ("ciento", "cien", "hundred")) or self.is_change(
            first
        ):
            return True
        if self.others.get(follows) in ("date", "time", "measure") and follows not in DAY_WORDS:
            return True
        if follows.startswith(("year", "-year", "yr", "y.o", "y/o", "yo-")):
            return True
        if follows in ("-", "–") and self.lower(after + 1) in (
            "year",
            "years",
            "year-old",
            "month",
            "day",
            "hour",
            "week",
            "minute",
            "member",
            "foot",
            "mile",
            "page",
            "storey",
            "story",
            "point",
            "man",
            "pound",
            "ton",
            "kilo",
            "gram",
            "inch",
            "acre",
            "seat",
            "bed",
            "room",
            "nation",
            "meter",
            "metre",
        ):
            return True
        if follows in ("de", "of") and self.others.get(self.lower(after + 1)) == "date":
            return True
        if (
            self.others.get(before.rstrip(".")) == "date"
            and len(digits) <= 4
            and digits.isdigit()
            and follows not in self.people
            and not (before in WEEKDAY_NAMES and after in self.harm_at and self.pos(after) == "NOUN")
        ):
            return True
        if follows in (":", "/") and self.lower(after + 1)[:1].isdigit():
            return True
        if (
            first == last
            and numeral.bounds.hedge is Hedge.UP_TO
            and 1900 <= numeral.value <= 2100
            and before in ("hasta", "until", "till")
            and follows not in self.people
        ):
            return True  # «hasta 1984 murieron»
        if (
            digits.isdigit()
            and len(digits) == 4
            and 1500 <= numeral.value <= 2100
            and first == last
            and numeral.bounds.hedge is Hedge.EXACT
        ):
            noun = self.lower(after)
            if noun not in self.people and after not in self.harm_at:
                return True
            if before in _BEFORE_A_YEAR or (after in self.harm_at and self.is_one_deed(after)):
                return True  # "the 2004 death of a clerk", "in 1983 killing 200"
        if (
            first == last
            and digits.isdigit()
            and len(digits) == _YEAR
            and 1900 <= numeral.value <= 2100
            and numeral.bounds.hedge is Hedge.EXACT
            and before in ("de", "en", "of", "in", "del", "since", "desde")
            and follows not in self.people
            and self.pos(after) not in ("NOUN", "ADJ", "PROPN")
        ):
            return True  # «las protestas de 2011 desaparecieron»
        if (
            numeral.bounds.low is not None
            and numeral.bounds.high is not None
            and 1900 <= numeral.bounds.low < numeral.bounds.high <= 2100
            and follows not in self.people
            and after not in self.harm_at
        ):
            return True  # "between 2007 and 2011"
        if self.is_further_age(first, after, numeral):
            return True
        # ages: "Ana Rojas, 17," "(24)" «de 13 años»
        if before == "(" and follows == ")":
            return True
        if (
            before == ","
            and (follows in (",", ".", ";", ")", "", "-", "--", "–", "—") or self.pos(after) == "AUX")
            and first >= 2
        ):
            if (
                (
                    self.tokens[first - 2].text[:1].isupper()
                    or (
                        (person := self.people.get(self.lower(first - 2))) is not None
                        and not person.is_plural
                    )
                )
                and numeral.value < 110
                and not numeral.is_word
            ):
                return True
        k = after
        while k < after + 6 and (self.lower(k) in (",", "y", "and", "e") or self.lower(k)[:1].isdigit()):
            k += 1
        if self.lower(k) in ("años", "meses", "years", "months") and k > after:
            return True
        return self.lower(after) == "años" or (
            before == "de"
            and self.lower(after) == "y"
            and "años" in (self.lower(after + 2), self.lower(after + 3))
        )

    def is_one_deed(self, after: int) -> bool:
        """A singular word of harm behind a year: "1996 killing"."""
        last = self.tokens[self.harm[self.harm_at[after]].stop - 1]
        return (
            last.pos in ("NOUN", "PROPN")
            and not last.lower.endswith("s")
            and self.harm[self.harm_at[after]].use("event") is not None
        )

    def is_further_age(self, first: int, after: int, numeral: Numeral) -> bool:
        """As in "aged 26 and 28", "from 11 to 30 in age", "her sons, 7 and 8, were hurt"."""
        if numeral.is_word or numeral.value >= _OLDEST or not self.tokens[first].text.isdigit():
            return False
        near = [self.lower(k) for k in range(max(0, first - _AGE_REACH), first)]
        if {"aged", "ages", "age", "edades"} & set(near) and self.lower(after) not in self.people:
            return after not in self.harm_at
        before, follows = self.lower(first - 1), self.lower(after)
        opens = before == "," and follows in ("and", "y") and self.lower(after + 1).isdigit()
        closes = before in ("and", "y") and self.lower(first - 2).isdigit() and self.lower(first - 3) == ","
        if not (opens or closes):
            return False
        told = first - 2 if opens else first - 4
        end = self.lower(after + 2) if opens else follows
        noun = self.people.get(self.lower(told))
        return end in (",", ".", ";", ")") and (
            self.tokens[told].text[:1].isupper() or (noun is not None and noun.is_plural)
        )

    def is_share(self, first: int, after: int, numeral: Numeral) -> bool:
        """As in "four in ten adults", "one out of every five", «cuatro de cada diez», «entre 800 y 900» of a street."""
        before = self.lower(first - 1)
        ahead = [self.lower(k) for k in range(after, after + _RATE_REACH)]
        if any(pair in _RATES for pair in pairwise(ahead)):
            return True  # «47 homicidios por cada 100 mil habitantes»
        if before in _EACH or (before == "de" and self.lower(first - 2) == "de"):
            return True
        follows, second = self.lower(after), self.lower(after + 1)
        if follows in ("de", "of", "in", "out") and (second in _EACH or self.lower(after + 2) in _EACH):
            return True
        other = self.numerals.get(after + 1)
        if follows == "in" and other is not None and _LEAST_OF_SHARE <= other.value <= _MOST_OF_SHARE:
            return numeral.value < other.value and self.lower(other.tokens[-1] + 1) in self.people
        if before == "in" and (fewer := self.numerals.get(first - 2)) is not None:
            return fewer.value < numeral.value <= _MOST_OF_SHARE and follows in self.people
        return (
            self.language == "es"
            and (before == "entre" or self.lower(first) == "entre")
            and self.pos(after) in ("PUNCT", "ADP", "")
            and any(self.lower(k) in _STREETS for k in range(max(0, first - _STREET_REACH), first))
        )

    def is_of_a_parent(self, first: int, before: str) -> bool:
        """As in "a mother of 12", «padre de tres»: the children, and no victims."""
        return before in ("of", "de") and self.lower(first - 2) in PARENTS

    def is_change(self, first: int) -> bool:
        """«una baja de 26 asesinatos», "a rate of 19": nobody is counted by these."""
        return self.lower(first - 1) in ("de", "of", "in") and self.lower(first - 2) in _CHANGES

    def is_wounds(self, first: int, after: int) -> bool:
        """«le produjo 14 heridas», «cuatro heridas de bala»: of a body, not women hurt."""
        if self.lower(after - 1) != "heridas":
            return False
        near = {self.lower(k) for k in range(after + 1, after + 4)}
        return (
            (self.lower(after) == "de" and not _WEAPONS.isdisjoint(near))
            or (self.lower(after) == "en" and not _LIMBS.isdisjoint(near))
            or any(self.lower(k).startswith(_INFLICTED) for k in range(first - 3, first))
        )

    def is_bare_other(self, first: int, follows: str) -> bool:
        """A bare number that goes with something else: list marks, scores, "one" the pronoun before a verb of opinion."""
        text = self.tokens[first].text
        if follows in ("-", "–", "—") and text == "1":
            return True
        if follows == ")" and self.lower(first - 1) in ("", "(", ";"):
            return True
        if text.isdigit() and self.pos(first - 1) == "PROPN" and self.lower(first - 1) not in self.people:
            # "Resolution 2139", "Ahrar 3": a number that names, not counts
            return (
                self.tokens[first - 1].text[:1].isupper()
                and first - 1 > 0
                and follows in (",", ".", ")", "", "(")
            )
        return follows in ("ª", "º", "°")

    def is_singular(self, head: int, after: int) -> bool:
        """As in "911 spokeswoman": a singular noun cannot be counted by a number above one."""
        noun = self.people.get(self.lower(head))
        plural = noun is not None and noun.is_plural
        if self.tokens[head].entity == "PER" and noun is None:
            return True
        return (
            noun is not None
            and not plural
            and self.lower(head) not in INVARIANT
            and self.lower(after) not in ("and", "y", "-")
        )

    def case_of(self, head: int, after: int) -> int | None:
        """As in "87 complaints of missing persons", «46 casos de homicidio»: the word of harm that the cases are of."""
        if self.lower(head) not in CASES or self.lower(after) not in self.words["of"]:
            return None
        for k in range(after + 1, min(after + 4, len(self.tokens))):
            harm = self.harm_at.get(k)
            if harm is not None and self.harm[harm].use("event", "state", "person") is not None:
                return harm
            if self.tokens[k].pos in ("PUNCT", "CCONJ", "AUX"):
                return None
        return None

    def is_other_thing(self, head: int) -> bool:
        """A head that counts no people, unless a word for people stands in its phrase too."""
        return self.lower(head) in self.others
