"""Drawing: the one door from a chart's values to SVG."""

from collections.abc import Callable
from typing import Any

from firstlight.runs.report import chart as charts
from firstlight.runs.report import draw_courses, draw_flows, draw_map, draw_series, draw_shares

_DRAWERS: dict[type, Callable[[Any], str]] = {
    charts.Bars: draw_series.bars,
    charts.Lines: draw_series.lines,
    charts.Strip: draw_series.strip,
    charts.Multiples: draw_shares.multiples,
    charts.Heat: draw_shares.heat,
    charts.Sankey: draw_flows.sankey,
    charts.WorldMap: draw_map.world_map,
    charts.Courses: draw_courses.courses,
    charts.Spells: draw_courses.spells,
    charts.Reaches: draw_courses.reaches,
}


def draw(chart: charts.Chart) -> str:
    """Return the SVG of a chart."""
    return _DRAWERS[type(chart)](chart)
