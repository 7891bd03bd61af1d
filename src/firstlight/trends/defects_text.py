"""Broken letters: labels that a wrong encoding spoiled, and what they were.

Two kinds: UTF-8 read as a one-byte code page ("PanamÃ¡"), which can be turned back; and letters
replaced by U+FFFD, which can only be matched with the labels that are whole.
"""

import re
import unicodedata
from collections.abc import Collection

LOST = "\ufffd"
_TWICE = re.compile(r"[ÃÂâÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]")


def is_broken(label: str) -> bool:
    """Tell whether a label has letters lost or doubled by a wrong encoding."""
    return LOST in label or bool(_TWICE.search(label))


def mended(labels: Collection[str]) -> dict[str, str | None]:
    """Return the broken labels among some, each with what it was; None where none fits alone."""
    whole = [label for label in labels if not is_broken(label)]
    return {
        label: _turned_back(label) or _alike(label, whole) for label in labels if is_broken(label)
    }


def _turned_back(label: str) -> str | None:
    """Undo UTF-8 that was read as a code page of one byte."""
    for page in ("cp1252", "latin-1"):
        try:
            back = label.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        return None if is_broken(back) else back
    return None


def _alike(label: str, whole: Collection[str]) -> str | None:
    """Return the one whole label that differs in the lost letters only, case and accents aside."""
    if label.count(LOST) > max(1, len(label) // 3):
        return None
    pattern = "".join("." if char == LOST else re.escape(_plain(char)) for char in label)
    one_letter = re.compile(pattern)
    found = {one for one in whole if one_letter.fullmatch(_plain(one))}
    accented = {one for one in found if not one.isascii()} or found
    spelled = {_plain(one) for one in accented}
    return min(accented, key=lambda one: _unlike(label, one)) if len(spelled) == 1 else None


def _plain(text: str) -> str:
    """Return text without accents and case, letter for letter."""
    bare = "".join(unicodedata.normalize("NFD", char)[0] for char in text)
    return bare.casefold() if len(bare.casefold()) == len(bare) else bare.lower()


def _unlike(label: str, other: str) -> tuple[int, str]:
    """Return in how many letters the case of a candidate differs from the broken label's."""
    pairs = zip(label, other, strict=False)
    return sum(a.isupper() != b.isupper() for a, b in pairs if a != LOST), other
