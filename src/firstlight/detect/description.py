"""Description length: what it costs, in bits, to write posts alone or with a template.

Rissanen's minimum description length. A word costs its information under the corpus's own word
frequencies, so a template that shares only common words saves little; numbers cost nothing here,
because they are never what texts share.
"""

from math import lgamma, log, log2

import numpy as np
import numpy.typing as npt

from firstlight.detect.skeleton import NUMBER

_CODES = 0x110000


class WordBits:
    """The bits of each word code: minus log2 of its share in a corpus, add-one smoothed."""

    def __init__(self, codes: npt.NDArray[np.uint32], posts: int) -> None:
        self._posts = posts
        counts = np.bincount(codes, minlength=_CODES).astype(np.float64)
        counts[NUMBER] = 0
        total = counts.sum() + 1
        self._bits = np.log2(total + 1) - np.log2(counts + 1)
        self._bits[NUMBER] = 0

    def of(self, words: str) -> npt.NDArray[np.float64]:
        """Return the bits of each word of a wording."""
        return np.asarray(self._bits[np.frombuffer(words.encode("utf-32-le"), np.uint32)])

    def mean(self, words: str) -> float:
        """Return the mean bits of the words, numbers aside: low where they are in common use."""
        bits = self.of(words)
        return float(bits.sum()) / max(1, int(np.count_nonzero(bits)))

    def membership(self, members: int) -> float:
        """Return the bits to say which of all posts are a template's members."""
        rest = self._posts - members
        return (lgamma(self._posts + 1) - lgamma(members + 1) - lgamma(rest + 1)) / log(2)


def integer_bits(value: int) -> float:
    """Return the bits of Elias's code for a non-negative integer."""
    return 2 * log2(value + 1) + 1


def edit_bits(length: int) -> float:
    """Return the bits to say where in a template of `length` words an edit is, and its kind."""
    return log2(length + 1) + 2
