"""The guard against reporting artefacts: a likelier cause than a change in the world.

Four causes are looked for, the most telling first: a source that begins, a block of equal records,
a code or answer that begins, and a period that holds several times the usual records.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from firstlight.trends.patterns_cells import Cells
from firstlight.trends.patterns_values import Column

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

SOURCE = re.compile(
    r"source|partner|agency|organi[sz]ation|reporter|reporting|provider|office", re.I
)
_MOSTLY = 0.8
_BLOCK_SHARE, _BLOCK_LEAST = 0.5, 20
_BLOCK_TIMES = 5.0
_ANSWERED_JUMP = 0.25
_TIMES_USUAL = 2.5
_FEW = 0.02
_EARLIER, _AT_ONCE = 3, 0.1


def begins_at_once(volume: Floats, sizes: Floats, first: int, at: int) -> bool:
    """Tell whether what period `at` holds began in full at `first`, a few periods before it.

    `volume` are the records of a value by period. New conduct starts small; who joins brings a
    fair part of what he will bring, and a fair part of that period, in his first one.
    """
    if not _EARLIER <= first < at or sizes[:first].sum() == 0:
        return False
    share = volume[first] / max(sizes[first], 1.0)
    return bool(share >= _AT_ONCE and share >= volume[at] / max(sizes[at], 1.0) / 4)


@dataclass(frozen=True)
class Guard:
    """What is known of each period's reporting; `counts` are cells by periods."""

    cells: Cells
    counts: Floats
    labels: tuple[str, ...]

    @cached_property
    def sizes(self) -> Floats:
        """Records of each period."""
        return np.asarray(self.counts.sum(axis=0))

    @cached_property
    def volumes(self) -> list[Floats]:
        """Records of each column by value (the last row: no answer) and period."""
        found = []
        for number, column in enumerate(self.cells.columns):
            codes, size = self.cells.codes[:, number], len(column.values)
            one = np.zeros((size + 1, len(self.labels)))
            np.add.at(one, np.where(codes < 0, size, codes), self.counts)
            found.append(one)
        return found

    def cause(self, at: int, items: tuple[tuple[str, str], ...], member: Longs) -> str | None:
        """Return a likelier cause of a pattern in period `at`, as a sentence; None if none is seen.

        `member` are the cells that have the pattern.
        """
        return (
            self._source(at, member)
            or self._block(at, member)
            or self._beginning(at, items)
            or self._answering(at, items)
            or self._volume(at)
        )

    def _source(self, at: int, member: Longs) -> str | None:
        """Name a source with few records before the period that holds most of the pattern."""
        here = self.counts[member, at]
        others = self.counts[member].sum() - here.sum()
        due = others * self.sizes[at] / max(self.sizes.sum() - self.sizes[at], 1.0)
        for number, column in enumerate(self.cells.columns):
            if not SOURCE.search(column.name):
                continue
            codes = self.cells.codes[member, number]
            held = np.bincount(codes + 1, weights=here, minlength=len(column.values) + 1)[1:]
            value = int(held.argmax())
            if held[value] < _MOSTLY * max(here.sum() - due, 1.0):
                continue
            volume = self.volumes[number][value]
            if volume[:at].sum() <= _FEW * volume[at] and at > 0:
                return (
                    f"{column.name} '{column.values[value]}' begins in {self.labels[at]} and holds "
                    f"{held[value] / here.sum():.0%} of these records: a new partner is likelier"
                )
        return None

    def _block(self, at: int, member: Longs) -> str | None:
        """Say that half of the records are one record repeated, which is rare elsewhere."""
        here, others = self.counts[member, at], self.counts[member].sum(axis=1)
        others = others - here
        top = int(here.argmax())
        share, before = here[top] / here.sum(), others[top] / max(others.sum(), 1.0)
        usual = others[top] * self.sizes[at] / max(self.sizes.sum() - self.sizes[at], 1.0)
        alone = len(here) < 3 and here[top] >= _BLOCK_TIMES * usual
        if share < _BLOCK_SHARE or here[top] < _BLOCK_LEAST:
            return None
        if alone:
            return (
                f"{here[top]:,.0f} records are equal in every column, where {usual:,.0f} would be "
                "usual: a bulk upload is likelier"
            )
        if before > share / 2 or len(here) < 3:
            return None
        return (
            f"{here[top]:,.0f} of {here.sum():,.0f} records are equal in every column, and such "
            f"records are {before:.0%} of the pattern elsewhere: a bulk upload is likelier"
        )

    def _beginning(self, at: int, items: tuple[tuple[str, str], ...]) -> str | None:
        """Name a value that is recorded in this period first, or only: a code or a project."""
        for name, value in items:
            number, column = self._column(name)
            volume = self.volumes[number][column.values.index(value)]
            share = volume[at] / volume.sum()
            if at > 0 and volume[:at].sum() == 0 and self.sizes[:at].sum() > volume[at]:
                return (
                    f"{name} '{value}' is first recorded in {self.labels[at]}: a new code or a "
                    "change of definition is likelier"
                )
            if len(volume) > 4 and share >= _MOSTLY and self.sizes[at] < self.sizes.sum() / 2:
                return (
                    f"{share:.0%} of all records with {name} '{value}' are of {self.labels[at]}: "
                    "one project or upload is likelier"
                )
            first = int(np.flatnonzero(volume)[0])
            if begins_at_once(volume, self.sizes, first, at):
                return (
                    f"{name} '{value}' begins in {self.labels[first]} with {volume[first]:,.0f} "
                    f"records at once, {volume[first] / self.sizes[first]:.0%} of that period: a "
                    "contributor that joined is likelier"
                )
        return None

    def _answering(self, at: int, items: tuple[tuple[str, str], ...]) -> str | None:
        """Name a column of the pattern that is answered far more often than before."""
        if at == 0:
            return None
        for name, _ in items:
            number, column = self._column(name)
            if len(column.values) < 2:
                continue  # a ticked box is answered wherever it is ticked
            share = 1 - self.volumes[number][-1] / np.maximum(self.sizes, 1.0)
            if share[at] - share[at - 1] >= _ANSWERED_JUMP:
                return (
                    f"{name} is answered in {share[at]:.0%} of records of {self.labels[at]} after "
                    f"{share[at - 1]:.0%}: a change of the form is likelier"
                )
        return None

    def _volume(self, at: int) -> str | None:
        """Say that the period holds several times the records of a usual one."""
        sizes = self.sizes
        usual = float(np.median(np.delete(sizes, at))) if len(sizes) > 1 else sizes[at]
        if len(sizes) < 4 or sizes[at] < _TIMES_USUAL * max(usual, 1.0):
            return None
        return (
            f"{self.labels[at]} holds {sizes[at]:,.0f} records, {sizes[at] / max(usual, 1.0):.1f} "
            "times the usual: a partner that joins or a bulk upload can shift every share"
        )

    def _column(self, name: str) -> tuple[int, Column]:
        number = next(n for n, one in enumerate(self.cells.columns) if one.name == name)
        return number, self.cells.columns[number]
