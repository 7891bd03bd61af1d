"""How a delimited text is written: its delimiter, and whether quotes mean anything."""

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

DELIMITERS = (",", "\t", ";", "|")
ALONE = "\x1f"
"""A delimiter that does not occur: the whole line is one cell."""


class Dialect(NamedTuple):
    """A delimiter, whether cells may stand in quotes, and lines to pass over before the header."""

    delimiter: str
    quoted: bool = True
    skipped: int = 0


def reader_of(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Return a strict reader: csv.Error for a row that is wrong, after which it goes on."""
    if dialect.quoted:
        return csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    return csv.reader(
        lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE, quotechar=None, strict=True
    )
