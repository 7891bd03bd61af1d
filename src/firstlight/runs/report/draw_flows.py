"""The Sankey diagram of corridors: origins on the left, destinations on the right."""

from collections.abc import Callable, Sequence

from firstlight.runs.report import svg
from firstlight.runs.report.chart import Flow, Sankey

_SIDE, _BAR, _GAP, _HIGH = 180.0, 12.0, 6.0, 400.0
_LINE = 14.0
_MOST = 12
REST = "all others"


def sankey(chart: Sankey) -> str:
    """Draw the flows between the greatest origins and destinations; the rest is one each."""
    flows = gathered(chart.flows, _MOST)
    total = sum(flow.count for flow in flows) or 1
    origins = _ends(flows, lambda flow: flow.origin)
    destinations = _ends(flows, lambda flow: flow.destination)
    scale = _HIGH / total
    left = _stacked(origins, scale)
    right = _stacked(destinations, scale)
    body = _ribbons(flows, left, right, scale)
    for places, sums, x, anchor, away in (
        (left, origins, _SIDE, "end", -6.0),
        (right, destinations, svg.WIDTH - _SIDE - _BAR, "start", _BAR + 6),
    ):
        for name, count in sums.items():
            high = count * scale
            body.append(svg.box(x, places[name], _BAR, high, "ink", f"{name}: {count:,}"))
            said = svg.fitted(f"{name} {count:,}", _SIDE - 8)
            body.append(svg.text(x + away, places[name] + high / 2 + 4, said, "ink", anchor))
    foot = max((y + side[name] * scale for places, side in ((left, origins), (right, destinations))
                for name, y in places.items()), default=0.0)  # fmt: skip
    return svg.whole(chart.title, foot + 14, body)


def gathered(flows: Sequence[Flow], most: int) -> list[Flow]:
    """Return flows with all but the `most` greatest origins and destinations put together."""
    sums: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for flow in flows:
        sums[0][flow.origin] = sums[0].get(flow.origin, 0) + flow.count
        sums[1][flow.destination] = sums[1].get(flow.destination, 0) + flow.count
    kept = [set(sorted(side, key=lambda n: (-side[n], n))[:most]) for side in sums]
    found: dict[tuple[str, str], int] = {}
    for flow in flows:
        key = (
            flow.origin if flow.origin in kept[0] else REST,
            flow.destination if flow.destination in kept[1] else REST,
        )
        found[key] = found.get(key, 0) + flow.count
    return [Flow(*key, count) for key, count in found.items()]


def _ends(flows: Sequence[Flow], of: Callable[[Flow], str]) -> dict[str, int]:
    """Return the sum of each end's flows, the greatest first, the rest last."""
    sums: dict[str, int] = {}
    for flow in flows:
        name = of(flow)
        sums[name] = sums.get(name, 0) + flow.count
    return dict(sorted(sums.items(), key=lambda one: (one[0] == REST, -one[1], one[0])))


def _stacked(sums: dict[str, int], scale: float) -> dict[str, float]:
    """Return where each end begins, from top to bottom, apart by the gap or by a line of text."""
    places, y = {}, 4.0
    for name, count in sums.items():
        places[name] = y
        y += max(count * scale, _LINE - _GAP) + _GAP
    return places


def _ribbons(
    flows: Sequence[Flow], left: dict[str, float], right: dict[str, float], scale: float
) -> list[str]:
    body, from_y, to_y = [], dict(left), dict(right)
    orders = {name: at for at, name in enumerate(left)}, {name: at for at, name in enumerate(right)}
    x0, x1 = _SIDE + _BAR, svg.WIDTH - _SIDE - _BAR
    middle = (x0 + x1) / 2
    for flow in sorted(flows, key=lambda f: (orders[0][f.origin], orders[1][f.destination])):
        high = flow.count * scale
        a, b = from_y[flow.origin], to_y[flow.destination]
        from_y[flow.origin], to_y[flow.destination] = a + high, b + high
        data = (
            f"M{x0:.1f} {a:.1f}C{middle:.1f} {a:.1f} {middle:.1f} {b:.1f} {x1:.1f} {b:.1f}"
            f"v{high:.2f}C{middle:.1f} {b + high:.1f} {middle:.1f} {a + high:.1f} "
            f"{x0:.1f} {a + high:.1f}z"
        )
        home = flow.origin == flow.destination
        said = f"{flow.origin} to {flow.destination}: {flow.count:,}"
        ribbon = svg.path(data, "bar" if home else f"c{orders[0][flow.origin] % 5}", title=said)
        body.append(svg.faint(ribbon, 0.55))
    return body
