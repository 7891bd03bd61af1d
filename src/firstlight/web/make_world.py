r"""Make `data/world.json` from Natural Earth (public domain) as npm's world-atlas 2.0.2 packs it.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip download --no-deps geopandas==0.14.4 && unzip geopandas-0.14.4*.whl 'geopandas/datasets/*'
    python -m firstlight.web.make_world package/countries-110m.json package/countries-50m.json \
        geopandas/datasets/naturalearth_cities/naturalearth_cities

Outlines come from the 1:110m file, the point of each country from the 1:50m file, which also knows
the small ones (Singapore, Bahrain, Hong Kong). Codes are ISO 3166-1 alpha-2, or "".
Cities come from Natural Earth's 1:110m populated places, as geopandas shipped them; keys are
"AE:Dubai".
"""

import json
import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
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


def cities(stem: str) -> Iterator[tuple[str, float, float]]:
    """Yield (name, longitude, latitude) from a point shapefile and its table of names."""
    table, shapes = Path(f"{stem}.dbf").read_bytes(), Path(f"{stem}.shp").read_bytes()[100:]
    first, size = struct.unpack_from("<HH", table, 8)
    for at in range(len(shapes) // 28):
        row = table[first + at * size : first + (at + 1) * size]
        lon, lat = struct.unpack_from("<dd", shapes, at * 28 + 12)
        yield row[1:].decode("latin-1").strip(), lon, lat


def _inside(ring: Ring, x: float, y: float) -> bool:
    """Tell whether a point lies in a ring, by the count of edges that a ray crosses."""
    odd = False
    for (a, b), (c, d) in pairwise([*ring, ring[0]]):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            odd = not odd
    return odd


def main(outlines: str, points: str, towns: str) -> None:
    """Write outline paths and the points of countries and cities to `data/world.json`."""
    coarse = json.loads(Path(outlines).read_text(encoding="utf-8"))
    fine = json.loads(Path(points).read_text(encoding="utf-8"))
    world: dict[str, Any] = {
        "source": "Natural Earth (public domain), by way of world-atlas 2.0.2, geopandas 0.14.4",
        "outlines": [[code, _path(shapes)] for code, shapes in rings(coarse)],
        "points": {},
        "cities": {},
    }
    countries = list(rings(fine))
    for code, shapes in countries:
        if code and code not in world["points"]:
            lon, lat = _centre(max(shapes, key=_area))
            world["points"][code] = [round(lon, 2), round(lat, 2)]
    for name, lon, lat in cities(towns):
        home = [c for c, shapes in countries if any(_inside(ring, lon, lat) for ring in shapes)]
        if home and home[0]:
            world["cities"][f"{home[0]}:{name}"] = [round(lon, 2), round(lat, 2)]
    TARGET.write_text(
        json.dumps(world, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
