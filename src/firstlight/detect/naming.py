"""Names of templates that last: the earlier run's where most posts stay, new ones otherwise."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.wordings import Longs


def template_ids(
    posts: Sequence[Longs], ids: pa.ChunkedArray, previous: pa.Table | None
) -> list[str]:
    """Return an id for each template, given as rows of `ids` (the oldest post first).

    A template of `previous` (MEMBERS) hands its id to the template that holds most of its posts;
    a template with no heir's id is named after its oldest post, so that posts added later do not
    rename it.
    """
    names: list[str | None] = [None] * len(posts)
    taken: set[str] = set()
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
    if previous is None or not len(previous):
        return []
    rows = pc.index_in(ids, value_set=previous.column("post")).to_pylist()
    earlier = previous.column("template").to_pylist()
    shared: Counter[tuple[int, str]] = Counter()
    for at, members in enumerate(posts):
        for post in members.tolist():
            if rows[post] is not None:
                shared[at, earlier[rows[post]]] += 1
    return [pair for pair, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))]


def _named_after(post: str, taken: set[str]) -> str:
    """Return a new id derived from a post's, and note it as taken."""
    for salt in range(len(taken) + 1):
        name = blake2b(f"{salt}:{post}".encode(), digest_size=8, person=b"template").hexdigest()
        if name not in taken:
            break
    taken.add(name)
    return name
