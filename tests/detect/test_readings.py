from dataclasses import fields

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.readings import READINGS, WORDS, Held, read, words_of
from firstlight.detect.skeleton import Words, skeletons
from firstlight.detect.wordings import assemble

SIGNS = "ab l1I0o3@$.-_= \u0430\u4e2d\u200b\U0001d41a"
TEXTS = st.lists(st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=20), max_size=12)


def clean(texts: list[str]) -> list[str]:
    return [text.encode("utf-8", "ignore").decode() for text in texts]


def shelf(*parts: list[str]) -> Held:
    held = Held()
    for texts in parts:
        held.put(read(pa.chunked_array([pa.array(texts, pa.string())]), Alphabet(), 7))
    return held


@settings(deadline=None, max_examples=60)
@given(TEXTS.filter(len))
def test_what_is_packed_is_unpacked_alike(texts: list[str]) -> None:
    texts = clean(texts)
    (batch,) = shelf(texts).take(WORDS)
    before, after = skeletons(texts, Alphabet(), 7), words_of(batch)
    for field in fields(Words):
        column, other = getattr(before, field.name), getattr(after, field.name)
        assert column.dtype == other.dtype
        mine = before.doubtful if field.name in {"plain", "cuts"} else slice(None)
        assert np.array_equal(column[mine], other[mine])


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.integers(0, 12))
def test_how_posts_are_divided_into_batches_does_not_matter(texts: list[str], cut: int) -> None:
    texts = clean(texts)
    whole, parts = assemble(shelf(texts), 7), assemble(shelf(texts[:cut], texts[cut:]), 7)
    for field in fields(whole):
        assert np.array_equal(getattr(whole, field.name), getattr(parts, field.name))


def test_a_shelf_yields_the_columns_asked_for() -> None:
    (batch,) = shelf(["one text", "another"]).take(("grams", "codes"))
    assert batch.schema.names == ["grams", "codes"]
    assert batch.schema.field("codes") == READINGS.field("codes")
