import pytest

from firstlight.detect.handle_reading import Reading
from firstlight.detect.handle_traits import Pair, Scene, is_asked, shape_of
from firstlight.detect.lexicon import Hit
from firstlight.rulebook.matching.fold import fold


@pytest.mark.parametrize(
    ("name", "shape"),
    [("lola_7", "_"), ("lola.m7", "0."), ("please", "c"), ("oksana", "g"), ("7lola", "09")],
)
def test_shape_is_of_signs_or_of_the_kind_of_word(name, shape):
    assert shape_of(Reading(name, 0, len(name), "known")) == shape


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("find me on telegram lola", True),
        ("telegram lola", True),
        ("we met on telegram lola", False),
        ("on telegram lola", True),
    ],
)
def test_a_network_is_asked_for_or_only_where_something_happened(text, asked):
    start = text.index("telegram")
    assert is_asked(text, Hit("network", "telegram", start, start + 8)) is asked


def test_traits_tell_place_and_shape():
    folded = fold("Telegram: lola_7")
    cue = Hit("network", "telegram", 0, 8)
    pair = Pair(
        cue, Reading("lola_7", 10, 16, "known"), True, True, 0, True, False, telling=1, odd=1
    )
    traits = set(Scene(folded, [cue], frozenset()).traits(pair))
    assert {"ashape:_", "alast::", "aannounced", "aafter:none", "anetwork:telegram"} <= traits
    assert all(trait[0] == "a" for trait in traits)
