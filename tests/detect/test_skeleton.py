from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.skeleton import NUMBER, Skeletons, skeletons

PLAIN = "earn good money working abroad"
ALPHABET = Alphabet()


def read(*texts: str) -> Skeletons:
    return skeletons(texts, ALPHABET, 7)


def letters(text: str) -> str:
    return "".join(map(chr, read(text).letters))


def words(text: str) -> list[str]:
    found = read(text)
    return [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    "disguised",
    [
        "EARN GOOD MONEY WORKING ABROAD",
        "еаrn gооd mоnеу wоrking аbrоаd",  # Cyrillic а е о у
        "εαrn gοοd mοnευ wοrκing αbrοαd".replace("ε", "e").replace("υ", "y"),  # Greek α ο κ
        "ｅａｒｎ ｇｏｏｄ ｍｏｎｅｙ ｗｏｒｋｉｎｇ ａｂｒｏａｄ",
        "𝐞𝐚𝐫𝐧 𝐠𝐨𝐨𝐝 𝐦𝐨𝐧𝐞𝐲 𝐰𝐨𝐫𝐤𝐢𝐧𝐠 𝐚𝐛𝐫𝐨𝐚𝐝",
        "e\u200barn go\u00adod mo\u2060ney wor\u200dking abr\u200eoad",
        "éàrn gööd mónèy wôrkïng ãbröäd",
        "e\u0301a\u0323rn good mo\u0308ney working abroad",
        "earn💰good🔥money✨working✈abroad",
        "e.a.r.n good m-o-n-e-y working abroad",
        "e a r n good m o n e y working abroad",
        "eaaarn good moneyyyy workinggg abroad",
        "34rn g00d m0ney w0rk1ng 4bro4d",
        "e@rn good money work!ng @broad",
        "earn_good_money_working_abroad",
    ],
)
def test_disguises_leave_the_same_letters(disguised: str) -> None:
    assert letters(disguised) == letters(PLAIN)


def test_words_keep_their_spans_in_the_original() -> None:
    text = "W\u200bo\u0301rk in ﬁne  Dubai\u0301, call +44 7700 900123"
    assert words(text)[:4] == ["W\u200bo\u0301rk", "in", "ﬁne", "Dubai\u0301"]
    assert words(text)[-3:] == ["+44", "7700", "900123"]


def test_numbers_links_paths_and_hosts_are_values() -> None:
    text = "1500 https://t.example/a?b=c www.foo.test/x /var/log/syslog proxy.foo.test:80 pay"
    codes = read(text).codes.tolist()
    assert codes[:-1] == [NUMBER] * 5
    assert codes[-1] != NUMBER


def test_glued_sentences_are_no_hosts() -> None:
    assert len(words("for the organization.One whom customers trust")) == 7


def test_scripts_without_spaces_give_a_word_per_letter() -> None:
    assert words("招聘高薪") == list("招聘高薪")
    assert len(words("ทำงาน")) >= 4


def test_code_is_of_the_seed() -> None:
    assert skeletons([PLAIN], ALPHABET, 1).codes.tolist() != read(PLAIN).codes.tolist()


def test_texts_of_a_batch_do_not_touch() -> None:
    apart = read("one two", "", "three http:", "//")
    assert apart.words_at.tolist() == [0, 2, 2, 4, 4]
    assert NUMBER not in apart.codes.tolist()


@pytest.mark.parametrize("text", ["", "\ud800", "\x00\x00", "://", "www.", ".", "💰", "١٢٣"])
def test_odd_texts_are_read(text: str) -> None:
    found = read(text, "work")
    assert found.words_at[-1] - found.words_at[1] == 1


PIECES = ["a", "l", "4", " ", "_", ".", "/", "<", "=", "@", "!", "://", "www.", ".com", "me:", "é"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=4))
def test_a_post_is_read_alike_whatever_stands_beside_it(texts: list[str]) -> None:
    together = read(*texts)
    for text, (begin, end) in zip(texts, pairwise(together.words_at), strict=True):
        alone = read(text)
        for part in ("codes", "starts", "ends", "doubtful", "plain", "cuts", "tied", "valued"):
            found = getattr(together, part)[begin:end].tolist()
            assert found == getattr(alone, part).tolist()
