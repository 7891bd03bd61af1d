"""Multiple systems estimation: how many people there are that no list has seen.

The overlaps of several incomplete lists (police, charities, authorities) tell how much of the
population they miss. The answer rests on assumptions that no list can prove; they are returned
with it, and the estimate should never be shown without its interval and them.
"""

from typing import Literal

import msgspec

from firstlight.model.errors import InputError
from firstlight.trends.mse_choice import NO_PAIRS, by_aic, candidates, hierarchical, stepwise, weigh
from firstlight.trends.mse_intervals import Interval, bootstrap, profile
from firstlight.trends.mse_lists import Lists
from firstlight.trends.mse_models import Fit, Pair, all_pairs, fit

Method = Literal["independence", "stepwise", "aic", "bic", "average", "hierarchical"]
CLOSED = "Closed population: nobody joined or left it during the period that the lists cover."
MATCHED = (
    "Perfect matching: one person on two lists was recognised as one; missed matches inflate"
    " the estimate, false ones shrink it."
)
REACHED = "Nobody is beyond every list's reach; people whom no list could see are not counted."
ALIKE = (
    "On each list everyone has the same chance to appear; where the same people are easy to see"
    " for all lists, the estimate is too low."
)
PAIRWISE = (
    "Only pairs of lists depend on each other, and only those named in the model; where three or"
    " more act together the estimate may be far off."
)
THREES = (
    "Two or three lists may depend on each other, as named in the model; if all of them act"
    " together the estimate may be far off."
)
ASSUMPTIONS = (CLOSED, MATCHED, REACHED, ALIKE, PAIRWISE)
"""What no list can prove; each a sentence to be shown with the estimate."""
_WEIGHED = {"bic": candidates, "average": candidates, "hierarchical": hierarchical}
FEWEST_PEOPLE = 20
OVERLAPS = 10
"""People on two or more lists below which the estimate rests on next to nothing."""


class Weighted(msgspec.Struct, frozen=True, kw_only=True):
    """One model: pairs (or threes) of lists that act together, people in all, share of belief."""

    pairs: tuple[tuple[str, ...], ...]
    total: float
    weight: float


class HiddenPopulation(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate in people. `total` includes the `observed`; `dark` are those on no list.

    `low` and `high` bound `total` at `level`; `interval` says how ("bootstrap": the choice of
    pairs is part of the uncertainty; "profile": the pairs are taken for known). `separate` names
    the pairs of lists that share nobody. `chao` is Chao's lower bound of `total` (Biometrics
    1987), made for people who differ in how easily they are seen. `cautions` are sentences about
    these very lists.
    """

    method: Method
    observed: int
    dark: float
    total: float
    low: float
    high: float
    level: float
    interval: Literal["bootstrap", "profile"]
    replicas: int
    failed: int
    models: tuple[Weighted, ...]
    separate: tuple[tuple[str, ...], ...]
    chao: float
    assumptions: tuple[str, ...] = ASSUMPTIONS
    cautions: tuple[str, ...] = ()


def estimate_population(
    lists: Lists,
    *,
    method: Method = "stepwise",
    threshold: float | None = None,
    level: float = 0.95,
    replicas: int = 1000,
    seed: int = 1,
) -> HiddenPopulation:
    """Return the estimated population with its interval.

    `method`: "stepwise" (Chan, Silverman and Vincent 2021, threshold .02), "aic" (Bales, Hesketh
    and Silverman 2015, threshold .05), "bic" the best model of pairs, "average" a mean over the
    models in Occam's window, "hierarchical" the best model by BIC in which three of at most four
    lists may act together, "independence" no pairs. `replicas` 0 gives the profile interval.
    Raises InputError when the lists cannot carry the method.
    """
    if lists.observed < FEWEST_PEOPLE:
        raise InputError(
            f"only {lists.observed} people are on the lists",
            file="lists",
            remedy=f"An estimate needs at least {FEWEST_PEOPLE}.",
        )
    ranked = _ranked(lists, method, threshold)
    if not ranked:
        raise InputError(
            "the lists overlap too little for an estimate",
            file="lists",
            remedy="Merge lists that share nobody, or add a list that overlaps with others.",
        )
    bounds = _bounds(lists, ranked, method, threshold, level=level, replicas=replicas, seed=seed)
    return HiddenPopulation(
        method=method,
        observed=lists.observed,
        dark=bounds.estimate - lists.observed,
        total=bounds.estimate,
        low=bounds.low,
        high=bounds.high,
        level=level,
        interval="bootstrap" if replicas else "profile",
        replicas=replicas,
        failed=bounds.failed,
        models=tuple(_weighted(lists, one, weight) for one, weight in ranked),
        separate=_named(lists, [p for p in all_pairs(len(lists.names)) if not lists.overlap(*p)]),
        chao=chao_bound(lists),
        assumptions=(*ASSUMPTIONS[:-1], THREES) if method == "hierarchical" else ASSUMPTIONS,
        cautions=_cautions(lists, bounds),
    )


def _ranked(
    lists: Lists,
    method: Method,
    threshold: float | None,
    within: list[frozenset[Pair]] | None = None,
) -> list[tuple[Fit, float]]:
    """Return the fits of a method with their weights; `within` limits the models weighed."""
    if method in _WEIGHED:
        weighed = weigh(lists, _WEIGHED[method](lists) if within is None else within)
        return weighed if method == "average" or not weighed else [(weighed[0][0], 1.0)]
    if method == "stepwise":
        one = stepwise(lists, threshold=0.02 if threshold is None else threshold)
    elif method == "aic":
        one = by_aic(lists, threshold=0.05 if threshold is None else threshold)
    else:
        one = fit(lists, NO_PAIRS)
    return [] if one is None else [(one, 1.0)]


def _bounds(
    lists: Lists,
    ranked: list[tuple[Fit, float]],
    method: Method,
    threshold: float | None,
    *,
    level: float,
    replicas: int,
    seed: int,
) -> Interval:
    """Return the estimate with its interval.

    Replicas of the methods that weigh models choose among the models that stood in Occam's window
    of the real lists (Silverman, Chan and Vincent, Statistics and Computing 2024).
    """
    if not replicas:
        return profile(lists, ranked[0][0].pairs, level=level)
    within = None
    if method in _WEIGHED:
        within = [one.pairs for one, _ in weigh(lists, _WEIGHED[method](lists))]

    def total(drawn: Lists) -> float | None:
        found = _ranked(drawn, method, threshold, within)
        return drawn.observed + sum(one.dark * weight for one, weight in found) if found else None

    bounds = bootstrap(lists, total, level=level, replicas=replicas, seed=seed)
    if bounds is None:
        raise InputError(
            "most samples drawn from these lists have no estimate",
            file="lists",
            remedy="Merge small lists; their overlaps are too few for an interval.",
        )
    return bounds


def _weighted(lists: Lists, one: Fit, weight: float) -> Weighted:
    return Weighted(
        pairs=_named(lists, sorted(one.pairs)), total=one.observed + one.dark, weight=weight
    )


def _named(lists: Lists, pairs: list[Pair]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(lists.names[at] for at in pair) for pair in pairs)


def chao_bound(lists: Lists) -> float:
    """Return Chao's lower bound in people: (t − 1) / t · f₁² / (2 f₂) beyond the observed.

    f₁ and f₂ are the people on exactly one and two of t lists (Biometrics 1987, model M_th, in
    the form that allows for f₂ = 0). Lists that repel each other can push it too high.
    """
    times = lists.histories.sum(axis=1)
    once, twice = (float(lists.counts[times == number].sum()) for number in (1, 2))
    share = (len(lists.names) - 1) / len(lists.names)
    return lists.observed + share * once * (once - 1) / (2 * (twice + 1))


def _cautions(lists: Lists, bounds: Interval) -> tuple[str, ...]:
    """Return what these lists in particular give reason to doubt."""
    repeated = int(lists.counts[lists.histories.sum(axis=1) > 1].sum())
    said = []
    if repeated < OVERLAPS:
        said.append(f"Only {repeated} people are on more than one list.")
    if len(lists.names) == 2:
        said.append("With two lists their dependence cannot be seen; it is taken for none.")
    if bounds.high > 3 * max(bounds.low, 1.0):
        said.append("The upper bound is more than three times the lower: give no single figure.")
    if chao_bound(lists) > bounds.high:
        said.append(
            "Chao's lower bound lies above the interval: people differ in how easily they are"
            " seen, or lists avoid each other's people; the estimate is probably too low."
        )
    if bounds.failed:
        said.append(f"{bounds.failed} samples drawn from these lists had no estimate.")
    return tuple(said)
