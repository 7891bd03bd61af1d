import pytest

from firstlight.detect.mentions import find_mentions


def handles(text):
    return [mention.value for mention in find_mentions(text) if mention.kind == "handle"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("insta lolamarquez", "instagram:lolamarquez"),
        ("ask on telegram, the user there is deckhandjobs", "telegram:deckhandjobs"),
        ("lolamarquez is my new snap", "snapchat:lolamarquez"),
        ("hafta sonu boşum, snapchat ecemnurr ekle", "snapchat:ecemnurr"),
        ("ник в тг brigadirsanya", "telegram:brigadirsanya"),
        ("IG / TT: lolamarquez", "instagram:lolamarquez"),
        ("naranja guion bajo campo en telegram", "telegram:naranja_campo"),
        ("т е л е г а vahtovikdom", "telegram:vahtovikdom"),
        ("카.톡 harujob", "kakaotalk:harujob"),
        ("T3legram lolamarquez", "telegram:lolamarquez"),
    ],
)
def test_letters_alone_are_a_name_where_they_are_no_word(text, value):
    assert handles(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "my insta is private",
        "we met on telegram tommorow",
        "on facebook nepvacatures gezien",
        "insta: deleted",
    ],
)
def test_a_network_without_an_account_gives_none(text):
    assert handles(text) == []
