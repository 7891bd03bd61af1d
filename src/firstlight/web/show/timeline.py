"""Posts over time as stacked bars: per day, week or month, by place or by template."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

WIDTH, HEIGHT, BASE = 720, 290, 262
MOST_SERIES, WIDEST = 5, 30.0


REST = "other or not stated"


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One stacked block: its box in the drawing, its series and how many posts it stands for."""

    x: float
    y: float
    width: float
    height: float
    series: int
    posts: int
    since: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing of `WIDTH` × `HEIGHT`; `rows` hold the same figures for those who read a table.

    `series` are (name, posts, number of its colour).
    """

    unit: str
    series: tuple[tuple[str, int, int], ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    peak: int
    rows: tuple[tuple[str, int], ...]
    undated: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def draw(items: Iterable[tuple[datetime | None, str]]) -> Timeline | None:
    """Lay out (instant, series) pairs; None where no item has an instant.

    The most frequent series are told apart; the others, and "", stand together as `REST`.
    """
    listed = list(items)
    dated = [(instant.astimezone(UTC).date(), name) for instant, name in listed if instant]
    if not dated:
        return None
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    unit = "day" if (last - first).days <= 60 else "week" if (last - first).days <= 500 else "month"
    starts = _starts(first, last, unit)
    totals = Counter(name for _, name in dated if name)
    names = [name for name, _ in totals.most_common(MOST_SERIES)]
    cells = Counter((_start(day, unit), name if name in names else REST) for day, name in dated)
    if any(name == REST for _, name in cells):
        names.append(REST)
    sums = [(start, sum(cells[start, name] for name in names)) for start in starts]
    peak = max(total for _, total in sums)
    return Timeline(
        unit=unit,
        series=tuple(
            (name, sum(cells[start, name] for start in starts), _colour(names, name))
            for name in names
        ),
        bars=tuple(_bars(starts, names, cells, peak)),
        ticks=tuple(_ticks(starts)),
        peak=peak,
        rows=tuple((f"{start.day} {start:%b %Y}", total) for start, total in sums if total),
        undated=len(listed) - len(dated),
    )


def _colour(names: Sequence[str], name: str) -> int:
    return MOST_SERIES if name == REST else names.index(name)


def spark(counts: Sequence[int], width: int = 120, height: int = 22) -> list[list[float]]:
    """Return boxes [x, y, width, height] of a small bar row, one per bucket that is not empty."""
    peak, step = max(counts, default=0), width / max(len(counts), 1)
    return [
        [
            round(at * step, 2),
            round(height - (tall := max(2, height * n / peak)), 2),
            round(max(step - 1, 1), 2),
            round(tall, 2),
        ]
        for at, n in enumerate(counts)
        if n
    ]


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _starts(first: date, last: date, unit: str) -> list[date]:
    out: list[date] = []
    at = _start(first, unit)
    while at <= last and len(out) < 2000:
        out.append(at)
        step = {"day": 1, "week": 7, "month": 32}[unit]
        at = _start(at + timedelta(days=step), unit)
    return out


def _bars(
    starts: Sequence[date], names: Sequence[str], cells: Counter[tuple[date, str]], peak: int
) -> Iterable[Bar]:
    step = WIDTH / len(starts)
    gap = min(2.0, step * 0.2)
    for at, start in enumerate(starts):
        y = float(BASE)
        for series, name in enumerate(names):
            if posts := cells[start, name]:
                tall = (BASE - 14) * posts / peak
                y -= tall
                yield Bar(
                    x=round(at * step + gap / 2, 2),
                    y=round(y, 2),
                    width=round(min(step - gap, WIDEST), 2),
                    height=round(tall, 2),
                    series=series,
                    posts=posts,
                    since=f"{start.day} {start:%b %Y}",
                )


def _ticks(starts: Sequence[date]) -> Iterable[tuple[float, str]]:
    every = max(1, -(-len(starts) // 7))
    for at in range(0, max(len(starts) - every // 2, 1), every):
        yield round(at * WIDTH / len(starts), 2), f"{starts[at].day} {starts[at]:%b %y}"
