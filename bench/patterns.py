"""Measure the search for emerging patterns: planted sets, permuted sets, cost.

    python bench/patterns.py [given] [fresh] [told] [null] [cost]

All planted sets are semi-synthetic: real CTDC rows with permuted years, and patterns planted by
`bench/plant.py`. "given" are the sets of the data pack, on which the method was developed; "fresh"
are made here with seeds that were not. The peer is the leave-one-out Poisson test of rates with
Benjamini and Hochberg's correction at 5 %, ranked by z, in this file. CPU is user and system
seconds of this process.
"""

import csv
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.stats import poisson

from firstlight.trends.null import FALSE_SHARE
from firstlight.trends.patterns import PatternResult, find_patterns
from plant import COLUMNS, DATA, planted

GIVEN = DATA / "trends/bench"
FRESH = tuple(range(9001, 9021))
Listed = tuple[str, frozenset[str]]


def table(rows: Sequence[dict[str, str]]) -> pa.Table:
    """Return rows as a table of text."""
    return pa.table({name: [row[name] for row in rows] for name in ("period", *COLUMNS)})


def listed(result: PatternResult) -> list[Listed]:
    """Return the list as (period, items)."""
    return [(one.period, frozenset(":".join(i) for i in one.items)) for one in result.patterns]


def peer(records: pa.Table) -> list[Listed]:
    """Return what a leave-one-out Poisson test with BH at 5 % reports, the greatest z first."""
    rows = records.to_pylist()
    size = Counter(row["period"] for row in rows)
    counts: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        items = [f"{name}:{row[name]}" for name in COLUMNS if row[name]]
        for length in (2, 3):
            for some in combinations(items, length):
                counts[frozenset(some)][row["period"]] += 1
    tested = []
    for items, held in counts.items():
        total = sum(held.values())
        for period, count in held.items():
            expected = (total - count) * size[period] / (len(rows) - size[period])
            if count >= 5 and total >= 20 and count > expected:
                expected = max(expected, 0.5)
                p = float(poisson.sf(count - 1, expected))
                tested.append((p, -(count - expected) / expected**0.5, period, items))
    tested.sort(key=lambda one: one[0])
    level = [0.05 * (at + 1) / len(tested) for at in range(len(tested))]
    passed = max((at + 1 for at, one in enumerate(tested) if one[0] <= level[at]), default=0)
    return [(one[2], one[3]) for one in sorted(tested[:passed], key=lambda one: one[1])]


def scores(found: list[Listed], truth: Sequence[dict[str, Any]]) -> tuple[float, ...]:
    """Return exact recall at 50, 100 and 200 and overlap recall at 100."""
    plants = [(one["period"], frozenset(one["pattern"])) for one in truth]
    exact = [np.mean([one in set(found[:at]) for one in plants]) for at in (50, 100, 200)]
    near = [
        any(period == at and len(items & mine) >= 2 for at, mine in found[:100])
        for period, items in plants
    ]
    return (*(float(one) for one in exact), float(np.mean(near)))


def _mean(title: str, rows: list[tuple[float, ...]]) -> None:
    values = np.array(rows)
    spread = 1.96 * values.std(axis=0, ddof=1) / len(values) ** 0.5
    said = " ".join(f"{m:.3f}±{s:.3f}" for m, s in zip(values.mean(axis=0), spread, strict=True))
    print(f"{title:28} {said}", flush=True)


def given() -> None:
    """Report the sets of the data pack."""
    print("set: exact@50 exact@100 exact@200 overlap@100 length CPU s")
    for number in (1, 2, 3):
        with (GIVEN / f"planted_{number}.csv").open(encoding="utf-8") as file:
            records = table(list(csv.DictReader(file)))
        truth = json.loads((GIVEN / f"planted_{number}.json").read_text("utf-8"))
        for who, find in (("firstlight", _ours), ("peer", peer)):
            begin = time.process_time()
            found = find(records)
            cpu = time.process_time() - begin
            figures = " ".join(f"{one:.3f}" for one in scores(found, truth))
            print(f"planted_{number} {who:10} {figures} {len(found)} {cpu:.1f}", flush=True)


def _ours(records: pa.Table) -> list[Listed]:
    return listed(find_patterns(records, time="period"))


def fresh() -> None:
    """Report sets of seeds not used before, by what the planted rows say beside the pattern."""
    print("mean over seeds ± 95 %: exact@50 exact@100 exact@200 overlap@100")
    for rest, seeds in (("apart", FRESH), ("whole", FRESH[:8]), ("alike", FRESH[:8])):
        ours, theirs = [], []
        for seed in seeds:
            rows, truth = planted(seed=seed, rest=rest)
            records = table(rows)
            ours.append(scores(_ours(records), truth))
            theirs.append(scores(peer(records), truth))
        _mean(f"{rest}, {len(seeds)} seeds, firstlight", ours)
        _mean(f"{rest}, {len(seeds)} seeds, peer", theirs)


def told() -> None:
    """Report how many minimal patterns are false: they share fewer than two values with a plant."""
    print("of minimal patterns, false by two values, by any: listed (q up to 5 % of all patterns), "
          "told (up to 5 % of minimal ones); plants named exactly by either")  # fmt: skip
    sums = np.zeros((2, 4), np.int64)
    for seed in range(9201, 9209):
        rows, truth = planted(seed=seed)
        plants = [(one["period"], frozenset(one["pattern"])) for one in truth]
        result = find_patterns(table(rows), time="period")
        minimal = [one for one in result.patterns if one.explained_by is None]
        kept = [one for one in minimal if one.q_minimal <= FALSE_SHARE]
        for at, some in enumerate((minimal, kept)):
            named = [(one.period, frozenset(":".join(i) for i in one.items)) for one in some]
            shared = [max((len(items & mine) / min(2, len(items)) for when, mine in plants
                           if when == period), default=0) for period, items in named]  # fmt: skip
            sums[at] += (len(named), sum(n < 1 for n in shared), sum(n == 0 for n in shared),
                         sum(plant in named for plant in plants))  # fmt: skip
    for name, row in zip(("listed", "told"), sums.tolist(), strict=True):
        print(f"{name}: {row[0]} minimal, false {row[1]} ({row[1] / row[0]:.1%}) / {row[2]} "
              f"({row[2] / row[0]:.1%}); exact {row[3]} of {8 * 24}", flush=True)  # fmt: skip


def null() -> None:
    """Report what is found on permuted records: of a set without plants, and of a planted one."""
    print("permutations with any pattern, patterns in all, (peer: the same)")
    for title, plants in (("no plants", 0), ("24 plants, years permuted", 24)):
        found, theirs = [], []
        for seed in range(9101, 9151):
            records = table(planted(seed=9000, plants=plants)[0])
            years = np.random.default_rng(seed).permutation(records["period"].to_pylist())
            records = records.set_column(0, "period", pa.array(years))
            found.append(len(_ours(records)))
            theirs.append(len(peer(records)))
        print(
            f"{title}: {sum(n > 0 for n in found)} of 50, {sum(found)}"
            f" (peer {sum(n > 0 for n in theirs)} of 50, {sum(theirs)})",
            flush=True,
        )


def cost() -> None:
    """Report CPU and memory at 48,773, 300,000 and 1,000,000 records, 10 % of cells resampled."""
    names = ("gender", "ageBroad", "citizenship", "isForcedLabour", "isSexualExploit",
             "CountryOfExploitation")  # fmt: skip
    with (DATA / "trends/ctdc/ctdc_kanon_2020_core7.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {name: np.array([row[name] for row in rows]) for name in names}
    years = np.array([row["yearOfRegistration"] for row in rows])
    print("records: CPU s, peak MB, patterns, minimal ones, permutations")
    for size in (len(rows), 300_000, 1_000_000):
        dice = np.random.default_rng(size)
        at = np.arange(size) % len(rows)
        made = {}
        for name, column in columns.items():
            other = dice.random(size) < (0.1 if size > len(rows) else 0)
            made[name] = column[np.where(other, dice.integers(0, len(rows), size), at)]
        records = pa.table({"year": years[at], **made})
        begin = time.process_time()
        result = find_patterns(records, time="year")
        cpu = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        minimal = sum(one.explained_by is None for one in result.patterns)
        print(f"{size:,}: {cpu:.1f} {peak:,} {len(result.patterns)} {minimal} "
              f"{result.null.permutations}", flush=True)  # fmt: skip


if __name__ == "__main__":
    for part in sys.argv[1:] or ("given", "fresh", "told", "null", "cost"):
        {"given": given, "fresh": fresh, "told": told, "null": null, "cost": cost}[part]()
