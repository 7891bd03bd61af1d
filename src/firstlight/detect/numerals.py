"""Words for numbers in many languages and scripts: the table, and a quick look for them.

The table comes from the Unicode CLDR (`data/numerals.tsv`) and from our own list of what people
write besides (`data/numerals_said.tsv`).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import compress, product

import msgspec
import re2
from ahocorasick_rs import AhoCorasick, MatchKind

from firstlight.detect.lexicon import read_data
from firstlight.rulebook.matching.fold import fold

SPACELESS = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}ー"
"""Scripts without spaces, as a character class; Korean, which has some, is seen to apart."""

JOINED_AND = {"و": "ar", "ו": "he"}
"""Letters that mean "and" and are written together with the next word, with their language."""

UNSPACED = re2.compile(rf"^(?:[{SPACELESS}]|\p{{Hangul}})")
"""A word of these scripts or of Korean."""
_PROMISE = re2.compile(
    r"w[p0]*w[p0]*w|0[wp]{1,2}0|w[p0]*w[p0]*0|0[p0]*w[p0]*w|w[p0]*0[p0]*w|w000|000w"
)
_FIGURE_NEXT = re2.compile(r"^[^\p{L}\p{M}0-9]{0,2}[0-9]")
_NEXT = 3
_COUNTING = frozenset({"number", "hundred", "repeat"})
_MOST_MARKS = 200_000
_GLUED, _LONGEST, _LONGEST_PIECE = 6, 60, 16


class Numeral(msgspec.Struct, frozen=True):
    """What a word says in one language: a kind of the table and a number."""

    kind: str
    value: int


class Word(msgspec.Struct, frozen=True):
    """A token with its span in the text; `means` by language, empty for plain figures."""

    text: str
    start: int
    end: int
    means: Mapping[str, Numeral]


class _Parted(dict[int, int | None]):
    """A table for `str.translate`: figures become "0", punctuation a space, letters stay."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        kept = char.isalpha() or unicodedata.category(char)[0] == "M" or char in "'#"
        value = self[code] = 48 if char.isdigit() else code if kept else 32
        return value


_PARTED = _Parted()


class Table:
    """All number words: by word, what it means in which language."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, Numeral]] = {}
        self.counts: dict[str, set[int]] = {}
        for name in ("numerals.tsv", "numerals_said.tsv"):
            for line in read_data(name).splitlines():
                if not line.startswith("#"):
                    self._add(*line.split("\t"))
        self.phrases = {word for word in self.words if " " in word}
        self.firsts = {phrase.partition(" ")[0] for phrase in self.phrases}
        self._unspaced = [word for word in self.words if UNSPACED.search(word)]
        self._pieces = {
            word: [name for name, one in known.items() if one.kind in _COUNTING]
            for word, known in self.words.items()
            if len(word) > 2 and word.isalpha() and not UNSPACED.search(word)
        }
        self._starts = {word[:3] for word, names in self._pieces.items() if names}
        self._automaton = AhoCorasick(self._unspaced, matchkind=MatchKind.LeftmostLongest)
        self._hints = {word: _mark(word, known.values()) for word, known in self.words.items()}
        self._hints |= {word: "w" for word in _leet_hints(self.words) if word not in self._hints}
        self._hints |= {word: "p" for word in self.firsts if word not in self._hints}
        self._marks = dict(self._hints)

    def _add(self, language: str, first: str, step: str, listed: str) -> None:
        numbered = first.isdigit()
        if language == "el":
            listed = ",".join(f"{words}|{_unaccented(words)}" for words in listed.split(","))
        for place, words in enumerate(fold(listed).text.split(",")):
            value = int(first) + place * int(step) if numbered else int(step)
            kind = "number" if numbered else first
            for word in filter(None, words.split("|")):
                known = self.words.setdefault(word, {})
                if kind == "hundred" or language not in known:
                    known[language] = Numeral(kind, value)
                self.counts.setdefault(language, set()).add(value)

    def promises(self, text: str) -> bool:
        """Tell whether three numbers may follow each other somewhere, one of them a word.

        Cheap, and right about "no" only: it stands before all that is written with words.
        """
        known, marks = self._marks, []
        for token in text.translate(_PARTED).split():
            mark = known.get(token)
            if mark is None:
                mark = known[token] = self._mark_of(token)
            marks.append(mark)
        if len(known) > _MOST_MARKS:
            self._marks = dict(self._hints)
        if _PROMISE.search("".join(marks)):
            return True
        return not text.isascii() and self._promises_unspaced(text)

    def _mark_of(self, token: str) -> str:
        """Return what a token that is no number word adds to the marks of a text."""
        if "0" in token:
            parts = set(token.split("0")) - {""}
            if all(part in self._hints or self.glued(part) for part in parts):
                return "0w0w0" if parts else "0"
            return " "
        if token[0] in JOINED_AND and token[1:] in self._hints:
            return "w"
        return "w" * len(self.glued(token)) or " "

    def _promises_unspaced(self, text: str) -> bool:
        reach, run = -_NEXT, 0
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            run = run + 1 if start - reach <= _NEXT else 1
            if run >= 3 or (run == 2 and _FIGURE_NEXT.search(text[end : end + _NEXT])):
                return True
            reach = end
        return False

    def glued(self, token: str) -> tuple[str, ...]:
        """Return the number words of one language that a token is made of ("fivefive"), or ()."""
        if len(token) < _GLUED or len(token) > _LONGEST or token[:3] not in self._starts:
            return ()
        ways: list[dict[str, tuple[str, ...]]] = [{} for _ in range(len(token) + 1)]
        for start in range(len(token) - 2):
            if start and not ways[start]:
                continue
            for end in range(start + 3, min(len(token), start + _LONGEST_PIECE) + 1):
                piece = token[start:end]
                for language in self._pieces.get(piece, ()):
                    before = ways[start].get(language, ()) if start else ()
                    if (before or not start) and language not in ways[end]:
                        ways[end][language] = (*before, piece)
        found = max(ways[-1].values(), key=len, default=())
        return found if len(found) > 1 else ()

    def inside(self, chunk: str, start: int) -> list[Word]:
        """Return the number words of a chunk of a script without spaces."""
        found = []
        for index, first, last in self._automaton.find_matches_as_indexes(chunk):
            if last == len(chunk) or unicodedata.category(chunk[last])[0] != "M":
                word = self._unspaced[index]
                found.append(Word(word, start + first, start + last, self.words[word]))
        return found


@cache
def table() -> Table:
    """Return the table, read once per process."""
    return Table()


def _mark(word: str, known: Iterable[Numeral]) -> str:
    """Return "w" for a number word, "p" for one that is too short or only stands between."""
    counts = any(numeral.kind in {"number", "hundred", "repeat", "zeros"} for numeral in known)
    return "w" if counts and (len(word) > 2 or not word.isascii()) else "p"


def _leet_hints(words: Iterable[str]) -> Iterator[str]:
    """Yield the English and Spanish number words with "0" for one or more of their letters."""
    for word in words:
        if word.isascii() and word.isalpha() and 3 <= len(word) <= 6:
            places = [place for place, letter in enumerate(word) if letter in "oieastb"]
            for some in product((False, True), repeat=len(places)):
                letters = list(word)
                for place in compress(places, some):
                    letters[place] = "0"
                if set(letters) != {"0"}:
                    yield "".join(letters)


def _unaccented(words: str) -> str:
    """Return words without their accents."""
    plain = unicodedata.normalize("NFD", words)
    return "".join(char for char in plain if unicodedata.category(char) != "Mn")
