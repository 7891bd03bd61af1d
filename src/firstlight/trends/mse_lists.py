"""Capture histories: which lists saw how many people, as one row per combination of lists."""

from collections.abc import Sequence

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from firstlight.model.errors import InputError

MOST_LISTS = 12
"""Lists beyond which the table of combinations (2ⁿ − 1) is refused."""
Histories = NDArray[np.int64]
Counts = NDArray[np.float64]


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """All 2ⁿ − 1 observable combinations of n lists (0/1 rows) with the people seen in each."""

    names: tuple[str, ...]
    histories: Histories
    counts: Counts

    @property
    def observed(self) -> int:
        """Return how many different people are on at least one list."""
        return int(self.counts.sum())

    def overlap(self, *together: int) -> int:
        """Return how many people are on all of these lists, whatever else they are on."""
        on_all = self.histories[:, together].all(axis=1)
        return int(self.counts[on_all].sum())

    def seen_again(self, counts: Counts) -> "Lists":
        """Return the same table with other counts."""
        return Lists(names=self.names, histories=self.histories, counts=counts)


def lists_from_table(table: pa.Table) -> Lists:
    """Return the lists of a table: columns of 0/1, one per list, and last the count of people."""
    names = tuple(table.column_names)
    if len(names) < 3:
        raise InputError(
            "fewer than two lists", file="lists", remedy="Give a 0/1 column per list and a count."
        )
    rows = np.array([table[name].to_numpy() for name in names], np.float64).T
    return tidy(rows[:, :-1], rows[:, -1], names=names[:-1])


def tidy(histories: ArrayLike, counts: ArrayLike, *, names: Sequence[str]) -> Lists:
    """Merge repeated combinations, add those not seen as zero, and leave out empty lists.

    Raises InputError on anything but 0/1 and whole counts, naming the row.
    """
    rows, numbers = np.asarray(histories, np.float64), np.asarray(counts, np.float64)
    if rows.ndim != 2 or rows.shape != (len(numbers), len(names)):
        raise InputError(
            "the table is not one 0/1 column per list and one count",
            file="lists",
            remedy="Give each row all lists and its count.",
        )
    bad = ~np.isin(rows, (0.0, 1.0)).all(axis=1) | (rows.sum(axis=1) == 0)
    bad |= ~np.isfinite(numbers) | (numbers < 0) | (numbers != np.floor(numbers))
    if bad.any():
        raise InputError(
            "a combination is not 0/1 with a whole count, or is on no list",
            file="lists",
            row=int(np.flatnonzero(bad)[0]) + 1,
            remedy="Write 1 where the list holds the people of the row, 0 elsewhere.",
        )
    used = [int(at) for at in np.flatnonzero((rows * numbers[:, None]).sum(axis=0) > 0)]
    if not 2 <= len(used) <= MOST_LISTS:
        raise InputError(
            f"{len(used)} lists hold anybody",
            file="lists",
            remedy=f"Give from 2 to {MOST_LISTS} lists; merge the smallest.",
        )
    rows = rows[:, used].astype(np.int64)
    codes = np.arange(1, 2 ** len(used))
    table = (codes[:, None] >> np.arange(len(used))[::-1]) & 1
    order = np.lexsort((*table.T, table.sum(axis=1)))
    place = np.zeros(2 ** len(used), np.int64)
    place[codes[order]] = np.arange(len(codes))
    totals = np.zeros(len(codes))
    keys = rows @ (1 << np.arange(len(used))[::-1])
    kept = keys > 0
    np.add.at(totals, place[keys[kept]], numbers[kept])
    return Lists(names=tuple(names[at] for at in used), histories=table[order], counts=totals)


def merge_lists(lists: Lists, first: str, second: str, *, name: str) -> Lists:
    """Return the lists with two of them taken as one: a person is on it when on either."""
    a, b = lists.names.index(first), lists.names.index(second)
    either = np.maximum(lists.histories[:, a], lists.histories[:, b])
    others = [at for at in range(len(lists.names)) if at not in (a, b)]
    rows = np.column_stack([either, lists.histories[:, others]])
    return tidy(rows, lists.counts, names=(name, *(lists.names[at] for at in others)))


def omit_list(lists: Lists, name: str) -> Lists:
    """Return the lists without one; people known to it alone are forgotten."""
    others = [at for at, known in enumerate(lists.names) if known != name]
    rows = lists.histories[:, others]
    seen = rows.sum(axis=1) > 0
    return tidy(rows[seen], lists.counts[seen], names=tuple(lists.names[at] for at in others))
