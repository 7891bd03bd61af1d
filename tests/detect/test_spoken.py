import pytest

from firstlight.detect.spoken import find_rows
from firstlight.rulebook.matching.fold import fold


def said(text, lang):
    rows = find_rows(fold(text).text, lang)
    return ["".join(one.figures for one in row.said) for row in rows]


@pytest.mark.parametrize(
    ("text", "lang", "figures"),
    [
        ("oh double seven triple nine", "en", "077999"),
        ("seven hundred nine hundred and twelve five", "en", "7009125"),
        ("soixante quinze, quatre-vingt-un, dix-sept", "fr", "758117"),
        ("fünf und zwanzig null eins", "de", "2501"),
        ("خمسة وعشرين صفر واحد", "ar", "2501"),
        ("hai mươi mốt tám tám", "vi", "2188"),
        ("dua puluh satu tiga belas nol", "id", "21130"),
        ("ប្រាំ ពីរ ពីរ ប្រាំពីរ", "km", "5227"),
        ("영칠칠 구공공", "ko", "077900"),
    ],
)
def test_words_say_figures(text, lang, figures):
    assert said(text, lang) == [figures]


@pytest.mark.parametrize(
    "text", ["I would like to do it on time with one of them", "seis", "호텔 이름", "ten to one"]
)
def test_chance_number_words_say_nothing(text):
    assert said(text, "en") == []
