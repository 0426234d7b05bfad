"""What an export can be: the formats and the profiles, by name."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """Whose way of making one figure of several (rule R22)."""

    TESTIGO = "testigo"
    CONSERVATIVE = "conservative"
    REPRESENTATIVE = "representative"
    INFORMATIVE = "informative"
    ACLED = "acled"
    UCDP = "ucdp"


class Format(StrEnum):
    """The shape of the file."""

    CSV = "csv"
    GEOJSON = "geojson"
    JSONL = "jsonl"
    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"
    FTM = "ftm"
    PARQUET = "parquet"
    XLSX = "xlsx"
    PACKAGE = "package"

    @property
    def profile(self) -> Profile:
        """The profile where none is asked for: the codebook's own for its table, ours for the rest."""
        return {Format.ACLED: Profile.ACLED, Format.UCDP: Profile.UCDP}.get(self, Profile.TESTIGO)

    @property
    def needs_a_file(self) -> bool:
        """True for what a terminal or a pipe cannot take."""
        return self in (Format.PARQUET, Format.XLSX, Format.PACKAGE)


PROFILES: dict[Profile, str] = {
    Profile.TESTIGO: "the ledger's own: the toll rules R1 to R21",
    Profile.CONSERVATIVE: "the smallest low, best and high of the reports, each settled alone (eventreport)",
    Profile.REPRESENTATIVE: "the most frequent low, best and high of the reports, each settled alone (eventreport)",
    Profile.INFORMATIVE: "the largest low, best and high of the reports, each settled alone (eventreport)",
    Profile.ACLED: "the lowest live figure, with ACLED's numbers for vague words",
    Profile.UCDP: "low, best and high as whole numbers",
}
"""Each profile in words."""

RULES: dict[str, str] = {
    "R1": "a phrase is read as an interval",
    "R2": "an unconfirmed figure may raise the maximum, never the minimum or the best",
    "R3": "each voice counts once, with its latest figure",
    "R4": "figures of the first hours give way once settled ones exist",
    "R5": "an explicit update overtakes lower and earlier figures",
    "R6": "a late death belongs to the incident of the injury",
    "R7": "a withdrawn figure goes, with its copies",
    "R8": "minimum and maximum are taken over the figures that count",
    "R9": "best is the most frequent figure among independent voices; a tie goes to the higher tier, then to the lower figure",
    "R10": "the identified dead are a floor",
    "R11": "copies count once",
    "R12": "groups, causes and periods are aligned before figures are compared",
    "R13": "a cumulative toll is a check, never an addend",
    "R14": "an aggregate is divided on export only, and marked derived",
    "R15": "an aggregate list adds only what is not recorded already",
    "R16": "parts that do not add up are kept and flagged",
    "R17": "a difference between two tolls is a lead, no incident",
    "R18": "a party's figure is labelled, and decides only when alone",
    "R19": "a figure is graded by how many independent voices vouch for it",
    "R20": "conflicting places and days are kept; the most precise of the highest tier is shown",
    "R21": "causes are kept apart",
    "R22": "the figure was made by the profile that is named",
}
"""The toll rules in words."""
