"""Posts as skeletons: the letters and words that remain when disguise and numbers are set aside.

A whole batch is treated at once as numpy arrays. A skeleton is for finding and aligning posts that
say the same; each of its words knows its span in the original text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firstlight.detect.addresses import addresses
from firstlight.detect.alphabet import DIGIT, OTHER, Alphabet
from firstlight.detect.hashing import mix
from firstlight.detect.stream import Bools, Codes, Longs, Stream, read_stream, word_starts

NUMBER = 1
"""The word code of every number: numbers are what slots are made of, not what texts share."""
CODES = 0x110000
"""Word codes are below this."""
_FIRST_CODE, _SURROGATES = 0x100, 0x800

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch of posts, one after the other.

    `codes`: a word code per word (NUMBER, or a seeded hash below 0x110000 that avoids surrogates,
    so that a text is a Python string of its words); `starts`, `ends`: spans in original code
    points; `doubtful`: words read from letters and digits mixed, which may be no words at all;
    `plain`, `cuts`, `numbered`: for a doubtful word that ends in digits or signs the code and end
    of the letters before them (NUMBER for others), and whether there are digits among them;
    `tied`: words that a single sign, not a space, ties to the next;
    `valued`: words right after an equals sign; `spelt`: how many of the letters each word has;
    `words_at`: where each post's words begin, with the end appended.
    """

    codes: Codes
    starts: Ints
    ends: Ints
    doubtful: Bools
    plain: Codes
    cuts: Ints
    numbered: Bools
    tied: Bools
    valued: Bools
    spelt: Ints
    words_at: Longs


@dataclass(frozen=True, slots=True)
class Skeletons(Words):
    """Words, and the folded letters that they are made of, without spaces, digits and signs.

    `letters_at`: where each post's letters begin, with the end appended.
    """

    letters: Codes
    letters_at: Longs


def skeletons(texts: Sequence[str], alphabet: Alphabet, seed: int) -> Skeletons:
    """Return the skeletons of a batch of texts; the work is linear in their characters."""
    stream = read_stream(texts, alphabet)
    starts = word_starts(stream, addresses(stream), alphabet)
    inside = np.flatnonzero(stream.in_word())
    words = _Division(stream, starts, inside, (np.cumsum(starts) - 1)[inside], alphabet, seed)
    return words.skeletons(len(texts))


@dataclass(slots=True)
class _Division:
    """A stream divided into words: `inside` are the places of their characters, `word` whose."""

    stream: Stream
    starts: Bools
    inside: Longs
    word: Longs
    alphabet: Alphabet
    seed: int

    def skeletons(self, posts: int) -> Skeletons:
        """Return the finished skeletons of a batch of so many posts."""
        stream, first = self.stream, np.flatnonzero(self.starts)
        last = self.inside[np.flatnonzero(np.diff(self.word, append=-1))]
        owner = stream.post[first]
        number, doubtful = np.zeros(len(first), np.bool_), np.zeros(len(first), np.bool_)
        number[self.word[stream.kind[self.inside] == DIGIT]] = True
        doubtful[self.word[stream.mixed[self.inside]]] = True
        index, word = self._once(~number[self.word])
        plain, cuts, numbered = self._before_digits(doubtful)
        return Skeletons(
            codes=self._codes(index, word, len(first)),
            starts=stream.place[first].astype(np.int32),
            ends=stream.end[last].astype(np.int32),
            doubtful=doubtful,
            plain=plain,
            cuts=cuts,
            numbered=numbered,
            tied=self._tied(first, last),
            valued=stream.valued(first),
            spelt=np.bincount(word, minlength=len(first)).astype(np.int32),
            words_at=np.searchsorted(owner, np.arange(posts + 1)),
            letters=stream.char[index],
            letters_at=np.searchsorted(owner[word], np.arange(posts + 1)),
        )

    def _once(self, kept: Bools) -> tuple[Longs, Longs]:
        """Return place and word of the letters kept, without repeats ("heeelp").

        In scripts without spaces all stay.
        """
        index, word = self.inside[kept], self.word[kept]
        char = self.stream.char[index]
        fresh = np.ones(len(char), np.bool_)
        fresh[1:] = (char[1:] != char[:-1]) | (word[1:] != word[:-1])
        fresh |= self.alphabet.continuous[char]
        return index[fresh], word[fresh]

    def _before_digits(self, doubtful: Bools) -> tuple[Codes, Ints, Bools]:
        """Return `plain`, `cuts` and `numbered` of all words."""
        count = len(doubtful)
        cuts, numbered = np.zeros(count, np.int32), np.zeros(count, np.bool_)
        mine = doubtful[self.word]
        index, word = self.inside[mine], self.word[mine]
        mixed = self.stream.mixed[index]
        numbered[word[mixed & ~self.stream.sign[index]]] = True
        begins = np.diff(word, prepend=-1) != 0
        returns = begins & mixed
        returns[1:] |= mixed[:-1] & ~mixed[1:] & ~begins[1:]
        closing = doubtful.copy()
        closing[word[returns]] = False
        kept = closing[self.word] & ~self.stream.mixed[self.inside]
        index, word = self.inside[kept], self.word[kept]
        cuts[word] = self.stream.end[index]
        return self._codes(*self._once(kept), count), cuts, numbered

    def _tied(self, first: Longs, last: Longs) -> Bools:
        """Return which words are followed by one sign and then the next word of the same post."""
        post = self.stream.post[first]
        tied = np.zeros(len(first), np.bool_)
        tied[:-1] = (first[1:] - last[:-1] == 2) & (post[1:] == post[:-1])
        tied[:-1] &= self.stream.kind[last[:-1] + 1] == OTHER
        return tied

    def _codes(self, index: Longs, word: Longs, count: int) -> Codes:
        """Return a code per word: the seeded hash of its letters, NUMBER for words without."""
        codes = np.full(count, NUMBER, np.uint32)
        if not len(index):
            return codes
        at = np.flatnonzero(np.diff(word, prepend=-1))
        inner = np.arange(len(index)) - np.repeat(at, np.diff(at, append=len(index)))
        placed = self.stream.char[index] | (inner.astype(np.uint64) << np.uint64(32))
        hashed = mix(np.add.reduceat(mix(placed, self.seed), at), self.seed)
        hashed %= np.uint64(CODES - _FIRST_CODE - _SURROGATES)
        hashed += np.uint64(_FIRST_CODE)
        hashed += np.uint64(_SURROGATES) * (hashed >= 0xD800)
        codes[word[at]] = hashed.astype(np.uint32)
        return codes
