"""What a group of posts looks like from outside: senders, contacts, texts, places, signals.

Every figure is about the group's posts; effective numbers are inverse Simpson indices ("five
numbers, but one of them on nine posts in ten" counts as about one).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.specificity import Floats, Ints
from firstlight.rulebook.book import Rulebook

BACKGROUND = 200
"""Posts outside all groups from which base rates of indicators are trusted."""


Shown = dict[str, tuple[float, float]]
"""Of one group: indicator → (share of the posts that show it, decibans that it adds)."""


class Profile(NamedTuple):
    """Columns over groups, index = group number; effective numbers are 0 where nothing is known."""

    posts: Ints
    accounts: Floats
    contacts: Floats
    texts: Floats
    places: Floats
    signals: Floats
    indicators: Mapping[int, Shown]
    languages: Sequence[str | None]
    """The language of most posts that have one."""


def profile(
    group: Ints,
    groups: int,
    *,
    posts: pa.Table,
    links: pa.Table,
    signals: pa.Table | None,
    rulebook: Rulebook | None = None,
) -> Profile:
    """Return the figures of each group; `group` gives a group number per post, -1 for none.

    `links` is any table with (kind, key, post); `signals` is SIGNALS or None where none were made;
    `rulebook` tells which indicators are near copies of each other (none: each stands alone).
    """
    ids = posts["id"]
    owner = group[row_of(links["post"], ids)] if links.num_rows else np.zeros(0, np.int64)
    size = np.bincount(group[group >= 0], minlength=groups)
    kinds = links["kind"]
    value = _codes(links["key"])
    measured = {
        kind: _effective(owner, value, np.asarray(pc.equal(kinds, kind)), groups)
        for kind in ("identifier", "template")
    }
    everyone = np.ones(len(group), dtype=bool)
    raw = signal_shares(group, groups, ids=ids, signals=signals)
    shares = {number: grouped(shown, rulebook) for number, shown in raw.items()}
    return Profile(
        posts=size,
        accounts=_effective(group, _codes(posts["author"]), everyone, groups),
        contacts=measured["identifier"],
        texts=measured["template"],
        places=_effective(group, _codes(posts["place"]), everyone, groups),
        signals=np.array([sum(db for _, db in shares.get(g, {}).values()) for g in range(groups)]),
        indicators=shares,
        languages=_usual(group, groups, posts),
    )


def _usual(group: Ints, groups: int, posts: pa.Table) -> list[str | None]:
    """Return the language of most posts of each group, the first in the alphabet of equals."""
    found: list[str | None] = [None] * groups
    if "lang" not in posts.column_names:
        return found
    table = pa.table({"group": group, "lang": posts["lang"]})
    table = table.filter((pc.field("group") >= 0) & pc.field("lang").is_valid())
    counted = table.group_by(["group", "lang"]).aggregate([([], "count_all")])
    order = [("group", "ascending"), ("count_all", "ascending"), ("lang", "descending")]
    for row in counted.sort_by(order).to_pylist():
        found[row["group"]] = row["lang"]
    return found


def signal_shares(
    group: Ints, groups: int, *, ids: pa.ChunkedArray, signals: pa.Table | None
) -> dict[int, Shown]:
    """Return per group and indicator the share of posts that show it and the decibans it adds.

    A post counts once per indicator. What an indicator adds is its weight times its share, and the
    weight is no more than the base rate allows: what b of the posts outside all groups show too
    can raise the odds by at most 1 / b. Templates repeat their words, hence shares and not sums.
    """
    if signals is None or signals.num_rows == 0:
        return {}
    names = signals["indicator"].combine_chunks().dictionary_encode()
    code = np.asarray(names.indices, dtype=np.int64)
    kinds = len(names.dictionary)
    row = row_of(signals["post"], ids)
    cell, first = np.unique(row * kinds + code, return_index=True)
    row, code = cell // kinds, cell % kinds
    weight = np.asarray(signals["weight"], dtype=np.float64)[first]
    capped = _capped(weight, code, kinds, outside=group[row] < 0, background=int((group < 0).sum()))
    inside = group[row] >= 0
    spot = group[row][inside] * kinds + code[inside]
    spots, which, count = np.unique(spot, return_inverse=True, return_counts=True)
    total = np.bincount(which, weights=capped[inside])
    size = np.bincount(group[group >= 0], minlength=groups)[spots // kinds]
    table: dict[int, Shown] = {}
    labels = names.dictionary.to_pylist()
    for place, n, decibans, of in zip(spots, count, total, size, strict=True):
        shares = table.setdefault(int(place // kinds), {})
        shares[labels[place % kinds]] = (float(n / of), float(decibans / of))
    return table


def grouped(shown: Shown, rulebook: Rulebook | None) -> Shown:
    """Return the decibans after each group of the rulebook counts its strongest indicator in full.

    Further indicators of a group count for a third, together at most half of the strongest.
    """
    strongest: dict[str, tuple[float, float]] = {}
    result: Shown = {}
    for code, (part, decibans) in sorted(shown.items(), key=lambda item: (-abs(item[1][1]), item)):
        known = rulebook.indicators.get(code) if rulebook else None
        group = known.group if known else code
        if group not in strongest:
            strongest[group] = (decibans, 0.0)
            result[code] = (part, decibans)
            continue
        top, told = strongest[group]
        room = abs(top) / 2 - told
        adds = min(abs(decibans) / 3, max(room, 0.0))
        strongest[group] = (top, told + adds)
        result[code] = (part, float(np.copysign(adds, decibans)))
    return result


def _capped(
    weight: Floats, code: Ints, kinds: int, *, outside: npt.NDArray[np.bool_], background: int
) -> Floats:
    """Return weights limited to what the indicator's base rate outside all groups allows."""
    if background < BACKGROUND:
        return weight
    base = (np.bincount(code[outside], minlength=kinds) + 1.0) / (background + 2.0)
    limit = (-10 * np.log10(base))[code]
    return np.clip(weight, -limit, limit)


def _effective(owner: Ints, value: Ints, wanted: npt.NDArray[np.bool_], groups: int) -> Floats:
    """Return per group the inverse Simpson index of the wanted values, 0 where there are none."""
    use = wanted & (owner >= 0) & (value >= 0)
    values = int(value.max()) + 1 if len(value) else 1
    cell, count = np.unique(owner[use] * values + value[use], return_counts=True)
    place = cell // max(values, 1)
    total = np.bincount(place, weights=count, minlength=groups)
    square = np.bincount(place, weights=count.astype(np.float64) ** 2, minlength=groups)
    return np.where(square > 0, total**2 / np.maximum(square, 1.0), 0.0)


def row_of(posts: pa.ChunkedArray, ids: pa.ChunkedArray) -> Ints:
    """Return the row number of each post in `ids`; every post must be there."""
    return np.asarray(pc.index_in(posts, ids), dtype=np.int64)


def _codes(column: pa.ChunkedArray) -> Ints:
    """Return a number per distinct value, -1 for null."""
    coded = pa.chunked_array(column).combine_chunks().dictionary_encode()
    return np.asarray(pc.fill_null(coded.indices, -1), dtype=np.int64)
