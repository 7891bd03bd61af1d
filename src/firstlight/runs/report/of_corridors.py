"""From who was said to go where to new corridors: first named of late, likely to last or not."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.places import coordinates
from firstlight.model.errors import InputError
from firstlight.runs.report.chart import Reach, Reaches
from firstlight.runs.report.corridors_named import Named, Pair
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_patterns import finding_id
from firstlight.runs.report.part import Part, Table
from firstlight.runs.report.where import Spot, code_of, place_name
from firstlight.trends.corridors import Corridor, Corridors, recent_corridors, score_corridors

LASTING = 0.5
"""Score from which a new corridor with enough mentions is a finding; below it is a lead."""
_FEW, _DRAWN = 3, 15


def part_of_corridors(named: Named, *, most: int) -> Part | None:
    """Return the corridors first named in the newest year, most likely to last first.

    Where too few earlier ones can teach a score, they are listed as leads by mentions. None where
    there is one year only.
    """
    years = sorted(set(named.reports["year"].to_pylist()))
    if len(years) < 2:
        return None
    newest = years[-1]
    held = Counter(_pairs(named.reports, newest))
    spots = _spots(named.reports)
    scored = _scored(named.reports, newest, spots)
    if scored is not None:
        order = [(one, _count(named, one, held)) for one in scored.corridors]
        said = _hindsight(named.reports, years, spots)
    else:
        before = set(_pairs(named.reports.filter(pc.less(named.reports["year"], newest))))
        fresh = [
            Corridor(origin=a, destination=b, first=newest, score=0.0, reasons=())
            for a, b in sorted(set(held) - before)
        ]
        order = [(one, _count(named, one, held)) for one in fresh]
        order.sort(key=lambda pair: -pair[1])
        said = None
    findings = [
        _finding(one, count, named, learned=scored is not None, said=said)
        for one, count in order
        if count >= (1 if scored and one.score >= LASTING else _FEW)
    ][:most]
    rows = {
        finding_id("corridor", str(newest), _what(one)): named.rows[one.origin, one.destination]
        for one, _ in order
        if (one.origin, one.destination) in named.rows
    }
    told = {one.id for one in findings}
    return Part(
        findings=tuple(findings),
        charts=_charts(order, newest) if scored else (),
        rows={name: table for name, table in rows.items() if name in told},
        tables=(
            Table(name="new-corridors.csv", said=f"corridors first named in {newest}",
                  rows=_table(order, scored=scored is not None)),
            *(_recent(named, scored, spots, held) if scored else ()),
        ),
        notes=(_note(len(order), newest, scored, said),),
        used=("corridors",),
    )  # fmt: skip


def _recent(
    named: Named, scored: Corridors, spots: Mapping[str, Spot], held: Counter[Pair]
) -> tuple[Table, ...]:
    """Return the table of the corridors of the last five years; `scored` are the newest."""
    found = recent_corridors(named.reports, year=scored.year, spots=spots, newest=scored)
    rows = [(one, held[one.origin, one.destination]) for one in found]
    said = f"corridors of the last five years, most likely to last first; mentions of {scored.year}"
    return (Table(name="recent-corridors.csv", said=said, rows=_table(rows, scored=True)),)


def _count(named: Named, one: Corridor, held: Counter[Pair]) -> int:
    """Return how many records or passages name a corridor in the newest year."""
    pair = (one.origin, one.destination)
    return named.rows[pair].num_rows if pair in named.rows else held[pair]


def _pairs(reports: pa.Table, year: int | None = None) -> list[Pair]:
    table = reports if year is None else reports.filter(pc.equal(reports["year"], year))
    return list(zip(table["origin"].to_pylist(), table["destination"].to_pylist(), strict=True))


def _scored(reports: pa.Table, year: int, spots: Mapping[str, Spot]) -> Corridors | None:
    try:
        return score_corridors(reports, year=year, spots=spots)
    except InputError:
        return None


def _spots(reports: pa.Table) -> dict[str, Spot]:
    """Return where the places of corridors lie, as far as they are known."""
    names = {*reports["origin"].to_pylist(), *reports["destination"].to_pylist()}
    codes = {name: code_of(name) for name in names if name}
    return {name: spot for name, code in codes.items() if code and (spot := coordinates(code))}


def _hindsight(reports: pa.Table, years: Sequence[int], spots: Mapping[str, Spot]) -> str | None:
    """Say how an earlier year's scores turned out: those named again since, above and below."""
    for year in reversed(years[:-2]):
        scored = _scored(reports, year, spots)
        if scored is None or len(scored.corridors) < _FEW:
            continue
        later = set(_pairs(reports.filter(pc.greater(reports["year"], year))))
        high = [one for one in scored.corridors if one.score >= LASTING]
        low = [one for one in scored.corridors if one.score < LASTING]
        again = [sum((one.origin, one.destination) in later for one in side)
                 for side in (high, low)]  # fmt: skip
        return (
            f"of the corridors new in {year}, scored with what was known then, {again[0]:,} of "
            f"{len(high):,} with a score of {LASTING} or more were named again by {years[-1]}, and "
            f"{again[1]:,} of {len(low):,} with less"
        )
    return None


def _note(found: int, newest: int, scored: Corridors | None, said: str | None) -> str:
    note = f"new corridors: {found:,} first named in {newest}"
    if scored is None:
        return f"{note}; too few earlier ones to learn from, so they have no score"
    note += f"; the score is learned from {scored.learned_from:,} of earlier years"
    return f"{note}; {said}" if said else note


def _what(one: Corridor) -> str:
    return f"{place_name(one.origin)} to {place_name(one.destination)}"


def _finding(
    one: Corridor, count: int, named: Named, *, learned: bool, said: str | None
) -> Finding:
    pair = (one.origin, one.destination)
    name = finding_id("corridor", str(one.first), _what(one))
    unit = named.unit if count == 1 else f"{named.unit}s"
    figures: Figures = {"mentions": count, "score": round(one.score, 3)}
    sentence = f"First named in {one.first}, by {count:,} {unit}."
    if learned:
        facts = "; ".join(
            f"{reason.fact} ({'for' if reason.push > 0 else 'against'})" for reason in one.reasons
        )
        sentence += (
            f" Corridors like it were named in {one.score:.0%} of the years after. What weighs: "
            f"{facts}."
        )
    first = learned and one.score >= LASTING and count >= _FEW
    return Finding(
        id=name,
        kind="corridor",
        shelf="first" if first else "lead",
        period=str(one.first),
        what=_what(one),
        sentence=sentence,
        figures=figures,
        value=round(count * one.score, 1),
        rows=f"rows/{name}.csv",
        artefact=f"In hindsight, {said}" if said and first else None,
        items=(f"origin:{one.origin}", f"destination:{one.destination}"),
        quotes=named.quotes.get(pair, ())[:3],
    )


def _table(order: Sequence[tuple[Corridor, int]], *, scored: bool) -> pa.Table:
    return pa.table({
        "origin": pa.array([one.origin for one, _ in order], pa.string()),
        "destination": pa.array([one.destination for one, _ in order], pa.string()),
        "first": pa.array([one.first for one, _ in order], pa.int64()),
        "mentions": pa.array([count for _, count in order], pa.int64()),
        "score": pa.array([one.score if scored else None for one, _ in order], pa.float64()),
    })  # fmt: skip


def _charts(order: Sequence[tuple[Corridor, int]], newest: int) -> tuple[Reaches, ...]:
    if not order:
        return ()
    reaches = tuple(
        Reach(
            name=_what(one), value=round(one.score, 3), low=None, high=None,
            said=f"{one.score:.2f}; named {count:,} time{'s' if count != 1 else ''}",
        )
        for one, count in order[:_DRAWN]
    )  # fmt: skip
    return (
        Reaches(
            name="new-corridors", title=f"Corridors first named in {newest}: which may last",
            caption=(
                "The share of later years expected to name each, learned from earlier new "
                "corridors of this file. A score about reports, not about people."
            ),
            reaches=reaches, mark=LASTING,
        ),
    )  # fmt: skip
