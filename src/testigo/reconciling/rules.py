"""The toll rules: each a small function from testimonies to testimonies; the tuple at the end is their order.

A rule never drops a figure: it changes how the figure stands, and leaves its own number behind. Rule numbers and worked examples are
those of docs/methods/tolls.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from testigo.model.toll import Group
from testigo.reconciling.testimony import (
    COPY,
    FORCES,
    LIVE,
    PART,
    PARTY,
    PROVISIONAL,
    SUPERSEDED,
    UNCONFIRMED,
    WITHDRAWN,
    Testimonies,
    Testimony,
    standing,
)


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules must know of the happening beside its figures.

    `end` is the moment at which it is over and `window` the provisional time after it, both in minutes; `end` 0 means that its day is not
    known, and nothing is then settled.
    """

    end: int = 0
    window: int = 24 * 60

    def is_settled(self, testimony: Testimony) -> bool:
        """True when the figure speaks of a moment at least a window after the end."""
        return self.end > 0 and testimony.as_of >= self.end + self.window


Rule = Callable[[Testimonies, Case], Testimonies]


def _by(
    testimonies: Iterable[Testimony], key: Callable[[Testimony], object]
) -> dict[object, list[Testimony]]:
    found: dict[object, list[Testimony]] = defaultdict(list)
    for t in testimonies:
        found[key(t)].append(t)
    return found


def set_aside_parts(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R12: a figure that is part of another of this happening ("two of them minors") is no total of its own.

    What is part of a wider sum alone ("of the dead of the week, three fell in Puerto Aurelio") is the whole of this happening.
    """
    if not any(t.is_subset for t in testimonies):
        return testimonies
    wholes = [t for t in standing(testimonies, LIVE) if not t.is_subset]
    largest: dict[str, int] = defaultdict(int)
    for whole in wholes:
        largest[whole.document] = max(largest[whole.document], whole.ceiling)
    return tuple(
        t.stands(PART, "R12", note="part of another figure")
        if t.state == LIVE
        and t.is_subset
        and (largest[t.document] > (t.floor or 0) or (bool(wholes) and t.group is not Group.UNSPECIFIED))
        else t
        for t in testimonies
    )


def add_up_side_by_side(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R12: "a woman and her two sons were killed" tells three: numbers that stand side by side are added, whoever they count."""
    replaced: dict[str, Testimony] = {}
    for members in _by((t for t in standing(testimonies, LIVE) if t.beside), lambda t: t.beside).values():
        row = sorted(members, key=lambda t: t.claim)
        if len(row) < 2 or any(t.is_retraction for t in row):
            continue
        first = next((t for t in row if t.claim == t.beside), row[0])
        groups = {t.group for t in row}
        low = [t.low for t in row]
        high = [t.high for t in row]
        replaced[first.claim] = replace(
            first,
            low=None if None in low else sum(n or 0 for n in low),
            high=None if None in high else sum(n or 0 for n in high),
            hedge=next((t.hedge for t in row if t.high is None), first.hedge),
            group=first.group if len(groups) == 1 else Group.UNSPECIFIED,
            is_mention=False,
            is_addition=False,
            rule="R12",
            note="people told side by side, added",
        )
        for other in row:
            if other is not first:
                replaced[other.claim] = other.stands(
                    PART, "R12", by=first.claim, note="added to those told beside it"
                )
    return tuple(replaced.get(t.claim, t) for t in testimonies)


def add_up_one_sentence(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R12: "two students and a journalist were killed" tells three: groups told side by side in one sentence are added."""
    if len({t.group for t in testimonies} - {Group.UNSPECIFIED}) < 2:
        return testimonies
    replaced: dict[str, Testimony] = {}
    for members in _by(standing(testimonies, LIVE), lambda t: (t.document, t.sentence, t.origin)).values():
        told = {t.group: t for t in sorted(members, key=lambda t: (t.floor or 0, t.claim))}
        for side in (False, True):
            parts = [
                t for group, t in told.items() if (group in FORCES) is side and group is not Group.UNSPECIFIED
            ]
            if (
                len(parts) < 2
                or Group.UNSPECIFIED in told
                or any(t.is_retraction or t.is_vague for t in parts)
            ):
                continue
            first, *others = sorted(parts, key=lambda t: t.claim)
            for other in others:
                first = replace(
                    first,
                    low=None if first.low is None or other.low is None else first.low + other.low,
                    high=None if first.high is None or other.high is None else first.high + other.high,
                    hedge=first.hedge
                    if first.high is not None
                    else other.hedge
                    if other.high is None
                    else first.hedge,
                )
                replaced[other.claim] = other.stands(
                    PART, "R12", by=first.claim, note="added to the group told beside it"
                )
            if first.low is None and first.high is None:
                continue
            replaced[first.claim] = replace(first, rule="R12", note="groups told side by side, added")
    return tuple(replaced.get(t.claim, t) for t in testimonies)


def set_aside_single_victims(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R12: the story of one victim is no total.

    A person named or pointed at ("the woman", «su hijo») counts nobody once any voice gives a number of two or more; a lone "one" likewise
    once two independent voices give three or more.
    """
    if not any(t.low == t.high == 1 for t in testimonies):
        return testimonies
    many = [
        t
        for t in standing(testimonies, LIVE)
        if not t.is_unconfirmed and not t.is_vague and t.floor is not None
    ]
    has_number = any((t.floor or 0) >= 2 for t in many)
    has_many = len({t.origin for t in many if (t.floor or 0) >= 3}) >= 2
    return tuple(
        t.stands(PART, "R12", note="one victim of several")
        if t.state == LIVE
        and t.low == t.high == 1
        and t.group not in FORCES
        and not _tells_a_change(t)
        and (has_many or (has_number and t.is_mention))
        else t
        for t in testimonies
    )


def _tells_a_change(t: Testimony) -> bool:
    return t.is_update or t.is_retraction or t.is_addition


def align_groups(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R12: align the groups before comparing: "18 civilians" and "19 with one policeman" agree.

    What most origins count (then the higher tier, then the narrower) is what the toll counts: people without the forces, or both. Figures
    that count otherwise are put on the same footing where a figure of the forces is told, and set aside where they count the forces alone.
    """
    live = standing(testimonies, LIVE)
    forces = [t for t in testimonies if t.group in FORCES and t.state in {LIVE, PART} and t.point is not None]
    people = [t for t in live if t.group not in FORCES and t.group is not Group.UNSPECIFIED]
    if not forces or not any(t.group not in FORCES for t in live):
        return testimonies
    forces_of = {(t.document, t.origin): t for t in sorted(forces, key=lambda t: (t.point or 0, t.claim))}
    within = {(t.document): t for t in sorted(forces, key=lambda t: (t.point or 0, t.claim)) if t.is_subset}
    both = [
        t
        for t in live
        if (t.group is Group.UNSPECIFIED and t.document in within)
        or (t.group not in FORCES and t.group is not Group.UNSPECIFIED and _told_beside(t, forces_of))
    ]
    counts_both = {t.claim for t in both}
    alone = [t for t in people if t.claim not in counts_both]
    if not both and not alone:
        return testimonies
    narrow = _support(alone) >= _support(both)
    best = min(forces, key=lambda t: (-t.tier, t.as_of, t.claim)).point or 0
    return tuple(
        _aligned(
            t,
            narrow=narrow,
            counts_both=counts_both,
            within=within,
            forces_of=forces_of,
            alone=alone,
            best=best,
        )
        if t.state == LIVE
        else t
        for t in testimonies
    )


def _told_beside(t: Testimony, forces_of: dict[tuple[str, str], Testimony]) -> bool:
    beside = forces_of.get((t.document, t.origin))
    return beside is not None and not beside.is_subset and beside.state == LIVE


def _support(testimonies: Iterable[Testimony]) -> tuple[int, int]:
    rows = list(testimonies)
    return len({t.origin for t in rows}), max((t.tier for t in rows), default=0)


def _aligned(
    t: Testimony,
    *,
    narrow: bool,
    counts_both: set[str],
    within: dict[str, Testimony],
    forces_of: dict[tuple[str, str], Testimony],
    alone: list[Testimony],
    best: int,
) -> Testimony:
    if t.group in FORCES:
        return t.stands(PART, "R12", note="counts the forces alone; see by group")
    is_unspecified = t.group is Group.UNSPECIFIED
    inside = within.get(t.document) if is_unspecified else None
    if narrow:
        if inside is not None and inside.point is not None:
            return t.shifted(-inside.point, note=f"less {inside.point} of the forces that it includes")
        told = {a.point for a in alone if a.document != t.document}
        if is_unspecified and t.point is not None and t.point not in told and t.point - best in told:
            return t.shifted(-best, note=f"less {best} of the forces: then it agrees with the others")
        return t
    if t.claim in counts_both:
        beside = None if is_unspecified else forces_of.get((t.document, t.origin))
        return (
            t.shifted(beside.point or 0, note=f"with {beside.point} of the forces told beside it")
            if beside is not None
            else t
        )
    return t if is_unspecified else t.shifted(best, note=f"with {best} of the forces, which it leaves out")


def take_down_withdrawn(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R7: an origin that withdraws takes down its own figure and the copies of it; a figure given in its stead counts as an update."""
    if not any(t.is_retraction for t in testimonies):
        return testimonies
    result = list(testimonies)
    retractions = sorted(
        (t for t in testimonies if t.is_retraction and t.state == LIVE), key=lambda t: (t.as_of, t.claim)
    )
    for retraction in retractions:
        earlier = [
            i
            for i, t in enumerate(result)
            if t.origin == retraction.origin
            and t.as_of <= retraction.as_of
            and not t.is_retraction
            and not (t.is_update and t.as_of == retraction.as_of)
            and t.state in {LIVE, COPY}
        ]
        named = [i for i in earlier if (result[i].low, result[i].high) == (retraction.low, retraction.high)]
        takes = named if named and not retraction.is_update else earlier
        for i in takes:
            if retraction.is_update or not (result[i].document == retraction.document and i not in named):
                result[i] = result[i].stands(
                    WITHDRAWN, "R7", by=retraction.claim, note="withdrawn by its own origin"
                )
    return tuple(
        t.stands(WITHDRAWN, "R7", note="tells of a withdrawal")
        if t.is_retraction and not t.is_update and t.state == LIVE
        else t
        for t in result
    )


def keep_the_whole_of_a_report(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R12: where nobody is at odds about a crime, the lower numbers of a report are parts of its highest ("three dead … the two girls").

    Not so where the state's forces may have done it, or where the report corrects itself: then each voice stands for its own number.
    """
    highest: dict[str, Testimony] = {}
    for t in standing(testimonies, LIVE):
        if t.is_plain and t.point is not None and not t.is_unconfirmed and not t.is_vague:
            held = highest.get(t.document)
            if held is None or (t.point, t.claim) > (held.point or 0, held.claim):
                highest[t.document] = t
    corrected = {t.document for t in testimonies if t.is_retraction}
    return tuple(
        t.stands(PART, "R12", by=whole.claim, note="part of another figure")
        if t.state == LIVE
        and t.document not in corrected
        and (whole := highest.get(t.document)) is not None
        and t.point is not None
        and not t.is_unconfirmed
        and not t.is_update
        and t.point < (whole.point or 0)
        else t
        for t in testimonies
    )


def keep_latest_of_each_origin(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R3: one voice per origin, the latest it said. Of one day without hours the higher figure is the later: tolls grow."""
    superseded: dict[str, str] = {}
    for members in _by(standing(testimonies, LIVE), lambda t: (t.origin, t.is_unconfirmed)).values():
        ranked = sorted(members, key=_lateness)
        for t in ranked[:-1]:
            superseded[t.claim] = ranked[-1].claim
    if not superseded:
        return testimonies
    return tuple(
        t.stands(SUPERSEDED, "R3", by=superseded[t.claim], note="the same voice spoke later, or more exactly")
        if t.claim in superseded
        else t
        for t in testimonies
    )


def _lateness(t: Testimony) -> tuple[bool, int, bool, int, bool, str]:
    """A vague word of a later day ("dozens") does not unsay the number given before."""
    return (
        not t.is_vague,
        t.as_of,
        t.is_update,
        t.floor if t.floor is not None else t.ceiling,
        t.is_exact,
        t.claim,
    )


def add_to_the_known(testimonies: Testimonies, case: Case) -> Testimonies:
    """R5, R6: "one more died" («sumó una más»), "seven others", or a late death, is added to what it is told beside, or to the latest known.

    Added to another report's figure it is an update. Where a total told beside it, or after the late death, already holds it, it is a part.
    """
    if not any(t.is_addition for t in testimonies):
        return testimonies
    result = list(testimonies)
    additions = [i for i, t in enumerate(result) if t.is_addition and t.state == LIVE and t.low is not None]
    for i in sorted(additions, key=lambda i: (result[i].as_of, result[i].claim)):
        addition = result[i]
        known = [
            (j, t)
            for j, t in enumerate(result)
            if j != i
            and t.state == LIVE
            and t.point is not None
            and not t.is_unconfirmed
            and not t.is_addition
        ]
        beside = [(j, t) for j, t in known if t.document == addition.document]
        # A day of death that is the incident's own says nothing: then only what is told after this report holds the death.
        since = addition.died_at if addition.died_at > case.end else addition.as_of + 1
        later = [
            t for _, t in known if addition.died_at and t.as_of >= since and t.document != addition.document
        ]
        earlier = [(j, t) for j, t in known if t.as_of <= addition.as_of and t.document != addition.document]
        if beside:
            result[i] = _added_beside(addition, beside, result)
        elif addition.is_own_death and known:
            note = "an addition that the total told beside it holds"
            result[i] = addition.stands(PART, "R5", by=known[0][1].claim, note=note)
        elif later:
            note = "a late death that the figures told after it hold"
            result[i] = addition.stands(PART, "R6", by=later[0].claim, note=note)
        elif earlier:
            _, base = max(
                earlier, key=lambda row: (row[1].as_of, row[1].tier, row[1].point or 0, row[1].claim)
            )
            total = addition.shifted(base.point or 0, note=f"added to the {base.point} known before")
            result[i] = replace(total, rule="R5", is_update=True)
    return tuple(result)


_VICTIMS = frozenset({Group.MINORS, Group.STUDENTS, Group.BYSTANDERS})
"""Groups that do not hold the grown person who killed them."""


def _added_beside(
    addition: Testimony, beside: list[tuple[int, Testimony]], result: list[Testimony]
) -> Testimony:
    """The addition with what the same report tells before it: "a nurse died … seven others" is eight; a larger total beside it holds it."""
    totals = [
        t
        for _, t in beside
        if not (addition.is_own_death and t.group in _VICTIMS)
        and (t.point or 0) > (addition.low or 0)
        and not _precedes(t, addition)
    ]
    wholes = [t for _, t in beside if not (addition.is_own_death and t.group in _VICTIMS)]
    if totals or any((t.point or 0) > max(addition.low or 0, 1) and addition.low == 1 for t in wholes):
        holder = max(beside, key=lambda row: (row[1].point or 0, row[1].claim))[1]
        return addition.stands(
            PART, "R5", by=holder.claim, note="an addition that the total told beside it holds"
        )
    before = [(j, t) for j, t in beside if _precedes(t, addition)] or (beside if addition.died_at else [])
    if not addition.is_more and not addition.is_own_death and all(t.point == 1 for _, t in before):
        return addition  # the late death of the one told of
    if not before:
        return addition  # "the death of another teen": other than who is spoken of, not one more
    place, base = max(before, key=lambda row: (row[1].sentence, row[1].point or 0, row[1].claim))
    if not addition.is_unconfirmed:
        result[place] = base.stands(PART, "R5", by=addition.claim, note="added to the others told after it")
    return replace(
        addition.shifted(base.point or 0, note=f"added to the {base.point} told before it"), rule="R5"
    )


def _precedes(t: Testimony, addition: Testimony) -> bool:
    """Told before it; the title stands before the text."""
    place, other = ((not x.sentence[0], x.sentence[1]) for x in (t, addition))
    return place <= other and t.claim != addition.claim


def let_updates_overtake(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R5: an explicit update ("rises to", «elevó a») overtakes the lower figures that lower or equal tiers gave before it.

    A correction downwards («corrigió a uno») overtakes the higher ones likewise; a higher figure is not overtaken by a rise.
    """
    updates = [
        t
        for t in standing(testimonies, LIVE)
        if t.is_update and not t.is_unconfirmed and not t.is_vague and t.floor is not None
    ]
    if not updates:
        return testimonies
    result = []
    for t in testimonies:
        above = [u for u in updates if t.state == LIVE and _overtakes(u, t)]
        if above:
            last = max(above, key=lambda u: (u.as_of, u.claim))
            t = t.stands(SUPERSEDED, "R5", by=last.claim, note="overtaken by an explicit update")
        result.append(t)
    return tuple(result)


def _overtakes(update: Testimony, t: Testimony) -> bool:
    is_before = t.as_of < update.as_of or (t.as_of == update.as_of and not t.is_update)
    is_passed = update.is_retraction or (t.ceiling < (update.floor or 0))
    return (
        t.claim != update.claim
        and update.tier >= t.tier
        and is_before
        and is_passed
        and (t.low, t.high) != (update.low, update.high)
    )


def set_aside_unconfirmed(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R2: «habría otro fallecido», "there may be", may raise the maximum, never minimum or best."""
    if not any(t.is_unconfirmed for t in testimonies):
        return testimonies
    return tuple(
        t.stands(UNCONFIRMED, "R2", note="told as unconfirmed: may raise the maximum only")
        if t.state == LIVE and t.is_unconfirmed and not t.is_accepted
        else t
        for t in testimonies
    )


def set_aside_parties(testimonies: Testimonies, _case: Case) -> Testimonies:
    """R18: a party's claim decides only when it is alone; it may raise the maximum."""
    if len({t.is_party for t in standing(testimonies, LIVE)}) < 2:
        return testimonies
    return tuple(
        t.stands(PARTY, "R18", note="a party to the events: may raise the maximum only")
        if t.state == LIVE and t.is_party and not t.is_accepted
        else t
        for t in testimonies
    )


def leave_the_provisional(testimonies: Testimonies, case: Case) -> Testimonies:
    """R4: once a settled figure exists, the earlier ones stay visible and count no more."""
    settled = [t for t in standing(testimonies, LIVE) if case.is_settled(t) and not t.is_vague]
    if not settled:
        return testimonies
    first = min(settled, key=lambda t: (t.as_of, t.claim))
    return tuple(
        t.stands(PROVISIONAL, "R4", by=first.claim, note="told within the provisional time")
        if t.state in {LIVE, UNCONFIRMED, PARTY} and not case.is_settled(t)
        else t
        for t in testimonies
    )


def count_the_dead_once(injured: Testimonies, killed: Testimonies) -> Testimonies:
    """R6: whoever is told as shot or hurt in one sentence and as dead in another is counted among the dead alone.

    "The boy was shot at home … he died in hospital": one killed, nobody else hurt. Dead and wounded that one sentence tells side by side are
    different people (unless the dead one is pointed at: "shot a boy, killing him"), and so are other numbers and other sides.
    """
    hurt_beside = {
        (i.point, i.group in FORCES)
        for i in injured
        for k in killed
        if (i.document, i.sentence) == (k.document, k.sentence)
        and not (i.point == k.point == 1 and i.at < k.at and k.is_pointed)
    }
    dead = {(k.point, k.group in FORCES) for k in killed if k.point} - hurt_beside
    pointed = {(k.document, k.sentence) for k in killed if k.is_pointed and k.point == 1}
    return tuple(
        t.stands(PART, "R6", note="told as hurt and as dead: counted among the dead")
        if t.state == LIVE
        and t.low == t.high
        and (t.point, t.group in FORCES) in dead
        and (not t.is_addition or (t.point == 1 and (t.document, t.sentence) in pointed))
        else t
        for t in injured
    )


RULES: tuple[Rule, ...] = (
    set_aside_parts,
    add_up_side_by_side,
    add_up_one_sentence,
    align_groups,
    set_aside_single_victims,
    take_down_withdrawn,
    add_to_the_known,
    keep_the_whole_of_a_report,
    keep_latest_of_each_origin,
    let_updates_overtake,
    set_aside_unconfirmed,
    set_aside_parties,
    leave_the_provisional,
)
"""The rules in the order in which they are applied; copies (R11) are marked before, when testimonies are made."""
