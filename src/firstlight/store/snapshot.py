"""A committed run as readers see it: tables, templates, operations; nothing can be changed."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from firstlight.engine.sql import Database
from firstlight.model.operation import Operation
from firstlight.model.post import Post
from firstlight.model.run import Summary
from firstlight.model.template import Template
from firstlight.store.layout import TABLES, TEMPLATES, files_of, place_of
from firstlight.store.origin import read_origin
from firstlight.store.texts import plain


class Snapshot:
    """One run's results. Safe to share between threads; close it when no longer needed."""

    def __init__(
        self,
        folder: Path,
        summary: Summary,
        operations: Callable[[], list[Operation]],
        temporary: Path,
    ) -> None:
        """Read the run of `summary` in `folder`; `operations` reads its queue."""
        self.folder, self.summary, self.run = folder, summary, summary.run
        self._operations, self._temporary = operations, temporary

    @property
    def made_with(self) -> str | None:
        """The digest of the program and rules that this run's mentions and signals come from."""
        origin = read_origin(self.folder)
        return origin.made_with if origin else None

    def path(self, name: str) -> Path:
        """Return where a table (file, or folder of shards) or a file such as rejects.jsonl lies."""
        return place_of(self.folder, name)

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a whole table (or some of its columns) in memory."""
        names = list(columns) if columns is not None else None
        parts = [pq.read_table(path, columns=names) for path in files_of(self.folder, name)]
        return pa.concat_tables(parts)

    def templates(self) -> list[Template]:
        """Return the run's templates, the most used first."""
        lines = self.path(TEMPLATES).read_bytes().splitlines()
        decoder = msgspec.json.Decoder(Template)
        return [decoder.decode(line) for line in lines]

    def operations(self) -> list[Operation]:
        """Return the queue: operations by urgency, of equal urgency the latest first."""
        return self._operations()

    def query(self, sql: str, params: Sequence[Any] = ()) -> pa.Table:
        """Answer one SELECT, with `?` for bound parameters; anything else is a ValueError.

        The views are posts, mentions, signals, members, links, operation_posts, and texts (id,
        plain: title and text without case, accents and styles of letters).
        """
        return self._database.query(sql, params)

    def post(self, identifier: str) -> Post | None:
        """Return the post with this id, None where there is none."""
        return next(iter(self._posts("where id = ?", [identifier])), None)

    def search(self, text: str, limit: int = 50) -> list[Post]:
        """Return posts that hold every word of `text`, or a mention that holds it; newest first.

        Case, accents and styles of letters do not matter; a word may be part of a longer one.
        """
        words = plain(text).split()
        if not words:
            return []
        return self._posts(
            """
            where id in (
                select id from texts
                where list_bool_and([contains(plain, word) for word in ?::varchar[]])
                union all select post from mentions where contains(lower(value), ?))
            order by posted desc nulls last, id limit ?
            """,
            [words, text.strip().lower(), limit],
        )

    def close(self) -> None:
        """Give back memory and files; the snapshot may still be used, and opens them anew."""
        database = self.__dict__.pop("_database", None)
        if database is not None:
            database.close()

    @cached_property
    def _database(self) -> Database:
        views = {name: files_of(self.folder, name) for name in TABLES}
        return Database(views, temporary=self._temporary)

    def _posts(self, where: str, params: Sequence[Any]) -> list[Post]:
        rows = self.query(f"select * from posts {where}", params).to_pylist()  # noqa: S608
        return [_post(row) for row in rows]


def _post(row: dict[str, Any]) -> Post:
    posted = row.pop("posted")
    media = tuple(row.pop("media") or ())
    return Post(**row, media=media, posted=posted.astimezone(UTC) if posted else None)
