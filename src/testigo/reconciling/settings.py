"""What a user may set about reconciling; every value has a reason, and the defaults are those of the documented rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from testigo.errors import SettingsError


@dataclass(frozen=True, slots=True)
class NamedWave:
    """A campaign that the user names: the incidents of one country from `first` to `last`, both inclusive."""

    name: str
    country: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise SettingsError(f"the wave {self.name!r} ends before it begins: {self.first} > {self.last}")


@dataclass(frozen=True, slots=True)
class ReconcileSettings:
    """Settings of reconciling.

    Attributes:
        window_hours: how long after an incident's end figures are provisional (rule R4).
        lag_hours: how long a cumulative claim may trail a new incident before the gap is an alarm (rule R13).
        copy_similarity: shingle similarity from which two texts are one (rule R11), 0 to 1.
        copy_days: texts published further apart than this, in days, are not held to be copies.
        translation_days: texts in two languages published further apart than this, in days, are not held to be one.
        campaign_gap_days: a pause longer than this, in days, ends a wave.
        waves: campaigns named by the user; they take their incidents before waves are made by the gap.
        link_bits: the weight, in bits, from which two reports are held to tell of one incident.
        keep_loose: keep rows for harm told without a day or a place, flagged "undated" or "unplaced".
    """

    window_hours: int = 24
    lag_hours: int = 72
    copy_similarity: float = 0.8
    copy_days: int = 14
    translation_days: int = 3
    campaign_gap_days: int = 30
    waves: tuple[NamedWave, ...] = ()
    link_bits: float = 9.0
    keep_loose: bool = True

    def __post_init__(self) -> None:
        if (
            min(
                self.window_hours,
                self.lag_hours,
                self.copy_days,
                self.translation_days,
                self.campaign_gap_days,
            )
            < 0
        ):
            raise SettingsError("hours and days of reconciling cannot be negative")
        if not 0 < self.copy_similarity <= 1:
            raise SettingsError(f"copy_similarity must be over 0 and at most 1, not {self.copy_similarity}")
