"""What folding makes of one character on its own, and which letters could be another's twin."""

import unicodedata
from collections.abc import Callable
from functools import cache

from firstlight.rulebook.matching.confusables import (
    is_mark,
    latin_twin,
    prototypes,
    small_capitals,
    without_marks,
)

REGIONAL_A = 0x1F1E6
"""REGIONAL INDICATOR SYMBOL LETTER A; 26 follow each other."""

_INVISIBLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x180F}
_INVISIBLE |= set(range(0x180B, 0x180F)) | set(range(0xFE00, 0xFE10)) | set(range(0xE0000, 0xE1000))
_SAME = {
    "\u0622": "ا", "\u0623": "ا", "\u0625": "ا", "\u0671": "ا",  # alef with hamza, madda, wasla
    "\u0649": "ي", "\u06cc": "ي", "\u06d2": "ي",  # alef maksura, Farsi yeh, yeh barree
    "\u06a9": "ك", "\u06aa": "ك", "\u06c1": "ه", "\u06be": "ه",  # keheh, swash kaf, heh goal
    "\u066a": "%", "\u066b": ".", "\u066c": ",", "\u060c": ",", "\u061b": ";", "\u061f": "?",
    "\u3002": ".", "\uff61": ".", "\u3001": ",", "\u2026": "...", "\u2028": "\n", "\u2029": "\n",
    "\x85": "\n", "\u2800": " ", "\u1680": " ", "\u00ab": '"', "\u00bb": '"', "\u201c": '"',
    "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2018": "'", "\u2019": "'", "\u201a": "'",
    "\u201b": "'", "\u02bc": "'", "\u02bb": "'", "\u02b9": "'", "\u2022": "·", "\u30fb": "·",
    "\u2219": "·", "\u22c5": "·", "\u2027": "·", "\u301c": "~", "\u223c": "~", "\u2044": "/",
    "\u2215": "/", "\u29f8": "/",
}  # fmt: skip
"""Signs that are one sign in use. Arabic letters as in common information retrieval practice."""


def is_invisible(char: str) -> bool:
    """Tell whether a character shows nothing: format, bidi and variation controls, fillers."""
    return ord(char) in _INVISIBLE or unicodedata.category(char) == "Cf"


def _is_vowel_point(code: int) -> bool:
    """Tell whether a code point is an optional Arabic or Hebrew vowel point, or the tatweel."""
    if 0x064B <= code <= 0x065F or 0x0610 <= code <= 0x061A or code in {0x0640, 0x0670}:
        return True
    annotation = 0x06D6 <= code <= 0x06ED or 0x0591 <= code <= 0x05C7
    return annotation and unicodedata.category(chr(code)) == "Mn"


def _latin(char: str) -> str:
    """Return a Latin letter without marks and strokes, as ASCII where it has an ASCII look."""
    bare = without_marks(char)
    if bare.isascii():
        return bare
    if char in small_capitals():
        return small_capitals()[char]
    look = without_marks(prototypes().get(char, ""))
    look = "".join(small_capitals().get(part, part) for part in look)
    return look.lower() if look.isascii() and look.isalpha() else char


def _enclosed(char: str) -> str | None:
    """Return the letters or number inside an enclosed sign that NFKC leaves alone, or None."""
    code = ord(char)
    for first in (0x1F150, 0x1F170):
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    if 0x1F191 <= code <= 0x1F19A:
        return unicodedata.name(char).removeprefix("SQUARED ").lower().replace(" ", "")
    if 0x2776 <= code <= 0x2793 or 0x24EB <= code <= 0x24FF:
        return str(int(unicodedata.numeric(char)))
    return "10" if code == 0x1F51F else None


def _decimal(char: str) -> str | None:
    """Return a decimal digit as ASCII, a lone surrogate as the replacement character, or None."""
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return str(unicodedata.decimal(char)) if char.isdecimal() else None


_LOW_LINES = frozenset("‗‿⁔⎵⎽ˍ▁")
"""Signs that are written for "_"."""


def _symbol(char: str) -> str:
    """Return the ASCII punctuation that a sign looks like, or the sign."""
    if char in _LOW_LINES:
        return "_"
    if unicodedata.category(char) == "Pd":
        return "-"
    if unicodedata.category(char)[0] in "PS":
        look = prototypes().get(char, "")
        if len(look) == 1 and look.isascii() and not look.isalnum():
            return look
    return char


def _fold_one(char: str) -> str:
    """Fold one case-folded NFKC character."""
    code = ord(char)
    if code < 0x80 or REGIONAL_A <= code < REGIONAL_A + 26:
        return char
    if is_invisible(char) or is_mark(char) or _is_vowel_point(code):
        return ""
    known = _SAME.get(char) or _enclosed(char) or _decimal(char)
    if known is not None:
        return known
    if unicodedata.category(char)[0] == "L":
        return _latin(char) if "LATIN" in unicodedata.name(char, "") else char
    return _symbol(char)


def fold_character(char: str) -> str:
    """Return what a character becomes whatever its neighbours: "" removed, or a few characters."""
    before, after = "", char
    while before != after:
        before = after
        plain = unicodedata.normalize("NFKC", before) if before not in _SAME else before
        folded = unicodedata.normalize("NFKC", plain.casefold())
        after = unicodedata.normalize("NFC", "".join(map(_fold_one, folded)))
    return after


_SCRIPT_CLASS = {"CYRILLIC": "c", "GREEK": "g"}
_TWIN_SCRIPTS = {"ARMENIAN", "COPTIC", "CHEROKEE", "LISU", "DESERET", "CARIAN", "LYCIAN", "LYDIAN",
    "OLD", "TIFINAGH", "CANADIAN", "RUNIC", "WARANG", "OSAGE", "ELBASAN", "VAI", "BAMUM", "GOTHIC",
    "GEORGIAN", "MIAO"}  # fmt: skip


@cache
def twin(char: str) -> str | None:
    """Return the ASCII letter that a non-Latin letter or sign could stand for, or None."""
    found = latin_twin(char)
    if found is None and len(folded := fold_character(char)) == 1:
        found = latin_twin(folded)
    return found


def character_class(char: str) -> str:
    """Return a letter for how a character acts among look-alikes.

    "L" Latin, "D" digit; "c", "g", "a", "o" a letter with a Latin twin of Cyrillic, Greek, another
    script with many twins, any other script; the same in capitals for letters without a twin; "s"
    a sign with a twin; "R" regional indicator; " " for all else.
    """
    first = fold_character(char)[:1]
    if first.isascii():
        return "L" if first.isalpha() else "D" if first.isdigit() else " "
    if REGIONAL_A <= ord(first) < REGIONAL_A + 26:
        return "R"
    category = unicodedata.category(first)
    if category in {"Sm", "So"}:
        return "s" if first != "×" and twin(char) else " "
    return _letter_class(char, first) if category[0] == "L" else " "


def _letter_class(char: str, folded: str) -> str:
    script = unicodedata.name(folded, "").partition(" ")[0]
    if script == "LATIN":
        return "L"
    kind = _SCRIPT_CLASS.get(script, "a" if script in _TWIN_SCRIPTS else "o")
    return kind if twin(char) else kind.upper()


class Lookup(dict[int, str]):
    """A table for `str.translate` that works out and keeps each entry when first asked."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        value = self[code] = self._rule(chr(code))
        return value
