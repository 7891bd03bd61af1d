"""Invariant: any bytes end as posts, repeats and reject lines that add up, or in one clear error.

Memory and time stay bounded.

    python fuzz/reading.py [--files N] [--seconds S] [--seed K]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.hostile.reading import looked_at, read_whole  # noqa: E402
from tests.hostile.strategies import files  # noqa: E402

PART = 500


class Count:
    """What the run has met."""

    files = rows = posts = rejects = 0


def main() -> None:
    """Read files until so many were read or the time is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    count, until = Count(), time.monotonic() + asked.seconds
    with tempfile.TemporaryDirectory() as name:
        for part in range(0, asked.files, PART):
            if time.monotonic() < until:
                read_part(Path(name), asked.seed + part, min(PART, asked.files - part), count)
    print(
        f"{count.files:,} files, {count.rows:,} rows: {count.posts:,} posts, "
        f"{count.rejects:,} set aside; {time.process_time():.0f} CPU s; no law broken"
    )


def read_part(folder: Path, first: int, most: int, count: Count) -> None:
    """Read `most` files; the engine that makes them remembers what it made, so it is made anew."""

    @seed(first)
    @given(files())
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    def read(file: tuple[str, bytes]) -> None:
        path = folder / file[0]
        path.write_bytes(file[1])
        looked_at(path)
        rows, posts, rejects = read_whole([path], folder / "rejects.jsonl")
        count.files += 1
        count.rows += rows
        count.posts += posts
        count.rejects += rejects

    read()


if __name__ == "__main__":
    main()
