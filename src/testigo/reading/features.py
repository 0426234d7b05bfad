"""What a learned recogniser sees: words, acts with their actors, how a trigger is told, who is named with it.

Every feature is a short string; `recognisers` hashes them. The same functions serve training and reading, so that a recogniser never
sees at work what it was not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from testigo.model.analysis import Passage, Sentence, Token
from testigo.model.claim import Kind
from testigo.model.mention import Role
from testigo.model.text import Span
from testigo.reading.arguments import STATE, Act, category_at, read_acts, side_of
from testigo.reading.cues import Match, find_matches, patterns, words

_MODAL = words("should must may might could can would ought shall")
_FUTURE = words("will wo 'll shall")
_NO = words("not n't no never nobody neither nor without none")
_DEMAND = words(
    "demand ask seek call urge want order direct threaten warn plan request insist propose appeal suggest recommend press instruct tell "
    "expect try attempt intend hope fear refuse need decide prepare allow free enable empower authorise authorize permit promise vow "
    "pledge issue apply deny dismiss reject rule likely able difficult impossible necessary time possibility doubt possible bid power duty"
)
_SAY = words("say report confirm claim state add allege announce inform")
_LACK_WORDS = {
    "fail": "fail failed fails failing failure failures",
    "not": "not n't no never neither nor none nobody without",
    "little": "little enough hardly scarcely few",
    "late": "late delay delayed slow sluggish hours",
    "inaction": "inaction inactive apathy negligence dereliction indifference indifferent lapse lapses complicity connivance connived abetted "
    "abetment partisan",
    "mute": "mute silent passive helpless helplessly quietly idle idly onlookers onlooker spectator spectators witness bystanders",
    "refuse": "refuse refused refusing refuses unwilling declined denied deny",
    "watch": "watch watched watching looked standing stood stand sat sitting",
    "absent": "absent absence lack lacking nowhere available missing",
    "protect": "protect protection security secure safety save rescue safeguard",
    "control": "control contain quell curb check prevent stop intervene intervened disperse",
    "help": "help helped assistance responded respond turned",
    "allow": "allow allowed allowing let letting permitted",
    "could": "could unable able",
    "action": "act action acted acting deploy deployed deployment arrest arrested register registered",
}
_LACK = {word: group for group, listed in _LACK_WORDS.items() for word in listed.split()}
_POLICE = words(
    "police policemen policeman officer officers constable constables force forces army cops sp dgp commissioner srp raf crpf personnel "
    "security rpf grp"
)
_RULERS = words("government administration state authorities minister centre officials administrations")


def plain(token: Token) -> str:
    """The word in lower case; every number alike."""
    return "0" if any(mark.isdigit() for mark in token.lower) else token.lower


# --- how a trigger is told -------------------------------------------------------------------------------------------------


def modality(sentence: Sentence, i: int) -> set[str]:
    """Marks of what is not told as having happened: negation, modals, future, conditions, demands; REAL where there is none."""
    tokens = sentence.tokens
    found: set[str] = set()
    place = i
    for step in range(5):
        up = "" if step == 0 else "UP"
        for c in sentence.children[place]:
            word, dep = tokens[c].lower, tokens[c].dep
            if word in _MODAL and dep.startswith("aux"):
                found.add("MODAL" + up)
            if word in _FUTURE:
                found.add("FUTURE" + up)
            if word in _NO:
                found.add("NO" + up)
            if dep == "mark" and word in ("if", "unless", "whether", "lest", "once", "until", "before"):
                found.add("CONDITION")
            if dep == "mark" and word == "to":
                found.add("TO" + up)
            if dep == "case" and step == 0:
                found.add(f"CASE={word}")
            if dep.startswith("nsubj") and (
                word in _NO or any(tokens[g].lower in _NO for g in sentence.children[c])
            ):
                found.add("NO")
            if step == 0 and dep in ("aux", "aux:pass"):
                found.add(f"AUX={word}")
        head = tokens[place].head
        if head == place:
            break
        if tokens[head].lemma in _DEMAND or tokens[head].lower in _DEMAND:
            found.add(f"DEMAND:{tokens[place].dep.split(':')[0]}")
        if tokens[head].lemma in _SAY:
            found.add("SAID")
        place = head
    before = [token.lower for token in tokens[max(0, i - 5) : i]]
    found.update(
        name
        for name, group in (("modal<", _MODAL), ("future<", _FUTURE), ("no<", _NO))
        if not group.isdisjoint(before)
    )
    if "to" in before[-3:]:
        found.add("to<")
    if any(token.pos == "NUM" for token in tokens[max(0, i - 8) : i + 6]):
        found.add("number")
    unreal = any(
        mark.startswith(
            ("MODAL", "FUTURE", "NO", "CONDITION", "TO", "DEMAND", "modal<", "future<", "no<", "to<")
        )
        for mark in found
    )
    found.add("UNREAL" if unreal else "REAL")
    return found


def _surroundings(sentence: Sentence, i: int) -> set[str]:
    """The auxiliaries, negations and governors of a trigger, word by word."""
    tokens = sentence.tokens
    found: set[str] = set()
    place = i
    for step in range(4):
        for c in sentence.children[place]:
            word, dep = tokens[c].lower, tokens[c].dep
            if dep in ("aux", "aux:pass", "cop"):
                found.add(f"aux{min(step, 1)}={word}")
            if word in _NO:
                found.add(f"neg{min(step, 1)}")
            if dep == "mark":
                found.add(f"mark{min(step, 1)}={word}")
            if step == 0 and dep == "det":
                found.add(f"det={word}")
            if step == 0 and dep == "nummod":
                found.add("num")
        head = tokens[place].head
        if head == place:
            break
        found.add(f"gov={tokens[place].dep.split(':')[0]} {tokens[head].lemma}")
        if step == 0:
            found.add(f"dep={tokens[place].dep}")
        place = head
    return found


def act_features(acts: Iterable[Act], language: str, before: str = "") -> list[str]:
    """Kinds, cues and means, and which categories of actors stand in which role."""
    found: list[str] = []
    for act in acts:
        kind = act.trigger.kind.value
        found += [f"k={before}{kind}", f"c={before}{act.trigger.cue}", f"m={before}{act.trigger.means}"]
        roles = {(actor.role.value, actor.category) for actor in act.actors}
        found += [f"ka={before}{kind} {role} {category}" for role, category in roles]
        found += [f"ks={before}{kind} {role} {side_of(category, language)}" for role, category in roles]
    return found


# --- sentences about the police ----------------------------------------------------------------------------------------------


def police_rules(acts: Iterable[Act]) -> set[str]:
    """What the rules alone say of a sentence: KILL, ARREST, FORCE, FAIL."""
    found: set[str] = set()
    for act in acts:
        by_state = any(actor.category in STATE for actor in act.by(Role.PERPETRATOR, Role.PARTICIPANT))
        kind = act.trigger.kind
        if kind is Kind.KILLING and by_state:
            found |= {"KILL", "FORCE"}
        elif kind is Kind.INJURY and by_state:
            found.add("FORCE")
        elif kind is Kind.ARREST:
            found.add("ARREST")
        elif kind is Kind.USE_OF_FORCE:
            found.add("FORCE")
        elif kind is Kind.FAILURE_TO_ACT:
            found.add("FAIL")
    return found


def _own_features(
    sentences: Sequence[tuple[Sentence, Sequence[Token]]], acts: Sequence[Act], language: str
) -> tuple[list[str], set[str]]:
    listed = [plain(token) for _, tokens in sentences for token in tokens]
    found = [f"u={word}" for word in listed] + [f"b={a} {b}" for a, b in pairwise(listed)]
    lack = sorted({_LACK[word] for word in listed if word in _LACK})
    police, rulers = not _POLICE.isdisjoint(listed), not _RULERS.isdisjoint(listed)
    found += [f"fx={a} {b}" for n, a in enumerate(lack) for b in lack[n + 1 :]]
    found += [f"fp={a} {police:d}{rulers:d}" for a in lack]
    found += act_features(acts, language)
    kinds = {act.trigger.kind.value for act in acts}
    by_index = {sentence.index: sentence for sentence, _ in sentences}
    for act in acts:
        sentence = by_index.get(act.trigger.sentence)
        kind = act.trigger.kind.value
        if not any(actor.role is Role.PERPETRATOR for actor in act.actors):
            found.append(f"ka={kind} nobody")
        if sentence is not None:
            i = act.trigger.token
            found += [f"mo={kind} {mark}" for mark in modality(sentence, i)]
            found += [f"st={kind} {mark}" for mark in _surroundings(sentence, i)]
            found.append(f"tag={kind} {sentence.tokens[i].morph}")
    ordered = sorted(kinds)
    found += [f"kk={a} {b}" for n, a in enumerate(ordered) for b in ordered[n + 1 :]]
    for sentence, tokens in sentences:
        for token in tokens:
            if token.pos in ("NOUN", "PROPN", "PRON"):
                category = category_at(sentence, token.i, language) or (
                    f"lem:{token.lemma}" if token.pos != "PROPN" else "name"
                )
                head = sentence.tokens[token.head]
                found += [f"d={head.lemma} {token.dep} {category}", f"dc={token.dep} {category}"]
                if category in STATE and any(
                    sentence.tokens[c].lower in _NO for c in sentence.children[head.i]
                ):
                    found += ["negpol", f"negpol={head.lemma}"]
            elif token.pos == "VERB":
                found.append(f"v={token.lemma}")
    return found, kinds


def police_features(
    passage: Passage, language: str, stretches: Sequence[Span] | None = None
) -> list[list[str]]:
    """Features of each sentence, with those of its neighbours; `stretches` replaces the parser's sentences by others' own."""
    acts = read_acts(passage, language)
    spans = [sentence.span for sentence in passage.sentences] if stretches is None else list(stretches)
    rows: list[tuple[list[str], set[str], set[str], int]] = []
    for span in spans:
        inside = [
            (sentence, tokens)
            for sentence in passage.sentences
            if sentence.span.overlaps(span)
            for tokens in [[t for t in sentence.tokens if span.start <= t.start < span.stop]]
            if tokens
        ]
        own = [act for act in acts if span.start <= act.trigger.span.start < span.stop]
        features, kinds = _own_features(inside, own, language)
        rows.append((features, kinds, police_rules(own), sum(len(tokens) for _, tokens in inside)))
    anywhere: set[str] = set().union(*(rules for _, _, rules, _ in rows))
    found: list[list[str]] = []
    for i, (features, kinds, rules, size) in enumerate(rows):
        row = [
            *features,
            *(f"rule={r}" for r in rules),
            *(f"docr={r}" for r in anywhere),
            f"pos={min(i, 3)}",
            f"len={size // 10}",
        ]
        for offset, name in ((-1, "p"), (-2, "pp"), (1, "n")):
            j = i + offset
            if not 0 <= j < len(rows):
                continue
            row += [f"{name}rule={r}" for r in rows[j][2]] + [f"{name}k={k}" for k in rows[j][1]]
            if offset != -2:
                row += [f"{name}{feature}" for feature in rows[j][0] if feature.startswith("u=")]
            row += [f"{name}x={k} {r}" for k in kinds for r in rows[j][2]]
        found.append(row)
    return found


# --- whole texts -------------------------------------------------------------------------------------------------------------


def text_features(passages: Sequence[Passage], language: str) -> list[str]:
    """Words, beginnings of long words, lemmas, and the acts told."""
    tokens = [
        token
        for passage in passages
        for sentence in passage.sentences
        for token in sentence.tokens
        if token.pos != "PUNCT"
    ]
    listed = [plain(token) for token in tokens]
    found = [f"u={word}" for word in listed] + [f"p={word[:5]}" for word in listed if len(word) > 5]
    found += [f"l={token.lemma.lower()}" for token in tokens if token.pos in ("NOUN", "VERB", "ADJ", "PROPN")]
    for passage in passages:
        found += act_features(read_acts(passage, language), language)
    return found


def _cued(sentence: Sentence, language: str, name: str) -> list[Match]:
    """Matches of a lexicon of sorts, the longest for each meaning, in order of position."""
    matches = find_matches([token.lower for token in sentence.tokens], patterns(language, name))
    matches.sort(key=lambda match: -match.pattern.size)
    taken: set[tuple[int, str]] = set()
    kept: list[Match] = []
    for match in matches:
        meaning = match.pattern.entry.meaning
        if (match.head, meaning) in taken:
            continue
        taken.update((k, meaning) for k in match.tokens)
        kept.append(match)
    return sorted(kept, key=lambda match: match.head)


def event_features(passages: Sequence[Passage], language: str) -> list[str]:
    """Which sorts of event the text's words speak for (lexicons/en/events.yml), the first of them, pairs of them."""
    weights: Counter[str] = Counter()
    found: list[str] = []
    for passage in passages:
        for sentence in passage.sentences:
            for match in _cued(sentence, language, "events"):
                meaning = match.pattern.entry.meaning
                if not weights:
                    found.append(f"ef={meaning}")
                weights[meaning] += match.pattern.size
    found += [f"e={meaning}" for meaning in weights]
    found += [f"e2={meaning}" for meaning, weight in weights.items() if weight >= 2]
    found += [f"e4={meaning}" for meaning, weight in weights.items() if weight >= 4]
    ordered = sorted(weights)
    found += [f"ee={a} {b}" for n, a in enumerate(ordered) for b in ordered[n + 1 :]]
    if weights:
        most = max(weights.values())
        found += [f"etop={meaning}" for meaning, weight in weights.items() if weight == most]
    return found


# --- two actors --------------------------------------------------------------------------------------------------------------


def _anchor(passage: Passage, span: Span) -> tuple[Sentence, int] | None:
    """The sentence of a mention and its head word: the one that hangs on a word outside."""
    for sentence in passage.sentences:
        inside = [token for token in sentence.tokens if span.start <= token.start < span.stop]
        if inside:
            indexes = {token.i for token in inside}
            return sentence, next(
                (t.i for t in inside if t.head not in indexes or t.head == t.i), inside[0].i
            )
    return None


def relation_features(passage: Passage, source: Span | None, target: Span | None, language: str) -> list[str]:
    """What joins two actors: the words between, the verbs above each, and what those verbs mean (lexicons/en/relations.yml)."""
    spans = [span for span in (source, target) if span is not None]
    tokens = [token for sentence in passage.sentences for token in sentence.tokens]
    spoken = [token for token in tokens if token.pos != "PUNCT"]
    found = [f"l={token.lemma.lower()}" for token in spoken]
    found += [f"p={word[:5]}" for word in map(plain, spoken) if len(word) > 5]
    if source is not None and target is not None:
        first, second = sorted((source, target))
        found.append(f"order={source < target:d}")
        middle = [token.lemma.lower() for token in spoken if first.stop <= token.start < second.start]
        found += [f"mid={word}" for word in middle] + [f"mb={a} {b}" for a, b in pairwise(middle)]
    above: dict[str, list[int]] = {}
    home: dict[str, Sentence] = {}
    for role, span in (("source", source), ("target", target)):
        anchor = _anchor(passage, span) if span is not None else None
        if anchor is None:
            continue
        sentence, i = anchor
        above[role], home[role] = [i, *sentence.ancestors(i)], sentence
        dep = sentence.tokens[i].dep.split(":")[0]
        found += [f"{role}dep={dep}", f"{role}cat={category_at(sentence, i, language)}"]
        for n, h in enumerate(above[role][1:4]):
            lemma = sentence.tokens[h].lemma.lower()
            found.append(f"{role}h{n}={lemma}")
            if n == 0:
                found.append(f"{role}hd={dep} {lemma}")
            for c in sentence.children[h]:
                child = sentence.tokens[c]
                if child.dep in ("obj", "xcomp", "ccomp", "obl", "aux", "mark", "advmod", "compound:prt"):
                    found.append(f"{role}c{n}={child.dep.split(':')[0]} {child.lemma.lower()}")
    shared = -1
    if len(above) == 2 and home["source"] is home["target"]:
        sentence = home["source"]
        shared = next((k for k in above["source"] if k in above["target"]), -1)
        if shared >= 0:
            top = sentence.tokens[shared]
            found += [f"lca={top.lemma.lower()}", f"lcat={top.lemma.lower()} {top.morph}"]
            path = (
                above["source"][1 : above["source"].index(shared) + 1]
                + above["target"][1 : above["target"].index(shared)]
            )
            found += [f"path={sentence.tokens[k].lemma.lower()}" for k in path]
            found += [
                f"lcac={sentence.tokens[c].dep.split(':')[0]} {sentence.tokens[c].lemma.lower()}"
                for c in sentence.children[shared]
            ]
    for sentence in passage.sentences:
        kept: list[Match] = []
        taken: set[int] = set()
        for match in sorted(_cued(sentence, language, "relations"), key=lambda m: -m.pattern.size):
            token = sentence.tokens[match.head]
            pos = match.pattern.entry.attributes["pos"]
            if match.head in taken or any(span.start <= token.start < span.stop for span in spans):
                continue
            if (pos == "verb" and match.pattern.size == 1 and token.pos not in ("VERB", "AUX")) or (
                pos == "noun" and token.pos not in ("NOUN", "PROPN")
            ):
                continue
            taken.update(match.tokens)
            kept.append(match)
        kept.sort(key=lambda m: m.head)
        for match in kept:
            token = sentence.tokens[match.head]
            code = match.pattern.entry.meaning
            sort = f"{code}{str(match.pattern.entry.attributes['pos'])[0]}"
            found += [
                f"r={code}",
                f"rp={sort}",
                f"rc={match.pattern.cue}",
                f"rd={code} {token.dep.split(':')[0]}",
            ]
            if token.dep == "root":
                found.append(f"rroot={code}")
            if source is not None and target is not None:
                first, second = sorted((source, target))
                where = (
                    "pre" if token.start < first.start else "mid" if token.start < second.start else "post"
                )
                found.append(f"rw={sort} {where}")
            if home.get("source") is sentence and match.head in above["source"][1:]:
                found.append(f"rs={sort} {above['source'].index(match.head)}")
            if home.get("target") is sentence and match.head in above["target"]:
                found.append(f"rt={sort} {min(3, above['target'].index(match.head))}")
            if match.head == shared and home.get("source") is sentence:
                found.append(f"rlca={code}")
        codes = [match.pattern.entry.meaning for match in kept]
        if codes:
            found += [f"rfirst={codes[0]}", f"rlast={codes[-1]}"]
        found += [f"rr={a} {b}" for a, b in pairwise(codes)]
    for act in read_acts(passage, language):
        found += [f"k={act.trigger.kind.value}", f"c={act.trigger.cue}"]
    return found
