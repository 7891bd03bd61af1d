"""On which scale to look at a series, and how finely it was recorded."""

import numpy as np

from firstlight.trends.changes_costs import Floats


def straighten(values: Floats) -> Floats:
    """Return the series, or its logarithm where that makes the noise clearly more even.

    The choice is the profile likelihood of Box and Cox (JRSS B 1964) between powers 1 and 0 under
    a line with memory; the logarithm must win by more than ln n. Values must be positive for it.
    """
    size = len(values)
    if size < 2 or float(values.min()) <= 0:
        return values
    scaled = values / values.max()
    logs = np.log(scaled)
    plain = -size / 2 * np.log(_noise(scaled))
    logged = -size / 2 * np.log(_noise(logs)) - float(logs.sum())
    return np.log(values) if logged - plain > np.log(size) else values


def resolution(values: Floats) -> float:
    """Return the smallest step between two values: below it rounding hides what happened.

    Two values alone cannot show how fine the record is; then it is taken for half their step.
    """
    steps = np.diff(np.unique(values))
    if len(steps) == 0:
        return 0.0
    return float(steps.min()) if len(steps) > 1 else float(steps[0]) / 2


def _noise(values: Floats) -> float:
    """Return the residual variance of a line with memory through the whole series."""
    size = len(values)
    memory = np.concatenate([values[:1], values[:-1]])
    known = np.stack([np.ones(size), np.arange(size) / size, memory], axis=1)
    fit = np.linalg.lstsq(known, values, rcond=None)[0]
    return max(float(np.mean((values - known @ fit) ** 2)), 1e-300)
