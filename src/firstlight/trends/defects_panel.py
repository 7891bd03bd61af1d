"""Why a total changed: who reports, one outlier, and what "<5" hides.

A sum over official counts moves when countries join or leave the report, when one country holds
much of it, and within the bounds of censored counts. The account separates the three, every figure
from the table.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.trends.defects import Roles

Floats = npt.NDArray[np.float64]
_OUTLIER_SHARE = 0.1
_OUTLIER_TIMES = 4.0


class Totals(NamedTuple):
    """A total of two years with the bounds that censored counts leave, and how many report."""

    units: int
    first: tuple[float, float]
    last: tuple[float, float]

    @property
    def change(self) -> float:
        """The relative change of the totals' middles (0.25 is +25 %)."""
        return sum(self.last) / sum(self.first) - 1 if sum(self.first) else float("nan")

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and greatest relative change that censored counts allow."""
        low, high = self.first
        return self.last[0] / high - 1 if high else np.nan, self.last[
            1
        ] / low - 1 if low else np.nan


class Outlier(NamedTuple):
    """A reporting unit whose absence alone moves the change, and the panel without it."""

    unit: str
    share: float
    without: Totals


class Account(NamedTuple):
    """The change of a total between two years, step by step; `sentences` say it in words."""

    years: tuple[str, str]
    plain: Totals
    panel: Totals
    only_first: tuple[str, ...]
    only_last: tuple[str, ...]
    outliers: tuple[Outlier, ...]
    censored: tuple[float, float]
    sentences: tuple[str, ...]


def account(
    table: pa.Table,
    roles: Roles,
    *,
    years: tuple[str, str],
    where: dict[str, str],
    published: float | None = None,
) -> Account | None:
    """Return the account of a total's change, of the rows with the facet values `where`.

    `table` comes from `find_defects` (with `low` and `high`); each unit should have one row per
    year there, as with every other facet "Total". `published` is a relative change that somebody
    states (0.25), to be placed beside. None where a year has no rows.
    """
    chosen = table
    for name, value in where.items():
        chosen = chosen.filter(pc.equal(chosen.column(name), value))
    sums = {year: _by_unit(chosen, roles, year) for year in years}
    first, last = sums[years[0]], sums[years[1]]
    if not first or not last:
        return None
    both = sorted(first.keys() & last.keys())
    panel = _totals(first, last, both)
    plain = Totals(len(first.keys() | last.keys()), _sum(first.values()), _sum(last.values()))
    outliers = _outliers(first, last, both)
    hidden = (_censored(first), _censored(last))
    known = Account(
        years, plain, panel, tuple(sorted(first.keys() - last.keys())),
        tuple(sorted(last.keys() - first.keys())), outliers, hidden, (),
    )  # fmt: skip
    lost = (
        sum(first[unit][0] for unit in known.only_first),
        sum(last[unit][0] for unit in known.only_last),
    )
    return known._replace(sentences=_sentences(known, len(both), lost, published))


def _by_unit(table: pa.Table, roles: Roles, year: str) -> dict[str, tuple[float, float]]:
    mine = table.filter(pc.equal(table.column(roles.time), year))
    found: dict[str, tuple[float, float]] = {}
    columns = (mine.column(name).to_pylist() for name in (roles.unit, "low", "high"))
    for unit, low, high in zip(*columns, strict=True):
        before = found.get(unit, (0.0, 0.0))
        found[unit] = (before[0] + low, before[1] + high)
    return found


def _sum(bounds: Iterable[tuple[float, float]]) -> tuple[float, float]:
    pairs = list(bounds)
    return sum(low for low, _ in pairs), sum(high for _, high in pairs)


def _totals(
    first: dict[str, tuple[float, float]], last: dict[str, tuple[float, float]], units: list[str]
) -> Totals:
    return Totals(len(units), _sum(first[u] for u in units), _sum(last[u] for u in units))


def _outliers(
    first: dict[str, tuple[float, float]], last: dict[str, tuple[float, float]], both: list[str]
) -> tuple[Outlier, ...]:
    """Return units that hold a tenth of the panel and several times the usual share."""
    whole = sum(first[unit][0] + last[unit][0] for unit in both)
    shares = {unit: (first[unit][0] + last[unit][0]) / max(whole, 1.0) for unit in both}
    second = float(np.quantile(list(shares.values()), 0.95)) if shares else 0.0
    found = [
        Outlier(unit, share, _totals(first, last, [one for one in both if one != unit]))
        for unit, share in shares.items()
        if share >= _OUTLIER_SHARE and share >= _OUTLIER_TIMES * second
    ]
    return tuple(sorted(found, key=lambda one: -one.share))


def _censored(units: dict[str, tuple[float, float]]) -> float:
    """Return the part of units whose count is an interval."""
    return sum(low != high for low, high in units.values()) / len(units)


def _sentences(
    known: Account, both: int, lost: tuple[float, float], published: float | None
) -> tuple[str, ...]:
    """Say the account, every figure from the table."""
    first, last = known.years
    plain, panel = known.plain, known.panel
    opening = (
        f"The plain sums are {plain.first[0]:,.0f} in {first} and {plain.last[0]:,.0f} in {last} "
        f"({_per_cent(plain)}), "
    )
    if known.only_first or known.only_last:
        unlike = (
            f"{opening}but not of the same reporters: {len(known.only_first)} report {first} only "
            f"({lost[0]:,.0f}) and {len(known.only_last)} {last} only ({lost[1]:,.0f})."
        )
        alike = (
            f"The {both} that report both years go from {panel.first[0]:,.0f} to "
            f"{panel.last[0]:,.0f} ({_per_cent(panel)})."
        )
        said = [unlike, alike]
    else:
        said = [f"{opening}of the same {both} reporters."]
    said += [
        f"{one.unit} alone holds {one.share:.0%} of them; without it the change is "
        f"{_per_cent(one.without)}."
        for one in known.outliers
    ]
    low, high = panel.bounds
    if any(known.censored):
        said.append(
            f"Of reporters, {known.censored[0]:.0%} in {first} and {known.censored[1]:.0%} in "
            f"{last} give a threshold instead of a count; that leaves the panel's change between "
            f"{low:+.1%} and {high:+.1%}."
        )
    return (*said, *_beside(known, published))


def _beside(known: Account, published: float | None) -> list[str]:
    """Say what changes the file supports, and where a published one stands."""
    changes = [known.panel.change, *(one.without.change for one in known.outliers)]
    low, high = min(changes), max(changes)
    said = []
    if known.outliers:
        said.append(
            f"Changes between {low:+.1%} and {high:+.1%} can be had from the same reporters, "
            "according to which of the largest are counted."
        )
    if published is not None:
        inside = low <= published <= high
        said.append(
            f"The published {published:+.0%} lies {'within' if inside else 'outside'} that range"
            + (
                ": it depends on reporters, not on a rise that all of them share."
                if inside
                else "."
            )
        )
    return said


def _per_cent(totals: Totals) -> str:
    return f"{totals.last[0] / totals.first[0] - 1:+.1%}" if totals.first[0] else "from none"
