"""Code points to comparison letters, as numpy tables that fill themselves as characters are met.

The comparison form is for finding texts that say the same, not for reading: case, diacritics,
invisible marks and look-alikes (Unicode UTS #39) are undone, and letters that stand for each other
in disguise (l, I and 1; o and 0) share one form.
"""

import unicodedata

import numpy as np
import numpy.typing as npt

from firstlight.rulebook.matching.characters import REGIONAL_A, fold_character, is_invisible
from firstlight.rulebook.matching.confusables import is_mark, latin_twin

OTHER, SPACE, LETTER, DIGIT, SIGN = 0, 1, 2, 3, 4
"""Kinds of comparison characters; a SIGN is a symbol that can stand for a letter inside a word."""

_SIZE = 0x110000
_CONTINUOUS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3003, 0x9FFF),
    (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
_KEEPS_LOOK = ((0x0590, 0x109F), (0x1100, 0x11FF), (0x1200, 0x139F), *_CONTINUOUS)
_VOWELLING = ((0x0591, 0x05BD), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670))
_DROPPED = {0x0640, 0x2800}
_LEET = dict(zip("0123456789@$!|+€£¥¢§µ", "oizeasgtbgasiitseiycsu", strict=False))
_LEET["6"], _LEET["9"] = "g", "g"

Codes = npt.NDArray[np.uint32]


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _fold(char: str) -> str:
    """Return the comparison characters of one character: none, one or several."""
    if char.isascii():
        return char.lower().replace("l", "i")
    code = ord(char)
    if is_invisible(char) or is_mark(char) or code in _DROPPED or _within(code, _VOWELLING):
        return ""
    if REGIONAL_A <= code < REGIONAL_A + 26:
        return chr(code - REGIONAL_A + 97).replace("l", "i")
    return "".join(map(_plain, fold_character(char))).replace("l", "i")


def _plain(char: str) -> str:
    """Return the Latin twin of a letter of a script that Latin text is disguised with, or itself.

    Without a look at the word: comparing needs the same form in the same place, not a right one.
    """
    if char.isascii() or _within(ord(char), _KEEPS_LOOK):
        return char
    return latin_twin(char) or char


def _kind(char: str) -> int:
    if char in _LEET and not char.isdigit():
        return SIGN
    if char.isdecimal():
        return DIGIT
    category = unicodedata.category(char)
    if category[0] in "LM" or category == "Nl":
        return LETTER
    return SPACE if char.isspace() else OTHER


class Alphabet:
    """Lookup tables over code points. Fills lazily: each distinct character is folded once."""

    def __init__(self) -> None:
        self._known = np.zeros(_SIZE, np.bool_)
        self.count = np.zeros(_SIZE, np.uint8)
        self._first = np.zeros(_SIZE, np.uint32)
        self._spread = np.zeros(0, np.uint32)
        self.kind = np.zeros(_SIZE, np.uint8)
        self.continuous = np.zeros(_SIZE, np.bool_)
        self.leet = np.arange(_SIZE, dtype=np.uint32)
        for low, high in _CONTINUOUS:
            self.continuous[low : high + 1] = True
        for char, letter in _LEET.items():
            self.leet[ord(char)] = ord(letter)

    def fold(self, codes: Codes) -> tuple[Codes, npt.NDArray[np.int64]]:
        """Return the folded code points and, for each, the position that it came from."""
        self._learn(codes)
        counts = self.count[codes]
        source = np.repeat(np.arange(len(codes)), counts)
        folded = self._first[codes[source]]
        if (counts > 1).any():
            ends = np.cumsum(counts, dtype=np.int64)
            step = np.arange(len(source)) - (ends - counts)[source]
            several = counts[source] > 1
            folded[several] = self._spread[folded[several] + step[several]]
        return folded, source

    def _learn(self, codes: Codes) -> None:
        fresh = codes[~self._known[codes]]
        if not len(fresh):
            return
        fresh = np.unique(fresh)
        for code in fresh.tolist():
            folded = _fold(chr(code))
            self._known[code] = True
            self.count[code] = len(folded)
            for char in folded:
                self.kind[ord(char)] = _kind(char)
            if len(folded) == 1:
                self._first[code] = ord(folded)
            elif folded:
                self._first[code] = len(self._spread)
                letters = np.fromiter(map(ord, folded), np.uint32)
                self._spread = np.concatenate([self._spread, letters])
