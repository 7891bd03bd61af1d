"""The count expected now from the counts of earlier years, when some of those were outbreaks too.

Quasi-Poisson regression on a trend and a season in steps, fitted twice: past peaks with an
Anscombe residual above 2.58 are weighed down (Farrington et al., JRSS A 1996; Noufaily et al.,
Statistics in Medicine 2013).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HIGH = 2.58
"""Standardised Anscombe residual above which a past count is taken for an outbreak."""
STEPS = 30


class Expectation(NamedTuple):
    """The mean count expected, its variance as a prediction, and the dispersion (1: Poisson)."""

    mean: float
    variance: float
    dispersion: float


def expect(counts: Floats, design: Floats, now: Floats) -> Expectation | None:
    """Return what the regressors `now` lead to expect, or None where no fit settles."""
    weights = np.ones(len(counts))
    solved = _quasi(counts, design, weights)
    if solved is None:
        return None
    for _ in range(2):
        weights = _weights(counts, design, solved, weights)
        renewed = _quasi(counts, design, weights)
        if renewed is None:
            break
        solved = renewed
    mean = float(np.exp(np.clip(now @ solved.beta, -30, 30)))
    spread = float(now @ solved.covariance @ now)
    return Expectation(
        mean, solved.dispersion * mean + mean**2 * min(spread, 4.0), solved.dispersion
    )


class _Solved(NamedTuple):
    beta: Floats
    covariance: Floats
    dispersion: float


def _quasi(counts: Floats, design: Floats, weights: Floats) -> _Solved | None:
    """Return a weighted quasi-Poisson fit."""
    means = counts + 0.5
    known = np.log(means)
    beta: Floats = np.zeros(design.shape[1])
    renewed: Floats = beta
    for _ in range(STEPS):
        working = known + (counts - means) / means
        weighted = design * (weights * means)[:, None]
        try:
            renewed = np.asarray(
                np.linalg.solve(
                    design.T @ weighted + 1e-8 * np.eye(len(beta)), weighted.T @ working
                ),
                np.float64,
            )
        except np.linalg.LinAlgError:
            return None
        known = np.clip(design @ renewed, -20.0, 30.0)
        means = np.exp(known)
        if np.abs(renewed - beta).max() < 1e-8:
            break
        beta = renewed
    free = max(len(counts) - design.shape[1], 1)
    dispersion = max(1.0, float(np.sum(weights * (counts - means) ** 2 / means)) / free)
    inverse: Floats = np.asarray(
        np.linalg.pinv(design.T @ (design * (weights * means)[:, None])), np.float64
    )
    return _Solved(renewed, dispersion * inverse, dispersion)


def _weights(counts: Floats, design: Floats, solved: _Solved, before: Floats) -> Floats:
    """Return the weights of past counts: one, or the inverse square of a high residual."""
    means = np.exp(np.clip(design @ solved.beta, -20.0, 30.0))
    inverse = solved.covariance / solved.dispersion
    leverage = before * means * np.einsum("ij,jk,ik->i", design, inverse, design)
    residual = 1.5 * (counts ** (2 / 3) - means ** (2 / 3)) / means ** (1 / 6)
    residual /= np.sqrt(solved.dispersion * np.maximum(1 - leverage, 0.05))
    weights = np.where(residual > HIGH, np.maximum(residual, 1.0) ** -2.0, 1.0)
    return np.asarray(weights * len(weights) / weights.sum(), np.float64)
