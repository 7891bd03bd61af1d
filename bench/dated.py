"""False findings of a report's engines on made-up dated cases in which nothing changes.

    python bench/dated.py [WORLDS] [scan]

Four years, eight countries, three lists, a mild season, reports weeks late; everything independent
of time, places and one another. Counts findings by kind and shelf. "clumped": a day's cases come in
groups of one place, as uploads do, so counts vary more than chance. "scan": the scan alone on
200 clumped worlds, as counted and on counts divided by their dispersion.
"""

import csv
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from firstlight.detect.places import coordinates
from firstlight.runs.report.of_clusters import Grid
from firstlight.runs.trends import trends
from firstlight.runs.trends_asked import Asked
from firstlight.trends.scan import scan_clusters
from firstlight.trends.scan_zones import nearest_places

PLACES = ("KH", "TH", "VN", "PL", "DE", "FR", "AE", "OM")
START, DAYS = date(2019, 1, 1), 1461


def write(path: Path, seed: int, *, clumped: bool) -> Path:
    """Write a world's cases."""
    dice = np.random.default_rng(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["event_date", "report_date", "citizenship", "CountryOfExploitation", "sex",
                         "work", "list_police", "list_charity", "list_labour"])  # fmt: skip
        for day in range(DAYS):
            when = START + timedelta(days=day)
            size = dice.poisson(3 * (1 + 0.25 * np.sin(2 * np.pi * day / 365)))
            place = str(dice.choice(PLACES))
            for _ in range(size):
                if not clumped or dice.random() < 0.5:
                    place = str(dice.choice(PLACES))
                late = when + timedelta(days=int(dice.exponential(12)))
                if (late - START).days < DAYS:
                    writer.writerow([
                        when, late, dice.choice(["NP", "IN", "UA", "BD"]), place,
                        dice.choice(["F", "M"]), dice.choice(["farm", "home", "site", "shop"]),
                        *(int(dice.random() < chance) for chance in (0.3, 0.25, 0.2)),
                    ])  # fmt: skip
    return path


def scan(worlds: int = 200) -> None:
    """Print how often the scan finds a cluster where there is none, level .05."""
    spots = tuple(spot for place in PLACES if (spot := coordinates(place)))
    near = nearest_places(*np.array(spots).T)
    hits = np.zeros(2)
    for seed in range(worlds):
        dice, counts = np.random.default_rng(seed), np.zeros((len(PLACES), 48), np.int64)
        for day in range(1440):
            place = dice.integers(len(PLACES))
            for _ in range(dice.poisson(3 * (1 + 0.25 * np.sin(2 * np.pi * day / 365)))):
                place = dice.integers(len(PLACES)) if dice.random() < 0.5 else place
                counts[place, day // 30] += 1
        wide = Grid(PLACES, counts, spots).dispersion
        for at, table in enumerate((counts, np.rint(counts / wide).astype(np.int64))):
            found = scan_clusters(table, near, statistic="permutation", replicas=199).clusters
            hits[at] += bool(found) and found[0].p_value <= 0.05
    print(f"scan, {worlds} clumped worlds: as counted {hits[0] / worlds:.3f}, divided by "
          f"dispersion {hits[1] / worlds:.3f}")  # fmt: skip


def main() -> None:
    """Print the counts."""
    if "scan" in sys.argv:
        scan()
        return
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    for clumped in (False, True):
        found: Counter[tuple[str, str]] = Counter()
        touched: Counter[str] = Counter()
        for seed in range(worlds):
            with tempfile.TemporaryDirectory() as name:
                path = write(Path(name) / "cases.csv", seed, clumped=clumped)
                asked = Asked(time="event_date", permutations=20)
                report = trends(path, Path(name) / "out", asked)
            kinds = [(one.kind, one.shelf) for one in report.findings]
            found.update(kinds)
            touched.update({kind for kind, shelf in kinds if shelf == "first"})
        print(f"{'clumped' if clumped else 'plain'}, {worlds} worlds: findings {dict(found)}; "
              f"worlds with a first one {dict(touched)}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
