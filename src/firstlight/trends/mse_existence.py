"""Whether a model has a finite estimate for these lists, and only one.

A Poisson log-linear model has a maximum-likelihood estimate when its sufficient statistics lie
inside the marginal cone (Fienberg and Rinaldo, Annals of Statistics 2012): some table with every
cell above zero has the same margins. A linear program decides; the rank of the regressors decides
whether the estimate is unique (Chan, Silverman and Vincent, JASA 2021, section 2).
"""

import numpy as np
from scipy.optimize import linprog

from firstlight.trends.mse_lists import Counts, Lists
from firstlight.trends.mse_models import Pair, newton, table_of

TOLERANCE = 1e-8
POSITIVE = 1e-4
"""Fitted means above this, with the margins met, are themselves the table that is sought."""


def is_estimable(lists: Lists, pairs: frozenset[Pair]) -> bool:
    """Return whether the model's estimate exists, is finite and is unique."""
    table = table_of(lists, pairs)
    design = table.design
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return False
    if (table.counts > 0).all() or _is_witnessed(design, table.counts):
        return True
    return _margin(design, table.counts) > TOLERANCE


def _is_witnessed(design: Counts, counts: Counts) -> bool:
    """Return whether a fit with every mean above zero already has the margins of the counts."""
    solved = newton(design, counts)
    if solved is None:
        return False
    means = solved[1]
    missed = np.abs(design.T @ (means - counts)).max()
    return bool(means.min() > POSITIVE and missed <= 1e-5 * max(float(counts.sum()), 1.0))


def _margin(design: Counts, counts: Counts) -> float:
    """Return the largest least cell of a table with the same margins as the counts."""
    cells = len(counts)
    scale = max(float(counts.sum()), 1.0)
    margins = design.T @ (counts / scale)
    solved = linprog(
        np.concatenate([np.zeros(cells), [-1.0]]),
        A_ub=np.column_stack([-np.eye(cells), np.ones(cells)]),
        b_ub=np.zeros(cells),
        A_eq=np.column_stack([design.T, np.zeros(design.shape[1])]),
        b_eq=margins,
        bounds=[(0.0, None)] * cells + [(None, 1.0)],
        method="highs",
    )
    return float(-solved.fun) if solved.status == 0 else 0.0
