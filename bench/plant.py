"""Make semi-synthetic sets of case records with planted emerging patterns, or without any.

Rows are sampled from the CTDC k-anonymous file of 2020 (years 2012 to 2018) and their years are
permuted, so that nothing but what is planted has changed with time. A planted pattern adds rows of
its year with its attribute values; what else they say is drawn in one of three ways (`--rest`):
each attribute on its own from all rows (apart, as in the sets of the data pack), from one random
row (whole), or from a row that has the pattern already (alike). Truth goes beside the rows:

    python bench/plant.py --seed 11 OUT.csv        (writes OUT.csv and OUT.json)
    python bench/plant.py --seed 11 --plants 0 OUT.csv
"""

import argparse
import csv
import json
import os
import random
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
SOURCE = DATA / "trends/ctdc/ctdc_kanon_2020_core7.csv"
COLUMNS = ("gender", "ageBroad", "citizenship", "CountryOfExploitation", "exploit")
LIFTS = (1, 2, 4)
LEAST_EVER, MOST_EVER, LEAST_ADDED = 29, 550, 10

Row = dict[str, str]


def records() -> list[Row]:
    """Return the rows of 2012 to 2018 with the year as `period`; "0" and blank are missing."""
    rows = []
    with SOURCE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not "2012" <= row["yearOfRegistration"] <= "2018":
                continue
            kept = {"period": row["yearOfRegistration"]}
            kept |= {c: "" if row.get(c) == "0" else row.get(c, "") for c in COLUMNS[:-1]}
            labour, sex = row["isForcedLabour"][:1] == "1", row["isSexualExploit"][:1] == "1"
            kept["exploit"] = "labour" if labour else "sex" if sex else ""
            rows.append(kept)
    return rows


def planted(
    *, seed: int, rows: int = 12_000, plants: int = 24, rest: str = "apart"
) -> tuple[list[Row], list[dict[str, Any]]]:
    """Return rows (period and five attributes) and the truth of what was planted in them."""
    dice = random.Random(seed)
    base = dice.sample(records(), rows)
    years = [row["period"] for row in base]
    dice.shuffle(years)
    base = [{**row, "period": year} for row, year in zip(base, years, strict=True)]
    truth = _plants(base, Counter(years), plants, dice)
    added = []
    for plant in truth:
        values = dict(item.split(":", 1) for item in plant["pattern"])
        alike = [row for row in base if values.items() <= row.items()]
        for _ in range(plant["added"]):
            row = dice.choice(alike if rest == "alike" else base)
            if rest == "apart":
                row = {column: dice.choice(base)[column] for column in COLUMNS}
            added.append({**row, **values, "period": plant["period"]})
    out = base + added
    dice.shuffle(out)
    return out, truth


def _plants(
    base: list[Row], years: Counter[str], plants: int, dice: random.Random
) -> list[dict[str, Any]]:
    counts: Counter[tuple[str, ...]] = Counter()
    for row in base:
        items = sorted(f"{c}:{row[c]}" for c in COLUMNS if row[c])
        for size in (2, 3):
            counts.update(combinations(items, size))
    fit = sorted(p for p, n in counts.items() if LEAST_EVER <= n <= MOST_EVER)
    truth: list[dict[str, Any]] = []
    taken = set()
    while len(truth) < plants:
        size = dice.choice((2, 3))
        pattern, year = dice.choice([p for p in fit if len(p) == size]), dice.choice(sorted(years))
        lift = LIFTS[len(truth) * len(LIFTS) // plants]
        expected = counts[pattern] * years[year] / len(base)
        if (pattern, year) in taken or round(expected * lift) < LEAST_ADDED:
            continue
        taken.add((pattern, year))
        truth.append({"pattern": list(pattern), "period": year, "expected": round(expected, 1),
                      "added": round(expected * lift), "lift": lift})  # fmt: skip
    return truth


def write(path: Path, rows: list[Row], truth: list[dict[str, Any]]) -> None:
    """Write rows with running ids as CSV, and the truth as JSON beside them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "period", *COLUMNS])
        out.writerows(
            [at, row["period"], *(row[c] for c in COLUMNS)] for at, row in enumerate(rows)
        )
    path.with_suffix(".json").write_text(json.dumps(truth, indent=1), encoding="utf-8")


def main() -> None:
    """Write one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=12_000)
    parser.add_argument("--plants", type=int, default=24)
    parser.add_argument("--rest", choices=("apart", "whole", "alike"), default="apart")
    given = parser.parse_args()
    rows, truth = planted(seed=given.seed, rows=given.rows, plants=given.plants, rest=given.rest)
    write(given.out, rows, truth)
    sys.stderr.write(f"{len(rows)} rows, {len(truth)} planted patterns\n")


if __name__ == "__main__":
    main()
