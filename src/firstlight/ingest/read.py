"""Sources to batches of posts: streaming, counted, and a bad row stops nothing."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from firstlight.ingest.columns import chosen, has_header
from firstlight.ingest.rejects import Rejects, kept_in
from firstlight.ingest.row import Getter, Row, Table, Unusable
from firstlight.ingest.seen import Seen
from firstlight.ingest.source import Source, open_tables
from firstlight.ingest.times import Order, order_of, read_time
from firstlight.ingest.values import as_label, as_language, as_media, as_text
from firstlight.model.post import POSTS, post_id

BATCH = 1024
"""Posts of a batch, at most."""
_SHOWN = 40
"""Characters that are shown of a time that could not be read."""


class Reading:
    """Batches of POSTS, to be iterated over once, and what was counted on the way.

    `read` rows were met, of which `rejected` were set aside and `repeated` were the same post as an
    earlier one; `undated` posts have a time that could not be read, and so none: `unread` is the
    first such time as it stands.
    """

    def __init__(
        self, sources: Sequence[Source], mapping: Mapping[str, str] | None, rejects: Path | None
    ) -> None:
        self._sources, self._mapping, self._kept = sources, mapping, rejects
        self.read = self.rejected = self.repeated = self.undated = 0
        self.unread = ""

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        known, header = Seen(), has_header((self._mapping or {}).values())
        with kept_in(self._kept) as rejects:
            for source in self._sources:
                for table in open_tables(source, header=header):
                    yield from self._table(table, known, rejects)

    def _table(self, table: Table, known: Seen, rejects: Rejects) -> Iterator[pa.RecordBatch]:
        reader = _Reader(table, chosen(table, self._mapping))
        here, held = _Here(), list[_Post]()
        for row in reader.rows():
            self.read += 1
            post = row.fault or reader.post(row)
            if isinstance(post, str):
                rejects.add(table.name, row, post)
                self.rejected = rejects.count
                continue
            held.append(post)
            if len(held) == BATCH:
                yield self._batch(held, table.name, here, known)
                held = []
        self.undated += reader.undated
        self.unread = self.unread or reader.unread
        if held:
            yield self._batch(held, table.name, here, known)

    def _batch(self, posts: list["_Post"], name: str, here: "_Here", known: Seen) -> pa.RecordBatch:
        """Return the posts that are met for the first time; `name` is the default source."""
        ids = here.ids(posts)
        fresh = known.add(ids)
        self.repeated += len(ids) - sum(fresh)
        rows = [
            (one, post.given_id, post.source or name, *post[2:])
            for one, post, new in zip(ids, posts, fresh, strict=True)
            if new
        ]
        columns = list(zip(*rows, strict=True)) or [()] * len(POSTS)
        arrays = [pa.array(c, f.type) for c, f in zip(columns, POSTS, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=POSTS)


def read_posts(
    sources: Sequence[Source],
    *,
    mapping: Mapping[str, str] | None = None,
    rejects: Path | None = None,
) -> Reading:
    """Return a reading of CSV, TSV, JSON, JSONL or Parquet files, packed or not.

    "-" is standard input. `mapping` names the column for a field (text="body", or "" for none);
    other columns are recognised by name. Rows that cannot be used go to the file `rejects`. Memory
    is bounded but for 16 bytes per post. While it is iterated over: InputError where a source
    cannot be read at all, HostileInput where the guard refuses it.
    """
    return Reading(sources, mapping, rejects)


class _Post(NamedTuple):
    """The fields of POSTS behind the id, in the schema's order."""

    given_id: Any
    source: Any
    author: Any
    title: Any
    text: Any
    lang: Any
    posted: Any
    offset_minutes: Any
    place: Any
    media: Any
    locator: Any


class _Reader:
    """Makes posts of the rows of one table."""

    def __init__(self, table: Table, columns: dict[str, str]) -> None:
        self._table, self._columns = table, columns
        self._get = {field: table.getter(column) for field, column in columns.items()}
        self._order = self._time_order()
        self.undated, self.unread = 0, ""

    def _time_order(self) -> Order:
        get = self._get.get("posted")
        return order_of(get(row.cells) for row in self._table.head if get and not row.fault)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the table."""
        return self._table.read(list(self._columns.values()))

    def post(self, row: Row) -> "_Post | str":
        """Return the post in a row, or why there is none."""
        text = as_text(self._value("text", row))
        title = as_text(self._value("title", row))
        if isinstance(text, Unusable):
            return f"the text cannot be used: {text.why}"
        if text is None or not text or text.isspace():
            return "there is no text"
        if isinstance(title, Unusable):
            return f"the title cannot be used: {title.why}"
        return self._filled(row, text, title or None)

    def _filled(self, row: Row, text: str, title: str | None) -> "_Post | str":
        found: dict[str, Any] = {}
        for field, read in _FIELDS:
            get = self._get.get(field)
            value = None if get is None else read(get(row.cells))
            if isinstance(value, Unusable):
                return f"the {field} cannot be used: {value.why}"
            found[field] = value
        posted, offset = self._posted(row)
        return _Post(
            given_id=found["id"],
            source=found["source"],
            author=found["author"],
            title=title,
            text=text,
            lang=found["lang"],
            posted=posted,
            offset_minutes=offset,
            place=found["place"],
            media=found["media"],
            locator=self._table.locator(row),
        )

    def _posted(self, row: Row) -> tuple[Any, int | None]:
        value = self._value("posted", row)
        if value is None or (isinstance(value, str) and as_label(value) is None):
            return None, None
        found = read_time(value, self._order)
        if found is None:
            self.undated += 1
            self.unread = self.unread or str(value)[:_SHOWN]
        return found or (None, None)

    def _value(self, field: str, row: Row) -> Any:
        get: Getter | None = self._get.get(field)
        return None if get is None else get(row.cells)


_FIELDS = (
    ("id", as_label), ("source", as_label), ("author", as_label), ("lang", as_language),
    ("place", as_label), ("media", as_media),
)  # fmt: skip


class _Here:
    """Tells apart the posts of one table that are equal and carry no id of their own."""

    def __init__(self) -> None:
        self._seen, self._times = Seen(), dict[str, int]()

    def ids(self, posts: list[_Post]) -> list[str]:
        """Return the id of each post."""
        contents = [_content(post) for post in posts]
        ids = [post_id(content=content) for content in contents]
        nameless = [at for at, post in enumerate(posts) if post.given_id is None]
        new = self._seen.add([ids[at] for at in nameless])
        for at in (at for at, fresh in zip(nameless, new, strict=True) if not fresh):
            times = self._times[ids[at]] = self._times.get(ids[at], 0) + 1
            ids[at] = post_id(content=contents[at], occurrence=times)
        return ids


def _content(post: _Post) -> tuple[str | None, ...]:
    """Return what makes a post itself, wherever its file lies and whatever it is called."""
    when = post.posted.isoformat() if post.posted else None
    offset = None if post.offset_minutes is None else str(post.offset_minutes)
    return (
        post.given_id, post.source, post.author, post.title, post.text, post.lang, when, offset,
        post.place,        *(post.media or ()),
    )  # fmt: skip
