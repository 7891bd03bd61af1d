import pytest

from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.spacing import unglue, unleet, unspace


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("add W h a t s A p p now", "add whatsapp now"),
        ("W.h.a.t.s.a.p.p me", "whatsapp me"),
        ("W--h--a--t", "what"),
        ("c a l l   m e e e", "call   meee"),
        ("w o r k e r s", "workers"),
        ("I am a tailor", "i am a tailor"),
        ("e.g. the U.S. plan", "e.g. the u.s. plan"),
        ("р а б о т а", "работа"),
    ],
)
def test_spaced_words_close_up(text, plain):
    assert unspace(fold(text)).text == plain


def test_closed_words_lead_back():
    text = "➤ W h a t s !"
    closed = unspace(fold(text))
    start = closed.text.index("whats")
    first, last = closed.span(start, start + 5)
    assert text[first:last] == "W h a t s"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("work💰ers needed", "workers needed"),
        ("sa*la*ry", "salary"),
        ("wo🔥💰rk", "work"),
        ("call 📞 now", "call 📞 now"),
        ("well-known", "well-known"),
        ("3*4", "3*4"),
        ("*bold*", "*bold*"),
    ],
)
def test_glue_goes(text, plain):
    assert unglue(fold(text)).text == plain


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("b3auty", "beauty"),
        ("3ngin33r", "engineer"),
        ("s@l@ry", "salary"),
        ("wh4ts4pp", "whatsapp"),
        ("covid19", "covid19"),
        ("3rd", "3rd"),
        ("5star", "5star"),
        ("b2b", "b2b"),
        ("h1b", "h1b"),
        ("a1b2c3d4", "a1b2c3d4"),
        ("077009", "077009"),
    ],
)
def test_leet_is_undone(word, plain):
    assert unleet(word) == plain
