"""The days of the week and the months as reports call them, in order, in lower case; every layer that asks for them reads them here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WEEKDAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    }
)
"""By language, Monday first."""

MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": tuple(
            "january february march april may june july august september october november december".split()
        ),
        "es": tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
    }
)
"""By language, January first; «setiembre» is written too."""

WEEKDAY_NAMES = frozenset((*WEEKDAYS["en"], *WEEKDAYS["es"]))
"""The weekdays of both languages."""

CALENDAR_NAMES = WEEKDAY_NAMES.union(MONTHS["en"], MONTHS["es"])
"""The weekdays and months of both languages."""
