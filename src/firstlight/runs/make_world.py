"""Make `data/world.json` from Natural Earth (public domain) as npm's world-atlas 2.0.2 packs it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m firstlight.runs.make_world package/countries-110m.json

Outlines are SVG paths in map units; codes are ISO 3166-1 alpha-2, or "" for lands without one.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global

from firstlight.runs.projection import project

TARGET = Path(__file__).parent / "data" / "world.json"
Ring = list[tuple[float, float]]


def rings(world: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Yield each country's alpha-2 code and its outer rings in degrees, decoded from TopoJSON."""
    (kx, ky), (dx, dy) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        arcs.append(line)
    for shape in world["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        yield _alpha2(shape.get("id")), [_ring(arcs, polygon[0]) for polygon in polygons]


def _alpha2(numeric: str | None) -> str:
    return str((get_global("territory_aliases").get(numeric or "") or [""])[0])


def _ring(arcs: list[Ring], indexes: list[int]) -> Ring:
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return _unwrapped(ring)


def _unwrapped(ring: Ring) -> Ring:
    """Carry a ring that crosses the date line on beyond 180 degrees instead of back across."""
    out = ring[:1]
    for x, y in ring[1:]:
        turns = round((out[-1][0] - x) / 360)
        out.append((x + 360 * turns, y))
    return out


def _path(shapes: list[Ring]) -> str:
    out = []
    for ring in shapes:
        points = [f"{x:.1f},{y:.1f}" for x, y in (project(*corner) for corner in ring)]
        slim = [p for at, p in enumerate(points) if at == 0 or p != points[at - 1]]
        if len(slim) > 3:
            out.append("M" + " ".join(slim) + "Z")
    return "".join(out)


def _box(shapes: list[Ring]) -> list[float]:
    """Return left, top, right and bottom of a country in map units."""
    points = [project(*corner) for ring in shapes for corner in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [min(xs), min(ys), max(xs), max(ys)]


def main(topology: str) -> None:
    """Write the outlines of all countries to `data/world.json`."""
    atlas = json.loads(Path(topology).read_text(encoding="utf-8"))
    world = {
        "source": "Natural Earth 1:110m countries (public domain), by way of world-atlas 2.0.2",
        "outlines": [
            [code, _path(shapes), _box(shapes)] for code, shapes in rings(atlas) if code != "AQ"
        ],
    }
    TARGET.write_text(json.dumps(world, separators=(",", ":"), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
