"""What is in a file: its columns, its first rows, and which column seems to fill which field."""

from pathlib import Path
from typing import Any

import msgspec

from firstlight.ingest.columns import longest
from firstlight.ingest.names import guess
from firstlight.ingest.row import Table, excerpt
from firstlight.ingest.source import open_tables
from firstlight.ingest.values import as_string

ROWS = 5
"""Rows that are shown."""


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """A file's columns, guessed mapping (field → column) and first usable rows as shown texts.

    Where no name tells which column holds the text, the one with the longest texts is proposed.
    """

    kind: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    rows: tuple[dict[str, str], ...]


def preview(path: Path) -> Preview:
    """Return what the first table of a file holds; InputError where it cannot be read."""
    tables = open_tables(path)
    try:
        table = next(tables)
        return _of(table)
    finally:
        tables.close()


def _of(table: Table) -> Preview:
    getters = {column: table.getter(column) for column in table.columns}
    rows = [row for row in table.head if not row.fault][:ROWS]
    mapping = guess(table.columns)
    if "text" not in mapping and (likely := longest(table)):
        mapping = {field: one for field, one in mapping.items() if one != likely}
        mapping["text"] = likely
    return Preview(
        kind=table.kind,
        columns=table.columns,
        mapping=mapping,
        rows=tuple(
            {column: _shown(get(row.cells)) for column, get in getters.items()} for row in rows
        ),
    )


def _shown(value: Any) -> str:
    text = as_string(value)
    return excerpt(text if isinstance(text, str) else "" if value is None else repr(value))
