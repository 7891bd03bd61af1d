"""Laws of clustering under judgements: what holds for any evidence and any verdicts."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.linkage import choose_cut
from firstlight.detect.linkage_clusters import bind, cluster

RECORDS = 8
record = st.integers(0, RECORDS - 1)
pairs = st.dictionaries(
    st.tuples(record, record).filter(lambda p: p[0] < p[1]), st.floats(-30, 30), max_size=20
)
verdicts = st.lists(
    st.tuples(record, record, st.booleans()).filter(lambda v: v[0] != v[1]), max_size=10
)


def _cluster(evidence, bound):
    keys = sorted(evidence)
    left = np.array([one for one, _ in keys], dtype=np.int64)
    right = np.array([other for _, other in keys], dtype=np.int64)
    score = np.array([evidence[key] for key in keys], dtype=np.float64)
    return cluster(RECORDS, left, right, score, bound)


@settings(max_examples=100, deadline=None)
@given(pairs, verdicts)
def test_every_judgement_that_holds_is_kept(evidence, judged):
    bound = bind(RECORDS, judged)
    label = _cluster(evidence, bound)
    assert all(label[one] == label[other] for one, other in bound.same)
    assert all(label[one] != label[other] for one, other in bound.different)
    assert len(bound.same) + len(bound.different) + len(bound.overruled) == len(judged)


@settings(max_examples=100, deadline=None)
@given(pairs, verdicts)
def test_the_latest_judgement_always_holds(evidence, judged):
    bound = bind(RECORDS, judged)
    assert 0 not in bound.overruled
    if judged:
        one, other, same = judged[0]
        assert (_cluster(evidence, bound)[one] == _cluster(evidence, bound)[other]) == same


@settings(max_examples=100, deadline=None)
@given(pairs)
def test_no_cluster_without_a_chain_of_evidence(evidence):
    label = _cluster(evidence, bind(RECORDS, []))
    for name in set(label.tolist()):
        members = {n for n in range(RECORDS) if label[n] == name}
        reached = {min(members)}
        for _ in members:
            for (one, other), value in evidence.items():
                if value > 0 and members >= {one, other} and reached & {one, other}:
                    reached |= {one, other}
        assert reached == members


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1), max_size=30))
def test_a_cut_is_a_probability(chances):
    cut, expected = choose_cut(np.array(chances))
    assert 0 < cut < 1
    assert 0 <= expected <= 1 + 1e-9
