"""The rows that a run set aside, for reading on a page."""

from itertools import islice
from pathlib import Path
from typing import Any

import msgspec


class Rejects(msgspec.Struct, frozen=True):
    """A file of rejects, one JSON object per line, and how many there are."""

    path: Path
    total: int

    def rows(self, first: int, last: int) -> list[dict[str, Any]]:
        """Return the rejects `first`…`last` (end exclusive)."""
        if first >= min(last, self.total):
            return []
        with self.path.open("rb") as lines:
            return [msgspec.json.decode(line) for line in islice(lines, first, last)]


def open_rejects(path: Path | None) -> Rejects:
    """Count the rejects of a file; a file that is not there has none."""
    if path is None or not path.is_file():
        return Rejects(Path(), 0)
    with path.open("rb") as lines:
        return Rejects(path, sum(1 for _ in lines))
