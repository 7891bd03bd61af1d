"""Change points: false alarms on simulated series, and the Turing Change Point Dataset.

    python bench/changes.py [--simulate]

Prints covering and F1 (van den Burg and Williams, arXiv:2003.06222, margin 5) over the univariate
series that can be shared, at the default; the figure of leave-one-series-out choice among the
settings listed; the peers in the same run; and, with --simulate, false alarms and power on
simulated series for each strictness, from which the default was taken.
"""

import argparse
import json
import os
from pathlib import Path

import numpy as np

from firstlight.trends import changes, changes_search
from firstlight.trends.changes_consensus import covering
from firstlight.trends.changes_search import View

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FOLDER = DATA / "trends/bench/tcpd"
MARGIN = 5
LADDER = (1.0, 1.5, 2.0, 3.0)
SETTINGS = [(base, shortest, kinds) for base in (1.0, 1.25, 1.5, 2.0) for shortest in (5, 10)
            for kinds in ((True, False), (True,), (False,))]  # fmt: skip


def read_series() -> dict[str, tuple[np.ndarray, list[list[int]]]]:
    """Return each univariate series with the change points of its annotators."""
    annotations = json.loads((FOLDER / "annotations.json").read_text("utf-8"))
    found = {}
    for path in sorted(FOLDER.glob("datasets/*/*.json")):
        told = json.loads(path.read_text("utf-8"))
        if told["n_dim"] == 1 and told["name"] in annotations:
            raw = [np.nan if value is None else value for value in told["series"][0]["raw"]]
            found[told["name"]] = (np.array(raw, float), list(annotations[told["name"]].values()))
    return found


def matched(truth: set[int], found: set[int]) -> int:
    """Return how many true points have a found one of their own within the margin."""
    left, hits = set(found), 0
    for at in sorted(truth):
        near = sorted((abs(at - one), one) for one in left if abs(at - one) <= MARGIN)
        if near:
            hits += 1
            left.discard(near[0][1])
    return hits


def judge(found: list[int], annotators: list[list[int]], size: int) -> tuple[float, float]:
    """Return covering and F1 of one series."""
    cover = float(np.mean([covering(one, found, size) for one in annotators]))
    points, sets = {0, *found}, [{0, *one} for one in annotators]
    precision = matched(set().union(*sets), points) / len(points)
    recall = float(np.mean([matched(one, points) / len(one) for one in sets]))
    return cover, 2 * precision * recall / (precision + recall)


def use(setting: tuple[float, int, tuple[bool, ...]]) -> None:
    """Set strictness, shortest stretch and kinds of noise."""
    base, changes_search.SHORTEST, kinds = setting
    changes.VIEWS = tuple(View(common, base * step) for common in kinds for step in LADDER)


def points(values: np.ndarray) -> list[int]:
    """Return the change points that the present setting finds."""
    return [one.at for one in changes.find_changes(values).changes]


def memory(noise: np.ndarray, share: float) -> np.ndarray:
    """Return noise of which each value keeps a share of the one before."""
    values = noise.copy()
    values[0] /= np.sqrt(1 - share**2)
    for at in range(1, len(noise)):
        values[at] += share * values[at - 1]
    return values


def quiet(dice: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    """Return one simulated series without change of each kind."""
    at, noise = np.arange(n), dice.standard_normal(n)
    wave = 3 * np.sin(2 * np.pi * at / 12)
    return {
        "white": noise, "Student t3": dice.standard_t(3, n), "memory .5": memory(noise, 0.5),
        "memory .8": memory(noise, 0.8), "random walk": noise.cumsum(), "trend": 6 * at / n + noise,
        "trend, memory .5": 6 * at / n + memory(noise, 0.5), "Poisson 2": dice.poisson(2, n) * 1.0,
        "negative binomial": dice.negative_binomial(3, 1 / 3, n) * 1.0,
        "log-normal": dice.lognormal(0, 1, n), "season": wave + noise,
    }  # fmt: skip


def simulate() -> None:
    """Print false alarms and power at each strictness."""
    for base in (0.75, 1.0, 1.25, 1.5):
        use((base, 10, (True, False)))
        dice = np.random.default_rng(7)
        alarms: dict[str, list[bool]] = {}
        for size in (24, 60, 200):
            for _ in range(20):
                for kind, values in quiet(dice, size).items():
                    alarms.setdefault(kind, []).append(bool(points(values)))
        shares = {kind: round(float(np.mean(seen)), 2) for kind, seen in alarms.items()}
        print(f"strictness x{base}: false alarms", shares,
              f"mean {np.mean([np.mean(v) for v in alarms.values()]):.3f}")  # fmt: skip
        power = {}
        for size in (24, 60, 200):
            for jump in (2, 3, 5):
                hits = []
                for _ in range(20):
                    values = memory(dice.standard_normal(size), 0.3)
                    at = size // 3 + int(dice.integers(size // 3))
                    values[at:] += jump
                    hits.append(any(abs(one - at) <= 3 for one in points(values)))
                power[f"n {size}, jump {jump} sd"] = float(np.mean(hits))
        print("  power", power)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulate", action="store_true")
    given = parser.parse_args()
    if given.simulate:
        simulate()
    series = read_series()
    table = np.empty((len(SETTINGS), len(series), 2))
    for row, setting in enumerate(SETTINGS):
        use(setting)
        for column, (values, annotators) in enumerate(series.values()):
            table[row, column] = judge(points(values), annotators, len(values))
    zero = np.array([judge([], annotators, len(values)) for values, annotators in series.values()])
    default = SETTINGS.index((1.0, 10, (True, False)))
    dice = np.random.default_rng(1)
    drawn = dice.integers(0, len(series), (4000, len(series)))
    low, high = np.quantile(table[default, :, 0][drawn].mean(axis=1), [0.025, 0.975])
    gain = (table[default, :, 0] - zero[:, 0])[drawn].mean(axis=1)
    print(
        f"{len(series)} series; no change: cover {zero[:, 0].mean():.3f} F1 {zero[:, 1].mean():.3f}"
    )
    print(f"default: cover {table[default, :, 0].mean():.3f} ({low:.3f}-{high:.3f}) "
          f"F1 {table[default, :, 1].mean():.3f}; gain over no change {gain.mean():.3f} "
          f"({np.quantile(gain, 0.025):.3f}-{np.quantile(gain, 0.975):.3f})")  # fmt: skip
    left_out = [
        table[np.argmax(np.delete(table[:, :, 0], one, 1).mean(axis=1)), one]
        for one in range(len(series))
    ]
    cover, f1 = np.mean(left_out, axis=0)
    print(f"left-one-out choice of {len(SETTINGS)} settings: cover {cover:.3f} F1 {f1:.3f}")
    for setting, figures in zip(SETTINGS, table, strict=True):
        print("  ", setting, np.round(figures.mean(axis=0), 3))
    for name, figures in zip(series, table[default], strict=True):
        print("  ", name, np.round(figures, 2))


if __name__ == "__main__":
    main()
