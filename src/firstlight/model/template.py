"""A template: a text shared by several posts, with constant words and slots."""

from typing import Literal

import msgspec
import pyarrow as pa

SlotKind = Literal[
    "phone", "email", "handle", "wallet", "money", "place", "name", "date", "link", "number", "text"
]
TemplateClass = Literal["rotating", "agency", "notice", "chatter", "unclear"]
"""What the senders and slots say of a template, not of a person.

rotating: one wording under changing contact values; agency: one stable contact behind many posts;
notice: an operator's or job board's standard text; chatter: greetings and forwarded messages.
"""

MEMBERS = pa.schema(
    [
        pa.field("post", pa.string(), nullable=False),
        pa.field("template", pa.string(), nullable=False),
        pa.field("similarity", pa.float32(), nullable=False),
        pa.field(
            "fillers",
            pa.list_(pa.struct([("slot", pa.int16()), ("start", pa.int32()), ("end", pa.int32())])),
            nullable=False,
        ),
    ]
)
"""One row per member post: the share of its words that the template explains, and its fillers."""


class Slot(msgspec.Struct, frozen=True, tag="slot"):
    """A place in a template where members differ; fillers are counted, most frequent first."""

    index: int
    kind: str
    fillers: tuple[tuple[str, int], ...]
    empty: int = 0


class Constant(msgspec.Struct, frozen=True, tag="constant"):
    """Words that the members share, as one of them wrote them."""

    text: str


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A shared text. `bits_saved`: total description length saved by writing members with it."""

    id: str
    parts: tuple[Constant | Slot, ...]
    support: int
    bits_saved: float
    kind: TemplateClass = "unclear"
    reasons: tuple[str, ...] = ()
