"""Cells and combinations: equal records collapse, and every combination is a set of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from firstlight.trends.patterns_values import Column

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_WHOLE = 2**62


@dataclass(frozen=True, slots=True)
class Cells:
    """Distinct records: `codes[cell, column]` (-1: no answer), and the cell of each row."""

    columns: tuple[Column, ...]
    codes: Ints
    of_row: Ints

    def counts(self, periods: Ints, size: int) -> Floats:
        """Return how many rows of each cell (first axis) fall in each period (second)."""
        known = periods >= 0
        keys = self.of_row[known].astype(np.int64) * size + periods[known]
        shape = (len(self.codes), size)
        return np.bincount(keys, minlength=shape[0] * size).reshape(shape).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Combinations:
    """Combinations of values that occur often enough, over one set of cells.

    `subsets` are the column numbers of each kind of combination, `subset_of[combination]` its kind,
    `example[combination]` a cell that has it; `member` (combinations by cells) is 1 where a cell
    has it.
    """

    subsets: tuple[tuple[int, ...], ...]
    subset_of: Ints
    example: Ints
    member: csr_array

    def __len__(self) -> int:
        return len(self.subset_of)

    def items(self, cells: Cells, which: int) -> tuple[tuple[str, str], ...]:
        """Return the (column, value) pairs of a combination."""
        row = cells.codes[self.example[which]]
        chosen = self.subsets[self.subset_of[which]]
        return tuple((cells.columns[c].name, cells.columns[c].values[row[c]]) for c in chosen)


def group(parts: Sequence[npt.NDArray[np.integer]], sizes: Sequence[int]) -> tuple[Longs, Longs]:
    """Return (group of each row, a row of each group) for rows that agree in all parts.

    Parts hold -1 to size-1. Groups are numbered in the order of the parts' values.
    """
    key, span = np.zeros(len(parts[0]), dtype=np.int64), 1
    for part, size in zip(parts, sizes, strict=True):
        if span * (size + 1) >= _WHOLE:
            _, key = np.unique(key, return_inverse=True)
            span = int(key.max()) + 1 if len(key) else 1
        key = key * (size + 1) + part + 1
        span *= size + 1
    _, first, group_of = np.unique(key, return_index=True, return_inverse=True)
    return group_of, first


def collapse(columns: Sequence[Column]) -> Cells:
    """Return the distinct records of some columns."""
    parts = [column.codes for column in columns]
    of_row, first = group(parts, [len(column.values) for column in columns])
    codes = np.stack([part[first] for part in parts], axis=1).astype(np.int32)
    return Cells(tuple(columns), codes, of_row.astype(np.int32))


def combine(
    cells: Cells, totals: Floats, *, least: int, subsets: Sequence[tuple[int, ...]]
) -> Combinations:
    """Return the combinations of values of these column subsets that `least` records have.

    None holds the answer that a column says carries no pattern.
    """
    sizes = [len(column.values) for column in cells.columns]
    said = (cells.codes >= 0) & (cells.codes != np.array([one.no for one in cells.columns]))
    rows, at, kinds, examples, begin = [], [], [], [], 0
    for kind, chosen in enumerate(subsets):
        answered = np.flatnonzero(said[:, chosen].all(axis=1))
        if not len(answered):
            continue
        parts = [cells.codes[answered, column] for column in chosen]
        group_of, first = group(parts, [sizes[column] for column in chosen])
        kept = np.flatnonzero(np.bincount(group_of, weights=totals[answered]) >= least)
        number = np.full(len(first), -1)
        number[kept] = np.arange(len(kept)) + begin
        begin += len(kept)
        mine = number[group_of]
        rows.append(mine[mine >= 0])
        at.append(answered[mine >= 0])
        kinds.append(np.full(len(kept), kind))
        examples.append(answered[first[kept]])
    return _combinations(tuple(subsets), (rows, at, kinds, examples), (begin, len(cells.codes)))


def _combinations(
    subsets: tuple[tuple[int, ...], ...],
    parts: tuple[list[Longs], list[Longs], list[Longs], list[Longs]],
    shape: tuple[int, int],
) -> Combinations:
    rows, at, kinds, examples = (
        np.concatenate(part) if part else np.zeros(0, np.int64) for part in parts
    )
    member = csr_array((np.ones(len(rows)), (rows, at)), shape=shape)
    return Combinations(subsets, kinds.astype(np.int32), examples.astype(np.int32), member)


def column_subsets(columns: int, *, longest: int, most: int) -> list[tuple[int, ...]]:
    """Return the column subsets of 1 to `longest` columns, stopping at the size that passes `most`.

    Pairs are always among them.
    """
    found: list[tuple[int, ...]] = []
    for size in range(1, min(longest, columns) + 1):
        more = list(combinations(range(columns), size))
        if size > 2 and len(found) + len(more) > most:
            break
        found += more
    return found
