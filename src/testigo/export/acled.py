"""Incidents in the shape of ACLED's table: one row a place and day, no row for a whole country.

A stretch of several days that the reports tell as one is divided on export alone and marked so (rule R14). Names are spelt as in the codebook
(docs/reference/exports.md says what each column holds, and what stays empty).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from testigo.export.coding import Parties, happened, is_one_stretch, parties_of, sub_event_of
from testigo.export.countries import Country, country, government_years
from testigo.export.formats import Profile
from testigo.export.public import Public
from testigo.model.claim import Claim
from testigo.model.codebooks import SIDES, SUB_EVENTS

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2"
    " inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source"
    " source_scale notes fatalities tags timestamp".split()
)
CLASSES = (
    "State Forces",
    "Rebel Groups",
    "Political Militias",
    "Identity Militias",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other Forces",
)
_FORCES = {
    "police": "Police Forces of {}",
    "military": "Military Forces of {}",
    "security": "Security Forces of {}",
    "government": "Government of {}",
}
_GROUPS = {
    "students": "Students",
    "women": "Women",
    "teachers": "Teachers",
    "farmers": "Farmers",
    "journalists": "Journalists",
    "health_workers": "Health Workers",
    "prisoners": "Prisoners",
}
"""Groups that may be named; indigenous people, clergy, parties and labor groups may not (SAFETY 19)."""

_PROTESTS = frozenset({"Peaceful protest", "Protest with intervention", "Excessive force against protesters"})


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two actor columns: a name, the groups with it, its class; all empty where nobody is told."""

    name: str = ""
    groups: str = ""
    inter: str = ""


def acled_rows(incidents: Iterable[Public], left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    """The rows in the order of incidents; incidents that the shape cannot hold are counted in `left_out` by reason."""
    for incident in incidents:
        reason = _why_not(incident)
        if reason:
            left_out[reason] += 1
        else:
            yield from _rows(incident)


def _why_not(incident: Public) -> str:
    when, where = incident.record["when"], incident.record["where"]
    if "day total" in incident.record["flags"]:
        return "a day's total over a region or country"
    if "unresolved" in when:
        return "no day"
    if when["precision"] == "year":
        return "known to the year only"
    if "unresolved" in where or where["precision"] == "country" or country(where["country"]) is None:
        return "no place finer than a country"
    return "" if happened(incident.dossier.claims) else "only planned or denied"


def divided(total: int, days: int) -> list[int]:
    """A total over several days: as even as whole people allow, the remainder on the first (rule R14).

    >>> divided(12, 3), divided(7, 3), divided(8, 3), divided(2, 3)
    ([4, 4, 4], [3, 2, 2], [4, 2, 2], [2, 0, 0])
    """
    each, rest = divmod(total, days)
    return [each + rest] + [each] * (days - 1)


def _rows(incident: Public) -> Iterator[dict[str, Any]]:
    record, claims = incident.record, happened(incident.dossier.claims)
    first = date.fromisoformat(record["when"]["first"])
    days = (date.fromisoformat(record["when"]["last"]) - first).days + 1
    number = fatalities(incident)
    stretch = days if days > 1 and is_one_stretch(claims, record["when"]) else 1
    shares: Sequence[int | None] = [None] * stretch if number is None else divided(number, stretch)
    for day, share in enumerate(shares):
        at = first + timedelta(days=day)
        row = _row(incident, claims, at)
        row["event_id_cnty"] += f"-{day + 1}" if stretch > 1 else ""
        row["time_precision"] = 1 if stretch > 1 or days == 1 else 2 if days <= 7 else 3
        row["fatalities"] = share
        notes = [_figures(incident)]
        if stretch > 1:
            notes.append(f"day {day + 1} of {stretch}")
            if number is not None:
                notes.append(f"fatalities derived: {number} divided over {stretch} days")
        elif days > 1:
            notes.append(f"between {record['when']['first']} and {record['when']['last']}")
        if number == 0 and "killed" not in record["tolls"]:
            notes.append("fatalities 0 is the codebook's number where none are told")
        row["notes"] = "; ".join(notes)
        yield row


def fatalities(incident: Public) -> int | None:
    """The killed under the profile; where none are told, ACLED's profile writes 0 and every other leaves the cell empty."""
    toll = incident.record["tolls"].get("killed")
    if toll is not None:
        best: int | None = toll["best"]
        return best
    return 0 if incident.profile is Profile.ACLED else None


def _row(incident: Public, claims: Sequence[Claim], day: date) -> dict[str, Any]:
    record = incident.record
    where = record["where"]
    land = country(where["country"])
    if land is None:
        raise AssertionError("incidents of unknown countries are left out before")
    sub_event = sub_event_of(claims)
    event, disorder = SUB_EVENTS[sub_event]
    parties = parties_of(claims)
    one, two = sides(sub_event, parties, land, day)
    return dict.fromkeys(COLUMNS) | {
        "event_id_cnty": f"{land.alpha3}-{record['id']}",
        "event_date": day.isoformat(),
        "year": day.year,
        "disorder_type": disorder,
        "event_type": event,
        "sub_event_type": sub_event,
        "actor1": one.name,
        "assoc_actor_1": one.groups,
        "inter1": one.inter,
        "actor2": two.name,
        "assoc_actor_2": two.groups,
        "inter2": two.inter,
        "interaction": interaction(one, two),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(sub_event, two) else None,
        "iso": land.iso_number,
        "region": land.acled_region,
        "country": land.name,
        "admin1": where["admin1"],
        "location": where["name"],
        "latitude": where["lat"],
        "longitude": where["lon"],
        "geo_precision": {"site": 1, "town": 1, "district": 2}.get(where["precision"], 3),
        "source": "; ".join(sorted({s.outlet for s in incident.dossier.headers() if s.outlet})),
        "tags": _tags(incident, event),
        "timestamp": _newest(incident),
    }


def sides(sub_event: str, parties: Parties, land: Country, day: date) -> tuple[Party, Party]:
    """The two actor columns of a row. Who is not told stays empty."""
    state = _state(parties.of_side("state"), land, day)
    armed = _armed(parties.of_side("armed"), land)
    hit_state = _state(parties.of_side("state", among="harmed"), land, day)
    people = _groups((*parties.crowd, *parties.harmed), land)
    crowd = Party(f"Protesters ({land.name})", people, "Protesters")
    rioters = Party(f"Rioters ({land.name})", _groups((*parties.crowd, *parties.doers), land), "Rioters")
    civilians = Party(f"Civilians ({land.name})", _groups(parties.harmed, land), "Civilians")
    if sub_event == "Peaceful protest":
        return crowd, Party()
    if sub_event in _PROTESTS:
        return crowd, state
    if sub_event == "Violent demonstration":
        return rioters, state if state.name else hit_state
    if sub_event == "Mob violence":
        return rioters, hit_state if hit_state.name else civilians
    if sub_event == "Armed clash":
        hit_armed = _armed(parties.of_side("armed", among="harmed"), land)
        return (state if state.name else hit_state), (armed if armed.name else hit_armed)
    doer = next((p for p in (state, armed) if p.name), rioters if parties.of_side("crowd") else Party())
    if SUB_EVENTS[sub_event][0] == "Strategic developments" and sub_event not in (
        "Arrests",
        "Looting/property destruction",
    ):
        return doer, Party()
    return doer, hit_state if hit_state.name else civilians


def _state(categories: Sequence[str], land: Country, day: date) -> Party:
    named = next((c for c in categories if c in _FORCES), None)
    if named is None:
        return Party()
    years = government_years(land.alpha2, day)
    return Party(" ".join(filter(None, (_FORCES[named].format(land.name), years))), "", "State Forces")


def _armed(categories: Sequence[str], land: Country) -> Party:
    if not categories:
        return Party()
    inter = "Rebel Groups" if categories[0] == "rebels" else "Political Militias"
    return Party(f"Unidentified Armed Group ({land.name})", "", inter)


def _groups(categories: Iterable[str], land: Country) -> str:
    return "; ".join(
        sorted({f"{_GROUPS[c]} ({land.name})" for c in categories if c in _GROUPS and SIDES.get(c)})
    )


def interaction(one: Party, two: Party) -> str:
    """Both classes in the codebook's order, or the one "only".

    >>> interaction(Party("a", "", "Protesters"), Party("b", "", "State Forces")), interaction(Party("a", "", "Rioters"), Party())
    ('State Forces-Protesters', 'Rioters only')
    """
    classes = sorted((p.inter for p in (one, two) if p.inter), key=CLASSES.index)
    return "-".join(classes) if len(classes) > 1 else f"{classes[0]} only" if classes else ""


def _targets_civilians(sub_event: str, two: Party) -> bool:
    if sub_event == "Excessive force against protesters":
        return True
    return SUB_EVENTS[sub_event][1] == "Political violence" and two.inter == "Civilians"


def _tags(incident: Public, event: str) -> str:
    tags = [f"profile={incident.profile.value}"]
    if event in ("Protests", "Riots"):
        crowd = incident.record["tolls"].get("participants")
        size = "no report" if crowd is None or crowd["best"] is None else crowd["best"]
        tags.insert(0, f"crowd size={size}")
    return "; ".join(tags)


def _figures(incident: Public) -> str:
    record = incident.record
    told = [f"{measure} {printed(toll)}" for measure, toll in sorted(record["tolls"].items())]
    reports, voices = _many(record["documents"], "report"), _many(record["origins"], "independent voice")
    return "; ".join([*told, reports, voices, f"status {record['status']}"])


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def printed(toll: dict[str, Any]) -> str:
    """A toll in a few signs: "18 (17–19+)"; a question mark for what is not known.

    >>> printed({"min": 17, "best": 18, "max": 19, "max_open": True}), printed({"min": 2, "best": 2, "max": 2, "max_open": False})
    ('18 (17–19+)', '2')
    """
    low, best, high = ("?" if toll[end] is None else str(toll[end]) for end in ("min", "best", "max"))
    high += "+" if toll["max_open"] else ""
    return best if low == best == high else f"{best} ({low}–{high})"


def _newest(incident: Public) -> int | None:
    """The publication day of the newest report, in seconds since 1970 at its midnight (UTC); None where no report says."""
    days = [s.published for s in incident.dossier.headers() if s.published]
    if not days:
        return None
    newest = max(days)
    return int(datetime(newest.year, newest.month, newest.day, tzinfo=UTC).timestamp())
