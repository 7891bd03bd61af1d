"""What it costs when posts are written to hurt the template engine, and whom it then confuses.

    python bench/hostile_templates.py [--posts 100000]

Attacks: posts that carry the n-grams whose hashes are smallest under a seed that the attacker knows
(read with that seed, as if it had leaked, and with a secret one); a chain, in which each post says
half of what the one before says; one boilerplate paragraph under a hundred thousand firms' own
words; bridges, each made of the halves of two other posts. "Cost" is CPU per post against benign
posts of the same length; "largest": posts in the largest template; "unlike": pairs in one template
that share less than a third of their words, of up to 20,000 pairs looked at. Texts are made up.
"""

import argparse
import random
import time
from collections import defaultdict
from itertools import pairwise

import numpy as np
import pyarrow as pa

from firstlight.detect.hashing import mix
from firstlight.detect.signatures import GRAM, _rolling
from firstlight.detect.templates import find_templates

WORDS = 36
KNOWN, SECRET = 7, 0xD15EA5E


def vocabulary(dice: random.Random, size: int = 40_000) -> list[str]:
    """Return made-up words of five to nine letters."""
    parts = [c + v for c in "bcdfghjkmnprstvwz" for v in "aeiou"]
    return ["".join(dice.choices(parts, k=dice.randint(3, 4))) for _ in range(size)]


def benign(posts: int, dice: random.Random, words: list[str]) -> list[str]:
    """Return texts of which a third belong to campaigns of thirty."""
    alone = [" ".join(dice.choices(words, k=WORDS)) for _ in range(posts - posts // 3)]
    said = [dice.choices(words, k=WORDS - 4) for _ in range(max(1, posts // 90))]
    campaigns = [
        " ".join([*said[at % len(said)], *dice.choices(words, k=4)]) for at in range(posts // 3)
    ]
    return alone + campaigns


def colliding(posts: int, dice: random.Random, words: list[str]) -> list[str]:
    """Return texts with words whose n-grams come first in a signature under the known seed."""
    long = [word + other for word, other in zip(words[::2], words[1::2], strict=True)]
    least = []
    for text in long[:20_000]:
        base = mix(np.array([ord(c) for c in text.replace("l", "i")], np.uint64), KNOWN)
        least.append((int(mix(_rolling(base, GRAM)[: -GRAM + 1], KNOWN).min()), text))
    lure = [text for _, text in sorted(least)[:12]]
    return [" ".join([*dice.choices(words, k=WORDS - 12), *lure]) for _ in range(posts)]


def chained(posts: int, dice: random.Random, words: list[str]) -> list[str]:
    """Return texts each of which begins with the second half of the one before."""
    halves = [dice.choices(words, k=WORDS // 2) for _ in range(posts + 1)]
    return [" ".join(one + two) for one, two in pairwise(halves)]


def boilerplate(posts: int, dice: random.Random, words: list[str]) -> list[str]:
    """Return texts with the same paragraph, a third of each."""
    same = dice.choices(words, k=WORDS // 3)
    return [" ".join([*dice.choices(words, k=WORDS - len(same)), *same]) for _ in range(posts)]


def bridging(posts: int, dice: random.Random, words: list[str]) -> list[str]:
    """Return texts of which a third each join the halves of two others."""
    plain = [dice.choices(words, k=WORDS) for _ in range(posts - posts // 3)]
    made = [
        dice.choice(plain)[: WORDS // 2] + dice.choice(plain)[WORDS // 2 :]
        for _ in range(posts // 3)
    ]
    return [" ".join(text) for text in plain + made]


def unlike(found: pa.Table, texts: list[str], dice: random.Random) -> tuple[int, int, int]:
    """Return the largest template's posts, pairs looked at, and pairs that share too few words."""
    posts = defaultdict(list)
    for post, name in zip(found["post"].to_pylist(), found["template"].to_pylist(), strict=True):
        posts[name].append(int(post))
    looked = bad = 0
    groups = [group for group in posts.values() if len(group) > 1]
    for _ in range(20_000 if groups else 0):
        one, two = (set(texts[at].split()) for at in dice.sample(dice.choice(groups), 2))
        looked += 1
        bad += 3 * len(one & two) < min(len(one), len(two))
    return max(map(len, groups), default=0), looked, bad


def main() -> None:
    """Measure benign posts, then each attack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    posts, usual = parser.parse_args().posts, None
    print("texts: CPU s per 1,000, cost against benign, largest, pairs unlike of pairs looked at")
    for name, make, seed in (
        ("benign", benign, SECRET), ("colliding, seed leaked", colliding, KNOWN),
        ("colliding, seed secret", colliding, SECRET), ("chained", chained, SECRET),
        ("boilerplate", boilerplate, SECRET), ("bridging", bridging, SECRET),
    ):  # fmt: skip
        dice = random.Random(5)
        texts = make(posts, dice, vocabulary(dice))
        table = pa.table({"id": [str(at) for at in range(len(texts))], "text": texts})
        begin = time.process_time()
        found = find_templates(table, seed=seed)
        cpu = time.process_time() - begin
        usual = usual or cpu
        largest, looked, bad = unlike(found.members, texts, dice)
        per = 1000 * cpu / len(texts)
        print(f"{name:24} {per:.3f} {cpu / usual:.2f} {largest} {bad} of {looked}", flush=True)


if __name__ == "__main__":
    main()
