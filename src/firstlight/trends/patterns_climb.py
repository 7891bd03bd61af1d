"""Climbing: where a combination rose as part of a wider one, the wider one explains it."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.trends.patterns_cells import Combinations

Floats = npt.NDArray[np.float64]

_LEAST = 8.0
_ALIKE = 0.5


class Held(NamedTuple):
    """Combinations in one period: their records here, in the other periods, and their dispersion.

    `odds` is how many records the period should have for each one of the other periods.
    """

    here: Floats
    others: Floats
    odds: Floats
    dispersed: Floats


def climb(combos: Combinations, combo: int, held: Held) -> int:
    """Return the combination, or its widest ancestor whose other records rose alike.

    An ancestor has one value less. Its records without the combination must be above what they
    should be (deviance of at least `_LEAST` nats after dispersion), and by a ratio of at least the
    square root of the combination's.
    """
    while True:
        above = _ancestors(combos, combo)
        if not len(above):
            return combo
        here, due = held.here[above] - held.here[combo], held.others[above] - held.others[combo]
        due = due * held.odds[above]
        rose = _deviance(here, due) / held.dispersed[above]
        least = _ratio(held.here[combo], held.others[combo] * held.odds[combo]) ** _ALIKE
        rose = np.where(_ratio(here, due) >= least, rose, 0.0)
        if rose.max() < _LEAST:
            return combo
        combo = int(above[int(rose.argmax())])


def simplest(combos: Combinations, combo: int, held: Held) -> int:
    """Return the combination with the fewest values that has the same records in all periods."""
    while True:
        same = [
            int(other)
            for other in _ancestors(combos, combo)
            if held.here[other] == held.here[combo] and held.others[other] == held.others[combo]
        ]
        if not same:
            return combo
        combo = same[0]


def _ancestors(combos: Combinations, combo: int) -> npt.NDArray[np.int64]:
    """Return the combinations with one value less."""
    mine = set(combos.subsets[combos.subset_of[combo]])
    near = combos.member[:, [combos.example[combo]]].tocoo().row
    kinds = (combos.subsets[combos.subset_of[other]] for other in near)
    found = [
        other
        for other, kind in zip(near, kinds, strict=True)
        if len(kind) == len(mine) - 1 and mine.issuperset(kind)
    ]
    return np.array(found, dtype=np.int64)


def _ratio(here: Floats, due: Floats) -> Floats:
    found: Floats = (here + 0.5) / (due + 0.5)
    return found


def _deviance(here: Floats, due: Floats) -> Floats:
    due = np.maximum(due, 0.1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(here > 0, here * np.log(here / due), 0.0) - (here - due)
    return np.where(here > due, found, 0.0)
