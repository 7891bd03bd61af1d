"""The flow network year by year: who was said to go where, and by whose report."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firstlight.model.errors import InputError

SCHEMA = pa.schema(
    [
        ("year", pa.int64()),
        ("origin", pa.string()),
        ("destination", pa.string()),
        ("reporter", pa.string()),
    ]
)
"""One row per mention; `reporter` is the place whose report says it (origin, destination, null)."""
MOST_PLACES = 600
Floats = NDArray[np.float64]
NEVER = 1_000_000


class History(NamedTuple):
    """Mentions by report: years × origins × destinations, by the origin's, by any other report.

    `order` is the place of the first mention in its report's list; `first` the index of the year
    in which a pair was first seen (NEVER: not seen).
    """

    years: tuple[int, ...]
    places: tuple[str, ...]
    by_origin: Floats
    by_destination: Floats
    order: Floats
    first: NDArray[np.int64]

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Return whether a pair was named in a year."""
        return (self.by_origin + self.by_destination) > 0


def read_history(reports: pa.Table, *, year: int) -> History:
    """Return the network up to and including `year`; rows of later years are not looked at."""
    table = reports.filter(pc.less_equal(reports["year"], year))
    complete = pc.and_(pc.is_valid(table["origin"]), pc.is_valid(table["destination"]))
    table = table.filter(complete)
    places = sorted({*table["origin"].to_pylist(), *table["destination"].to_pylist()})
    if len(table) == 0 or len(places) > MOST_PLACES:
        raise InputError(
            f"{len(table)} rows with {len(places)} places up to {year}",
            file="corridors",
            remedy=f"Give reports of at least one year with at most {MOST_PLACES} places.",
        )
    years = tuple(range(min(table["year"].to_pylist()), year + 1))
    number = {place: at for at, place in enumerate(places)}
    shape = (len(years), len(places), len(places))
    by_origin, by_destination = np.zeros(shape), np.zeros(shape)
    order = np.full(shape, np.inf)
    listed: dict[tuple[int, str], int] = {}
    for row in table.select(SCHEMA.names).to_pylist():
        at = (row["year"] - years[0], number[row["origin"]], number[row["destination"]])
        own = row["reporter"] == row["origin"]
        (by_origin if own else by_destination)[at] += 1
        key = (row["year"], row["reporter"] or row["destination"])
        listed[key] = listed.get(key, 0) + 1
        order[at] = min(order[at], listed[key])
    seen = (by_origin + by_destination) > 0
    first = np.where(seen.any(axis=0), seen.argmax(axis=0), NEVER)
    return History(years, tuple(places), by_origin, by_destination, order, first)
