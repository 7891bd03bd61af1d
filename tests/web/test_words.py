import pytest

from firstlight.model.run import counted
from firstlight.web.show.words import chance, language, place, times


@pytest.mark.parametrize(
    ("code", "name"),
    [("AE", "United Arab Emirates"), ("AE:Dubai", "Dubai, United Arab Emirates"),
     ("TH-10", "Thailand (TH-10)"), ("XX\u202e", "XX⟨RLO⟩")],
)  # fmt: skip
def test_places_have_names(code, name):
    assert place(code) == name


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (0.5, "common"),
        (10, "1 in 1,000"),
        (20, "1 in 1 million"),
        (-3, "common"),
        (99, "1 in 1.1 trillion"),
    ],
)
def test_chance(bits, words):
    assert chance(bits) == words


def test_figures_in_words():
    assert times(0.1) == "hardly any weight"
    assert times(10) == "10 times likelier"
    assert times(-10) == "10 times less likely"
    assert counted(1, "post") == "1 post"
    assert counted(1204, "post") == "1,204 posts"
    assert language("sw") == "Swahili"
    assert language(None) == "unknown"
