"""Who is quoted, from where to where: direct and indirect speech, «según», "according to", headlines with a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from testigo.language.lexicon import lexicon
from testigo.language.matter import (
    clause_after,
    has_count,
    lists_on,
    matter_around,
    only_report_between,
    own_clause,
    reporting_clause,
    stretch_of,
    the_rest,
    to_the_right,
)
from testigo.language.quotemarks import quoted_stretches
from testigo.language.report_features import force_of
from testigo.language.report_model import DOUBTED, SURE, ReportModel, frame, may_cue, report_model
from testigo.language.reporting import THAT, VOUCHING, ReportVerb, report_verbs
from testigo.language.speakers import (
    RELATIVES,
    inverted_speaker,
    is_passive,
    maker_of,
    noun_phrase,
    source_after,
    speaker_of,
    speaks,
    undated,
)
from testigo.language.voicing import Voices, is_voice_like, may_speak
from testigo.model.analysis import Passage, Quotation, Sentence, Token
from testigo.model.text import Span

_COUNTS = frozenset(("toll", "number", "count", "tally", "figure", "total", "estimate"))
_TOLL_NOUNS = {
    *"injured wounded killed missing arrested detained heridos heridas detenidos detenidas desaparecidos".split(),
    "statement",
    "statements",
    "communiqué",
    "communique",
    "comunicado",
    "bulletin",
    "boletín",
    "toll",
    "number",
    "count",
    "figure",
    "figures",
    "report",
    "reports",
    "complaints",
    "word",
    "identity",
    "identities",
    "tally",
    "estimate",
    "total",
    "cifra",
    "cifras",
    "balance",
    "saldo",
    "número",
    "reporte",
    "reportes",
    "denuncias",
    "informes",
    "identidad",
    "recuento",
    "dato",
    "datos",
    "parte",
    "lista",
    "list",
    "names",
    "testimonies",
    "testimonios",
    "nombres",
    "victims",
    "deaths",
    "muertes",
    "víctimas",
    "assurances",
    "garantías",
    "constancia",
    "noticia",
    "noticias",
    "registros",
    "records",
    "dead",
    "muertos",
    "fallecidos",
}


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


_SPEECH = {"say", "tell", "announce", "warn"}
_NOT_REPORTED = {"responsibility", "credit", "autoría", "responsabilidad", "atentado"}


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


def _looks_finite(sentence: Sentence, i: int, language: str) -> bool:
    """A verb that the tagger took for a noun: by its ending, or because a speaker stands right before it (headlines)."""
    token = sentence.tokens[i]
    if token.lower in {"said", "says", "told", "added", "dijo"}:
        return True
    if language != "es":
        # "the campaign counts 5 people": a noun to the tagger, but a number follows and a name stands before
        ahead = sentence.tokens[i + 1 : i + 4]
        counted = bool(ahead) and (
            ahead[0].pos == "NUM"
            or (ahead[0].lower in {"at", "more", "over"} and any(t.pos == "NUM" for t in ahead))
        )
        k = i - 1
        while k > 0 and sentence.tokens[k].pos == "ADV":
            k -= 1
        return (
            counted
            and k >= 0
            and token.lower.endswith(("s", "ed"))
            and (
                sentence.tokens[k].pos == "PROPN"
                or (sentence.tokens[k].pos == "NOUN" and is_voice_like(sentence.tokens[k].lower, language))
            )
        )
    if token.lower.endswith(("ó", "aron", "ieron")):
        return True
    before = sentence.tokens[max(0, i - 6) : i]
    if (
        not before
        or not (before[-1].pos in {"NOUN", "PROPN"} or before[-1].text.isupper())
        or not token.lower.endswith(("a", "an", "e", "en"))
    ):
        return False
    after = sentence.tokens[i + 1].lower if i + 1 < len(sentence.tokens) else ""
    return (
        before[0].i == 0
        and is_voice_like(" ".join(t.lower for t in before), language)
        and after in {"la", "el", "de", "a", "que", "los", "las", "sobre", "un", "una", "al"}
    )


def _verb_at(sentence: Sentence, i: int, language: str) -> ReportVerb | None:
    """The verb of report at a token, its phrase verb first; None for nouns, names and bare participles before a noun."""
    token = sentence.tokens[i]
    rows = report_verbs(language).get(token.lower)
    if rows is None:
        return None
    if token.pos not in {"VERB", "AUX"} and not _looks_finite(sentence, i, language):
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
    sentence: Sentence,
    i: int,
    verb: ReportVerb,
    language: str,
    stretches: tuple[Span, ...],
    earlier: Span | None,
    text: str,
) -> _Found | None:
    tokens = sentence.tokens
    head = speaker_of(sentence, i, verb, language)
    head = maker_of(sentence, head) if head is not None else None
    source = noun_phrase(sentence, head) if head is not None else []
    source = [k for k in source if k != i]
    if head is not None and head < i:
        source = [k for k in source if k < i]
    source = undated(sentence, source, i)
    passive = is_passive(sentence, i, language)
    clause = reporting_clause(sentence, i, source)
    cue = _cue_span(sentence, i, len(verb.particles))
    contents: list[Span] = []
    is_direct = False
    if verb.meanings[0] in {"believe", "attitude"} and (
        head is None or tokens[head].lower in {"i", "you", "we", "one", "yo"}
    ):
        return None
    if any(tokens[c].dep == "obj" and tokens[c].lower in _NOT_REPORTED for c in sentence.children[i]):
        return None  # "claimed responsibility for the attack that left 30 dead" vouches for no figure
    governed = clause_after(sentence, i, language, set(source) | {i})
    if passive and head is None and verb.meanings[0] not in {"say", "announce"}:
        return None
    if verb.meanings[0] == "record" and governed is None:
        rows = to_the_right(sentence, i, source)
        span = stretch_of(sentence, rows)
        if span is not None and has_count(sentence, rows):
            contents.append(span)
    if (
        governed is not None
        and verb.lemma in _FINDERS
        and not any(tokens[k].lower in THAT[language] for k in governed[:2])
    ):
        governed = None
        if not stretches:
            return None
    if head is not None and head > i > 0 and tokens[i - 1].pos == "PUNCT" and "clause" in verb.frames:
        contents += [
            c
            for c in (stretch_of(sentence, part) for part in matter_around(sentence, i, clause))
            if c is not None
        ]
    if not contents and governed is not None and "clause" in verb.frames:
        before = [k for k in governed if k < min(clause)]
        after = [k for k in governed if k > i]
        if after:
            after += lists_on(sentence, i, max(after))
        for part in (before, after):
            span = stretch_of(sentence, part) if len(part) > 1 else None
            if span is not None:
                contents.append(span)
    has_object = "object" in verb.frames and any(
        tokens[c].dep == "obj" and c > i and c not in source for c in sentence.children[i]
    )
    if (
        not contents
        and "clause" in verb.frames
        and verb.vouches
        and not has_object
        and (source or language == "es")
    ):
        for part in matter_around(sentence, i, clause):
            span = stretch_of(sentence, part)
            if span is not None:
                contents.append(span)
    if (
        not contents
        and "clause" in verb.frames
        and verb.meanings[0] in _SPEECH
        and not has_object
        and head is not None
        and head < i
    ):
        span = stretch_of(sentence, the_rest(sentence, i, source, language))
        if span is not None:
            contents.append(span)
    if not contents and "infinitive" in verb.frames:
        for child in sentence.children[i]:
            if tokens[child].dep in {"xcomp", "ccomp"} and child > i:
                span = stretch_of(sentence, sentence.subtree(child))
                if span is not None:
                    contents.append(span)
    if not contents and {"object", "about", "addressee"} & verb.frames:
        wanted = {"obj", "nsubj:pass"} if passive else {"obj"}
        if "about" in verb.frames:
            wanted |= {"obl:arg", "obl"} | ({"nmod"} if tokens[i].pos == "NOUN" else set())
        rows = []
        for child in sentence.children[i]:
            if tokens[child].dep in wanted and child not in source and (child > i or passive):
                rows += [k for k in sentence.subtree(child) if k not in source]
        if "addressee" in verb.frames and rows:
            for child in sentence.children[i]:
                if tokens[child].dep in {"advcl", "obl", "xcomp", "obl:arg", "ccomp"} and child > i:
                    rows += list(sentence.subtree(child))
        span = stretch_of(sentence, rows)
        if span is not None:
            contents.append(span)
    for stretch in stretches:
        if not stretch.overlaps(sentence.span) and (contents or _parted(text, stretch, sentence)):
            continue
        near = stretch.stop <= tokens[min(clause)].start <= stretch.stop + 4 or (
            tokens[i].stop <= stretch.start and only_report_between(sentence, i, stretch, clause)
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
        contents = [c for c in contents if has_count(sentence, list(sentence.between(c)))]
    if not contents and earlier is not None and language == "es" and i > 0 and source:
        if tokens[i - 1].lower == "lo" or "así" in {t.lower for t in tokens[max(0, i - 3) : i]}:
            contents.append(earlier)  # «Lo confirmó el alcalde»
    if verb.needs and not _tells(verb.needs, sentence, i):
        return None
    if not contents:
        return None
    span = stretch_of(sentence, source) if source else None
    antecedent = None
    if (
        head is not None
        and tokens[head].lower in RELATIVES
        and tokens[i].dep == "acl:relcl"
        and tokens[i].head != i
    ):
        antecedent = stretch_of(sentence, [k for k in noun_phrase(sentence, tokens[i].head) if k < i])
    if span is not None:
        contents = [c for c in contents if not c.covers(span) or c.overlaps(cue) is False]
    return _Found(tuple(sorted(contents)), cue, span, verb.meanings[0], is_direct, antecedent)


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
            head = speaker_of(sentence, k, verb, language)
            source = (
                noun_phrase(sentence, head)
                if head is not None and head > k
                else source_after(sentence, k + 1, language)
            )
            source = [t for t in source if t > k]
            stop = k + 1
        else:
            source = source_after(sentence, k, language)
        if not source and verb is None:
            continue
        if not source or not (
            speaks(sentence, source, language) or (words == ("according", "to") and len(source) > 1)
        ):
            if verb is None:
                continue
            source = []
        last = source[-1] if source else stop - 1
        link = (
            next((t.i for t in tokens[last + 1 : last + 7] if t.lower == "que"), None)
            if language == "es" and source
            else None
        )
        if link is not None and not any(t.text in {",", ";"} for t in tokens[last + 1 : link]):
            given = next((t.i for t in tokens[link + 1 : link + 4] if t.pos == "VERB"), None)
            giver = inverted_speaker(sentence, given, language) if given is not None else None
            if giver is not None:
                source = noun_phrase(sentence, giver)
                last = source[-1]
        span = stretch_of(sentence, source) if source else None
        before = list(range(i))
        after = list(range(last + 1, len(tokens)))
        main = after if sum(t.pos != "PUNCT" for t in tokens[:i]) < 2 else before
        if (
            main is before
            and sum(tokens[t].pos != "PUNCT" for t in after) > 3
            and tokens[last + 1].text == ","
            and not _from_clause_start(sentence, i)
        ):
            contents = [
                c for c in (stretch_of(sentence, before), stretch_of(sentence, after)) if c is not None
            ]
        else:
            if main is before:
                main = own_clause(sentence, i)
            content = stretch_of(sentence, main)
            contents = [content] if content is not None else []
        if not contents:
            return None
        return _Found(tuple(contents), Span(tokens[i].start, tokens[stop - 1].stop), span, "say")
    return None


def _from_model(
    sentence: Sentence, i: int, model: ReportModel, language: str, stretches: tuple[Span, ...], text: str
) -> _Found | None:
    """The report that the model reads at a cue; the quotation beside or round its matter belongs to it."""
    tokens = sentence.tokens
    runs, source = frame(sentence, i, model, language)
    source = undated(sentence, source, i)
    cue = _cue_span(sentence, i, 0)
    is_direct = False
    clause = reporting_clause(sentence, i, source)
    force = force_of(tokens[i], language)
    known = next(iter(report_verbs(language).get(tokens[i].lower, ())), None)
    if known is not None and known.needs and not _tells(known.needs, sentence, i):
        return None
    if force in VOUCHING:
        around = (
            matter_around(sentence, i, clause) if source and not any(r[0] > max(clause) for r in runs) else []
        )
        runs = around or _each_side(runs, clause)
    contents = [c for run in runs if (c := stretch_of(sentence, run)) is not None]
    if any(tokens[c].dep == "obj" and tokens[c].lower in _NOT_REPORTED for c in sentence.children[i]):
        return None
    for stretch in stretches:
        if stretch.overlaps(cue):
            continue
        if not stretch.overlaps(sentence.span) and (contents or _parted(text, stretch, sentence)):
            continue  # the end of what somebody else said before
        near = stretch.stop <= tokens[min(clause)].start <= stretch.stop + 4 or (
            tokens[i].stop <= stretch.start and only_report_between(sentence, i, stretch, clause)
        )
        if near and not any(stretch.overlaps(c) for c in contents):
            contents.append(stretch)
        contents = [
            Span(min(stretch.start, c.start), max(stretch.stop, c.stop)) if stretch.overlaps(c) else c
            for c in contents
        ]
        is_direct = is_direct or any(stretch.covers(c) for c in contents)
    if force == "record" and not is_direct:
        contents = [c for c in contents if has_count(sentence, list(sentence.between(c)))]
    if not contents or not (is_direct or _has_matter(sentence, i, contents, language)):
        return None
    if not source and tokens[i].pos == "NOUN":
        return None  # "demand for bread rose": nobody's demand
    span = stretch_of(sentence, source) if source else None
    return _Found(
        tuple(sorted(set(contents))), cue, span, "attitude" if force == "-" else force, is_direct, None
    )


def _keeps(verb: ReportVerb, odds: float) -> bool:
    """Whether the rules are asked where the model sees no report: not for a stand taken, and not where it is sure of its no.

    Verbs of counting are always asked: the news that the model was trained on counts votes and no dead.
    """
    return verb.vouches and (odds > DOUBTED or verb.meanings[0] == "record")


def _tells(what: str, sentence: Sentence, i: int) -> bool:
    """What a verb needs behind it: a noun of counting or telling within eight words ("put the number of dead at 14"), a count within four, or a clause."""
    if what == "clause":
        return any(t.lower in ("que", "that") for t in sentence.tokens[i + 1 : i + 3])
    if what == "count":
        return not _COUNTS.isdisjoint(t.lower for t in sentence.tokens[i + 1 : i + 5])
    return not _TOLL_NOUNS.isdisjoint(t.lower for t in sentence.tokens[i + 1 : i + 9])


def _each_side(runs: list[list[int]], clause: set[int]) -> list[list[int]]:
    """What stands before the reporting clause, within it and behind it, each as one run."""
    first, last = min(clause), max(clause)
    sides = [
        [k for run in runs for k in run if low <= k < high]
        for low, high in ((0, first), (first, last), (last, 9999))
    ]
    return [side for side in sides if side]


_TOPIC = {"about", "for", "against", "on", "of", "over", "as", "that", "toward"}


def _has_matter(sentence: Sentence, i: int, contents: Sequence[Span], language: str) -> bool:
    """What is reported holds a verb, names a topic ("spoke about the deaths"), or is an object and the verb reports objects.

    "The siren warned the ships", "he reported to the barracks" report nothing. Words outside the lexicon are the model's alone.
    """
    verbs = report_verbs(language).get(sentence.tokens[i].lower)
    inside = [sentence.tokens[k] for c in contents for k in sentence.between(c)]
    if verbs is None or any(
        t.pos in {"VERB", "AUX"} or (t.dep == "case" and t.lower in _TOPIC) for t in inside
    ):
        return True
    takes_object = any("object" in verb.frames or not verb.vouches for verb in verbs)
    return takes_object and any(t.head == i and not t.dep.startswith("obl") for t in inside)


def _parted(text: str, stretch: Span, sentence: Sentence) -> bool:
    """A new line between a quotation and a sentence beside it."""
    return (
        "\n" in text[stretch.stop : sentence.span.start] or "\n" in text[sentence.span.stop : stretch.start]
    )


def _from_clause_start(sentence: Sentence, i: int) -> bool:
    return i > 0 and sentence.tokens[i - 1].text == ";"


def _is_named(tokens: tuple[Token, ...], text: str) -> bool:
    """A person's name, or the last part of one that the text gives in full elsewhere; a place before a colon is a dateline."""
    if (
        not all(t.pos in {"PROPN", "PUNCT"} for t in tokens)
        or tokens[-1].entity != "PER"
        or any(t.text == "," for t in tokens)
    ):
        return False
    return len(tokens) > 1 or re.search(rf"[^\W\d_]+ {re.escape(tokens[0].text)}\b(?!:)", text) is not None


def _from_colon(sentence: Sentence, language: str, text: str) -> _Found | None:
    """«Defensoría: hay nueve muertos» at a sentence's start, where what stands before the colon can speak."""
    tokens = sentence.tokens
    at = next((t.i for t in tokens[:10] if t.text == ":"), None)
    if at is None or at == 0 or at + 2 >= len(tokens):
        return None
    before = tokens[:at]
    if before[0].text.startswith("@"):
        post = stretch_of(sentence, range(at + 1, len(tokens)))
        return _Found((post,), tokens[at].span, before[0].span, "say") if post is not None else None
    if any(t.pos in {"VERB", "AUX"} for t in before) or any(t.text.isdigit() for t in before):
        return None
    words = " ".join(t.lower for t in before)
    shouted = all(t.text.isupper() for t in before if t.pos != "PUNCT")
    if is_voice_like(words, language) and len(before) <= 7:
        pass
    elif shouted:
        if text.count(before[-1].text + ":") < 2:
            return None  # a dateline, no speaker of a transcript
    elif not _is_named(before, text):
        return None
    content = stretch_of(sentence, list(range(at + 1, len(tokens))))
    source = stretch_of(sentence, [t.i for t in before])
    if content is None or source is None:
        return None
    return _Found((content,), tokens[at].span, source, "say")


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


_OPENERS = {
    "en": {"in", "on", "at", "during", "after", "before", "since", "near", "with", "from", "under"},
    "es": {"en", "durante", "tras", "desde", "hasta", "con", "bajo", "sobre", "ante"},
}
_NESTED = {"say", "tell", "announce", "record", "cite"}


def _outer(found: list[_Found], stretches: tuple[Span, ...]) -> list[_Found]:
    """Reports less those that a quoted speaker makes of thoughts or of himself: «Creo que hubo heridos», dijo el alcalde."""
    kept: list[_Found] = []
    for report in found:
        within = any(s.covers(report.cue) for s in stretches if s.stop - s.start > 20)
        if within and (
            report.force not in _NESTED
            or report.source is None
            or report.source.stop - report.source.start < 4
        ):
            continue
        kept.append(report)
    return kept


def _is_voice(passage: Passage, source: Span, language: str) -> bool:
    """A source whose head can speak and which no preposition opens."""
    sentence = passage.sentence_at(source.start)
    inside = sentence.between(source) if sentence is not None else ()
    if sentence is None or not inside:
        return True
    tokens = sentence.tokens
    if tokens[inside[0]].lower in _OPENERS[language] and tokens[inside[0]].pos == "ADP":
        return False
    head = next((k for k in inside if tokens[k].head not in inside or tokens[k].head == k), inside[-1])
    return may_speak(tokens[head], language)


def find_quotations(passage: Passage, language: str) -> tuple[Quotation, ...]:
    """All reports in a passage, in order of their cues. A report whose matter is broken gives one Quotation for each stretch, with one cue.

    The source is resolved to its full name within the passage; where a Spanish verb has no subject of its own, the voice is the
    last speaker and `source` is None.
    """
    if not passage.sentences:
        return ()
    verbs = report_verbs(language)
    model = report_model(language)
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
            is_asked = model is not None and may_cue(token, model)
            if not (is_asked or token.lower in verbs) or any(f.cue.overlaps(token.span) for f in found[-2:]):
                continue
            verb = _verb_at(sentence, token.i, language) if token.lower in verbs else None
            odds = None
            if model is not None and (is_asked or verb is not None):
                is_quoted = any(s.start < token.start < s.stop for s in near)
                odds = model.cue(sentence, token.i, is_quoted, language)
            report = None
            if odds is not None and odds > SURE and model is not None:
                report = _from_model(sentence, token.i, model, language, near, passage.text)
            if report is None and verb is not None and (odds is None or _keeps(verb, odds)):
                report = _from_verb(sentence, token.i, verb, language, near, earlier, passage.text)
            if report is not None:
                found.append(report)
    found = _outer(_stretch_runs(passage, stretches, found), stretches)
    voices = Voices(passage, language)
    quotations: list[Quotation] = []
    for report in sorted(found, key=lambda f: f.cue):
        if report.source is not None and not _is_voice(passage, report.source, language):
            continue
        voice = voices.resolve(report.antecedent or report.source, report.cue)
        kind = voices.kind_of(voice, report.antecedent or report.source)
        quotations += [
            Quotation(content, report.cue, report.source, voice, kind.value, report.is_direct, report.force)
            for content in report.contents
        ]
    return tuple(quotations)
