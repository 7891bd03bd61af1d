from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.mentions import find_mentions
from firstlight.model.mention import MentionKind

PIECES = st.sampled_from([
    "+44 7700 900123", "call ", "٠٧٧", "O77OO", "@", "name", " [at] ", ".com", "t.me/", "0x", "½",
    "1500", " USD", "万", "三", "/month", "微信", "t3legram ", "zero ", "\u200b", "\ud800", "ﷺ",
    "5️⃣", "Дубае", " - ", "\n", "hxxp://", "[.]", "18-25 years", "2024-02-31", "²", "১", "🇦🇪",
    "٫", "bc1q", "end.Next", "Line: ",
])  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=15).map("".join))


@settings(max_examples=300, deadline=None)
@given(
    TEXTS, st.sampled_from([None, "GB", "AE:Dubai", "nowhere"]), st.sampled_from([None, "zh", "en"])
)
def test_every_mention_quotes_a_part_of_the_text(text, place, lang):
    for mention in find_mentions(text, place=place, lang=lang):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.value
        assert mention.kind in MentionKind.__args__
        mention.value.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_mentions(text):
    assert find_mentions(text) == find_mentions(text)
