import pytest

from firstlight.rulebook.taxonomy import load_taxonomy
from firstlight.trends.words import Guess, fold_word, join_words, split_words


def test_words_clauses_and_sentences() -> None:
    words = split_words("They came by boat, at night. Nobody knew")
    assert words.texts == ["they", "came", "by", "boat", "at", "night", "nobody", "knew"]
    assert words.clauses == [0, 0, 0, 0, 1, 1, 2, 2]
    assert words.sentences == [0, 0, 0, 0, 0, 0, 1, 1]


def test_scripts_without_spaces_give_characters() -> None:
    assert split_words("没收护照 ok").texts == ["没", "收", "护", "照", "ok"]
    assert join_words(["没", "收", "ok", "now"]) == "没收 ok now"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Réseaux", "reseaux"), ("الشَّركة", "الشركه"), ("ёлка", "елка"), ("Đà", "da")],
)
def test_spellings_with_and_without_marks_are_one_word(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


def test_hindi_keeps_its_vowel_signs() -> None:
    assert split_words("नौकरी का झांसा").texts == ["नौकरी", "का", "झांसा"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "they were taken from the village and forced to work"),
        ("es", "las mujeres fueron llevadas a la ciudad y no les pagaron"),
        ("fr", "les femmes ont été conduites dans la ville et n'ont pas été payées"),
        ("pt", "as mulheres foram levadas para uma fazenda e não receberam nada"),
        ("id", "mereka dibawa ke kota dan tidak dibayar oleh majikan"),
        ("fil", "dinala sila sa lungsod at hindi sila binayaran ng amo"),
        ("vi", "họ bị đưa sang nước khác và không được trả lương"),
        ("sw", "walipelekwa mjini na hawakulipwa kwa kazi yao ya kila siku"),
        ("ru", "их увезли в город и не платили за работу"),
        ("ar", "تم نقلهم الى المدينة ولم يحصلوا على اجر من صاحب العمل"),
        ("hi", "उन्हें शहर ले जाया गया और काम के लिए पैसे नहीं दिए गए"),
        ("zh", "他们被带到城里，没有拿到工资"),
    ],
)
def test_languages_are_told_apart_by_their_grammar_words(language: str, text: str) -> None:
    assert Guess(load_taxonomy().style.grammar)(split_words(text).texts) == language
