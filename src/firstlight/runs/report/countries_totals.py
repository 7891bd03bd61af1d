"""Country pages of official counts: as given, by year, in the order of a country narrative."""

import re
from collections.abc import Mapping

import pyarrow as pa

from firstlight.runs.report.finding import Country, Fact
from firstlight.runs.report.of_totals import TOTAL
from firstlight.trends.defects import Roles

_LONG_LIST = re.compile(r"by (citizenship|country)", re.I)


def countries_of_totals(table: pa.Table, roles: Roles, years: int = 4) -> tuple[Country, ...]:
    """Return a page for each reporting unit of official counts: as given, by year."""
    by_unit: dict[str, list[dict[str, str]]] = {}
    for row in table.select([roles.unit, roles.time, roles.value, *roles.facets]).to_pylist():
        by_unit.setdefault(row[roles.unit] or "", []).append(row)
    pages = []
    for unit, rows in sorted(by_unit.items()):
        facts = tuple(
            Fact("Prosecution" if _is_justice(name) else "Profile", f"{name}: {text}.", "")
            for name, text in _by_year(rows, roles, years).items()
        )
        pages.append(Country(code=unit, name=unit, records=len(rows), facts=facts))
    return tuple(pages)


def _is_justice(name: str) -> bool:
    return name.startswith(("Persons", "Offences"))


def _by_year(rows: list[dict[str, str]], roles: Roles, years: int) -> Mapping[str, str]:
    """Return each total of a unit over its last years, and detected victims by one answer more."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        split = [row[name] for name in roles.facets[2:] if row[name] != TOTAL]
        if len(split) > 1 or any(value is None for value in split):
            continue
        if split and (_is_justice(row[roles.facets[0]]) or _LONG_LIST.match(row[roles.facets[1]])):
            continue
        name = ", ".join([row[roles.facets[0]], *split])
        found.setdefault(name, {})[row[roles.time]] = row[roles.value]
    return {
        name: ", ".join(f"{value} in {year}" for year, value in sorted(known.items())[-years:])
        for name, known in sorted(found.items(), key=lambda one: (one[0].count(","), one[0]))
    }
