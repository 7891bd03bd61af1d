import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.detect.apart import close_up
from firstlight.detect.handle_judge import choose_handles, weigh_handles, weights
from firstlight.detect.handles import find_cues
from firstlight.detect.mentions import find_mentions, lexicon
from firstlight.rulebook.matching.fold import fold


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
        ("Telegram only pls!! lola_marquez", "telegram:lola_marquez"),
        ("mira.nanny.de is her instagram", "instagram:mira.nanny.de"),
        ("ff id 1234567890", "freefire:1234567890"),
    ],
)
def test_a_name_is_told_by_its_shape_and_its_place(text, value):
    assert handles(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "my insta is private",
        "we met on telegram tommorow",
        "on facebook nepvacatures gezien",
        "insta: deleted",
        "WhatsApp lola_marquez",
        "Download Telegram for Windows10",
        "line up at gate 3 before 7am-9am",
    ],
)
def test_a_network_without_an_account_gives_none(text):
    assert handles(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("вайбер oksana_lviv сім сім", "viber:oksana_lviv77"),
        ("ಸ್ನ್ಯಾಪ್ akash ೪೪", "snapchat:akash44"),
        ("Ֆեյսբուքում sona.hakobyan.իննսուներկու", "facebook:sona.hakobyan.92"),
        ("telegram lola_jobs one more place left", "telegram:lola_jobs"),
        ("tiktok @adai点food", "tiktok:adai.food"),
        ("TikTokでayaka.danceを見て", "tiktok:ayaka.dance"),
        ("insta: mеlаti", "instagram:melati"),
        ("new insta is just m-a-r-i-g-o-l-d", "instagram:marigold"),
        ("no insta: b i a _ g o i a n i a e no disc", "instagram:bia_goiania"),
    ],
)
def test_a_name_ends_where_its_figures_end_and_shows_by_its_costume(text, value):
    assert handles(text) == [value]


def test_several_names_behind_one_network_and_one_behind_several():
    assert handles("insta: lola_m7, mila_b9 and noor_x1") == [
        "instagram:lola_m7", "instagram:mila_b9", "instagram:noor_x1",
    ]  # fmt: skip
    assert handles("insta lola_m7, snap mila_b9") == ["instagram:lola_m7", "snapchat:mila_b9"]


def test_each_of_two_networks_has_its_own_name():
    text = "a moça usa bru_nunes no snap e brunanunes_ok no tiktok"
    assert handles(text) == ["snapchat:bru_nunes", "tiktok:brunanunes_ok"]


def test_what_belongs_to_others_is_no_name():
    text = fold("telegram lola_m7 and more")
    closed = close_up(text)
    cues = find_cues(text, lexicon().find(text.text))
    free = bytearray(len(text.text))
    weighed = weigh_handles(closed, cues, free)
    assert [one.value for one in choose_handles(weighed, free)] == ["telegram:lola_m7"]
    free[9:16] = b"\1" * 7
    assert choose_handles(weighed, free) == []
    assert weigh_handles(closed, cues, free).pairs == []


def test_a_phone_beside_a_network_stays_a_phone():
    found = {(one.kind, one.value) for one in find_mentions("telegram +44 7700 900123")}
    assert ("phone", "+447700900123") in found
    assert not any(kind == "handle" for kind, _ in found)


def test_weights_are_numbers_by_trait():
    assert weights()["abias"] < 0
    assert len(weights()) > 1000


@given(st.text(st.sampled_from("telegram insta: @lola_7.-()•🔸 нижнее \n"), max_size=120))
def test_no_text_is_too_odd(text):
    for one in find_mentions(text):
        assert 0 <= one.start < one.end <= len(text)
