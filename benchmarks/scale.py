"""How reconciling scales: a ledger of synthetic claims over invented towns, timed on one core.

    python benchmarks/scale.py [--claims 100000] [--added 100]

prints CPU seconds for working out the view of the whole ledger, for doing so again after some reports more as a new process would, their
ratio, and peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from testigo.ledger.store import Reading, open_ledger
from testigo.model.claim import Attribution, Claim, Kind, Scope, Stance, VoiceKind
from testigo.model.identity import content_id
from testigo.model.moment import Interval, When
from testigo.model.place import Place, PlacePrecision, Where
from testigo.model.source import Source
from testigo.model.text import Document, Span
from testigo.model.toll import Bounds, Figure, Group, Hedge, Measure
from testigo.running import stages
from testigo.running.build import refresh

KINDS = {Measure.KILLED: Kind.KILLING, Measure.INJURED: Kind.INJURY, Measure.ARRESTED: Kind.ARREST}
START = date(2031, 1, 1)


def make(count: int, seed: int = 7, *, prefix: str = "d") -> tuple[list[Claim], list[Source]]:
    """Claims of about four to a report, on happenings in 600 towns over a year; one report in ten is a copy, one claim in fifty cumulative."""
    rng = random.Random(seed)  # noqa: S311  # a repeatable ledger, no secret
    towns = [
        Place(
            f"Pueblo {i}",
            "XA",
            -20 + (i % 25) * 0.8,
            -75 + (i // 25) * 0.8,
            PlacePrecision.TOWN,
            8,
            f"Region {i % 20}",
            1000 + i,
        )
        for i in range(600)
    ]
    country = Place("Aurelia", "XA", -10, -65, PlacePrecision.COUNTRY, 500, None, 1)
    claims: list[Claim] = []
    sources: list[Source] = []
    number = 0
    while len(claims) < count:
        document = f"{prefix}{number:06d}"
        number += 1
        town = rng.choice(towns[: 60 if rng.random() < 0.4 else 600])
        day = START + timedelta(days=rng.randrange(365))
        signature = rng.randbytes(512)
        if sources and rng.random() < 0.1:
            signature = rng.choice(sources[-200:]).signature
        sources.append(
            Source(
                document,
                outlet=f"Outlet {rng.randrange(300)}",
                published=day + timedelta(days=rng.choice((0, 1, 1, 2, 5))),
                signature=signature,
            )
        )
        true = {measure: rng.randrange(1, 12) for measure in KINDS}
        for place in range(rng.randrange(2, 7)):
            measure = rng.choice(list(KINDS))
            value = true[measure] + rng.choice((0, 0, 0, 1))
            is_cumulative = rng.random() < 0.02
            claims.append(
                Claim(
                    id=content_id("c", document, place),
                    document=document,
                    quote="…",
                    sentence=Span(place * 100, place * 100 + 80),
                    span=Span(place * 100, place * 100 + 5),
                    in_title=place == 0,
                    kind=KINDS[measure],
                    when=When(Interval(START if is_cumulative else day, day)),
                    where=Where(country if is_cumulative else town),
                    scope=Scope.CUMULATIVE if is_cumulative else Scope.INCIDENT,
                    stance=Stance(),
                    figure=Figure(
                        measure,
                        Bounds(value, None if rng.random() < 0.2 else value, Hedge.EXACT),
                        str(value),
                        Span(place * 100, place * 100 + 2),
                        rng.choice((Group.UNSPECIFIED, Group.PROTESTERS, Group.CIVILIANS)),
                    ),
                    attribution=rng.choice(
                        (
                            None,
                            None,
                            Attribution("Defensoría", VoiceKind.OMBUDSMAN),
                            Attribution("Policía", VoiceKind.POLICE),
                            Attribution("Hospital", VoiceKind.HEALTH),
                        )
                    ),
                )
            )
    return claims, sources


def readings(claims: Iterable[Claim], sources: Iterable[Source]) -> list[Reading]:
    """The reports as a build records them."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.document].append(claim)
    return [
        Reading(
            Document(source.document, f"text {source.document}", published=source.published, language="es"),
            source.document.encode(),
            "text/plain",
            source.document,
            source,
            tuple(told[source.document]),
            stages.reader_version(),
        )
        for source in sources
    ]


def timed(file: Path, added: Sequence[Reading]) -> tuple[float, dict[str, int]]:
    """CPU seconds of working out the view once these reports are in the ledger, and what it then holds."""
    with open_ledger(str(file), create=True) as ledger:
        for start in range(0, len(added), 500):
            ledger.record(added[start : start + 500])
    with open_ledger(str(file)) as ledger:
        began = time.process_time()
        refresh(ledger)
        return time.process_time() - began, ledger.counts()


def main() -> None:
    """Parse the command line, time, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--added", type=int, default=100, help="reports added to the second run")
    arguments = parser.parse_args()
    first = readings(*make(arguments.claims))
    more = readings(*make(arguments.added * 4, seed=11, prefix="n"))[: arguments.added]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scale.ledger"
        full, held = timed(file, first)
        again, then = timed(file, more)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"claims {held['claims']}, reports {len(first)}, incidents {held['incidents']}\n"
        f"from nothing {full:.1f} s; {len(more)} reports more {again:.2f} s = {100 * again / full:.1f} % "
        f"({then['incidents']} incidents)\npeak memory {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
