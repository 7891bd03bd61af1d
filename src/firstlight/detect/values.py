"""Values: which words are data, such as numbers with their units, and not part of the wording."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.skeleton import CODES, NUMBER, Words, skeletons
from firstlight.detect.stream import Bools

_UNITS = "b kb mb gb tb kib mib gib ms ns sec secs hr hrs am pm km kg cm mm"
_WITH_NUMBERS = (
    "usd eur gbp aed sar qar php thb inr kes ngn ghs myr sgd idr rs rm "
    "jan feb mar apr may jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun utc gmt"
)
"""Units follow a number; currencies, months and weekdays stand on either side of one."""


class Values:
    """Decides which words are values; knows units by their word codes."""

    def __init__(self, alphabet: Alphabet, seed: int) -> None:
        self._after = np.zeros(CODES, np.bool_)
        self._beside = np.zeros(CODES, np.bool_)
        units, others = (
            skeletons([_UNITS], alphabet, seed),
            skeletons([_WITH_NUMBERS], alphabet, seed),
        )
        self._after[units.codes] = True
        self._beside[others.codes] = True

    def settled(self, words: Words, known: Bools) -> Words:
        """Return words of which all values are NUMBER, and those in a row are one.

        `known`: the word codes that some post writes without disguise. A doubtful word that nobody
        writes plainly is a value, or letters with a number behind.
        """
        words = _without_doubt(_with_tied(words, known), known)
        number = (words.codes == NUMBER) | words.valued
        first = _first_of_posts(words)
        for _ in range(2):
            left = np.append(False, number[:-1])[: len(number)] & ~first
            right = np.append(number[1:] & ~first[1:], False)[: len(number)]
            number |= self._beside[words.codes] & (left | right)
            number |= self._after[words.codes] & left
        return _joined(words, number, first)


def _first_of_posts(words: Words) -> Bools:
    """Return which words are the first of their post."""
    first = np.zeros(len(words.codes) + 1, np.bool_)
    first[words.words_at[:-1]] = True
    return first[:-1]


def _joined(words: Words, number: Bools, first: Bools) -> Words:
    """Return words with one NUMBER per run of numbers: their grouping tells nothing."""
    goes_on = np.zeros(len(number), np.bool_)
    goes_on[1:] = number[1:] & number[:-1]
    goes_on &= ~first
    last = np.append(~goes_on[1:], True)[: len(number)]
    return replace(
        words,
        codes=np.where(number, np.uint32(NUMBER), words.codes)[~goes_on],
        starts=words.starts[~goes_on],
        spelt=_summed(words.spelt, np.flatnonzero(~goes_on)),
        ends=words.ends[last],
        words_at=np.append(0, np.cumsum(~goes_on))[words.words_at],
    )


def _summed(counts: npt.NDArray[np.int32], first: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return the sums of counts from each of some places to the next."""
    return np.add.reduceat(counts, first) if len(first) else counts[:0]


def _with_tied(words: Words, known: Bools) -> Words:
    """Return words whose mixed ones tied to numbers, and all words tied between, are numbers.

    So "d96a117b-0193-4549-bdcc-63b9" and "00:11:43:e3:ba:c3" are one number each.
    """
    unknown = words.doubtful & ~known[words.codes]
    base = unknown | (words.codes == NUMBER)
    left, right = np.zeros(len(base), np.bool_), np.zeros(len(base), np.bool_)
    left[1:] = base[:-1] & words.tied[:-1]
    right[:-1] = base[1:] & words.tied[:-1]
    number = (left & right) | (unknown & (left | right))
    return replace(
        words,
        codes=np.where(number, np.uint32(NUMBER), words.codes),
        doubtful=words.doubtful & ~number,
    )


def _without_doubt(words: Words, known: Bools) -> Words:
    """Return words with each doubtful one that nobody writes plainly as letters and number."""
    unknown = words.doubtful & ~known[words.codes]
    lettered = unknown & (words.plain != NUMBER)
    times = 1 + (lettered & words.numbered)
    source = np.repeat(np.arange(len(times)), times)
    tail = np.append(False, source[1:] == source[:-1])[: len(source)]
    head = lettered[source] & ~tail
    codes = np.where(unknown, words.plain, words.codes)[source]
    codes[tail] = NUMBER
    return replace(
        words,
        codes=codes,
        starts=np.where(tail, words.cuts[source], words.starts[source]),
        ends=np.where(head, words.cuts[source], words.ends[source]),
        valued=words.valued[source],
        spelt=np.where(tail, np.int32(0), words.spelt[source]),
        words_at=np.append(0, np.cumsum(times))[words.words_at],
    )
