"""Regular periods of a column of dates: every week, month, quarter or year, empty ones as well.

Patterns compare periods that hold records; series for change points, alarms and nowcasts need the
empty ones too, and must know whether the newest period is over.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.trends.patterns_periods import DAY_FIRST, ISO, QUARTER, YEAR, is_day_first
from firstlight.trends.patterns_values import is_missing

Unit = Literal["week", "month", "quarter", "year"]
Longs = npt.NDArray[np.int64]
PER_YEAR: dict[Unit, int] = {"week": 52, "month": 12, "quarter": 4, "year": 1}
_UNITS: tuple[Unit, ...] = ("week", "month", "quarter", "year")
_OVER = 0.1
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
NEVER = -1_000_000
_EPOCH = date(1970, 1, 1).toordinal()
_MONDAY = 3
"""Days from the epoch, a Thursday, back to its Monday."""


class Days(NamedTuple):
    """Days since 1970 per row (NEVER: no date); `finest` is the finest unit that the cells tell."""

    days: Longs
    finest: Unit


class Calendar(NamedTuple):
    """`codes[row]` indexes the rising, unbroken `labels`; -1 is no date.

    `over` tells whether the newest period has come to its end, as far as the dates show.
    """

    codes: Longs
    labels: tuple[str, ...]
    unit: Unit
    over: bool

    @property
    def per_year(self) -> int:
        """Return how many periods a year has."""
        return PER_YEAR[self.unit]


def read_days(column: pa.ChunkedArray) -> Days | None:
    """Return the days of a column of dates, months or years; None if most cells are none."""
    text = column if pa.types.is_string(column.type) else pc.cast(column, pa.string())
    coded = text.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    values = [value.strip() for value in coded.dictionary.to_pylist()]
    day_first = is_day_first(values)
    read = [_day(value, day_first=day_first) for value in values]
    given = [at for at, value in enumerate(values) if not is_missing(value)]
    known = [one for one in read if one is not None]
    if not known or len(known) < 0.9 * len(given):
        return None
    finest = max((unit for _, unit in known), key=_UNITS.index)
    table = np.array([one[0] if one else NEVER for one in read] + [NEVER], np.int64)
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Days(table[codes], finest)


def _day(value: str, *, day_first: bool) -> tuple[int, Unit] | None:
    """Return the first day that a cell tells, and how fine it is."""
    if match := ISO.match(value):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        unit: Unit = "week" if match[3] else "month"
    elif match := DAY_FIRST.match(value):
        one, other, year = int(match[1]), int(match[2]), int(match[3])
        day, month, unit = (one, other, "week") if day_first else (other, one, "week")
    elif match := YEAR.match(value):
        return _number(int(match[1]), 1, 1, "year")
    elif match := QUARTER.match(value):
        return _number(int(match[1]), 3 * int(match[2]) - 2, 1, "quarter")
    else:
        return None
    return _number(year, month, day, unit)


def _number(year: int, month: int, day: int, unit: Unit) -> tuple[int, Unit] | None:
    """Return the day since 1970; a year that nobody means (a slip of the pen) is no date."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).toordinal() - _EPOCH, unit
    except ValueError:
        return None


def calendar(
    known: Days,
    *,
    fewest: float,
    finest: Unit = "month",
    periods: int = 8,
    until: int | None = None,
) -> Calendar | None:
    """Return the finest regular periods that hold `fewest` records each on average.

    None where no unit gives at least `periods` of them. `until` is the last day (since 1970) that
    the periods must reach; by default the newest date.
    """
    held = known.days[known.days > NEVER]
    if not len(held):
        return None
    last = max(int(held.max()), until if until is not None else NEVER)
    start = max(_UNITS.index(known.finest), _UNITS.index(finest))
    for unit in _UNITS[start:]:
        first, end = _places(np.array([held.min(), last]), unit).tolist()
        count = end - first + 1
        if count >= periods and len(held) >= fewest * count:
            return _made(known, unit, (first, end), last)
    return None


def _made(known: Days, unit: Unit, ends: tuple[int, int], last: int) -> Calendar:
    dated = known.days > NEVER
    codes = np.where(dated, _places(np.where(dated, known.days, 0), unit) - ends[0], -1)
    labels = tuple(_label(place, unit) for place in range(ends[0], ends[1] + 1))
    begins, next_begins = _begins(ends[1], unit), _begins(ends[1] + 1, unit)
    told = _UNITS.index(known.finest) >= _UNITS.index(unit)
    over = told or next_begins - 1 - last <= max(1.0, _OVER * (next_begins - begins))
    return Calendar(codes, labels, unit, over)


def places(known: Days, like: Calendar) -> Longs:
    """Return the period of each row of other dates, counted from the first of `like`."""
    first = _first(like)
    dated = known.days > NEVER
    return np.where(dated, _places(np.where(dated, known.days, 0), like.unit) - first, NEVER)


def _first(like: Calendar) -> int:
    label = like.labels[0]
    if like.unit == "week":
        day = datetime.strptime(f"{label}-1", "%G-W%V-%u").replace(tzinfo=UTC).date()
        return (day.toordinal() - _EPOCH + _MONDAY) // 7
    if like.unit == "year":
        return int(label)
    size = 12 if like.unit == "month" else 4
    year, part = label.replace("Q", "").split("-")
    return int(year) * size + int(part) - 1


def _places(days: Longs, unit: Unit) -> Longs:
    """Return the running number of the week, month, quarter or year of each day."""
    if unit == "week":
        return np.asarray((days + _MONDAY) // 7, np.int64)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.asarray(months // {"month": 1, "quarter": 3, "year": 12}[unit], np.int64)


def _begins(place: int, unit: Unit) -> int:
    """Return the first day of a period."""
    if unit == "week":
        return place * 7 - _MONDAY
    months = place * {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(months // 12, months % 12 + 1, 1).toordinal() - _EPOCH


def _label(place: int, unit: Unit) -> str:
    if unit == "week":
        return (date(1970, 1, 1) + timedelta(days=_begins(place, unit))).strftime("%G-W%V")
    if unit == "month":
        return f"{place // 12}-{place % 12 + 1:02d}"
    return f"{place // 4}-Q{place % 4 + 1}" if unit == "quarter" else str(place)
