"""JSON Lines: an object on every line; a line that is none takes no other with it."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import msgspec

from firstlight.ingest.encoding import Text
from firstlight.ingest.row import Cells, Getter, Row, Table

HEAD = 1_000
"""Rows that are read ahead to learn the columns."""
DEPTH = 4
"""How deep objects in objects are looked into for columns."""
MOST_COLUMNS = 2_000
_DECODE = msgspec.json.Decoder().decode


def read_jsonl(lines: Iterable[Text], name: str) -> Table:
    """Return the table in the lines of a JSON Lines file."""
    return table_of(_rows(lines), name, "JSONL")


def table_of(rows: Iterator[Row], name: str, kind: str) -> Table:
    """Return the table of rows whose cells are objects; its columns are those of the first rows."""
    head = list(islice(rows, HEAD))
    columns: dict[str, None] = {}
    for row in head:
        if not row.fault and len(columns) < MOST_COLUMNS:
            columns.update(dict.fromkeys(paths(row.cells)))
    whole = chain(head, rows)
    return Table(name, kind, tuple(columns), head, lambda _: whole, getter)


def paths(cells: dict[str, Any], depth: int = DEPTH) -> Iterator[str]:
    """Yield the names of an object's values; those of objects in it are dotted."""
    for key, value in cells.items():
        if isinstance(value, dict) and value and depth > 1:
            yield from (f"{key}.{inner}" for inner in paths(value, depth - 1))
        else:
            yield key


def getter(column: str) -> Getter:
    """Return what gets the value of a column, dotted or not, out of an object (None: absent)."""
    steps = column.split(".")

    def get(cells: Cells) -> Any:
        if column in cells:
            return cells[column]
        value: Any = cells
        for step in steps:
            if not isinstance(value, dict):
                return None
            value = value.get(step)
        return value

    return get


def _rows(lines: Iterable[Text]) -> Iterator[Row]:
    for number, text, wrong in lines:
        if wrong:
            yield Row(number, number, None, text, wrong)
        elif text and not text.isspace():
            cells, fault = parse(text)
            yield Row(number, number, cells, text, fault)


def parse(text: str) -> tuple[dict[str, Any] | None, str]:
    """Return the object in a text and why there is none (empty: there is).

    What the strict parser refuses is tried with Python's own, which knows NaN.
    """
    try:
        value = _DECODE(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        try:
            value = json.loads(text)
        except RecursionError:
            return None, "the JSON is nested too deep"
        except ValueError as fault:
            return None, f"it is no JSON ({' '.join(str(fault).split())[:120]})"
    if not isinstance(value, dict):
        return None, "it is no JSON object"
    return value, ""
