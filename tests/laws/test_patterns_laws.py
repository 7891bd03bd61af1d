"""Laws of the pattern search and of count tables, whatever the records."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.trends.defects_counts import parse_count
from firstlight.trends.defects_text import is_broken, mended
from firstlight.trends.patterns import find_patterns
from firstlight.trends.patterns_rates import interval, strength

CELLS = st.sampled_from(
    ["a", "b", "c", "", "unknown", "a & b:c", "1.0", "2018-01-01", "\u0301", None]
)
ROWS = st.lists(
    st.tuples(st.sampled_from(["2018", "2019", "2020", "", "x"]), CELLS, CELLS), max_size=60
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(ROWS)
def test_any_table_is_searched_and_figures_are_its_own(rows: list[tuple[str, str, str]]) -> None:
    names = ("year", "one", "two")
    columns = {
        name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)
    }
    result = find_patterns(pa.table(columns), time="year", permutations=3)
    assert len(result.null.discoveries) == result.null.permutations
    for one in result.patterns:
        assert len(result.rows(one)) == one.count <= one.records
        assert 0 <= one.q_value <= 0.05
        assert one.low <= one.rate_ratio <= one.high


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(1, 500), st.integers(0, 500), st.floats(0.05, 5), st.floats(1, 20))
def test_intervals_hold_the_ratio_and_widen_with_dispersion(
    count: int, others: int, ratio: float, dispersed: float
) -> None:
    low, high = interval(count, others, ratio, 1.0)
    assert low <= count / max(others * ratio, 1e-9)
    assert high >= count / max(others * ratio, 1e-9) or others == 0
    wide = interval(count, others, ratio, dispersed)
    assert wide[0] <= low + 1e-9
    assert wide[1] >= high - 1e-9


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(5, 400), st.integers(0, 400), st.floats(0.05, 0.9))
def test_strength_rises_with_the_count(count: int, others: int, share: float) -> None:
    totals = np.array([count + others, count + 1 + others], dtype=float)
    found = strength(np.array([count, count + 1.0]), totals, np.array([share, share]))
    assert found[1] >= found[0] - 1e-9
    assert (found >= 0).all()


@given(st.text(max_size=12))
def test_any_cell_is_a_count_or_none(text: str) -> None:
    found = parse_count(text)
    assert found.low <= found.high or np.isnan(found.low)


@given(st.integers(0, 10**9))
def test_a_count_reads_the_same_with_separators(number: int) -> None:
    assert parse_count(f"{number:,}").low == parse_count(str(number)).low == number


@given(st.sets(st.text(min_size=1, max_size=8), max_size=6))
def test_whole_labels_stay_and_mended_ones_are_whole(labels: set[str]) -> None:
    found = mended(labels)
    assert set(found) == {label for label in labels if is_broken(label)}
    assert all(better is None or not is_broken(better) for better in found.values())
