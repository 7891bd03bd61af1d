"""The map: records by place as circles, corridors as bent lines, on Natural Earth's outlines."""

from firstlight.detect.places import coordinates
from firstlight.runs.outlines import world
from firstlight.runs.projection import project
from firstlight.runs.report import svg
from firstlight.runs.report.chart import Flow, WorldMap

_SCALE = svg.WIDTH / 1000
_TOP, _BOTTOM = -265.0, 170.0
_LINES, _NAMES = 30, 12


def point(code: str) -> tuple[float, float] | None:
    """Return where an ISO 3166-1 code lies on the drawing, None where it is not known."""
    spot = coordinates(code)
    if spot is None:
        return None
    x, y = project(spot[1], spot[0])
    return (x + 500) * _SCALE, (y - _TOP) * _SCALE


def world_map(chart: WorldMap) -> str:
    """Draw the world with the records of each place and the greatest corridors."""
    lit = {code for code, _ in chart.places}
    lands = "".join(
        f'<path class="f-{"lit" if code in lit else "land"} s-edge" d="{data}"/>'
        for code, data, _ in world().outlines
        if code != "AQ"
    )
    move = f"scale({_SCALE:.3f}) translate(500 {-_TOP:.0f})"
    body = [f'<g transform="{move}" stroke-width=".5">{lands}</g>']
    abroad = sorted(
        (flow for flow in chart.flows if flow.origin != flow.destination), key=lambda f: -f.count
    )[:_LINES]
    most = max((flow.count for flow in abroad), default=1)
    body += [_corridor(flow, most) for flow in abroad]
    peak = max((count for _, count in chart.places), default=1)
    named: list[tuple[float, float]] = []
    for at, (code, count) in enumerate(sorted(chart.places, key=lambda one: -one[1])):
        spot = point(code)
        if spot is None:
            continue
        radius = 1.5 + 14 * (count / peak) ** 0.5
        look = "hot" if not chart.hot or code in chart.hot else "bar"
        body.append(svg.faint(svg.dot(*spot, radius, look, f"{code}: {count:,}"), 0.6))
        clear = all(abs(spot[0] - x) > 15 or abs(spot[1] - y) > 10 for x, y in named)
        if at < _NAMES and clear:
            named.append(spot)
            body.append(svg.text(spot[0], spot[1] + 3.5, code, "ink", "middle", 9.5))
    return svg.whole(chart.title, (_BOTTOM - _TOP) * _SCALE, body)


def _corridor(flow: Flow, most: int) -> str:
    a, b = point(flow.origin), point(flow.destination)
    if a is None or b is None:
        return ""
    bend_x = (a[0] + b[0]) / 2 + (b[1] - a[1]) * 0.16
    bend_y = (a[1] + b[1]) / 2 - (b[0] - a[0]) * 0.16
    data = f"M{a[0]:.1f} {a[1]:.1f}Q{bend_x:.1f} {bend_y:.1f} {b[0]:.1f} {b[1]:.1f}"
    said = f"{flow.origin} to {flow.destination}: {flow.count:,}"
    return svg.faint(svg.path(data, "c1", width=0.6 + 4.5 * flow.count / most, title=said), 0.55)
