"""Layout: a group of wordings to constant words and slots, by minimum description length."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from firstlight.detect.alignment import Row
from firstlight.detect.description import WordBits, edit_bits, integer_bits

Run = tuple[int, int, int, int]
"""Words that no constant says: (first gap, last gap, first word, end word)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one wording follows a layout.

    `places`: for each constant the index of the word that says it, -1 where it is missing, empty
    for a disguised wording; `fillers`: (slot, first word, end word); `explained`: share of its
    words, numbers aside, that the constants say; `saved`: bits.
    """

    places: Sequence[int]
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
    constants: str,
    rows: Sequence[Row],
    sizes: Sequence[int],
    weights: Sequence[int],
    bits: WordBits,
) -> Layout:
    """Return the layout of wordings of `sizes` words, `weights` posts each, aligned in `rows`."""
    runs = [_runs(row, size) for row, size in zip(rows, sizes, strict=True)]
    filled = _filled(runs, weights, len(constants))
    slots = _slots(filled, sum(weights))
    count = max(slots) + 1
    cost = bits.of(constants).tolist()
    fits = tuple(
        _fit(row, found, slots, filled, cost) for row, found in zip(rows, runs, strict=True)
    )
    own = sum(cost) + integer_bits(len(constants)) + count * log2(len(constants) + 1)
    saved = sum(fit.saved * weight for fit, weight in zip(fits, weights, strict=True))
    return Layout(constants, slots, fits, saved - own)


def _runs(row: Row, size: int) -> list[Run]:
    """Return the runs of words that no constant says."""
    runs = []
    word = gap = 0
    for at, (first, end) in enumerate(zip(row.firsts, row.ends, strict=True)):
        if first < 0:
            continue
        if first > word:
            runs.append((gap, at, word, first))
        word, gap = max(word, end), at + 1
    if size > word:
        runs.append((gap, len(row.firsts), word, size))
    return runs


def _filled(rows: Sequence[list[Run]], weights: Sequence[int], constants: int) -> list[int]:
    """Return in how many posts each gap, and no other beside it, holds words."""
    filled = [0] * (constants + 1)
    for runs, weight in zip(rows, weights, strict=True):
        for first, last, _, _ in runs:
            if first == last:
                filled[first] += weight
    return filled


def _slots(filled: list[int], posts: int) -> tuple[int, ...]:
    """Return the slot index of each gap, -1 for none.

    A slot costs its place in the template and a bit per member; without it each filler costs an
    edit. It is worth its bits from about a seventh of the members on.
    """
    constants = len(filled) - 1
    edit, worth = edit_bits(constants), posts + log2(constants + 1)
    slots, count = [], 0
    for fills in filled:
        slots.append(count if fills * edit > worth else -1)
        count += fills * edit > worth
    return tuple(slots)


def _fit(
    row: Row, runs: list[Run], slots: tuple[int, ...], filled: list[int], cost: list[float]
) -> Fit:
    """Return how a wording follows the layout: each run of other words is a filler or an edit.

    Where a run takes the place of constants, it fills the slot beside them that is filled most.
    """
    fillers, edits, gained = [], 0, 0.0
    for first, last, begin, end in runs:
        gap = first if first == last else max(range(first, last + 1), key=filled.__getitem__)
        if (slot := slots[gap]) >= 0:
            fillers.append((slot, begin, end))
        else:
            edits += 1
    for first, bits in zip(row.firsts, cost, strict=True):
        if first >= 0:
            gained += bits
        else:
            edits += 1
    gained -= edits * edit_bits(len(cost)) + max(slots) + 1
    return Fit(() if row.borrowed else row.firsts, tuple(fillers), row.explained, gained)
