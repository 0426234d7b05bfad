"""Who is quoted, from where to where: direct and indirect speech, «según», "according to", headlines with a colon.

The tree is a witness, not a judge: verbs of saying are where small parsers err most (their inverted subjects come out as objects), so
each finding has a fallback on the order of words and on the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from testigo.language.lexicon import lexicon
from testigo.language.quotemarks import quoted_stretches
from testigo.language.reporting import ReportVerb, report_verbs
from testigo.language.voicing import Voices, is_voice_like, kind_of_voice
from testigo.model.analysis import Passage, Quotation, Sentence, Token
from testigo.model.text import Span

_SUBJECTS = {"nsubj", "nsubj:outer"}
_RELATIVES = {"who", "which", "that", "que", "quien", "quienes"}
_CLAUSES = {"ccomp", "csubj", "parataxis"}
_NOMINALS = {
    "obj",
    "iobj",
    "obl",
    "obl:arg",
    "nmod",
    "dep",
    "appos",
    "obl:agent",
    "xcomp",
    "conj",
    "ccomp",
    "parataxis",
    "advcl",
    "root",
}
_NAMES = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
_THAT = {
    "en": {"that", "whether", "if", "how", "why", "what", "who", "where", "when"},
    "es": {"que", "si", "cómo", "quién", "cuándo", "dónde"},
}
_COUNTED = {"dozens", "scores", "hundreds", "thousands", "death", "deaths", "decenas", "cientos", "miles", "muerte", "muertes", "docenas", "centenares", "dead", "killed", "body", "cuerpo"}
_TOLL_NOUNS = {"toll", "number", "count", "figure", "figures", "report", "reports", "complaints", "word", "identity", "identities", "tally", "estimate", "total",
               "cifra", "cifras", "balance", "saldo", "número", "reporte", "reportes", "denuncias", "informes", "identidad", "recuento", "dato", "datos",
               "total", "parte", "lista", "list", "names", "testimonies", "testimonios", "nombres", "victims", "deaths", "muertes", "víctimas", "assurances", "garantías", "constancia", "noticia", "noticias", "registros", "records", "dead", "muertos", "fallecidos"}
_REFLEXIVE = {"quejó", "quejaron", "queja", "quejan", "lamentó", "jactó", "jactaron", "atribuyó", "atribuyeron", "adjudicó", "adjudicaron", "preguntó", "refirió"}
_FINDERS = {"find", "discover", "hallar", "descubrir", "encontrar", "determine"}
_TRIM = " \t\n,;:.–—-"
_ADVERBS = {
    "also",
    "later",
    "then",
    "further",
    "too",
    "también",
    "además",
    "not",
    "n't",
    "no",
    "never",
    "again",
    "have",
    "has",
    "had",
    "been",
    "ha",
    "han",
    "había",
    "habían",
    "haber",
    "to",
    "will",
    "would",
    "did",
    "does",
    "do",
    "was",
    "were",
    "is",
    "are",
    "be",
    "se",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A report before names are resolved: content in one or several stretches."""

    contents: tuple[Span, ...]
    cue: Span
    source: Span | None
    force: str
    is_direct: bool = False
    antecedent: Span | None = None


@cache
def _phrases(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word -> (words, meaning, side) of the report phrases, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for entry in lexicon(language, "report_phrases"):
        for cue in entry.cues:
            words = tuple(cue.split())
            table.setdefault(words[0], []).append(
                (words, entry.meaning, str(entry.attributes.get("side", "none")))
            )
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


def _stretch(sentence: Sentence, tokens: Iterator[int] | tuple[int, ...] | list[int]) -> Span | None:
    """From the first to the last of some tokens, less the marks at both ends."""
    rows = [sentence.tokens[i] for i in sorted(tokens)]
    while rows and rows[0].pos == "PUNCT" and rows[0].text in ",;:.–—-)":
        rows.pop(0)
    while rows and rows[-1].pos == "PUNCT" and rows[-1].text in ",;:.–—-(":
        rows.pop()
    return Span(rows[0].start, rows[-1].stop) if rows else None


# --- the source ---------------------------------------------------------------------------------------------------


_OUTSIDE = {"acl:relcl", "parataxis", "ccomp", "advcl", "cop", "csubj", "mark", "nsubj", "aux", "dislocated", "discourse", "obl"}


def _noun_phrase(sentence: Sentence, i: int) -> list[int]:
    """The tokens of a name: the unbroken run of its subtree round the head, less clauses, reports and a dateline's dash."""
    tokens = sentence.tokens
    skip: set[int] = set()
    for child in sentence.children[i]:
        if tokens[child].dep in _OUTSIDE:
            skip.update(sentence.subtree(child))
    inside = {k for k in sentence.subtree(i) if k not in skip}
    first = last = i
    while last + 1 < len(tokens) and (last + 1 in inside or (tokens[last + 1].pos == "PUNCT" and last + 2 in inside)):
        last += 1
    while first > 0 and (first - 1 in inside or (tokens[first - 1].pos == "PUNCT" and first - 2 in inside)):
        first -= 1
    run = list(range(first, last + 1))
    breaks = [k for k in run if tokens[k].text in {"—", "–", "--", ";", ":"} or (tokens[k].text == "-" and tokens[k - 1].text == ")")]
    first = max([k + 1 for k in breaks if k < i], default=first)
    last = min([k - 1 for k in breaks if k > i], default=last)
    run = list(range(first, last + 1))
    while run and run[-1] != i and tokens[run[-1]].pos in {"PUNCT", "ADP", "CCONJ"} and tokens[run[-1]].text != ")":
        run.pop()
    while run and run[0] != i and tokens[run[0]].pos in {"PUNCT", "CCONJ", "ADV", "ADP"}:
        run.pop(0)
    return run


_DATELINE = re.compile(r"^(?:[^a-záéíóúñ()\]]{3,}|.*[)\]])$", re.DOTALL)


def _undated(sentence: Sentence, source: list[int], i: int) -> list[int]:
    """A speaker less the dateline that the parser took him into: "SAN TELMO, 3 May (AFP) -- [Text] The army" is the army."""
    tokens = sentence.tokens
    if not source or source[0] > 12 or source[0] >= i:
        return _less_days(sentence, source)
    breaks = [k for k in range(min(i, 24)) if tokens[k].text in {"--", "—", "–", "-", "]"} and k + 1 < i]
    for k in reversed(breaks):
        if k >= source[0] and not any(tokens[t].pos in {"VERB", "AUX"} for t in range(k + 1, i - 1)) and (any(t.text == ")" for t in tokens[:k]) or all(t.pos in {"PROPN", "PUNCT", "NUM"} for t in tokens[:k])) and tokens[k - 1].text in {")", ","} | ({tokens[k - 1].text} if tokens[k].text != "-" else set()):
            return _less_days(sentence, [t for t in range(k + 1, i) if tokens[t].pos not in {"AUX", "ADV", "PUNCT"}])
    return _less_days(sentence, source)


_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "on", "today", "yesterday", "meanwhile", "later", "hoy", "ayer", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "el", "este"}


def _less_days(sentence: Sentence, source: list[int]) -> list[int]:
    """"Monday the Office" and "the Union on Monday" without their days."""
    run = list(source)
    words = [sentence.tokens[k].lower for k in run]
    while len(run) > 1 and words[-1] in _DAYS:
        run.pop()
        words.pop()
    if len(run) > 2 and words[0] in _DAYS - {"el", "este", "on"}:
        run = run[1:]
    return run


def _is_source(token: Token, language: str) -> bool:
    """A noun, name or person's pronoun that can speak."""
    if token.pos == "PRON":
        return token.lower in {
            "he",
            "she",
            "they",
            "it",
            "we",
            "i",
            "who",
            "él",
            "ella",
            "ellos",
            "ellas",
            "quien",
            "quienes",
            "que",
            "this",
            "uno",
            "some",
            "others",
            "many",
            "one",
            "everyone",
            "nobody",
            "algunos",
            "otros",
            "muchos",
            "you",
            "which",
            "that",
            "both",
            "another",
        }
    return (
        token.pos in {"NOUN", "PROPN"}
        or token.entity in {"PER", "ORG"}
        or (token.pos in {"ADJ", "NUM", "DET"} and is_voice_like(token.text, language))
    )


def _is_passive(sentence: Sentence, i: int, language: str) -> bool:
    """"was told", «fue informado», and the bare participle behind its noun."""
    token = sentence.tokens[i]
    if any(sentence.tokens[c].dep == "aux:pass" for c in sentence.children[i]):
        return True
    if language == "es" and i > 0 and sentence.tokens[i - 1].lower == "se" and token.lower not in _REFLEXIVE:
        return True
    if token.dep not in {"acl", "amod"} or "VerbForm=Part" not in token.morph:
        return False
    holder = sentence.tokens[token.head]
    return not (holder.pos == "PROPN" or holder.entity in {"PER", "ORG"} or is_voice_like(holder.lower, language))


def _subject(sentence: Sentence, i: int, verb: ReportVerb, language: str, depth: int = 0) -> int | None:
    """The token that speaks through the verb at `i`: its own subject, an agent, an inverted one misread as object, or a shared one."""
    tokens = sentence.tokens
    token = tokens[i]
    if _is_passive(sentence, i, language):
        return _agent(sentence, i, language)
    after = _inverted(sentence, i, language) if "tell" not in verb.meanings else None
    if after is not None and language == "es" and tokens[i - 1].text == ",":
        return after
    for child in sorted(sentence.children[i], key=lambda c: (c > i, abs(i - c))):
        if tokens[child].dep in _SUBJECTS and _is_source(tokens[child], language):
            if child > i and language == "en" and child != after:
                continue
            return child
    if after is not None:
        return after
    if depth < 3 and token.dep in {"conj", "advcl", "xcomp", "acl", "aux"} and token.head != i:
        if token.dep == "acl":
            return token.head if tokens[token.head].pos in {"NOUN", "PROPN"} else None
        if token.dep == "advcl" and not _is_gerund(token):
            return _before(sentence, i, language)
        if tokens[token.head].pos in {"VERB", "AUX", "NOUN", "ADJ"}:
            shared = _subject(sentence, token.head, verb, language, depth + 1)
            if shared is not None and shared < i:
                return shared
    if token.dep == "acl:relcl":
        return token.head
    return _before(sentence, i, language) if depth == 0 else None


def _is_gerund(token: Token) -> bool:
    return any(form in token.morph for form in ("VerbForm=Ger", "VerbForm=Part", "VerbForm=Inf")) or token.lower.endswith("ing")


def _agent(sentence: Sentence, i: int, language: str) -> int | None:
    """Who is behind a passive: «por» or "by" and a name, by tree or within a few words."""
    tokens = sentence.tokens
    for child in sentence.children[i]:
        if tokens[child].dep == "obl:agent":
            return child
    for k in range(i + 1, min(i + 7, len(tokens))):
        if tokens[k].lower in {"by", "por"} and tokens[k].head > k and _is_source(tokens[tokens[k].head], language):
            head = tokens[k].head
            words = " ".join(t.lower for t in tokens[k + 1 : head + 4])
            return head if is_voice_like(words, language) or tokens[head].entity in {"PER", "ORG"} or tokens[head].pos == "PROPN" else None
    return None


def _before(sentence: Sentence, i: int, language: str) -> int | None:
    """The name that stands right before the verb, over its helpers and a closing comma: "the chief, Ana Ruiz, told …"."""
    tokens = sentence.tokens
    k = i - 1
    while k >= 0 and (tokens[k].pos in {"AUX", "ADV", "PART"} or tokens[k].lower in {"se", "lo", "le", "les", "n't", "not"}):
        k -= 1
    if k >= 0 and tokens[k].text == ",":
        k -= 1
        if k < 0:
            return None
        if tokens[k].pos != "PROPN" and tokens[k].entity != "PER":
            return _closed_by_comma(sentence, k, language)
    if k < 0 or tokens[k].pos not in {"NOUN", "PROPN"}:
        return None
    head = k
    for _ in range(6):
        up = tokens[head].head
        if up == head or up >= i or tokens[up].pos not in {"NOUN", "PROPN"} or tokens[head].dep in {"conj"}:
            break
        head = up
    words = " ".join(t.lower for t in tokens[max(0, min(head, k) - 2) : k + 1])
    return head if is_voice_like(words, language) or tokens[k].pos == "PROPN" and tokens[k].entity != "LOC" else None


def _closed_by_comma(sentence: Sentence, k: int, language: str) -> int | None:
    """The speaker whose relative clause ends at `k`: "a witness who spoke to a paper, claimed"."""
    tokens = sentence.tokens
    for t in range(max(0, k - 25), k):
        if tokens[t].pos in {"NOUN", "PROPN"} and any(tokens[c].dep in {"acl:relcl", "appos", "acl"} and c > t for c in sentence.children[t]):
            if sentence.subtree(t)[-1] >= k and (is_voice_like(tokens[t].lower, language) or tokens[t].entity == "PER"):
                return t
    return None


def _inverted(sentence: Sentence, i: int, language: str) -> int | None:
    """«denunció la Defensoría», "said a doctor": the first name after the verb that no preposition governs, before any mark."""
    tokens = sentence.tokens
    if language == "en" and (i == 0 or tokens[i - 1].pos != "PUNCT"):
        return None
    k = i + 1
    while k < len(tokens) and k <= i + 9:
        token = tokens[k]
        if token.pos in {"PUNCT", "SCONJ", "VERB", "CCONJ"} or token.lower in _THAT.get(language, ()):
            return None
        if token.pos == "ADP" or token.lower in {"this", "on", "hoy", "ayer", "este", "today"}:
            # step over an adverbial: «informó este sábado el Observatorio», «dijo a la AFP el portavoz»
            k = _after_adverbial(sentence, k, i)
            continue
        if token.pos in {"NOUN", "PROPN"} and not _has_preposition(sentence, k):
            head = k
            while (
                tokens[head].dep in {"compound", "flat", "nmod:poss", "amod", "appos", "nummod"}
                and tokens[head].head > i
                and tokens[head].pos in _NAMES
                and tokens[head].head != head
            ):
                head = tokens[head].head
            name = sentence.tokens[head]
            if (
                is_voice_like(" ".join(t.lower for t in tokens[max(k - 2, i + 1) : head + 6]), language)
                or name.entity in {"PER", "ORG"}
                or name.pos == "PROPN"
            ):
                return head
            return None
        k += 1
    return None


def _has_preposition(sentence: Sentence, k: int) -> bool:
    return any(sentence.tokens[c].dep == "case" and c < k for c in sentence.children[k])


def _after_adverbial(sentence: Sentence, k: int, verb: int) -> int:
    """The index after the phrase that begins at `k`: up to the end of the noun it governs."""
    tokens = sentence.tokens
    head = tokens[k].head
    if head <= k or head - k > 6:
        return k + 1
    last = head
    for child in sentence.children[head]:
        if (
            child > head
            and child == last + 1
            and tokens[child].dep in {"flat", "compound", "amod", "nmod", "appos"}
        ):
            last = max(sentence.subtree(child))
    return last + 1


# --- the matter ---------------------------------------------------------------------------------------------------


def _clause_after(sentence: Sentence, i: int, language: str, blocked: set[int]) -> list[int] | None:
    """The clause that the verb governs by tree, or by a "that" that follows it closely."""
    tokens = sentence.tokens
    best: list[int] = []
    for child in sentence.children[i]:
        token = tokens[child]
        if token.dep in {"ccomp", "csubj"} or (
            token.dep in {"advcl", "acl", "xcomp", "obj", "acl:relcl"}
            and any(
                tokens[c].lower in _THAT[language] and tokens[c].dep in {"mark", "obj", "nsubj"} and c > i
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
            if tokens[k - 1].pos in {"NOUN", "PROPN"} and tokens[k].pos == "PRON" and k > i + 1:
                return None
            end = k + 1
            while end < len(tokens) and tokens[end].text not in {";", "”", "»"}:
                end += 1
            return [t for t in range(k, end) if t not in blocked]
        if tokens[k].text in {";", "."}:
            return None
    return None


def _has_count(sentence: Sentence, indexes: list[int]) -> bool:
    """A number or a word of harm among the tokens."""
    return any(sentence.tokens[k].pos == "NUM" or sentence.tokens[k].lower in _COUNTED for k in indexes)


def _to_the_right(sentence: Sentence, i: int, source: list[int]) -> list[int]:
    """All that hangs to the right of a verb up to a semicolon, less its speaker: «cifra los muertos en tres y los heridos en 25»."""
    rows: list[int] = []
    for child in sentence.children[i]:
        if child > i and child not in source and sentence.tokens[child].dep not in {"conj", "parataxis", "advcl", "punct"}:
            rows += [k for k in sentence.subtree(child) if k > i and k not in source]
    rows.sort()
    for place, k in enumerate(rows):
        if sentence.tokens[k].text == ";":
            return rows[:place]
    return rows


def _lists_on(sentence: Sentence, i: int, last: int) -> list[int]:
    """A list that goes on after the reported clause: «que 25 murieron en Tabor, cuatro en Lares y dos en Siles»."""
    rows: list[int] = []
    for child in sentence.children[i]:
        if child > last and sentence.tokens[child].dep in {"obl", "nummod", "conj", "appos", "dep", "list", "nmod", "obj", "parataxis", "obl:arg"}:
            part = sentence.subtree(child)
            if _has_count(sentence, list(part)) and not any(sentence.tokens[k].pos == "VERB" and sentence.tokens[k].dep in {"conj", "parataxis"} and any(sentence.tokens[c].dep in _SUBJECTS for c in sentence.children[k]) for k in part):
                rows += part
    return rows


def _reporting_clause(sentence: Sentence, i: int, source: list[int]) -> set[int]:
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
            found.update(sentence.subtree(child))
    return found


def _around(sentence: Sentence, i: int, clause: set[int]) -> list[list[int]]:
    """The matter round a reporting clause that stands last or in the middle, set off by commas: «…, dijo X, …»."""
    tokens = sentence.tokens
    first, last = min(clause), max(clause)
    while first > 0 and tokens[first - 1].pos != "PUNCT":
        first -= 1
    if min(clause) - first > 4 or tokens[first].pos in {"SCONJ", "CCONJ"} or tokens[first].dep in {"mark", "cc"}:
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


def _cue_span(sentence: Sentence, i: int, particles: int) -> Span:
    """The verb with the helpers that stand unbroken before it: "has learned", «ha informado»."""
    first = i
    while (
        first > 0
        and sentence.tokens[first - 1].head == i
        and sentence.tokens[first - 1].dep
        in {"aux", "aux:pass", "advmod", "expl:pv", "expl:pass", "mark", "expl"}
        and sentence.tokens[first - 1].lower in _ADVERBS
    ):
        first -= 1
    while first < i and sentence.tokens[first].lower in {
        "to",
        "also",
        "later",
        "then",
        "también",
        "además",
        "further",
        "too",
    }:
        first += 1
    return Span(sentence.tokens[first].start, sentence.tokens[i + particles].stop)


def _verb_at(sentence: Sentence, i: int, language: str) -> ReportVerb | None:
    """The verb of report at a token, its phrase verb first; None for nouns, names and bare participles before a noun."""
    token = sentence.tokens[i]
    rows = report_verbs(language).get(token.lower)
    if rows is None:
        return None
    if token.pos not in {"VERB", "AUX"}:
        if language == "es" and (token.lower.endswith(("ó", "aron", "ieron")) or token.lower == "dijo"):
            pass
        elif token.lower in {"said", "says", "told", "added"}:
            pass
        else:
            return None
    if token.dep in {"amod", "compound"}:
        return None
    for verb in rows:
        size = len(verb.particles)
        if all(
            i + 1 + k < len(sentence.tokens) and sentence.tokens[i + 1 + k].lower == verb.particles[k]
            for k in range(size)
        ):
            return verb
    return None


def _from_verb(
    sentence: Sentence, i: int, verb: ReportVerb, language: str, stretches: tuple[Span, ...], earlier: Span | None
) -> _Found | None:
    tokens = sentence.tokens
    head = _subject(sentence, i, verb, language)
    source = _noun_phrase(sentence, head) if head is not None else []
    source = [k for k in source if k != i]
    if head is not None and head < i:
        source = [k for k in source if k < i]
    source = _undated(sentence, source, i)
    passive = _is_passive(sentence, i, language)
    clause = _reporting_clause(sentence, i, source)
    cue = _cue_span(sentence, i, len(verb.particles))
    contents: list[Span] = []
    is_direct = False
    if verb.meanings[0] in {"believe", "attitude"} and (head is None or tokens[head].lower in {"i", "you", "we", "one", "yo"}):
        return None
    governed = _clause_after(sentence, i, language, set(source) | {i})
    if passive and head is None and verb.meanings[0] not in {"say", "announce"}:
        return None
    if verb.meanings[0] == "record" and governed is None:
        rows = _to_the_right(sentence, i, source)
        span = _stretch(sentence, rows)
        if span is not None and _has_count(sentence, rows):
            contents.append(span)
    if governed is not None and verb.lemma in _FINDERS and not any(tokens[k].lower in _THAT[language] for k in governed[:2]):
        governed = None
        if not stretches:
            return None
    if not contents and governed is not None and "clause" in verb.frames:
        before = [k for k in governed if k < min(clause)]
        after = [k for k in governed if k > i]
        if after:
            after += _lists_on(sentence, i, max(after))
        for part in (before, after):
            span = _stretch(sentence, part) if len(part) > 1 else None
            if span is not None:
                contents.append(span)
    has_object = "object" in verb.frames and any(tokens[c].dep == "obj" and c > i and c not in source for c in sentence.children[i])
    if not contents and "clause" in verb.frames and verb.vouches and not has_object and (source or language == "es"):
        for part in _around(sentence, i, clause):
            span = _stretch(sentence, part)
            if span is not None:
                contents.append(span)
    if not contents and "infinitive" in verb.frames:
        for child in sentence.children[i]:
            if tokens[child].dep in {"xcomp", "ccomp"} and child > i:
                span = _stretch(sentence, sentence.subtree(child))
                if span is not None:
                    contents.append(span)
    if not contents and {"object", "about", "addressee"} & verb.frames:
        wanted = {"obj", "nsubj:pass"} if passive else {"obj"}
        if "about" in verb.frames:
            wanted |= {"obl:arg", "obl"}
        rows = []
        for child in sentence.children[i]:
            if tokens[child].dep in wanted and child not in source and (child > i or passive):
                rows += [k for k in sentence.subtree(child) if k not in source]
        if "addressee" in verb.frames and rows:
            for child in sentence.children[i]:
                if tokens[child].dep in {"advcl", "obl", "xcomp", "obl:arg", "ccomp"} and child > i:
                    rows += list(sentence.subtree(child))
        span = _stretch(sentence, rows)
        if span is not None:
            contents.append(span)
    for stretch in stretches:
        near = (
            stretch.stop <= tokens[min(clause)].start <= stretch.stop + 4
            or tokens[i].stop <= stretch.start
            and _only_clause_between(sentence, i, stretch, clause)
        )
        if near and not any(stretch.overlaps(c) for c in contents):
            if "clause" in verb.frames or "object" in verb.frames:
                contents.append(stretch)
                is_direct = True
        for n, content in enumerate(contents):
            if stretch.overlaps(content) and not stretch.overlaps(cue):
                contents[n] = Span(min(stretch.start, content.start), max(stretch.stop, content.stop))
                is_direct = is_direct or stretch.covers(content)
    if verb.meanings[0] == "record" and not is_direct:
        contents = [c for c in contents if _has_count(sentence, list(sentence.between(c)))]
    if not contents and earlier is not None and language == "es" and i > 0 and source:
        if tokens[i - 1].lower == "lo" or "así" in {t.lower for t in tokens[max(0, i - 3) : i]}:
            contents.append(earlier)  # «Lo confirmó el alcalde»
    if verb.needs_toll:
        if not {t.lower for t in tokens[i + 1 : i + 9]} & _TOLL_NOUNS:
            return None
    if not contents:
        return None
    span = _stretch(sentence, source) if source else None
    antecedent = None
    if head is not None and tokens[head].lower in _RELATIVES and tokens[i].dep == "acl:relcl" and tokens[i].head != i:
        antecedent = _stretch(sentence, [k for k in _noun_phrase(sentence, tokens[i].head) if k < i])
    if span is not None:
        contents = [c for c in contents if not c.covers(span) or c.overlaps(cue) is False]
    return _Found(tuple(sorted(contents)), cue, span, verb.meanings[0], is_direct, antecedent)


def _only_clause_between(sentence: Sentence, i: int, stretch: Span, clause: set[int]) -> bool:
    between = [t for t in sentence.tokens[i + 1 :] if t.start < stretch.start]
    if len(between) > 12:
        return False
    return all(
        t.i in clause or t.pos in {"PUNCT", "ADP", "DET", "ADV", "PRON"} or t.text in {":", ","}
        for t in between
    )


# --- phrases and colons ------------------------------------------------------------------------------------------


def _source_after(sentence: Sentence, k: int, language: str) -> list[int]:
    """The name that a preposition governs: from the next token to the first mark or verb, with its "of" phrases."""
    tokens = sentence.tokens
    run: list[int] = []
    while k < len(tokens) and len(run) < 14:
        token = tokens[k]
        if token.pos in {"PUNCT"} and token.text not in {"-", "'", "’", '"', "“", "”", "«", "»", "("}:
            if (
                token.text == ","
                and run
                and k + 1 < len(tokens)
                and tokens[k + 1].pos == "PROPN"
                and tokens[k + 1].dep in {"appos", "flat", "conj"}
            ):
                run.append(k)
                k += 1
                continue
            break
        if token.text in {"(", "“", "«", '"'} and run and token.text == "(":
            break
        if token.pos in {"VERB", "AUX"} and run:
            if (
                token.head in run
                and token.dep in {"amod", "acl"}
                and language == "es"
                and token.lower.endswith(("da", "do", "das", "dos"))
            ):
                run.append(k)
                k += 1
                continue
            break
        if (
            token.pos in {"SCONJ"}
            or (token.pos == "PRON" and run)
            or token.lower in {"that", "que", "who", "which", "quien", "cuando", "when"}
        ):
            break
        if (
            token.pos == "ADP"
            and run
            and token.lower not in {"of", "for", "de", "del", "in", "en", "para", "from", "at"}
        ):
            break
        run.append(k)
        k += 1
    while run and tokens[run[-1]].pos in {"ADP", "CCONJ", "DET", "PUNCT", "ADV"}:
        run.pop()
    return run


def _from_phrase(sentence: Sentence, i: int, language: str) -> _Found | None:
    rows = _phrases(language).get(sentence.tokens[i].lower)
    if rows is None:
        return None
    tokens = sentence.tokens
    for words, meaning, side in rows:
        size = len(words)
        if (
            side != "after"
            or tuple(t.lower for t in tokens[i : i + size]) != words
            or meaning in {"document", "office"}
        ):
            continue
        k = i + size
        if k >= len(tokens):
            return None
        verb = _verb_at(sentence, k, language)
        if verb is None and k + 1 < len(tokens) and tokens[k].pos in {"AUX", "PRON"}:
            verb = _verb_at(sentence, k + 1, language)  # «según ha informado», «según se informó»
            k = k + 1 if verb is not None else k
        stop = i + size
        if verb is not None and language == "es":
            head = _subject(sentence, k, verb, language)
            source = (
                _noun_phrase(sentence, head)
                if head is not None and head > k
                else _source_after(sentence, k + 1, language)
            )
            source = [t for t in source if t > k]
            stop = k + 1
        else:
            source = _source_after(sentence, k, language)
        if not source and verb is None:
            continue
        if not source or not _speaks(sentence, source, language):
            if verb is None:
                continue
            source = []
        last = source[-1] if source else stop - 1
        link = next((t.i for t in tokens[last + 1 : last + 7] if t.lower == "que"), None) if language == "es" and source else None
        if link is not None and not any(t.text in {",", ";"} for t in tokens[last + 1 : link]):
            given = next((t.i for t in tokens[link + 1 : link + 4] if t.pos == "VERB"), None)
            giver = _inverted(sentence, given, language) if given is not None else None
            if giver is not None:
                source = _noun_phrase(sentence, giver)
                last = source[-1]
        span = _stretch(sentence, source) if source else None
        before = list(range(i))
        after = list(range(last + 1, len(tokens)))
        main = after if sum(t.pos != "PUNCT" for t in tokens[:i]) < 2 else before
        if (
            main is before
            and sum(tokens[t].pos != "PUNCT" for t in after) > 3
            and tokens[last + 1].text == ","
            and not _from_clause_start(sentence, i)
        ):
            contents = [c for c in (_stretch(sentence, before), _stretch(sentence, after)) if c is not None]
        else:
            if main is before:
                main = _own_clause(sentence, i)
            content = _stretch(sentence, main)
            contents = [content] if content is not None else []
        if not contents:
            return None
        return _Found(tuple(contents), Span(tokens[i].start, tokens[stop - 1].stop), span, "say")
    return None


def _speaks(sentence: Sentence, source: list[int], language: str) -> bool:
    """A name, or a common noun that the voices know: "according to height" has neither."""
    words = " ".join(sentence.tokens[k].lower for k in source)
    return (
        any(sentence.tokens[k].pos == "PROPN" or sentence.tokens[k].entity for k in source)
        or is_voice_like(words, language)
        or any(sentence.tokens[k].lower in {"him", "her", "them", "él", "ella", "ellos"} for k in source)
    )


def _from_clause_start(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.tokens[i - 1].text in {";"}


def _own_clause(sentence: Sentence, i: int) -> list[int]:
    """What stands before the phrase, back to a semicolon."""
    start = i
    while start > 0 and sentence.tokens[start - 1].text != ";":
        start -= 1
    return list(range(start, i))


_COLON = re.compile(r"^\s*[\"“«]?([^\n:.!?;,]{2,60}):\s+(\S.*)$", re.DOTALL)


def _from_colon(sentence: Sentence, language: str, text: str) -> _Found | None:
    """«Defensoría: hay nueve muertos» at a sentence's start, where what stands before the colon can speak."""
    tokens = sentence.tokens
    at = next((t.i for t in tokens[:10] if t.text == ":"), None)
    if at is None or at == 0 or at + 2 >= len(tokens):
        return None
    before = tokens[:at]
    if any(t.pos in {"VERB", "AUX"} for t in before) or any(t.text.isdigit() for t in before):
        return None
    words = " ".join(t.lower for t in before)
    named = all(t.pos in {"PROPN", "PUNCT", "DET", "ADP"} for t in before) and before[-1].entity in {
        "PER",
        "ORG",
    }
    if (
        not named
        and not (is_voice_like(words, language) and len(before) <= 7)
        and not all(t.text.isupper() for t in before if t.pos != "PUNCT")
    ):
        return None
    content = _stretch(sentence, list(range(at + 1, len(tokens))))
    source = _stretch(sentence, [t.i for t in before])
    if content is None or source is None:
        return None
    return _Found((content,), tokens[at].span, source, "say")


# --- the whole passage --------------------------------------------------------------------------------------------


def _stretch_runs(passage: Passage, stretches: tuple[Span, ...], found: list[_Found]) -> list[_Found]:
    """Give each quote that no cue took to the speaker beside it: the report before it in its paragraph, or a paragraph that goes on."""
    taken = [c for f in found for c in f.contents]
    result = list(found)
    for stretch in stretches:
        if any(stretch.overlaps(c) for c in taken) or stretch.stop - stretch.start < 25:
            continue
        earlier = [n for n, f in enumerate(result) if f.cue.stop <= stretch.start and f.source is not None]
        if not earlier:
            continue
        n = max(earlier, key=lambda k: result[k].cue.stop)
        report = result[n]
        sentence = passage.sentence_at(stretch.start)
        last = passage.sentence_at(report.cue.start)
        if (
            sentence is None
            or last is None
            or sentence.index - last.index > 2
            or sentence.paragraph - last.paragraph > 1
        ):
            continue
        end = max(report.contents[-1].stop, report.cue.stop)
        if (
            sentence.index == last.index
            or passage.text[end : stretch.start].strip(_TRIM + '"”»“«') == ""
            or sentence.index - last.index == 1
        ):
            result[n] = replace(report, contents=(*report.contents, stretch))
            taken.append(stretch)
    return result


_NESTED = {"say", "tell", "announce", "record", "cite"}


def _outer(found: list[_Found], stretches: tuple[Span, ...]) -> list[_Found]:
    """Reports less those that a quoted speaker makes of thoughts or of himself: «Creo que hubo heridos», dijo el alcalde."""
    kept: list[_Found] = []
    for report in found:
        within = any(s.covers(report.cue) for s in stretches if s.stop - s.start > 20)
        if within and (report.force not in _NESTED or report.source is None or report.source.stop - report.source.start < 4):
            continue
        kept.append(report)
    return kept


def find_quotations(passage: Passage, language: str) -> tuple[Quotation, ...]:
    """All reports in a passage, in order of their cues. A report whose matter is broken gives one Quotation for each stretch, with one cue.

    The source is resolved to its full name within the passage; where a Spanish verb has no subject of its own, the voice is the
    last speaker and `source` is None.
    """
    if not passage.sentences:
        return ()
    verbs = report_verbs(language)
    phrases = _phrases(language)
    stretches = quoted_stretches(passage.text)
    found: list[_Found] = []
    for sentence in passage.sentences:
        near = tuple(
            s for s in stretches if s.start < sentence.span.stop + 3 and sentence.span.start < s.stop + 3
        )
        earlier = None
        if sentence.index > 0 and passage.sentences[sentence.index - 1].paragraph == sentence.paragraph:
            earlier = passage.sentences[sentence.index - 1].span
        colon = _from_colon(sentence, language, passage.text)
        if colon is not None:
            found.append(colon)
        for token in sentence.tokens:
            if token.lower in phrases:
                report = _from_phrase(sentence, token.i, language)
                if report is not None:
                    found.append(report)
                    continue
            if token.lower in verbs:
                verb = _verb_at(sentence, token.i, language)
                if verb is None or any(f.cue.overlaps(token.span) for f in found[-2:]):
                    continue
                report = _from_verb(sentence, token.i, verb, language, near, earlier)
                if report is not None:
                    found.append(report)
    found = _outer(_stretch_runs(passage, stretches, found), stretches)
    voices = Voices(passage, language)
    quotations: list[Quotation] = []
    for report in sorted(found, key=lambda f: f.cue):
        voice = voices.resolve(report.antecedent or report.source, report.cue)
        kind = kind_of_voice(voice or "", language)
        quotations += [
            Quotation(content, report.cue, report.source, voice, kind.value, report.is_direct, report.force)
            for content in report.contents
        ]
    return tuple(quotations)
