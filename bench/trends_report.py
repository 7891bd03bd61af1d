"""Measure the verb `firstlight trends` whole: recall by its CSV, cost and memory.

    python bench/trends_report.py [truth] [cost [RECORDS…]]

"truth": the verb's patterns.csv on the planted sets of the data pack (semi-synthetic; the method
was developed on them). "cost": CTDC's k-anonymous core, rows repeated to the size with 10 % of
cells resampled. CPU is user and system seconds of the child, memory its peak.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from plant import DATA

NAMES = ("gender", "ageBroad", "citizenship", "isForcedLabour", "isSexualExploit",
         "CountryOfExploitation")  # fmt: skip


def verb(source: Path, out: Path, *options: str) -> tuple[float, float]:
    """Run the verb and return its CPU seconds and peak memory in MB."""
    words = [sys.executable, "-m", "firstlight.cli.main", "trends", str(source), "-q", "-o"]
    child = subprocess.Popen([*words, str(out), *options], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{source}: status {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def truth() -> None:
    """Report recall of planted patterns in patterns.csv."""
    print("set: exact recall@200, overlap recall@100, patterns, CPU s, MB")
    for number in (1, 2, 3):
        planted = json.loads((DATA / f"trends/bench/planted_{number}.json").read_text("utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            cost = verb(
                DATA / f"trends/bench/planted_{number}.csv", Path(folder), "--time", "period"
            )
            with (Path(folder) / "patterns.csv").open(encoding="utf-8") as file:
                listed = [
                    (row["period"], set(row["pattern"].split(" & ")))
                    for row in csv.DictReader(file)
                ]
        plants = [(one["period"], set(one["pattern"])) for one in planted]
        exact = np.mean([one in listed[:200] for one in plants])
        near = np.mean(
            [any(p == q and len(a & b) >= 2 for q, b in listed[:100]) for p, a in plants]
        )
        print(f"{number}: {exact:.3f} {near:.3f} {len(listed)} {cost[0]:.1f} {cost[1]:.0f}")


def cost(sizes: list[int]) -> None:
    """Report cost at several sizes."""
    with (DATA / "trends/ctdc/ctdc_kanon_2020_core7.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {name: np.array([row[name] for row in rows]) for name in NAMES}
    years = np.array([row["yearOfRegistration"] for row in rows])
    print("records: CPU s, peak MB, patterns, findings")
    for size in sizes or [len(rows), 300_000, 1_000_000]:
        dice = np.random.default_rng(size)
        at = np.arange(size) % len(rows)
        made = {"yearOfRegistration": years[at]}
        for name, values in columns.items():
            cells = values[at].copy()
            if size > len(rows):
                other = dice.random(size) < 0.1
                cells[other] = dice.choice(values, int(other.sum()))
            made[name] = cells
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "records.csv"
            pa_csv.write_csv(pa.table(made), path)
            del made
            seconds, memory = verb(path, Path(folder) / "out")
            found = json.loads((Path(folder) / "out/findings.json").read_text("utf-8"))
        print(f"{size:,}: {seconds:.1f} {memory:.0f} {found['listed']} {len(found['findings'])}",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    asked = sys.argv[1:] or ["truth", "cost"]
    if "truth" in asked:
        truth()
    if "cost" in asked:
        cost([int(one) for one in asked if one.isdigit()])
