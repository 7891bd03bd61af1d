"""Templates of a simulated world in two batches, with other seeds, and in another order.

    python bench/stability.py [--posts 20000] [--worlds 7104]

Told for each: ARI against the templates of one batch (posts in no template stand alone), and
against the world's own texts.
"""

import argparse
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from sklearn.metrics import adjusted_rand_score

from firstlight.detect.templates import SEED
from firstlight.simulate.world import simulate
from incremental import runs, template_of

LAST = 1_000
"""Posts of the second batch."""


def templates(posts: pa.Table, *, seed: int = SEED, cuts: Sequence[int] = ()) -> dict[str, str]:
    """Return the template of each post, or the post itself, after batches that end at `cuts`."""
    *_, last = runs(posts, (*cuts, posts.num_rows), seed=seed)
    return {post: post for post in posts.column("id").to_pylist()} | template_of(last)


def main() -> None:
    """Measure the worlds asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--worlds", type=int, nargs="*", default=[7104])
    asked = parser.parse_args()
    print("world, how: ARI against one batch, against the world's own texts")
    for number in asked.worlds:
        world = [(one.post, one.template or one.post.id) for one in simulate(asked.posts, number)]
        posts = pa.table(
            {
                name: pa.array([getattr(post, name) for post, _ in world], pa.string())
                for name in ("id", "text", "author")
            }
        )
        order = np.random.default_rng(1).permutation(posts.num_rows)
        ways = {
            "one batch": templates(posts),
            f"last {LAST:,} in a second": templates(posts, cuts=[posts.num_rows - LAST]),
            "seed 1": templates(posts, seed=1),
            "seed 2": templates(posts, seed=2),
            "another order": templates(posts.take(pa.array(order))),
        }
        whole = [ways["one batch"][post.id] for post, _ in world]
        own = [text for _, text in world]
        for name, held in ways.items():
            names = [held[post.id] for post, _ in world]
            one, truth = adjusted_rand_score(whole, names), adjusted_rand_score(own, names)
            print(f"{number} {name:22} {one:.4f} {truth:.4f}", flush=True)


if __name__ == "__main__":
    main()
