import pytest

from firstlight.detect.spread import gathered, spread_name


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("l o l a _ 7 now", "lola_7", " now"),
        ("l.o.l.a._.7", "lola_7", ""),
        ("l-o-l-a-7 on", "lola7", " on"),
        ("(l)(o)(l)(a)(_)(7) he", "lola_7", " he"),
        ("l🌸o🌸l🌸a🌸7", "lola7", ""),
        ("l o l a _ 2 1 y dile que", "lola_21", " y dile que"),
    ],
)
def test_names_whose_characters_stand_apart(text, name, rest):
    found = spread_name(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (name, rest)


@pytest.mark.parametrize("text", ["lola_77", "1/2/3/4/5/6", "l.o.l.axx", "l o.l a-7", "a b c"])
def test_what_is_no_spelled_name(text):
    assert spread_name(text) is None


def test_rows_close_up_with_their_places():
    text = "me: k s e n i a at e x . n e t!"
    kept = gathered(text)
    assert kept is not None
    assert "".join(text[place] for place in kept) == "me: ksenia at ex.net!"
    assert gathered("a plain text of words") is None
