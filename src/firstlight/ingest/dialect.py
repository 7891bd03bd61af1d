"""How a delimited text is written: its delimiter, and whether quotes mean anything."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from firstlight.ingest.names import recognised

DELIMITERS = (",", "\t", ";", "|")
ALONE = "\x1f"
"""A delimiter that does not occur: the whole line is one cell."""
SAMPLE_LINES = 1_000
SAMPLE_CHARACTERS = 1 << 20


class Dialect(NamedTuple):
    """A delimiter, whether cells may stand in quotes, and lines to pass over before the header."""

    delimiter: str
    quoted: bool = True
    skipped: int = 0


def sniff(lines: Sequence[str], *, tabs: bool = False) -> Dialect:
    """Return the dialect that makes the most sense of the first lines.

    That is: the header has most names that we know, then most rows have as many cells as the
    header. `tabs` prefers tabs where it makes no difference.
    """
    if lines and lines[0][:4].lower() == "sep=" and lines[0][4:5] in DELIMITERS:
        return Dialect(lines[0][4], skipped=1)
    order = sorted(DELIMITERS, key=lambda one: (one != "\t") == tabs)
    tried = [Dialect(one, quoted) for one in order for quoted in (True, False)]
    best = max(tried, key=lambda one: _fits(one, lines))
    return best if _fits(best, lines)[1] > 0 else Dialect(ALONE, quoted=False)


def _fits(dialect: Dialect, lines: Sequence[str]) -> tuple[int, float, int]:
    """Return how well a dialect fits: names known, share of even rows, cells."""
    rows = parse(lines, dialect)
    header = rows[0] if rows else []
    if len(header) < 2:
        return 0, 0.0, 1
    body = rows[1:]
    even = sum(len(row) == len(header) and not _has_quotes(row, dialect) for row in body)
    share = (even / len(body) if body else 1.0) or 0.001
    return recognised(header), round(share, 3), len(header)


def _has_quotes(row: list[str], dialect: Dialect) -> bool:
    """Tell whether a cell stands in quotes that the dialect takes for letters."""
    return not dialect.quoted and any(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in row)


def parse(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """Return the rows of some lines; a row that is wrong is an empty list."""
    rows: list[list[str]] = []
    reader = reader_of(iter(lines), dialect)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            rows.append([])
        else:
            if row:
                rows.append(row)


def reader_of(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Return a strict reader: csv.Error for a row that is wrong, after which it goes on."""
    if dialect.quoted:
        return csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    return csv.reader(
        lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE, quotechar=None, strict=True
    )
