"""Columns of dates as offices write them, told as ISO dates, months, quarters or years.

`times` reads an instant; here a whole column is read, since only the column tells whether
03/04/2022 begins with the day, and a period may be no more than a month or a quarter.
"""

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.ingest.times import Order, month_named, order_of, read_time

_PLAIN = re.compile(r"(\d{4})(-\d{1,2}(-\d{1,2}([T ].*)?)?)?(\.0+)?")
_QUARTER = re.compile(r"[QTK]\s?([1-4])[\s/.-]*(\d{4})|(\d{4})[\s/.-]*[QTK]\s?([1-4])", re.I)
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})|([^\W\d_]+)\.?[\s/.-]+(?:de\s+)?(\d{4})")
_TOGETHER = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?")
_MOST, _SAMPLE = 0.9, 200


def share_dated(values: Sequence[str]) -> float:
    """Return the share of cells that tell a day, a month or a quarter (a bare year is none)."""
    given = [value.strip() for value in values if value.strip()][:_SAMPLE]
    read = [_read(value, "day first") for value in given if not re.fullmatch(r"\d{4}", value)]
    return sum(one is not None for one in read) / len(given) if given else 0.0


def told_plainly(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, str | None]:
    """Return a column of text with its dates as "2022-04-13", "2022-04" or "2022-Q2", and a note.

    Unchanged, without a note, where it holds few dates or none that is written otherwise. A cell
    that cannot be read stays as it is. Days come first where nothing in the column settles it.
    """
    coded = pc.dictionary_encode(column.combine_chunks())
    values = [str(value).strip() for value in coded.dictionary.to_pylist()]
    given = [value for value in values if value]
    if all(_PLAIN.fullmatch(value) for value in given) and not _all_together(given):
        return column, None
    together, order = _all_together(given), order_of(given)
    first: Order = "month first" if order == "month first" else "day first"
    sample = given[:: max(1, len(given) // _SAMPLE)]
    if sum(_read(one, first, together=together) is not None for one in sample) < 0.5 * len(sample):
        return column, None
    read = [_read(value, first, together=together) for value in values]
    if sum(one is not None for one in read) < _MOST * len(given):
        return column, None
    told = [one or value or None for one, value in zip(read, values, strict=True)]
    note = next(
        (f"{value} is read as {one}" for one, value in zip(read, values, strict=True)
         if one and one != value), None,
    )  # fmt: skip
    either = [one for one in given if order == "unknown" and _either(one)]
    if either and note:
        note = f"{either[0]} is read as {_read(either[0], first)}, the day first: "
        note += "no date of the column settles it, or they contradict each other"
    return pa.chunked_array([pc.take(pa.array(told, pa.string()), coded.indices)]), note


def _all_together(values: Sequence[str]) -> bool:
    """Tell whether all cells are figures such as 202204 or 20220413."""
    return bool(values) and all(_TOGETHER.fullmatch(value) for value in values)


def _either(value: str) -> bool:
    """Tell whether a date could begin with the day or with the month."""
    return read_time(value) is None and read_time(value, "day first") is not None


def _read(value: str, order: Order, *, together: bool = False) -> str | None:
    """Return a cell as an ISO date, month, quarter or year; None where it tells none."""
    if together and (found := _TOGETHER.fullmatch(value)):
        return "-".join(part for part in found.groups() if part)
    if _PLAIN.fullmatch(value):
        return value
    if found := _QUARTER.fullmatch(value):
        return f"{found[2] or found[3]}-Q{found[1] or found[4]}"
    if found := _MONTH.fullmatch(value):
        month = int(found[1]) if found[1] else month_named(found[3])
        return f"{found[2] or found[4]}-{month:02d}" if month and month <= 12 else None
    instant = read_time(value, order)
    return instant[0].date().isoformat() if instant else None
