from hypothesis import example, given, settings
from hypothesis import strategies as st

from firstlight.rulebook.matching.characters import fold_character
from firstlight.rulebook.matching.fold import fold

SPICE = st.sampled_from(
    [
        *"aTo07 .@aеоНηΗνΝрсБжСγЀյօ×℮∨ا٥٠ه工微แ๐가Ò",
        "\u0301",
        "\u0306",
        "\u200b",
        "\u200d",
        "\ufe0f",
        "\u20e3",
        "🇦",
        "🇪",
        "🇼",
        "½",
        "ｶ",
        "ﾞ",
        "\u1100",
        "\u1161",
        "ß",
        "İ",
        "ﷺ",
        "\ud800",
        "①",
        "🅰",
        "\u0336",
        "\u09c7",
        "\u09be",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(SPICE, max_size=12).map("".join))


@settings(max_examples=400)
@given(TEXTS)
@example("\u1100\u200b\u1161")
def test_folding_twice_is_folding_once(text):
    once = fold(text).text
    assert fold(once).text == once


@settings(max_examples=300)
@given(TEXTS)
def test_offsets_rise_and_cover(text):
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.offsets[-1] == len(text)
    assert all(a <= b for a, b in zip(folded.offsets, folded.offsets[1:], strict=False))


@settings(max_examples=300)
@given(TEXTS, st.data())
def test_any_folded_span_comes_from_an_original_span(text, data):
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_text_changes_in_case_only(text):
    assert fold(text).text == text.lower()


def test_every_character_folds_to_a_fixed_point():
    for code in [*range(0x20000), *range(0xE0000, 0xE0200)]:
        once = fold_character(chr(code))
        assert "".join(map(fold_character, once)) == once, hex(code)
