"""Word lists found in one pass: which words of which kind stand where in a folded text.

The lists are data (`data/words.tsv`). One Aho–Corasick automaton finds all of them in time linear
in the text; boundaries are checked afterwards, by script.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from ahocorasick_rs import AhoCorasick

from firstlight.rulebook.matching.fold import fold

_PREFIX_LETTERS = frozenset("وفبلكابהושלמבלየበለከ")
_LONGEST_CASE = 3
_GLUED_LEFT = frozenset({"age", "period", "class"})
_GLUED_RIGHT = frozenset({"phone", "notphone"})


class Entry(msgspec.Struct, frozen=True):
    """A word of a list. `prefix`, `suffix`: up to three more letters may stand before, after."""

    kind: str
    value: str
    word: str
    prefix: bool = False
    suffix: bool = False


class Hit(msgspec.Struct, frozen=True):
    """A listed word found in a folded text, its span in folded characters, end exclusive."""

    kind: str
    value: str
    start: int
    end: int


def around(hits: Sequence[Hit], first: int, last: int) -> Sequence[Hit]:
    """Return the hits, sorted by start, whose start lies from `first` to `last`."""
    low = bisect_left(hits, first, key=_start)
    return hits[low : bisect_right(hits, last, lo=low, key=_start)]


def _start(hit: Hit) -> int:
    return hit.start


def read_data(name: str) -> str:
    """Return the text of a data file of this package."""
    return (files("firstlight.detect") / "data" / name).read_text("utf-8")


def entries(kind: str, value: str, words: Iterable[str]) -> Iterator[Entry]:
    """Yield list entries from written words; "~" before or after marks prefix and suffix."""
    for word in words:
        plain = fold(word.replace("~", "")).text
        yield Entry(kind, value, plain, word.startswith("~"), "~" in word[1:])


def word_entries() -> Iterator[Entry]:
    """Yield the entries of `data/words.tsv`."""
    for kind, value, words in _word_lines():
        yield from entries(kind, value, words)
    for twin, value in latin_twins().items():
        yield Entry("network", value, twin)


def _word_lines() -> Iterator[tuple[str, str, list[str]]]:
    for line in read_data("words.tsv").splitlines():
        if line and not line.startswith("#"):
            kind, value, words = line.split("\t")
            yield kind, value, words.split("|")


@cache
def latin_twins() -> dict[str, str]:
    """Return the networks' names that folding takes for Latin in a Latin text ("вк", "bk").

    By what folding makes of them, with the network; not those that are names themselves.
    """
    names = {word for kind, _, words in _word_lines() if kind == "network" for word in words}
    twins = {}
    for kind, value, words in _word_lines():
        for word in words if kind == "network" and value != "none" else ():
            plain = word.replace("~", "")
            twin = fold(f"az {plain}").text[3:]
            if plain[0] > "\u036f" and twin.isascii() and twin not in names:
                twins[twin] = value
    return twins


def is_spaceless(char: str) -> bool:
    """Tell whether a character is of a script that puts no spaces between words."""
    return char >= "\u0e00" and (
        char <= "\u0eff"
        or "\u1000" <= char <= "\u109f"
        or "\u1780" <= char <= "\u17ff"
        or "\u3005" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7af"
        or char >= "\U00020000"
    )


def is_word(char: str) -> bool:
    """Tell whether a character is part of a word: letter, figure or a script's vowel sign."""
    return char.isalnum() or (char > "\u02ff" and unicodedata.category(char)[0] == "M")


class WordFinder:
    """An automaton over list entries."""

    def __init__(self, listed: Iterable[Entry]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for entry in listed:
            if entry.word:
                self._entries.setdefault(entry.word, []).append(entry)
        self._words = list(self._entries.values())
        self._automaton = AhoCorasick(list(self._entries))

    def find(self, text: str) -> list[Hit]:
        """Return the listed words in a folded text, by start; of a kind, only the longest."""
        hits: list[Hit] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            hits.extend(
                Hit(entry.kind, entry.value, start, _whole(text, end) if entry.suffix else end)
                for entry in self._words[index]
                if _starts(text, start, entry) and _ends(text, end, entry)
            )
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        reach: dict[str, int] = {}
        kept: list[Hit] = []
        for hit in hits:
            if hit.end > reach.get(hit.kind, -1):
                reach[hit.kind] = hit.end
                kept.append(hit)
        return kept


def _whole(text: str, end: int) -> int:
    """Return where the word ends that a stem up to `end` begins."""
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _starts(text: str, start: int, entry: Entry) -> bool:
    """Tell whether a word may begin here."""
    if start == 0:
        return True
    before, first = text[start - 1], entry.word[0]
    if not is_word(before) or not is_word(first) or is_spaceless(before) or is_spaceless(first):
        return True
    if before.isdigit() or first.isdigit():
        return before.isdigit() != first.isdigit() and entry.kind in _GLUED_LEFT
    if not entry.prefix:
        return False
    run = start
    while run and start - run <= _LONGEST_CASE and text[run - 1] in _PREFIX_LETTERS:
        run -= 1
    return run < start and start - run <= _LONGEST_CASE and (run == 0 or not is_word(text[run - 1]))


def _ends(text: str, end: int, entry: Entry) -> bool:
    """Tell whether a word may end here."""
    if end == len(text):
        return True
    after, last = text[end], entry.word[-1]
    if not is_word(after) or not is_word(last) or is_spaceless(after) or is_spaceless(last):
        return not unicodedata.category(after).startswith("M") or is_spaceless(after)
    if after.isdigit() or last.isdigit():
        return after.isdigit() != last.isdigit() and entry.kind in _GLUED_RIGHT
    if entry.kind == "network" and is_spaceless(entry.word[0]):
        return True
    if not entry.suffix:
        return False
    run = end
    while run < len(text) and run - end <= _LONGEST_CASE and text[run].isalpha():
        run += 1
    return run - end <= _LONGEST_CASE
