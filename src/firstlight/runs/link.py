"""Record linkage over a file, kept in a folder: entities, matches, and what people judged.

Judgements are lines that only ever grow; each run replays them and goes on with the ids of the last
one. A run that is cut off leaves the last one's files.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa

from firstlight.detect.linkage import Linkage, bits_by_field, link_records
from firstlight.ingest.records_file import read_records_file
from firstlight.ingest.times import day_of, order_of
from firstlight.model.errors import InputError
from firstlight.model.linkage import ENTITIES, Field, Judgement
from firstlight.model.record import FIRST_ROW
from firstlight.model.run import Progress
from firstlight.store.files import whole_file

ENTITIES_FILE, MATCHES_FILE, JUDGEMENTS = "entities.csv", "matches.csv", "judgements.jsonl"
REJECTS = "rejects.jsonl"
_PAIR = ("one", "other", "probability", "prior")


class Linked(NamedTuple):
    """The counts of a run: rows set aside, the cut, judgements replayed and overruled."""

    records: int
    entities: int
    matches: int
    set_aside: int
    cut: float
    judgements: int
    overruled: tuple[Judgement, ...]


class Why(NamedTuple):
    """A listed pair: its probability, and what each field adds in bits, the prior first."""

    probability: float
    bits: dict[str, float]


def link(
    source: Path,
    folder: Path,
    fields: Sequence[Field],
    *,
    identifier: str,
    lists: str | None,
    progress: Progress,
) -> Linked:
    """Link the records of a file and write entities and matches into a folder.

    `lists` names the column that says of which list a record is, where each list is free of copies.
    Rows without an id, or with one that an earlier row has, are set aside (REJECTS). InputError:
    the file cannot be read, or a column is missing.
    """
    progress.stage("reading records")
    file = read_records_file(source)
    table = file.table.rename_columns([name.strip() for name in file.table.column_names])
    _check(source, table, (identifier, *(one.name for one in fields), lists or identifier))
    records, rejected = _usable(table, identifier)
    records = _with_days(records, [one.name for one in fields if one.kind == "date"])
    judged = judgements(folder)
    progress.stage("linking records", records.num_rows)
    found = link_records(
        records,
        fields,
        identifier=identifier,
        source=lists,
        judgements=judged,
        previous=_previous(folder),
    )
    folder.mkdir(parents=True, exist_ok=True)
    rejected = file.set_aside.to_pylist() + rejected
    with whole_file(folder / REJECTS) as out:
        out.writelines(msgspec.json.encode(each) + b"\n" for each in rejected)
    _write(folder / MATCHES_FILE, (*_PAIR, *(one.name for one in fields)), _matches(found))
    rows = zip(*found.entities.to_pydict().values(), strict=True)
    _write(folder / ENTITIES_FILE, ENTITIES.names, rows)
    return Linked(
        records=found.entities.num_rows,
        entities=len(found.entities["entity"].unique()),
        matches=found.matches.num_rows,
        set_aside=len(rejected),
        cut=found.cut,
        judgements=len(judged),
        overruled=found.overruled,
    )


def judge(
    folder: Path, one: str, other: str, *, same: bool, reason: str, now: datetime
) -> Judgement:
    """Keep a person's verdict on two records; the next run of `link` is bound by it.

    InputError: the folder holds no such record, both are one, or no reason is given.
    """
    previous = _previous(folder)
    known = set(previous["record"].to_pylist()) if previous is not None else set()
    for record in (one, other):
        if record not in known:
            raise InputError(
                f"there is no record '{record}'",
                file=str(folder / ENTITIES_FILE),
                remedy="Give ids as the linked file has them.",
            )
    if one == other or not reason.strip():
        raise InputError(
            "a judgement needs two records and a reason",
            file=str(folder / JUDGEMENTS),
            remedy="Say what you saw in both.",
        )
    verdict = Judgement(
        one=one,
        other=other,
        verdict="same" if same else "different",
        reason=reason.strip(),
        decided=now,
    )
    kept = [*judgements(folder), verdict]
    with whole_file(folder / JUDGEMENTS) as out:
        out.writelines(msgspec.json.encode(each) + b"\n" for each in kept)
    return verdict


def judgements(folder: Path) -> list[Judgement]:
    """Return what was judged, oldest first; InputError names a line that is none."""
    path = folder / JUDGEMENTS
    found = []
    for row, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), start=1):
        try:
            found.append(msgspec.json.decode(line, type=Judgement))
        except msgspec.MsgspecError as fault:
            raise InputError(
                f"this is no judgement ({fault})",
                file=str(path),
                row=row,
                remedy="Restore the line; judgements are written by 'firstlight link judge'.",
            ) from fault
    return found


def why(folder: Path, one: str, other: str) -> Why | None:
    """Return what speaks for a pair of the last run; None where it is not among the matches."""
    path = folder / MATCHES_FILE
    if not path.exists():
        raise InputError(
            "nothing was linked into this folder",
            file=str(folder),
            remedy="Run 'firstlight link records' first.",
        )
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if {row["one"], row["other"]} == {one, other}:
                bits = {name: float(value) for name, value in row.items() if name not in _PAIR[:3]}
                return Why(float(row["probability"]), bits)
    return None


def _check(source: Path, table: pa.Table, needed: Sequence[str]) -> None:
    there = [name for name in table.column_names if name != FIRST_ROW]
    for name in needed:
        if name not in there:
            raise InputError(
                f"no column '{name}'", file=str(source), remedy=f"There are: {', '.join(there)}."
            )


def _usable(table: pa.Table, identifier: str) -> tuple[pa.Table, list[dict[str, Any]]]:
    """Return the rows with an id of their own, and why the others have none."""
    first: dict[str, int] = {}
    kept, rejected = [], []
    rows = table.select([FIRST_ROW, identifier]).to_pydict()
    for at, (row, record) in enumerate(zip(rows[FIRST_ROW], rows[identifier], strict=True)):
        if record and first.setdefault(record, row) == row:
            kept.append(at)
            continue
        said = f"the id '{record}' is row {first[record]}'s" if record else "there is no id"
        rejected.append({"row": row, "column": identifier, "value": record, "why": said})
    return table.take(pa.array(kept, pa.int64())), rejected


def _with_days(records: pa.Table, columns: Sequence[str]) -> pa.Table:
    """Write the dates of columns that part their figures as one: 3.11.1990 is 1990-11-03."""
    for name in columns:
        values = records[name].to_pylist()
        order = order_of(values)
        days = [day_of(value, order) or value for value in values]
        at = records.column_names.index(name)
        records = records.set_column(at, name, pa.array(days, pa.string()))
    return records


def _previous(folder: Path) -> pa.Table | None:
    path = folder / ENTITIES_FILE
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(row["record"], row["entity"]) for row in csv.DictReader(lines)]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], []]
    return pa.table(columns, schema=ENTITIES)


def _matches(found: Linkage) -> Iterable[Sequence[Any]]:
    """Yield the rows of MATCHES_FILE: the pair, its probability, the prior's and fields' bits."""
    prior, bits = bits_by_field(found)
    pairs = found.matches.select(["one", "other", "probability"]).to_pydict().values()
    for (one, other, probability), each in zip(zip(*pairs, strict=True), bits, strict=True):
        yield one, other, round(probability, 6), round(prior, 3), *(round(bit, 3) for bit in each)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with whole_file(path) as out:
        text = TextIOWrapper(out, "utf-8", newline="")
        csv.writer(text, lineterminator="\n").writerows(chain([header], rows))
        text.detach()
