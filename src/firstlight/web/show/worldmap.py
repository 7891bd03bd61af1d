"""Where an operation's posts speak from and of: outlines, places, and the way through them."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from firstlight.web.show.projection import project
from firstlight.web.show.words import place as place_name

WIDTH, HEIGHT = 720.0, 400.0
EARLIEST = datetime.min.replace(tzinfo=UTC)
CLOSEST = 130.0
"""The least width shown, in map units (the world is 1000): nearer, the outlines look coarse."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A place as an operation's posts name it."""

    code: str
    posts: int
    first: datetime | None


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the drawing; `order` counts places by when they were first named."""

    x: float
    y: float
    radius: float
    name: str
    posts: int
    order: int
    left: bool = False


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


@cache
def world() -> tuple[tuple[tuple[str, str], ...], Mapping[str, tuple[float, float]]]:
    """Load outlines as (code, path) and each country's point in degrees (Natural Earth)."""
    raw = json.loads(files("firstlight.web").joinpath("data/world.json").read_bytes())
    return (
        tuple((code, path) for code, path in raw["outlines"]),
        {code: (lon, lat) for code, (lon, lat) in raw["points"].items()},
    )


def draw(seen: Sequence[Seen], cities: Mapping[str, tuple[float, float]]) -> WorldMap | None:
    """Lay out the places seen; `cities` gives (longitude, latitude) of codes below countries.

    A city or region without a point is drawn at its country's; None where no place has a point.
    """
    placed = [(one, at) for one in seen if (at := _point(one.code, cities)) is not None]
    if not placed:
        return None
    x0, y0, scale = _view([project(*at) for _, at in placed])
    dots = _dots(placed, x0, y0, scale)
    countries = {one.code.split(":")[0].split("-")[0].upper() for one in seen}
    outlines = world()[0]
    return WorldMap(
        outlines=tuple(path for code, path in outlines if code not in countries),
        lit=tuple(path for code, path in outlines if code in countries),
        transform=f"scale({scale:.4f}) translate({-x0:.2f} {-y0:.2f})",
        dots=tuple(dots),
        moves=tuple(_move(a, b) for a, b in pairwise(dots)),
        unknown=tuple(place_name(s.code) for s in seen if _point(s.code, cities) is None),
    )


def _point(code: str, cities: Mapping[str, tuple[float, float]]) -> tuple[float, float] | None:
    country = code.split(":", maxsplit=1)[0].split("-", maxsplit=1)[0].upper()
    return cities.get(code) or cities.get(code.partition(":")[0]) or world()[1].get(country)


def _view(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return left, top and scale of a window that holds all points with room around them."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max(CLOSEST, (max(xs) - min(xs)) * 1.5, (max(ys) - min(ys)) * 1.6 * WIDTH / HEIGHT)
    wide = min(wide, 1000.0)
    scale = WIDTH / wide
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return middle_x - wide / 2, middle_y - HEIGHT / scale / 2, scale


def _dots(
    placed: Sequence[tuple[Seen, tuple[float, float]]], x0: float, y0: float, scale: float
) -> list[Dot]:
    dated = sorted(placed, key=lambda p: (p[0].first is None, p[0].first or EARLIEST, p[0].code))
    peak = max(one.posts for one, _ in placed)
    out: list[Dot] = []
    for order, (one, at) in enumerate(dated, start=1):
        x, y = project(*at)
        x, y = (x - x0) * scale, (y - y0) * scale
        while any(abs(x - dot.x) + abs(y - dot.y) < 16 for dot in out):
            x, y = x + 12, y + 12  # places that share a point stand beside each other
        out.append(
            Dot(
                x=round(x, 1),
                y=round(y, 1),
                radius=round(8 + 9 * (one.posts / peak) ** 0.5, 1),
                name=place_name(one.code),
                posts=one.posts,
                order=order,
                left=x > WIDTH * 0.72,
            )
        )
    return out


def _move(a: Dot, b: Dot) -> str:
    """Return the path of a bent line from one place to the next, ending at the circle's rim."""
    dx, dy = b.x - a.x, b.y - a.y
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    bend_x, bend_y = (a.x + b.x) / 2 + dy * 0.18, (a.y + b.y) / 2 - dx * 0.18
    end_x, end_y = b.x - dx / length * (b.radius + 5), b.y - dy / length * (b.radius + 5)
    return f"M{a.x:.1f} {a.y:.1f}Q{bend_x:.1f} {bend_y:.1f} {end_x:.1f} {end_y:.1f}"
