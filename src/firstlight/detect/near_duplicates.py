"""Near-duplicates: pairs of posts whose texts share most of their characters, slots and all.

An exact set-similarity join: Jaccard similarity of character 5-grams, in lower case and with single
spaces, with prefix filtering (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007).
Templates say more, and join less like posts; this is the plain measure beside them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import csr_array

GRAM = 5
LIKE = 0.6
NEAR_DUPLICATES = pa.schema(
    [
        pa.field("post", pa.string(), nullable=False),
        pa.field("other", pa.string(), nullable=False),
        pa.field("similarity", pa.float32(), nullable=False),
    ]
)
"""A pair of posts with equal texts has similarity 1 and names the first post with that text."""
_ROWS = 2048


def near_duplicates(posts: pa.Table, *, least: float = LIKE) -> pa.Table:
    """Return the pairs of posts (`id`, `text`) of at least that similarity, as NEAR_DUPLICATES.

    Of posts with one text, the first stands for all in pairs with other texts. Texts of fewer than
    five characters have no n-gram and no pair.
    """
    ids = posts.column("id").to_pylist()
    texts = [" ".join(text.lower().split()) for text in posts.column("text").to_pylist()]
    first: dict[str, int] = {}
    copies = [(at, first.setdefault(text, at)) for at, text in enumerate(texts)]
    rows = [at for text, at in first.items() if len(text) >= GRAM]
    pairs = [(at, lead, 1.0) for at, lead in copies if at != lead and len(texts[at]) >= GRAM]
    if rows:
        grams = _matrix([texts[at] for at in rows])
        pairs += [(rows[i], rows[j], value) for i, j, value in _join(grams, least)]
    columns = [[ids[i] for i, _, _ in pairs], [ids[j] for _, j, _ in pairs]]
    return pa.table([*columns, [value for *_, value in pairs]], schema=NEAR_DUPLICATES)


def _matrix(texts: Sequence[str]) -> csr_array:
    """Return texts by 5-grams, the columns from the rarest n-gram to the most frequent."""
    sets = [{text[at : at + GRAM] for at in range(len(text) - GRAM + 1)} for text in texts]
    counts = Counter(gram for grams in sets for gram in grams)
    order = {gram: at for at, gram in enumerate(sorted(counts, key=lambda g: (counts[g], g)))}
    ends = np.cumsum([0, *map(len, sets)])
    index = np.fromiter((at for grams in sets for at in sorted(map(order.__getitem__, grams))),
                        np.int32, int(ends[-1]))  # fmt: skip
    shape = (len(texts), len(order))
    return csr_array((np.ones(len(index), np.int32), index, ends), shape=shape)


def _join(grams: csr_array, least: float) -> Iterable[tuple[int, int, float]]:
    """Yield the pairs of rows (i > j) with their similarity.

    Rows that similar share one of their first n - ⌈least·n⌉ + 1 columns, whatever the order.
    """
    sizes = np.diff(grams.indptr)
    prefix = _prefixes(grams, sizes, least)
    for begin in range(0, len(sizes), _ROWS):
        met = (prefix[begin : begin + _ROWS] @ prefix.T).tocoo()
        i, j = met.row + begin, met.col
        fits = (j < i) & (least * np.maximum(sizes[i], sizes[j]) <= np.minimum(sizes[i], sizes[j]))
        i, j = i[fits], j[fits]
        for part in range(0, len(i), _ROWS):
            left, right = i[part : part + _ROWS], j[part : part + _ROWS]
            shared = np.asarray(grams[left].multiply(grams[right]).sum(axis=1)).ravel()
            value = shared / (sizes[left] + sizes[right] - shared)
            like = value >= least
            yield from zip(
                left[like].tolist(), right[like].tolist(), value[like].tolist(), strict=True
            )


def _prefixes(grams: csr_array, sizes: npt.NDArray[np.int64], least: float) -> csr_array:
    """Return the matrix with only the first, rarest columns of each row."""
    kept = np.fromiter((n - ceil(least * n) + 1 for n in sizes.tolist()), np.int64, len(sizes))
    inner = np.arange(grams.indptr[-1]) - np.repeat(grams.indptr[:-1], sizes)
    mask = inner < np.repeat(kept, sizes)
    ends = np.concatenate([[0], np.cumsum(kept)])
    return csr_array((grams.data[mask], grams.indices[mask], ends), shape=grams.shape)
