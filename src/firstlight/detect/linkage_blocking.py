"""Blocking: which pairs of records are compared at all, so that the cost stays near linear.

Records that share a value of a field, a rare word of a text, or (where many share a value) that
value and one of another field, are compared. Large blocks are read along their sorted order only
(sorted neighbourhood: Hernández and Stolfo, "The merge/purge problem", 1995).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from firstlight.detect.linkage_levels import Column
from firstlight.detect.specificity import Ints

CROWD = 60
"""Records in a block up to which all pairs are compared."""
NEIGHBOURS = 12
"""Followers in sorted order that each record of a larger block is compared with."""
WHOLE = 1_000_000
"""Pairs up to which all are compared."""
RARE = 30
"""Records up to which a word of a text makes a block."""


class Rule(NamedTuple):
    """Pairs of record numbers (`left` < `right`) that a rule proposes, by the fields it reads."""

    fields: tuple[int, ...]
    left: Ints
    right: Ints


def rules(columns: Sequence[Column], source: Ints | None = None) -> list[Rule]:
    """Return the rules with their pairs; with `source`, only pairs of different sources."""
    whole = _sorted_text(columns)
    found = []
    for fields, block in _blocks(columns):
        left, right = _pairs(block, whole)
        if source is not None:
            apart = source[left] != source[right]
            left, right = left[apart], right[apart]
        if len(left):
            found.append(Rule(fields, left, right))
    return found


def union(found: Sequence[Rule], records: int, source: Ints | None = None) -> tuple[Ints, Ints]:
    """Return the distinct pairs of all rules, sorted; of few records, all pairs there are."""
    if records * (records - 1) // 2 <= WHOLE:
        left, right = (side.astype(np.int64) for side in np.triu_indices(records, 1))
        if source is None:
            return left, right
        apart = source[left] != source[right]
        return left[apart], right[apart]
    cells = [rule.left * records + rule.right for rule in found]
    cell = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *cells]))
    return cell // max(records, 1), cell % max(records, 1)


def _blocks(columns: Sequence[Column]) -> Iterator[tuple[tuple[int, ...], list[tuple[Ints, Ints]]]]:
    """Yield fields with (record, block) rows; a record may stand in several blocks."""
    common = []
    for number, column in enumerate(columns):
        if len(column.values) < 2:
            continue
        size = np.bincount(column.code[column.code >= 0])
        if size.mean() > CROWD or column.field.kind == "category":
            common.append(number)
            continue
        yield (number,), [_rows(column.code)]
        if column.field.kind in {"text", "name"}:
            words = _words(column)
            if len(words[0]):
                yield (number,), [words]
    for one, other in combinations(common, 2):
        first, second = columns[one].code, columns[other].code
        code = np.where((first < 0) | (second < 0), -1, first * (second.max() + 1) + second)
        yield (one, other), [_rows(code)]


def _rows(code: Ints) -> tuple[Ints, Ints]:
    record = np.flatnonzero(code >= 0)
    return record, code[record]


def _words(column: Column) -> tuple[Ints, Ints]:
    """Return (record, word) rows of the words that at least two and at most RARE values have."""
    number: dict[str, int] = {}
    values, words = [], []
    for place, text in enumerate(column.values):
        parts = sorted(set(text.split()))
        if len(parts) > 1:
            values += [place] * len(parts)
            words += [number.setdefault(part, len(number)) for part in parts]
    value, word = np.array(values, dtype=np.int64), np.array(words, dtype=np.int64)
    size = np.bincount(word, minlength=len(number))
    kept = (size[word] >= 2) & (size[word] <= RARE) if len(word) else np.zeros(0, dtype=bool)
    value, word = value[kept], word[kept]
    order = np.argsort(value, kind="stable")
    value, word = value[order], word[order]
    low = np.searchsorted(value, column.code, side="left")
    count = np.searchsorted(value, column.code, side="right") - low
    record = np.repeat(np.arange(len(column.code)), count)
    offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return record, word[np.repeat(low, count) + offset]


def _sorted_text(columns: Sequence[Column]) -> Ints:
    """Return the rank of each record in the order of all its values."""
    order = np.lexsort([column.code for column in reversed(columns)])
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _pairs(blocks: list[tuple[Ints, Ints]], rank: Ints) -> tuple[Ints, Ints]:
    """Return the pairs within blocks: all of small ones, the near ones of large ones."""
    record = np.concatenate([rows for rows, _ in blocks])
    block = np.concatenate([names for _, names in blocks])
    order = np.lexsort((rank[record], block))
    record, block = record[order], block[order]
    end = np.searchsorted(block, block, side="right")
    size = end - np.searchsorted(block, block, side="left")
    index = np.arange(len(block))
    reach = np.minimum(end - index - 1, np.where(size > CROWD, NEIGHBOURS, len(block)))
    left = np.repeat(index, reach)
    right = left + 1 + np.arange(reach.sum()) - np.repeat(np.cumsum(reach) - reach, reach)
    one, other = record[left], record[right]
    apart = one != other
    one, other = one[apart], other[apart]
    cell = np.unique(np.minimum(one, other) * len(rank) + np.maximum(one, other))
    return cell // max(len(rank), 1), cell % max(len(rank), 1)
