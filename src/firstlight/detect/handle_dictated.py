"""Names of accounts read sign by sign: "lola (dot) jobs", "lola•jobs", "l o l a (under) 7".

Between two parts of a name may stand a sign, a word for it in any language, the same in brackets or
between emoji, or an emoji that the text explains; parts may have their letters apart.
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
import re2

from firstlight.detect.handle_figures import figures_at
from firstlight.detect.handle_names import ARTICLES
from firstlight.detect.lexicon import is_spaceless, read_data
from firstlight.detect.numerals import table
from firstlight.detect.signs import FOREIGN, signs
from firstlight.rulebook.matching.fold import fold

_SIGNS = {"underscore": "_", "dot": ".", "dash": "-"}
_PART = re.compile(r"^[a-z0-9]+(?:[._-]+[a-z0-9]+)*_*")
_PICTURE = (
    r"[\x{B7}\x{2020}-\x{2024}\x{2027}\x{2030}-\x{218F}\x{2200}-\x{2793}\x{2795}-\x{2797}"
    r"\x{27BF}-\x{28FF}\x{2B50}-\x{2BFF}\x{3030}\x{30FB}\x{1F000}-\x{1F445}\x{1F44A}-\x{1FAFF}]"
    r"[\x{FE0F}\x{200D}]?"
)
"""Arrows and pointing hands lead to a name and are no part of it."""
_OPEN, _CLOSE = r"[(\[{<*«\"/|~:'_【〔「『-]{1,2}", r"[)\]}>*»\"/|~:'_】〕」』-]{1,2}"
_INNER = r"\p{L}[^()\[\]{}<>*«»\"/|~\n]{0,24}?|[._+-]"
_WRAPPED = re2.compile(rf"^\s?{_OPEN}\s?({_INNER})\s?{_CLOSE}\s?")
_PICTURED = re2.compile(
    rf"^\s?(?:{_PICTURE})+\s?([\p{{L}}\p{{M}}'’ ]{{2,24}}?|[._-])\s?(?:{_PICTURE})+\s?"
)
_BY_PICTURE = re2.compile(rf"^\s?({_PICTURE})(?:{_PICTURE})*\s?")
_BY_ARROW = re2.compile(r"^([\x{2190}-\x{21FF}|丨])")
_SPACED = re.compile(r"^\s?([._-])\s?")
_OTHER_SCRIPT = re2.compile(rf"^\s?({FOREIGN}+)((?: {FOREIGN}+)?)\s?")
_WORD = re2.compile(r"^,?\s(\p{L}[\p{L}\p{M}'’-]*)")
_LATIN_WORD = re.compile(r",?\s([a-z][a-z'’-]*)(?![^\W\d_])")
_THEN = (
    r"(?:then|dann|puis|luego|despues|poi|depois|potem|потом|затем|потім|sonra|lalu|tapos"
    r"|然后|다음) "
)
_BREAK = re.compile(rf"^,?\s(?:{_THEN})?")
_FIGURE = re2.compile(r"^[\p{L}\p{M}]{1,12}")
_LONE = re2.compile(r"^[ \n](?:[a-z0-9](?:[^\p{L}\p{N}]|$)|[a-z][0-9])")
_TIED = re.compile(r"^[a-z0-9](?:(?:\.[a-z0-9])+|(?:-[a-z0-9])+)$")
_EXPLAINED = r"\s*(?:=|:|is|es|ist|est|は)?\s*(\p{L}[^\s,.;)]{1,14})"
_WORDS = re2.compile(r"\p{L}[^\s,.;()]*")
_REACH, _SIGN_REACH, _MOST_PARTS, _LONGEST_TOLD, _MOST_WORDS = 150, 40, 90, 120, 3
_FEWEST_TIED, _FEWEST_APART, _SHORTEST = 5, 2, 3
_UNKNOWN = "\0"
"""Stands for a picture until its meaning is known."""


class Dictated(msgspec.Struct, frozen=True):
    """A name and where it ends in the text that was looked at."""

    name: str
    end: int


class _Sign(msgspec.Struct, frozen=True):
    means: str
    end: int
    picture: str = ""
    said: bool = True


def dictated(text: str, start: int) -> Iterator[Dictated]:
    """Yield the name that begins at a place, and before it its beginnings up to each sign said.

    Nothing where no sign is said and no letters stand apart: such a name is read as written.
    """
    reader = _Reader(text, start)
    reader.read()
    whole = reader.whole()
    if whole is not None:
        yield from (*reader.beginnings, whole)


class _Reader:
    """Reads one name; `beginnings`: what it could be if it ended before a sign said."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._start, self._place = text, start, start
        self._parts: list[str] = []
        self._said, self._apart, self._worded = 0, 0, 0
        self._tie, self._picture, self._lone_picture = "", "", 0
        self.beginnings: list[Dictated] = []

    def read(self) -> None:
        """Read parts and signs as far as they go."""
        while len(self._parts) < _MOST_PARTS:
            part, size = self._part()
            if not part:
                return
            self._parts.append(part)
            self._place += size
            sign = self._sign() or self._gap()
            if sign is None:
                return
            if sign.said and _UNKNOWN not in self._parts:
                self._keep_beginning()
            self._said += sign.said
            if sign.picture:
                apart = (
                    not self._picture
                    and self._text[self._place : sign.end].strip()
                    != (self._text[self._place : sign.end])
                )
                self._lone_picture = self._place if apart else 0
            self._picture = self._picture or sign.picture
            self._parts.append(sign.means)
            self._place = sign.end

    def _part(self) -> tuple[str, int]:
        """Return the part of a name that begins here, and its written length."""
        ahead = self._text[self._place : self._start + _REACH]
        if self._said:
            said = figures_at(ahead, 0)
            if said is not None and not (ahead[: said[1]].isascii() and ahead[: said[1]].isalpha()):
                return said
        part = _PART.match(ahead)
        if part is not None:
            return self._untied(part.group()), part.end()
        word = _FIGURE.match(ahead) if self._parts else None
        return (figure_of(word.group()), word.end()) if word else ("", 0)

    def whole(self) -> Dictated | None:
        """Return the name that was read, or None where nothing was said nor stood apart."""
        if self._lone_picture and self._explained() is None:
            self._cut(self._lone_picture)
        first = self._parts[0] if self._parts else ""
        prose = self._said == self._worded == 1 and first in ARTICLES and self._parts[1] != "_"
        if not self._tells() or prose or (self._is_spelled() and len(first) > 1):
            return None
        name = "".join(self._parts)
        if _UNKNOWN in name and self._is_spelled():
            name = name.replace(_UNKNOWN, "")
        elif _UNKNOWN in name:
            name = name.replace(_UNKNOWN, self._meaning_of_picture())
        return Dictated(name, self._place) if len(name) >= _SHORTEST else None

    def _cut(self, place: int) -> None:
        """End the name before a picture that stands once, between spaces: it parts a list."""
        at = self._parts.index(_UNKNOWN)
        self._said -= 1
        self._parts, self._place = self._parts[:at], place

    def _is_spelled(self) -> bool:
        """Tell whether pictures stand between single characters: "s★o★r★a"."""
        parts = [part for part in self._parts if part.isalnum()]
        return sum(len(part) == 1 for part in parts) >= max(3, len(parts) - 1)

    def _tells(self) -> bool:
        return bool(self._said or self._apart >= _FEWEST_APART or self._tie)

    def _keep_beginning(self) -> None:
        name = "".join(self._parts)
        if self._tells() and len(name) >= _SHORTEST:
            self.beginnings.append(Dictated(name, self._place))

    def _untied(self, part: str) -> str:
        """Return "lola" for "l-o-l-a"."""
        if _TIED.match(part) and (len(part) >= _FEWEST_TIED or part[1] == self._tie):
            self._tie = part[1]
            return part.replace(self._tie, "")
        return part

    def _sign(self) -> _Sign | None:
        """Return the sign that stands here before a further part, or None."""
        ahead = self._text[self._place : self._place + _SIGN_REACH]
        first = ahead.lstrip(" ,\n")[:1]
        if first.isascii() and first.isalnum():
            return self._in_words(ahead)
        return (
            self._boxed(ahead) or self._pictured(ahead) or self._foreign(ahead)
            or self._in_words(ahead) or self._written(ahead)
        )  # fmt: skip

    def _boxed(self, ahead: str) -> _Sign | None:
        pictured = _PICTURED.match(ahead)
        match = pictured or _WRAPPED.match(ahead)
        if match is None:
            return None
        means = sign_of(match.group(1))
        if means or pictured:
            return self._ending(match.end(), means) or self._last(match, means) if means else None
        figure = figure_of(match.group(1)) if len(match.group(1)) > 1 else ""
        return _Sign(figure, self._place + len(match.group().rstrip())) if figure else None

    def _last(self, match: "re2._Match[str]", means: str) -> _Sign | None:
        """Return a "_" in brackets that ends a name."""
        if means != "_" or self._parts[-1] in _SIGNS.values():
            return None
        return _Sign(means, self._place + len(match.group().rstrip()))

    def _pictured(self, ahead: str) -> _Sign | None:
        match = _BY_PICTURE.match(ahead) or _BY_ARROW.match(ahead)
        if match is None or self._picture not in {"", match.group(1)}:
            return None
        return self._ending(match.end(), _UNKNOWN, picture=match.group(1))

    def _foreign(self, ahead: str) -> _Sign | None:
        match = _OTHER_SCRIPT.match(ahead)
        if match is None:
            return None
        first = match.group(1)
        means = _known(first + match.group(2))
        if means:
            return self._ending(match.end(), means)
        means = _known(first)
        if means:
            spaced = ahead[match.end(1) : match.end(1) + 1].isspace()
            return self._ending(match.end(1) + spaced, means)
        for size in range(len(first) - 1, 0, -1) if is_spaceless(first[0]) else ():
            means = _known(first[:size])
            if means:
                return self._ending(match.start(1) + size, means)
        return None

    def _in_words(self, ahead: str) -> _Sign | None:
        """Return the sign that up to three words say, the longest phrase first."""
        ends: list[int] = []
        end = 0
        first = _LATIN_WORD.match(ahead) or (None if ahead.isascii() else _WORD.match(ahead))
        if first is None or first.group(1) not in first_words():
            return None
        while len(ends) < _MOST_WORDS and (word := _WORD.match(ahead[end:])):
            end += word.end()
            ends.append(end)
        for end in reversed(ends):
            gap = _BREAK.match(ahead[end:])
            means = _known(ahead[:end].strip(" ,")) if gap else None
            if gap and means:
                self._worded += 1
                return self._ending(end + gap.end(), means)
        return None

    def _written(self, ahead: str) -> _Sign | None:
        """Return a sign itself, with room around it."""
        match = _SPACED.match(ahead)
        if match is None:
            return None
        sign, written = match.group(1), match.group()
        apart = (written == f" {sign} " and sign != "-") or written == "_ "
        apart = apart or len(self._parts[-1]) == 1
        return self._ending(match.end(), sign, said=written == f" {sign} ") if apart else None

    def _gap(self) -> _Sign | None:
        """Return the nothing that a space between two single characters stands for."""
        lone = len(self._parts[-1]) == 1 and _LONE.match(self._text[self._place : self._place + 3])
        if not lone:
            return None
        self._apart += 1
        return _Sign("", self._place + 1, said=False)

    def _ending(
        self, size: int, means: str, *, picture: str = "", said: bool = True
    ) -> _Sign | None:
        """Return a sign if a further part follows it."""
        end = self._place + size
        after = self._text[end : end + 12]
        further = after[:1].isascii() and after[:1].isalnum()
        if not further and said and (word := _FIGURE.match(after)):
            further = bool(figures_at(self._text, end) or figure_of(word.group()))
        return _Sign(means, end, picture, said) if further else None

    def _meaning_of_picture(self) -> str:
        """Return the sign that the text behind says a picture stands for, a full stop without."""
        behind = self._text[self._place : self._place + _LONGEST_TOLD]
        means = self._explained()
        named = (_known(word) for word in _WORDS.findall(behind) if len(word) > 2)
        return means or next((sign for sign in named if sign), ".")

    def _explained(self) -> str | None:
        """Return the sign that the text behind says the picture stands for, or None."""
        behind = self._text[self._place : self._place + _LONGEST_TOLD]
        told = re2.search(re2.escape(self._picture) + _EXPLAINED, behind)
        return sign_of(told.group(1)) if told else None


def _known(written: str) -> str | None:
    """Return the sign that words are listed for."""
    bare = written.strip(" \n\t,.'\"")
    if written in _SIGNS.values():
        return written
    return next((sign for kind, sign in _SIGNS.items() if bare and signs()[kind].means(bare)), None)


def sign_of(written: str) -> str | None:
    """Return the sign that words are listed for, or begin as words for it do in some language."""
    bare = written.strip(" \n\t,'\"")
    began = (sign for stem, sign in _stems() if bare.startswith(stem))
    return _known(written) or next(began, None)


def figure_of(written: str) -> str:
    """Return the figure that a word says, or nothing where languages differ."""
    said = {str(one.value) for one in table().words.get(written.strip(), {}).values()}
    figure = said.pop() if len(said) == 1 else ""
    return figure if len(figure) == 1 else ""


@cache
def first_words() -> frozenset[str]:
    """Return the words that phrases for a sign begin with."""
    phrases = (word for kind in _SIGNS for word in signs()[kind].words)
    return frozenset(phrase.split(" ")[0] for phrase in phrases) | {"then", "the"}


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    stems = []
    for line in read_data("sign_stems.tsv").splitlines():
        sign, _, words = line.partition("\t")
        if sign in _SIGNS.values():
            stems += [(fold(word).text, sign) for word in words.split("|")]
    return tuple(stems)
