"""How well a template's class says what its posts are: simulated worlds, real mentions and signals.

    python bench/template_classes.py [--posts 8000] [--seeds 41 42] [--silent] [--show KIND/CLASS]

Rows are what wrote the posts, columns the class of the template that they lie in. "Held benign":
share of the operations' posts in a template whose class is agency, notice or chatter; "held
suspect": share of the posts of honest repeaters, boards, warnings and chatter in a rotating one.
Intervals are over templates (bootstrap, 95 %), since a template's posts share its class.
"""

import argparse
from collections import Counter, defaultdict

import numpy as np
import pyarrow as pa

from firstlight.detect.template_class import BENIGN
from firstlight.detect.templates import find_templates
from firstlight.model.post import POSTS
from firstlight.runs.kernel import PostKernel
from firstlight.simulate import world
from firstlight.simulate.truth import Truth

KINDS = {
    "Operation": "operation", "Repeater": "agency or firm", "Campaign": "spam or warning",
    "Notices": "board's notice", "Chatter": "chatter", "Employers": "employer, once",
}  # fmt: skip
CLASSES = ("rotating", "agency", "notice", "chatter", "unclear")
HONEST = ("agency or firm", "board's notice", "warning", "chatter", "employer, once")


def truths(posts: int, seed: int) -> tuple[list[Truth], list[str]]:
    """Return the posts of a world and what wrote each."""
    kinds: list[str] = []
    makers = [getattr(world, name) for name in KINDS]
    originals = [maker.post for maker in makers]

    def noting(maker: type, original: object) -> object:
        def post(self: object, day: float) -> Truth:
            kind = KINDS[maker.__name__]
            if maker.__name__ == "Campaign":
                kind = "spam" if self.spam else "warning"
            kinds.append(kind)
            return original(self, day)

        return post

    for maker, original in zip(makers, originals, strict=True):
        maker.post = noting(maker, original)
    try:
        return list(world.simulate(posts, seed)), kinds
    finally:
        for maker, original in zip(makers, originals, strict=True):
            maker.post = original


def read(found: list[Truth]) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Return the posts with their mentions and signals, as a run finds them."""
    rows = [{**dict.fromkeys(POSTS.names), **{
        name: getattr(one.post, name) for name in
        ("id", "text", "author", "title", "lang", "place", "source")}, "media": []}
        for one in found]  # fmt: skip
    for row, one in zip(rows, found, strict=True):
        row["posted"] = np.datetime64(one.post.posted[:19]).item()
        row["given_id"] = row["locator"] = row["id"]
    table = pa.Table.from_pylist(rows, schema=POSTS)
    kernel = PostKernel()
    done = [kernel((0, batch)) for batch in table.to_batches(1024)]
    return tuple(
        pa.concat_tables([getattr(one, name) for one in done])
        for name in ("posts", "mentions", "signals")
    )


def shares(counts: list[tuple[int, int]], seed: int) -> str:
    """Return a share of posts, given (right, all) per template, with its interval."""
    pairs = np.array(counts or [(0, 1)])
    dice = np.random.default_rng(seed)
    drawn = pairs[dice.integers(0, len(pairs), (1000, len(pairs)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / np.maximum(drawn[:, 1], 1), (0.025, 0.975))
    right, every = pairs.sum(axis=0)
    return f"{right / every:.3f} ({low:.3f}-{high:.3f}), {right} of {every}"


def main() -> None:
    """Print the table and the two shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=8000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[41, 42])
    parser.add_argument("--silent", action="store_true", help="as if no indicator were known")
    parser.add_argument("--show", help="print templates of this kind and class: KIND/CLASS")
    given = parser.parse_args()
    cells: Counter[tuple[str, str]] = Counter()
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for seed in given.seeds:
        found, kinds = truths(given.posts, seed)
        posts, mentions, signals = read(found)
        kind_of = dict(zip([one.post.id for one in found], kinds, strict=True))
        result = find_templates(posts, mentions, signals=None if given.silent else signals)
        members = defaultdict(list)
        for post, name in zip(*result.members.select([0, 1]).to_pydict().values(), strict=True):
            members[name].append(kind_of[post])
        for template in result.templates:
            inside = Counter(members[template.id])
            for kind, count in inside.items():
                cells[kind, template.kind] += count
            most = inside.most_common(1)[0][0]
            if given.show == f"{most}/{template.kind}":
                told = " | ".join(
                    getattr(p, "text", f"<{getattr(p, 'kind', '')}>") for p in template.parts
                )
                print(f"{dict(inside)} {template.reasons}\n    {told[:300]}")
            held["benign"].append(
                (inside["operation"] * (template.kind in BENIGN), inside["operation"])
            )
            honest = sum(inside[kind] for kind in HONEST)
            held["suspect"].append((honest * (template.kind == "rotating"), honest))
            held["told"].append((honest * (template.kind in BENIGN), honest))
    print(f"seeds {given.seeds}, {given.posts} posts each")
    print("posts written by".ljust(18) + "".join(name.rjust(10) for name in CLASSES))
    for kind in sorted({kind for kind, _ in cells}):
        print(kind.ljust(18) + "".join(str(cells[kind, name]).rjust(10) for name in CLASSES))
    print(f"operations' posts held benign: {shares(held['benign'], 1)}")
    print(f"honest posts held suspect (rotating): {shares(held['suspect'], 2)}")
    print(f"honest posts told apart as benign: {shares(held['told'], 3)}")


if __name__ == "__main__":
    main()
