"""Periods of a time column: years, quarters or months, as fine as the counts allow."""

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.trends.patterns_values import is_missing

LEAST_PER_PERIOD = 200
"""Records that a period should hold on average before finer periods are used."""
MOST_PERIODS = 120
_MOST_LABELS = 400
ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?$")
DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[T ].*)?$")
QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
YEAR = re.compile(r"(1[89]\d{2}|20\d{2}|21\d{2})(?:\.0+)?$")


class Periods(NamedTuple):
    """`codes[row]` indexes `labels`, which rise in time; -1 is no time.

    `season[period]` is the place of a period in its year (0 for years), `cycle` how many places a
    year has.
    """

    codes: npt.NDArray[np.int32]
    labels: tuple[str, ...]
    season: npt.NDArray[np.int32]
    cycle: int
    note: str


def periods(column: pa.ChunkedArray) -> Periods:
    """Return the period of each row.

    Dates become months if a month holds `LEAST_PER_PERIOD` records on average, else quarters, else
    years; quarters stay quarters. Years, and labels such as "2014-2018", stay as they are and are
    ordered as text.
    """
    text = column if pa.types.is_string(column.type) else pc.cast(column, pa.string())
    coded = text.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    raw = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    values = [value.strip() for value in coded.dictionary.to_pylist()]
    day_first = is_day_first(values)
    months = [_month(value, day_first=day_first) for value in values]
    given = [at for at, value in enumerate(values) if not is_missing(value)]
    dated = sum(months[at] is not None for at in given)
    if given and dated >= 0.9 * len(given) and any(YEAR.match(values[at]) is None for at in given):
        coarse = any(QUARTER.match(values[at]) for at in given)
        return _dated(raw, months, finest=3 if coarse else 1)
    return _labelled(raw, values)


def is_day_first(values: list[str]) -> bool:
    """Tell whether dates with slashes begin with the day: so unless a second part passes 12."""
    parts = [match for value in values if (match := DAY_FIRST.match(value))]
    return not any(int(part[2]) > 12 for part in parts)


def _month(value: str, *, day_first: bool) -> int | None:
    """Return years * 12 + month - 1 of a date, or None."""
    if match := ISO.match(value):
        year, month = int(match[1]), int(match[2])
    elif match := DAY_FIRST.match(value):
        year, month = int(match[3]), int(match[2] if day_first else match[1])
    elif match := QUARTER.match(value):
        year, month = int(match[1]), 3 * int(match[2]) - 2
    else:
        return None
    return year * 12 + month - 1 if 1 <= month <= 12 else None


def _dated(raw: npt.NDArray[np.int32], months: list[int | None], *, finest: int = 1) -> Periods:
    number = np.array([-1 if month is None else month for month in months] + [-1])[raw]
    known = number >= 0
    first, last, total = int(number[known].min()), int(number[known].max()), int(known.sum())
    spans = {size: last // size - first // size + 1 for size in (1, 3, 12) if size >= finest}
    fine = [
        size
        for size, count in spans.items()
        if count <= MOST_PERIODS and (size == finest == 3 or total >= LEAST_PER_PERIOD * count)
    ]
    size = min([*fine, 12])
    word = {1: "months", 3: "quarters", 12: "years"}[size]
    used = np.unique(number[known] // size)
    codes = np.where(known, np.searchsorted(used, number // size), -1).astype(np.int32)
    season = (used % (12 // size)).astype(np.int32)
    labels = tuple(_name(int(value), size) for value in used)
    unknown = int((~known).sum())
    note = f"dates are read as {word}" + (f"; {unknown} rows without a date" if unknown else "")
    return Periods(codes, labels, season, 12 // size, note)


def _name(value: int, size: int) -> str:
    if size == 1:
        return f"{value // 12}-{value % 12 + 1:02d}"
    return f"{value // 4}-Q{value % 4 + 1}" if size == 3 else str(value)


def _labelled(raw: npt.NDArray[np.int32], values: list[str]) -> Periods:
    plain = [match[1] if (match := YEAR.match(value)) else value for value in values]
    labels = tuple(sorted({value for value in plain if not is_missing(value)}))
    if len(labels) > _MOST_LABELS:
        labels = ()
    place = {value: at for at, value in enumerate(labels)}
    table = np.array([place.get(value, -1) for value in plain] + [-1], dtype=np.int32)
    codes = table[raw]
    unknown = int((codes < 0).sum())
    note = f"{len(labels)} periods as the file names them"
    note += f"; {unknown} rows without one" if unknown else ""
    return Periods(codes, labels, np.zeros(len(labels), np.int32), 1, note)
