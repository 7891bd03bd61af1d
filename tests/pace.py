"""Limits of time that mean the same on every machine, as busy as it is.

A limit is in seconds of the machine on which it was set: what a test measures is divided by how
much slower a small sum is just then. A machine of another kind, or one that shares its cores,
then changes both; only the code changes one of them.
"""

import time
from collections.abc import Callable

SUM = 0.012
"""Seconds of computing that the sum takes on the machine that limits are set on."""


def slowness() -> float:
    """Return how many times slower than that machine this one computes now, at least 1."""
    return max(1.0, min(_computing(_sum) for _ in range(3)) / SUM)


def quickest(work: Callable[[], object], enough: float, tries: int = 20) -> float:
    """Return the least seconds that `work` takes; no more tries once it took less than `enough`."""
    least = float("inf")
    for _ in range(tries):
        before = slowness()
        took = _computing(work)
        least = min(least, took / max(before, slowness()))
        if least < enough:
            break
    return least


def _computing(work: Callable[[], object]) -> float:
    """Return the seconds that this thread computes for some work."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _sum() -> None:
    total, held = 0, {}
    for number in range(200_000):
        held[number & 1023] = total
        total += number
