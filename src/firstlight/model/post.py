"""A post: one item as captured (offer, chat message, tip), never altered afterwards."""

from datetime import datetime
from hashlib import blake2b

import msgspec
import pyarrow as pa

POSTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("given_id", pa.string()),
        pa.field("source", pa.string(), nullable=False),
        pa.field("author", pa.string()),
        pa.field("title", pa.string()),
        pa.field("text", pa.string(), nullable=False),
        pa.field("lang", pa.string()),
        pa.field("posted", pa.timestamp("us", tz="UTC")),
        pa.field("offset_minutes", pa.int16()),
        pa.field("place", pa.string()),
        pa.field("media", pa.list_(pa.string())),
        pa.field("locator", pa.string(), nullable=False),
    ]
)
"""One row per post. `offset_minutes` is the sender's offset from UTC; null where not known."""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """One item as captured.

    `id` is a content hash, `given_id` the identifier it had in its source, `locator` the place in
    the original ("posts.csv:17"), `media` a tuple of digests, `posted` an aware UTC instant.
    """

    id: str
    source: str
    text: str
    locator: str
    given_id: str | None = None
    author: str | None = None
    title: str | None = None
    lang: str | None = None
    posted: datetime | None = None
    offset_minutes: int | None = None
    place: str | None = None
    media: tuple[str, ...] = ()


def post_id(*, content: tuple[str | None, ...], occurrence: int = 0) -> str:
    """Return the content hash (32 hex digits) of a post's captured fields.

    `occurrence` tells apart posts that are equal in every captured field and carry no identifier
    of their own: 0 for the first in its source, 1 for the second, and so on.
    """
    digest = blake2b(digest_size=16)
    for part in (*content, str(occurrence)):
        raw = b"" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + (b"\0" if part is None else b"\1") + raw)
    return digest.hexdigest()
