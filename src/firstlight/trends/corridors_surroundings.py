"""What surrounds a new corridor: how far it goes, what near countries do, how its ends grow."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from firstlight.trends.corridors_history import Floats, History

AROUND = (
    "distance",
    "near origins had it before",
    "near destinations had it before",
    "near origins have it, new like this",
    "near destinations have it, new like this",
    "corridors from the origin before",
    "corridors to the destination before",
    "growth of corridors from the origin",
    "growth of corridors to the destination",
    "the way back was named before",
    "corridors from the destination before",
    "corridors to the origin before",
    "years that the origin is known",
)
_NEAR, _BEFORE = 6, 3
"""Nearest places that are asked, and years before that count."""
_EARTH, _LEAST, _UNKNOWN = 6371.0, 50.0, 5000.0
Ints = NDArray[np.int64]


def distances(history: History, spots: Mapping[str, tuple[float, float]] | None) -> Floats | None:
    """Return kilometres between places (degrees in `spots`), None where no place is known."""
    known = [spots.get(place) if spots else None for place in history.places]
    if not any(known):
        return None
    degrees = np.array([one or (np.nan, np.nan) for one in known], np.float64)
    lat, lon = np.radians(degrees).T
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    found = 2 * _EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    found = np.where(np.isnan(found), _UNKNOWN, found)
    np.fill_diagonal(found, np.inf)
    return found


def surroundings(history: History, at: int, pairs: tuple[Ints, Ints], far: Floats | None) -> Floats:
    """Return the columns AROUND for pairs first named in year index `at` (at least 1).

    Without distances the columns that need them are zero.
    """
    origin, destination = pairs
    seen, new = history.seen, history.first == at
    before = seen[max(0, at - _BEFORE) : at].mean(axis=0)
    out, into = before.sum(axis=1), before.sum(axis=0)
    out_now, into_now = seen[at].sum(axis=1), seen[at].sum(axis=0)
    as_origin = seen[:at].any(axis=2)
    since = np.where(as_origin.any(axis=0), as_origin.argmax(axis=0), at)
    columns = [
        *_near(before, new, pairs, far),
        np.log1p(out[origin]),
        np.log1p(into[destination]),
        np.log1p(out_now[origin]) - np.log1p(out[origin]),
        np.log1p(into_now[destination]) - np.log1p(into[destination]),
        before[destination, origin],
        np.log1p(out[destination]),
        np.log1p(into[origin]),
        (at - since)[origin],
    ]
    return np.column_stack([np.asarray(column, np.float64) for column in columns])


def _near(
    before: Floats, new: NDArray[np.bool_], pairs: tuple[Ints, Ints], far: Floats | None
) -> list[Floats]:
    """Return the distance, and the shares of near origins and destinations with the corridor."""
    origin, destination = pairs
    if far is None:
        return [np.zeros(len(origin))] * 5
    near = np.argsort(far, axis=1, kind="stable")[:, :_NEAR]
    # A place named twice ("Burma", "Myanmar") is no distance from itself.
    apart = np.minimum(np.maximum(far[origin, destination], _LEAST), 1e9)
    fresh = new.astype(np.float64)
    return [
        np.log(apart),
        before[near[origin], destination[:, None]].mean(axis=1),
        before[origin[:, None], near[destination]].mean(axis=1),
        fresh[near[origin], destination[:, None]].mean(axis=1),
        fresh[origin[:, None], near[destination]].mean(axis=1),
    ]
