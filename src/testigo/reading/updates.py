"""What a figure's words say besides the number: that it overtakes an earlier one (R5), that it is withdrawn (R7), of what the
people died (R21).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from testigo.language.lexicon import lexicon
from testigo.model.analysis import Sentence
from testigo.model.toll import Measure
from testigo.reading.quantities import Quantity

# From the surest word to the vaguest; some classes of words tell of one cause ("accident" and "other" of other).
_PRIORITY = ("drowning", "medical", "blockade", "accident", "clash", "illness", "other")
_CAUSE = {"accident": "other", "illness": "medical"}
_WINDOW = 12


@cache
def _phrases(language: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in lexicon(language, "updates"):
        for cue in entry.cues:
            words = tuple(cue.split())
            table.setdefault(words[0], []).append((words, entry.meaning))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in table.items()}


def _told(sentence: Sentence, start: int, stop: int, language: str) -> set[str]:
    table = _phrases(language)
    tokens = sentence.tokens
    found: set[str] = set()
    within = -1  # the words of a longer cause ("heart attack") tell of no other
    excluded = -1  # what is left out ("not counting the deaths at roadblocks") stands before this token
    for k in range(max(0, start), min(stop, len(tokens))):
        for words, meaning in table.get(tokens[k].lower, ()):
            if k + len(words) <= len(tokens) and all(
                tokens[k + p].lower == words[p] for p in range(1, len(words))
            ):
                if meaning == "exclusion":
                    excluded = _clause_stop(sentence, k + len(words))
                elif (
                    k >= excluded
                    and (k >= within or meaning != "clash")
                    and (meaning != "retraction" or _is_of_a_count(sentence, k, k + len(words)))
                ):
                    found.add(meaning)
                    if len(words) > 1 and meaning in _PRIORITY:
                        within = max(within, k + len(words))
    return found


_COUNTS = frozenset(
    (
        "toll tolls report reports figure figures count counts number numbers tally tallies statement estimate estimates claim claims "
        "announcement cifra cifras balance balances reporte reportes informe informes número recuento conteo dato datos saldo lista parte versión"
    ).split()
)
_REPORTED = _COUNTS | frozenset(
    "reported said announced counted listed declared error twice retractó retracted dead dos".split()
)
_TURNS = frozenset(
    "after when as while before following for amid since tras después cuando mientras para antes desde ante".split()
)
_TO = frozenset("to a from de the la el los las up down number about some unos".split())
_NEAR = 6  # tokens


def _is_of_a_count(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether what is taken back is a count or a report: not "withdrew the bill", not "lowered the flag for the dead"."""
    tokens = sentence.tokens
    if any(t.lower in _REPORTED for t in tokens[start:stop]):
        return True
    is_next = True
    for token in tokens[stop : min(_clause_stop(sentence, stop), stop + _NEAR)]:
        if token.lower in _TURNS:
            break
        if token.lower in _COUNTS or (is_next and token.pos == "NUM"):
            return True
        is_next = is_next and token.lower in _TO
    return any(t.lower in _COUNTS for t in tokens[max(0, start - _NEAR) : start])  # "the toll was corrected"


def _clause_stop(sentence: Sentence, start: int) -> int:
    tokens = sentence.tokens
    return next(
        (k for k in range(start, len(tokens)) if tokens[k].text in {",", ";", ":", ".", "—"}), len(tokens)
    )


def is_update(sentence: Sentence, quantity: Quantity, language: str) -> bool:
    """As in "rises to 18", «elevó a 18», «sumó una más»."""
    return "update" in _told(sentence, quantity.start - _WINDOW, quantity.stop, language)


def told_of(sentence: Sentence, language: str) -> frozenset[str]:
    """All that the sentence's words mean here: update, retraction, causes less those left out of the count, natural."""
    return frozenset(_told(sentence, 0, len(sentence.tokens), language))


def told_beside(
    sentence: Sentence, quantity: Quantity, others: Iterable[Quantity], language: str
) -> frozenset[str]:
    """What the words from a figure on to the next one mean: "22 in clashes and 6 at roadblocks"."""
    following = [other.start for other in others if other.start >= quantity.stop]
    return frozenset(_told(sentence, quantity.start, min(following, default=len(sentence.tokens)), language))


def cause_of(told: frozenset[str], measure: Measure) -> str:
    """clash, blockade, drowning, medical, other or unknown (R21); only harm to the body has a cause."""
    if measure not in (Measure.KILLED, Measure.INJURED):
        return "unknown"
    cause = next((cause for cause in _PRIORITY if cause in told), "unknown")
    return _CAUSE.get(cause, cause)


def is_struck_down(sentence: Sentence, word: int, language: str) -> bool:
    """«un infarto mató a un turista»: an illness is the subject of the word of harm at token `word`."""
    return "natural" in _told(sentence, word - 5, word, language)


def is_natural(sentence: Sentence, start: int, stop: int, language: str) -> bool:
    """A death of illness or age: one person's end that no one did ("died after a long illness", «murió a los 87 años»).

    `start` and `stop` are tokens: the person's, or the word of death. A blow, a shot or an accident told in the same sentence makes it none, whatever the age.
    """
    told = _told(sentence, start - _BEFORE, stop + _AFTER, language)
    if "natural" not in told and not _is_old(sentence, start - _BEFORE, stop + _AFTER):
        return False
    return told_of(sentence, language).isdisjoint(_DONE)


_BEFORE, _AFTER = 4, 25
_OLD = range(65, 116)
_DONE = frozenset({"clash", "blockade", "drowning", "accident"})


def _is_old(sentence: Sentence, start: int, stop: int) -> bool:
    """An age of 65 or more told with the death: "at 87", "aged 71", «a los 93 años»."""
    tokens = sentence.tokens
    for k in range(max(1, start), min(stop, len(tokens))):
        if tokens[k].text.isdigit() and len(tokens[k].text) <= 3 and int(tokens[k].text) in _OLD:
            before = tokens[k - 1].lower
            following = tokens[k + 1].lower if k + 1 < len(tokens) else ""
            if before in {"aged", "age"} or (
                before == "at" and following in {"", ".", ",", "in", "after", "on", "of", ";"}
            ):
                return True
            if before == "los" and tokens[k - 2].lower == "a" and following == "años":
                return True
    return False
