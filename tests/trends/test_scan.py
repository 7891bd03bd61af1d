import numpy as np
import pytest

from firstlight.model.errors import InputError
from firstlight.trends.scan import scan_clusters
from firstlight.trends.scan_score import drawer, prepare, ratios
from firstlight.trends.scan_zones import nearest_places, sums, windows

PLACES, PERIODS = 40, 10
STATISTICS = ("poisson", "expectation", "permutation")


@pytest.fixture(scope="module")
def scene():
    dice = np.random.default_rng(8)
    near = nearest_places(dice.uniform(40, 50, PLACES), dice.uniform(0, 15, PLACES))
    return near, dice.gamma(4, 0.5, (PLACES, 1)) * np.ones((PLACES, PERIODS))


@pytest.mark.parametrize("statistic", STATISTICS)
def test_a_planted_cluster_is_found(scene, statistic):
    near, expected = scene
    dice = np.random.default_rng(3)
    planted = set(near[5, :6].tolist())
    counts = dice.poisson(expected)
    counts[near[5, :6], -3:] = dice.poisson(3 * expected[near[5, :6], -3:])
    found = scan_clusters(counts, near, expected=expected, statistic=statistic, replicas=199)
    best = found.clusters[0]
    assert best.p_value == pytest.approx(1 / 200)
    assert len(planted & set(best.places)) >= 4
    assert best.end == PERIODS - 1
    assert best.start >= PERIODS - 4
    assert best.cases == counts[list(best.places), best.start :].sum()
    assert best.ratio > 1.5


@pytest.mark.parametrize("statistic", STATISTICS)
def test_p_values_are_honest_when_nothing_happens(scene, statistic):
    near, expected = scene
    dice = np.random.default_rng(17)
    values = []
    for seed in range(60):
        counts = dice.poisson(expected)
        found = scan_clusters(
            counts, near, expected=expected, statistic=statistic, replicas=49, seed=seed, longest=3
        )
        values.append(found.clusters[0].p_value if found.clusters else 1.0)
    assert np.mean(np.array(values) <= 0.1) <= 0.1 + 2.4 * np.sqrt(0.1 * 0.9 / 60)
    assert 0.3 <= np.mean(values) <= 0.7


def test_ratios_are_the_published_formulas():
    expected, counts, total = np.array([4.0, 9.0, 3.0]), np.array([9, 9, 1]), 50
    score = prepare("poisson", expected, total, share=0.5, largest=total)
    c, e = 9, 4.0
    kulldorff = c * np.log(c / e) + (total - c) * np.log((total - c) / (total - e))
    assert ratios(score, counts) == pytest.approx([kulldorff, 0, 0])
    neill = prepare("expectation", expected, total, share=0.5, largest=total)
    assert ratios(neill, counts)[0] == pytest.approx(c * np.log(c / e) + e - c)


def test_replicas_keep_what_each_statistic_holds_fixed(scene):
    _, expected = scene
    counts = np.random.default_rng(1).poisson(expected)
    dice = np.random.default_rng(2)
    assert drawer("poisson", counts, expected)(dice).sum() == counts.sum()
    exchanged = drawer("permutation", counts, expected)(dice)
    assert (exchanged.sum(axis=0) == counts.sum(axis=0)).all()
    assert (exchanged.sum(axis=1) == counts.sum(axis=1)).all()
    assert (exchanged != counts).any()


def test_zones_grow_outward_and_windows_reach_back():
    table = np.arange(12).reshape(3, 4)
    near = nearest_places([0, 0, 0], [0, 1, 5], most=3)
    assert near.tolist() == [[0, 1, 2], [1, 0, 2], [2, 1, 0]]
    alive = windows(4, longest=2, ongoing=True)
    assert list(zip(alive.starts, alive.ends, strict=True)) == [(2, 4), (3, 4)]
    assert sums(table, alive, near)[0].tolist() == [[5, 18, 39], [13, 18, 39], [21, 34, 39]]
    assert len(windows(4, longest=4, ongoing=False).starts) == 10


def test_clusters_do_not_share_place_and_period(scene):
    near, expected = scene
    counts = np.random.default_rng(5).poisson(expected)
    found = scan_clusters(counts, near, expected=expected, ongoing=False, replicas=19).clusters
    cells = [(p, t) for one in found for p in one.places for t in range(one.start, one.end + 1)]
    assert len(cells) == len(set(cells))
    assert [one.llr for one in found] == sorted((one.llr for one in found), reverse=True)


def test_bad_tables_are_refused(scene):
    near, expected = scene
    with pytest.raises(InputError, match="no cases"):
        scan_clusters(np.zeros((PLACES, PERIODS)), near)
    with pytest.raises(InputError, match="whole numbers"):
        scan_clusters(expected, near)
    with pytest.raises(InputError, match="none are expected"):
        scan_clusters(np.ones((PLACES, PERIODS)), near, expected=expected * (expected > 2))
