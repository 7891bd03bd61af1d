"""Unicode's table of confusable characters (UTS #39), shipped as data.

The table says which characters look alike: each maps to a prototype. The data file carries its
provenance and licence. Use `rulebook.matching.fold` for text; this module is the bare table.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_POOR = frozenset("бБшШгГ")  # of everyday letters, those that nobody takes for "b", "w", "r"

MARK_BLOCKS = (
    (0x0300, 0x036F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
"""Blocks of combining diacritical marks for any script, as inclusive code point ranges."""


@cache
def prototypes() -> Mapping[str, str]:
    """Return the whole table: character to prototype (one or more characters)."""
    raw = (files("firstlight.rulebook.matching") / "data" / "confusables.txt").read_text("utf-8")
    table: dict[str, str] = {}
    for line in raw.splitlines():
        if line.startswith("#"):
            continue
        code, *target = line.split()
        table[chr(int(code, 16))] = "".join(chr(int(part, 16)) for part in target)
    return MappingProxyType(table)


def skeleton(text: str) -> str:
    """Return the skeleton of UTS #39 §4: two strings are confusable when theirs are equal.

    The skeleton is for comparing only; it is not readable text ("m" becomes "rn").
    """
    table = prototypes()
    mapped = "".join(table.get(char, char) for char in unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFD", mapped)


def is_mark(char: str) -> bool:
    """Tell whether a character is a combining mark that belongs to no one script."""
    code = ord(char)
    return code >= 0x300 and any(low <= code <= high for low, high in MARK_BLOCKS)


def without_marks(text: str) -> str:
    """Return the text decomposed (NFD) and without the marks of `MARK_BLOCKS`."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not is_mark(char))


@cache
def small_capitals() -> Mapping[str, str]:
    """Return the Latin small capitals and kra, which imitate plain letters, with those letters."""
    table = {"\u0138": "k"}
    for letter in "abcdefghijklmnopqrstuvwyz":
        for name in (f"LATIN LETTER SMALL CAPITAL {letter.upper()}",):
            try:
                table[unicodedata.lookup(name)] = letter
            except KeyError:
                continue
    return MappingProxyType(table)


def _direct(char: str) -> str | None:
    """Return the ASCII letter (lower case) that the table gives for this very character."""
    bare = without_marks(prototypes().get(char, ""))
    bare = small_capitals().get(bare, bare)
    if len(bare) != 1 or not (bare.isascii() and bare.isalpha()):
        return None
    if bare == "l" and char.isupper():  # the table does not tell capital I from small l
        return "i"
    return bare.lower()


def latin_twin(char: str) -> str | None:
    """Return the ASCII letter, in lower case, that a non-ASCII character looks like, or None.

    The character's own look comes first, then that of its lower or upper case, so that a letter
    and its other case always agree on having a twin.
    """
    if char.isascii() or char in _POOR:
        return None
    forms = (char, char.casefold(), char.lower(), char.upper())
    return next((twin for form in forms if len(form) == 1 and (twin := _direct(form))), None)
