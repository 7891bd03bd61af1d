"""Tables of counts that are no known export: told from cases, and accounted for as totals.

A row of such a table is a total ("Utah, 2023: 412 calls"). Searched as cases, a state with ten
thousand calls would weigh as much as one with three.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.ingest.records_read import Records
from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW
from firstlight.runs.trends_asked import Asked, file_of
from firstlight.trends.defects import Mended, Roles, find_defects
from firstlight.trends.defects_counts import parse_count

INDICATOR = "what is counted"
VALUE = "count"
_COUNTS, _UNIQUE, _MANY, _SLIPS = 0.95, 0.98, 20, 1.05
_SUM = re.compile(r"(grand )?total|all|overall|both|sum|nation(al|wide)|insgesamt|gesamt|summe|"
                  r"totaal|todos|total(e|es|i)|всего|усього", re.I)  # fmt: skip
_SPLIT = 12
"""Answers that a column may have for each to be a total of its own."""


class Counted(NamedTuple):
    """A table of counts: `splits` are the roles of the whole totals and of those by one column."""

    mended: Mended
    splits: tuple[Roles, ...]
    pages: Roles | None
    notes: tuple[str, ...]


class _Shape(NamedTuple):
    counts: tuple[str, ...]
    unit: str
    others: tuple[str, ...]


def counted_columns(records: Records) -> tuple[str, ...]:
    """Return the columns of counts where rows are totals and not cases, none otherwise.

    So it is where every column is a count or says nothing but whose count it is, the words of a row
    and its time name it alone, and most of what is named comes again in another period.
    """
    if records.mapping.unit != "unknown" or records.mapping.time is None:
        return ()
    shape = _shape(records, (), None)
    if shape is None:
        return ()
    words = [records.table.column(name).to_pylist() for name in (shape.unit, *shape.others)]
    time = records.table.column(str(records.mapping.time)).to_pylist()
    named = Counter(zip(*words, strict=True))
    rows = Counter(zip(time, *words, strict=True))
    alone = sum(count == 1 for count in rows.values()) >= _UNIQUE * len(time)
    again = sum(count for count in named.values() if count > 1) >= 0.5 * len(time)
    return shape.counts if alone and again else ()


def as_cases(records: Records, counts: Sequence[str]) -> InputError:
    """Return the fault of reading totals as cases."""
    return InputError(
        f"its rows look like totals, not cases: they are named once a period, and count "
        f"{', '.join(counts)}",
        file=file_of(records),
        remedy=f'Read them as totals with --count "{counts[0]}", or as cases with --columns.',
    )


def counted(records: Records, asked: Asked) -> Counted:
    """Return the counts that were asked for as a table of totals, with defects set aside."""
    shape = _shape(records, asked.counts, asked.place)
    if shape is None:
        raise InputError(
            f"no column says whose counts '{asked.counts[0]}' are", file=file_of(records),
            remedy="Name the column of who reports (a place) with --place.",
        )  # fmt: skip
    time = str(records.mapping.time)
    parts, sums = _parts(records.table, (shape.unit, *shape.others))
    table = pa.concat_tables([
        pa.table({
            FIRST_ROW: parts.column(FIRST_ROW),
            INDICATOR: pa.array([name] * parts.num_rows, pa.string()),
            "": pa.array([""] * parts.num_rows, pa.string()),
            VALUE: parts.column(name),
            **{other: parts.column(other) for other in (shape.unit, time, *shape.others)},
        })
        for name in shape.counts
    ])  # fmt: skip
    whole = Roles(VALUE, shape.unit, time, (INDICATOR,))
    mended = find_defects(table, whole._replace(facets=(INDICATOR, *shape.others)))
    split = [name for name in shape.others if _answers(mended.table, name) <= _SPLIT]
    pages = whole._replace(facets=(INDICATOR, "", *shape.others)) if len(shape.others) < 2 else None
    by = f", by {' and '.join(split)}" if split else ""
    note = f"rows are totals: {', '.join(shape.counts)}, as {shape.unit} reports them{by}"
    notes = (note, f"{sums:,} rows that sum up others are left out") if sums else (note,)
    splits = (whole, *(whole._replace(facets=(INDICATOR, name)) for name in split))
    return Counted(mended, splits, pages, notes)


def _parts(table: pa.Table, words: Sequence[str]) -> tuple[pa.Table, int]:
    """Return the rows that are no sums of other rows, and how many are."""
    kept = np.ones(table.num_rows, dtype=bool)
    for name in words:
        cells = table.column(name).to_pylist()
        sums = [bool(cell and _SUM.fullmatch(cell.strip())) for cell in cells]
        if not all(one or not cell for one, cell in zip(sums, cells, strict=True)):
            kept &= ~np.array(sums)
    return table.filter(pa.array(kept)), int((~kept).sum())


def _answers(table: pa.Table, name: str) -> int:
    return len(pc.unique(table.column(name)))


def _shape(records: Records, counts: Sequence[str], place: str | None) -> _Shape | None:
    """Return which columns count, who reports, and what else tells totals apart."""
    table, time = records.table, str(records.mapping.time)
    names = [name for name in table.column_names if name not in (FIRST_ROW, time)]
    found = tuple(counts) or tuple(name for name in names if _is_count(table, name))
    words = [name for name in names if name not in found and not _is_number(table, name)]
    repeated = [name for name in words if 1 < _answers(table, name) <= table.num_rows / 2]
    if not counts and len(repeated) < len(words):
        return None
    if not found or not repeated:
        return None
    most = max(repeated, key=lambda one: _answers(table, one))
    unit = place if place is not None and place in repeated else most
    others = tuple(name for name in repeated if name != unit and not _told_by(table, unit, name))
    found = tuple(name for name in found if counts or not _told_by(table, unit, name))
    return _Shape(found, unit, others) if found else None


def _is_count(table: pa.Table, name: str) -> bool:
    values = [value for value in table.column(name).to_pylist() if value]
    if len(set(values)) <= _MANY:
        return False
    return bool(np.mean([parse_count(value).defect != "not a count" for value in values]) > _COUNTS)


def _is_number(table: pa.Table, name: str) -> bool:
    """Tell whether a column holds other numbers, such as shares, which neither count nor name."""
    values = [value for value in table.column(name).to_pylist() if value]
    plain = [value.strip().rstrip("%").strip().replace(".", "", 1).lstrip("-") for value in values]
    return bool(values) and float(np.mean([value.isdecimal() for value in plain])) > _COUNTS


def _told_by(table: pa.Table, unit: str, name: str) -> bool:
    """Tell whether each unit has one value of a column: a code or a region, and no split."""
    pairs = set(zip(table.column(unit).to_pylist(), table.column(name).to_pylist(), strict=True))
    return len(pairs) <= _SLIPS * len({one for one, _ in pairs})
