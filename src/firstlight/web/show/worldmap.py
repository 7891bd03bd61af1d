"""Where an operation's posts speak from and of: outlines, places, and the way through them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise

import msgspec

from firstlight.detect.places import coordinates
from firstlight.runs.outlines import Box, world
from firstlight.runs.projection import project
from firstlight.web.show.links import plain
from firstlight.web.show.words import place as place_name

WIDTH, HEIGHT = 720.0, 400.0
LATEST = datetime.max.replace(tzinfo=UTC)
CLOSEST = 130.0
"""The least width shown, in map units (the world is 1000): nearer, the outlines look coarse."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A place as an operation's posts name it."""

    code: str
    posts: int
    first: datetime | None


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the drawing; `order` counts places by when they were first named.

    `label` is where its name fits without covering another: (x, y, anchor), None where nowhere.
    """

    x: float
    y: float
    radius: float
    name: str
    posts: int
    order: int
    label: tuple[float, float, str] | None = None


class WorldMap(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing of `WIDTH` × `HEIGHT`: outlines under one transform, dots and moves in pixels."""

    outlines: tuple[str, ...]
    lit: tuple[str, ...]
    transform: str
    dots: tuple[Dot, ...]
    moves: tuple[str, ...]
    unknown: tuple[str, ...]
    width: float = WIDTH
    height: float = HEIGHT


def country(code: str) -> str:
    """Return the ISO 3166-1 code of a place ("TH-10" and "TH:Bangkok" → "TH")."""
    return code.partition(":")[0].partition("-")[0].upper()


def point(code: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a place, or of its country where it is not known itself."""
    spot = coordinates(code) or coordinates(country(code))
    return spot and (spot[1], spot[0])


def draw(seen: Sequence[Seen]) -> WorldMap | None:
    """Lay out the places seen; None where no place has a point.

    A city or region whose point is not known is drawn at its country's point.
    """
    spots: dict[tuple[float, float], list[Seen]] = {}
    for one in seen:
        if (at := point(one.code)) is not None:
            spots.setdefault(at, []).append(one)
    if not spots:
        return None
    x0, y0, scale = _view([project(*at) for at in spots])
    dots = _labelled(_dots(spots, x0, y0, scale))
    lit = {country(one.code) for one in seen}
    view = (x0, y0, x0 + WIDTH / scale, y0 + HEIGHT / scale)
    near = [outline for outline in world().outlines if _overlap(outline[2], view)]
    return WorldMap(
        outlines=tuple(path for code, path, _ in near if code not in lit),
        lit=tuple(path for code, path, _ in near if code in lit),
        transform=f"scale({scale:.4f}) translate({-x0:.2f} {-y0:.2f})",
        dots=tuple(dots),
        moves=tuple(_move(a, b) for a, b in pairwise(dots)),
        unknown=tuple(plain(s.code) for s in seen if point(s.code) is None),
    )


def _view(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return left, top and scale of a window that holds all points with room around them."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max(CLOSEST, (max(xs) - min(xs)) * 1.5, (max(ys) - min(ys)) * 1.6 * WIDTH / HEIGHT)
    wide = min(wide, 1000.0)
    scale = WIDTH / wide
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return middle_x - wide / 2, middle_y - HEIGHT / scale / 2, scale


def _dots(
    spots: Mapping[tuple[float, float], list[Seen]], x0: float, y0: float, scale: float
) -> list[Dot]:
    def since(at: tuple[float, float]) -> datetime:
        return min((one.first or LATEST for one in spots[at]), default=LATEST)

    peak = max(sum(one.posts for one in here) for here in spots.values())
    out: list[Dot] = []
    for order, at in enumerate(sorted(spots, key=lambda at: (since(at), at)), start=1):
        x, y = project(*at)
        posts = sum(one.posts for one in spots[at])
        out.append(
            Dot(
                x=round((x - x0) * scale, 1),
                y=round((y - y0) * scale, 1),
                radius=round(8 + 8 * (posts / peak) ** 0.5, 1),
                name=_name(spots[at]),
                posts=posts,
                order=order,
            )
        )
    return out


def _name(here: Sequence[Seen]) -> str:
    """Return one name for the places that share a point: "Thailand (Mae Sot, Bangkok)"."""
    if len(here) == 1:
        return place_name(here[0].code)
    cities = [plain(one.code.partition(":")[2] or one.code) for one in here if ":" in one.code]
    whole = place_name(country(here[0].code))
    return f"{whole} ({', '.join(cities[:3])})" if cities else whole


def _labelled(dots: Sequence[Dot]) -> list[Dot]:
    """Give each name, biggest place first, the first side on which it covers nothing."""
    taken = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in dots]
    labels: dict[int, tuple[float, float, str]] = {}
    for dot in sorted(dots, key=lambda d: -d.posts):
        for x, y, anchor in _sides(dot):
            wide = 7.2 * len(dot.name)
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (left, y - 11, left + wide, y + 3)
            if box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, one) for one in taken):
                taken.append(box)
                labels[dot.order] = (round(x, 1), round(y, 1), anchor)
                break
    return [msgspec.structs.replace(dot, label=labels.get(dot.order)) for dot in dots]


def _sides(dot: Dot) -> tuple[tuple[float, float, str], ...]:
    away = dot.radius + 5
    return (
        (dot.x + away, dot.y + 4, "start"),
        (dot.x - away, dot.y + 4, "end"),
        (dot.x, dot.y + away + 9, "middle"),
        (dot.x, dot.y - away, "middle"),
    )


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _move(a: Dot, b: Dot) -> str:
    """Return the path of a bent line from one place to the next, ending at the circle's rim."""
    dx, dy = b.x - a.x, b.y - a.y
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    bend_x, bend_y = (a.x + b.x) / 2 + dy * 0.18, (a.y + b.y) / 2 - dx * 0.18
    end_x, end_y = b.x - dx / length * (b.radius + 5), b.y - dy / length * (b.radius + 5)
    return f"M{a.x:.1f} {a.y:.1f}Q{bend_x:.1f} {bend_y:.1f} {end_x:.1f} {end_y:.1f}"
