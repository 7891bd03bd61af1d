"""What every reader yields: rows of cells, or the fault that makes a row unusable."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

MAX_LINE = 1 << 24
"""Bytes of one line (16 MiB); a longer one is set aside unread."""
MAX_TEXT = 100_000
"""Characters (code points) of a post's text or title; a row with more is set aside."""
MAX_LABEL = 1_000
"""Characters of any other field."""
EXCERPT = 2_000
"""Characters of a row that are kept with the reason why it was set aside."""
BINARY = "it is no text in any known encoding"

Cells = Any
"""One row in its reader's own form; a table's `cell` gets a value out of it."""
Getter = Callable[[Cells], Any]


class Row(NamedTuple):
    """A row: its number as a spreadsheet counts (the header is 1) and the line where it begins.

    `fault` is empty for a good row; `raw` is what stood there, for the excerpt: bytes, text, lines
    with their numbers, or cells.
    """

    number: int
    line: int
    cells: Cells
    raw: Any
    fault: str = ""


class Table(NamedTuple):
    """One file's rows: its name, what it is, its columns and its first rows.

    `read` gives all rows, those of `head` too, once; the columns that are wanted may be all that a
    row holds. `getter` gives what gets a column's value out of a row's cells.
    """

    name: str
    kind: str
    columns: tuple[str, ...]
    head: Sequence[Row]
    read: Callable[[Sequence[str]], Iterator[Row]]
    getter: Callable[[str], Getter]
    by_line: bool = True

    def locator(self, row: Row) -> str:
        """Return where a row stands: "posts.csv:17"."""
        return f"{self.name}:{row.line if self.by_line else row.number}"


class Unusable(NamedTuple):
    """A value that cannot be had, and why."""

    why: str


def excerpt(raw: Any) -> str:
    """Return the beginning of what stood in a row, as text."""
    if isinstance(raw, bytes):
        raw = raw[: 4 * EXCERPT].decode("utf-8", "backslashreplace")
    elif isinstance(raw, list):
        raw = "\n".join(line[1] for line in raw[:EXCERPT])
    text = raw if isinstance(raw, str) else repr(raw)
    return text[:EXCERPT].encode("utf-8", "backslashreplace").decode()
