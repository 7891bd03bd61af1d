"""Linked records: which records of case files or lists tell of one person, firm or place.

The subject is the record: linking says that two entries are copies, and rates nobody.
"""

from datetime import datetime
from typing import Literal

import msgspec
import pyarrow as pa

FieldKind = Literal["name", "text", "date", "code", "category"]
"""How values of a field are compared: names by Jaro–Winkler, texts by their words' letters, dates
and codes (numbers of documents, postcodes) by edits, categories as they stand."""

ENTITIES = pa.schema(
    [
        pa.field("record", pa.string(), nullable=False),
        pa.field("entity", pa.string(), nullable=False),
    ]
)
"""One row per record; records of one entity share its id, which lasts from run to run."""

MATCHES = pa.schema(
    [
        pa.field("one", pa.string(), nullable=False),
        pa.field("other", pa.string(), nullable=False),
        pa.field("bits", pa.float64(), nullable=False),
        pa.field("probability", pa.float64(), nullable=False),
    ]
)
"""One row per compared pair: evidence in bits (log2 of the likelihood ratio, prior left out) and
the probability, prior included, that both records tell of one entity."""


class Field(msgspec.Struct, frozen=True):
    """A column of the records and the kind of its values."""

    name: str
    kind: FieldKind


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A person's verdict on two records, kept and replayed on every run as a hard constraint."""

    one: str
    other: str
    verdict: Literal["same", "different"]
    reason: str
    decided: datetime
