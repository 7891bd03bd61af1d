"""The first stage of a run: posts into shards with their mentions and signals.

A shard is written whole or not at all, so an interrupted run goes on after its last shard.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firstlight.engine import map_batches
from firstlight.model.run import Progress
from firstlight.runs.kernel import PostKernel, Read
from firstlight.store.draft import Draft
from firstlight.store.layout import SHARDED, TABLES, files_of, shard

BATCH = 1024
"""Posts that a worker reads at a time."""
BATCHES = 8
"""Batches in a shard."""
Task = tuple[int, pa.RecordBatch]


def read_shards(
    draft: Draft,
    fresh: Iterable[pa.RecordBatch],
    *,
    rules: tuple[Path, ...],
    workers: int | None,
    made_with: str,
    progress: Progress,
) -> None:
    """Fill the draft's shards: those of the previous run, then `fresh` batches of new posts.

    Shards made with the same program and rules are taken over; others are made anew from the
    posts that they hold.
    """
    old = files_of(draft.previous.folder, "posts") if draft.previous else []
    tasks = number(fresh, len(old))
    if old and not reusable(draft, made_with):
        tasks = _chain(_again(old), tasks)
    else:
        for count, _ in enumerate(old):
            _take_over(draft, count)
    todo = _unfinished(draft, tasks, progress)
    done = map_batches(partial(PostKernel, rules), todo, workers)
    for count, parts in groupby(_counted(done, progress), key=lambda part: part.shard):
        _write(draft, count, list(parts))
    if not draft.has(shard("signals", 0)):
        none = {table: TABLES[table].empty_table() for table in SHARDED}
        _write(draft, 0, [Read(shard=0, **none)])


def reusable(draft: Draft, made_with: str) -> bool:
    """Tell whether the previous run's mentions and signals are what this run would find."""
    return draft.previous is not None and draft.previous.made_with == made_with


def number(batches: Iterable[pa.RecordBatch], first: int) -> Iterator[Task]:
    """Cut batches to BATCH rows and give each the number of its shard, from `first`."""
    for count, batch in enumerate(evenly(batches, BATCH)):
        yield first + count // BATCHES, batch


def evenly(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    """Yield the same rows in batches of `rows`, the last one shorter."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        held.append(batch)
        count += batch.num_rows
        while count >= rows:
            table = pa.Table.from_batches(held)
            yield _one(table.slice(0, rows))
            held, count = table.slice(rows).to_batches(), count - rows
    if count:
        yield _one(pa.Table.from_batches(held))


def _one(table: pa.Table) -> pa.RecordBatch:
    return table.combine_chunks().to_batches()[0]


def _again(files: Iterable[Path]) -> Iterator[Task]:
    for count, path in enumerate(files):
        for batch in pq.ParquetFile(path).iter_batches(BATCH):
            yield count, batch


def _chain(*tasks: Iterator[Task]) -> Iterator[Task]:
    for part in tasks:
        yield from part


def _take_over(draft: Draft, count: int) -> None:
    assert draft.previous is not None  # noqa: S101  (there are old shards)
    for table in SHARDED:
        if not draft.has(shard(table, count)):
            draft.reuse(draft.previous.path(shard(table, count)), shard(table, count))


def _unfinished(draft: Draft, tasks: Iterable[Task], progress: Progress) -> Iterator[Task]:
    """Yield the tasks whose shard no earlier attempt finished; signals are written last."""
    for count, batch in tasks:
        if draft.has(shard("signals", count)):
            progress.advance(batch.num_rows)
        else:
            yield count, batch


def _counted(done: Iterable[Read], progress: Progress) -> Iterator[Read]:
    for part in done:
        progress.advance(part.posts.num_rows)
        yield part


def _write(draft: Draft, count: int, parts: list[Read]) -> None:
    for table in SHARDED:
        whole = pa.concat_tables([getattr(part, table) for part in parts])
        draft.write_table(shard(table, count), whole)
