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
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.country_names import country_named

_FROM = re.compile(r"citizen|nationality|origin|\bCOO|_COO|source_?country", re.I)
_TO = re.compile(r"CountryOfExploit|exploitation_?(country|location)|destination|_COE|\bCOE", re.I)
_PERPETRATOR = re.compile(r"^IP_|perpetrator|suspect", re.I)
_PLACE = re.compile(
    r"^(place|location|country|state|province|region|district|city|county|postal|admin\w*|"
    r"land|provincie|regio|gemeente|bundesland|pays|région|país|provincia|región|paese|kraj|țară|"
    r"страна|країна|ülke|negara)$|"
    r"(place|location|state|province|district|city)(_?(code|name))?$",
    re.I,
)
_LATITUDE = re.compile(r"^(lat|latitude)$", re.I)
_LONGITUDE = re.compile(r"^(lon|lng|long|longitude)$", re.I)
_TERRITORIES = Locale("en").territories
_KNOWN = 0.5
Spot = tuple[float, float]


def ends_of(columns: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the columns of where people come from and where they were exploited, if there."""
    mine = [name for name in columns if not _PERPETRATOR.search(name)]
    origin = next((name for name in mine if _FROM.search(name)), None)
    destination = next((name for name in mine if _TO.search(name) and name != origin), None)
    return origin, destination


def place_name(code: str) -> str:
    """Return a country's English name (Unicode CLDR), or the code itself."""
    return str(_TERRITORIES.get(code, code)) if len(code) == 2 else code


def ends_in(counting: Counting) -> tuple[str | None, str | None]:
    """Return the columns of origin and destination whose values are places."""
    origin, destination = ends_of(counting.columns)
    return _placed(counting, origin), _placed(counting, destination)


def _placed(counting: Counting, name: str | None) -> str | None:
    column = counting.column(name) if name else None
    return name if column is not None and names_places(column.values) else None


def names_places(values: Sequence[str]) -> bool:
    """Tell whether most values are codes or names of countries, regions or known places."""
    known = sum(value.casefold() in _regions() or code_of(value) is not None for value in values)
    return bool(values) and known >= _KNOWN * len(values)


@cache
def _regions() -> frozenset[str]:
    return frozenset(name.casefold() for name in _TERRITORIES.values())


def place_column(counting: Counting, asked: str | None) -> str | None:
    """Return the column of places: as asked, of exploitation, of origin, or by its name.

    One that is guessed must hold places: known ones, or columns of coordinates beside it.
    """
    if asked in counting.columns:
        return asked
    origin, destination = ends_in(counting)
    named = (name for name in counting.columns if _PLACE.search(name))
    return destination or origin or next((n for n in named if _placed(counting, n)), None)


def code_of(value: str) -> str | None:
    """Return the ISO 3166 code that a value is or names, None where it is not known."""
    if coordinates(value) is not None:
        return value
    if len(value) == 3 and value.isupper():
        found = get_global("territory_aliases").get(value)
        return str(found[0]) if found and coordinates(found[0]) else None
    code = country_named(value)
    if code is not None:
        return code
    hits = [hit for hit in lexicon().find(fold(value).text) if hit.kind == "place"]
    whole = [hit.value for hit in hits if hit.end - hit.start >= max(len(value) - 1, 4)]
    return whole[0] if whole else None


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
