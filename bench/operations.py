"""Operations on simulated worlds: pairwise precision and recall, one-kind operations, cost.

    python bench/operations.py --posts 20000 --seeds 101 102 103

A pair of posts is right when both belong to one operation in the world's truth. Recall counts all
pairs of the truth, those of posts that show no identifier and follow no template included. Values
come from `--values` (truth: the world's own; found: the extractor's), texts from `--texts`.
"""

import argparse
import csv
import json
import resource
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from firstlight.detect.language import detect_language
from firstlight.detect.links import find_links
from firstlight.detect.mentions import find_mentions
from firstlight.detect.operations import Assembly, assemble
from firstlight.detect.ranking import rank
from firstlight.detect.signals import Signaller
from firstlight.detect.specificity import CLASSES
from firstlight.detect.templates import find_templates
from firstlight.model.mention import MENTIONS
from firstlight.model.post import POSTS
from firstlight.model.signal import SIGNALS
from firstlight.model.template import MEMBERS, Template
from firstlight.rulebook.load import load_rulebook
from firstlight.simulate.write import write


class World(NamedTuple):
    """A world as the engine sees it, and its truth: post → operation, post → text."""

    posts: pa.Table
    mentions: pa.Table
    operations: dict[str, str]
    texts: dict[str, str]


class Figures(NamedTuple):
    """What is reported of one world."""

    precision: float
    recall: float
    operations: int
    one_kind: int
    seconds: dict[str, float]


def read_world(folder: Path) -> World:
    """Read a folder that `simulate.write` made."""
    rows = [json.loads(line) for line in (folder / "posts.jsonl").open(encoding="utf-8")]
    for row in rows:
        row["posted"] = datetime.fromisoformat(row["posted"])
        row["locator"] = row["id"]
    with (folder / "truth.csv").open(encoding="utf-8") as lines:
        truth = list(csv.DictReader(lines))
    with (folder / "mentions.csv").open(encoding="utf-8") as lines:
        mentions = [
            {"post": m["id"], "kind": m["kind"], "value": m["value"],
             "start": int(m["start"]), "end": int(m["end"])}
            for m in csv.DictReader(lines)
        ]  # fmt: skip
    return World(
        posts=pa.Table.from_pylist(rows, schema=POSTS),
        mentions=pa.Table.from_pylist(mentions, schema=MENTIONS),
        operations={row["id"]: row["operation"] for row in truth if row["operation"]},
        texts={row["id"]: row["template"] for row in truth if row["template"]},
    )


def extract(world: World, *, values: str) -> tuple[pa.Table, pa.Table]:
    """Return mentions and signals; `values` "truth" takes the world's own mentions."""
    signaller = Signaller(load_rulebook())
    mentions: list[dict[str, Any]] = []
    signals: list[dict[str, Any]] = []
    for row in world.posts.select(["id", "text", "place", "lang", "posted"]).to_pylist():
        found = find_mentions(row["text"], place=row["place"], lang=row["lang"])
        lang = row["lang"] or detect_language(row["text"])
        fired = signaller.find(
            row["text"], lang=lang, mentions=found, place=row["place"], on=row["posted"].date()
        )
        mentions += [
            {"post": row["id"], "kind": m.kind, "value": m.value, "start": m.start, "end": m.end,
             "detail": m.detail}
            for m in found
        ]  # fmt: skip
        signals += [
            {"post": row["id"], "indicator": s.indicator, "start": s.start, "end": s.end,
             "weight": s.weight}
            for s in fired
        ]  # fmt: skip
    table = pa.Table.from_pylist(mentions, schema=MENTIONS)
    return (
        world.mentions if values == "truth" else table,
        pa.Table.from_pylist(signals, schema=SIGNALS),
    )


def texts_of(world: World, mentions: pa.Table, *, texts: str) -> tuple[list[Template], pa.Table]:
    """Return templates and members; `texts` "truth" takes the world's own scripts."""
    if texts == "found":
        found = find_templates(world.posts, mentions)
        return found.templates, found.members
    rows = [
        {"post": post, "template": text, "similarity": 1.0, "fillers": []}
        for post, text in world.texts.items()
    ]
    support = Counter(world.texts.values())
    templates = [
        Template(id=text, parts=(), support=count, bits_saved=0.0)
        for text, count in support.items()
    ]
    return templates, pa.Table.from_pylist(rows, schema=MEMBERS)


def pairs(sizes: Iterable[int]) -> int:
    """Return the number of pairs within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def judge(assembly: Assembly, truth: dict[str, str]) -> tuple[float, float, int]:
    """Return pairwise precision and recall, and the operations held together by one kind."""
    name = assembly.membership["operation"].to_pylist()
    post = assembly.membership["post"].to_pylist()
    right = Counter(
        (n, truth[p]) for n, p in zip(name, post, strict=True) if truth.get(p) is not None
    )
    hits, said = pairs(right.values()), pairs(Counter(name).values())
    held: dict[str, set[int]] = defaultdict(set)
    for row in assembly.links.select(["operation", "kind"]).to_pylist():
        held[row["operation"]].add(CLASSES[row["kind"]])
    one_kind = sum(len(held[operation]) < 2 for operation in set(name))
    return hits / max(said, 1), hits / max(pairs(Counter(truth.values()).values()), 1), one_kind


def cpu() -> float:
    """Return the CPU seconds of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def measure(posts: int, seed: int, difficulty: str, *, values: str, texts: str) -> Figures:
    """Make a world, run the stages on it, and judge."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), posts=posts, seed=seed, difficulty=difficulty)
        world = read_world(Path(folder))
    marks = [cpu()]
    mentions, signals = extract(world, values=values)
    marks.append(cpu())
    templates, members = texts_of(world, mentions, texts=texts)
    marks.append(cpu())
    links = find_links(world.posts, mentions, members)
    marks.append(cpu())
    rulebook = load_rulebook()
    assembly = assemble(world.posts, links, run="bench", signals=signals, rulebook=rulebook)
    marks.append(cpu())
    rank(
        assembly, posts=world.posts, mentions=mentions, signals=signals, templates=templates,
        members=members, links=links, rulebook=rulebook,
    )  # fmt: skip
    marks.append(cpu())
    stages = ("mentions and signals", "templates", "links", "operations", "ranking")
    spent = {
        stage: round(after - before, 2)
        for stage, before, after in zip(stages, marks, marks[1:], strict=False)
    }
    precision, recall, one_kind = judge(assembly, world.operations)
    count = len(set(assembly.membership["operation"].to_pylist()))
    return Figures(precision, recall, count, one_kind, spent)


def main() -> None:
    """Measure the worlds asked for and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--difficulty", default="default")
    parser.add_argument("--values", choices=("truth", "found"), default="found")
    parser.add_argument("--texts", choices=("truth", "found"), default="found")
    asked = parser.parse_args()
    print("seed  precision  recall  operations  one kind  CPU seconds")
    for seed in asked.seeds:
        figures = measure(
            asked.posts, seed, asked.difficulty, values=asked.values, texts=asked.texts
        )
        print(
            f"{seed:>4}  {figures.precision:9.4f}  {figures.recall:6.4f}  "
            f"{figures.operations:10}  {figures.one_kind:8}  {figures.seconds}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak memory {peak:.2f} GiB")


if __name__ == "__main__":
    main()
