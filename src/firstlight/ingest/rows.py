"""Rows of id and text from a file, in its order: what the verbs without a workspace read."""

from collections.abc import Iterator
from pathlib import Path

from firstlight.ingest.columns import has_header, need
from firstlight.ingest.rejects import Reject, kept_in
from firstlight.ingest.row import Unusable
from firstlight.ingest.source import Source, open_tables
from firstlight.ingest.values import as_label, as_text


class IdRows:
    """Pairs of id and text, to be iterated over once; `rejected` rows could not be used.

    A row whose text cannot be used keeps its place, with an empty text, if it has an id; `first`
    is the first row that could not be used.
    """

    def __init__(self, source: Source, id_column: str, text_column: str, rejects: Path | None):
        self._source, self._id, self._text = source, id_column, text_column
        self._kept = rejects
        self.rejected = 0
        self.first: Reject | None = None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        with kept_in(self._kept, always=False) as rejects:
            header = has_header((self._id, self._text))
            for table in open_tables(self._source, header=header):
                need(table, self._id, "--id")
                need(table, self._text, "--text")
                get_id, get_text = table.getter(self._id), table.getter(self._text)
                for row in table.read([self._id, self._text]):
                    given = "" if row.fault else as_label(get_id(row.cells))
                    text = "" if row.fault else as_text(get_text(row.cells))
                    wrong = row.fault or _wrong(given, text)
                    if wrong:
                        rejects.add(table.name, row, wrong)
                        self.rejected, self.first = rejects.count, rejects.first
                    if not row.fault and not isinstance(given, Unusable):
                        yield given or "", text if isinstance(text, str) else ""


def _wrong(given: object, text: object) -> str:
    """Return why a row cannot be used; empty: it can. An absent id or text is nothing wrong."""
    for name, value in (("id", given), ("text", text)):
        if isinstance(value, Unusable):
            return f"the {name} cannot be used: {value.why}"
    return ""
