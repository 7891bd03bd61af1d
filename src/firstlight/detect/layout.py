"""Layout: a group of wordings to constant words and slots, by minimum description length."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

from firstlight.detect.alignment import blocks
from firstlight.detect.description import WordBits, edit_bits, integer_bits
from firstlight.detect.skeleton import NUMBER

_NUMBER = chr(NUMBER)


@dataclass(frozen=True, slots=True)
class Fit:
    """How one wording follows a layout.

    `places`: for each constant, the index of the word that says it, -1 where it is missing;
    `fillers`: (slot, first word, end word); `explained`: share of its words, numbers aside, that
    the constants say; `saved`: bits.
    """

    places: tuple[int, ...]
    fillers: tuple[tuple[int, int, int], ...]
    explained: float
    saved: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Constants (a code per character) and the gaps between them that are slots.

    Gap k lies before constant k; `slots[k]` is the slot's index, or -1 where there is none.
    """

    constants: str
    slots: tuple[int, ...]
    fits: tuple[Fit, ...]
    bits_saved: float


def lay_out(
    core: str, texts: Sequence[str], weights: Sequence[int], bits: WordBits
) -> Layout | None:
    """Return the layout of some wordings around their core, or None for a core of numbers."""
    keep = [place for place, word in enumerate(core) if word != _NUMBER]
    constants = "".join(core[place] for place in keep)
    if not constants:
        return None
    index = {place: at for at, place in enumerate(keep)}
    rows = [_places(core, text, index) for text in texts]
    gaps = [_gaps(row, len(text)) for row, text in zip(rows, texts, strict=True)]
    slots = _slots(gaps, weights, len(constants))
    cost = bits.of(constants)
    fits = tuple(
        _fit(row, gap, text, slots, cost) for row, gap, text in zip(rows, gaps, texts, strict=True)
    )
    count = max(slots) + 1
    own = float(cost.sum()) + integer_bits(len(constants)) + count * log2(len(constants) + 1)
    saved = sum(fit.saved * weight for fit, weight in zip(fits, weights, strict=True)) - own
    return Layout(constants, slots, fits, saved)


def _places(core: str, text: str, index: dict[int, int]) -> list[int]:
    """Return, for each constant, the word of the text that says it, or -1."""
    row = [-1] * len(index)
    for a, b, n in blocks(core, text):
        for step in range(n):
            if (at := index.get(a + step)) is not None:
                row[at] = b + step
    return row


def _gaps(row: list[int], length: int) -> list[tuple[int, int, int, int]]:
    """Return the runs of unmatched words: (first gap, last gap, first word, end word)."""
    runs = []
    word, gap = 0, 0
    for at, place in enumerate([*row, length]):
        if place < 0:
            continue
        if place > word:
            runs.append((gap, at, word, place))
        word, gap = place + 1, at + 1
    return runs


def _slots(
    gaps: list[list[tuple[int, int, int, int]]], weights: Sequence[int], constants: int
) -> tuple[int, ...]:
    """Return the slot index of each gap, -1 for none.

    A slot costs its place in the template and a bit per member; without it each filler costs an
    edit. It is worth its bits from about a seventh of the members on.
    """
    filled = [0] * (constants + 1)
    for runs, weight in zip(gaps, weights, strict=True):
        for first, last, _, _ in runs:
            if first == last:
                filled[first] += weight
    total, edit = sum(weights), edit_bits(constants)
    worth = total + log2(constants + 1)
    slots, count = [], 0
    for fills in filled:
        slots.append(count if fills * edit > worth else -1)
        count += fills * edit > worth
    return tuple(slots)


def _fit(
    row: list[int],
    runs: list[tuple[int, int, int, int]],
    text: str,
    slots: tuple[int, ...],
    cost: np.ndarray,
) -> Fit:
    """Return how a wording follows the layout: each run of other words is a filler or an edit."""
    fillers, edits = [], sum(place < 0 for place in row)
    for first, last, begin, end in runs:
        slot = next((slots[gap] for gap in range(first, last + 1) if slots[gap] >= 0), -1)
        if slot >= 0:
            fillers.append((slot, begin, end))
        else:
            edits += 1
    said = np.asarray(row) >= 0
    words = len(text) - text.count(_NUMBER)
    gained = float(cost[said].sum()) - edits * edit_bits(len(row)) - (max(slots) + 1)
    return Fit(tuple(row), tuple(fillers), int(said.sum()) / max(words, 1), gained)
