"""How the reasons add up: each reason's weight as a step, in decibans (10 = ten times likelier)."""

from collections.abc import Sequence

import msgspec

from firstlight.model.operation import Reason
from firstlight.web.show.reason import Said, said
from firstlight.web.show.words import times

WIDTH = 320.0
DECIBANS_PER_BIT = 3.0103


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One reason: its bar from `x` over `width`, and its weight in words."""

    said: Said
    decibans: float
    x: float
    width: float
    words: str


def steps(reasons: Sequence[Reason]) -> list[Step]:
    """Return the reasons as bars that start where the one before ended, scaled to `WIDTH`."""
    weights = [r.weight * (DECIBANS_PER_BIT if r.unit == "bits" else 1.0) for r in reasons]
    edges = [0.0]
    for weight in weights:
        edges.append(edges[-1] + weight)
    low, span = min(edges), max(max(edges) - min(edges), 1e-9)
    return [
        Step(
            said=said(reason.sentence),
            decibans=round(weight, 1),
            x=round((min(a, b) - low) / span * WIDTH, 1),
            width=round(max(abs(weight) / span * WIDTH, 2.0), 1),
            words=times(weight),
        )
        for reason, weight, a, b in zip(reasons, weights, edges, edges[1:], strict=False)
    ]
