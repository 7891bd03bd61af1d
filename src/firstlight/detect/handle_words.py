"""Words around the names of accounts, of many languages: "search for", "is my", "under the name".

Data: `data/handle_words.tsv`. They are looked up rather than put into patterns, being too many.
"""

from functools import cache

import re2

from firstlight.detect.lexicon import is_spaceless, is_word, read_data
from firstlight.rulebook.matching.fold import fold

_ENDED = re2.compile(r"^\s*(?:$|[^\p{L}\p{M}\p{N}\s'’_-]|\n|-\s|–|[+0-9])")
_LONGEST_CLOSE = 40
_TIES = frozenset("._-@'’")


@cache
def listed(*kinds: str) -> frozenset[str]:
    """Return the words of some kinds, folded: named, between, before, adding or after."""
    words: set[str] = set()
    for line in read_data("handle_words.tsv").splitlines():
        kind, _, written = line.partition("\t")
        if kind in kinds:
            words.update(fold(written).text.split("|"))
    return frozenset(words - {""})


@cache
def _longest(words: frozenset[str]) -> int:
    return max(map(len, words))


def phrase_at(text: str, start: int, words: frozenset[str]) -> int:
    """Return where the longest listed phrase that begins at a place ends, or -1."""
    for end in range(min(len(text), start + _longest(words)), start, -1):
        if text[start:end] in words and _parts(text, end - 1, end):
            return end
    return -1


def phrase_behind(text: str, end: int, words: frozenset[str]) -> int:
    """Return where the longest listed phrase that ends at a place begins, or -1."""
    for start in range(max(0, end - _longest(words)), end):
        if text[start:end] in words and (start == 0 or _parts(text, start, start - 1)):
            return start
    return -1


def _parts(text: str, inner: int, outer: int) -> bool:
    """Tell whether a word ends between two neighbouring places, the outer one beyond it."""
    if outer >= len(text) or is_spaceless(text[inner]):
        return True
    if text[outer] in _TIES:
        beyond = 2 * outer - inner
        return not (0 <= beyond < len(text) and text[beyond].isalnum())
    return not is_word(text[outer])


def ends(text: str, place: int) -> bool:
    """Tell whether a clause ends at a place: a mark, figures, a line's end or closing words."""
    ahead = text[place : place + _LONGEST_CLOSE]
    if _ENDED.search(ahead):
        return True
    return phrase_at(ahead, len(ahead) - len(ahead.lstrip()), listed("after")) >= 0
