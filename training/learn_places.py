"""Learns the weights of place-name spotting and of the choice between candidates, from public corpora with gold places.

    python training/learn_places.py spotting --corpus DIR [--corpus DIR …] --language en --out src/testigo/resolving/tables/spotting_en.tsv
    python training/learn_places.py ranking --corpus DIR [--corpus DIR …] --out src/testigo/resolving/tables/ranking.tsv

Each DIR holds docs.jsonl as `benchmarks/geo.py` reads it. Figures printed are from cross-validation by document (five folds): no document is
scored by weights that saw it. Needs scipy.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

FOLDS = 5


def read_corpora(folders: Sequence[Path]) -> list[dict[str, Any]]:
    """All documents with gold toponyms, in order."""
    docs = []
    for folder in folders:
        for path in sorted(folder.glob("*.jsonl")):
            docs += [
                json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()
            ]
    return docs


def fit_logistic(rows: list[list[tuple[str, float]]], labels: np.ndarray, penalty: float) -> dict[str, float]:
    """Logistic regression with a squared penalty on all weights but the intercept."""
    names = sorted({name for row in rows for name, _ in row})
    index = {name: i for i, name in enumerate(names)}
    from scipy import sparse  # noqa: PLC0415

    data, at, cells = [], [], []
    for r, row in enumerate(rows):
        for name, value in row:
            data.append(value)
            at.append(r)
            cells.append(index[name])
    x = sparse.csr_matrix((data, (at, cells)), shape=(len(rows), len(names)))
    free = np.array([0.0 if n.endswith("always") else 1.0 for n in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        value = np.logaddexp(0, -z * (2 * labels - 1)).sum() + penalty * (free * w * w).sum()
        slope = x.T @ (1 / (1 + np.exp(-z)) - labels) + 2 * penalty * free * w
        return float(value), slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return dict(zip(names, best.x, strict=True))


def score_of(row: list[tuple[str, float]], table: dict[str, float]) -> float:
    return sum(table.get(n, 0.0) * v for n, v in row)


def write_table(path: Path, table: dict[str, float], head: str) -> None:
    """The weights, largest first, as `name TAB weight`."""
    lines = [f"# {line}" for line in head.splitlines()]
    lines += [
        f"{n}\t{w:.3f}" for n, w in sorted(table.items(), key=lambda t: (-abs(t[1]), t[0])) if abs(w) >= 0.002
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn_spotting(args: argparse.Namespace, parsed: Any) -> None:
    """Weights of the cues for one language, with and without a parse."""
    from testigo.resolving.gazetteer import Gazetteer  # noqa: PLC0415
    from testigo.resolving.spotting import spot  # noqa: PLC0415

    gazetteer = Gazetteer.open()
    docs = [d for d in read_corpora(args.corpus) if d["lang"] == args.language]
    total: dict[str, float] = {}
    turns = {"": str, "low": str.lower, "up": str.upper}
    for case, has_parse in ((c, p) for c in turns for p in (True, False)):
        seen: list[list[Any]] = []
        for raw in docs:
            d = {**raw, "text": turns[case](raw["text"]), "id": raw["id"] + case}
            if len(d["text"]) != len(raw["text"]):
                continue
            gold = {(t["start"], t["end"]): t for t in d["toponyms"]}
            rows = []
            for m in spot([parsed(d, has_parse)], args.language, gazetteer, overlapping=True):
                key = (m.span.start, m.span.stop)
                touching = [k for k in gold if k[0] < key[1] and key[0] < k[1]]
                good = key in gold
                rows.append(
                    [list(m.cues), key, good, touching, any(not gold[k].get("ner", True) for k in touching)]
                )
            exact = {r[1] for r in rows if r[2]}
            for r in rows:  # a stretch that only overlaps a gold one teaches nothing, unless the gold one stands beside it
                r.append(r[2] or not r[3] or any(k in exact for k in r[3]))
            seen.append(rows)
        folds = [i % FOLDS for i in range(len(seen))]
        hits = said = 0
        for fold in range(FOLDS):
            table = _fit([r for i, rows in enumerate(seen) for r in rows if folds[i] != fold], args.penalty)
            for i, rows in enumerate(seen):
                if folds[i] == fold:
                    kept = []
                    for r in sorted(rows, key=lambda r: -score_of(r[0], table)):
                        if score_of(r[0], table) > args.bar and not any(
                            k[1][0] < r[1][1] and r[1][0] < k[1][1] for k in kept
                        ):
                            kept.append(r)
                    said += sum(1 for r in kept if not r[4])
                    hits += sum(1 for r in kept if r[2] and not r[4])
        wanted = sum(t.get("ner", True) for d in docs for t in d["toponyms"])
        p, r = hits / max(1, said), hits / max(1, wanted)
        print(
            f"parse={has_parse}: strict P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} ({wanted} gold, {said} said)"
        )
        total.update(_fit([r for rows in seen for r in rows], args.penalty))
    if args.out:
        write_table(
            args.out,
            total,
            f"Cues of place names in {args.language}: logistic weights; np: without a parse, up: in capitals, low: without.\nMade by training/learn_places.py",
        )


def _fit(rows: list[Any], penalty: float) -> dict[str, float]:
    used = [r for r in rows if r[5]]
    return fit_logistic([r[0] for r in used], np.array([float(r[2]) for r in used]), penalty)


def fit_choice(
    sets: list[tuple[list[list[tuple[str, float]]], list[int], float]], penalty: float
) -> dict[str, float]:
    """Conditional logit: each set is (cues of every option, indexes of the right ones, weight); the chance of the right ones together is raised."""
    from scipy import sparse  # noqa: PLC0415

    names = sorted({n for rows, _, _ in sets for row in rows for n, _ in row})
    index = {n: i for i, n in enumerate(names)}
    data, at, cells, owner, right, weight = [], [], [], [], [], []
    r = 0
    for number, (rows, good, w) in enumerate(sets):
        for i, row in enumerate(rows):
            for n, v in row:
                data.append(v)
                at.append(r)
                cells.append(index[n])
            owner.append(number)
            right.append(i in good)
            weight.append(w)
            r += 1
    x = sparse.csr_matrix((data, (at, cells)), shape=(r, len(names)))
    owner_, right_, weight_ = np.array(owner), np.array(right), np.array(weight)
    starts = np.flatnonzero(np.r_[True, owner_[1:] != owner_[:-1]])
    set_weight = weight_[starts]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        top = np.maximum.reduceat(z, starts)[owner_]
        e = np.exp(z - top)
        p = e / np.add.reduceat(e, starts)[owner_]
        good = np.add.reduceat(p * right_, starts)
        q = p * right_ / good[owner_]
        value = -(set_weight * np.log(np.maximum(good, 1e-12))).sum() + penalty * (w * w).sum()
        return float(value), x.T @ (weight_ * (p - q)) + 2 * penalty * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, best.x, strict=True))


def right_options(candidates: Sequence[Any], lat: float, lon: float) -> list[int]:
    """Candidates that are the gold place: within 25 km where there are any, else within 161 km; else the last option, none of them."""
    from testigo.resolving.gazetteer_build import distance_km  # noqa: PLC0415

    far = [distance_km(lat, lon, c.lat, c.lon) for c in candidates]
    for limit in (25.0, 161.0):
        good = [i for i, d in enumerate(far) if d <= limit]
        if good:
            return good
    return [len(candidates)]


def learn_ranking(args: argparse.Namespace, parsed: Any) -> None:
    """Weights of the choice, in two stages: without context, then with the context that the first stage gives."""
    from testigo.model.text import Document, Span  # noqa: PLC0415
    from testigo.resolving import grouping, ranking  # noqa: PLC0415
    from testigo.resolving import toponyms as t  # noqa: PLC0415
    from testigo.resolving.gazetteer import Gazetteer  # noqa: PLC0415
    from testigo.resolving.outlets import outlet_places  # noqa: PLC0415
    from testigo.resolving.spotting import spot  # noqa: PLC0415

    gazetteer = Gazetteer.open()
    docs = [d for d in read_corpora(args.corpus) if any(g["lat"] is not None for g in d["toponyms"])]
    cases = []
    for d in docs:
        passage = parsed(d, True)
        document = Document(d["id"], d["text"], url=d["url"] or d["domain"], outlet=d["domain"])
        gold = {Span(g["start"], g["end"]): g for g in d["toponyms"] if g["lat"] is not None}
        spotted = spot((passage,), d["lang"], gazetteer)
        at = {m.span: m for m in spotted}
        mentions = [
            m for m in spotted if m.probability >= t.BAR and not any(m.span.overlaps(s) for s in gold)
        ]
        mentions += [at.get(s) or t.mention_of(passage, s, gazetteer) for s in gold]
        mentions.sort(key=lambda m: m.span)
        groups = grouping.group_mentions(mentions, (passage,))
        outlet = ranking.Outlet(*outlet_places(document, gazetteer))
        for g in groups:
            g.candidates = ranking.shortlist(g, groups)
        cases.append((groups, outlet, mentions, gold))

    def choices(
        part: list[Any], first: dict[str, float] | None, second: dict[str, float] | None
    ) -> list[Any]:
        sets = []
        for groups, outlet, mentions, gold in part:
            context = None
            if first is not None:
                for n, g in enumerate(groups):
                    g.chances = ranking.chances_of(ranking.cues_of(groups, n, None, outlet), first)
                context = ranking.context_of(groups)
                if second is not None:
                    fresh = [
                        ranking.chances_of(ranking.cues_of(groups, n, context, outlet), second)
                        for n in range(len(groups))
                    ]
                    for g, c in zip(groups, fresh, strict=True):
                        g.chances = c
                    context = ranking.context_of(groups)
            for n, g in enumerate(groups):
                marked = [gold[mentions[i].span] for i in g.mentions if mentions[i].span in gold]
                if not marked or not g.candidates:
                    continue
                rows = ranking.cues_of(groups, n, context, outlet)
                good: dict[tuple[int, ...], int] = {}
                for m in marked:
                    key = tuple(right_options(g.candidates, m["lat"], m["lon"]))
                    good[key] = good.get(key, 0) + 1
                sets += [(rows, list(key), math.sqrt(count)) for key, count in good.items()]
        return sets

    def learn(part: list[Any]) -> tuple[dict[str, float], dict[str, float]]:
        first = fit_choice(choices(part, None, None), args.penalty)
        second = fit_choice(choices(part, first, None), args.penalty)
        second = fit_choice(choices(part, first, second), args.penalty)
        return first, second

    folds = [i % FOLDS for i in range(len(cases))]
    corpora = sorted({d["corpus"] for d in docs})
    tally = {c: [0, 0, 0, 0, 0] for c in corpora}
    calibration: list[tuple[float, bool]] = []
    answered: Counter[Any] = Counter()
    for fold in range(FOLDS):
        first, second = learn([c for i, c in enumerate(cases) if folds[i] != fold])
        for i, (groups, outlet, mentions, gold) in enumerate(cases):
            if folds[i] != fold:
                continue
            for n, g in enumerate(groups):
                g.chances = ranking.chances_of(ranking.cues_of(groups, n, None, outlet), first)
            for _ in range(2):
                context = ranking.context_of(groups)
                fresh = [
                    ranking.chances_of(ranking.cues_of(groups, n, context, outlet), second)
                    for n in range(len(groups))
                ]
                for g, c in zip(groups, fresh, strict=True):
                    g.chances = c
            row = tally[docs[i]["corpus"]]
            for g in groups:
                for k in g.mentions:
                    m = gold.get(mentions[k].span)
                    if m is None:
                        continue
                    good = right_options(g.candidates, m["lat"], m["lon"])
                    missing = good == [len(g.candidates)]
                    silent = g.best == len(g.candidates)
                    row[0] += 1
                    row[1] += (not missing and g.best in good) or (
                        not missing and not silent and _near(g.candidates[g.best], m)
                    )
                    row[2] += missing
                    row[3] += missing and silent
                    row[4] += silent and not missing
                    if missing and not silent:
                        answered[
                            m["text"],
                            g.candidates[g.best].name,
                            g.candidates[g.best].level,
                            round(m["lat"], 1),
                            round(m["lon"], 1),
                        ] += 1
                    if not silent:
                        calibration.append((g.chances[g.best], _near(g.candidates[g.best], m)))
    for c, (n, ok, missing, silent, wrongly) in tally.items():
        print(
            f"{c}: acc@161 {ok / n:.3f} of {n}; not among the candidates {missing}, of which abstained {silent / max(1, missing):.2f}; abstained wrongly {wrongly / n:.3f}"
        )
    if args.errors:
        print(
            "answered though the right place is not among the candidates:", answered.most_common(args.errors)
        )
    for low in (0.0, 0.3, 0.5, 0.7, 0.9, 0.97):
        inside = [
            ok
            for p, ok in calibration
            if low <= p < {0.0: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.9, 0.9: 0.97, 0.97: 1.01}[low]
        ]
        if inside:
            print(f"  chance from {low}: right {sum(inside) / len(inside):.3f} of {len(inside)}")
    if args.out:
        first, second = learn(cases)
        write_table(
            args.out,
            {**{f"first:{n}": w for n, w in first.items()}, **second},
            "Choice between candidates: conditional logit weights; first: without context. Made by training/learn_places.py",
        )


def _near(candidate: Any, gold: dict[str, Any]) -> bool:
    from testigo.resolving.gazetteer_build import distance_km  # noqa: PLC0415

    return bool(distance_km(gold["lat"], gold["lon"], candidate.lat, candidate.lon) <= 161.0)


def learn_locating(args: argparse.Namespace, parsed_document: Any) -> None:
    """Weights of the choice of a claim's place, from gold figures whose words are found in the text."""
    from datetime import date  # noqa: PLC0415

    from testigo.model.analysis import Analysis  # noqa: PLC0415
    from testigo.model.claim import Kind, Scope, Statement  # noqa: PLC0415
    from testigo.model.text import Document, Part, Span  # noqa: PLC0415
    from testigo.model.toll import Bounds, Figure, Measure  # noqa: PLC0415
    from testigo.resolving.gazetteer import Gazetteer  # noqa: PLC0415
    from testigo.resolving.locating import locate_statement  # noqa: PLC0415
    from testigo.resolving.locating_options import options_for  # noqa: PLC0415

    sys.path.insert(0, str(args.scorers))
    from score_cases import place_ok  # noqa: PLC0415

    gazetteer = Gazetteer.open()
    scopes = {
        "incident": Scope.INCIDENT,
        "day": Scope.DAY,
        "cumulative": Scope.CUMULATIVE,
        "past_event": Scope.BACKGROUND,
    }
    cases = []
    for folder in args.corpus:
        docs = {
            d["id"]: d
            for d in map(json.loads, (folder / "docs.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
        }
        for claim in map(json.loads, (folder / "claims.jsonl").read_text(encoding="utf-8").split("\n")[:-1]):
            d = docs[claim["doc_id"]]
            language = "en" if d["language"] == "en" else "es"
            document = Document(
                d["id"],
                d["text"],
                d["title"],
                date.fromisoformat(d["date"]) if d["date"] else None,
                outlet=d["outlet"],
                url=d["url"],
            )
            analysis = Analysis(document, language, parsed_document(document, language, gazetteer))
            part = Part.TITLE if claim["expr"] not in d["text"] else Part.BODY
            at = document.part(part).find(claim["expr"])
            if at < 0:
                continue
            span = Span(at, at + len(claim["expr"]))
            passage = next(p for p in analysis.passages if p.part is part)
            sentence = passage.sentence_at(at)
            figure = Figure(Measure(claim["kind"]), Bounds(claim["low"], claim["high"]), claim["expr"], span)
            statement = Statement(
                part,
                sentence.span if sentence else span,
                span,
                Kind.OTHER,
                figure,
                scope=scopes[claim["scope"]],
            )
            options = options_for(statement, analysis, gazetteer)
            good = [i for i, o in enumerate(options) if place_ok(claim, as_scored(o))]
            cases.append((folder.name, claim, options, good, statement, analysis))
    usable = [c for c in cases if c[3]]
    print(f"{len(cases)} figures; the right place is among the options of {len(usable)}")
    if args.leave_one_out:
        folds = {c[1]["doc_id"]: c[0] for c in cases}
    else:
        folds = {d: str(i % FOLDS) for i, d in enumerate(sorted({c[1]["doc_id"] for c in cases}))}
    tally: dict[str, list[int]] = {}
    wrong = []
    for fold in sorted(set(folds.values())):
        train = [([list(o.cues) for o in c[2]], c[3], 1.0) for c in usable if folds[c[1]["doc_id"]] != fold]
        table = fit_choice(train, args.penalty)
        for name, claim, _, good, statement, analysis in cases:
            if folds[claim["doc_id"]] != fold:
                continue
            where = locate_statement(statement, analysis, gazetteer, table=table)
            is_right = bool(place_ok(claim, as_scored(where)))
            for key in (name, f"{name} {claim['scope']}", f"{name} {claim['level']}"):
                row = tally.setdefault(key, [0, 0, 0])
                row[0] += 1
                row[1] += is_right
                row[2] += bool(good)
            if not is_right:
                wrong.append((name, claim, where, bool(good)))
    for key, (n, ok, reach) in sorted(tally.items()):
        print(f"{key}: right {ok / n:.3f} of {n} (reachable {reach / n:.3f})")
    total = [sum(v[i] for k, v in tally.items() if " " not in k) for i in range(3)]
    print(f"all: right {total[1] / total[0]:.3f}, reachable {total[2] / total[0]:.3f}")
    if args.errors:
        for name, claim, where, reach in wrong[:: max(1, len(wrong) // args.errors)]:
            print(
                "  ",
                name,
                claim["doc_id"],
                repr(claim["expr"]),
                claim["scope"],
                claim["place"],
                claim["place_alt"],
                "<-",
                (as_scored(where)["place"], where.phrase, where.part.value),
                "" if reach else "UNREACHABLE",
            )
    if args.out:
        table = fit_choice([([list(o.cues) for o in c[2]], c[3], 1.0) for c in usable], args.penalty)
        write_table(
            args.out,
            table,
            "Choice of a claim's place: conditional logit weights. Made by training/learn_places.py",
        )


def as_scored(told: Any) -> dict[str, Any]:
    """An option, or a place told, as the scorer of cases reads it: the words of the text where they name the place, else the place's own name."""
    place, phrase = told.place, told.phrase
    if not hasattr(place, "lat"):
        return {"place": phrase}
    return {
        "place": place.name if phrase is None or "demonym" in place.evidence else phrase,
        "lat": place.lat,
        "lon": place.lon,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["spotting", "ranking", "locating"])
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--language", default="en")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--bar", type=float, default=0.0, help="log-odds above which a stretch is taken")
    parser.add_argument("--scorers", type=Path, help="folder with score_cases.py, for locating")
    parser.add_argument(
        "--leave-one-out", action="store_true", help="for locating: each corpus by the weights of the others"
    )
    parser.add_argument("--errors", type=int, default=0, help="how many wrong choices to print")
    args = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    from testigo.language.syntax import SpacyParser  # noqa: PLC0415
    from testigo.model.analysis import Passage  # noqa: PLC0415
    from testigo.model.text import Part  # noqa: PLC0415

    parsers: dict[str, Any] = {}
    cache: dict[str, Passage] = {}

    def parsed(d: dict[str, Any], has_parse: bool) -> Passage:
        if not has_parse:
            return Passage(Part.BODY, d["text"], ())
        if d["id"] not in cache:
            if d["lang"] not in parsers:
                parsers[d["lang"]] = SpacyParser(d["lang"])
            cache[d["id"]] = parsers[d["lang"]].parse([(Part.BODY, d["text"])])[0]
        return cache[d["id"]]

    if args.what == "spotting":
        learn_spotting(args, parsed)
    elif args.what == "ranking":
        learn_ranking(args, parsed)
    else:
        from dataclasses import replace  # noqa: PLC0415

        from testigo.resolving.toponyms import find_toponyms  # noqa: PLC0415

        held: dict[str, Any] = {}

        def parsed_document(document: Any, language: str, gazetteer: Any) -> Any:
            if document.id not in held:
                if language not in parsers:
                    parsers[language] = SpacyParser(language)
                texts = [(Part.TITLE, document.title)] if document.title else []
                passages = tuple(parsers[language].parse([*texts, (Part.BODY, document.text)]))
                places = find_toponyms(passages, document, language, gazetteer)
                held[document.id] = tuple(
                    replace(p, toponyms=t) for p, t in zip(passages, places, strict=True)
                )
            return held[document.id]

        learn_locating(args, parsed_document)


if __name__ == "__main__":
    main()
