import pytest

from firstlight.detect.handle_costumes import costumes
from firstlight.detect.lexicon import Hit
from firstlight.rulebook.matching.fold import fold


def dressed(text):
    folded = fold(text)
    near = [Hit("network", "instagram", 0, 5)] if folded.text.startswith("insta") else []
    return {folded.text[at:].split()[0]: kind for at, kind in
            costumes(folded, folded.text, near).items()}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("write to 𝐩𝐚𝐲𝐞𝐥 on insta", "payel", "styled"),
        ("ask for ⓜⓘⓝⓐ today", "mina", "styled"),
        ("insta mеlаti for more", "melati", "mixed"),
    ],
)
def test_a_word_in_costume_among_plain_ones(text, word, kind):
    assert dressed(text) == {word: kind}


@pytest.mark.parametrize(
    "text",
    [
        "write to payel on insta",
        "𝐖𝐨𝐫𝐤 𝐢𝐧 𝐭𝐡𝐞 𝐜𝐢𝐭𝐲, write today",
        "пишите на insta, зовут Лола",
        "café in Zürich",
        "𝐢𝐧𝐬𝐭𝐚 for more",
    ],
)
def test_plain_words_networks_and_texts_dressed_up_as_a_whole_are_none(text):
    assert dressed(text) == {}
