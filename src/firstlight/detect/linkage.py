"""Record linkage: which records tell of one entity, why, and under ids that last.

Blocking → levels of agreement → weights learned without labels → one cut chosen without labels →
clusters that keep to what people judged → ids carried over from the last run.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.identity import name_groups
from firstlight.detect.linkage_blocking import rules, union
from firstlight.detect.linkage_clusters import Bound, bind, cluster
from firstlight.detect.linkage_levels import LEVELS, Column, column, levels
from firstlight.detect.linkage_weights import Model, learn, probability, weights
from firstlight.detect.specificity import Floats, Ints
from firstlight.model.errors import InputError
from firstlight.model.linkage import ENTITIES, MATCHES, Field, Judgement
from firstlight.model.operation import Reason

SHOWN = 0.01
"""Probability from which a pair is listed among the matches."""


class Linkage(NamedTuple):
    """What was linked.

    `entities` is ENTITIES in the order of the records; `matches` is MATCHES of the pairs likelier
    than SHOWN, most likely first; `cut` the probability from which evidence speaks for a pair;
    `overruled` the judgements that later ones contradict; `expected` the F1 of pairs that the
    model itself expects at the cut (not measured: it knows no truth).
    """

    entities: pa.Table
    matches: pa.Table
    cut: float
    expected: float
    overruled: tuple[Judgement, ...]
    model: Model
    columns: tuple[Column, ...]
    ids: tuple[str, ...]


def link_records(
    records: pa.Table,
    fields: Sequence[Field],
    *,
    identifier: str = "id",
    source: str | None = None,
    judgements: Sequence[Judgement] = (),
    previous: pa.Table | None = None,
    seed: int = 0,
) -> Linkage:
    """Return the entities of a table of records.

    `identifier` names the column of unique ids; `source`, where given, the column of lists of
    which each is free of copies: only records of different lists are compared. `judgements` bind;
    `previous` is ENTITIES of the last run. InputError: a column is missing, an id comes twice.
    """
    ids = _ids(records, fields, identifier, source)
    columns = [column(field, records[field.name]) for field in fields]
    lists = _codes(records[source]) if source else None
    proposed = rules(columns, lists)
    left, right = union(proposed, len(ids), lists)
    model, seen = learn(
        columns, proposed, (left, right), possible=_possible(len(ids), lists), seed=seed,
        source=lists,
    )  # fmt: skip
    bits = weights(columns, model, seen, left).sum(axis=1)
    chance = probability(bits, model.prior)
    cut, expected = choose_cut(chance)
    bound, overruled = _bound(judgements, ids)
    prior = np.log2(model.prior / (1 - model.prior)) - np.log2(cut / (1 - cut))
    label = cluster(len(ids), left, right, bits + prior, bound)
    return Linkage(
        entities=_entities(label, ids, previous),
        matches=_matches(ids, left, right, bits, chance * (seen >= 0).any(axis=1)),
        cut=cut,
        expected=expected,
        overruled=overruled,
        model=model,
        columns=tuple(columns),
        ids=ids,
    )


def choose_cut(chance: Floats) -> tuple[float, float]:
    """Return the probability to cut at, and the F1 that the probabilities expect there.

    Taking the k likeliest pairs finds s(k) true ones of s(all) that the model expects, so F1 is
    expected to be 2 s(k) / (k + s(all)): the cut is where that is largest, halfway (in log odds)
    between the last pair taken and the first that is not. Nothing is labelled.
    """
    falling = np.sort(chance)[::-1]
    if len(falling) == 0 or falling[0] <= 0:
        return 0.5, 0.0
    total = np.cumsum(falling)
    found = 2 * total / (np.arange(1, len(falling) + 1) + total[-1])
    best = int(np.argmax(found))
    border = np.clip(np.append(falling, 0.0)[best : best + 2], 1e-9, 1 - 1e-9)
    odds = float(np.log2(border / (1 - border)).mean())
    return 1 / (1 + 2.0**-odds), float(found[best])


def explain(linked: Linkage, one: str, other: str) -> list[Reason]:
    """Return why two records may tell of one entity, in bits that add up to the log2 odds.

    The prior first, then what each field adds or takes away. KeyError: an id is not known.
    """
    place = {record: number for number, record in enumerate(linked.ids)}
    pair = np.array([place[one]]), np.array([place[other]])
    seen = np.stack([levels(part, *pair) for part in linked.columns], axis=1)
    bits = weights(linked.columns, linked.model, seen, pair[0])[0]
    prior = linked.model.prior
    steps = [
        Reason("Any two records, before evidence", float(np.log2(prior / (1 - prior))), "bits")
    ]
    for part, level, weight in zip(linked.columns, seen[0].tolist(), bits.tolist(), strict=True):
        steps.append(Reason(_sentence(part, level, place[one], place[other]), weight, "bits"))
    return steps


def bits_by_field(linked: Linkage) -> tuple[float, Floats]:
    """Return the prior and what each field adds to each of the matches (pairs × fields), in bits.

    Fields stand in the order of `linked.columns`, pairs in that of `linked.matches`.
    """
    ids = pa.array(linked.ids, pa.string())
    left, right = (
        np.asarray(pc.index_in(linked.matches[side], ids), dtype=np.int64)
        for side in ("one", "other")
    )
    seen = np.stack([levels(part, left, right) for part in linked.columns], axis=1)
    prior = linked.model.prior
    return float(np.log2(prior / (1 - prior))), weights(linked.columns, linked.model, seen, left)


def _sentence(part: Column, level: int, one: int, other: int) -> str:
    if level < 0:
        return f"{part.field.name}: missing, so it says nothing"
    first, second = part.values[part.code[one]], part.values[part.code[other]]
    said = LEVELS[part.field.kind][level]
    shown = f"“{first}”" if first == second else f"“{first}” and “{second}”"
    return f"{part.field.name}: {said} ({shown})"


def _ids(
    records: pa.Table, fields: Sequence[Field], identifier: str, source: str | None
) -> tuple[str, ...]:
    """Return the records' ids; InputError where a column is missing or an id is not unique."""
    needed = [identifier, *(field.name for field in fields), *([source] if source else [])]
    for name in needed:
        if name not in records.column_names:
            there = ", ".join(records.column_names)
            raise InputError(f"no column '{name}'", file="records", remedy=f"There are: {there}.")
    found = [str(value) for value in records[identifier].to_pylist()]
    seen: dict[str, int] = {}
    for row, value in enumerate(found, start=1):
        if value in seen:
            raise InputError(
                f"the id '{value}' was row {seen[value]}'s already",
                file="records",
                row=row,
                remedy="Give each record an id of its own.",
            )
        seen[value] = row
    return tuple(found)


def _codes(values: pa.ChunkedArray) -> Ints:
    return np.asarray(values.combine_chunks().dictionary_encode().indices, dtype=np.int64)


def _possible(records: int, source: Ints | None) -> float:
    """Return how many pairs could match."""
    pairs = records * (records - 1) / 2
    if source is None:
        return float(max(pairs, 1))
    size = np.bincount(source).astype(np.float64)
    return float(max(pairs - (size * (size - 1) / 2).sum(), 1))


def _bound(
    judgements: Sequence[Judgement], ids: Sequence[str]
) -> tuple[Bound, tuple[Judgement, ...]]:
    """Return the judgements that hold, and those overruled; of unknown records none is replayed."""
    place = {record: number for number, record in enumerate(ids)}
    known = [one for one in judgements if one.one in place and one.other in place]
    known = sorted(known, key=lambda j: (j.decided, j.one, j.other), reverse=True)
    bound = bind(len(ids), [(place[j.one], place[j.other], j.verdict == "same") for j in known])
    return bound, tuple(known[number] for number in bound.overruled)


def _entities(label: Ints, ids: Sequence[str], previous: pa.Table | None) -> pa.Table:
    """Return ENTITIES with ids that go on from the last run."""
    groups: list[set[str]] = [set() for _ in range(int(label.max(initial=-1)) + 1)]
    for record, group in zip(ids, label.tolist(), strict=True):
        groups[group].add(record)
    before: Mapping[str, str] = {}
    if previous is not None:
        before = dict(
            zip(previous["record"].to_pylist(), previous["entity"].to_pylist(), strict=True)
        )
    names = name_groups([frozenset(group) for group in groups], before)
    return pa.table([list(ids), [names[group] for group in label.tolist()]], schema=ENTITIES)


def _matches(ids: Sequence[str], left: Ints, right: Ints, bits: Floats, chance: Floats) -> pa.Table:
    """Return MATCHES, most likely first; a pair of which no field speaks has no chance."""
    rows = np.flatnonzero(chance >= SHOWN)
    rows = rows[np.lexsort((right[rows], left[rows], -bits[rows]))]
    names = pa.array(ids, pa.string())
    return pa.table(
        [names.take(left[rows]), names.take(right[rows]), bits[rows], chance[rows]], schema=MATCHES
    )
