"""From dates to alarms: what is above its own past, told from what is not reported yet."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from firstlight.model.run import Progress
from firstlight.runs.report.causes import likelier_cause
from firstlight.runs.report.chart import Spell, Spells
from firstlight.runs.report.counting import Counts
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_changes import ALL
from firstlight.runs.report.of_nowcast import (
    Delays,
    completeness,
    expected_table,
    finding_of,
    triangle_table,
)
from firstlight.runs.report.of_patterns import finding_id, q_said
from firstlight.runs.report.part import Part, Table
from firstlight.runs.report.timed import Timed
from firstlight.trends.alarms import Alarm, outbreak_alarms
from firstlight.trends.nowcast import Nowcast, nowcast
from firstlight.trends.spread import q_values

FALSE_SHARE = 0.05
_LAST = {"week": 4, "month": 2, "quarter": 1}
_PLACES, _SHOWN, _LEAST = 20, 52, 1.0


def part_of_alarms(
    timed: Timed, place: str | None, delays: Delays | None, *, progress: Progress, seed: int
) -> Part | None:
    """Return alarms of all records and of the greatest places, and what is still to be reported.

    Years are no periods for alarms. Without `delays` only periods that are over are judged, and all
    their records taken for known.
    """
    end = len(timed.labels) if delays else timed.usable
    last = min(_LAST[timed.calendar.unit], end)
    if end < 10:
        return None
    progress.stage("looking for alarms")
    known = nowcast(delays.triangle, seed=seed + 1) if delays else None
    shares = completeness(known, end)
    watched = list(_watched(timed, place, end))
    judged = [
        (what, item, alarm)
        for what, item, counts in watched
        for alarm in outbreak_alarms(
            counts, period=timed.calendar.per_year, last=last, completeness=shares[end - last :]
        )
        if alarm.method != "none"
    ]
    if not judged and known is None:
        return None
    q = q_values(np.array([alarm.p_value for _, _, alarm in judged]))
    findings, rows = [], {}
    for (what, item, alarm), wrong in zip(judged, q, strict=True):
        if alarm.raised and wrong <= FALSE_SHARE:
            finding = _finding(what, item, alarm, float(wrong), timed)
            findings.append(finding)
            having = timed.counting.having([item] if item else [])
            rows[finding.id] = timed.rows(having, alarm.at, alarm.at)
    tables = [Table(name="alarms.csv", said="every period judged for alarms",
                    rows=_table(judged, q, timed))]  # fmt: skip
    if known is not None and delays is not None:
        finding = finding_of(known, timed)
        findings += [finding] if finding.value > 0 else []
        rows[finding.id] = triangle_table(delays, timed)
        tables.append(Table(name="nowcast.csv", said="records still to be expected, by period",
                            rows=expected_table(known, timed)))  # fmt: skip
    return Part(
        findings=tuple(findings),
        charts=(_chart(watched[0][2], judged, q, known, timed),),
        rows={one.id: rows[one.id] for one in findings},
        tables=tuple(tables),
        notes=(_note(watched, last, timed, delays),),
        used=("alarms", *(("nowcast",) if known else ())),
    )


def _note(
    watched: Sequence[tuple[str, object, Counts]], last: int, timed: Timed, delays: Delays | None
) -> str:
    said = (
        f"alarms: the newest {last} {timed.calendar.unit}s of {len(watched)} series, each judged by"
        " its own past"
    )
    if delays and delays.late:
        said += f"; {delays.late:,} records came later than the nowcast looks and are not in it"
    return said


def _watched(
    timed: Timed, place: str | None, end: int
) -> Iterator[tuple[str, tuple[str, str] | None, Counts]]:
    yield ALL, None, timed.sizes[:end]
    if place is None:
        return
    values, counts = timed.table(place)
    for at in np.argsort(-counts.sum(axis=1), kind="stable")[:_PLACES].tolist():
        if counts[at, :end].sum() >= _LEAST * end:
            yield f"{place}:{values[at]}", (place, values[at]), counts[at, :end]


def _finding(
    what: str, item: tuple[str, str] | None, alarm: Alarm, q: float, timed: Timed
) -> Finding:
    period = timed.labels[alarm.at]
    name = finding_id("alarm", period, what)
    share = f", about {alarm.completeness:.0%} of which are reported so far" * (
        alarm.completeness < 0.995
    )
    method = "Farrington's method" if alarm.method == "farrington" else "EARS, for short series"
    sentence = (
        f"{alarm.reported:,} records of {period}{share}; {alarm.expected:,.1f} were to be expected "
        f"by now, and {alarm.limit:,.0f} is the most that chance gives (p = {alarm.p_value:.2g}, q "
        f"{q_said(q)}; {method})."
    )
    figures: Figures = {
        "reported": alarm.reported,
        "expected": round(alarm.expected, 2),
        "limit": round(alarm.limit, 1),
        "completeness": round(alarm.completeness, 3),
        "p_value": float(f"{alarm.p_value:.3g}"),
        "q_value": float(f"{q:.3g}"),
    }
    having = timed.counting.having([item] if item else [])
    cause = likelier_cause(timed, having, alarm.at, until=alarm.at + 1, rise=True)
    return Finding(
        id=name, kind="alarm", shelf="reporting" if cause else "first", period=period, what=what,
        sentence=sentence, figures=figures,
        value=round(max(alarm.reported - alarm.limit, 0.0) / max(alarm.completeness, 0.02), 1),
        rows=f"rows/{name}.csv", artefact=cause,
    )  # fmt: skip


def _table(judged: Sequence[tuple[str, object, Alarm]], q: np.ndarray, timed: Timed) -> pa.Table:
    alarms = [alarm for _, _, alarm in judged]
    return pa.table({
        "series": pa.array([what for what, _, _ in judged], pa.string()),
        "period": pa.array([timed.labels[one.at] for one in alarms], pa.string()),
        "reported": pa.array([one.reported for one in alarms], pa.int64()),
        "expected": pa.array([one.expected for one in alarms], pa.float64()),
        "limit": pa.array([one.limit for one in alarms], pa.float64()),
        "completeness": pa.array([one.completeness for one in alarms], pa.float64()),
        "p_value": pa.array([one.p_value for one in alarms], pa.float64()),
        "q_value": pa.array(q, pa.float64()),
        "raised": pa.array(
            [one.raised and wrong <= FALSE_SHARE for one, wrong in zip(alarms, q, strict=True)],
            pa.bool_(),
        ),
    })  # fmt: skip


def _chart(
    counts: Counts, judged: Sequence[tuple[str, object, Alarm]], q: np.ndarray,
    known: Nowcast | None, timed: Timed,
) -> Spells:  # fmt: skip
    limits = {
        alarm.at: (alarm, wrong) for (what, _, alarm), wrong in zip(judged, q, strict=True)
        if what == ALL
    }  # fmt: skip
    coming = {one.at: one for one in known.periods} if known else {}
    first = max(0, len(counts) - _SHOWN)
    spells = []
    for at in range(first, len(counts)):
        alarm, wrong = limits.get(at, (None, 1.0))
        estimate = coming.get(at)
        spells.append(
            Spell(
                known=int(counts[at]),
                limit=alarm.limit if alarm else None,
                alarm=bool(alarm and alarm.raised and wrong <= FALSE_SHARE),
                expected=estimate.expected if estimate else None,
                low=estimate.low if estimate else None,
                high=estimate.high if estimate else None,
            )
        )
    said = f"All records by {timed.calendar.unit}; red is an alarm, the short line its limit."
    if known:
        said += " Pale: still to be reported, with the interval of the sum."
    return Spells(
        name="alarms", title=f"The newest {timed.calendar.unit}s against their own past",
        caption=said, labels=timed.labels[first : len(counts)], spells=tuple(spells),
    )  # fmt: skip
