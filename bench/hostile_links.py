"""Posts crafted to collide or to chain: cost, operations of one kind, innocents drawn in.

    python bench/hostile_links.py --posts 100000

Tables, not texts: each attack is a crowd of honest senders, some operations (which must still be
found) and crafted posts, beside the same crowd and operations with as many plain posts. Every
crafted post carries a sign of exploitation, so that nothing but the links decides. Reported: CPU
against the plain tables, operations found that one kind of link holds, innocents in operations, and
wrong merges (pairs within a found operation that no truth joins, over all pairs found).
"""

import argparse
import resource
from collections import Counter, defaultdict
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import pyarrow as pa

from firstlight.detect.links import find_links
from firstlight.detect.operations import Assembly, assemble
from firstlight.detect.specificity import CLASSES
from firstlight.model.mention import MENTIONS
from firstlight.model.post import POSTS
from firstlight.model.signal import SIGNALS
from firstlight.model.template import MEMBERS

OPERATION = 60
"""Posts of an operation, of which there is one per 5,000 posts."""


class Tables(NamedTuple):
    """What the engine is handed, and the truth: post → operation, innocent posts."""

    posts: pa.Table
    mentions: pa.Table
    members: pa.Table
    signals: pa.Table
    truth: dict[str, str]
    innocent: set[str]


class Figures(NamedTuple):
    """What an attack achieved."""

    seconds: float
    one_kind: int
    innocents: int
    wrong: float
    recall: float


class Scene:
    """Collects posts."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.truth: dict[str, str] = {}
        self.innocent: set[str] = set()

    def post(
        self,
        author: str,
        values: list[tuple[str, str]],
        *,
        text: str = "",
        media: tuple[str, ...] = (),
        operation: str = "",
        innocent: bool = False,
    ) -> None:
        """Add a post; what is not innocent shows a sign of exploitation."""
        name = f"p{len(self.rows['posts']):07d}"
        self.rows["posts"].append(
            {"id": name, "source": "s", "author": author, "text": "words", "locator": name,
             "media": list(media)}
        )  # fmt: skip
        self.rows["mentions"] += [
            {"post": name, "kind": kind, "value": value, "start": 0, "end": 1}
            for kind, value in values
        ]
        if text:
            self.rows["members"].append(
                {"post": name, "template": text, "similarity": 1.0, "fillers": []}
            )
        if innocent:
            self.innocent.add(name)
        else:
            self.rows["signals"].append(
                {"post": name, "indicator": "documents.kept", "start": 0, "end": 1, "weight": 12.0}
            )
        if operation:
            self.truth[name] = operation

    def base(self, posts: int) -> None:
        """Add honest senders (half of the posts) and the operations."""
        for number in range(posts // 5000):
            for _ in range(OPERATION):
                self.post(
                    f"o{number}-{self.draw.randrange(6)}",
                    [("phone", f"+44o{number}-{self.draw.randrange(4)}")],
                    text=f"o{number}-{self.draw.randrange(3)}", operation=f"o{number}",
                )  # fmt: skip
        for sender in range(posts // 4):
            for _ in range(2):
                self.post(f"h{sender}", [("phone", f"+1h{sender}")], innocent=True)

    def tables(self) -> Tables:
        """Return the tables."""
        return Tables(
            pa.Table.from_pylist(self.rows["posts"], schema=POSTS),
            pa.Table.from_pylist(self.rows["mentions"], schema=MENTIONS),
            pa.Table.from_pylist(self.rows["members"], schema=MEMBERS),
            pa.Table.from_pylist(self.rows["signals"], schema=SIGNALS),
            self.truth,
            self.innocent,
        )


Attack = Callable[[Scene, int], None]


def plain(scene: Scene, posts: int) -> None:
    """Add senders that share nothing, each with two posts and a text."""
    for at in range(posts):
        scene.post(f"d{at // 2}", [("phone", f"+2d{at // 2}")], text=f"d{at // 2}", innocent=True)


def decoys(scene: Scene, posts: int) -> None:
    """Reuse each innocent's number in 1,000 posts under accounts of their own."""
    for at in range(posts):
        scene.post(f"d{at}", [("phone", f"+1h{at // 1000}")])


def decoys_in_turn(scene: Scene, posts: int) -> None:
    """Reuse innocents' numbers under a few rotating accounts and copied texts."""
    for at in range(posts):
        group = at // 1000
        scene.post(
            f"d{group}-{at % 50}", [("phone", f"+1h{group}")], text=f"d{group}-{at // 7 % 20}"
        )


def chain(scene: Scene, posts: int) -> None:
    """Chain posts: each shares one number with the last and another with the next."""
    for at in range(posts):
        scene.post(f"d{at}", [("phone", f"+2c{at}"), ("phone", f"+2c{at + 1}")])


def chain_of_kinds(scene: Scene, posts: int) -> None:
    """Chain posts by a number to the last and by a text to the next, in turn."""
    for at in range(posts):
        scene.post(f"d{at}", [("phone", f"+2c{(at + 1) // 2}")], text=f"c{at // 2}")


def courier(scene: Scene, posts: int) -> None:
    """Put one courier's number and one shortened link under every second sender."""
    for at in range(posts):
        values = [("phone", "+3courier"), ("link", "https://short.example/a"),
                  ("phone", f"+2d{at // 2}")]  # fmt: skip
        scene.post(f"d{at // 2}", values, innocent=True)


def stock(scene: Scene, posts: int) -> None:
    """Copy ten texts and ten pictures in all combinations under accounts of their own."""
    for at in range(posts):
        scene.post(f"d{at}", [], text=f"s{at % 10}", media=(f"{at // 10 % 10:016x}",))


def bridges(scene: Scene, posts: int) -> None:
    """Put numbers and texts of two operations into one post, a few thousand times."""
    count = posts // 5000
    for at in range(posts):
        one, other = at % count, (at + 1 + at // count % 7) % count
        scene.post(
            f"d{at}", [("phone", f"+44o{one}-{at % 4}"), ("phone", f"+44o{other}-{at % 3}")],
            text=f"o{other}-{at % 3}" if at % 50 == 0 else "",
        )  # fmt: skip


ATTACKS: tuple[Attack, ...] = (
    decoys, decoys_in_turn, chain, chain_of_kinds, courier, stock, bridges,
)  # fmt: skip


def make(attack: Attack, posts: int, seed: int = 7) -> Tables:
    """Return a scene: half of the posts a crowd with its operations, half the attack's."""
    scene = Scene(seed)
    scene.base(posts)
    attack(scene, posts - len(scene.rows["posts"]))
    return scene.tables()


def measure(tables: Tables) -> Figures:
    """Find the operations of a scene and judge them."""
    began = cpu()
    links = find_links(tables.posts, tables.mentions, tables.members)
    found = assemble(tables.posts, links, run="bench", signals=tables.signals)
    spent = cpu() - began
    return judge(found, tables, spent)


def judge(found: Assembly, tables: Tables, seconds: float) -> Figures:
    """Return the figures of an assembly."""
    held: dict[str, set[int]] = defaultdict(set)
    for row in found.links.select(["operation", "kind"]).to_pylist():
        held[row["operation"]].add(CLASSES[row["kind"]])
    said, right = Counter[str](), Counter[tuple[str, str]]()
    innocents = 0
    for row in found.membership.to_pylist():
        said[row["operation"]] += 1
        true = tables.truth.get(row["post"], "")
        innocents += row["post"] in tables.innocent
        if true:
            right[row["operation"], true] += 1
    # Crafted posts are the attacker's own: joining them with each other is no wrong merge, joining
    # them with an innocent or two operations with each other is.
    wrong = sum(
        pairs(sum(n for (name, _), n in right.items() if name == operation))
        - sum(pairs(n) for (name, _), n in right.items() if name == operation)
        for operation in said
    )
    hits, true_pairs = sum(map(pairs, right.values())), pairs_of(tables.truth)
    one_kind = sum(len(held[operation]) < 2 for operation in said)
    return Figures(
        seconds, one_kind, innocents, wrong / max(wrong + hits, 1), hits / max(true_pairs, 1)
    )


def pairs(count: int) -> int:
    """Return the number of pairs among so many posts."""
    return count * (count - 1) // 2


def pairs_of(truth: dict[str, str]) -> int:
    """Return the number of true pairs."""
    return sum(map(pairs, Counter(truth.values()).values()))


def cpu() -> float:
    """Return the CPU seconds of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure every attack and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=100_000)
    asked = parser.parse_args()
    print(f"{'attack':<16}CPU s  against plain  one kind  innocents  wrong merges  recall")
    usual = measure(make(plain, asked.posts))
    for attack in (plain, *ATTACKS):
        f = usual if attack is plain else measure(make(attack, asked.posts))
        print(
            f"{attack.__name__:<16}{f.seconds:5.1f}  {f.seconds / usual.seconds:12.2f}×  "
            f"{f.one_kind:8}  {f.innocents:9}  {f.wrong:12.4f}  {f.recall:6.4f}"
        )


if __name__ == "__main__":
    main()
