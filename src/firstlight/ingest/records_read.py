"""From a file to records: known formats by their columns, any other by a mapping."""

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.ingest import ctdc, glotip, htcds, htcds_form
from firstlight.ingest.mapping import missing_columns, propose
from firstlight.ingest.records_file import read_records_file
from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW, Group, Mapping, Variable

_NO_ANSWER = ("", ".", "NULL", "null", "NA", "N/A", "n/a", "nan", "NaN", "None")


class Records(NamedTuple):
    """Case records: `table` is wide (see `model.record.records_schema`), answers as text or null.

    `groups` are the variables that share a denominator; `notes` say how the file was read;
    `set_aside` are rows that could not be (model.record.SET_ASIDE).
    """

    table: pa.Table
    mapping: Mapping
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    set_aside: pa.Table


def read_records(
    path: Path, *, mapping: Mapping | None = None, sheet: str | None = None
) -> Records:
    """Return the records of a file; `mapping` None: known by its columns, else proposed.

    InputError where the file cannot be read or lacks columns that the mapping names.
    """
    file = read_records_file(path, sheet=sheet)
    file = file._replace(table=htcds_form.gathered(file.table))
    known = mapping or propose(file.table)
    if lost := missing_columns(known, file.table.column_names):
        raise InputError(
            f"the mapping '{known.name}' names columns that are not there: {', '.join(lost[:5])}",
            file=file.name,
            remedy="Use the mapping that was saved for this kind of file.",
        )
    notes = [f"{file.name}: {file.kind}, {file.table.num_rows:,} rows, read as {known.name}"]
    if (day := glotip.exported_on(file.preamble)) and known.unit == "count":
        notes.append(f"exported on {day}")
    if file.set_aside.num_rows:
        notes.append(f"{file.set_aside.num_rows:,} rows could not be read and are set aside")
    table = htcds.tidy(file.table, known.variables)
    left = len(file.table.column_names) - 1 - len(known.variables)
    if left > 0:
        notes.append(f"{left} columns that name or reach persons, or are free text, are left out")
    columns = {one.name: _answers(table.column(one.source), one) for one in known.variables}
    table = pa.table({FIRST_ROW: table.column(FIRST_ROW), **columns})
    if known.name.startswith("CTDC"):
        table, merged = ctdc.harmonise(table)
        notes += merged
    return Records(table, known, _groups(known, table), tuple(notes), file.set_aside)


def _answers(column: pa.ChunkedArray, variable: Variable) -> pa.ChunkedArray:
    """Return a column with missing answers as null and whole numbers without ".0"."""
    coded = column.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    blank = {*_NO_ANSWER, *variable.missing}
    spelled = [_plain(value, blank, variable) for value in coded.dictionary.to_pylist()]
    return pa.chunked_array([pc.take(pa.array(spelled, pa.string()), coded.indices)])


def _plain(value: str, blank: set[str], variable: Variable) -> str | None:
    text = value.strip()
    if text.endswith(".0") and text[:-2].lstrip("-").isdigit() and variable.kind != "number":
        text = text[:-2]
    return None if text in blank else text


def _groups(mapping: Mapping, table: pa.Table) -> tuple[Group, ...]:
    """Return the groups that the mapping names, or that CTDC's merged names make."""
    if mapping.name.startswith("CTDC"):
        return ctdc.groups(table.column_names)
    found: dict[str, list[str]] = {}
    for one in mapping.variables:
        if one.group:
            found.setdefault(one.group, []).append(one.name)
    return tuple(Group(name, tuple(columns)) for name, columns in found.items())
