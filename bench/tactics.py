"""Measure the discovery of tactics: by vintage, on shuffled periods, and what it costs.

    python bench/tactics.py vintages [--by edition|year]    top 20 as of each vintage
    python bench/tactics.py shuffled [--rounds 200]         findings where time means nothing
    python bench/tactics.py planted [--rounds 20]           recall of planted wording
    python bench/tactics.py cost WORLD/posts.jsonl [--posts 100000]

`vintages`, `shuffled` and `planted` read the TIP profiles 2015-2026 (`planted` is
semi-synthetic: an unknown wording in real texts); `cost` reads posts of
`firstlight simulate` (simulated), repeated under new authors until there are enough.
"""

import argparse
import csv
import json
import os
import random
import resource
import statistics
import time
from pathlib import Path

import pyarrow as pa

from firstlight.model.tactic import TEXTS, TacticResult
from firstlight.trends.tactics import find_tactics

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FILE = DATA / "trends" / "tip" / "factbook_tip_profiles_2015_2026.csv"
SHORTEST = 100
"""Profiles shorter than this say only "update pending"."""


def profiles(by: str) -> list[dict[str, str]]:
    """Return the TIP profiles; a period is the report's edition, or the year of the revision."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        {
            "id": f"{row['code']}-{row['date']}-{number}",
            "source": row["code"],
            "period": row["date"][:4] if by == "year" else row["tip_year"] or row["date"][:4],
            "place": row["code"].upper(),
            "lang": "en",
            "text": row["situation"],
        }
        for number, row in enumerate(rows)
        if len(row["situation"]) >= SHORTEST
    ]


def show(result: TacticResult, most: int = 20) -> None:
    """Print the strongest tactics as a Markdown table."""
    print("| # | kind | name | wordings | stage | new sources | p | q | found |")
    print("|---|---|---|---|---|---|---|---|---|")
    for rank, tactic in enumerate(result.tactics[:most], 1):
        wordings = "; ".join(tactic.phrases[:4])
        print(
            f"| {rank} | {tactic.kind} | {tactic.name[:60]} | {wordings} | {tactic.stage} "
            f"| {tactic.new_sources} | {tactic.p_value:.1e} | {tactic.q_value:.2g} "
            f"| {'yes' if tactic.found else 'lead'} |"
        )


def vintages(by: str) -> None:
    """Print the top 20 as of each vintage from 2017 on, from the data up to it alone."""
    table = pa.Table.from_pylist(profiles(by), schema=TEXTS)
    for vintage in sorted(set(table.column("period").to_pylist())):
        if vintage < "2017":
            continue
        began = time.process_time()
        result = find_tactics(table, as_of=vintage)
        print(
            f"\n### As of {vintage}: {result.documents} texts, {result.sources} sources, "
            f"tested {result.tested}, {time.process_time() - began:.1f} CPU s\n"
        )
        show(result)
        print("\n", *result.notes)
        print("\nSet aside as house style:", "; ".join(result.house_style[:12]))


def shuffled(rounds: int) -> None:
    """Count findings after the periods have been shuffled among the texts."""
    rows = profiles("edition")
    wrong: dict[str, list[int]] = {"anchored": [], "new": []}
    for seed in range(rounds):
        periods = [row["period"] for row in rows]
        random.Random(seed).shuffle(periods)
        mixed = [{**row, "period": period} for row, period in zip(rows, periods, strict=True)]
        result = find_tactics(pa.Table.from_pylist(mixed, schema=TEXTS))
        for kind, counts in wrong.items():
            counts.append(sum(t.found and t.kind == kind for t in result.tactics))
    for kind, counts in wrong.items():
        some = sum(count > 0 for count in counts)
        print(
            f"{kind}: {some} of {rounds} shuffles with any finding at q <= .05 "
            f"({sum(counts)} findings)"
        )


def planted(rounds: int) -> None:
    """Plant an unknown wording in k profiles of the last edition and look where it ranks."""
    rows = profiles("edition")
    last = max(row["period"] for row in rows)
    for count in (3, 4, 6, 9):
        ranks: list[int] = []
        found = 0
        for seed in range(rounds):
            dice = random.Random(seed)
            sources = sorted({row["source"] for row in rows if row["period"] == last})
            chosen = set(dice.sample(sources, count))
            new = [
                {**row, "text": _plant(row["text"], dice)}
                if row["period"] == last and row["source"] in chosen
                else row
                for row in rows
            ]
            result = find_tactics(pa.Table.from_pylist(new, schema=TEXTS))
            names = [tactic.name for tactic in result.tactics]
            at = next((i for i, name in enumerate(names, 1) if "zorvane" in name), 0)
            ranks.append(at)
            found += bool(at) and result.tactics[at - 1].found
        top = sum(0 < rank <= 20 for rank in ranks)
        print(
            f"{count} sources: in the top 20 {top} of {rounds}, found at q <= .05 {found}, "
            f"median rank {statistics.median(ranks):.0f}"
        )


def _plant(text: str, dice: random.Random) -> str:
    parts = text.split("; ")
    clause = (
        f"traffickers force {dice.choice(['men', 'women', 'youths'])} into zorvane mixing yards"
    )
    parts.insert(dice.randrange(len(parts) + 1), clause)
    return "; ".join(parts)


def cost(path: Path, posts: int) -> None:
    """Measure CPU time and memory on many posts."""
    with path.open(encoding="utf-8") as lines:
        base = [json.loads(line) for line in lines]
    rows = []
    for number in range(posts):
        post, turn = base[number % len(base)], number // len(base)
        rows.append(
            {
                "id": f"{post['id']}-{turn}",
                "source": f"{post.get('author') or post['source']}-{turn}",
                "period": post["posted"][:7],
                "place": post.get("place"),
                "lang": post.get("lang"),
                "text": post["text"],
            }
        )
    table = pa.Table.from_pylist(rows, schema=TEXTS)
    before = resource.getrusage(resource.RUSAGE_SELF)
    result = find_tactics(table)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{posts} posts, {result.sources} sources: {seconds:.0f} CPU s, "
        f"peak {after.ru_maxrss / 1024:.0f} MB (before {before.ru_maxrss / 1024:.0f} MB); "
        f"tested {result.tested}, {sum(t.found for t in result.tactics)} found"
    )
    show(result, 10)


def main() -> None:
    """Run the part that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("part", choices=("vintages", "shuffled", "planted", "cost"))
    options.add_argument("posts_file", nargs="?", type=Path)
    options.add_argument("--by", choices=("edition", "year"), default="edition")
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--posts", type=int, default=100_000)
    asked = options.parse_args()
    if asked.part == "vintages":
        vintages(asked.by)
    elif asked.part == "shuffled":
        shuffled(asked.rounds)
    elif asked.part == "planted":
        planted(asked.rounds)
    elif asked.posts_file is None:
        options.error("cost needs the posts.jsonl of a simulated world")
    else:
        cost(asked.posts_file, asked.posts)


if __name__ == "__main__":
    main()
