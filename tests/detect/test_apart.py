import pytest

from firstlight.detect.apart import close_up
from firstlight.rulebook.matching.fold import fold


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("snap l o l a _ 7 now", "snap lola_7 now"),
        ("l.o.l.a.s._.7", "lolas_7"),
        ("l/o/l/a dot j/o/b/s", "lola dot jobs"),
        ("s/a/f/a/r شرطة سفلية o/m/a/n", "safar شرطة سفلية oman"),
        ("k | k | _ | h | r", "kk_hr"),
        ("p-u-r-i-t-y . n-j-e-r-i", "purity.njeri"),
        ("ha/li/ma . sa/lo/ni", "halima.saloni"),
        ("l.u.c.e.s  точка  m.a.r", "luces точка mar"),
        ("в к l o l a _ 7", "b k lola_7"),
        ("padma\n.\ngulf", "padma.gulf"),
        ("s n a p l o l a 7", "snap lola7"),
        ("w e c h a t v-i-v-i-a-n", "wechat vivian"),
        ("l o l a _ 2 1 y dile que", "lola_21 y dile que"),
        ("me: k s e n i a at e x . n e t!", "me: ksenia at ex.net!"),
        ("我是x i a o m e i3，", "我是xiaomei3,"),
        ("1-7-v-z-n-x", "17vznx"),
    ],
)
def test_what_was_apart_stands_together(text, closed):
    assert close_up(fold(text)).folded.text == closed


@pytest.mark.parametrize(
    "text",
    ["call 0 7 7 0 0 9 o o", "in the u.s.a. and e.g. here", "l_o_l_a", "he/she, am/pm", "a b"],
)
def test_what_stands_apart_for_itself_stays(text):
    assert close_up(fold(text)).folded.text == text


def test_places_lead_back_and_names_are_marked():
    closed = close_up(fold("insta L-O-L-A-S ok"))
    assert closed.starts == {6}
    assert closed.folded.span(6, 11) == (6, 15)
