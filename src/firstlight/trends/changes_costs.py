"""The misfit of every stretch of a series under three simple models, by running sums.

The models are a level, a level with memory (the previous value is a regressor) and a line with
memory. Memory keeps a slow series from looking like a row of changes. Following Davis, Lee and
Rodriguez-Yam (JASA 2006) each stretch may choose its own model; what a model costs is decided by
the search.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MODELS = ((False, False), (False, True), (True, True))
"""(has a slope, has memory) of each model."""


class Misfit(NamedTuple):
    """Residual sums of squares of the stretches [s, e): `squares[s, e]`, infinite where empty."""

    squares: Floats
    parameters: int


def misfits(values: Floats) -> list[Misfit]:
    """Return the misfit of each model for a series of length n: arrays of n × (n + 1)."""
    return [_misfit(values, slope=slope, memory=memory) for slope, memory in MODELS]


def lengths(size: int) -> NDArray[np.int64]:
    """Return the length of each stretch [s, e) as an array of n × (n + 1)."""
    return np.arange(size + 1)[None, :] - np.arange(size)[:, None]


def _misfit(values: Floats, *, slope: bool, memory: bool) -> Misfit:
    """Regress each stretch on its model by running cross-products."""
    size = len(values)
    columns = [np.ones(size)]
    if slope:
        columns.append(np.linspace(-1.0, 1.0, size))
    if memory:
        columns.append(np.concatenate([values[:1], values[:-1]]))
    width = len(columns)
    whole = np.stack([*columns, values], axis=1)
    running = np.zeros((size + 1, width + 1, width + 1))
    np.cumsum(whole[:, :, None] * whole[:, None, :], axis=0, out=running[1:])
    squares = np.full((size, size + 1), np.inf)
    ridge = 1e-9 * np.eye(width)
    for start in range(size):
        inner = running[start + 1 :] - running[start]
        count = np.arange(1, size - start + 1)[:, None, None]
        left, right = inner[:, :width, :width] + ridge * count, inner[:, :width, width]
        fit = np.linalg.solve(left, right[..., None])[..., 0]
        squares[start, start + 1 :] = np.maximum(
            inner[:, width, width] - np.einsum("ij,ij->i", fit, right), 0.0
        )
    return Misfit(squares, width)
