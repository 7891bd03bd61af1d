"""An operation: posts held together by links of at least two independent kinds."""

from datetime import datetime
from typing import Literal

import msgspec
import pyarrow as pa

OPERATION_POSTS = pa.schema(
    [
        pa.field("operation", pa.string(), nullable=False),
        pa.field("post", pa.string(), nullable=False),
    ]
)
"""Membership: a post belongs to at most one operation."""

EventKind = Literal["born", "grew", "shrank", "merged", "split", "vanished"]


class Reason(msgspec.Struct, frozen=True):
    """One sentence why, with the weight (decibans or bits, see `unit`) that it adds."""

    sentence: str
    weight: float
    unit: Literal["decibans", "bits"] = "decibans"


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """A group of posts with one hand behind them, and why it is worth a look.

    `urgency` orders the queue of operations; it speaks of the posts' content, never of a person.
    `link_kinds` has at least two members. `reasons` are sorted by weight, strongest first.
    """

    id: str
    posts: int
    link_kinds: tuple[str, ...]
    templates: tuple[str, ...]
    urgency: float
    reasons: tuple[Reason, ...]
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class OperationEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to an operation's identity in a run; `others` are the ids merged or split."""

    run: str
    operation: str
    event: EventKind
    others: tuple[str, ...] = ()
