"""Rows that were set aside, with the reason, one JSON object a line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from firstlight.ingest.row import Row, excerpt
from firstlight.model.errors import InputError


class Reject(msgspec.Struct, frozen=True):
    """A row of a file that could not be used: where it stands, why, and how it begins."""

    file: str
    row: int
    line: int
    reason: str
    excerpt: str


class Rejects:
    """Counts the rows set aside and keeps them in a file, where there is one."""

    def __init__(self, path: Path | None, *, always: bool) -> None:
        self._path, self._file = path, None if path is None or not always else _opened(path)
        self.count = 0
        self.first: Reject | None = None

    def add(self, table: str, row: Row, reason: str) -> None:
        """Set a row aside."""
        self.count += 1
        if self._path is None and self.first is not None:
            return
        one = Reject(table, row.number, row.line, reason, excerpt(row.raw))
        self.first = self.first or one
        if self._path is not None:
            self._file = self._file or _opened(self._path)
            self._file.write(msgspec.json.encode(one) + b"\n")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


@contextmanager
def kept_in(path: Path | None, *, always: bool = True) -> Iterator[Rejects]:
    """Give the rejects that are kept in a file, written anew; None: they are counted only.

    The file is made though nothing is set aside, if `always`; else an old one goes.
    """
    if path is not None and not always:
        path.unlink(missing_ok=True)
    rejects = Rejects(path, always=always)
    try:
        yield rejects
    finally:
        rejects.close()


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as fault:
        raise InputError(
            f"it cannot be written ({fault.strerror})", file=str(path), remedy="Check the folder."
        ) from fault
