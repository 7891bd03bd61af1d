"""Cities of the scene: where posts are made and where offers lead."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).parent / "data" / "places.txt"
_NATIVE = {"ar": 0, "hi": 1, "ru": 2, "zh": 3}


class City(NamedTuple):
    """A city: country (ISO 3166), Latin name, minutes from UTC, languages, names in scripts."""

    country: str
    name: str
    offset: int
    languages: tuple[str, ...]
    native: tuple[str, ...]

    @property
    def value(self) -> str:
        """The place in the normal form of a mention: "AE:Dubai"."""
        return f"{self.country}:{self.name}"

    def written(self, language: str) -> str:
        """Return the name as a language writes it."""
        column = _NATIVE.get(language)
        return self.name if column is None else self.native[column]


@cache
def cities() -> tuple[City, ...]:
    """Return all cities, in the order of the table."""
    out: list[City] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, name, offset, languages, *native = line.split("|")
            out.append(City(country, name, int(offset), tuple(languages.split(",")), tuple(native)))
    return tuple(out)


@cache
def homes(language: str) -> tuple[City, ...]:
    """Return the cities where a language's posts are made."""
    return tuple(city for city in cities() if language in city.languages)
