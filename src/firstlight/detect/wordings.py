"""Wordings: posts with the same words in the same order (numbers aside) are treated as one.

A corpus is held in flat arrays, some sixteen bytes per word, with no object per post.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.hashing import Hashes, mix
from firstlight.detect.readings import WORDS, Shelf, arrays, certain, words_of
from firstlight.detect.skeleton import CODES, Ints, Words
from firstlight.detect.values import Values

Longs = npt.NDArray[np.int64]
_RANKED = 1 << 14
"""Wordings whose letters are hashed at a time."""


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

    def order(self) -> Longs:
        """Return a rank per wording that hangs on its letters alone, not on seed or arrival."""
        sums = [np.zeros(0, np.uint64)]
        for begin in range(0, len(self.first), _RANKED):
            ends = self.letters_at[begin : begin + _RANKED + 1]
            sizes = np.diff(ends)
            inner = np.arange(sizes.sum()) - np.repeat(ends[:-1] - ends[0], sizes)
            letters = self.letters[ends[0] : ends[-1]]
            total = np.cumsum(mix(letters | (inner.astype(np.uint64) << np.uint64(8)), 0))
            sums.append(np.diff(np.append(np.uint64(0), total)[ends - ends[0]]))
        rank = np.empty(len(self.first), np.int64)
        rank[np.lexsort((self.key, np.concatenate(sums)))] = np.arange(len(rank))
        return rank


def _slices(flat: npt.NDArray[np.generic], begins: Longs, ends: Longs, encoding: str) -> list[str]:
    sizes = ends - begins
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    text = flat[np.repeat(begins, sizes) + within].tobytes().decode(encoding)
    cuts = np.concatenate([[0], np.cumsum(sizes)]).tolist()
    return [text[a:b] for a, b in pairwise(cuts)]


def assemble(shelf: Shelf, seed: int) -> Corpus:
    """Return the corpus of all posts whose readings are on the shelf."""
    known, size = np.zeros(CODES, np.bool_), 0
    for codes, flags in map(arrays, shelf.take(("codes", "flags"))):
        sure = certain(codes, flags)
        known[sure] = True
        size += 2 * len(codes) - len(sure)
    values, pile = Values(Alphabet(), seed), _Pile(size)
    keys = [np.zeros(0, np.uint64)]
    for batch in shelf.take(WORDS):
        words = values.settled(words_of(batch), known)
        pile.add(words)
        keys.append(_keys(words, seed))
    key = np.concatenate(keys)
    _, first, wording, weight = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.argsort(first)
    rank = np.empty(len(first), np.int64)
    rank[order] = np.arange(len(first))
    first = first[order]
    letters, letters_at, hashes, hashed = _of_first(shelf, first, len(key))
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


def _keys(words: Words, seed: int) -> Hashes:
    """Return a 64-bit key of each post's word codes in order."""
    sizes = np.diff(words.words_at)
    inner = np.arange(len(words.codes)) - np.repeat(words.words_at[:-1], sizes)
    placed = mix(words.codes | (inner.astype(np.uint64) << np.uint64(24)), seed)
    total = np.concatenate([[np.uint64(0)], np.cumsum(placed, dtype=np.uint64)])
    return mix(total[words.words_at[1:]] - total[words.words_at[:-1]], seed)


def _of_first(
    shelf: Shelf, first: Longs, posts: int
) -> tuple[npt.NDArray[np.uint8], Longs, Hashes, Ints]:
    """Return letters and signatures of the first post of each wording."""
    number = np.full(posts, -1, np.int32)
    number[first] = np.arange(len(first), dtype=np.int32)
    letters, sizes = [np.zeros(0, np.uint8)], [np.zeros(1, np.int64)]
    hashes, hashed = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    begin = 0
    names = ("letters", "letters_at", "hashes", "grams")
    for said, said_at, found, grams in map(arrays, shelf.take(names)):
        mine = number[begin : begin + len(grams)]
        count = np.diff(said_at)
        letters.append(said[np.repeat(mine >= 0, count)])
        sizes.append(count[mine >= 0])
        owner = np.repeat(mine, grams)
        hashes.append(found[owner >= 0])
        hashed.append(owner[owner >= 0])
        begin += len(grams)
    ends = np.cumsum(np.concatenate(sizes))
    return np.concatenate(letters), ends, np.concatenate(hashes), np.concatenate(hashed)
