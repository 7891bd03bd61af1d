"""Scan, alarms and nowcast: error rates and power on simulated counts, one scan of real counts.

python bench/when_where.py
"""

import csv
import os
import time
from collections import Counter
from pathlib import Path

import numpy as np

from firstlight.trends.alarms import outbreak_alarms
from firstlight.trends.nowcast import nowcast
from firstlight.trends.scan import scan_clusters
from firstlight.trends.scan_zones import nearest_places

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
CASES = DATA / "trends/ctdc/ctdc_kanon_2020_core7.csv"
STATISTICS = ("poisson", "expectation", "permutation")


def scan_simulated() -> None:
    """Print type-I error and power of each statistic, and the cost at full size."""
    dice = np.random.default_rng(1)
    near = nearest_places(dice.uniform(40, 50, 60), dice.uniform(0, 15, 60))
    expected = dice.gamma(4, 0.5, (60, 1)) * np.ones((60, 12))
    planted = near[7, :5]
    for statistic in STATISTICS:
        false = [
            _smallest(dice.poisson(expected), near, expected, statistic, seed)[0] <= 0.05
            for seed in range(120)
        ]
        print(f"scan, {statistic}: type I at .05: {np.mean(false):.3f} of 120", end="; power")
        for factor in (1.5, 2.0, 3.0):
            found, overlap = [], []
            for seed in range(30):
                counts = dice.poisson(expected)
                counts[planted, -3:] = dice.poisson(factor * expected[planted, -3:])
                value, places = _smallest(counts, near, expected, statistic, seed)
                found.append(value <= 0.05)
                both = set(places) & set(planted.tolist())
                overlap.append(len(both) / len(set(places) | set(planted.tolist())))
            print(f" x{factor}: {np.mean(found):.2f} (overlap {np.mean(overlap):.2f})", end="")
        print()
    dice = np.random.default_rng(2)
    near = nearest_places(dice.uniform(40, 50, 200), dice.uniform(0, 15, 200))
    expected = dice.gamma(2, 1, (200, 1)) * np.ones((200, 20))
    for statistic in STATISTICS:
        start = time.process_time()
        scan_clusters(dice.poisson(expected), near, expected=expected, statistic=statistic)
        print(f"scan, {statistic}, 200 places x 20 periods, 999 replicas: "
              f"{time.process_time() - start:.1f} CPU s")  # fmt: skip


def _smallest(counts, near, expected, statistic, seed):
    found = scan_clusters(
        counts, near, expected=expected, statistic=statistic, replicas=99, seed=seed, longest=4
    )
    best = found.clusters[0] if found.clusters else None
    return (best.p_value, best.places) if best else (1.0, ())


def scan_real() -> None:
    """Print the clusters of victims by country of exploitation and year, by permutation."""
    where: dict[str, tuple[float, float]] = {}
    cells: Counter[tuple[str, int]] = Counter()
    with CASES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            place, latitude = row["pais_exploracao"], row["pais_exploracao_lat"]
            if place and latitude:
                where[place] = (float(latitude), float(row["pais_exploracao_long"]))
                cells[place, int(float(row["yearOfRegistration"]))] += 1
    places, years = sorted(where), sorted({year for _, year in cells})
    counts = np.array([[cells[place, year] for year in years] for place in places])
    near = nearest_places(*np.array([where[place] for place in places]).T)
    for ongoing in (True, False):
        found = scan_clusters(counts, near, statistic="permutation", ongoing=ongoing)
        print(f"real: {found.cases} victims, {found.places} countries, {years[0]}-{years[-1]}, "
              f"{'ongoing' if ongoing else 'any time'}")  # fmt: skip
        for one in found.clusters[:4]:
            print(f"  {', '.join(places[at] for at in one.places)}: {years[one.start]}-"
                  f"{years[one.end]}, {one.cases} cases, {one.expected:.0f} expected, "
                  f"p {one.p_value:.3f}")  # fmt: skip


def alarms_simulated() -> None:
    """Print false alarms and detection on stationary negative binomial series."""
    for mean, dispersion in ((3, 1.05), (10, 1.5), (10, 3.0), (40, 4.0)):
        dice = np.random.default_rng(mean)
        rates: dict[str, list[bool]] = {}
        for _ in range(100):
            at = np.arange(6 * 52)
            means = mean * np.exp(0.4 * np.sin(2 * np.pi * at / 52))
            flat = dice.negative_binomial(mean / (dispersion - 1), 1 / dispersion, 20)
            counts = dice.negative_binomial(means / (dispersion - 1), 1 / dispersion)
            for start in dice.integers(52, 260, 2):
                counts[start : start + 4] += dice.poisson(3 * np.sqrt(dispersion * mean), 4)
            for name, series in (("farrington", counts), ("ears", flat)):
                seen = [one.raised for one in outbreak_alarms(series, last=8)]
                rates.setdefault(f"{name} false", []).extend(seen)
                thinned, struck = series.copy(), series.copy()
                thinned[-1] = dice.binomial(series[-1], 0.5)
                one = outbreak_alarms(thinned, completeness=[0.5])[0]
                rates.setdefault(f"{name} false, half reported", []).append(one.raised)
                struck[-1] += dice.poisson(5 * np.sqrt(dispersion * mean))
                rates.setdefault(f"{name} found", []).append(outbreak_alarms(struck)[0].raised)
                struck[-1] = dice.binomial(struck[-1], 0.5)
                one = outbreak_alarms(struck, completeness=[0.5])[0]
                rates.setdefault(f"{name} found, half reported", []).append(one.raised)
                rates.setdefault(f"{name} found, half reported, delay ignored", []).append(
                    outbreak_alarms(struck)[0].raised
                )
        print(f"alarms at .01, mean {mean}, variance/mean {dispersion}:",
              {name: round(float(np.mean(seen)), 3) for name, seen in rates.items()})  # fmt: skip


def nowcast_simulated() -> None:
    """Print coverage and error of nowcasts on simulated triangles."""
    shares = np.array([0.2, 0.25, 0.2, 0.12, 0.1, 0.06, 0.04, 0.03])
    for kind in ("poisson", "negative binomial", "delays vary"):
        dice = np.random.default_rng(3)
        held: dict[int, list[bool]] = {}
        errors, plain = [], []
        for seed in range(200):
            level = 20 * np.exp(np.cumsum(dice.normal(0, 0.1, 60)))
            steady = kind == "poisson"
            true = dice.poisson(level) if steady else dice.negative_binomial(5, 5 / (5 + level))
            drawn = dice.dirichlet(shares * 30, 60) if kind == "delays vary" else [shares] * 60
            triangle = np.array([dice.multinomial(n, p) for n, p in zip(true, drawn, strict=True)])
            for one in nowcast(triangle, draws=500, seed=seed).periods:
                delay = 59 - one.at
                held.setdefault(delay, []).append(one.low <= true[one.at] <= one.high)
                errors.append(abs(one.expected - true[one.at]))
                plain.append(abs(one.reported / one.completeness - true[one.at]))
        print(f"nowcast, {kind}: 90 % interval holds",
              {delay: round(float(np.mean(held[delay])), 2) for delay in (0, 1, 2, 4)},
              f"all {np.mean([h for v in held.values() for h in v]):.3f}; mean error "
              f"{np.mean(errors):.2f} cases, plain scaling-up {np.mean(plain):.2f}")  # fmt: skip


if __name__ == "__main__":
    scan_simulated()
    alarms_simulated()
    nowcast_simulated()
    scan_real()
