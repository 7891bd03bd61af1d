"""Counts, shares and comparisons of groups, with denominators right by construction.

A share's denominator is the records that answer: of one variable, those with any value in it; of a
group of flags, those with any value in the group (CTDC codebook 2024, section 6). Groups that
differ in make-up are compared after direct standardisation.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.stats import norm

from firstlight.model.record import Group
from firstlight.trends.patterns_values import encode, is_missing, raw

Floats = npt.NDArray[np.float64]
_LEVEL = 0.95


class Share(NamedTuple):
    """How many `records` say so, of how many that answer; `low` and `high` are a 95 % interval."""

    variable: str
    value: str
    records: int
    of: int
    share: float
    low: float
    high: float


class Frequencies(NamedTuple):
    """A variable's values as its cells hold them, with how many records give no answer."""

    shares: tuple[Share, ...]
    answered: int
    missing: int


class Compared(NamedTuple):
    """A group's share with an outcome, as counted and standardised, against the other groups.

    `ratio` is standardised share over the others' with its 95 % interval; `p_value` is two-sided
    and `q_value` over all groups compared (Benjamini and Hochberg 1995). `covered` is the part
    of the group in strata that the other groups have as well: only there can they be compared.
    """

    group: str
    records: int
    of: int
    share: float
    standardised: float
    others: float
    ratio: float
    low: float
    high: float
    p_value: float
    q_value: float
    covered: float


def frequencies(records: pa.Table, variable: str, *, split: bool = False) -> Frequencies:
    """Return how often each value of a variable stands in the records.

    `split` counts a record once for each of its values joined by ";": shares may then add up to
    more than 100 %. Values rise as text; the denominator is the records with an answer.
    """
    column = records.column(variable)
    counted = {
        entry["values"]: entry["counts"]
        for entry in pc.value_counts(pc.cast(column, pa.string())).to_pylist()
        if entry["values"] is not None and not is_missing(entry["values"])
    }
    answered = sum(counted.values())
    values: dict[str, int] = {}
    for cell, count in counted.items():
        for value in {part.strip() for part in cell.split(";")} if split else {cell}:
            values[value] = values.get(value, 0) + count
    shares = tuple(_share(variable, value, values[value], answered) for value in sorted(values))
    return Frequencies(shares, answered, len(column) - answered)


def group_shares(records: pa.Table, group: Group) -> tuple[Share, ...]:
    """Return the share of each flag of a group, of the records with any value in the group.

    A flag is "1"; "0" or blank beside another answer of the group is no (codebook section 6). The
    shares may add up to more than 100 %.
    """
    flags = [_flag(records.column(name)) for name in group.columns]
    any_value = np.zeros(records.num_rows, dtype=bool)
    for name, flag in zip(group.columns, flags, strict=True):
        any_value |= flag | _answered(records.column(name))
    of = int(any_value.sum())
    pairs = zip(group.columns, flags, strict=True)
    return tuple(_share(name, "1", int(flag.sum()), of) for name, flag in pairs)


def by_group(records: pa.Table, groups: Sequence[Group]) -> pa.Table:
    """Return records in which a flag's blank is "0" where another flag of its group answers.

    So a share of one flag has the group's denominator (codebook section 6), whoever counts it.
    """
    for group in groups:
        names = [name for name in group.columns if name in records.column_names]
        if len(names) < 2:
            continue
        given = {name: _answered(records.column(name)) for name in names}
        some = np.any(list(given.values()), axis=0)
        for name in names:
            column = pc.cast(records.column(name), pa.string())
            filled = pc.if_else(pa.array(some & ~given[name]), "0", column)
            records = records.set_column(records.column_names.index(name), name, filled)
    return records


def _flag(column: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    text = pc.cast(column, pa.string())
    said = pc.is_in(text, pa.array(["1", "1.0", "true", "yes", "Yes"]))
    found: npt.NDArray[np.bool_] = said.to_numpy()
    return found


def _answered(column: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    coded = raw("", column).codes
    found: npt.NDArray[np.bool_] = coded >= 0
    return found


def _share(variable: str, value: str, count: int, of: int) -> Share:
    """Return a share with Wilson's interval (1927)."""
    if of == 0:
        return Share(variable, value, count, 0, float("nan"), 0.0, 1.0)
    z, part = float(norm.ppf(0.5 + _LEVEL / 2)), count / of
    middle, scale = part + z * z / (2 * of), 1 + z * z / of
    spread = z * float(np.sqrt(part * (1 - part) / of + z * z / (4 * of * of)))
    low, high = max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
    return Share(variable, value, count, of, part, low, high)


def compare(
    records: pa.Table, *, by: str, outcome: tuple[str, str], standardise: Sequence[str] = ()
) -> tuple[Compared, ...]:
    """Return how common an outcome (variable, value) is in each group of `by`, and in the others.

    Shares are standardised to the make-up of all records over the strata of `standardise` that both
    the group and the others have (direct standardisation; variance by the delta method on the log
    ratio). Records without an answer in any of the variables are left out. Groups rise as text.
    """
    codes = [raw(name, records.column(name)) for name in (by, outcome[0])]
    strata_columns = [encode(raw(name, records.column(name)))[0] for name in standardise]
    kept = np.all([column.codes >= 0 for column in (*codes, *filter(None, strata_columns))], axis=0)
    groups, said = codes[0].codes[kept], codes[1]
    if outcome[1] not in said.values:
        return ()
    hit = said.codes[kept] == said.values.index(outcome[1])
    stratum = np.zeros(int(kept.sum()), dtype=np.int64)
    for column in filter(None, strata_columns):
        stratum = stratum * len(column.values) + column.codes[kept]
    _, stratum = np.unique(stratum, return_inverse=True)
    found = [
        _compared(name, groups == code, hit, stratum) for code, name in enumerate(codes[0].values)
    ]
    return _with_q([one for one in found if one is not None])


def _compared(
    name: str,
    mine: npt.NDArray[np.bool_],
    hit: npt.NDArray[np.bool_],
    stratum: npt.NDArray[np.int64],
) -> Compared | None:
    size = int(stratum.max()) + 1 if len(stratum) else 0
    here, theirs = _per_stratum(mine, hit, stratum, size), _per_stratum(~mine, hit, stratum, size)
    both = (here[1] > 0) & (theirs[1] > 0)
    count, of = int((mine & hit).sum()), int(mine.sum())
    if of == 0 or not both.any():
        return None
    weight = (here[1] + theirs[1])[both]
    weight = weight / weight.sum()
    share, error = _standardised(here[0][both], here[1][both], weight)
    other, other_error = _standardised(theirs[0][both], theirs[1][both], weight)
    spread = float(np.sqrt(error / share**2 + other_error / other**2)) if share and other else 1e9
    ratio = share / other if other else float("inf")
    z = float(norm.ppf(0.5 + _LEVEL / 2))
    p_value = 2 * float(norm.sf(abs(np.log(ratio)) / spread)) if share and other else 1.0
    return Compared(
        name, count, of, count / of, share, other, ratio,
        ratio * float(np.exp(-min(z * spread, 50))), ratio * float(np.exp(min(z * spread, 50))),
        p_value, 1.0, float(here[1][both].sum() / here[1].sum()),
    )  # fmt: skip


def _per_stratum(
    mine: npt.NDArray[np.bool_],
    hit: npt.NDArray[np.bool_],
    stratum: npt.NDArray[np.int64],
    size: int,
) -> tuple[Floats, Floats]:
    """Return (records with the outcome, records) per stratum."""
    with_it = np.bincount(stratum[mine & hit], minlength=size).astype(float)
    return with_it, np.bincount(stratum[mine], minlength=size).astype(float)


def _standardised(hits: Floats, sizes: Floats, weight: Floats) -> tuple[float, float]:
    """Return the weighted share and its variance; half a record smooths the variance of none."""
    share = float((weight * hits / sizes).sum())
    smooth = (hits + 0.5) / (sizes + 1)
    return share, float((weight**2 * smooth * (1 - smooth) / sizes).sum())


def _with_q(found: list[Compared]) -> tuple[Compared, ...]:
    p_values = np.array([one.p_value for one in found])
    order = np.argsort(p_values)
    scaled = p_values[order] * len(found) / np.arange(1, len(found) + 1)
    q_values = np.empty(len(found))
    q_values[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return tuple(one._replace(q_value=float(q)) for one, q in zip(found, q_values, strict=True))


def with_corridor(records: pa.Table, origin: str, destination: str) -> pa.Table:
    """Return records with the column `corridor` ("PH → US"), null where either end is unknown.

    Given as `time` to `find_patterns`, or among its columns, corridors are looked at like periods.
    """
    ends = [raw(name, records.column(name)) for name in (origin, destination)]
    names = [np.array([*end.values, ""], dtype=object)[end.codes] for end in ends]
    both = [f"{a} → {b}" if a and b else None for a, b in zip(*names, strict=True)]
    return records.append_column("corridor", pa.array(both, pa.string()))
