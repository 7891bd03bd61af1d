"""Laws of the learned ranking."""

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.learn_file import decode, encode
from firstlight.detect.learn_fit import calibrate, class_weights
from firstlight.detect.learn_model import sigmoid
from firstlight.detect.learn_splits import folds, joined
from firstlight.model.learned import SECTION
from tests.detect.labelled import COMMON, OTHERS, SOUGHT, learned, rows

WORDS = st.lists(
    st.sampled_from([*SOUGHT, *OTHERS, *COMMON, "Ｗork", "งาน", "0.5%", "!"]), max_size=12
)
TEXTS = WORDS.map(" ".join) | st.text(max_size=40)
NUMBERS = st.floats(-50, 50)


@cache
def model():
    return learned([(f"offer{SECTION}{text}", label) for text, label in rows()])


@given(st.lists(TEXTS, min_size=1, max_size=6), st.randoms())
def test_a_score_does_not_depend_on_the_texts_beside_it(texts, dice):
    order = list(range(len(texts)))
    dice.shuffle(order)
    scores = model().scores(texts)
    assert model().scores([texts[at] for at in order]).tolist() == scores[order].tolist()


@given(TEXTS, TEXTS)
def test_a_saved_model_reads_alike_and_quotes_what_stands_in_a_section(title, body):
    text = SECTION.join(part.replace(SECTION, " ") for part in (title, body))
    read = model().read(text)
    assert decode(encode(model()), "m").read(text) == read
    assert all(SECTION not in text[start:end] for start, end, _ in read.reasons)
    assert all(0 <= start < end <= len(text) for start, end, _ in read.reasons)


@given(st.lists(NUMBERS, min_size=2, max_size=12), st.data())
def test_a_calibrated_probability_never_falls_as_margins_rise(margins, data):
    size = len(margins)
    labels = data.draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
    y = np.array([0, 1, *labels[2:]])
    share = data.draw(st.floats(0.01, 0.99))
    slope, offset = calibrate(np.array(margins), y, class_weights(y, share))
    found = sigmoid(slope * np.sort(np.array([*margins, 100.0, -100.0])) + offset)
    assert (np.diff(found) >= 0).all()
    assert ((found >= 0) & (found <= 1)).all()


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=60, max_size=90),
    st.integers(0, 2**16),
)
def test_what_two_groupings_join_stands_on_one_side(pairs, seed):
    one, other = (np.array([pair[at] for pair in pairs]) for at in (0, 1))
    lone = np.arange(100, 140)
    one, other = np.concatenate([one, lone]), np.concatenate([other, lone])
    groups = joined(one, other)
    labels = groups % 2
    held = []
    for train, test in folds(labels, groups, seed):
        for grouping in (one, other, groups):
            assert not set(grouping[train]) & set(grouping[test])
        held += test.tolist()
    assert sorted(held) == list(range(len(labels)))
