"""The null test: the same search on records whose times were permuted, and the error rates it sets.

Permuting times keeps every record and every period's size and destroys only what emerged. From it:
the expected number of false discoveries at each strength (Storey and Tibshirani 2003), and the gate
that the strongest pattern must pass for any to be reported (max-statistic of Westfall and Young
1993, with a Gumbel tail).
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from firstlight.model.pattern import NullTest

Floats = npt.NDArray[np.float64]

FALSE_SHARE = 0.05
"""Expected share of false discoveries among the patterns that are reported."""
GATE = 0.01
"""Chance that records without any pattern pass the gate."""
_KEPT = 1.0
_TAIL = 60
_EULER = 0.5772156649


class NullState(msgspec.Struct, frozen=True):
    """Finished permutations of a search: a checkpoint that a caller may keep and hand back.

    `strengths` holds, per permutation, the strengths above one nat, rounded; `key` names the search
    that they belong to.
    """

    key: str = ""
    strengths: tuple[tuple[float, ...], ...] = ()


class Calibration(NamedTuple):
    """The strengths of candidates on permuted records, as found in each permutation."""

    runs: tuple[Floats, ...]

    def expected(self, strengths: Floats, leave_out: int | None = None) -> Floats:
        """Return how many candidates of one permutation reach each strength, on average.

        Beyond the strongest sixty of all permutations the tail is taken as exponential.
        """
        runs = [run for at, run in enumerate(self.runs) if at != leave_out]
        pool = np.sort(np.concatenate(runs)) if runs else np.zeros(0)
        count = (len(pool) - np.searchsorted(pool, strengths)).astype(float)
        top = pool[-_TAIL:]
        if len(top) == _TAIL:
            slope = max(float(np.mean(top - top[0])) * _TAIL / (_TAIL - 1), 0.1)
            tail = _TAIL * np.exp(-(strengths - top[0]) / slope)
            count = np.where(strengths > top[0], np.maximum(tail, 1e-12), count)
        return count / max(len(runs), 1)

    def gate(self) -> float:
        """Return the strength that one permutation in a hundred passes."""
        if not self.runs:
            return float("inf")
        most = np.array([run.max(initial=0.0) for run in self.runs])
        scale = max(float(most.std()) * np.sqrt(6) / np.pi, 0.5)
        gumbel = float(most.mean()) - _EULER * scale - scale * np.log(-np.log1p(-GATE))
        return max(float(gumbel), float(np.quantile(most, 1 - GATE)))

    def q_values(self, strengths: Floats, leave_out: int | None = None) -> Floats:
        """Return the share of false discoveries among candidates at least as strong as each."""
        order = np.argsort(-strengths, kind="stable")
        expected = self.expected(strengths[order], leave_out)
        at_least = np.searchsorted(-strengths[order], -strengths[order], side="right")
        raw = expected / np.maximum(at_least, 1)
        found = np.empty(len(strengths))
        found[order] = np.minimum.accumulate(raw[::-1])[::-1] if len(raw) else raw
        return np.minimum(found, 1.0)

    def test(self, tested: int) -> NullTest:
        """Return what the search reports on each permutation, judged by the others."""
        gate, reported = self.gate(), []
        for at, run in enumerate(self.runs):
            passed = len(run) and run.max() >= gate
            low = self.q_values(run, leave_out=at) <= FALSE_SHARE if passed else np.zeros(0)
            reported.append(int(low.sum()))
        return NullTest(
            permutations=len(self.runs),
            tested=tested,
            discoveries=tuple(reported),
            strongest=tuple(round(float(run.max(initial=0.0)), 3) for run in self.runs),
            gate=round(gate, 3),
        )


def permute(
    score: Callable[[npt.NDArray[np.int32]], Floats],
    periods: npt.NDArray[np.int32],
    permutations: int,
    *,
    seed: int,
    state: NullState,
    checkpoint: Callable[[NullState], None],
    advance: Callable[[], None],
) -> Calibration:
    """Return the calibration of `score`, going on from `state` if it belongs to the same search.

    `score` takes permuted periods and returns strengths. Each permutation has its own seed, so a
    run that was stopped ends as one that was not. `checkpoint` is called after each.
    """
    done = list(state.strengths[:permutations])
    for _ in done:
        advance()
    for at in range(len(done), permutations):
        dice = np.random.default_rng([seed, at])
        found = score(dice.permutation(periods))
        kept = np.sort(found[found > _KEPT])[::-1]
        done.append(tuple(round(float(value), 4) for value in kept))
        checkpoint(NullState(state.key, tuple(done)))
        advance()
    return Calibration(tuple(np.array(run) for run in done))
