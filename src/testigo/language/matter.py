"""What is reported: the clause a verb of report governs, the stretch that it closes or interrupts, the list that goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from testigo.language.reporting import THAT
from testigo.language.speakers import SUBJECTS
from testigo.model.analysis import Sentence
from testigo.model.text import Span

_COUNTED = {
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "death",
    "deaths",
    "decenas",
    "cientos",
    "miles",
    "muerte",
    "muertes",
    "docenas",
    "centenares",
    "dead",
    "killed",
    "body",
    "cuerpo",
}


def stretch_of(sentence: Sentence, tokens: Iterable[int]) -> Span | None:
    """From the first to the last of some tokens, less the marks at both ends."""
    rows = [sentence.tokens[i] for i in sorted(tokens)]
    while rows and rows[0].pos == "PUNCT" and rows[0].text in ",;:.–—-)":
        rows.pop(0)
    while rows and rows[-1].pos == "PUNCT" and rows[-1].text in ",;:.–—-(":
        rows.pop()
    return Span(rows[0].start, rows[-1].stop) if rows else None


_RELATIVE_ARTICLES = frozenset(("el", "la", "los", "las", "del", "al"))


def clause_after(sentence: Sentence, i: int, language: str, blocked: set[int]) -> list[int] | None:
    """The clause that the verb governs by tree, or by a "that" that follows it closely."""
    tokens = sentence.tokens
    best: list[int] = []
    for child in sentence.children[i]:
        token = tokens[child]
        if token.dep in {"ccomp", "csubj"} or (
            token.dep in {"advcl", "acl", "xcomp", "obj", "acl:relcl"}
            and any(
                tokens[c].lower in THAT[language] and tokens[c].dep in {"mark", "obj", "nsubj"} and c > i
                for c in sentence.children[child]
            )
        ):
            part = [k for k in sentence.subtree(child) if k not in blocked and k != i]
            if not any(tokens[k].pos in {"VERB", "AUX"} for k in part) and child < i:
                continue
            best += part
    if best:
        return sorted(set(best))
    for k in range(i + 1, min(i + 14, len(tokens))):
        if tokens[k].lower in {"that", "que"} and tokens[k].pos in {"SCONJ", "PRON"} and k not in blocked:
            before = tokens[k - 1]
            is_relative = before.pos in {"NOUN", "PROPN"} or before.lower in _RELATIVE_ARTICLES
            if is_relative and tokens[k].pos == "PRON" and k > i + 1:
                return None  # "a statement that …", «un comunicado en el que …»: the noun is the matter
            end = k + 1
            while end < len(tokens) and tokens[end].text not in {";", "”", "»"}:
                end += 1
            return [t for t in range(k, end) if t not in blocked]
        if tokens[k].text in {";", "."}:
            return None
    return None


def has_count(sentence: Sentence, indexes: list[int]) -> bool:
    """A number or a word of harm among the tokens."""
    return any(sentence.tokens[k].pos == "NUM" or sentence.tokens[k].lower in _COUNTED for k in indexes)


def to_the_right(sentence: Sentence, i: int, source: list[int]) -> list[int]:
    """All that hangs to the right of a verb up to a semicolon, less its speaker: «cifra los heridos en nueve y los presos en 25»."""
    rows: list[int] = []
    for child in sentence.children[i]:
        if (
            child > i
            and child not in source
            and sentence.tokens[child].dep not in {"conj", "parataxis", "advcl", "punct"}
        ):
            rows += [k for k in sentence.subtree(child) if k > i and k not in source]
    rows.sort()
    for place, k in enumerate(rows):
        if sentence.tokens[k].text == ";":
            return rows[:place]
    return rows


def the_rest(sentence: Sentence, i: int, source: Sequence[int], language: str) -> list[int]:
    """All that follows a verb of report where the tree shows no clause: less a time, an addressee and the medium right behind it.

    Empty where no verb is among it.
    """
    tokens = sentence.tokens
    k = i + 1
    skipped = {
        "this",
        "that",
        "on",
        "in",
        "to",
        "at",
        "late",
        "early",
        "last",
        "hoy",
        "ayer",
        "este",
        "el",
        "en",
        "a",
    }
    while k < len(tokens):
        token = tokens[k]
        if token.lower in THAT[language] or token.text in {":", '"', "“", "«"}:
            break
        if (
            token.pos == "PROPN"
            and token.head == i
            and token.dep in {"obl:unmarked", "nmod:unmarked", "obl", "obl:tmod"}
        ) or (token.dep in {"advmod", "iobj"} and token.head == i):
            k += 1
        elif (
            token.pos == "ADP"
            and token.lower in skipped
            and k < tokens[token.head].i
            and token.head - k <= 4
            and tokens[token.head].head == i
        ):
            k = max(sentence.subtree(token.head)) + 1
        elif token.text == ",":
            k += 1
        else:
            break
    within = set(sentence.subtree(i)) if _is_contrast(sentence, i) else None
    rest = [t for t in range(k, len(tokens)) if t not in source and (within is None or t in within)]
    if not any(tokens[t].pos in {"VERB", "AUX"} for t in rest):
        return []
    return rest


_CONTRASTS = frozenset(("aunque", "mientras", "although", "though", "while", "whereas"))


def _is_contrast(sentence: Sentence, i: int) -> bool:
    """A verb of a clause set against the main one: "while the embassy announced a visit, the army …"."""
    return any(
        sentence.tokens[c].lower in _CONTRASTS
        for c in sentence.children[i]
        if sentence.tokens[c].dep == "mark"
    )


def contrasts(sentence: Sentence, inside: int, other: int) -> bool:
    """Whether one token stands in a clause that is set against the clause of another token."""
    above = {other, *sentence.ancestors(other)}
    return any(j not in above and _is_contrast(sentence, j) for j in (inside, *sentence.ancestors(inside)))


def lists_on(sentence: Sentence, i: int, last: int) -> list[int]:
    """A list that goes on after the reported clause: «que 25 murieron en Tabor, cuatro en Lares y dos en Siles»."""
    rows: list[int] = []
    for child in sentence.children[i]:
        if child > last and sentence.tokens[child].dep in {
            "obl",
            "nummod",
            "conj",
            "appos",
            "dep",
            "list",
            "nmod",
            "obj",
            "parataxis",
            "obl:arg",
        }:
            part = sentence.subtree(child)
            if has_count(sentence, list(part)) and not any(
                sentence.tokens[k].pos == "VERB"
                and sentence.tokens[k].dep in {"conj", "parataxis"}
                and any(sentence.tokens[c].dep in SUBJECTS for c in sentence.children[k])
                for k in part
            ):
                rows += part
    return rows


def reporting_clause(sentence: Sentence, i: int, source: list[int]) -> set[int]:
    """The verb with its helpers, its speaker and its adverbials: all that is not the matter."""
    tokens = sentence.tokens
    found = {i, *source}
    for child in sentence.children[i]:
        if tokens[child].dep in {
            "aux",
            "aux:pass",
            "advmod",
            "obl",
            "obl:arg",
            "iobj",
            "expl:pv",
            "expl",
            "expl:pass",
            "obl:tmod",
            "nmod:tmod",
            "obl:npmod",
            "compound:prt",
            "obl:agent",
            "cc",
            "nmod:unmarked",
            "obl:unmarked",
            "mark",
            "nmod",
        }:
            part = sentence.subtree(child)
            if child > i or not any(tokens[k].pos == "PUNCT" for k in range(part[-1] + 1, i)):
                found.update(part)
    return found


def matter_around(sentence: Sentence, i: int, clause: set[int]) -> list[list[int]]:
    """The matter round a reporting clause that stands last or in the middle, set off by commas: «…, dijo X, …»."""
    tokens = sentence.tokens
    first, last = min(clause), max(clause)
    while first > 0 and tokens[first - 1].pos != "PUNCT":
        first -= 1
    if (
        min(clause) - first > 4
        or tokens[first].pos in {"SCONJ", "CCONJ"}
        or tokens[first].dep in {"mark", "cc"}
    ):
        return []
    if first == 0 or tokens[first - 1].text not in {
        ",",
        "”",
        "»",
        '"',
        "—",
        "–",
        "-",
        "?",
        "!",
        "'",
        ".",
        "’",
    }:
        return []
    while last + 1 < len(tokens) and tokens[last + 1].pos != "PUNCT" and last - i < 12:
        last += 1
    before = list(range(first))
    after = list(range(last + 1, len(tokens)))
    if sum(tokens[k].pos != "PUNCT" for k in before) < 2:
        return []
    parts = [before]
    if (
        sum(tokens[k].pos != "PUNCT" for k in after) >= 3
        and tokens[last + 1].text == ","
        and any(tokens[k].pos in {"VERB", "AUX"} for k in after)
    ):
        parts.append(after)
    return parts


def only_report_between(sentence: Sentence, i: int, stretch: Span, clause: set[int]) -> bool:
    between = [t for t in sentence.tokens[i + 1 :] if t.start < stretch.start]
    if len(between) > 12:
        return False
    return all(
        t.i in clause or t.pos in {"PUNCT", "ADP", "DET", "ADV", "PRON"} or t.text in {":", ","}
        for t in between
    )


def own_clause(sentence: Sentence, i: int) -> list[int]:
    """What stands before the phrase, back to a semicolon."""
    start = i
    while start > 0 and sentence.tokens[start - 1].text != ";":
        start -= 1
    return list(range(start, i))
