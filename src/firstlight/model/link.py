"""A link: evidence that posts have one hand behind them."""

from typing import Literal

import msgspec
import pyarrow as pa

LinkKind = Literal["identifier", "template", "wording", "image", "wallet", "account", "route"]

LINKS = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("post", pa.string(), nullable=False),
        pa.field("weight", pa.float32(), nullable=False),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
    ]
)
"""One row per (link, post): a link ties every post that carries its key.

`key` names the shared thing ("phone:+447700900123", "template:1f3a…"); `weight` is its specificity
in bits (how surprising it is that two unrelated posts share it, after hubs are damped); the span
is where the post shows it, null for links that have no span (account, route).
"""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One shared thing with the posts that carry it; `weight` is its specificity in bits."""

    kind: LinkKind
    key: str
    weight: float
    posts: tuple[str, ...]
