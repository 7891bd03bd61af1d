import csv
from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.detect import sentence_model
from firstlight.detect.sentence_marks import features, names, rows
from firstlight.detect.sentence_model import SentenceModel, read_model, write_model
from firstlight.detect.sentences import SentenceReader, stretches_of
from firstlight.detect.signals import Signaller
from firstlight.model.errors import InputError
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.words import split_words
from firstlight.rulebook.meanings import lexicon

CORPUS = Path(__file__).parent / "corpus" / "signals"
READER = SentenceReader()
SIGNALLER = Signaller(load_rulebook())


def words_of(text):
    return split_words(fold(text).text)


def marks_of(text, language="en"):
    known = names()
    return [
        [{known[mark] for mark in place} for place in row.marks]
        for row in rows(words_of(text), lexicon(language))
    ]


def test_a_text_is_a_row_of_marks_for_every_sentence():
    first, second = marks_of("He took my passport. We are 15 in the boss's room!")
    assert {"passport"} in first
    assert {"number:13"} in second
    assert {"boss"} in second


@pytest.mark.parametrize(("number", "mark"), [("0", 1), ("7", 7), ("17", 13), ("19", 18),
                                              ("5000", 1000), ("9" * 30, 1000)])  # fmt: skip
def test_numbers_are_told_by_size(number, mark):
    (row,) = marks_of(f"zzzz {number}", "en")
    assert row == [{f"number:{mark}"}]


def test_two_sentences_are_read_together_as_well():
    found = rows(words_of("He took my passport. He does not give me my money."), lexicon("en"))
    single, other, both = (one.features for one in stretches_of(found))
    assert both == single | other == features(found[0]) | features(found[1])


def test_near_marks_are_pairs_and_neighbours_are_in_order():
    (one,) = rows(words_of("boss passport"), lexicon("en"))
    (other,) = rows(words_of("passport boss"), lexicon("en"))
    shared = features(one) & features(other)
    assert len(features(one)) == len(features(other)) == len(shared) + 1


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    words = words_of(text)
    heard = READER.read(words, "en")
    for finding in chain(heard.shown, READER.denied(heard)):
        assert 0 <= finding.start < finding.end <= len(words.texts)


def test_findings_name_words_that_no_phrase_has():
    text = "Good morning. We have worked since March and the owner has not given us a cent."
    found = [one for one in SIGNALLER.find(text, lang="en", mentions=())
             if one.indicator == "read.withholding_of_wages"]  # fmt: skip
    assert len(found) == 1
    assert "March and the owner" in text[found[0].start : found[0].end]


def test_ordinary_text_is_left_alone():
    for text in (
        "Our office in Leeds is open from nine to five, Monday to Friday.",
        "The match was moved to Sunday because of the rain.",
        "We are looking for a nurse with two years of experience; the contract is for one year.",
        "Can you tell me when the next train leaves?",
    ):
        assert not [one for one in SIGNALLER.find(text, lang="en", mentions=())
                    if one.indicator.startswith("read.")]  # fmt: skip


def test_no_language_no_reading():
    assert READER.read(words_of("He took my passport and locked it away."), "xx") == ([], [])


def test_a_group_is_found_five_times_at_most():
    text = "The boss took our passports and gives nothing back. It rains. " * 40
    found = READER.read(words_of(text), "en").shown
    assert max(Counter(one.group for one in found).values()) == 5


def test_what_was_learned_is_not_by_heart():
    """On sentences of writers whom it never met it finds far more than it alarms."""
    shows, alarms = [0, 0], [0, 0]
    for path in sorted(CORPUS.glob("*.exam.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for group, sign, text in (line for line in lines if len(line) == 3):
                found = READER.read(words_of(text), path.name.partition(".")[0]).shown
                count = shows if sign == "+" else alarms
                count[0] += any(one.group == group for one in found)
                count[1] += 1
    assert shows[1] == alarms[1] == 2_280
    assert shows[0] / shows[1] > 0.35
    assert alarms[0] / alarms[1] < 0.08


def test_a_model_is_kept_as_numbers_only(tmp_path):
    dice = np.random.default_rng(3)
    model = SentenceModel(
        groups=("a", "b"),
        features=np.array([1, 5, 9]),
        topic=dice.normal(size=(3, 3)).astype(np.float32),
        voice=dice.normal(size=(3, 2)).astype(np.float32),
        topic_constant=np.zeros(3, np.float32),
        voice_constant=np.zeros(2, np.float32),
        belief=dice.normal(size=4).astype(np.float32),
        belief_constant=np.zeros(2, np.float32),
    )
    (tmp_path / "m.npz").write_bytes(write_model(model))
    again = read_model(tmp_path / "m.npz")
    sentences = [{1, 5}, {9, 77}, set(), {77}]
    for one, other in zip(model.judge(sentences), again.judge(sentences), strict=True):
        assert np.allclose(one, other, atol=0.05)
    assert np.allclose(model.judge([set()]).voice, 0)


def test_a_model_of_other_meanings_is_refused(tmp_path, monkeypatch):
    (tmp_path / "m.npz").write_bytes(write_model(read_model()))
    monkeypatch.setattr(sentence_model, "names", lambda: ("other",))
    with pytest.raises(InputError, match="another table of meanings"):
        read_model(tmp_path / "m.npz")


@pytest.mark.parametrize(
    "text",
    [
        "I am a poor widow with three children and need work in the city.",
        "We are refugees from Syria looking for any job near the camp.",
        "Single mother, no money, looking for a cleaning job in Lima.",
        "Undocumented worker looking for farm work, my visa has expired.",
    ],
)
def test_poverty_origin_and_family_are_no_sign(text):
    assert READER.read(words_of(text), "en").shown == []
    rows_ = marks_of("poor poverty widow syrian ukrainian")
    known = {mark for row in rows_ for place in row for mark in place}
    assert known.isdisjoint({"desperate", "refugee"})


def test_a_denial_sets_a_phrase_aside_unless_its_own_clause_shows_the_sign():
    def groups(text):
        return {one.indicator for one in SIGNALLER.find(text, lang="en", mentions=())}

    assert "documents.kept" not in groups(
        "We keep your passport in the safe, you can ask for it at any time."
    )
    for text in (
        "We keep your passport in the safe, you get it when you leave.",
        "We do not charge fees but we keep your passport.",
        "No fees, food included, we keep your passport for safety.",
    ):
        assert "documents.kept" in groups(text)
