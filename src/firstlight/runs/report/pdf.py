"""The report as PDF, set by Typst from the report's values: text stays text, nothing is markup."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import typst

from firstlight.runs.report import svg
from firstlight.runs.report.draw import draw
from firstlight.runs.report.finding import SECTIONS, Country, Finding, Report
from firstlight.runs.report.page import KINDS, SHELVES, pieces

_TOLD = 3
COUNTRIES = 20
"""Countries that the printed report holds; all are in countries.html."""


def pdf(report: Report) -> bytes:
    """Return the report as a PDF of A4 pages."""
    template = files("firstlight.runs.report").joinpath("templates/report.typ").read_bytes()
    values = json.dumps(_values(report), ensure_ascii=False)
    found: Any = typst.compile(template, sys_inputs={"report": values})
    return bytes(found)


def _values(report: Report) -> dict[str, Any]:
    span = f", {report.periods[0]} to {report.periods[-1]}" if report.periods else ""
    shelves, rank = [], 0
    told = {one.id: one for one in report.findings}
    for shelf, name in SHELVES:
        mine = [one for one in report.findings if one.shelf == shelf]
        if mine:
            listed = [_finding(one, rank + at) for at, one in enumerate(mine, 1)]
            shelves.append({"name": name, "findings": listed})
            rank += len(mine)
    return {
        "title": _plain(report.title),
        "made": report.made,
        "lead": _plain(
            f"{report.rows:,} rows of {report.source}, read as {report.read_as}{span}. "
            f"Made {report.made} by Firstlight, which proposes; a person decides."
        ),
        "null": report.null.sentence if report.null else None,
        "text_null": report.text_null,
        "defects": [
            {"values": f"{one.values:,}", "kind": _plain(one.kind), "why": _plain(one.why),
             "example": _plain(one.example)}
            for one in report.defects
        ],
        "shelves": shelves,
        "charts": [
            {"title": _plain(one.title), "caption": _plain(one.caption),
             "svg": svg.alone(draw(one))}
            for one in report.charts
        ],
        "counted": _plain(
            f"Counted from {report.source}, read as {report.read_as}; the columns behind each "
            "sentence stand in countries.html. What the file does not tell is left blank."
        ),
        "countries": [
            {"name": _plain(one.name), "sections": _sections(one, told)}
            for one in _greatest(report)
        ],
        "methods": report.methods,
        "limits": report.limits,
        "notes": [_plain(one) for one in report.notes],
    }  # fmt: skip


def _sections(country: Country, told: Mapping[str, Finding]) -> list[dict[str, Any]]:
    """Return the parts of a country's narrative; the profile holds its first findings."""
    found = []
    for section in SECTIONS:
        said = [_plain(one.text) for one in country.facts if one.section == section]
        if section == "Profile":
            mine = [told[name] for name in country.findings[:_TOLD] if name in told]
            said += [
                _plain(f"{one.period}, {' and '.join(pieces(one.what))}: {one.sentence}")
                for one in mine
            ]
        found.append({"name": section, "said": said})
    return found


def _greatest(report: Report) -> list[Country]:
    """Return the countries with the most records, in the report's order."""
    chosen = sorted(report.countries, key=lambda one: -one.records)[:COUNTRIES]
    return [one for one in report.countries if one in chosen]


def _finding(one: Finding, rank: int) -> dict[str, Any]:
    return {
        "rank": str(rank),
        "period": _plain(one.period),
        "kind": KINDS[one.kind],
        "value": f"{one.value:,.0f}" if one.value else "",
        "what": _plain("  ·  ".join(pieces(one.what))),
        "sentence": _plain(one.sentence),
        "rows": one.rows,
        "artefact": one.artefact and _plain(one.artefact),
        "warning": "Mind" if one.shelf == "first" else "Likelier",
        "quotes": [
            {"before": _plain(q.before), "within": _plain(q.within), "after": _plain(q.after),
             "source": _plain(f"{q.id}, characters {q.start}–{q.end}")}
            for q in one.quotes
        ],
    }  # fmt: skip


def _plain(said: str) -> str:
    return svg.plain(said)
