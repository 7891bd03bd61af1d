"""Records on a regular calendar: counts by value and period, and the rows behind them."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from firstlight.runs.report.counting import Counting, Counts, Mask, by_period, values_by_period
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
        self.sizes = by_period(self.codes, len(self.labels))

    def series(self, having: Mask) -> Counts:
        """Return how many of these records each period has."""
        return by_period(self.codes[having], len(self.labels))

    def table(self, name: str) -> tuple[tuple[str, ...], Counts]:
        """Return a column's values and their counts, values × periods."""
        return values_by_period(self.counting.column(name), self.codes, len(self.labels))

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
