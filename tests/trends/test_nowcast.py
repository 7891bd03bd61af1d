import numpy as np
import pytest

from firstlight.model.errors import InputError
from firstlight.trends.nowcast import nowcast

SHARES = np.array([0.3, 0.25, 0.2, 0.15, 0.1])


def world(dice, periods=40, mean=25):
    """Return simulated true counts and their reporting triangle, the future included."""
    level = mean * np.exp(np.cumsum(dice.normal(0, 0.1, periods)))
    true = dice.negative_binomial(6, 6 / (6 + level))
    return true, np.array([dice.multinomial(count, SHARES) for count in true])


def test_intervals_hold_the_truth_as_often_as_they_say():
    dice = np.random.default_rng(5)
    held, expected, happened = [], 0.0, 0
    for seed in range(40):
        true, triangle = world(dice)
        for one in nowcast(triangle, level=0.9, draws=400, seed=seed).periods:
            held.append(one.low <= true[one.at] <= one.high)
            expected += one.expected
            happened += true[one.at]
    assert np.mean(held) >= 0.85
    assert expected == pytest.approx(happened, rel=0.05)


def test_delays_are_learned_and_the_future_is_not_read():
    true, triangle = world(np.random.default_rng(1), periods=300)
    found = nowcast(triangle)
    assert found.delays == pytest.approx(np.cumsum(SHARES), abs=0.02)
    future = np.add.outer(np.arange(300), np.arange(5)) >= 300
    blind = np.where(future, np.nan, triangle)
    assert nowcast(blind) == found
    assert [one.at for one in found.periods] == [296, 297, 298, 299]
    assert all(one.reported <= one.expected for one in found.periods)
    assert [one.completeness for one in found.periods] == sorted(
        (one.completeness for one in found.periods), reverse=True
    )
    assert true[295] == triangle[295].sum()


def test_a_window_follows_a_change_in_reporting():
    dice = np.random.default_rng(2)
    slow = SHARES[::-1]
    triangle = np.array([dice.multinomial(60, SHARES if t < 80 else slow) for t in range(120)])
    assert nowcast(triangle, window=20).delays[0] == pytest.approx(slow[0], abs=0.05)
    assert nowcast(triangle).delays[0] > slow[0] + 0.05


def test_impossible_triangles_are_refused():
    with pytest.raises(InputError, match="more periods"):
        nowcast(np.ones((3, 4)))
    bad = np.ones((10, 3))
    bad[2, 1] = np.nan
    with pytest.raises(InputError, match="missing"):
        nowcast(bad)
    assert nowcast(np.zeros((10, 3))).periods[-1].reported == 0
