"""Wordings: posts with the same words in the same order (numbers aside) are treated as one.

A corpus is read once, in batches, into flat arrays: a few dozen bytes per word, no object per post.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.hashing import Hashes, mix
from firstlight.detect.signatures import signatures
from firstlight.detect.skeleton import CODES, Skeletons, skeletons
from firstlight.detect.values import Values

BATCH_CHARACTERS = 400_000
Longs = npt.NDArray[np.int64]


@dataclass(slots=True)
class Corpus:
    """The words of all posts, and their distinct wordings.

    `codes`, `starts`, `ends`, `spelt`: as in `Skeletons`, for all posts; `words_at`: where each
    post's words begin, end appended; `wording`: the wording of each post; `first`: the first post
    of each wording; `weight`: its number of posts; `letters`, `letters_at`: folded letters of each
    first post, as bytes; `hashes`, `hashed`: signature n-grams and the wordings that have them.
    """

    codes: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    spelt: npt.NDArray[np.int32]
    words_at: Longs
    wording: Longs
    first: Longs
    weight: Longs
    letters: npt.NDArray[np.uint8]
    letters_at: Longs
    hashes: Hashes
    hashed: Longs

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


@dataclass(slots=True)
class _Batch:
    """Skeletons of a batch with the signatures of its posts."""

    words: Skeletons
    hashes: Hashes
    hashed: Longs


def read_corpus(texts: pa.ChunkedArray, seed: int, advance: Callable[[int], None]) -> Corpus:
    """Read texts into a corpus; `advance` is told the number of posts of each batch."""
    alphabet, read = Alphabet(), []
    known = np.zeros(CODES, np.bool_)
    for batch in _batches(texts):
        words = skeletons(batch, alphabet, seed)
        hashes, hashed = signatures(words, seed)
        read.append(_Batch(words, hashes, hashed))
        known[words.codes[~words.doubtful]] = True
        advance(len(batch))
    values = Values(alphabet, seed)
    for part in read:
        part.words = values.settled(part.words, known)
    return _assemble(read, seed)


def _batches(texts: pa.ChunkedArray) -> Iterable[list[str]]:
    """Yield lists of texts of bounded total length."""
    batch: list[str] = []
    size = 0
    for chunk in texts.chunks:
        for part in range(0, len(chunk), 8192):
            for text in chunk.slice(part, 8192).to_pylist():
                batch.append(text or "")
                size += len(batch[-1]) + 64
                if size > BATCH_CHARACTERS:
                    yield batch
                    batch, size = [], 0
    if batch:
        yield batch


def _keys(words: Skeletons, seed: int) -> Hashes:
    """Return a 64-bit key of each post's word codes in order."""
    sizes = np.diff(words.words_at)
    inner = np.arange(len(words.codes)) - np.repeat(words.words_at[:-1], sizes)
    placed = mix(words.codes | (inner.astype(np.uint64) << np.uint64(24)), seed)
    total = np.concatenate([[np.uint64(0)], np.cumsum(placed, dtype=np.uint64)])
    return mix(total[words.words_at[1:]] - total[words.words_at[:-1]], seed)


def _assemble(read: list[_Batch], seed: int) -> Corpus:
    """Join batches; keep letters and signatures of the first post of each wording only."""
    key = _joined([_keys(part.words, seed) for part in read], np.uint64)
    _, first, wording, weight = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    first, order = np.sort(first), np.argsort(first)
    wording, weight = rank[wording], weight[order]
    of_post = np.full(len(key), -1)
    of_post[first] = np.arange(len(first))
    letters, sizes, hashes, hashed = [], [], [], []
    begin = 0
    for part in read:
        posts = len(part.words.words_at) - 1
        mine = of_post[begin : begin + posts]
        count = np.diff(part.words.letters_at)
        letters.append((part.words.letters & 0xFF).astype(np.uint8)[np.repeat(mine >= 0, count)])
        sizes.append(count[mine >= 0])
        kept = mine[part.hashed] >= 0
        hashes.append(part.hashes[kept])
        hashed.append(mine[part.hashed[kept]])
        begin += posts
    word_sizes = _joined([np.diff(part.words.words_at) for part in read], np.int64)
    return Corpus(
        codes=_joined([part.words.codes for part in read], np.uint32),
        starts=_joined([part.words.starts for part in read], np.int32),
        ends=_joined([part.words.ends for part in read], np.int32),
        spelt=_joined([part.words.spelt for part in read], np.int32),
        words_at=np.concatenate([[0], np.cumsum(word_sizes)]),
        wording=wording,
        first=first,
        weight=weight,
        letters=_joined(letters, np.uint8),
        letters_at=np.concatenate([[0], np.cumsum(_joined(sizes, np.int64))]),
        hashes=_joined(hashes, np.uint64),
        hashed=_joined(hashed, np.int64),
    )


def _joined(parts: Sequence[npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *parts])
