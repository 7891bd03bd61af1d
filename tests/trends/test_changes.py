import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.model.errors import InputError
from firstlight.trends.changes import find_changes
from firstlight.trends.changes_consensus import consensus, covering
from firstlight.trends.changes_costs import misfits
from firstlight.trends.changes_scale import straighten
from firstlight.trends.changes_season import find_season


def memory(dice, size, share):
    noise = dice.standard_normal(size)
    values = np.empty(size)
    values[0] = noise[0] / np.sqrt(1 - share**2)
    for at in range(1, size):
        values[at] = share * values[at - 1] + noise[at]
    return values


QUIET = {
    "white noise": lambda dice, n: dice.standard_normal(n),
    "heavy tails": lambda dice, n: dice.standard_t(4, n),
    "memory": lambda dice, n: memory(dice, n, 0.6),
    "trend": lambda dice, n: 6 * np.arange(n) / n + dice.standard_normal(n),
    "skewed": lambda dice, n: dice.lognormal(0, 1, n),
    "counts": lambda dice, n: dice.negative_binomial(3, 1 / 3, n),
    "season": lambda dice, n: 3 * np.sin(np.pi * np.arange(n) / 6) + dice.standard_normal(n),
}


def test_series_without_change_rarely_show_one():
    dice = np.random.default_rng(11)
    alarms = [
        len(find_changes(make(dice, size)).changes) > 0
        for make in QUIET.values()
        for size in (24, 60, 100)
        for _ in range(5)
    ]
    assert np.mean(alarms) <= 0.06


@pytest.mark.parametrize("size", [40, 80, 160])
def test_a_large_shift_is_found_where_it_happened(size):
    dice = np.random.default_rng(size)
    for _ in range(4):
        values = memory(dice, size, 0.3)
        at = int(dice.integers(size // 3, 2 * size // 3))
        values[at:] += 6
        found = find_changes(values)
        assert any(abs(change.at - at) <= 2 for change in found.changes)
        nearest = min(found.changes, key=lambda change: abs(change.at - at))
        assert nearest.after > nearest.before
        assert 0 < nearest.support <= 1


def test_a_shift_under_a_strong_season_is_found():
    dice = np.random.default_rng(4)
    values = 8 * np.sin(2 * np.pi * np.arange(144) / 12) + dice.standard_normal(144)
    values[70:] += 5
    found = find_changes(values)
    assert found.period == 12
    assert [abs(change.at - 70) <= 2 for change in found.changes] == [True]


@pytest.mark.parametrize("height", [1, 5, 0.01, 1e6])
def test_a_step_without_noise_is_a_change(height):
    found = find_changes([0.0] * 30 + [height] * 30)
    assert [change.at for change in found.changes] == [30]
    assert found.changes[0].before == 0
    assert found.changes[0].after == pytest.approx(height)


def test_rare_single_events_are_no_change():
    for events in ([30], [12, 47], [5, 25, 50]):
        values = np.zeros(60)
        values[events] = 1
        assert find_changes(values).changes == ()


def test_a_straight_line_is_no_change():
    for unit in (1.0, 1e-300, 1e90):
        assert find_changes(unit * np.arange(1.0, 41.0)).changes == ()


def test_a_long_series_is_searched_coarsely_but_honestly():
    dice = np.random.default_rng(2)
    values = dice.standard_normal(3100)
    values[1550:] += 3
    found = find_changes(values, period=0)
    assert found.step == 4
    assert [abs(change.at - 1550) <= 2 * found.step for change in found.changes] == [True]


def test_gaps_are_counted_and_short_or_constant_series_say_nothing():
    assert find_changes([1.0, np.nan, 3.0]).changes == ()
    assert find_changes(np.ones(50)).changes == ()
    assert find_changes([np.nan] * 20).points == 0
    gappy = np.concatenate([np.zeros(30), np.full(30, 9.0)]) + np.tile([0.0, 0.5, 0.2], 20)
    gappy[[3, 40]] = np.nan
    found = find_changes(gappy)
    assert found.missing == 2
    assert [change.at for change in found.changes] == [30]
    with pytest.raises(InputError, match="finite"):
        find_changes([[1.0, 2.0]])


def test_misfits_equal_plain_regressions():
    dice = np.random.default_rng(0)
    values = dice.standard_normal(40)
    level, lagged, line = misfits(values)
    part = values[7:29]
    assert level.squares[7, 29] == pytest.approx(((part - part.mean()) ** 2).sum(), rel=1e-6)
    before = values[6:28]
    for model, columns in ((lagged, [before]), (line, [before, np.arange(22)])):
        known = np.column_stack([np.ones(22), *columns])
        left = part - known @ np.linalg.lstsq(known, part, rcond=None)[0]
        assert model.squares[7, 29] == pytest.approx((left**2).sum(), rel=1e-5)


def test_a_season_must_be_of_calendar_length_and_strong():
    dice = np.random.default_rng(1)
    noise = dice.standard_normal(200)
    assert find_season(noise).period == 0
    wave = 5 * np.sin(2 * np.pi * np.arange(200) / 7)
    assert find_season(wave + noise).period == 7
    assert find_season(wave + noise, period=0).period == 0


def test_logarithms_are_taken_of_skewed_noise_only():
    dice = np.random.default_rng(3)
    skewed, even = dice.lognormal(2, 1, 200), 50 + dice.standard_normal(200)
    assert np.allclose(straighten(skewed), np.log(skewed))
    assert straighten(even) is even


DIVISIONS = st.lists(
    st.lists(st.integers(1, 39), max_size=4, unique=True).map(lambda at: tuple(sorted(at))),
    min_size=1,
    max_size=6,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(DIVISIONS)
def test_the_consensus_is_covered_no_worse_than_any_vote(divisions):
    chosen = consensus(divisions, 40)
    votes = [*divisions, ()]

    def worth(division):
        return sum(covering(vote, division, 40) for vote in votes)

    assert all(worth(chosen) >= worth(other) - 1e-6 for other in votes)
    assert covering(chosen, chosen, 40) == pytest.approx(1)
