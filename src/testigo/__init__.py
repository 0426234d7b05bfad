"""testigo reads reports of protest and repression into a sourced incident ledger."""

from testigo.api import annotate, open_ledger, read
from testigo.version import __version__

__all__ = ["__version__", "annotate", "open_ledger", "read"]
