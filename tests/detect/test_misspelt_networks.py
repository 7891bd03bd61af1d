import pytest

from firstlight.detect.misspelt_networks import misspelt_networks
from firstlight.rulebook.matching.fold import fold


def networks(text):
    return [hit.value for hit in misspelt_networks(fold(text).text, [])]


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("te3l3gram lola", "telegram"),
        ("teligaraam lola", "telegram"),
        ("tlgr: lola", "telegram"),
        ("fesibuuku lola", "facebook"),
        ("wee chat lola", "wechat"),
        ("snappy chat lola", "snapchat"),
        ("ಟೆಲಿಗ್ರಾಂನಲ್ಲಿ lola", "telegram"),
        ("ஸ்னாப்ல lola", "snapchat"),
        ("سغنال lola", "signal"),
        ("tiquetoque lola", "tiktok"),
        ("wiber lola", "viber"),
        ("viiiber lola", "viber"),
        ("snepsjet lola", "snapchat"),
        ("viçet lola", "wechat"),
        ("vi ch@t lola", "wechat"),
        ("ވައިބަރ lola", "viber"),
        ("ଭାଇବର lola", "viber"),
        ("ཝེ་ཆཱཊ lola", "wechat"),
        ("ديسكوورد lola", "discord"),
    ],
)
def test_a_name_is_known_by_its_edits_and_its_sounds(text, network):
    assert networks(text) == [network]


@pytest.mark.parametrize(
    "text",
    [
        "please call the receivers in february",
        "этикетки",
        "выбор",
        "сало",
        "a telephone",
        "lola@telegrm",
    ],
)
def test_other_words_are_none(text):
    assert networks(text) == []


def test_what_is_known_is_not_told_again():
    text = fold("te3l3gram lola").text
    (hit,) = misspelt_networks(text, [])
    assert list(misspelt_networks(text, [hit])) == []
