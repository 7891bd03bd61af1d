"""Drawing: the one door from a chart's values to SVG."""

from firstlight.runs.report import chart as charts
from firstlight.runs.report import draw_flows, draw_map, draw_series, draw_shares


def draw(chart: charts.Chart) -> str:
    """Return the SVG of a chart."""
    match chart:
        case charts.Bars():
            return draw_series.bars(chart)
        case charts.Lines():
            return draw_series.lines(chart)
        case charts.Strip():
            return draw_series.strip(chart)
        case charts.Multiples():
            return draw_shares.multiples(chart)
        case charts.Heat():
            return draw_shares.heat(chart)
        case charts.Sankey():
            return draw_flows.sankey(chart)
        case charts.WorldMap():
            return draw_map.world_map(chart)
