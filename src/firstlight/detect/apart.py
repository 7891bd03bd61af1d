"""Characters kept apart by any sign, put together: "l/o/l/a _ j/o/b/s" reads "lola_jobs".

What stands between single characters throughout is what keeps them apart; any other sign between
two such rows, or a word for one, is the name's own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import re2

from firstlight.detect.lexicon import latin_twins
from firstlight.detect.network_names import EVERY
from firstlight.detect.signs import signs
from firstlight.rulebook.matching.fold import Folded

_TWINS = "асеорхукмтнвіјѕԛһԁѡ"
"""Cyrillic letters that stand for the Latin ones that they look like."""
_MARK = r"[^\w\s()\[\]{}<>«»\"'“”@]"
_BETWEEN = rf"(?:[ \n]{{0,2}}(?:{_MARK}|_)\ufe0f?[ \n]{{0,2}})"
_BEGINS = r"(?:(?<![^\W_])|(?<=[\u0e00-\uffff]))(?<![a-z0-9]@)"
_ENDS = r"(?:(?=[\W_\u0e00-\uffff]|$)|(?<=[a-z])(?=[0-9]))"
_ROW = re.compile(
    rf"{_BEGINS}(?<![a-z0-9][.-])([a-z0-9])([ \n])[a-z0-9_.@-](?:\2[a-z0-9_.@-])*{_ENDS}"
    rf"|{_BEGINS}([a-z0-9{_TWINS}])({_BETWEEN})[a-z0-9_.@{_TWINS}-](?:\4[a-z0-9_.@{_TWINS}-])*{_ENDS}"
)
_SYLLABLES = re.compile(
    r"(?<![^\W_])([a-z0-9]{1,3})([/|*~·•])[a-z0-9_.]{1,3}(?:\2[a-z0-9_.]{1,3})+(?![^\W_])"
)
_GAP = r"[^a-z0-9\x{C0}-\x{36F}\x{400}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3041}-\x{D7FF}]{1,8}"
_HINT = re2.compile(
    rf"(?:^|[^a-z0-9])[a-z0-9{_TWINS}](?:{_GAP}[a-z0-9{_TWINS}]){{2}}(?:[^a-z0-9]|$)"
    r"|\b[a-z]{1,3}[/|*~·•][a-z]{1,3}[/|*~·•][a-z]"
    r"|\n[._\-]\s?\n"
)
_LINES = re.compile(r"(?<=[a-z0-9])\s?\n([._-])\s?\n(?=[a-z0-9])")
_SIGN = re.compile(r"^\s{0,2}[._@-]\s{0,2}$")
_LETTERS = re.compile("[a-z]")
_LIKE_FIGURES = frozenset("oils")
_LONGEST_WORD = 26
_FEWEST = {" ": 4, "\n": 4, ".": 5, "-": 5, "_": 20}
_FEWEST_BY_MARK, _FEWEST_BEGUN, _FEWEST_MORE, _FEWEST_SYLLABLES = 4, 3, 2, 4
_AND = frozenset("yoeiauwz")
"""Words of one letter, which a name spelled before them does not hold."""
_WORD_NEXT = re.compile(r"^ [a-z]{2,}")
_NETWORKS = re.compile("|".join(sorted(EVERY, key=len, reverse=True)))
_NETWORK_NEXT = re.compile(rf" [a-z]{{1,3}} (?:{_NETWORKS.pattern}|disc|fb|ig|tg|vk)\b")


class Row(NamedTuple):
    """Characters apart, by their places in a text; `mark`: what stands between them."""

    places: list[int]
    mark: str

    @property
    def start(self) -> int:
        """Where the first character stands."""
        return self.places[0]

    @property
    def end(self) -> int:
        """Where the last character ends."""
        return self.places[-1] + 1


class Closed(NamedTuple):
    """A folded text whose rows are closed up, and where the names are that were apart."""

    folded: Folded
    starts: frozenset[int]


def close_up(folded: Folded) -> Closed:
    """Return a folded text with the characters together that were kept apart."""
    text = folded.text
    if not _HINT.search(text):
        return Closed(folded, frozenset())
    dropped = {place for match in _LINES.finditer(text) for place in range(*match.span())
               if text[place].isspace()}  # fmt: skip
    starts = []
    for run in _runs(folded):
        starts.append(run[0].start)
        for row in run:
            dropped |= set(range(row.start, row.end)) - set(row.places)
        for one, other in pairwise(run):
            sign = _SIGN.match(text[one.end : other.start])
            dropped |= {at for at in range(one.end, other.start)
                        if text[at].isspace() and (sign or text[at - 1].isspace())}  # fmt: skip
    if not dropped:
        return Closed(folded, frozenset())
    kept = [place for place in range(len(text)) if place not in dropped]
    new = {place: at for at, place in enumerate(kept)}
    return Closed(folded.keep(kept), frozenset(new[place] for place in starts))


def _runs(folded: Folded) -> Iterator[list[Row]]:
    """Yield rows that make a name, with the rows that signs tie to them."""
    text = folded.text
    rows = _rows(folded)
    at = 0
    while at < len(rows):
        run = [rows[at]]
        at += 1
        while at < len(rows) and _ties(text, run[-1], rows[at]):
            run.append(rows[at])
            at += 1
        if _is_name(text, run):
            yield run


def _rows(folded: Folded) -> list[Row]:
    """Return the rows of single characters, and of short syllables, by their place."""
    text = folded.text
    rows: list[Row] = []
    reach = 0
    while match := _ROW.search(text, reach):
        mark = match.group(2) or match.group(4)
        places = _places(match)
        reach = match.end()
        named = _NETWORKS.fullmatch("".join(text[at] for at in places))
        if not named and _begins_longer(text, places[-1]):
            reach = places.pop()
            if len(places) < _FEWEST_MORE:
                continue
        if mark == " " and _joins(text, places):
            places = places[:-1]
        while places and text[places[-1]] in "@.-":
            places.pop()
        if mark.strip() and text.startswith(mark, reach) and _goes_on(text, reach + len(mark)):
            continue
        rows += _parted(folded, Row(places, mark))
    held = {place for row in rows for place in row.places}
    for match in _SYLLABLES.finditer(text):
        mark = match.group(2)
        places = [at for at in range(*match.span()) if text[at] != mark]
        if held.isdisjoint(places):
            rows.append(Row(places, mark))
    return sorted(rows, key=lambda row: row.start)


def _places(row: re.Match[str]) -> list[int]:
    """Return the places of a row's characters."""
    return list(range(row.start(), row.end(), len(row.group(2) or row.group(4)) + 1))


def _begins_longer(text: str, place: int) -> bool:
    """Tell whether the last character of a pair rather begins a row of its own."""
    row = _ROW.match(text, place)
    said = [at for at in _places(row) if text[at].isalnum()] if row else []
    return len(said) >= _FEWEST_BEGUN


def _goes_on(text: str, place: int) -> bool:
    return text[place : place + 1].isalnum()


def _joins(text: str, places: Sequence[int]) -> bool:
    """Tell whether a row ends with the "y" of "2 1 y dile que": a word, not a letter of it.

    So too behind letters where a further network follows: "l o l a y en insta …".
    """
    last = places[-1]
    if text[last] not in _AND:
        return False
    ahead = text[last + 1 : last + _LONGEST_WORD]
    if text[last] in "ey" and _NETWORK_NEXT.match(ahead):
        return True
    return text[last - 2 : last - 1].isdigit() and bool(_WORD_NEXT.match(ahead))


def _parted(folded: Folded, row: Row) -> list[Row]:
    """Return a row cut behind the network that begins it ("s n a p l o l a", "в к l o l a")."""
    joined = "".join(folded.text[place] for place in row.places)
    named = _NETWORKS.match(joined)
    twin = joined[:2] in latin_twins() and not folded.original[folded.offsets[row.start]].isascii()
    size = named.end() if named else 2 * twin
    if not size or len(row.places) - size < _FEWEST_BEGUN:
        return [row]
    return [Row(row.places[:size], row.mark), Row(row.places[size:], row.mark)]


def _ties(text: str, row: Row, other: Row) -> bool:
    """Tell whether a sign, or words for one, stand between two rows kept apart alike."""
    between = text[row.end : other.start]
    if row.mark.strip() != other.mark.strip() or len(between) > _LONGEST_WORD:
        return False
    if _SIGN.match(between):
        return between.strip() != row.mark.strip()
    return any(signs()[kind].means(between) for kind in ("at", "dot", "underscore", "dash"))


def _is_name(text: str, run: Sequence[Row]) -> bool:
    """Tell whether rows are long enough, and letters enough of them, to be one name."""
    said = "".join(text[place] for row in run for place in row.places)
    letters = _LETTERS.findall(said)
    if len(letters) < _FEWEST_BEGUN or _LIKE_FIGURES.issuperset(letters):
        return False
    first = run[0]
    if len(run) > 1:
        return max(len(row.places) for row in run) >= _FEWEST_BEGUN
    if first.end - first.start != 1 + (len(first.places) - 1) * (len(first.mark) + 1):
        syllables = text[first.start : first.end].split(first.mark)
        return len(syllables) >= _FEWEST_SYLLABLES and len(set(map(len, syllables))) < 3
    return len(first.places) >= _FEWEST.get(first.mark.strip(" ") or first.mark, _FEWEST_BY_MARK)
