"""Words by meaning: what a row of words of any language is about, as codes that all share.

A lexicon of a language is a table `code<TAB>entry, entry, …`. An entry is one to four words, each
plain, `stem*`, `*stem` or `*stem*`; in scripts without spaces it is a string. At a place the
longest row of words wins, then the plain word over a stem, then the longest stem.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.words import is_solo, split_words

Meanings = tuple[str, ...]
_CACHE = 200_000
_LONGEST = 40
"""Longer words are not looked up: links, digests, hostile strings."""


class Lexicon:
    """The words of one language by meaning; `find` is linear in the words of a text."""

    def __init__(self, entries: dict[str, list[str]]) -> None:
        self._stems: dict[tuple[bool, bool], dict[str, int]] = defaultdict(dict)
        self._single: dict[int, set[str]] = defaultdict(set)
        self._rows: dict[int, list[tuple[tuple[int, ...], str]]] = defaultdict(list)
        self._strings: dict[str, set[str]] = defaultdict(set)
        self._atoms: dict[str, tuple[int, ...]] = {}
        self._size = 0
        for code, written in entries.items():
            for entry in written:
                self._add(code, entry)
        self._reach = max(map(len, self._strings), default=0)

    def __len__(self) -> int:
        return self._size

    def _add(self, code: str, entry: str) -> None:
        row = [token for part in entry.split() for token in _tokens(part)]
        if not row:
            return
        self._size += 1
        if all(is_solo(word) for word, _ in row):
            self._strings["".join(word for word, _ in row)].add(code)
            return
        atoms = tuple(self._atom(word, stars) for word, stars in row)
        if len(atoms) == 1:
            self._single[atoms[0]].add(code)
        else:
            self._rows[atoms[0]].append((atoms[1:], code))

    def _atom(self, word: str, stars: tuple[bool, bool]) -> int:
        known = self._stems[stars]
        return known.setdefault(word, sum(map(len, self._stems.values())))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, Meanings]]:
        """Yield (start, end, meanings) of folded words, in order and without overlap."""
        at = 0
        while at < len(words):
            width, meanings = self._string(words, at) if is_solo(words[at]) else (0, ())
            if not width:
                width, meanings = self._row(words, at)
            if meanings:
                yield at, at + width, meanings
            at += max(width, 1)

    def _string(self, words: Sequence[str], at: int) -> tuple[int, Meanings]:
        run = "".join(takewhile(is_solo, words[at : at + self._reach]))
        for width in range(len(run), 0, -1):
            if found := self._strings.get(run[:width]):
                return width, tuple(sorted(found))
        return 0, ()

    def _row(self, words: Sequence[str], at: int) -> tuple[int, Meanings]:
        atoms = self._known(words[at])
        longest, found = 1, set[str]()
        for atom in atoms:
            for rest, code in self._rows.get(atom, ()):
                width = 1 + len(rest)
                if width >= longest and self._follows(words, at + 1, rest):
                    found = found | {code} if width == longest and longest > 1 else {code}
                    longest = width
        if not found:
            for atom in atoms:
                if atom in self._single:
                    return 1, tuple(sorted(self._single[atom]))
        return longest, tuple(sorted(found))

    def _follows(self, words: Sequence[str], at: int, rest: tuple[int, ...]) -> bool:
        return at + len(rest) <= len(words) and all(
            atom in self._known(word)
            for atom, word in zip(rest, words[at : at + len(rest)], strict=True)
        )

    def _known(self, word: str) -> tuple[int, ...]:
        """Return the entries that a word meets: plain first, then by length of the stem."""
        atoms = self._atoms.get(word)
        if atoms is None:
            if len(self._atoms) >= _CACHE:
                self._atoms.clear()
            atoms = self._atoms[word] = self._look_up(word)
        return atoms

    def _look_up(self, word: str) -> tuple[int, ...]:
        size = len(word)
        if size > _LONGEST:
            return ()
        met = [(size + 1, self._stems[False, False].get(word))]
        met += [(cut, self._stems[False, True].get(word[:cut])) for cut in range(1, size + 1)]
        met += [(size - cut, self._stems[True, False].get(word[cut:])) for cut in range(size)]
        infixes = self._stems[True, True]
        if infixes:
            met += [
                (end - start, infixes.get(word[start:end]))
                for start in range(size)
                for end in range(start + 1, size + 1)
            ]
        known = [(length, atom) for length, atom in met if atom is not None]
        known.sort(key=lambda one: (-one[0], one[1]))
        return tuple(dict.fromkeys(atom for _, atom in known))


def _tokens(part: str) -> list[tuple[str, tuple[bool, bool]]]:
    """Return the folded words of a written one, each with its stars: (in front, behind)."""
    texts = split_words(fold(part.strip("*")).text).texts
    last = len(texts) - 1
    return [
        (text, (part.startswith("*") and at == 0, part.endswith("*") and at == last))
        for at, text in enumerate(texts)
    ]


def read_lexicon(table: str, codes: Collection[str]) -> Lexicon:
    """Return the lexicon of a table whose meanings are among `codes`.

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
    return Lexicon(entries)
