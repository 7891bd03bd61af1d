"""Addresses in a stream of characters: links, paths and host names, each one value."""

import numpy as np

from firstlight.detect.alphabet import LETTER, SPACE
from firstlight.detect.stream import Bools, Longs, Stream

_ENDINGS = ("com", "net", "org", "info", "biz", "xyz", "edu", "gov", "io", "ru", "cn", "cc", "ly",
    "vip", "example", "test", "invalid")  # fmt: skip
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


def addresses(stream: Stream) -> Bools:
    """Return which characters belong to a link, a path or a host name.

    A link runs from its scheme or "www." to the next space. Whole stretches without spaces are
    addresses where they hold two strokes, start with one, hold two dots amid letters or digits,
    or a host name's ending.
    """
    char, word = stream.char, stream.in_word()
    if not len(char):
        return word
    fields = _Fields(stream)
    dot, stroke = char == ord("."), (char == ord("/")) | (char == ord("\\"))
    tag = np.append(False, (char[:-1] == ord("<")) & (fields.of[1:] == fields.of[:-1]))
    whole = fields.count(dot & _amid(stream, word, fields.of)) >= 2
    whole |= fields.count(stroke & ~tag) >= 2
    whole |= stroke[fields.first] & (fields.size > 2)
    whole[fields.of[_hosts(stream, word)]] = True
    begin = np.full(len(fields.first), len(char))
    scheme, web = fields.of[stream.find("://")], stream.find("www.")
    begin[scheme] = fields.first[scheme]
    np.minimum.at(begin, fields.of[web], web)
    whole &= fields.count(word) > 0
    inside = whole[fields.of] | (np.arange(len(char)) >= begin[fields.of])
    return np.asarray(inside & (stream.kind != SPACE))


class _Fields:
    """Stretches of a post between spaces: the field of each character, and where each begins."""

    def __init__(self, stream: Stream) -> None:
        space = stream.kind == SPACE
        starts = space.copy()
        starts[:1] = True
        starts[1:] |= (stream.post[1:] != stream.post[:-1]) | space[:-1]
        self.of = np.cumsum(starts) - 1
        self.first = np.flatnonzero(starts)
        self.size = np.diff(self.first, append=len(space))

    def count(self, mask: Bools) -> Longs:
        """Return how many characters of each field a mask holds."""
        return np.asarray(np.add.reduceat(mask.astype(np.int64), self.first))


def _amid(stream: Stream, word: Bools, field: Longs) -> Bools:
    """Return the places with two letters or digits of one field on each side, a letter next."""
    amid = np.zeros(len(word), np.bool_)
    amid[2:-2] = word[:-4] & word[1:-3] & word[4:] & (stream.kind[3:-1] == LETTER)
    amid[2:-2] &= field[4:] == field[:-4]
    return amid


def _hosts(stream: Stream, word: Bools) -> Longs:
    """Return the places of dots that begin the ending of a host name."""
    dots = np.flatnonzero(stream.char == ord("."))
    dots = dots[np.append(word, False)[dots + 1]]
    follows = np.append(stream.char, np.zeros(16, stream.char.dtype))
    inside = np.append(word, np.zeros(16, np.bool_))
    post = np.append(stream.post, np.full(16, -1))
    found = np.zeros(len(dots), np.bool_)
    for ending in (*_ENDINGS, *_WORDS_TOO):
        after = dots + len(ending) + 1
        beyond = post[after] != post[dots]
        same = (~inside[after] | beyond) & (post[after - 1] == post[dots])
        for step, letter in enumerate(ending.replace("l", "i")):
            same &= follows[dots + step + 1] == ord(letter)
        if ending in _WORDS_TOO:
            same &= ((follows[after] == ord("/")) | (follows[after] == ord(":"))) & ~beyond
        found |= same
    return np.asarray(dots[found])
