"""Telephone numbers that belong to nobody: only from ranges that regulators keep for fiction."""

from bisect import bisect_right
from functools import cache
from itertools import accumulate
from math import gcd
from pathlib import Path
from typing import NamedTuple

from firstlight.simulate.seeds import generator

_TABLE = Path(__file__).parent / "data" / "phones.txt"


class Block(NamedTuple):
    """A reserved range: `pattern` is the national number as it is grouped at home, # a digit."""

    country: str
    code: str
    prefix: str
    pattern: str

    @property
    def size(self) -> int:
        """How many numbers the range holds."""
        return int(10 ** self.pattern.count("#"))

    def number(self, index: int) -> "Phone":
        """Return the number at a place in the range."""
        digits = iter(f"{index:0{max(1, self.pattern.count('#'))}d}")
        national = "".join(next(digits) if c == "#" else c for c in self.pattern)
        return Phone(self.country, self.code, self.prefix, national)


class Phone(NamedTuple):
    """A number: country (ISO 3166), calling code, national prefix, grouped national number."""

    country: str
    code: str
    prefix: str
    national: str

    @property
    def value(self) -> str:
        """The number in E.164 form."""
        return f"+{self.code}{self.national.replace(' ', '')}"

    @property
    def home(self) -> str:
        """The number as people of its own country write it."""
        if self.code != "1":
            return self.prefix + self.national
        area, rest = self.national.split(" ", 1)
        return f"({area}) {rest.replace(' ', '-')}"


@cache
def blocks() -> tuple[Block, ...]:
    """Return every reserved range, in the order of the table."""
    out: list[Block] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        country, code, prefix, pattern = line.split("|")
        if pattern.startswith("("):
            areas, rest = pattern[1:].split(")")
            out += [Block(country, code, prefix, area + rest) for area in areas.split(",")]
        else:
            out.append(Block(country, code, prefix, pattern))
    return tuple(out)


class Directory:
    """Gives out reserved numbers, none twice before all of a country's are used.

    A world of a million posts fits; beyond that numbers come round again under other holders,
    as they do in life.
    """

    def __init__(self, seed: object) -> None:
        self._blocks: dict[str, list[Block]] = {}
        for block in blocks():
            self._blocks.setdefault(block.country, []).append(block)
        self._ends = {c: list(accumulate(b.size for b in bs)) for c, bs in self._blocks.items()}
        self._sizes = {country: ends[-1] for country, ends in self._ends.items()}
        self._total = sum(self._sizes.values())
        self._given = dict.fromkeys(self._sizes, 0)
        draw = generator(seed, "phones")
        self._start = {c: draw.randrange(n) for c, n in self._sizes.items()}

    @property
    def countries(self) -> frozenset[str]:
        """Countries that have reserved numbers."""
        return frozenset(self._sizes)

    def country(self, at: float) -> str:
        """Return a country, drawn by how many numbers it has; `at` in [0, 1)."""
        left = at * self._total
        for country, size in self._sizes.items():
            left -= size
            if left < 0:
                return country
        return "US"

    def take(self, country: str) -> Phone:
        """Give out the next number of a country: a fixed stride walks through all of them."""
        size = self._sizes[country]
        index = (self._start[country] + self._given[country] * _stride(size)) % size
        self._given[country] += 1
        at = bisect_right(self._ends[country], index)
        block = self._blocks[country][at]
        return block.number(index - self._ends[country][at] + block.size)


@cache
def _stride(size: int) -> int:
    """Return a step that shares no divisor with the size, so that the walk meets every number."""
    step = int(size * 0.618) | 1
    while gcd(step, size) > 1:
        step += 2
    return step
