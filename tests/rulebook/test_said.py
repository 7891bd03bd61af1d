"""A translation keeps placeholders, negations and figures of its sentence."""

import pytest

from firstlight.rulebook.said import differences, faults, unmarked


@pytest.mark.parametrize(
    ("text", "other", "wrong"),
    [
        ("Pay {sum} in 30 days", "{sum} dalam 30 hari", []),
        ("Pay in 30 days", "৩০ দিনে দিন", []),
        ("Pay in 30 days", "Pague en 3 días", ["a figure of its own", "a lost figure"]),
        ("Pay {sum}", "Pague", ["other placeholders"]),
        ("Do [not] pay", "Pague", ["another number of negations"]),
    ],
)
def test_what_a_translation_must_keep(text, other, wrong):
    assert differences(text, other) == wrong


@pytest.mark.parametrize("bare", ["You can not leave.", "Nobody leaves.", "They don’t pay."])
def test_a_translated_sentence_marks_its_negations(bare):
    assert "mark the negation" in faults(bare, {"es": "Sí."})["en"]
    assert faults(bare, {}) == {}


def test_the_marked_sentence_is_the_same_sentence():
    assert unmarked("Do [not] pay") == "Do not pay"
    assert faults("Do not pay", {"en": "Do [not] pay", "es": "[No] pague"}) == {}
    assert "another sentence" in faults("Do not pay", {"en": "Do [not] go"})["en"]
