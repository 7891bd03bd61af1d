"""Open places: words of an often repeated line in whose place ever new words turn up.

A wording that many posts repeat verbatim is held to be fixed (`verify.required`). Yet "invalid
user admin from …" may be frequent and still have a slot: other posts name other users. A place is
open when, by Good and Turing's estimate, the next post would bring a word not seen there before
with fair probability.
"""

import numpy as np

from firstlight.detect.candidates import Pairs
from firstlight.detect.hashing import Hashes, mix
from firstlight.detect.skeleton import NUMBER
from firstlight.detect.wordings import Corpus, Longs

LINE = 24
"""Words; longer texts differ in more than one word anyhow."""
_SHORTEST = 3
UNSEEN = 0.1
"""Probability of an unseen word from which on a place is open."""
_TABLE = np.uint64((1 << 22) - 1)


def open_pairs(corpus: Corpus, seed: int) -> Pairs:
    """Return pairs of wordings that differ in the word of one open place only."""
    keys, wordings = _masked(corpus, seed)
    repeated = np.zeros(int(_TABLE) + 1, np.bool_)
    repeated[(keys & _TABLE)[corpus.weight[wordings] > 1]] = True
    near = repeated[keys & _TABLE]
    keys, wordings = keys[near], wordings[near]
    order = np.lexsort((wordings, keys))
    keys, wordings = keys[order], wordings[order]
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    if not len(begins):
        return np.zeros((0, 2), np.int64)
    weight = corpus.weight[wordings]
    posts = np.add.reduceat(weight, begins)
    once = np.add.reduceat((weight == 1).astype(np.int64), begins)
    sizes = np.diff(begins, append=len(keys))
    opened = np.repeat((sizes > 2) & (once >= UNSEEN * posts) & (once < posts), sizes)
    last = np.append(keys[1:] != keys[:-1], True)
    at = np.flatnonzero(opened & ~last)
    return np.stack([wordings[at], wordings[at + 1]], axis=1)


def _masked(corpus: Corpus, seed: int) -> tuple[Hashes, Longs]:
    """Return, for each word of each short wording, a hash of all the others and their places."""
    begins, ends = corpus.words_at[corpus.first], corpus.words_at[corpus.first + 1]
    short = np.flatnonzero((ends - begins >= _SHORTEST) & (ends - begins <= LINE))
    begins, sizes = begins[short], (ends - begins)[short]
    inner = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    codes = corpus.codes[np.repeat(begins, sizes) + inner]
    placed = mix(codes | (inner.astype(np.uint64) << np.uint64(32)), seed)
    total = np.concatenate([[np.uint64(0)], np.cumsum(placed, dtype=np.uint64)])
    cuts = np.concatenate([[0], np.cumsum(sizes)])
    whole = np.repeat(total[cuts[1:]] - total[cuts[:-1]], sizes)
    keys = mix(whole - placed + inner.astype(np.uint64), seed)
    word = codes != NUMBER
    return keys[word], np.repeat(short, sizes)[word]
