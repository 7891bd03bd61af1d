"""Mappings: how the columns of any file become records, proposed, saved and read again."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyarrow as pa

from firstlight.ingest import ctdc, glotip, htcds
from firstlight.ingest.dates import share_dated
from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW, Mapping, Variable

_TIME = re.compile(
    r"^(year|date|month|period|quarter|time)|year|(_|\b)(date|month|period)$|"
    r"^(datum|jaar|maand|kwartaal|jahr|monat|quartal|zeitraum|fecha|año|mes|trimestre|periodo|"
    r"ann[ée]e|mois|période|data|anno|mese|ano|mês|rok|miesiąc|kwartał|anul?|lun[aă]|год|дата|рік|"
    r"yıl|tarih|tahun|tanggal)($|[\s_.-])",
    re.I,
)
_BIRTH = re.compile(r"birth|\b(dob|yob)\b|geb(oorte|urt)|nacimiento|naissance|nascit|urodz|doğum|"
                    r"naștere|рожд|народж", re.I)  # fmt: skip
_YEAR_FIRST = re.compile(r"\s*(1[89]|20|21)\d{2}(\D|$)")
_SAMPLE, _DATED = 2000, 0.9


def propose(table: pa.Table) -> Mapping:
    """Return a mapping for a table of text: a known format's, or one guessed from its cells."""
    columns = table.column_names
    for known in (glotip.mapping, ctdc.mapping, htcds.mapping):
        if (found := known(columns)) is not None:
            return found
    named = [column for column in columns if column != FIRST_ROW]
    head = table.slice(0, _SAMPLE)
    time = _time(head, [column for column in named if not _BIRTH.search(column)])
    variables = tuple(_guess(column, head, time) for column in named)
    return Mapping(name="any table", unit="unknown", variables=variables, time=time)


def _time(head: pa.Table, columns: Sequence[str]) -> str | None:
    """Return the column of the period: named so and holding years or dates, else holding dates.

    The last resort is a name alone, since labels such as "before the war" are periods too.
    """
    named = [column for column in columns if _TIME.search(column)]
    cells = {name: [one for one in head.column(name).to_pylist() if one] for name in columns}
    timely = (
        name
        for name in named
        if cells[name]
        and (
            sum(bool(_YEAR_FIRST.match(one)) for one in cells[name]) >= 0.5 * len(cells[name])
            or share_dated(cells[name]) >= _DATED / 2
        )
    )
    dated = (name for name in columns if share_dated(cells[name]) >= _DATED)
    return next(timely, None) or next(dated, None) or next(iter(named), None)


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
