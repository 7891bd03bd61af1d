"""Charts of counts: bars by period, lines over years, and the strip of the null test."""

from math import log10

from firstlight.runs.report import svg
from firstlight.runs.report.chart import Bars, Lines, Strip

_LEFT, _RIGHT, _TOP = 50.0, 12.0, 18.0
_HIGH = 150.0


def ticks(top: float) -> list[float]:
    """Return three or four round values from 0 to about `top`."""
    if top <= 0:
        return [0.0, 1.0]
    power = 10 ** int(log10(top)) if top >= 1 else 1
    step = next((s * power for s in (0.25, 0.5, 1, 2, 2.5, 5) if top / (s * power) <= 4), power)
    if power == 1:
        step = max(1.0, float(round(step)))
    return [step * n for n in range(int(top / step) + 1)]


def bars(chart: Bars) -> str:
    """Draw a bar per label."""
    size, peak = len(chart.labels), max((*chart.values, 1))
    wide = (svg.WIDTH - _LEFT - _RIGHT) / max(size, 1)
    body = _grid(peak)
    for at, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        high = _HIGH * value / peak
        look = "hot" if at in chart.hot else "bar"
        x = _LEFT + at * wide
        body.append(
            svg.box(x + 1, _TOP + _HIGH - high, wide - 2, high, look, f"{label}: {value:,}")
        )
        if wide >= 30:
            body.append(
                svg.text(x + wide / 2, _TOP + _HIGH - high - 4, svg.short(value), "soft", "middle",
                         9.5)
            )  # fmt: skip
    body += along(chart.labels, _LEFT, wide, _TOP + _HIGH + 15)
    return svg.whole(chart.title, _TOP + _HIGH + 26, body)


def along(labels: tuple[str, ...], left: float, wide: float, y: float) -> list[str]:
    """Return the labels of an axis, as many as there is room for."""
    longest = max((len(label) for label in labels), default=1) * 6.2 + 8
    every = max(1, -(-int(longest) // max(int(wide), 1)))
    return [
        svg.text(left + (at + 0.5) * wide, y, label, "soft", "middle", 10.5)
        for at, label in enumerate(labels)
        if at % every == 0
    ]


def _grid(peak: float) -> list[str]:
    body = []
    for tick in ticks(peak):
        y = _TOP + _HIGH * (1 - tick / peak)
        body.append(svg.line(_LEFT, y, svg.WIDTH - _RIGHT, y))
        body.append(svg.text(_LEFT - 6, y + 4, svg.short(tick), "soft", "end", 10.5))
    return body


def lines(chart: Lines) -> str:
    """Draw lines over labels, each with its name at its end."""
    values = [value for one in chart.lines for value in one.values if value is not None]
    peak, room = max((*values, 1.0)), 170.0
    wide = (svg.WIDTH - _LEFT - room) / max(len(chart.labels), 1)
    body = _grid(peak)
    ends = []
    for at, one in enumerate(chart.lines):
        points = [
            (_LEFT + (n + 0.5) * wide, _TOP + _HIGH * (1 - value / peak), value)
            for n, value in enumerate(one.values)
            if value is not None
        ]
        if not points:
            continue
        look = f"c{at % 6}"
        body.append(
            svg.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in points), look, width=2.2)
        )
        body += [svg.dot(x, y, 2.4, look, f"{one.name}: {value:,.0f}") for x, y, value in points]
        ends.append((points[-1][1], points[-1][0], one.name, look))
    body += _named(sorted(ends))
    body += along(chart.labels, _LEFT, wide, _TOP + _HIGH + 15)
    return svg.whole(chart.title, _TOP + _HIGH + 26, body)


def _named(ends: list[tuple[float, float, str, str]]) -> list[str]:
    """Return the names of lines at their ends, moved apart where they would cover each other."""
    body, last = [], -100.0
    for y, x, name, look in ends:
        last = max(y + 4, last + 13)
        body.append(svg.text(x + 8, last, svg.fitted(name, svg.WIDTH - x - 10), look))
    return body


def strip(chart: Strip) -> str:
    """Draw the strengths of the shuffles over those that were found, on a scale of logarithms."""
    top = log10(1 + max((*chart.found, *chart.shuffled, chart.gate, 1.0)))

    def x(value: float) -> float:
        return 130 + (svg.WIDTH - 150) * log10(1 + value) / top

    body = [svg.line(130, 92, svg.WIDTH - 20, 92)]
    for y, name, values, look in (
        (30.0, "strongest by chance", chart.shuffled, "bar"),
        (66.0, "found in the records", chart.found, "hot"),
    ):
        body.append(svg.text(122, y + 4, name, "ink", "end"))
        body += [
            svg.faint(svg.dot(x(value), y + ((at * 7) % 11 - 5) * 1.3, 2.6, look), 0.55)
            for at, value in enumerate(values)
        ]
    body.append(svg.line(x(chart.gate), 12, x(chart.gate), 92, "ink"))
    body.append(svg.text(x(chart.gate) + 4, 14, "gate", "ink", size=10.5))
    marks = [n for n in (1, 3, 10, 30, 100, 300, 1000, 3000, 10000) if log10(1 + n) <= top]
    body += [svg.text(x(n), 106, f"{n:,}", "soft", "middle", 10.5) for n in marks]
    body.append(svg.text(122, 106, "strength (nats)", "soft", "end", 10.5))
    return svg.whole(chart.title, 114, body)
