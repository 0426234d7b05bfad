"""The errors of testigo.

    TestigoError
    ├── GatheringError    a source that cannot be turned into a document
    ├── LexiconError      a lexicon entry that breaks the rules
    ├── ReadingError      a document that cannot be read
    ├── ResolvingError    a gazetteer that is missing or broken
    ├── LedgerError       a ledger that cannot be opened, written or trusted
    └── SettingsError     a setting, or a file that a setting names, that cannot be used

A poor report is data, not an error: it becomes a `Failure` row and the run goes on. These are for what a person must mend: the
message says what, where, and what to do.
"""

from __future__ import annotations


class TestigoError(Exception):
    """Everything that testigo raises on purpose."""

    __test__ = False  # pytest must not take the class for a test


class GatheringError(TestigoError):
    """A source that cannot be turned into a document."""


class LexiconError(TestigoError):
    """A lexicon entry that breaks the rules."""


class ReadingError(TestigoError):
    """A document that cannot be read."""


class ResolvingError(TestigoError):
    """A gazetteer that is missing or broken."""


class LedgerError(TestigoError):
    """A ledger that cannot be opened, written or trusted."""


class SettingsError(TestigoError):
    """A setting, or a file that a setting names, that cannot be used."""
