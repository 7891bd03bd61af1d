"""Country pages: what the data held say of a country, in the order of a country narrative.

The order follows the country narratives of the Trafficking in Persons Report: profile,
prosecution, protection, prevention. What the file does not tell stays blank.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from firstlight.model.record import Group
from firstlight.runs.report.charts_of import ends_of, place_name
from firstlight.runs.report.counting import Counting, Mask
from firstlight.runs.report.finding import Country, Fact, Finding
from firstlight.runs.report.of_totals import TOTAL
from firstlight.trends.compare import group_shares
from firstlight.trends.defects import Roles

_LONG_LIST = re.compile(r"by (citizenship|country)", re.I)
_FEWEST, _MOST = 30, 60
_BLANKS = ("Prosecution", "Protection", "Prevention")
_TOLD = 4


def countries_of_records(
    records: pa.Table, counting: Counting, groups: Sequence[Group], findings: Sequence[Finding]
) -> tuple[Country, ...]:
    """Return a page for each country of exploitation (else of origin) with enough records."""
    origin, destination = ends_of(counting.columns)
    where = destination or origin
    if where is None:
        return ()
    values, counts = counting.table(where)
    totals = counts.sum(axis=1)
    order = [int(at) for at in np.argsort(-totals, kind="stable") if totals[at] >= _FEWEST]
    pages = []
    for at in order[:_MOST]:
        mine = counting.having([(where, values[at])])
        facts = [_size(counting, mine, where)]
        facts += _makeup(counting, mine, where)
        facts += _flags(records, groups, mine)
        if origin and destination:
            facts.append(_abroad(counting, values[at], origin, destination))
        facts += [Fact(name, None) for name in _BLANKS]
        named = {f"{name}:{values[at]}" for name in (origin, destination) if name}
        about = [one.id for one in findings if named & set(one.what.split(" & "))]
        pages.append(
            Country(
                code=values[at], name=place_name(values[at]), records=int(mine.sum()),
                facts=tuple(facts), findings=tuple(about),
            )
        )  # fmt: skip
    return tuple(pages)


def _size(counting: Counting, mine: Mask, where: str) -> Fact:
    series = counting.series(mine)
    seen = np.flatnonzero(series)
    said = f"{int(mine.sum()):,} records name it as {where}"
    if len(seen):
        peak = int(series.argmax())
        said += (
            f", of {counting.labels[seen[0]]} to {counting.labels[seen[-1]]}; most in "
            f"{counting.labels[peak]} ({int(series[peak]):,} of {int(counting.sizes[peak]):,})"
        )
    return Fact("Records", f"{said}.")


def _makeup(counting: Counting, mine: Mask, where: str) -> list[Fact]:
    """Return the most frequent answers of every column but flags, of the records that answer."""
    facts = []
    for name in counting.columns:
        column = counting.column(name)
        if name == where or column is None or set(column.values) <= {"0", "1"}:
            continue
        codes = column.codes[mine]
        answered = int((codes >= 0).sum())
        if not answered:
            facts.append(Fact(name, None))
            continue
        counts = np.bincount(codes[codes >= 0], minlength=len(column.values))
        top = [int(at) for at in np.argsort(-counts, kind="stable")[:_TOLD] if counts[at]]
        said = "; ".join(
            f"{place_name(column.values[at])} {counts[at]:,} ({counts[at] / answered:.0%})"
            for at in top
        )
        facts.append(Fact(name, f"{said}; of {answered:,} that answer."))
    return facts


def _flags(records: pa.Table, groups: Sequence[Group], mine: Mask) -> list[Fact]:
    facts = []
    chosen = records.filter(pa.array(mine)) if groups else records
    for group in groups:
        shares = [one for one in group_shares(chosen, group) if one.records]
        shares.sort(key=lambda one: -one.records)
        said = "; ".join(
            f"{one.variable} {one.records:,} ({one.share:.0%})" for one in shares[: _TOLD + 2]
        )
        of = f"; of {shares[0].of:,} with any answer" if shares else ""
        facts.append(Fact(group.name.capitalize(), f"{said}{of}." if said else None))
    return facts


def _abroad(counting: Counting, code: str, origin: str, destination: str) -> Fact:
    people = counting.having([(origin, code)])
    column = counting.column(destination)
    name = "Its citizens elsewhere"
    if column is None or not people.any():
        return Fact(name, None)
    codes = column.codes[people]
    counts = np.bincount(codes[codes >= 0], minlength=len(column.values))
    if code in column.values:
        counts[column.values.index(code)] = 0
    top = [int(at) for at in np.argsort(-counts, kind="stable")[:_TOLD] if counts[at]]
    if not top:
        return Fact(name, None)
    said = "; ".join(f"{place_name(column.values[at])} {counts[at]:,}" for at in top)
    return Fact(name, f"{int(counts.sum()):,} records: {said}.")


def countries_of_totals(table: pa.Table, roles: Roles, years: int = 4) -> tuple[Country, ...]:
    """Return a page for each reporting unit of official counts: as given, by year."""
    by_unit: dict[str, list[dict[str, str]]] = {}
    for row in table.select([roles.unit, roles.time, roles.value, *roles.facets]).to_pylist():
        by_unit.setdefault(row[roles.unit] or "", []).append(row)
    pages = []
    for unit, rows in sorted(by_unit.items()):
        said = _by_year(rows, roles, years)
        facts = [Fact(name, text) for name, text in said.items() if not _is_justice(name)]
        justice = [f"{name}: {text}" for name, text in said.items() if _is_justice(name)]
        facts.append(Fact("Prosecution", "; ".join(justice) or None))
        facts += [Fact(name, None) for name in _BLANKS[1:]]
        pages.append(Country(code=unit, name=unit, records=len(rows), facts=tuple(facts)))
    return tuple(pages)


def _is_justice(name: str) -> bool:
    return name.startswith(("Persons", "Offences"))


def _by_year(rows: list[dict[str, str]], roles: Roles, years: int) -> Mapping[str, str]:
    """Return each total of a unit over its last years, and detected victims by one answer more."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        split = [row[name] for name in roles.facets[2:] if row[name] != TOTAL]
        if len(split) > 1 or any(value is None for value in split):
            continue
        if split and (_is_justice(row[roles.facets[0]]) or _LONG_LIST.match(row[roles.facets[1]])):
            continue
        name = ", ".join([row[roles.facets[0]], *split])
        found.setdefault(name, {})[row[roles.time]] = row[roles.value]
    return {
        name: ", ".join(f"{value} in {year}" for year, value in sorted(known.items())[-years:])
        for name, known in sorted(found.items(), key=lambda one: (one[0].count(","), one[0]))
    }
