"""Charts of shares: small multiples of findings, and heat maps of a column by period."""

from firstlight.runs.report import svg
from firstlight.runs.report.chart import Heat, Multiples, Panel

_COLUMNS, _GAP, _HIGH, _HEAD = 3, 22.0, 62.0, 46.0


def multiples(chart: Multiples) -> str:
    """Draw small charts in three columns."""
    wide = (svg.WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
    tall = _HEAD + _HIGH + 30
    body = []
    for at, panel in enumerate(chart.panels):
        x, y = (at % _COLUMNS) * (wide + _GAP), (at // _COLUMNS) * tall
        body.append(_panel(panel, chart.labels, x, y, wide))
    rows = -(-len(chart.panels) // _COLUMNS)
    return svg.whole(chart.title, max(rows * tall, 20), body)


def _panel(panel: Panel, labels: tuple[str, ...], x: float, y: float, wide: float) -> str:
    shares = [count / of if of else 0.0 for count, of in zip(panel.counts, panel.of, strict=True)]
    peak, step = max((*shares, 1e-9)), wide / max(len(shares), 1)
    base = y + _HEAD + _HIGH
    head = svg.wrapped(panel.title, wide, 3, 10.5)
    body = [svg.text(x, y + 11 + 12.5 * at, said, "ink", size=10.5) for at, said in enumerate(head)]
    body.append(svg.line(x, base, x + wide, base))
    for at, share in enumerate(shares):
        high = _HIGH * share / peak * 0.86
        said = f"{labels[at]}: {panel.counts[at]:,} of {panel.of[at]:,} ({share:.1%})"
        look = "hot" if at == panel.hot else "bar"
        body.append(svg.box(x + at * step + 0.7, base - high, step - 1.4, high, look, said))
        if at == panel.hot:
            middle = min(max(x + (at + 0.5) * step, x + 16), x + wide - 16)
            top = base - _HIGH * 0.86 - 3
            body.append(svg.text(middle, top, f"{share:.1%}", "hot", "middle", 10))
    body += _ends(panel, labels, x, base + 13, wide)
    return "".join(body)


def _ends(panel: Panel, labels: tuple[str, ...], x: float, y: float, wide: float) -> list[str]:
    """Return the first, last and spoken-of labels, the latter alone where they would touch."""
    if not labels:
        return []
    step = wide / len(labels)
    spot = x + (panel.hot + 0.5) * step
    room = len(labels[panel.hot]) * 3 + 4
    spot = min(max(spot, x + room), x + wide - room)
    body = [svg.text(spot, y, labels[panel.hot], "hot", "middle", 10)]
    reach = room + len(labels[0]) * 6
    if spot - x > reach:
        body.append(svg.text(x, y, labels[0], "soft", "start", 10))
    if x + wide - spot > reach:
        body.append(svg.text(x + wide, y, labels[-1], "soft", "end", 10))
    return body


def heat(chart: Heat) -> str:
    """Draw shares as cells, the fuller the greater."""
    left, high = min(max(150.0, 14 + max(map(svg.wide, chart.rows), default=0)), 260.0), 22.0
    wide = (svg.WIDTH - left) / max(len(chart.labels), 1)
    peak = max(
        (n / of for row in chart.counts for n, of in zip(row, chart.of, strict=True) if of),
        default=1.0,
    )
    body = []
    for down, (name, row) in enumerate(zip(chart.rows, chart.counts, strict=True)):
        y = down * high
        body.append(svg.text(left - 8, y + 15, svg.fitted(name, left - 14), "ink", "end"))
        for at, (count, of) in enumerate(zip(row, chart.of, strict=True)):
            share = count / of if of else 0.0
            said = f"{name}, {chart.labels[at]}: {count:,} of {of:,} ({share:.1%})"
            x, depth = left + at * wide, (share / peak) ** 0.7 if peak else 0.0
            cell = svg.box(x + 0.5, y + 0.5, wide - 1, high - 1, "c1", said)
            body.append(svg.faint(cell, 0.04 + 0.86 * depth))
            if wide >= 28 and of:
                look = "edge" if depth > 0.5 else "ink"
                body.append(svg.text(x + wide / 2, y + 15, _per_cent(share), look, "middle", 10))
    foot = len(chart.rows) * high
    every = max(1, -(-int(max(map(len, chart.labels), default=1) * 6.2 + 6) // max(int(wide), 1)))
    body += [
        svg.text(left + (at + 0.5) * wide, foot + 14, label, "soft", "middle", 10.5)
        for at, label in enumerate(chart.labels)
        if at % every == 0
    ]
    return svg.whole(chart.title, foot + 22, body)


def _per_cent(share: float) -> str:
    if share == 0:
        return "–"
    return "<1" if share < 0.01 else f"{share * 100:.0f}"
