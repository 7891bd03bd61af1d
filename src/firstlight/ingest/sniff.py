"""Which dialect makes the most sense of the first lines of a delimited file."""

from firstlight.ingest.dialect import ALONE, DELIMITERS, Dialect
from firstlight.ingest.encoding import Text
from firstlight.ingest.names import recognised
from firstlight.ingest.records import records

SAMPLE_LINES = 1_000
SAMPLE_CHARACTERS = 1 << 20


def sniff(lines: list[Text], *, tabs: bool = False) -> Dialect:
    """Return the dialect that makes the most sense of the first lines.

    That is: the header has most names that we know, then most rows have as many cells as the
    header. `tabs` prefers tabs where it makes no difference.
    """
    if lines and lines[0][1][:4].lower() == "sep=" and lines[0][1][4:5] in DELIMITERS:
        return Dialect(lines[0][1][4], skipped=1)
    order = sorted(DELIMITERS, key=lambda one: (one != "\t") == tabs)
    tried = [Dialect(one, quoted) for one in order for quoted in (True, False)]
    best = max(tried, key=lambda one: _fits(one, lines))
    return best if _fits(best, lines)[1] > 0 else Dialect(ALONE, quoted=False)


def _fits(dialect: Dialect, lines: list[Text]) -> tuple[int, float, int]:
    """Return how well a dialect fits: names known, share of even rows, cells."""
    rows = [row.cells or [] for row in records(lines, iter(()), dialect)]
    header = rows[0] if rows else []
    if len(header) < 2:
        return 0, 0.0, 1
    body = rows[1:]
    even = sum(_evenness(row, header, dialect) for row in body)
    share = (even / len(body) if body else 1.0) or 0.001
    return recognised(header), round(share, 4), len(header)


def _evenness(row: list[str], header: list[str], dialect: Dialect) -> float:
    """Return 1 for a row as long as the header, less for quotes taken for letters."""
    if len(row) != len(header):
        return 0.0
    quotes = any(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in row)
    return 0.75 if quotes and not dialect.quoted else 1.0
