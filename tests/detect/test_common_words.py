import pytest

from firstlight.detect.common_words import FILE, is_coined, is_common, is_given, pack


@pytest.mark.parametrize("word", ["tomorrow", "gesperrt", "kapandi", "neveikia", "manana", "kesho"])
def test_words_of_many_languages_are_known(word):
    assert is_common(word)
    assert not is_coined(word)


@pytest.mark.parametrize("word", ["lolamarquez", "thatgirlmia", "vahtovikdom", "jaeoykaraoke"])
def test_names_are_coined(word):
    assert is_coined(word)


@pytest.mark.parametrize("word", ["tommorrow", "acount", "pleaseee", "grrrr"])
def test_a_word_misspelt_or_drawn_out_is_not_coined(word):
    assert not is_coined(word)


def test_a_filter_holds_all_its_words_and_few_others():
    words = [f"w{number}" for number in range(2000)]
    size = len(pack(words, 4000))
    assert size == 4000
    strange = sum(
        is_common(f"zq{chr(97 + a)}{chr(97 + b)}xkv") for a in range(26) for b in range(26)
    )
    assert strange < 10
    assert FILE.stat().st_size < 3_000_000


def test_given_names_of_many_countries_are_known_and_words_are_none():
    assert all(map(is_given, ("oksana", "rajkumar", "valentina", "deniz")))
    assert not any(map(is_given, ("work", "telegram", "please", "hope")))
