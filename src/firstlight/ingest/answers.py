"""Answers made fit to count: joined ones taken apart into flags, ticked boxes told from constants.

A cell "threats;debt" says two things; counted as one string, a rise of debt bondage hides among a
dozen strings that hold it. A box that is ticked or left blank has one value only, and still rises.
"""

from collections import Counter
from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.model.record import FIRST_ROW, Group, Variable

FEWEST = 12
"""Records that an answer must have for a flag of its own."""
MOST = 16
"""Answers of one column that become flags, the most frequent."""
_JOINED = 0.02
TICKS = frozenset(
    ["1", "x", "✓", "✔", "☑", "☒", "✗", "y", "yes", "true", "t", "ja", "oui", "si", "sí", "sim",
     "da", "да", "tak", "evet", "nai", "ναι", "так", "ano", "igen", "on", "checked", "ticked"]
)  # fmt: skip
"""Marks, folded to lower case, that a ticked box leaves; its blank is no mark, not "no"."""
_YES, _NO = "1", "0"


def taken_apart(
    table: pa.Table, variables: Collection[Variable], apart: Collection[str]
) -> tuple[pa.Table, tuple[Group, ...], tuple[str, ...]]:
    """Return a table whose columns of joined answers are flags ("COLUMN.ANSWER", "1" or "0").

    Columns in `apart` stay as they are, and so does one whose cells hardly ever join answers. A
    blank cell stays blank in every flag. The groups hold the flags of each column; the notes say
    what was taken apart, and how many answers are too rare for a flag.
    """
    groups: list[Group] = []
    notes: list[str] = []
    for variable in variables:
        name = variable.name
        if not variable.multiple or name in apart or name not in table.column_names:
            continue
        coded = pc.dictionary_encode(table.column(name).combine_chunks())
        cells = [_parts(cell) for cell in coded.dictionary.to_pylist()]
        codes = coded.indices.fill_null(len(cells)).to_numpy(zero_copy_only=False)
        held = np.bincount(codes, minlength=len(cells) + 1)[: len(cells)]
        joined = sum(int(n) for n, parts in zip(held, cells, strict=True) if len(parts) > 1)
        if joined <= _JOINED * max(int(held.sum()), 1):
            continue
        counts: Counter[str] = Counter()
        for n, parts in zip(held.tolist(), cells, strict=True):
            counts.update(dict.fromkeys(parts, n))
        frequent = [(answer, n) for answer, n in counts.most_common() if n >= FEWEST][:MOST]
        flags = [f"{name}.{answer}" for answer, _ in frequent]
        if len(flags) < 2 or set(flags) & set(table.column_names):
            continue
        for flag, (answer, _) in zip(flags, frequent, strict=True):
            said = [(_YES if answer in parts else _NO) if parts else None for parts in cells]
            table = table.append_column(flag, pc.take(pa.array([*said, None], pa.string()),
                                                      pa.array(codes)))  # fmt: skip
        table = table.drop_columns([name])
        groups.append(Group(name, tuple(flags)))
        rare = len(counts) - len(flags)
        notes.append(
            f"{name}: answers joined in a cell are counted one by one, {len(flags)} of them"
            + (f"; {rare} rarer ones are left out" if rare else "")
        )
    return table, tuple(groups), tuple(notes)


def _parts(cell: str) -> frozenset[str]:
    return frozenset(part.strip() for part in cell.split(";") if part.strip())


def ticked(
    table: pa.Table, groups: Collection[Group], apart: Collection[str]
) -> tuple[pa.Table, tuple[str, ...], tuple[str, ...]]:
    """Return a table whose ticked boxes hold "1" or blank, and within a group "0" as well.

    Beside it, the names of the boxes, and notes.

    A box is a column of nothing but one mark of `TICKS`, and blanks. Where boxes of one group (CTDC
    codebook 2024, section 6) are all there is of it, a record that ticks another of them has
    answered: its blank is "0". Elsewhere a blank stays one: nobody knows whether it was asked.
    """
    boxes: dict[str, pa.Array] = {}
    for name in table.column_names:
        if name != FIRST_ROW and name not in apart:
            column = table.column(name)
            marks = [one for one in pc.unique(column).to_pylist() if one and one.strip()]
            if len(marks) == 1 and marks[0].strip().casefold() in TICKS and column.null_count:
                boxes[name] = pc.is_valid(column).combine_chunks()
    notes: list[str] = []
    no = dict.fromkeys(boxes, pa.scalar(None, pa.string()))
    for group in groups:
        mine = [name for name in group.columns if name in table.column_names]
        if len(mine) >= 2 and boxes.keys() >= set(mine):
            for name in mine:
                table = _set(table, name, pc.if_else(boxes[name], _YES, _any(boxes, mine, _NO)))
                no.pop(name)
            notes.append(
                f"{', '.join(mine)}: a blank beside another answer of “{group.name}” is no"
            )
    for name in no:
        table = _set(table, name, pc.if_else(boxes[name], _YES, no[name]))
    if no:
        notes.append(
            f"{', '.join(no)}: boxes that are ticked or blank; their shares are of all records, "
            "since a blank does not tell whether it was asked"
        )
    return table, tuple(boxes), tuple(notes)


def _any(boxes: dict[str, pa.Array], names: Collection[str], value: str) -> pa.Array:
    found = np.zeros(len(next(iter(boxes.values()))), dtype=bool)
    for name in names:
        found |= boxes[name].to_numpy(zero_copy_only=False)
    return pc.if_else(pa.array(found), value, pa.scalar(None, pa.string()))


def _set(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, values)
