import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.web.show.ghosts import describe, ghost, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay\u200bment", "pay⟨ZWSP⟩ment"),
        ("abc\u202egpj.exe", "abc⟨RLO⟩gpj.exe"),
        ("a\u200db", "a⟨ZWJ⟩b"),
        ("\ufeffstart", "⟨BOM⟩start"),
        ("a\x00b\x1bc", "a⟨U+0000⟩b⟨U+001B⟩c"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("한\u3164글", "한⟨U+3164⟩글"),
        ("x\ufe0f", "x⟨U+FE0F⟩"),
        ("soft\u00adhyphen", "soft⟨SHY⟩hyphen"),
        ("line\rover", "line⟨CR⟩over"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "क्\u200dष",
        "می\u200cروم",
        "👩\u200d💻",
        "❤\ufe0f",
        "one\ntwo\tthree\r\nfour",
        "naïve café",
        "1\ufe0f\u20e3",
    ],
)
def test_what_is_spelled_so_stays(text):
    assert shown(text) == text


@given(st.text())
def test_every_format_and_control_character_is_named_or_belongs(text):
    for at, char in enumerate(text):
        if unicodedata.category(char) in {"Cf", "Cc"} and char not in "\n\t\r\u200c\u200d":
            assert ghost(text, at), hex(ord(char))


def test_ghosts_have_words():
    assert describe("ZWSP") == "zero width space"
    assert describe("U+E0041") == "invisible character U+E0041"
