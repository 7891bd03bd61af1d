"""Where records lie: the column of places, and coordinates of what it names."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import pyarrow as pa
from babel import Locale
from babel.core import get_global

from firstlight.detect.mentions import lexicon
from firstlight.detect.places import coordinates
from firstlight.rulebook.matching.fold import fold
from firstlight.runs.report.charts_of import ends_of
from firstlight.runs.report.counting import Counting

_PLACE = re.compile(
    r"^(place|location|country|state|province|region|district|city|county|postal|admin\w*)$|"
    r"(place|location|state|province|district|city)(_?(code|name))?$",
    re.I,
)
_LATITUDE = re.compile(r"^(lat|latitude)$", re.I)
_LONGITUDE = re.compile(r"^(lon|lng|long|longitude)$", re.I)
Spot = tuple[float, float]


def place_column(columns: Sequence[str], asked: str | None) -> str | None:
    """Return the column of places: as asked, of exploitation, of origin, or by its name."""
    origin, destination = ends_of(columns)
    named = next((name for name in columns if _PLACE.search(name)), None)
    return asked if asked in columns else destination or origin or named


def code_of(value: str) -> str | None:
    """Return the ISO 3166 code that a value is or names, None where it is not known."""
    if coordinates(value) is not None:
        return value
    if len(value) == 3 and value.isupper():
        found = get_global("territory_aliases").get(value)
        return str(found[0]) if found and coordinates(found[0]) else None
    code = _names().get(value.casefold())
    if code is not None:
        return code
    hits = [hit for hit in lexicon().find(fold(value).text) if hit.kind == "place"]
    whole = [hit.value for hit in hits if hit.end - hit.start >= max(len(value) - 1, 4)]
    return whole[0] if whole else None


@cache
def _names() -> dict[str, str]:
    territories = Locale("en").territories
    return {name.casefold(): code for code, name in territories.items() if coordinates(code)}


def spots_of(counting: Counting, records: pa.Table, place: str) -> dict[str, Spot]:
    """Return latitude and longitude of the values of a column of places, in degrees.

    Columns of coordinates count before names: a place lies at the mean of its records.
    """
    column = counting.column(place)
    if column is None:
        return {}
    latitude, longitude = (
        next((name for name in records.column_names if pattern.match(name)), None)
        for pattern in (_LATITUDE, _LONGITUDE)
    )
    if latitude and longitude:
        return _means(records, column.values, column.codes, (latitude, longitude))
    known = {value: code_of(value) for value in column.values}
    found = {value: coordinates(code) for value, code in known.items() if code}
    return {value: spot for value, spot in found.items() if spot is not None}


def _means(
    records: pa.Table, values: Sequence[str], codes: np.ndarray, names: tuple[str, str]
) -> dict[str, Spot]:
    degrees = [_numbers(records.column(name).to_pylist()) for name in names]
    good = (codes >= 0) & np.isfinite(degrees[0]) & np.isfinite(degrees[1])
    count = np.bincount(codes[good], minlength=len(values))
    sums = [np.bincount(codes[good], weights=one[good], minlength=len(values)) for one in degrees]
    return {
        values[at]: (float(sums[0][at] / count[at]), float(sums[1][at] / count[at]))
        for at in np.flatnonzero(count).tolist()
    }


def _numbers(cells: Sequence[object]) -> np.ndarray:
    found = np.full(len(cells), np.nan)
    for at, cell in enumerate(cells):
        try:
            found[at] = float(str(cell))
        except ValueError:
            continue
    return found
