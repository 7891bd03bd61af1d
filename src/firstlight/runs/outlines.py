"""The outlines of countries that maps are drawn on: Natural Earth, public domain."""

from functools import cache
from importlib.resources import files

import msgspec

Box = tuple[float, float, float, float]


class World(msgspec.Struct, frozen=True):
    """Natural Earth's outlines: (ISO 3166-1 code, path, box left top right bottom), map units."""

    source: str
    outlines: tuple[tuple[str, str, Box], ...]


@cache
def world() -> World:
    """Load the outlines once."""
    raw = files("firstlight.runs").joinpath("data/world.json").read_bytes()
    return msgspec.json.decode(raw, type=World)
