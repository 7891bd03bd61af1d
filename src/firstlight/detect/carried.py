"""What each post carries that another post could carry too: values, accounts, texts, images.

The result is a list of incidences, one row per (key, post); nothing here weighs or compares, so
its cost is linear in the number of mentions.
"""

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.images import group_digests

CARRIED = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("post", pa.string(), nullable=False),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
    ]
)
"""One row per (key, post) with the first span; the span is null for accounts and images."""

TIES = ("phone", "email", "handle", "link")


def carried(posts: pa.Table, mentions: pa.Table, members: pa.Table) -> pa.Table:
    """Return the CARRIED table of all values that could tie posts, unique on (key, post).

    Every text is carried whatever its class: how many hands share it is learned, not assumed.
    """
    parts = [_values(mentions), _accounts(posts), _images(posts), _texts(posts, members)]
    table = pa.concat_tables([part.cast(CARRIED) for part in parts])
    table = table.filter(pc.is_in(table["post"], posts["id"])).combine_chunks()
    first = table.group_by(["kind", "key", "post"], use_threads=False).aggregate(
        [("start", "first"), ("end", "first")]
    )
    return first.rename_columns(["kind", "key", "post", "start", "end"]).cast(CARRIED)


def _rows(
    kind: pa.Array,
    key: pa.Array,
    post: pa.Array,
    start: pa.Array | None = None,
    end: pa.Array | None = None,
) -> pa.Table:
    """Return a CARRIED table from columns; missing spans become nulls."""
    none = pa.nulls(len(post), pa.int32())
    columns = [kind, key, post, none if start is None else start, none if end is None else end]
    return pa.table(columns, names=CARRIED.names)


def _values(mentions: pa.Table) -> pa.Table:
    """Return identifiers and wallets, links without scheme, `www.` and trailing slash."""
    wanted = pc.is_in(mentions["kind"], pa.array([*TIES, "wallet"]))
    found = mentions.filter(wanted)
    sort = found["kind"]
    bare = pc.replace_substring_regex(found["value"], r"^(?i:https?://)?(?i:www\.)?", "")
    value = pc.if_else(pc.equal(sort, "link"), pc.utf8_rtrim(bare, "/"), found["value"])
    kind = pc.if_else(pc.equal(sort, "wallet"), "wallet", "identifier")
    key = pc.binary_join_element_wise(sort, value, ":")
    return _rows(kind, key, found["post"], found["start"], found["end"])


def _accounts(posts: pa.Table) -> pa.Table:
    known = posts.select(["id", "author"])
    known = known.filter(pc.fill_null(pc.not_equal(known["author"], ""), fill_value=False))
    kind = pa.repeat("account", known.num_rows)
    return _rows(kind, _prefixed("account:", known["author"]), known["id"])


def _images(posts: pa.Table) -> pa.Table:
    """Return media digests; perceptual digests that are nearly equal share one key."""
    if "media" not in posts.column_names:
        return CARRIED.empty_table()
    media = posts["media"].combine_chunks()
    digest = pc.list_flatten(media)
    owner = pc.list_parent_indices(media)
    if len(digest) == 0:
        return CARRIED.empty_table()
    shared = group_digests(digest)
    kind = pa.repeat("image", len(digest))
    return _rows(kind, _prefixed("image:", shared), pc.take(posts["id"], owner))


def _texts(posts: pa.Table, members: pa.Table) -> pa.Table:
    """Return membership in texts; the span is the whole post."""
    where = pc.index_in(members["post"], posts["id"])
    length = pc.cast(pc.utf8_length(pc.take(posts["text"], where)), pa.int32())
    start = pc.if_else(pc.is_valid(length), pa.scalar(0, pa.int32()), pa.scalar(None, pa.int32()))
    key = _prefixed("template:", members["template"])
    return _rows(pa.repeat("template", members.num_rows), key, members["post"], start, length)


def _prefixed(prefix: str, values: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(pa.scalar(prefix), values, "")
