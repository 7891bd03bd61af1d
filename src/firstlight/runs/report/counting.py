"""Counting anew: every figure of a report is counted from the records, apart from the search."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.model.pattern import Item
from firstlight.model.record import FIRST_ROW
from firstlight.trends.patterns_periods import periods
from firstlight.trends.patterns_values import Column, encode, raw

Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Codes = npt.NDArray[np.signedinteger[Any]]


def by_period(codes: Codes, periods: int) -> Counts:
    """Return how many records each period has; `codes` are their periods, -1 for none."""
    return np.bincount(codes[codes >= 0], minlength=periods).astype(np.int64)


def values_by_period(
    column: Column | None, codes: Codes, periods: int
) -> tuple[tuple[str, ...], Counts]:
    """Return a column's values and their counts, values × periods; of no column, none."""
    if column is None:
        return (), np.zeros((0, periods), np.int64)
    both = (column.codes >= 0) & (codes >= 0)
    flat = column.codes[both].astype(np.int64) * periods + codes[both]
    counts = np.bincount(flat, minlength=len(column.values) * periods)
    return column.values, counts.reshape(len(column.values), periods)


class Counting:
    """Records as codes, ready to be counted: `labels` are the periods, `sizes` their records.

    `codes` index the labels, row by row; -1 is no period.
    """

    def __init__(self, records: pa.Table, time: str, columns: Iterable[str]) -> None:
        """Read the columns of a wide table of records, and its time column."""
        when = periods(records.column(time))
        self.labels, self.codes = when.labels, when.codes
        self._records, self._columns = records, dict[str, Column | None]()
        self.columns = tuple(columns)
        self.numbers = (
            records.column(FIRST_ROW).to_numpy()
            if FIRST_ROW in records.column_names
            else np.arange(1, records.num_rows + 1)
        )
        self.sizes = by_period(self.codes, len(self.labels))

    def column(self, name: str) -> Column | None:
        """Return a column as codes, None where it cannot carry patterns."""
        if name not in self._columns:
            self._columns[name] = encode(raw(name, self._records.column(name)))[0]
        return self._columns[name]

    def having(self, items: Iterable[Item]) -> Mask:
        """Tell for each record whether it has all the values."""
        found = np.ones(self._records.num_rows, dtype=bool)
        for name, value in items:
            column = self.column(name)
            if column is None or value not in column.values:
                return np.zeros(self._records.num_rows, dtype=bool)
            found &= column.codes == column.values.index(value)
        return found

    def series(self, having: Mask) -> Counts:
        """Return how many of these records each period has."""
        return by_period(self.codes[having], len(self.labels))

    def rows(self, having: Mask, period: str) -> Counts:
        """Return the row numbers, as the file counts them, of these records in a period."""
        here = self.codes == self.labels.index(period)
        return np.asarray(self.numbers[having & here], dtype=np.int64)

    def table(self, name: str) -> tuple[tuple[str, ...], Counts]:
        """Return a column's values and their counts, values × periods."""
        return values_by_period(self.column(name), self.codes, len(self.labels))

    def pairs(self, one: str, other: str) -> list[tuple[str, str, int]]:
        """Return how many records have each pair of values of two columns, most first."""
        first, second = self.column(one), self.column(other)
        if first is None or second is None:
            return []
        both = (first.codes >= 0) & (second.codes >= 0)
        flat = first.codes[both].astype(np.int64) * len(second.values) + second.codes[both]
        numbers, counts = np.unique(flat, return_counts=True)
        order = np.lexsort((numbers, -counts))
        width = len(second.values)
        return [
            (first.values[numbers[at] // width], second.values[numbers[at] % width],
             int(counts[at]))
            for at in order
        ]  # fmt: skip
