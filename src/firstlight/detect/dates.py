"""Dates and ages, where a post states them."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import msgspec
import re2
from babel import Locale

from firstlight.detect.lexicon import Hit, around
from firstlight.detect.places import LANGUAGES
from firstlight.rulebook.matching.fold import fold

_NUMERIC = re2.compile(
    r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b|\b(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)\b"
    r"|((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})[日号]"
)
_MONTH_FIRST = frozenset({"US", "PH", "PW", "FM"})
_AGE = re2.compile(
    r"([1-9][0-9])(?:\s?(?:-|~|to|a|ate|sampai|den|hadi|до|至|到|الي|से|hanggang|ถึง)\s?([1-9][0-9]))?"
)
_AGE_REACH = 14
_UNITS = ("month", "luna", "cm", "kg", "%", "hour", "hrs", "day", "$", "usd", "k", "euro", ":")


class Stated(msgspec.Struct, frozen=True):
    """A date (ISO 8601) or an age in years, with its span in folded text."""

    kind: str
    value: str
    start: int
    end: int


@cache
def _months() -> tuple[dict[str, int], "re2._Regexp[str]"]:
    """Return the month names of all languages with their number, and the pattern for dates."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).months["format"][width].items():
                word = fold(name).text.strip(".")
                if len(word) >= 3 and not word[0].isdigit():
                    names.setdefault(word, number)
    either = "|".join(re2.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = (
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?\s(?:de\s|of\s)?({either})\.?,?\s(?:de\s)?((?:19|20)\d\d)\b"
        rf"|({either})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)\b"
    )
    return names, re2.compile(pattern)


def find_dates(folded: str, country: str | None) -> list[Stated]:
    """Return the full dates of a folded text; day first unless the country does otherwise."""
    if "19" not in folded and "20" not in folded:
        return []
    found = []
    for match in _NUMERIC.finditer(folded):
        groups = match.groups()
        if groups[3]:
            day, month = int(groups[3]), int(groups[4])
            if month > 12 or (country in _MONTH_FIRST and day <= 12):
                day, month = month, day
            parts = (int(groups[5]), month, day)
        else:
            first = 0 if groups[0] else 6
            parts = (int(groups[first]), int(groups[first + 1]), int(groups[first + 2]))
        found.extend(_date(parts, *match.span()))
    names, pattern = _months()
    for match in pattern.finditer(folded):
        day, name, year, name2, day2, year2 = match.groups()
        parts = (int(year or year2), names[name or name2], int(day or day2))
        found.extend(_date(parts, *match.span()))
    return found


def _date(parts: tuple[int, int, int], start: int, end: int) -> list[Stated]:
    try:
        return [Stated("date", date(*parts).isoformat(), start, end)]
    except ValueError:
        return []


def find_ages(folded: str, taken: bytearray, hits: Sequence[Hit]) -> list[Stated]:
    """Return the ages from 10 to 79 that stand beside a word for age, two for a range."""
    cues = [hit for hit in hits if hit.kind == "age"]
    if not cues:
        return []
    found: list[Stated] = []
    for match in _AGE.finditer(folded):
        start, end = match.span()
        if any(taken[start:end]) or _is_part(folded, start, end):
            continue
        if any(_beside(folded, hit, start, end) for hit in around(cues, start - 30, end + 3)):
            ages = [age for age in match.groups() if age and int(age) < 80]
            found.extend(Stated("age", age, start, end) for age in ages)
    return found


def _is_part(folded: str, start: int, end: int) -> bool:
    """Tell whether figures belong to a longer number or carry another unit."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if before.isdigit() or after.isdigit() or (before and before in ".,$€£/:"):
        return True
    if after and after in ".,:/" and folded[end + 1 : end + 2].isdigit():
        return True
    return folded[end:].lstrip(" -").startswith(_UNITS)


def _beside(folded: str, hit: Hit, start: int, end: int) -> bool:
    word = folded[hit.start : hit.end]
    if 0 <= hit.start - end <= 2:
        return True
    between = folded[hit.end : start]
    counts = word.startswith(
        ("year", "yr", "an", "ano", "tahun", "miaka", "лет", "года", "سن", "साल", "वर्ष", "岁", "ปี")
    )
    return 0 <= start - hit.end <= _AGE_REACH and not counts and not any(map(str.isdigit, between))
