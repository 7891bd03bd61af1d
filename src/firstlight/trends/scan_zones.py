"""The places near each place: the discs that a scan looks through."""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstlight.model.errors import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = TypeVar("Numbers", Floats, Ints)
EARTH = 6371.0
"""Mean radius of the earth in kilometres."""


class Windows(NamedTuple):
    """Stretches of periods: the first period of each and the one after its last."""

    starts: Ints
    ends: Ints


def nearest_places(latitude: ArrayLike, longitude: ArrayLike, *, most: int | None = None) -> Ints:
    """Return for each place the places by distance, itself first: an array of places × `most`.

    Degrees; distances on the sphere; of equal distance the lower index. `most` None gives half
    of the places.
    """
    lat, lon = np.radians(np.asarray(latitude, float)), np.radians(np.asarray(longitude, float))
    if lat.shape != lon.shape or lat.ndim != 1 or not np.isfinite(lat + lon).all():
        raise InputError(
            "places need one latitude and one longitude each",
            file="places",
            remedy="Leave out places whose position is not known.",
        )
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    distance = 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    np.fill_diagonal(distance, -1.0)
    keep = max(1, len(lat) // 2) if most is None else min(most, len(lat))
    return np.argsort(distance.round(6), axis=1, kind="stable")[:, :keep]


def windows(periods: int, *, longest: int, ongoing: bool) -> Windows:
    """Return the stretches of at most `longest` periods; `ongoing` ones reach the last period."""
    if ongoing:
        starts = np.arange(periods - min(longest, periods), periods)
        return Windows(starts, np.full(len(starts), periods))
    pairs = [
        (start, end)
        for start in range(periods)
        for end in range(start + 1, min(start + longest, periods) + 1)
    ]
    return Windows(*np.array(pairs, np.int64).T)


def sums(table: Numbers, stretches: Windows, near: Ints) -> Numbers:
    """Return the sums of a places × periods table: windows × places × nearest, running outward."""
    running: Numbers = np.zeros((table.shape[1] + 1, table.shape[0]), table.dtype)
    np.cumsum(table.T, axis=0, out=running[1:])
    inside = running[stretches.ends] - running[stretches.starts]
    gathered: Numbers = inside[:, near]
    np.cumsum(gathered, axis=2, out=gathered)
    return gathered
