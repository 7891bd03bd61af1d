"""What a run's template stage leaves in its folder, so that the next run goes on from it.

memory/readings/00000.arrow …                 words, letters and n-grams of the posts, in order
memory/wordings.arrow, worded.arrow, edges.arrow
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from firstlight.detect.memory import Left, Memory
from firstlight.detect.readings import READINGS
from firstlight.detect.templates import Templates
from firstlight.runs.shards import reusable
from firstlight.store.draft import Draft
from firstlight.store.files import clear_errors

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
    readings = _readings(previous.path(_FOLDER))
    if not readings:
        return None
    try:
        for path in readings:
            with pa.memory_map(str(path)) as file:
                pa.ipc.open_file(file)
        left = Left(*(_read(previous.path(_name(part))) for part in _PARTS))
    except (OSError, pa.ArrowException):
        return None
    return Memory(left, previous.templates(), previous.table("members"))


class Keeper:
    """The shelf of a run, in its folder: the previous run's readings as they are, and new ones."""

    def __init__(self, draft: Draft, memory: Memory | None) -> None:
        """Take over what belongs to the memory, if any."""
        self._draft, self._names = draft, list[str]()
        if memory is not None and draft.previous is not None:
            for path in _readings(draft.previous.path(_FOLDER)):
                draft.reuse(path, self._next())

    def put(self, batches: Iterator[pa.RecordBatch]) -> None:
        """Put READINGS after those that are there."""
        self._draft.write_batches(self._next(), READINGS, batches)

    def take(self, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield some columns of all, a batch at a time."""
        fields = pa.ipc.IpcReadOptions(included_fields=[READINGS.get_field_index(n) for n in names])
        with clear_errors(self._draft.workspace, pa.ArrowException):
            for name in self._names:
                with pa.memory_map(str(self._draft.path(name))) as file:
                    reader = pa.ipc.open_file(file, options=fields)
                    for number in range(reader.num_record_batches):
                        yield reader.get_batch(number).select(names)

    def left(self, found: Templates) -> None:
        """Keep what else is left."""
        for part in _PARTS:
            table = getattr(found.left, part)
            self._draft.write_batches(_name(part), table.schema, table.to_batches())

    def _next(self) -> str:
        self._names.append(f"{_FOLDER}/readings/{len(self._names):05}.arrow")
        return self._names[-1]


def _name(part: str) -> str:
    return f"{_FOLDER}/{part}.arrow"


def _readings(folder: Path) -> list[Path]:
    return sorted((folder / "readings").glob("*.arrow"))


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()
