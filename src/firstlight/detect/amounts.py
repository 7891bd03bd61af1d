"""Money: amount, currency, period, and what it is for (wage, fee, deposit, fine, debt)."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import re2
from babel.core import get_global
from babel.numbers import get_territory_currencies

from firstlight.detect.currencies import (
    BY_LANGUAGE,
    BY_PLACE,
    IMPLIED,
    OF_LANGUAGE,
    SIGNS,
    UNITS,
    WEAK,
    WORDS,
)
from firstlight.detect.lexicon import Hit, around, is_spaceless, is_word
from firstlight.rulebook.matching.fold import fold

_SIGNS = {fold(sign).text: code for sign, code in SIGNS.items()}
_TENDER = {
    code.lower(): code
    for territory in get_global("territory_currencies")
    for code in get_territory_currencies(territory)
}
_CODES = {word: code for word, code in _TENDER.items() if word not in WORDS} | _SIGNS
_UNITS = {fold(unit).text: factor for unit, factor in UNITS.items()}
_IMPLIED = {fold(unit).text: code for unit, code in IMPLIED.items()}
_PLACED = {fold(sign).text: codes for sign, codes in BY_PLACE.items()}
_NUMBER = re2.compile(
    r"[0-9]{1,3}(?:[.,' ][0-9]{3})+(?:[.,][0-9]{1,2})?\b|[0-9]+(?:[.,][0-9]+)?"
    r"|[一二两三四五六七八九十]{1,3}[万千百]"
)
_ENDS = re2.compile(r"[.!?;|।]\s")
_TO = frozenset({"-", "~", "to", "a", "ate", "hasta", "sampai", "s/d", "den", "hadi", "до", "至",
    "到", "الي", "से", "hanggang", "ถึง"})  # fmt: skip
_NOUNS = frozenset({"hour", "day", "week", "month", "year", "hr"})
_TO_NOUN = frozenset({"", "a", "an", "per", "each", "every", "/", "-", "p/"})
_WEAK_WAGE = frozenset({"pay", "pays", "paid", "paying", "pago", "pagamos", "bayad", "bayaran"})
_WEAKER = 10
_CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_PERIOD_REACH, _PERIOD_BEFORE = 26, 12
_CLASS_BEFORE, _CLASS_AFTER, _AFTER_COSTS = 45, 25, 8
_BARE_REACH, _CLOSE = 16, 4
_LONGEST_WORD = 12
_WINDOW = 80  # characters; wider than any reach plus the longest listed word
_NO_CLASS = ("money", 999)


class Amount(msgspec.Struct, frozen=True):
    """A sum of money: kind wage, fee, deposit, fine, debt or money; value "1500 USD/month"."""

    kind: str
    value: str
    start: int
    end: int


class _Sum(msgspec.Struct, frozen=True):
    """A number with what stands directly around it; `end` includes unit and currency."""

    number: str
    start: int
    end: int
    sign: str | None
    unit: str | None


class Amounts(msgspec.Struct, frozen=True):
    """Reads the sums of one folded text, given its listed words, country and language."""

    folded: str
    hits: Sequence[Hit]
    country: str | None
    lang: str | None

    def find(self, taken: bytearray) -> Iterator[Amount]:
        """Yield the sums, two for a range, each with the range's span; `taken` is left out."""
        waiting: _Sum | None = None
        for match in _NUMBER.finditer(self.folded):
            start, end = match.span()
            if any(taken[start:end]) or not _stands_alone(self.folded, start, end):
                continue
            found = self._around(start, end)
            before = self.folded[start - 1 : start]
            if before.isalpha() and not is_spaceless(before) and found.start == start:
                continue
            if waiting is not None:
                between = self.folded[waiting.end : found.start].strip()
                if between in _TO:
                    yield from self._read([waiting, found])
                    waiting = None
                    continue
                yield from self._read([waiting])
            waiting = found
        if waiting is not None:
            yield from self._read([waiting])

    def _around(self, start: int, end: int) -> _Sum:
        """Return the number at a span with its sign before, its unit and its sign after."""
        number, first = self.folded[start:end], start
        unit = number[-1] if number[-1] in "万千百" else None
        sign, length = _sign_before(self.folded, start)
        first -= length
        word, after = _word_after(self.folded, end, _UNITS)
        if word is not None and unit is None:
            unit, end = word, after
        word, after = _word_after(self.folded, end, _CODES)
        if word is not None and sign is None and self._speaks(word):
            sign, end = word, after
        return _Sum(number.rstrip("万千百"), first, end, sign, unit)

    def _speaks(self, word: str) -> bool:
        """Tell whether a currency word can be one in the post's language, as far as it is known."""
        return self.lang is None or self.lang in OF_LANGUAGE.get(word, {self.lang})

    def _read(self, sums: list[_Sum]) -> Iterator[Amount]:
        """Yield the amounts of one sum or a range, if they are money at all."""
        start, end = sums[0].start, sums[-1].end
        kind, near = self._kind(start, end)
        period, reach = self._period(start, end)
        sign = next((part.sign for part in sums if part.sign), None)
        unit = next((part.unit for part in reversed(sums) if part.unit), None)
        if sign is None and (near > _BARE_REACH or not self._is_bare_pay(sums, near, reach)):
            near = _NO_CLASS[1]
        code = self._currency(sign, unit, near, period)
        if code is None:
            return
        end = reach
        kind = "wage" if kind == "money" and period else kind
        tail = f" {code}/{period}" if period else f" {code}"
        for part in sums:
            value = parse_number(part.number) * _UNITS.get(part.unit or unit or "", 1)
            if value > 0:
                yield Amount(kind, plain(value) + tail, start, end)

    def _currency(
        self, sign: str | None, unit: str | None, near: int, period: str | None
    ) -> str | None:
        """Return ISO 4217, "?" for money of an unknown currency, or None for no money."""
        code: str | None
        if sign is not None:
            code = _PLACED.get(sign, {}).get(self.country or "") or _CODES[sign]
        elif unit in _IMPLIED and (near <= _CLASS_BEFORE or period):
            code = _IMPLIED[unit or ""]
        elif near <= _BARE_REACH:
            code = "?"
        else:
            code = None
        return BY_LANGUAGE.get(self.lang or "", "?") if code == "?" else code

    def _kind(self, start: int, end: int) -> tuple[str, int]:
        """Return what the nearest class word of the sentence makes of a sum, and its distance."""
        best = _NO_CLASS
        for hit in around(self.hits, start - _WINDOW, end + _WINDOW):
            if hit.kind == "class":
                before, after = start - hit.end, hit.start - end
                if 0 <= before <= _CLASS_BEFORE and not _ENDS.search(self.folded[hit.end : start]):
                    distance = before + _WEAKER * self._is_weak(hit)
                    best = (hit.value, distance) if distance < best[1] else best
                between = self.folded[end : hit.start]
                cost = 0 if after <= _CLOSE and "," not in between else _AFTER_COSTS
                near = 0 <= after <= _CLASS_AFTER and after + cost < best[1]
                if near and not _ENDS.search(between):
                    best = (hit.value, after + cost)
        return best

    def _is_weak(self, hit: Hit) -> bool:
        """Tell whether a word for pay may be the verb of any payment."""
        return (
            self.folded[hit.start : hit.end] in _WEAK_WAGE
            and self.folded[hit.end : hit.end + 1] != ":"
        )

    def _period(self, start: int, end: int) -> tuple[str | None, int]:
        """Return the period named right after or before a sum, and where sum and period end."""
        before: str | None = None
        for hit in around(self.hits, start - _WINDOW, end + _WINDOW):
            if hit.kind != "period":
                continue
            between = self.folded[end : hit.start]
            if 0 <= hit.start - end <= _PERIOD_REACH and self._belongs(hit, between):
                return hit.value, hit.end
            near = 0 <= start - hit.end <= _PERIOD_BEFORE
            ahead, between = self.folded[hit.start - 3 : hit.start], self.folded[hit.end : start]
            counted = any(map(str.isdigit, ahead))
            if near and not counted and "," not in between and not _breaks(between):
                before = hit.value
        return before, end

    def _belongs(self, hit: Hit, between: str) -> bool:
        """Tell whether a period's word is about the sum before it; a bare noun must be close."""
        if self.folded[hit.start : hit.end].rstrip("s") in _NOUNS:
            return between.strip() in _TO_NOUN
        return not _breaks(between.removeprefix("."))

    def _is_bare_pay(self, sums: list[_Sum], near: int, reach: int) -> bool:
        """Tell whether numbers without a currency, right behind a class word, are money."""
        start, end = sums[0].start, sums[-1].end
        between, after = self.folded[start - near : start], self.folded[end : end + 2].lstrip()
        if _breaks(between) or "," in between or "(" in between or after[:1] in {"%", ")"}:
            return False
        if sums[-1].unit or all(_is_pay(part) for part in sums):
            return True
        return reach > end and self.folded[end : end + 3].strip()[:1] in {"/", "p", "a"}


def _breaks(between: str) -> bool:
    return any(char.isdigit() or char in ".;\n" for char in between)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Tell whether a number is whole, no part of a longer figure, word or code."""
    number = folded[start:end]
    if len(number) > 1 and number[0] == "0" and number[1].isdigit():
        return False
    before, further = folded[start - 1 : start], folded[max(0, start - 2) : start - 1]
    if before and (before in ".,:+'_#@" or (before in " -/)" and further.isdigit())):
        return before in ":," and not further.isdigit()
    after, next_one = folded[end : end + 1], folded[end + 1 : end + 2]
    return not (after and after in ":/-._" and next_one.isdigit() and number[0] == "0")


def _sign_before(folded: str, start: int) -> tuple[str | None, int]:
    """Return the currency sign or word before a number and how many characters it takes."""
    place = start
    if place and folded[place - 1] in " .":
        place -= 1
    first = place
    while first and place - first < _LONGEST_WORD and _of_sign(folded[first - 1]):
        first -= 1
    run = folded[first:place]
    for word in (run, run[-1:] if run and not run[-1].isalpha() else ""):
        if word in _CODES and word not in WEAK:
            return word, start - place + len(word)
    return None, 0


def _of_sign(char: str) -> bool:
    return char.isalpha() or unicodedata.category(char) in {"Sc", "Mn", "Mc"}


def _word_after(folded: str, end: int, words: Mapping[str, object]) -> tuple[str | None, int]:
    """Return the listed word right behind a place and its end."""
    first = end + 1 if folded[end : end + 1] == " " else end
    last = first
    while last < len(folded) and last - first < _LONGEST_WORD and _of_sign(folded[last]):
        last += 1
    run = folded[first:last]
    if run in words:
        return run, last
    if folded.startswith("do la", first):
        return ("do la", first + 5) if "do la" in words else (None, end)
    if run and (is_spaceless(run[0]) or not is_word(run[0])):
        for length in range(min(8, len(run)), 0, -1):
            if run[:length] in words:
                return run[:length], first + length
    return None, end


def _is_pay(part: _Sum) -> bool:
    """Tell whether a bare number could be pay: 100 and more, no year."""
    value = parse_number(part.number)
    return 100 <= value <= 1e9 and not (1900 <= value <= 2100 and "," not in part.number)


def parse_number(written: str) -> float:
    """Return the value of a written number: "1.500,50", "1,5", "12 000", "三"; 0 if none."""
    if not written[0].isascii():
        return _chinese(written)
    bare = written.replace(" ", "").replace("'", "")
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return float(bare)
    head, tail = bare[:last], bare[last + 1 :]
    mixed = "." in bare and "," in bare
    if len(tail) == 3 and not mixed and head != "0":
        return float(bare.replace(".", "").replace(",", ""))
    return float(head.replace(".", "").replace(",", "") + "." + tail)


def _chinese(written: str) -> float:
    """Return the value of up to three Chinese figures with ten: 三, 十五, 二十."""
    tens, ten, ones = written.partition("十")
    if ten:
        return 10.0 * _CHINESE_DIGITS.get(tens, 1) + _CHINESE_DIGITS.get(ones, 0)
    return float("".join(str(_CHINESE_DIGITS[char]) for char in written))


def plain(value: float) -> str:
    """Return a number without exponent or trailing zeros."""
    return str(int(value)) if value == int(value) else f"{value:.2f}".rstrip("0").rstrip(".")
