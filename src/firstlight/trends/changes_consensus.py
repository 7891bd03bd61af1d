"""Which of several divisions of one series to believe: the one that all resemble most.

Resemblance is the covering of van den Burg and Williams (arXiv:2003.06222), the weighted Jaccard
overlap of stretches that change points are judged by.
"""

import itertools
from collections.abc import Sequence

Division = tuple[int, ...]


def covering(truth: Sequence[int], found: Sequence[int], size: int) -> float:
    """Return how well `found` covers the stretches of `truth`, from 0 to 1."""
    total = 0.0
    found_stretches = _stretches(found, size)
    for start, end in _stretches(truth, size):
        best = max(
            _jaccard(start, end, other_start, other_end)
            for other_start, other_end in found_stretches
        )
        total += (end - start) * best
    return total / size


def consensus(divisions: Sequence[Division], size: int) -> Division:
    """Return the division that covers all given ones best; of equals the one with fewest changes.

    "No change" stands as a candidate and casts one vote: the burden of proof is on change.
    """
    votes = [*divisions, ()]
    candidates = sorted(set(votes), key=lambda division: (len(division), division))
    return max(
        candidates,
        key=lambda division: round(sum(covering(vote, division, size) for vote in votes), 9),
    )


def support(divisions: Sequence[Division], at: int, *, margin: int) -> float:
    """Return the share of divisions with a change within `margin` points of `at`."""
    near = sum(any(abs(change - at) <= margin for change in division) for division in divisions)
    return near / len(divisions)


def _stretches(division: Sequence[int], size: int) -> list[tuple[int, int]]:
    edges = [0, *sorted({at for at in division if 0 < at < size}), size]
    return list(itertools.pairwise(edges))


def _jaccard(start: int, end: int, other_start: int, other_end: int) -> float:
    shared = max(0, min(end, other_end) - max(start, other_start))
    return shared / ((end - start) + (other_end - other_start) - shared)
