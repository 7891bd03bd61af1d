"""Measure how fast, and in how much memory, posts are read, beside pyarrow and Python's own.

    python bench/reading.py [--posts 10000,100000,1000000]

Rows are simulated posts; beyond ten thousand the same posts come again under other ids. Each reader
runs in a process of its own: processor seconds (user and system) and the peak of its memory.
Peers do less: they check no encoding, keep no rejects, read no times and make no ids.
"""

import argparse
import csv
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firstlight.simulate.write import write

ROOT = Path(__file__).parents[1]
BASE = 10_000
COLUMNS = ("id", "source", "author", "title", "text", "lang", "posted", "place")
READERS = {
    "start only": dict.fromkeys(
        ("csv", "jsonl"), "from firstlight.ingest.read import read_posts\nn = 0"
    ),
    "firstlight": dict.fromkeys(
        ("csv", "jsonl"),
        "from firstlight.ingest.read import read_posts\n"
        "n = sum(batch.num_rows for batch in read_posts([path]))",
    ),
    "python": {
        "csv": "import csv\nwith open(path, encoding='utf-8', newline='') as file:\n"
        "    n = sum(1 for row in csv.DictReader(file))",
        "jsonl": "import json\nwith open(path, 'rb') as file:\n"
        "    n = sum(1 for row in map(json.loads, file))",
    },
    "pyarrow": {
        "csv": "from pyarrow import csv\n"
        "options = csv.ParseOptions(newlines_in_values=True)\n"
        "n = sum(b.num_rows for b in csv.open_csv(path, parse_options=options))",
        "jsonl": "from pyarrow import json\nn = json.read_json(path).num_rows",
    },
}
CHILD = (
    "import resource, sys\npath = sys.argv[1]\n{code}\n"
    "used = resource.getrusage(resource.RUSAGE_SELF)\n"
    "print(n, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
)


def main() -> None:
    """Make the files, run every reader over them and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default="10000,100000,1000000")
    sizes = [int(one) for one in parser.parse_args().posts.split(",")]
    print("| posts | format | MB | reader | CPU s | µs a row | MB/s | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, posts=BASE, seed=7)
        base = [json.loads(line) for line in (folder / "posts.jsonl").open(encoding="utf-8")]
        for size in sizes:
            for kind, save in (("jsonl", save_jsonl), ("csv", save_csv)):
                path = folder / f"{size}.{kind}"
                save(path, rows(base, size))
                report(size, kind, path)
                path.unlink()


def rows(base: list[dict[str, Any]], size: int) -> Iterator[dict[str, Any]]:
    """Yield `size` posts with ids of their own."""
    for number, row in zip(range(size), itertools.cycle(base), strict=False):
        yield row | {"id": f"p{number:09}"}


def save_jsonl(path: Path, posts: Iterator[dict[str, Any]]) -> None:
    """Write posts as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in posts)


def save_csv(path: Path, posts: Iterator[dict[str, Any]]) -> None:
    """Write posts as CSV."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(posts)


def report(size: int, kind: str, path: Path) -> None:
    """Run every reader over one file and print their rows."""
    megabytes = path.stat().st_size / 1e6
    for reader, codes in READERS.items():
        command = [sys.executable, "-c", CHILD.format(code=codes[kind]), str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        count, seconds, peak = done.stdout.split()
        if int(count) not in {0, size}:
            raise SystemExit(f"{reader} read {count} of {size} rows of {path.name}")
        took = float(seconds)
        print(
            f"| {size:,} | {kind} | {megabytes:.0f} | {reader} | {took:.2f} | "
            f"{took / size * 1e6:.1f} | {megabytes / took:.0f} | {float(peak):.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
