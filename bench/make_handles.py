"""What tells an account's name, learned from hand-written posts: writes `handle_weights.json`.

    python bench/make_handles.py                    learn from the corpora for development
    python bench/make_handles.py --without NAME …   leave corpora out; --try measures on those

A pair of a network and a reading beside it is an example; it is right where network, name and
place agree with the post's truth. Logistic regression over named traits (`handle_traits.py`).
"""

import argparse
import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from mentions import CORPORA, Known, parts_of
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from firstlight.detect.handle_judge import FILE, networks_of, pairs_of
from firstlight.detect.handle_traits import Scene
from firstlight.detect.handles import AMBIGUOUS
from firstlight.detect.mentions import beside_handles
from firstlight.simulate.write import write

TAUGHT = (*(f"contacts{number}.tsv" for number in ("", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "handles.tsv")
POSTS, SEED = 3000, 7701
SEEN, PENALTY, SMALLEST = 3, 0.2, 0.005
"""Pairs that must show a trait; inverse strength of the penalty; weights below are left out."""


Pair = tuple[list[str], bool]


def examples(posts: Iterable[tuple[str, str, str, list[Known]]]) -> Iterator[Pair]:
    """Yield the traits of each pair in posts, and whether it is right."""
    for text, lang, place, known in posts:
        folded, cues, taken = beside_handles(text, place or None, lang or None)
        near = networks_of(folded, cues)
        scene = Scene(folded, near, AMBIGUOUS)
        for pair in pairs_of(folded, near, taken):
            span = folded.span(pair.reading.start, pair.reading.end)
            value = f"{pair.cue.value}:{pair.reading.name}"
            right = any(_agrees(one, value, span) for one in known)
            yield list(scene.traits(pair)), right


def of_world() -> Iterator[tuple[str, str, str, list[Known]]]:
    """Yield posts of a simulated world: long ones, where networks are named among much else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, posts=POSTS, seed=SEED)
        truth: dict[str, list[Known]] = defaultdict(list)
        with (folder / "mentions.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                span = int(row["start"]), int(row["end"])
                truth[row["id"]].append(Known(row["kind"], row["value"], *span, obfuscated=False))
        for line in (folder / "posts.jsonl").open(encoding="utf-8"):
            post = json.loads(line)
            yield post["text"], post.get("lang") or "", post.get("place") or "", truth[post["id"]]


def _agrees(known: Known, value: str, span: tuple[int, int]) -> bool:
    same = known.kind == "handle" and known.value == value
    return same and known.start < span[1] and span[0] < known.end


def learn(names: list[str]) -> dict[str, float]:
    """Return the weights of traits learned from some corpora."""
    pairs = [pair for name in names for pair in examples(parts_of(CORPORA / name))]
    pairs += examples(of_world())
    seen = Counter(trait for traits, _ in pairs for trait in traits)
    rows = [{trait: 1.0 for trait in traits if seen[trait] >= SEEN} for traits, _ in pairs]
    table = DictVectorizer()
    model = LogisticRegression(C=PENALTY, max_iter=3000)
    model.fit(table.fit_transform(rows), [right for _, right in pairs])
    worth = dict(zip(table.feature_names_, model.coef_[0].tolist(), strict=True))
    sides = {f"{side}bias": worth[f"{side}bias"] + float(model.intercept_[0]) for side in "ab"}
    print(f"{len(pairs)} pairs, {sum(right for _, right in pairs)} right, {len(worth)} traits")
    return {trait: round(value, 3) for trait, value in sorted((worth | sides).items())
            if abs(value) >= SMALLEST}  # fmt: skip


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--without", nargs="*", default=[])
    asked = parser.parse_args()
    worth = learn([name for name in TAUGHT if name not in asked.without])
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(worth), indent=0) + b"\n")


if __name__ == "__main__":
    main()
