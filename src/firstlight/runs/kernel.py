"""The kernel of a run: a batch of posts to their languages, mentions and signals."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from firstlight.detect.language import detect_language
from firstlight.detect.mentions import find_mentions
from firstlight.detect.signals import Signaller
from firstlight.model.mention import MENTIONS, Mention
from firstlight.model.post import POSTS
from firstlight.model.signal import SIGNALS, Signal
from firstlight.rulebook.load import load_rulebook
from firstlight.store.texts import texts_of


class Read(NamedTuple):
    """Posts with their languages, and what was found in them; `shard` is where they belong."""

    shard: int
    posts: pa.Table
    mentions: pa.Table
    texts: pa.Table
    signals: pa.Table


class PostKernel:
    """Finds language, mentions and signals of posts; make one per process."""

    def __init__(self, rules: Sequence[Path] | None = ()) -> None:
        """Load the rulebook with the packs in the folders `rules`; None: look for no signals."""
        self._signaller = None if rules is None else Signaller(load_rulebook(rules))

    def __call__(self, task: tuple[int, pa.RecordBatch]) -> Read:
        """Read a batch of POSTS that belongs to a shard."""
        shard, batch = task
        mentions, signals = Rows(MENTIONS), Rows(SIGNALS)
        languages: list[str | None] = []
        columns = (batch.column(name).to_pylist() for name in ("id", "text", "lang", "place"))
        days = batch.column("posted").to_pylist()
        for post, text, given, place, posted in zip(*columns, days, strict=True):
            lang = given or detect_language(text)
            found = find_mentions(text, place=place, lang=lang)
            languages.append(lang)
            mentions.extend((post, *_fields(mention)) for mention in found)
            signals.extend(
                (post, one.indicator, one.start, one.end, one.weight)
                for one in self._signals(text, lang, found, place, posted)
            )
        at = POSTS.get_field_index("lang")
        posts = pa.Table.from_batches([batch]).set_column(
            at, POSTS.field(at), pa.array(languages, pa.string())
        )
        return Read(shard, posts, mentions.table(), texts_of(posts), signals.table())

    def _signals(
        self,
        text: str,
        lang: str | None,
        mentions: Sequence[Mention],
        place: str | None,
        posted: datetime | None,
    ) -> list[Signal]:
        """Return the signals of one text; pay is judged by the law of the day it was posted."""
        if self._signaller is None:
            return []
        on = posted.date() if posted else None
        return self._signaller.find(text, lang=lang, mentions=mentions, place=place, on=on)


class Rows:
    """Rows of one schema, gathered for a batch."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._rows: list[tuple[Any, ...]] = []

    def extend(self, rows: Any) -> None:
        """Add rows, each a tuple in the schema's order."""
        self._rows.extend(rows)

    def table(self) -> pa.Table:
        """Return the rows as a table."""
        columns = list(zip(*self._rows, strict=True)) or [()] * len(self._schema)
        arrays = [pa.array(c, f.type) for c, f in zip(columns, self._schema, strict=True)]
        return pa.table(arrays, schema=self._schema)


def _fields(mention: Mention) -> tuple[str, str, int, int, str | None]:
    return mention.kind, mention.value, mention.start, mention.end, mention.detail
