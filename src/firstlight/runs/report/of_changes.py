"""From change points to findings: since when a series runs at another level, and how surely."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from firstlight.model.run import Progress
from firstlight.runs.report.causes import likelier_cause
from firstlight.runs.report.chart import Course, Courses
from firstlight.runs.report.counting import Counts, Mask
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_patterns import finding_id, times
from firstlight.runs.report.part import Part, Table
from firstlight.runs.report.ranking import recency
from firstlight.runs.report.timed import Timed
from firstlight.trends.changes import FEWEST
from firstlight.trends.changes_size import Shift, find_shifts

ALL = "all records"
_PLACES, _VALUES, _SERIES = 12, 4, 48
_DRAWN = 9
_LEAST = 5.0
"""Records that a series must hold a period, on average."""


class Watched(NamedTuple):
    """A series: what it counts (column and value; None: all), its counts, and of how many."""

    item: tuple[str, str] | None
    counts: Counts
    of: Counts | None

    @property
    def what(self) -> str:
        """Return its name, as patterns are named."""
        return f"{self.item[0]}:{self.item[1]}" if self.item else ALL


def part_of_changes(
    timed: Timed, place: str | None, *, most: int, progress: Progress
) -> Part | None:
    """Return the change points of all records, and of the shares of leading places and values.

    None where the periods are too few. Only periods that are over are looked at.
    """
    if timed.usable < FEWEST:
        return None
    watched = list(_watched(timed, place))
    progress.stage("looking for change points", len(watched))
    found: list[tuple[Finding, Watched, tuple[Shift, ...]]] = []
    rows: dict[str, pa.Table] = {}
    table: list[dict[str, object]] = []
    for one in watched:
        shifts = find_shifts(one.counts, one.of, per_year=timed.calendar.per_year)
        progress.advance()
        table += [_line(one, shift, timed) for shift in shifts]
        telling = [shift for shift in shifts if shift.surplus > 0]
        for shift in telling:
            finding = _finding(one, shift, timed)
            rows[finding.id] = _series(one, timed)
            found.append((finding, one, shifts))
    found.sort(key=lambda one: -one[0].value)
    found = found[:most]
    findings = tuple(one for one, _, _ in found)
    return Part(
        findings=findings,
        charts=_charts(found, timed),
        rows={one.id: rows[one.id] for one in findings},
        tables=(Table(name="changes.csv", said="change points of every series looked at",
                      rows=pa.Table.from_pylist(table, schema=_SCHEMA)),),
        notes=(_note(watched, timed),),
        used=("changes",),
    )  # fmt: skip


_SCHEMA = pa.schema([
    ("series", pa.string()), ("since", pa.string()), ("before", pa.float64()),
    ("after", pa.float64()), ("unit", pa.string()), ("ratio", pa.float64()),
    ("low", pa.float64()), ("high", pa.float64()), ("support", pa.float64()),
])  # fmt: skip


def _note(watched: Sequence[Watched], timed: Timed) -> str:
    open_ = len(timed.labels) - timed.usable
    left = f"; the newest {open_} left out, since records may still come in" if open_ else ""
    return (
        f"change points: {len(watched)} series of {timed.usable} {timed.calendar.unit}s from "
        f"{timed.labels[0]} on{left}"
    )


def _watched(timed: Timed, place: str | None) -> Iterator[Watched]:
    """Yield all records, the greatest places, and the leading values of every column."""
    end = timed.usable
    yield Watched(None, timed.sizes[:end], None)
    held: list[tuple[int, Watched]] = []
    for name in timed.counting.columns:
        values, counts = timed.table(name)
        flag = set(values) <= {"0", "1"}
        order = np.argsort(-counts[:, :end].sum(axis=1), kind="stable")
        for at in order[: _PLACES if name == place else _VALUES].tolist():
            mine = counts[at, :end]
            if (flag and values[at] == "0") or mine.sum() < _LEAST * end:
                continue
            held.append((int(mine.sum()), Watched((name, values[at]), mine, timed.sizes[:end])))
    held.sort(key=lambda one: -one[0])
    yield from (one for _, one in held[:_SERIES])


def _line(one: Watched, shift: Shift, timed: Timed) -> dict[str, object]:
    return {
        "series": one.what,
        "since": timed.labels[shift.at],
        "before": shift.before[0] / max(shift.before[1], 1),
        "after": shift.after[0] / max(shift.after[1], 1),
        "unit": "share of records" if one.of is not None else f"records a {timed.calendar.unit}",
        "ratio": shift.ratio,
        "low": shift.low,
        "high": shift.high,
        "support": shift.support,
    }


def _finding(one: Watched, shift: Shift, timed: Timed) -> Finding:
    since = timed.labels[shift.at]
    figures: Figures = {
        "before": shift.before[0],
        "before_of": shift.before[1],
        "after": shift.after[0],
        "after_of": shift.after[1],
        "rate_ratio": round(shift.ratio, 3),
        "low": round(shift.low, 3),
        "high": round(shift.high, 3),
        "support": round(shift.support, 2),
    }
    name = finding_id("change", since, one.what)
    cause = likelier_cause(
        timed, _having(one, timed), shift.at, until=shift.span[1], rise=shift.ratio > 1,
        column=one.item[0] if one.item else None,
    )  # fmt: skip
    return Finding(
        id=name,
        kind="change",
        shelf="reporting" if cause else "first",
        period=f"since {since}",
        what=one.what,
        sentence=_sentence(one, shift, timed),
        figures=figures,
        value=round(shift.surplus * recency(since, timed.labels[: timed.usable]), 1),
        rows=f"rows/{name}.csv",
        artefact=cause,
    )


def _having(one: Watched, timed: Timed) -> Mask:
    return timed.counting.having([one.item] if one.item else [])


def _sentence(one: Watched, shift: Shift, timed: Timed) -> str:
    left, right = shift.span
    old = _span(timed.labels[left], timed.labels[shift.at - 1])
    new = _span(timed.labels[shift.at], timed.labels[right - 1])
    (early, base), (late, now) = shift.before, shift.after
    if one.of is None:
        unit = timed.calendar.unit
        said = (
            f"{late / now:,.1f} records a {unit} in {new} ({late:,} in {now:,} {unit}s), against "
            f"{early / base:,.1f} in {old} ({early:,} in {base:,})."
        )
    else:
        said = (
            f"{late:,} of {now:,} records of {new} ({late / max(now, 1):.1%}), against {early:,} "
            f"of {base:,} of {old} ({early / max(base, 1):.1%})."
        )
    return (
        f"{said} {times(shift.ratio)} times the level before (95 % interval {times(shift.low)} to "
        f"{times(shift.high)}); {shift.support:.0%} of the views place a change there."
    )


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _series(one: Watched, timed: Timed) -> pa.Table:
    """Return the figures that a change is counted from: every period's count, and of how many."""
    columns = {
        "period": pa.array(timed.labels[: len(one.counts)], pa.string()),
        "count": pa.array(one.counts),
    }
    if one.of is not None:
        columns["of"] = pa.array(one.of)
    return pa.table(columns)


def _charts(
    found: Sequence[tuple[Finding, Watched, tuple[Shift, ...]]], timed: Timed
) -> tuple[Courses, ...]:
    """Return one chart of the series that findings speak of, each once."""
    drawn: dict[str, Course] = {}
    for finding, one, shifts in found:
        if one.what not in drawn and len(drawn) < _DRAWN:
            drawn[one.what] = _course(finding, one, shifts)
    if not drawn:
        return ()
    caption = (
        f"Counts or shares by {timed.calendar.unit}; the lines are the levels of the stretches that"
        " all views together make. Each panel has a scale of its own."
    )
    return (
        Courses(
            name="changes", title="Where series changed their level", caption=caption,
            labels=timed.labels[: timed.usable], courses=tuple(drawn.values()),
        ),
    )  # fmt: skip


def _course(finding: Finding, one: Watched, shifts: tuple[Shift, ...]) -> Course:
    of = one.of if one.of is not None else np.ones(len(one.counts), np.int64)
    edges = [0, *(shift.at for shift in shifts), len(one.counts)]
    levels = [float(one.counts[a:b].sum() / max(int(of[a:b].sum()), 1)) for a, b in pairwise(edges)]
    values = [count / n if n else None for count, n in zip(one.counts, of, strict=True)]
    return Course(
        title=one.what,
        values=tuple(None if value is None else float(value) for value in values),
        edges=tuple(edges[:-1]),
        levels=tuple(levels),
        shares=one.of is not None,
        link=finding.id,
    )
