"""Laws of the template engine: whatever the texts, spans are true and nothing is in two places."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.skeleton import skeletons
from firstlight.detect.templates import find_templates

ALPHABET = Alphabet()
PIECES = st.sampled_from(
    [
        *("work", "in", "Dubai", "1500 USD", "call", "+44 7700 900123", "www.a.example", "@rose1"),
        *("❤💰", "м0ney", "สมัคร", "招聘", "\u200b", "\u202e", "\u0301", "\u00ad", "ﬁ", "ǅ"),
        *("\x00", "//", "://", "$", "!", "a", "b", "c"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join)
)

ENCODABLE = TEXTS.map(lambda text: text.encode("utf-8", "replace").decode())


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=8))
def test_words_are_spans_of_their_text_in_order(texts: list[str]) -> None:
    found = skeletons(texts, ALPHABET, 3)
    for at, text in enumerate(texts):
        mine = slice(found.words_at[at], found.words_at[at + 1])
        starts, ends = found.starts[mine].tolist(), found.ends[mine].tolist()
        assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=True))
        assert starts == sorted(starts)


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_a_text_reads_the_same_in_any_company(before: list[str], after: list[str]) -> None:
    text = "Earn g00d money, call +44 7700 900123"
    alone = skeletons([text], ALPHABET, 3)
    found = skeletons([*before, text, *after], ALPHABET, 3)
    mine = slice(found.words_at[len(before)], found.words_at[len(before) + 1])
    assert found.codes[mine].tolist() == alone.codes.tolist()
    assert found.starts[mine].tolist() == alone.starts.tolist()


@settings(max_examples=100, deadline=None)
@given(st.lists(ENCODABLE, max_size=12))
def test_members_are_in_one_template_with_true_spans(texts: list[str]) -> None:
    texts = texts + texts[:3]
    posts = pa.table({"id": [str(at) for at in range(len(texts))], "text": texts})
    found = find_templates(posts)
    rows = found.members.to_pylist()
    assert len({row["post"] for row in rows}) == len(rows)
    by_id = {template.id: template for template in found.templates}
    for row in rows:
        text, end = texts[int(row["post"])], 0
        for span in sorted(row["fillers"], key=lambda span: span["start"]):
            assert end <= span["start"] <= span["end"] <= len(text)
            end = span["end"]
        assert row["template"] in by_id
    for template in found.templates:
        assert template.support == sum(row["template"] == template.id for row in rows) >= 2
