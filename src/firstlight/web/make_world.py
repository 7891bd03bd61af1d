"""Make `data/world.json` from Natural Earth (public domain) as packed in npm's world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m firstlight.web.make_world package/countries-110m.json package/countries-50m.json

Outlines come from the 1:110m file, the point of each country from the 1:50m file, which also knows
the small ones (Singapore, Bahrain, Hong Kong). Codes are ISO 3166-1 alpha-2, or "".
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global

from firstlight.web.show.projection import project

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
    return ring


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a * d - b * c for (a, b), (c, d) in pairs)) / 2


def _centre(ring: Ring) -> tuple[float, float]:
    """Return the centroid of a ring (of its corners' mean where it has no area)."""
    twice = x = y = 0.0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a * d - b * c
        twice, x, y = twice + cross, x + (a + c) * cross, y + (b + d) * cross
    if abs(twice) < 1e-9:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * twice), y / (3 * twice)


def _path(shapes: list[Ring]) -> str:
    out = []
    for ring in shapes:
        points = [f"{x:.1f},{y:.1f}" for x, y in (project(*corner) for corner in ring)]
        slim = [p for at, p in enumerate(points) if at == 0 or p != points[at - 1]]
        if len(slim) > 3:
            out.append("M" + " ".join(slim) + "Z")
    return "".join(out)


def main(outlines: str, points: str) -> None:
    """Write the outline paths and the points of all countries to `data/world.json`."""
    coarse = json.loads(Path(outlines).read_text(encoding="utf-8"))
    fine = json.loads(Path(points).read_text(encoding="utf-8"))
    world: dict[str, Any] = {
        "source": "Natural Earth 1:110m and 1:50m (public domain), by way of world-atlas 2.0.2",
        "outlines": [[code, _path(shapes)] for code, shapes in rings(coarse)],
        "points": {},
    }
    for code, shapes in rings(fine):
        if code and code not in world["points"]:
            lon, lat = _centre(max(shapes, key=_area))
            world["points"][code] = [round(lon, 2), round(lat, 2)]
    TARGET.write_text(json.dumps(world, separators=(",", ":"), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
