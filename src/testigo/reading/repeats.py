"""People told again in a report ("the boy", "she", "Rojas") count nobody twice: of one person, and of the dead told as shot before."""

from __future__ import annotations

from testigo.model.analysis import Passage
from testigo.model.toll import Measure
from testigo.reading.found_figures import FoundFigure

_FEW = 6
_SHORT = 3
_OTHERS = frozenset({"another", "other", "second", "otro", "otra"})
_OPENERS = frozenset(
    {"a", "an", "another", "un", "una", "otro", "otra", "the", "el", "la", "his", "her", "su"}
)


def without_repeats(found: list[FoundFigure], passage: Passage) -> list[FoundFigure]:
    """Leaves out a person told again ("the boy", "she", "Rojas") where a figure before counts one of that measure."""
    kept: list[FoundFigure] = []
    names: dict[Measure, set[str]] = {}
    for row in found:
        measure = row.figure.measure
        words = {w for w in row.victim.of(passage.text).lower().split() if len(w) > 3}
        if row.is_again and any(k.figure.measure is measure for k in kept):
            told = names.get(measure, set())
            is_name = row.victim.of(passage.text)[:1].isupper() and row.figure.phrase.lower() not in (
                "he",
                "she",
                "el",
                "ella",
            )
            if (
                not is_name
                or words & told
                or row.figure.phrase.lower().startswith(
                    ("the ", "he", "she", "el ", "la ", "his ", "her ", "su ", "this ")
                )
            ):
                continue
        if row.is_again and _spells_out(row, kept, passage):
            continue
        names.setdefault(measure, set()).update(words)
        kept.append(row)
    dead = [row for row in kept if row.figure.measure is Measure.KILLED and row.figure.bounds.high == 1]
    return [row for row in kept if not _is_of_the_dead(row, dead, passage)]


def _words(row: FoundFigure, passage: Passage) -> set[str]:
    return {w for w in row.victim.of(passage.text).lower().split() if len(w) > _SHORT and w[:1].isalpha()}


def _is_of_the_dead(row: FoundFigure, dead: list[FoundFigure], passage: Passage) -> bool:
    """As in "was shot", told of one person who dies in the same text: one harm, not two."""
    if row.figure.measure is not Measure.INJURED or row.figure.bounds.high != 1 or not dead:
        return False
    words = _words(row, passage)
    if row.is_again and any(words & _words(d, passage) for d in dead):
        return True
    if not row.is_weak or words & _OTHERS:
        return False
    return row.is_again or any(d.is_again or words & _words(d, passage) for d in dead)


def _spells_out(row: FoundFigure, kept: list[FoundFigure], passage: Passage) -> bool:
    """A name in the sentences behind a small number of dead or hurt: one of those counted ("left two dead. Ana Rojas, 31, died …")."""
    if not row.victim.of(passage.text)[:1].isupper() or row.figure.phrase.lower().split()[0] in _OPENERS:
        return False
    return any(
        k.figure.measure is row.figure.measure
        and 2 <= (k.figure.bounds.low or 0) <= _FEW
        and k.figure.bounds.high is not None
        and 0 < row.sentence - k.sentence <= _FEW
        for k in kept
    )
