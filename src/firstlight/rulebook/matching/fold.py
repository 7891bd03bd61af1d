"""Folding: one plain form for text written to be read by people and missed by programs.

`fold` removes what does not show, undoes look-alike letters, ornamental letters and digits, case
and Latin diacritics, and keeps a map back to the original. Words of another script stay as they
are: a look-alike becomes Latin only in a word that mixes scripts, or where the text holds no
genuine word of that script. It is idempotent, and lower-case ASCII text comes back unchanged.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from babel import Locale

from firstlight.rulebook.matching.characters import (
    REGIONAL_A,
    Lookup,
    character_class,
    fold_character,
    is_invisible,
    twin,
)

_SENTINEL = "\uffff"
_SCRIPTS = "cga"
_TO_CYRILLIC = dict(zip("aceopxyktmiABCEHKMOPTXYI", "асеорхуктміавсенкмортхуі", strict=True))
_TO_GREEK = dict(zip("aioupvtkxABEZHIKMNOPTYX", "αιουρντκχαβεζηικμνορτυχ", strict=True))
_BACK = {"c": _TO_CYRILLIC, "g": _TO_GREEK}
_REGIONS = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2)


def _single(char: str) -> str:
    folded = fold_character(char)
    return folded if len(folded) == 1 and folded != _SENTINEL else _SENTINEL


_FAST = Lookup(_single)
_FULL = Lookup(fold_character)
_CLASSES = Lookup(character_class)


class Folded(msgspec.Struct, frozen=True):
    """Folded text and, per character and at the end, the offset of its origin in `original`.

    `offsets` has one entry more than `text`, never decreases and ends with `len(original)`.
    """

    text: str
    offsets: Sequence[int]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span, end exclusive, that folded characters start:end come from."""
        first = self.offsets[start]
        if end <= start:
            return first, first
        last, stop = self.offsets[end - 1], end
        while stop < len(self.text) and self.offsets[stop] == last:
            stop += 1
        finish = self.offsets[stop] if stop < len(self.offsets) else len(self.original)
        while finish > last + 1 and is_invisible(self.original[finish - 1]):
            finish -= 1
        return first, finish

    def keep(self, kept: Sequence[int]) -> "Folded":
        """Return the folded text made of the characters at the given rising positions only."""
        offsets = [*(self.offsets[place] for place in kept), len(self.original)]
        return Folded("".join(self.text[place] for place in kept), offsets, self.original)


def fold(text: str) -> Folded:
    """Return the folded form of a text with its map back to the original's code points."""
    if text.isascii():
        return Folded(text.lower(), range(len(text) + 1), text)
    chars, offsets = _composed(text, range(len(text) + 1))
    folded = chars.translate(_FAST)
    if _SENTINEL in folded:
        parts = list(map(_FULL.__getitem__, map(ord, chars)))
        folded = "".join(parts)
        spread = [at for at, part in zip(offsets, parts, strict=False) for _ in part]
        offsets = [*spread, len(text)]
    folded, offsets = _composed(folded, offsets)
    return Folded(_without_look_alikes(folded, text, offsets), offsets, text)


def _composed(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Return the text in NFC with its offsets; each cluster's characters keep rising offsets."""
    if unicodedata.is_normalized("NFC", text):
        return text, offsets
    parts: list[str] = []
    places: list[int] = []
    for start, end in _clusters(text):
        composed = unicodedata.normalize("NFC", text[start:end])
        parts.append(composed)
        places.extend(offsets[min(start + step, end - 1)] for step in range(len(composed)))
    places.append(offsets[-1])
    return "".join(parts), places


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of letters with the marks and conjoining jamo that follow them."""
    start = 0
    for place, char in enumerate(text):
        joins = unicodedata.category(char)[0] == "M" or "\u1161" <= char <= "\u11ff"
        if place and not joins:
            yield start, place
            start = place
    if text:
        yield start, len(text)


def _without_look_alikes(folded: str, text: str, offsets: Sequence[int]) -> str:
    """Replace look-alike letters, one for one, where the text around them shows what is meant."""
    if folded.isascii():
        return folded
    classes = folded.translate(_CLASSES)
    if "R" in classes:
        folded = _spell_regional(folded, classes)
        classes = folded.translate(_CLASSES)
    if set(classes).isdisjoint("cgaos"):
        return folded
    changed: dict[int, str] = {}
    _settle_words(_Words(folded, classes, text, offsets), changed)
    if not changed:
        return folded
    chars = list(folded)
    for place, letter in changed.items():
        chars[place] = letter
    return "".join(chars)


class _Words(msgspec.Struct, frozen=True):
    """Folded text with its character classes and its source, for deciding on look-alikes."""

    folded: str
    classes: str
    text: str
    offsets: Sequence[int]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        place = 0
        for word in self.classes.replace("O", " ").replace("R", " ").split(" "):
            if word:
                yield place, place + len(word)
            place += len(word) + 1

    def source(self, place: int) -> str:
        """Return the folded character in the case in which it was written."""
        char, written = self.folded[place], self.text[self.offsets[place]]
        return capital if written.isupper() and len(capital := char.upper()) == 1 else char

    def latin(self, places: Iterable[int]) -> dict[int, str]:
        """Return the Latin twins of the characters at some places."""
        found = {at: twin(self.source(at)) or twin(self.folded[at]) for at in places}
        return {at: letter for at, letter in found.items() if letter is not None}


def _settle_words(words: _Words, changed: dict[int, str]) -> None:
    """Decide word by word: what mixes scripts first, then whole words of a script not in use."""
    classes = words.classes
    absent = frozenset(kind for kind in _SCRIPTS if kind.upper() not in classes)
    latin = False
    waiting: list[tuple[int, int]] = []
    for start, end in words:
        kinds = set(classes[start:end])
        if kinds.isdisjoint("cgaos"):
            latin = latin or "L" in kinds
        elif "L" in kinds:
            new = _mixed(words, start, end, absent)
            changed.update(new)
            latin = latin or any(
                classes[at] == "L" and new.get(at, "a").isascii() for at in range(start, end)
            )
        elif kinds <= absent | {"D"}:
            latin = latin or "D" in kinds
            waiting.append((start, end))
    if latin:
        for start, end in waiting:
            changed.update(words.latin(at for at in range(start, end) if classes[at] in _SCRIPTS))


def _mixed(words: _Words, start: int, end: int, absent: frozenset[str]) -> dict[int, str]:
    """Return the changes that make a word of Latin and look-alike letters one script."""
    part = words.classes[start:end]
    kinds, latin = set(part) - {"L", "D"}, part.count("L")
    if kinds <= {"o", "s"}:
        unclear = ("O" in words.classes and "o" in kinds) or ("D" in part and "s" in kinds)
        if unclear or len(part) - part.count("D") >= 2 * latin:
            return {}
        return words.latin(at for at in range(start, end) if words.classes[at] in "os")
    script = next((kind for kind in "cg" if kinds <= {kind, kind.upper()}), None)
    if script is not None and script not in absent:
        places = [at for at in range(start, end) if words.classes[at] == "L"]
        back = {at: new for at in places if (new := _BACK[script].get(words.source(at)))}
        if 2 * latin <= len(part) - part.count("D") and len(back) == latin:
            return back
    if kinds <= set(_SCRIPTS):
        return words.latin(at for at in range(start, end) if words.classes[at] in _SCRIPTS)
    return {}


def _spell_regional(folded: str, classes: str) -> str:
    """Turn runs of regional indicators into letters, unless every pair is a flag."""
    chars = list(folded)
    place = classes.find("R")
    while place >= 0:
        end = place
        while end < len(classes) and classes[end] == "R":
            end += 1
        letters = "".join(chr(ord(char) - REGIONAL_A + ord("A")) for char in folded[place:end])
        pairs = [letters[at : at + 2] for at in range(0, len(letters), 2)]
        if not all(pair in _REGIONS for pair in pairs):
            chars[place:end] = letters.lower()
        place = classes.find("R", end)
    return "".join(chars)
