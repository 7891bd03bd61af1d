"""Pay as an offer tells it: sums of money with their currency and the time that they are for.

A plain reader with a twin in the phone's script; what it reads is shown to the worker to correct.
The detection desk has a fuller one.
"""

import re
from fractions import Fraction

import msgspec

from firstlight.rights.pay_words import BY_PLACE, LARGE, MONEY_WORDS, NEAR, PERIODS
from firstlight.rulebook.matching.fold import fold

_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}([.,][0-9]{2,3})+")


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_MONEY = [*MONEY_WORDS, *BY_PLACE]
_NUMBER = r"[0-9][0-9.,']*[0-9]|[0-9]"
_AFTER = re.compile(
    rf"(?<![0-9.,])({_NUMBER})(?: ?({_any(list(LARGE))})(?![a-z]))? ?"
    rf"({_any(_MONEY)})(?![a-z])"
)
_BEFORE = re.compile(
    rf"(?<![a-z])({_any(_MONEY)})\.? ?({_NUMBER})(?: ?({_any(list(LARGE))})(?![a-z]))?"
)


class PaySaid(msgspec.Struct, frozen=True):
    """A sum with the span that tells it (code points): amount as a decimal, currency, unit."""

    start: int
    end: int
    amount: str
    currency: str
    unit: str


def pay_said(text: str, country: str = "") -> list[PaySaid]:
    """Return the sums of a text for which a time is told, in order and without overlap.

    `country` (ISO 3166-1) is where the work would be: "$" is its dollar.
    """
    folded = fold(text)
    plain = folded.text
    found: list[tuple[int, int, PaySaid]] = []
    sums = [(m.start(), m.end(), m[1], m[2], m[3]) for m in _AFTER.finditer(plain)]
    sums += [(m.start(), m.end(), m[2], m[3], m[1]) for m in _BEFORE.finditer(plain)]
    for start, end, number, large, money in sorted(sums, key=lambda one: (one[0], -one[1])):
        unit = _unit(plain, start, end)
        amount = read_number(number, LARGE.get(large or "", 0))
        currency = MONEY_WORDS.get(money) or BY_PLACE[money].get(country)
        if not unit or not amount or not currency or (found and start < found[-1][1]):
            continue
        first, last = folded.span(start, end)
        said = PaySaid(first, last, amount, currency, unit)
        found.append((start, end, said))
    return [said for _, _, said in found]


def _unit(text: str, start: int, end: int) -> str | None:
    """Return the time nearest to a sum in its line; of two as near, the one behind it."""
    after = text[end : end + NEAR].split("\n", maxsplit=1)[0]
    before = text[max(start - NEAR, 0) : start].rsplit("\n", maxsplit=1)[-1]
    best: tuple[int, int, str] | None = None  # distance, 1 if before, unit
    for unit, words in PERIODS.items():
        for word in words:
            at, back = after.find(word), before.rfind(word)
            for side, far in ((0, at), (1, len(before) - back - len(word) if back >= 0 else -1)):
                if far >= 0 and (best is None or (far, side, unit) < best):
                    best = (far, side, unit)
    return None if best is None else best[2]


def read_number(text: str, power: int = 0) -> str | None:
    """Return a number as a decimal text: "1.500" and "1,500" are 1500, "12,50" is 12.5.

    `power` of ten multiplies it. None where the signs make no number.
    """
    text = text.replace("'", "")
    marks = [char for char in text if char in ".,"]
    if marks:
        whole, _, part = text.rpartition(marks[-1])
        grouped = len(set(marks)) == 1 and (len(marks) > 1 or (len(part) == 3 and whole != "0"))
        whole, part = (text, "") if grouped else (whole, part)
        if not _GROUPED.fullmatch(whole):
            return None
        text = re.sub(r"[.,]", "", whole) + (f".{part}" if part else "")
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,4})?", text):
        return None
    value = Fraction(text) * 10**power
    digits = f"{value.numerator * 10**4 // value.denominator:05d}"
    return f"{int(digits[:-4])}.{digits[-4:]}".rstrip("0").rstrip(".")
