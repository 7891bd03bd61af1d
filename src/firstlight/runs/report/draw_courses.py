"""Charts of series under watch: levels, limits and alarms, and values with intervals."""

from collections.abc import Callable
from math import log

from firstlight.runs.report import svg
from firstlight.runs.report.chart import Course, Courses, Reach, Reaches, Spell, Spells
from firstlight.runs.report.draw_series import along, ticks

_COLUMNS, _GAP, _HIGH, _HEAD = 3, 22.0, 62.0, 34.0
_LEFT, _RIGHT, _TOP, _TALL = 50.0, 12.0, 18.0, 150.0


def courses(chart: Courses) -> str:
    """Draw each series as a thin line with the levels of its stretches over it."""
    wide = (svg.WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
    tall = _HEAD + _HIGH + 30
    body = [
        _course(one, chart.labels, (at % _COLUMNS) * (wide + _GAP), (at // _COLUMNS) * tall, wide)
        for at, one in enumerate(chart.courses)
    ]
    rows = -(-len(chart.courses) // _COLUMNS)
    return svg.whole(chart.title, max(rows * tall, 20), body)


def _course(one: Course, labels: tuple[str, ...], x: float, y: float, wide: float) -> str:
    known = [value for value in one.values if value is not None]
    peak, step = max((*known, *one.levels, 1e-9)), wide / max(len(one.values), 1)
    base = y + _HEAD + _HIGH
    head = svg.wrapped(one.title, wide, 2, 10.5)
    body = [svg.text(x, y + 11 + 12.5 * at, said, "ink", size=10.5) for at, said in enumerate(head)]
    body.append(svg.line(x, base, x + wide, base))

    def place(at: float, value: float) -> tuple[float, float]:
        return x + (at + 0.5) * step, base - _HIGH * 0.84 * value / peak

    spots = [place(at, value) for at, value in enumerate(one.values) if value is not None]
    if spots:
        line = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in spots)
        body.append(svg.path(line, "bar", width=1.3))
    ends = [*one.edges[1:], len(one.values)]
    for number, (start, end, level) in enumerate(zip(one.edges, ends, one.levels, strict=True)):
        left, high = place(start - 0.5, level)
        right, _ = place(end - 0.5, level)
        said = f"{_said(level, one)} from {labels[start]} to {labels[end - 1]}"
        body.append(svg.path(f"M{left:.1f} {high:.1f}H{right:.1f}", "hot", width=2, title=said))
        if number:
            body.append(svg.line(left, base - _HIGH * 0.9, left, base, "hot"))
    body.append(svg.text(x + wide, base - _HIGH * 0.9 - 3, _said(one.levels[-1], one), "hot",
                         "end", 10))  # fmt: skip
    return "".join([*body, *_foot(one, labels, x, base + 13, wide)])


def _said(value: float, one: Course) -> str:
    return f"{value:.1%}" if one.shares else f"{value:,.1f}"


def _foot(
    one: Course, labels: tuple[str, ...], x: float, y: float, wide: float
) -> list[str]:  # fmt: skip
    """Return the first and last label, and that of the newest change where there is room."""
    body = [svg.text(x, y, labels[0], "soft", "start", 10)]
    body.append(svg.text(x + wide, y, labels[-1], "soft", "end", 10))
    if len(one.edges) > 1:
        spot = x + one.edges[-1] * wide / max(len(one.values), 1)
        room = len(labels[0]) * 9 + 6
        if x + room < spot < x + wide - room:
            body.append(svg.text(spot, y, labels[one.edges[-1]], "hot", "middle", 10))
    return body


def spells(chart: Spells) -> str:
    """Draw counts as bars, what is to come as pale bars with whiskers, limits as steps."""
    tops = [max(one.known, one.limit or 0, one.high or 0) for one in chart.spells]
    peak, wide = max((*tops, 1.0)), (svg.WIDTH - _LEFT - _RIGHT) / max(len(chart.spells), 1)
    body = []
    for tick in ticks(peak):
        y = _TOP + _TALL * (1 - tick / peak)
        body.append(svg.line(_LEFT, y, svg.WIDTH - _RIGHT, y))
        body.append(svg.text(_LEFT - 6, y + 4, svg.short(tick), "soft", "end", 10.5))
    for at, one in enumerate(chart.spells):
        body += _spell(one, chart.labels[at], _LEFT + at * wide, wide, peak)
    body += along(chart.labels, _LEFT, wide, _TOP + _TALL + 15)
    return svg.whole(chart.title, _TOP + _TALL + 26, body)


def _spell(one: Spell, label: str, x: float, wide: float, peak: float) -> list[str]:
    def level(value: float) -> float:
        return _TOP + _TALL * (1 - value / peak)

    gap, base = min(1.0, wide / 6), _TOP + _TALL
    said = f"{label}: {one.known:,}"
    body = []
    if one.expected is not None and one.low is not None and one.high is not None:
        said += f" known, {one.expected:,.0f} to expect ({one.low:,.0f} to {one.high:,.0f})"
        top = level(one.expected)
        body.append(svg.faint(svg.box(x + gap, top, wide - 2 * gap, base - top, "c1", said), 0.35))
    look = "hot" if one.alarm else "bar"
    top = level(one.known)
    body.append(svg.box(x + gap, top, wide - 2 * gap, base - top, look, said))
    if one.low is not None and one.high is not None:
        middle = x + wide / 2
        body.append(svg.line(middle, level(one.low), middle, level(one.high), "ink"))
    if one.limit is not None:
        y, over = level(one.limit), f"{label}: alarm above {one.limit:,.0f}"
        body.append(svg.path(f"M{x:.1f} {y:.1f}h{wide:.1f}", "ink", width=1.2, title=over))
    return body


def reaches(chart: Reaches) -> str:
    """Draw each value as a dot with its interval, one line each."""
    ends = [
        end
        for one in chart.reaches
        for end in (one.value, one.low, one.high)
        if end is not None and (end > 0 or not chart.ratios)
    ]
    ends += [chart.mark] if chart.mark is not None else []
    least, most = (min(ends), max(ends)) if ends else (0.0, 1.0)
    least = least if chart.ratios else min(least, 0.0)
    left, right, high = 210.0, svg.WIDTH - 170.0, 20.0

    def x(value: float) -> float:
        value = min(max(value, least), most)
        if chart.ratios:
            return left + (right - left) * log(value / least) / max(log(most / least), 1e-9)
        return left + (right - left) * (value - least) / max(most - least, 1e-9)

    body = []
    if chart.mark is not None:
        body.append(svg.line(x(chart.mark), 2, x(chart.mark), high * len(chart.reaches) + 2, "ink"))
    foot = high * len(chart.reaches) + 8
    for tick in _marks(least, most) if chart.ratios else ticks(most):
        if least <= tick <= most:
            if tick != chart.mark:
                body.append(svg.line(x(tick), 2, x(tick), foot - 6))
            said = f"{svg.short(tick)}×" if chart.mark == 1 else svg.short(tick)
            body.append(svg.text(x(tick), foot + 8, said, "soft", "middle", 10))
    for at, one in enumerate(chart.reaches):
        y = at * high + 14
        body.append(svg.text(left - 10, y + 4, svg.fitted(one.name, left - 16), "ink", "end"))
        body += _reach(one, x, y)
        body.append(svg.text(right + 10, y + 4, svg.fitted(one.said, 158), "soft"))
    return svg.whole(chart.title, foot + 14, body)


def _marks(least: float, most: float) -> list[float]:
    """Return about four round ratios between two."""
    every = [step * 10.0**power for power in range(-3, 7) for step in (1, 2, 5)]
    inside = [one for one in every if least <= one <= most]
    return inside[:: max(1, -(-len(inside) // 5))]


def _reach(one: Reach, x: Callable[[float], float], y: float) -> list[str]:
    body = []
    if one.low is not None and one.high is not None:
        body.append(svg.path(f"M{x(one.low):.1f} {y:.1f}H{x(one.high):.1f}", "bar", width=3))
    body.append(svg.dot(x(one.value), y, 4, "hot", f"{one.name}: {one.said}"))
    return body
