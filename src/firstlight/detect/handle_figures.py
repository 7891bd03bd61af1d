"""Figures at the end of a name: "lola seventy seven", "lola七七", "lola_2three".

Number words are read as in telephone numbers, in the languages that know all of them.
"""

from collections.abc import Iterator
from typing import NamedTuple

import re2

from firstlight.detect.handle_reading import Manner
from firstlight.detect.lexicon import is_word
from firstlight.detect.numerals import table
from firstlight.detect.spoken import said_at

_ENDED = re2.compile(r"^\s*(?:$|[^\p{L}\p{M}0-9\s])|^\s*\n")
_THEN = re2.compile(
    r"^(?:(?:and )?(?:then|puis|luego|dann|poi|depois|potem|потом|затем|sonra|lalu) )"
)
_GAP = re2.compile(r"^(?:, | |-|\s?[._]\s?)?")
_FIGURES = re2.compile(r"^ ([0-9]{1,4})")
_COUNTED = re2.compile(
    r"^ ?(?:[€$£¥₽%:+/]|[.,-][0-9]|[0-9]"
    r"|(?:euro|eur|usd|dh|aed|eu|h|hr|hrs|hour|hours|hora|horas|heures|ore|std|stunden|saat|day|days|dias|jours|tage|giorni|zile|gun|week|weeks|years|ans|anos|km|kg|pm"
    r"|am|mal|per|x|yo|k|girls|places|posts|people|персон|час|часов|дней|лет|руб|евро)\b)"
)
_EAST = re2.compile(
    r"^(?:[〇零一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖两]|ゼロ|[영공일이삼사오육칠팔구]){1,8}"
)
_FIGURE_OF = str.maketrans(
    "〇零一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖两영공일이삼사오육칠팔구",
    "00123456789122334566789200123456789",
)
_LAST = re2.compile(r"[._]([a-z-]{3,})$")
_MIXED = re2.compile(r"[0-9]+|[a-z]+")
_WORDS = re2.compile(r"[^\s,.-]+")
_MOST, _REACH, _NINE = 6, 80, 9


class Figures(NamedTuple):
    """Figures that end a name, with the sign before them and their place in the text.

    `ended`: whether the clause ends behind them.
    """

    sign: str
    said: str
    end: int
    ended: bool


def figures_behind(text: str, place: int) -> Iterator[Figures]:
    """Yield the figures said behind a name that ends at a place, a sign or nothing between."""
    gap = _GAP.match(text[place : place + 3])
    between = gap.group() if gap else ""
    sign = between.strip(" ,")
    first = place + len(between)
    then = _THEN.match(text[first : first + 16]) if between else None
    first += then.end() if then else 0
    said = figures_at(text, first)
    if said is not None and (between or not text[first].isascii()):
        apart = bool(between) or is_word(text[said[1] : said[1] + 1] or " ")
        ended = not apart or _is_ended(text, said[1])
        yield Figures("" if sign == "-" else sign, *said, ended)


def manner_of(figures: Figures, written: str) -> Manner:
    """Return whether figures, with what parts them from the name, are tied to it or said singly."""
    bare = written.lstrip(" ,._-")
    if figures.sign or bare == written:
        return "tied"
    many = len(figures.said)
    words = list(bare) if _EAST.match(bare) else _WORDS.findall(bare)
    tens = any(one.value > _NINE for word in words for one in table().words.get(word, {}).values())
    return "each" if len(words) == many > 1 and not tens else ""


def plain_behind(text: str, place: int) -> Figures | None:
    """Return the figures that stand behind a name, a space between, and count nothing."""
    match = _FIGURES.match(text[place : place + 6])
    if match is None:
        return None
    end = place + match.end()
    if is_word(text[end : end + 1] or " ") or _COUNTED.search(text[end : end + 12]):
        return None
    return Figures("", match.group(1), end, _is_ended(text, end))


def figures_at(text: str, place: int) -> tuple[str, int] | None:
    """Return the figures that words or signs for numbers at a place say, and the end."""
    said = said_at(text[place : place + _REACH])
    if said is not None and len(said[0]) <= _MOST:
        return said[0], place + said[1]
    return None if text.isascii() else _eastern(text, place)


def _eastern(text: str, place: int) -> tuple[str, int] | None:
    """Return the figures that several East Asian numerals at a place stand for, and the end."""
    match = _EAST.match(text[place : place + 12])
    if match is None:
        return None
    return match.group().replace("ゼロ", "0").translate(_FIGURE_OF), place + match.end()


def last_part_said(text: str, name: str, end: int) -> Figures | None:
    """Return the figures that a name's last part says: "karlita_cero dos", "tove.sjuttiotre"."""
    last = _LAST.search(name)
    if last is None or not text[:end].endswith(last.group(1)):
        return None
    said = figures_at(text, end - len(last.group(1)))
    if said is None or said[1] < end:
        return None
    return Figures("", *said, _is_ended(text, said[1]))


def unmixed(name: str) -> str:
    """Return a name with "2three" as "23": words for figures in parts that are figures too."""
    parts = name.split("_")
    return "_".join(map(_unmixed, parts)) if any(map(str.isdigit, name)) else name


def _unmixed(part: str) -> str:
    pieces = _MIXED.findall(part)
    if len(pieces) < 2 or "".join(pieces) != part:
        return part
    said = [piece if piece.isdigit() else _figure(piece) for piece in pieces]
    return "".join(said) if all(said) else part


def _figure(word: str) -> str:
    means = table().words.get(word, {}).get("en")
    return str(means.value) if means is not None and means.kind == "number" else ""


def _is_ended(text: str, place: int) -> bool:
    return bool(_ENDED.search(text[place : place + 3]))
