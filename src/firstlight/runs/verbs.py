"""From file to file, without a workspace: templates, mentions and signals of rows of text.

Every row is looked at and none is merged with another, whatever its id. Rows come from `rows_of`
and keep their order.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa

from firstlight.detect.near_duplicates import near_duplicates
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


class Filled(msgspec.Struct, frozen=True):
    """The words of a row that fill a slot, with their span in code points."""

    slot: int
    start: int
    end: int
    text: str


class Member(msgspec.Struct, frozen=True):
    """How a row follows its template: the share of its words explained, and its fillers."""

    id: str
    template: str
    similarity: float
    fillers: tuple[Filled, ...]


class Sorted(NamedTuple):
    """Rows sorted into templates: (id, template or "") in input order, and what explains it.

    `refused`: (id, nearest id, similarity, reason) of rows that are like another, yet in no
    template; `near`: (id, other id, similarity) of near-duplicates, where asked for.
    """

    rows: list[tuple[str, str]]
    templates: list[Template]
    members: list[Member]
    refused: list[tuple[str, str, float, str]]
    near: list[tuple[str, str, float]]


def rows_of(
    source: Path | str, id_column: str, text_column: str, rejects: Path | None = None
) -> IdRows:
    """Return the rows of a file, or of standard input ("-"), as pairs of id and text.

    While they are iterated over, once: InputError where the source cannot be read or has no such
    column; rows that cannot be used are counted, and kept in the file `rejects`.
    """
    return IdRows(source, id_column, text_column, rejects)


def templates(rows: Iterable[Row], *, near: bool = False, progress: Progress) -> Sorted:
    """Return the template of each row (empty: none) and the templates with their slots.

    Slots are typed by the form of their fillers. `near` asks for near-duplicate pairs, too.
    """
    given: list[str] = []
    texts: list[str] = []
    for identifier, text in rows:
        given.append(identifier)
        texts.append(text)
    numbers = pa.array(map(str, range(len(given))), pa.string())
    posts = pa.table({"id": numbers, "text": pa.array(texts, pa.string())})
    found = find_templates(posts, progress=progress)
    members = [
        Member(given[int(post)], template, round(share, 4), _filled(texts[int(post)], fillers))
        for post, template, share, fillers in _rows(found.members)
    ]
    held = dict(zip(*found.members.select(["post", "template"]).to_pydict().values(), strict=True))
    pairs = [(one, held.get(str(number), "")) for number, one in enumerate(given)]
    refused = [
        (given[int(post)], given[int(other)], round(share, 4), reason)
        for post, other, share, reason in _rows(found.refusals)
    ]
    alike: list[tuple[str, str, float]] = []
    if near:
        progress.stage("joining near-duplicates")
        joined = _rows(near_duplicates(posts))
        alike = [(given[int(one)], given[int(two)], round(share, 4)) for one, two, share in joined]
    return Sorted(pairs, found.templates, members, refused, alike)


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _filled(text: str, fillers: list[dict[str, int]]) -> tuple[Filled, ...]:
    return tuple(
        Filled(one["slot"], one["start"], one["end"], text[one["start"] : one["end"]])
        for one in fillers
    )


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
