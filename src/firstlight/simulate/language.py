"""Languages of the scene: their sentences, words and money, read from `languages/*.txt`."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from firstlight.model.errors import InputError
from firstlight.simulate.grammar import Line, parse

_FOLDER = Path(__file__).parent / "languages"
LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi", "id", "fil", "vi", "sw", "ru", "zh")
_WORDS = ("job", "product", "task", "trait", "shift", "given", "digits", "filler")
_MONEY = ("wage", "sum")

_HEADS = ("Alba", "Bor", "Cala", "Dena", "Elu", "Fara", "Gelo", "Hano", "Iva", "Joda", "Kela",
          "Luma", "Mira", "Nora", "Ola", "Pera", "Rina", "Sola", "Tala", "Ura", "Vela", "Wena",
          "Yara", "Zela")  # fmt: skip
_TAILS = ("dor", "fen", "gren", "hall", "kin", "lin", "mont", "nex", "port", "ran", "sett", "tek",
          "vale", "wick", "zon", "berg", "cor", "dal")  # fmt: skip
FIRMS = tuple(head + tail for head in _HEADS for tail in _TAILS)
"""Invented names of firms."""


class Money(NamedTuple):
    """A way to write an amount: currency (ISO 4217), period ("-" for none), text with # in it."""

    currency: str
    period: str
    text: str


class Language(NamedTuple):
    """One language: its code, its topics of parsed lines, its words, its ways to write money."""

    code: str
    topics: dict[str, tuple[Line, ...]]
    words: dict[str, tuple[str, ...]]
    wage: tuple[Money, ...]
    sum: tuple[Money, ...]

    @property
    def spaced(self) -> bool:
        """Whether words are set apart by spaces."""
        return self.code != "zh"


def languages(codes: tuple[str, ...] = ()) -> tuple[Language, ...]:
    """Return the languages of the codes (all when empty); an unknown code is an InputError."""
    for code in codes:
        if code not in LANGUAGES:
            raise InputError(
                f"'{code}' is no language of the scene",
                file="--lang",
                remedy=f"Give some of {', '.join(LANGUAGES)}.",
            )
    return tuple(language(code) for code in codes or LANGUAGES)


@cache
def language(code: str) -> Language:
    """Read one language from its file."""
    raw = _sections((_FOLDER / f"{code}.txt").read_text(encoding="utf-8"))
    words = {name: tuple(lines) for name, lines in raw.items() if name in _WORDS}
    topics = {
        name: tuple(parse(line, words) for line in lines)
        for name, lines in raw.items()
        if name not in _WORDS and name not in _MONEY
    }
    return Language(code, topics, words, _money(raw["wage"]), _money(raw["sum"]))


def _money(lines: list[str]) -> tuple[Money, ...]:
    """Read lines `USD month $# a month`; a sum has no period: `USD $#`."""
    out = []
    for line in lines:
        currency, rest = line.split(" ", 1)
        period, _, text = rest.partition(" ")
        known = period in {"hour", "day", "week", "month", "year"}
        out.append(Money(currency, period, text) if known else Money(currency, "-", rest))
    return tuple(out)


def _sections(text: str) -> dict[str, list[str]]:
    """Cut a file into its topics: `== name`, then one entry per line; `#` begins a comment."""
    out: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith("== "):
            current = out.setdefault(line[3:].strip(), [])
        elif line.strip() and not line.startswith("# "):
            current.append(line.strip())
    return out
