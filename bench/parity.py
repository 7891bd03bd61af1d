"""Compare the wage sums of Python and of the phone's script on made-up law and cases.

    python bench/parity.py --cases 10000 --seed 1

Prints the cases, on how many the two disagree in any field (must be 0), and CPU seconds.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.parity.compare import batches, differences


def main() -> None:
    """Compare so many cases and leave with 1 where any disagrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun, wrong, done = time.process_time(), 0, 0
    while done < given.cases:
        batch = list(batches(given.seed + done, min(1000, given.cases - done)))
        found = differences(batch)
        wrong += len(found)
        done += sum(len(cases) for _, cases in batch)
        for case, one, other in found[:1]:
            print(json.dumps({"case": case, "python": one, "script": other}))
        print(f"{done} cases, {wrong} disagree, {time.process_time() - begun:.0f} s CPU (Python)")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
