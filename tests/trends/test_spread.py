from math import comb

import numpy as np
import pytest

from firstlight.trends.corpus import Panel
from firstlight.trends.spread import SpreadTest, q_values


def full_panel(sources: int, periods: int) -> Panel:
    names = tuple(map(str, range(sources)))
    return Panel(names, tuple(map(str, range(periods))), np.ones((sources, periods), np.bool_))


def test_three_new_takers_of_ten_in_the_last_of_two_periods() -> None:
    test = SpreadTest(full_panel(10, 2))
    unit = np.array([0, 1, 2]) * 2 + 1
    p, fresh, takers = test.p_values(np.zeros(3, np.int64), unit, 1)
    assert (fresh[0], takers[0]) == (3, 3)
    assert p[0] == pytest.approx(comb(10, 3) / comb(20, 3))


def test_a_taker_is_no_longer_at_risk() -> None:
    test = SpreadTest(full_panel(10, 2))
    unit = np.array([0, 1, 2 * 2 + 1])  # source 0 in both periods, source 2 in the last
    p, fresh, takers = test.p_values(np.zeros(3, np.int64), unit, 1)
    assert (fresh[0], takers[0]) == (1, 2)
    at_risk, late = 19, 9
    assert p[0] == pytest.approx(1 - comb(at_risk - late, 2) / comb(at_risk, 2))


def test_saying_it_again_changes_nothing() -> None:
    test = SpreadTest(full_panel(6, 3))
    unit = np.array([2, 5, 8, 10])
    once = test.p_values(np.zeros(4, np.int64), unit, 1)
    often = test.p_values(np.zeros(12, np.int64), np.tile(unit, 3), 1)
    assert [part.tolist() for part in once] == [part.tolist() for part in often]


def test_p_values_are_valid_where_time_means_nothing() -> None:
    dice = np.random.default_rng(7)
    small = 0
    for _ in range(400):
        has = dice.random((30, 5)) < 0.12
        test = SpreadTest(full_panel(30, 5))
        unit = np.flatnonzero(has.ravel())
        p, _, _ = test.p_values(np.zeros(len(unit), np.int64), unit, 1)
        small += p[0] <= 0.05
    assert small <= 34  # 20 expected; more than 34 has a chance of 1 in 1000


def test_adjusted_values_follow_benjamini_and_hochberg() -> None:
    q = q_values(np.array([0.01, 0.04, 0.03, 0.5]))
    assert q.tolist() == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert q_values(np.array([0.01]), tests=100).tolist() == [1.0]
    assert q_values(np.zeros(0)).tolist() == []
