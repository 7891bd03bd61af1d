"""Which texts are most worth a label: those the model is least sure of, one of each template."""

import heapq
from typing import NamedTuple

import numpy as np

from firstlight.detect.learn_splits import template_groups

_WIDE = 20
"""Unsure texts that are held for each that will be asked for, so that templates can be told."""
_LEAST, _MOST = 200, 20_000


class Asked(NamedTuple):
    """A text to be labelled, and how many of the unsure texts its label would speak for."""

    id: str
    score: float
    alike: int


class Queue:
    """Keeps the least sure of the texts that pass; ties go to the earlier text."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._room = min(max(_WIDE * size, _LEAST), _MOST)
        self._held: list[tuple[float, int, str, float, str]] = []
        self._count = 0

    def add(self, identifier: str, text: str, score: float) -> None:
        """Look at a text."""
        entry = (-abs(score - 0.5), -self._count, identifier, score, text)
        self._count += 1
        if len(self._held) < self._room:
            heapq.heappush(self._held, entry)
        else:
            heapq.heappushpop(self._held, entry)

    def asked(self) -> list[Asked]:
        """Return the texts to be labelled, the most worth it first.

        Worth is doubt (the entropy of the score, in bits) times the logarithm of how many of the
        unsure texts share the template: one label teaches about all of them.
        """
        held = sorted(self._held, key=lambda entry: (-entry[0], -entry[1]))
        groups = template_groups([entry[4] for entry in held])
        sizes = np.bincount(groups) if len(groups) else groups
        first: dict[int, Asked] = {}
        for group, (_, _, identifier, score, _) in zip(groups.tolist(), held, strict=True):
            first.setdefault(group, Asked(identifier, score, int(sizes[group])))
        return sorted(first.values(), key=lambda one: -_worth(one))[: self._size]


def _worth(one: Asked) -> float:
    score = min(max(one.score, 1e-9), 1.0 - 1e-9)
    doubt = -(score * np.log2(score) + (1.0 - score) * np.log2(1.0 - score))
    return float(doubt * np.log2(1.0 + one.alike))
