"""Which column fills which field: as the user said, else by name."""

from collections.abc import Iterable, Mapping

from firstlight.ingest.names import FIELDS, guess
from firstlight.ingest.row import Table
from firstlight.model.errors import InputError

LONG = 20
"""Characters of a cell, on average, from which a column may hold texts."""
SHOWN = 40
"""Characters that are shown of a column's name."""


def chosen(table: Table, mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Return field → column; a field that is mapped to no column ("") stays empty.

    InputError where the mapping names what is not there, or no column holds the text.
    """
    said = dict(mapping or {})
    for field, column in said.items():
        if field not in FIELDS:
            raise InputError(
                f"there is no field '{field}'",
                file=table.name,
                remedy=f"Map one of: {', '.join(FIELDS)}.",
            )
        if column:
            need(table, column, f"--map {field}=COLUMN")
    left = [column for column in table.columns if column not in said.values()]
    named = {field: column for field, column in guess(left).items() if field not in said}
    found = {field: column for field, column in (said | named).items() if column}
    if "text" not in found:
        likely = longest(table)
        raise InputError(
            f"no column is known to hold the text; {_listed(table)}",
            file=table.name,
            remedy="Say which one does: --map text=COLUMN (#2: the second, if there is no header)"
            + (f"; the longest texts stand in --map 'text={likely}'." if likely else "."),
        )
    return found


def longest(table: Table) -> str:
    """Return the column whose first rows hold the longest texts; "" where none stands out."""
    rows = [row.cells for row in table.head if not row.fault]
    sizes = {
        column: sum(len(value) for cells in rows if isinstance(value := get(cells), str))
        for column, get in ((column, table.getter(column)) for column in table.columns)
    }
    best = max(sizes, key=lambda column: sizes[column], default="")
    return best if sizes.get(best, 0) >= LONG * len(rows) > 0 and len(best) <= SHOWN else ""


def has_header(columns: Iterable[str]) -> bool:
    """Tell whether columns are asked for by name; "#2" is the second of a file without header."""
    return not any(column[:1] == "#" and column[1:].isdecimal() for column in columns)


def need(table: Table, column: str, option: str) -> None:
    """Refuse a column that the table does not have."""
    if column not in table.columns:
        raise InputError(
            f"there is no column '{column}'; {_listed(table)}",
            file=table.name,
            remedy=f"Name one of them with {option}.",
        )


def _listed(table: Table) -> str:
    shown = ", ".join(name[:SHOWN] for name in table.columns[:20])
    more = len(table.columns) - 20
    return f"it has {shown or 'none'}" + (f" and {more:,} more" if more > 0 else "")
