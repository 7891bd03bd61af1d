"""A mention: a value found in a post, with the span of text that it was read from."""

from typing import Literal

import msgspec
import pyarrow as pa

MentionKind = Literal[
    "phone", "email", "handle", "link", "wallet",
    "wage", "fee", "deposit", "fine", "debt", "money",
    "place", "age", "document", "travel", "housing", "date",
]  # fmt: skip

IDENTIFIERS: frozenset[str] = frozenset({"phone", "email", "handle", "link", "wallet"})
"""Kinds whose value can tie two posts to one hand."""

MENTIONS = pa.schema(
    [
        pa.field("post", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("value", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("detail", pa.string()),
    ]
)
"""One row per mention. Offsets count Unicode code points of the original text, end exclusive."""


class Mention(msgspec.Struct, frozen=True):
    """A value with its span in the original text, in Unicode code points, end exclusive.

    `value` by kind: phone "+447700900123" (E.164); email "a@b.example" (lower case, IDNA host);
    handle "telegram:name"; link the URL as written with its scheme added where absent; wallet
    the address; wage, fee, deposit, fine, debt, money "1500 USD/month" (amount, ISO 4217 code or
    "?", optional period hour|day|week|month|year|piece); place an ISO 3166 code ("AE", "TH-10")
    or a city as "AE:Dubai"; age "17"; document "passport"; date ISO 8601.
    `detail` holds what helps to judge it: "obfuscated", "shortener", "bitcoin", "inferred:KE".
    """

    kind: str
    value: str
    start: int
    end: int
    detail: str | None = None
