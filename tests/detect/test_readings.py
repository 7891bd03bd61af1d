from collections import deque
from dataclasses import fields

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect import readings as module
from firstlight.detect.alphabet import Alphabet
from firstlight.detect.readings import READINGS, packed, read, unpacked
from firstlight.detect.wordings import assemble

SIGNS = "ab l1I0o3@$.-_= \u0430\u4e2d\u200b\U0001d41a"
TEXTS = st.lists(st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=20), max_size=12)


def readings(texts: list[str]) -> list[module.Reading]:
    return list(read(pa.chunked_array([pa.array(texts, pa.string())]), Alphabet(), 7))


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_what_is_packed_is_unpacked_alike(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    one = readings(texts)
    two = list(unpacked(pa.Table.from_batches(packed(one), READINGS)))
    assert len(one) == len(two)
    for before, after in zip(one, two, strict=True):
        for field in fields(before):
            column, other = getattr(before, field.name), getattr(after, field.name)
            assert column.dtype == other.dtype
            assert np.array_equal(column, other)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.integers(0, 12))
def test_how_posts_are_divided_into_batches_does_not_matter(texts: list[str], cut: int) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    whole = assemble(deque(readings(texts)), 7)
    parts = assemble(deque(readings(texts[:cut]) + readings(texts[cut:])), 7)
    for field in fields(whole):
        assert np.array_equal(getattr(whole, field.name), getattr(parts, field.name))
