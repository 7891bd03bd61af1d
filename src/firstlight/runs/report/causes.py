"""A likelier cause, in the reporting, of a series' rise or fall: the guard for series."""

import numpy as np

from firstlight.runs.report.counting import Counts, Mask
from firstlight.runs.report.timed import Timed
from firstlight.trends.patterns_artefacts import begins_at_once

_MOSTLY, _FEW, _TIMES, _JUMP = 0.8, 0.02, 2.5, 0.25
_WINDOW = 4


def likelier_cause(
    timed: Timed, having: Mask, at: int, *, until: int, rise: bool, column: str | None = None
) -> str | None:
    """Return what in the reporting explains why these records changed in period `at`, or None.

    `until` is the period after the last of the new stretch; `rise` tells a rise from a fall;
    `column` is the one that was asked, if any. Looked for, in this order: a source that begins or
    ends, records that begin at once, a form that changes, a file that grows or shrinks as a whole.
    """
    return (
        _source(timed, having, at, until)
        or (_begins(timed, having, until) if rise else None)
        or (_form(timed, column, at) if column else None)
        or _volume(timed, at, rise=rise)
    )


def _source(timed: Timed, having: Mask, at: int, until: int) -> str | None:
    """Name a source that begins or ends with the change and carries most of it."""
    total = timed.series(having)
    before, after = slice(max(0, at - (until - at)), at), slice(at, until)
    change = _mean(total, after) - _mean(total, before)
    for name, values, volumes in timed.sources():
        column = timed.counting.column(name)
        if column is None:
            continue
        for code, value in enumerate(values):
            mine = timed.series(having & (column.codes == code))
            moved = _mean(mine, after) - _mean(mine, before)
            if change == 0 or moved / change < _MOSTLY:
                continue
            early, late = volumes[code][:at].sum(), volumes[code][at:].sum()
            if early <= _FEW * late and change > 0:
                return (
                    f"{name} '{value}' begins in {timed.labels[at]} and carries "
                    f"{min(moved / change, 1):.0%} of the change: a new partner is likelier"
                )
            if late <= _FEW * early and change < 0:
                return (
                    f"{name} '{value}' ends before {timed.labels[at]} and carries "
                    f"{min(moved / change, 1):.0%} of the change: a partner that left is likelier"
                )
    return None


def _begins(timed: Timed, having: Mask, until: int) -> str | None:
    """Say that these records began at once in one period, none before it."""
    mine = timed.series(having)
    seen = np.flatnonzero(mine)
    last = until - 1
    if not len(seen) or not begins_at_once(
        mine.astype(float), timed.sizes.astype(float), int(seen[0]), last
    ):
        return None
    first = int(seen[0])
    return (
        f"such records begin in {timed.labels[first]} with {mine[first]:,} at once, "
        f"{mine[first] / timed.sizes[first]:.0%} of that {timed.calendar.unit}: a contributor "
        "that joined is likelier"
    )


def _mean(series: Counts, where: slice) -> float:
    part = series[where]
    return float(part.mean()) if len(part) else 0.0


def _form(timed: Timed, name: str, at: int) -> str | None:
    """Name a column that is answered far more or less often than before."""
    column = timed.counting.column(name)
    if column is None or len(column.values) < 2:  # a ticked box is answered wherever it is ticked
        return None
    answered = timed.series(column.codes >= 0)
    before, after = slice(max(0, at - _WINDOW), at), slice(at, at + _WINDOW)
    early = answered[before].sum() / max(int(timed.sizes[before].sum()), 1)
    late = answered[after].sum() / max(int(timed.sizes[after].sum()), 1)
    if abs(late - early) < _JUMP:
        return None
    return (
        f"{name} is answered in {late:.0%} of records from {timed.labels[at]} on, in {early:.0%} "
        "before: a change of the form is likelier"
    )


def _volume(timed: Timed, at: int, *, rise: bool) -> str | None:
    """Say that the whole file grows, or shrinks, with these records by more than the usual."""
    early = np.median(timed.sizes[max(0, at - _WINDOW) : at]) if at else 0.0
    late = float(np.median(timed.sizes[at : at + _WINDOW]))
    ratio = late / max(float(early), 1.0)
    if ratio < _TIMES if rise else ratio > 1 / _TIMES:
        return None
    word = f"{ratio:.1f} times" if ratio >= 1 else f"{ratio:.2f} times"
    return (
        f"the whole file holds {word} as many records a {timed.calendar.unit} from "
        f"{timed.labels[at]} on: who reports is likelier to have changed"
    )
