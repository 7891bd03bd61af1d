"""Mentions against simulated worlds and hand-written posts: precision, recall and F1 by kind.

    python bench/mentions.py --posts 20000 --seeds 901 902 903

A mention is right when kind and value agree with the truth and the spans overlap. The worlds are
simulated; the share that is written in disguise is reported apart (recall alone: what was found
beside the truth has no disguise to belong to). The hand-written corpora lie in tests/detect/corpus.
"""

import argparse
import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from firstlight.detect.mentions import find_mentions
from firstlight.simulate.write import write

CORPORA = Path(__file__).parents[1] / "tests" / "detect" / "corpus"


class Known(NamedTuple):
    """A mention of the truth."""

    kind: str
    value: str
    start: int
    end: int
    obfuscated: bool


class Tally:
    """Counts of right, wrong and missed mentions by kind, disguised ones apart."""

    def __init__(self) -> None:
        self.right: Counter[tuple[str, bool]] = Counter()
        self.missed: Counter[tuple[str, bool]] = Counter()
        self.wrong: Counter[str] = Counter()

    def add(self, known: list[Known], found: list[Any]) -> None:
        """Compare what was found in one post with its truth."""
        kinds, left = {one.kind for one in known}, list(known)
        for mention in found:
            hit = next((one for one in left if _agrees(one, mention)), None)
            if hit is not None:
                left.remove(hit)
                self.right[hit.kind, hit.obfuscated] += 1
            elif mention.kind in kinds or mention.kind in KINDS:
                self.wrong[mention.kind] += 1
        self.missed.update((one.kind, one.obfuscated) for one in left)


KINDS = {"phone", "email", "handle", "wallet", "link", "wage", "fee", "deposit", "debt", "fine",
         "place"}  # fmt: skip


def _agrees(known: Known, mention: Any) -> bool:
    same = (known.kind, known.value) == (mention.kind, mention.value)
    return same and known.start < mention.end and mention.start < known.end


def of_world(posts: int, seed: int, tally: Tally) -> None:
    """Make a world and count what is found in it."""
    for text, lang, place, known in parts_of_world(posts, seed):
        tally.add(known, find_mentions(text, place=place or None, lang=lang or None))


def parts_of_world(posts: int, seed: int) -> Iterator[tuple[str, str, str, list[Known]]]:
    """Make a world and yield text, language, place and true mentions of each of its posts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, posts=posts, seed=seed)
        truth: dict[str, list[Known]] = defaultdict(list)
        with (folder / "mentions.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                span = int(row["start"]), int(row["end"])
                known = Known(row["kind"], row["value"], *span, row["obfuscated"] == "1")
                truth[row["id"]].append(known)
        for line in (folder / "posts.jsonl").open(encoding="utf-8"):
            post = json.loads(line)
            yield post["text"], post.get("lang") or "", post.get("place") or "", truth[post["id"]]


CONTACTS = {"P": "phone", "E": "email", "H": "handle", "W": "wallet", "L": "link"}


def of_corpus(path: Path, tally: Tally) -> None:
    """Count what is found in a file of hand-written posts whose mentions are marked."""
    for _, known, found in posts_of(path):
        tally.add(known, found)


def posts_of(path: Path) -> Iterator[tuple[str, list[Known], list[Any]]]:
    """Yield language, true contacts and found contacts of each hand-written post."""
    for text, lang, place, known in parts_of(path):
        found = find_mentions(text, place=place or None, lang=lang or None)
        yield lang, known, [one for one in found if one.kind in CONTACTS.values()]


def parts_of(path: Path) -> Iterator[tuple[str, str, str, list[Known]]]:
    """Yield text, language, place and true contacts of each hand-written post."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        lang, place, marked = line.replace("\\n", "\n").split("\t")
        text, known = "", []
        for plain, mention in _pieces(marked):
            text += plain
            if mention:
                named, surface = mention.split("¦", 1)
                kind, value = named.split(" ", 1)
                span = len(text), len(text) + len(surface)
                known.append(Known(CONTACTS[kind], value, *span, obfuscated=False))
                text += surface
        yield text, lang, place, known


def _pieces(marked: str) -> Iterator[tuple[str, str]]:
    while "⟦" in marked:
        plain, marked = marked.split("⟦", 1)
        mention, marked = marked.split("⟧", 1)
        yield plain, mention
    yield marked, ""


def interval(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share of `count` trials."""
    if not count:
        return 0.0, 1.0
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    return middle - half, middle + half


SCRIPTS = {
    "Arabic": "ar fa ur ps ckb", "Bengali": "bn", "Burmese": "my", "Chinese": "zh",
    "Cyrillic": "ru uk bg sr mk be kk ky tg mn", "Devanagari": "hi ne mr", "Ethiopic": "am ti",
    "Georgian": "ka",
    "Greek": "el", "Hebrew": "he", "Japanese": "ja", "Khmer": "km", "Korean": "ko", "Lao": "lo",
    "Tamil": "ta", "Thai": "th", "Armenian": "hy", "Gujarati": "gu", "Gurmukhi": "pa",
    "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Telugu": "te",
}  # fmt: skip


def script_of(lang: str) -> str:
    """Return the script that a language is written in; Latin for all not listed."""
    return next((name for name, langs in SCRIPTS.items() if lang in langs.split()), "Latin")


def second_reader(path: Path) -> None:
    """Print precision and recall with their 95 % intervals by kind and by script, and false alarms.

    A false alarm is any contact found in a post that has none.
    """
    groups: dict[str, Tally] = defaultdict(Tally)
    alarms: Counter[bool] = Counter()
    for lang, known, found in posts_of(path):
        for kind in dict.fromkeys(one.kind for one in [*known, *found]):
            here = [one for one in known if one.kind == kind]
            there = [one for one in found if one.kind == kind]
            for name in (
                f"kind   {kind}",
                f"script {script_of(lang)}",
                f"phones {script_of(lang)}",
            ):
                if kind == "phone" or not name.startswith("phones"):
                    groups[name].add(here, there)
        if not known:
            alarms[bool(found)] += 1
    print(f"\nsecond reader, {path.name}\ngroup              precision (95 %)    recall (95 %)")
    for name, tally in sorted(groups.items()):
        right, wrong = tally.right.total(), tally.wrong.total()
        precise, recall = share(right, right + wrong), share(right, right + tally.missed.total())
        print(f"{name:18} {precise} {recall}")
    print(f"posts without a contact, a contact found: {share(alarms[True], alarms.total())}")


def share(part: int, count: int) -> str:
    """Return a share with its 95 % interval and counts as text."""
    low, high = interval(part / max(1, count), count)
    return f"{part / max(1, count):.3f} ({low:.3f}-{high:.3f}) {part}/{count}"


def tell(title: str, tally: Tally) -> None:
    """Print the figures of a tally."""
    print(
        f"\n{title}\nkind      precision  recall     F1   count | disguised: recall (95 %)  count"
    )
    for kind in sorted({kind for kind, _ in tally.right} | {kind for kind, _ in tally.missed}):
        plain, disguised = tally.right[kind, False], tally.right[kind, True]
        right, missed = plain + disguised, tally.missed[kind, False] + tally.missed[kind, True]
        wrong = tally.wrong[kind]
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        count = disguised + tally.missed[kind, True]
        line = f"{kind:9} {right / max(1, right + wrong):9.4f} {right / (right + missed):7.4f}"
        line += f" {f1:6.4f} {right + missed:7}"
        if count:
            low, high = interval(disguised / count, count)
            line += f" | {disguised / count:.4f} ({low:.4f}-{high:.4f}) {count:6}"
        print(line, flush=True)


def main() -> None:
    """Measure the worlds and the corpora."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[901, 902, 903])
    asked = parser.parse_args()
    tally = Tally()
    for seed in asked.seeds:
        of_world(asked.posts, seed, tally)
    tell(f"simulated worlds, seeds {asked.seeds}, {asked.posts} posts each", tally)
    for name in ("contacts.tsv", "contacts2.tsv"):
        tally = Tally()
        of_corpus(CORPORA / name, tally)
        tell(f"hand-written, {name}", tally)
    for name in (*(f"contacts{number}.tsv" for number in range(3, 22)), "handles.tsv"):
        print(f"\n{name}")
        second_reader(CORPORA / name)


if __name__ == "__main__":
    main()
