"""Records on a regular calendar: counts by value and period, and the rows behind them."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from firstlight.runs.report.counting import Counting, Counts, Mask
from firstlight.trends.calendar import Calendar
from firstlight.trends.patterns_artefacts import SOURCE


class Timed:
    """Records by regular periods; `usable` is how many periods, from the first, are over."""

    def __init__(self, counting: Counting, calendar: Calendar, usable: int | None = None) -> None:
        """Lay the records of a report over a calendar of the same rows."""
        self.counting, self.codes = counting, calendar.codes
        self.labels, self.calendar = calendar.labels, calendar
        over = len(calendar.labels) - (not calendar.over)
        self.usable = over if usable is None else min(usable, over)
        self.sizes: Counts = self.series(np.ones(len(calendar.codes), dtype=bool))

    def series(self, having: Mask) -> Counts:
        """Return how many of these records each period has."""
        mine = self.codes[having]
        return np.bincount(mine[mine >= 0], minlength=len(self.labels)).astype(np.int64)

    def table(self, name: str) -> tuple[tuple[str, ...], Counts]:
        """Return a column's values and their counts, values × periods."""
        column = self.counting.column(name)
        if column is None:
            return (), np.zeros((0, len(self.labels)), np.int64)
        both = (column.codes >= 0) & (self.codes >= 0)
        flat = column.codes[both].astype(np.int64) * len(self.labels) + self.codes[both]
        counts = np.bincount(flat, minlength=len(column.values) * len(self.labels))
        return column.values, counts.reshape(len(column.values), len(self.labels))

    def rows(self, having: Mask, first: int, last: int) -> pa.Table:
        """Return row numbers and periods of these records from one period to another, both in."""
        here = having & (self.codes >= first) & (self.codes <= last)
        names = pa.array(self.labels, pa.string())
        return pa.table({
            "row": pa.array(np.asarray(self.counting.numbers[here], np.int64)),
            "period": names.take(pa.array(self.codes[here])),
        })  # fmt: skip

    def sources(self) -> Iterator[tuple[str, tuple[str, ...], Counts]]:
        """Yield the columns that name who reports, their values, and counts by period."""
        for name in self.counting.columns:
            if SOURCE.search(name):
                yield (name, *self.table(name))
