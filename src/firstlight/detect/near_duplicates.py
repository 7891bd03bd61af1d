"""Near-duplicates: pairs of posts whose texts share most of their characters, slots and all.

An exact set-similarity join: Jaccard similarity of character 5-grams, in lower case and with single
spaces, with prefix and position filtering (Bayardo, Ma and Srikant 2007; Xiao, Wang, Lin and Yu
2008).
Templates say more, and join less like posts; this is the plain measure beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_ROWS = 1024
_DEEPER = 16
"""Prefixes hold this part of a text's n-grams more than they must: what meets is surer."""
_SLACK = 1e-9
Longs = npt.NDArray[np.int64]


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
        found = _join(_matrix([texts[at] for at in rows]), least)
        pairs += sorted((rows[max(i, j)], rows[min(i, j)], value) for i, j, value in found)
    columns = [[ids[i] for i, _, _ in pairs], [ids[j] for _, j, _ in pairs]]
    return pa.table([*columns, [value for *_, value in pairs]], schema=NEAR_DUPLICATES)


def _matrix(texts: Sequence[str]) -> csr_array:
    """Return texts by 5-grams, the columns from the rarest n-gram to the most frequent."""
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    whole = np.arange(len(codes)) <= np.repeat(np.cumsum(sizes) - GRAM, sizes)
    owner = np.repeat(np.arange(len(texts)), sizes)[whole]
    found = np.sort((owner << 32) | _numbered(codes)[whole])
    distinct = found[np.append(True, found[1:] != found[:-1])]
    owner, gram = distinct >> 32, distinct & 0xFFFFFFFF
    counts = np.bincount(gram)
    rank = np.empty(len(counts), np.int64)
    rank[np.argsort(counts, kind="stable")] = np.arange(len(counts))
    index = np.sort((owner << 32) | rank[gram]) & 0xFFFFFFFF
    ends = np.searchsorted(owner, np.arange(len(texts) + 1))
    shape = (len(texts), len(counts))
    return csr_array((np.ones(len(index), np.int32), index, ends), shape=shape)


def _numbered(codes: npt.NDArray[np.uint32]) -> Longs:
    """Return a number for the n-gram that begins at each character: the same for the same."""
    known = np.zeros(int(codes.max()) + 1, np.bool_)
    known[codes] = True
    letters = (np.cumsum(known) - 1)[codes]
    number = letters
    for step in range(1, GRAM):
        number = number * (int(letters.max()) + 1) + np.append(letters[step:], np.zeros(step, int))
        if step == GRAM - 1 or int(letters.max()) ** GRAM >= 2**62:
            number = np.unique(number, return_inverse=True)[1]
    return number


@dataclass(frozen=True, slots=True)
class _Prefixes:
    """The first, rarest columns of each row: their number, the last of them, and the matrix."""

    kept: Longs
    last: Longs
    matrix: csr_array


def _join(grams: csr_array, least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of rows with their similarity, which the larger set's prefix finds.

    Of sets x and y, no larger, that are so similar, ⌈least·(|x| + |y|) / (1 + least)⌉ columns are
    shared: at least `least`·|x|, and 2·least / (1 + least) of |y|. So one is among the first of
    both; and once those shared of the first are counted, no more can be shared than the one set has
    left whose prefix ends first.
    """
    sizes = np.diff(grams.indptr)
    order = np.argsort(sizes, kind="stable")
    grams, sizes = grams[order], sizes[order]
    asking = _prefixes(grams, sizes, least)
    asked = _prefixes(grams, sizes, 2 * least / (1 + least))
    for begin in range(0, len(sizes), _ROWS):
        end = min(begin + _ROWS, len(sizes))
        low = int(np.searchsorted(sizes, least * sizes[begin] - _SLACK))
        met = (asking.matrix[begin:end] @ asked.matrix[low:end].T).tocoo()
        x, y, shared = met.row + begin, met.col + low, met.data
        enough = least / (1 + least) * (sizes[x] + sizes[y]) - _SLACK
        first = asking.last[x] <= asked.last[y]
        left = np.where(first, (sizes - asking.kept)[x], (sizes - asked.kept)[y])
        fits = (y < x) & (shared + left >= enough) & (sizes[y] >= least * sizes[x] - _SLACK)
        for i, j, value in _alike(grams, sizes, x[fits], y[fits], least):
            yield int(order[i]), int(order[j]), value


def _alike(
    grams: csr_array, sizes: Longs, x: Longs, y: Longs, least: float
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs, of some, that are similar indeed."""
    for part in range(0, len(x), _ROWS):
        left, right = x[part : part + _ROWS], y[part : part + _ROWS]
        shared = np.asarray(grams[left].multiply(grams[right]).sum(axis=1)).ravel()
        value = shared / (sizes[left] + sizes[right] - shared)
        like = value >= least
        yield from zip(left[like].tolist(), right[like].tolist(), value[like].tolist(), strict=True)


def _prefixes(grams: csr_array, sizes: Longs, least: float) -> _Prefixes:
    """Return of each row as many columns as hold one of any `least` of them, and some more."""
    kept = sizes - np.ceil(least * sizes - _SLACK).astype(np.int64) + 1 + sizes // _DEEPER
    kept = np.minimum(kept, sizes)
    inner = np.arange(grams.indptr[-1]) - np.repeat(grams.indptr[:-1], sizes)
    several = np.bincount(grams.indices, minlength=grams.shape[1]) > 1
    mask = (inner < np.repeat(kept, sizes)) & several[grams.indices]
    ends = np.append(0, np.cumsum(mask))[grams.indptr]
    matrix = csr_array((grams.data[mask], grams.indices[mask], ends), shape=grams.shape)
    return _Prefixes(kept, grams.indices[grams.indptr[:-1] + kept - 1], matrix)
