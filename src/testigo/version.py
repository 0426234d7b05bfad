"""The version of the program; a reading remembers it."""

__version__ = "0.1.0"
