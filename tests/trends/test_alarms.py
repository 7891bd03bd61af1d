import numpy as np
import pytest
from scipy.stats import nbinom

from firstlight.model.errors import InputError
from firstlight.trends.alarms import outbreak_alarms
from firstlight.trends.alarms_ears import ears
from firstlight.trends.alarms_regression import expect


def weeks(dice, mean, dispersion, years=6):
    """Return a simulated stationary series with season and past outbreaks, and its means."""
    at = np.arange(years * 52)
    means = mean * np.exp(0.4 * np.sin(2 * np.pi * at / 52))
    counts = dice.negative_binomial(means / (dispersion - 1), 1 / dispersion)
    for start in dice.integers(52, (years - 1) * 52, 2):
        counts[start : start + 4] += dice.poisson(3 * np.sqrt(dispersion * mean), 4)
    return counts, means


@pytest.mark.parametrize(("mean", "dispersion"), [(3, 1.05), (10, 2.0), (40, 4.0)])
def test_false_alarms_stay_near_the_rate_asked_and_outbreaks_are_seen(mean, dispersion):
    dice = np.random.default_rng(mean)
    false, hits = [], []
    for _ in range(25):
        counts, means = weeks(dice, mean, dispersion)
        false += [one.raised for one in outbreak_alarms(counts, last=8, alpha=0.02)]
        counts[-1] += dice.poisson(6 * np.sqrt(dispersion * means[-1]))
        hits.append(outbreak_alarms(counts, alpha=0.02)[0].raised)
    assert np.mean(false) <= 0.02 + 2.4 * np.sqrt(0.02 * 0.98 / 200)
    assert np.mean(hits) >= 0.85


def test_late_reports_lower_the_limit_and_do_not_alarm():
    dice = np.random.default_rng(1)
    counts, _ = weeks(dice, 30, 2.0)
    counts[-1] *= 2
    counts[-1] = counts[-1] * 0.4
    blind = outbreak_alarms(counts)[0]
    told = outbreak_alarms(counts, completeness=[0.4])[0]
    assert told.limit < blind.limit
    assert told.expected == pytest.approx(0.4 * blind.expected)
    assert told.p_value < blind.p_value
    assert outbreak_alarms(counts, completeness=[0.0])[0].method == "none"


def test_thinning_keeps_the_share_of_false_alarms():
    dice = np.random.default_rng(6)
    false = []
    for _ in range(60):
        counts, _ = weeks(dice, 20, 2.0)
        counts[-1] = dice.binomial(counts[-1], 0.5)
        false.append(outbreak_alarms(counts, alpha=0.05, completeness=[0.5])[0].raised)
    assert np.mean(false) <= 0.05 + 2.4 * np.sqrt(0.05 * 0.95 / 60)


def test_the_limit_is_the_quantile_of_the_p_value():
    counts, _ = weeks(np.random.default_rng(4), 10, 2.0)
    alarm = outbreak_alarms(counts, alpha=0.01)[0]
    assert alarm.method == "farrington"
    for count, above in ((alarm.limit, False), (alarm.limit + 1, True)):
        counts[-1] = count
        assert (outbreak_alarms(counts, alpha=0.01)[0].p_value < 0.01) is above


def test_short_series_use_ears_and_very_short_ones_nothing():
    calm = [5, 6, 4, 5, 7, 5, 6, 5, 6, 5]
    assert outbreak_alarms([*calm, 6])[0].method == "ears"
    assert not outbreak_alarms([*calm, 6])[0].raised
    assert outbreak_alarms([*calm, 30])[0].raised
    assert outbreak_alarms([1, 2, 30])[0].method == "none"
    found = ears(np.array([*calm, 30.0]), 10, alpha=0.01)
    past = np.array(calm[1:8])
    spread = np.sqrt(max(past.var(ddof=1), past.mean()) * (1 + 1 / 7))
    assert found.c2 == pytest.approx((30 - past.mean()) / spread)


def test_past_outbreaks_are_weighed_down():
    dice = np.random.default_rng(2)
    counts = dice.poisson(10, 150).astype(float)
    counts[::15] = 60
    found = expect(counts, np.ones((150, 1)), np.ones(1))
    assert found.mean < counts.mean() - 1.5
    clean = expect(dice.poisson(10, 150).astype(float), np.ones((150, 1)), np.ones(1))
    assert clean.mean == pytest.approx(10, abs=1)
    assert clean.dispersion < 1.4


def test_few_cases_never_alarm():
    series = np.zeros(250)
    series[-1] = 3
    assert not outbreak_alarms(series)[0].raised
    assert nbinom.sf(2, 1, 0.99) < 0.01
    with pytest.raises(InputError, match="zero or more"):
        outbreak_alarms([1, -1])
    with pytest.raises(InputError, match="one share"):
        outbreak_alarms(series, completeness=[0.5, 0.5])
