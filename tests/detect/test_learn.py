import random
from functools import cache

import numpy as np
import pytest

from firstlight.detect.learn import groups_of, too_few
from firstlight.detect.learn_card import as_markdown
from firstlight.detect.learn_drift import LEAST, Drift
from firstlight.detect.learn_features import gathered, in_groups
from firstlight.detect.learn_file import decode, encode
from firstlight.detect.learn_fit import fit, item_weights, margins, see
from firstlight.detect.learn_queue import Queue
from firstlight.detect.learn_splits import folds, joined, template_groups
from firstlight.detect.learn_tokens import read_tokens, read_words
from firstlight.model.learned import SECTION
from tests.detect.labelled import items, learned, rows


@cache
def model():
    return learned(rows())


def test_the_model_ranks_texts_that_it_has_not_seen():
    fresh = rows(seed=9)
    scores = model().scores([text for text, _ in fresh])
    labels = np.array([label for _, label in fresh])
    assert ((scores >= 0) & (scores <= 1)).all()
    assert scores[labels == 1].mean() > scores[labels == 0].mean() + 0.4


def test_the_order_of_the_rows_does_not_change_a_byte():
    pairs = rows()
    first = encode(model())
    random.Random(1).shuffle(pairs)  # noqa: S311
    assert encode(learned(pairs)) == first


def test_a_model_comes_back_from_its_file_as_it_was():
    again = decode(encode(model()), "m")
    assert encode(again) == encode(model())
    text = rows(seed=5)[0][0]
    assert again.read(text) == model().read(text)


def test_a_score_is_the_margin_of_the_training_matrix():
    pairs = items(rows()).ordered()
    groups = groups_of(pairs)
    seen = see(pairs.texts, {"words": 1.0, "letters": 0.7})
    every = np.arange(len(groups))
    wanted = margins(seen, fit(seen, pairs.labels, groups, every), every)
    assert model().scores(pairs.texts) == pytest.approx(model().probability(wanted), abs=1e-5)


def test_no_group_stands_on_both_sides():
    pairs = items(rows()).ordered()
    groups = groups_of(pairs)
    assert len(np.unique(groups)) < len(groups)
    for train, test in folds(pairs.labels, groups, seed=42):
        assert not set(groups[train]) & set(groups[test])


def test_groups_are_templates_joined_by_what_is_given():
    texts = [f"we hire cooks for a large hotel in Doha, pay {n} a month" for n in range(3)]
    texts += ["teacher wanted for a village school in spring", "lost a grey cat near the mill"]
    found = template_groups(texts)
    assert len(set(found[:3])) == 1
    assert len(set(found)) == 3
    both = joined(found, np.array([0, 1, 2, 3, 0]))
    assert both.tolist() == [0, 0, 0, 1, 0]


def test_what_one_template_says_alone_does_not_enter_a_model():
    grams, matrix = gathered(["call Ada now", "call Ada soon", "call us"], "words")
    kept = {grams[at] for at in in_groups(matrix, np.array([0, 0, 1]))}
    assert kept == {"call"}


def test_no_digit_enters_a_model():
    assert not any(
        char in "123456789" for block in model().blocks for g in block.grams for char in g
    )


def test_tokens_point_into_the_original():
    text = "Ｗork ＦＲＯＭ home: £1500!! 工作 งาน"
    assert [text[t.start : t.end] for t in read_tokens(text)] == [
        "Ｗork", "ＦＲＯＭ", "home", "£", "1500", "!", "!", "工", "作", "ง", "า", "น",
    ]  # fmt: skip
    assert read_words(text)[:5] == [(w, 0) for w in ("work", "from", "home", "£", "0000")]


def test_sections_have_words_of_their_own():
    grams, _ = gathered([f"Chef{SECTION}{SECTION}Chef wanted", "Chef wanted"], "words")
    assert set(grams) == {"chef", "2:chef", "2:wanted", "2:chef wanted", "wanted", "chef wanted"}
    assert [t.section for t in read_tokens(f"Ｃhef{SECTION}{SECTION}Chef")] == [0, 2]


def test_a_group_counts_once_however_often_it_repeats():
    weight = item_weights(np.array([0, 0, 0, 1]))
    assert weight[:3].sum() == pytest.approx(weight[3])
    assert weight.mean() == pytest.approx(1.0)


def test_reasons_quote_the_words_that_raise_the_score():
    text = "The team and the report. Earn weekly cash from home, passport agent."
    read = model().read(text)
    quoted = " ".join(text[start:end] for start, end, _ in read.reasons)
    assert "report" not in quoted
    assert {"cash", "passport"} & set(quoted.replace(",", "").split())
    assert all(weight > 0 for _, _, weight in read.reasons)
    assert model().read("").reasons == []
    assert model().read("").unknown is None


def test_the_card_says_both_splits_and_what_not_to_do():
    page = as_markdown(model().card)
    assert "groups kept whole" in page
    assert "random (flatters)" in page
    assert "rank or label a person" in page
    assert model().card.grouped.prevalence == pytest.approx(0.5, abs=0.1)
    shares = [one.share for one in model().card.grouped.budgets]
    recalls = [one.recall.value for one in model().card.grouped.budgets]
    assert shares == sorted(shares)
    assert recalls == sorted(recalls)


def test_prevalence_lowers_the_scores_and_keeps_the_order():
    rare = learned(rows(), prevalence=0.02)
    texts = [text for text, _ in rows(seed=8)]
    assert (rare.scores(texts) < model().scores(texts)).all()
    assert (np.argsort(rare.scores(texts)) == np.argsort(model().scores(texts))).all()


def test_too_few_groups_of_a_class_are_told():
    pairs = items([("earn cash", 1)] * 50 + [(text, 0) for text, label in rows() if not label])
    assert "only 1 that differ" in too_few(pairs.labels, groups_of(pairs))
    assert too_few(items(rows()).labels, groups_of(items(rows()))) == ""


def drifted(texts):
    drift = Drift(model().card.baseline)
    read = [model().read(text) for text in texts]
    drift.add([one.score for one in read], [one.unknown for one in read])
    return drift.warnings()


def test_drift_is_told_of_other_texts_and_not_of_the_like():
    assert drifted([text for text, _ in rows(300, seed=21)]) == []
    other = ["ein ganz anderer Text ohne jedes bekannte Wort darin"] * (LEAST + 50)
    assert any("unknown" in one for one in drifted(other))
    assert drifted(other[: LEAST - 1]) == []


def test_the_queue_asks_for_unsure_texts_one_of_a_template():
    queue = Queue(3)
    for at in range(6):
        queue.add(f"t{at}", f"we hire cooks for a large hotel in Doha, pay {at} a month", 0.55)
    queue.add("sure", "earn cash at home today with the agent", 0.99)
    queue.add("lone", "a teacher for the village school in spring", 0.5)
    asked = queue.asked()
    assert [one.id for one in asked] == ["t0", "lone", "sure"]
    assert asked[0].alike == 6
