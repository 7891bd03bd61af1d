"""Figures that a post says to read as letters: "lol4_jobs, every 4 is an a", "с 1 вместо i".

In every language the figure and the letter stand near each other behind the name, alone; which
letter a figure can stand for tells that these two are meant.
"""

from itertools import pairwise

import re2

_ALIKE = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b",
    "9": "g"}  # fmt: skip
_ZEROS = re2.compile(
    r"\b(?:zeros?|zeroes|zéros?|ceros?|nullen?|nuller|nullák|nula|nule|nol|нол[ьия]|нули|нуль|нула|нулі"
    r"|صفر|اصفار|אפס|אפסים|零|ゼロ|영|공|शून्य|শূন্য|ศูนย์)\b"
)
_ALONE = re2.compile(r"(?:^|[^\p{L}\p{M}\p{N}_.@])(?:([0-9])(?:s|'s|er|en|ek|ler|lar)?|([a-z]))")
_ENDED = re2.compile(r"^(?:[^\p{L}\p{M}\p{N}_@]|$|\p{Han}|\p{Hangul}|[\p{Hiragana}\p{Katakana}])")
_REACH, _NEAR = 90, 24


def with_letters(name: str, ahead: str) -> str:
    """Return a name with the figures that the text behind it says are letters replaced."""
    if not any(figure in name for figure in _ALIKE):
        return name
    said = _ZEROS.sub("0", ahead[:_REACH].partition("\n\n")[0])
    alone = [
        (match.start(), match.group(1) or match.group(2))
        for match in _ALONE.finditer(said)
        if _ENDED.search(said[match.end() :])
    ]
    swaps = {}
    for (first, one), (second, other) in pairwise(alone):
        figure, letter = (one, other) if one.isdigit() else (other, one)
        told = figure not in swaps and letter in _ALIKE.get(figure, "")
        if told and figure in name and second - first <= _NEAR:
            swaps[figure] = letter
    return name.translate(str.maketrans(swaps))
