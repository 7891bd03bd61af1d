"""Style as evidence: precision of the closest pairs, for authors who change their numbers.

    python bench/style.py [--simulated 20000 --seed 41]

YouTube Spam Collection: 1,957 comments with 1,793 known authors; a pair is right when both comments
are one account's. Simulated worlds: one text per account and template; a pair of accounts is right
when both are one operation's. Pairs that share half of their words are left out on both: copied
text is the templates' merit. Reported: precision at k, the recall at one false pair in a hundred,
the share of right pairs among all (what chance would find), and 95 % Wilson intervals.
"""

import argparse
import csv
import html
import json
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from firstlight.detect.style import LEAST, closest, habits, masked
from firstlight.simulate.write import write

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
TOPS = (10, 50, 100)


def youtube() -> tuple[list[str], list[str], list[str]]:
    """Return masked texts, authors, and groups that are left out (none)."""
    texts, authors = [], []
    for path in sorted((DATA / "detect" / "youtube_spam").glob("*.csv")):
        with path.open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                texts.append(masked(re.sub(r"<[^>]+>", " ", html.unescape(row["CONTENT"]))))
                authors.append(row["AUTHOR"])
    return texts, authors, [str(number) for number in range(len(texts))]


def simulated(posts: int, seed: int) -> tuple[list[str], list[str], list[str]]:
    """Return masked texts of operations' accounts, operations, and accounts (left out: equal)."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), posts=posts, seed=seed)
        rows = [json.loads(line) for line in (Path(name) / "posts.jsonl").open(encoding="utf-8")]
        truth = {r["id"]: r for r in csv.DictReader((Path(name) / "truth.csv").open())}
        spans = defaultdict(list)
        for row in csv.DictReader((Path(name) / "mentions.csv").open(encoding="utf-8")):
            spans[row["id"]].append((int(row["start"]), int(row["end"])))
    one: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in rows:
        known = truth[row["id"]]
        if row.get("author"):
            text = masked(row["text"], spans[row["id"]])
            owner = known["operation"] or row["author"]
            one.setdefault((row["author"], known["template"]), (text, owner, row["author"]))
    texts, owners, accounts = (list(part) for part in zip(*one.values(), strict=True))
    return texts, owners, accounts


def measure(name: str, texts: Sequence[str], owners: Sequence[str], apart: Sequence[str]) -> None:
    """Print the figures of one set of texts."""
    rows = habits(texts)
    words = [frozenset(re.findall(r"\w+", text.lower())) for text in texts]
    found = closest(rows, 400_000, apart=apart)
    right = []
    for left, other in zip(found.left.tolist(), found.right.tolist(), strict=True):
        union = len(words[left] | words[other])
        if union and len(words[left] & words[other]) < union / 2:
            right.append(owners[left] == owners[other])
    truth = np.array(right)
    long = [n for n, text in enumerate(texts) if len(text) >= LEAST]
    size = len(long)
    pairs = size * (size - 1) // 2
    held = defaultdict(list)
    for n in long:
        held[owners[n]].append(n)
    same = sum(
        apart[a] != apart[b] and 2 * len(words[a] & words[b]) < len(words[a] | words[b])
        for group in held.values()
        for a, b in combinations(group, 2)
    )
    print(f"{name}: {size:,} texts of at least {LEAST} characters, {pairs:,} pairs")
    for top in TOPS:
        hits = int(truth[:top].sum())
        low, high = wilson(hits, top)
        print(f"    of the closest {top:>3}: {hits / top:.2f} right (95 %: {low:.2f}–{high:.2f})")
    allowed = int(np.searchsorted(np.cumsum(~truth), pairs // 100))
    print(f"    at one false pair in 100: {int(truth[:allowed].sum())} of {same} right pairs")
    print(f"    by chance: {same / max(pairs, 1):.5f}")


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, 1927)."""
    share, z = hits / count, 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--simulated", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=41)
    asked = parser.parse_args()
    measure("YouTube comments", *youtube())
    measure("Simulated accounts", *simulated(asked.simulated, asked.seed))


if __name__ == "__main__":
    main()
