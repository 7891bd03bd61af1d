"""CSV, TSV and their kin: strict rows, and a wrong one takes no other with it."""

from collections.abc import Iterator
from itertools import chain, islice

from firstlight.ingest.dialect import ALONE
from firstlight.ingest.encoding import Text
from firstlight.ingest.records import records
from firstlight.ingest.row import Cells, Getter, Row, Table
from firstlight.ingest.sniff import SAMPLE_CHARACTERS, SAMPLE_LINES, sniff

HEAD = 1_000
"""Rows that are read ahead to show, and to learn which of day and month comes first."""


def read_delimited(
    lines: Iterator[Text], name: str, *, tabs: bool = False, header: bool = True
) -> Table:
    """Return the table in the lines of a delimited file; its first row names the columns.

    Without a `header` the columns are "#1", "#2", as many as the first row has.
    """
    ahead, size = list[Text](), 0
    for line in islice(lines, SAMPLE_LINES):
        ahead.append(line)
        size += len(line[1])
        if size > SAMPLE_CHARACTERS:
            break
    dialect = sniff(ahead, tabs=tabs)
    found = records(ahead[dialect.skipped :], lines, dialect)
    first, wrong = list[Row](), list[Row]()
    for row in found:
        if not row.fault:
            first.append(row)
            break
        wrong.append(row)
    cells = first[0].cells if first else []
    columns = tuple(column_names(cells) if header else (f"#{n + 1}" for n in range(len(cells))))
    rows = chain(wrong, [] if header else first, _fitting(found, len(columns)))
    head = _ahead(rows)
    kind = {"\t": "TSV", ALONE: "text"}.get(dialect.delimiter, "CSV")
    whole = chain(head, rows)
    return Table(name, kind, columns, head, lambda _: whole, lambda one: _at(columns.index(one)))


def _ahead(rows: Iterator[Row]) -> list[Row]:
    """Return the first rows, fewer where they are long."""
    head, size = list[Row](), 0
    for row in islice(rows, HEAD):
        head.append(row)
        size += sum(map(len, row.cells or ()))
        if size > SAMPLE_CHARACTERS:
            break
    return head


def _at(index: int) -> Getter:
    def get(cells: Cells) -> str:
        return str(cells[index])

    return get


def column_names(header: list[str]) -> Iterator[str]:
    """Yield a name for every column: an empty one is numbered, a repeated one marked."""
    seen: set[str] = set()
    for at, cell in enumerate(header, 1):
        name = base = cell.strip() or f"column {at}"
        count = 1
        while name in seen:
            count += 1
            name = f"{base} ({count})"
        seen.add(name)
        yield name


def _fitting(records: Iterator[Row], width: int) -> Iterator[Row]:
    """Yield the rows; one with more or fewer cells than the header is wrong."""
    for row in records:
        if row.fault or len(row.cells) == width:
            yield row
        else:
            fault = f"{len(row.cells)} cells where the header has {width}"
            yield row._replace(cells=None, fault=fault)
