"""What is known of a new corridor in the year it is first named: columns with plain names."""

import numpy as np

from firstlight.trends.corridors_history import Floats, History

FIRST = (
    "named by the origin's own report",
    "named by both reports",
    "mentions",
    "named twice by one report",
    "place in the report's list",
    "share of the report's corridors kept from last year",
    "share of the report's corridors kept before",
    "corridors in the report last year",
    "corridors in the report now",
    "share of the report that is new",
    "no report last year",
    "the way back is named too",
    "earlier new corridors of the origin lasted",
    "earlier new corridors to the destination lasted",
    "fits the network of earlier years",
)
AGAIN = (
    "named again a year later",
    "named again by both reports",
    "mentions a year later",
    "share of the report's corridors kept a year later",
)
SINCE = (
    "share of the years since in which it was named",
    "the same, recent years counting more",
    "years in a row up to now",
)
RANK, FADING = 12, 0.7
RECENT = 0.7
"""What a year counts beside the one after it, in a corridor's record since it was named."""
KEPT, LASTED = 0.6, 0.5
"""What is thought of a report, or a country's corridors, before anything is seen."""


def cohort(history: History, at: int) -> tuple[np.ndarray, np.ndarray]:
    """Return origins and destinations (numbers) of the pairs first named in year index `at`."""
    origins, destinations = np.nonzero(history.first == at)
    return origins, destinations


def first_look(history: History, at: int) -> Floats:
    """Return the columns FIRST for the pairs first named in year index `at` (at least 1)."""
    origin, destination = cohort(history, at)
    own = history.by_origin[at, origin, destination]
    other = history.by_destination[at, origin, destination]
    reporter = np.where(other >= own, destination, origin)
    kept, before, size, fresh, steady = _report(history, at)
    lasted_from, lasted_to = _lasted(history, at)
    columns = [
        own > 0,
        (own > 0) & (other > 0),
        np.log(own + other),
        np.maximum(own, other) > 1,
        np.log(history.order[at, origin, destination]),
        kept[reporter],
        steady[reporter],
        np.log1p(before[reporter]),
        np.log1p(size[reporter]),
        fresh[reporter] / np.maximum(size[reporter], 1),
        before[reporter] == 0,
        history.seen[at, destination, origin],
        lasted_from[origin],
        lasted_to[destination],
        _fitting(history, at)[origin, destination],
    ]
    return np.column_stack([np.asarray(column, np.float64) for column in columns])


def later_look(history: History, at: int, look: int) -> Floats:
    """Return FIRST, AGAIN, and from the second year on SINCE, for the pairs first named in `at`.

    `look` years are known since; AGAIN is about the last of them.
    """
    origin, destination = cohort(history, at)
    now = at + look
    own = history.by_origin[now, origin, destination]
    other = history.by_destination[now, origin, destination]
    was_own = history.by_origin[at, origin, destination]
    was_other = history.by_destination[at, origin, destination]
    reporter = np.where(was_other >= was_own, destination, origin)
    kept = _report(history, now)[0]
    columns = [own + other > 0, (own > 0) & (other > 0), np.log1p(own + other), kept[reporter]]
    if look > 1:
        columns += _since(history.seen[at + 1 : now + 1, origin, destination])
    later = np.column_stack([np.asarray(column, np.float64) for column in columns])
    return np.column_stack([first_look(history, at), later])


def _since(named: np.ndarray) -> list[Floats]:
    """Return the columns SINCE; `named` is years × corridors."""
    fading = RECENT ** np.arange(len(named) - 1, -1, -1)
    unbroken = np.cumprod(named[::-1], axis=0).sum(axis=0)
    return [named.mean(axis=0), fading @ named / fading.sum(), np.log1p(unbroken)]


def _report(history: History, at: int) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return per place: share kept, corridors before, now, new ones, and the usual share kept."""
    shares = [_kept(history, year) for year in range(max(1, at - 4), at + 1)]
    kept, before = shares[-1]
    now_own, now_other = history.by_origin[at] > 0, history.by_destination[at] > 0
    size = now_own.sum(axis=1) + now_other.sum(axis=0)
    new = history.first == at
    fresh = (new & now_own).sum(axis=1) + (new & now_other).sum(axis=0)
    steady = np.mean([share for share, _ in shares], axis=0)
    return kept, before, size.astype(float), fresh.astype(float), steady


def _kept(history: History, at: int) -> tuple[Floats, Floats]:
    """Return per place the share of its report's corridors that it names again, and their count."""
    own, other = history.by_origin > 0, history.by_destination > 0
    before = own[at - 1].sum(axis=1) + other[at - 1].sum(axis=0)
    again = (own[at - 1] & own[at]).sum(axis=1) + (other[at - 1] & other[at]).sum(axis=0)
    return (again + 3 * KEPT) / (before + 3), before.astype(float)


def _lasted(history: History, at: int) -> tuple[Floats, Floats]:
    """Return how long earlier new corridors from and to each place lasted: share of years since."""
    size = len(history.places)
    again, years = np.zeros((size, size)), np.zeros((size, size))
    seen = history.seen
    for start in range(1, at):
        new = history.first == start
        again += seen[start + 1 : at + 1].sum(axis=0) * new
        years += (at - start) * new
    base = again.sum() / years.sum() if years.sum() else LASTED
    lasted = [(again.sum(axis=k) + base * 6) / (years.sum(axis=k) + 6) for k in (1, 0)]
    return lasted[0], lasted[1]


def _fitting(history: History, at: int) -> Floats:
    """Return the low-rank picture of the network, recent years counting more, without new pairs."""
    weights = FADING ** np.arange(at, -1, -1)
    faded = np.tensordot(weights, history.seen[: at + 1].astype(np.float64), 1) / weights.sum()
    left, size, right = np.linalg.svd(faded * (history.first != at), full_matrices=False)
    picture: Floats = (left[:, :RANK] * size[:RANK]) @ right[:RANK]
    return picture
