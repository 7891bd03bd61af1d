"""Invisible, direction-changing and control characters, given names so that an eye can see them.

Letters of joining scripts need ZWJ and ZWNJ to be spelled at all, and emoji need ZWJ and VS16:
there they stay as they are. Everywhere else an invisible character is a way to hide something.
"""

import unicodedata

SHORT = {
    "\u00ad": "SHY", "\u034f": "CGJ", "\u061c": "ALM", "\u180e": "MVS", "\u200b": "ZWSP",
    "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE",
    "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
    "\u2028": "LSEP", "\u2029": "PSEP", "\u0085": "NEL",
}  # fmt: skip
BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols that draw nothing."""
HIDING = frozenset({"Cf", "Cc", "Cs", "Co"})
RESERVED = (
    (0x2065, 0x2065), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFFF0, 0xFFF8), (0xFFFE, 0xFFFF),
    (0xE0000, 0xE0FFF), (0x1FFFE, 0x1FFFF),
)  # fmt: skip
"""Variation selectors and code points that draw nothing by definition, assigned or not."""
JOINING = (
    (0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1800, 0x18AF),
    (0xFB50, 0xFDFF), (0xFE70, 0xFEFE),
)  # fmt: skip


def ghost(text: str, at: int) -> str | None:
    """Return the short name of the character at `at` if it cannot be seen there, else None."""
    char = text[at]
    if char in "\n\t" or (char == "\r" and text[at + 1 : at + 2] == "\n"):
        return None
    if char == "\r" or not _hides(char) or _belongs(text, at):
        return "CR" if char == "\r" else None
    return SHORT.get(char, f"U+{ord(char):04X}")


SLIM = frozenset({"SHY", "CGJ", "MVS", "ZWSP", "ZWNJ", "ZWJ", "WJ", "BOM"})
"""Ghosts that only part letters: a thin stroke marks them, so that the word stays readable."""


def sign(name: str) -> str:
    """Return what stands for a ghost in running text: its name, or a thin stroke."""
    return "┊" if name in SLIM else name


def describe(name: str) -> str:
    """Return words for a ghost's short name ("ZWSP" → "zero width space"), for readers."""
    for char, short in SHORT.items():
        if short == name:
            return unicodedata.name(char, name).lower()
    return f"invisible character {name}"


def shown(text: str) -> str:
    """Return `text` with every ghost written out as ⟨NAME⟩; for short values outside a post."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char if (name := ghost(text, at)) is None else f"⟨{name}⟩" for at, char in enumerate(text)
    )


def _hides(char: str) -> bool:
    if char in BLANK_LETTERS or char in SHORT or unicodedata.category(char) in HIDING:
        return True
    return _within(char, RESERVED)


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= ord(char) <= high for low, high in ranges)


def _belongs(text: str, at: int) -> bool:
    """Tell whether the character is spelled there by convention (joining scripts, emoji)."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before:
        return False
    if "\ufe00" <= text[at] <= "\ufe0f":
        return unicodedata.category(before) in {"So", "Sm", "Sk", "Po", "Nd"}
    if text[at] not in "\u200c\u200d" or not after:
        return False
    if text[at] == "\u200d" and _pictograph(before) and _pictograph(after):
        return True
    return _within(before, JOINING) and _within(after, JOINING)


def _pictograph(char: str) -> bool:
    return unicodedata.category(char) in {"So", "Sk"} or char == "\ufe0f"
