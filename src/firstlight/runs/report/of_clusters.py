"""From the space–time scan to findings: places that hold too many records of late, and since when.

The permutation scan takes places and periods as independent, so a wave that all places share is no
cluster. Counts of case records vary more than Poisson; the scan is therefore made again on counts
divided by their dispersion, and what does not pass there is told as likelier a matter of reporting.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from firstlight.model.run import Progress
from firstlight.runs.report.causes import likelier_cause
from firstlight.runs.report.chart import Chart, Course, Courses, WorldMap
from firstlight.runs.report.counting import Counts, Mask
from firstlight.runs.report.draw_map import point
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_patterns import finding_id, times
from firstlight.runs.report.part import Part, Table
from firstlight.runs.report.ranking import recency
from firstlight.runs.report.timed import Timed
from firstlight.runs.report.where import Spot, code_of, place_name
from firstlight.runs.trends_work import Work
from firstlight.trends.scan import Cluster, Scan, scan_clusters
from firstlight.trends.scan_zones import nearest_places

LEVEL = 0.05
_REPLICAS, _PLACES, _FEWEST = 999, 300, 3
_SCATTERED = 1.1
"""Variance over mean from which Poisson's p-values are not believed."""


class Grid(NamedTuple):
    """Records by place and period, with where the places lie."""

    names: tuple[str, ...]
    counts: Counts
    spots: tuple[Spot, ...]

    @property
    def dispersion(self) -> float:
        """Return variance over mean of the counts about places × periods, at least one."""
        rows, columns = self.counts.sum(axis=1), self.counts.sum(axis=0)
        expected = np.outer(rows, columns) / max(int(self.counts.sum()), 1)
        free = max((self.counts.shape[0] - 1) * (self.counts.shape[1] - 1), 1)
        pearson: float = ((self.counts - expected) ** 2 / np.maximum(expected, 0.5)).sum()
        return float(max(1.0, pearson / free))


def part_of_clusters(
    timed: Timed, place: str, spots: dict[str, Spot], work: Work, *, progress: Progress, seed: int
) -> Part | None:
    """Return the clusters that reach the newest period that is over; None with too few places."""
    grid = _grid(timed, place, spots)
    if len(grid.names) < _FEWEST or timed.usable < _FEWEST or not grid.counts.sum():
        return None
    progress.stage("scanning places and periods")
    near = nearest_places(*np.array(grid.spots).T)
    scan = work.once("scan", Scan, lambda: _scan(grid.counts, near, seed))
    wide = grid.dispersion
    strict = scan
    if wide > _SCATTERED:
        thin = np.rint(grid.counts / wide).astype(np.int64)
        strict = work.once("scan-strict", Scan, lambda: _scan(thin, near, seed))
    sure = [one for one in strict.clusters if one.p_value <= LEVEL]
    findings, rows = [], {}
    for one in scan.clusters:
        if one.p_value > LEVEL:
            continue
        held = any(_meet(one, other) for other in sure)
        finding, having = _finding(one, grid, timed, place, wide, held=held)
        findings.append(finding)
        table = timed.rows(having, one.start, one.end)
        rows[finding.id] = table
    left = len(timed.table(place)[0]) - len(grid.names)
    return Part(
        findings=tuple(findings),
        charts=_charts(scan, grid, timed, place, findings),
        rows=rows,
        tables=(Table(name="clusters.csv", said="clusters of places and periods, tested or not",
                      rows=_table(scan, grid, timed)),),
        notes=(
            f"space–time scan: {len(grid.names)} places of {place} by {timed.usable} "
            f"{timed.calendar.unit}s, {scan.zones:,} zones, {scan.replicas} replicas; variance "
            f"over mean {wide:.1f}" + (f"; {left} values are no known places" if left else ""),
        ),
        used=("clusters",),
    )  # fmt: skip


def _grid(timed: Timed, place: str, spots: dict[str, Spot]) -> Grid:
    values, counts = timed.table(place)
    counts = counts[:, : timed.usable]
    order: list[int] = np.argsort(-counts.sum(axis=1), kind="stable").tolist()
    kept = [at for at in order if values[at] in spots and counts[at].sum()][:_PLACES]
    names = tuple(values[at] for at in kept)
    return Grid(names, counts[kept], tuple(spots[name] for name in names))


def _scan(counts: Counts, near: np.ndarray, seed: int) -> Scan:
    if not counts.sum():
        return Scan(
            statistic="permutation", places=len(counts), periods=counts.shape[1], cases=0,
            zones=0, replicas=0, ongoing=True, clusters=(),
        )  # fmt: skip
    return scan_clusters(counts, near, statistic="permutation", replicas=_REPLICAS, seed=seed)


def _meet(one: Cluster, other: Cluster) -> bool:
    return one.start <= other.end and other.start <= one.end and bool(
        set(one.places) & set(other.places)
    )  # fmt: skip


def _finding(
    one: Cluster, grid: Grid, timed: Timed, place: str, wide: float, *, held: bool
) -> tuple[Finding, Mask]:
    names = [grid.names[at] for at in one.places]
    since, until = timed.labels[one.start], timed.labels[one.end]
    column = timed.counting.column(place)
    codes = [column.values.index(name) for name in names] if column else []
    having = np.isin(column.codes if column else timed.codes, codes)
    first = names[int(np.argmax(grid.counts[list(one.places), one.start :].sum(axis=1)))]
    what = f"{place}:{first}" + (f" and {len(names) - 1} near" if len(names) > 1 else "")
    figures: Figures = {
        "cases": one.cases,
        "expected": round(one.expected, 1),
        "ratio": round(one.ratio, 2),
        "places": len(names),
        "p_value": one.p_value,
        "dispersion": round(wide, 2),
    }
    cause = likelier_cause(timed, having, one.start, until=one.end + 1, rise=True)
    if cause is None and not held:
        cause = (
            f"counts of these places vary {wide:.1f} times more than chance alone, and on counts "
            "thinned by that the cluster does not stand out: a contributor is likelier"
        )
    error = float(np.sqrt(wide / max(one.cases, 1)))
    low = one.ratio * float(np.exp(-1.96 * error))
    name = finding_id("cluster", since, what)
    listed = ", ".join(place_name(one) for one in names[:8]) + (" …" if len(names) > 8 else "")
    when = since if since == until else f"{since} to {until}"
    sentence = (
        f"{one.cases:,} records of {when} in {listed}, where {one.expected:,.0f} were to be "
        f"expected if places and {timed.calendar.unit}s had nothing to do with each other: "
        f"{times(one.ratio)} times as many (p = {one.p_value:.3f} over all zones looked at)."
    )
    value = max(one.cases * (1 - 1 / low), 0.0) if low > 0 else 0.0
    finding = Finding(
        items=tuple(f"{place}:{one}" for one in names),
        id=name, kind="cluster", shelf="reporting" if cause else "first", period=f"since {since}",
        what=what, sentence=sentence, figures=figures,
        value=round(value * recency(until, timed.labels[: timed.usable]), 1),
        rows=f"rows/{name}.csv", artefact=cause,
    )  # fmt: skip
    return finding, having


def _table(scan: Scan, grid: Grid, timed: Timed) -> pa.Table:
    return pa.table({
        "places": ["; ".join(grid.names[at] for at in one.places) for one in scan.clusters],
        "since": [timed.labels[one.start] for one in scan.clusters],
        "until": [timed.labels[one.end] for one in scan.clusters],
        "cases": pa.array([one.cases for one in scan.clusters], pa.int64()),
        "expected": pa.array([one.expected for one in scan.clusters], pa.float64()),
        "p_value": pa.array([one.p_value for one in scan.clusters], pa.float64()),
    })  # fmt: skip


def _charts(
    scan: Scan, grid: Grid, timed: Timed, place: str, findings: list[Finding]
) -> tuple[Chart, ...]:
    clusters = [one for one in scan.clusters if one.p_value <= LEVEL]
    if not clusters:
        return ()
    hot = {grid.names[at] for one in clusters for at in one.places}
    codes = {name: code_of(name) for name in grid.names}
    spotted = [(code, int(counts.sum()), name in hot)
               for (name, code), counts in zip(codes.items(), grid.counts, strict=True)
               if code and point(code) is not None]  # fmt: skip
    found: list[Chart] = []
    if len(spotted) >= _FEWEST:
        found.append(
            WorldMap(
                name="clusters", title="Places with more records of late than expected",
                caption=f"Circles: records by {place}; red: part of a cluster.",
                places=tuple((code, count) for code, count, _ in spotted), flows=(),
                hot=tuple(code for code, _, lit in spotted if lit),
            )
        )  # fmt: skip
    found.append(
        Courses(
            name="cluster-series", title="The clusters, period by period",
            caption=(
                f"Records a {timed.calendar.unit} in the cluster's places; the lines are the means "
                "before and since, the red figure is that since. Each panel has its own scale."
            ),
            labels=timed.labels[: timed.usable],
            courses=tuple(
                _course(one, grid, finding)
                for one, finding in zip(clusters, findings, strict=True)
            ),
        )
    )  # fmt: skip
    return tuple(found)


def _course(one: Cluster, grid: Grid, finding: Finding) -> Course:
    series = grid.counts[list(one.places)].sum(axis=0)
    edges = (0, one.start) if one.start else (0,)
    ends = (*edges[1:], len(series))
    return Course(
        title=finding.what, values=tuple(float(value) for value in series), edges=edges,
        levels=tuple(float(series[a:b].mean()) for a, b in zip(edges, ends, strict=True)),
        shares=False, link=finding.id,
    )  # fmt: skip
