"""Links: what ties posts together, each weighed by how surprising it is.

A link is evidence between posts (model.link); links to the web found in a text are in `urls.py`.
Values carried by posts → routes of their texts → weights learned from the data. A link is a value
with the posts that carry it, never a list of pairs, so its size is linear in the posts.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.carried import carried
from firstlight.detect.routes import find_routes
from firstlight.detect.specificity import CLASSES, Incidence, weigh
from firstlight.model.link import LINKS, Link

LEAST = 1.0
"""Bits below which a value is a hub or worn out, and ties nothing."""


def find_links(posts: pa.Table, mentions: pa.Table, members: pa.Table) -> pa.Table:
    """Return the LINKS table: every value that ties at least two posts, with its weight in bits.

    `posts` has the columns id, text, author, posted, place, media of POSTS; `mentions` is MENTIONS,
    `members` MEMBERS. Rows are sorted by kind, key and post. Values below LEAST bits are left out.
    """
    table = carried(posts, mentions, members)
    incidence = incidence_of(table, posts["id"])
    weight = weigh(incidence)
    rows = table.append_column("weight", pa.array(weight[incidence.key], pa.float32()))
    rows = rows.filter(pc.greater_equal(rows["weight"], LEAST))
    links = pa.concat_tables([_ordered(rows), _ordered(_routes(rows, posts))])
    return links.sort_by([("kind", "ascending"), ("key", "ascending"), ("post", "ascending")])


def incidence_of(table: pa.Table, ids: pa.ChunkedArray) -> Incidence:
    """Return the incidence of a table with kind, key and post; `ids` number the posts."""
    coded = table["key"].combine_chunks().dictionary_encode()
    key = np.asarray(coded.indices, dtype=np.int64)
    kinds = pa.array(list(CLASSES))
    names = np.asarray(pc.fill_null(pc.index_in(table["kind"], kinds), 0), dtype=np.int64)
    kind = np.zeros(len(coded.dictionary), dtype=np.int64)
    kind[key] = np.array(list(CLASSES.values()), dtype=np.int64)[names]
    post = np.asarray(pc.index_in(table["post"], ids), dtype=np.int64)
    return Incidence(post=post, key=key, kind=kind, posts=len(ids))


def as_links(table: pa.Table) -> list[Link]:
    """Return the links of a LINKS table as structs, strongest first; for a page, not for bulk."""
    grouped = table.group_by(["kind", "key"]).aggregate([("weight", "max"), ("post", "list")])
    links = [
        Link(kind=r["kind"], key=r["key"], weight=r["weight_max"], posts=tuple(r["post_list"]))
        for r in grouped.to_pylist()
    ]
    return sorted(links, key=lambda link: (-link.weight, link.kind, link.key))


def _routes(rows: pa.Table, posts: pa.Table) -> pa.Table:
    """Return route links of the texts among `rows`; the key names the text that moves.

    A route weighs no more than its text: it is a property of the text, not a second witness.
    """
    texts = rows.filter(pc.equal(rows["kind"], "template"))
    found = find_routes(texts.select(["key", "post"]), posts)
    most = pc.take(texts["weight"], pc.index_in(found["key"], texts["key"]))
    key = pc.binary_join_element_wise(pa.scalar("route:"), found["key"], "")
    none = pa.nulls(found.num_rows, pa.int32())
    return pa.table(
        {
            "kind": pa.repeat("route", found.num_rows),
            "key": key,
            "post": found["post"],
            "weight": pc.min_element_wise(pc.cast(found["bits"], pa.float32()), most),
            "start": none,
            "end": none,
        }
    )


def _ordered(table: pa.Table) -> pa.Table:
    return table.select(LINKS.names).cast(LINKS)
