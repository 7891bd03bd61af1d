"""The defect detector for official count tables: what is set aside, and why.

Known defects (found in the UNODC GLOTIP export of 14 April 2025): codes of questionnaire fields
where counts should be, "<5" as a count, thousands commas, broken letters (mojibake), one cell given
twice. A count becomes an interval, so that "<5" is neither 0 nor 5; a field code becomes no count.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.model.record import FIRST_ROW, SET_ASIDE
from firstlight.trends.defects_counts import field_code, parse_count
from firstlight.trends.defects_text import mended

Floats = npt.NDArray[np.float64]

FIELD_CODE = "field code as a count"
CENSORED = "count below a threshold"
COMMAS = "thousands separators"
BROKEN = "broken letters"
REPEATED = "cell given twice"
NOT_A_COUNT = "not a count"
_SAID = {
    FIELD_CODE: "are codes of questionnaire fields and count nothing; they are set aside",
    CENSORED: "give a threshold such as '<5'; they count as an interval",
    COMMAS: "have thousands separators; they are read as whole numbers",
    BROKEN: "have letters lost to a wrong encoding; they are mended where one reading fits",
    REPEATED: "give a cell that another row gives; it counts once, between the values given",
    NOT_A_COUNT: "hold no count; they are set aside",
}


class Roles(NamedTuple):
    """Which columns of a count table play which part.

    `value` the count, `unit` who reports (a country), `time` the year, `facets` what is counted.
    """

    value: str
    unit: str
    time: str
    facets: tuple[str, ...]


GLOTIP = Roles("txtVALUE", "Country", "Year", ("Indicator", "Dimension", "Category", "Sex", "Age"))
"""The roles in the UNODC GLOTIP export."""


class Mended(NamedTuple):
    """A count table after the detector.

    `table` is the rows that count, labels mended, with `low` and `high` (float64, inclusive bounds)
    beside the count as given; `defects` holds one row per defect (model.record.SET_ASIDE: what was
    set aside, mended or read as an interval); `counts` how many of each; `notes` the same as
    sentences.
    """

    table: pa.Table
    defects: pa.Table
    counts: dict[str, int]
    notes: tuple[str, ...]


def roles_of(columns: Sequence[str]) -> Roles | None:
    """Return the roles in a table whose columns are known, else None."""
    return (
        GLOTIP if {GLOTIP.value, GLOTIP.unit, GLOTIP.time, *GLOTIP.facets} <= set(columns) else None
    )


def find_defects(table: pa.Table, roles: Roles) -> Mended:
    """Return a count table with its defects named; columns as text, `row` as the file counts."""
    rows = table.column(FIRST_ROW).to_pylist()
    found: list[dict[str, object]] = []
    labels = [roles.unit, *roles.facets]
    for name in labels:
        table, broken = _mend_labels(table, name, rows)
        found += broken
    low, high, kept, wrong = _counts(table, roles, rows)
    found += wrong
    again = _repeated(table, roles, kept, (low, high))
    table = table.append_column("low", pa.array(low)).append_column("high", pa.array(high))
    found += [_defect(rows[at], roles.value, table, at, REPEATED) for at in again]
    kept[again] = False
    found.sort(key=lambda one: (int(str(one["row"])), str(one["defect"])))
    counts: dict[str, int] = {}
    for one in found:
        counts[str(one["defect"])] = counts.get(str(one["defect"]), 0) + 1
    notes = [f"{count:,} rows {_SAID[kind]}" for kind, count in sorted(counts.items())]
    return Mended(
        table.filter(pa.array(kept)),
        pa.Table.from_pylist(found, schema=SET_ASIDE),
        counts,
        tuple(notes),
    )


def _defect(row: int, column: str, table: pa.Table, at: int, kind: str) -> dict[str, object]:
    value = table.column(column)[at].as_py()
    return {"row": row, "column": column, "value": value, "defect": kind, "why": _SAID[kind]}


def _mend_labels(
    table: pa.Table, name: str, rows: list[int]
) -> tuple[pa.Table, list[dict[str, object]]]:
    """Return the table with a column's broken letters mended, and each broken cell."""
    values = table.column(name).to_pylist()
    whole = {value for value in values if value}
    repairs = mended(whole)
    if not repairs:
        return table, []
    found = []
    for row, value in zip(rows, values, strict=True):
        if value in repairs:
            better = repairs[value]
            why = f"mended to '{better}'" if better else "no single reading fits; left as it is"
            found.append({"row": row, "column": name, "value": value, "defect": BROKEN, "why": why})
    plain = [repairs.get(value) or value for value in values]
    at = table.column_names.index(name)
    return table.set_column(at, name, pa.array(plain, pa.string())), found


def _counts(
    table: pa.Table, roles: Roles, rows: list[int]
) -> tuple[Floats, Floats, npt.NDArray[np.bool_], list[dict[str, object]]]:
    """Return bounds of each count, which rows count, and the defects of counts."""
    values = table.column(roles.value).to_pylist()
    facets = [table.column(name).to_pylist() for name in roles.facets]
    parsed = {value: parse_count(value) for value in set(values)}
    low = np.array([parsed[value].low for value in values])
    high = np.array([parsed[value].high for value in values])
    kept, found = np.ones(len(values), dtype=bool), []
    usual = _usual(low, facets[0] if facets else [""] * len(values))
    for at, value in enumerate(values):
        said = (field[at] for field in facets)
        code = field_code(value, parsed[value], said, usual[at])
        kind = FIELD_CODE if code else parsed[value].defect
        if code or np.isnan(low[at]):
            kept[at] = False
        if kind:
            found.append(_defect(rows[at], roles.value, table, at, kind))
    return low, high, kept, found


def _usual(low: Floats, group: Sequence[object]) -> Floats:
    """Return the ninth decile of the counts of each row's first facet, as a scale."""
    names = np.array([str(one) for one in group])
    found = np.ones(len(low))
    for name in np.unique(names):
        mine = names == name
        counts = low[mine & ~np.isnan(low)]
        found[mine] = float(np.quantile(counts, 0.9)) if len(counts) else 1.0
    return found


def _repeated(
    table: pa.Table, roles: Roles, kept: npt.NDArray[np.bool_], bounds: tuple[Floats, Floats]
) -> npt.NDArray[np.int64]:
    """Return the places of rows whose cell an earlier row gives, and widen that row's bounds."""
    low, high = bounds
    columns = [table.column(name).to_pylist() for name in (roles.unit, roles.time, *roles.facets)]
    first: dict[tuple[object, ...], int] = {}
    again = []
    for at, key in enumerate(zip(*columns, strict=True)):
        if not kept[at]:
            continue
        if (one := first.setdefault(key, at)) != at:
            again.append(at)
            low[one], high[one] = min(low[one], low[at]), max(high[one], high[at])
    return np.array(again, dtype=np.int64)
