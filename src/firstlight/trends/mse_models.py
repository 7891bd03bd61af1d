"""Log-linear models of capture: a mean for every combination of lists, with pairs that interact.

Cormack (Biometrics 1989) gives the Poisson form; Chan, Silverman and Vincent (JASA 2021) the rule
for two lists that share nobody: the effect of such a pair is minus infinity, so the combinations
that hold both have mean zero and leave the table together with the effect.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import gammaln
from scipy.stats import chi2

from firstlight.trends.mse_lists import Counts, Histories, Lists

Pair = tuple[int, ...]
"""Lists that act together: two, or three in a hierarchical model (with their pairs)."""
STEPS = 60
"""Most Newton steps of a fit."""


class Table(NamedTuple):
    """What a model is fitted to: regressors and counts of the cells that it keeps."""

    design: Counts
    counts: Counts
    kept: Histories
    dropped: frozenset[Pair]


class Fit(NamedTuple):
    """A fitted model: the people on no list, their logarithm's variance, and the fit.

    `criterion` gives AIC or BIC; parameters at minus infinity count as fitted, BIC's n is the
    number of people observed (as in Rcapture). `means` are those of all combinations.
    """

    pairs: frozenset[Pair]
    dark: float
    variance: float
    means: Counts
    loglik: float
    deviance: float
    parameters: int
    observed: int
    last: float

    @property
    def aic(self) -> float:
        """Return Akaike's criterion."""
        return 2.0 * self.parameters - 2.0 * self.loglik

    @property
    def bic(self) -> float:
        """Return Schwarz's criterion for the people observed."""
        return float(np.log(self.observed)) * self.parameters - 2.0 * self.loglik


def all_pairs(size: int) -> list[Pair]:
    """Return the pairs of lists in reading order."""
    return [(a, b) for a in range(size) for b in range(a + 1, size)]


def table_of(lists: Lists, pairs: frozenset[Pair]) -> Table:
    """Return the cells and regressors of a model: a constant, each list, each pair that meets."""
    empty = frozenset(pair for pair in pairs if lists.overlap(*pair) == 0)
    kept = np.ones(len(lists.counts), np.bool_)
    for pair in empty:
        kept &= lists.histories[:, pair].prod(axis=1) == 0
    rows = lists.histories[kept]
    met = [rows[:, pair].prod(axis=1) for pair in sorted(pairs - empty)]
    design = np.column_stack([np.ones(len(rows)), rows, *met]).astype(np.float64)
    return Table(design, lists.counts[kept], np.flatnonzero(kept), empty)


def fit(lists: Lists, pairs: frozenset[Pair], *, last: Pair | None = None) -> Fit | None:
    """Return the maximum-likelihood fit, or None where Newton's steps do not settle.

    `last` names a pair whose Wald p-value is wanted. Check existence first (mse_existence).
    """
    table = table_of(lists, pairs)
    solved = newton(table.design, table.counts)
    if solved is None:
        return None
    beta, means, covariance = solved
    whole = np.zeros(len(lists.counts))
    whole[table.kept] = means
    seen = table.counts > 0
    loglik = float(np.sum(table.counts * np.log(means) - means - gammaln(table.counts + 1)))
    ratio = np.zeros(len(means))
    ratio[seen] = table.counts[seen] * np.log(table.counts[seen] / means[seen])
    p_value = 1.0
    finite = sorted(pairs - table.dropped)
    if last in finite:
        at = 1 + len(lists.names) + finite.index(last)
        p_value = float(chi2.sf(beta[at] ** 2 / max(covariance[at, at], 1e-300), 1))
    return Fit(
        pairs=pairs,
        dark=float(np.exp(min(beta[0], 700.0))),
        variance=float(covariance[0, 0]),
        means=whole,
        loglik=loglik,
        deviance=float(2.0 * np.sum(ratio - table.counts + means)),
        parameters=1 + len(lists.names) + len(pairs),
        observed=lists.observed,
        last=p_value,
    )


def newton(design: Counts, counts: Counts) -> tuple[Counts, Counts, Counts] | None:
    """Return (coefficients, means, covariance) of a Poisson regression, or None."""
    means = counts + 0.1
    known = np.log(means)
    previous = np.inf
    for _ in range(STEPS):
        working = known + (counts - means) / means
        weighted = design * means[:, None]
        try:
            beta = np.asarray(
                np.linalg.solve(design.T @ weighted, weighted.T @ working), np.float64
            )
        except np.linalg.LinAlgError:
            return None
        known = np.clip(design @ beta, -50.0, 50.0)
        means = np.exp(known)
        deviance = float(np.sum(means - counts * known))
        if abs(previous - deviance) <= 1e-10 * (abs(deviance) + 0.1):
            covariance = np.asarray(
                np.linalg.pinv(design.T @ (design * means[:, None])), np.float64
            )
            return beta, means, covariance
        previous = deviance
    return None
