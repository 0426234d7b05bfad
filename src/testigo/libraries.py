"""Libraries that are installed on request only: named when they are missing, with the command that brings them."""

from __future__ import annotations

import importlib
from typing import Any

from testigo.errors import SettingsError


def optional(module: str, *, extra: str) -> Any:
    """A module of an optional dependency.

    Raises:
        SettingsError: it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise SettingsError(f"{package} is not installed: pip install 'testigo[{extra}]'") from None
