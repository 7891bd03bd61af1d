"""From overlapping lists to an estimate of those on none: several methods, with their doubts."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW, Mapping
from firstlight.model.run import Progress
from firstlight.runs.report.chart import Reach, Reaches
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_patterns import finding_id
from firstlight.runs.report.part import Part, Table
from firstlight.runs.trends_work import Work
from firstlight.trends.mse import HiddenPopulation, Method, estimate_population
from firstlight.trends.mse_choice import MOST_TOGETHER
from firstlight.trends.mse_lists import Lists, tidy

GROUP = "lists"
"""The group of a mapping's variables that are lists (registers) of people: 1 on it, 0 or blank."""
_LIST = re.compile(
    r"^(on_)?(list|register|registry|capture)s?[_ ]|_(list|register|registry)$", re.I
)
_COUNT = re.compile(r"^(count|freq|frequency|people|persons|n)$", re.I)
_NOTHING = frozenset({"", "0", "no", "false", "n"})
_METHODS: tuple[tuple[Method, str, int], ...] = (
    ("stepwise", "pairs chosen step by step", 200),
    ("average", "average over models", 100),
    ("independence", "lists independent", 200),
    ("hierarchical", "three lists may act together", 100),
)


def list_columns(mapping: Mapping, names: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """Return the columns of lists and, where rows are combinations, the column of their count.

    Lists are named by the mapping's group "lists", or by their names; a table of nothing but 0/1
    columns and a count is one of combinations.
    """
    columns = [name for name in names if name != FIRST_ROW]
    count = next((name for name in columns if _COUNT.match(name)), None)
    kinds = {one.name: one for one in mapping.variables}
    named = tuple(name for name in columns if name in kinds and kinds[name].group == GROUP)
    if len(named) >= 2:
        return named, count if set(columns) == {*named, count} else None
    flags = tuple(name for name in columns if name in kinds and kinds[name].kind == "flag")
    if count and len(flags) >= 2 and set(columns) == {*flags, count}:
        return flags, count
    lists = tuple(name for name in columns if _LIST.search(name))
    return (lists, None) if len(lists) >= 2 else ((), None)


def lists_of(records: pa.Table, columns: Sequence[str], count: str | None) -> Lists:
    """Return the capture histories of records: a row is a person, or a combination with a count."""
    on = np.column_stack([
        [str(cell or "").strip().casefold() not in _NOTHING for cell in records[name].to_pylist()]
        for name in columns
    ]).astype(np.int64)  # fmt: skip
    numbers = np.ones(len(on))
    if count is not None:
        try:
            numbers = np.array([float(cell or 0) for cell in records[count].to_pylist()])
        except ValueError as fault:
            raise InputError(
                f"the column '{count}' holds what is no number ({fault})", file="lists",
                remedy="Write how many people each combination of lists holds.",
            ) from fault  # fmt: skip
    some = on.sum(axis=1) > 0
    return tidy(on[some], numbers[some], names=tuple(columns))


def part_of_population(
    lists: Lists, work: Work, *, period: str, progress: Progress, seed: int
) -> Part:
    """Return the estimates of several methods as one finding: their spread is the message."""
    progress.stage("estimating the hidden population", len(_METHODS))
    found: list[tuple[str, HiddenPopulation]] = []
    notes: list[str] = []
    for method, said, replicas in _METHODS:
        if method == "hierarchical" and len(lists.names) != MOST_TOGETHER:
            continue
        try:
            one = work.once(
                f"population-{method}", HiddenPopulation,
                lambda method=method, replicas=replicas: estimate_population(  # type: ignore[misc]
                    lists, method=method, replicas=replicas, seed=seed + 1
                ),
            )  # fmt: skip
            found.append((said, one))
        except InputError as fault:
            notes.append(f"hidden population, {said}: no estimate ({fault})")
        progress.advance()
    if not found:
        return Part(notes=tuple(notes))
    finding = _finding(lists, found, period)
    return Part(
        findings=(finding,),
        charts=(_chart(lists, found),),
        rows={finding.id: _combinations(lists)},
        tables=(Table(name="hidden-population.csv", said="estimates by method, with intervals",
                      rows=_table(found)),),
        notes=(*notes, *_cautions(found)),
        used=("population",),
    )  # fmt: skip


def _cautions(found: Sequence[tuple[str, HiddenPopulation]]) -> tuple[str, ...]:
    return tuple(
        f"hidden population, {said}: {caution}" for said, one in found for caution in one.cautions
    )


def _finding(lists: Lists, found: Sequence[tuple[str, HiddenPopulation]], period: str) -> Finding:
    low = min(one.low for _, one in found)
    high = max(one.high for _, one in found)
    figures: Figures = {"observed": lists.observed, "low": round(low), "high": round(high)}
    for _, one in found:
        figures[f"{one.method}_total"] = round(one.total)
        figures[f"{one.method}_low"] = round(one.low)
        figures[f"{one.method}_high"] = round(one.high)
    told = "; ".join(
        f"{said} {one.total:,.0f} ({one.low:,.0f} to {one.high:,.0f})" for said, one in found
    )
    sentence = (
        f"{lists.observed:,} people are on at least one of {len(lists.names)} lists "
        f"({', '.join(lists.names)}). People in all, by method, with 95 % intervals: {told}. It "
        "rests on what no list can prove; read the assumptions under Methods and limits."
    )
    name = finding_id("population", period, " ".join(lists.names))
    apart = max(one.low for _, one in found) > min(one.high for _, one in found)
    doubt = (
        "the methods' intervals do not meet: the choice of the method moves the answer more than "
        "any interval tells; give no single figure"
    )
    return Finding(
        id=name, kind="population", shelf="first", period=period,
        what="people on no list", sentence=sentence, figures=figures,
        value=round(max(low - lists.observed, 0.0), 1), rows=f"rows/{name}.csv",
        artefact=doubt if apart else None,
    )  # fmt: skip


def _combinations(lists: Lists) -> pa.Table:
    columns = {name: pa.array(lists.histories[:, at]) for at, name in enumerate(lists.names)}
    return pa.table({**columns, "people": pa.array(lists.counts.astype(np.int64))})


def _table(found: Sequence[tuple[str, HiddenPopulation]]) -> pa.Table:
    return pa.table({
        "method": pa.array([one.method for _, one in found], pa.string()),
        **{name: pa.array([float(getattr(one, name)) for _, one in found])
           for name in ("observed", "dark", "total", "low", "high", "level", "chao")},
        "interval": pa.array([one.interval for _, one in found], pa.string()),
        "replicas": pa.array([one.replicas for _, one in found], pa.int64()),
    })  # fmt: skip


def _chart(lists: Lists, found: Sequence[tuple[str, HiddenPopulation]]) -> Reaches:
    return Reaches(
        name="hidden-population", title="How many people there may be in all, by method",
        caption=(
            "Dots: estimates; bars: 95 % intervals; the line: people on at least one list. How far "
            "the methods lie apart tells more than any one interval."
        ),
        reaches=tuple(
            Reach(name=said, value=round(one.total), low=round(one.low), high=round(one.high),
                  said=f"{one.total:,.0f} ({one.low:,.0f}–{one.high:,.0f})")
            for said, one in found
        ),
        mark=float(lists.observed), ratios=True,
    )  # fmt: skip
