"""From file to file, without a workspace: templates, mentions and signals of rows of text.

Every row is looked at and none is merged with another, whatever its id. Rows come from `rows_of`
and keep their order.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from firstlight.detect.templates import find_templates
from firstlight.engine import map_batches
from firstlight.ingest.rows import IdRows
from firstlight.model.post import POSTS
from firstlight.model.run import Progress
from firstlight.model.template import Template
from firstlight.runs.kernel import PostKernel, Read

BATCH = 512
"""Rows that a worker reads at a time."""
Row = tuple[str, str]
"""Id and text as the file gives them; what is absent is empty."""


class Sorted(NamedTuple):
    """Rows sorted into templates: (id, template or "") in input order, and the templates."""

    rows: list[tuple[str, str]]
    templates: list[Template]


def rows_of(
    source: Path | str, id_column: str, text_column: str, rejects: Path | None = None
) -> IdRows:
    """Return the rows of a file, or of standard input ("-"), as pairs of id and text.

    While they are iterated over, once: InputError where the source cannot be read or has no such
    column; rows that cannot be used are counted, and kept in the file `rejects`.
    """
    return IdRows(source, id_column, text_column, rejects)


def templates(rows: Iterable[Row], *, workers: int | None, progress: Progress) -> Sorted:
    """Return the template of each row (empty: none) and the templates with their slots."""
    progress.stage("finding mentions")
    parts = list(_read(rows, None, rules=None, workers=workers, progress=progress))
    posts = pa.concat_tables([part.posts for part in parts] or [POSTS.empty_table()])
    mentions = pa.concat_tables([part.mentions for part in parts]) if parts else None
    found = find_templates(posts.select(["id", "text"]), mentions, progress=progress)
    members = found.members.select(["post", "template"]).to_pydict()
    held = dict(zip(members["post"], members["template"], strict=True))
    numbers, given = posts["id"].to_pylist(), posts["given_id"].to_pylist()
    pairs = [(one, held.get(number, "")) for number, one in zip(numbers, given, strict=True)]
    return Sorted(pairs, found.templates)


def mentions(
    rows: Iterable[Row], *, workers: int | None, progress: Progress
) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield (id, kind, value, start, end) of every mention, in the order of the rows."""
    progress.stage("finding mentions")
    for part in _read(rows, None, rules=None, workers=workers, progress=progress):
        yield from _named(part, part.mentions.select(["post", "kind", "value", "start", "end"]))


def signals(
    rows: Iterable[Row],
    *,
    lang: str | None,
    rules: Sequence[Path],
    workers: int | None,
    progress: Progress,
) -> Iterator[tuple[str, str, int, int, float]]:
    """Yield (id, indicator, start, end, weight) of every signal, in the order of the rows.

    `lang` is the language of all rows; None: each is told by its text.
    """
    progress.stage("finding signals")
    for part in _read(rows, lang, rules=tuple(rules), workers=workers, progress=progress):
        for identifier, indicator, start, end, weight in _named(part, part.signals):
            yield identifier, indicator, start, end, round(weight, 4)


def _read(
    rows: Iterable[Row],
    lang: str | None,
    *,
    rules: tuple[Path, ...] | None,
    workers: int | None,
    progress: Progress,
) -> Iterator[Read]:
    for part in map_batches(partial(PostKernel, rules), _posts(rows, lang), workers):
        progress.advance(part.posts.num_rows)
        yield part


def _posts(rows: Iterable[Row], lang: str | None) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Yield rows as posts whose id is the number of the row."""
    source, count = iter(rows), 0
    while held := list(islice(source, BATCH)):
        posts = [
            {
                "id": str(count + number),
                "given_id": identifier,
                "source": "",
                "text": text,
                "lang": lang,
                "locator": "",
            }
            for number, (identifier, text) in enumerate(held)
        ]
        yield count // BATCH, pa.RecordBatch.from_pylist(posts, schema=POSTS)
        count += len(held)


def _named(part: Read, table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table with the given id in place of the row's number."""
    columns = part.posts.select(["id", "given_id"]).to_pydict()
    given = dict(zip(columns["id"], columns["given_id"], strict=True))
    for number, *rest in zip(*(column.to_pylist() for column in table.columns), strict=True):
        yield given[number], *rest
