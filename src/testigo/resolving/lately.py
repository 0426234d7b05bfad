"""Keeps what was last worked out of a report, so that each of its statements need not work it out again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_KEPT = 4  # title and body of the report at hand, and of the one before


def lately(function: Callable[P, T]) -> Callable[P, T]:
    """Keep the last few results of a pure function, told apart by the identity of its arguments.

    Comparing or hashing a parsed passage by value costs more than most of what is asked of it; one report is asked about by the
    same objects. Arguments are given by position.
    """
    held: list[tuple[tuple[object, ...], T]] = []

    @wraps(function)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        for known, result in held:
            if (
                not kwargs
                and len(known) == len(args)
                and all(a is b for a, b in zip(known, args, strict=True))
            ):
                return result
        result = function(*args, **kwargs)
        if not kwargs:
            held.insert(0, (args, result))
            del held[_KEPT:]
        return result

    return kept
