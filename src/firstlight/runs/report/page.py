"""The report as HTML: one template, always escaped, drawn from the report's values alone."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from firstlight.runs.report import svg
from firstlight.runs.report.chart import Chart
from firstlight.runs.report.draw import draw
from firstlight.runs.report.finding import SECTIONS, Report
from firstlight.runs.report.where import place_name

SHELVES = (
    ("first", "Look at these first"),
    ("reporting", "A cause in the reporting is likelier"),
    ("lead", "Leads: too weak to be findings"),
)
KINDS = {
    "pattern": "Pattern", "tactic": "Tactic", "total": "Total", "change": "Change",
    "cluster": "Cluster", "alarm": "Alarm", "nowcast": "Still to come", "corridor": "New corridor",
    "population": "Hidden population", "group": "Difference",
}  # fmt: skip
"""What a kind of finding is called."""
WORTHS = {
    "pattern": "Surely beyond expectation, newer periods counting more",
    "tactic": "New sources, weighed by the q-value",
    "alarm": "Records above the limit",
    "nowcast": "Records still to come, at the least",
    "corridor": "Mentions times score",
    "population": "People on no list, at the least",
    "group": "Surely beyond the other groups; a standing difference counts a tenth",
}
"""What the value of a kind of finding is; of any other, what that of a pattern is."""
LINKS = {
    "tactic": "Passages", "change": "Series", "nowcast": "Delays", "population": "Lists",
    "group": "Groups",
}  # fmt: skip
"""What the file behind a kind of finding holds, where it is not rows."""


def style_sheet() -> str:
    """Return the style of the report's own parts; colours are named by the page around."""
    return files("firstlight.runs.report").joinpath("templates/report.css").read_text("utf-8")


def body_html(report: Report, base: str = "") -> Markup:
    """Return the report as a part of a page; `base` stands before links to its files."""
    return Markup(_render("body.html", report, base))  # noqa: S704  (escaped by the template)


def countries_html(report: Report, base: str = "") -> Markup:
    """Return the country pages as a part of a page."""
    return Markup(_render("countries_body.html", report, base))  # noqa: S704  (escaped there)


def whole_html(report: Report) -> str:
    """Return the report as a page of its own, without scripts and without calls outside."""
    return _render("whole.html", report, "", body=body_html(report))


def whole_countries_html(report: Report) -> str:
    """Return the country pages as a page of their own."""
    return _render("whole.html", report, "", body=countries_html(report))


def _render(name: str, report: Report, base: str, body: Markup | None = None) -> str:
    return (
        _environment()
        .get_template(name)
        .render(
            report=report,
            base=base,
            body=body,
            shelves=SHELVES,
            sections=SECTIONS,
            kinds=KINDS,
            worths=WORTHS,
            links=LINKS,
            named={one.id: one for one in report.findings},
        )
    )


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(str(files("firstlight.runs.report").joinpath("templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["drawn"] = _drawn
    env.filters["shown"] = svg.plain
    env.filters["pieces"] = pieces
    env.filters["count"] = lambda number: f"{number:,}"
    env.globals["styles"] = _styles
    return env


def pieces(what: str) -> list[str]:
    """Return what a finding is about piece by piece, codes of countries with their names."""
    return [_piece(one) for one in what.split(" & ")]


def _piece(one: str) -> str:
    column, colon, value = one.partition(":")
    if not colon or " " in column:
        return one
    name = place_name(value) if len(value) == 2 and value.isupper() else value
    return f"{column}: {value}" if name == value else f"{column}: {name} ({value})"


def _drawn(chart: Chart) -> Markup:
    return Markup(draw(chart))  # noqa: S704  (every text in it is escaped by svg)


def _styles() -> Markup:
    folder = files("firstlight.runs.report").joinpath("templates")
    sheets = (folder.joinpath(name).read_text("utf-8") for name in ("alone.css", "report.css"))
    return Markup("".join(sheets))  # noqa: S704  (our own files)
