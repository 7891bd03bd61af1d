"""Seeded randomness: every part of a world draws from a generator named by what it makes."""

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def generator(*key: object) -> random.Random:
    """Return the generator that belongs to a key, the same on every machine and run."""
    return random.Random("/".join(map(str, key)))  # noqa: S311 - simulation, not secrecy


def choose(items: Sequence[T], pick: Callable[[], float]) -> T:
    """Return one item, each as likely; faster than `random.choice`."""
    return items[int(pick() * len(items))]


def pareto(pick: Callable[[], float], alpha: float, low: int, high: int) -> int:
    """Return a whole number from a Pareto law cut off at both ends, by inversion."""
    tail = (low / high) ** alpha
    return int(low / math.pow(1 - pick() * (1 - tail), 1 / alpha))
