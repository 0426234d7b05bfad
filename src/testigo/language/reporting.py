"""Verbs of report as the lexicon gives them: every inflected form, its evidential force and where its matter stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from testigo.language.lexicon import lexicon

THAT = {
    "en": {"that", "whether", "if", "how", "why", "what", "who", "where", "when"},
    "es": {"que", "si", "cómo", "quién", "cuándo", "dónde"},
}
VOUCHING = frozenset(
    {
        "say",
        "tell",
        "announce",
        "record",
        "confirm",
        "claim",
        "find",
        "accuse",
        "deny",
        "warn",
        "cite",
        "learn",
    }
)


@dataclass(frozen=True, slots=True)
class ReportVerb:
    """A verb of report. `particles` are the further words of a phrase verb ("point out", «dar a conocer»).

    `meanings` are evidential forces, the lexicon's first one leading; `frames` say where the matter stands: clause, object,
    infinitive, addressee, about. A verb that `needs` a "toll" reports only with a noun of counting or telling near: "put the number at 14",
    «dio un balance»; one that needs a "count", only with a noun of counting right behind: "raised the death toll to 14"; one that needs a
    "clause", only with one: «supone que».
    """

    lemma: str
    particles: tuple[str, ...]
    meanings: tuple[str, ...]
    frames: frozenset[str]
    needs: str = ""

    @property
    def vouches(self) -> bool:
        """True when its subject can stand behind a figure: a belief, a demand or a stand taken does not."""
        return any(meaning in VOUCHING for meaning in self.meanings)


_VOWELS = "aeiou"


def _english_forms(lemma: str) -> Iterator[str]:
    """The regular inflections: -s, -ed, -ing, with e dropped, y turned to i and no doubled consonant (these are listed)."""
    yield lemma
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        yield lemma + "es"
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield lemma[:-1] + "ies"
        yield lemma[:-1] + "ied"
        yield lemma + "ing"
        return
    else:
        yield lemma + "s"
    if lemma.endswith("ee"):
        yield from (lemma + "d", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "d", lemma[:-1] + "ing")
    else:
        yield from (lemma + "ed", lemma + "ing")


_AR = (
    "ar",
    "a",
    "an",
    "ó",
    "aron",
    "aba",
    "aban",
    "ado",
    "ando",
    "ará",
    "arán",
    "aría",
    "arían",
    "ara",
    "aran",
    "ada",
    "ados",
    "adas",
)
_ER = (
    "er",
    "e",
    "en",
    "ió",
    "ieron",
    "ía",
    "ían",
    "ido",
    "iendo",
    "erá",
    "erán",
    "ería",
    "erían",
    "iera",
    "ieran",
    "ida",
    "idos",
    "idas",
)
_IR = (
    "ir",
    "e",
    "en",
    "ió",
    "ieron",
    "ía",
    "ían",
    "ido",
    "iendo",
    "irá",
    "irán",
    "iría",
    "irían",
    "iera",
    "ieran",
    "ida",
    "idos",
    "idas",
)


def _spanish_forms(lemma: str) -> Iterator[str]:
    """Third persons and the impersonal forms of the three regular conjugations."""
    base = lemma.removesuffix("se")
    yield lemma
    for ending, forms in (("ar", _AR), ("er", _ER), ("ir", _IR)):
        if base.endswith(ending):
            yield from (base[: -len(ending)] + form for form in forms)
            return


@cache
def report_verbs(language: str) -> Mapping[str, tuple[ReportVerb, ...]]:
    """From each inflected form, lower case, to the verbs it may belong to; phrase verbs under their first word."""
    meanings: dict[tuple[str, ...], list[str]] = {}
    frames: dict[tuple[str, ...], set[str]] = {}
    irregular: dict[str, set[str]] = {}
    needs: dict[tuple[str, ...], set[str]] = {}
    for entry in lexicon(language, "report_verbs"):
        for lemma, forms in entry.attributes.get("forms", {}).items():
            irregular.setdefault(lemma.split()[0], set()).update(forms)
        for cue in entry.cues:
            words = tuple(cue.split())
            known = meanings.setdefault(words, [])
            if entry.meaning not in known:
                known.append(entry.meaning)
            frames.setdefault(words, set()).update(entry.attributes.get("frame", ()))
            needs.setdefault(words, set()).add(entry.attributes.get("needs", ""))
    inflect = _english_forms if language == "en" else _spanish_forms
    table: dict[str, list[ReportVerb]] = {}
    for words, found in meanings.items():
        verb = ReportVerb(words[0], words[1:], tuple(found), frozenset(frames[words]), min(needs[words]))
        for form in {*inflect(words[0]), *irregular.get(words[0], ())}:
            table.setdefault(form, []).append(verb)
    ordered = {
        form: tuple(sorted(verbs, key=lambda v: (-len(v.particles), v.lemma)))
        for form, verbs in table.items()
    }
    return MappingProxyType(ordered)
