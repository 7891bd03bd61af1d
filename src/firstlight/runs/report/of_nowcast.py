"""From dates of event and of report to a nowcast: what happened and is not reported yet."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.runs.report.counting import Counts
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_changes import ALL
from firstlight.runs.report.of_patterns import finding_id
from firstlight.runs.report.timed import Timed
from firstlight.trends.calendar import Calendar
from firstlight.trends.nowcast import Nowcast

_KNOWN, _MOST_DELAYS = 0.99, 26


class Delays(NamedTuple):
    """The reporting triangle: records by period and delay of their report, in periods."""

    triangle: Counts
    late: int


def delays_of(happened: Calendar, reported: Counts) -> Delays | None:
    """Return the triangle of records by when they happened and when they were reported.

    `reported` are periods counted from the first of `happened`; records reported before they
    happened are left out. None with fewer than two delays, or not more periods than delays.
    """
    end = len(happened.labels)
    good = (happened.codes >= 0) & (reported >= happened.codes)
    delay = (reported - happened.codes)[good]
    if not len(delay):
        return None
    width = min(int(np.quantile(delay, _KNOWN)) + 1, _MOST_DELAYS, end // 2)
    if width < 2 or end <= width:
        return None
    inside = delay < width
    flat = happened.codes[good][inside] * width + delay[inside]
    triangle = np.bincount(flat, minlength=end * width).reshape(end, width)
    return Delays(triangle, int((~inside).sum()))


def completeness(known: Nowcast | None, end: int) -> npt.NDArray[np.float64]:
    """Return the share of each period's records that is reported so far."""
    shares = np.ones(end)
    for one in known.periods if known else ():
        shares[one.at] = min(one.completeness, 1.0)
    return shares


def finding_of(known: Nowcast, timed: Timed) -> Finding:
    """Return the finding of what is still to be reported."""
    first, last = (timed.labels[known.periods[at].at] for at in (0, -1))
    reported = sum(one.reported for one in known.periods)
    expected = sum(one.expected for one in known.periods)
    low, high = (sum(getattr(one, end) for one in known.periods) for end in ("low", "high"))
    name = finding_id("nowcast", last, ALL)
    newest = known.periods[-1]
    sentence = (
        f"{reported:,} records of {first} to {last} are known; about {expected:,.0f} are to be "
        f"expected in the end ({low:,.0f} to {high:,.0f}, sums of {known.level:.0%} intervals). Of "
        f"{last} alone {newest.reported:,} are known, {newest.expected:,.0f} to be expected "
        f"({newest.low:,.0f} to {newest.high:,.0f}): a fall there is no fall yet."
    )
    figures: Figures = {
        "reported": reported,
        "expected": round(expected, 1),
        "low": round(low, 1),
        "high": round(high, 1),
        "completeness": round(newest.completeness, 3),
    }
    return Finding(
        id=name, kind="nowcast", shelf="first", period=f"{first} to {last}",
        what="records not reported yet", sentence=sentence, figures=figures,
        value=round(max(low - reported, 0.0), 1), rows=f"rows/{name}.csv",
    )  # fmt: skip


def triangle_table(delays: Delays, timed: Timed) -> pa.Table:
    """Return the reporting triangle, one row per period."""
    columns = {"period": pa.array(timed.labels, pa.string())}
    for delay in range(delays.triangle.shape[1]):
        columns[f"reported_{delay}_later"] = pa.array(delays.triangle[:, delay])
    return pa.table(columns)


def expected_table(known: Nowcast, timed: Timed) -> pa.Table:
    """Return what is to be expected of each period that is not complete."""
    names = ("reported", "expected", "low", "high", "completeness")
    columns = {"period": pa.array([timed.labels[one.at] for one in known.periods], pa.string())}
    for name in names:
        columns[name] = pa.array([float(getattr(one, name)) for one in known.periods])
    return pa.table(columns)
