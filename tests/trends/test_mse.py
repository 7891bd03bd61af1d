"""Reference figures: Rcapture and SparseMSE outputs published by Lindner et al. (2019, UK lists)
and Binette and Steorts (arXiv:2112.01594), and formulas of textbooks."""

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest

from firstlight.model.errors import InputError
from firstlight.trends.mse import ASSUMPTIONS, estimate_population
from firstlight.trends.mse_choice import NO_PAIRS, by_aic, candidates, hierarchical, stepwise, weigh
from firstlight.trends.mse_existence import is_estimable
from firstlight.trends.mse_intervals import profile
from firstlight.trends.mse_lists import lists_from_table, merge_lists, omit_list, tidy
from firstlight.trends.mse_models import all_pairs, fit
from tests.data import shared


def published(name):
    return lists_from_table(pyarrow.csv.read_csv(shared(f"trends/mse/{name}.csv")))


def simulated(dice, people, chances, pairs=()):
    """Return lists of a closed population; on the second list of a pair, members of the first
    appear with an odds ratio of e."""
    rows = (dice.random((people, len(chances))) < chances).astype(int)
    for first, second in pairs:
        more = chances[second] * 2.5
        rows[:, second] = dice.random(people) < np.where(rows[:, first], more, chances[second])
    seen = rows[rows.sum(axis=1) > 0]
    return tidy(seen, np.ones(len(seen)), names=[f"L{at}" for at in range(len(chances))])


def test_kosovo_as_published_needs_three_lists_that_act_together():
    """Ball et al. (2002, report to the tribunal): 10,356, interval 9,002 to 12,122."""
    lists = published("kosovo")
    found = estimate_population(lists, method="hierarchical", replicas=50)
    assert found.total == pytest.approx(10_356, abs=1)
    assert ("EXH", "ABA", "OSCE") in found.models[0].pairs
    bounds = profile(lists, hierarchical_best(lists), level=0.95)
    assert bounds.low == pytest.approx(9_002, rel=0.002)
    assert bounds.high == pytest.approx(12_122, rel=0.002)
    assert "three lists" in " ".join(found.assumptions)


def hierarchical_best(lists):
    return weigh(lists, hierarchical(lists))[0][0].pairs


def test_three_together_bring_their_pairs_and_need_four_lists():
    lists = published("kosovo")
    for model in hierarchical(lists):
        for term in model:
            if len(term) == 3:
                assert {term[:2], term[1:], (term[0], term[2])} <= model
    assert hierarchical(published("ukdat_5")) == []
    with pytest.raises(InputError):
        estimate_population(published("ukdat_5"), method="hierarchical")


def test_two_lists_give_lincoln_and_petersen():
    lists = tidy([[1, 0], [0, 1], [1, 1]], [30, 50, 10], names=["a", "b"])
    found = fit(lists, NO_PAIRS)
    assert found.dark == pytest.approx(30 * 50 / 10)
    assert lists.observed == 90


def test_the_uk_estimate_of_2014_is_reproduced():
    lists = published("ukdat")
    found = by_aic(lists)
    assert lists.observed == 2744
    assert found.deviance == pytest.approx(22.994, abs=0.001)
    assert found.aic == pytest.approx(162.659, abs=0.001)
    assert found.bic == pytest.approx(245.499, abs=0.001)
    assert lists.observed + found.dark == pytest.approx(11418, abs=0.5)
    bounds = profile(lists, found.pairs, level=0.95)
    assert bounds[:3] == pytest.approx((11408.92, 9982.256, 13181.69), abs=0.02)


def test_five_lists_by_stepwise_choice_and_by_independence():
    lists = published("ukdat_5")
    assert lists.observed + stepwise(lists).dark == pytest.approx(11313.0, abs=0.1)
    bounds = profile(lists, NO_PAIRS, level=0.95)
    assert bounds[:3] == pytest.approx((13437.92, 11985.12, 15165.9), abs=0.05)
    orleans = published("neworl_5")
    assert stepwise(orleans).pairs == NO_PAIRS
    assert orleans.observed + stepwise(orleans).dark == pytest.approx(1034.2, abs=0.1)


def test_the_ranking_of_all_models_of_four_lists():
    lists = published("ukdat_4")
    totals = {
        round(lists.observed + one.dark, 1): (round(one.deviance, 3), round(one.bic, 3))
        for one, _ in weigh(lists, candidates(lists))
    }
    expected = {
        11987.1: (18.371, 142.423), 11015.2: (11.341, 143.188), 10371.1: (21.427, 145.479),
        13052.1: (14.974, 146.821), 11310.6: (30.608, 146.866),
    }  # fmt: skip
    for total, figures in expected.items():
        assert totals[total] == pytest.approx(figures, abs=0.001)


@pytest.mark.parametrize(
    ("pairs", "estimable"),
    [("", True), ("AC", True), ("BC", True), ("AC BC", True),
     ("AB", False), ("AB AC", False), ("AB BC", False), ("AB AC BC", False)],
)  # fmt: skip
def test_existence_and_identifiability_with_one_overlap_only(pairs, estimable):
    """Chan, Silverman and Vincent (2021), section 2: the verdicts for three lists, one overlap."""
    lists = tidy([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]], [15, 12, 9, 4], names="ABC")
    model = frozenset(("ABC".index(pair[0]), "ABC".index(pair[1])) for pair in pairs.split())
    assert is_estimable(lists, model) is estimable


def test_lists_that_share_nobody_leave_the_table_with_their_effect():
    lists = published("ukdat_5")
    apart = [pair for pair in all_pairs(5) if lists.overlap(*pair) == 0]
    assert [(lists.names[a], lists.names[b]) for a, b in apart] == [("LA", "GP")]
    with_pair, without = fit(lists, frozenset(apart)), fit(lists, NO_PAIRS)
    both = lists.histories[:, apart[0][0]] * lists.histories[:, apart[0][1]] == 1
    assert (with_pair.means[both] == 0).all()
    assert (without.means[both] > 0).all()
    assert with_pair.dark != without.dark


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_size_of_a_simulated_population_is_within_the_interval(seed):
    dice = np.random.default_rng(seed)
    lists = simulated(dice, 3000, np.array([0.15, 0.12, 0.1, 0.2]), pairs=[(0, 1)])
    found = estimate_population(lists, replicas=200, seed=seed)
    assert found.low <= 3000 <= found.high
    assert found.low <= found.total <= found.high
    assert found.dark == pytest.approx(found.total - lists.observed)
    assert ("L0", "L1") in found.models[0].pairs
    assert found == estimate_population(lists, replicas=200, seed=seed)


def test_averaging_weighs_models_and_says_so():
    lists = published("ukdat_4")
    found = estimate_population(lists, method="average", replicas=100)
    assert sum(one.weight for one in found.models) == pytest.approx(1)
    assert found.total == pytest.approx(sum(one.weight * one.total for one in found.models))
    assert found.assumptions == ASSUMPTIONS
    single = estimate_population(lists, method="bic", replicas=0)
    assert single.total == pytest.approx(11979.81, abs=0.05)
    assert (single.low, single.high) == pytest.approx((10507.36, 13780.6), abs=0.05)
    assert single.interval == "profile"


def test_merging_and_omitting_lists_keeps_count_of_people():
    six, five, four = published("ukdat"), published("ukdat_5"), published("ukdat_4")
    merged = merge_lists(six, "PF", "NCA", name="PFNCA")
    assert merged.observed == six.observed
    again = merge_lists(five, "PFNCA", "GO", name="x")
    assert again.observed == five.observed
    order = [merged.names.index(name) for name in five.names]
    seen = {tuple(row[order]): count for row, count in zip(merged.histories, merged.counts,
                                                           strict=True)}  # fmt: skip
    assert all(seen[tuple(r)] == c for r, c in zip(five.histories, five.counts, strict=True))
    assert omit_list(five, "GP").observed == four.observed


def test_bad_lists_are_refused_with_their_row():
    with pytest.raises(InputError, match="row 2"):
        tidy([[1, 0], [2, 0], [0, 1]], [3, 1, 2], names="ab")
    with pytest.raises(InputError, match="row 1"):
        tidy([[0, 0], [1, 1]], [3, 1], names="ab")
    with pytest.raises(InputError, match="1 lists hold anybody"):
        tidy([[1, 0]], [3], names="ab")
    with pytest.raises(InputError, match="fewer than two"):
        lists_from_table(pa.table({"a": [1], "count": [3]}))
    with pytest.raises(InputError, match="only 6 people"):
        estimate_population(tidy([[1, 0], [0, 1], [1, 1]], [2, 2, 2], names="ab"))


def test_sparse_lists_are_told_apart_from_good_ones():
    lists = published("neworl_5")
    found = estimate_population(lists, replicas=100)
    assert ("A", "H") in found.separate
    lonely = tidy([[1, 0], [0, 1], [1, 1]], [40, 40, 3], names="ab")
    said = " ".join(estimate_population(lonely, replicas=50).cautions)
    assert "Only 3 people" in said
    assert "two lists" in said


def test_people_who_differ_bring_a_caution():
    dice = np.random.default_rng(9)
    easy = dice.gamma(1.0, 1.0, (4000, 1))
    rows = (dice.random((4000, 4)) < np.clip(easy * 0.12, 0, 0.95)).astype(int)
    seen = rows[rows.sum(axis=1) > 0]
    lists = tidy(seen, np.ones(len(seen)), names="abcd")
    found = estimate_population(lists, method="independence", replicas=0)
    assert found.high < 4000
    assert found.high < found.chao < 4000
    assert any("Chao" in one for one in found.cautions)
    even = simulated(dice, 4000, np.array([0.15, 0.12, 0.1, 0.2]))
    steady = estimate_population(even, method="independence", replicas=0)
    assert not any("Chao" in one for one in steady.cautions)
