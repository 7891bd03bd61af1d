"""Wordings: posts with the same words in the same order (numbers aside) are treated as one.

A corpus is held in flat arrays, some sixteen bytes per word, with no object per post.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.hashing import Hashes, mix
from firstlight.detect.readings import Reading
from firstlight.detect.skeleton import CODES, Ints, Words
from firstlight.detect.values import Values

Longs = npt.NDArray[np.int64]


@dataclass(slots=True)
class Corpus:
    """The words of all posts, and their distinct wordings.

    `codes`, `starts`, `ends`, `spelt`: as in `Words`, for all posts; `words_at`: where each post's
    words begin, end appended; `wording`: the wording of each post; `key`: a hash of the words of
    each wording; `first`: its first post; `weight`: its number of posts; `letters`, `letters_at`:
    folded letters of each first post, as bytes; `hashes`, `hashed`: signature n-grams and the
    wordings that have them. Wordings are numbered in the order of their first posts.
    """

    codes: npt.NDArray[np.uint32]
    starts: Ints
    ends: Ints
    spelt: Ints
    words_at: Longs
    wording: Longs
    key: Hashes
    first: Longs
    weight: Longs
    letters: npt.NDArray[np.uint8]
    letters_at: Longs
    hashes: Hashes
    hashed: Ints

    def words(self, wordings: Sequence[int] | Longs) -> list[str]:
        """Return wordings as strings with one character per word."""
        posts = self.first[np.asarray(wordings, np.int64)]
        return _slices(self.codes, self.words_at[posts], self.words_at[posts + 1], "utf-32-le")

    def spelled(self, wordings: Sequence[int] | Longs) -> list[str]:
        """Return the folded letters of wordings, without spaces and numbers."""
        index = np.asarray(wordings, np.int64)
        return _slices(self.letters, self.letters_at[index], self.letters_at[index + 1], "latin-1")


def _slices(flat: npt.NDArray[np.generic], begins: Longs, ends: Longs, encoding: str) -> list[str]:
    sizes = ends - begins
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    text = flat[np.repeat(begins, sizes) + within].tobytes().decode(encoding)
    cuts = np.concatenate([[0], np.cumsum(sizes)]).tolist()
    return [text[a:b] for a, b in pairwise(cuts)]


def assemble(readings: deque[Reading], seed: int) -> Corpus:
    """Return the corpus of all posts. `readings` are used up, so that nothing is held twice."""
    known = np.zeros(CODES, np.bool_)
    for one in readings:
        known[one.certain] = True
    values = Values(Alphabet(), seed)
    pile = _Pile(sum(len(one.codes) + len(one.plain) for one in readings))
    keys = [np.zeros(0, np.uint64)]
    rest = deque[_Rest]()
    while readings:
        one = readings.popleft()
        words = values.settled(one.words(), known)
        pile.add(words)
        keys.append(_keys(words, seed))
        rest.append(_Rest(one.letters, one.letters_at, one.hashes, one.hashed))
    key = np.concatenate(keys)
    _, first, wording, weight = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.argsort(first)
    rank = np.empty(len(first), np.int64)
    rank[order] = np.arange(len(first))
    first = first[order]
    letters, letters_at, hashes, hashed = _of_first(rest, first, len(key))
    return Corpus(
        codes=pile.codes[: pile.size],
        starts=pile.starts[: pile.size],
        ends=pile.ends[: pile.size],
        spelt=pile.spelt[: pile.size],
        words_at=np.concatenate([[0], np.cumsum(np.concatenate(pile.sizes))]),
        wording=rank[wording],
        key=key[first],
        first=first,
        weight=weight[order],
        letters=letters,
        letters_at=letters_at,
        hashes=hashes,
        hashed=hashed,
    )


class _Pile:
    """The settled words of all posts, in arrays that are made once, large enough."""

    def __init__(self, words: int) -> None:
        self.codes = np.empty(words, np.uint32)
        self.starts, self.ends, self.spelt = (np.empty(words, np.int32) for _ in range(3))
        self.sizes = [np.zeros(0, np.int64)]
        self.size = 0

    def add(self, words: Words) -> None:
        """Put a batch's words after the others."""
        here = slice(self.size, self.size + len(words.codes))
        self.codes[here], self.starts[here] = words.codes, words.starts
        self.ends[here], self.spelt[here] = words.ends, words.spelt
        self.sizes.append(np.diff(words.words_at))
        self.size = here.stop


@dataclass(slots=True)
class _Rest:
    """What of a reading is kept for the first post of each wording only."""

    letters: npt.NDArray[np.uint8]
    letters_at: Ints
    hashes: Hashes
    hashed: Ints


def _keys(words: Words, seed: int) -> Hashes:
    """Return a 64-bit key of each post's word codes in order."""
    sizes = np.diff(words.words_at)
    inner = np.arange(len(words.codes)) - np.repeat(words.words_at[:-1], sizes)
    placed = mix(words.codes | (inner.astype(np.uint64) << np.uint64(24)), seed)
    total = np.concatenate([[np.uint64(0)], np.cumsum(placed, dtype=np.uint64)])
    return mix(total[words.words_at[1:]] - total[words.words_at[:-1]], seed)


def _of_first(
    rest: deque[_Rest], first: Longs, posts: int
) -> tuple[npt.NDArray[np.uint8], Longs, Hashes, Ints]:
    """Return letters and signatures of the first post of each wording; `rest` is used up."""
    number = np.full(posts, -1, np.int32)
    number[first] = np.arange(len(first), dtype=np.int32)
    letters, sizes = [np.zeros(0, np.uint8)], [np.zeros(1, np.int64)]
    hashes, hashed = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    begin = 0
    while rest:
        part = rest.popleft()
        mine = number[begin : begin + len(part.letters_at) - 1]
        count = np.diff(part.letters_at)
        letters.append(part.letters[np.repeat(mine >= 0, count)])
        sizes.append(count[mine >= 0])
        kept = mine[part.hashed] >= 0
        hashes.append(part.hashes[kept])
        hashed.append(mine[part.hashed[kept]])
        begin += len(mine)
    ends = np.cumsum(np.concatenate(sizes))
    return np.concatenate(letters), ends, np.concatenate(hashes), np.concatenate(hashed)
