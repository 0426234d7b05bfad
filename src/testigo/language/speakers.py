"""Who speaks: the subject of a verb of report, also inverted, shared, behind a passive, or hidden in a dateline.

The tree is a witness, not a judge: verbs of saying are where small parsers err most (their inverted subjects come out as objects), so
each finding has a fallback on the order of words and on the marks.
"""

from __future__ import annotations

import re

from testigo.language.reporting import THAT, ReportVerb
from testigo.language.voicing import is_voice_like, kind_of_voice
from testigo.model.analysis import Sentence, Token
from testigo.model.calendar_names import WEEKDAY_NAMES
from testigo.model.claim import VoiceKind

_HOUR = re.compile(r"\d{1,2}[:.]\d\d")
SUBJECTS = {"nsubj", "nsubj:outer"}


RELATIVES = {"who", "which", "that", "que", "quien", "quienes"}


_NAMES = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}


_REFLEXIVE = {
    "quejó",
    "quejaron",
    "queja",
    "quejan",
    "lamentó",
    "jactó",
    "jactaron",
    "atribuyó",
    "atribuyeron",
    "adjudicó",
    "adjudicaron",
    "preguntó",
    "refirió",
}


_OUTSIDE = {
    "acl:relcl",
    "parataxis",
    "ccomp",
    "advcl",
    "cop",
    "csubj",
    "mark",
    "nsubj",
    "aux",
    "dislocated",
    "discourse",
    "obl",
}


_DAYS = WEEKDAY_NAMES.union("on today yesterday meanwhile later hoy ayer el este".split())


def noun_phrase(sentence: Sentence, i: int) -> list[int]:
    """The tokens of a name: the unbroken run of its subtree round the head, less clauses, reports and a dateline's dash."""
    tokens = sentence.tokens
    skip: set[int] = set()
    for child in sentence.children[i]:
        if tokens[child].dep in _OUTSIDE:
            skip.update(sentence.subtree(child))
    inside = {k for k in sentence.subtree(i) if k not in skip}
    first = last = i
    while last + 1 < len(tokens) and (
        last + 1 in inside or (tokens[last + 1].pos == "PUNCT" and last + 2 in inside)
    ):
        last += 1
    while first > 0 and (first - 1 in inside or (tokens[first - 1].pos == "PUNCT" and first - 2 in inside)):
        first -= 1
    run = list(range(first, last + 1))
    breaks = [
        k
        for k in run
        if tokens[k].text in {"—", "–", "--", ";", ":"}
        or (tokens[k].text == "-" and tokens[k - 1].text == ")")
    ]
    first = max([k + 1 for k in breaks if k < i], default=first)
    last = min([k - 1 for k in breaks if k > i], default=last)
    run = list(range(first, last + 1))
    while (
        run
        and run[-1] != i
        and tokens[run[-1]].pos in {"PUNCT", "ADP", "CCONJ"}
        and tokens[run[-1]].text != ")"
    ):
        run.pop()
    while run and run[0] != i and tokens[run[0]].pos in {"PUNCT", "CCONJ", "ADV", "ADP"}:
        run.pop(0)
    return run


def undated(sentence: Sentence, source: list[int], i: int) -> list[int]:
    """A speaker less the dateline that the parser took him into: "SAN TELMO, 3 May (AFP) -- [Text] The army" is the army."""
    tokens = sentence.tokens
    source = _after_last_clause(sentence, source, i)
    if not source or source[0] > 12 or source[0] >= i:
        return _less_days(sentence, source)
    breaks = [k for k in range(min(i, 24)) if tokens[k].text in {"--", "—", "–", "-", "]"} and k + 1 < i]
    for k in reversed(breaks):
        if (
            k >= source[0]
            and not any(tokens[t].pos in {"VERB", "AUX"} for t in range(k + 1, i - 1))
            and (
                any(t.text == ")" for t in tokens[:k])
                or all(t.pos in {"PROPN", "PUNCT", "NUM"} for t in tokens[:k])
            )
            and tokens[k - 1].text in {")", ","} | ({tokens[k - 1].text} if tokens[k].text != "-" else set())
        ):
            return _less_days(
                sentence, [t for t in range(k + 1, i) if tokens[t].pos not in {"AUX", "ADV", "PUNCT"}]
            )
    return _less_days(sentence, source)


def _after_last_clause(sentence: Sentence, source: list[int], i: int) -> list[int]:
    """Of a subject that has swallowed a clause the name after its last comma: "300 people blocked roads, the police said"."""
    tokens = sentence.tokens
    if not source or source[-1] >= i:
        return source
    verbs = [
        k
        for k in source
        if tokens[k].pos == "VERB" and any(tokens[c].dep in SUBJECTS for c in sentence.children[k])
    ]
    commas = [k for k in source if tokens[k].text in {",", '"', "”"} and verbs and k > verbs[-1]]
    rest = [k for k in source if commas and k > commas[-1]]
    return rest if any(tokens[k].pos in {"NOUN", "PROPN"} for k in rest) else source


_HALVES_OF_DAY = frozenset(("a.m.", "p.m.", "am", "pm", "a.m", "p.m"))


def _less_days(sentence: Sentence, source: list[int]) -> list[int]:
    """The speakers of "Monday the Office", "the Union on Monday" and "11:00pm Voces" without their days and hours."""
    run = list(source)
    while len(run) > 1 and _HOUR.match(sentence.tokens[run[0]].text):
        run = run[1:]
    hour = next((n for n, k in enumerate(run[:3]) if sentence.tokens[k].lower in _HALVES_OF_DAY), None)
    if hour is not None and len(run) > hour + 1:  # "by 7 p.m., an official said"
        run = run[hour + 1 :]
        while len(run) > 1 and sentence.tokens[run[0]].pos == "PUNCT":
            run = run[1:]
    words = [sentence.tokens[k].lower for k in run]
    while len(run) > 1 and words[-1] in _DAYS:
        run.pop()
        words.pop()
    if len(run) > 2 and words[0] in _DAYS - {"el", "este", "on"}:
        run = run[1:]
    return run


def _is_source(token: Token, language: str) -> bool:
    """A noun, name or person's pronoun that can speak."""
    if token.lower in _DAYS - {"el", "este", "on", "later"}:
        return False
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
            "someone",
            "somebody",
            "anyone",
            "everybody",
            "all",
            "each",
            "none",
            "several",
            "alguien",
            "todos",
            "ambos",
        }
    return (
        token.pos in {"NOUN", "PROPN"}
        or token.entity in {"PER", "ORG"}
        or (token.pos in {"ADJ", "NUM", "DET"} and is_voice_like(token.text, language))
    )


def is_passive(sentence: Sentence, i: int, language: str) -> bool:
    """Passive: "was told", «fue informado», and the bare participle behind its noun."""
    token = sentence.tokens[i]
    if any(sentence.tokens[c].dep == "aux:pass" for c in sentence.children[i]):
        return True
    if language == "es" and i > 0 and sentence.tokens[i - 1].lower == "se" and token.lower not in _REFLEXIVE:
        return True
    if token.dep not in {"acl", "amod"} or "VerbForm=Part" not in token.morph:
        return False
    holder = sentence.tokens[token.head]
    return not (
        holder.pos == "PROPN" or holder.entity in {"PER", "ORG"} or is_voice_like(holder.lower, language)
    )


def speaker_of(sentence: Sentence, i: int, verb: ReportVerb, language: str, depth: int = 0) -> int | None:
    """The token that speaks through the verb at `i`: its own subject, an agent, an inverted one misread as object, or a shared one."""
    tokens = sentence.tokens
    token = tokens[i]
    if is_passive(sentence, i, language):
        return _agent(sentence, i, language)
    after = inverted_speaker(sentence, i, language) if "tell" not in verb.meanings else None
    if after is not None and i > 0 and tokens[i - 1].pos == "PUNCT":
        return after
    for child in sorted(sentence.children[i], key=lambda c: (c > i, abs(i - c))):
        if tokens[child].dep in SUBJECTS and _is_source(tokens[child], language):
            if child > i and language == "en" and child != after:
                continue
            return child
    if after is not None:
        return after
    if depth < 3 and token.dep in {"conj", "advcl", "xcomp", "acl", "aux"} and token.head != i:
        if token.dep == "acl":
            holder = tokens[token.head]
            if (
                holder.pos == "PROPN"
                or holder.entity in {"PER", "ORG"}
                or is_voice_like(holder.lower, language)
            ):
                return token.head
            return _subject_above(sentence, token.head, verb, language, depth)
        if token.dep == "advcl" and not _is_gerund(token):
            return _before(sentence, i, language)
        if tokens[token.head].pos in {"VERB", "AUX", "NOUN", "ADJ"}:
            shared = speaker_of(sentence, token.head, verb, language, depth + 1)
            if shared is not None:
                return shared
    if token.dep == "acl:relcl":
        return token.head
    return _before(sentence, i, language) if depth == 0 or token.dep == "root" else None


_PAPERS = frozenset(
    "statement report communique communiqué letter message note tweet post video declaration bulletin release "
    "comunicado informe carta mensaje nota tuit vídeo declaración boletín escrito documento reporte".split()
)


def maker_of(sentence: Sentence, head: int) -> int:
    """Who made the paper that speaks: of "the embassy issued a statement lamenting the deaths" the embassy; else the word itself."""
    token = sentence.tokens[head]
    if token.dep not in {"obj", "nsubj:pass"} or token.lower not in _PAPERS:
        return head
    verb = token.head
    wanted = SUBJECTS if token.dep == "obj" else {"obl:agent"}
    if any(
        sentence.tokens[c].dep in {"nmod", "nmod:poss"} and sentence.tokens[c].entity
        for c in sentence.children[head]
    ):
        return head  # "the embassy's statement" names its maker
    for k in (verb, sentence.tokens[verb].head):
        for child in sentence.children[k]:
            if sentence.tokens[child].dep in wanted:
                return child
    return head


def _subject_above(sentence: Sentence, i: int, verb: ReportVerb, language: str, depth: int) -> int | None:
    """The subject of the verb that governs a noun: "he rejected those words, arguing that …"."""
    for k in sentence.ancestors(i):
        if sentence.tokens[k].pos == "VERB":
            return speaker_of(sentence, k, verb, language, depth + 1)
    return None


def _is_gerund(token: Token) -> bool:
    return any(
        form in token.morph for form in ("VerbForm=Ger", "VerbForm=Part", "VerbForm=Inf")
    ) or token.lower.endswith("ing")


def _agent(sentence: Sentence, i: int, language: str) -> int | None:
    """Who is behind a passive: «por» or "by" and a name, by tree or within a few words."""
    tokens = sentence.tokens
    for child in sentence.children[i]:
        if tokens[child].dep == "obl:agent":
            return child
    for k in range(i + 1, min(i + 7, len(tokens))):
        if (
            tokens[k].lower in {"by", "por"}
            and tokens[k].head > k
            and _is_source(tokens[tokens[k].head], language)
        ):
            head = tokens[k].head
            words = " ".join(t.lower for t in tokens[k + 1 : head + 4])
            return (
                head
                if is_voice_like(words, language)
                or tokens[head].entity in {"PER", "ORG"}
                or tokens[head].pos == "PROPN"
                else None
            )
    return None


def _before(sentence: Sentence, i: int, language: str) -> int | None:
    """The name that stands right before the verb, over its helpers and a closing comma: "the chief, Ana Ruiz, told …"."""
    tokens = sentence.tokens
    k = i - 1
    while k >= 0 and (
        tokens[k].pos in {"AUX", "ADV", "PART"} or tokens[k].lower in {"se", "lo", "le", "les", "n't", "not"}
    ):
        k -= 1
    if k >= 2 and tokens[k].text == "," and tokens[k - 1].pos == "NUM" and tokens[k - 2].text == ",":
        k -= 2  # an age: "Ana Ruiz, 25, said"
    if k >= 0 and tokens[k].text == ",":
        k -= 1
        if k < 0:
            return None
        if tokens[k].pos != "PROPN" and tokens[k].entity != "PER":
            return _closed_by_comma(sentence, k, language)
    if k < 0 or tokens[k].pos not in {"NOUN", "PROPN"} or tokens[k].lower in _DAYS:
        return None
    head = k
    for _ in range(6):
        up = tokens[head].head
        if up == head or up >= i or tokens[up].pos not in {"NOUN", "PROPN"} or tokens[head].dep == "conj":
            break
        head = up
    words = " ".join(t.lower for t in tokens[max(0, min(head, k) - 2) : k + 1])
    return (
        head
        if is_voice_like(words, language) or (tokens[k].pos == "PROPN" and tokens[k].entity != "LOC")
        else None
    )


def _closed_by_comma(sentence: Sentence, k: int, language: str) -> int | None:
    """The speaker whose relative clause ends at `k`: "a witness who spoke to a paper, claimed"."""
    tokens = sentence.tokens
    for t in range(max(0, k - 25), k):
        if tokens[t].pos in {"NOUN", "PROPN"} and any(
            tokens[c].dep in {"acl:relcl", "appos", "acl"} and c > t for c in sentence.children[t]
        ):
            if sentence.subtree(t)[-1] >= k and (
                is_voice_like(tokens[t].lower, language) or tokens[t].entity == "PER"
            ):
                return t
    return None


def inverted_speaker(sentence: Sentence, i: int, language: str) -> int | None:
    """«denunció la Defensoría», "said a doctor": the first name after the verb that no preposition governs, before any mark."""
    tokens = sentence.tokens
    if language == "en" and (i == 0 or tokens[i - 1].pos != "PUNCT"):
        return None
    k = i + 1
    while k < len(tokens) and k <= i + 9:
        token = tokens[k]
        if token.pos in {"PUNCT", "SCONJ", "VERB", "CCONJ"} or token.lower in THAT.get(language, ()):
            return None
        if token.pos == "ADP" or token.lower in {"this", "on", "hoy", "ayer", "este", "today"}:
            # step over an adverbial: «informó este sábado el Observatorio», «dijo a la AFP el portavoz»
            k = _after_adverbial(sentence, k, language)
            continue
        if token.pos in {"NOUN", "PROPN"} and not _has_preposition(sentence, k):
            head = k
            while (
                tokens[head].dep in {"compound", "flat", "nmod:poss", "nmod:desc", "amod", "appos", "nummod"}
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


def _after_adverbial(sentence: Sentence, k: int, language: str) -> int:
    """The index after the phrase that begins at `k`: up to the end of the noun it governs."""
    tokens = sentence.tokens
    head = tokens[k].head
    if head <= k or head - k > 6:
        return k + 1
    if tokens[k].lower in {"a", "al", "to"} and kind_of_voice(tokens[head].text, language) in {
        VoiceKind.AGENCY,
        VoiceKind.PRESS,
    }:
        return head + 1  # «dijo a la agencia Ana Ruiz»: the names run together in the tree
    last = head
    for child in sentence.children[head]:
        if (
            child > head
            and child == last + 1
            and tokens[child].dep in {"flat", "compound", "amod", "nmod", "appos"}
        ):
            last = max(sentence.subtree(child))
    return last + 1


def source_after(sentence: Sentence, k: int, language: str) -> list[int]:
    """The name that a preposition governs: from the next token to the first mark or verb, with its "of" phrases."""
    tokens = sentence.tokens
    run: list[int] = []
    while k < len(tokens) and len(run) < 14:
        token = tokens[k]
        if token.pos == "PUNCT" and token.text not in {"-", "'", "’", '"', "“", "”", "«", "»", "("}:
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
        if token.pos in {"VERB", "AUX"} and run and not token.text.isupper():
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
            token.pos == "SCONJ"
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


def speaks(sentence: Sentence, source: list[int], language: str) -> bool:
    """A name, or a common noun that the voices know: "according to height" has neither."""
    words = " ".join(sentence.tokens[k].lower for k in source)
    return (
        any(
            sentence.tokens[k].pos == "PROPN"
            or sentence.tokens[k].entity
            or (sentence.tokens[k].text.isupper() and len(sentence.tokens[k].text) > 1)
            for k in source
        )
        or is_voice_like(words, language)
        or any(sentence.tokens[k].lower in {"him", "her", "them", "él", "ella", "ellos"} for k in source)
    )
