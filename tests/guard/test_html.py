"""Threat 5: links in shown text are dead, whatever they are hidden with."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.guard.html import defang

SCHEMES = ("http://", "https://", "HTTPS://", "ftp://", "hxxp://", "//", "", "ws://", "http:\\\\")
HOSTS = (
    "evil.example", "www.evil.example", "ev\u200bil.example", "пример.рф", "xn--e1afmkfd.xn--p1ai",
    "evil。example", "evil．example", "user:pass@evil.example", "1.2.3.4", "evil.example:8080",
    "例え.テスト", "मेल.भारत", "sub-domain.evil.co.uk",
)  # fmt: skip
TAILS = ("", "/", "/a.php?x=1#y")
LINKS = ["".join(parts) for parts in itertools.product(SCHEMES, HOSTS, TAILS)]
OTHERS = (
    "mailto:a@evil.example", "a.b+c@evil.example", "tel:+447700900123", "sms:123", "tg://join?x=1",
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/x",
    "intent://x#Intent;end", "whatsapp://send?phone=1", "bitcoin:1abc", "magnet:?xt=x", "t.me/abc",
    "blob:https://evil.example/1", "view-source:http://evil.example", "skype:abc?call", "wa.me/1",
)  # fmt: skip
LIVE = re.compile(
    r"(?i)[a-z][a-z0-9+.-]*:(//|\\\\)|\bwww\.|\b(mailto|tel|sms|javascript|data|vbscript|file|bitcoin"
    r"|magnet|blob|skype):\S|[^\s\[]@[^\s\]]+\.[a-z]|[^\W\d_][.。．｡][^\W\d_]{2}"
)
"""What a browser, a mail program or a chat makes a link of."""


@pytest.mark.parametrize("link", [*LINKS, *OTHERS])
def test_no_link_is_left_alive(link):
    for text in (link, f"see {link} now", f"({link})", f"{link}, {link}"):
        dead = defang(text)
        assert not LIVE.search(dead), dead
        assert defang(dead) == dead


def test_there_are_two_hundred():
    assert len(LINKS) + len(OTHERS) >= 200


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("https://a.example/x", "hxxps[:]//a[.]example/x"),
        ("me@a.example", "me[@]a[.]example"),
        ("mailto:me@a.example", "mailto[:]me[@]a[.]example"),
        ("1.2.3.4", "1[.]2[.]3[.]4"),
    ],
)
def test_they_are_written_as_the_field_does(text, dead):
    assert defang(text) == dead


@pytest.mark.parametrize(
    "text",
    ["", "plain words", "Salary: 1.500,50 USD", "at 10:30", "e.g. this", "@handle", "U.S.A.",
     "4.5%", "Note:call", "Dr. Who", "…"],
)  # fmt: skip
def test_other_text_stays_as_it_is(text):
    assert defang(text) == text


PIECES = st.sampled_from(
    [
        *SCHEMES,
        *HOSTS,
        *OTHERS,
        ".",
        "@",
        ":",
        "//",
        "[.]",
        "[@]",
        "[:]",
        "[",
        "]",
        "\u200b",
        " ",
        "a",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map("".join)))
def test_defanging_twice_changes_nothing_more(text):
    assert defang(defang(text)) == defang(text)


@given(st.text(max_size=100))
def test_nothing_but_brackets_and_dead_schemes_are_added(text):
    dead = defang(text).replace("[.]", ".").replace("[@]", "@").replace("[:]", ":")
    plain = text.replace("[.]", ".").replace("[@]", "@").replace("[:]", ":")
    assert len(dead) == len(plain)
