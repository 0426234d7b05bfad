"""The interface's words in English and Spanish: a catalogue that is checked when it is read.

`locales/<language>/*.yml` hold the same keys in each language. `{name}` stands for a value; a phrase with `one` and `other` is chosen
by the value `n`. Words from reports never pass through here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from testigo.errors import SettingsError

LANGUAGES = ("en", "es")
_SLOT = re.compile(r"\{(\w+)\}")

Phrase = str | dict[str, str]


class _Strict(yaml.SafeLoader):  # type: ignore[misc]  # yaml comes without types
    """YAML without code, in which a key that stands twice is an error rather than a loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise SettingsError(f"line {node.start_mark.line + 1}: the phrase {twice[0]!r} stands twice")
        return dict(super().construct_mapping(node, deep=deep))


@cache
def catalogue(language: str) -> Mapping[str, Phrase]:
    """All phrases of a language, by dotted key.

    Raises:
        SettingsError: a key stands twice, or a phrase is neither text nor a pair of `one` and `other`.
    """
    found: dict[str, Phrase] = {}
    folder = resources.files("testigo.web") / "locales" / language
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yml"):
            read = yaml.load(file.read_text(encoding="utf-8"), Loader=_Strict)  # noqa: S506 -- a safe loader
            _flatten(read or {}, "", found, file.name)
    return found


def _flatten(node: dict[str, Any], prefix: str, found: dict[str, Phrase], file: str) -> None:
    for name, value in node.items():
        key = f"{prefix}{name}"
        if key in found:
            raise SettingsError(f"{file}: the phrase {key!r} stands twice")
        if isinstance(value, dict) and set(value) == {"one", "other"}:
            found[key] = {form: str(text) for form, text in value.items()}
        elif isinstance(value, dict):
            _flatten(value, f"{key}.", found, file)
        elif isinstance(value, str):
            found[key] = value
        else:
            raise SettingsError(f"{file}: the phrase {key!r} is not text; put it in quotation marks")


def slots(phrase: Phrase) -> frozenset[str]:
    """The names that a phrase leaves open."""
    texts = phrase.values() if isinstance(phrase, dict) else (phrase,)
    return frozenset(name for text in texts for name in _SLOT.findall(text))


class Speaker:
    """One language's words. Calling it gives the phrase of a key; an unknown key is an error of ours and says so."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._phrases = catalogue(self.language)

    def __call__(self, key: str, **values: object) -> str:
        phrase = self._phrases.get(key)
        if phrase is None:
            raise KeyError(f"no phrase {key!r} in {self.language}")
        if isinstance(phrase, dict):
            phrase = phrase["one" if values.get("n") == 1 else "other"]
        if "n" in values and isinstance(values["n"], int):
            values = values | {"n": self.number(values["n"])}
        return _SLOT.sub(lambda m: str(values[m[1]]) if m[1] in values else m[0], phrase)

    def has(self, key: str) -> bool:
        """True when the catalogue knows the key."""
        return key in self._phrases

    def word(self, family: str, value: object, n: int | None = None) -> str:
        """The name of a value of a closed list, as it stands after a number `n` of them; a value that the catalogue does not know is shown as it is.

        >>> Speaker("es").word("groups", "police", 1), Speaker("es").word("groups", "police")
        ('policía', 'policías')
        """
        key = f"{family}.{value}"
        return self(key, n=n) if key in self._phrases else str(value).replace("_", " ")

    def number(self, value: int) -> str:
        r"""Digits in groups of three, parted by the thin space that both languages allow.

        >>> Speaker("es").number(12500)
        '12\u202f500'
        """
        return str(value) if -9999 <= value <= 9999 else f"{value:,}".replace(",", "\u202f")


def choose(wanted: str | None, stored: str | None, accepted: str) -> str:
    """The language asked for in the address, else the one remembered, else the first of the browser's that we speak.

    >>> choose(None, None, "fr;q=0.9, es-PE;q=0.8, en;q=0.2")
    'es'
    """
    for candidate in (wanted, stored):
        if candidate in LANGUAGES:
            return str(candidate)
    weighed = []
    for position, part in enumerate(accepted.split(",")):
        name, _, rest = part.strip().partition(";")
        match = re.search(r"q=([\d.]+)", rest)
        try:
            weight = float(match[1]) if match else 1.0
        except ValueError:
            weight = 0.0
        weighed.append((-weight, position, name.split("-")[0].lower()))
    return next((name for _, _, name in sorted(weighed) if name in LANGUAGES), LANGUAGES[0])
