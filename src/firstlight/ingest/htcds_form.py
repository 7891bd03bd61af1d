"""Exports of the HTCDS form, whatever was ticked when they were made, in one shape.

A collecting server exports names or labels, in headers and in cells, and the answers of a multiple
choice in one cell, in a column of 0/1 each ("vic_Methods_of_Control/DebtBondage"), or both. All
become columns with the standard's field names whose cells hold its codes, several joined by ";".
The fields and choices are IOM's (CC BY 4.0), kept in `data/htcds.json`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
import pyarrow as pa
from babel import Locale

from firstlight.model.record import FIRST_ROW

_FEWEST = 4
_CITIZENSHIP = "citizenship"
_YES = frozenset({"1", "1.0", "true", "yes"})


class Field(msgspec.Struct, frozen=True):
    """A question of the form: its label, the list of its choices, and whether several may hold."""

    label: str
    list: str | None
    multiple: bool


class Form(msgspec.Struct, frozen=True):
    """The form: field name → question, list → code → label."""

    source: str
    fields: dict[str, Field]
    lists: dict[str, dict[str, str]]


@cache
def form() -> Form:
    """Return the form of HTCDS 2.0, without the questions that name or reach a person."""
    path = files("firstlight.ingest").joinpath("data/htcds.json")
    return msgspec.json.decode(path.read_bytes(), type=Form)


def gathered(table: pa.Table) -> pa.Table:
    """Return an export of the form in one shape; any other table as it is."""
    places = _places(table.column_names)
    if len({field for field, _ in places.values()}) < _FEWEST:
        return table
    whole = {field: name for name, (field, choice) in places.items() if choice is None}
    parts: dict[str, dict[str, str]] = {}
    for name, (field, choice) in places.items():
        if choice is not None:
            parts.setdefault(field, {})[name] = choice
    columns: dict[str, pa.ChunkedArray] = {}
    for name in table.column_names:
        if name not in places:
            columns[name] = table.column(name)
    for field, question in form().fields.items():
        if field in whole:
            columns[field] = _coded(table.column(whole[field]), question)
        elif field in parts:
            columns[field] = _joined(table, parts[field], question)
    return pa.table(columns)


def _places(columns: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """Return which field, and which of its choices if any, each column of an export holds."""
    known = {_bare(name): name for name in form().fields}
    labels = {_bare(question.label): name for name, question in form().fields.items()}
    found: dict[str, tuple[str, str | None]] = {}
    for column in columns:
        if column == FIRST_ROW:
            continue
        parts = column.split("/")
        for at, part in enumerate(parts):
            plain = _bare(part)
            field = known.get(plain) or labels.get(plain)
            if field is not None:
                choice = "/".join(parts[at + 1 :]).strip() or None
                if choice is None or form().fields[field].multiple:
                    found[column] = (field, choice)
                break
    return found


def _bare(name: str) -> str:
    """Return a name without case, spaces and underscores, in which form and workbook differ."""
    return re.sub(r"[\s_]", "", name).casefold()


@cache
def _spelled(name: str) -> Mapping[str, str]:
    """Return what a choice may be spelled like, folded, and its code: codes and labels."""
    if name == _CITIZENSHIP:
        countries = {code: label for code, label in Locale("en").territories.items()
                     if len(code) == 2 and code.isalpha()}  # fmt: skip
    else:
        countries = form().lists.get(name, {})
    codes = {code.casefold(): code for code in countries}
    return {label.casefold(): code for code, label in countries.items()} | codes


def codes_in(cell: str, name: str, *, multiple: bool) -> tuple[str, ...]:
    """Return the codes of the answers in a cell, in the order of their names.

    Answers joined by spaces or marks are taken apart by the longest choice that fits, so that
    labels of several words stay whole; what is no choice stays as it stands.
    """
    spelled, text = _spelled(name), " ".join(cell.split())
    if not multiple or text.casefold() in spelled:
        return (spelled.get(text.casefold(), text),)
    found, at, loose = set[str](), 0, ""
    names = sorted(spelled, key=lambda one: -len(one))
    folded = text.casefold()
    while at < len(text):
        fits = next((one for one in names if _fits(folded, at, one)), None)
        if fits is not None:
            found.add(spelled[fits])
            at += len(fits)
        else:
            end = min((n for mark in " ;,|" if (n := text.find(mark, at)) >= 0), default=len(text))
            loose = text[at:end]
            found |= {loose} if loose else set()
            at = end + 1
            continue
        while at < len(text) and text[at] in " ;,|":
            at += 1
    return tuple(sorted(found))


def _fits(text: str, at: int, choice: str) -> bool:
    end = at + len(choice)
    return text.startswith(choice, at) and (end == len(text) or text[end] in " ;,|")


def _coded(column: pa.ChunkedArray, question: Field) -> pa.ChunkedArray:
    """Return a column with its answers as codes; dates and free text stay."""
    if question.list is None:
        return column
    name = question.list
    made: dict[str | None, str | None] = {None: None}
    for cell in set(column.to_pylist()) - {None}:
        made[cell] = ";".join(codes_in(cell, name, multiple=question.multiple)) or None
    return pa.chunked_array([pa.array([made[cell] for cell in column.to_pylist()], pa.string())])


def _joined(table: pa.Table, parts: Mapping[str, str], question: Field) -> pa.ChunkedArray:
    """Return the answers of a question from its columns of 0/1; all blank or 0 is no answer."""
    spelled = _spelled(question.list or "")
    held: list[set[str]] = [set() for _ in range(table.num_rows)]
    for column, choice in parts.items():
        code = spelled.get(choice.casefold(), choice)
        for codes, cell in zip(held, table.column(column).to_pylist(), strict=True):
            if cell is not None and cell.strip().casefold() in _YES:
                codes.add(code)
    answers = [";".join(sorted(codes)) or None for codes in held]
    return pa.chunked_array([pa.array(answers, pa.string())])
