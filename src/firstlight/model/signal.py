"""A signal: an indicator that fired on a post, with the words that made it fire."""

import msgspec
import pyarrow as pa

SIGNALS = pa.schema(
    [
        pa.field("post", pa.string(), nullable=False),
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("weight", pa.float32(), nullable=False),
    ]
)
"""One row per signal; the sentence is the indicator's. A counter-signal has a negative weight."""


class Signal(msgspec.Struct, frozen=True):
    """An indicator's code, its span in the original text (code points) and its weight.

    The weight is in decibans of evidence (10 times the log10 of a likelihood ratio); a
    counter-signal's is negative. It weighs a post, never a person.
    """

    indicator: str
    start: int
    end: int
    weight: float
