"""Routes: one text that moves through places in the order of time.

A text that is sent everywhere at once alternates between places by chance; one that travels stays
and then moves on. The multinomial runs test (Barton and David, "Multiple runs", Biometrika 1957)
tells the two apart; its normal tail gives the evidence in bits.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.stats import norm

MINIMUM = 6
"""Posts with a place and an instant that a route needs before it can be told from chance."""
SURE = 0.01
"""Largest chance that places would be this well ordered in time if the text did not move."""

Ints = npt.NDArray[np.int64]


def find_routes(texts: pa.Table, posts: pa.Table) -> pa.Table:
    """Return (key, post, bits) rows of texts that moved through at least two places.

    `texts` holds (key, post) incidences; `posts` gives `place` and `posted`. Posts without either
    are left out. `bits` is the negative logarithm of the chance of such an order, at most 20.
    """
    where = pc.index_in(texts["post"], posts["id"])
    seen = pa.table(
        {
            "key": texts["key"],
            "post": texts["post"],
            "place": pc.take(posts["place"], where),
            "posted": pc.take(posts["posted"], where),
        }
    ).drop_null()
    if seen.num_rows == 0:
        return pa.table({"key": [], "post": [], "bits": []}).cast(_ROUTES)
    seen = seen.sort_by([("key", "ascending"), ("posted", "ascending"), ("post", "ascending")])
    text, place = _codes(seen["key"]), _codes(seen["place"])
    bits = runs_bits(text, place)
    moved = np.flatnonzero(bits[text] >= -np.log2(SURE))
    found = seen.take(pa.array(moved)).select(["key", "post"])
    return found.append_column("bits", pa.array(bits[text][moved])).cast(_ROUTES)


_ROUTES = pa.schema([("key", pa.string()), ("post", pa.string()), ("bits", pa.float64())])


def runs_bits(text: Ints, place: Ints) -> npt.NDArray[np.float64]:
    """Return per text the bits of evidence that its places come in fewer runs than by chance.

    Rows are sorted by text, then time. Texts with fewer than MINIMUM rows or one place get 0.
    """
    count = np.bincount(text).astype(np.float64)
    change = np.zeros(len(text), dtype=np.float64)
    change[0] = 1
    change[1:] = (place[1:] != place[:-1]) | (text[1:] != text[:-1])
    runs = np.bincount(text, weights=change)
    cell, size = np.unique(text * (int(place.max()) + 1) + place, return_counts=True)
    owner = cell // (int(place.max()) + 1)
    squares = np.bincount(owner, weights=size.astype(np.float64) ** 2)
    cubes = np.bincount(owner, weights=size.astype(np.float64) ** 3)
    places = np.bincount(owner)
    n = np.maximum(count, 2.0)
    mean = n + 1 - squares / n
    spread = (squares * (squares + n * (n + 1)) - 2 * n * cubes - n**3) / (n**2 * (n - 1))
    score = (runs + 0.5 - mean) / np.sqrt(np.maximum(spread, 1e-9))
    bits = np.minimum(-norm.logcdf(score) / np.log(2), 20.0)
    enough = (count >= MINIMUM) & (places >= 2) & (spread > 1e-9)
    return np.where(enough, bits, 0.0)


def _codes(column: pa.ChunkedArray) -> Ints:
    indices = column.combine_chunks().dictionary_encode().indices
    return np.asarray(indices, dtype=np.int64)
