"""Words by meaning: what a row of words of any language is about, as codes that all share.

A lexicon of a language is a table `code<TAB>entry, entry, …`. An entry is one to four words, each
plain, `stem*`, `*stem` or `*stem*`; in scripts without spaces it is a string. At a place the
longest row of words wins, then the plain word over a stem, then the longest stem.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple
from unicodedata import category

from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.words import is_solo, split_words

Meanings = tuple[str, ...]
_CACHE = 200_000
_LONGEST = 40
"""Longer words are not looked up: links, digests, hostile strings."""


_Seconds = dict[int, list[tuple[tuple[int, ...], str]]]


class _Known(NamedTuple):
    """Of a word: the entries it meets, its own meanings, and the rows of words that it begins."""

    atoms: tuple[int, ...]
    meanings: Meanings
    rows: tuple[_Seconds, ...]
    solo: bool


class Lexicon:
    """The words of one language by meaning; `find` is linear in the words of a text."""

    def __init__(self, entries: dict[str, list[str]]) -> None:
        self._stems: dict[tuple[bool, bool], dict[str, int]] = defaultdict(dict)
        self._single: dict[int, Meanings] = {}
        self._rows: dict[int, _Seconds] = {}
        self._strings: dict[str, Meanings] = {}
        self._words: dict[str, _Known] = {}
        self._size = 0
        for code, written in entries.items():
            for entry in written:
                self._add(code, entry)
        self._infix_sizes = sorted({len(stem) for stem in self._stems[True, True]})
        self._reach = max(map(len, self._strings), default=0)

    def __len__(self) -> int:
        return self._size

    def _add(self, code: str, entry: str) -> None:
        row = [token for part in entry.split() for token in _tokens(part)]
        if not row:
            return
        self._size += 1
        if all(is_solo(word) for word, _ in row):
            string = "".join(word for word, _ in row)
            self._strings[string] = _with(self._strings.get(string, ()), code)
            return
        atoms = tuple(self._atom(word, stars) for word, stars in row)
        if len(atoms) == 1:
            self._single[atoms[0]] = _with(self._single.get(atoms[0], ()), code)
        else:
            second = self._rows.setdefault(atoms[0], {}).setdefault(atoms[1], [])
            second.append((atoms[2:], code))

    def _atom(self, word: str, stars: tuple[bool, bool]) -> int:
        known = self._stems[stars]
        return known.setdefault(word, sum(map(len, self._stems.values())))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, Meanings]]:
        """Yield (start, end, meanings) of folded words, in order and without overlap."""
        at, known = 0, self._words
        while at < len(words):
            word = known.get(words[at]) or self._known(words[at])
            width, meanings = 1, word.meanings
            if word.solo:
                width, meanings = self._string(words, at)
            elif word.rows:
                width, meanings = self._row(words, at, word)
            if meanings:
                yield at, at + width, meanings
            at += width

    def _string(self, words: Sequence[str], at: int) -> tuple[int, Meanings]:
        run = "".join(takewhile(is_solo, words[at : at + self._reach + 1]))
        for width in range(min(len(run), self._reach), 0, -1):
            found = self._strings.get(run[:width])
            if found and not (width < len(run) and category(run[width]).startswith("M")):
                return width, found
        return 1, ()

    def _row(self, words: Sequence[str], at: int, word: "_Known") -> tuple[int, Meanings]:
        longest, found = 1, set[str]()
        following = self._known(words[at + 1]).atoms if at + 1 < len(words) else ()
        for seconds in word.rows if following else ():
            for second in following:
                for rest, code in seconds.get(second, ()):
                    width = 2 + len(rest)
                    if width >= longest and self._follows(words, at + 2, rest):
                        found = found | {code} if width == longest else {code}
                        longest = width
        return (longest, tuple(sorted(found))) if found else (1, word.meanings)

    def _follows(self, words: Sequence[str], at: int, rest: tuple[int, ...]) -> bool:
        return not rest or (
            at + len(rest) <= len(words)
            and all(atom in self._known(words[at + k]).atoms for k, atom in enumerate(rest))
        )

    def _known(self, word: str) -> "_Known":
        """Return what is known of a word: kept once looked up."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= _CACHE:
                self._words.clear()
            atoms = self._look_up(word)
            single = (self._single[atom] for atom in atoms if atom in self._single)
            rows = tuple(self._rows[atom] for atom in atoms if atom in self._rows)
            known = self._words[word] = _Known(atoms, next(single, ()), rows, is_solo(word))
        return known

    def _look_up(self, word: str) -> tuple[int, ...]:
        """Return the entries that a word meets: plain first, then by length of the stem."""
        size = len(word)
        if size > _LONGEST:
            return ()
        met = [(size + 1, self._stems[False, False].get(word))]
        met += [(cut, self._stems[False, True].get(word[:cut])) for cut in range(1, size + 1)]
        met += [(size - cut, self._stems[True, False].get(word[cut:])) for cut in range(size)]
        infixes = self._stems[True, True]
        met += [
            (length, infixes.get(word[start : start + length]))
            for length in self._infix_sizes
            for start in range(size - length + 1)
        ]
        known = [(length, atom) for length, atom in met if atom is not None]
        known.sort(key=lambda one: (-one[0], one[1]))
        return tuple(dict.fromkeys(atom for _, atom in known))


def _with(meanings: Meanings, code: str) -> Meanings:
    return tuple(sorted({*meanings, code}))


def _tokens(part: str) -> list[tuple[str, tuple[bool, bool]]]:
    """Return the folded words of a written one, each with its stars: (in front, behind)."""
    texts = split_words(fold(part.strip("*")).text).texts
    last = len(texts) - 1
    return [
        (text, (part.startswith("*") and at == 0, part.endswith("*") and at == last))
        for at, text in enumerate(texts)
    ]


def fold_entry(entry: str) -> str:
    """Return an entry as its folded words with their stars; scripts without spaces unparted."""
    written: list[str] = []
    for part in entry.split():
        row = _tokens(part)
        if all(is_solo(word) for word, _ in row):
            written += ["".join(word for word, _ in row)]
        else:
            written += ["*" * front + word + "*" * behind for word, (front, behind) in row]
    return " ".join(filter(None, written))


def read_entries(table: str, codes: Collection[str]) -> dict[str, list[str]]:
    """Return the entries of a table by meaning, which is to be among `codes`, in their order.

    Raises ValueError that names line and fault.
    """
    entries: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(table.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        code, tab, written = line.partition("\t")
        if not tab or code not in codes:
            raise ValueError(f"line {number}: no such meaning: {code!r}")
        entries[code] += [entry.strip() for entry in written.split(",") if entry.strip()]
    return entries


def read_lexicon(table: str, codes: Collection[str]) -> Lexicon:
    """Return the lexicon of a table; ValueError as `read_entries`."""
    return Lexicon(read_entries(table, codes))
