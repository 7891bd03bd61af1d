"""IOM's Human Trafficking Case Data Standard 2.0: workbooks and exports of its XLSForm.

HTCDS names fields by table: prs_ (person), vic_ (victim), cas_ (case), con_ (consent), org_, per_,
hte_, spl_, cco_. The workbook has field names in one row and their labels in the next; exports of
the form join the answers of a multiple choice by spaces, and may add a 0/1 column per answer
("vic_Methods_of_Control/Threats"). Names, contacts and free text are left out of records.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.ingest.records_file import sheet_names, sheet_rows
from firstlight.model.record import FIRST_ROW, Mapping, Variable

_FIELD = re.compile(r"(org|prs|per|vic|cas|hte|spl|cco|con)_\w+", re.I)
_PERSONAL = re.compile(
    r"name|salutation|prs_title|email|phone|mailing(street|postal|city)|caseowner|caseworker|"
    r"details|reason|birthdate|address",
    re.I,
)
_MULTIPLE = re.compile(r"recruitment|control|exploitation|industry", re.I)
_TIME = re.compile(r"incoming_?referral_?date|registration_?date|created_?date", re.I)
_PLACE = re.compile(r"location", re.I)


def is_htcds(columns: Sequence[str]) -> bool:
    """Tell whether most columns are named as HTCDS names fields."""
    named = [name for name in columns if name != FIRST_ROW]
    fields = sum(_FIELD.match(_bare(name)) is not None for name in named)
    return fields >= max(4.0, 0.5 * len(named))


def _bare(name: str) -> str:
    """Return a field's name without the group before it ("group/vic_Status" is "vic_Status")."""
    parts = name.split("/")
    return next((part for part in parts if _FIELD.match(part)), parts[-1])


def choices(path: Path) -> dict[str, dict[str, str]]:
    """Return list → code → label of an XLSForm, empty if the workbook has no sheet of choices."""
    if "choices" not in sheet_names(path):
        return {}
    header, *rows = sheet_rows(path, "choices")
    places = [header.index(name) for name in ("list_name", "name", "label")]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        group, code, label = (row[place] for place in places)
        if group and code:
            found.setdefault(group, {})[code] = (label or code).replace("\xa0", " ").strip()
    return found


def form(path: Path) -> Mapping:
    """Return the mapping of an XLSForm: its questions that records keep, choices as categories."""
    header, *rows = sheet_rows(path, "survey")
    kinds, names = header.index("type"), header.index("name")
    variables = []
    for row in rows:
        kind, name = row[kinds] or "", row[names] or ""
        if _FIELD.match(name) and kind.split(" ")[0] in ("select_one", "select_multiple", "date"):
            variables += [variable] if (variable := _variable(name)) else []
    return _mapped(variables)


def mapping(columns: Sequence[str]) -> Mapping | None:
    """Return the mapping of an HTCDS file with these columns, None if it is not one."""
    if not is_htcds(columns):
        return None
    found = [_variable(column) for column in columns if column != FIRST_ROW and "/" not in column]
    grouped = [
        column for column in columns if "/" in column and _bare(column) == column.split("/")[-1]
    ]
    found += [_variable(column) for column in grouped]
    return _mapped([variable for variable in found if variable])


def _mapped(variables: Sequence[Variable]) -> Mapping:
    time = next(
        (one.name for one in variables if one.kind == "time" and _TIME.search(one.name)), None
    )
    return Mapping(
        name="HTCDS 2.0", unit="victim", variables=tuple(variables), time=time, source="HTCDS (IOM)"
    )


def _variable(column: str) -> Variable | None:
    """Return the variable of a field; None for what names or reaches a person, and free text."""
    name = _bare(column)
    if not _FIELD.match(name) or (_PERSONAL.search(name) and not _TIME.search(name)):
        return None
    dated = name.lower().endswith("date")
    multiple = bool(_MULTIPLE.search(name)) and not _PLACE.search(name)
    return Variable(
        source=column, name=name, kind="time" if dated else "category", multiple=multiple
    )


def is_label_row(table: pa.Table) -> bool:
    """Tell whether the first row repeats the field names as labels ("Case Owner")."""
    if not table.num_rows:
        return False
    alike = 0
    for name in table.column_names:
        label = str(table.column(name)[0].as_py() or "")
        plain = re.sub(r"[^a-z]", "", label.lower())
        field = re.sub(r"[^a-z]", "", _bare(name).split("_", 1)[-1].lower())
        alike += bool(plain) and plain[:6] == field[:6]
    return bool(alike >= max(2.0, 0.4 * (table.num_columns - 1)))


def tidy(table: pa.Table, variables: Sequence[Variable]) -> pa.Table:
    """Return a table without its row of labels, multiple answers sorted and joined by ";"."""
    table = table.slice(1) if is_label_row(table) else table
    for variable in variables:
        if variable.multiple and variable.source in table.column_names:
            at = table.column_names.index(variable.source)
            column = table.column(variable.source).cast(pa.string())
            column = pc.dictionary_encode(column.combine_chunks())
            spelled = [_joined(value) for value in column.dictionary.to_pylist()]
            plain = pa.array(spelled, pa.string()).take(column.indices)
            table = table.set_column(at, variable.source, plain)
    return table


def _joined(value: str | None) -> str | None:
    """Return the answers of a cell, joined by spaces or marks, sorted and joined by ";"."""
    if value is None:
        return None
    parts = re.split(r"[;,|]\s*", value) if re.search(r"[;,|]", value) else value.split(" ")
    codes = sorted({part.strip() for part in parts if part.strip()})
    return ";".join(codes) or None
