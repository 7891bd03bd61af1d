import pytest

from firstlight.detect.handle_figures import (
    figures_behind,
    last_part_said,
    manner_of,
    plain_behind,
    unmixed,
)


@pytest.mark.parametrize(
    ("text", "sign", "figures"),
    [
        ("lola nine nine", "", "99"),
        ("lola soixante-neuf.", "", "69"),
        ("lola then seven, text me", "", "7"),
        ("lola cuarenta y cuatro", "", "44"),
        ("lola_тридцать три", "_", "33"),
        ("lola五二〇", "", "520"),
        ("lola廿七", "", "27"),
        ("lola เก้าเก้า ค่าตั๋ว", "", "99"),
        ("lola ぜろよんいちに", "", "0412"),
        ("lola.이공삼공", ".", "2030"),
    ],
)
def test_figures_said_behind_a_name(text, sign, figures):
    (found,) = figures_behind(text, 4)
    assert (found.sign, found.said) == (sign, figures)


@pytest.mark.parametrize(
    "text", ["lola and two", "lola 7", "lola jobs", "lola nine nine nine nine nine nine nine"]
)
def test_other_words_behind_a_name_say_no_figures(text):
    assert list(figures_behind(text, 4)) == []


def test_plain_figures_behind_a_name_that_count_nothing():
    found = plain_behind("lola 77, call", 4)
    assert found is not None
    assert (found.said, found.ended) == ("77", True)
    assert plain_behind("lola 24 horas", 4) is None
    assert plain_behind("lola 7 € la noche", 4) is None


def test_the_last_part_of_a_name_goes_on_in_words():
    found = last_part_said("karla_cero dos", "karla_cero", 10)
    assert found is not None
    assert found.said == "02"
    assert last_part_said("lola_jobs", "lola_jobs", 9) is None


def test_the_last_part_of_a_name_may_be_a_number_word():
    found = last_part_said("tove.sjuttiotre nu", "tove.sjuttiotre", 15)
    assert found is not None
    assert (found.said, found.end) == ("73", 15)


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("lola nine nine", "each"),
        ("lola.seven", "tied"),
        ("lola七七", "tied"),
        ("lola 七七", "each"),
        ("lola ninety nine", ""),
    ],
)
def test_figures_may_be_tied_to_the_name_or_said_singly(text, manner):
    (found,) = figures_behind(text, 4)
    assert manner_of(found, text[4 : found.end]) == manner


def test_words_beside_figures_in_one_part_are_figures():
    assert unmixed("lola_2three") == "lola_23"
    assert unmixed("lola2three") == "lola2three"
