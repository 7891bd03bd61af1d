"""Times as people and programs write them, to UTC and the sender's offset.

The offset is the sender's only where one is written: "Z", "UTC" and "-00:00" say that it is not
known (RFC 9557, 2.2), and so does a time without offset, which is taken as UTC.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Literal

from babel import Locale

Order = Literal["day first", "month first", "unknown"]
Instant = tuple[datetime, int | None]
YEARS = range(1970, 2101)
"""Years that a post can have; anything else was read wrong."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = {9: 1, 10: 1, 12: 10**3, 13: 10**3, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
"""Digits of a count since 1970, and its parts per second."""
_CLOCK = (
    r"(?:[T,\s]+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_YMD = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}")
_SLASHED = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<sign>[-/.])(?P<b>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d{{2}}){_CLOCK}"
)
_CJK = re.compile(rf"(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日{_CLOCK}")
_WORDS = (
    re.compile(
        rf"(?:\w+,\s*)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:de\s+)?(?P<name>[^\W\d_]+)\.?,?"
        rf"\s+(?:de\s+)?(?P<year>\d{{4}}){_CLOCK}"
    ),
    re.compile(
        rf"(?:\w+,\s*)?(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?"
        rf"\s+(?P<year>\d{{4}}){_CLOCK}"
    ),
)
_TWITTER = "%a %b %d %H:%M:%S %z %Y"
_UNKNOWN = ("z", "utc", "gmt", "-00:00", "-0000")
_MONTH_LANGUAGES = (
    "en", "es", "fr", "pt", "de", "it", "nl", "pl", "ro", "tr", "ru", "uk", "id", "ms", "fil", "sw",
    "vi", "ar", "hi", "bn", "th",
)  # fmt: skip


def order_of(values: Iterable[Any]) -> Order:
    """Return which of day and month comes first in a column's dates like 03/04/2026."""
    found = [_SLASHED.match(_ascii(value)) for value in values if isinstance(value, str)]
    pairs = [(int(one["a"]), int(one["b"])) for one in found if one]
    day, month = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return "unknown" if day == month else "day first" if day else "month first"


def read_time(value: Any, order: Order = "unknown") -> Instant | None:
    """Return the instant and the offset in minutes (None: not known); None: it cannot be read."""
    try:
        found = _read(value, order)
        if found is None:
            return None
        instant, offset = found
        return (instant.astimezone(UTC), offset) if instant.year in YEARS else None
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _read(value: Any, order: Order) -> Instant | None:
    if isinstance(value, datetime):
        return _aware(value)[0], None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC), None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(value)
    if not isinstance(value, str) or len(value) > 100:
        return None
    text = _ascii(value.strip())
    if text.replace(".", "", 1).isdecimal() and len(text.partition(".")[0]) in _DIGITS:
        return _counted(float(text) if "." in text else int(text))
    return _iso(text) or _written(text, order) or _mail(text)


def _ascii(text: str) -> str:
    """Return a text with the digits of all scripts as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def _counted(value: float) -> Instant | None:
    """Return the instant that is so many parts of a second behind 1970."""
    parts = _DIGITS.get(len(str(abs(int(value)))))
    if parts is None:
        return None
    whole, rest = divmod(value, parts)
    return _EPOCH + timedelta(seconds=int(whole), microseconds=int(rest * 10**6 // parts)), None


def _aware(moment: datetime, text: str = "") -> Instant:
    """Return a time as aware, and the offset if it is the sender's."""
    offset = moment.utcoffset()
    if offset is None:
        return moment.replace(tzinfo=UTC), None
    known = not text.lower().endswith(_UNKNOWN)
    return moment, round(offset.total_seconds() / 60) if known else None


def _iso(text: str) -> Instant | None:
    try:
        return _aware(datetime.fromisoformat(text), text)
    except ValueError:
        return None


def _written(text: str, order: Order) -> Instant | None:
    for pattern in (_YMD, _CJK):
        if found := pattern.fullmatch(text):
            return _built(found, int(found["month"]), int(found["day"]))
    if found := _SLASHED.fullmatch(text):
        a, b = int(found["a"]), int(found["b"])
        if a > 12 or b > 12 or a == b:
            order = "day first" if a > 12 else "month first"
        if order == "unknown":
            if found["sign"] != ".":
                return None
            order = "day first"  # as wherever dates are written with dots (Unicode CLDR)
        return _built(found, *((b, a) if order == "day first" else (a, b)))
    for pattern in _WORDS:
        if (found := pattern.fullmatch(text)) and (
            month := _months().get(found["name"].casefold())
        ):
            return _built(found, month, int(found["day"]))
    return None


def _built(found: re.Match[str], month: int, day: int) -> Instant:
    year = int(found["year"])
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if half := found["half"]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    moment = datetime(year + 2000 if year < 100 else year, month, day, hour, minute, second)  # noqa: DTZ001
    zone = found["zone"] or ""
    if zone[:1] not in {"+", "-"}:
        return moment.replace(tzinfo=UTC), None
    sign, digits = (-1 if zone[0] == "-" else 1), zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * sign
    return _aware((moment - offset).replace(tzinfo=UTC))[0], (
        None if zone.startswith("-00") and not offset else round(offset.total_seconds() / 60)
    )


def _mail(text: str) -> Instant | None:
    """Return the time of a mail header (RFC 5322) or of the old Twitter interface."""
    try:
        return _aware(datetime.strptime(text, _TWITTER))  # noqa: DTZ007  (it has %z)
    except ValueError:
        return _aware(parsedate_to_datetime(text), text) if text[-1:].isalnum() else None


def month_named(name: str) -> int | None:
    """Return the month (1 to 12) that a word names in a language that is known, else None."""
    return _months().get(name.casefold().strip("."))


@cache
def _months() -> dict[str, int]:
    """Return names of months, whole and short, in the languages that are known."""
    found: dict[str, int] = {}
    for code in reversed(_MONTH_LANGUAGES):
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in Locale.parse(code).months[form][width].items():
                    found[name.casefold().strip(".")] = month
    return found
