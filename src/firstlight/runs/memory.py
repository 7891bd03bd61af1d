"""What a run's template stage leaves in its folder, so that the next run goes on from it.

memory/readings/00000.arrow …                 words, letters and n-grams of the posts, in order
memory/wordings.arrow, worded.arrow, edges.arrow
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from firstlight.detect.memory import Left, Memory
from firstlight.detect.readings import READINGS
from firstlight.detect.templates import Templates
from firstlight.runs.shards import reusable
from firstlight.store.draft import Draft

_FOLDER = "memory"
_PARTS = ("wordings", "worded", "edges")


def remember(draft: Draft, ids: pa.ChunkedArray) -> Memory | None:
    """Return what the previous run left; None where it was made otherwise, or of other posts."""
    previous = draft.previous
    if previous is None or not reusable(draft, draft.origin.made_with):
        return None
    known = previous.table("posts", ["id"]).column("id")
    if not known.equals(ids.slice(0, len(known))):
        return None
    try:
        readings = [_read(path) for path in _readings(previous.path(_FOLDER))]
        left = Left(*(_read(previous.path(_name(part))) for part in _PARTS))
    except (OSError, pa.ArrowException):
        return None
    return Memory(readings, left, previous.templates(), previous.table("members"))


class Keeper:
    """Keeps the readings of a run: those of the previous run as they are, and the new ones."""

    def __init__(self, draft: Draft, memory: Memory | None) -> None:
        """Take over what is in the memory, if any."""
        self._draft, self._count = draft, 0
        if memory is not None and draft.previous is not None:
            for path in _readings(draft.previous.path(_FOLDER)):
                draft.reuse(path, self._next())

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> None:
        """Keep the readings of new posts."""
        self._draft.write_batches(self._next(), READINGS, batches)

    def left(self, found: Templates) -> None:
        """Keep what else is left."""
        for part in _PARTS:
            table = getattr(found.left, part)
            self._draft.write_batches(_name(part), table.schema, table.to_batches())

    def _next(self) -> str:
        self._count += 1
        return f"{_FOLDER}/readings/{self._count - 1:05}.arrow"


def _name(part: str) -> str:
    return f"{_FOLDER}/{part}.arrow"


def _readings(folder: Path) -> list[Path]:
    return sorted((folder / "readings").glob("*.arrow"))


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()
