"""The places that a statement may be at: those that the report names, and the country that it speaks of without naming it."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.model.analysis import Analysis
from testigo.model.claim import Statement
from testigo.model.moment import Unresolved
from testigo.model.place import Place, PlacePrecision
from testigo.model.text import Part, Span
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.locating_cues import Seen, finer
from testigo.resolving.reported import WIDTH, key_of, reported
from testigo.resolving.toponyms import as_place


@dataclass(frozen=True, slots=True)
class Option:
    """A place that the claim may be at. `span` is None for a country that no word names, `part` where the span lies; `phrase` is None
    where no name stands there.
    """

    place: Place | Unresolved
    phrase: str | None
    span: Span | None
    part: Part
    cues: tuple[tuple[str, float], ...] = ()

    @property
    def key(self) -> str:
        """What mentions of one place share."""
        return key_of(self.place, self.phrase or "")

    @property
    def shown(self) -> str:
        """The place's name, or the words where it is not resolved."""
        return self.place.name if isinstance(self.place, Place) else (self.phrase or "")


def options_for(
    statement: Statement, analysis: Analysis, gazetteer: Gazetteer, barred: frozenset[str] = frozenset()
) -> list[Option]:
    """Every place that the document names, with what speaks for and against its being the statement's; less those that `barred` names, and
    where another is named less those that only tell where a body has its seat ("based in Arenal") or what it is called ("Peruvian Army").
    """
    report = reported(analysis, statement.part, gazetteer)
    if report is None:
        return []
    seen = Seen(statement, report)
    told = [n for n in seen.telling() if n.key not in barred]
    parts = seen.parts()
    happened = [
        n
        for n in told
        if not (
            n.is_seat or n.is_aside or n.is_goal or n.is_border or n.key in parts or seen.is_mere_adjective(n)
        )
    ]
    options = [
        Option(n.place, n.phrase, n.span, n.part, seen.cues(n))
        for n in (happened if happened or parts else told)
    ]
    for place in report.address:
        if not any(o.key == place.name for o in options):
            cues = ((f"address, width {WIDTH[place.precision]}, {seen.scope}", 1.0),)
            options.append(Option(place, None, None, statement.part, cues))
    country = report.main_country
    if country and not any(is_country(o.place, country) for o in options):
        whole = gazetteer.countries.get(country)
        if whole is not None:
            share = report.countries[country] / max(0.1, sum(report.countries.values()))
            place = as_place(whole, gazetteer, share, ("the country of the places named",))
            options.append(Option(place, None, None, statement.part, seen.implied(share)))
    return _holding(options, parts, seen, gazetteer)


def _holding(options: list[Option], parts: set[str], seen: Seen, gazetteer: Gazetteer) -> list[Option]:
    """Of the options those that hold all the parts told of the figure, unless its sentence names another place."""
    if not parts or any(n.key not in parts and n.is_located and not n.is_seat for n in seen.here):
        return options
    inner = [n.place for n in seen.here if n.key in parts and isinstance(n.place, Place)]
    if not inner:
        return options
    holders = [o for o in options if isinstance(o.place, Place) and all(finer(one, o.place) for one in inner)]
    lands = {one.country for one in inner}
    whole = gazetteer.countries.get(lands.pop()) if len(lands) == 1 else None
    if holders or whole is None:
        return holders or options
    place = as_place(whole, gazetteer, 0.5, ("the country of the places named",))
    return [Option(place, None, None, seen.statement.part, seen.implied(0.5))]


def is_country(place: Place | Unresolved, country: str) -> bool:
    return isinstance(place, Place) and place.precision is PlacePrecision.COUNTRY and place.country == country
