"""Threat 28: times keep their instant, and an offset is told only where one was written."""

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.ingest.times import order_of, read_time

NOON = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "instant", "offset"),
    [
        ("2026-03-01T13:00:00+03:00", NOON, 180),
        ("2026-03-01T04:30:00-05:30", NOON, -330),
        ("2026-03-01T10:00:00Z", NOON, None),
        ("2026-03-01T10:00:00-00:00", NOON, None),
        ("2026-03-01T10:00:00+00:00", NOON, 0),
        ("2026-03-01 10:00", NOON, None),
        ("2026-03-01 13:00:00 +0300", NOON, 180),
        ("2026/03/01 10:00:00 UTC", NOON, None),
        ("20260301T100000", NOON, None),
        ("2026-03-01", MIDNIGHT, None),
        ("2026-3-1", MIDNIGHT, None),
        ("Sun, 01 Mar 2026 11:00:00 +0100", NOON, 60),
        ("Sun Mar 01 10:00:00 +0000 2026", NOON, 0),
        ("1 March 2026 10:00", NOON, None),
        ("March 1st, 2026", MIDNIGHT, None),
        ("1 de marzo de 2026", MIDNIGHT, None),
        ("1 марта 2026", MIDNIGHT, None),
        ("2026年3月1日", MIDNIGHT, None),
        ("٢٠٢٦-٠٣-٠١", MIDNIGHT, None),
        (NOON.timestamp(), NOON, None),
        (int(NOON.timestamp()) * 1000, NOON, None),
        (str(int(NOON.timestamp()) * 10**6), NOON, None),
        (NOON, NOON, None),
        (date(2026, 3, 1), MIDNIGHT, None),
    ],
)
def test_times_as_they_are_written(written, instant, offset):
    assert read_time(written) == (instant, offset)


@pytest.mark.parametrize(
    "written",
    ["yesterday", "03/04/2026", "2026-13-01", "31/02/2026", "", "0", 5, True, -1, 1e300, "9" * 500,
     float("inf"), float("nan"), "9999-12-31T23:59:59-14:00", "0001-01-01", [], {}, b"2026", "１"],
)  # fmt: skip
def test_what_is_no_time_or_could_be_two_is_none(written):
    assert read_time(written) is None


def test_a_column_shows_which_of_day_and_month_comes_first():
    assert order_of(["03/04/2026", "25/04/2026"]) == "day first"
    assert order_of(["03/04/2026", "04/25/2026"]) == "month first"
    assert order_of(["03/04/2026"]) == "unknown"
    assert order_of(["25/04/2026", "04/25/2026"]) == "unknown"
    assert read_time("03.04.2026 14:05")[0].isoformat()[:16] == "2026-04-03T14:05"
    assert read_time("03.04.2026", "month first")[0].isoformat()[:10] == "2026-03-04"
    assert read_time("03/04/2026", "day first") == (datetime(2026, 4, 3, tzinfo=UTC), None)
    assert read_time("03/04/2026 5:30 pm", "month first")[0].isoformat()[:16] == "2026-03-04T17:30"


MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 30))  # noqa: DTZ001
OFFSETS = st.integers(-14 * 60, 14 * 60)


@given(MOMENTS, OFFSETS, st.sampled_from(["T", " "]))
def test_the_instant_of_a_written_time_is_kept_with_its_offset(moment, minutes, between):
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found = read_time(aware.isoformat(between))
    assert found == (aware.astimezone(UTC), minutes)
    assert found[0].utcoffset() == timedelta(0)
    mailed = aware.replace(microsecond=0)
    assert read_time(format_datetime(mailed)) == (mailed.astimezone(UTC), minutes)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.none()))
def test_no_value_crashes(value):
    found = read_time(value)
    assert found is None or found[0].tzinfo is UTC
