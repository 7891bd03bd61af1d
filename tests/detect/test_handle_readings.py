import pytest

from firstlight.detect.apart import close_up
from firstlight.detect.handle_readings import readings
from firstlight.detect.handle_told import said_of
from firstlight.rulebook.matching.fold import fold


def names(text, network="telegram"):
    closed = close_up(fold(text))
    plain = closed.folded.text
    return {
        one.name
        for one in readings(
            plain, 0, network, said_of(plain, dict.fromkeys(closed.starts, "apart"))
        )
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gigi (under) student (under) jobs visa", "gigi_student_jobs"),
        ("bali (нижняя черта) dancers", "bali_dancers"),
        ("l e s (point) a n g e s (point) b x l", "les.anges.bxl"),
        ("ale 🔸 model 🔸 scout (metti il punto)", "ale.model.scout"),
        ("pooja 🌸 dance (🌸 = underscore)", "pooja_dance"),
        ("s★o★r★a★1225", "sora1225"),
        ("frau【.】zimt", "frau.zimt"),
        ("valen (punto) castro (guion bajo)", "valen.castro_"),
        ("la punto chola punto baila", "la.chola.baila"),
        ("grace, then underscore, then w", "grace_w"),
        ("k-a-r-l-i-t-a-x punto m-x", "karlitax.mx"),
        ("yuki底線八八九九", "yuki_8899"),
        ("noa(underscore)ray(three)", "noa_ray3"),
    ],
)
def test_signs_are_read_as_they_are_said(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("auntie mei ling (no spaces)", "auntiemeiling"),
        ("les jolis jours tout attaché", "lesjolisjours"),
        ("boris-driver with no dash", "borisdriver"),
        ("v3ra_noir, the 3 is an e", "vera_noir"),
        ("atob_atol read backwards", "lota_bota"),
        ("delta india november oscar seven", "dino7"),
        ("huojia玖玖", "huojia99"),
        ("haneul.영사이영", "haneul.0420"),
        ("karlita_cero dos", "karlita_02"),
        ("$urr€y_work", "surrey_work"),
        ("ⓛⓞⓛⓐ_7", "lola_7"),
        ("⒣⒜⒱⒠⒩_⒭", "haven_r"),
    ],
)
def test_a_name_is_read_as_the_text_says_to_write_it(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("le point sur la situation", "le.sur"),
        ("scan - the code", "scan-the"),
        ("lola@example.com", "lolaaexample.com"),
        ("is r u b y _ l a n e", "isruby_lane"),
        ("goladi363 • Ring Susan", "goladi363.ring"),
        ("us$4,400", "uss4"),
    ],
)
def test_prose_is_not_put_together(text, name):
    assert name not in names(text)


def test_a_place_without_a_name_has_no_reading():
    assert readings("?? !!", 0, "telegram", said_of("", {})) == []
