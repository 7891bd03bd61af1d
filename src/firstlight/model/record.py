"""A case record: what one row of a survivor or incident file says, with what was set aside."""

from typing import Literal

import msgspec
import pyarrow as pa

Unit = Literal["victim", "victim-perpetrator", "event", "count", "unknown"]
"""What a row stands for (IC-TIP units, UNODC and IOM 2023); "count" is an official total."""

Kind = Literal["category", "flag", "number", "time", "identifier", "text"]
"""What a column holds; identifiers and text carry no patterns."""

FIRST_ROW = "row"
"""The column of a table of records that holds the row's number in its file, first data row 1."""

SET_ASIDE = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("column", pa.string(), nullable=False),
        pa.field("value", pa.string()),
        pa.field("defect", pa.string(), nullable=False),
        pa.field("why", pa.string(), nullable=False),
    ]
)
"""One row per value that was set aside: where it stands in the file, what it was, and why."""


class Group(msgspec.Struct, frozen=True):
    """Variables that answer one question; a share's denominator is the rows that answer it.

    CTDC codebook (2024) section 6: percentages of a group are of the records with any value in the
    group. NULL is not "no"; shares of a group may add up to more than 100 %.
    """

    name: str
    columns: tuple[str, ...]


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """A column of records: its name in the file and in ours, its kind, and its group if any.

    `multiple`: a cell may hold several values joined by ";". `missing`: spellings that mean no
    answer in this column, beside the usual ones.
    """

    source: str
    name: str
    kind: Kind = "category"
    group: str | None = None
    multiple: bool = False
    missing: tuple[str, ...] = ()


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """How a file's columns become records; saved as JSON, so that the next file reads alike."""

    name: str
    unit: Unit
    variables: tuple[Variable, ...]
    time: str | None = None
    source: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a file of cases: its number there and its answers, missing ones left out.

    Bulk records travel wide: an Arrow table with the column `row` (int64) and one string column per
    variable, null where there is no answer; see `records_schema`.
    """

    row: int
    values: dict[str, str]


def records_schema(variables: tuple[Variable, ...]) -> pa.Schema:
    """Return the wide Arrow schema of records with these variables."""
    fields = [pa.field(FIRST_ROW, pa.int64(), nullable=False)]
    return pa.schema([*fields, *(pa.field(variable.name, pa.string()) for variable in variables)])
