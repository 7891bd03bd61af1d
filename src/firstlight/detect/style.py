"""Style: habits of writing that stay when numbers, accounts and texts change.

Runs of two to four characters, capitals and punctuation included, with values masked (Stamatatos,
"A survey of modern authorship attribution methods", 2009), beside the relative frequencies of the
commonest words, which in any language are its function words (Burrows, "Delta", 2002). Texts of one
template are alike because they were copied; whoever asks for style leaves those pairs out.

Style proposes pairs to look at. It makes no operation: on short posts its first pairs are mostly
wrong (docs/benchmarks/linkage.md has the figures, docs/decisions/0022 the reason).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize

from firstlight.detect.specificity import Floats, Ints

LEAST = 80
"""Characters, values masked, that a text needs before its habits are read."""
COMMON = 150
"""Words, the commonest, whose frequencies count as habits."""
_FEATURES = 60_000
_WORDS_COUNT = 0.3
_ROWS = 512
_NUMBERS = re.compile(r"\d+")
_LINKS = re.compile(r"https?://\S+|www\.\S+")


class Alike(NamedTuple):
    """Pairs of text numbers (`left` < `right`) with their similarity from 0 to 1, closest first."""

    left: Ints
    right: Ints
    similarity: Floats


def masked(text: str, spans: Sequence[tuple[int, int]] = ()) -> str:
    """Return the text with the values at `spans`, links and numbers replaced by one sign each."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts.append(text[at:start] + "¤")
            at = end
    return _NUMBERS.sub("0", _LINKS.sub("¤", "".join(parts) + text[at:]))


def habits(texts: Sequence[str]) -> csr_array:
    """Return one row of unit length per masked text, empty for texts shorter than LEAST."""
    long = np.array([len(text) >= LEAST for text in texts], dtype=np.float64)
    if long.sum() < 2:
        return csr_array((len(texts), 1))
    runs = TfidfVectorizer(
        analyzer="char", ngram_range=(2, 4), lowercase=False, sublinear_tf=True, min_df=2,
        max_features=_FEATURES,
    )  # fmt: skip
    reader = re.compile(r"\w+|[^\w\s]")
    words = CountVectorizer(tokenizer=reader.findall, lowercase=False, max_features=COMMON)
    words.set_params(token_pattern=None)
    both = [csr_array(part.fit_transform(texts)).astype(np.float64) for part in (runs, words)]
    scaled = [normalize(both[0]), normalize(both[1]) * np.sqrt(_WORDS_COUNT)]
    rows = csr_array(normalize(csr_array(hstack(scaled)).multiply(long[:, None])))
    rows.eliminate_zeros()
    return rows


def closest(rows: csr_array, count: int, *, apart: Sequence[str] | None = None) -> Alike:
    """Return the most similar pairs, at most `count`; rows with equal `apart` are left out."""
    found: list[tuple[Ints, Ints, Floats]] = []
    group = None if apart is None else np.unique(np.array(apart), return_inverse=True)[1]
    for left, right, value in _blocks(rows):
        kept = value > 0
        if group is not None:
            kept &= group[left] != group[right]
        rows_kept = np.flatnonzero(kept)
        best = rows_kept[np.argsort(-value[rows_kept], kind="stable")[:count]]
        found.append((left[best], right[best], value[best]))
    left, right, value = (np.concatenate(part) for part in zip(*found, strict=True))
    best = np.lexsort((right, left, -value))[:count]
    return Alike(left[best], right[best], value[best])


def _blocks(rows: csr_array) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield the pairs of each block of rows with all later rows; memory stays bounded."""
    for begin in range(0, max(rows.shape[0], 1), _ROWS):
        product = (rows[begin : begin + _ROWS] @ rows[begin:].T).tocoo()
        left, right = product.row.astype(np.int64) + begin, product.col.astype(np.int64) + begin
        later = left < right
        yield left[later], right[later], product.data[later].astype(np.float64)
