"""The standing watch: what a night costs, what it finds, how often it cries wolf.

    python bench/watch.py [cost] [found] [false] [--seeds N]

Simulated worlds. "cost": CPU of the watch over 1,500 posts, as it is and with the numbering of
sentences that it had at first (one for the whole corpus), the same findings asserted. "found":
a lure, a corridor and a payment route planted in the last month of a world, each by five hands.
"false": findings in unchanged worlds. CPU is user and system seconds of the process.
"""

import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.runs.planted import CODES, plant  # noqa: E402

from firstlight.runs.detect import detect  # noqa: E402
from firstlight.runs.report.finding import Report  # noqa: E402
from firstlight.runs.trends_watch import watch  # noqa: E402
from firstlight.simulate.write import write  # noqa: E402

POSTS = 1500


def watched(seed: int, folder: Path, *, planted: bool) -> Path:
    """Make a world and its workspace; return the workspace."""
    write(folder, posts=POSTS, seed=seed)
    posts = folder / "posts.jsonl"
    if planted:
        plant(posts, folder / "planted.jsonl", seed=seed)
        posts = folder / "planted.jsonl"
    detect([posts], folder / "ws", workers=1)
    return folder / "ws"


def timed(workspace: Path, out: Path) -> tuple[float, Report]:
    """Return the CPU seconds of one watch and its report."""
    start = time.process_time()
    report, _ = watch(workspace, out)
    return time.process_time() - start, report


def cost(seeds: int) -> None:
    """Report CPU as it is and as it was."""
    print("seed: CPU s as it is, as it was, ratio")
    ratios = []
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            workspace = watched(seed, folder, planted=False)
            now, report = timed(workspace, folder / "now")
            with patch("firstlight.trends.corpus._from_zero", lambda numbers: numbers.tolist()):
                before, former = timed(workspace, folder / "before")
            if former.findings != report.findings:
                raise SystemExit("the findings differ")
        ratios.append(before / now)
        print(f"{seed}: {now:.2f} {before:.2f} {before / now:.1f}", flush=True)
    print(f"median ratio {np.median(ratios):.1f}")


def found(seeds: int) -> None:
    """Report how many plants are found."""
    kinds = ("lure", "corridor", "payment")
    hits = dict.fromkeys(kinds, 0)
    other = 0
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _, report = timed(watched(seed, folder, planted=True), folder / "out")
            tactics = (folder / "out/tactics.csv").read_text("utf-8").splitlines()
        first = [one.what for one in report.findings if one.shelf == "first"]
        names = {kind: next((line.split('"')[5] for line in tactics if f'"{code}"' in line), "?")
                 for kind, code in CODES.items()}  # fmt: skip
        mine = {
            kind: [what for what in first
                   if ("velvet" in what if kind == "lure" else what.startswith(names[kind]))]
            for kind in kinds
        }  # fmt: skip
        for kind in kinds:
            hits[kind] += bool(mine[kind])
        rest = [what for what in first if not any(what in told for told in mine.values())]
        other += len(rest)
        print(seed, {kind: bool(told) for kind, told in mine.items()}, rest, flush=True)
    print(f"found of {seeds}: {hits}; other findings {other}")


def false(seeds: int) -> None:
    """Report findings where nothing was planted."""
    total, worlds = 0, 0
    for seed in range(100, 100 + seeds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _, report = timed(watched(seed, folder, planted=False), folder / "out")
        first = [one.what for one in report.findings if one.shelf == "first"]
        total, worlds = total + len(first), worlds + bool(first)
        print(seed, first, flush=True)
    print(f"false findings: {total} in {worlds} of {seeds} worlds")


def main() -> None:
    """Run what is asked for."""
    words = sys.argv[1:]
    seeds = int(words[words.index("--seeds") + 1]) if "--seeds" in words else 10
    asked = [one for one in words if one in {"cost", "found", "false"}]
    for one in asked or ["cost", "found", "false"]:
        {"cost": cost, "found": found, "false": false}[one](seeds)


if __name__ == "__main__":
    main()
