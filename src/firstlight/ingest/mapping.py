"""Mappings: how the columns of any file become records, proposed, saved and read again."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyarrow as pa

from firstlight.ingest import ctdc, glotip, htcds
from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW, Mapping, Variable

_TIME = re.compile(r"^(year|date|month|period|quarter|time)|year|(_|\b)(date|month|period)$", re.I)
_SAMPLE = 2000


def propose(table: pa.Table) -> Mapping:
    """Return a mapping for a table of text: a known format's, or one guessed from its cells."""
    columns = table.column_names
    for known in (glotip.mapping, ctdc.mapping, htcds.mapping):
        if (found := known(columns)) is not None:
            return found
    named = [column for column in columns if column != FIRST_ROW]
    time = next((column for column in named if _TIME.search(column)), None)
    head = table.slice(0, _SAMPLE)
    variables = tuple(_guess(column, head, time) for column in named)
    return Mapping(name="any table", unit="unknown", variables=variables, time=time)


def _guess(column: str, head: pa.Table, time: str | None) -> Variable:
    values = [value for value in head.column(column).to_pylist() if value]
    several = sum(";" in value for value in values)
    if column == time:
        return Variable(source=column, name=column, kind="time")
    if set(values) <= {"0", "1"}:
        return Variable(source=column, name=column, kind="flag", group=ctdc.group_of(column))
    if len(values) > 50 and len(set(values)) == len(values):
        return Variable(source=column, name=column, kind="identifier")
    if values and sum(map(len, values)) / len(values) > 80:
        return Variable(source=column, name=column, kind="text")
    return Variable(source=column, name=column, multiple=several > 0.02 * max(len(values), 1))


def save(mapping: Mapping, path: Path) -> None:
    """Write a mapping as JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(mapping), indent=1))


def load(path: Path) -> Mapping:
    """Return a saved mapping; InputError where the file is no mapping."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Mapping)
    except (OSError, msgspec.MsgspecError) as fault:
        raise InputError(
            f"the mapping cannot be read ({fault})",
            file=path.name,
            remedy="Save a mapping anew, or mend the JSON.",
        ) from fault


def missing_columns(mapping: Mapping, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a mapping that a file does not have."""
    return tuple(one.source for one in mapping.variables if one.source not in columns)
