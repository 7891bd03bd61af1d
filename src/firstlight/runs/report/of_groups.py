"""From compared groups to findings: shares that differ after standardisation to one make-up."""

import re
from collections.abc import Collection, Sequence

import numpy as np
import pyarrow as pa

from firstlight.model.record import Group
from firstlight.model.run import Progress
from firstlight.runs.report.chart import Reach, Reaches
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_patterns import finding_id, q_said, times
from firstlight.runs.report.part import Part, Table
from firstlight.runs.report.where import place_name
from firstlight.trends.compare import Compared, by_group, compare
from firstlight.trends.spread import q_values

FALSE_SHARE = 0.05
STANDING = 0.1
"""Weight of a standing difference among findings: it is no news, but tells where to look."""
_MAKE_UP = re.compile(
    r"^(gender|sex|age|age_?(broad|band|group)|majority_?status)$|_(sex|gender|age)$", re.I
)
_GROUPS, _OUTCOMES, _TOLD, _DRAWN = 30, 24, 12, 15
_LEAST, _FEWEST = 1.25, 20


def part_of_groups(
    records: pa.Table,
    counting: Counting,
    by: str,
    *,
    apart: Collection[str],
    groups: Sequence[Group],
    most: int,
    progress: Progress,
) -> Part | None:
    """Return how the groups of a column differ in the leading answers of the other columns.

    `apart` are columns that are no answers here, such as the other places of a record; a flag of
    one of `groups` is a share of the records that answer any flag of that group. Standardised
    over the columns of sex and age that there are; q-values are over all groups and
    answers. None where the column has fewer than two groups.
    """
    column = counting.column(by)
    if column is None or len(column.values) < 2:
        return None
    make_up = [name for name in counting.columns if name != by and _MAKE_UP.search(name)]
    outcomes = _outcomes(counting, {by, *make_up, *apart})
    progress.stage("comparing groups", len(outcomes))
    kept = by_group(records, groups).filter(pa.array(_greatest(column.codes, len(column.values))))
    found: list[tuple[tuple[str, str], Compared]] = []
    for outcome in outcomes:
        found += [(outcome, one) for one in compare(kept, by=by, outcome=outcome,
                                                    standardise=make_up)]  # fmt: skip
        progress.advance()
    found = [(outcome, one) for outcome, one in found if one.of >= _FEWEST]
    if not found:
        return None
    q = q_values(np.array([one.p_value for _, one in found]))
    found = [(outcome, one._replace(q_value=float(wrong)))
             for (outcome, one), wrong in zip(found, q, strict=True)]  # fmt: skip
    telling = [pair for pair in found if pair[1].q_value <= FALSE_SHARE and pair[1].low >= _LEAST]
    telling.sort(key=lambda pair: (-_value(pair[1]), pair[1].group, pair[0]))
    telling = telling[: min(most, _TOLD)]
    findings = tuple(_finding(by, outcome, one, make_up) for outcome, one in telling)
    rows = {
        finding.id: _rows(found, outcome)
        for finding, (outcome, _) in zip(findings, telling, strict=True)
    }
    over = f", standardised over {' and '.join(make_up)}" if make_up else ", not standardised"
    return Part(
        findings=findings,
        charts=_charts(by, telling),
        rows=rows,
        tables=(Table(name="groups.csv", said=f"groups of {by} compared{over}",
                      rows=_table(found)),),
        notes=(f"groups: {len(found):,} shares of {len(outcomes)} answers by {by}{over}",),
        used=("groups",),
    )  # fmt: skip


def _greatest(codes: np.ndarray, size: int) -> np.ndarray:
    counts = np.bincount(codes[codes >= 0], minlength=size)
    chosen = np.argsort(-counts, kind="stable")[:_GROUPS]
    return np.isin(codes, chosen)


def _outcomes(counting: Counting, apart: set[str]) -> list[tuple[str, str]]:
    """Return the most frequent answers of the other columns, a flag's "1" only."""
    held: list[tuple[int, tuple[str, str]]] = []
    for name in counting.columns:
        column = counting.column(name)
        if name in apart or column is None:
            continue
        sums = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
        for at in np.argsort(-sums, kind="stable")[:4].tolist():
            if set(column.values) <= {"0", "1"} and column.values[at] == "0":
                continue
            if _FEWEST <= sums[at] < sums.sum():
                held.append((int(sums[at]), (name, column.values[at])))
    held.sort(key=lambda one: -one[0])
    return [one for _, one in held[:_OUTCOMES]]


def _value(one: Compared) -> float:
    return one.records * (1 - 1 / one.low) * STANDING if one.low > 1 else 0.0


def _finding(by: str, outcome: tuple[str, str], one: Compared, make_up: Sequence[str]) -> Finding:
    what = f"{by}:{one.group} & {outcome[0]}:{outcome[1]}"
    name = finding_id("group", "all periods", what)
    figures: Figures = {
        "records": one.records,
        "of": one.of,
        "share": round(one.share, 4),
        "standardised": round(one.standardised, 4),
        "others": round(one.others, 4),
        "ratio": round(one.ratio, 3),
        "low": round(one.low, 3),
        "high": round(one.high, 3) if np.isfinite(one.high) else "no upper end",
        "q_value": float(f"{one.q_value:.3g}"),
        "covered": round(one.covered, 3),
    }
    over = f", with the make-up by {' and '.join(make_up)} made equal," if make_up else ""
    sentence = (
        f"{one.records:,} of {one.of:,} records that answer ({one.share:.1%}){over} against "
        f"{one.others:.1%} of the other groups: {times(one.ratio)} times as many (95 % interval "
        f"{times(one.low)} to {times(one.high)}; q {q_said(one.q_value)}). A standing difference "
        "over all periods."
    )
    doubt = None
    if one.covered < 0.9:
        doubt = (
            f"only {one.covered:.0%} of the group have a like in the other groups; the rest cannot "
            "be compared"
        )
    return Finding(
        id=name, kind="group", shelf="first", period="all periods", what=what, sentence=sentence,
        figures=figures, value=round(_value(one), 1), rows=f"rows/{name}.csv", artefact=doubt,
    )  # fmt: skip


def _rows(found: Sequence[tuple[tuple[str, str], Compared]], outcome: tuple[str, str]) -> pa.Table:
    return _table([pair for pair in found if pair[0] == outcome])


def _table(found: Sequence[tuple[tuple[str, str], Compared]]) -> pa.Table:
    names = Compared._fields
    columns = {
        "answer": pa.array([f"{name}:{value}" for (name, value), _ in found], pa.string()),
        "group": pa.array([one.group for _, one in found], pa.string()),
    }
    for name in names[1:]:
        kind = pa.int64() if name in ("records", "of") else pa.float64()
        columns[name] = pa.array([getattr(one, name) for _, one in found], kind)
    return pa.table(columns)


def _charts(by: str, telling: Sequence[tuple[tuple[str, str], Compared]]) -> tuple[Reaches, ...]:
    reaches = tuple(
        Reach(
            name=f"{place_name(one.group)}: {name} {value}", value=round(one.ratio, 3),
            low=round(one.low, 3), high=round(min(one.high, 1e6), 3),
            said=f"{one.share:.0%}, others {one.others:.0%}",
        )
        for (name, value), one in telling[:_DRAWN]
        if one.low > 0 and np.isfinite(one.ratio)
    )  # fmt: skip
    if not reaches:
        return ()
    return (
        Reaches(
            name="groups", title=f"Where groups of {by} differ most",
            caption=(
                "The standardised share of a group over that of the others, with 95 % intervals, "
                "on a scale of ratios; the line is no difference."
            ),
            reaches=reaches, mark=1.0, ratios=True,
        ),
    )  # fmt: skip
