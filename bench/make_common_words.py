"""Make `detect/data/common_words.bin`, the filter of words in Latin letters.

    pip install wordfreq && python bench/make_common_words.py

Sources: the word lists of wordfreq 3.1 (Robyn Speer; CC BY-SA 4.0, with its own sources), and the
words of Firstlight itself: rulebook and reader lists, `bench/romanised.txt`, and those that stand
twice in its own hand-written sentences, of which those of the exams are left out. wordfreq is
needed for this script alone. The file made here is under CC BY-SA 4.0 as well (NOTICE).
"""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgpack

from firstlight.detect.common_words import FILE, SHORTEST, pack
from firstlight.rulebook.matching.fold import fold

ROOT = Path(__file__).parents[1]
LISTS = ("src/firstlight/rulebook/words/*.tsv", "src/firstlight/detect/data/words.tsv",
    "src/firstlight/detect/data/signs.tsv", "src/firstlight/detect/data/numerals*.tsv",
    "bench/romanised.txt")  # fmt: skip
SENTENCES = "tests/detect/corpus/signals/*.tsv"
RAREST = {"": 650, "es": 700, "fr": 700, "it": 700, "pt": 700}
"""How rare a word may be, in hundredths of powers of ten; rarer where verbs take pronouns."""
BITS = 16
"""Bits for each word: one strange word in about two thousand is taken for a known one."""
_LATIN = re.compile(rf"[a-z]{{{SHORTEST},24}}")


def frequent() -> Iterator[str]:
    """Yield the words of wordfreq's lists that are as frequent as `RAREST` says."""
    folder = Path(str(files("wordfreq") / "data"))
    for path in sorted(folder.glob("small_*.msgpack.gz")):
        language = path.name[6:].partition(".")[0]
        large = folder / f"large_{language}.msgpack.gz"
        rarest = RAREST.get(language, RAREST[""])
        with gzip.open(large if large.exists() else path) as packed:
            groups = msgpack.load(packed, raw=False)[1:]
        for group in groups[:rarest]:
            yield from (word.replace("'", "") for word in group)


def own() -> Iterator[str]:
    """Yield the words of Firstlight's own lists and sentences."""
    for pattern in LISTS:
        for path in sorted(ROOT.glob(pattern)):
            yield from _LATIN.findall(fold(path.read_text("utf-8")).text)
    counts: Counter[str] = Counter()
    for path in sorted(ROOT.glob(SENTENCES)):
        if ".exam" not in path.name:
            counts.update(_LATIN.findall(fold(path.read_text("utf-8")).text))
    yield from (word for word, count in counts.items() if count > 1)


def main() -> None:
    """Write the filter."""
    known = {fold(word).text for word in frequent()}
    words = {word for word in known if _LATIN.fullmatch(word)} | set(own())
    FILE.write_bytes(pack(words, len(words) * BITS // 8))
    print(f"{len(words)} words, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
