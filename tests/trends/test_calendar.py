import numpy as np
import pyarrow as pa
import pytest

from firstlight.trends.calendar import NEVER, calendar, places, read_days
from firstlight.trends.patterns_periods import periods


def column(*cells: str | None) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, pa.string())])


def test_empty_months_are_periods_too() -> None:
    days = read_days(column("2020-01-31", None, "2020-04-30", "2020-01-02"))
    assert days is not None
    made = calendar(days, fewest=0.5, periods=2)
    assert made is not None
    assert made.labels == ("2020-01", "2020-02", "2020-03", "2020-04")
    assert made.codes.tolist() == [0, -1, 3, 0]
    assert made.over


@pytest.mark.parametrize(("last", "over"), [("2021-12-20", False), ("2021-12-29", True)])
def test_a_month_is_over_when_its_last_days_are_seen(last: str, over: bool) -> None:
    days = read_days(column("2021-01-05", last))
    assert days is not None
    made = calendar(days, fewest=0.1, periods=8)
    assert made is not None
    assert made.over is over


def test_weeks_are_iso_weeks_across_the_year() -> None:
    days = read_days(column("2020-12-30", "2021-01-03", "2021-01-04"))
    assert days is not None
    made = calendar(days, fewest=1, finest="week", periods=2)
    assert made is not None
    assert made.labels == ("2020-W53", "2021-W01")
    assert made.codes.tolist() == [0, 0, 1]
    other = read_days(column("2021-01-11", None, "2020-12-27"))
    assert other is not None
    assert places(other, made).tolist() == [2, NEVER, -1]


def test_years_stay_years_and_too_few_periods_are_no_calendar() -> None:
    days = read_days(column(*(str(year) for year in range(2000, 2012)), "unknown"))
    assert days is not None
    made = calendar(days, fewest=1)
    assert made is not None
    assert (made.unit, len(made.labels), made.over) == ("year", 12, True)
    assert calendar(days, fewest=1, periods=13) is None
    assert read_days(column("farm", "home")) is None


def test_as_coarse_as_the_counts_ask() -> None:
    dates = np.arange("2010-01-01", "2020-01-01", dtype="datetime64[D]").astype(str)
    days = read_days(column(*dates[::10].tolist()))
    assert days is not None
    units = [calendar(days, fewest=n, finest="week").unit for n in (0.5, 2, 9, 30)]  # type: ignore[union-attr]
    assert units == ["week", "month", "quarter", "year"]


def test_a_slip_of_the_pen_stretches_no_calendar() -> None:
    days = read_days(column(*[f"2020-0{month}-11" for month in range(1, 10)] * 3, "2202-01-01"))
    assert days is not None
    made = calendar(days, fewest=1)
    assert made is not None
    assert made.labels[-1] == "2020-09"
    assert made.codes[-1] == -1


def test_quarters_are_periods_in_the_order_of_time() -> None:
    cells = column("2021-Q4", "2021-Q1", None, "2022-Q1")
    days = read_days(cells)
    assert days is not None
    assert days.finest == "quarter"
    assert periods(cells).labels == ("2021-Q1", "2021-Q4", "2022-Q1")
