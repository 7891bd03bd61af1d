"""Comparing records field by field: how far two values agree, as one of a few levels.

Names: Jaro–Winkler (Winkler, "String comparator metrics and enhanced decision rules in the
Fellegi-Sunter model of record linkage", 1990). Codes and dates: edits with transpositions (Damerau,
1964). Texts: cosine of trigrams of letters, rare ones counting more.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

from firstlight.detect.specificity import Floats, Ints
from firstlight.model.linkage import Field

MISSING = -1
LEVELS = {
    "name": ("the same", "nearly the same", "alike", "different"),
    "text": ("the same", "nearly the same", "alike", "somewhat alike", "different"),
    "date": ("the same", "one slip apart", "two slips apart", "different"),
    "code": ("the same", "one slip apart", "two slips apart", "different"),
    "category": ("the same", "different"),
}
"""What each level says of two values, from agreement to difference."""
CUTS: dict[str, tuple[float, ...]] = {
    "name": (0.92, 0.80), "text": (0.80, 0.55, 0.30), "date": (1, 2), "code": (1, 2),
    "category": (),
}  # fmt: skip
"""Bounds between the levels after the first: similarity at least (names, texts), edits at most."""
_CHUNK = 200_000
_PUNCTUATION = re.compile(r"[\W_]+")


class Column(NamedTuple):
    """The values of one field: `code` per record into `values` (normal forms), -1 for none.

    `share` is the part of all given values that equals each value.
    """

    field: Field
    values: list[str]
    code: Ints
    share: Floats


def column(field: Field, values: pa.ChunkedArray) -> Column:
    """Return a field's values in their normal form: NFKC, lower case, punctuation as spaces."""
    normal = [_normal(value) for value in values.to_pylist()]
    known = sorted({value for value in normal if value})
    number = {value: index for index, value in enumerate(known)}
    code = np.array([number.get(value, MISSING) for value in normal], dtype=np.int64)
    count = np.bincount(code[code >= 0], minlength=len(known)).astype(np.float64)
    return Column(field, known, code, count / max(count.sum(), 1.0))


def levels(of: Column, left: Ints, right: Ints) -> npt.NDArray[np.int8]:
    """Return the level of agreement of each pair of records, MISSING where a value is missing."""
    one, other = of.code[left], of.code[right]
    both = (one >= 0) & (other >= 0)
    width = len(of.values) + 1
    cell = np.minimum(one, other)[both] * width + np.maximum(one, other)[both]
    cells, where = np.unique(cell, return_inverse=True)
    found = np.full(len(left), MISSING, dtype=np.int8)
    found[both] = _level(of, cells // width, cells % width)[where]
    return found


def _level(of: Column, one: Ints, other: Ints) -> npt.NDArray[np.int8]:
    """Return the level of each pair of distinct value numbers."""
    kind = of.field.kind
    last = len(LEVELS[kind]) - 1
    level = np.where(one == other, 0, last).astype(np.int8)
    rows = np.flatnonzero(one != other)
    if not CUTS[kind] or len(rows) == 0:
        return level
    measure = _MEASURES[kind](of.values, one[rows], other[rows])
    ascending = kind in {"date", "code"}
    for number, cut in reversed(list(enumerate(CUTS[kind], start=1))):
        near = measure <= cut if ascending else measure >= cut
        level[rows[near]] = number
    return level


def _names(values: Sequence[str], one: Ints, other: Ints) -> Floats:
    return _paired(values, one, other, JaroWinkler.similarity)


def _edits(values: Sequence[str], one: Ints, other: Ints) -> Floats:
    return _paired(values, one, other, OSA.distance)


def _paired(values: Sequence[str], one: Ints, other: Ints, scorer: Callable[..., Any]) -> Floats:
    """Return the score of each pair of values."""
    parts = [np.zeros(0)]
    for begin in range(0, len(one), _CHUNK):
        left = [values[i] for i in one[begin : begin + _CHUNK].tolist()]
        right = [values[i] for i in other[begin : begin + _CHUNK].tolist()]
        parts.append(np.asarray(cpdist(left, right, scorer=scorer), dtype=np.float64))
    return np.concatenate(parts)


def _texts(values: Sequence[str], one: Ints, other: Ints) -> Floats:
    """Return cosines of trigrams with rare ones counting more (tf-idf)."""
    reader = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), sublinear_tf=True)
    matrix = csr_array(reader.fit_transform(values))
    parts = [np.zeros(0)]
    for begin in range(0, len(one), _CHUNK // 10):
        part = slice(begin, begin + _CHUNK // 10)
        parts.append(np.asarray(matrix[one[part]].multiply(matrix[other[part]]).sum(axis=1)))
    return np.concatenate(parts)


_MEASURES: dict[str, Callable[[Sequence[str], Ints, Ints], Floats]] = {
    "name": _names, "text": _texts, "date": _edits, "code": _edits,
}  # fmt: skip


def _normal(value: object) -> str:
    """Return the normal form of a value, empty for none."""
    if value is None:
        return ""
    folded = unicodedata.normalize("NFKC", str(value)).casefold()
    return " ".join(_PUNCTUATION.sub(" ", folded).split())
