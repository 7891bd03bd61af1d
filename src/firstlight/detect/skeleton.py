"""Posts as skeletons: the letters and words that remain when disguise and numbers are set aside.

A whole batch is treated at once as numpy arrays of code points. A skeleton is for finding and
aligning posts that say the same; each of its words knows its span in the original text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firstlight.detect.alphabet import DIGIT, LETTER, OTHER, SIGN, SPACE, Alphabet
from firstlight.detect.hashing import mix

NUMBER = 1
"""The word code of every number: numbers are what slots are made of, not what texts share."""
CODES = 0x110000
"""Word codes are below this."""
_FIRST_CODE, _SURROGATES = 0x100, 0x800

Ints = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Skeletons:
    """The words of a batch of posts, one after the other, and the letters they are made of.

    `codes`: a word code per word (NUMBER, or a seeded hash below 0x110000 that avoids surrogates,
    so that a text is a Python string of its words); `starts`, `ends`: spans in original code
    points; `words_at`: where each post's words begin, with the end appended; `letters`: the
    folded letters without spaces, digits and signs; `places`: where in its post each is;
    `letters_at`: where each post's begin.
    """

    codes: Codes
    starts: Ints
    ends: Ints
    doubtful: npt.NDArray[np.bool_]
    plain: Codes
    cuts: Ints
    numbered: npt.NDArray[np.bool_]
    tied: npt.NDArray[np.bool_]
    words_at: npt.NDArray[np.int64]
    letters: Codes
    places: Ints
    letters_at: npt.NDArray[np.int64]


@dataclass(slots=True)
class _Stream:
    """Folded characters of a batch: code, kind, place in the joined text, post."""

    char: Codes
    kind: npt.NDArray[np.uint8]
    place: npt.NDArray[np.int64]
    post: npt.NDArray[np.int64]

    def keep(self, mask: npt.NDArray[np.bool_]) -> "_Stream":
        return _Stream(self.char[mask], self.kind[mask], self.place[mask], self.post[mask])


def skeletons(texts: Sequence[str], alphabet: Alphabet, seed: int) -> Skeletons:
    """Return the skeletons of a batch of texts; the work is linear in their characters."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    raw = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    begins = np.concatenate([[0], np.cumsum(lengths)])
    char, place = alphabet.fold(raw)
    post = np.repeat(np.arange(len(texts)), lengths)[place]
    stream = _Stream(char, alphabet.kind[char], place, post)
    _space_out(stream, len(texts))
    after = _ends(stream, begins)
    address, sign = _addresses(stream), stream.kind == SIGN
    _settle_signs(stream)
    stream.kind[address] = DIGIT
    word = _word_starts(stream, alphabet)
    word[1:] &= ~(address[1:] & address[:-1])
    mixed = _undo_leet(stream, word, address, alphabet)
    word = _join_spelled(stream, word, alphabet)
    return _collect(stream, word, mixed, sign, after, begins, alphabet, seed)


def _space_out(stream: _Stream, posts: int) -> None:
    """Read underscores as spaces in posts that have more of them than of spaces."""
    under = np.flatnonzero(stream.char == ord("_"))
    if not len(under):
        return
    spaces = np.bincount(stream.post[stream.kind == SPACE], minlength=posts)
    more = np.bincount(stream.post[under], minlength=posts) > spaces
    stream.kind[under[more[stream.post[under]]]] = SPACE


def _ends(stream: _Stream, begins: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return where each character ends in the joined text, the invisible ones after it included."""
    after = np.empty(len(stream.place), np.int64)
    if len(after):
        after[:-1] = stream.place[1:]
        after[-1] = begins[-1]
        np.minimum(after, begins[stream.post + 1], out=after)
        np.maximum(after, stream.place + 1, out=after)
    return after


_ENDINGS = (
    "com",
    "net",
    "org",
    "info",
    "biz",
    "xyz",
    "edu",
    "gov",
    "io",
    "ru",
    "cn",
    "cc",
    "ly",
    "vip",
)
_WORDS_TOO = (
    "me",
    "co",
    "top",
    "site",
    "online",
    "club",
    "shop",
    "app",
    "link",
    "live",
    "gg",
    "to",
)
"""Ends of host names; the second kind are words too, and count only before a stroke or colon."""


def _addresses(stream: _Stream) -> npt.NDArray[np.bool_]:
    """Return which characters belong to a link, a path or a host name.

    A link runs from its scheme or "www." to the next space. Whole stretches without spaces are
    addresses where they hold two strokes, start with one, hold two dots amid letters or digits,
    or a host name's ending.
    """
    fields = _Fields(stream)
    char, kind = stream.char, stream.kind
    if not len(char):
        return np.zeros(0, np.bool_)
    word = (kind == LETTER) | (kind == DIGIT)
    amid = np.zeros(len(char), np.bool_)
    amid[2:-2] = word[:-4] & word[1:-3] & word[3:-1] & word[4:] & (kind[3:-1] == LETTER)
    amid[1:-1] &= fields.of[2:] == fields.of[:-2]
    dot, stroke = char == ord("."), char == ord("/")
    strokes = fields.count(stroke & ~_beside(char == ord("<")))
    whole = (fields.count(amid & dot) >= 2) | (strokes >= 2)
    opening = stroke[fields.first] & (fields.size > 2)
    whole |= opening
    whole[fields.of[_hosts(char, word)]] = True
    begin = np.full(len(fields.first), len(char))
    scheme, web = fields.of[_find(stream, "://")], _find(stream, "www.")
    begin[scheme] = fields.first[scheme]
    np.minimum.at(begin, fields.of[web], web)
    inside = whole[fields.of] | (np.arange(len(char)) >= begin[fields.of])
    return inside & (kind != SPACE)


def _hosts(char: Codes, word: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the places of dots that begin the ending of a host name."""
    dots = np.flatnonzero(char == ord("."))
    dots = dots[np.append(word, False)[dots + 1]]
    if not len(dots):
        return dots
    follows = np.append(char, np.zeros(8, char.dtype))
    inside = np.append(word, np.zeros(8, np.bool_))
    found = np.zeros(len(dots), np.bool_)
    for ending in (*_ENDINGS, *_WORDS_TOO):
        after = dots + len(ending) + 1
        same = ~inside[after]
        for step, letter in enumerate(ending.replace("l", "i")):
            same &= follows[dots + step + 1] == ord(letter)
        if ending in _WORDS_TOO:
            same &= (follows[after] == ord("/")) | (follows[after] == ord(":"))
        found |= same
    return dots[found]


class _Fields:
    """Stretches of a post between spaces: the field of each character, and where each begins."""

    def __init__(self, stream: _Stream) -> None:
        space = stream.kind == SPACE
        starts = space.copy()
        starts[:1] = True
        starts[1:] |= (stream.post[1:] != stream.post[:-1]) | space[:-1]
        self.of = np.cumsum(starts) - 1
        self.first = np.flatnonzero(starts)
        self.size = np.diff(self.first, append=len(space))

    def count(self, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """Return how many characters of each field a mask holds."""
        return np.add.reduceat(mask.astype(np.int64), self.first)


def _beside(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return the places right after those of a mask."""
    return np.append(False, mask[:-1])


def _find(stream: _Stream, pattern: str) -> npt.NDArray[np.int64]:
    """Return where a pattern stands inside one post."""
    last = len(stream.char) - len(pattern) + 1
    if last <= 0:
        return np.zeros(0, np.int64)
    found = np.flatnonzero(stream.char[:last] == ord(pattern[0]))
    for step, char in enumerate(pattern):
        found = found[stream.char[found + step] == ord(char)]
    return found[stream.post[found] == stream.post[found + len(pattern) - 1]]


def _settle_signs(stream: _Stream) -> None:
    """Turn each sign that may stand for a letter into a digit, all others into separators.

    A sign may be a letter next to a letter or digit, or next to another sign that is.
    """
    sign = np.flatnonzero(stream.kind == SIGN)
    if not len(sign):
        return
    char, post = stream.char, stream.post
    word = (stream.kind == LETTER) | (stream.kind == DIGIT)
    before, after = np.maximum(sign - 1, 0), np.minimum(sign + 1, len(word) - 1)
    apart_left = (post[before] != post[sign]) | (char[before] == char[sign])
    apart_right = (post[after] != post[sign]) | (char[after] == char[sign])
    for _ in range(2):
        stands = (word[before] & ~apart_left) | (word[after] & ~apart_right)
        word[sign] |= stands
    stream.kind[sign] = np.where(word[sign], DIGIT, OTHER)


def _word_starts(stream: _Stream, alphabet: Alphabet) -> npt.NDArray[np.bool_]:
    """Return which characters begin a word; in scripts without spaces each letter is a word."""
    inside = (stream.kind == LETTER) | (stream.kind == DIGIT)
    starts = inside.copy()
    if len(starts) > 1:
        same = (stream.post[1:] == stream.post[:-1]) & inside[:-1]
        alone = alphabet.continuous[stream.char]
        starts[1:] &= ~same | alone[1:] | alone[:-1]
    return starts


def _undo_leet(
    stream: _Stream,
    starts: npt.NDArray[np.bool_],
    address: npt.NDArray[np.bool_],
    alphabet: Alphabet,
) -> npt.NDArray[np.bool_]:
    """Read digits and signs as letters in words that have a letter; say which."""
    first = np.flatnonzero(starts)
    if not len(first):
        return starts
    letters = np.add.reduceat((stream.kind == LETTER).astype(np.int64), first)
    digits = np.add.reduceat((stream.kind == DIGIT).astype(np.int64), first)
    word = np.cumsum(starts) - 1
    disguised = (letters > 0) & (digits > 0) & (letters + digits > 2)
    change = disguised[np.maximum(word, 0)] & (stream.kind == DIGIT) & ~address
    stream.char[change] = alphabet.leet[stream.char[change]]
    stream.kind[change] = LETTER
    return change


def _join_spelled(
    stream: _Stream, starts: npt.NDArray[np.bool_], alphabet: Alphabet
) -> npt.NDArray[np.bool_]:
    """Join letters that stand alone, three or more in a row, into one word ("w o r k")."""
    inside = (stream.kind == LETTER) | (stream.kind == DIGIT)
    first = np.flatnonzero(starts)
    if len(first) < 3:
        return starts
    size = np.add.reduceat(inside.astype(np.int64), first)
    single = (size == 1) & (stream.kind[first] == LETTER)
    single &= ~alphabet.continuous[stream.char[first]]
    near = np.zeros(len(first), np.bool_)
    near[1:] = (first[1:] - first[:-1] <= 3) & (stream.post[first[1:]] == stream.post[first[:-1]])
    chained = single.copy()
    chained[1:] &= single[:-1] & near[1:]
    chained[0] = False
    begins = single & ~chained
    run = np.cumsum(begins | ~single) - 1
    length = np.bincount(run, weights=single)
    joined = starts.copy()
    joined[first[chained & (length[run] >= 3)]] = False
    return joined


def _collect(
    stream: _Stream,
    starts: npt.NDArray[np.bool_],
    mixed: npt.NDArray[np.bool_],
    sign: npt.NDArray[np.bool_],
    after: npt.NDArray[np.int64],
    begins: npt.NDArray[np.int64],
    alphabet: Alphabet,
    seed: int,
) -> Skeletons:
    """Return the finished words and letters of a stream."""
    posts = len(begins) - 1
    inside = np.flatnonzero((stream.kind == LETTER) | (stream.kind == DIGIT))
    first = np.flatnonzero(starts)
    word = (np.cumsum(starts) - 1)[inside]
    edge = np.flatnonzero(np.diff(word, append=-1)) if len(word) else inside[:0]
    owner = stream.post[first]
    spans = stream.place[first] - begins[owner], after[inside[edge]] - begins[owner]
    number = np.zeros(len(first), np.bool_)
    number[word[stream.kind[inside] == DIGIT]] = True
    doubtful = np.zeros(len(first), np.bool_)
    doubtful[word[mixed[inside]]] = True
    plain, cuts, numbered = _before_digits(
        stream, inside, word, mixed, sign, after, begins, doubtful, alphabet, seed
    )
    kept = ~number[word]
    fresh = _once(stream.char[inside][kept], word[kept], alphabet)
    index, word = inside[kept][fresh], word[kept][fresh]
    char = stream.char[index]
    return Skeletons(
        codes=_word_codes(char, word, number, seed),
        starts=spans[0].astype(np.int32),
        ends=spans[1].astype(np.int32),
        doubtful=doubtful & ~number,
        plain=plain,
        cuts=cuts,
        numbered=numbered,
        tied=_tied(stream, inside[edge], first),
        words_at=np.searchsorted(owner, np.arange(posts + 1)),
        letters=char,
        places=(stream.place[index] - begins[stream.post[index]]).astype(np.int32),
        letters_at=np.searchsorted(owner[word], np.arange(posts + 1)),
    )


def _once(char: Codes, word: npt.NDArray[np.int64], alphabet: Alphabet) -> npt.NDArray[np.bool_]:
    """Return which letters repeat none before ("heeelp"); in continuous scripts all stay."""
    fresh = np.ones(len(char), np.bool_)
    repeats = (char[1:] == char[:-1]) & (word[1:] == word[:-1])
    fresh[1:] = ~repeats | alphabet.continuous[char[1:]]
    return fresh


def _before_digits(
    stream: _Stream,
    inside: npt.NDArray[np.int64],
    word: npt.NDArray[np.int64],
    mixed: npt.NDArray[np.bool_],
    sign: npt.NDArray[np.bool_],
    after: npt.NDArray[np.int64],
    begins: npt.NDArray[np.int64],
    doubtful: npt.NDArray[np.bool_],
    alphabet: Alphabet,
    seed: int,
) -> tuple[Codes, Ints, npt.NDArray[np.bool_]]:
    """Return code and end of the letters of each doubtful word that ends in digits or signs.

    The third array says which end in digits.
    """
    plain = np.full(len(doubtful), NUMBER, np.uint32)
    cuts, numbered = np.zeros(len(doubtful), np.int32), np.zeros(len(doubtful), np.bool_)
    mine = inside[doubtful[word]]
    owner, digit = word[doubtful[word]], mixed[mine]
    if not len(mine):
        return plain, cuts, numbered
    numbered[owner[digit & ~sign[mine]]] = True
    fresh = np.diff(owner, prepend=-1) != 0
    back = np.zeros(len(mine), np.bool_)
    back[1:] = digit[:-1] & ~digit[1:] & ~fresh[1:]
    closing = np.ones(len(doubtful), np.bool_)
    closing[owner[back | (fresh & digit)]] = False
    kept = ~digit & closing[owner]
    index = mine[kept]
    once = _once(stream.char[index], owner[kept], alphabet)
    none = np.zeros(len(doubtful), np.bool_)
    plain = _word_codes(stream.char[index[once]], owner[kept][once], none, seed)
    cuts[owner[kept]] = after[index] - begins[stream.post[index]]
    return plain, cuts, numbered


def _tied(
    stream: _Stream, last: npt.NDArray[np.int64], first: npt.NDArray[np.int64]
) -> npt.NDArray:
    """Return which words are followed by one sign and then the next word of the same post."""
    tied = np.zeros(len(first), np.bool_)
    tied[:-1] = (first[1:] - last[:-1] == 2) & (stream.post[first[1:]] == stream.post[first[:-1]])
    tied &= stream.kind[np.minimum(last + 1, len(stream.kind) - 1)] == OTHER
    return tied


def _word_codes(
    char: Codes, word: npt.NDArray[np.int64], number: npt.NDArray[np.bool_], seed: int
) -> Codes:
    """Return a code per word: NUMBER, or the seeded hash of its letters."""
    codes = np.full(len(number), NUMBER, np.uint32)
    if not len(char):
        return codes
    at = np.flatnonzero(np.diff(word, prepend=-1))
    inner = np.arange(len(char)) - np.repeat(at, np.diff(at, append=len(char)))
    mixed = mix(char.astype(np.uint64) | (inner.astype(np.uint64) << np.uint64(32)), seed)
    hashed = mix(np.add.reduceat(mixed, at), seed) % np.uint64(CODES - _FIRST_CODE - _SURROGATES)
    hashed += np.uint64(_FIRST_CODE)
    hashed += np.uint64(_SURROGATES) * (hashed >= 0xD800)
    codes[word[at]] = hashed.astype(np.uint32)
    return codes


__all__ = ["NUMBER", "SPACE", "Skeletons", "skeletons"]
