"""Run `firstlight detect` over real sets of texts, each into a workspace of its own, and count.

    FIRSTLIGHT_DATA=…/data python bench/real_sets.py [--sample N] [SET …]

None of the sets is about trafficking: what is counted is what the program says of ordinary adverts,
messages, comments and log lines. With --sample, N findings of each kind are printed to be read.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from firstlight.runs.detect import detect
from firstlight.store.workspace import Workspace

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))


class RealSet(NamedTuple):
    """Files under DATA/detect and how their columns are mapped."""

    files: str
    mapping: dict[str, str]


SETS = {
    "emscad_partial": RealSet("emscad_partial/*.csv", {"text": "description", "id": "row_id"}),
    "sms_spam": RealSet("sms_spam_collection/*.tsv", {"text": "#2"}),
    "thai_sms": RealSet("thai_sms/*.txt", {"text": "#2"}),
    "youtube_spam": RealSet("youtube_spam/*.csv", {}),
    "campaigns_clean": RealSet("campaigns_dev/clean.csv", {}),
    "campaigns_noise05": RealSet("campaigns_dev/noise05.csv", {}),
    "campaigns_obfuscated05": RealSet("campaigns_dev/obfuscated05.csv", {}),
    "campaigns_long05": RealSet("campaigns_dev/long05.csv", {}),
    "loghub_2k": RealSet("loghub_2k/*/*structured.csv", {"text": "Content", "id": ""}),
}
_SPANS = """
    select {what} as what, substr(p.text, greatest(t.start - 40, 0) + 1, 40) as before,
    substr(p.text, t.start + 1, t."end" - t.start) as words
    from {table} t join posts p on p.id = t.post order by t.post, t.start
"""
FINDINGS = {
    "signals": _SPANS.format(table="signals", what="indicator"),
    "mentions": _SPANS.format(table="mentions", what="kind || ' ' || value"),
}
FIGURES = ("read", "rejected", "repeated", "mentions", "signals", "templates", "operations")


def main() -> None:
    """Run the sets that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of: {', '.join(SETS)}")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="folder for the workspaces")
    asked = parser.parse_args()
    print("| set | " + " | ".join(FIGURES) + " | CPU s |")
    print("|---" * (len(FIGURES) + 2) + "|")
    with tempfile.TemporaryDirectory() as gone:
        for name in asked.sets or SETS:
            run(name, asked.keep or Path(gone), asked.sample)


def run(name: str, folder: Path, sample: int) -> None:
    """Run one set and print its row."""
    files = sorted((DATA / "detect").glob(SETS[name].files))
    if not files:
        sys.exit(f"{name}: no files under {DATA / 'detect'} (set FIRSTLIGHT_DATA)")
    before = cpu()
    summary = detect(files, folder / name, mapping=SETS[name].mapping, workers=1)
    figures = [f"{getattr(summary, figure):,}" for figure in FIGURES]
    print(f"| {name} | {' | '.join(figures)} | {cpu() - before:.1f} |", flush=True)
    if sample:
        show(folder / name, sample)


def cpu() -> float:
    """Return the seconds of processor time spent so far, by children too."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def show(workspace: Path, sample: int) -> None:
    """Print findings drawn at random, to be read."""
    opened, dice = Workspace.open(workspace), random.Random(1)
    snapshot = opened.snapshot()
    for one in snapshot.operations()[:sample]:
        print(f"\noperation of {one.posts} posts, {one.link_kinds}, urgency {one.urgency:.1f}")
        for reason in one.reasons[:4]:
            print(f"    {reason.weight:6.1f} {reason.sentence}")
        sql = (
            "select p.text from operation_posts o join posts p on p.id = o.post where operation = ?"
        )
        for text in snapshot.query(sql, [one.id])["text"].to_pylist()[:3]:
            print(f"    > {' '.join(text.split())[:160]}")
    for table, sql in FINDINGS.items():
        rows = snapshot.query(sql).to_pylist()
        print(f"\n{table}: {len(rows):,}")
        for row in dice.sample(rows, min(sample, len(rows))):
            before, words = " ".join(row["before"].split()), " ".join(row["words"].split())
            print(f"    {row['what']:45} …{before} [{words}]")
    opened.close()


if __name__ == "__main__":
    main()
