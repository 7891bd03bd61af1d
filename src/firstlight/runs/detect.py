"""The run from posts to operations: read → templates → links → operations → ranking → commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pyarrow as pa
import pyarrow.parquet as pq

from firstlight.ingest.read import Reading, read_posts
from firstlight.model.run import Progress, Silent, Summary
from firstlight.rulebook.load import load_rulebook
from firstlight.runs.identity import Source, made_with, run_key
from firstlight.runs.known import Known
from firstlight.runs.notes import notes
from firstlight.runs.shards import read_shards
from firstlight.runs.stages import Found, find_operations
from firstlight.store.draft import Draft
from firstlight.store.layout import REJECTS, files_of
from firstlight.store.workspace import Workspace


def detect(
    sources: Sequence[Source],
    workspace: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    rules: Sequence[Path] = (),
    workers: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Add the posts of `sources` to a workspace and find the operations in all that it holds.

    `mapping` names the column for a field (text="body"), `rules` are folders of rule packs,
    `workers` processes (None: one per processor). A run that was interrupted goes on where it
    stopped when it is asked for again. InputError, RulebookError or WorkspaceError leave the
    workspace's last run as it was.
    """
    began, progress = monotonic(), progress or Silent()
    rulebook = load_rulebook(tuple(rules))
    with closing(Workspace.open(workspace, create=True)) as opened:
        current, made = opened.snapshot(), made_with(rulebook)
        key = run_key(
            sources, mapping=mapping, made_with=made, previous=current.run if current else None
        )
        with opened.begin(key, made) as draft:
            progress.stage("reading posts, finding mentions and signals")
            reading = read_posts(sources, mapping=mapping, rejects=draft.path(REJECTS))
            fresh = _Fresh(reading, Known(_ids(draft)))
            read_shards(
                draft, fresh, rules=tuple(rules), workers=workers, made_with=made, progress=progress
            )
            found = find_operations(
                draft,
                rulebook,
                decisions=opened.decisions(),
                seed=opened.seed,
                progress=progress,
            )
            progress.stage("saving")
            summary = _summary(
                draft,
                reading,
                fresh,
                found,
                rejects=opened.rejects(draft.run),
                languages=rulebook.languages,
                seconds=monotonic() - began,
            )
            opened.commit(draft, summary, found.operations, found.events)
    return summary


class _Fresh:
    """The batches of a reading without the posts that are known, which are counted."""

    def __init__(self, batches: Iterable[pa.RecordBatch], known: Known) -> None:
        self._batches, self._known, self.repeated = batches, known, 0

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for batch in self._batches:
            fresh = self._known.fresh(batch)
            self.repeated += batch.num_rows - fresh.num_rows
            yield fresh


def _ids(draft: Draft) -> Iterator[str]:
    if draft.previous is not None:
        for path in files_of(draft.previous.folder, "posts"):
            yield from pq.read_table(path, columns=["id"]).column("id").to_pylist()


def _summary(
    draft: Draft,
    reading: Reading,
    fresh: _Fresh,
    found: Found,
    *,
    rejects: Path,
    languages: frozenset[str],
    seconds: float,
) -> Summary:
    told = notes(
        reading,
        draft.read_table("posts", ["lang"]).column("lang"),
        known=fresh.repeated,
        operations=found.counts["operations"],
        rejects=rejects,
        languages=languages,
    )
    return Summary(
        run=draft.run,
        read=reading.read,
        rejected=reading.rejected,
        repeated=reading.repeated + fresh.repeated,
        seconds=round(seconds, 3),
        finished=datetime.now(UTC),
        notes=tuple(told),
        **found.counts,
    )
