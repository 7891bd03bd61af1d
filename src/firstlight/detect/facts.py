"""The facts of each operation, gathered once from the bulk tables for the ranking to read."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.profile import row_of
from firstlight.detect.specificity import Ints

Spans = dict[int, dict[str, tuple[int, int, int]]]
"""Operation number → indicator → (post row, start, end) of the first post that shows it."""


class Facts(NamedTuple):
    """One operation; `number` is its place in the sorted ids, `posted` in the order of time."""

    id: str
    number: int
    posts: int
    posted: tuple[datetime, ...]
    places: tuple[str, ...]
    languages: tuple[str, ...]
    accounts: int
    links: pa.Table
    """OPERATION_LINKS of this operation."""


def operation_numbers(membership: pa.Table, names: pa.Array, ids: pa.ChunkedArray) -> Ints:
    """Return per post the number of its operation among the sorted `names`, -1 for none."""
    group = np.full(len(ids), -1, dtype=np.int64)
    group[row_of(membership["post"], ids)] = row_of(membership["operation"], names)
    return group


def gather(names: pa.Array, group: Ints, posts: pa.Table, links: pa.Table) -> Iterator[Facts]:
    """Yield the facts of each operation in the order of `names`."""
    rows, ends = rows_by_group(group, len(names))
    columns = ("posted", "place", "lang", "author")
    held = posts.select(columns).take(pa.array(rows)).to_pydict()
    inside, bounds = _by_operation(links, names)
    for number, (low, high) in enumerate(pairwise([0, *ends])):
        part = {name: held[name][low:high] for name in columns}
        yield Facts(
            id=names[number].as_py(),
            number=number,
            posts=high - low,
            posted=tuple(sorted(stamp for stamp in part["posted"] if stamp is not None)),
            places=_common(part["place"]),
            languages=_common(part["lang"]),
            accounts=len(_common(part["author"])),
            links=inside.slice(bounds[number], bounds[number + 1] - bounds[number]),
        )


def rows_by_group(group: Ints, groups: int) -> tuple[Ints, list[int]]:
    """Return the rows of all groups, group by group, and where each group ends."""
    inside = np.flatnonzero(group >= 0)
    rows = inside[np.argsort(group[inside], kind="stable")]
    ends = np.cumsum(np.bincount(group[inside], minlength=groups)).tolist()
    return rows, ends


def first_spans(signals: pa.Table, group: Ints, ids: pa.ChunkedArray) -> Spans:
    """Return for each operation and indicator the first post that shows it, and where."""
    row = row_of(signals["post"], ids)
    rows = np.flatnonzero(group[row] >= 0)
    chosen = signals.take(pa.array(rows))
    coded = chosen["indicator"].combine_chunks().dictionary_encode()
    code = np.asarray(coded.indices, dtype=np.int64)
    kinds = max(len(coded.dictionary), 1)
    start, end = np.asarray(chosen["start"]), np.asarray(chosen["end"])
    order = np.lexsort((start, row[rows]))
    cells, first = np.unique((group[row[rows]] * kinds + code)[order], return_index=True)
    labels = coded.dictionary.to_pylist()
    found: Spans = {}
    for cell, at in zip(cells.tolist(), order[first].tolist(), strict=True):
        spot = (int(row[rows[at]]), int(start[at]), int(end[at]))
        found.setdefault(cell // kinds, {})[labels[cell % kinds]] = spot
    return found


def count_holders(posts: pa.ChunkedArray, group: Ints, ids: pa.ChunkedArray) -> Ints:
    """Return per operation how many distinct posts of it are among `posts`."""
    rows = np.unique(row_of(posts, ids))
    owner = group[rows]
    return np.bincount(owner[owner >= 0], minlength=int(group.max(initial=-1)) + 1)


def texts_of(members: pa.Table, group: Ints, ids: pa.ChunkedArray) -> dict[int, tuple[str, ...]]:
    """Return the templates of each operation, most used first."""
    owner = group[row_of(members["post"], ids)]
    rows = np.flatnonzero(owner >= 0)
    table = pa.table({"n": owner[rows], "template": members["template"].take(pa.array(rows))})
    counted = table.group_by(["n", "template"]).aggregate([([], "count_all")])
    order = [("n", "ascending"), ("count_all", "descending"), ("template", "ascending")]
    found: dict[int, list[str]] = {}
    for line in counted.sort_by(order).to_pylist():
        found.setdefault(line["n"], []).append(line["template"])
    return {number: tuple(texts) for number, texts in found.items()}


def _by_operation(links: pa.Table, names: pa.Array) -> tuple[pa.Table, list[int]]:
    """Return the links sorted by operation, and where each operation begins."""
    ordered = links.sort_by([("operation", "ascending")])
    number = row_of(ordered["operation"], names)
    bounds: npt.NDArray[np.intp] = np.searchsorted(number, np.arange(len(names) + 1))
    return ordered, bounds.tolist()


def _common(values: Sequence[str | None]) -> tuple[str, ...]:
    """Return the distinct values, most frequent first, then in alphabetical order."""
    count: dict[str, int] = {}
    for value in values:
        if value:
            count[value] = count.get(value, 0) + 1
    return tuple(sorted(count, key=lambda value: (-count[value], value)))


def distinct(links: pa.Table, kind: str) -> int:
    """Return how many keys of a kind hold an operation together."""
    return int(pc.count_distinct(links.filter(pc.equal(links["kind"], kind))["key"]).as_py())
