"""Reasons in the visitor's language: what the layers below noted in English, known by its pattern and said anew.

A reason is kept in the ledger as one English sentence, so that every program reads the same. Here each such sentence has a pattern with
`{gaps}` for what it names; the phrases stand in `locales/<language>/reasons.yml`. A reason that no pattern knows is shown as it is.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel.dates import get_day_names

from testigo.model.calendar_names import WEEKDAYS
from testigo.web.figures import day_text
from testigo.web.phrases import Speaker

PATTERNS: dict[str, str] = {
    # why a place is the one shown
    "demonym": "demonym",
    "only_place": "the only place of its name in the gazetteer",
    "likeliest": "the likeliest of its kind",
    "people": "many people live there",
    "largest": "the largest place of its name",
    "capital": "a capital",
    "lies_in": "the text names what it lies in",
    "lies_in_by": "the text says what it lies in",
    "holds": "a place inside it stands by it",
    "outlet_town": "the outlet's own town",
    "outlet_near": "near the outlet's town",
    "outlet_region": "the outlet's region",
    "outlet_country": "the outlet's country",
    "same_country": "other names of the report lie in its country",
    "same_region": "other names of the report lie in its region",
    "near": "near other places of the report",
    "listed": "named in a list with places of its country",
    "country_of": "the country of the places named",
    "filed_under": "filed under it by the report's address",
    "site_in": "in {place} by the text; the point is {town}'s",
    "by_person": "set by a person",
    "called_capital": "called the capital",
    # why a place is not known
    "no_place": "no place told",
    "no_place_named": "the report names no place",
    "list_beside": "told beside a list of places, none of them its own",
    "earlier_place": "an earlier happening, told without its place",
    "two_places": "one figure for two places: {places}",
    "held_elsewhere": "no place of this name in {place}, where the text puts it, is in the gazetteer",
    "not_in_gazetteer": "no place of this name is in the gazetteer",
    "none_fits": "none of the {count} places of this name in the gazetteer fits the report",
    "other_name": "another name of a town that the report calls by its own",
    "one_unfit": "the one place of this name in the gazetteer does not fit the report",
    # why a day is the one shown
    "own_sentence": "its own clause or sentence",
    "sentences_round": "the sentences round it",
    "narration_before": "the day of narration: the last told before",
    "narration_first": "the day of narration: the first told in the report",
    "narration_body": "the day of narration: the first told in the report's body",
    "as_news": "no words date it: told as news, so of the day of publication or the day before",
    "only_time": "the only time told",
    "going_on": "told as going on when the report was published",
    "yearless_base": "counts from a day whose year is not told",
    "set_off_more": "earlier than what it set off",
    "counted_days": "the first of the counted days",
    "only_year": "the year is the only one that the text tells",
    "closed_stretch": "a closed stretch, told in its sentence",
    "figure_names_day": "the day that the figure itself names",
    "end_to_end": "a stretch told from end to end",
    "count_day": "the day told for the count; the beginning is not told",
    "count_published": "the day of publication; the beginning is not told",
    "from_to_count": "from the beginning told to the day told for the count",
    "from_to_published": "from the beginning told to the day of publication",
    "long_count": "so long up to the day told for the count",
    "long_published": "so long up to the day of publication",
    "count_beginning": "the beginning of the count",
    # why a day is not known
    "no_day": "no day told",
    "no_time": "no time expression governs it",
    "no_time_past": "no time expression governs this mention of the past",
    "of_court": "told of an arrest, a charge or a trial, not of the day of the deed",
    "no_date_in_words": "nothing in the words tells a date",
    "season": "the months of a season depend on the hemisphere",
    "no_such_day": "no such day in the calendar",
    "outside": "outside the calendar",
    "no_calendar": "a time that no calendar holds",
    "weekday_from": "weekday counted from a day that the text does not name",
    "weekday_years": "a {weekday} in {years}",
    "month_day_no_year": "month and day without a year, and no publication date",
    "month_no_year": "month without a year, and no publication date",
    "counted_from_writing": "{unit} counted from the day of writing, without a publication date",
    "no_date_weekday": "weekday without a publication date",
    "no_date_period": "period of a year without a publication date",
    "no_date_part": "part of a year without a publication date",
    "no_date_month": "day without a month, without a publication date",
    "no_date_holiday": "holiday without a publication date",
    "units": "an untold number of units",
    "hours_from": "hours counted from a time that is not told",
    "night": "night without a publication date",
    "numbered": "numbered from a day that the text does not name",
    "period": "a period that the text does not name",
    "counts_from_day": "counts from a day that the text does not name",
    "counts_from_yearless": "counts from a day whose year is not told",
    "counts_from_time": "counts from a time that the text does not name",
    "count_unknown": "the day of counting is not told and the report has no publication date",
    # cumulative tolls (R13, R16, R17) and questions for a person
    "no_point": "no point to compare",
    "explained": "the incidents explain it",
    "unlocated": "unlocated {count}",
    "fewer_lag": "{count} fewer than the incidents: it may not yet count the newest",
    "fewer_least": "{count} fewer than the incidents, but told as the least",
    "fewer_twice": "{count} fewer than the incidents: are some counted twice?",
    "parts": "{count} said, the parts give {sum}",
    "delta": "rose by {count} since {day}, incidents explain {found}",
    "altered_copy": "a near copy of another report carries another number: altered, or updated?",
    "fits_more": "the report fits more than one incident alike",
    "denies": "a voice denies the harm",
    "near_identical": "near-identical text, numbers aside",
    "one_text": "one text in two languages: the same names and numbers in the same order",
    # what became of a figure
    "later_voice": "the same voice spoke later, or more exactly",
    "part_of": "part of another figure",
    "one_victim": "one victim of several",
    "added_group": "added to the group told beside it",
    "groups_added": "groups told side by side, added",
    "people_added": "people told side by side, added",
    "added_beside": "added to those told beside it",
    "counts_hit": "counts all who were hit, the dead too",
    "less_hit": "less {count} who died of those hit",
    "forces_alone": "counts the forces alone; see by group",
    "with_forces": "with {count} of the forces, which it leaves out",
    "with_forces_beside": "with {count} of the forces told beside it",
    "less_forces": "less {count} of the forces that it includes",
    "less_forces_agree": "less {count} of the forces: then it agrees with the others",
    "addition_held": "an addition that the total told beside it holds",
    "added_after": "added to the others told after it",
    "added_before": "added to the {count} told before it",
    "added_known": "added to the {count} known before",
    "late_held": "a late death that the figures told after it hold",
    "updated": "overtaken by an explicit update",
    "withdrawn_own": "withdrawn by its own origin",
    "withdrawal": "tells of a withdrawal",
    "unconfirmed": "told as unconfirmed: may raise the maximum only",
    "a_party": "a party to the events: may raise the maximum only",
    "first_hours": "told within the provisional time",
    "hurt_then_dead": "told as hurt and as dead: counted among the dead",
    "copy": "a copy of the original's claim",
    # reports that could not be read
    "too_long": "too long: {count} characters; the limit is {limit}; split it",
    "no_object": "a document is a JSON object with at least `text`",
    "no_text": "no text: `text` is missing or empty",
    "no_words": "no words to tell the language by",
    "language": "unsupported language: {code}; testigo reads {known}",
    "too_large": "too large: {count} bytes; the limit is {limit}",
    "not_json": "not JSON: {error} at column {column}",
    "deep_json": "JSON nested beyond reason",
    "not_string": "`{field}` must be a string, not {type}",
    "not_a_day": "published is no ISO date: {words}; write YYYY-MM-DD, or leave it out if it is not known",
    "no_file": "no such file",
    "no_permission": "no permission to read it",
    "cannot_read": "cannot be read: {error}",
    "empty_folder": "an empty folder: nothing to read",
    "id_in_file": "the id {id} already names another text in this file",
    "id_in_ledger": "its id {id} already names another text: give the new text an id of its own",
    "kind_of_file": "not a kind of file that is read in a folder; these are: {kinds}",
    "binary": "binary content, not text",
    "not_text": "not text but {kind}",
    "encoding": "not {encoding}: byte 0x{byte} at offset {offset}; convert it first, e.g. {how}",
    "deep_html": "HTML with tags nested {count} deep; the limit is {limit}",
    "no_main_text": "no main text found in the page; save the article's text as a .txt file",
    "bad_html": "HTML that cannot be read: {error}",
    "no_text_column": "no column with the text of the reports: there are {columns}; name one of them `text`",
    "wide_row": "{count} cells under {limit} columns: a cell that holds the separator must be quoted",
    "broken_table": "a broken table: {error} in line {line}",
    "encoding_line": "not {encoding} after line {line}; convert it first, e.g. {how}",
    "bad_parquet": "not a Parquet file: {error}",
    "no_part": "no such part: {part} of {parts}",
    "worker_died": "its worker process died while reading it (killed, or out of memory)",
}
"""Each reason by a name, as the layers below write it. Two that begin alike stand with the narrower one first."""

MOST_PARTS = 6  # no layer joins more; a longer row is the words of a file's name, and is left as it is
_GAP = re.compile(r"\{(\w+)\}")
_COUNTS = {"count", "sum", "found", "limit", "column", "offset"}
_WEEKDAYS = tuple(name.capitalize() for name in WEEKDAYS["en"])
_NUMBER, _WORDS = r"-?\d+", r".+?"


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for key, words in PATTERNS.items():
        pieces = _GAP.split(words)  # text, name, text, name, text
        pattern = "".join(
            re.escape(p) if i % 2 == 0 else f"(?P<{p}>{_NUMBER if p in _COUNTS else _WORDS})"
            for i, p in enumerate(pieces)
        )
        found.append((key, re.compile(pattern)))
    return tuple(found)


def known_reason(words: str) -> tuple[str, dict[str, str]] | None:
    """The name of a reason and what its gaps hold; None for words that no pattern knows.

    >>> known_reason("rose by 3 since 2023-01-20, incidents explain 1")
    ('delta', {'count': '3', 'day': '2023-01-20', 'found': '1'})
    """
    for key, pattern in _compiled():
        match = pattern.fullmatch(words)
        if match:
            return key, match.groupdict()
    return None


def reason_text(words: str, speak: Speaker) -> str:
    """A reason in the visitor's language; several that are joined by a semicolon are said one after the other.

    >>> reason_text("unlocated 17; rose by 3 since 2023-01-20, incidents explain 1", Speaker("es")).count(";")
    1
    """
    whole = known_reason(words)
    if whole:
        return _said(*whole, speak)
    parts = words.split("; ")
    if 1 < len(parts) <= MOST_PARTS:
        for cut in range(len(parts) - 1, 0, -1):  # the longest beginning that is known, then the rest
            head = known_reason("; ".join(parts[:cut]))
            if head:
                return f"{_said(*head, speak)}; {reason_text('; '.join(parts[cut:]), speak)}"
    return words


def _said(key: str, gaps: dict[str, str], speak: Speaker) -> str:
    values: dict[str, object] = {name: _value(name, text, speak) for name, text in gaps.items()}
    count = gaps.get("count", "")
    if count.isdigit() and len(count) < 10:
        values["n"] = int(count)
    return speak(f"reasons.{key}", **values)


def _value(name: str, text: str, speak: Speaker) -> str:
    if name == "day":
        try:
            return day_text(date.fromisoformat(text), speak)
        except ValueError:
            return text
    if name == "weekday" and text in _WEEKDAYS:
        return str(get_day_names("wide", locale=speak.language)[_WEEKDAYS.index(text)])
    if name == "places":
        return f" {speak('and')} ".join(text.split(" and "))
    return speak.number(int(text)) if text.isascii() and text.isdigit() and len(text) < 16 else text
