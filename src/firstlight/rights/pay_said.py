"""Pay as an offer tells it: sums of money with their currency and the time that they are for.

A plain reader with a twin in the phone's script; what it reads is shown to the worker to correct.
The detection desk has a fuller one.
"""

import re
from fractions import Fraction

import msgspec

from firstlight.rights.pay_words import (
    BY_PLACE,
    LARGE,
    MONEY_WORDS,
    NEAR,
    OTHER,
    PAY,
    PERIODS,
    RESTS,
)
from firstlight.rulebook.matching.fold import fold

_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}([.,][0-9]{2,3})+")


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_MONEY = [*{**MONEY_WORDS, **BY_PLACE}]
NUMBER = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])|[0-9][0-9.,']*[0-9]|[0-9]"
_AFTER = re.compile(
    rf"(?<![0-9.,])({NUMBER})(?: ?({_any(list(LARGE))})(?![a-z]))? ?"
    rf"({_any(_MONEY)})(?![a-z])"
)
_BEFORE = re.compile(
    rf"(?<![a-z])({_any(_MONEY)})\.? ?({NUMBER})(?: ?({_any(list(LARGE))})(?![a-z]))?"
)
# Between a sum and the word that says what it is for: no end of a clause, and no other sum.
CLAUSE = r"[0-9\n.,;!?()|+•।۔።၊،]"
_CLAUSE = re.compile(CLAUSE)
_LABEL = re.compile(rf"(?<![a-z])(?:({_any(list(PAY))})|(?:{_any(list(OTHER))}))(?![a-z])")
_COUNTED = re.compile(r" ?[^\s0-9]* ?")
_REST = re.compile(rf" ?(?:{_any(list(RESTS))})")
_DIGIT = re.compile("[0-9]")
_CLOSE = 5


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
        unit = None if _is_other(plain, start, end) else _unit(plain, start, end)
        amount = read_number(number, LARGE.get(large or "", 0))
        currency = BY_PLACE.get(money, {}).get(country) or MONEY_WORDS.get(money)
        if not unit or not amount or not currency or (found and start < found[-1][1]):
            continue
        first, last = folded.span(start, end)
        said = PaySaid(first, last, amount, currency, unit)
        found.append((start, end, said))
    return [said for _, _, said in found]


def _is_other(text: str, start: int, end: int) -> bool:
    """Tell whether a sum is a rent, a fee, an allowance: by the last such word of its clause.

    Where no word stands before it, one that follows closely counts.
    """
    before = _CLAUSE.split(text[max(start - NEAR, 0) : start])[-1]
    labels = list(_LABEL.finditer(before))
    if labels:
        return labels[-1][1] is None
    after = _LABEL.search(_CLAUSE.split(text[end : end + NEAR], maxsplit=1)[0])
    return after is not None and after.start() <= _CLOSE and after[1] is None


def _unit(text: str, start: int, end: int) -> str | None:
    """Return the time nearest to a sum in its line; of two as near, the one behind it.

    A time that counts hours or days ("8 hours a day") or names a rest is none.
    """
    after = re.split(r"\n|(?!1 )[0-9]", text[end : end + NEAR], maxsplit=1)[0]
    before = re.split(r"\n|(?=[0-9])", text[max(start - NEAR, 0) : start])[-1]
    counting = _DIGIT.match(before)
    best: tuple[int, int, str] | None = None  # distance, 1 if before, unit
    for unit, words in PERIODS.items():
        for word in words:
            at, back = after.find(word), before.rfind(word)
            if at >= 0 and _REST.match(after, at + len(word)):
                at = -1
            more = text[end + at + len(word) : end + at + len(word) + 2].lstrip(" ")
            if at >= 0 and unit in {"day", "week"} and _DIGIT.match(more):
                at = -1
            if back >= 0 and (
                _REST.match(before, back + len(word))
                or (counting and _COUNTED.fullmatch(before[1:back]))
            ):
                back = -1
            for side, far in ((0, at), (1, len(before) - back - len(word) if back >= 0 else -1)):
                if far >= 0 and (best is None or (far, side, unit) < best):
                    best = (far, side, unit)
    return None if best is None else best[2]


def read_number(text: str, power: int = 0) -> str | None:
    """Return a number as a decimal text: "1.500" and "1 500" are 1500, "12,50" is 12.5.

    `power` of ten multiplies it. None where the signs make no number, or nought.
    """
    text = text.replace("'", "").replace(" ", "")
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
    return f"{int(digits[:-4])}.{digits[-4:]}".rstrip("0").rstrip(".") if value else None
