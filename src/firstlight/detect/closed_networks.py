"""Names of networks of any script that are cut into pieces or hold figures: "т.г", "т3л3гр4м".

What is cut is put together and looked up among the networks' names of `data/words.tsv`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import re2
from ahocorasick_rs import AhoCorasick

from firstlight.detect.lexicon import Hit, is_spaceless, is_word, read_data
from firstlight.detect.network_names import EVERY
from firstlight.detect.signs import FOREIGN
from firstlight.rulebook.matching.fold import fold

_MARKS = r" .*_\-|/·~☆★•"
_PIECE = rf"[^{_MARKS}\n\t,:;!?()]{{1,5}}"
_PIECES = re2.compile(rf"{_PIECE}(?:[{_MARKS}]{{1,2}}{_PIECE})+")
_OTHER_SCRIPT = re2.compile(FOREIGN)
_CUT = re2.compile(rf"[^{_MARKS}]+")
_FIGURED = re2.compile(
    r"[a-z0-9@$!\x{80}-\x{10FFFF}]*(?:[a-z\x{80}-\x{10FFFF}][0-9@$!€]|[0-9@$!€][a-z\x{80}-\x{10FFFF}])"
    r"[a-z0-9@$!\x{80}-\x{10FFFF}]*"
)
_LETTERS = re2.compile(r"\p{L}\p{M}*")
_PAIRS = frozenset({"카톡", "라인", "텔레", "电报", "飞机", "微信"})
"""Names of two signs that are read with a mark or a space between these."""
_MARKED = re.compile(r"[ .*_\-|/·~☆★•]+")
_INITIALS = frozenset({"тг", "иг", "фб", "тгк", "ტგ", "տգ", "טג", "τγ"})
"""Short forms that are read with a mark between their letters."""
_ALIKE = str.maketrans("асеєёорхукмтнвиіїй034@€$!", "aceeeopxykmthbiiiioeaaesi")
_SHORTEST, _LONGEST_PIECE = 4, 3


def closed_networks(folded: str) -> Iterator[Hit]:
    """Yield where a folded text names networks in pieces or with figures."""
    for match in _FIGURED.finditer(folded):
        network = _figured(match.group())
        if network:
            yield Hit("network", network, *match.span())
    if not folded.isascii() and _OTHER_SCRIPT.search(folded) and _may_hold(folded):
        for match in _PIECES.finditer(folded):
            for hit in _put_together(match.group(), match.start()):
                if stands_alone(folded, hit):
                    yield hit


def _may_hold(folded: str) -> bool:
    """Tell whether a name stands in a text without its marks more often than in the text."""
    plain = _skeleton(folded)
    closed = len(_automaton().find_matches_as_indexes(_MARKED.sub("", plain)))
    return closed > 0 and closed > len(_automaton().find_matches_as_indexes(plain))


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick([*_names(), *map(_skeleton, _INITIALS)])


def stands_alone(text: str, hit: Hit) -> bool:
    """Tell whether no letter of the same word lies beyond a name put together."""
    before, after = text[max(0, hit.start - 1) : hit.start], text[hit.end : hit.end + 1]
    first, last = text[hit.start], text[hit.end - 1]
    begins = not is_word(before or " ") or is_spaceless(first)
    return begins and (not is_word(after or " ") or is_spaceless(last))


def _figured(written: str) -> str | None:
    plain = _skeleton(written)
    return _names().get(plain.replace("1", "i")) or _names().get(plain.replace("1", "l"))


def _put_together(run: str, place: int) -> Iterator[Hit]:
    """Yield the names that neighbouring pieces of a run make."""
    pieces = [match.span() for match in _CUT.finditer(run)]
    first = 0
    while first < len(pieces):
        last = _last_piece(run, pieces, first)
        if last > first:
            start, end = pieces[first][0], pieces[last][1]
            written = run[start:end]
            joined = "".join(run[a:b] for a, b in pieces[first : last + 1])
            yield Hit("network", _found(joined, written), place + start, place + end)
            first = last
        first += 1


def _last_piece(run: str, pieces: list[tuple[int, int]], first: int) -> int:
    """Return the last piece of the longest name that begins with a piece, or -1."""
    joined, found = "", -1
    for last in range(first, len(pieces)):
        joined += run[slice(*pieces[last])]
        if _skeleton(joined) not in _beginnings():
            break
        if last > first and _found(joined, run[pieces[first][0] : pieces[last][1]]):
            found = last
    return found


def _found(joined: str, written: str) -> str:
    """Return the network that pieces put together name, or nothing."""
    if joined.isascii():
        return ""
    if joined in _PAIRS:
        return _names()[joined]
    if joined in _INITIALS:
        marked = " " not in written
        return _initials()[joined] if marked else ""
    pieces = [len(_LETTERS.findall(piece)) for piece in _CUT.findall(written)]
    short = max(pieces) <= _LONGEST_PIECE or " " not in written
    letters = sum(pieces)
    return _names().get(_skeleton(joined), "") if short and letters >= _SHORTEST - 1 else ""


def _skeleton(word: str) -> str:
    return word.translate(_ALIKE)


@cache
def _names() -> dict[str, str]:
    """Return the networks by the names that are read in pieces, look-alikes made one."""
    names = {}
    for value, word in _listed():
        plain = fold(word).text
        if plain in EVERY or plain in _PAIRS or _long(plain):
            names[_skeleton(plain)] = value
            spelled = fold("".join(map(_jamo, plain))).text
            names.setdefault(_skeleton(spelled), value)
    return names


def _long(plain: str) -> bool:
    if plain.isascii() or " " in plain:
        return False
    enough = len(_LETTERS.findall(plain)) >= _SHORTEST - 1
    return enough and all(map(is_word, plain)) and not any(char.isascii() for char in plain)


@cache
def _initials() -> dict[str, str]:
    return {fold(word).text: value for value, word in _listed() if fold(word).text in _INITIALS}


def _listed() -> Iterator[tuple[str, str]]:
    for line in read_data("words.tsv").splitlines():
        kind, _, rest = line.partition("\t")
        if kind == "network" and not rest.startswith("none"):
            value, _, words = rest.partition("\t")
            yield from ((value, word.replace("~", "")) for word in words.split("|"))


@cache
def _beginnings() -> frozenset[str]:
    names = [*_names(), *_INITIALS]
    return frozenset(name[:end] for name in names for end in range(1, len(name) + 1))


def _jamo(char: str) -> str:
    """Return a Korean syllable as its letters, which are typed apart to hide a word."""
    return unicodedata.normalize("NFD", char) if "\uac00" <= char <= "\ud7a3" else char
