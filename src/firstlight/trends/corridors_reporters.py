"""Which country's report named a corridor, read off the order of a list that does not say."""

import itertools
from collections.abc import Sequence

BACKWARD = 6.0
"""Cost of a reporter earlier in the alphabet than the one before; a new reporter costs one."""


def infer_reporters(corridors: Sequence[tuple[str, str]]) -> list[str]:
    """Return the reporter of each (origin, destination) of one year's list.

    For lists read from reports in alphabetical order, where each row names the reporting country
    as origin or destination: the cheapest sequence of reporters that rarely changes and hardly
    ever goes back in the alphabet (Viterbi). Where the order says nothing, so does the answer.
    """
    if not corridors:
        return []
    costs = (0.0, 0.0)
    steps: list[tuple[int, int]] = []
    for before, row in itertools.pairwise(corridors):
        tried = [[costs[side] + _cost(before[side], name) for side in (0, 1)] for name in row]
        steps.append((tried[0].index(min(tried[0])), tried[1].index(min(tried[1]))))
        costs = (min(tried[0]), min(tried[1]))
    side = costs.index(min(costs))
    sides = [side]
    for step in reversed(steps):
        side = step[side]
        sides.append(side)
    return [row[side] for row, side in zip(corridors, reversed(sides), strict=True)]


def _cost(before: str, name: str) -> float:
    if before == name:
        return 0.0
    return 1.0 if name.lower() > before.lower() else BACKWARD
