"""The same posts in one, ten and a hundred batches: how far templates and their names last.

    python bench/incremental.py [--posts 2000] [--seeds 8101,8102]

Semi-synthetic campaigns (see campaigns.py) arrive in batches; each run goes on from the memory of
the run before. Told per number of batches: ARI against the run in one batch, the share of posts
whose template's name never changed once they had one, and CPU of the last run and of all.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
from sklearn.metrics import adjusted_rand_score

from campaigns import campaign_bench
from firstlight.detect.memory import Memory
from firstlight.detect.readings import Held
from firstlight.detect.templates import SEED, Templates, find_templates


def runs(posts: pa.Table, ends: Iterable[int], *, seed: int = SEED) -> Iterator[Templates]:
    """Yield what runs over the posts up to each end find, each from the memory of the last."""
    memory, shelf = None, Held()
    for end in ends:
        found = find_templates(posts.slice(0, end), memory=memory, shelf=shelf, seed=seed)
        memory = Memory(found.left, found.templates, found.members)
        yield found


def template_of(found: Templates) -> dict[str, str]:
    """Return the template of each post that has one."""
    return dict(zip(*found.members.select(["post", "template"]).to_pydict().values(), strict=True))


def run(posts: pa.Table, batches: int) -> tuple[dict[str, str], float, float, float]:
    """Return post → template at the end, the share of names that lasted, and CPU seconds."""
    first: dict[str, str] = {}
    held: dict[str, str] = {}
    changed: set[str] = set()
    cpu = total = 0.0
    begin = time.process_time()
    for found in runs(posts, (posts.num_rows * step // batches for step in range(1, batches + 1))):
        cpu = time.process_time() - begin
        total += cpu
        held = template_of(found)
        for post, name in held.items():
            if first.setdefault(post, name) != name:
                changed.add(post)
        changed.update(post for post in first if post not in held)
        begin = time.process_time()
    return held, 1 - len(changed) / max(1, len(first)), cpu, total


def main() -> None:
    """Measure each seed in 1, 10 and 100 batches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--seeds", default="8101,8102")
    given = parser.parse_args()
    print("seed, batches: ARI against one batch, names that lasted, CPU s of the last run, of all")
    for seed in map(int, given.seeds.split(",")):
        rows = campaign_bench(seed=seed, posts=given.posts)
        posts = pa.table({"id": [row.id for row in rows], "text": [row.text for row in rows]})
        whole: list[str] = []
        for batches in (1, 10, 100):
            held, lasted, cpu, total = run(posts, batches)
            names = [held.get(row.id, row.id) for row in rows]
            whole = whole or names
            ari = adjusted_rand_score(whole, names)
            print(f"{seed} {batches:4} {ari:.4f} {lasted:.4f} {cpu:.2f} {total:.2f}", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
