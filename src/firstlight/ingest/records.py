"""Rows out of the lines of a delimited file: strict, and a wrong row loses its first line only."""

import csv
from collections import deque
from collections.abc import Iterator

from firstlight.ingest.dialect import Dialect, reader_of
from firstlight.ingest.encoding import Text
from firstlight.ingest.row import Row

MAX_RECORD = 1 << 20
"""Characters of one row, over all its lines."""
PATIENCE = 8
"""How often a file may be read again, in all, to save rows behind wrong ones."""


class _Source:
    """Lines that can be given back."""

    def __init__(self, ahead: list[Text], lines: Iterator[Text]) -> None:
        self._waiting, self._lines = deque(ahead), lines
        self._fresh, self._again = 0, 0

    def next(self) -> Text | None:
        """Return the next line, None at the end."""
        if self._waiting:
            return self._waiting.popleft()
        line = next(self._lines, None)
        self._fresh += len(line[1]) if line else 0
        return line

    def give_back(self, lines: list[Text]) -> bool:
        """Take lines back to be read again; False where that was done too often."""
        self._again += sum(len(line[1]) for line in lines)
        if self._again > MAX_RECORD + PATIENCE * self._fresh:
            return False
        self._waiting.extendleft(reversed(lines))
        return True


def records(ahead: list[Text], lines: Iterator[Text], dialect: Dialect) -> Iterator[Row]:
    """Yield the rows of lines; a row that is wrong loses its first line only.

    Where quotes are opened and never closed in line after line, all lines that the reader went
    over are lost with the first, lest a file be read for ever.
    """
    source, number = _Source(ahead, lines), 0
    while (first := source.next()) is not None:
        number += 1
        if first[2]:
            yield Row(number, first[0], None, first[1], first[2])
            continue
        taken = [first]
        try:
            if dialect.quoted and '"' in first[1]:
                cells = next(reader_of(_feed(taken, source), dialect))
            else:
                cells = next(reader_of((first[1],), dialect))
        except csv.Error as fault:
            yield _wrong(number, taken, source, str(fault))
            continue
        if cells:
            yield Row(number, first[0], cells, taken)


def _feed(taken: list[Text], source: _Source) -> Iterator[str]:
    """Yield the lines of one row, and note them; stop at a line that is wrong or far behind."""
    yield f"{taken[0][1]}\n"
    size = len(taken[0][1])
    while (line := source.next()) is not None:
        size += len(line[1])
        if line[2] or size > MAX_RECORD:
            source.give_back([line])
            return
        taken.append(line)
        yield f"{line[1]}\n"


def _wrong(number: int, taken: list[Text], source: _Source, fault: str) -> Row:
    if len(taken) == 1:
        return Row(number, taken[0][0], None, taken, _said(fault))
    if source.give_back(taken[1:]):
        said = "a quote is opened and not closed, or stands where none may"
        return Row(number, taken[0][0], None, taken[:1], said)
    said = f"a quote is opened and not closed; the lines to {taken[-1][0]:,} are lost with it"
    return Row(number, taken[0][0], None, taken, said)


def _said(fault: str) -> str:
    """Return the reader's reason in plain words."""
    if "field larger" in fault:
        return f"a cell has more than {csv.field_size_limit():,} characters"
    if "new-line character" in fault:
        return "a carriage return stands in a cell without quotes"
    return "a quote is opened and not closed, or stands where none may"
