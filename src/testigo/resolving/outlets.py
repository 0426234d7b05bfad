"""Where an outlet is at home, from its name and its address: local papers call their own town by its bare name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from testigo.model.place import Place
from testigo.model.text import Document
from testigo.resolving.gazetteer import COUNTRY, REGION, TOWN, Candidate, Gazetteer
from testigo.resolving.names import fold

#: Words of newspapers' names, longest first, as they stand run together in addresses ("arenalherald.com").
_PAPER = (
    "thedaily", "dailynews", "dailypost", "timesherald", "newspress", "sun-times", "timesdispatch", "newsandobserver", "postgazette", "post-gazette",
    "presstelegram", "dispatch", "register", "chronicle", "telegraph", "telegram", "examiner", "reporter", "observer", "standard", "advocate",
    "guardian", "democrat", "republic", "republican", "independent", "enterprise", "messenger", "gazette", "tribune", "journal", "monitor",
    "sentinel", "bulletin", "advertiser", "leader", "herald", "beacon", "record", "review", "courier", "citizen", "mercury", "express", "argus",
    "echo", "mail", "post", "news", "press", "times", "today", "daily", "star", "globe", "argus", "weekly", "online", "online", "voice",
    "patriot", "ledger", "pilot", "banner", "eagle", "clarion", "intelligencer", "athenian", "sun", "the", "my", "go", "www", "diario", "correo",
    "noticias", "prensa", "informa", "hoy", "eldia", "lavoz", "elheraldo", "heraldo", "mercurio", "telegrafo", "tiempo", "universo", "nacion",
)  # fmt: skip
_SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne"}
_GENERIC_ENDS = {"tv", "io", "me", "co", "fm", "cc", "ws", "la", "to", "ai", "gl", "ly", "eu", "am", "st"}


@cache
def _table() -> Mapping[str, tuple[str, str, str]]:
    """Name or domain of an outlet -> its town, first-level region code or name, country."""
    text = resources.files("testigo.resolving").joinpath("tables", "outlets.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, str, str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            keys, town, region, country = line.split("\t")
            for key in keys.split(";"):
                found[key if "." in key else fold(key)] = (town, region, country)
    return found


def domain_of(url: str | None) -> str:
    """The host of an address, less "www."; empty where there is none.

    >>> domain_of("https://www.arenalherald.com/2023/1.html"), domain_of("arenalherald.com"), domain_of(None)
    ('arenalherald.com', 'arenalherald.com', '')
    """
    if not url:
        return ""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def country_of(domain: str) -> str:
    """The country of a domain's ending ("co.uk" -> GB); empty for endings that are sold to anybody.

    >>> country_of("arenalherald.co.uk"), country_of("arenal.pe"), country_of("arenal.com")
    ('GB', 'PE', '')
    """
    end = domain.rsplit(".", 1)[-1]
    if len(end) != 2 or (end in _GENERIC_ENDS and f".com.{end}" not in f".{domain}"):
        return ""
    return {"uk": "GB"}.get(end, end.upper())


def outlet_places(
    document: Document, gazetteer: Gazetteer
) -> tuple[tuple[tuple[Candidate, float], ...], str]:
    """Places where the outlet may be at home with their chances, and its country ("" where not known)."""
    domain = domain_of(document.url)
    outlet = document.outlet or ""
    if "." in outlet and " " not in outlet and not domain:
        domain = domain_of(outlet)
    return _places(domain, outlet, gazetteer)


@cache
def _places(
    domain: str, outlet: str, gazetteer: Gazetteer
) -> tuple[tuple[tuple[Candidate, float], ...], str]:
    table = _table()
    known = table.get(_site(domain)) or table.get(fold(outlet))
    if known is not None:
        town, region, country = known
        fits = [
            c for c in gazetteer.lookup(town)
            if c.country == country and c.level == TOWN and (not region or region in {c.admin1, gazetteer.regions.get((c.country, c.admin1), "")})
        ]  # fmt: skip
        return ((((fits[0], 1.0),) if fits else ()), country)
    country = country_of(domain)
    names = [*_named_in(_site(domain).split(".")[0], gazetteer), *_named_in_words(outlet, gazetteer)]
    found: list[tuple[Candidate, float]] = []
    for name in names[:2]:
        fits = [
            c
            for c in gazetteer.lookup(name)
            if c.level == TOWN and c.rank <= 2 and (not country or c.country == country)
        ][:12]
        total = sum(c.population + 2000 for c in fits)
        found += [(c, 0.8 * (c.population + 2000) / total) for c in fits]
        if not fits and not country:
            lands = [c for c in gazetteer.lookup(name) if c.level == COUNTRY]
            country = lands[0].country if lands else country
    return tuple(found), country


def address_places(document: Document, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Places named by the sections of the report's address, the finest first: "…/colombia/cali/…" is filed under Cali."""
    try:
        path = urlsplit(document.url or "").path
    except ValueError:
        return ()
    sections = [p for p in path.split("/")[:-1] if p.replace("-", "").isalpha() and 3 < len(p) < 25]
    return _address_places(tuple(sections), country_of(domain_of(document.url)), gazetteer)


@cache
def _address_places(sections: tuple[str, ...], country: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    from testigo.resolving.toponyms import as_place  # noqa: PLC0415 - toponyms reads outlets too

    found: list[Candidate] = []
    for section in sections:
        fits = [
            c
            for c in gazetteer.lookup(section.replace("-", " "))
            if c.rank < 2 and (c.level == COUNTRY or (c.level in {REGION, TOWN} and c.population > 50_000))
        ]
        lands = {c.country for c in found if c.level == COUNTRY} or ({country} if country else set())
        fits = [c for c in fits if not lands or c.country in lands or c.level == COUNTRY]
        if fits:
            found.append(max(fits, key=lambda c: (c.level == COUNTRY, c.level == TOWN, c.population)))
    return tuple(
        as_place(c, gazetteer, 0.7, ("filed under it by the report's address",)) for c in reversed(found)
    )


def _site(domain: str) -> str:
    """The registered name with its ending: "news.arenalherald.co.uk" -> "arenalherald.co.uk"."""
    parts = domain.split(".")
    if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2:
        return ".".join(parts[-3:])
    return ".".join(parts[-2:])


def _named_in(label: str, gazetteer: Gazetteer) -> list[str]:
    """Place names in a domain's first label, between words of papers' names: "parisbeacon" -> "paris"."""
    rest = label.lower()
    parts = [p for p in re.split(r"[-_]", rest) if p]
    names = []
    for part in parts:
        core = part
        for _ in range(3):
            for word in _PAPER:
                if core.startswith(word) and len(core) - len(word) > 3:
                    core = core[len(word) :]
                    break
            else:
                break
        for _ in range(3):
            for word in _PAPER:
                if core.endswith(word) and len(core) - len(word) > 3:
                    core = core[: -len(word)]
                    break
            else:
                break
        if core != part or len(parts) > 1:
            names += [n for n in _split(core, gazetteer) if core not in _PAPER]
    return names


def _split(core: str, gazetteer: Gazetteer) -> list[str]:
    if len(core) > 3 and any(
        c.level in {TOWN, REGION} and c.population > 1000 for c in gazetteer.lookup(core)
    ):
        return [core]
    for cut in range(3, len(core) - 2):
        name = f"{core[:cut]} {core[cut:]}"
        if any(c.level == TOWN and c.population > 1000 for c in gazetteer.lookup(name)):
            return [name]
    return []


def _named_in_words(outlet: str, gazetteer: Gazetteer) -> list[str]:
    """Place names among the words of an outlet's name: "Arenal Herald" -> "Arenal"."""
    words = [w for w in re.findall(r"[\w'’.-]+", outlet) if w[0].isupper()]
    papers = set(_PAPER) | {"el", "la", "los", "las", "daily", "bbc", "cnn", "afp", "ap", "reuters", "efe"}
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            part = words[i : i + size]
            if any(fold(w) in papers for w in part):
                continue
            if any(
                c.level == TOWN and c.population > 1000 and c.rank < 2
                for c in gazetteer.lookup(" ".join(part))
            ):
                return [" ".join(part)]
    return []
