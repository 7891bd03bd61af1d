from itertools import pairwise

import pytest

from firstlight.rulebook.indicator import LANGUAGES
from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.meanings import fold_entry, read_lexicon
from firstlight.rulebook.matching.words import split_words
from firstlight.rulebook.meanings import concepts, folded_entries, lexicon

CODES = ("take", "passport", "not", "day_off", "work", "give_back")


def meant(table: str, text: str) -> list[tuple[str, ...]]:
    words = split_words(fold(text).text).texts
    return [means for _, _, means in read_lexicon(table, CODES).find(words)]


@pytest.mark.parametrize(
    ("entries", "text", "met"),
    [
        ("took", "He took it", True),
        ("took", "He mistook it", False),
        ("confisc*", "CONFISCATED at noon", True),
        ("*chuku*", "Walinichukulia pasi", True),
        ("*chuku*", "Walinifungia", False),
        ("*jutro", "pojutro", True),
        ("take* away", "she takes away all", True),
        ("take* away", "she takes it away", False),
        ("ยึด", "นายจ้างยึดพาสปอร์ต", True),
        ("收走", "老板把护照收走了", True),
    ],
)
def test_entries_are_words_stems_rows_and_strings(entries, text, met):
    assert (("take",) in meant(f"take\t{entries}", text)) is met


def test_the_longest_row_and_then_the_longest_stem_win():
    table = "work\twork*\nday_off\tworking holiday\ntake\tworkin*"
    assert meant(table, "a working holiday") == [("day_off",)]
    assert meant(table, "working") == [("take",)]
    assert meant(table, "worker") == [("work",)]


def test_a_word_may_mean_several_things():
    assert meant("work\tshift\ntake\tshift", "night shift") == [("take", "work")]


def test_a_string_does_not_end_inside_a_syllable():
    assert meant("take\tที", "ที") == [("take",)]
    assert meant("take\tที", "ที่") == []


def test_a_fault_names_its_line():
    with pytest.raises(ValueError, match="line 2: no such meaning: 'grab'"):
        read_lexicon("take\ttook\ngrab\tgrab", CODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_nearly_every_meaning(language):
    held = lexicon(language)
    assert held is not None
    assert len(held) > 1_000
    texts = split_words(fold("123 " * 3).text).texts
    assert list(held.find(texts)) == []


def test_a_language_without_words_has_no_lexicon():
    assert lexicon("xx") is None


def test_codes_are_told_once():
    assert len(set(concepts())) == len(concepts()) > 300
    assert all(one != other for one, other in pairwise(sorted(concepts())))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Fiancé*", "fiance*"),
        ("*CHUKU*", "*chuku*"),
        ("co-worker*", "co worker*"),
        ("take* away", "take* away"),
        ("ยึด ไว้", "ยึด ไว้"),
        ("办visa*", "办 visa*"),
    ],
)
def test_an_entry_is_folded_once_and_for_all(written, folded):
    assert fold_entry(written) == folded
    assert fold_entry(folded) == folded


def test_folded_entries_stand_under_their_meaning():
    own = dict(zip(concepts(), folded_entries("fr"), strict=True))
    assert "passeport*" in own["passport"].split(",")
    assert folded_entries("xx") is None
