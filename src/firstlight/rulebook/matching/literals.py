"""The single words of all phrases, looked up once for each word of a text."""

from typing import Literal

from firstlight.rulebook.matching.spacing import unleet
from firstlight.rulebook.matching.words import is_solo

Kind = Literal["exact", "prefix", "suffix", "inside", "class"]
_TWINS = "ሐሑሒሓሔሕሖኀኁኂኃኄኅኆኸሠሡሢሣሤሥሦዐዑዒዓዔዕዖፀፁፂፃፄፅፆሃኣ"
_PLAINER = "ሀሁሂሀሄህሆሀሁሂሀሄህሆሀሰሱሲሳሴስሶአኡኢአኤእኦጸጹጺጻጼጽጾሀአ"
_PLAIN = str.maketrans(
    {"ё": "е", "ة": "ه", "ँ": "ं", "़": None, "ঁ": None, "়": None}
    | dict(zip(_TWINS, _PLAINER, strict=True))
)
"""Letters that writers use for each other. The Amharic ones have long had one sound."""
_PROCLITICS = "وفبلك"
NOTHING: frozenset[int] = frozenset()
_LONGEST = 40
_SOLO = 3.5  # one Han character tells about as much as three or four letters
_SOLO_LETTER = 1.2  # a sign of Thai or Myanmar, where vowels count and stand apart
_MINOR = range(10, 18)


class Literals:
    """Words with wildcards, numbered; `of(word)` gives the numbers of those that fit a word."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Kind, str], int] = {}
        self._names: list[tuple[Kind, str]] = []
        self._inside: dict[str, list[tuple[str, int]]] = {}

    def number(self, kind: Kind, text: str) -> int:
        """Return the number of a literal, a new one where it is not known yet."""
        text = plain(text) if kind != "class" else text
        known = self._numbers.get((kind, text))
        if known is not None:
            return known
        number = len(self._names)
        self._numbers[kind, text] = number
        self._names.append((kind, text))
        if kind == "inside":
            self._inside.setdefault(text[0], []).append((text, number))
        return number

    def named(self, number: int) -> str:
        """Return a literal as phrases write it: "word", "word*", "*word", "*word*", "<number>"."""
        kind, text = self._names[number]
        before = "*" if kind in {"suffix", "inside"} else ""
        return before + text + ("*" if kind in {"prefix", "inside"} else "")

    def rarity(self, number: int) -> float:
        """Return how rare a word that fits is likely to be: its length, less for classes."""
        kind, text = self._names[number]
        if kind == "class":
            return 1.0
        if is_solo(text):
            return _SOLO if text >= "\u3000" else _SOLO_LETTER
        return float(len(text))

    def is_solo(self, number: int) -> bool:
        """Tell whether a literal is one character of a script that is written without spaces."""
        kind, text = self._names[number]
        return kind == "exact" and is_solo(text)

    def swallowed(self, number: int, word: str) -> str:
        """Return what a leading wildcard of the literal took of the word."""
        kind, text = self._names[number]
        word = plain(unleet(word))
        if kind == "suffix":
            return word[: len(word) - len(text)]
        return word[: word.index(text)] if kind == "inside" else ""

    def trailing(self, number: int, word: str) -> str:
        """Return what a trailing wildcard of the literal took of the word."""
        kind, text = self._names[number]
        word = plain(unleet(word))
        if kind == "prefix":
            return word[len(text) :]
        return word[word.index(text) + len(text) :] if kind == "inside" else ""

    def of(self, word: str) -> frozenset[int]:
        """Return the numbers of the literals that fit a word."""
        get = self._numbers.get
        word = plain(unleet(word))
        found = [get(("exact", form)) for form in (word, *without_proclitics(word))]
        if word.isdigit():
            found.append(get(("class", "<number>")))
            if len(word) == 2 and int(word) in _MINOR:
                found.append(get(("class", "<minor>")))
        else:
            part = word[:_LONGEST]
            found += [get(("prefix", part[:end])) for end in range(1, len(part) + 1)]
            found += [get(("suffix", part[start:])) for start in range(len(part))]
            for first in {*part} & self._inside.keys():
                found += [number for text, number in self._inside[first] if text in part]
        return frozenset(number for number in found if number is not None) or NOTHING


def plain(word: str) -> str:
    """Return a word with letters made one that writers use for each other (ё and е, ሐ and ሀ)."""
    return word if word.isascii() else word.translate(_PLAIN)


def without_proclitics(word: str) -> tuple[str, ...]:
    """Return an Arabic word's forms with "and", "in", "to" and the article taken off."""
    if not "\u0620" <= word[:1] <= "\u064a" or len(word) < 4:
        return ()
    forms = [word[1:]] if word[0] in _PROCLITICS else []
    if word.startswith("لل"):
        forms.append("ال" + word[2:])
    forms += [form[2:] for form in (word, *forms) if form.startswith("ال") and len(form) > 4]
    return tuple(forms)
