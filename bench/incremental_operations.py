"""Incremental equals batch: one world read in 1, 10 and 100 batches; the cost of 1,000 posts more.

    python bench/incremental_operations.py --posts 5000 --seed 31
    python bench/incremental_operations.py --grow 50000

The first compares the operations at the end (adjusted Rand index over the posts that either holds,
a post outside all operations being a group of its own) and follows every id from run to run. The
second measures the CPU seconds of each stage when 1,000 posts join a workspace of 50,000.
"""

import argparse
import resource
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from firstlight.runs.detect import detect
from firstlight.simulate.write import write
from firstlight.store.workspace import Workspace


class Clock:
    """A progress that notes the CPU seconds of each stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._stage, self._since = "", cpu()

    def stage(self, name: str, total: int | None = None) -> None:  # noqa: ARG002
        """Begin a stage."""
        now = cpu()
        self.spent[self._stage] = self.spent.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = name, now

    def advance(self, steps: int = 1) -> None:
        """Count nothing."""


def cpu() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def membership(workspace: Path) -> dict[str, str]:
    """Return post → operation of the last run."""
    with closing(Workspace.open(workspace)) as opened:
        snapshot = opened.snapshot()
        assert snapshot is not None  # noqa: S101
        table = snapshot.table("operation_posts")
    return dict(zip(table["post"].to_pylist(), table["operation"].to_pylist(), strict=True))


def run(file: Path, workspace: Path) -> tuple[dict[str, str], dict[str, float]]:
    """Read a file into a workspace; return the operations and the CPU seconds per stage."""
    clock = Clock()
    detect([file], workspace, workers=1, progress=clock)
    clock.stage("")
    return membership(workspace), clock.spent


def rand_index(one: dict[str, str], other: dict[str, str]) -> float:
    """Return the adjusted Rand index (Hubert and Arabie, 1985) over the posts that either holds."""
    posts = sorted(one.keys() | other.keys())

    def pairs(names: list[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(names).values())

    first = [one.get(post, post) for post in posts]
    second = [other.get(post, post) for post in posts]
    both, a, b = pairs(list(zip(first, second, strict=True))), pairs(first), pairs(second)
    expected = a * b / max(len(posts) * (len(posts) - 1) / 2, 1)
    return (both - expected) / max((a + b) / 2 - expected, 1e-12)


def fates(before: dict[str, str], after: dict[str, str]) -> Counter[str]:
    """Return what became of each operation's id: kept, taken over by another's, or gone."""
    found: Counter[str] = Counter()
    held: dict[str, list[str]] = {}
    for post, operation in before.items():
        held.setdefault(operation, []).append(after.get(post, ""))
    alive = set(after.values())
    for operation, now in held.items():
        usual = Counter(now).most_common(1)[0][0]
        if usual == operation:
            found["kept"] += 1
        elif operation in alive:
            found["kept by a smaller part"] += 1
        else:
            found["merged into another" if usual else "no longer proposed"] += 1
    return found


def batches(lines: list[bytes], count: int, folder: Path) -> tuple[dict[str, str], Counter[str]]:
    """Read the posts in that many batches; return the last operations and the fates of ids."""
    workspace, before, told = folder / f"ws{count}", {}, Counter[str]()
    for batch in range(count):
        part = folder / "batch.jsonl"
        low, high = len(lines) * batch // count, len(lines) * (batch + 1) // count
        part.write_bytes(b"".join(lines[low:high]))
        after, _ = run(part, workspace)
        told += fates(before, after)
        before = after
    return before, told


def equality(posts: int, seed: int, counts: list[int]) -> None:
    """Print how the operations of batches compare with those of one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, posts=posts, seed=seed)
        lines = (folder / "posts.jsonl").read_bytes().splitlines(keepends=True)
        whole: dict[str, str] = {}
        for count in counts:
            found, told = batches(lines, count, folder)
            whole = whole or found
            index = rand_index(whole, found)
            print(f"{count:>4} batches: ARI {index:.4f}, {len(set(found.values()))} operations")
            print(f"     ids from run to run: {dict(told)}")


def growth(posts: int, seed: int, more: int) -> None:
    """Print the CPU seconds per stage of a first run and of a run that adds posts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, posts=posts + more, seed=seed)
        lines = (folder / "posts.jsonl").read_bytes().splitlines(keepends=True)
        part = folder / "batch.jsonl"
        for low, high in ((0, posts), (posts, posts + more)):
            part.write_bytes(b"".join(lines[low:high]))
            _, spent = run(part, folder / "ws")
            print(f"{high - low:,} posts added: {sum(spent.values()):.1f} CPU s")
            for stage, seconds in spent.items():
                if seconds >= 0.05:
                    print(f"    {stage or 'opening'}: {seconds:.2f}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--grow", type=int, metavar="POSTS")
    parser.add_argument("--more", type=int, default=1000)
    asked = parser.parse_args()
    if asked.grow:
        growth(asked.grow, asked.seed, asked.more)
    else:
        equality(asked.posts, asked.seed, asked.batches)


if __name__ == "__main__":
    main()
