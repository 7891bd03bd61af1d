"""How time and memory of a run grow with the posts: per stage, and the fitted exponent.

    python bench/scale.py [--sizes 10000,30000,100000,300000,1000000] [--workers 2] [-o FILE.json]

Each size is a simulated world of its own seed, read into a new workspace by one process tree, of
which wall time, CPU time and peak resident memory (all processes together) are measured.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.2
"""Seconds between two looks at the process tree."""
CHILD = """
import json, sys
from pathlib import Path
from firstlight.runs.detect import detect

class Told:
    def stage(self, name, total=None):
        print(json.dumps(name), flush=True)
    def advance(self, steps=1):
        pass

if __name__ == "__main__":
    workers = int(sys.argv[3])
    found = detect([Path(sys.argv[1])], Path(sys.argv[2]), workers=workers, progress=Told())
    print(json.dumps({"posts": found.posts, "operations": found.operations, "links": found.links,
                      "templates": found.templates, "mentions": found.mentions}), flush=True)
"""


class Look(NamedTuple):
    """The process tree at one moment: seconds of CPU by process, bytes resident in all."""

    cpu: dict[int, float]
    resident: int


def look(session: int) -> Look:
    """Look at all processes of a session."""
    cpu, resident = {}, 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            cpu[int(entry.name)] = (int(fields[11]) + int(fields[12])) / TICK
            resident += int(fields[21]) * PAGE
    return Look(cpu, resident)


class Meter:
    """Adds up what a session of processes uses, by stage."""

    def __init__(self, session: int) -> None:
        self.session, self.stage, self.peak = session, "starting", 0
        self.began = self.last = time.monotonic()
        self.cpu: dict[int, float] = {}
        self.stages: dict[str, dict[str, float]] = {}

    def sample(self) -> None:
        """Book what was used since the last look on the current stage."""
        now, seen = time.monotonic(), look(self.session)
        used = sum(max(0.0, spent - self.cpu.get(pid, 0.0)) for pid, spent in seen.cpu.items())
        self.cpu |= seen.cpu
        booked = self.stages.setdefault(self.stage, {"wall": 0.0, "cpu": 0.0, "peak": 0.0})
        booked["wall"] += now - self.last
        booked["cpu"] += used
        booked["peak"] = max(booked["peak"], seen.resident / 2**20)
        self.last, self.peak = now, max(self.peak, seen.resident)


def measure(posts: Path, workspace: Path, workers: int) -> dict[str, Any]:
    """Run one detection and return its figures: seconds, megabytes, counts."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(posts), str(workspace), str(workers)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None  # noqa: S101  (a pipe was asked for)
    os.set_blocking(process.stdout.fileno(), False)
    meter, found, rest = Meter(process.pid), {}, b""
    while True:
        ended = process.poll() is not None
        *lines, rest = (rest + (process.stdout.read() or b"")).split(b"\n")
        meter.sample()
        for line in lines:
            told = json.loads(line)
            if isinstance(told, str):
                meter.stage = told
            else:
                found = told
        if ended:
            break
        time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(f"the run of {posts} failed")
    return {
        **found,
        "wall": round(time.monotonic() - meter.began, 1),
        "cpu": round(sum(meter.cpu.values()), 1),
        "peak_mb": round(meter.peak / 2**20),
        "stages": {
            name: {key: round(value, 1) for key, value in used.items()}
            for name, used in meter.stages.items()
        },
    }


def exponent(sizes: list[int], values: list[float]) -> float:
    """Return b of the least-squares fit value = a · size^b."""
    if len(sizes) < 2 or min(values) <= 0:
        return float("nan")
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def report(figures: list[dict[str, Any]]) -> str:
    """Return the figures as Markdown tables."""
    sizes = [one["posts"] for one in figures]
    lines = [
        "| posts | wall s | CPU s | CPU ms per post | peak MB | operations |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one['posts']:,} | {one['wall']:,} | {one['cpu']:,} | "
        f"{1000 * one['cpu'] / one['posts']:.2f} | {one['peak_mb']:,} | {one['operations']:,} |"
        for one in figures
    ]
    fits = {
        name: exponent(sizes, [one[name] for one in figures]) for name in ("wall", "cpu", "peak_mb")
    }
    lines.append("")
    lines.append("Fitted exponents: " + ", ".join(f"{k} {v:.2f}" for k, v in fits.items()))
    lines += ["", "| stage, CPU s | " + " | ".join(f"{n:,}" for n in sizes) + " | exponent |"]
    lines.append("|---" * (len(sizes) + 2) + "|")
    for stage in figures[-1]["stages"]:
        spent = [one["stages"].get(stage, {"cpu": 0.0})["cpu"] for one in figures]
        cells = " | ".join(f"{value:,}" for value in spent)
        lines.append(f"| {stage} | {cells} | {exponent(sizes, spent):.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure every size and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="10000,30000,100000,300000,1000000")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("-o", "--out", type=Path)
    asked = parser.parse_args()
    figures = []
    for number, size in enumerate(int(one) for one in asked.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="firstlight-scale-") as scratch:
            world = Path(scratch) / "world"
            command = [sys.executable, "-m", "firstlight.cli.main", "simulate", "--quiet"]
            command += ["--posts", str(size), "--seed", str(asked.seed + number), "-o", str(world)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            figures.append(measure(world / "posts.jsonl", Path(scratch) / "ws", asked.workers))
        print(json.dumps(figures[-1]), file=sys.stderr, flush=True)
        if asked.out:
            asked.out.write_text(json.dumps(figures, indent=1))
    print(report(figures))


if __name__ == "__main__":
    main()
