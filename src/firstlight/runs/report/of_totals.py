"""From official counts to findings: how totals changed, and who reporting made them change."""

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.model.record import FIRST_ROW
from firstlight.runs.report.chart import Line, Lines
from firstlight.runs.report.finding import Figures, Finding
from firstlight.runs.report.of_patterns import finding_id
from firstlight.trends.defects import Roles
from firstlight.trends.defects_panel import Account, account

TOTAL = "Total"
_SPAN = 3
_WELL_REPORTED = 0.75
_FEWEST = 20


def years_of(table: pa.Table, roles: Roles) -> tuple[str, str] | None:
    """Return the years to compare: the last that most units report, and three years before it.

    Three years is the step of UNODC's Global Reports; the earliest year where there is less.
    """
    units = Counter(
        year
        for year, _ in {
            (year, unit)
            for year, unit in zip(
                table.column(roles.time).to_pylist(),
                table.column(roles.unit).to_pylist(),
                strict=True,
            )
            if year
        }
    )
    if len(units) < 2:
        return None
    most = max(units.values())
    last = max(year for year, count in units.items() if count >= _WELL_REPORTED * most)
    before = sorted(year for year in units if year < last)
    if not before:
        return None
    third = str(int(last) - _SPAN) if last.isdigit() else before[-1]
    return (third if third in units else before[0]), last


def facets_of(
    table: pa.Table, roles: Roles, *, most: int, fewest: int = _FEWEST
) -> list[dict[str, str]]:
    """Return the totals that a table gives, the most reported first.

    One for each first facet (what is counted), and those split by one further answer.
    """
    columns = [table.column(name).to_pylist() for name in roles.facets]
    counts = Counter(zip(*columns, strict=True))
    found = []
    for key, rows in counts.most_common():
        if rows < fewest or any(value is None for value in key):
            continue
        split = sum(value != TOTAL for value in key[2:])
        if split <= 1:
            found.append(dict(zip(roles.facets, key, strict=True)))
    return found[:most]


def findings_of_totals(
    table: pa.Table, roles: Roles, *, most: int, fewest: int = _FEWEST
) -> tuple[tuple[Finding, ...], tuple[tuple[dict[str, str], Account], ...]]:
    """Return the changes of totals between two years as findings, and their accounts.

    Of what fewer than `fewest` units report in both years nothing is said.
    """
    years = years_of(table, roles)
    if years is None:
        return (), ()
    found, accounts = [], []
    for where in facets_of(table, roles, most=most, fewest=fewest):
        known = account(table, roles, years=years, where=where)
        if known is None or known.panel.units < fewest or not sum(known.panel.first):
            continue
        accounts.append((where, known))
        found.append(_finding(where, known))
    return tuple(found), tuple(accounts)


def named(where: dict[str, str]) -> str:
    """Return what a total counts: "Detected trafficking victims, Female"."""
    first, *rest = where.values()
    return ", ".join([first, *(v for v in rest if v != TOTAL and not v.startswith("by "))])


def _finding(where: dict[str, str], known: Account) -> Finding:
    low, high = sure_change(known)
    panel = known.panel
    agreed = (low > 0) == (high > 0) and low != 0
    sure = min(abs(low), abs(high)) * sum(panel.first) / 2 if agreed else 0.0
    figures: Figures = {
        "first": sum(panel.first) / 2,
        "last": sum(panel.last) / 2,
        "reporters": panel.units,
        "change": round(panel.change, 4),
        "plain_first": sum(known.plain.first) / 2,
        "plain_last": sum(known.plain.last) / 2,
        "plain_change": round(known.plain.change, 4),
        "least_change": round(low, 4),
        "greatest_change": round(high, 4),
    }
    what = named(where)
    name = finding_id("total", known.years[1], what)
    doubt = None
    if not agreed:
        doubt = (
            f"the change is anything between {low:+.1%} and {high:+.1%}, according to which of the "
            "largest reporters are counted: who reports is likelier than a change that all share"
        )
    return Finding(
        id=name,
        kind="total",
        shelf="first" if agreed else "reporting",
        period=f"{known.years[0]}–{known.years[1]}",
        what=what,
        sentence=" ".join(known.sentences),
        figures=figures,
        value=round(sure, 1),
        rows=f"rows/{name}.csv",
        artefact=doubt,
    )


def sure_change(known: Account) -> tuple[float, float]:
    """Return the least and greatest change that the panel, its bounds and its outliers allow."""
    changes = [*known.panel.bounds, *(one.without.change for one in known.outliers)]
    return float(min(changes)), float(max(changes))


def rows_of(table: pa.Table, roles: Roles, where: dict[str, str], years: Sequence[str]) -> pa.Table:
    """Return the rows that a total's change is counted from: number, unit, year, count, bounds."""
    kept = table.filter(pc.is_in(table.column(roles.time), value_set=pa.array(list(years))))
    for name, value in where.items():
        kept = kept.filter(pc.equal(kept.column(name), value))
    return kept.select([FIRST_ROW, roles.unit, roles.time, roles.value, "low", "high"])


def chart_of_totals(table: pa.Table, roles: Roles, where: dict[str, str], known: Account) -> Lines:
    """Return the yearly sums: all reporters, those of every one of the last years, and less one."""
    chosen = table
    for name, value in where.items():
        chosen = chosen.filter(pc.equal(chosen.column(name), value))
    sums: dict[str, dict[str, float]] = {}
    columns = (chosen.column(name).to_pylist() for name in (roles.time, roles.unit, "low", "high"))
    for year, unit, low, high in zip(*columns, strict=True):
        mine = sums.setdefault(year, {})
        mine[unit] = mine.get(unit, 0.0) + (low + high) / 2
    years = sorted(sums)
    first, last = known.years
    both = set(sums[first]) & set(sums[last])
    drawn = [
        Line("all who report", tuple(sum(sums[year].values()) for year in years)),
        Line(f"the {len(both)} of both years", _panel(sums, years, both, known.years)),
    ]
    drawn += [
        Line(f"without {one.unit}", _panel(sums, years, both - {one.unit}, known.years))
        for one in known.outliers[:3]
    ]
    return Lines(
        name=finding_id("chart", last, named(where)),
        title=f"{named(where)}: yearly sums by who reports",
        caption=(
            f"Sums of counts as reported; “the {len(both)} of both years” reported both {first} and"
            f" {last}, and is drawn for the years between. A threshold counts as its middle."
        ),
        labels=tuple(years),
        lines=tuple(drawn),
    )


def _panel(
    sums: dict[str, dict[str, float]], years: list[str], units: set[str], ends: tuple[str, str]
) -> tuple[float | None, ...]:
    return tuple(
        sum(sums[year].get(unit, 0.0) for unit in units) if year in ends else None for year in years
    )
