"""The characters of a batch of posts in one stream, folded, with the words that they form."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firstlight.detect.alphabet import DIGIT, LETTER, OTHER, SIGN, SPACE, Alphabet

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]
Longs = npt.NDArray[np.int64]


@dataclass(slots=True)
class Stream:
    """One entry per folded character.

    `char`: its code; `kind`: LETTER, DIGIT, SIGN, SPACE or OTHER; `place`, `end`: its span in the
    post that is `post`-th of the batch, invisible characters after it included; `sign`: it was
    written as a sign; `mixed`: a letter that was written as a digit or sign.
    """

    char: Codes
    kind: npt.NDArray[np.uint8]
    place: Longs
    end: Longs
    post: Longs
    sign: Bools
    mixed: Bools

    def in_word(self) -> Bools:
        """Return which characters are letters or digits."""
        return np.asarray((self.kind == LETTER) | (self.kind == DIGIT))

    def valued(self, first: Longs) -> Bools:
        """Return which of some places have an equals sign right before them."""
        before = np.maximum(first - 1, 0)
        near = (self.char[before] == ord("=")) & (self.post[before] == self.post[first])
        return np.asarray(near & (first > 0))

    def find(self, pattern: str) -> Longs:
        """Return where a pattern stands inside one post."""
        last = len(self.char) - len(pattern) + 1
        if last <= 0:
            return np.zeros(0, np.int64)
        found = np.flatnonzero(self.char[:last] == ord(pattern[0]))
        for step, char in enumerate(pattern):
            found = found[self.char[found + step] == ord(char)]
        return np.asarray(found[self.post[found] == self.post[found + len(pattern) - 1]])


def read_stream(texts: Sequence[str], alphabet: Alphabet) -> Stream:
    """Return the stream of a batch of texts, underscores read as spaces where they stand for them.

    Lone surrogates are kept as characters of no kind.
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    raw = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    begins = np.concatenate([[0], np.cumsum(lengths)])
    char, place = alphabet.fold(raw)
    post = np.repeat(np.arange(len(texts)), lengths)[place]
    end = np.append(place, begins[-1])[1:]
    np.minimum(end, begins[post + 1], out=end)
    np.maximum(end, place + 1, out=end)
    kind = alphabet.kind[char]
    none = np.zeros(len(char), np.bool_)
    stream = Stream(char, kind, place - begins[post], end - begins[post], post, kind == SIGN, none)
    _space_out(stream, len(texts))
    return stream


def _space_out(stream: Stream, posts: int) -> None:
    """Read underscores as spaces in posts that have more of them than of spaces."""
    under = np.flatnonzero(stream.char == ord("_"))
    if not len(under):
        return
    spaces = np.bincount(stream.post[stream.kind == SPACE], minlength=posts)
    more = np.bincount(stream.post[under], minlength=posts) > spaces
    stream.kind[under[more[stream.post[under]]]] = SPACE


def word_starts(stream: Stream, address: Bools, alphabet: Alphabet) -> Bools:
    """Return which characters begin a word, after settling what signs and digits stand for.

    An address is one word of digits. In scripts without spaces each letter is a word.
    """
    _settle_signs(stream)
    stream.kind[address] = DIGIT
    inside = stream.in_word()
    starts = inside.copy()
    same = (stream.post[1:] == stream.post[:-1]) & inside[:-1]
    alone = alphabet.continuous[stream.char]
    starts[1:] &= ~same | alone[1:] | alone[:-1]
    starts[1:] &= ~(same & address[1:] & address[:-1])
    _undo_leet(stream, starts, address, alphabet)
    return _join_spelled(stream, starts, alphabet)


def _settle_signs(stream: Stream) -> None:
    """Turn each sign that may stand for a letter into a digit, all others into separators.

    A sign may be a letter next to a letter or digit, or next to another sign that is.
    """
    sign = np.flatnonzero(stream.sign)
    if not len(sign):
        return
    char, post, word = stream.char, stream.post, stream.in_word()
    before, after = np.maximum(sign - 1, 0), np.minimum(sign + 1, len(word) - 1)
    near_left = (post[before] == post[sign]) & (char[before] != char[sign])
    near_right = (post[after] == post[sign]) & (char[after] != char[sign])
    for _ in range(2):
        word[sign] |= (word[before] & near_left) | (word[after] & near_right)
    stream.kind[sign] = np.where(word[sign], DIGIT, OTHER)


def _undo_leet(stream: Stream, starts: Bools, address: Bools, alphabet: Alphabet) -> None:
    """Read digits and signs as letters in words of three or more that have a letter."""
    first = np.flatnonzero(starts)
    if not len(first):
        return
    letters = np.add.reduceat((stream.kind == LETTER).astype(np.int64), first)
    digits = np.add.reduceat((stream.kind == DIGIT).astype(np.int64), first)
    disguised = (letters > 0) & (digits > 0) & (letters + digits > 2)
    word = np.maximum(np.cumsum(starts) - 1, 0)
    stream.mixed = disguised[word] & (stream.kind == DIGIT) & ~address
    stream.char[stream.mixed] = alphabet.leet[stream.char[stream.mixed]]
    stream.kind[stream.mixed] = LETTER


def _join_spelled(stream: Stream, starts: Bools, alphabet: Alphabet) -> Bools:
    """Join letters that stand alone, three or more in a row, into one word ("w o r k")."""
    first = np.flatnonzero(starts)
    if len(first) < 3:
        return starts
    size = np.add.reduceat(stream.in_word().astype(np.int64), first)
    single = (size == 1) & (stream.kind[first] == LETTER)
    single &= ~alphabet.continuous[stream.char[first]]
    near = (first[1:] - first[:-1] <= 3) & (stream.post[first[1:]] == stream.post[first[:-1]])
    chained = single.copy()
    chained[1:] &= single[:-1] & near
    chained[0] = False
    run = np.cumsum(~chained) - 1
    length = np.bincount(run, weights=single)
    joined = starts.copy()
    joined[first[chained & (length[run] >= 3)]] = False
    return joined
