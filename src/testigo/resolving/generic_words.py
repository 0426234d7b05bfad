"""The generic word that stands by a name and what it makes of it: "Sandy River", «distrito de Arenal», «calle Arenal», "the village of Arenal"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from testigo.resolving.candidates import is_land, places_among
from testigo.resolving.gazetteer import Gazetteer
from testigo.resolving.sighting import Sight, Spot, Word
from testigo.resolving.word_tables import head_classes, words_of


def called(sight: Sight, i: int) -> Spot | None:
    """The capitals behind words that call them a town, known to nobody: "the village of Arenal"."""
    words = sight.words
    if (
        sight.case
        or i < 2
        or words[i - 1].text != "of"
        or head_classes("en").get(words[i - 2].text) != "town"
    ):
        return None
    last = i
    while (
        last + 1 < len(words)
        and last - i < 2
        and words[last + 1].text[0].isupper()
        and sight.text[words[last].stop : words[last + 1].start] in {" ", "-"}
    ):
        last += 1
    return Spot(i, last, sight.text[words[i].start : words[last].stop], (), head="town")


def named_by_head(sight: Sight, i: int, gazetteer: Gazetteer) -> Iterator[Spot]:
    """«colonia Posada del Sol», «Plaza Zaragoza», «hospital General de Arenal»: a generic word and the capitals that follow it, known or not."""
    words, text = sight.words, sight.text
    kind = head_classes("es").get(words[i].text.lower())
    if kind is None or kind == "org":
        return
    first = i + 1
    while (
        kind == "town"
        and first < min(len(words), i + 3)
        and words[first].pos == "ADJ"
        and words[first].text.islower()
    ):
        first += 1
    described = first - i - 1  # «localidad fronteriza turca de Arenal»
    while (
        first < len(words)
        and words[first].text in {"de", "del", "la", "las", "los", "el"}
        and first - i - described <= 2
    ):
        first += 1
    if (
        described
        and words[i + described + 1 : first][:1]
        and words[i + described + 1].text not in {"de", "del"}
    ):
        return
    if (
        first >= len(words)
        or not words[first].text[0].isupper()
        or "\n" in text[words[i].stop : words[first].start]
    ):
        return
    last, ends = first, []
    while (
        last + 1 < len(words)
        and last - first < 6
        and text[words[last].stop : words[last + 1].start] == " "
        and not words[last].text.endswith("-")
    ):
        following = words[last + 1]
        if following.text[0].isupper() or following.text[0].isdigit():
            last += 1
            continue
        step = last + 1
        while (
            step + 1 < len(words)
            and words[step].text.lower() in {"de", "del", "la", "las", "los", "el", "al"}
            and step - last <= 2
        ):
            step += 1
        if (
            step == last + 1
            or not words[step].text[0].isupper()
            or "\n" in text[words[last].stop : words[step].start]
        ):
            break
        ends.append(last)
        last = step
    is_loose = _is_loose(words, i, "es") and (first > i + 1 or kind == "street")
    if is_loose and first > i + 1:
        return
    for end in dict.fromkeys([*ends, last]):
        name = text[words[first].start : words[end].stop]
        if name.lower() in words_of("cues", "es")["never"]:
            continue  # «Palacio Nacional», «Penitenciaría Federal»: whose it is, and no town's name
        whole = text[words[i].start : words[end].stop]
        if whole[:1].isupper() and i > 0 and first == i + 1 and (known := gazetteer.lookup(whole)):
            yield Spot(
                i, end, whole, places_among(known), is_long=True
            )  # «Puerto Maldonado» is a town's name
            continue
        candidates = gazetteer.lookup(name) or gazetteer.lookup(whole)
        yield Spot(
            first,
            end,
            name,
            places_among(candidates),
            start_word=first if is_loose or described else i,
            head=kind,
            is_long=True,
            is_namesake=_bears_a_name(kind, words[i], is_next=first == i + 1),
        )


def headed(sight: Sight, spot: Spot, gazetteer: Gazetteer) -> Iterator[Spot]:
    """The spot as it is, and with the generic word that stands by it: "Sandy River", "distrito de Arenal"."""
    words, text, language = sight.words, sight.text, sight.language
    classes = head_classes(language)
    after = spot.last + 1
    if (
        language == "en"
        and not spot.is_demonym
        and after < len(words)
        and text[words[spot.last].stop : words[after].start] == " "
    ):
        for width in (2, 1):
            if after + width > len(words):
                continue
            tail = text[words[after].start : words[after + width - 1].stop]
            kind = classes.get(tail.lower())
            if kind and tail[0].isupper() and "\n" not in tail:
                spot.head = spot.head or kind
                end = after + width - 1
                longer = text[words[spot.first].start : words[end].stop]
                known = gazetteer.lookup(longer)
                if known or kind == "nature":
                    yield Spot(
                        spot.first,
                        end,
                        longer,
                        known or spot.candidates,
                        head=kind,
                        is_long=True,
                        is_namesake=not known,
                    )
                break
    # "University of X", "aeropuerto de X", "distrito de X", "calle X"
    before = _generic_before(words, spot.first, language)
    kind = ""
    if before is not None and not spot.is_demonym:
        two = text[words[before - 1].start : words[before].stop].lower() if before else ""
        kind = classes.get(two) or classes.get(words[before].text.lower(), "")
        before -= two in classes
        if "\n" in text[words[before].start : words[spot.first].start]:
            kind = ""
    if before is None or not kind:
        yield spot
        return
    between = words[before + 1 : spot.first]
    is_loose = _is_loose(words, before, language)
    if (is_loose and (between or kind == "street")) or (
        kind == "town" and between and is_land(spot.candidates)
    ):
        if not between:
            spot.head, spot.is_namesake = kind, True
        yield spot
        return
    is_namesake = _bears_a_name(kind, words[before], is_next=all(w.text[0].isupper() for w in between))
    if kind == "nature" or not is_namesake:
        spot.head = kind
        yield spot
    if kind != "org" and (language == "es" or kind == "nature"):
        yield Spot(
            spot.first,
            spot.last,
            spot.name,
            spot.candidates,
            start_word=before,
            head=kind,
            is_long=True,
            is_namesake=is_namesake,
        )


def _bears_a_name(kind: str, generic: Word, *, is_next: bool) -> bool:
    """Whether the generic word before a name makes another place of it than the one of that name: a river, «calle Arenal», «Puerto Aurelio»."""
    return kind == "nature" or (
        is_next and (kind in {"street", "quarter"} or (kind == "town" and generic.text[0].isupper()))
    )


_ONE_OF = frozenset("un una otro otra algún alguna cada primer primera segundo segunda tercera".split())


def _is_loose(words: Sequence[Word], generic: int, language: str) -> bool:
    """Whether a generic word only says what is told of: «calles de Arenal», «zona de Arenal», «un barrio de Arenal» name Arenal."""
    return language == "es" and (
        words[generic].text.lower() in words_of("cues", language)["loose"]
        or (generic > 0 and words[generic - 1].text.lower() in _ONE_OF)
    )


_BETWEEN = {"of", "de", "del", "la", "las", "los", "el", "the"}


def _generic_before(words: Sequence[Word], first: int, language: str) -> int | None:
    """The word before a name, or before its "of the", which may be a generic one («la ciudad de Arenal»); None where there is none."""
    before = first - 1
    while before >= 0 and words[before].text.lower() in _BETWEEN and first - before <= 3:
        before -= 1
    if before < 0 or (before == first - 1 and language == "en"):
        return None
    return before
