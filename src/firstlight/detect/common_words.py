"""Words that people use: which rows of Latin letters are a word of some language, and which none.

`data/common_words.bin` holds the commoner words of some forty languages, folded to plain Latin
letters, as a Bloom filter: a word that it holds is always known, one in about two thousand strange
ones is taken for a word. `bench/make_common_words.py` makes it and names its sources.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import re2

FILE = Path(__file__).parent / "data" / "common_words.bin"
GIVEN = Path(__file__).parent / "data" / "given_names.bin"
"""The same of given names, of many countries and scripts, made by `bench/make_given_names.py`."""
SHORTEST = 3
"""Letters of the shortest word in the filter."""
_PROBES = 11
_REPEATED = re2.compile(r"a{3,}|e{3,}|i{3,}|o{3,}|u{3,}|y{3,}|h{3,}|s{3,}|z{3,}|x{3,}|m{3,}|r{3,}")
_PAIRED = frozenset("cfglmnprst")
_LONGEST_MISSPELT = 12
"""Letters of the longest word looked at for being misspelt: longer strange ones are names."""
_VOWELS = frozenset("aeiouy")


def pack(words: Iterable[str], size: int) -> bytes:
    """Return the filter of words, `size` bytes long."""
    held = bytearray(size)
    for word in words:
        for place in _places(word, 8 * size):
            held[place >> 3] |= 1 << (place & 7)
    return bytes(held)


@cache
def _bits(path: Path) -> bytes:
    return path.read_bytes()


def _places(word: str, bits: int) -> Iterator[int]:
    digest = blake2b(word.encode(), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8]), int.from_bytes(digest[8:]) | 1
    return ((first + probe * step) % bits for probe in range(_PROBES))


@lru_cache(1 << 16)
def is_common(word: str) -> bool:
    """Tell whether folded Latin letters are a common word of some language."""
    return _holds(_bits(FILE), word)


@lru_cache(1 << 14)
def is_given(word: str) -> bool:
    """Tell whether folded Latin letters are a given name somewhere."""
    return _holds(_bits(GIVEN), word)


def _holds(held: bytes, word: str) -> bool:
    return all(held[place >> 3] >> (place & 7) & 1 for place in _places(word, 8 * len(held)))


def is_coined(word: str) -> bool:
    """Tell whether folded Latin letters are no word, nor one misspelt or drawn out ("pleaseee").

    Misspelt: a letter too many, one of a pair too few, or two neighbours exchanged.
    """
    if len(word) < SHORTEST or is_common(word) or _REPEATED.search(word):
        return False
    if _VOWELS.isdisjoint(word):
        return False
    if len(word) > _LONGEST_MISSPELT:
        return True
    shorter = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    turned = {
        word[:at] + b + a + word[at + 2 :]
        for at, (a, b) in enumerate(pairwise(word))
        if at and a != b
    }
    doubled = {word[: at + 1] + word[at:] for at in range(1, len(word)) if word[at] in _PAIRED}
    return not any(map(is_common, shorter | turned | doubled))
