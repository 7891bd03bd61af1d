"""Why two posts stand together: what both carry, as a waterfall of evidence."""

from collections import defaultdict
from collections.abc import Sequence
from math import log2
from typing import Any

import msgspec
import pyarrow as pa

from firstlight.detect.explain import waterfall
from firstlight.detect.specificity import CLASSES
from firstlight.web.queries import Row, rows
from firstlight.web.show.waterfall import Step, steps

NEAREST = 5
LONGEST_LIST = 20_000


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Another post of the operation with the steps from "any two posts" to "one hand"."""

    other: str
    steps: list[Step]


def nearest(snapshot: Any, post: str, operation: str) -> list[Pair]:
    """Return the posts of the same operation that share most evidence with a post, and why.

    Kinds that are not independent of each other count once (see `detect.specificity.CLASSES`).
    """
    shared = rows(
        snapshot,
        """
        with mine as (select kind, key from links where post = ?)
        select l.post, l.kind, l.key, max(l.weight) as weight
        from links l join mine using (kind, key) join operation_posts o on o.post = l.post
        where o.operation = ? group by all limit ?
        """,
        [post, operation, LONGEST_LIST],
    )
    shared = [row for row in shared if row["kind"] in CLASSES]
    prior = -log2(max(_senders(snapshot), 2))
    table = pa.Table.from_pylist(shared) if shared else None
    return [
        Pair(other=other, steps=steps(waterfall(table, post, other, prior=prior)))
        for other in _strongest(shared, post)
    ]


def _strongest(shared: Sequence[Row], post: str) -> list[str]:
    best: dict[str, dict[int, float]] = defaultdict(dict)
    for row in shared:
        if row["post"] != post:
            kinds, group = best[row["post"]], CLASSES[row["kind"]]
            kinds[group] = max(kinds.get(group, 0.0), row["weight"])
    ordered = sorted(best, key=lambda other: (-sum(best[other].values()), other))
    return ordered[:NEAREST]


def _senders(snapshot: Any) -> int:
    sql = "select count(distinct coalesce(author, id)) as n from posts"
    return int(rows(snapshot, sql)[0]["n"])
