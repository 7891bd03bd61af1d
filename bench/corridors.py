"""How many of the fifty best-scored new corridors last? Read from reports 2001-2016, by year.

    python bench/corridors.py

Every score is made with the reports up to its own year. A corridor lasts by the definition of the
data's own note: named in at least five of the six reports 2011-2016 (new in 2010-2012; 147 of
593), and for those new in 2013 and 2014, which cannot reach five, in every later report.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
from sklearn.metrics import roc_auc_score

from firstlight.detect.places import coordinates
from firstlight.runs.report.where import code_of
from firstlight.trends.corridors import recent_corridors, score_corridors
from firstlight.trends.corridors_history import NEVER, SCHEMA, read_history
from firstlight.trends.corridors_reporters import infer_reporters

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FOLDER = DATA / "trends/tip/flow_edgelists_2001_2016"
TOP = 50
FADING = 0.7


def read_reports(folder: Path = FOLDER) -> pa.Table:
    """Return all edge lists as one table with inferred reporters."""
    rows = []
    for path in sorted(folder.glob("edgelist*.txt")):
        year = int(path.stem[-4:])
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        pairs = [tuple(part.strip() for part in line.split(",", 1)) for line in lines if line]
        for (origin, destination), reporter in zip(pairs, infer_reporters(pairs), strict=True):
            rows.append(
                {"year": year, "origin": origin, "destination": destination, "reporter": reporter}
            )
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def lasting(reports: pa.Table) -> dict[tuple[str, str], bool]:
    """Return whether each pair new in 2010-2014 lasts."""
    history = read_history(reports, year=2016)
    start = history.years[0]
    found = {}
    for origin, destination in np.argwhere(history.first < NEVER):
        first = int(history.first[origin, destination]) + start
        years = history.seen[:, origin, destination]
        if 2010 <= first <= 2014:
            late = years[2011 - start :].sum() >= 5
            every = bool(years[first + 1 - start :].all())
            name = (history.places[origin], history.places[destination])
            found[name] = bool(late) if first <= 2012 else every
    return found


def mentioned(reports: pa.Table, first: int, look: int) -> list[tuple[str, str]]:
    """Return the new pairs by named again, then by mentions: what needs no learning."""
    history = read_history(reports, year=first + look)
    at = first - history.years[0]
    both = history.by_origin + history.by_destination
    pairs = np.argwhere(history.first == at)
    order = sorted(
        pairs.tolist(),
        key=lambda pair: (-int(both[at + look][*pair] > 0), -both[at:, *pair].sum(), pair),
    )
    return [(history.places[origin], history.places[goal]) for origin, goal in order]


def until_2014(reports: pa.Table) -> dict[tuple[str, str], bool]:
    """Return whether each pair new in 2010-2012 is named in both 2013 and 2014.

    Those are the last reports before the reading of the lists changed: 2015 and 2016 have a third
    fewer pairs, and a corridor that is dropped there did not end.
    """
    history = read_history(reports, year=2014)
    start = history.years[0]
    found = {}
    for origin, destination in np.argwhere(history.first < NEVER):
        if 2010 <= int(history.first[origin, destination]) + start <= 2012:
            name = (history.places[origin], history.places[destination])
            found[name] = bool(history.seen[2013 - start :, origin, destination].all())
    return found


def recent(reports: pa.Table, spots: Mapping[str, tuple[float, float]], year: int) -> str:
    """Return how the corridors of `year` and the four years before fare in the next two reports.

    Scored with the reports up to `year`; a corridor lasts when both later reports name it. Beside
    it the plain peer: the share of the years since it was new, recent ones counting more.
    """
    history = read_history(reports, year=year + 2)
    at, number = year - history.years[0], {name: k for k, name in enumerate(history.places)}
    judged, plain = [], []
    for one in recent_corridors(reports, year=year, spots=spots):
        named = history.seen[:, number[one.origin], number[one.destination]]
        since = named[one.first - history.years[0] : at + 1][::-1]
        judged.append(bool(named[at + 1 :].all()))
        plain.append((sum(FADING**age for age, seen in enumerate(since) if seen), judged[-1]))
    plain.sort(key=lambda pair: -pair[0])
    low, high = interval(sum(judged[:TOP]), TOP)
    return (
        f"  {year - 4}-{year}  {len(judged)}  {np.mean(judged):.2f}  {np.mean(judged[:TOP]):.2f}"
        f" ({low:.2f}-{high:.2f}); by years named alone "
        f"{np.mean([label for _, label in plain[:TOP]]):.2f}"
    )


def interval(hits: int, tries: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share."""
    share, z = hits / tries, 1.96
    centre = (share + z * z / (2 * tries)) / (1 + z * z / tries)
    half = z * np.sqrt(share * (1 - share) / tries + z * z / (4 * tries**2)) / (1 + z * z / tries)
    return centre - half, centre + half


def spots_of(reports: pa.Table) -> dict[str, tuple[float, float]]:
    """Return where the places of reports lie, as far as their names are known."""
    names = {*reports["origin"].to_pylist(), *reports["destination"].to_pylist()}
    codes = {name: code_of(name) for name in names}
    return {name: spot for name, code in codes.items() if code and (spot := coordinates(code))}


def main() -> None:
    """Print precision at fifty by year, pooled, at first and second look."""
    reports = read_reports()
    truth, spots = lasting(reports), spots_of(reports)
    early = until_2014(reports)
    print("named in both 2013 and 2014, before the lists were read otherwise: base, P@50")
    for first in range(2010, 2013):
        scored = score_corridors(reports, year=first, spots=spots).corridors
        labels = [early[one.origin, one.destination] for one in scored]
        low, high = interval(sum(labels[:TOP]), TOP)
        plain = [early[pair] for pair in mentioned(reports, first, 0)][:TOP]
        print(f"  {first}  {np.mean(labels):.2f}  {np.mean(labels[:TOP]):.2f}"
              f" ({low:.2f}-{high:.2f}); by mentions alone {np.mean(plain):.2f}")  # fmt: skip
    print("seen from the last year: new, named in both next reports, precision at 50")
    for year in range(2007, 2012):
        print(recent(reports, spots, year) + " (development)")
    print(recent(reports, spots, 2014))
    for look in (0, 1):
        pooled: list[tuple[float, bool]] = []
        print(f"look {look}: year first named, new, lasting, precision at 50, AUC")
        for first in range(2010, 2015):
            scored = score_corridors(reports, year=first + look, look=look, spots=spots).corridors
            judged = [(one.score, truth[one.origin, one.destination]) for one in scored]
            labels = [label for _, label in judged]
            hits = sum(labels[:TOP])
            low, high = interval(hits, TOP)
            plain = mentioned(reports, first, look)
            easy = sum(truth[pair] for pair in plain[:TOP]) / TOP
            auc = roc_auc_score(labels, [score for score, _ in judged])
            print(f"  {first}  {len(labels)}  {np.mean(labels):.2f}  {hits / TOP:.2f}"
                  f" ({low:.2f}-{high:.2f})  {auc:.2f}; by mentions alone {easy:.2f}")  # fmt: skip
            pooled += judged if first <= 2012 else []
        pooled.sort(key=lambda pair: -pair[0])
        hits = sum(label for _, label in pooled[:TOP])
        low, high = interval(hits, TOP)
        base = np.mean([label for _, label in pooled])
        print(f"  2010-2012 pooled: {hits / TOP:.2f} ({low:.2f}-{high:.2f}), base rate {base:.2f},"
              f" of {len(pooled)}")  # fmt: skip


if __name__ == "__main__":
    main()
