"""A pattern: attribute values whose joint rate rose in a period, with its size and error rate."""

import msgspec
import pyarrow as pa

PATTERNS = pa.schema(
    [
        pa.field("period", pa.string(), nullable=False),
        pa.field("pattern", pa.string(), nullable=False),
        pa.field("count", pa.int64(), nullable=False),
        pa.field("expected", pa.float64(), nullable=False),
        pa.field("rate_ratio", pa.float64(), nullable=False),
        pa.field("q_value", pa.float64(), nullable=False),
        pa.field("low", pa.float64(), nullable=False),
        pa.field("high", pa.float64(), nullable=False),
        pa.field("explained_by", pa.string(), nullable=False),
        pa.field("artefact", pa.string(), nullable=False),
    ]
)
"""Patterns in the order of the list; `pattern` is "column:value & column:value"."""

Item = tuple[str, str]
"""(column, value)."""


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """Records with these values were a larger share of this period than of the others.

    `count` of `records` in the period; `expected` is what the rate of the other periods (and of the
    same season, where that is modelled) would give; `rate_ratio` is count over expected with its
    95 % interval (`low`, `high`), widened by `dispersion`. Where no other record has the values,
    half a record is added to both sides of the ratio and `high` is infinite. `q_value` is the share
    of false discoveries among patterns at least this strong, from records with permuted times;
    `q_minimal` the same among minimal patterns alone, where a true one has no children to hide
    false ones behind (1 where another explains it).
    `explained_by` is None for a minimal explaining pattern; else the place in the list of the one
    that explains it better, which names it in `explains`. `rows` are the first row numbers
    (0-based; all by `PatternResult.rows`). `artefact` names a likelier cause in the reporting.
    """

    period: str
    items: tuple[Item, ...]
    count: int
    records: int
    expected: float
    rate_ratio: float
    low: float
    high: float
    q_value: float
    strength: float
    dispersion: float
    q_minimal: float = 1.0
    explained_by: int | None = None
    explains: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    artefact: str | None = None

    @property
    def label(self) -> str:
        """The items as "column:value & column:value"."""
        return " & ".join(f"{column}:{value}" for column, value in self.items)


class NullTest(msgspec.Struct, frozen=True, kw_only=True):
    """What the same search reports on records whose times were permuted.

    `discoveries` is one figure per permutation; `tested` is how many (period, combination) pairs
    were looked at; `strongest` is the greatest strength of each permutation; `gate` is the strength
    that the strongest pattern must pass for any to be reported.
    """

    permutations: int
    tested: int
    discoveries: tuple[int, ...]
    strongest: tuple[float, ...]
    gate: float
