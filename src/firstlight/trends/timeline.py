"""The timeline of tactics: recruitment → control → exploitation, by corridor and period."""

from typing import Any

import msgspec
import pyarrow as pa

from firstlight.model.tactic import TacticResult

TIMELINE = pa.schema(
    [
        pa.field("corridor", pa.string(), nullable=False),
        pa.field("stage", pa.string()),
        pa.field("period", pa.string(), nullable=False),
        pa.field("tactic", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("documents", pa.int32(), nullable=False),
        pa.field("sources", pa.int32(), nullable=False),
        pa.field("first", pa.bool_(), nullable=False),
    ]
)
"""One row per corridor, tactic and period in which it was seen there; `first` the first time."""

_ORDER = {"recruitment": 0, "control": 1, "exploitation": 2, None: 3}


class Chain(msgspec.Struct, frozen=True):
    """The tactics of a corridor by stage, each with the period when it was first seen there."""

    corridor: str
    recruitment: tuple[tuple[str, str], ...] = ()
    control: tuple[tuple[str, str], ...] = ()
    exploitation: tuple[tuple[str, str], ...] = ()


def tactic_timeline(result: TacticResult) -> pa.Table:
    """Return a TIMELINE table of the tactics of a result, by corridor, stage and period."""
    rows: list[dict[str, Any]] = []
    for tactic in result.tactics:
        begun: set[str] = set()
        for count in sorted(tactic.corridors, key=lambda item: (item.corridor, item.period)):
            rows.append(
                {
                    "corridor": count.corridor,
                    "stage": tactic.stage,
                    "period": count.period,
                    "tactic": tactic.id,
                    "name": tactic.name,
                    "documents": count.documents,
                    "sources": count.sources,
                    "first": count.corridor not in begun,
                }
            )
            begun.add(count.corridor)
    rows.sort(key=lambda row: (row["corridor"], _ORDER[row["stage"]], row["period"], row["tactic"]))
    return pa.Table.from_pylist(rows, schema=TIMELINE)


def chains(result: TacticResult) -> tuple[Chain, ...]:
    """Return for each corridor its chain of tactics, (name, first period) in order of time."""
    by_corridor: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in tactic_timeline(result).to_pylist():
        if row["first"] and row["stage"] is not None:
            stages = by_corridor.setdefault(row["corridor"], {})
            stages.setdefault(row["stage"], []).append((row["name"], row["period"]))
    return tuple(
        Chain(
            corridor,
            *(
                tuple(sorted(stages.get(stage, ()), key=lambda pair: (pair[1], pair[0])))
                for stage in ("recruitment", "control", "exploitation")
            ),
        )
        for corridor, stages in sorted(by_corridor.items())
    )
