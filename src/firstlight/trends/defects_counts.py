"""Counts as official files spell them: "1,192", "<5", and codes of fields that are no counts."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_FIELD_NAME = re.compile(r"Q\d+(\.\d+)*[_ ]")
_BELOW = re.compile(r"(?:<|&lt;|less than|under)\s*(\d+)$", re.I)
_AT_MOST = re.compile(r"(?:<=|≤)\s*(\d+)$")
_FROM_TO = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)$")
_GROUPED = re.compile(r"\d{1,3}([, \u00a0\u202f'’])\d{3}(\1\d{3})*$")
_PLAIN = re.compile(r"\d+(\.0+)?$")
_CODE = re.compile(r"[1-9]\d{1,5}(20[0-4]\d)$")
_OUT_OF_SCALE = 500.0


class Count(NamedTuple):
    """A count between two bounds (inclusive), NaN where there is none; and its defect, if any."""

    low: float
    high: float
    defect: str | None


def parse_count(value: str | None) -> Count:
    """Return the count that a cell gives.

    "<5" is 1 to 4: official tables print 0 where there is none. A separator between groups of
    three figures is one of thousands.
    """
    text = "" if value is None else value.strip()
    if _PLAIN.match(text):
        return Count(float(text), float(text), None)
    if _GROUPED.match(text):
        number = float(re.sub(r"\D", "", text))
        return Count(number, number, "thousands separators")
    for pattern, lower, less in ((_BELOW, 1, 1), (_AT_MOST, 0, 0)):
        if match := pattern.match(text):
            return Count(float(lower), float(int(match[1]) - less), "count below a threshold")
    if match := _FROM_TO.match(text):
        return Count(float(match[1]), float(match[2]), "count below a threshold")
    return Count(float("nan"), float("nan"), "not a count")


def field_code(value: str | None, count: Count, labels: Iterable[str | None], usual: float) -> bool:
    """Tell whether a count is the code of a questionnaire field ("6,112,019" is Q6.1, 1, 2019).

    Either a label beside it is a field's name, or the number ends in a year and is hundreds of
    times beyond nine tenths of the counts of its kind.
    """
    if any(label is not None and _FIELD_NAME.match(label) for label in labels):
        return True
    figures = re.sub(r"\D", "", value or "")
    return bool(_CODE.match(figures)) and count.low > _OUT_OF_SCALE * max(usual, 1.0)
