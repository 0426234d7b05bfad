"""Mends sentences that the parser cut in two: before a comma, behind "Sen.", in the middle of a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from testigo.model.analysis import Token

_ABBREVIATIONS = frozenset(
    "sen. rep. gov. gen. col. lt. sgt. capt. maj. cmdr. adm. brig. cpl. pvt. mr. mrs. ms. dr. st. no. prof. rev. hon. pres. supt. insp. det. "
    "sr. sra. srta. dra. gral. cnel. tte. cap. ing. lic. arq. mons. av. ej. núm. nro. vs. mt. ft. fr. atty. dist. asst. sec. amb. msgr. "
    "d. dña. stgo. cmte. sto. sta.".split()
)
_OPENERS = frozenset(",;)%]")
_ENDS = frozenset([".", "!", "?", "…", ":", '"', "»", "”", "...", "'"])


def _belongs(earlier: tuple[Token, ...], later: tuple[Token, ...]) -> bool:
    """Whether the later piece is no sentence of its own."""
    first, last = later[0], earlier[-1]
    if first.text[0] in _OPENERS:
        return True
    if len(later) <= 2 and all(token.pos == "PUNCT" for token in later):
        return True
    if last.lower in _ABBREVIATIONS or (
        last.text == "." and len(earlier) > 1 and earlier[-2].lower + "." in _ABBREVIATIONS
    ):
        return True
    if len(last.text) == 2 and last.text[0].isupper() and last.text[1] == "." and first.pos == "PROPN":
        return True  # an initial: "Leonard E. | Burman"
    return last.text not in _ENDS and last.text[-1] not in ".!?…" and first.text[0].islower()


def _root(tokens: tuple[Token, ...]) -> int:
    return next((t.i for t in tokens if t.head == t.i), 0)


def _join(earlier: tuple[Token, ...], later: tuple[Token, ...]) -> tuple[Token, ...]:
    """One tree of two: a bare name before a verb becomes its subject, else the later root stands beside the earlier one."""
    shift = len(earlier)
    moved = [t._replace(i=t.i + shift, head=t.head + shift) for t in later]
    tokens = [*earlier, *moved]
    a, b = _root(earlier), _root(later) + shift
    is_verb = tokens[b].pos in {"VERB", "AUX"}
    has_subject = any(t.head == b and t.dep.startswith("nsubj") for t in moved)
    if (
        is_verb
        and tokens[a].pos in {"NOUN", "PROPN", "PRON"}
        and not any(t.head == a and t.dep in {"cop", "nsubj"} for t in earlier)
    ):
        tokens[a] = tokens[a]._replace(head=b, dep="nsubj" if not has_subject else "parataxis")
    else:
        tokens[b] = tokens[b]._replace(head=a, dep="punct" if tokens[b].pos == "PUNCT" else "parataxis")
    return tuple(tokens)


def joined(pieces: Iterable[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """The sentences of one paragraph with false cuts mended; empty pieces are dropped. Tokens are renumbered."""
    held: tuple[Token, ...] = ()
    for piece in pieces:
        if not piece:
            continue
        if held and _belongs(held, piece):
            held = _join(held, piece)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
