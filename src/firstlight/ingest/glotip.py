"""The UNODC GLOTIP export: counts by country, year, indicator, dimension, category, sex and age.

It is read as it stands, every count as text, since the file has field codes among its counts,
"<5", thousands commas and broken letters: `firstlight.trends.defects` tells them apart and says so.
"""

import re
from collections.abc import Sequence

from firstlight.model.record import FIRST_ROW, Kind, Mapping, Variable

COLUMNS = (
    "Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category", "Sex",
    "Age", "Year", "txtVALUE",
)  # fmt: skip
_VALUE = "txtVALUE"
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def is_glotip(columns: Sequence[str]) -> bool:
    """Tell whether these are the columns of a GLOTIP export."""
    return set(COLUMNS) <= set(columns)


def mapping(columns: Sequence[str]) -> Mapping | None:
    """Return the mapping of an export with these columns, None if it is not one."""
    if not is_glotip(columns):
        return None
    kinds: dict[str, Kind] = {"Year": "time", _VALUE: "number"}
    variables = tuple(
        Variable(source=name, name=name, kind=kinds.get(name, "category"))
        for name in columns
        if name != FIRST_ROW
    )
    return Mapping(
        name="UNODC GLOTIP", unit="count", variables=variables, time="Year", source="UNODC"
    )


def exported_on(preamble: Sequence[str]) -> str | None:
    """Return the day of the export (ISO 8601) that stands above the header, None if none does."""
    for line in preamble:
        if match := _DATE.search(line):
            return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    return None
