"""Columns of records as codes: missing answers, identifiers, free text and numbers handled.

What was done to each column is said in a note, so that nothing is left out in silence.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int32]

MISSING = frozenset(
    ["", ".", "-", "--", "na", "n/a", "nan", "nil", "none", "null", "unknown", "unk", "not known",
     "not specified", "unspecified", "missing", "not available", "no data", "not stated",
     "-99", "-999", "undefined"]
)  # fmt: skip
"""Spellings, folded to lower case, that mean no answer."""
MOST_VALUES = 400
"""Values kept per column, most frequent first; rarer ones cannot carry a pattern."""
_BINS = 5
_MOST_NUMBERS = 20
_IDENTIFIER_SHARE = 0.5
_LONG_TEXT = 60
_ID_NAME = re.compile(r"(^|_)(id|uuid|guid|key|rowid|index|row|record_?(id|no|number))$", re.I)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as codes: `codes[row]` indexes `values`; -1 is no answer.

    `no` is the code of an answer that carries no pattern ("0" of a flag made of joined answers).
    """

    name: str
    codes: Codes
    values: tuple[str, ...]
    no: int = -1


def raw(name: str, column: pa.ChunkedArray) -> Column:
    """Return a column as codes of its values as they are, rising as text."""
    codes, values = _coded(column)
    return Column(name, codes, tuple(values))


def encode(column: Column) -> tuple[Column | None, str | None]:
    """Return a raw column as codes that can carry patterns, or None, and a note of what was done.

    Identifiers (nearly every row its own value), free text, dates and constants are left out, but
    not a box that is "1" or blank; numbers of many values are cut into fifths; values beyond the
    `MOST_VALUES` most frequent count as no answer.
    """
    name, indices, spelled = column.name, column.codes, list(column.values)
    answered = int((indices >= 0).sum())
    if answered == 0:
        return None, f"{name}: empty"
    if len(spelled) < 2 and not (spelled == ["1"] and answered < len(indices)):
        return None, f"{name}: left out, it has one value"
    numbers = _numbers(spelled) if len(spelled) > _MOST_NUMBERS else None
    if numbers is not None and (_ID_NAME.search(name) or _running(numbers, answered)):
        return None, f"{name}: left out, it numbers the records"
    reason = None if numbers is not None else _unfit(name, spelled, answered)
    if reason:
        return None, f"{name}: left out, {reason}"
    if numbers is not None:
        codes, values = _fifths(indices, numbers)
        return Column(name, codes, values), f"{name}: numbers cut into {len(values)} ranges"
    indices, spelled, note = _missing_zero(name, indices, spelled)
    codes, values = _frequent(indices, spelled)
    if len(values) < len(spelled):
        rare = f"{name}: the {len(values)} most frequent of {len(spelled)} values are looked at"
        note = f"{note}; {rare}" if note else rare
    return Column(name, codes, values), note


def is_missing(value: str) -> bool:
    """Tell whether a value says that there is no answer."""
    return value.strip().casefold() in MISSING


def _coded(column: pa.ChunkedArray) -> tuple[Codes, list[str]]:
    """Return codes and the values they index, trimmed; missing answers are -1."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not pa.types.is_string(column.type):
        column = pc.cast(column, pa.string())
    coded = column.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    raw = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    given = [_plain(value) for value in coded.dictionary.to_pylist()]
    values = sorted({value for value in given if not is_missing(value)})
    place = {value: at for at, value in enumerate(values)}
    table = np.array([place.get(value, -1) for value in given] + [-1], dtype=np.int32)
    return table[raw], values


def _plain(value: str | None) -> str:
    """Return a value trimmed, whole numbers without their decimal part ("1.0" is "1")."""
    text = "" if value is None else value.strip()
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdigit() else text


def _unfit(name: str, values: list[str], answered: int) -> str | None:
    share = len(values) / answered
    if len(values) > _MOST_NUMBERS and (
        share > _IDENTIFIER_SHARE or (_ID_NAME.search(name) and share > 0.05)
    ):
        return "it names single records"
    sample = values[:: max(1, len(values) // 500)]
    if len(values) > _MOST_NUMBERS and np.mean([len(value) for value in sample]) > _LONG_TEXT:
        return "it is free text"
    if len(values) > _MOST_NUMBERS and np.mean([_is_date(value) for value in sample]) > 0.9:
        return "it holds dates; give it as the time to look at it"
    return None


def _is_date(value: str) -> bool:
    return bool(re.match(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}", value))


def _numbers(values: list[str]) -> npt.NDArray[np.float64] | None:
    """Return the values as numbers, or None if any is not one."""
    try:
        numbers = np.array([float(value) for value in values])
    except ValueError:
        return None
    return numbers if np.isfinite(numbers).all() else None


def _running(numbers: npt.NDArray[np.float64], answered: int) -> bool:
    """Tell whether numbers are whole and nearly every record has its own."""
    return len(numbers) > _IDENTIFIER_SHARE * answered and bool((numbers % 1 == 0).all())


def _fifths(indices: Codes, numbers: npt.NDArray[np.float64]) -> tuple[Codes, tuple[str, ...]]:
    """Cut numbers into ranges of about equal counts; a range is named by its ends."""
    given = numbers[indices[indices >= 0]]
    edges = np.unique(np.quantile(given, np.linspace(0, 1, _BINS + 1)))
    bins = np.clip(np.searchsorted(edges, numbers, side="right") - 1, 0, max(len(edges) - 2, 0))
    table = np.append(bins, -1).astype(np.int32)
    names = tuple(f"{low:g} to {high:g}" for low, high in pairwise(edges))
    return table[indices], names or (f"{edges[0]:g}",)


def _missing_zero(
    name: str, indices: Codes, values: list[str]
) -> tuple[Codes, list[str], str | None]:
    """Treat "0" as no answer among words: files of CTDC write a masked country so."""
    words = [value for value in values if value != "0" and not value[:1].isdigit()]
    if "0" not in values or len(words) < len(values) - 1 or len(words) < 3:
        return indices, values, None
    at = values.index("0")
    table = np.array([code - (code > at) for code in range(len(values))] + [-1], dtype=np.int32)
    table[at] = -1
    rest = values[:at] + values[at + 1 :]
    return table[indices], rest, f'{name}: "0" among words is read as no answer'


def _frequent(indices: Codes, values: list[str]) -> tuple[Codes, tuple[str, ...]]:
    counts = np.bincount(indices[indices >= 0], minlength=len(values))
    kept = np.sort(np.argsort(-counts, kind="stable")[:MOST_VALUES])
    table = np.full(len(values) + 1, -1, dtype=np.int32)
    table[kept] = np.arange(len(kept))
    return table[indices], tuple(values[at] for at in kept)


def doubles(columns: list[Column]) -> dict[str, str]:
    """Return columns that say the same as an earlier one (one value for each of its), by name."""
    seen: list[Column] = []
    found: dict[str, str] = {}
    for column in columns:
        twin = next((one for one in seen if _same(one, column)), None)
        if twin is None:
            seen.append(column)
        else:
            found[column.name] = twin.name
    return found


def _same(one: Column, other: Column) -> bool:
    """Tell whether two columns of several values determine each other where both answer."""
    if min(len(one.values), len(other.values)) < 3:
        return False
    if max(len(one.values), len(other.values)) > _IDENTIFIER_SHARE * len(one.codes):
        return False
    both = (one.codes >= 0) & (other.codes >= 0)
    if both.sum() < 0.5 * max((one.codes >= 0).sum(), (other.codes >= 0).sum()):
        return False
    pairs = np.unique(
        one.codes[both].astype(np.int64) * (len(other.values) + 1) + other.codes[both]
    )
    firsts = len(np.unique(pairs // (len(other.values) + 1)))
    seconds = len(np.unique(pairs % (len(other.values) + 1)))
    return len(pairs) == firsts == seconds
