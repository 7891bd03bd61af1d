"""Rows of a file as labels and one text, for the verbs that learn: text may stand in columns."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from firstlight.ingest.columns import need
from firstlight.ingest.rejects import Reject, Rejects, kept_in
from firstlight.ingest.row import Getter, Row, Table, Unusable
from firstlight.ingest.source import Source, open_tables
from firstlight.ingest.values import as_label, as_text
from firstlight.model.learned import SECTION

Joined = tuple[tuple[str, ...], str]
"""A row's labels, in the order they were asked for, and its text; what is absent is empty."""


class JoinedRows:
    """Labels and text of each row, to be iterated over once; `rejected` rows could not be used.

    `texts` are the columns whose words make the text, each a section of it (parted by `SECTION`,
    empty where the column is); `labels` gives each further column by the option that names it.
    """

    def __init__(
        self,
        source: Source,
        texts: Sequence[str],
        labels: Mapping[str, str],
        rejects: Path | None = None,
    ) -> None:
        self._source, self._texts, self._labels = source, texts, dict(labels)
        self._kept = rejects
        self.rejected = 0
        self.first: Reject | None = None

    def __iter__(self) -> Iterator[Joined]:
        with kept_in(self._kept) as rejects:
            for table in open_tables(self._source):
                yield from self._table(table, rejects)

    def _table(self, table: Table, rejects: Rejects) -> Iterator[Joined]:
        for column in self._texts:
            need(table, column, "--text")
        for option, column in self._labels.items():
            need(table, column, option)
        names = list(self._labels.values())
        labels, texts = (list(map(table.getter, part)) for part in (names, self._texts))
        for row in table.read([*names, *self._texts]):
            found = row.fault or _joined(row, labels, texts)
            if isinstance(found, str):
                rejects.add(table.name, row, found)
                self.rejected, self.first = rejects.count, rejects.first
            else:
                yield found


def _joined(row: Row, labels: Sequence[Getter], texts: Sequence[Getter]) -> Joined | str:
    """Return a row's labels and text, or why it cannot be used."""
    values: list[Any] = [as_label(get(row.cells)) for get in labels]
    parts: list[Any] = [as_text(get(row.cells)) for get in texts]
    for value in (*values, *parts):
        if isinstance(value, Unusable):
            return f"a value cannot be used: {value.why}"
    plain = [(part or "").replace(SECTION, " ") for part in parts]
    filled = any(part and not part.isspace() for part in plain)
    return tuple(value or "" for value in values), SECTION.join(plain) if filled else ""
