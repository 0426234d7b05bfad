"""Who was hit and who lived: "six people were shot, one of them fatally" leaves five hurt (rules R6, R12).

"Shot", "struck", "with gunshot wounds", «baleados» count everyone hit, the dead too; "wounded", "injured", «heridos» count those who live.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from testigo.model.claim import Claim
from testigo.reconciling.testimony import FORCES, LIVE, PART, Testimonies, Testimony

_AFTER = re.compile(
    r"^[\w’'-]*(?:\s+(?:people|persons?|victims?|men|women|teens?|teenagers|children|others?|personas|hombres|mujeres|jóvenes|víctimas))?"
    r"(?:\s+(?:who|that|que))?\s*(?:(?:were|was|are|is|have been|has been|had been|been|being|got|get|fueron|fue|resultaron|han sido)\s+)?(?:\w+ly\s+)?"
    r"(?:shot|struck|hit|gunned down|stabbed|balead[oa]s?|tirotead[oa]s?|apuñalad[oa]s?|alcanzad[oa]s?|with (?:\w+ ){0,3}(?:gunshot|stab|bullet) wounds?"
    r"|(?:suffering|suffered) (?:from )?(?:\w+ ){0,2}(?:gunshot|stab) wounds?|con (?:\w+ )?(?:heridas|impactos) de bala)\b"
    r"(?!\s+(?:and|y)\s+(?:wounded|injured|hurt|survived|heridos|heridas)|[^.;]{0,20}\bsurviv)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:shot|shoots?|shooting(?: of)?|stabbed|stabs|stabbing(?: of)?|gunned down|struck|hit|bale(?:ó|a|ar)(?: a)?|tirote(?:ó|a|ar)(?: a)?|apuñal(?:ó|a|ar)(?: a)?)"
    r"\s*(?:at least |about |al menos |unos |a )?)$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:gunshot|shooting|stabbing) victims?$|\bvictims$|\bvíctimas$", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:others?|another|more|otr[oa]s?|más|surviv\w+|sobreviv\w+)\b", re.IGNORECASE)


def counts_the_hit(claim: Claim) -> bool:
    """True where the words count all who were hit, whether they lived or not."""
    figure = claim.figure
    if figure is None or _OTHERS.search(figure.phrase):
        return False
    start = claim.span.start - claim.sentence.start
    stop = claim.span.stop - claim.sentence.start
    before, after = claim.quote[:start], claim.quote[stop : stop + 60]
    return bool(_AFTER.match(after) or _BEFORE.search(before) or _WITHIN.search(figure.phrase))


def leave_the_survivors(injured: Testimonies, killed: Testimonies) -> Testimonies:
    """The wounded of figures that count all who were hit: less the dead of the same report, or set aside where it tells the wounded too.

    Nothing is taken off where the dead are told first in the same sentence ("one man died and two were shot"), and nothing where they are as many
    or more: then they may be others.
    """
    if not killed or not any(t.is_hit for t in injured):
        return injured
    result = []
    for t in injured:
        if t.is_hit and t.state == LIVE and t.low == t.high and t.low is not None and t.low > 1:
            dead = _dead_of(t, killed)
            if dead and dead < t.low:
                exact = [
                    o
                    for o in injured
                    if o.document == t.document and o.state == LIVE and not o.is_hit and o.low == t.low - dead
                ]
                if exact:
                    t = t.stands(PART, "R12", by=exact[0].claim, note="counts all who were hit, the dead too")
                else:
                    t = t.shifted(-dead, note=f"less {dead} who died of those hit")
        result.append(t)
    return tuple(result)


def _dead_of(hit: Testimony, killed: Sequence[Testimony]) -> int:
    """The dead that a report tells with its number of those hit; 0 where it tells none, or tells them as others."""
    told = [
        k
        for k in killed
        if k.document == hit.document
        and k.point is not None
        and k.low == k.high
        and k.state in {LIVE, PART}
        and (k.group in FORCES) is (hit.group in FORCES)
    ]
    if any(k.sentence == hit.sentence and k.at < hit.at for k in told):
        return 0
    return max((k.point or 0 for k in told if k.state == LIVE), default=0)
