"""Invented records with errors, and their truth."""

from datetime import date, timedelta
from random import Random

import pyarrow as pa

from firstlight.model.linkage import Field

FIELDS = (
    Field("given", "name"), Field("family", "name"), Field("born", "date"),
    Field("street", "text"), Field("paper", "code"), Field("region", "category"),
)  # fmt: skip
_SOUNDS = ["ba", "ko", "ri", "mun", "tel", "sa", "vor", "lin", "da", "pe", "gor", "ash"]


def people(entities: int, copies: int = 2, seed: int = 1) -> tuple[pa.Table, dict[str, str]]:
    """Return that many persons' records, `copies` each with errors, and record → person."""
    draw = Random(seed)  # noqa: S311
    rows, truth = [], {}
    for number in range(entities):
        first = {
            "given": _name(draw, 2), "family": _name(draw, 3),
            "born": f"{date(1950, 1, 1) + timedelta(days=draw.randrange(20000)):%Y%m%d}",
            "street": f"{_name(draw, 3)} {_name(draw, 2)} street",
            "paper": f"{draw.randrange(10**7)}",
            "region": draw.choice("ABCDEF"),
        }  # fmt: skip
        for copy in range(copies):
            row = {key: _spoil(value, draw) if copy else value for key, value in first.items()}
            rows.append({"id": f"r{number}-{copy}", "list": f"l{copy}", **row})
            truth[f"r{number}-{copy}"] = f"e{number}"
    draw.shuffle(rows)
    return pa.Table.from_pylist(rows), truth


def _name(draw: Random, sounds: int) -> str:
    return "".join(draw.choice(_SOUNDS) for _ in range(sounds))


def _spoil(value: str, draw: Random) -> str | None:
    chance = draw.random()
    if chance < 0.08:
        return None
    if chance < 0.3 and len(value) > 2:
        at = draw.randrange(len(value) - 1)
        return value[:at] + value[at + 1] + value[at] + value[at + 2 :]
    return value
