"""The null test: error rates from permutations, with a tail beyond what was seen."""

import numpy as np
import pytest

from firstlight.trends.null import Calibration


def runs(count: int, seed: int) -> tuple[np.ndarray, ...]:
    dice = np.random.default_rng(seed)
    return tuple(np.sort(1 + dice.exponential(1.0, 200))[::-1] for _ in range(count))


def test_expected_counts_fall_with_strength_and_go_on_beyond_the_strongest() -> None:
    known = Calibration(runs(40, 0))
    expected = known.expected(np.array([1.0, 2.0, 4.0, 8.0, 12.0, 30.0]))
    assert (np.diff(expected) < 0).all()
    assert expected[0] == pytest.approx(200)
    assert expected[3] == pytest.approx(200 * np.exp(-7), rel=0.6)
    assert 0 < expected[5] < 1e-6


def test_the_gate_is_passed_by_about_one_run_in_a_hundred() -> None:
    gate = Calibration(runs(100, 1)).gate()
    passed = np.mean([run.max() >= gate for run in runs(3000, 2)])
    assert 0.002 < passed < 0.03


def test_q_values_are_monotone_and_small_only_beyond_the_null() -> None:
    known = Calibration(runs(40, 3))
    strengths = np.concatenate([runs(1, 4)[0], np.full(50, 12.0)])
    q_values = known.q_values(strengths)
    order = np.argsort(strengths)
    assert (np.diff(q_values[order]) <= 1e-12).all()
    assert q_values[-1] < 0.001
    assert q_values[strengths < 3].min() > 0.05


def test_no_permutation_means_that_nothing_passes() -> None:
    known = Calibration(())
    assert known.gate() == float("inf")
    assert known.test(10).discoveries == ()
