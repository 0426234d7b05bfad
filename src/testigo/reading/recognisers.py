"""Learned recognisers, one protocol: features in, a score for each label out; small linear models that ship with the package.

A model is `weights/NAME.npz` with its card `weights/NAME.md`, made by `training/recognisers.py`. Features are hashed (CRC-32), so that
no word of a training text is stored. Each vector has length one before it meets the weights.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from testigo.errors import ReadingError
from testigo.model.analysis import Passage
from testigo.model.text import Span
from testigo.reading.features import event_features, police_features, relation_features, text_features


@dataclass(frozen=True)
class LinearModel:
    """Weights over hashed features. `columns` are the buckets that have weights, ascending; `spread` weighs each bucket (inverse
    document frequency), `elsewhere` those without; `families` are the beginnings of the features that a label looks at (empty: all).
    """

    labels: tuple[str, ...]
    bits: int
    columns: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    spread: npt.NDArray[np.float32]
    elsewhere: float
    bias: npt.NDArray[np.float32]
    families: tuple[str, ...] = ()

    def buckets(self, features: Iterable[str]) -> npt.NDArray[np.uint32]:
        """The distinct buckets of some features, ascending."""
        mask = (1 << self.bits) - 1
        kept = features if not self.families else (f for f in features if f.startswith(self.families))
        return np.array(sorted({zlib.crc32(f.encode()) & mask for f in kept}), dtype=np.uint32)

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """One score for each label; the bias alone where no feature is known."""
        found = self.buckets(features)
        total = self.bias.astype(np.float64)
        if len(found) and len(self.columns):
            place = np.minimum(np.searchsorted(self.columns, found), len(self.columns) - 1)
            known = self.columns[place] == found
            spread = self.spread[place[known]]
            length = float(np.sqrt(np.sum(spread**2) + (~known).sum() * self.elsewhere**2)) or 1.0
            total = total + (spread / length) @ self.weights[place[known]]
        return dict(zip(self.labels, total.tolist(), strict=True))


@cache
def load_model(name: str) -> LinearModel:
    """A model of the package.

    Raises:
        ReadingError: it is missing or broken; the package must be installed again, or the model trained again.
    """
    file = resources.files("testigo").joinpath("reading", "weights", f"{name}.npz")
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            return LinearModel(
                labels=tuple(str(label) for label in stored["labels"]),
                bits=int(stored["bits"]),
                columns=stored["columns"],
                weights=stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32),
                spread=stored["spread"].astype(np.float32),
                elsewhere=float(stored["elsewhere"]),
                bias=stored["bias"].astype(np.float32),
                families=tuple(str(family) for family in stored["families"]),
            )
    except (OSError, ValueError, KeyError) as error:
        raise ReadingError(
            f"the recogniser {name!r} cannot be opened ({error}): install testigo again, or run training/recognisers.py"
        ) from error


# --- the police ----------------------------------------------------------------------------------------------------------------

POLICE_LABELS = ("KILL", "ARREST", "FORCE", "FAIL")


def police_acts(passage: Passage, stretches: Sequence[Span] | None = None) -> list[dict[str, float]]:
    """For each English sentence how surely it tells that police killed, arrested, used force, or failed to act; above 0 is yes.

    Measured on IndiaPoliceEvents (Halterman et al. 2021), five folds by document: see weights/police_*.md.
    """
    rows = police_features(passage, "en", stretches)
    models = [load_model(f"police_{label.lower()}") for label in POLICE_LABELS]
    found = []
    for row in rows:
        scored: dict[str, float] = {}
        for model in models:
            scored.update(model.scores(row))
        found.append(scored)
    return found


# --- sorts of text ---------------------------------------------------------------------------------------------------------------


def _best(scored: Mapping[str, float]) -> str:
    return max(scored.items(), key=lambda item: (item[1], item[0]))[0]


def conflict_score(passages: Sequence[Passage]) -> float:
    """Whether a Spanish report tells an episode of social conflict or protest; above 0 is yes (weights/conflict_es.md)."""
    return load_model("conflict_es").scores(text_features(passages, "es"))["conflict"]


def protest_score(passages: Sequence[Passage]) -> float:
    """Whether an English report tells a protest that has happened or goes on; above 0 is yes (weights/protest_en.md)."""
    return load_model("protest_en").scores(text_features(passages, "en"))["protest"]


def event_type(passages: Sequence[Passage]) -> str:
    """The ACLED-like type of a short English report (weights/event_type_en.md)."""
    features = [*text_features(passages, "en"), *event_features(passages, "en")]
    return _best(load_model("event_type_en").scores(features))


def relation_code(passage: Passage, source: Span | None, target: Span | None) -> str:
    """PLOVER's root code for what the source does to the target in an English sentence (weights/relation_en.md)."""
    return _best(load_model("relation_en").scores(relation_features(passage, source, target, "en")))
