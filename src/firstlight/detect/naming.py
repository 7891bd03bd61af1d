"""Names of templates that last: the earlier run's where most posts stay, new ones otherwise."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.wordings import Longs


def template_ids(
    posts: Sequence[Longs],
    ids: pa.ChunkedArray,
    previous: pa.Table | None,
    given: Iterable[str] = (),
) -> list[str]:
    """Return an id for each template, given as rows of `ids` (the oldest post first).

    A template of `previous` (MEMBERS) hands its id to the template that holds most of its posts;
    a template with no heir's id is named after its oldest post, so that posts added later do not
    rename it. The ids `given` have been given away already.
    """
    names: list[str | None] = [None] * len(posts)
    taken = set(given)
    for at, old in _heirs(posts, ids, previous):
        if names[at] is None and old not in taken:
            names[at] = old
            taken.add(old)
    oldest = ids.take(pa.array([int(rows[0]) for rows in posts], pa.int64())).to_pylist()
    return [name or _named_after(post, taken) for name, post in zip(names, oldest, strict=True)]


def _heirs(
    posts: Sequence[Longs], ids: pa.ChunkedArray, previous: pa.Table | None
) -> list[tuple[int, str]]:
    """Return (template, earlier id) pairs, those that share most posts first."""
    if previous is None or not len(previous) or not posts:
        return []
    rows = np.concatenate(posts)
    owner = np.repeat(np.arange(len(posts)), [len(members) for members in posts])
    held = pc.index_in(ids.take(pa.array(rows)), value_set=previous.column("post"))
    held = held.fill_null(-1).to_numpy()
    earlier = previous.column("template").combine_chunks().dictionary_encode()
    old = earlier.indices.to_numpy()[held[held >= 0]].astype(np.int64)
    cell, shared = np.unique(owner[held >= 0] * len(earlier.dictionary) + old, return_counts=True)
    at, old = np.divmod(cell, len(earlier.dictionary))
    names = earlier.dictionary.take(pa.array(old)).to_pylist()
    found = zip(shared.tolist(), at.tolist(), names, strict=True)
    ranked = sorted((-count, template, name) for count, template, name in found)
    return [(template, name) for _, template, name in ranked]


def _named_after(post: str, taken: set[str]) -> str:
    """Return a new id derived from a post's, and note it as taken."""
    for salt in range(len(taken) + 1):
        name = blake2b(f"{salt}:{post}".encode(), digest_size=8, person=b"template").hexdigest()
        if name not in taken:
            break
    taken.add(name)
    return name
