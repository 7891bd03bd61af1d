"""What is asked of a file of records, and whether its columns are there."""

import re

import msgspec

from firstlight.ingest.answers import taken_apart, ticked
from firstlight.ingest.dates import told_plainly
from firstlight.ingest.records_read import Records
from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW, Mapping
from firstlight.runs.report.of_population import GROUP, list_columns

_KINDS = ("category", "flag", "number")
_DATE = re.compile(r"date|datum|fecha|(^|_)data(_|$)|(_|\b)(on|at)$", re.I)
FINDINGS = 60
"""Findings that a report tells, of each kind."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a file; all but the last five name columns.

    `source` is who speaks in a text, and counts once per period. `reported` holds the dates of
    report beside those of the event. `compare` is the column of the groups to compare, `lists` are
    columns that say who is on which list, `counts` columns of counts: rows are totals, not cases.
    `recent` is how many of the newest periods a tactic is asked about.
    """

    time: str | None = None
    text: str | None = None
    source: str | None = None
    place: str | None = None
    reported: str | None = None
    compare: str | None = None
    lists: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    sheet: str | None = None
    findings: int = FINDINGS
    permutations: int | None = None
    recent: int = 1
    seed: int = 0


def as_asked(records: Records, asked: Asked) -> Records:
    """Return the records with the time and the lists asked for, named by their mapping.

    The time is None only where the file holds lists of people and no time. InputError names a
    column that is not there.
    """
    names = records.table.column_names
    for option, name in (
        ("--time", asked.time), ("--text", asked.text), ("--source", asked.source),
        ("--place", asked.place), ("--reported", asked.reported), ("--compare", asked.compare),
        *(("--columns", name) for name in asked.columns),
        *(("--lists", name) for name in asked.lists),
        *(("--count", name) for name in asked.counts),
    ):  # fmt: skip
        if name is not None and name not in names:
            there = ", ".join(name for name in names if name != FIRST_ROW)[:300]
            raise InputError(
                f"there is no column '{name}'", file=file_of(records),
                remedy=f"{option} can be: {there}.",
            )  # fmt: skip
    if asked.lists:
        records = records._replace(mapping=_with_lists(records.mapping, asked.lists))
    time = asked.time or records.mapping.time
    if time is None and list_columns(records.mapping, names)[0]:
        return records
    if time is None:
        raise InputError(
            "no column looks like a time",
            file=file_of(records),
            remedy="Name the column of the period with --time.",
        )
    return _dated(records._replace(mapping=_with_time(records.mapping, time)), asked.reported)


def _dated(records: Records, reported: str | None) -> Records:
    """Return records whose dates are told plainly, and a note on how they were read."""
    kinds = {one.name: one.kind for one in records.mapping.variables}
    table, notes = records.table, list(records.notes)
    for at, name in enumerate(table.column_names):
        if name == reported or kinds.get(name) == "time" or _DATE.search(name):
            column, note = told_plainly(table.column(name))
            table = table.set_column(at, name, column)
            notes += [f"{name}: {note}"] if note else []
    return records._replace(table=table, notes=tuple(notes))


def countable(records: Records, asked: Asked) -> tuple[Records, Asked, tuple[str, ...]]:
    """Return records whose joined answers are flags and whose boxes are told from constants.

    The columns that were asked for stand for their flags. Notes are added at the end. The names are
    those of the flags that were made: their "0" is the rest, and no pattern.
    """
    apart = {records.mapping.time, asked.text, asked.source, asked.place, asked.reported}
    apart |= {asked.compare, *list_columns(records.mapping, records.table.column_names)[0]}
    named = {name for name in apart if name}
    table, flags, notes = taken_apart(records.table, records.mapping.variables, named)
    groups = (*records.groups, *flags)
    table, boxes, more = ticked(table, groups, named)
    into = {one.name: one.columns for one in flags}
    wanted = tuple(flag for name in asked.columns for flag in into.get(name, (name,)))
    records = records._replace(table=table, groups=groups, notes=(*records.notes, *notes, *more))
    made = (*(flag for one in flags for flag in one.columns), *boxes)
    return records, msgspec.structs.replace(asked, columns=wanted), made


def file_of(records: Records) -> str:
    """Return the name of the file that records come from."""
    return records.notes[0].split(": ", 1)[0]


def _with_time(mapping: Mapping, time: str) -> Mapping:
    variables = tuple(
        msgspec.structs.replace(one, kind="time") if one.name == time else one
        for one in mapping.variables
    )
    return msgspec.structs.replace(mapping, time=time, variables=variables)


def _with_lists(mapping: Mapping, lists: tuple[str, ...]) -> Mapping:
    variables = tuple(
        msgspec.structs.replace(one, kind="flag", group=GROUP) if one.name in lists else one
        for one in mapping.variables
    )
    return msgspec.structs.replace(mapping, variables=variables)


def columns_of(records: Records, asked: Asked) -> tuple[str, ...]:
    """Return the columns that patterns are looked for in."""
    kinds = {one.name: one.kind for one in records.mapping.variables}
    apart = {FIRST_ROW, records.mapping.time, asked.text, asked.reported}
    if asked.text:
        apart.add(asked.source)
    apart |= set(list_columns(records.mapping, records.table.column_names)[0])
    wanted = asked.columns or records.table.column_names
    return tuple(
        name
        for name in wanted
        if name not in apart and (asked.columns or kinds.get(name, "flag") in _KINDS)
    )
