"""Hidden population: published studies beside our figures, and coverage on simulated lists.

python bench/mse.py [--replicas 1000]
"""

import argparse
import os
import time
from pathlib import Path

import numpy as np
import pyarrow.csv

from firstlight.trends.mse import estimate_population
from firstlight.trends.mse_choice import by_aic
from firstlight.trends.mse_intervals import profile
from firstlight.trends.mse_lists import Lists, lists_from_table, tidy

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
NAMES = ("ned_5", "neworl_5", "kosovo", "ned", "neworl", "ukdat_4", "ukdat_5", "ukdat")


def read_lists(name: str) -> Lists:
    """Return the lists of a study."""
    return lists_from_table(pyarrow.csv.read_csv(DATA / f"trends/mse/{name}.csv"))


def simulated(dice: np.random.Generator, people: int, kind: str) -> Lists:
    """Return four lists of a closed population: independent, with two pairs, or heterogeneous."""
    chances = np.array([0.08, 0.12, 0.1, 0.15])
    each = np.tile(chances, (people, 1))
    if kind == "people differ":
        each = np.clip(each * dice.gamma(2, 0.5, (people, 1)), 0, 0.95)
    rows = (dice.random((people, 4)) < each).astype(int)
    if kind == "two pairs depend":
        for first, second, factor in ((0, 1, 2.5), (2, 3, 0.4)):
            chance = np.where(rows[:, first] == 1, chances[second] * factor, chances[second])
            rows[:, second] = dice.random(people) < chance
    seen = rows[rows.sum(axis=1) > 0]
    return tidy(seen, np.ones(len(seen)), names="ABCD")


def simulate() -> None:
    """Print how often the interval holds the truth on simulated lists."""
    for kind in ("independent", "two pairs depend", "people differ"):
        dice = np.random.default_rng(5)
        for method in ("stepwise", "average"):
            held, totals = [], []
            for seed in range(20):
                lists = simulated(dice, 2000, kind)
                found = estimate_population(lists, method=method, replicas=100, seed=seed)
                held.append(found.low <= 2000 <= found.high)
                totals.append(found.total)
            print(f"simulated, 2000 people, {kind}, {method}: truth inside the interval "
                  f"{np.mean(held):.2f} of 20; median {np.median(totals):.0f}")  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicas", type=int, default=1000)
    given = parser.parse_args()
    simulate()
    for name in NAMES:
        lists = read_lists(name)
        main_only = estimate_population(lists, method="independence", replicas=0)
        print(f"{name}: observed {lists.observed}; independence {main_only.total:.0f} "
              f"({main_only.low:.0f}-{main_only.high:.0f})")  # fmt: skip
        chosen = by_aic(lists)
        if chosen is not None:
            bounds = profile(lists, chosen.pairs, level=0.95)
            print(f"  aic: {lists.observed + chosen.dark:.1f}; multinomial {bounds.estimate:.1f} "
                  f"({bounds.low:.1f}-{bounds.high:.1f}); {len(chosen.pairs)} pairs")  # fmt: skip
        for method in ("stepwise", "average", "hierarchical"):
            if method == "average" and len(lists.names) > 6:
                continue
            if method == "hierarchical" and len(lists.names) > 4:
                continue
            small = method == "stepwise" and len(lists.names) <= 5
            replicas = given.replicas if small else min(given.replicas, 200)
            start = time.process_time()
            found = estimate_population(lists, method=method, replicas=replicas)
            spent = time.process_time() - start
            print(f"  {method}: {found.total:.1f} ({found.low:.0f}-{found.high:.0f}), "
                  f"{len(found.models)} models, {found.failed} of {replicas} failed, "
                  f"{spent:.1f} CPU s; {' '.join(found.cautions)}")  # fmt: skip


if __name__ == "__main__":
    main()
